//! Finds syntax of other tools in square brackets.
//!
//! In goes a text as it is shown; out come the places of each kind of such syntax, as bytes of it.

use super::shown::{BLOT, ShownText};
use std::ops::Range;

/// Every innermost pair of brackets inside one block that contains nothing blotted out.
fn pairs<'a>(shown: &'a ShownText, open: &'a str) -> impl Iterator<Item = (usize, &'a [u8])> + 'a {
    shown.places(open).filter_map(move |at| {
        let from = at + open.len();
        let rest = shown.bytes.get(from..shown.end_of_block(at).max(from))?;
        let end = memchr::memchr3(b']', b'[', BLOT, rest)?;
        (rest[end] == b']').then(|| (at, &rest[..end]))
    })
}

/// Finds citations of Pandoc: a key after `@` at the start of a word.
pub(super) fn citations(shown: &ShownText) -> Vec<Range<usize>> {
    let is_key = |inner: &[u8], i: usize| {
        let before = i.checked_sub(1).map_or(b' ', |i| inner[i]);
        let after = inner.get(i + 1).copied().unwrap_or(b' ');
        matches!(before, b' ' | b'\n' | b'-' | b';' | b'(')
            && (after.is_ascii_alphanumeric() || matches!(after, b'_' | b'{'))
    };
    pairs(shown, "[")
        .filter(|(_, inner)| memchr::memchr_iter(b'@', inner).any(|i| is_key(inner, i)))
        .map(|(at, inner)| at..at + inner.len() + 2)
        .collect()
}

/// Finds wiki links and embedded files. Numbers are notes, and `contents` is another kind.
pub(super) fn wiki(shown: &ShownText) -> Vec<Range<usize>> {
    let is_name = |inner: &[u8]| {
        let words = inner.trim_ascii();
        // Some tools have a page for each day.
        let dated = words.len() > 4 && words.contains(&b'-');
        (dated || words.iter().any(|b| b.is_ascii_alphabetic() || !b.is_ascii()))
            && !words.contains(&b'\n')
            && !is_contents(words)
    };
    // The second bracket; in a link of Org with text, the end of the text.
    let end = |at: usize, inner: &[u8]| {
        let end = at + inner.len() + 3;
        match shown.at(end) {
            b']' => Some(end + 1),
            b'[' => {
                let rest = &shown.near(end)[1..];
                let length = memchr::memchr3(b']', b'[', BLOT, rest)?;
                rest[length..].starts_with(b"]]").then_some(end + 1 + length + 2)
            }
            _ => None,
        }
    };
    pairs(shown, "[[")
        .filter(|(_, inner)| is_name(inner))
        .filter_map(|(at, inner)| {
            let start = at - usize::from(shown.before(at) == b'!');
            Some(start..end(at, inner)?)
        })
        .collect()
}

/// Finds links and images whose name has no definition. `list[row][column]` and `[1][2]` do not
/// count.
pub(super) fn undefined(shown: &ShownText) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for middle in shown.places("][") {
        let head = shown.behind(middle);
        let Some(open) = memchr::memrchr3(b'[', b']', BLOT, head) else { continue };
        let words = &head[open + 1..];
        let start = middle - head.len() + open;
        let letters = words.iter().filter(|b| b.is_ascii_alphabetic() || !b.is_ascii()).count();
        let rest = &shown.near(middle)[2..];
        let Some(length) = memchr::memchr3(b']', b'[', BLOT, rest) else { continue };
        let image = shown.before(start) == b'!';
        let apart = image || !shown.before(start).is_ascii_alphanumeric();
        // A remark in a quotation, `[Renn][sic]`, is meant for readers.
        let apart = apart && !matches!(&rest[..length], b"sic" | b"so" | b"recte" | b"...");
        let is = head[open] == b'[' && rest[length] == b']' && apart;
        if is && (letters > 1 || image) && words.first() != Some(&b'^') {
            found.push(start - usize::from(image)..middle + 2 + length + 1);
        }
    }
    found
}

fn is_contents(words: &[u8]) -> bool {
    let words = words.to_ascii_lowercase();
    matches!(words.trim_ascii(), b"toc" | b"_toc_" | b"toc_" | b"__toc__")
}

/// Finds placeholders for a table of contents, alone on a line.
pub(super) fn contents(shown: &ShownText) -> Vec<Range<usize>> {
    let alone = |bytes: &[u8]| {
        let inner = bytes.strip_prefix(b"@").or(bytes.strip_prefix(b"$")).unwrap_or(bytes);
        let inner = inner
            .strip_prefix(b"[[")
            .and_then(|b| b.strip_suffix(b"]]"))
            .or_else(|| inner.strip_prefix(b"[").and_then(|b| b.strip_suffix(b"]")));
        inner
            .or(bytes.strip_prefix(b"${").and_then(|b| b.strip_suffix(b"}")))
            .is_some_and(is_contents)
    };
    let lines = shown.lines().filter(|line| alone(line.bytes));
    lines.map(|line| line.range()).collect()
}

/// Finds inline footnotes of Pandoc.
pub(super) fn notes(shown: &ShownText) -> Vec<Range<usize>> {
    pairs(shown, "^[")
        .filter(|(_, inner)| inner.contains(&b' '))
        .map(|(at, inner)| at..at + inner.len() + 3)
        .collect()
}

/// Finds callouts: a block quote that begins with an unknown alert name, or with a known one and
/// more text on its line.
pub(super) fn callouts(shown: &ShownText) -> Vec<Range<usize>> {
    let quoted = |at: usize| shown.typed[..at].trim_end_matches([' ', '\t']).ends_with('>');
    pairs(shown, "[!")
        .filter(|(at, inner)| {
            quoted(*at)
                && !inner.is_empty()
                && inner.iter().all(|b| b.is_ascii_alphanumeric() || *b == b'-' || *b == b'_')
        })
        .map(|(at, inner)| at..at + inner.len() + 3)
        .collect()
}

/// Finds shortcodes of WordPress: a name with attributes, or a closing tag.
pub(super) fn wordpress(shown: &ShownText) -> Vec<Range<usize>> {
    let is_code = |inner: &[u8]| {
        let ends = inner.strip_prefix(b"/");
        let name = ends.unwrap_or(inner);
        let length =
            name.iter().take_while(|b| b.is_ascii_lowercase() || matches!(b, b'_' | b'-')).count();
        let rest = &name[length..];
        match ends {
            Some(_) => length > 1 && rest.is_empty(),
            None => length > 1 && rest.starts_with(b" ") && has_attribute(rest),
        }
    };
    pairs(shown, "[")
        .filter(|(_, inner)| is_code(inner))
        .map(|(at, inner)| at..at + inner.len() + 2)
        .collect()
}

/// True if `bytes` contain `name="` or `name='`.
fn has_attribute(bytes: &[u8]) -> bool {
    memchr::memchr_iter(b'=', bytes).any(|i| {
        i > 0
            && bytes[i - 1].is_ascii_alphanumeric()
            && bytes.get(i + 1).is_some_and(|b| matches!(b, b'"' | b'\''))
    })
}
