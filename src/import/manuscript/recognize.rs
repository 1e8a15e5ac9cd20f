//! Knows remarks of an earlier draft again.
//!
//! In go the record of the last import and the remarks of a later draft; out come the claims that they became. What says
//! the same of the same words in the same place is told first, and nothing is guessed.

use super::claims::{self, ClaimPlan};
use super::hints;
use super::record::{ImportRecord, KnownRemark};
use std::collections::{BTreeMap, BTreeSet};
use strsim::normalized_levenshtein;

/// How alike words have to be to be the same, edited: from 0 to 1.
const ALIKE: f64 = 0.6;

/// How much more alike the surroundings of one place have to be than those of another.
const NEARER: f64 = 0.2;

/// How alike both surroundings of words together have to be where nothing but these words is the same: from 0 to 2.
const SAME_PLACE: f64 = 0.9;

/// The most pairs of a remark and a claim whose surroundings are compared, of those that nothing else tells apart.
const MOST_PAIRS: usize = 2_500;

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

/// What is the same of a remark and a claim.
type SameKey<'k> = (Option<&'k str>, Option<&'k str>, Option<&'k str>, Option<&'k [String; 2]>);

impl Sameness {
    const ORDER: [Self; 7] = [
        Self { says: true, note: true, words: true, place: true },
        Self { says: true, note: false, words: true, place: true },
        Self { says: false, note: false, words: true, place: true },
        Self { says: true, note: true, words: true, place: false },
        Self { says: true, note: false, words: true, place: false },
        // A remark that was written anew is about the same words in a similar place; words that were edited are alike.
        Self { says: false, note: false, words: true, place: false },
        Self { says: true, note: false, words: false, place: false },
    ];

    fn of_known(self, known: &KnownRemark) -> SameKey<'_> {
        (
            self.says.then_some(&known.first),
            self.note.then_some(&known.note),
            self.words.then_some(&known.words),
            self.place.then_some(&known.around),
        )
    }

    /// That of each remark of a plan.
    fn of_plan<'k>(self, plan: &'k ClaimPlan, heard: &'k Heard) -> BTreeSet<SameKey<'k>> {
        let of = |first: &'k String| -> SameKey<'k> {
            (
                self.says.then_some(first),
                self.note.then_some(&heard.note),
                self.words.then_some(&plan.words),
                self.place.then_some(&plan.around),
            )
        };
        heard.firsts.iter().map(of).collect()
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
        // Who has the same, in order: claims by the index of a remark in the record, and plans.
        let mut claims: BTreeMap<SameKey, Vec<usize>> = BTreeMap::new();
        for (i, known) in record.remarks.iter().enumerate() {
            let of = claims.entry(same.of_known(known)).or_default();
            let is_there = of.last().is_some_and(|last| record.remarks[*last].claim == known.claim);
            if !used.contains(known.claim.as_str()) && !is_there {
                of.push(i);
            }
        }
        let mut plans: BTreeMap<SameKey, Vec<usize>> = BTreeMap::new();
        let open = (0..placed.len()).filter(|at| told[*at] == Recognized::New);
        for at in open {
            for key in same.of_plan(&placed[at], &heard[at]) {
                plans.entry(key).or_default().push(at);
            }
        }
        let mut pairs: BTreeSet<(usize, usize)> = BTreeSet::new();
        let mut many: Vec<(usize, Option<&KnownRemark>)> = Vec::new();
        for (key, plans) in plans {
            let claims = claims.get(&key).map_or(&[][..], Vec::as_slice);
            if same.words && plans.len() * claims.len() > MOST_PAIRS {
                // Where places would take too long, order tells, if anything does.
                let is_even = plans.len() == claims.len() && same.says;
                let of = |i: usize| is_even.then(|| &record.remarks[claims[i]]);
                many.extend(plans.iter().enumerate().map(|(i, at)| (*at, of(i))));
                continue;
            }
            for at in plans {
                let is_it = |i: &&usize| {
                    same.words || is_like(&record.remarks[**i].words, &placed[at].words)
                };
                pairs.extend(claims.iter().filter(is_it).map(|i| (at, *i)));
            }
        }
        let mut pairs = with_places(&pairs, &placed, record);
        if !same.says && !same.place {
            pairs.retain(|pair| pair.near >= SAME_PLACE);
        }
        let chosen = chosen(&pairs);
        for (at, known) in many.into_iter().chain(chosen) {
            if told[at] != Recognized::New {
                continue;
            }
            match known {
                Some(known) if used.insert(&known.claim) => told[at] = Recognized::Known(known),
                _ => told[at] = Recognized::Unsure,
            }
        }
    }
    placed.into_iter().zip(told).collect()
}

/// True if words are the same, edited.
fn is_like(one: &str, other: &str) -> bool {
    let [least, most] = match [one, other].map(|words| words.chars().count()) {
        [a, b] if a < b => [a, b],
        [a, b] => [b, a],
    };
    // At least as many letters differ as there are more in one.
    (least as f64) > (most as f64) * ALIKE && normalized_levenshtein(one, other) > ALIKE
}

/// Remarks with claims that they may be of, by their indices, and how alike the places are.
fn with_places<'r>(
    pairs: &BTreeSet<(usize, usize)>,
    placed: &[ClaimPlan],
    record: &'r ImportRecord,
) -> Vec<MaybeKnown<'r>> {
    let mut all: Vec<MaybeKnown> = Vec::new();
    for (at, i) in pairs {
        let known = &record.remarks[*i];
        let own = all.iter().rev().take_while(|of| of.at == *at);
        if own.into_iter().any(|of| of.known.claim == known.claim) {
            continue;
        }
        let near = |i: usize| match (&placed[*at].around[i], &known.around[i]) {
            (one, other) if one == other => 1.0,
            (one, other) => normalized_levenshtein(one, other),
        };
        all.push(MaybeKnown { at: *at, known, near: near(0) + near(1) });
    }
    all
}

/// Which of several claims each remark became: that whose words stand in the most similar place. Where places do not
/// tell, and there are as many claims as remarks, they have the same order; otherwise it is `None`.
fn chosen<'r>(pairs: &[MaybeKnown<'r>]) -> Vec<(usize, Option<&'r KnownRemark>)> {
    let mut of_remark: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut of_claim: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (i, pair) in pairs.iter().enumerate() {
        of_remark.entry(pair.at).or_default().push(i);
        of_claim.entry(&pair.known.claim).or_default().push(i);
    }
    let mut best: Vec<usize> = (0..pairs.len()).collect();
    best.sort_by(|a, b| pairs[*b].near.total_cmp(&pairs[*a].near).then(b.cmp(a)));
    let mut is_open = vec![true; pairs.len()];
    let mut chosen: Vec<(usize, Option<&KnownRemark>)> = Vec::new();
    for best in best {
        while is_open[best] {
            let MaybeKnown { at, known, near } = pairs[best];
            let own = || of_remark[&at].iter().filter(|i| is_open[**i]).map(|i| &pairs[*i]);
            let of_claim_open = || of_claim[known.claim.as_str()].iter().filter(|i| is_open[**i]);
            let mut others = own().filter(|pair| pair.known.claim != known.claim);
            let is_nearest = others.all(|pair| near - pair.near >= NEARER);
            let first = of_claim_open().next().map_or(at, |i| pairs[*i].at);
            let in_order = of_remark[&first].iter().find(|i| is_open[**i]).map(|i| pairs[*i]);
            let in_order = in_order.filter(|_| own().count() == of_claim_open().count());
            let (at, known) = match (is_nearest, in_order) {
                (true, _) => (at, Some(known)),
                (false, Some(pair)) => (pair.at, Some(pair.known)),
                (false, None) => (at, None),
            };
            chosen.push((at, known));
            let of_it = known.map_or(&[][..], |known| &of_claim[known.claim.as_str()]);
            of_remark[&at].iter().chain(of_it).for_each(|i| is_open[*i] = false);
        }
    }
    chosen
}
