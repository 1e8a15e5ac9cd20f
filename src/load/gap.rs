//! What of a site is not read, or not as it was meant.
//!
//! Loading and parsing hand these on beside what they could read. Whoever looks in vain for something
//! asks them whether it may only not have been read.

use super::misnamed;
use crate::source::{FileId, Files, Span};
use std::borrow::Cow;

/// Something that is not read, which has been reported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gap {
    /// A file or a folder that is not opened.
    Unopened(FileId),
    /// A file in which nothing is as it was meant: it is not UTF-8, or holds both sides of a merge.
    Garbled(FileId),
    /// A file that is read as far as its faults allow, with no telling where they end.
    Broken(FileId),
    /// A file of YAML in which single values cannot be read.
    Partly(FileId),
    /// A file of records that is one text, and says nothing of the ids that were meant.
    Text(FileId),
    /// A claim that is not read, or not whole: from its id to the next one.
    Claim(Span),
    /// A file that is not called as the format has it.
    Misnamed {
        /// The file.
        file: FileId,
        /// The path that it ought to have.
        meant: String,
    },
    /// A file of claims whose section is not there.
    Orphan(FileId),
    /// A folder that is no article, by a file in it.
    Stray(FileId),
}

impl Gap {
    /// The file that it is about.
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

    /// The path of that file, as the format has it.
    pub fn path<'p>(&'p self, files: &'p Files) -> Cow<'p, str> {
        let Self::Misnamed { meant, .. } = self else { return files.path(self.file()).into() };
        let (folder, stem, ending) = parts(meant);
        // A file that stands beside a section of its name annotates that, whatever it is called.
        let record = misnamed(stem).filter(|_| ending != "md");
        match record.filter(|_| files.find(&format!("{folder}/{stem}.md")).is_none()) {
            Some(record) => format!("{folder}/{record}.yaml").into(),
            None => meant.into(),
        }
    }
}

/// Folder, name without ending, ending.
pub fn parts(path: &str) -> (&str, &str, &str) {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    (folder, stem, ending)
}
