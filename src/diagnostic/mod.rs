//! Faults in the author's content, as data.
//!
//! Every stage returns its value together with the [`Diagnostic`]s that it found, and goes on as
//! far as it can, so that one run reports all faults together. A diagnostic has a stable
//! [`Code`], a message, a place, related places, and hints that say how to mend it. Renderers
//! decide how it looks; there is one for each [`Format`]. [`report::human`] draws it as a compiler
//! would, the others write it for programs. [`explain`] says what a code means.

pub mod alike;
mod code;
pub mod explain;
mod kin;
mod near;
pub mod report;
mod severity;

use crate::source::{Files, Span};
pub use code::{Code, GuardedPart, Severity};
pub use kin::sharing_a_word;
pub use near::{Names, did_you_mean, is_misspelt, nearest, nearest_of_set};
pub use report::{Format, shown, visible, visible_lines};
pub use severity::Severities;

/// A place and a text to show there.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// The text; may be empty.
    pub text: String,
}

/// A change that `gainsay fix` can offer, because it is clear what the author meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Repair {
    /// Replaces the value at this place.
    Value(Span, String),
    /// Replaces the texts at these places.
    Values(Vec<(Span, String)>),
    /// Replaces the key at this place.
    Key(Span, String),
    /// Adds an entry to the map whose key stands at this place: a key and its value.
    Entry(Span, &'static str, String),
    /// Replaces stretches of files, Markdown included.
    Words {
        /// The stretches, and the new text of each.
        edits: Vec<(Span, String)>,
        /// The whole question to ask the author.
        question: String,
    },
    /// Confirms the words of a claim: as they stand, or as its proposition has them.
    Confirm(ProposalKey),
    /// Moves keys of other tools to where they belong. [`crate::parse::carry`] turns this into
    /// edits.
    Carry(Vec<Carried>),
}

/// Identifies a proposal about a quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ProposalKey {
    /// The index of its claim in the site.
    pub claim: usize,
    /// Where the quote stands.
    pub quote: Span,
}

/// A key of another tool and what to do with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carried {
    /// Where the key stands.
    pub key: Span,
    /// What to do with the key and its value.
    pub carry: Carry,
}

/// What to do with a key of another tool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Carry {
    /// Delete it.
    Out,
    /// Rename it to this key of the same map, with this value.
    Here(&'static str, String),
    /// Replace it by `aliases` with these names.
    Aliases(Vec<String>),
    /// Move it to this key of article.yaml with this value. The value is `None` if it cannot be
    /// converted.
    Article(&'static str, Option<String>),
    /// Part of the value of this key of the same map; move it wherever that key goes.
    With(&'static str),
    /// Equivalent to `draft: true`.
    Draft {
        /// True if its lines say more than that; they are then kept as a comment.
        keep: bool,
    },
    /// Nothing; only the author can decide.
    Stay,
}

/// A fault, where it is, and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of fault.
    pub code: Code,
    /// The severity. It is that of the code until [`settle`] applies the site's settings.
    severity: Severity,
    /// True where it is an error whatever the code says.
    raised: bool,
    /// The fault in one line.
    pub message: String,
    /// The place; `None` if the fault concerns the whole site.
    pub place: Option<Label>,
    /// Other places that help to explain the fault.
    pub related: Vec<Label>,
    /// How to mend it, one suggestion per entry.
    pub hints: Vec<String>,
    /// What `gainsay fix` can do about it.
    pub repair: Option<Repair>,
    /// The key that is missing, where that is the fault.
    pub missing: Option<String>,
}

impl Diagnostic {
    /// A fault without a place.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity(),
            raised: false,
            message: message.into(),
            place: None,
            related: Vec::new(),
            hints: Vec::new(),
            repair: None,
            missing: None,
        }
    }

    /// A fault at `span`.
    pub fn at(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self { place: Some(Label { span, text: String::new() }), ..Self::new(code, message) }
    }

    /// Sets the text shown at the place itself.
    pub fn label(mut self, text: impl Into<String>) -> Self {
        if let Some(place) = &mut self.place {
            place.text = text.into();
        }
        self
    }

    /// Adds a related place.
    pub fn also(mut self, span: Span, text: impl Into<String>) -> Self {
        self.related.push(Label { span, text: text.into() });
        self
    }

    /// Adds a hint.
    pub fn hint(mut self, text: impl Into<String>) -> Self {
        self.hints.push(text.into());
        self
    }

    /// Adds a hint if there is one.
    pub fn maybe_hint(mut self, text: Option<String>) -> Self {
        self.hints.extend(text);
        self
    }

    /// Names the key that is missing.
    pub fn missing(mut self, key: &str) -> Self {
        self.missing = Some(key.to_owned());
        self
    }

    /// Adds what `gainsay fix` can do, if anything.
    pub fn repair(mut self, repair: Option<Repair>) -> Self {
        self.repair = repair;
        self
    }

    /// Makes it an error, whatever its code says.
    pub fn raised(mut self) -> Self {
        (self.severity, self.raised) = (Severity::Error, true);
        self
    }

    /// How grave it is.
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// True if it keeps a preview from showing the site as it is: an error that is not of the guard.
    pub fn holds_back(&self) -> bool {
        self.severity == Severity::Error && self.code.guards().is_none()
    }
}

/// Parts of a sentence in a row: `a, b and c`.
pub fn joined(parts: &[impl AsRef<str>]) -> String {
    let parts: Vec<&str> = parts.iter().map(AsRef::as_ref).collect();
    match &parts[..] {
        [init @ .., last] if !init.is_empty() => format!("{} and {last}", init.join(", ")),
        all => all.concat(),
    }
}

/// True if at least one of `diagnostics` is an error.
pub fn any_error(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|d| d.severity() == Severity::Error)
}

/// True if every claim could be read: the only errors are of drifted words. Codes that only the
/// site's settings raise to errors do not count, since they keep no claim from being read.
pub fn only_drift(diagnostics: &[Diagnostic]) -> bool {
    let mut errors = diagnostics.iter().filter(|d| d.code.severity() == Severity::Error);
    errors.all(|d| d.code.is_drift())
}

/// True if one of `diagnostics` keeps a preview from showing the site: an error that is not of the
/// guard.
pub fn any_holds_back(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(Diagnostic::holds_back)
}

/// Applies the site's severities, drops the diagnostics that it turned off, and sorts the rest in
/// report order: files that are missing or unreadable first, then by file, place and code, those of
/// the whole site last. The order depends only on the content.
pub fn settle(diagnostics: &mut Vec<Diagnostic>, files: &Files, severities: &Severities) {
    diagnostics.retain_mut(|diagnostic| match severities.of(diagnostic.code) {
        Some(severity) => {
            let raised = diagnostic.raised && !severities.allows_drift();
            diagnostic.severity = if raised { Severity::Error } else { severity };
            true
        }
        None => false,
    });
    diagnostics.sort_by(|a, b| order(a, files).cmp(&order(b, files)));
    diagnostics.dedup();
}

fn order<'d>(diagnostic: &'d Diagnostic, files: &'d Files) -> impl Ord + use<'d> {
    // A missing or unreadable file comes before the faults that follow from it.
    let whole = diagnostic.place.as_ref().is_some_and(|l| l.span.start == l.span.end);
    let late = match diagnostic.code {
        Code::FileUnreadable
        | Code::FileEnding
        | Code::RecordsMissing
        | Code::MergeUnfinished
        | Code::ArticleMissing => false,
        Code::SectionMissing => !whole,
        _ => true,
    };
    let place = diagnostic.place.as_ref().map(|l| (files.path(l.span.file), l.span));
    let place = place.map(|(path, span)| (path, span.start, span.end));
    (late, place.is_none(), place, diagnostic.code.as_str(), diagnostic.message.as_str())
}
