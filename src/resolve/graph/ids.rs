//! Indexes the ids of claims, and finds duplicate ones.
//!
//! In go all claims in one list; out come indices by article and name, and faults of duplicate
//! names.

use crate::diagnostic::{Code, Diagnostic};
use crate::resolve::names::SiteNames;
use crate::resolve::placed::PlacedClaim;
use crate::resolve::site::{ClaimIndex, Site};
use crate::source::Span;
use ahash::{HashMap, HashSet};
use std::collections::hash_map::Entry;
use std::sync::Arc;

/// Claims by article and id.
pub(super) type ById<'p> = HashMap<(usize, &'p str), ClaimIndex>;

/// The first claim with a name, by the index of its article and the name.
pub(super) type FirstOf<'p> = HashMap<(usize, &'p str), usize>;

/// Indexes the ids of claims, and finds duplicate ones.
pub(super) fn by_id<'p>(flat: &[PlacedClaim<'p>]) -> (ById<'p>, Vec<(ClaimIndex, Diagnostic)>) {
    let (mut by_id, mut out) = (ById::default(), Vec::new());
    by_id.reserve(flat.len());
    for (i, home) in flat.iter().enumerate() {
        let id = &home.raw.id;
        match by_id.entry((home.article, &*id.value)) {
            Entry::Vacant(free) => {
                free.insert(ClaimIndex(i));
            }
            Entry::Occupied(first) => {
                let first = flat[first.get().0].raw.id.span;
                out.push((ClaimIndex(i), duplicate(&id.value, id.span, first)));
            }
        }
    }
    (by_id, out)
}

/// For each article, the names that several of its claims share, as an id or an alias. A lock line
/// with such a name may belong to any of them, and is compared with none. Also, for each name of an
/// article, the first claim that has it.
pub(super) fn shared_names<'p>(
    site: &Site,
    flat: &[PlacedClaim<'p>],
    names: &SiteNames,
) -> (Vec<HashSet<&'p str>>, FirstOf<'p>) {
    let withheld = &names.withheld;
    let unread = |article: usize, name: &str| {
        names.left_out.get(article).is_some_and(|names| names.contains(name))
    };
    let mut first = FirstOf::default();
    let mut shared: Vec<HashSet<&str>> = site.articles.iter().map(|_| HashSet::default()).collect();
    first.reserve(flat.len());
    for (i, home) in flat.iter().enumerate() {
        let aliases = home.raw.details.aliases.iter().map(|alias| alias.value.as_str());
        for name in std::iter::once(&*home.raw.id.value).chain(aliases) {
            let other = *first.entry((home.article, name)).or_insert(i);
            let twice = home.raw.twice && name == &*home.raw.id.value;
            let hidden = withheld.has_name(&site.articles[home.article].prefix, name);
            if twice || other != i || hidden || unread(home.article, name) {
                shared[home.article].insert(name);
            }
        }
    }
    (shared, first)
}

/// Reports where a published claim has the id of a withheld one: a reference would change its
/// meaning on the day when both are published.
pub(super) fn twice_withheld(
    site: &Site,
    names: &SiteNames,
    flat: &[PlacedClaim],
) -> Vec<(ClaimIndex, Diagnostic)> {
    let mut out = Vec::new();
    if names.withheld.claims.is_empty() {
        return out;
    }
    for (i, home) in flat.iter().enumerate() {
        let id = &home.raw.id;
        let key = (site.articles[home.article].prefix.clone(), Arc::clone(&id.value));
        if let Some(first) = names.withheld.claims.get(&key) {
            out.push((ClaimIndex(i), duplicate(&id.value, id.span, *first)));
        }
    }
    out
}

fn duplicate(id: &str, here: Span, first: Span) -> Diagnostic {
    Diagnostic::at(Code::ClaimDuplicate, here, format!("two claims have the id `{id}`"))
        .label("again here")
        .also(first, "first here")
        .hint(format!("an id is unique in its article, counter-claims included: give one of them another, such as `{id}-2`"))
}
