//! Tells what became of a file that was imported: to people in sentences, to programs as JSON.

use crate::cli::error::CommandError;
use crate::cli::report::print;
use crate::diagnostic::visible;
use crate::import::{ImportFault, ImportReport, Imported};
use clap::ValueEnum;
use serde::Serialize;
use std::fmt::Write as _;
use std::io::Write as _;

/// A form of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ImportFormat {
    /// For people
    Human,
    /// For programs
    Json,
}

/// What is told of an import.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Told<'t> {
    /// The file that was imported.
    pub file: String,
    /// True if nothing was to be written.
    pub dry_run: bool,
    /// The files of the site that were written, or would be.
    pub files: Vec<String>,
    /// What became of its records.
    #[serde(flatten)]
    pub report: &'t ImportReport,
}

impl Told<'_> {
    pub(super) fn print(&self, format: ImportFormat) -> Result<(), CommandError> {
        match format {
            ImportFormat::Json => print(&json(self)),
            ImportFormat::Human => {
                let mut err = anstream::stderr();
                for fault in &self.report.refused {
                    let _ = writeln!(err, "{}", drawn(&self.file, fault, "error"));
                }
                for fault in &self.report.told {
                    let _ = writeln!(err, "{}", drawn(&self.file, fault, "note"));
                }
                print(&self.sentences())
            }
        }
    }

    fn sentences(&self) -> String {
        let ImportReport { added, changed, there, refused, left_out, .. } = self.report;
        let mut out = String::new();
        // Writing to a string cannot fail.
        for one in added {
            let _ = writeln!(out, "added `{}`{}", one.id, told(one));
        }
        for one in changed {
            let _ = writeln!(out, "changed `{}`: {}", one.id, one.keys.join(", "));
        }
        for one in there.iter().filter(|one| !one.keys.is_empty()) {
            let keys = one.keys.join(", ");
            let _ = writeln!(out, "left as it is `{}`, which differs in {keys}", one.id);
        }
        if !left_out.is_empty() {
            let fields =
                left_out.iter().map(|(field, count)| format!("{} ({count})", visible(field)));
            let fields: Vec<String> = fields.collect();
            let _ = writeln!(
                out,
                "left out, since the format has no place for it: {}",
                fields.join(", ")
            );
        }
        let counts = [
            (added.len(), "added"),
            (changed.len(), "changed"),
            (there.len(), "there already"),
            (refused.len(), "refused"),
        ];
        let counts = counts.iter().filter(|(count, _)| *count > 0);
        let counts: Vec<String> = counts.map(|(count, what)| format!("{count} {what}")).collect();
        let counts = if counts.is_empty() { "nothing in it".to_owned() } else { counts.join(", ") };
        let written = match (self.files.is_empty(), self.dry_run) {
            (true, _) => "; nothing was written".to_owned(),
            (false, true) => {
                format!("; nothing was written, {} would be", self.files.join(" and "))
            }
            (false, false) => format!("; {} written", self.files.join(" and ")),
        };
        let _ = writeln!(out, "{counts}{written}");
        out
    }
}

fn told(one: &Imported) -> String {
    match &one.key {
        Some(key) => format!(" from `{}`", visible(key)),
        None => String::new(),
    }
}

pub(super) fn drawn(file: &str, fault: &ImportFault, severity: &str) -> String {
    let file = fault.of_site.as_deref().map_or_else(|| file.to_owned(), visible);
    let place = match fault.place {
        Some(at) => format!("{file}:{}:{}", at.line, at.column),
        None => file,
    };
    let hint = fault.hint.as_ref().map(|hint| format!("\n  help: {}", visible(hint)));
    format!("{place}: {severity}: {}{}", visible(&fault.text), hint.unwrap_or_default())
}

/// Tells why nothing of a file was imported.
pub(super) fn tell_fault(
    file: &str,
    fault: &ImportFault,
    format: ImportFormat,
    dry_run: bool,
) -> Result<(), CommandError> {
    tell_faults(file, std::slice::from_ref(fault), format, dry_run)
}

/// The same for several reasons.
pub(super) fn tell_faults(
    file: &str,
    faults: &[ImportFault],
    format: ImportFormat,
    dry_run: bool,
) -> Result<(), CommandError> {
    match format {
        ImportFormat::Json => {
            let report = ImportReport { refused: faults.to_vec(), ..ImportReport::default() };
            let told = Told { file: file.to_owned(), dry_run, files: Vec::new(), report: &report };
            print(&json(&told))
        }
        ImportFormat::Human => {
            let mut err = anstream::stderr();
            for fault in faults {
                let _ = writeln!(err, "{}", drawn(file, fault, "error"));
            }
            let _ = writeln!(err, "nothing was written");
            Ok(())
        }
    }
}

/// A report of texts and numbers, which can always be written.
fn json(told: &Told) -> String {
    serde_json::to_string_pretty(told).unwrap_or_default() + "\n"
}
