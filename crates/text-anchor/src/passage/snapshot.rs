//! Prepares a saved copy of a source for lookups.
//!
//! In goes the text of a copy; out comes a [`Snapshot`]: the words in reading order, and their
//! normal form, in which any number of passages can be looked up.

use super::broken::Broken;
use super::deciding::{decides, negation};
use super::index::ChunkIndex;
use crate::deciding::{DecidingKind, deciding};
use crate::lexicon::{self, Lexicon};
use crate::normal::Normal;
use crate::sentence::ends_sentence;
use ahash::HashSet;
use std::ops::Range;
use std::sync::OnceLock;

/// The words of an author's saved copy of a source.
#[derive(Debug, Clone, Default)]
pub struct Snapshot {
    /// The words in reading order, with words that were hyphenated at a line end joined. A blank
    /// line separates blocks.
    pub text: String,
    /// The same in normal form.
    pub normal: Normal,
    /// The text with its hyphenated words, if it has any.
    broken: Option<Box<Broken>>,
    /// The index of words for the search of the nearest words; most copies never need it.
    pub(super) index: OnceLock<ChunkIndex>,
    lexicon: OnceLock<&'static Lexicon>,
    /// The places of denying words in the normal form, in order.
    denials: OnceLock<Vec<Range<usize>>>,
    /// The spaces and marks of the normal form that end a sentence or a block, in order.
    ends: OnceLock<Vec<usize>>,
    /// The comparison keys of the numbers in the copy.
    numbers: OnceLock<HashSet<String>>,
}

impl Snapshot {
    /// Takes the text of a copy in reading order. A blank line separates blocks; a single line
    /// break does not.
    pub fn new(text: &str) -> Self {
        let broken = Broken::find(text);
        let text = broken.as_ref().map_or_else(|| text.to_owned(), Broken::joined);
        Self { broken: broken.map(Box::new), ..Self::of(text) }
    }

    fn of(text: String) -> Self {
        let normal = Normal::new(&text);
        Self { text, normal, ..Self::default() }
    }

    /// The copy with its hyphenated words as `passage` has them; `None` if that makes no
    /// difference.
    pub(super) fn for_passage(&self, passage: &str) -> Option<Self> {
        let broken = self.broken.as_ref()?;
        broken.for_passage(&Normal::new(passage).text).map(Self::of)
    }

    /// The lexicon for the language of the copy.
    pub(super) fn lexicon(&self) -> &'static Lexicon {
        self.lexicon.get_or_init(|| lexicon::guess(&self.normal.text))
    }

    /// True if the copy contains the number with the comparison key `key`.
    pub(super) fn has_number(&self, key: &str) -> bool {
        let read = || {
            let words = deciding(&self.normal.text, self.lexicon()).into_iter();
            words.filter(|word| word.kind == DecidingKind::Number).map(|word| word.key).collect()
        };
        self.numbers.get_or_init(read).contains(key)
    }

    /// The first denying word in the stretch `range` of the normal form: a negation of any
    /// supported language, or another denying word of the copy's language (`denies`, `false`).
    pub(super) fn denial(&self, range: Range<usize>) -> Option<Range<usize>> {
        let denials = self.denials.get_or_init(|| denials(&self.normal.text, self.lexicon()));
        let first = denials.partition_point(|word| word.start < range.start);
        denials.get(first).filter(|word| word.end <= range.end).cloned()
    }

    /// True if a sentence or a block ends within the stretch `range` of the normal form, but not at
    /// its start.
    pub(super) fn ends_within(&self, range: Range<usize>) -> bool {
        let text = self.normal.text.as_str();
        let ends = self.ends.get_or_init(|| {
            let marks = text.match_indices([' ', '。', '！', '？']);
            let ends = marks.filter(|(at, mark)| {
                *mark != " " || ends_sentence(text, *at).is_some() || self.ends_block(*at)
            });
            ends.map(|(at, _)| at).collect()
        });
        let first = ends.partition_point(|at| *at <= range.start);
        ends.get(first).is_some_and(|at| *at < range.end)
    }

    /// True if the space at the byte `at` of the normal form separates blocks.
    pub(super) fn ends_block(&self, at: usize) -> bool {
        let Some(next) = self.normal.text[at..].chars().nth(1) else { return true };
        let plain = |from: usize, length: usize| {
            self.normal.to_plain(&self.text, from..from + length).start
        };
        let white = self.text.get(plain(at, 1)..plain(at + 1, next.len_utf8())).unwrap_or("");
        white.matches('\n').count() > 1
    }
}

fn denials(text: &str, lexicon: &Lexicon) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = decides(text, 0..text.len(), lexicon)
        .into_iter()
        .filter(|word| word.kind == DecidingKind::Negation)
        .map(|word| word.range)
        .collect();
    let mut at = 0;
    while let Some(word) = negation(text, at..text.len()) {
        at = word.end;
        found.push(word);
    }
    found.sort_by_key(|word| (word.start, word.end));
    found.dedup();
    found
}
