//! Helpers shared by the report formats: places, paths, and escaping of characters that could
//! mislead.

use crate::diagnostic::{Diagnostic, Label};
use crate::source::{Files, LineColumn, Span};

/// The start and end of the stretch that `label` points at, and the stretch itself. A trailing line
/// break is left out, because the end would otherwise be on the next line.
pub(super) fn extent(label: &Label, files: &Files) -> (LineColumn, LineColumn, Span) {
    let breaks = files.slice(label.span).bytes().rev().take_while(|b| matches!(b, b'\n' | b'\r'));
    // A stretch is shorter than 4 GiB, since its offsets are `u32`.
    let breaks = u32::try_from(breaks.count()).unwrap_or(0);
    let span = Span { end: label.span.end - breaks, ..label.span };
    (files.position(span), files.end_position(span), span)
}

/// The path of the file that `label` points into, relative to the working folder.
pub(super) fn path(label: &Label, files: &Files, base: &str) -> String {
    format!("{base}{}", files.path(label.span.file))
}

/// Everything that a diagnostic says at its own place: message, label and hints, one per line.
pub(super) fn words(diagnostic: &Diagnostic) -> String {
    let mut lines = vec![visible(&diagnostic.message)];
    lines.extend(
        diagnostic.place.iter().filter(|l| !l.text.is_empty()).map(|label| visible(&label.text)),
    );
    lines.extend(diagnostic.hints.iter().map(|hint| format!("help: {}", visible_lines(hint))));
    lines.join("\n")
}

/// True for characters that are invisible or that reorder others.
fn unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Escapes invisible characters in JSON without changing its meaning. Outside of strings, JSON has
/// no such character but line breaks, and serde has already escaped those in strings.
pub(super) fn visible_json(json: &str) -> String {
    let spell = |c: char| match unseen(c) && c != '\n' {
        true => format!("\\u{:04x}", u32::from(c)),
        false => c.to_string(),
    };
    if !json.contains(|c| unseen(c) && c != '\n') {
        return json.to_owned();
    }
    json.chars().map(spell).collect()
}

/// `text` on one line, with invisible and reordering characters escaped. What a message repeats
/// from a file must not pass for a line or a command of the report.
pub fn visible(text: &str) -> String {
    if !text.contains(unseen) {
        return text.to_owned();
    }
    let spell = |c: char| match unseen(c) {
        true => c.escape_default().to_string(),
        false => c.to_string(),
    };
    text.chars().map(spell).collect()
}

/// A path for a message: on one line, with invisible characters escaped.
pub fn shown(path: &std::path::Path) -> String {
    visible(&path.display().to_string())
}

/// Like [`visible`], for text of several lines: a hint with an excerpt in it.
pub fn visible_lines(text: &str) -> String {
    text.split('\n').map(visible).collect::<Vec<_>>().join("\n")
}
