//! Decides whose claims stay as the build before resolved them, and flattens the others.
//!
//! In go the parsed claims of all articles; out come those that are resolved anew, article by article. An
//! article whose claims answer, or are answered by, claims of one of these is one of these, and so on: so
//! whatever a claim that stays leads to stays too. Claims hold indices, so none stays where one article has
//! more or fewer claims than it had.

use super::flat::FlatArticle;
use crate::model::address;
use crate::resolve::kept::Reuse;
use crate::resolve::placed::PlacedClaim;
use crate::resolve::site::Site;
use ahash::HashMap;

/// The claims of each article; none where they stay.
pub(super) fn flatten<'p>(
    site: &Site,
    homes: &[PlacedClaim<'p>],
    reuse: &mut Reuse,
    leave_out: &impl Fn(&PlacedClaim) -> bool,
) -> Vec<Option<FlatArticle<'p>>> {
    let of_article = by_article(site, homes);
    let flatten = |article: usize| FlatArticle::of(of_article[article], leave_out);
    let all = || 0..site.articles.len();
    let mut next: Vec<usize> = all().filter(|i| reuse.claims(*i).is_none()).collect();
    let is_all = next.len() == site.articles.len();
    let mut flat: Vec<Option<FlatArticle>> = all().map(|_| None).collect();
    let joined = if is_all { Vec::new() } else { reuse.joined() };
    let folders: HashMap<&str, usize> = match is_all {
        true => HashMap::default(),
        false => all().map(|i| (site.articles[i].prefix.as_str(), i)).collect(),
    };
    while let Some(article) = next.pop() {
        if flat[article].is_some() {
            continue;
        }
        let claims = flatten(article);
        if !is_all {
            let names = claims.edges.iter().flat_map(|edge| [edge.counter, edge.answered]);
            let named = names.filter_map(|name| folders.get(&*address::prefix(name.folder()?)));
            next.extend(named);
            next.extend(&joined[article]);
        }
        flat[article] = Some(claims);
    }
    let moved = |(i, claims): (usize, &Option<FlatArticle>)| {
        claims.as_ref().is_some_and(|claims| reuse.count_before(i) != Some(claims.homes.len()))
    };
    if !is_all && flat.iter().enumerate().any(moved) {
        for (i, claims) in flat.iter_mut().enumerate() {
            claims.get_or_insert_with(|| flatten(i));
        }
    }
    for article in all().filter(|i| flat[*i].is_some()) {
        reuse.forget_claims(article);
    }
    flat
}

/// The claims of each article of the site.
fn by_article<'h, 'p>(site: &Site, homes: &'h [PlacedClaim<'p>]) -> Vec<&'h [PlacedClaim<'p>]> {
    let mut of: Vec<&[PlacedClaim]> = vec![&[]; site.articles.len()];
    for own in homes.chunk_by(|a, b| a.article == b.article) {
        of[own[0].article] = own;
    }
    of
}
