//! The confirmed state of a quote: its words, the sentence that holds them, and the context.
//!
//! In go a text and the place of a quote; out comes a [`Confirmed`], which the lock file keeps.
//! Its parts stand in the text one after another, in normal form:
//!
//! ```text
//! before | lead | words | trail | after
//!          \____ sentence ____/
//! ```

use super::{BARRIER, Haystack};
use memchr::memmem;
use sha2::{Digest, Sha256};
use std::ops::Range;

/// The confirmed state of a quote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmed {
    /// The words themselves.
    pub words: ConfirmedWords,
    /// The context before the sentence, up to [`CONTEXT`] bytes.
    pub before: String,
    /// The sentence up to the words, at most [`REST`] bytes of it.
    pub lead: String,
    /// The rest of the sentence, at most [`REST`] bytes of it.
    pub trail: String,
    /// The context after the sentence, up to [`CONTEXT`] bytes.
    pub after: String,
    /// The words of code with hyphens in the sentence, as typed, because the normal form makes `-x`
    /// of `--x`. Empty also if not known.
    pub code: Vec<String>,
    /// False where the sentence may have been taken too narrowly: it ended at each full stop before a
    /// capital letter. [`Confirmed::of`] takes it widely.
    pub wide: bool,
}

/// The place where a deleted sentence stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gap {
    /// After this word.
    After(Range<usize>),
    /// Before this word.
    Before(Range<usize>),
}

/// How many bytes of context are kept on each side of a sentence.
pub const CONTEXT: usize = 64;

/// How many bytes of a sentence are kept on each side of the words. A table or a list without full
/// stops is one long sentence.
pub const REST: usize = 2_000;

/// Words longer than this, in characters, are kept as a hash and both ends.
pub const LONGEST: usize = 200;

/// How many bytes are kept of either end of long words.
const END: usize = 80;

/// The words of a quote as they were confirmed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConfirmedWords {
    /// All of them.
    Whole(String),
    /// The ends of long ones.
    Ends {
        /// SHA-256 of all of them, in hexadecimal digits.
        sha256: String,
        /// How many words they are.
        count: usize,
        /// How they begin.
        start: String,
        /// How they end.
        end: String,
    },
}

impl ConfirmedWords {
    /// Takes the words `text`, in normal form.
    pub fn of(text: &str) -> Self {
        if text.chars().count() <= LONGEST {
            return Self::Whole(text.to_owned());
        }
        Self::Ends {
            sha256: sha256(text.as_bytes()),
            count: super::tokens::words(text).len(),
            start: text[..cut_before(text, END)].to_owned(),
            end: text[cut_after(text, text.len() - END)..].to_owned(),
        }
    }

    /// True if `text`, in normal form, equals these words.
    pub fn equal(&self, text: &str) -> bool {
        match self {
            Self::Whole(words) => words == text,
            Self::Ends { sha256: hash, start, end, .. } => {
                text.starts_with(start.as_str())
                    && text.ends_with(end.as_str())
                    && *hash == sha256(text.as_bytes())
            }
        }
    }

    /// True where `text`, in normal form, is these words by the rules of [`super::sameness`].
    pub fn same(&self, text: &str, language: &str) -> bool {
        match self {
            Self::Whole(words) => super::sameness::is_same(words, text, language),
            Self::Ends { .. } => self.equal(text),
        }
    }

    /// All words, or how they begin and how they end.
    pub fn ends(&self) -> (&str, Option<&str>) {
        match self {
            Self::Whole(words) => (words, None),
            Self::Ends { start, end, .. } => (start, Some(end)),
        }
    }

    /// The number of words.
    pub fn length(&self) -> usize {
        match self {
            Self::Whole(words) => super::tokens::words(words).len(),
            Self::Ends { count, .. } => *count,
        }
    }

    /// The words as a message shows them.
    pub fn shown(&self) -> String {
        match self {
            Self::Whole(words) => words.clone(),
            Self::Ends { start, end, .. } => format!("{start} ... {end}"),
        }
    }
}

/// The SHA-256 of `bytes` in hexadecimal digits (FIPS 180-4).
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Confirmed {
    /// Records the text at `range`, bytes of the plain text of `haystack`.
    pub fn of(haystack: &Haystack, range: &Range<usize>) -> Self {
        let normal = &haystack.normal;
        let text = normal.text.as_str();
        let around = haystack.sentence(range);
        let words = normal.of_range(range);
        let words = words.start..words.start + text[words.clone()].trim_end().len();
        let start = normal.of_plain(around.start).min(words.start);
        let end = normal.of_plain(around.end).max(words.end);
        // A barrier ends the context.
        let is_barrier = |byte: &u8| char::from(*byte) == BARRIER;
        let first = start.saturating_sub(CONTEXT);
        let near = &text.as_bytes()[first..start];
        let first = near.iter().rposition(is_barrier).map_or(first, |at| first + at + 1);
        let last = text.len().min(end + CONTEXT);
        let near = &text.as_bytes()[end..last];
        let last = near.iter().position(is_barrier).map_or(last, |at| end + at);
        let before = cut_after(text, first);
        let after = cut_before(text, last);
        let lead = cut_after(text, words.start.saturating_sub(REST).max(start));
        let trail = cut_before(text, (words.end + REST).min(end));
        let sentence = lead..trail;
        // If a sentence is too long to be kept whole, the context beyond it would not be adjacent.
        let before = if lead > start { lead..lead } else { before.min(start)..start };
        let after = if trail < end { trail..trail } else { end..after.max(end) };
        Self {
            words: ConfirmedWords::of(&text[words.clone()]),
            before: text[before].to_owned(),
            lead: text[lead..words.start].to_owned(),
            trail: text[words.end..trail].to_owned(),
            after: text[after].to_owned(),
            code: code_of(haystack, &sentence),
            wide: true,
        }
    }

    /// True where everything stands around `words`, bytes of the normal form, as it was confirmed,
    /// to the letter. Of a sentence that was taken widely it is not asked where it begins and ends: who
    /// keeps more of what stood around compares that.
    pub fn stands_at(&self, haystack: &Haystack, words: &Range<usize>) -> bool {
        let text = haystack.normal.text.as_str();
        let (left, right) = (&text[..words.start], &text[words.end..]);
        let edge = |text: &str| text.trim().is_empty();
        let before = left
            .strip_suffix(self.lead.as_str())
            .and_then(|l| l.strip_suffix(self.before.as_str()));
        let after = right
            .strip_prefix(self.trail.as_str())
            .and_then(|r| r.strip_prefix(self.after.as_str()));
        let (Some(before), Some(after)) = (before, after) else { return false };
        // Where nothing stood before the sentence, nothing may have been put there.
        let begins = self.wide
            || !self.before.is_empty()
            || self.lead.len() >= REST - 4
            || edge(before)
            || before.ends_with(BARRIER);
        let ends = self.wide
            || !self.after.is_empty()
            || self.trail.len() >= REST - 4
            || edge(after)
            || after.starts_with(BARRIER);
        let sentence = words.start - self.lead.len()..words.end + self.trail.len();
        begins && ends && (self.code.is_empty() || self.code == code_of(haystack, &sentence))
    }

    /// Where a deleted sentence stood, found by its context: the word that it followed, or the word
    /// that followed it, as bytes of the plain text. `None` if the context is gone too, or occurs
    /// twice.
    pub fn gap(&self, haystack: &Haystack) -> Option<Gap> {
        let normal = &haystack.normal;
        let alone = |words: &str| {
            let mut places = memmem::find_iter(normal.text.as_bytes(), words);
            let at = places.next().filter(|_| !words.is_empty())?;
            places.next().is_none().then_some(at..at + words.len())
        };
        let plain = |range: Range<usize>| normal.to_plain(haystack.plain, range);
        let before = self.before.trim();
        if let Some(there) = alone(before) {
            let word = before.rfind(' ').map_or(0, |at| at + 1);
            return Some(Gap::After(plain(there.start + word..there.end)));
        }
        let after = self.after.trim();
        let there = alone(after)?;
        let word = after.find(' ').unwrap_or(after.len());
        Some(Gap::Before(plain(there.start..there.start + word)))
    }

    /// The sentence that held the words, as far as it was kept.
    pub fn sentence(&self) -> String {
        format!("{}{}{}", self.lead, self.words.shown(), self.trail)
    }
}

/// The words of code with hyphens in the range `sentence` of the normal form, at most [`REST`]
/// bytes of them.
pub fn code_of(haystack: &Haystack, sentence: &Range<usize>) -> Vec<String> {
    if !haystack.normal.has_dashes_in_code() {
        return Vec::new();
    }
    let plain = haystack.normal.to_plain(haystack.plain, sentence.clone());
    let mut words = haystack.normal.code_words(haystack.plain, &plain);
    let mut length = 0;
    let fits = words.iter().take_while(|word| {
        length += word.len();
        length <= REST
    });
    words.truncate(fits.count());
    words
}

/// `at`, or the next place after it where a word begins.
fn cut_after(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at += 1;
    }
    if at == 0
        || !text[..at].ends_with(char::is_alphanumeric)
        || !text[at..].starts_with(char::is_alphanumeric)
    {
        return at;
    }
    text[at..].find(|c: char| !c.is_alphanumeric()).map_or(at, |i| if i > 32 { at } else { at + i })
}

/// `at`, or the last place before it where a word ends.
fn cut_before(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    if !text[..at].ends_with(char::is_alphanumeric)
        || !text[at..].starts_with(char::is_alphanumeric)
    {
        return at;
    }
    let begin = text[..at].rfind(|c: char| !c.is_alphanumeric());
    begin.map_or(at, |i| {
        let begin = i + text[i..].chars().next().map_or(1, char::len_utf8);
        if at - begin > 32 { at } else { begin }
    })
}
