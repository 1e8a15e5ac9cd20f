//! What an import would do, as it is told to people and to programs.

use serde::Serialize;
use std::collections::BTreeMap;

/// An import that was planned.
#[derive(Debug, Default)]
pub struct Import {
    /// The new text of each file of the site, by its path.
    pub texts: Vec<(String, String)>,
    /// What is told of it.
    pub report: ImportReport,
}

/// All that became of the records of a file: each is added, changed, there already, or refused.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct ImportReport {
    /// New records of the site.
    pub added: Vec<Imported>,
    /// Records whose values were changed.
    pub changed: Vec<Imported>,
    /// Records that the site had already.
    pub there: Vec<Imported>,
    /// What was not taken, and why. Each is a fault of the file, and the exit status says so.
    pub refused: Vec<ImportFault>,
    /// What was taken otherwise than it was written, or is not taken ever.
    pub told: Vec<ImportFault>,
    /// How often each field was left out, for which the format has no key.
    pub left_out: BTreeMap<String, usize>,
}

/// A record of the file and what it is in the site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Imported {
    /// Its id in the site, such as `minutes`; of a claim, that of its article before it where it has one.
    pub id: String,
    /// Its name in the file, where that is another one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// What it is about: a title, or words.
    pub title: String,
    /// The keys of the format that were changed, or that hold something else in the site.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub keys: Vec<String>,
}

/// The publisher of a new source, which all other sources of its host that have one name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenPublisher {
    /// The id of the source.
    pub source: String,
    /// The publisher.
    pub publisher: String,
}

/// Something that was not taken, or otherwise than it was written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ImportFault {
    /// The file of the site that it would be in; `None` for the imported file.
    #[serde(rename = "file", skip_serializing_if = "Option::is_none")]
    pub of_site: Option<String>,
    /// Where in the file, if that is known.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub place: Option<LinePlace>,
    /// What is so.
    pub text: String,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
}

/// A place in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct LinePlace {
    /// The line, from 1.
    pub line: usize,
    /// The character in it, from 1.
    pub column: usize,
}

impl LinePlace {
    /// The place of a byte of `text`.
    pub fn of(text: &str, byte: usize) -> Self {
        let mut byte = byte.min(text.len());
        while !text.is_char_boundary(byte) {
            byte -= 1;
        }
        let before = &text[..byte];
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let line = memchr::memchr_iter(b'\n', before.as_bytes()).count() + 1;
        Self { line, column: before[start..].chars().count() + 1 }
    }
}

/// Tells the places of bytes of a text, one after another, without counting from its beginning each time.
#[derive(Debug, Clone)]
pub struct PlaceCursor<'t> {
    text: &'t str,
    at: usize,
    place: LinePlace,
}

impl<'t> PlaceCursor<'t> {
    /// At the beginning of `text`.
    pub fn new(text: &'t str) -> Self {
        Self { text, at: 0, place: LinePlace { line: 1, column: 1 } }
    }

    /// Goes on to a byte, and tells its place.
    pub fn place(&mut self, byte: usize) -> LinePlace {
        if byte < self.at {
            *self = Self::new(self.text);
        }
        let passed = self.text.get(self.at..byte).unwrap_or_default();
        let last = match passed.rfind('\n') {
            None => passed,
            Some(at) => {
                self.place.line += memchr::memchr_iter(b'\n', passed.as_bytes()).count();
                self.place.column = 1;
                &passed[at + 1..]
            }
        };
        self.place.column += last.chars().count();
        self.at += passed.len();
        self.place
    }
}

impl ImportFault {
    /// A fault without a place.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// The same at a place.
    pub fn at(self, place: Option<LinePlace>) -> Self {
        Self { place, ..self }
    }

    /// The same with a hint.
    pub fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }
}

impl ImportReport {
    /// Counts a field that is left out.
    pub fn leave_out(&mut self, field: &str) {
        *self.left_out.entry(field.to_owned()).or_default() += 1;
    }
}

/// A text for a message: no more of it than tells what is meant.
pub fn short(text: &str) -> String {
    const MOST: usize = 80;
    match text.char_indices().nth(MOST) {
        Some((at, _)) => format!("{}...", &text[..at]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{LinePlace, PlaceCursor};

    #[test]
    fn a_cursor_tells_the_places_that_are_counted_from_the_beginning() {
        let text = "a\u{e9}b\n\nc d\r\n\u{1f600}e";
        let mut cursor = PlaceCursor::new(text);
        let ahead = text.char_indices().map(|(at, _)| at);
        for byte in ahead.clone().chain(ahead.rev()).chain([text.len()]) {
            assert_eq!(cursor.place(byte), LinePlace::of(text, byte), "{byte}");
        }
    }
}
