//! Knows remarks of an earlier draft again, and remembers what the document says by now.
//!
//! In go the record of the last import and the remarks of a later draft; out come the claims that they became, what
//! the document says no more, and what to remember.

use super::claims::{self, ClaimPlan};
use super::hints;
use super::model::Remark;
use super::record::{ImportRecord, KnownRemark};
use super::said::{self, HeldClaims};
use std::collections::BTreeSet;
use strsim::normalized_levenshtein;

/// How alike words have to be to be the same, edited: from 0 to 1.
const ALIKE: f64 = 0.6;

/// Tells which claims of an earlier import the remarks of a later draft became. What says the same of the same words is
/// told first, then what begins the same; each claim is told once.
pub(super) fn recognize(
    placed: Vec<ClaimPlan>,
    record: &ImportRecord,
) -> Vec<(ClaimPlan, Option<&KnownRemark>)> {
    let mut told: Vec<Option<&KnownRemark>> = vec![None; placed.len()];
    let mut used: BTreeSet<&str> = BTreeSet::new();
    for strict in [3, 2, 1, 0] {
        for (plan, told) in placed.iter().zip(&mut told).filter(|(_, told)| told.is_none()) {
            let note = claims::note_of(plan);
            let firsts: Vec<String> = plan.remarks.iter().map(hints::first_note).collect();
            let mut fits = record.remarks.iter().filter(|known| {
                let says = firsts.contains(&known.first);
                let is_about = known.words == plan.words;
                // A remark that was written anew is about the same words; words that were edited are alike.
                let fits = match strict {
                    3 => says && is_about && known.note == note,
                    2 => says && is_about,
                    1 => is_about,
                    _ => says && normalized_levenshtein(&known.words, &plan.words) > ALIKE,
                };
                fits && !used.contains(known.claim.as_str())
            });
            let Some(first) = fits.next() else { continue };
            if strict > 1 || fits.all(|other| other.claim == first.claim) {
                used.insert(&first.claim);
                *told = Some(first);
            }
        }
    }
    placed.into_iter().zip(told).collect()
}

/// What is remembered of remarks that became a claim.
pub(super) fn known(plan: &ClaimPlan, id: &str) -> Vec<KnownRemark> {
    let note = claims::note_of(plan);
    let of = |remark| KnownRemark {
        claim: id.to_owned(),
        first: hints::first_note(remark),
        words: plan.words.clone(),
        note: note.clone(),
    };
    plan.remarks.iter().map(of).collect()
}

/// What is remembered of remarks, as it changes.
pub(super) struct KnownNow<'r> {
    record: &'r ImportRecord,
    /// The lines that the remarks of the document have, wherever they stand.
    lines: BTreeSet<String>,
    /// What is remembered by now.
    pub remarks: Vec<KnownRemark>,
}

impl<'r> KnownNow<'r> {
    pub(super) fn of(record: &'r ImportRecord, remarks: &[Remark]) -> Self {
        let said = remarks.iter().flat_map(hints::said);
        let lines = said.flat_map(|words| said::lines(&words)).collect();
        Self { record, lines, remarks: record.remarks.clone() }
    }

    /// The lines of a note that the document has no more.
    fn lost(&self, note: &str) -> Vec<String> {
        said::lines(note).into_iter().filter(|line| !self.lines.contains(line)).collect()
    }

    /// All that the document said before and says no more.
    pub(super) fn gone(&self) -> Vec<String> {
        self.record.remarks.iter().flat_map(|known| self.lost(&known.note)).collect()
    }

    /// The remarks of a plan are those of the claim that is called `id` by now.
    pub(super) fn hears(&mut self, of: &KnownRemark, id: &str, plan: &ClaimPlan) {
        let is_of = |known: &KnownRemark| known.claim == of.claim || known.claim == id;
        let at = self.remarks.iter().position(is_of).unwrap_or(self.remarks.len());
        self.remarks.retain(|known| !is_of(known));
        self.remarks.splice(at..at, known(plan, id));
    }

    /// The remarks of a plan became a new claim.
    pub(super) fn begins(&mut self, id: &str, plan: &ClaimPlan) {
        self.remarks.extend(known(plan, id));
    }

    /// What was heard last of a claim was not written: it is told again.
    pub(super) fn forgets(&mut self, of: &KnownRemark, id: &str) {
        self.remarks.retain(|known| known.claim != id);
        let before = self.record.remarks.iter().filter(|known| known.claim == of.claim);
        self.remarks.extend(before.cloned());
    }

    /// Lists what the document says no more, by claim, once. Remarks that went with their claims are forgotten.
    pub(super) fn listed(&mut self, held: &HeldClaims) -> Vec<(String, String)> {
        let mut listed: Vec<(String, String)> = Vec::new();
        for known in &self.record.remarks {
            let Some(claim) = held.find(&known.claim) else { continue };
            for line in self.lost(&known.note) {
                // What goes on with other words is there.
                let goes_on = self.lines.iter().any(|now| now.starts_with(&line));
                let told = (claim.id.clone(), line);
                if !goes_on && !listed.contains(&told) {
                    listed.push(told);
                }
            }
        }
        let lines = &self.lines;
        self.remarks.retain_mut(|known| {
            let all = said::lines(&known.note);
            let kept: Vec<String> = all.iter().filter(|l| lines.contains(*l)).cloned().collect();
            if kept.len() == all.len() {
                return true;
            }
            known.note = kept.join("\n");
            !kept.is_empty() || !held.is_whole || held.find(&known.claim).is_some()
        });
        listed
    }
}
