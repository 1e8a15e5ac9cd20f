//! YAML as a tree in which every key and every value knows its place.
//!
//! The reader builds it from a text; [`crate::parse`] turns it into typed values, and messages point at
//! the places in it.

use crate::source::{FileId, Span};
use std::ops::Range;

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// The value.
    pub value: Value,
    /// Where it stands. The span of a list or a map starts at its first byte.
    pub span: Span,
}

impl Node {
    /// The value of `key`, if this is a map that has it; the first, if it has several.
    pub fn entry(&self, key: &str) -> Option<&Self> {
        match &self.value {
            Value::Map(entries) => {
                entries.iter().find(|(k, _)| k.name == key).map(|(_, node)| node)
            }
            _ => None,
        }
    }

    /// The text that stands here.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The texts of `key`: those of a list, or the one that stands there alone.
    pub fn texts(&self, key: &str) -> Vec<String> {
        match self.entry(key).map(|node| &node.value) {
            Some(Value::Text(one)) => vec![one.clone()],
            Some(Value::List(items)) => {
                items.iter().filter_map(|item| item.text().map(str::to_owned)).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// The kinds of YAML value that occur here.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// No value after the key, or `null`, or `~`.
    Null,
    /// Text as typed, quotes and folding resolved.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// A map, in the order of the file. A key may occur twice; the reader of the map reports that.
    Map(Vec<(Key, Node)>),
}

impl Value {
    /// The noun that messages use for this kind of value.
    pub fn noun(&self) -> &'static str {
        match self {
            Self::Null => "nothing",
            Self::Text(_) => "text",
            Self::List(_) => "a list",
            Self::Map(_) => "a map",
        }
    }
}

/// A key and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Key {
    /// The key as typed.
    pub name: String,
    /// Where it stands.
    pub span: Span,
}

/// Why a text is not YAML, where, and what to do about it.
#[derive(Debug, Clone, PartialEq)]
pub struct SyntaxError {
    /// What is wrong, in one line.
    pub message: String,
    /// Where.
    pub span: Span,
    /// What to say at that place.
    pub label: Option<String>,
    /// Another place that helps to explain the fault.
    pub also: Option<(Span, String)>,
    /// How to mend it.
    pub hints: Vec<String>,
}

/// A text, and the place from which on it stands in its file.
pub(super) struct PlacedText<'t> {
    pub(super) text: &'t str,
    pub(super) file: FileId,
    pub(super) offset: usize,
}

impl PlacedText<'_> {
    /// The bytes of a node at `range`, which the parser gives, without trailing blanks: a block
    /// scalar ends with its final line break. What follows its indicator is the text, but a caret
    /// under an empty line would not help.
    pub(super) fn trimmed(&self, range: Range<usize>) -> Range<usize> {
        let start = range.start.min(self.text.len());
        let words = self.text.get(start..range.end.min(self.text.len())).unwrap_or("");
        start..start + words.trim_end().len()
    }

    /// The place in the file of the bytes `range`.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.file, self.offset + range.start..self.offset + range.end)
    }
}

/// The maximum nesting depth of values. It allows a dozen counter-claims within each other, and
/// parsing still fits the stack of a thread.
pub(super) const DEPTH: usize = 32;

/// Formats one line of text as a double-quoted scalar, which is valid everywhere, also between `{`
/// and `}`.
pub fn double_quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// The byte offset of a line and a column. Both count from 1; the column counts characters.
pub(super) fn byte_of(text: &str, line: u64, column: u64) -> usize {
    let mut start = 0;
    for _ in 1..line {
        match text[start..].find('\n') {
            Some(i) => start += i + 1,
            None => return text.len(),
        }
    }
    let rest = text[start..].split('\n').next().unwrap_or("");
    let column = usize::try_from(column.saturating_sub(1)).unwrap_or(usize::MAX);
    start + rest.char_indices().nth(column).map_or(rest.len(), |(i, _)| i)
}

/// The byte after the character at the byte `at`.
pub(super) fn next_char(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(at, |c| at + c.len_utf8())
}
