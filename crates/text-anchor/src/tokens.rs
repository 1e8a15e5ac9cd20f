//! Splits text into words and the marks between them, to compare an old wording with a new one.
//!
//! In goes text; out come [`Token`]s with their places. A word is a run of letters and digits, with
//! the apostrophes and decimal marks inside it. In scripts without spaces, each character is a
//! word. Of the marks between words only those that affect the meaning are kept: quotation marks,
//! signs of numbers and comparison signs. A chunk is a stretch between spaces, with its
//! punctuation; text that is shown to people is split into chunks.

use crate::edges::{LONGEST, is_unspaced};
use std::ops::Range;

/// A word, or a quotation mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token<'t> {
    /// The text as it stands.
    pub text: &'t str,
    /// Its first byte.
    pub start: usize,
    /// True for a word.
    pub is_word: bool,
}

impl Token<'_> {
    /// Its bytes.
    pub fn range(&self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }
}

/// The tokens of `text`, in order. `text` must be in normal form.
pub fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut found = Vec::with_capacity(text.len() / 6);
    let mut chars = text.char_indices().peekable();
    let mut before = ' ';
    while let Some((start, c)) = chars.next() {
        let mut end = start + c.len_utf8();
        let mut last = c;
        if c.is_alphanumeric() {
            if !is_unspaced(c) {
                while let Some(&(at, next)) = chars.peek() {
                    let inside = next.is_alphanumeric() && !is_unspaced(next)
                        || is_joint(next)
                            && text[at + next.len_utf8()..]
                                .starts_with(|c: char| c.is_alphanumeric() && !is_unspaced(c))
                            && joins(last, next, &text[at + next.len_utf8()..])
                        || is_mark_of_letter(next);
                    if !inside {
                        break;
                    }
                    chars.next();
                    end = at + next.len_utf8();
                    last = next;
                }
            }
            found.push(Token { text: &text[start..end], start, is_word: true });
        } else if is_sign(c, before, &text[end..]) {
            // A sign of a number is read as a word of its own.
            found.push(Token { text: &text[start..end], start, is_word: true });
        } else if is_quotation(c, before, &text[end..]) {
            found.push(Token { text: &text[start..end], start, is_word: false });
        }
        before = last;
    }
    found
}

/// The words among the tokens of `text`.
pub fn words(text: &str) -> Vec<Token<'_>> {
    let mut found = tokens(text);
    found.retain(|token| token.is_word);
    found
}

/// A character that can stand inside a word.
fn is_joint(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '.' | ',' | ':' | '/')
}

/// True for combining marks that have no composed form.
fn is_mark_of_letter(c: char) -> bool {
    matches!(u32::from(c), 0x0300..=0x036F | 0x0591..=0x05C7 | 0x064B..=0x065F | 0x0900..=0x0903 | 0x093A..=0x094F | 0x20D0..=0x20FF
        // Invisible characters, which would otherwise split a word.
        | 0x061C | 0x180B..=0x180F | 0x206A..=0x206F | 0xFE00..=0xFE0F | 0xE0000..=0xE01EF)
}

/// True if `mark` joins the characters around it: an apostrophe between letters, a full stop
/// between digits. A hyphen does not: in normal form, a dash is a hyphen too.
fn joins(before: char, mark: char, after: &str) -> bool {
    let next = after.chars().next().unwrap_or(' ');
    match mark {
        '\'' | '\u{2019}' => before.is_alphabetic() && next.is_alphabetic(),
        // `3.5`, `1,200`, `10:30`; and `U.S` of `U.S.`
        '.' if next.is_alphabetic() && after[next.len_utf8()..].starts_with('.') => true,
        '.' => {
            before.is_numeric() && next.is_numeric() || before.is_uppercase() && next.is_uppercase()
        }
        _ => before.is_numeric() && next.is_numeric(),
    }
}

/// True for units and signs that belong to a number: currency, degrees, comparison, decimal points.
fn is_sign(c: char, before: char, after: &str) -> bool {
    match c {
        '%' | '\u{b0}' | '$' | '\u{a3}' | '\u{a5}' | '\u{20a0}'..='\u{20bf}' => true,
        // Not as much as, at most, at least, about, in a thousand.
        '\u{b1}' | '\u{2030}' | '\u{2243}' | '\u{2248}' | '\u{2260}' | '\u{2264}' | '\u{2265}' => {
            true
        }
        '<' | '>' | '~' => after.trim_start().starts_with(|c: char| c.is_numeric()),
        '!' => after.starts_with('='),
        '.' => {
            let number = after.starts_with(|c: char| c.is_numeric());
            number && !before.is_alphanumeric() && before != '.'
        }
        // Between two numbers it marks a range.
        '-' if before.is_numeric() => after.starts_with(|c: char| c.is_numeric()),
        '-' | '+' => !before.is_alphanumeric() && after.starts_with(|c: char| c.is_numeric()),
        _ => false,
    }
}

/// True for a quotation mark. In normal form all double marks are `"` and all single ones are `'`.
/// Since `'` is an apostrophe too, it counts only if it opens something.
fn is_quotation(c: char, before: char, after: &str) -> bool {
    match c {
        '"' | '\u{300c}'..='\u{300f}' => true,
        '\'' => !before.is_alphanumeric() && after.starts_with(char::is_alphabetic),
        _ => false,
    }
}

/// The stretches of `text` between spaces, and single characters of scripts without spaces.
pub(crate) fn chunks(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = &text[at..];
        let start = at + rest.find(|c: char| !c.is_whitespace())?;
        let mut end = start;
        for c in text[start..].chars() {
            let ends = is_unspaced(c) || end - start >= LONGEST;
            if c.is_whitespace() || (end > start && ends) {
                break;
            }
            end += c.len_utf8();
            if is_unspaced(c) {
                break;
            }
        }
        at = end;
        Some(start..end)
    })
}

/// A chunk without the punctuation around it; the whole chunk if it is all punctuation.
pub(crate) fn core(chunk: &str) -> &str {
    let core = chunk.trim_matches(|c: char| !c.is_alphanumeric());
    if core.is_empty() { chunk } else { core }
}

/// True if `text` has a letter or a number.
pub(crate) fn has_words(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

/// The number of words in `text`.
pub(crate) fn count(text: &str) -> usize {
    chunks(text).filter(|t| has_words(&text[t.clone()])).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &str) {
        let found: Vec<&str> = tokens(text).iter().map(|t| t.text).collect();
        assert_eq!(found.join("|"), expect);
        for token in tokens(text) {
            assert_eq!(&text[token.range()], token.text);
        }
    }

    #[test]
    fn words_keep_what_is_inside_them() {
        check("He didn't ask; Kerry's aide did.", "He|didn't|ask|Kerry's|aide|did");
        check(
            "a well-known U.S. case, 1,200 to 3.5 at 10:30",
            "a|well|known|U.S|case|1,200|to|3.5|at|10:30",
        );
        check("-5 and +3, $5, 5 a.m. by the U.S. clock", "-|5|and|+|3|$|5|5|a.m|by|the|U.S|clock");
        check("2016-2017, >5 or \u{2264} 3, .5", "2016|-|2017|>|5|or|\u{2264}|3|.|5");
        check("the countries' talks, and/or 50%", "the|countries|talks|and|or|50|%");
    }

    #[test]
    fn quotation_marks_are_tokens() {
        check("He said \"no\" and 'yes' now", "He|said|\"|no|\"|and|'|yes|now");
    }

    #[test]
    fn characters_of_scripts_without_spaces_are_words() {
        check("国务院 denied", "国|务|院|denied");
        check("한국어 입니다", "한국어|입니다");
    }

    #[test]
    fn chunks_are_split_at_spaces_and_between_letters_of_unspaced_scripts() {
        let text = "the 国务院, x";
        let shown: Vec<&str> = chunks(text).map(|r| &text[r]).collect();
        assert_eq!(shown, ["the", "国", "务", "院", ",", "x"]);
    }
}
