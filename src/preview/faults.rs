//! The faults of a site as the panel and the terminal show them.
//!
//! In go diagnostics; out come [`ShownFault`]s, as text. A file of the site comes out as its bytes, or as the
//! fault of its template.

use crate::diagnostic::alike::gather;
use crate::diagnostic::report::human;
use crate::diagnostic::{Diagnostic, Severity};
use crate::pipeline::Built;
use crate::source::Files;
use bytes::Bytes;
use serde::{Deserialize, Serialize};

/// A fault as the panel shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownFault {
    /// The diagnostic as drawn for a terminal, without colour.
    pub text: String,
    /// How many faults it tells of: itself, and those of its kind in the same file.
    pub count: usize,
    /// True where the site is not built as long as it stands.
    pub stops: bool,
    /// File from the site's root, line and column.
    pub place: Option<(String, usize, usize)>,
}

/// The faults as the panel and the terminal show them, many of one kind in a file as one. Notes are
/// not faults.
pub fn faults(diagnostics: &[Diagnostic], files: &Files) -> Vec<ShownFault> {
    let gathered = gather(diagnostics, files, |_| false);
    let shown = gathered.iter().filter(|d| d.diagnostic.severity() != Severity::Note);
    shown
        .map(|d| ShownFault {
            text: human::render(&d.diagnostic, files, false),
            count: d.count,
            stops: d.diagnostic.severity() == Severity::Error,
            place: d.diagnostic.place.as_ref().map(|l| {
                let at = files.position(l.span);
                (files.path(l.span.file).to_owned(), at.line, at.column)
            }),
        })
        .collect()
}

/// Makes a file, or says in words why it cannot be; none where there is none.
pub(super) fn made(site: &Built, name: &str) -> Option<Result<Bytes, String>> {
    let drawn = |fault| human::render(&fault, &site.files, false);
    site.page(name).map(|page| page.map(|page| page.bytes).map_err(|fault| drawn(fault.said)))
}
