//! Looks at the site as an import would leave it, before anything is written.
//!
//! In go the new files and the site as it is; out come the errors that the site would have more than before: those of
//! what is published, those that ask somebody to look at words that changed, and those of drafts, which may wait.

use super::target::{ImportTarget, PlannedFile};
use crate::desk::panel::SaidBefore;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::import::{ImportFault, LinePlace};
use crate::load::{Content, Tree};
use crate::pipeline::{self, Built, Options};
use crate::resolve::Audience;

/// The errors that an import would bring.
#[derive(Debug, Default)]
pub struct ErrorsAfter {
    /// Those of what is published.
    pub published: Vec<ImportFault>,
    /// Those of words that changed around claims, about which `gainsay fix` asks.
    pub asked: Vec<ImportFault>,
    /// Those of drafts alone.
    pub drafted: Vec<ImportFault>,
}

/// Looks at the site of `target` with `files`.
pub fn errors_after(files: &[PlannedFile], target: &ImportTarget) -> ErrorsAfter {
    let mut tree = target.tree.clone();
    let of_site = files.iter().filter(|(path, _)| !path.starts_with('.'));
    tree.files.extend(of_site.map(|(path, bytes)| (path.clone(), Content::from(bytes.clone()))));
    let audience = |drafts| Audience { drafts, ..target.options.audience };
    let published = Options { audience: audience(false), ..target.options.clone() };
    let whole = Options { audience: audience(true), ..target.options.clone() };
    let mut after = ErrorsAfter::default();
    let mut seen = Vec::new();
    for options in [&published, &whole] {
        let (built, new) = new_errors(&tree, target.tree, options);
        for diagnostic in new {
            let fault = fault(&diagnostic, &built);
            // What both say is told once.
            if seen.contains(&fault) {
                continue;
            }
            seen.push(fault.clone());
            // A document may say itself that it is a draft, and then nothing may be published yet.
            let is_drafted = options.audience.drafts || diagnostic.code == Code::ArticleMissing;
            match (diagnostic.code.guards().is_some(), is_drafted) {
                (true, _) => after.asked.push(fault),
                (false, false) => after.published.push(fault),
                (false, true) => after.drafted.push(fault),
            }
        }
    }
    after
}

/// The site of `tree`, and the errors that the site of `before` does not have.
fn new_errors(tree: &Tree, before: &Tree, options: &Options) -> (Built, Vec<Diagnostic>) {
    let built = pipeline::build(tree.clone(), options, &mut |_| {});
    let is_error = |found: &&Diagnostic| found.severity() == Severity::Error;
    let errors: Vec<Diagnostic> = built.diagnostics.iter().filter(is_error).cloned().collect();
    if errors.is_empty() {
        return (built, errors);
    }
    let mut said = SaidBefore::of(&pipeline::build(before.clone(), options, &mut |_| {}));
    let new = errors.into_iter().filter(|error| said.is_new(error, &built.files)).collect();
    (built, new)
}

/// A diagnostic of a site as the report of an import has it.
pub(super) fn fault(diagnostic: &Diagnostic, built: &Built) -> ImportFault {
    let span = diagnostic.place.as_ref().map(|label| label.span);
    let place = span.map(|span| built.files.position(span));
    let hint = (!diagnostic.hints.is_empty()).then(|| diagnostic.hints.join("; or "));
    ImportFault {
        of_site: span.map(|span| built.files.path(span.file).to_owned()),
        place: place.map(|at| LinePlace { line: at.line, column: at.column }),
        text: diagnostic.message.clone(),
        hint,
    }
}
