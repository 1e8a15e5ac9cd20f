//! Splits a section's text into front matter and Markdown.
//!
//! In goes the text; out comes where the YAML stands, where the Markdown begins, and what is wrong.
//! Front matter is YAML between two lines of `---`, the first of which is the first line of the
//! file. Other tools use other forms. Markdown would show these to readers as text, including what
//! they were meant to hold back. Each form is recognized and reported, and if it is simple, the
//! message shows it as YAML (`other`).

mod disguised;
mod fault;
mod other;
mod pairs;

use fault::MARK;
pub use fault::{FrontFault, Split};

use crate::yaml;

/// Splits `text`.
pub fn split(text: &str) -> Split {
    let mut split = split_top(text);
    if let Some(fault) = &mut split.fault {
        if split.yaml.is_none() {
            fault.hints.extend(lost_colons(&text[..split.start]));
        }
        return split;
    }
    // Lines of the text may have been meant as front matter.
    if let Some(second) = split.yaml.is_some().then(|| other::split_at(text, split.start)).flatten()
    {
        return Split { yaml: split.yaml, ..second };
    }
    match disguised::further_down(text, split.start) {
        Some((range, fault)) => {
            let first = text[split.start..range.start].trim().is_empty();
            let start = if first { range.end } else { split.start };
            Split { yaml: split.yaml, start, fault: Some(fault) }
        }
        None => split,
    }
}

/// The corrected form of each line of `block` that has a key of front matter without a colon, or
/// without a space after the colon.
fn lost_colons(block: &str) -> impl Iterator<Item = String> {
    // Other forms of front matter are reported as a whole.
    let is_yaml = block.starts_with(MARK);
    let lines = block.lines().map(str::trim).filter(|line| pairs::pair_or_words(line).is_some());
    let lost = move |line: &str| match pairs::pair(line) {
        Some(_) if !is_yaml => None,
        _ => yaml::spaced(line).or_else(|| yaml::with_colon(line)),
    };
    let meant = lines.filter_map(lost);
    meant.map(|meant| format!("write `{meant}`"))
}

/// Splits `text` at the front matter at its start.
fn split_top(text: &str) -> Split {
    let mut at = 0;
    let mut lines = text.split_inclusive('\n').map(|line| {
        let start = at;
        at += line.len();
        (start, line)
    });
    if lines.next().is_none_or(|(_, line)| line.trim_end() != MARK) {
        return other::split(text).unwrap_or_default();
    }
    let start = text.find('\n').map_or(text.len(), |i| i + 1);
    for (at, line) in lines {
        match line.trim_end() {
            MARK => {
                return Split { yaml: Some(start..at), start: at + line.len(), fault: None };
            }
            "..." => {
                let end = at + line.len();
                let mut fault = FrontFault::new(
                    at..at + 3,
                    "the front matter ends with `...`, which is not read as its end",
                    "end it with a line of `---`",
                );
                fault.better = Some((at..at + 3, MARK.to_owned()));
                return Split { yaml: Some(start..at), start: end, fault: Some(fault) };
            }
            _ => {}
        }
    }
    let (fault, start) = unended(text, start);
    Split { yaml: None, start, fault: Some(fault) }
}

/// Reports front matter without an end. Returns where the end was probably meant, and where the
/// Markdown would begin then.
fn unended(text: &str, start: usize) -> (FrontFault, usize) {
    let mut fault = FrontFault::new(
        0..MARK.len(),
        "the front matter that begins here never ends",
        "end it with a line of `---`",
    );
    // A line of other dashes, or an end mark of another tool.
    let mut at = start;
    let mut keys = Vec::new();
    for line in text[start..].split_inclusive('\n') {
        let mark = line.trim();
        let dashes = |c: char| matches!(c, '-' | '\u{2013}' | '\u{2014}' | '\u{2212}' | '_' | '=');
        let meant = mark.len() > 1 && mark.chars().all(dashes) || matches!(mark, "+++" | ";;;");
        if meant {
            let lead = line.len() - line.trim_start().len();
            fault.hints =
                vec![format!("write `---` in place of `{mark}`, without blanks before it")];
            fault.at = at + lead..at + lead + mark.len();
            "this line does not end the front matter".clone_into(&mut fault.message);
            at += line.len();
            break;
        }
        if mark.is_empty() {
            break;
        }
        if pairs::pair_or_words(line).is_some() {
            keys.push(mark);
        }
        at += line.len();
    }
    // Lines without a key are text, below a horizontal rule.
    let Some(last) = keys.last() else {
        fault.hints.push("where it is a rule above the text, write it as `***`".to_owned());
        return (fault, 0);
    };
    if fault.at.start == 0 {
        fault.hints = vec![format!("end it with a line of `---`, below `{last}`")];
    }
    (fault, at)
}
