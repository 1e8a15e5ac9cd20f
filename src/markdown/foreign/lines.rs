//! Finds foreign syntax that occupies a line: fences, admonitions, directives, definitions.

use super::shown::{BLOT, ShownLine, ShownText, sort_places};
use std::ops::Range;

fn lines(shown: &ShownText, fits: impl Fn(&ShownLine) -> bool) -> Vec<Range<usize>> {
    shown.lines().filter(|line| fits(line)).map(|line| line.range()).collect()
}

/// Finds fences of three or more colons, with or without a name.
pub(super) fn fences(shown: &ShownText) -> Vec<Range<usize>> {
    lines(shown, |line| {
        let colons = line.bytes.iter().take_while(|b| **b == b':').count();
        let rest = line.bytes[colons..].trim_ascii();
        let named =
            rest.first().is_none_or(|b| b.is_ascii_alphabetic() || matches!(b, b'{' | b'.' | b'#'));
        let slashes = line
            .bytes
            .strip_prefix(b"/// ")
            .is_some_and(|rest| rest.first().is_some_and(u8::is_ascii_lowercase) && line.first);
        (colons >= 3 && named) || slashes
    })
}

/// Names of admonitions.
const ADMONITIONS: &[&str] = &[
    "abstract",
    "attention",
    "bug",
    "caution",
    "check",
    "cite",
    "danger",
    "done",
    "error",
    "example",
    "fail",
    "failure",
    "faq",
    "help",
    "hint",
    "important",
    "info",
    "missing",
    "note",
    "question",
    "quote",
    "success",
    "summary",
    "tip",
    "tldr",
    "todo",
    "warning",
];

/// Finds admonitions of MkDocs, collapsible ones included.
pub(super) fn admonitions(shown: &ShownText) -> Vec<Range<usize>> {
    lines(shown, |line| {
        let rest = line.bytes.strip_prefix(b"!!!").or(line.bytes.strip_prefix(b"???"));
        let rest = rest.map(|r| r.strip_prefix(b"+").unwrap_or(r));
        rest.is_some_and(|r| {
            let name = r.trim_ascii().split(|b| matches!(b, b' ' | b'|')).next().unwrap_or(b"");
            r.starts_with(b" ") && ADMONITIONS.iter().any(|known| known.as_bytes() == name)
        })
    })
}

/// Finds directives, labels, footnotes and comments of reStructuredText.
pub(super) fn directives(shown: &ShownText) -> Vec<Range<usize>> {
    lines(shown, |line| {
        let Some(rest) = line.bytes.strip_prefix(b".. ") else { return false };
        let letters = |b: &&u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b':' | b'_');
        let name = rest.iter().take_while(letters).count();
        let directive = name > 2 && rest[..name].ends_with(b"::");
        let marked = matches!(rest.first(), Some(b'_' | b'|' | b'['));
        let comment = line.first && rest.first().is_some_and(u8::is_ascii_uppercase);
        directive || marked || comment
    })
}

/// Finds lines that other tools replace by the content of a file.
pub(super) fn inclusions(shown: &ShownText) -> Vec<Range<usize>> {
    let is_cut = |text: &[u8]| {
        let text = text.strip_prefix(b";").unwrap_or(text).trim_ascii_start();
        let left = text.iter().take_while(|b| **b == b'-').count();
        let rest = text[left..].strip_prefix(b"8<");
        left > 0 && rest.is_some_and(|rest| rest.starts_with(b"-"))
    };
    let names = |rest: Option<&[u8]>, marks: &[u8]| {
        rest.is_some_and(|rest| rest.first().is_some_and(|b| marks.contains(b)))
    };
    let mut found = lines(shown, |line| {
        let text = line.bytes;
        is_cut(text)
            || names(text.strip_prefix(b"@import "), b"\"'")
            || names(text.strip_prefix(b"@include"), b"(")
            || names(text.strip_prefix(b"!!!include"), b"(")
            || names(text.strip_prefix(b"<<< "), b"@./")
            || names(text.strip_prefix(b"<<"), b"[(")
            || (text.starts_with(b"!include ") && !text[9..].contains(&b' '))
    });
    for at in shown.places("{!").filter(|at| shown.before(*at) != b'{') {
        let rest = &shown.near(at)[2..];
        let Some(end) = memchr::memmem::find(rest, b"!}") else { continue };
        let name = rest[..end].trim_ascii();
        if !name.is_empty() && !name.contains(&b'\n') && !name.contains(&BLOT) {
            found.push(at..at + 2 + end + 2);
        }
    }
    sort_places(&mut found);
    found
}

/// Finds lines that would define a link if they did not continue a paragraph. Some authors write
/// comments this way.
pub(super) fn definitions_of_links(shown: &ShownText) -> Vec<Range<usize>> {
    lines(shown, |line| {
        let Some(rest) = line.bytes.strip_prefix(b"[") else { return false };
        let Some(end) = memchr::memchr3(b']', b'[', BLOT, rest) else { return false };
        let Some(target) = rest[end..].strip_prefix(b"]:") else { return false };
        let target = target.trim_ascii_start();
        let word = target.split(u8::is_ascii_whitespace).next().unwrap_or(b"");
        let begins = matches!(word.first(), Some(b'#' | b'<' | b'/'));
        end > 0
            && rest[0] != b'^'
            && (begins
                || [&b"./"[..], b"../", b"mailto:"].iter().any(|start| word.starts_with(start))
                || memchr::memmem::find(word, b"://").is_some()
                || word.ends_with(b".md"))
    })
}

/// Finds labels of MyST.
pub(super) fn labels(shown: &ShownText) -> Vec<Range<usize>> {
    lines(shown, |line| {
        let name = line.bytes.strip_prefix(b"(").and_then(|b| b.strip_suffix(b")="));
        name.is_some_and(|name| !name.is_empty() && !name.contains(&b' ') && !name.contains(&b')'))
    })
}

/// Finds abbreviations of PHP Markdown Extra.
pub(super) fn abbreviations(shown: &ShownText) -> Vec<Range<usize>> {
    lines(shown, |line| {
        let Some(rest) = line.bytes.strip_prefix(b"*[") else { return false };
        memchr::memchr(b']', rest).is_some_and(|end| end > 0 && rest[end..].starts_with(b"]: "))
    })
}

/// Finds definitions: a line that begins with a colon, below its term. A single short one in a
/// section does not count, since it may be a line that was broken before its colon.
pub(super) fn definitions(shown: &ShownText) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut sure = false;
    // The number of words in the line before, if that line begins a block or is a definition.
    let mut term: Option<usize> = None;
    for line in shown.lines() {
        let words = |bytes: &[u8]| {
            bytes.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty()).count()
        };
        let rest = line
            .bytes
            .strip_prefix(b":")
            .filter(|rest| matches!(rest.first(), Some(b' ' | b'\t')) && !line.first);
        if let Some(rest) = rest
            && let Some(before) = term.filter(|before| (1..=4).contains(before))
        {
            sure |= rest.starts_with(b"  ") || rest.starts_with(b"\t") || words(rest) > 2;
            found.push(line.range());
            term = Some(before);
        } else {
            let ends = matches!(line.bytes.last(), Some(b'.' | b'!' | b'?' | b',' | b';'));
            term = (line.first && !ends).then(|| words(line.bytes));
        }
    }
    sure |= found.len() > 1;
    if sure { found } else { Vec::new() }
}

/// Finds lines of JavaScript at the start of a paragraph.
pub(super) fn modules(shown: &ShownText) -> Vec<Range<usize>> {
    lines(shown, |line| {
        let text = line.bytes.strip_suffix(b";").unwrap_or(line.bytes);
        let holds = |mark: &[u8]| memchr::memmem::find(text, mark).is_some();
        let quoted = matches!(text.last(), Some(b'"' | b'\''));
        let imports = text.starts_with(b"import ")
            && quoted
            && (holds(b" from ") || matches!(text.get(7), Some(b'"' | b'\'')));
        let constant = text.starts_with(b"export const ") && holds(b"=");
        let function = text.starts_with(b"export function ") && holds(b"(");
        let default = text.strip_prefix(b"export default ").is_some_and(|rest| {
            let begins = |word: &[u8]| rest.starts_with(word);
            [&b"function"[..], b"class ", b"async ", b"{", b"("].into_iter().any(begins)
        });
        let exports = constant || function || default;
        line.first && (imports || exports)
    })
}

/// Finds failed tables: the row of dashes has more or fewer cells than the head.
pub(super) fn tables(shown: &ShownText) -> Vec<Range<usize>> {
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
