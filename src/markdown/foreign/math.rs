//! Finds TeX formulas, between dollar signs or after backslashes.
//!
//! In goes a text as it is shown; out come the places of formulas, as bytes of it.

use super::shown::{BLOT, ShownText, sort_places};
use std::ops::Range;

/// Finds formulas. The rule for `$` is Pandoc's: the first is directly before a character, the
/// second directly after one and not before a digit. In addition, the text between them must look
/// like a formula: two prices in a sentence have no `\`, `^` or `_` between them.
pub(super) fn find(shown: &ShownText) -> Vec<Range<usize>> {
    let mut found = display(shown);
    let displayed = found.clone();
    let inside = |at: usize| {
        let i = displayed.partition_point(|range| range.end <= at);
        displayed.get(i).is_some_and(|range| range.contains(&at))
    };
    let mut open: Option<usize> = None;
    for at in shown.places("$") {
        if shown.at(at + 1) == b'$' || shown.before(at) == b'$' || inside(at) {
            open = None;
            continue;
        }
        let (before, after) = (shown.before(at), shown.at(at + 1));
        if let Some(start) = open.filter(|start| at < shown.end_of_block(*start)) {
            let words = &shown.typed[start + 1..at];
            // `$NAME_OF/$ANOTHER` is not a formula.
            let apart = !after.is_ascii_alphabetic() || words.contains(['\\', '^']);
            let closes = !before.is_ascii_whitespace() && !after.is_ascii_digit() && apart;
            if closes && is_formula(words) {
                found.push(start..at + 1);
                open = None;
                continue;
            }
        }
        let opens = !after.is_ascii_whitespace() && after != BLOT
            || after == BLOT && escaped(shown, at + 1);
        open = opens.then_some(at);
    }
    found.extend(bracketed(shown));
    sort_places(&mut found);
    found
}

/// True if byte `at` is blotted out because it follows a backslash.
fn escaped(shown: &ShownText, at: usize) -> bool {
    shown.typed.as_bytes().get(at.wrapping_sub(1)) == Some(&b'\\')
}

fn is_formula(words: &str) -> bool {
    words.contains(['\\', '^', '_']) && words.len() < 2_000
}

/// Finds formulas between `$$` and `$$`.
fn display(shown: &ShownText) -> Vec<Range<usize>> {
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

/// Finds formulas between `\(` and `\)` or `\[` and `\]`, whose backslashes Markdown consumes, and
/// environments.
fn bracketed(shown: &ShownText) -> Vec<Range<usize>> {
    let typed = shown.typed.as_bytes();
    let mut found = Vec::new();
    let mut open: Option<(usize, u8)> = None;
    // The bracket after a backslash is blotted out, so search for the backslash.
    for at in shown.places("\\") {
        let close = match typed.get(at + 1) {
            Some(b'(') => b')',
            Some(b'[') => b']',
            Some(mark @ (b')' | b']')) => {
                let begun = open.take().filter(|(_, close)| close == mark);
                let begun = begun.filter(|(start, _)| at < shown.end_of_block(*start));
                if let Some((start, _)) = begun
                    && is_formula_in_brackets(&typed[start + 2..at])
                {
                    found.push(start..at + 2);
                }
                continue;
            }
            _ => {
                if typed[at..].starts_with(b"\\begin{") {
                    found.push(at..at + 6);
                }
                continue;
            }
        };
        open = Some((at, close));
    }
    found
}

/// True for text with a TeX command, or with an unescaped `^` or `_`. In `\[proc\_macro\]`, the
/// brackets are ordinary ones.
fn is_formula_in_brackets(words: &[u8]) -> bool {
    words.windows(2).any(|w| match w {
        [b'\\', second] => second.is_ascii_alphabetic(),
        [_, second] => matches!(second, b'^' | b'_'),
        _ => false,
    })
}
