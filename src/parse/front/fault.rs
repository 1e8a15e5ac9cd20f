//! The result of splitting a section, and the fault of its front matter.

use crate::diagnostic::{Code, Diagnostic, Repair};
use crate::source::{FileId, Span};
use std::ops::Range;

/// A section's text, split in two.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Split {
    /// The place of the YAML; `None` if there is none, or none that could be read.
    pub yaml: Option<Range<usize>>,
    /// The start of the Markdown.
    pub start: usize,
    /// Why the front matter was not read, if there is some.
    pub fault: Option<FrontFault>,
}

/// The fault of front matter.
#[derive(Debug, PartialEq, Eq)]
pub struct FrontFault {
    /// Where to point.
    pub at: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub hints: Vec<String>,
    /// The whole front matter and its replacement, if known.
    pub better: Option<(Range<usize>, String)>,
}

impl FrontFault {
    /// Makes a fault with one hint.
    pub fn new(at: Range<usize>, message: &str, hint: &str) -> Self {
        Self { at, message: message.to_owned(), hints: vec![hint.to_owned()], better: None }
    }

    /// Converts it to a diagnostic about `file`.
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
