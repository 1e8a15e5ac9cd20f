//! The pattern to search for: the words of a quote and their context.
//!
//! In goes what was confirmed; out comes a [`QuotePattern`]. Its words are in lower case; each has
//! the part that it belongs to, and a weight.

use crate::confirmed::Confirmed;
use crate::tokens::words;
use std::ops::Range;

/// The parts of a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// The context before the sentence.
    Before,
    /// The sentence up to the quote.
    Lead,
    /// The quote.
    Words,
    /// The rest of the sentence.
    Trail,
    /// The context after the sentence.
    After,
}

/// The words to search for, and their context.
#[derive(Debug)]
pub struct QuotePattern {
    pub(super) keys: Vec<String>,
    parts: Vec<Part>,
    pub(super) weights: Vec<f32>,
    /// The first word after the unknown middle of a long quote.
    pub(super) gap: Option<usize>,
    /// True if the quote begins, or ends, with something that is not a word.
    pub(super) ragged: (bool, bool),
    /// How many words the unknown middle of a long quote may have.
    pub(super) middle: usize,
}

impl QuotePattern {
    /// Builds the pattern of what was confirmed. Of a long quote only the ends are known.
    pub fn new(confirmed: &Confirmed) -> Self {
        let mut pattern = Self {
            keys: Vec::new(),
            parts: Vec::new(),
            weights: Vec::new(),
            gap: None,
            ragged: (false, false),
            middle: 0,
        };
        pattern.push(&confirmed.before, Part::Before);
        pattern.push(&confirmed.lead, Part::Lead);
        let (start, end) = confirmed.words.ends();
        pattern.push(start, Part::Words);
        if let Some(end) = end {
            pattern.gap = Some(pattern.keys.len());
            pattern.middle = confirmed.words.length() / 2;
            pattern.push(end, Part::Words);
        }
        pattern.push(&confirmed.trail, Part::Trail);
        pattern.push(&confirmed.after, Part::After);
        let last = end.unwrap_or(start);
        pattern.ragged =
            (!start.starts_with(char::is_alphanumeric), !last.ends_with(char::is_alphanumeric));
        pattern
    }

    fn push(&mut self, text: &str, part: Part) {
        for token in words(text) {
            let key = token.text.to_lowercase();
            self.weights.push(weight(&key));
            self.keys.push(key);
            self.parts.push(part);
        }
    }

    /// The words of a part.
    pub(super) fn of(&self, part: Part) -> Range<usize> {
        let start = self.parts.partition_point(|p| *p < part);
        start..self.parts.partition_point(|p| *p <= part)
    }

    /// The number of words of the quote.
    pub fn count(&self) -> usize {
        self.of(Part::Words).len()
    }

    /// The words of the context before or after a sentence that are nearest to it.
    pub(super) fn neighbour(&self, part: Part) -> &[String] {
        const ENOUGH: usize = 6;
        let range = self.of(part);
        match part {
            Part::Before => {
                &self.keys[range.end.saturating_sub(ENOUGH).max(range.start)..range.end]
            }
            _ => &self.keys[range.start..(range.start + ENOUGH).min(range.end)],
        }
    }

    /// The weight of the words at `places`.
    pub(super) fn sum(&self, places: impl Iterator<Item = usize>) -> f32 {
        places.map(|i| self.weights[i]).sum()
    }
}

/// The weight of a word: common short words count less, because they occur everywhere.
fn weight(key: &str) -> f32 {
    match key.chars().count() {
        1..=2 if key.is_ascii() && !key.as_bytes()[0].is_ascii_digit() => 0.3,
        3 if key.is_ascii() => 0.5,
        _ => 1.0,
    }
}
