//! Whether a sentence certainly ends where it may.
//!
//! In go the stretches of a block that may be sentences, one after another; out comes for each whether it
//! certainly ends one.

use crate::lexicon::is_title;
use crate::lists::{WordLists, base};
use ahash::HashSet;
use std::sync::LazyLock;

/// Abbreviations; those that are other words too end in `+`, short words that are none in `-`.
static ABBREVIATIONS: LazyLock<WordLists> =
    LazyLock::new(|| WordLists::read(include_str!("../../data/abbreviations.txt")));

/// Languages that write no ordinal as a digit and a full stop.
const WITHOUT_DOTTED_ORDINALS: &[&str] = &[
    "ar", "ca", "el", "en", "es", "fr", "he", "it", "ja", "ko", "nl", "pt", "ro", "ru", "uk", "zh",
];

/// A word with a capital letter and no more letters than this may be short for something.
const SHORT: usize = 4;

/// Tells where the sentences of a block certainly end.
pub(super) struct Certain {
    ordinals: bool,
    /// True where the language has a table of abbreviations.
    known: bool,
    abbreviations: &'static HashSet<&'static str>,
    /// True where a sentence ends unless something speaks against it.
    narrow: bool,
    /// Whether straight, curly and angled quotation marks are open.
    quotes: [bool; 3],
    /// How many brackets are open.
    brackets: usize,
}

impl Certain {
    /// For a block in the language with the tag `language`, which may be empty.
    pub(super) fn new(language: &str) -> Self {
        Self {
            ordinals: !WITHOUT_DOTTED_ORDINALS.contains(&base(language).as_str()),
            known: ABBREVIATIONS.has(language),
            abbreviations: ABBREVIATIONS.of(language),
            narrow: false,
            quotes: [false; 3],
            brackets: 0,
        }
    }

    /// The same where a sentence may also end within quotation marks and brackets, after an ellipsis, and
    /// after a short word that no table knows as an abbreviation.
    pub(super) fn narrowly(language: &str) -> Self {
        Self { narrow: true, ..Self::new(language) }
    }

    /// True where `stretch`, the next one of the block, certainly ends a sentence; `rest` is what comes
    /// after it.
    pub(super) fn ends(&mut self, stretch: &str, rest: &str) -> bool {
        self.pass(stretch);
        if rest.is_empty() {
            return true;
        }
        if !self.narrow && (self.quotes.contains(&true) || self.brackets > 0) {
            return false;
        }
        // `"Never again!" he said`: what follows begins with a small letter.
        let next = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
        if next.starts_with(char::is_lowercase) {
            return false;
        }
        let words = stretch.trim_end().trim_end_matches(|c: char| {
            matches!(c, '"' | '\'' | ')' | ']' | '}' | '*') || is_curly(c) || is_angled(c)
        });
        let Some(mark) = words.chars().next_back() else { return false };
        let before = words.trim_end_matches(['.', '!', '?', '\u{2026}']);
        let ellipsis = mark == '\u{2026}' || words.ends_with("...");
        let begin = before.rfind(|c: char| {
            c.is_whitespace() || "([{\"'/-\u{2013}\u{2014}\u{2018}\u{2019}".contains(c)
        });
        let last = begin.map_or(before, |at| &before[at..]);
        let last = last.trim_start_matches(|c: char| !c.is_alphanumeric());
        match mark {
            _ if ellipsis => self.narrow,
            '.' => !self.may_be_short(last, next.starts_with(char::is_numeric)),
            // `on Jeopardy! Monday`: it may be a part of the name.
            '!' | '?' => self.narrow || !last.starts_with(char::is_uppercase),
            _ => true,
        }
    }

    /// True for a word before a full stop that may be short for another, or an ordinal; `number` tells
    /// that a number comes next.
    fn may_be_short(&self, word: &str, number: bool) -> bool {
        let count = word.chars().count();
        let digits = word.bytes().all(|b| b.is_ascii_digit()) && !word.is_empty();
        let letters = word.chars().all(char::is_alphabetic);
        let small = word.to_lowercase();
        let is = |entry: &str| self.abbreviations.contains(entry);
        if is(&format!("{small}-")) {
            return false;
        }
        let listed = is(&small) || number && is(&format!("{small}+"));
        digits && self.ordinals && count <= 3
            || word.contains('.') && !word.contains(|c: char| c.is_ascii_digit())
            || letters && (count == 1 || is_roman(word))
            || letters
                && !self.narrow
                && (1..=SHORT).contains(&count)
                && (word.starts_with(char::is_uppercase) || !self.known)
            || listed
            || is_title(word)
    }

    /// Takes in the quotation marks and brackets of `stretch`. A straight `'` is neither.
    fn pass(&mut self, stretch: &str) {
        for c in stretch.chars() {
            match c {
                '"' => self.quotes[0] = !self.quotes[0],
                c if is_curly(c) => self.quotes[1] = !self.quotes[1],
                c if is_angled(c) => self.quotes[2] = !self.quotes[2],
                '(' | '[' | '{' => self.brackets += 1,
                ')' | ']' | '}' => self.brackets = self.brackets.saturating_sub(1),
                _ => {}
            }
        }
    }
}

fn is_curly(c: char) -> bool {
    matches!(c, '\u{201c}'..='\u{201f}' | '\u{300c}'..='\u{300f}')
}

fn is_angled(c: char) -> bool {
    matches!(c, '\u{ab}' | '\u{bb}')
}

fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b"IVXLCDM".contains(&b))
}
