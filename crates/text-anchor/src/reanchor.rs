//! Determines where confirmed words are now, and whether they still say the same.
//!
//! In go a text that is indexed, what was confirmed of a quote, and the places where its words
//! stand exactly; out comes a [`Judged`]: one of five bands, a place, and what changed in the
//! sentence. Nothing here moves a mark: only what is [`Band::Held`] in a sentence that is the same by
//! the rules of [`super::sameness`] is to be published, and everything else is for somebody to look at.

use super::align::{Found, QuotePattern, WordIndex};
use super::confirmed::{Confirmed, ConfirmedWords, code_of};
use super::drift::{Drift, drift, hyphens};
use super::normal::Normal;
use super::sameness::is_same;
use super::sentence::narrowly;
use std::ops::Range;

/// The result of comparing a quote with its confirmed state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Band {
    /// The words are unchanged, and so is the context on at least one side.
    Held,
    /// The words are unchanged, but no context is kept.
    Moved,
    /// The words were replaced by others.
    Edited {
        /// True if the context is kept.
        in_place: bool,
    },
    /// There are two equally good places.
    Ambiguous,
    /// The words are nowhere.
    Gone,
}

/// The judgement of a quote.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    /// The band.
    pub band: Band,
    /// The places in bytes of the plain text: one place, or the equally good ones. For a quote that
    /// is gone, the places where its words stand in another sentence.
    pub places: Vec<Range<usize>>,
    /// The sentence that was confirmed.
    pub old: String,
    /// The sentence that stands there now.
    pub new: String,
    /// True where the sentence is the same, by the rules of [`super::sameness`].
    pub same: bool,
    /// The words that decide what it means, as far as they are known, which came or went.
    pub drifts: Vec<Drift>,
    /// True if the quote is too long to be stored and its words cannot be recovered.
    pub unknown: bool,
}

/// Quotes of at most this many words may occur anywhere by chance.
const SHORT: usize = 3;

/// Where a quote stands in more places than these, their sentences are not compared one by one.
const MANY: usize = 64;

/// How much of the words around a quote must be kept for them to count as kept.
const KEPT: f32 = 0.5;

/// Judges a quote. `exact` are the places of its exact words, in bytes of the plain text;
/// `language` is the tag of the text's language.
pub fn judge(
    index: &WordIndex,
    confirmed: &Confirmed,
    exact: &[Range<usize>],
    language: &str,
) -> Judged {
    let pattern = QuotePattern::new(confirmed);
    let short = pattern.count() <= SHORT;
    let judge = Judge { index, confirmed, language };
    if let Some(found) = judge.the_same(&pattern, exact) {
        return judge.say(Band::Held, &found);
    }
    let mut standing: Vec<Found> =
        exact.iter().map(|place| index.standing(&pattern, &index.normal(place))).collect();
    standing.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.words.start.cmp(&b.words.start)));
    let held: Vec<&Found> = standing.iter().filter(|found| is_held(found, short)).collect();
    if let [best, second, ..] = held[..]
        && second.score > best.score * 0.9
    {
        return judge.ambiguous(&[best, second]);
    }
    if let [best, ..] = held[..]
        && best.context.0.min(best.context.1) >= 0.8
    {
        return judge.say(held_as(best), best);
    }
    let seams = index.taken_out(&pattern);
    // The contexts may seem to meet inside the found place only because its sentence ends like the
    // one before it.
    let alike = index.is_alike(&pattern);
    let taken_out = |f: &Found| {
        let apart = |seam: &Range<usize>| seam.end <= f.words.start || f.words.end <= seam.start;
        seams.iter().any(|seam| !alike || apart(seam) || f.kept < 0.75)
    };
    let near: Vec<Found> = index.search(&pattern);
    let near: Vec<&Found> = near
        .iter()
        .filter(|f| is_near(f, short, taken_out(f)) && !index.is_neighbour(&pattern, f))
        .collect();
    let mut originals: Vec<&Found> = near
        .iter()
        .copied()
        .filter(|f| is_in_place(f) && !taken_out(f) && !standing.iter().any(|s| f.overlaps(s)))
        .collect();
    originals.sort_by(|a, b| rank(b).total_cmp(&rank(a)));
    let original = originals.first().copied();
    // An edited original takes precedence over a copy with less of the context.
    if let [best, ..] = held[..] {
        return match original.filter(|f| f.kept >= 0.6 && f.score > best.score) {
            Some(original) => judge.say(Band::Edited { in_place: true }, original),
            None => judge.say(held_as(best), best),
        };
    }
    // A heavily edited original yields to words that moved elsewhere nearly unchanged.
    let gives_way = |f: &Found| {
        let moved = near.iter().any(|o| !is_in_place(o) && o.kept >= 0.8 && o.kept > f.kept + 0.2);
        f.kept < 0.65 && (moved || !standing.is_empty())
    };
    if let Some(best) = original.filter(|f| !gives_way(f)) {
        return match originals.iter().find(|f| !f.overlaps(best)) {
            Some(second) if rank(second) > rank(best) * 0.97 => judge.ambiguous(&[best, second]),
            _ => judge.say(Band::Edited { in_place: true }, best),
        };
    }
    // The words moved elsewhere. A few words prove nothing, unless their sentence moved with them.
    let came_along: Vec<&Found> =
        standing.iter().filter(|f| f.rest.map_or(!short, |rest| rest >= 0.6)).collect();
    match (&standing[..], &came_along[..]) {
        (_, [one]) => return judge.say(Band::Moved, one),
        ([one], []) if !short => return judge.say(Band::Moved, one),
        (many, _) if many.len() > 1 && !short => {
            return judge.ambiguous(&many.iter().collect::<Vec<_>>());
        }
        _ => {}
    }
    // The context does not help here; the place with the most of the words wins.
    let mut near = near;
    near.sort_by(|a, b| b.kept.total_cmp(&a.kept));
    match near[..] {
        [best, second, ..] if second.kept > best.kept - 0.05 => judge.ambiguous(&[best, second]),
        [best, ..] => {
            judge.say(Band::Edited { in_place: is_in_place(best) && !taken_out(best) }, best)
        }
        [] => judge.gone(&standing),
    }
}

/// The rank of a place: the weight of all words that are kept, raised by the share of the context
/// that is kept on each side.
fn rank(found: &Found) -> f32 {
    found.score * (1.0 + found.context.0 + found.context.1)
}

/// The band of words that are still in place. If almost nothing of the rest of their sentence is
/// kept, they say something else, or somebody else says them.
fn held_as(found: &Found) -> Band {
    match found.rest {
        Some(rest) if rest < 0.3 => Band::Edited { in_place: true },
        _ => Band::Held,
    }
}

/// True if enough of the context of a quote is kept.
fn is_held(found: &Found, short: bool) -> bool {
    let (left, right) = found.context;
    match (short, found.rest) {
        (false, _) => left >= KEPT || right >= KEPT,
        (true, Some(rest)) => rest >= KEPT && (left >= KEPT || right >= KEPT),
        (true, None) => left + right >= 2.0 * KEPT,
    }
}

fn is_in_place(found: &Found) -> bool {
    found.context.0 >= KEPT || found.context.1 >= KEPT
}

/// True if a place is similar enough to be offered.
fn is_near(found: &Found, short: bool, taken_out: bool) -> bool {
    match (is_in_place(found) && !taken_out, short) {
        (true, true) => found.kept >= 0.6 && found.kept_words >= 0.5,
        (true, false) => found.kept >= 0.4 && found.kept_words >= 0.25,
        (false, true) => false,
        (false, false) => found.kept >= 0.5 && found.kept_words >= 0.45,
    }
}

struct Judge<'j> {
    index: &'j WordIndex<'j>,
    confirmed: &'j Confirmed,
    language: &'j str,
}

impl Judge<'_> {
    /// The place among `exact` whose sentence is the same, if it is the only one: however few the words
    /// are, they stand in what was confirmed.
    fn the_same(&self, pattern: &QuotePattern, exact: &[Range<usize>]) -> Option<Found> {
        if !self.confirmed.wide || exact.len() > MANY {
            return None;
        }
        let haystack = self.index.haystack();
        let old = self.confirmed.sentence();
        let same = |place: &&Range<usize>| {
            let now = Confirmed::of(haystack, place);
            now.words == self.confirmed.words
                && is_same(old.trim(), now.sentence().trim(), self.language)
        };
        let mut places = exact.iter().filter(same);
        let place = places.next().filter(|_| places.next().is_none())?;
        let found = self.index.standing(pattern, &self.index.normal(place));
        // If the whole sentence moved elsewhere, an editor has to look at it.
        let alone = self.confirmed.before.is_empty() && self.confirmed.after.is_empty();
        Some(found).filter(|f| alone || f.context.0.max(f.context.1) >= KEPT)
    }

    fn say(&self, band: Band, found: &Found) -> Judged {
        let confirmed = self.confirmed;
        let text = self.index.text();
        // Unchanged words need not have been stored in full.
        let there = text[found.words.clone()].trim();
        let stand = confirmed.words.equal(there);
        let old = match stand {
            true => format!("{}{there}{}", confirmed.lead, confirmed.trail),
            false => confirmed.sentence(),
        };
        let place = self.index.plain(&found.words);
        let now = Confirmed::of(self.index.haystack(), &place);
        let new = text[found.sentence.clone()].to_owned();
        let common = |word: &str| self.index.is_common(word);
        let unknown = !stand && matches!(confirmed.words, ConfirmedWords::Ends { .. });
        // What is not known cannot be compared.
        let same = !unknown && {
            let now = match (confirmed.wide, now.words.equal(there)) {
                (true, true) => format!("{}{there}{}", now.lead, now.trail),
                (true, false) => now.sentence(),
                (false, _) => {
                    let haystack = self.index.haystack();
                    Normal::new(&haystack.plain[narrowly(haystack.plain, &place)]).text
                }
            };
            is_same(old.trim(), now.trim(), self.language)
        };
        let mut drifts = match unknown || same {
            true => Vec::new(),
            false => drift(old.trim(), new.trim(), self.language, &common),
        };
        if !confirmed.code.is_empty() {
            let now = code_of(self.index.haystack(), &found.sentence);
            drifts.extend(hyphens(&confirmed.code, &now));
        }
        Judged {
            band,
            places: vec![place],
            old: old.trim().to_owned(),
            new: new.trim().to_owned(),
            same: same && drifts.is_empty(),
            drifts,
            unknown,
        }
    }

    fn ambiguous(&self, found: &[&Found]) -> Judged {
        let mut places: Vec<_> = found.iter().map(|f| self.index.plain(&f.words)).collect();
        places.sort_by_key(|place| place.start);
        self.nowhere(Band::Ambiguous, places)
    }

    fn gone(&self, standing: &[Found]) -> Judged {
        self.nowhere(Band::Gone, standing.iter().map(|f| self.index.plain(&f.words)).collect())
    }

    fn nowhere(&self, band: Band, places: Vec<Range<usize>>) -> Judged {
        let old = self.confirmed.sentence().trim().to_owned();
        Judged {
            band,
            places,
            old,
            new: String::new(),
            same: false,
            drifts: Vec::new(),
            unknown: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Haystack, Quote};

    const BEFORE: &str =
        "It rained for most of the week. The mayor had called a meeting for Monday evening. ";
    const AFTER: &str =
        " The bridge dates from the last century. Traders on both banks were not amused by it.";

    /// Confirms `quote` in `old`, and shows the result in `new`: the band, and the sentence with
    /// the words in brackets.
    fn check(old: &str, quote: &str, new: &str, expect: &str) {
        let quote = Quote { exact: quote, prefix: None, suffix: None };
        let before = Haystack::new(old).in_language("en");
        let confirmed = Confirmed::of(&before, &before.find(quote)[0]);
        let haystack = Haystack::new(new).in_language("en");
        let index = WordIndex::new(&haystack);
        let judged = judge(&index, &confirmed, &haystack.find(quote), "en");
        let places: Vec<&str> = judged.places.iter().map(|place| &new[place.clone()]).collect();
        let mut shown = format!("{:?} [{}]", judged.band, places.join("] ["));
        for drift in &judged.drifts {
            shown.push_str(&format!(" {:?}: {} > {}", drift.kind, drift.old, drift.new));
        }
        assert_eq!(shown, expect);
    }

    /// Like [`check`], with the sentence among others.
    fn check_sentence(old: &str, quote: &str, new: &str, expect: &str) {
        check(&format!("{BEFORE}{old}{AFTER}"), quote, &format!("{BEFORE}{new}{AFTER}"), expect);
    }

    const SENTENCE: &str = "The council voted nine to four to close the bridge in March.";

    #[test]
    fn unchanged_words_in_context_are_held() {
        check_sentence(SENTENCE, "voted nine to four", SENTENCE, "Held [voted nine to four]");
        let other = "The town council voted nine to four to close the old bridge in March.";
        check_sentence(SENTENCE, "voted nine to four", other, "Held [voted nine to four]");
    }

    #[test]
    fn a_negation_outside_the_quote_is_seen() {
        let never = "Never did anybody say that the council voted nine to four to close the bridge in March.";
        check_sentence(
            SENTENCE,
            "voted nine to four",
            never,
            "Held [voted nine to four] Negation:  > Never Quantifier:  > anybody",
        );
    }
}
