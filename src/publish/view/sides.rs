//! The two sides of an argument: a claim, the answers to it, and their answers, each with its
//! evidence.
//!
//! In go claims; out come the two sides, as the page of a claim and the page of disputes show them.
//! An argument is shown three levels deep; deeper answers are on the pages of the answers, which
//! are linked.

use super::parts::{BareDenial, ClaimSide, Counterpoint, Dispute, Turn};
use super::seen::View;
use crate::model::{About, CounterRelation, Relation, Stake};
use crate::resolve::ClaimIndex;

/// The maximum number of answers to an answer that are shown beside it. Without it, a debate in
/// which everybody answers everybody would fill each page with all of it.
pub const IN_TURN: usize = 8;

impl View<'_> {
    /// One side of a claim's page: the claim, and the citations that `keep` selects. The theme's template
    /// shows the point in full and what is against it in few words; what it does not read is left out.
    pub fn side(
        &self,
        index: ClaimIndex,
        relation: Option<CounterRelation>,
        keep: impl Fn(Relation) -> bool,
    ) -> ClaimSide {
        let (full, brief) = (self.whole || relation.is_none(), self.whole || relation.is_some());
        let keep = |relation| full && keep(relation);
        ClaimSide {
            claim: self.claim(index),
            cards: self.cards(index, keep),
            evidence: if brief { self.evidence(self.site.claim(index)) } else { Vec::new() },
            relation: relation.map(|r| self.counter_relation(r)),
            passive: relation.map(|r| self.words.passive(r)),
            bare: relation.and_then(|relation| self.bare(index, relation)),
            counters: if brief { self.in_turn(index) } else { Vec::new() },
            more: self.more(index),
        }
    }

    /// A claim beside its answers, in short form.
    pub fn dispute(&self, point: ClaimIndex) -> Dispute {
        let claim = self.site.claim(point);
        let (point_evidence, against) = self
            .evidence(claim)
            .into_iter()
            .partition(|line| Relation::from_key(line.relation.key).is_some_and(speaks_for));
        Dispute {
            point: self.claim(point),
            point_evidence,
            against,
            counters: claim.counters.iter().map(|&(c, r)| self.counterpoint(c, r)).collect(),
            only_denied: self.only_denied(point),
        }
    }

    /// An answer to a claim, with its evidence and the answers to it.
    pub fn counterpoint(&self, counter: ClaimIndex, relation: CounterRelation) -> Counterpoint {
        Counterpoint {
            relation: self.counter_relation(relation),
            passive: self.words.passive(relation),
            claim: self.claim(counter),
            evidence: self.evidence(self.site.claim(counter)),
            bare: self.bare(counter, relation),
            answered: self.in_turn(counter),
            more: self.more(counter),
        }
    }

    /// The answers to an answer that are shown beside it; the others are on its own page.
    fn in_turn(&self, index: ClaimIndex) -> Vec<Turn> {
        let shown = self.site.claim(index).counters.iter().take(IN_TURN);
        let turn = |&(answer, relation): &(ClaimIndex, CounterRelation)| Turn {
            relation: self.counter_relation(relation),
            passive: self.words.passive(relation),
            claim: self.claim(answer),
            evidence: self.evidence(self.site.claim(answer)),
            bare: self.bare(answer, relation),
            answers: self.site.claim(answer).counters.len(),
        };
        shown.map(turn).collect()
    }

    /// The number of answers to an answer that are not shown beside it.
    fn more(&self, index: ClaimIndex) -> usize {
        self.site.claim(index).counters.len().saturating_sub(IN_TURN)
    }

    /// A denial for which only its maker is cited; `None` for any other answer.
    fn bare(&self, denial: ClaimIndex, relation: CounterRelation) -> Option<BareDenial> {
        let denial = self.site.claim(denial);
        let backed = denial
            .citations
            .iter()
            .any(|c| c.relation == Relation::Supports && c.stake != Stake::Claimant);
        let bare =
            relation == CounterRelation::Denies && (denial.details.about == About::Said || !backed);
        let recorded = denial.citations.iter().any(|c| speaks_for(c.relation));
        bare.then_some(BareDenial { recorded })
    }

    /// True if a claim has no other counter-evidence than such denials.
    pub fn only_denied(&self, index: ClaimIndex) -> bool {
        let claim = self.site.claim(index);
        !claim.counters.is_empty()
            && claim
                .counters
                .iter()
                .all(|&(counter, relation)| self.bare(counter, relation).is_some())
            && claim.citations.iter().all(|c| speaks_for(c.relation))
    }
}

/// True for relations that are for the claim.
pub fn speaks_for(relation: Relation) -> bool {
    matches!(relation, Relation::Supports | Relation::Repeats)
}
