//! The texts of a run, and places in them.
//!
//! In go the files as they stand on disk; out come small handles that can be copied: a [`FileId`]
//! identifies a text, a [`Span`] a stretch of it, and [`At`] pairs a value with its place.
//! Everything after loading uses these instead of paths, so that a fault found at the very end can
//! still point at the word that caused it.

use ahash::HashMap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// Identifies a text in [`Files`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

/// A stretch of a text, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The text.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The stretch `range` of `file`. Offsets beyond 4 GiB are capped; the loader rejects such
    /// files.
    pub fn new(file: FileId, range: Range<usize>) -> Self {
        let clip = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { file, start: clip(range.start), end: clip(range.end.max(range.start)) }
    }

    /// The empty stretch at the start of `file`, for faults that concern the whole file.
    pub fn top(file: FileId) -> Self {
        Self { file, start: 0, end: 0 }
    }

    /// The same stretch of a text that has moved from the byte `old` to the byte `new`.
    pub fn moved(self, old: usize, new: usize) -> Self {
        let range = self.range();
        let to = |at: usize| (at + new).saturating_sub(old);
        Self::new(self.file, to(range.start)..to(range.end))
    }

    /// The stretch as a range of bytes.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A value and its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

impl<T> At<T> {
    /// Pairs a value with its place.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }

    /// Replaces the value and keeps the place.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> At<U> {
        At { value: f(self.value), span: self.span }
    }
}

/// One text. Cheap to clone.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Path from the site's root, with `/` between its parts.
    pub path: Arc<str>,
    /// Content, without a byte-order mark.
    pub text: Arc<str>,
    /// The first byte of each line but the first. It is computed when a position is first asked
    /// for, and kept, because a file may have a fault in each line.
    lines: Arc<OnceLock<Vec<u32>>>,
}

impl SourceFile {
    fn new(path: Arc<str>, text: Arc<str>) -> Self {
        Self { path, text, lines: Arc::default() }
    }

    fn lines(&self) -> &[u32] {
        self.lines.get_or_init(|| {
            let ends = memchr::memchr_iter(b'\n', self.text.as_bytes());
            // The loader rejects files of 4 GiB.
            ends.map(|end| u32::try_from(end + 1).unwrap_or(u32::MAX)).collect()
        })
    }
}

/// A line and a column, both from 1; the column counts characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineColumn {
    /// Line.
    pub line: usize,
    /// Column.
    pub column: usize,
}

/// All texts of a run.
#[derive(Debug, Clone, Default)]
pub struct Files {
    files: Vec<SourceFile>,
    by_path: HashMap<Arc<str>, FileId>,
}

impl Files {
    /// Adds a text and returns its id. A path that was added before keeps its id.
    pub fn add(&mut self, path: &str, text: impl Into<Arc<str>>) -> FileId {
        let text = text.into();
        if let Some(&id) = self.by_path.get(path) {
            let file = &mut self.files[id.0 as usize];
            *file = SourceFile::new(Arc::clone(&file.path), text);
            return id;
        }
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        let path: Arc<str> = path.into();
        self.by_path.insert(Arc::clone(&path), id);
        self.files.push(SourceFile::new(path, text));
        id
    }

    /// The same ids without the texts. A later run that starts with these gives each path the same
    /// id, so that spans of this run stay valid.
    pub fn names(&self) -> Self {
        let none: Arc<str> = "".into();
        let blank = |file: &SourceFile| SourceFile::new(Arc::clone(&file.path), Arc::clone(&none));
        Self { files: self.files.iter().map(blank).collect(), by_path: self.by_path.clone() }
    }

    /// The text that `id` names.
    pub fn get(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// The id of the text at `path`.
    pub fn find(&self, path: &str) -> Option<FileId> {
        self.by_path.get(path).copied()
    }

    /// Paths of all texts.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|file| &*file.path)
    }

    /// Path of the text that `id` names.
    pub fn path(&self, id: FileId) -> &str {
        &self.get(id).path
    }

    /// The text at `span`, clamped to the file.
    pub fn slice(&self, span: Span) -> &str {
        let text = &self.get(span.file).text;
        text.get(span.range()).unwrap_or("")
    }

    /// Line and column of the first byte of `span`.
    pub fn position(&self, span: Span) -> LineColumn {
        self.line_column(span.file, span.start)
    }

    /// The empty place at a line and a column; `None` if the file has no such line.
    pub fn span_at(&self, file: FileId, line: usize, column: usize) -> Option<Span> {
        let text = &self.get(file).text;
        let start = match line.checked_sub(2) {
            None => 0,
            Some(above) => *self.get(file).lines().get(above)? as usize,
        };
        let rest = text.get(start..)?;
        let at = rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |(at, _)| at);
        Some(Span::new(file, start + at..start + at))
    }

    /// Line and column directly after the last byte of `span`.
    pub fn end_position(&self, span: Span) -> LineColumn {
        self.line_column(span.file, span.end)
    }

    fn line_column(&self, file: FileId, byte: u32) -> LineColumn {
        let file = self.get(file);
        let text = &file.text;
        let mut end = (byte as usize).min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let lines = file.lines();
        let above = lines.partition_point(|start| *start as usize <= end);
        let start = above.checked_sub(1).map_or(0, |line| lines[line] as usize);
        LineColumn { line: above + 1, column: text[start..end].chars().count() + 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_are_those_of_characters() {
        let mut files = Files::default();
        let file = files.add("a", "\u{e9}a\n\nb\r\n\u{1f600}c");
        for (byte, line, column) in [
            (0, 1, 1),
            (1, 1, 1),
            (2, 1, 2),
            (3, 1, 3),
            (4, 2, 1),
            (5, 3, 1),
            (7, 3, 3),
            (8, 4, 1),
            (10, 4, 1),
            (12, 4, 2),
            (13, 4, 3),
            (99, 4, 3),
        ] {
            let at = files.position(Span { file, start: byte, end: byte });
            assert_eq!((at.line, at.column), (line, column), "{byte}");
        }
    }

    #[test]
    fn a_line_and_a_column_lead_back_to_their_place() {
        let mut files = Files::default();
        let file = files.add("a", "\u{e9}a\n\nb\r\n\u{1f600}c");
        for byte in [0, 2, 3, 4, 5, 8, 12, 13] {
            let span = Span { file, start: byte, end: byte };
            let at = files.position(span);
            assert_eq!(files.span_at(file, at.line, at.column), Some(span), "{byte}");
        }
        assert_eq!(files.span_at(file, 6, 1), None);
        assert_eq!(files.span_at(file, 2, 99).map(|span| span.start), Some(13));
    }

    #[test]
    fn lines_are_those_of_the_current_text_of_a_path() {
        let mut files = Files::default();
        let file = files.add("a", "a\nb");
        let end = Span { file, start: 3, end: 3 };
        assert_eq!(files.position(end).line, 2);
        files.add("a", "abc");
        assert_eq!(files.position(end).line, 1);
    }
}
