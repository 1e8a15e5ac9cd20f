//! Converts faults of a site to what the panel and the terminal show.
//!
//! In go diagnostics; out come [`ShownFault`]s, as text; those of the build before need not be drawn again.
//! A file of the site comes out as its bytes, or as the fault of its template.

use crate::diagnostic::alike::{Gathered, gather};
use crate::diagnostic::report::human;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::pipeline::Built;
use crate::source::{Files, Span};
use ahash::HashMap;
use bytes::Bytes;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

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

/// The faults of a build as they were shown, for the next one: drawing them reads the lines around each.
#[derive(Debug, Default)]
pub struct DrawnFaults(HashMap<(Option<Span>, Code), Vec<DrawnFault>>);

#[derive(Debug)]
struct DrawnFault {
    diagnostic: Diagnostic,
    /// The texts that are quoted.
    texts: Vec<Arc<str>>,
    shown: ShownFault,
}

impl DrawnFault {
    /// True if it shows `diagnostic`, and the files that are quoted are as they were.
    fn is_of(&self, diagnostic: &Diagnostic, files: &Files) -> bool {
        let same = |(text, now): (&Arc<str>, &Arc<str>)| Arc::ptr_eq(text, now);
        self.diagnostic == *diagnostic && self.texts.iter().zip(texts(diagnostic, files)).all(same)
    }
}

/// The texts of the files that a diagnostic quotes.
fn texts<'f>(diagnostic: &Diagnostic, files: &'f Files) -> impl Iterator<Item = &'f Arc<str>> {
    let places = diagnostic.place.iter().chain(&diagnostic.related);
    places.map(|place| &files.get(place.span.file).text)
}

/// The faults as the panel and the terminal show them, grouped if a file has many of one code.
/// Notes are left out.
pub fn faults(diagnostics: &[Diagnostic], files: &Files) -> Vec<ShownFault> {
    faults_again(diagnostics, files, &mut DrawnFaults::default())
}

/// Like [`faults`]. Those that stand as they did are taken from `drawn`, which then has all of them.
pub fn faults_again(
    diagnostics: &[Diagnostic],
    files: &Files,
    drawn: &mut DrawnFaults,
) -> Vec<ShownFault> {
    let mut before = std::mem::take(&mut drawn.0);
    let gathered = gather(diagnostics, files, |_| false);
    let mut all = Vec::with_capacity(gathered.len());
    for Gathered { diagnostic, count } in gathered {
        if diagnostic.severity() == Severity::Note {
            continue;
        }
        let key = (diagnostic.place.as_ref().map(|place| place.span), diagnostic.code);
        let known = before.get_mut(&key);
        let known = known.and_then(|known| {
            let at = known.iter().position(|one| one.is_of(&diagnostic, files))?;
            Some(known.swap_remove(at))
        });
        let fault = known.unwrap_or_else(|| DrawnFault {
            texts: texts(&diagnostic, files).cloned().collect(),
            shown: draw(&diagnostic, count, files),
            diagnostic: diagnostic.into_owned(),
        });
        all.push(fault.shown.clone());
        drawn.0.entry(key).or_default().push(fault);
    }
    all
}

fn draw(diagnostic: &Diagnostic, count: usize, files: &Files) -> ShownFault {
    ShownFault {
        text: human::render(diagnostic, files, false),
        said: Box::new(SaidFault {
            code: diagnostic.code.as_str().to_owned(),
            message: diagnostic.message.clone(),
            hints: diagnostic.hints.clone(),
        }),
        head: format!("{}[{}]", diagnostic.severity().as_str(), diagnostic.code.as_str()),
        count,
        stops: diagnostic.severity() == Severity::Error,
        holds_back: diagnostic.holds_back(),
        place: diagnostic.place.as_ref().map(|place| {
            let at = files.position(place.span);
            (files.path(place.span.file).to_owned(), at.line, at.column)
        }),
    }
}

/// Renders a file. `None` if there is none; an error text if its template fails.
pub(super) fn made(site: &Built, name: &str) -> Option<Result<Bytes, String>> {
    let drawn = |fault| human::render(&fault, &site.files, false);
    site.page(name).map(|page| page.map(|page| page.bytes).map_err(|fault| drawn(fault.said)))
}
