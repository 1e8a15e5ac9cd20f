//! Mathematics of TeX, between signs of the dollar or behind backslashes.

use super::shown::{BLOT, ShownText};
use std::ops::Range;

/// Where formulas stand. The rule for `$` is that of Pandoc: the first is right before a character,
/// the second right behind one and before no digit. Two prices of a sentence have neither `\` nor
/// `^` nor `_` between them.
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
            // `$NAME_OF/$ANOTHER` is no formula.
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
    found.sort_by_key(|range| range.start);
    found
}

/// True where byte `at` is blotted out for the backslash before it.
fn escaped(shown: &ShownText, at: usize) -> bool {
    shown.typed.as_bytes().get(at.wrapping_sub(1)) == Some(&b'\\')
}

fn is_formula(words: &str) -> bool {
    words.contains(['\\', '^', '_']) && words.len() < 2_000
}

/// Formulas between `$$` and `$$`.
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

/// Formulas between `\(` and `\)` or `\[` and `\]`, whose backslashes Markdown takes for itself, and
/// environments.
fn bracketed(shown: &ShownText) -> Vec<Range<usize>> {
    let typed = shown.typed.as_bytes();
    let mut found = Vec::new();
    let mut open: Option<(usize, u8)> = None;
    // The bracket behind a backslash is blotted out, so it is the backslash that shows.
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

/// True for words with a command of TeX, or with `^` or `_` that has no backslash before it: in
/// `\[proc\_macro\]`, the brackets are those of a sentence.
fn is_formula_in_brackets(words: &[u8]) -> bool {
    words.windows(2).any(|w| match w {
        [b'\\', second] => second.is_ascii_alphabetic(),
        [_, second] => matches!(second, b'^' | b'_'),
        _ => false,
    })
}
