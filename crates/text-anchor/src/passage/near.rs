//! Shows words of a copy beside a passage.
//!
//! In go a copy and a stretch of it; out comes a [`Near`], with a few words on either side.

use super::snapshot::Snapshot;
use crate::tokens::chunks;
use std::ops::Range;

/// Words of a copy, with their surroundings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Near {
    /// Where they stand, as bytes of the copy's text.
    pub range: Range<usize>,
    /// A few words before them, on one line.
    pub before: String,
    /// The words themselves, on one line.
    pub words: String,
    /// A few words after them, on one line.
    pub after: String,
    /// The differences from the passage, in order; empty if the words are equal.
    pub changes: Vec<Difference>,
}

/// A difference between a passage and a copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Where it is, as bytes of the passage. If the passage has no words there, the place before
    /// the next word.
    pub range: Range<usize>,
    /// The words of the passage, on one line; may be empty.
    pub passage: String,
    /// The words of the copy, on one line; may be empty.
    pub copy: String,
}

impl Near {
    /// How many words are shown on either side.
    const AROUND: usize = 6;

    /// The words in `range` of the copy's normal form, with those around them.
    pub(super) fn new(snapshot: &Snapshot, range: Range<usize>, changes: Vec<Difference>) -> Self {
        let text = snapshot.normal.text.as_str();
        // The maximum number of bytes examined, however long the words are.
        let reach = 64 * Self::AROUND;
        let (mut from, mut to) = (range.start.saturating_sub(reach), range.end + reach);
        while !text.is_char_boundary(from) {
            from += 1;
        }
        to = to.min(text.len());
        while !text.is_char_boundary(to) {
            to -= 1;
        }
        let before: Vec<_> = chunks(&text[from..range.start]).map(|w| from + w.start).collect();
        let after = chunks(&text[range.end..to]).take(Self::AROUND).last();
        let first = before.get(before.len().saturating_sub(Self::AROUND)).copied();
        let last = after.map_or(range.end, |w| range.end + w.end);
        let plain = |range| snapshot.normal.to_plain(&snapshot.text, range);
        let shown = |range: Range<usize>| match range.is_empty() {
            true => String::new(),
            false => one_line(&snapshot.text[plain(range)]),
        };
        Self {
            before: shown(first.unwrap_or(range.start)..range.start),
            words: shown(range.clone()),
            after: shown(range.end..last),
            range: plain(range),
            changes,
        }
    }
}

/// The words of `text` on one line.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
