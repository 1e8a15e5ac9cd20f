//! A text, where the parser gave up, and what is wrong there.

use super::line::Line;
use crate::yaml::tree::{double_quoted, next_char};
use std::ops::Range;

/// A fault in a text of its own.
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

/// A text, and where the parser gave up.
pub struct Scene<'t> {
    pub text: &'t str,
    pub at: usize,
    pub open: Option<usize>,
    pub read: usize,
}

impl Scene<'_> {
    pub fn line(&self) -> Line<'_> {
        // At the very end, the last line with words is meant.
        let end = self.text.trim_end().len();
        Line::at(self.text, self.at.min(end))
    }

    pub fn char(&self) -> char {
        self.text[self.at..].chars().next().unwrap_or(' ')
    }

    pub fn here(&self) -> Range<usize> {
        self.at..next_char(self.text, self.at)
    }

    /// What stands from the place to the end of the line.
    pub fn rest_of_line(&self) -> &str {
        self.text[self.at..].lines().next().unwrap_or("").trim_end()
    }
}

/// One line of text in quotation marks: single ones, unless it has such itself.
pub fn quoted(text: &str) -> String {
    match text.contains('\'') {
        true => double_quoted(text),
        false => format!("'{text}'"),
    }
}
