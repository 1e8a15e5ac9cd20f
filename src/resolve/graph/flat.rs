//! Flattens claims and their nested counter-claims into one list.
//!
//! In goes a parsed claim with its nested counter-claims; out come all of them in sequence, and the
//! edges between them, still by name.

use crate::model::CounterRelation;
use crate::parse::claim::{ClaimWords, RawCounter, Reference};
use crate::resolve::placed::PlacedClaim;
use crate::resolve::site::ClaimIndex;
use crate::source::{At, Span};
use ahash::HashMap;

/// An edge from a counter-claim to the claim that it answers, still by name.
pub(super) struct CounterEdge<'p> {
    pub(super) counter: ClaimName<'p>,
    pub(super) answered: ClaimName<'p>,
    pub(super) relation: CounterRelation,
    pub(super) span: Span,
}

/// A claim by index, or by a name to look up in an article.
#[derive(Clone, Copy)]
pub(super) enum ClaimName<'p> {
    Index(ClaimIndex),
    Id(&'p At<String>, usize),
}

/// Extracts nested counter-claims from their claims.
pub(super) fn flatten<'p>(
    home: PlacedClaim<'p>,
    leave_out: &impl Fn(&PlacedClaim) -> bool,
    flat: &mut Vec<PlacedClaim<'p>>,
    edges: &mut Vec<CounterEdge<'p>>,
) {
    if leave_out(&home) {
        return;
    }
    let index = ClaimName::Index(ClaimIndex(flat.len()));
    let PlacedClaim { raw, article, section } = home;
    flat.push(home);
    for Reference { claim, relation } in &raw.answers {
        let answered = ClaimName::Id(claim, article);
        edges.push(CounterEdge { counter: index, answered, relation: *relation, span: claim.span });
    }
    for counter in &raw.counters {
        match counter {
            RawCounter::Reference(Reference { claim, relation }) => {
                let counter = ClaimName::Id(claim, article);
                let (relation, span) = (*relation, claim.span);
                edges.push(CounterEdge { counter, answered: index, relation, span });
            }
            RawCounter::InPlace(raw, relation) => {
                let counter = ClaimName::Index(ClaimIndex(flat.len()));
                let (relation, span) = (*relation, raw.id.span);
                let home = PlacedClaim { raw, article, section };
                if !leave_out(&home) {
                    edges.push(CounterEdge { counter, answered: index, relation, span });
                    flatten(home, leave_out, flat, edges);
                }
            }
        }
    }
}

/// For each claim, how many quotes may be missing before it among the claims that search the same
/// text.
pub(super) fn lost_before(flat: &[PlacedClaim]) -> Vec<usize> {
    let mut counts: HashMap<(usize, Option<usize>), usize> = HashMap::default();
    let count = |home: &PlacedClaim| match &home.raw.words {
        ClaimWords::Quote(quotes) => quotes.iter().filter(|quote| quote.here.is_empty()).count(),
        ClaimWords::Says(_) => 0,
    };
    flat.iter()
        .map(|home| {
            let before = counts.entry((home.article, home.section)).or_default();
            *before += count(home);
            *before - count(home)
        })
        .collect()
}
