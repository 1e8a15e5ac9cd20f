//! Converts faults of a site to what the panel and the terminal show.
//!
//! In go diagnostics; out come [`ShownFault`]s, as text. A file of the site comes out as its bytes,
//! or as the fault of its template.

use crate::diagnostic::alike::gather;
use crate::diagnostic::report::human;
use crate::diagnostic::{Diagnostic, Severity};
use crate::pipeline::Built;
use crate::source::Files;
use bytes::Bytes;
use serde::{Deserialize, Serialize};

/// A fault as the panel shows it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownFault {
    /// The diagnostic as drawn for a terminal, without colour.
    pub text: String,
    /// The same as sentences.
    pub said: Box<SaidFault>,
    /// Its severity and its code: all that other machines are told, besides its place.
    pub head: String,
    /// The number of faults that it represents: itself, and those grouped with it.
    pub count: usize,
    /// True if it prevents the site from being built.
    pub stops: bool,
    /// True if it keeps the pages from being shown as they are now: it stops the build, and is not
    /// about a claim that somebody has to look at.
    pub holds_back: bool,
    /// File from the site's root, line and column.
    pub place: Option<(String, usize, usize)>,
}

/// What is wrong, and how it is mended.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaidFault {
    /// Its code; empty for a fault of no file of the site.
    pub code: String,
    /// What is wrong, in a line.
    pub message: String,
    /// How to mend it, one suggestion per entry.
    pub hints: Vec<String>,
}

impl ShownFault {
    /// A fault of no file of the site, after which nothing can be shown.
    pub fn of_all(text: String) -> Self {
        Self {
            said: Box::new(SaidFault { message: text.clone(), ..SaidFault::default() }),
            text,
            head: "error".to_owned(),
            count: 1,
            stops: true,
            holds_back: true,
            place: None,
        }
    }
}

/// The faults as the panel and the terminal show them, grouped if a file has many of one code.
/// Notes are left out.
pub fn faults(diagnostics: &[Diagnostic], files: &Files) -> Vec<ShownFault> {
    let gathered = gather(diagnostics, files, |_| false);
    let shown = gathered.iter().filter(|d| d.diagnostic.severity() != Severity::Note);
    shown
        .map(|d| ShownFault {
            text: human::render(&d.diagnostic, files, false),
            said: Box::new(SaidFault {
                code: d.diagnostic.code.as_str().to_owned(),
                message: d.diagnostic.message.clone(),
                hints: d.diagnostic.hints.clone(),
            }),
            head: format!("{}[{}]", d.diagnostic.severity().as_str(), d.diagnostic.code.as_str()),
            count: d.count,
            stops: d.diagnostic.severity() == Severity::Error,
            holds_back: d.diagnostic.holds_back(),
            place: d.diagnostic.place.as_ref().map(|l| {
                let at = files.position(l.span);
                (files.path(l.span.file).to_owned(), at.line, at.column)
            }),
        })
        .collect()
}

/// Renders a file. `None` if there is none; an error text if its template fails.
pub(super) fn made(site: &Built, name: &str) -> Option<Result<Bytes, String>> {
    let drawn = |fault| human::render(&fault, &site.files, false);
    site.page(name).map(|page| page.map(|page| page.bytes).map_err(|fault| drawn(fault.said)))
}
