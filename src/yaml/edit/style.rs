//! Formats words as YAML scalars.
//!
//! In go a text, a scalar in it and new words; out come candidates for their formatting, the one
//! most like the old style first. The caller checks whether they are valid YAML.

use super::change::Edit;
use crate::yaml::typed::{Scalar, Style};
pub use breaks::break_in;
use std::ops::Range;

mod breaks;
mod wrap;

/// The candidates that may replace the bytes of `at`.
pub fn scalars(text: &str, at: &Scalar, new: &str) -> Vec<String> {
    let quoted = double_quoted(new);
    let mut ways = Vec::new();
    match at.style {
        Style::Plain if is_valid_plain(new, at.flow) => {
            ways.extend([wrap::like(text, at, new), new.to_owned()]);
        }
        Style::Single if !new.contains(needs_escape) => {
            let single = format!("'{}'", new.replace('\'', "''"));
            ways.extend([wrap::like(text, at, &single), single]);
        }
        Style::Alias if is_valid_plain(new, at.flow) => ways.push(new.to_owned()),
        Style::Literal | Style::Folded if at.words > at.range.start => {
            let head = text.get(at.range.start..at.words).unwrap_or("");
            if new.contains('\n') && !new.chars().any(|c| c != '\n' && needs_escape(c)) {
                ways.push(lines_of_block(text, at, head, new));
            }
            if !new.is_empty() && !new.contains(needs_escape) {
                if at.style == Style::Folded {
                    ways.push(format!("{head}{}", wrap::like(text, at, new)));
                }
                ways.push(format!("{head}{new}"));
            }
            // In quotes, a comment beside the indicator moves behind the words.
            let line = head.lines().next().unwrap_or("");
            let comment = line.find([' ', '\t']).map_or("", |i| line[i..].trim_end());
            return ways.into_iter().chain([format!("{quoted}{comment}")]).collect();
        }
        _ => {}
    }
    ways.extend([wrap::like(text, at, &quoted), quoted]);
    ways
}

/// `new`, which has several lines, as the text of the block scalar `at` that begins with `head`. Where lines are
/// folded, a blank line more ends each that has words.
fn lines_of_block(text: &str, at: &Scalar, head: &str, new: &str) -> String {
    let line_break = line_break(text, at.range.start);
    let (head, indent) = head.split_at(head.trim_end_matches([' ', '\t']).len());
    let mut out = head.to_owned();
    for (i, line) in new.split('\n').enumerate() {
        if i > 0 {
            out.push_str(line_break);
        }
        if !line.is_empty() {
            if i > 0 && at.style == Style::Folded {
                out.push_str(line_break);
            }
            out.extend([indent, line]);
        }
    }
    out
}

/// The candidates that insert `name: value` before `first`, the first key of its map.
pub fn entries(text: &str, first: &Scalar, name: &str, value: &str) -> Vec<Edit> {
    let short = |words| {
        if is_valid_plain(words, first.flow) { words.to_owned() } else { double_quoted(words) }
    };
    let start = text.get(..first.start).unwrap_or("").rfind(['\r', '\n']).map_or(0, |i| i + 1);
    let before = text.get(start..first.start).unwrap_or("");
    let mut edits = Vec::new();
    let typed = [
        (short(name), short(value)),
        (short(name), double_quoted(value)),
        (double_quoted(name), double_quoted(value)),
    ];
    for (name, value) in typed {
        let mut put = |before: &str| {
            // The text before the key, perhaps `- `, becomes blanks of the same width on the next
            // line.
            let blanks: String =
                before.chars().map(|c| if c.is_whitespace() { c } else { ' ' }).collect();
            let alone = before.trim().is_empty() && start > 0;
            let between = match (first.flow, alone) {
                (false, _) => format!("{}{blanks}", line_break(text, first.start)),
                (true, true) => format!(",{}{blanks}", line_break(text, first.start)),
                (true, false) => ", ".to_owned(),
            };
            let at = start + before.len();
            edits.push(Edit { range: at..at, text: format!("{name}: {value}{between}") });
        };
        put(before);
        // A key after a `?` begins with it.
        if let Some(before) = before.trim_end().strip_suffix('?') {
            put(before);
        }
    }
    edits
}

/// The candidates that remove the entry or item at `range`; `first` if it is the first of its map or list.
pub fn removals(text: &str, range: Range<usize>, flow: bool, first: bool) -> Vec<Edit> {
    let Range { start, end } = range;
    let (before, after) = (text.get(..start).unwrap_or(""), text.get(end..).unwrap_or(""));
    let blanks = |text: &str| text.len() - text.trim_start_matches([' ', '\t']).len();
    let line = before.rfind(['\r', '\n']).map_or(0, |i| i + 1);
    let tail = &after[blanks(after)..];
    let line_end = break_in(tail).filter(|found| found.start == 0).map(|found| found.end);
    let mut ranges = Vec::new();
    if flow {
        // With the comma that follows, or with the one before.
        if let Some(rest) = tail.strip_prefix(',') {
            ranges.push(start..text.len() - rest.trim_start().len());
        }
        if !first {
            let head = before.trim_end();
            ranges.push(head.strip_suffix(',').unwrap_or(head).len()..end);
        }
    } else {
        let next = match line_end {
            Some(line_end) => text.len() - tail.len() + line_end,
            None => text.len(),
        };
        if tail.is_empty() || line_end.is_some() {
            if before[line..].trim().is_empty() {
                ranges.push(line..next);
            }
            // What follows takes its place beside the dash.
            ranges.push(start..next + blanks(text.get(next..).unwrap_or("")));
        }
    }
    ranges.push(start..end);
    ranges.into_iter().map(|range| Edit { range, text: String::new() }).collect()
}

/// The line ending of the line at byte `at`, or of the line before if that is the last.
pub(super) fn line_break(text: &str, at: usize) -> &str {
    let (before, after) = text.split_at_checked(at).unwrap_or((text, ""));
    if let Some(found) = break_in(after) {
        return &after[found];
    }
    let last = before.rfind(['\r', '\n']).unwrap_or(0);
    let last = last - usize::from(before[..last].ends_with('\r'));
    break_in(&before[last..]).map_or("\n", |found| &before[last..][found])
}

/// True if `words` are valid without quotes, by the rules of YAML 1.2.2, section 7.3.3, and a few
/// stricter ones for readability.
pub(super) fn is_valid_plain(words: &str, flow: bool) -> bool {
    let mut chars = words.chars();
    let begins = match (chars.next(), chars.next()) {
        (None, _) => false,
        (Some('-' | '?' | ':'), next) => next.is_some_and(|c| !c.is_whitespace()),
        (Some(first), _) => !",[]{}#&*!|>'\"%@`".contains(first),
    };
    let colon = words.ends_with(':') || words.contains(": ");
    let brackets = flow && words.contains([',', '[', ']', '{', '}']);
    let blanks = words.trim() != words;
    begins
        && !colon
        && !brackets
        && !blanks
        && !words.contains(" #")
        && !words.contains(needs_escape)
}

/// `words` in double quotes.
pub(super) fn double_quoted(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + 2);
    out.push('"');
    for c in words.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            c if !needs_escape(c) => out.push(c),
            c => out.push_str(&match u32::from(c) {
                code @ ..=0xFF => format!("\\x{code:02X}"),
                code @ ..=0xFFFF => format!("\\u{code:04X}"),
                code => format!("\\U{code:08X}"),
            }),
        }
    }
    out.push('"');
    out
}

/// True if a YAML reader may take `c` for a line break or a byte-order mark, or reject it.
pub(super) fn needs_escape(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
}
