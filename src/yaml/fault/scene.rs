//! The context of a fault: the text, and the place where the parser failed.

use super::line::Line;
use crate::yaml::tree::{double_quoted, next_char};
use std::ops::Range;

/// A fault, with ranges relative to the text.
pub struct SceneFault {
    pub message: String,
    pub range: Range<usize>,
    pub label: Option<String>,
    pub also: Option<(Range<usize>, String)>,
    pub hints: Vec<String>,
}

impl SceneFault {
    pub fn new(range: Range<usize>, message: impl Into<String>) -> Self {
        Self { message: message.into(), range, label: None, also: None, hints: Vec::new() }
    }

    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.label = Some(text.into());
        self
    }

    pub fn also(mut self, range: Range<usize>, text: impl Into<String>) -> Self {
        self.also = Some((range, text.into()));
        self
    }

    pub fn hint(mut self, text: impl Into<String>) -> Self {
        self.hints.push(text.into());
        self
    }

    pub fn maybe_hint(mut self, text: Option<String>) -> Self {
        self.hints.extend(text);
        self
    }
}

/// A text, and the place where the parser failed.
pub struct Scene<'t> {
    pub text: &'t str,
    pub at: usize,
    pub open: Option<usize>,
    pub read: usize,
}

impl Scene<'_> {
    pub fn line(&self) -> Line<'_> {
        // At the very end, use the last line with text.
        let end = self.text.trim_end().len();
        Line::at(self.text, self.at.min(end))
    }

    pub fn char(&self) -> char {
        self.text[self.at..].chars().next().unwrap_or(' ')
    }

    pub fn here(&self) -> Range<usize> {
        self.at..next_char(self.text, self.at)
    }

    /// The text from the place to the end of the line.
    pub fn rest_of_line(&self) -> &str {
        self.text[self.at..].lines().next().unwrap_or("").trim_end()
    }
}

/// Quotes one line of text: in single quotes, unless it contains some.
pub fn quoted(text: &str) -> String {
    match text.contains('\'') {
        true => double_quoted(text),
        false => format!("'{text}'"),
    }
}
