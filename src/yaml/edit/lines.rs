//! Lines of a text: where they begin, how they are indented, what belongs to what stands above.

use super::style::break_in;
use super::value::column;

/// The start of the line after what ends at `end`, and after the comments there that are indented by
/// `column` or more.
pub fn below(text: &str, end: usize, column: usize) -> usize {
    let next = |at: usize| break_in(&text[at..]).map_or(text.len(), |found| at + found.end);
    let mut at = next(end);
    loop {
        let line = &text[at..next(at)];
        let blank = line.len() - line.trim_start_matches([' ', '\t']).len();
        if !line[blank..].starts_with('#') || blank < column {
            return at;
        }
        at = next(at);
    }
}

/// What stands before byte `at` on its line, as blanks.
pub fn indent_of(text: &str, at: usize) -> String {
    let before = &text[at - column(text, at)..at];
    before.chars().map(|c| if c.is_whitespace() { c } else { ' ' }).collect()
}

/// `text` with `blanks` before each line but the first and those without words.
pub fn deepened(text: &str, blanks: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(found) = break_in(rest) {
        out.push_str(&rest[..found.end]);
        rest = &rest[found.end..];
        if !rest.lines().next().unwrap_or("").trim().is_empty() {
            out.push_str(blanks);
        }
    }
    out + rest
}

/// True if there is a blank line in what stands between two entries.
pub fn is_apart(between: &str) -> bool {
    // What stands before the first line break and behind the last is no line of its own.
    let lines: Vec<&str> = between.split('\n').skip(1).collect();
    lines.iter().rev().skip(1).any(|line| line.trim().is_empty())
}
