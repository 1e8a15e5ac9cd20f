//! The claims of an article, as a build resolved them.
//!
//! In go claims with all that refers to them; out comes what the next build takes over where the article is
//! as it was, what it refers to is, and there was nothing to say about its claims.

use crate::resolve::graph::{ClaimIds, Mentions};
use crate::resolve::guard::KeptGuard;
use crate::resolve::site::{Claim, Site, SourceIndex, StandingClaims};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The claims of an article with what follows from them.
#[derive(Debug)]
pub(in crate::resolve) struct KeptClaims {
    /// The claims, in their order.
    pub(in crate::resolve) claims: Vec<Arc<Claim>>,
    /// Their ids.
    pub(in crate::resolve) ids: Arc<ClaimIds>,
    /// Where they stand.
    pub(in crate::resolve) standing: Arc<StandingClaims>,
    /// The records that they refer to.
    pub(in crate::resolve) mentions: Arc<Mentions>,
    /// The articles with a claim that answers one of these, or that one of these answers.
    pub(super) joined: BTreeSet<usize>,
    /// The comparison with the lock file, and its faults.
    pub(super) guard: KeptGuard,
}

impl KeptClaims {
    /// The claims of the article `index` of `site`, which are `claims`.
    pub(super) fn of(
        (site, index): (&Site, usize),
        claims: &[Arc<Claim>],
        (ids, mentions): (Arc<ClaimIds>, Arc<Mentions>),
        guard: KeptGuard,
    ) -> Self {
        let others = claims.iter().flat_map(|claim| claim.counters.iter().chain(&claim.answers));
        let joined = others.map(|(other, _)| site.claim(*other).article);
        Self {
            claims: claims.to_vec(),
            ids,
            standing: Arc::clone(&site.articles[index].standing),
            mentions,
            joined: joined.filter(|other| *other != index).collect(),
            guard,
        }
    }

    /// True where one of them refers to one of `sources`.
    pub(super) fn refer_to(&self, sources: &ahash::HashSet<SourceIndex>) -> bool {
        !sources.is_empty() && self.mentions.sources().any(|source| sources.contains(&source))
    }
}
