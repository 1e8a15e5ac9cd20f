//! Handles words of a copy that are hyphenated at the end of a line.
//!
//! In goes the text of a copy; out come its [`Broken`] words, if any: a hyphen ends a line, and the
//! next line begins with a lowercase letter. `parlia-/ment` and `re-/election` look alike, so a
//! copy is first read without these hyphens. If a passage contains such a word with its hyphen, the
//! copy is read once more with the hyphen.

use crate::normal::Normal;
use ahash::HashSet;
use std::ops::Range;

/// A text with its hyphenated words.
#[derive(Debug, Clone, Default)]
pub(super) struct Broken {
    text: String,
    breaks: Vec<Break>,
    /// The hyphenated words in normal form, with the hyphen.
    words: HashSet<String>,
}

/// A place where a word is hyphenated.
#[derive(Debug, Clone)]
struct Break {
    /// From the hyphen to the start of the rest of the word.
    range: Range<usize>,
    /// The parts of the word before and after the break.
    left: Range<usize>,
    right: Range<usize>,
    /// True for a soft hyphen (U+00AD), which is there only for the break.
    soft: bool,
}

/// How a hyphenated word is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reading {
    /// As one word, without the hyphen.
    Joined,
    /// With the hyphen, on one line.
    Kept,
    /// As it stands: `two- and threefold`.
    Apart,
}

/// The maximum length of a part of a word, in bytes.
const LONGEST: usize = 128;

impl Broken {
    /// Finds the hyphenated words of `text`; `None` if there are none.
    pub fn find(text: &str) -> Option<Self> {
        let breaks: Vec<Break> =
            text.match_indices('\n').filter_map(|(at, _)| break_at(text, at)).collect();
        if breaks.is_empty() {
            return None;
        }
        let words = breaks.iter().filter(|b| !b.soft).map(|b| word(text, b)).collect();
        Some(Self { text: text.to_owned(), breaks, words })
    }

    /// The text with every hyphenated word joined.
    pub fn joined(&self) -> String {
        self.read(|_| Reading::Joined)
    }

    /// The text in normal form, with the hyphens that `passage` has; `None` if it has none of them.
    pub fn for_passage(&self, passage: &str) -> Option<String> {
        let (mut kept, mut apart) = (HashSet::default(), HashSet::default());
        for (at, _) in passage.match_indices('-') {
            let (left, rest) = (part_before(passage, at), &passage[at + 1..]);
            let (rest, found) = match rest.strip_prefix(' ') {
                Some(rest) => (rest, &mut apart),
                None => (rest, &mut kept),
            };
            let key = format!("{}-{}", &passage[left], &rest[..part_after(rest)]);
            if self.words.contains(&key) {
                found.insert(key);
            }
        }
        if kept.is_empty() && apart.is_empty() {
            return None;
        }
        Some(self.read(|at| {
            let word = word(&self.text, at);
            match (kept.contains(&word), apart.contains(&word)) {
                (true, _) => Reading::Kept,
                (false, true) => Reading::Apart,
                (false, false) => Reading::Joined,
            }
        }))
    }

    fn read(&self, reading: impl Fn(&Break) -> Reading) -> String {
        let mut read = String::with_capacity(self.text.len());
        let mut done = 0;
        for at in &self.breaks {
            read.push_str(&self.text[done..at.range.start]);
            done = at.range.end;
            match if at.soft { Reading::Joined } else { reading(at) } {
                Reading::Joined => {}
                Reading::Kept => read.push('-'),
                Reading::Apart => done = at.range.start,
            }
        }
        read.push_str(&self.text[done..]);
        read
    }
}

/// The break at the line end at byte `at`, if a word is hyphenated there.
fn break_at(text: &str, at: usize) -> Option<Break> {
    let blank = [' ', '\t', '\r', '\u{c}'];
    let line = text[..at].trim_end_matches(blank);
    let hyphen = line.chars().next_back().filter(|c| matches!(c, '-' | '\u{2010}' | '\u{ad}'))?;
    let start = line.len() - hyphen.len_utf8();
    let end = text.len() - text[at + 1..].trim_start_matches(blank).len();
    let left = part_before(text, start);
    let right = end..end + part_after(&text[end..]);
    let letter = text[left.clone()].ends_with(|c: char| !c.is_numeric());
    (letter && text[end..].starts_with(char::is_lowercase)).then_some(Break {
        range: start..end,
        left,
        right,
        soft: hyphen == '\u{ad}',
    })
}

/// True for a letter, a digit, or a combining mark.
fn is_part(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}')
}

/// The part of a word that ends at the byte `at`.
fn part_before(text: &str, at: usize) -> Range<usize> {
    let letters = text[..at].char_indices().rev();
    let start = letters.take_while(|(i, c)| is_part(*c) && at - i <= LONGEST).last();
    start.map_or(at, |(i, _)| i)..at
}

/// The length of the part of a word at the start of `text`.
fn part_after(text: &str) -> usize {
    let letters = text.char_indices().take_while(|(i, c)| is_part(*c) && *i < LONGEST);
    letters.last().map_or(0, |(i, c)| i + c.len_utf8())
}

fn word(text: &str, at: &Break) -> String {
    let normal = |range: &Range<usize>| Normal::new(&text[range.clone()]).text;
    format!("{}-{}", normal(&at.left), normal(&at.right))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shows `text` as `passage` reads it.
    fn check(text: &str, passage: &str, expect: &str) {
        let broken = Broken::find(text);
        let read = broken.map(|b| b.for_passage(passage).unwrap_or_else(|| b.joined()));
        assert_eq!(read.as_deref().unwrap_or(text), expect, "{passage}");
    }

    #[test]
    fn hyphenated_word_is_joined_unless_the_passage_has_the_hyphen() {
        let text = "the well-\nknown parlia-\r\n  ment and its re-\nelection";
        check(text, "the parliament", "the wellknown parliament and its reelection");
        check(text, "its re-election", "the wellknown parliament and its re-election");
        check(text, "the well-known parliament", "the well-known parliament and its reelection");
    }

    #[test]
    fn words_that_share_an_ending_keep_their_hyphen() {
        check("two-\nand threefold", "two- and threefold", "two-\nand threefold");
        check("two-\nand threefold", "twoand", "twoand threefold");
    }

    #[test]
    fn hyphen_outside_a_broken_word_stays() {
        for text in ["he left -\nat last", "2016-\nis", "Anglo-\nSaxon", "well-\n\nknown", "--\nas"]
        {
            check(text, "at last", text);
        }
        check("par\u{ad}\nliament", "parliament", "parliament");
    }

    #[test]
    fn parts_are_compared_in_normal_form() {
        check("a cafe\u{301}-\nﬁrst rule", "café-first", "a cafe\u{301}-ﬁrst rule");
    }
}
