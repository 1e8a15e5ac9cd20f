//! Knows remarks of an earlier draft again, and remembers what the document says by now.
//!
//! In go the record of the last import and the remarks of a later draft; out come the claims that they became, what
//! the document says no more, and what to remember.

use super::claims::{self, ClaimPlan};
use super::hints;
use super::model::DraftRemark;
use super::record::{ImportRecord, KnownRemark};
use super::said::{self, HeldClaims};
use std::collections::{BTreeMap, BTreeSet};
use strsim::normalized_levenshtein;

/// How alike words have to be to be the same, edited: from 0 to 1.
const ALIKE: f64 = 0.6;

/// How much more alike the surroundings of one place have to be than those of another.
const NEARER: f64 = 0.2;

/// What a remark of a later draft is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Recognized<'r> {
    /// A remark that became a claim.
    Known(&'r KnownRemark),
    /// New.
    New,
    /// One of several, and nothing tells which.
    Unsure,
}

/// What has to be the same, in the order in which remarks are told.
#[derive(Debug, Clone, Copy)]
struct Sameness {
    /// What it says first.
    says: bool,
    /// All that it says.
    note: bool,
    /// The words that it is about.
    words: bool,
    /// What stands before and after them.
    place: bool,
}

impl Sameness {
    const ORDER: [Self; 7] = [
        Self { says: true, note: true, words: true, place: true },
        Self { says: true, note: false, words: true, place: true },
        Self { says: false, note: false, words: true, place: true },
        Self { says: true, note: true, words: true, place: false },
        Self { says: true, note: false, words: true, place: false },
        // A remark that was written anew is about the same words; words that were edited are alike.
        Self { says: false, note: false, words: true, place: false },
        Self { says: true, note: false, words: false, place: false },
    ];

    fn holds(self, known: &KnownRemark, plan: &ClaimPlan, heard: &Heard) -> bool {
        (!self.place || known.around == plan.around)
            && (!self.says || heard.firsts.contains(&known.first))
            && (!self.note || known.note == heard.note)
            && match self.words {
                true => known.words == plan.words,
                false => normalized_levenshtein(&known.words, &plan.words) > ALIKE,
            }
    }
}

/// What the remarks of a plan say.
struct Heard {
    /// What each says first.
    firsts: Vec<String>,
    /// All that they say.
    note: String,
}

/// A remark, and a claim that it may be of: how alike the places are.
#[derive(Debug, Clone, Copy)]
struct MaybeKnown<'r> {
    at: usize,
    known: &'r KnownRemark,
    near: f64,
}

/// Tells which claims of an earlier import the remarks of a later draft became. What says the same of the same words in
/// the same place is told first, then what begins the same; each claim is told once, and none is guessed.
pub(super) fn recognize(
    placed: Vec<ClaimPlan>,
    record: &ImportRecord,
) -> Vec<(ClaimPlan, Recognized<'_>)> {
    let hear = |plan: &ClaimPlan| Heard {
        firsts: plan.remarks.iter().map(hints::first_note).collect(),
        note: claims::note_of(plan),
    };
    let heard: Vec<Heard> = placed.iter().map(hear).collect();
    let mut told: Vec<Recognized> = vec![Recognized::New; placed.len()];
    let mut used: BTreeSet<&str> = BTreeSet::new();
    for same in Sameness::ORDER {
        let mut pairs: Vec<MaybeKnown> = Vec::new();
        for (at, plan) in placed.iter().enumerate() {
            if told[at] != Recognized::New {
                continue;
            }
            let first = pairs.len();
            for known in &record.remarks {
                let is_told = pairs[first..].iter().any(|of| of.known.claim == known.claim);
                let is_free = !used.contains(known.claim.as_str()) && !is_told;
                if is_free && same.holds(known, plan, &heard[at]) {
                    let near = |i: usize| normalized_levenshtein(&plan.around[i], &known.around[i]);
                    pairs.push(MaybeKnown { at, known, near: near(0) + near(1) });
                }
            }
        }
        for (at, known) in chosen(pairs) {
            match known {
                Some(known) => {
                    used.insert(&known.claim);
                    told[at] = Recognized::Known(known);
                }
                None => told[at] = Recognized::Unsure,
            }
        }
    }
    placed.into_iter().zip(told).collect()
}

/// Which of several claims each remark became: that whose words stand in the most similar place. Where places do not
/// tell, and there are as many claims as remarks, they have the same order; otherwise it is `None`.
fn chosen(mut open: Vec<MaybeKnown<'_>>) -> Vec<(usize, Option<&KnownRemark>)> {
    let mut chosen: Vec<(usize, Option<&KnownRemark>)> = Vec::new();
    while let Some(best) = open.iter().copied().max_by(|a, b| a.near.total_cmp(&b.near)) {
        let of_remark = || open.iter().filter(|pair| pair.at == best.at);
        let of_claim = || open.iter().filter(|pair| pair.known.claim == best.known.claim);
        let mut others = of_remark().filter(|pair| pair.known.claim != best.known.claim);
        let is_nearest = others.all(|pair| best.near - pair.near >= NEARER);
        let first = of_claim().next().map_or(best.at, |pair| pair.at);
        let in_order = open.iter().find(|pair| pair.at == first);
        let in_order = in_order.filter(|_| of_remark().count() == of_claim().count());
        match (is_nearest, in_order) {
            (true, _) => chosen.push((best.at, Some(best.known))),
            (false, Some(pair)) => chosen.push((pair.at, Some(pair.known))),
            (false, None) => chosen.push((best.at, None)),
        }
        if let Some((at, known)) = chosen.last().copied() {
            let is_of =
                |pair: &MaybeKnown| known.is_some_and(|known| known.claim == pair.known.claim);
            open.retain(|pair| pair.at != at && !is_of(pair));
        }
    }
    chosen
}

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
