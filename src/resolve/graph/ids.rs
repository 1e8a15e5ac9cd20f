//! Indexes the ids of claims, and finds duplicate ones.
//!
//! In go the claims of an article; out come their numbers by name, and faults of duplicate names.

use super::flat::FlatArticle;
use crate::diagnostic::{Code, Diagnostic};
use crate::resolve::names::SiteNames;
use crate::resolve::placed::PlacedClaim;
use crate::resolve::site::ClaimIndex;
use crate::source::Span;
use ahash::{HashMap, HashSet};
use std::collections::hash_map::Entry;
use std::sync::Arc;

/// The claims of an article by id: the number of each, from 0.
pub(in crate::resolve) type ClaimIds = HashMap<Arc<str>, usize>;

/// The claims of a site by article and id.
pub(super) struct ById {
    /// The ids of each article.
    pub(super) articles: Vec<Arc<ClaimIds>>,
    /// The index of the first claim of each article.
    pub(super) first: Vec<usize>,
}

impl ById {
    /// The claim of an article that has this id.
    pub(super) fn get(&self, article: usize, id: &str) -> Option<ClaimIndex> {
        self.articles[article].get(id).map(|number| self.own(article, *number))
    }

    /// The claim of an article with this number.
    pub(super) fn own(&self, article: usize, number: usize) -> ClaimIndex {
        ClaimIndex(self.first[article] + number)
    }
}

/// Indexes the ids of the claims of an article, and finds duplicate ones, by their number.
pub(super) fn ids(flat: &FlatArticle) -> (ClaimIds, Vec<(usize, Diagnostic)>) {
    let (mut ids, mut out) = (ClaimIds::default(), Vec::new());
    ids.reserve(flat.homes.len());
    for (i, home) in flat.homes.iter().enumerate() {
        let id = &home.raw.id;
        match ids.entry(Arc::clone(&id.value)) {
            Entry::Vacant(free) => {
                free.insert(i);
            }
            Entry::Occupied(first) => {
                let first = flat.homes[*first.get()].raw.id.span;
                out.push((i, duplicate(&id.value, id.span, first)));
            }
        }
    }
    (ids, out)
}

/// The names of the claims of an article, as an id or an alias.
pub(super) struct ClaimNames<'p> {
    /// Those that several claims share. A lock line with such a name may belong to any of them, and is
    /// compared with none.
    pub(super) shared: HashSet<&'p str>,
    /// The number of the first claim that has each name.
    pub(super) first: HashMap<&'p str, usize>,
}

impl<'p> ClaimNames<'p> {
    /// The names of the claims of the article `index`, whose prefix is `prefix`.
    pub(super) fn of(article: (usize, &str), homes: &[PlacedClaim<'p>], names: &SiteNames) -> Self {
        let (mut first, mut shared) = (HashMap::default(), HashSet::default());
        first.reserve(homes.len());
        for (i, home) in homes.iter().enumerate() {
            let id = &*home.raw.id.value;
            let aliases = home.raw.details.aliases.iter().map(|alias| alias.value.as_str());
            for name in std::iter::once(id).chain(aliases) {
                let other = *first.entry(name).or_insert(i);
                let twice = home.raw.twice && name == id;
                if twice || other != i || is_unseen(article, name, names) {
                    shared.insert(name);
                }
            }
        }
        Self { shared, first }
    }
}

/// True where something in an article that is not published, or could not be read, has the name.
pub(super) fn is_unseen((index, prefix): (usize, &str), name: &str, names: &SiteNames) -> bool {
    names.withheld.has_name(prefix, name)
        || names.left_out.get(index).is_some_and(|names| names.contains(name))
}

/// Reports where a published claim of an article has the id of a withheld one: a reference would change its
/// meaning on the day when both are published.
pub(super) fn twice_withheld(
    prefix: &str,
    names: &SiteNames,
    homes: &[PlacedClaim],
) -> Vec<(usize, Diagnostic)> {
    let mut out = Vec::new();
    if names.withheld.claims.is_empty() {
        return out;
    }
    for (i, home) in homes.iter().enumerate() {
        let id = &home.raw.id;
        let key = (prefix.to_owned(), Arc::clone(&id.value));
        if let Some(first) = names.withheld.claims.get(&key) {
            out.push((i, duplicate(&id.value, id.span, *first)));
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
