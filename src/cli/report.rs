//! Prints the report of a command, in the format that was asked for, and its summary.
//!
//! In goes an outcome; out come lines on standard output and standard error.

use super::error::CommandError;
use super::plural::plural;
use super::site::base;
use crate::diagnostic::{Format, Severity};
use crate::pipeline::{Counts, Outcome};
use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};
use std::io::Write;
use std::path::Path;

#[derive(Debug, Args)]
pub(super) struct ReportArguments {
    /// Form of the report; all but `human` go to standard output
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(super) format: Format,
    /// What counts as a fault besides errors: nothing is written, and the exit status is 1
    #[arg(long, value_name = "WHAT")]
    pub(super) deny: Option<Deny>,
    #[command(flatten)]
    pub(super) quiet: QuietArgument,
}

#[derive(Debug, Default, Args)]
pub(super) struct QuietArgument {
    /// Print faults and questions alone, and nothing of what went well
    #[arg(long, short)]
    pub(super) quiet: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Deny {
    Warnings,
}

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.as_str()))
    }
}

/// Writes `text` to standard output. A closed pipe is not an error: its reader has seen enough. Any
/// other failure is returned, so that half a report does not pass for a whole one.
pub(super) fn print(text: &str) -> Result<(), CommandError> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(e) if e.kind() != std::io::ErrorKind::BrokenPipe => Err(CommandError::Output(e)),
        _ => Ok(()),
    }
}

impl ReportArguments {
    /// True if the command should fail.
    pub(super) fn fails(&self, outcome: &Outcome) -> bool {
        let warnings = || count(outcome, Severity::Warning) > 0;
        outcome.failed() || (self.deny == Some(Deny::Warnings) && warnings())
    }

    /// Prints the summary to the stream that holds no report, unless it is not wanted.
    pub(super) fn summarize(&self, line: &str) {
        if self.quiet.quiet {
            return;
        }
        let _ = match self.format {
            Format::Human => writeln!(anstream::stdout(), "{line}"),
            _ => writeln!(anstream::stderr(), "{line}"),
        };
    }
}

pub(super) fn count(outcome: &Outcome, severity: Severity) -> usize {
    outcome.diagnostics.iter().filter(|d| d.severity() == severity).count()
}

/// Prints the diagnostics and their number.
pub(super) fn report(
    outcome: &Outcome,
    root: &Path,
    arguments: &ReportArguments,
) -> Result<(), CommandError> {
    let base = base(root);
    let text = arguments.format.render(&outcome.diagnostics, &outcome.files, &base, true);
    let mut err = anstream::stderr();
    match arguments.format {
        Format::Human => {
            let _ = write!(err, "{text}");
            let of = |severity| outcome.diagnostics.iter().find(|d| d.severity() == severity);
            let grave = of(Severity::Error).or_else(|| of(Severity::Warning));
            if let Some(first) = grave {
                let _ = writeln!(err, "`gainsay explain {}` says more", first.code.as_str());
            }
        }
        _ => print(&text)?,
    }
    let (errors, warnings) = (count(outcome, Severity::Error), count(outcome, Severity::Warning));
    if errors + warnings > 0 {
        let line = [(errors, "error"), (warnings, "warning")]
            .iter()
            .filter(|(n, _)| *n > 0)
            .map(|(n, word)| plural(*n, word))
            .collect::<Vec<_>>()
            .join(", ");
        let rest = match (errors, arguments.fails(outcome)) {
            (0, false) => "",
            (0, true) => "; warnings are denied, so nothing was written",
            _ => "; nothing was written",
        };
        let _ = writeln!(err, "{line}{rest}");
    }
    Ok(())
}

pub(super) fn summary(counts: &Counts) -> String {
    let mut parts = Vec::new();
    if counts.articles > 1 {
        parts.push(plural(counts.articles, "article"));
    }
    parts.push(plural(counts.sections, "section"));
    parts.push(plural(counts.marked, "marked claim"));
    parts.push(plural(counts.elsewhere, "claim made elsewhere"));
    if counts.unanchored > 0 {
        parts.push(plural(counts.unanchored, "claim without a mark"));
    }
    parts.push(plural(counts.sources, "source"));
    parts.push(plural(counts.speakers, "speaker"));
    let statuses: Vec<String> = counts
        .statuses
        .iter()
        .map(|(status, n)| format!("{n} {}", status.label().to_lowercase()))
        .collect();
    let statuses = if statuses.is_empty() { "no claims".to_owned() } else { statuses.join(", ") };
    let drafts = match counts.drafts {
        0 => String::new(),
        1 => "\n1 draft is not published, until its `draft: true` is taken away".to_owned(),
        several => {
            format!("\n{several} drafts are not published, until their `draft: true` is taken away")
        }
    };
    format!("{}\nof the marked claims: {statuses}{drafts}", parts.join(", "))
}
