//! Faults in the author's content, as data.
//!
//! Every stage returns its value together with the [`Diagnostic`]s that it found, and goes on as
//! far as it can, so that one run reports all faults together. A diagnostic has a stable
//! [`Code`], a message, a place, further places that help, and hints that say how to mend it.
//! How it looks is the business of a renderer: [`human`] draws it as a compiler would.

mod code;
pub mod human;

use crate::source::{Files, Span};
pub use code::Code;

/// How grave a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is written while one stands.
    Error,
    /// Worth an editor's look; the site is built.
    Warning,
    /// Tells what was left out, and why.
    Note,
}

/// A place and what is to be said about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What; may be empty.
    pub text: String,
}

/// A fault, where it is, and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of fault.
    pub code: Code,
    /// The fault in one line.
    pub message: String,
    /// The place; none where a whole site is meant.
    pub place: Option<Label>,
    /// Other places that help to understand it.
    pub related: Vec<Label>,
    /// How to mend it, one suggestion each.
    pub hints: Vec<String>,
}

impl Diagnostic {
    /// A fault without a place.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), place: None, related: Vec::new(), hints: Vec::new() }
    }

    /// A fault at `span`.
    pub fn at(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self { place: Some(Label { span, text: String::new() }), ..Self::new(code, message) }
    }

    /// Says more at the place itself.
    pub fn label(mut self, text: impl Into<String>) -> Self {
        if let Some(place) = &mut self.place {
            place.text = text.into();
        }
        self
    }

    /// Points at another place.
    pub fn also(mut self, span: Span, text: impl Into<String>) -> Self {
        self.related.push(Label { span, text: text.into() });
        self
    }

    /// Adds a hint.
    pub fn hint(mut self, text: impl Into<String>) -> Self {
        self.hints.push(text.into());
        self
    }

    /// Adds a hint where there is one.
    pub fn maybe_hint(mut self, text: Option<String>) -> Self {
        self.hints.extend(text);
        self
    }

    /// How grave it is.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

/// True where one of `diagnostics` is an error.
pub fn any_error(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|d| d.severity() == Severity::Error)
}

/// Puts diagnostics in the order in which they are reported: by file, place and code, those of
/// the whole site last. The order depends on nothing but the content.
pub fn sort(diagnostics: &mut Vec<Diagnostic>, files: &Files) {
    diagnostics.sort_by(|a, b| {
        let key = |d: &Diagnostic| match &d.place {
            Some(l) => (0, files.path(l.span.file).to_owned(), l.span.start, l.span.end),
            None => (1, String::new(), 0, 0),
        };
        key(a)
            .cmp(&key(b))
            .then_with(|| a.code.as_str().cmp(b.code.as_str()))
            .then_with(|| a.message.cmp(&b.message))
    });
    diagnostics.dedup();
}

/// The candidate that `word` most likely meant: the nearest by edit distance, where it is near.
/// Ties go to the one that comes first.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (word.chars().count() / 4).max(1);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let distance = strsim::damerau_levenshtein(word, candidate);
        if distance <= limit && best.is_none_or(|(d, _)| distance < d) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, c)| c)
}

/// `did you mean ...`, where [`nearest`] finds something.
pub fn did_you_mean<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    nearest(word, candidates).map(|c| format!("did you mean `{c}`?"))
}
