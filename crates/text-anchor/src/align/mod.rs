//! Aligns what was confirmed with a text that has been edited since.
//!
//! In go the words of a [`QuotePattern`] (the context before a quote, the rest of its sentence, the
//! quote itself, and the context after it) and the indexed words of a text; out come the [`Found`]
//! places that resemble it most, best first.
//!
//! Candidates are found by voting: each word of the pattern votes for the shift between its own
//! place and each of its places in the text, as in the seed stage of W. Pearson and D. Lipman,
//! "Improved tools for biological sequence comparison", PNAS 85 (1988). The quote votes alone as
//! well as with its context. So an edited original is found beside an exact copy elsewhere, and a
//! quote that left its context is found too. Each candidate is then aligned word by word
//! (`cheapest`), the whole pattern against any part of the text: T. Smith and M. Waterman,
//! "Identification of common molecular subsequences", JMB 147 (1981). Words that are kept score;
//! extra words of the text cost a little, so that a match stays compact. Words that are lost cost
//! nothing, since half of a sentence that was rewritten is still its place. That is what a passage
//! in a copy may not have, so that [`crate::passage`] has other prices.

mod index;
mod pattern;
mod reading;

pub use index::{Found, WordIndex};
pub use pattern::QuotePattern;

use crate::BARRIER;
use crate::cheapest::{Alignments, Step};
use ahash::HashMap;
use pattern::Part;
use std::ops::Range;

/// A word that occurs in more places than this does not vote.
const COMMON: usize = 60;

/// How many of the best shifts are examined.
const SHIFTS: usize = 8;

/// Longer patterns are not aligned.
const LONGEST: usize = 3_000;

/// The best alignment of `n` words of a pattern with `m` words of a text, as the pairs of words that
/// are kept, of which `same` gives the weight. Words of the text before row `free` cost nothing, nor
/// do those before the first pair, unless `bound` is set: the alignment then starts at the beginning
/// of both.
fn pairs(
    n: usize,
    m: usize,
    free: Option<usize>,
    bound: bool,
    same: impl Fn(usize, usize) -> Option<f32>,
) -> Vec<(usize, usize)> {
    /// The cost of an extra word of the text, in hundredths of the weight of a word.
    const EXTRA: i32 = 6;
    let first = if bound { EXTRA } else { 0 };
    let start = (0..=m).map(|j| first * i32::try_from(j).unwrap_or(i32::MAX)).collect();
    let step = |first, second| Step { first, second, note: 0 };
    let found = Alignments::new(n, start, |i, j, place| {
        if let Some(weight) = j.checked_sub(1).and_then(|j| same(i, j)) {
            place.offer(step(1, 1), -(weight * 100.0).round() as i32);
        }
        place.offer(step(1, 0), 0);
        if j > 0 {
            place.offer(step(0, 1), if free == Some(i) { 0 } else { EXTRA });
        }
    });
    let end = (0..=m).min_by_key(|j| found.totals[*j]).unwrap_or(0);
    let kept = found.path(end).into_iter().filter(|(.., taken)| *taken == step(1, 1));
    kept.map(|(i, j, _)| (i, j)).collect()
}

impl WordIndex<'_> {
    /// The places that resemble `pattern` most, best first.
    pub fn search(&self, pattern: &QuotePattern) -> Vec<Found> {
        if pattern.keys.is_empty() || pattern.keys.len() > LONGEST || self.tokens.is_empty() {
            return Vec::new();
        }
        let whole = self.votes(pattern, 0..pattern.keys.len());
        let alone = self.votes(pattern, pattern.of(Part::Words));
        let slack = pattern.keys.len() / 2 + 12 + pattern.middle;
        let mut windows: Vec<Range<usize>> = Vec::new();
        for shift in whole.into_iter().chain(alone) {
            let clip = |at: i64| usize::try_from(at).unwrap_or(0).min(self.tokens.len());
            let start = clip(shift - slack as i64);
            let end = clip(shift + (pattern.keys.len() + slack) as i64);
            if !windows.iter().any(|w| w.start <= start + 4 && end <= w.end + 4) {
                windows.push(start..end);
            }
        }
        let mut found: Vec<Found> = Vec::new();
        for window in windows {
            if let Some(next) = self.align(pattern, window)
                && !found.iter().any(|f| f.overlaps(&next))
            {
                found.push(next);
            }
        }
        found.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.words.start.cmp(&b.words.start)));
        found
    }

    /// What is kept of the context if the quote stands word for word at `words` of the normal form.
    pub fn standing(&self, pattern: &QuotePattern, words: &Range<usize>) -> Found {
        let places = pattern.of(Part::Words);
        let first = self.tokens.partition_point(|t| t.range().end <= words.start);
        let end = self.tokens.partition_point(|t| t.start < words.end);
        let n = pattern.keys.len();
        let mut kept: Vec<Option<usize>> = vec![None; n];
        let reach = |count: usize| count * 2 + 12;
        let left = first.saturating_sub(reach(places.start))..first;
        let right = end..(end + reach(n - places.end)).min(self.tokens.len());
        // The words on each side are ordered by their distance from the quote.
        let (rows, columns) = (places.start, left.len());
        let found = pairs(rows, columns, None, true, |i, j| {
            self.same(pattern, rows - 1 - i, left.end - 1 - j)
        });
        for (i, j) in found {
            kept[rows - 1 - i] = Some(left.end - 1 - j);
        }
        let found = pairs(n - places.end, right.len(), None, true, |i, j| {
            self.same(pattern, places.end + i, right.start + j)
        });
        for (i, j) in found {
            kept[places.end + i] = Some(right.start + j);
        }
        for i in places.clone() {
            // The middle of a long quote is not stored. Its ends are at the ends of the found
            // words.
            let at = if pattern.gap.is_some_and(|gap| i >= gap) {
                end.saturating_sub(places.end - i)
            } else {
                first + i - places.start
            };
            // A sign that was a token when the quote stood alone may not be one in the text.
            kept[i] =
                Some(at.clamp(first, end.max(first + 1) - 1)).filter(|at| *at < self.tokens.len());
        }
        self.describe(pattern, &kept, &(first..end.max(first + 1)), words.clone())
    }

    /// The weight of word `i` of the pattern if it equals word `j` of the text.
    fn same(&self, pattern: &QuotePattern, i: usize, j: usize) -> Option<f32> {
        (pattern.keys[i] == self.keys[j]).then(|| pattern.weights[i])
    }

    /// The shifts with the most votes of the pattern's words at `places`.
    fn votes(&self, pattern: &QuotePattern, places: Range<usize>) -> Vec<i64> {
        const WIDTH: i64 = 8;
        let mut votes: HashMap<i64, f32> = HashMap::default();
        for i in places {
            let Some(list) = self.places.get(&pattern.keys[i]) else { continue };
            if list.len() > COMMON {
                continue;
            }
            let vote = pattern.weights[i] / (1.0 + (list.len() as f32).ln());
            for j in list {
                let shift = (i64::from(*j) - i as i64).div_euclid(WIDTH);
                *votes.entry(shift).or_default() += vote;
                *votes.entry(shift + 1).or_default() += vote / 2.0;
                *votes.entry(shift - 1).or_default() += vote / 2.0;
            }
        }
        let mut best: Vec<(i64, f32)> = votes.into_iter().collect();
        best.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let mut shifts: Vec<i64> = Vec::new();
        for (shift, _) in best {
            if shifts.iter().all(|s| (s - shift).abs() > 2) {
                shifts.push(shift);
            }
            if shifts.len() == SHIFTS {
                break;
            }
        }
        shifts.into_iter().map(|s| s * WIDTH).collect()
    }

    /// Aligns the pattern with the words in `window`.
    fn align(&self, pattern: &QuotePattern, window: Range<usize>) -> Option<Found> {
        let n = pattern.keys.len();
        let mut kept: Vec<Option<usize>> = vec![None; n];
        let found = pairs(n, window.len(), pattern.gap, false, |i, j| {
            self.same(pattern, i, window.start + j)
        });
        for (i, j) in found {
            kept[i] = Some(window.start + j);
        }
        self.found(pattern, &kept)
    }

    /// Converts an alignment to a place. `kept` has, for each word of the pattern, its word of the
    /// text.
    fn found(&self, pattern: &QuotePattern, kept: &[Option<usize>]) -> Option<Found> {
        let hull = self.hull(pattern, kept)?;
        let words = self.bytes(&hull, pattern.ragged);
        let crosses = self.haystack.normal.text[words.clone()].contains(BARRIER);
        (!crosses).then(|| self.describe(pattern, kept, &hull, words))
    }

    /// Places where the context before the quote's sentence is followed directly by the context
    /// after it, as bytes of the former. The sentence was deleted there, or it resembles one of its
    /// own neighbours.
    pub fn taken_out(&self, pattern: &QuotePattern) -> Vec<Range<usize>> {
        let (before, after) = (pattern.neighbour(Part::Before), pattern.neighbour(Part::After));
        let row: Vec<&String> = before.iter().chain(after).collect();
        if row.len() < 6 || before.is_empty() || after.is_empty() {
            return Vec::new();
        }
        let Some(list) = self.places.get(row[0]) else { return Vec::new() };
        let places = list.iter().map(|at| *at as usize).filter(|at| {
            let there = self.keys.get(*at..at + row.len());
            there.is_some_and(|there| there.iter().eq(row.iter().copied()))
        });
        places
            .map(|at| self.tokens[at].start..self.tokens[at + before.len() - 1].range().end)
            .collect()
    }

    /// True for a sentence that ends like the one before it, or begins like the one after it.
    pub fn is_alike(&self, pattern: &QuotePattern) -> bool {
        let own = &pattern.keys[pattern.of(Part::Lead).start..pattern.of(Part::Trail).end];
        own.ends_with(pattern.neighbour(Part::Before))
            || own.starts_with(pattern.neighbour(Part::After))
    }

    /// True if the found place is a neighbour of the quote's sentence, which itself is unchanged.
    pub fn is_neighbour(&self, pattern: &QuotePattern, found: &Found) -> bool {
        let first = self.tokens.partition_point(|t| t.start < found.words.start);
        let end = self.tokens.partition_point(|t| t.start < found.words.end);
        let there = &self.keys[first..end];
        let own = &pattern.keys[pattern.of(Part::Words)];
        [Part::Before, Part::After].into_iter().any(|part| {
            let row = pattern.neighbour(part);
            let holds = |keys: &[String]| keys.windows(row.len()).any(|words| words == row);
            row.len() >= 4 && holds(there) && !holds(own)
        })
    }
}
