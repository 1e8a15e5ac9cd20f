//! Front matter that was found, and what is wrong with it.

use crate::diagnostic::{Code, Diagnostic, Repair};
use crate::source::{FileId, Span};
use std::ops::Range;

/// A section's text, cut in two.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Split {
    /// Where the YAML stands; none where there is none, or none that could be read.
    pub yaml: Option<Range<usize>>,
    /// Where the Markdown begins.
    pub start: usize,
    /// Why what stands there is not read as front matter.
    pub fault: Option<FrontFault>,
}

/// Front matter that cannot be read as such.
#[derive(Debug, PartialEq, Eq)]
pub struct FrontFault {
    /// Where to point.
    pub at: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub hints: Vec<String>,
    /// All of it and what to write in its place, where that is known.
    pub better: Option<(Range<usize>, String)>,
}

impl FrontFault {
    /// A fault with a hint.
    pub fn new(at: Range<usize>, message: &str, hint: &str) -> Self {
        Self { at, message: message.to_owned(), hints: vec![hint.to_owned()], better: None }
    }

    /// As a diagnostic about `file`.
    pub fn report(self, file: FileId) -> Diagnostic {
        let mut diagnostic =
            Diagnostic::at(Code::YamlSyntax, Span::new(file, self.at), self.message);
        diagnostic.hints = self.hints;
        let repair = |(range, text)| Repair::Words {
            edits: vec![(Span::new(file, range), text)],
            question: "write the front matter as YAML between lines of `---`?".to_owned(),
        };
        diagnostic.repair(self.better.map(repair))
    }
}

/// The mark that begins and ends front matter.
pub const MARK: &str = "---";
