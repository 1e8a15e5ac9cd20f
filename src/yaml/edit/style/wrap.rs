//! Wraps new text like the text that it replaces.
//!
//! In go a scalar that may span several lines, and its replacement on one line; out comes the
//! replacement with line breaks that YAML reads as blanks. Unchanged lines at the beginning and the
//! end are kept. New lines are at most as wide as the widest old one.

use crate::yaml::typed::{Scalar, Style};

/// A line and its line break; the last line has none.
type BrokenLine<'t> = (&'t str, &'t str);

/// Wraps `new` like the lines of `at`. A single line stays one.
pub fn like(text: &str, at: &Scalar, new: &str) -> String {
    let folded = at.style == Style::Folded;
    let start = if folded { at.words } else { at.range.start };
    let old = lines(text.get(start..at.range.end).unwrap_or(""));
    let [(_, line_break), others @ ..] = &old[..] else { return new.to_owned() };
    let before = text.get(..start).unwrap_or("");
    let margin = &before[before.rfind(['\r', '\n']).map_or(0, |i| i + 1)..];
    let second = others.iter().find(|(line, _)| !line.trim().is_empty());
    let Some((second, _)) = second else { return new.to_owned() };
    let indent = if folded { margin } else { &second[..second.len() - second.trim_start().len()] };
    let right = |(i, (line, _)): (usize, &BrokenLine)| {
        line.trim_end().chars().count() + if i == 0 { margin.chars().count() } else { 0 }
    };
    let width = old.iter().enumerate().map(right).max().unwrap_or(0);

    let (mut rest, mut first, mut last) = (new, 0, old.len());
    let mut out = String::new();
    while let Some((line, line_break)) = old[..last - 1].get(first)
        && let Some(others) = after(rest, line.trim())
    {
        out.extend([*line, *line_break]);
        (rest, first) = (others, first + 1);
    }
    while last > first + 1
        && let Some(others) = before_line(rest, old[last - 1].0.trim())
    {
        (rest, last) = (others, last - 1);
    }
    // The rest of the new words goes between `out` and the lines from `last` on.
    if rest == old[first].0.trim() && last == first + 1 {
        out.push_str(old[first].0);
    } else {
        let (own, indented) = (old[first].1, first > 0);
        let line_break = if own.is_empty() { line_break } else { own };
        out.push_str(if indented { indent } else { "" });
        let column = if indented { indent } else { margin }.chars().count();
        fill(&mut out, rest, column, width, [line_break, indent]);
    }
    if last < old.len() {
        out.push_str(old[last - 1].1);
        out.extend(old[last..].iter().flat_map(|(line, line_break)| [*line, *line_break]));
    }
    out
}

/// Appends `text` to a line at column `column`. Where a word would end beyond `width`, `between`
/// replaces the blank before it.
fn fill(out: &mut String, text: &str, mut column: usize, width: usize, between: [&str; 2]) {
    for (i, word) in words(text).enumerate() {
        let length = word.chars().count();
        if i > 0 && column + 1 + length > width && may_begin(word) {
            out.extend(between);
            column = between[1].chars().count();
        } else if i > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += length;
    }
}

/// The lines of `text`.
fn lines(mut text: &str) -> Vec<BrokenLine<'_>> {
    let mut lines = Vec::new();
    while let Some(found) = super::breaks::break_in(text) {
        lines.push((&text[..found.start], &text[found.clone()]));
        text = &text[found.end..];
    }
    lines.push((text, ""));
    lines
}

/// The words after `line` and a blank, if a line may end there.
fn after<'w>(words: &'w str, line: &str) -> Option<&'w str> {
    let rest = words.strip_prefix(line)?.strip_prefix(' ')?;
    (is_break(line, rest) && may_begin(rest)).then_some(rest)
}

/// The words before a blank and `line`, if a line may end there.
fn before_line<'w>(words: &'w str, line: &str) -> Option<&'w str> {
    let rest = words.strip_suffix(line)?.strip_suffix(' ')?;
    is_break(rest, line).then_some(rest)
}

/// True if the blank between the two may become a line break: it must be a single one.
fn is_break(before: &str, after: &str) -> bool {
    before.chars().next_back().is_some_and(|c| !c.is_whitespace())
        && after.chars().next().is_some_and(|c| !c.is_whitespace())
}

/// The pieces of `text` between which a blank may become a line break.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let breaks = text.match_indices(' ').map(|(i, _)| i);
    let breaks = breaks.filter(|&i| is_break(&text[..i], &text[i + 1..])).chain([text.len()]);
    breaks.scan(0, |start, end| {
        let word = text.get(*start..end);
        *start = end + 1;
        word
    })
}

/// True if a line may begin with `words`, both for YAML and for readers, who may take it for a list
/// or a comment.
fn may_begin(words: &str) -> bool {
    let first = words.split(' ').next().unwrap_or("");
    !(first.starts_with('#') || matches!(first, "-" | "?" | ":" | "---" | "..."))
}
