//! Remembers what a document says by now.
//!
//! In go the record of the last import and the remarks of a later draft with the claims that they became; out come what
//! the document says no more, and what to remember.

use super::claims::{self, ClaimPlan};
use super::hints;
use super::model::DraftRemark;
use super::record::{ImportRecord, KnownRemark};
use super::said::{self, HeldClaims};
use std::collections::{BTreeMap, BTreeSet};

/// What is remembered of remarks that became a claim.
pub(super) fn known(plan: &ClaimPlan, id: &str) -> Vec<KnownRemark> {
    let note = claims::note_of(plan);
    let of = |remark| KnownRemark {
        claim: id.to_owned(),
        first: hints::first_note(remark),
        words: plan.words.clone(),
        note: note.clone(),
        around: plan.around.clone(),
    };
    plan.remarks.iter().map(of).collect()
}

/// What is remembered of remarks, as it changes.
pub(super) struct KnownNow<'r> {
    record: &'r ImportRecord,
    /// The lines that the remarks of the document have, wherever they stand, and how often.
    lines: BTreeMap<String, usize>,
    /// The claims whose remarks are in the document, by the ids that they have and had.
    heard: BTreeSet<String>,
    /// How often lines stand in remarks of these.
    taken: BTreeMap<String, usize>,
    /// What is remembered by now.
    pub remarks: Vec<KnownRemark>,
}

impl<'r> KnownNow<'r> {
    pub(super) fn of(record: &'r ImportRecord, remarks: &[DraftRemark]) -> Self {
        let mut lines: BTreeMap<String, usize> = BTreeMap::new();
        for line in remarks.iter().flat_map(hints::said).flat_map(|words| said::lines(&words)) {
            *lines.entry(line).or_default() += 1;
        }
        let remarks = record.remarks.clone();
        Self { record, lines, heard: BTreeSet::new(), taken: BTreeMap::new(), remarks }
    }

    /// True if the document has this line of a claim still. One that stands in remarks of other claims alone is theirs.
    fn has(&self, claim: &str, line: &str) -> bool {
        let all = self.lines.get(line).copied().unwrap_or(0);
        let taken = self.taken.get(line).copied().unwrap_or(0);
        if self.heard.contains(claim) { all > 0 } else { all > taken }
    }

    /// The lines of a note that the document has no more.
    fn lost(&self, known: &KnownRemark) -> Vec<String> {
        let lines = said::lines(&known.note).into_iter();
        lines.filter(|line| !self.has(&known.claim, line)).collect()
    }

    /// All that the document said before and says no more.
    pub(super) fn gone(&self) -> Vec<String> {
        self.record.remarks.iter().flat_map(|known| self.lost(known)).collect()
    }

    /// The remarks of a plan are those of the claim that is called `id` by now.
    pub(super) fn hears(&mut self, of: &KnownRemark, id: &str, plan: &ClaimPlan) {
        let is_of = |known: &KnownRemark| known.claim == of.claim || known.claim == id;
        let at = self.remarks.iter().position(is_of).unwrap_or(self.remarks.len());
        self.remarks.retain(|known| !is_of(known));
        self.remarks.splice(at..at, known(plan, id));
        if self.heard.insert(of.claim.clone()) {
            for line in plan.remarks.iter().flat_map(hints::said).flat_map(|of| said::lines(&of)) {
                *self.taken.entry(line).or_default() += 1;
            }
        }
        self.heard.insert(id.to_owned());
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
            let Some(claim) = held.of_remark(known, self.record) else { continue };
            for line in self.lost(known) {
                // What goes on with other words is there.
                let goes_on = self.lines.keys().any(|now| now.starts_with(&line) && *now != line);
                let told = (claim.id.clone(), line);
                if !goes_on && !listed.contains(&told) {
                    listed.push(told);
                }
            }
        }
        let mut remarks = std::mem::take(&mut self.remarks);
        remarks.retain_mut(|known| {
            let all = said::lines(&known.note);
            let kept: Vec<String> =
                all.iter().filter(|line| self.has(&known.claim, line)).cloned().collect();
            if kept.len() == all.len() {
                return true;
            }
            known.note = kept.join("\n");
            let is_held = || held.of_remark(known, self.record).is_some();
            !kept.is_empty() || !held.is_whole || is_held()
        });
        self.remarks = remarks;
        listed
    }
}
