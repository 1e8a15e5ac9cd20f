//! Cuts the front matter off a section's text.
//!
//! In goes the text; out comes where the YAML stands, where the Markdown begins, and what is wrong.
//! Front matter is YAML between two lines of `---`, the first of which is the first line of the file.
//! Other tools take other forms, which Markdown would show to readers as words of the article, with
//! whatever they hold back. Each is known here and reported, and what it meant is written out as
//! YAML where it is simple (`other`).

mod disguised;
mod fault;
mod other;
mod pairs;

use fault::MARK;
pub use fault::{Fault, Split};

/// Cuts `text`.
pub fn split(text: &str) -> Split {
    let split = split_top(text);
    if split.fault.is_some() {
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

/// Cuts `text` at the front matter that begins it.
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
                let mut fault = Fault::new(
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
    Split { yaml: None, start: 0, fault: Some(unended(text, start)) }
}

/// Says where the end may have been meant.
fn unended(text: &str, start: usize) -> Fault {
    let mut fault = Fault::new(
        0..MARK.len(),
        "the front matter that begins here never ends",
        "end it with a line of `---`",
    );
    // A line of other dashes, or of what ends it elsewhere.
    let mut at = start;
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
            break;
        }
        if mark.is_empty() {
            break;
        }
        at += line.len();
    }
    fault
}
