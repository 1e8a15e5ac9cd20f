//! Foreign syntax that takes a line: fences, admonitions, directives, definitions.

use super::{Line, Shown};
use std::ops::Range;

fn lines(shown: &Shown, fits: impl Fn(&Line) -> bool) -> Vec<Range<usize>> {
    shown.lines().filter(|line| fits(line)).map(|line| line.range()).collect()
}

/// Fences of three colons or more, with a name or without.
pub(super) fn fences(shown: &Shown) -> Vec<Range<usize>> {
    lines(shown, |line| {
        let colons = line.bytes.iter().take_while(|b| **b == b':').count();
        let rest = line.bytes[colons..].trim_ascii();
        let named =
            rest.first().is_none_or(|b| b.is_ascii_alphabetic() || matches!(b, b'{' | b'.' | b'#'));
        colons >= 3 && named
    })
}

/// Admonitions of MkDocs, and those that fold.
pub(super) fn admonitions(shown: &Shown) -> Vec<Range<usize>> {
    lines(shown, |line| {
        let rest = line.bytes.strip_prefix(b"!!!").or(line.bytes.strip_prefix(b"???"));
        let rest = rest.map(|r| r.strip_prefix(b"+").unwrap_or(r));
        rest.is_some_and(|r| {
            r.starts_with(b" ") && r.trim_ascii().first().is_some_and(u8::is_ascii_lowercase)
        })
    })
}

/// Directives of reStructuredText.
pub(super) fn directives(shown: &Shown) -> Vec<Range<usize>> {
    lines(shown, |line| {
        let Some(rest) = line.bytes.strip_prefix(b".. ") else { return false };
        let name = rest.iter().take_while(|b| b.is_ascii_alphanumeric() || **b == b'-').count();
        name > 0 && rest[name..].starts_with(b"::")
    })
}

/// Labels of MyST.
pub(super) fn labels(shown: &Shown) -> Vec<Range<usize>> {
    lines(shown, |line| {
        let name = line.bytes.strip_prefix(b"(").and_then(|b| b.strip_suffix(b")="));
        name.is_some_and(|name| !name.is_empty() && !name.contains(&b' ') && !name.contains(&b')'))
    })
}

/// Abbreviations of PHP Markdown Extra.
pub(super) fn abbreviations(shown: &Shown) -> Vec<Range<usize>> {
    lines(shown, |line| {
        let Some(rest) = line.bytes.strip_prefix(b"*[") else { return false };
        memchr::memchr(b']', rest).is_some_and(|end| end > 0 && rest[end..].starts_with(b"]: "))
    })
}

/// Definitions: a line that begins with a colon below the word that it defines.
pub(super) fn definitions(shown: &Shown) -> Vec<Range<usize>> {
    lines(shown, |line| {
        let rest = line.bytes.strip_prefix(b":");
        !line.first && rest.is_some_and(|r| r.starts_with(b" ") || r.starts_with(b"\t"))
    })
}

/// Lines of JavaScript at the start of a paragraph.
pub(super) fn modules(shown: &Shown) -> Vec<Range<usize>> {
    lines(shown, |line| {
        let text = line.bytes;
        let quoted = text.contains(&b'"') || text.contains(&b'\'');
        let from = |mark: &[u8]| memchr::memmem::find(text, mark).is_some();
        (text.starts_with(b"import ")
            && quoted
            && (from(b" from ") || from(b"import \"") || from(b"import '")))
            || [&b"export const "[..], b"export default ", b"export function "]
                .iter()
                .any(|start| text.starts_with(start) && (from(b"=") || from(b"(")))
    })
}

/// Tables that are none, since the line of dashes has more or fewer cells than the head.
pub(super) fn tables(shown: &Shown) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut head: Option<Range<usize>> = None;
    for line in shown.lines() {
        let bars = line.bytes.contains(&b'|');
        let dashes = line.bytes.iter().all(|b| matches!(b, b'|' | b'-' | b':' | b' ' | b'\t'));
        let is_rule = bars && dashes && memchr::memmem::find(line.bytes, b"--").is_some();
        if let Some(head) = head.take().filter(|_| is_rule && !line.first) {
            found.push(head);
        }
        head = (bars && !is_rule).then(|| line.range());
    }
    found
}
