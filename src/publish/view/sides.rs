//! Point and counterpoint: a claim, what answers it, and what answers that, each with its evidence.
//!
//! In go claims; out come the two sides of an argument, as the page of a claim and the page of
//! disputes show them. An argument is shown three turns deep; what goes on from there stands on the
//! pages of the answers, to which there are links.

use super::parts::{BareDenial, ClaimSide, Counterpoint, Dispute, Turn};
use super::seen::View;
use crate::model::{About, CounterRelation, Relation, Stake};
use crate::resolve::ClaimIndex;

/// How many answers to an answer are shown beside it. A debate in which everybody answers everybody
/// would else fill each page with all of it.
pub const IN_TURN: usize = 8;

impl View<'_> {
    /// One side of a claim's page: the claim, and the citations that `keep` keeps.
    pub fn side(
        &self,
        index: ClaimIndex,
        relation: Option<CounterRelation>,
        keep: impl Fn(Relation) -> bool,
    ) -> ClaimSide {
        ClaimSide {
            claim: self.claim(index),
            cards: self.cards(index, keep),
            relation: relation.map(|r| self.counter_relation(r)),
            passive: relation.map(|r| self.words.passive(r)),
            bare: relation.and_then(|relation| self.bare(index, relation)),
            counters: self.in_turn(index),
            more: self.more(index),
        }
    }

    /// A claim beside what answers it, in few words.
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

    /// What answers a claim, with its evidence and what answers that.
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

    /// What answers an answer, as far as it is shown beside that: the rest stands on its own page.
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

    /// How many answers to an answer are not shown beside it.
    fn more(&self, index: ClaimIndex) -> usize {
        self.site.claim(index).counters.len().saturating_sub(IN_TURN)
    }

    /// A denial for which nobody but its maker is cited; none for any other answer.
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

    /// True where such denials are all that stands against a claim.
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

/// True for what stands on the side of a claim itself.
pub fn speaks_for(relation: Relation) -> bool {
    matches!(relation, Relation::Supports | Relation::Repeats)
}
