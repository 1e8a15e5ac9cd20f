//! The words of a saved copy of a source.
//!
//! In goes the text of a copy; out comes a [`Snapshot`]: the words in reading order, and their normal
//! form, in which any number of passages can be looked up.

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
    /// The words in reading order, those that the end of a line breaks as one. A blank line
    /// separates blocks.
    pub text: String,
    /// The same in the form in which passages are looked up.
    pub normal: Normal,
    /// The text as it stands, where words are broken at the ends of its lines.
    broken: Option<Box<Broken>>,
    /// The words one by one, for the search of what comes nearest; most copies never need it.
    pub(super) index: OnceLock<ChunkIndex>,
    lexicon: OnceLock<&'static Lexicon>,
    /// Where words stand that deny, in the normal form, in order.
    denials: OnceLock<Vec<Range<usize>>>,
    /// The spaces and marks of the normal form at which a sentence or a block ends, in order.
    ends: OnceLock<Vec<usize>>,
    /// The numbers in the copy, in the form in which they are compared.
    numbers: OnceLock<HashSet<String>>,
}

impl Snapshot {
    /// Takes the words of a copy in reading order. A blank line separates blocks, and one line break
    /// alone does not.
    pub fn new(text: &str) -> Self {
        let broken = Broken::find(text);
        let text = broken.as_ref().map_or_else(|| text.to_owned(), Broken::joined);
        Self { broken: broken.map(Box::new), ..Self::of(text) }
    }

    fn of(text: String) -> Self {
        let normal = Normal::new(&text);
        Self { text, normal, ..Self::default() }
    }

    /// The copy as `passage` reads its broken words; none where that makes no difference.
    pub(super) fn for_passage(&self, passage: &str) -> Option<Self> {
        let broken = self.broken.as_ref()?;
        broken.for_passage(&Normal::new(passage).text).map(Self::of)
    }

    /// The deciding words of the language of the copy.
    pub(super) fn lexicon(&self) -> &'static Lexicon {
        self.lexicon.get_or_init(|| lexicon::guess(&self.normal.text))
    }

    /// True where the number that is compared by `key` stands anywhere in the copy.
    pub(super) fn has_number(&self, key: &str) -> bool {
        let read = || {
            let words = deciding(&self.normal.text, self.lexicon()).into_iter();
            words.filter(|word| word.kind == DecidingKind::Number).map(|word| word.key).collect()
        };
        self.numbers.get_or_init(read).contains(key)
    }

    /// The first word that denies in the stretch `range` of the normal form: a negation of any
    /// language that is known, or a verb or the like of the copy's own (`denies`, `false`).
    pub(super) fn denial(&self, range: Range<usize>) -> Option<Range<usize>> {
        let denials = self.denials.get_or_init(|| denials(&self.normal.text, self.lexicon()));
        let first = denials.partition_point(|word| word.start < range.start);
        denials.get(first).filter(|word| word.end <= range.end).cloned()
    }

    /// True where a sentence or a block ends within the stretch `range` of the normal form, and
    /// not at its start.
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

    /// True where the space at the byte `at` of the normal form separates blocks.
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
