//! What parsing yields: a site, its articles and their sections, as typed.
//!
//! References between files are still names with places.

use super::article::{FrontMatter, RawArticle};
use super::claim::RawClaim;
use super::config::Config;
use super::lock::Lock;
use super::record::{RawSource, RawSpeaker};
use super::snapshot::Snapshots;
use crate::load::{Gap, LockFile};
use crate::markdown::Document;
use crate::source::FileId;
use ahash::HashSet;
use std::sync::Arc;

/// A site as typed.
#[derive(Debug)]
pub struct Parsed {
    /// What `gainsay.yaml` says.
    pub config: Config,
    /// The articles.
    pub articles: Vec<ParsedArticle>,
    /// Sources that all articles share.
    pub sources: Arc<Vec<RawSource>>,
    /// Speakers that all articles share.
    pub speakers: Arc<Vec<RawSpeaker>>,
    /// Saved copies of sources.
    pub snapshots: Snapshots,
    /// What of the files is not read.
    pub gaps: Vec<Gap>,
}

impl Parsed {
    /// Drops everything that resolving has taken over. The saved copies stay.
    pub fn discard(&mut self) {
        self.articles = Vec::new();
        self.sources = Arc::default();
        self.speakers = Arc::default();
    }
}

/// An article as typed.
#[derive(Debug)]
pub struct ParsedArticle {
    /// Name of its folder; empty where the site has one article only.
    pub folder: String,
    /// Its `article.yaml`.
    pub file: FileId,
    /// What `article.yaml` says.
    pub head: RawArticle,
    /// Its sections, by file name.
    pub sections: Vec<Arc<ParsedSection>>,
    /// Sources of its own.
    pub sources: Arc<Vec<RawSource>>,
    /// Speakers of its own.
    pub speakers: Arc<Vec<RawSpeaker>>,
    /// Ids in its files of claims that could not be read.
    pub left_out: HashSet<String>,
    /// What was confirmed of its claims.
    pub lock: Arc<Lock>,
    /// The file that says so.
    pub lock_file: LockFile,
    /// True where all of that file could be read.
    pub lock_whole: bool,
}

/// A section as typed.
#[derive(Debug)]
pub struct ParsedSection {
    /// Its address: the file name without number and ending.
    pub slug: String,
    /// Its Markdown file.
    pub file: FileId,
    /// What its front matter says.
    pub front: FrontMatter,
    /// Its Markdown.
    pub document: Arc<Document>,
    /// The claims anchored in it.
    pub claims: Vec<RawClaim>,
}
