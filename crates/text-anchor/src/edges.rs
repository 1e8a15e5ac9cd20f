//! Determines where words and numbers begin and end.
//!
//! In go a text in normal form and a place in it; out comes whether a quote may begin or end there,
//! or the bounds of the word around it.

use crate::lexicon::{self, Lexicon};
use crate::normal::BARRIER;
use memchr::memmem;
use std::ops::Range;

/// The maximum length of a word in bytes; a longer one counts as several. Words are compared in
/// pairs, and from every place of a passage, so their length must be bounded.
pub(crate) const LONGEST: usize = 256;

/// True if `at` is not inside a word or a number. In scripts without spaces there is an edge
/// between any two characters.
pub fn is_edge(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[at..].chars().next();
    let (Some(before), Some(after)) = (before, after) else { return true };
    if before.is_alphanumeric() && after.is_alphanumeric() {
        let hangul = is_syllable(before) || is_syllable(after);
        let number = before.is_numeric() || after.is_numeric();
        return is_unspaced(before) || is_unspaced(after) || (hangul && !number);
    }
    if splits_word(&text[..at], &text[at..]) || splits_sign(&text[..at], &text[at..]) {
        return false;
    }
    // `1,200`, `3.5`, `10:30`, `1/2` and `1'000` are one number each.
    let digit_before_mark = |s: &str| s.chars().rev().nth(1).is_some_and(|c| c.is_numeric());
    let digit_after_mark = |s: &str| s.chars().nth(1).is_some_and(|c| c.is_numeric());
    let mark = |c: char| {
        matches!(c, '.' | ',' | ':' | '/' | '\'' | '\u{66b}' | '\u{66c}' | '\u{ff0c}' | '\u{ff0e}')
    };
    if splits_initials(&text[..at], &text[at..]) {
        return false;
    }
    let splits_number = (mark(before) && after.is_numeric() && digit_before_mark(&text[..at]))
        || (before.is_numeric() && mark(after) && digit_after_mark(&text[at..]));
    !splits_number
}

/// Every occurrence of `words`, which must not be empty, in `text` that `fits` accepts by its start
/// and end. Occurrences may overlap.
pub(crate) fn occurrences(
    text: &str,
    words: &str,
    fits: impl Fn(usize, usize) -> bool,
) -> Vec<Range<usize>> {
    let finder = memmem::Finder::new(words);
    let mut places = Vec::new();
    let mut at = 0;
    while let Some(i) = finder.find(&text.as_bytes()[at..]) {
        let (start, end) = (at + i, at + i + words.len());
        if fits(start, end) {
            places.push(start..end);
        }
        // The next occurrence starts at a character boundary.
        at = start + text[start..].chars().next().map_or(1, char::len_utf8);
    }
    places
}

/// The word or number around the place `at` of a text in normal form, with the marks inside it.
pub(crate) fn word_around(text: &str, at: usize) -> Range<usize> {
    // Text without any space for so long is not a word.
    const LONGEST: usize = 80;
    let inside = |c: &char| !c.is_whitespace() && *c != BARRIER && !is_unspaced(*c);
    let before = text[..at].chars().rev().take_while(inside).take(LONGEST);
    let after = text[at..].chars().take_while(inside).take(LONGEST);
    let start = at - before.map(char::len_utf8).sum::<usize>();
    let end = at + after.map(char::len_utf8).sum::<usize>();
    let word = &text[start..end];
    let core = word.trim_matches(|c: char| !c.is_alphanumeric());
    let first = start + word.find(core).unwrap_or(0);
    let mut last = first + core.len();
    // The last full stop of `U.S.` belongs to it.
    let single = |part: &str| part.chars().count() == 1 && part.chars().all(char::is_alphabetic);
    if text[last..].starts_with('.') && core.contains('.') && core.split('.').all(single) {
        last += 1;
    }
    let (mut first, mut last) = (first.min(at), last.max(at));
    // A sign before a number and a unit after it are not letters, but belong to it.
    while let Some(c) = text[start..first].chars().next_back().filter(|_| !is_edge(text, first)) {
        first -= c.len_utf8();
    }
    while let Some(c) = text[last..end].chars().next().filter(|_| !is_edge(text, last)) {
        last += c.len_utf8();
    }
    first..last
}

/// True between a number and its sign, its currency, or its percent sign, since `5` does not say
/// what `-5`, `$5` or `5%` says. A hyphen is a sign unless a word or number precedes it; in normal
/// form all dashes are hyphens.
fn splits_sign(before: &str, after: &str) -> bool {
    let number = |text: &str| text.starts_with(char::is_numeric);
    let mut back = before.chars().rev();
    let (last, above) = (back.next(), back.next());
    let mut ahead = after.chars();
    let Some(next) = ahead.next() else { return false };
    let amount = |text: &str| text.strip_prefix(is_currency).is_some_and(number);
    let sign = |c: char| matches!(c, '-' | '+' | '\u{b1}');
    let free = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && !sign(c));
    let point = |text: &str| text.strip_prefix(['.', ',']).is_some_and(number);
    match last {
        // `-|5`, `-|.5`, `-|$5`, `<|5`
        Some(c) if sign(c) => free(above) && (number(after) || point(after) || amount(after)),
        Some('<' | '>' | '\u{2264}' | '\u{2265}') => number(after) || amount(after),
        // `$|5`, `$|-5`
        Some(c) if is_currency(c) => {
            number(after) || point(after) || (sign(next) && number(ahead.as_str()))
        }
        // `US|$5`
        Some(c) if c.is_alphabetic() && !is_unspaced(c) => amount(after),
        // `5|%`, `5|€`
        Some(c) if c.is_numeric() => {
            matches!(next, '%' | '\u{2030}' | '\u{b0}') || (is_currency(next) && !amount(after))
        }
        _ => false,
    }
}

/// A sign of a currency (the General Category Sc of Unicode, as far as it is in use).
fn is_currency(c: char) -> bool {
    matches!(c, '$' | '\u{a2}'..='\u{a5}' | '\u{e3f}' | '\u{20a0}'..='\u{20cf}')
}

/// A Hangul syllable. Korean words take particles without a space, so a quote may begin and end
/// between any two syllables, and beside a name in other letters. A number keeps its unit.
fn is_syllable(c: char) -> bool {
    matches!(c, '\u{ac00}'..='\u{d7a3}')
}

/// True within `U.S.`, `a.m.` and the like: single letters with full stops and no spaces.
fn splits_initials(before: &str, after: &str) -> bool {
    // A single letter directly before the end of `text`, or directly at its start.
    let last = |text: &str| {
        let mut letters = text.chars().rev();
        let letter = letters.next().is_some_and(char::is_alphabetic);
        letter && !letters.next().is_some_and(char::is_alphanumeric)
    };
    let first = |text: &str| {
        let mut letters = text.chars();
        let letter = letters.next().is_some_and(char::is_alphabetic);
        letter && !letters.next().is_some_and(char::is_alphanumeric)
    };
    let right = |text: &str| text.strip_prefix('.').is_some_and(first);
    match before.strip_suffix('.') {
        Some(before) => last(before) && first(after),
        None => last(before) && right(after),
    }
}

/// True within a contraction (`can't`, but not `Kerry's`) and after a negative prefix
/// (`un-proven`): the part would not mean what the whole means.
fn splits_word(before: &str, after: &str) -> bool {
    if let Some(rest) = after.strip_prefix('\'')
        && before.ends_with(char::is_alphabetic)
        && rest.starts_with(char::is_alphabetic)
    {
        let rest = rest.strip_prefix(['s', 'S']).unwrap_or(rest);
        return rest.starts_with(char::is_alphanumeric);
    }
    let Some(head) = before.strip_suffix('-') else { return false };
    let prefix = head.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let prefix = prefix.to_lowercase();
    let turns = |l: &Lexicon| l.hyphenated_prefixes.contains(prefix.as_str());
    after.starts_with(char::is_alphabetic) && lexicon::all().any(turns)
}

/// Han, Kana, Thai, Lao, Khmer, Myanmar: scripts that do not separate words by spaces.
pub fn is_unspaced(c: char) -> bool {
    matches!(u32::from(c),
        0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x2E80..=0x30FF | 0x31F0..=0x31FF
        | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

/// The start of the word that holds the byte before `at`; `at` itself if there is none.
pub(crate) fn word_start(text: &str, at: usize) -> usize {
    let mut start = at;
    let mut letters = text[..at].char_indices().rev().peekable();
    while let Some((i, c)) = letters.next() {
        let inner = c == '\'' && letters.peek().is_some_and(|(_, c)| c.is_alphanumeric());
        if !c.is_alphanumeric() && !inner || at - i > LONGEST {
            break;
        }
        start = i;
    }
    start
}

/// The end of the word that holds the byte at `at`; `at` itself if there is none.
pub(crate) fn word_end(text: &str, at: usize) -> usize {
    let mut end = at;
    let mut letters = text[at..].chars().peekable();
    while let Some(c) = letters.next() {
        let inner = c == '\'' && letters.peek().is_some_and(|c| c.is_alphanumeric());
        if !c.is_alphanumeric() && !inner || end - at >= LONGEST {
            break;
        }
        end += c.len_utf8();
    }
    end
}
