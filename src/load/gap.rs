//! Records which parts of a site could not be read, or not as they were meant.
//!
//! Loading and parsing return these beside what they could read. A later stage that misses
//! something checks whether it may stand in a part that was not read.

use super::misnamed;
use crate::source::{FileId, Files, Span};
use std::borrow::Cow;

/// A part that was not read. A diagnostic has been reported for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gap {
    /// A file or a folder that is not opened.
    Unopened(FileId),
    /// A file without usable content: it is not UTF-8, or holds both sides of a merge.
    Garbled(FileId),
    /// A file that was read as far as its faults allow; it is unknown what else they affect.
    Broken(FileId),
    /// A YAML file in which single values could not be read.
    Partly(FileId),
    /// A file of records that holds a single text and so no ids.
    Text(FileId),
    /// A claim that was not read, or not completely: from its id to the next one.
    Claim(Span),
    /// A file whose name is not the one that the format prescribes.
    Misnamed {
        /// The file.
        file: FileId,
        /// The path that it should have.
        meant: String,
    },
    /// A file of claims without a section.
    Orphan(FileId),
    /// A folder that is not an article, by a file in it.
    Stray(FileId),
}

impl Gap {
    /// The file concerned.
    pub fn file(&self) -> FileId {
        match self {
            Self::Unopened(file)
            | Self::Garbled(file)
            | Self::Broken(file)
            | Self::Partly(file)
            | Self::Text(file)
            | Self::Misnamed { file, .. }
            | Self::Orphan(file)
            | Self::Stray(file) => *file,
            Self::Claim(span) => span.file,
        }
    }

    /// The path of that file, with the name that the format prescribes.
    pub fn path<'p>(&'p self, files: &'p Files) -> Cow<'p, str> {
        let Self::Misnamed { meant, .. } = self else { return files.path(self.file()).into() };
        let (folder, stem, ending) = parts(meant);
        // A file beside a section of the same name holds that section's claims, whatever its name.
        let record = misnamed(stem).filter(|_| ending != "md");
        match record.filter(|_| files.find(&format!("{folder}/{stem}.md")).is_none()) {
            Some(record) => format!("{folder}/{record}.yaml").into(),
            None => meant.into(),
        }
    }
}

/// Splits a path into folder, name without extension, and extension.
pub fn parts(path: &str) -> (&str, &str, &str) {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    (folder, stem, ending)
}
