//! Flattens claims and their nested counter-claims into one list for each article.
//!
//! In goes a parsed claim with its nested counter-claims; out come all of them in sequence, and the
//! edges between them, still by name.

use crate::model::CounterRelation;
use crate::parse::claim::{ClaimWords, RawCounter, Reference};
use crate::resolve::placed::PlacedClaim;
use crate::source::{At, Span};
use ahash::HashMap;

/// The claims of an article in sequence.
#[derive(Default)]
pub(super) struct FlatArticle<'p> {
    /// The claims, each before the counter-claims that are nested in it.
    pub(super) homes: Vec<PlacedClaim<'p>>,
    /// The edges that they declare.
    pub(super) edges: Vec<CounterEdge<'p>>,
}

/// An edge from a counter-claim to the claim that it answers, still by name.
pub(super) struct CounterEdge<'p> {
    pub(super) counter: ClaimName<'p>,
    pub(super) answered: ClaimName<'p>,
    pub(super) relation: CounterRelation,
    pub(super) span: Span,
}

/// A claim of the article that declares an edge by its number, or a name to look up from there.
#[derive(Clone, Copy)]
pub(super) enum ClaimName<'p> {
    Own(usize),
    Id(&'p At<String>),
}

impl<'p> ClaimName<'p> {
    /// The folder of another article that the name leads to.
    pub(super) fn folder(self) -> Option<&'p str> {
        match self {
            Self::Own(_) => None,
            Self::Id(id) => id.value.split_once('/').map(|(folder, _)| folder),
        }
    }
}

impl<'p> FlatArticle<'p> {
    /// Takes the claims of an article, without those to `leave_out`.
    pub(super) fn of(homes: &[PlacedClaim<'p>], leave_out: &impl Fn(&PlacedClaim) -> bool) -> Self {
        let mut flat = Self::default();
        for home in homes {
            flat.add(*home, leave_out);
        }
        flat
    }

    fn add(&mut self, home: PlacedClaim<'p>, leave_out: &impl Fn(&PlacedClaim) -> bool) {
        if leave_out(&home) {
            return;
        }
        let own = ClaimName::Own(self.homes.len());
        let PlacedClaim { raw, article, section } = home;
        self.homes.push(home);
        for Reference { claim, relation } in &raw.answers {
            let answered = ClaimName::Id(claim);
            let (relation, span) = (*relation, claim.span);
            self.edges.push(CounterEdge { counter: own, answered, relation, span });
        }
        for counter in &raw.counters {
            match counter {
                RawCounter::Reference(Reference { claim, relation }) => {
                    let counter = ClaimName::Id(claim);
                    let (relation, span) = (*relation, claim.span);
                    self.edges.push(CounterEdge { counter, answered: own, relation, span });
                }
                RawCounter::InPlace(raw, relation) => {
                    let counter = ClaimName::Own(self.homes.len());
                    let (relation, span) = (*relation, raw.id.span);
                    let home = PlacedClaim { raw, article, section };
                    if !leave_out(&home) {
                        self.edges.push(CounterEdge { counter, answered: own, relation, span });
                        self.add(home, leave_out);
                    }
                }
            }
        }
    }

    /// For each claim, how many quotes may be missing before it among the claims that search the same
    /// text.
    pub(super) fn lost_before(&self) -> Vec<usize> {
        let mut counts: HashMap<Option<usize>, usize> = HashMap::default();
        let count = |home: &PlacedClaim| match &home.raw.words {
            ClaimWords::Quote(quotes) => {
                quotes.iter().filter(|quote| quote.here.is_empty()).count()
            }
            ClaimWords::Says(_) => 0,
        };
        self.homes
            .iter()
            .map(|home| {
                let before = counts.entry(home.section).or_default();
                *before += count(home);
                *before - count(home)
            })
            .collect()
    }
}
