//! Takes out an entry or an item with all that belongs to it: its comments, and a blank line beside it.
//!
//! In go a text and a path; out comes one edit. What belongs to an item: a comment behind its last line,
//! comments below it that are indented deeper, and those right above it that begin where it begins. A comment
//! with which the file begins is about the file, and stays. The list or map that held nothing else goes too.

use super::{FoundNode, MARK, behind_mark, checked, refuse_anchors};
use crate::yaml::edit::layout::{LaidItem, layout};
use crate::yaml::edit::lines::below;
use crate::yaml::edit::only::AskedChange;
use crate::yaml::edit::style::{break_in, removals};
use crate::yaml::edit::value::column;
use crate::yaml::edit::{Edit, EditRefusal, TreeStep};
use std::ops::Range;

/// The edit that takes out what stands at `path`, an entry or an item, with what belongs to it.
///
/// # Errors
/// There is no such entry, or another place of the file uses its words.
pub fn cut(text: &str, path: &[TreeStep]) -> Result<Edit, EditRefusal> {
    if let Some(text) = text.strip_prefix(MARK) {
        return cut(text, path).map(behind_mark);
    }
    let laid = layout(text);
    let mut path = path;
    let mut climbed = false;
    loop {
        let found = FoundNode::at(text, laid.as_ref(), path)?;
        let (Some(node), [], Some((items, at))) = (found.node, found.rest, found.parent) else {
            return Err(EditRefusal::Missing);
        };
        // Of the list or map that holds nothing else, nothing stays. A value that is no list is its own first item.
        if let [rest @ .., last] = path
            && !rest.is_empty()
        {
            let is_own = matches!(last, TreeStep::Item(_)) && !items.items[at].name.is_empty();
            if is_own || (items.items.len() == 1 && !climbed) {
                climbed |= !is_own;
                path = rest;
                continue;
            }
        }
        refuse_anchors(text, node)?;
        let item = &items.items[at];
        let mut edits = Vec::new();
        if !items.flow {
            edits.extend(whole_lines(text, item, at == 0));
        }
        let range = match items.flow && item.head.is_empty() {
            true => item.value.range.clone(),
            false => item.range.clone(),
        };
        edits.extend(removals(text, range, items.flow, at == 0));
        return checked(text, path, edits, &AskedChange::Take);
    }
}

/// The candidates that take out the lines of an item which begins a line: with a blank line beside it, and
/// without.
fn whole_lines(text: &str, item: &LaidItem, is_first: bool) -> Vec<Edit> {
    let at = column(text, item.range.start);
    let line = item.range.start - at;
    let rest = text[item.range.end..].split(['\r', '\n']).next().unwrap_or("").trim_start();
    if !text[line..item.range.start].trim().is_empty()
        || !(rest.is_empty() || rest.starts_with('#'))
    {
        return Vec::new();
    }
    let start = above(text, line, at);
    let end = below(text, item.range.end, at + 1);
    let blank_above = start == 0 || is_first || is_blank(&text[line_before(text, start)..start]);
    let after = past_blank(text, end);
    let mut ranges: Vec<Range<usize>> = Vec::new();
    if after == text.len() {
        let mut first = start;
        while first > 0 && is_blank(&text[line_before(text, first)..first]) {
            first = line_before(text, first);
        }
        ranges.push(first..end);
    } else if blank_above {
        ranges.push(start..after);
    }
    ranges.push(start..end);
    ranges.into_iter().map(|range| Edit { range, text: String::new() }).collect()
}

/// The start of the comments right above the line at `line` that are indented by `column`; `line`, if there are
/// none, or if the file begins with them.
fn above(text: &str, line: usize, column: usize) -> usize {
    let mut start = line;
    while start > 0 {
        let before = line_before(text, start);
        let words = text[before..start].trim_start_matches([' ', '\t']);
        if !words.starts_with('#') || start - before - words.len() != column {
            return start;
        }
        start = before;
    }
    line
}

/// The start of the line before the one that begins at `start`; 0 for the first.
fn line_before(text: &str, start: usize) -> usize {
    let head = &text[..start];
    let head = ["\r\n", "\n", "\r"].iter().find_map(|end| head.strip_suffix(end)).unwrap_or("");
    head.rfind(['\r', '\n']).map_or(0, |i| i + 1)
}

fn is_blank(line: &str) -> bool {
    line.trim().is_empty()
}

/// The end of the blank lines from `at` on.
fn past_blank(text: &str, mut at: usize) -> usize {
    while let Some(found) = break_in(&text[at..]).filter(|f| is_blank(&text[at..at + f.start])) {
        at += found.end;
    }
    if is_blank(&text[at..]) { text.len() } else { at }
}
