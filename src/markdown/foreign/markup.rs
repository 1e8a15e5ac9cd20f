//! Finds syntax of other markup languages: AsciiDoc, Textile, Org, MediaWiki, BBCode, TeX, MDX.

use super::shown::{BLOT, ShownLine, ShownText, sort_places};
use memchr::memmem;
use std::ops::Range;

fn lines(shown: &ShownText, fits: impl Fn(&ShownLine) -> bool) -> Vec<Range<usize>> {
    shown.lines().filter(|line| fits(line)).map(|line| line.range()).collect()
}

fn letter(b: Option<&u8>) -> bool {
    b.is_some_and(|b| b.is_ascii_alphabetic() || !b.is_ascii())
}

/// Names of AsciiDoc blocks that stand in brackets on a line of their own.
const BLOCKS: &[&str] = &[
    "source",
    "listing",
    "quote",
    "verse",
    "NOTE",
    "TIP",
    "WARNING",
    "IMPORTANT",
    "CAUTION",
    "sidebar",
    "example",
    "abstract",
    "discrete",
    "horizontal",
    "cols",
    "options",
    "stem",
    "mermaid",
    "plantuml",
];

/// AsciiDoc macros that take a target or text in brackets.
const MACROS: &[&str] = &[
    "link", "xref", "image", "footnote", "kbd", "btn", "menu", "icon", "pass", "stem", "include",
    "video", "audio", "mailto", "anchor",
];

/// Finds AsciiDoc: names of blocks, tables and macros.
pub(super) fn asciidoc(shown: &ShownText) -> Vec<Range<usize>> {
    let mut found = lines(shown, |line| {
        let text = line.bytes;
        let named = text.strip_prefix(b"[").and_then(|t| t.strip_suffix(b"]")).is_some_and(|t| {
            let name = t.split(|b| matches!(b, b',' | b'=' | b'%' | b'#')).next().unwrap_or(b"");
            BLOCKS.iter().any(|block| block.as_bytes() == name)
        });
        named || text.starts_with(b"|===")
    });
    for at in shown.places("[") {
        // There are no blanks in the name and the target, up to the bracket.
        let head = shown.behind(at);
        let blank = |b: &u8| b.is_ascii_whitespace() || matches!(*b, BLOT | b'(' | b'>');
        let head = &head[head.iter().rposition(blank).map_or(0, |i| i + 1)..];
        let start = at - head.len();
        let Some(colon) = memchr::memchr(b':', head) else { continue };
        let named = MACROS.iter().any(|name| name.as_bytes() == &head[..colon]);
        let rest = shown.near(at);
        let Some(end) = memchr::memchr2(b']', BLOT, rest).filter(|i| rest[*i] == b']') else {
            continue;
        };
        let words = &rest[1..end];
        let address = matches!(&head[..colon], b"http" | b"https")
            && memmem::find(head, b"://").is_some()
            && words.contains(&b' ');
        if named || address {
            found.push(start..at + end + 1);
        }
    }
    sort_places(&mut found);
    found.dedup();
    found
}

/// Finds headings of AsciiDoc, MediaWiki and others: equals signs and a blank.
pub(super) fn equals(shown: &ShownText) -> Vec<Range<usize>> {
    let top = shown.blocks.first().map_or(0, |block| block.start);
    lines(shown, |line| {
        let signs = line.bytes.iter().take_while(|b| **b == b'=').count();
        let rest = &line.bytes[signs..];
        let ends = line.bytes.ends_with(b"==");
        let spaced = rest.first() == Some(&b' ') && letter(rest.get(1));
        let closed = ends && letter(rest.first());
        line.first
            && (spaced || closed)
            && ((2..=6).contains(&signs) || (signs == 1 && line.start == top && spaced))
    })
}

/// Finds Textile: names of blocks, and links after text in quotation marks.
pub(super) fn textile(shown: &ShownText) -> Vec<Range<usize>> {
    let mut found = lines(shown, |line| {
        let text = line.bytes;
        let heading = text.first() == Some(&b'h') && matches!(text.get(1), Some(b'1'..=b'6'));
        let rest = match heading {
            true => &text[2..],
            false => {
                let names = [&b"bq"[..], b"notextile"];
                let Some(rest) = names.iter().find_map(|name| text.strip_prefix(*name)) else {
                    return false;
                };
                rest
            }
        };
        let rest = match rest.first() {
            Some(b'(') => memchr::memchr(b')', rest).map_or(rest, |i| &rest[i + 1..]),
            _ => rest,
        };
        line.first && rest.starts_with(b". ")
    });
    for at in shown.places("\":") {
        let rest = &shown.near(at)[2..];
        let links = [&b"http://"[..], b"https://", b"mailto:"]
            .iter()
            .any(|start| rest.starts_with(start) && rest.len() > start.len());
        let quote = |b: &u8| matches!(b, b'"' | b'\n');
        let head = shown.behind(at);
        if let Some(open) = head.iter().rposition(quote).filter(|i| head[*i] == b'"')
            && links
        {
            let end = rest.iter().position(|b| b.is_ascii_whitespace() || *b == BLOT);
            found.push(at - head.len() + open..at + 2 + end.unwrap_or(rest.len()));
        }
    }
    sort_places(&mut found);
    found
}

/// Finds Org: keywords and drawers.
pub(super) fn org(shown: &ShownText) -> Vec<Range<usize>> {
    lines(shown, |line| {
        if let Some(rest) = line.bytes.strip_prefix(b"#+") {
            let name = rest.iter().take_while(|b| b.is_ascii_alphabetic()).count();
            return name > 1 && matches!(rest.get(name), Some(b'_' | b':'));
        }
        let drawer = line.bytes.strip_prefix(b":").and_then(|b| b.strip_suffix(b":"));
        drawer.is_some_and(|name| name.len() > 2 && name.iter().all(u8::is_ascii_uppercase))
    })
}

/// Finds MediaWiki: bold text, tables, external links with their text after the address.
pub(super) fn mediawiki(shown: &ShownText) -> Vec<Range<usize>> {
    let mut found = lines(shown, |line| {
        line.bytes == b"{|" || (line.bytes.starts_with(b"{| ") && line.bytes.contains(&b'='))
    });
    let mut open: Option<usize> = None;
    for at in shown.places("'''") {
        match open.take().filter(|start| at < shown.end_of_block(*start)) {
            Some(start) if !shown.before(at).is_ascii_whitespace() => found.push(start..at + 3),
            _ => open = letter(shown.bytes.get(at + 3)).then_some(at),
        }
    }
    for at in shown.places("[http") {
        let rest = shown.near(at);
        let Some(end) = memchr::memchr3(b']', b'[', BLOT, &rest[1..]).map(|i| i + 1) else {
            continue;
        };
        let inner = &rest[1..end];
        let address = inner.starts_with(b"http://") || inner.starts_with(b"https://");
        if rest[end] == b']' && address && inner.contains(&b' ') && shown.before(at) != b'[' {
            found.push(at..at + end + 1);
        }
    }
    sort_places(&mut found);
    found
}

/// Finds BBCode: a single letter in brackets and its closing tag. Longer names look like WordPress
/// shortcodes.
pub(super) fn bbcode(shown: &ShownText) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (open, close) in [("[b]", "[/b]"), ("[i]", "[/i]"), ("[u]", "[/u]"), ("[s]", "[/s]")] {
        let mut closes = shown.places(close).peekable();
        for at in shown.places(open) {
            while closes.next_if(|end| *end < at).is_some() {}
            let Some(end) = closes.peek() else { break };
            if *end < shown.end_of_block(at) {
                found.push(at..end + 4);
            }
        }
    }
    sort_places(&mut found);
    found
}

/// Finds TeX commands with an argument in braces.
pub(super) fn commands(shown: &ShownText) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for at in shown.places("\\") {
        let rest = shown.near(at);
        let name = rest[1..].iter().take_while(|b| b.is_ascii_alphabetic()).count();
        let before = shown.before(at);
        // `C:\name{1}` is a path.
        let environment = matches!(&rest[1..1 + name], b"begin" | b"end");
        if name < 2
            || environment
            || before.is_ascii_alphanumeric()
            || matches!(before, b'\\' | b':' | b'/')
        {
            continue;
        }
        let mut end = 1 + name;
        while rest.get(end) == Some(&b'[') {
            let Some(length) = memchr::memchr(b']', &rest[end..]) else { break };
            end += length + 1;
        }
        if rest.get(end) == Some(&b'{')
            && let Some(length) = memchr::memchr2(b'}', b'\n', &rest[end..])
            && found.last().is_none_or(|last| at >= last.end)
        {
            found.push(at..at + end + length + 1);
        }
    }
    found
}

/// Finds MDX components and values that Markdown does not take for HTML: a tag whose name begins
/// with a capital letter.
pub(super) fn components(shown: &ShownText) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for at in shown.places("<") {
        let rest = &shown.near(at)[1..];
        let name = rest.strip_prefix(b"/").unwrap_or(rest);
        let name = name.iter().take_while(|b| b.is_ascii_alphanumeric() || **b == b'.').count();
        let name = name + usize::from(rest.first() == Some(&b'/'));
        let capital = rest.iter().find(|b| **b != b'/').is_some_and(u8::is_ascii_uppercase);
        let Some(end) = memchr::memchr(b'>', rest) else { continue };
        let tail = &rest[name.min(end)..end];
        let attributes = tail.contains(&b'=') || tail.trim_ascii() == b"/" || tail.is_empty();
        let apart = !shown.before(at).is_ascii_alphanumeric();
        if capital && apart && attributes && matches!(rest[name], b' ' | b'\n' | b'/' | b'>') {
            found.push(at..at + 1 + end + 1);
        }
    }
    for open in ["{props.", "{frontmatter.", "{children}", "{props}"] {
        for at in shown.places(open) {
            let rest = shown.near(at);
            if let Some(end) = memchr::memchr2(b'}', b'\n', rest).filter(|i| rest[*i] == b'}') {
                found.push(at..at + end + 1);
            }
        }
    }
    sort_places(&mut found);
    found
}
