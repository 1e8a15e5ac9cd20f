//! The output formats of a report.
//!
//! In go diagnostics and the texts they point into; out comes one text for all of them. The human
//! format is for a terminal. The others are for programs: they have no colours, and end in a line
//! break unless they are empty.

pub mod github;
pub mod human;
pub mod json;
pub mod markdown;
pub mod sarif;
pub mod short;
mod shared;

use super::{Diagnostic, alike};
use crate::source::Files;
pub use shared::{shown, visible, visible_lines};

/// A format of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// As a compiler draws it.
    Human,
    /// A line for each fault, for editors.
    Short,
    /// One JSON document, in the form that `docs/diagnostics.schema.json` describes.
    Json,
    /// Workflow commands, which GitHub shows beside the lines of a pull request.
    Github,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// A summary in Markdown, for the page of a pull request.
    Markdown,
}

impl Format {
    /// All formats.
    pub const ALL: &'static [Self] =
        &[Self::Human, Self::Short, Self::Json, Self::Github, Self::Sarif, Self::Markdown];

    /// Its name on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Human => "human",
            Self::Short => "short",
            Self::Json => "json",
            Self::Github => "github",
            Self::Sarif => "sarif",
            Self::Markdown => "markdown",
        }
    }

    /// Renders all of `diagnostics`.
    ///
    /// `base` is put before the paths of files in those forms whose readers start from the working
    /// folder: short, GitHub's, SARIF and Markdown. It is empty or ends in `/`. The human form and JSON give
    /// paths from the site's root. With `colour`, the human form holds ANSI escapes.
    pub fn render(
        self,
        diagnostics: &[Diagnostic],
        files: &Files,
        base: &str,
        colour: bool,
    ) -> String {
        match self {
            Self::Human => {
                let gathered = alike::gather(diagnostics, files, |_| false);
                let drawn = gathered.iter().map(|d| human::render(&d.diagnostic, files, colour));
                drawn.map(|text| text + "\n\n").collect()
            }
            Self::Short => diagnostics.iter().map(|d| short::render(d, files, base)).collect(),
            Self::Json => json::render(diagnostics, files),
            Self::Github => {
                // Each edited quote is shown where it stands in the text, so these are not grouped.
                let edited = |d: &Diagnostic| d.code.is_drift();
                let gathered = alike::gather(diagnostics, files, edited);
                gathered.iter().map(|d| github::render(&d.diagnostic, files, base)).collect()
            }
            Self::Sarif => sarif::render(diagnostics, files, base),
            Self::Markdown => markdown::render(diagnostics, files, base),
        }
    }
}
