//! A site's files, classified.

use crate::load::gap::Gap;
use crate::source::{FileId, Files};
use bytes::Bytes;
use std::collections::{BTreeMap, BTreeSet};

/// A site's files, classified.
#[derive(Debug, Default)]
pub struct Input {
    /// All texts.
    pub files: Files,
    /// `gainsay.yaml`.
    pub config: Option<FileId>,
    /// The articles, by folder.
    pub articles: Vec<ArticleFiles>,
    /// Sources that all articles share.
    pub sources: Option<FileId>,
    /// Speakers that all articles share.
    pub speakers: Option<FileId>,
    /// Saved copies of sources.
    pub snapshots: Vec<SnapshotFile>,
    /// Templates by name: their path in `templates/`.
    pub templates: Vec<(String, FileId)>,
    /// Files of `static/` by their path in it.
    pub statics: BTreeMap<String, Bytes>,
    /// Paths of files that are not read; each has been reported.
    pub others: BTreeSet<String>,
    /// The parts that are not read.
    pub gaps: Vec<Gap>,
}

/// A saved copy of a source.
#[derive(Debug, Clone)]
pub struct SnapshotFile {
    /// Folder of the article that the source belongs to; empty for shared sources.
    pub folder: String,
    /// Id of the source.
    pub id: String,
    /// The copy.
    pub file: FileId,
}

/// The lock file of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LockFile {
    /// It does not exist.
    #[default]
    Missing,
    /// It exists but cannot be read, which has been reported.
    Unread,
    /// It exists.
    There(FileId),
}

/// The files of one article.
#[derive(Debug, Clone)]
pub struct ArticleFiles {
    /// Name of its folder; empty for the one article of a site that has only one.
    pub folder: String,
    /// Its `article.yaml`.
    pub article: FileId,
    /// Its sections, by file name.
    pub sections: Vec<SectionFiles>,
    /// Its own sources.
    pub sources: Option<FileId>,
    /// Its own speakers.
    pub speakers: Option<FileId>,
    /// Its lock file.
    pub lock: LockFile,
}

/// The files of one section.
#[derive(Debug, Clone)]
pub struct SectionFiles {
    /// Name of the file without its extension: `01-the-denial`.
    pub stem: String,
    /// The Markdown file.
    pub markdown: Option<FileId>,
    /// The file of the claims anchored in it.
    pub claims: Option<FileId>,
}
