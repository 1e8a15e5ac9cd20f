//! Foreign syntax within a line: raised and lowered words, shortcodes of emoji, and Markdown in a
//! block of HTML, where it is none.

use super::shown::{BLOT, Shown};
use memchr::memmem;
use std::ops::Range;

/// Raised words: `x^2^`, `1^st^`.
pub(super) fn raised(shown: &Shown) -> Vec<Range<usize>> {
    // `2^3^4` is a tower of powers.
    shifted(shown, b'^', |before| before.is_ascii_alphanumeric() || !before.is_ascii())
}

/// Lowered words: `H~2~O`. `5~6, 7~8` are two ranges.
pub(super) fn lowered(shown: &Shown) -> Vec<Range<usize>> {
    shifted(shown, b'~', |before| before.is_ascii_alphabetic())
}

/// Letters and digits between two marks, right behind what `behind` takes.
fn shifted(shown: &Shown, mark: u8, behind: impl Fn(u8) -> bool) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for at in memchr::memchr_iter(mark, &shown.bytes) {
        if found.last().is_some_and(|last| at < last.end) {
            continue;
        }
        let before = shown.before(at);
        let rest = &shown.rest(at)[1..];
        let within =
            |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-') || !b.is_ascii();
        let length = rest.iter().take_while(|b| within(b)).count();
        let closes = rest.get(length) == Some(&mark);
        let after = rest.get(length + 1).copied().unwrap_or(b' ');
        let apart = !after.is_ascii_digit() && after != mark;
        let behind = behind(before) || matches!(before, b')' | b'*' | b'_');
        if closes && apart && (1..=24).contains(&length) && behind {
            found.push(at..at + length + 2);
        }
    }
    found
}

/// Shortcodes of emoji and icons, apart from the words around them. A time and `a:b:c` are none.
pub(super) fn emoji(shown: &Shown) -> Vec<Range<usize>> {
    const NUMBERED: &[&[u8]] = &[b"+1", b"-1", b"100", b"1234", b"8ball"];
    let outside = |b: u8| !b.is_ascii_alphanumeric() && !matches!(b, b':' | b'/' | b'_' | b'-');
    let mut found: Vec<Range<usize>> = Vec::new();
    for at in shown.places(":") {
        if found.last().is_some_and(|last| at < last.end) || !outside(shown.before(at)) {
            continue;
        }
        let rest = &shown.rest(at)[1..];
        let within = |b: &u8| {
            b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'_' | b'-' | b'+')
        };
        let length = rest.iter().take_while(|b| within(b)).count();
        let name = &rest[..length];
        let ordinal = [&b"1st_"[..], b"2nd_", b"3rd_"].iter().any(|o| name.starts_with(o));
        let named = length > 1 && name[0].is_ascii_lowercase();
        let after = rest.get(length + 1).copied().unwrap_or(b' ');
        if rest.get(length) == Some(&b':')
            && (named || ordinal || NUMBERED.contains(&name))
            && (outside(after) || after == b':')
        {
            found.push(at..at + length + 2);
        }
    }
    found
}

/// Markdown in a block of HTML: links, images, bold words, footnotes, code.
pub(super) fn in_html(shown: &Shown) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for block in &shown.html {
        let bytes = &shown.bytes[block.clone()];
        let first = [link(bytes), between(bytes, b"**"), between(bytes, b"`"), note(bytes)];
        found.extend(
            first
                .into_iter()
                .flatten()
                .min_by_key(|range| range.start)
                .map(|range| block.start + range.start..block.start + range.end),
        );
    }
    found
}

fn link(bytes: &[u8]) -> Option<Range<usize>> {
    let middle = memmem::find(bytes, b"](")?;
    let start = memchr::memrchr(b'[', &bytes[..middle])?;
    let end = middle + memchr::memchr2(b')', b'\n', &bytes[middle..])?;
    (bytes[end] == b')' && start + 1 < middle).then_some(start..end + 1)
}

fn between(bytes: &[u8], mark: &[u8]) -> Option<Range<usize>> {
    let start = memmem::find(bytes, mark)?;
    let from = start + mark.len();
    let length = memmem::find(&bytes[from..], mark)?;
    let inner = &bytes[from..from + length];
    let edge = |b: Option<&u8>| b.is_some_and(|b| !b.is_ascii_whitespace() && *b != BLOT);
    (edge(inner.first()) && edge(inner.last())).then_some(start..from + length + mark.len())
}

fn note(bytes: &[u8]) -> Option<Range<usize>> {
    let start = memmem::find(bytes, b"[^")?;
    let end = start + memchr::memchr2(b']', b' ', &bytes[start..])?;
    (bytes[end] == b']' && end > start + 2).then_some(start..end + 1)
}
