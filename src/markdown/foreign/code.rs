//! Finds foreign syntax around code: roles before a code span, and fences that other tools execute,
//! draw, or read as a directive.

use super::shown::{ShownText, sort_places};
use std::ops::Range;

/// What other tools do with a fence, by its name.
#[derive(Clone, Copy, PartialEq)]
enum Fence {
    Runs,
    Directive,
    Raw,
    Draws,
}

/// Languages that Quarto, knitr and similar tools execute.
const RUN: &[&str] = &[
    "asis",
    "awk",
    "bash",
    "c",
    "cat",
    "cpp",
    "css",
    "d3",
    "dot",
    "duckdb",
    "fortran",
    "go",
    "haskell",
    "javascript",
    "js",
    "julia",
    "mermaid",
    "node",
    "octave",
    "ojs",
    "perl",
    "powershell",
    "pyodide",
    "python",
    "r",
    "rcpp",
    "ruby",
    "rust",
    "sas",
    "scss",
    "sh",
    "sql",
    "stan",
    "stata",
    "tikz",
    "verbatim",
    "webr",
    "zsh",
];

/// Fences that other tools draw.
const DRAWN: &[&str] =
    &["geojson", "graphviz", "math", "mermaid", "plantuml", "stl", "topojson", "vega-lite"];

fn fence(line: &str) -> Option<Fence> {
    let name = line.trim_start_matches(['`', '~']).trim();
    let Some(inner) = name.strip_prefix('{') else {
        let name = name.split([' ', '{']).next().unwrap_or("");
        return DRAWN.contains(&name).then_some(Fence::Draws);
    };
    if inner.starts_with('=') {
        return Some(Fence::Raw);
    }
    let letters = |c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '+'));
    let length = inner.find(letters)?;
    let run = inner[..length].to_ascii_lowercase();
    let run = run.split_once('-').map_or(run.as_str(), |(first, _)| first);
    match inner[length..].chars().next() {
        _ if length == 0 => None,
        Some('}' | ',' | ' ') if RUN.contains(&run) => Some(Fence::Runs),
        Some('}') => Some(Fence::Directive),
        _ => None,
    }
}

fn fences(shown: &ShownText, kind: Fence) -> Vec<Range<usize>> {
    let is = |range: &&Range<usize>| fence(&shown.typed[(*range).clone()]) == Some(kind);
    shown.fences.iter().filter(is).cloned().collect()
}

/// Finds fences that Quarto and knitr execute.
pub(super) fn cells(shown: &ShownText) -> Vec<Range<usize>> {
    fences(shown, Fence::Runs)
}

/// Finds fences that MyST reads as directives.
pub(super) fn directives(shown: &ShownText) -> Vec<Range<usize>> {
    fences(shown, Fence::Directive)
}

/// Finds fences and code spans that Pandoc passes through to one output format.
pub(super) fn raw(shown: &ShownText) -> Vec<Range<usize>> {
    let mut found = fences(shown, Fence::Raw);
    for code in &shown.codes {
        let rest = &shown.typed[code.end..];
        let named = rest.as_bytes().get(2).is_some_and(u8::is_ascii_alphabetic);
        if rest.starts_with("{=")
            && named
            && let Some(end) = memchr::memchr2(b'}', b'\n', &rest.as_bytes()[..rest.len().min(100)])
        {
            found.push(code.start..code.end + end + 1);
        }
    }
    sort_places(&mut found);
    found
}

/// Finds fences that other tools draw.
pub(super) fn drawn(shown: &ShownText) -> Vec<Range<usize>> {
    fences(shown, Fence::Draws)
}

/// The start of a role whose name stands between `open` and `close` directly before byte `at`.
fn role_start(shown: &ShownText, at: usize, open: u8, close: u8) -> Option<usize> {
    let before = &shown.bytes[..at];
    let inner = before.strip_suffix(&[close])?;
    let letters = |b: &&u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':' | b'.');
    let length = inner.iter().rev().take_while(letters).count();
    let word = &inner[inner.len() - length..];
    let start = inner.len() - length;
    match open {
        b':' => {
            // The name includes its leading colon.
            let outside = start.checked_sub(1).map_or(b' ', |i| before[i]);
            let name = word.strip_prefix(b":")?;
            (name.first().is_some_and(u8::is_ascii_lowercase) && !outside.is_ascii_alphanumeric())
                .then_some(start)
        }
        _ => {
            let fits = word.first().is_some_and(u8::is_ascii_alphabetic);
            (fits && start > 0 && before[start - 1] == open).then(|| start - 1)
        }
    }
}

/// Finds roles of MyST: a name in braces directly before a code span.
pub(super) fn roles(shown: &ShownText) -> Vec<Range<usize>> {
    let role = |code: &Range<usize>| Some(role_start(shown, code.start, b'{', b'}')?..code.end);
    shown.codes.iter().filter_map(role).collect()
}

/// Finds roles and links of reStructuredText: a name between colons directly before a code span, or
/// `_` directly after one.
pub(super) fn roles_of_sphinx(shown: &ShownText) -> Vec<Range<usize>> {
    let role = |code: &Range<usize>| {
        if let Some(start) = role_start(shown, code.start, b':', b':') {
            return Some(start..code.end);
        }
        let (before, rest) = shown.typed.as_bytes().split_at(code.end);
        // Emphasized code has `_` or `*` on both sides.
        let leans = code.start > 0 && matches!(before[code.start - 1], b'_' | b'*');
        let marks = rest.iter().take_while(|b| **b == b'_').count();
        let after = rest.get(marks).copied().unwrap_or(b' ');
        let link =
            !leans && matches!(marks, 1 | 2) && !after.is_ascii_alphanumeric() && after != b'*';
        link.then(|| code.start..code.end + marks)
    };
    shown.codes.iter().filter_map(role).collect()
}
