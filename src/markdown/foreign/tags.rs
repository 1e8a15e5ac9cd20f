//! Finds tags that Markdown does not recognize, and prints as text.
//!
//! In goes the visible text; out come tags of known HTML elements, each with the reason why
//! Markdown does not recognize it (CommonMark 0.31, 6.6). Browsers are less strict, so the author
//! may have seen such a tag work.

use super::shown::{BLOT, ShownText};
use crate::markdown::raw::refuse;
use std::ops::Range;

/// A tag that is printed as text.
pub(super) struct Unread {
    /// Where it stands.
    pub range: Range<usize>,
    /// The name of its element.
    pub name: String,
    /// True for a closing tag.
    pub closes: bool,
    /// Why it is not recognized.
    pub cause: &'static str,
}

/// Finds all of them, in order.
pub(super) fn unread(shown: &ShownText) -> Vec<Unread> {
    let mut found: Vec<Unread> = Vec::new();
    for at in shown.places("<") {
        if found.last().is_some_and(|last| at < last.range.end) {
            continue;
        }
        let rest = &shown.near(at)[1..];
        let end = memchr::memchr3(b'>', b'<', BLOT, rest);
        let whole = end.filter(|end| rest[*end] == b'>');
        let inner = &rest[..end.unwrap_or(rest.len())];
        let closes = inner.first() == Some(&b'/');
        let spaced = inner.get(1) == Some(&b' ');
        let word = if closes { inner[1..].trim_ascii_start() } else { inner };
        let length = word.iter().take_while(|b| b.is_ascii_alphanumeric()).count();
        let name = String::from_utf8_lossy(&word[..length]).to_ascii_lowercase();
        let tail = &word[length..];
        let apart = tail.first().is_none_or(|b| b.is_ascii_whitespace() || *b == b'/');
        if !apart || !refuse::is_known(&name) {
            continue;
        }
        let cause = match (closes, whole) {
            (true, Some(_)) if spaced => "a blank stands behind `</`",
            (true, Some(_)) if !tail.trim_ascii().is_empty() => "an end tag has no attributes",
            (true, _) => continue,
            (false, _) => match cause(tail, whole.is_some()) {
                Some(cause) => cause,
                None => continue,
            },
        };
        let line = memchr::memchr(b'\n', inner).unwrap_or(inner.len());
        let length = whole.map_or(line, |end| end + 1);
        found.push(Unread { range: at..at + 1 + length, name, closes, cause });
    }
    found
}

/// The fault in the attributes of a tag; `None` if they are words of a sentence.
fn cause(tail: &[u8], ends: bool) -> Option<&'static str> {
    let quoted = tail.windows(2).any(|w| w[0] == b'=' && matches!(w[1], b'"' | b'\''));
    let equal = tail.contains(&b'=');
    if !(quoted || (equal && ends)) || compares(tail) {
        return None;
    }
    let marks = |mark: u8| memchr::memchr_iter(mark, tail).count();
    if !(marks(b'"').is_multiple_of(2) && marks(b'\'').is_multiple_of(2)) {
        return Some("a quotation mark is missing or too many");
    }
    if !ends {
        return Some("it does not end with `>` in its paragraph");
    }
    let mut open: Option<u8> = None;
    for (i, b) in tail.iter().enumerate() {
        match open {
            Some(mark) if *b == mark => {
                open = None;
                let next = tail.get(i + 1).copied().unwrap_or(b' ');
                if !(next.is_ascii_whitespace() || next == b'/') {
                    return Some("a blank is missing between two attributes");
                }
            }
            None if matches!(b, b'"' | b'\'') => open = Some(*b),
            _ => {}
        }
    }
    Some("an attribute is not written as `name=\"value\"`")
}

/// True if signs of a formula precede or surround the first `=`, as in `a<b && c==d>e`.
fn compares(tail: &[u8]) -> bool {
    let Some(equal) = memchr::memchr(b'=', tail) else { return false };
    let letter = |b: &u8| b.is_ascii_alphabetic() || !b.is_ascii() || matches!(b, b'"' | b'\'');
    let mut words = tail[..equal].split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
    matches!(tail.get(equal + 1), Some(b'=' | b'>' | b'<'))
        || matches!(tail[..equal].last(), Some(b'!' | b'+' | b'*' | b':'))
        || words.any(|word| !word.iter().any(letter))
}
