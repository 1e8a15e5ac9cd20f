//! Mathematics of TeX, between signs of the dollar or behind backslashes.

use super::{BLOT, Shown};
use std::ops::Range;

/// Where formulas stand. The rule for `$` is that of Pandoc: the first is right before a character,
/// the second right behind one and before no digit. Two prices of a sentence have neither `\` nor
/// `^` nor `_` between them.
pub(super) fn find(shown: &Shown) -> Vec<Range<usize>> {
    let mut found = display(shown);
    let inside = |at: usize, found: &[Range<usize>]| found.iter().any(|r| r.contains(&at));
    let shown_in = found.len();
    let mut open: Option<usize> = None;
    for at in shown.places("$") {
        if shown.at(at + 1) == b'$' || shown.before(at) == b'$' || inside(at, &found[..shown_in]) {
            open = None;
            continue;
        }
        let (before, after) = (shown.before(at), shown.at(at + 1));
        if let Some(start) = open.filter(|start| at < shown.end_of_block(*start)) {
            let closes = !before.is_ascii_whitespace() && !after.is_ascii_alphanumeric();
            if closes && is_formula(&shown.typed[start + 1..at]) {
                found.push(start..at + 1);
                open = None;
                continue;
            }
        }
        let opens = !after.is_ascii_whitespace() && after != BLOT
            || after == BLOT && escaped(shown, at + 1);
        open = opens.then_some(at);
    }
    found.extend(bracketed(shown, "\\(", "\\)"));
    found.extend(bracketed(shown, "\\[", "\\]"));
    found.sort_by_key(|range| range.start);
    found
}

/// True where byte `at` is blotted out for the backslash before it.
fn escaped(shown: &Shown, at: usize) -> bool {
    shown.typed.as_bytes().get(at.wrapping_sub(1)) == Some(&b'\\')
}

fn is_formula(words: &str) -> bool {
    words.contains(['\\', '^', '_']) && words.len() < 2_000
}

/// Formulas between `$$` and `$$`.
fn display(shown: &Shown) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut open: Option<usize> = None;
    for at in shown.places("$$") {
        match open.filter(|start| at < shown.end_of_block(*start)) {
            Some(start) => {
                if is_formula(&shown.typed[start + 2..at]) {
                    found.push(start..at + 2);
                }
                open = None;
            }
            None => open = Some(at),
        }
    }
    found
}

/// Formulas between `\(` and `\)`, whose backslashes Markdown takes for itself.
fn bracketed(shown: &Shown, open: &str, close: &str) -> Vec<Range<usize>> {
    let typed = shown.typed.as_bytes();
    let mut found = Vec::new();
    // The bracket behind a backslash is blotted out, so it is the backslash that shows.
    for at in shown.places("\\") {
        if !typed[at..].starts_with(open.as_bytes()) {
            continue;
        }
        let end = shown.end_of_block(at);
        let Some(length) = shown.typed[at..end].find(close) else { continue };
        let inner = &shown.typed[at + 2..at + length];
        // What has a backslash before it is itself: `\[proc\_macro\]` is words in brackets.
        let pairs = || inner.as_bytes().windows(2);
        let command = pairs().any(|w| w[0] == b'\\' && w[1].is_ascii_alphabetic());
        let raised = pairs().any(|w| w[0] != b'\\' && matches!(w[1], b'^' | b'_'));
        if !inner.contains(open) && (command || raised) {
            found.push(at..at + length + 2);
        }
    }
    found
}
