//! Faults in the author's content, as data.
//!
//! Every stage returns its value together with the [`Diagnostic`]s that it found, and goes on as
//! far as it can, so that one run reports all faults together. A diagnostic has a stable
//! [`Code`], a message, a place, further places that help, and hints that say how to mend it.
//! How it looks is the business of a renderer, one for each [`Format`]: [`report::human`] draws it as a
//! compiler would, the others write it for programs. What a code means is said by [`explain`].

pub mod alike;
mod code;
pub mod explain;
mod kin;
mod near;
pub mod report;
mod severity;

use crate::source::{Files, Span};
pub use code::{Code, Severity};
pub use kin::sharing_a_word;
pub use near::{Names, did_you_mean, is_misspelt, nearest, nearest_of_set};
pub use report::{Format, shown, visible, visible_lines};
pub use severity::Severities;

/// A place and what is to be said about it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What; may be empty.
    pub text: String,
}

/// A change that mends a fault, where it is plain what was meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Repair {
    /// The text at this place reads otherwise.
    Value(Span, String),
    /// The texts at these places read otherwise.
    Values(Vec<(Span, String)>),
    /// The key at this place reads otherwise.
    Key(Span, String),
    /// The map whose key stands at this place has one more entry: a key and its value.
    Entry(Span, &'static str, String),
    /// Stretches of files, of Markdown too, read otherwise.
    Words {
        /// Which, and what stands there afterwards.
        edits: Vec<(Span, String)>,
        /// The question, whole.
        question: String,
    },
    /// The words of a claim are confirmed as they stand, or as its proposal has it.
    Confirm(ProposalKey),
    /// Keys of other tools go where they belong. [`crate::parse::carry`] makes words of them.
    Carry(Vec<Carried>),
}

/// Names what was proposed about a quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ProposalKey {
    /// The number of its claim among all of the site.
    pub claim: usize,
    /// Where the quote stands.
    pub quote: Span,
}

/// A key of another tool and what becomes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carried {
    /// Where the key stands.
    pub key: Span,
    /// What becomes of it and of its value.
    pub carry: Carry,
}

/// What becomes of a key of another tool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Carry {
    /// It is taken out.
    Out,
    /// It becomes this key of the same map, with this value.
    Here(&'static str, String),
    /// It becomes `aliases`, with these names.
    Aliases(Vec<String>),
    /// It becomes this key of article.yaml, with this value; none where it cannot be read as one.
    Article(&'static str, Option<String>),
    /// It is a part of what this key of the same map says, and goes where that comes.
    With(&'static str),
    /// It is what `draft: true` stands for.
    Draft {
        /// True where its lines say more, and stay as a remark.
        keep: bool,
    },
    /// Nothing that could be done without its author.
    Stay,
}

/// A fault, where it is, and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of fault.
    pub code: Code,
    /// How grave it is: as the code says, until [`settle`] asks the site.
    severity: Severity,
    /// The fault in one line.
    pub message: String,
    /// The place; none where a whole site is meant.
    pub place: Option<Label>,
    /// Other places that help to understand it.
    pub related: Vec<Label>,
    /// How to mend it, one suggestion each.
    pub hints: Vec<String>,
    /// What `gainsay fix` can do about it.
    pub repair: Option<Repair>,
}

impl Diagnostic {
    /// A fault without a place.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity(),
            message: message.into(),
            place: None,
            related: Vec::new(),
            hints: Vec::new(),
            repair: None,
        }
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

    /// Adds what `gainsay fix` can do, where there is something.
    pub fn repair(mut self, repair: Option<Repair>) -> Self {
        self.repair = repair;
        self
    }

    /// How grave it is.
    pub fn severity(&self) -> Severity {
        self.severity
    }
}

/// True where one of `diagnostics` is an error.
pub fn any_error(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|d| d.severity() == Severity::Error)
}

/// True where every claim was read: words may be astray, and there is no other error. What a site
/// makes an error of its own accord keeps no claim from being read.
pub fn only_drift(diagnostics: &[Diagnostic]) -> bool {
    let mut errors = diagnostics.iter().filter(|d| d.code.severity() == Severity::Error);
    errors.all(|d| Severities::DRIFT.contains(&d.code))
}

/// Gives each diagnostic the severity that the site wants, drops those that it turned off, and puts
/// the others in the order in which they are reported: files that are not there or cannot be read
/// first, then by file, place and code, those of the whole site last. The order depends on nothing but the content.
pub fn settle(diagnostics: &mut Vec<Diagnostic>, files: &Files, severities: &Severities) {
    diagnostics.retain_mut(|diagnostic| match severities.of(diagnostic.code) {
        Some(severity) => {
            diagnostic.severity = severity;
            true
        }
        None => false,
    });
    diagnostics.sort_by(|a, b| order(a, files).cmp(&order(b, files)));
    diagnostics.dedup();
}

fn order<'d>(diagnostic: &'d Diagnostic, files: &'d Files) -> impl Ord + use<'d> {
    // A file that is not there, or cannot be read, comes before what may come of that.
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
