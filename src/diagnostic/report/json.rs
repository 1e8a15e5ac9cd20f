//! One JSON document for a whole report; `docs/diagnostics.schema.json` describes it.
//!
//! In go diagnostics and the texts they point into; out comes the document. It is one document and
//! and not one line for each fault, because all faults of a run are known together and in order,
//! and because a truncated document cannot pass for a complete one. Paths are relative to the
//! site's root, so that the same files give the same document wherever the command is run.

use super::shared::{extent, visible_json};
use crate::diagnostic::{Diagnostic, Label, Severity};
use crate::source::{Files, LineColumn};
use serde::Serialize;

/// The version of the format. It is raised by changes that would mislead existing readers.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct JsonReport<'d> {
    version: u32,
    counts: JsonCounts,
    diagnostics: Vec<JsonEntry<'d>>,
}

#[derive(Serialize)]
struct JsonCounts {
    error: usize,
    warning: usize,
    note: usize,
}

#[derive(Serialize)]
struct JsonEntry<'d> {
    code: &'d str,
    severity: &'d str,
    message: &'d str,
    place: Option<JsonPlace<'d>>,
    related: Vec<JsonPlace<'d>>,
    hints: &'d [String],
}

#[derive(Serialize)]
struct JsonPlace<'d> {
    file: &'d str,
    start: JsonPoint,
    end: JsonPoint,
    label: Option<&'d str>,
}

#[derive(Serialize)]
struct JsonPoint {
    line: usize,
    column: usize,
    byte: u32,
}

/// The document, with a line break at its end.
pub fn render(diagnostics: &[Diagnostic], files: &Files) -> String {
    let count = |s: Severity| diagnostics.iter().filter(|d| d.severity() == s).count();
    let report = JsonReport {
        version: VERSION,
        counts: JsonCounts {
            error: count(Severity::Error),
            warning: count(Severity::Warning),
            note: count(Severity::Note),
        },
        diagnostics: diagnostics.iter().map(|d| entry(d, files)).collect(),
    };
    // Structs of strings and numbers always have a form in JSON.
    visible_json(&serde_json::to_string_pretty(&report).unwrap_or_default()) + "\n"
}

fn entry<'d>(diagnostic: &'d Diagnostic, files: &'d Files) -> JsonEntry<'d> {
    JsonEntry {
        code: diagnostic.code.as_str(),
        severity: diagnostic.severity().as_str(),
        message: &diagnostic.message,
        place: diagnostic.place.as_ref().map(|label| place(label, files)),
        related: diagnostic.related.iter().map(|label| place(label, files)).collect(),
        hints: &diagnostic.hints,
    }
}

fn place<'d>(label: &'d Label, files: &'d Files) -> JsonPlace<'d> {
    let (start, end, span) = extent(label, files);
    let point = |at: LineColumn, byte| JsonPoint { line: at.line, column: at.column, byte };
    JsonPlace {
        file: files.path(label.span.file),
        start: point(start, span.start),
        end: point(end, span.end),
        label: (!label.text.is_empty()).then_some(label.text.as_str()),
    }
}
