//! The result of parsing: a site, its articles and their sections.
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
use crate::markdown::highlight::CodeTokens;
use crate::source::FileId;
use ahash::HashSet;
use std::sync::Arc;

/// A site as parsed.
#[derive(Debug)]
pub struct Parsed {
    /// The content of `gainsay.yaml`.
    pub config: Config,
    /// The articles.
    pub articles: Vec<ParsedArticle>,
    /// Sources that all articles share.
    pub sources: Arc<Vec<RawSource>>,
    /// Speakers that all articles share.
    pub speakers: Arc<Vec<RawSpeaker>>,
    /// Saved copies of sources.
    pub snapshots: Snapshots,
    /// The parts of the files that were not read.
    pub gaps: Vec<Gap>,
}

impl Parsed {
    /// The tokens of all code.
    pub fn code(&self) -> CodeTokens {
        let sections = self.articles.iter().flat_map(|article| &article.sections);
        CodeTokens(sections.flat_map(|section| section.document.code.iter().cloned()).collect())
    }

    /// Drops everything that resolving has taken over. The saved copies stay.
    pub fn discard(&mut self) {
        self.articles = Vec::new();
        self.sources = Arc::default();
        self.speakers = Arc::default();
    }
}

/// An article as parsed.
#[derive(Debug)]
pub struct ParsedArticle {
    /// Name of its folder; empty if the site has only one article.
    pub folder: String,
    /// Its `article.yaml`.
    pub file: FileId,
    /// The content of `article.yaml`.
    pub head: Arc<RawArticle>,
    /// Its sections, by file name.
    pub sections: Vec<Arc<ParsedSection>>,
    /// Its own sources.
    pub sources: Arc<Vec<RawSource>>,
    /// Its own speakers.
    pub speakers: Arc<Vec<RawSpeaker>>,
    /// Ids in its files of claims that could not be read.
    pub left_out: HashSet<String>,
    /// The confirmed state of its claims.
    pub lock: Arc<Lock>,
    /// Its lock file.
    pub lock_file: LockFile,
    /// True if all of that file could be read.
    pub lock_whole: bool,
}

/// A section as parsed.
#[derive(Debug)]
pub struct ParsedSection {
    /// Its address: the file name without number and extension.
    pub slug: String,
    /// Its Markdown file.
    pub file: FileId,
    /// The content of its front matter.
    pub front: FrontMatter,
    /// Its Markdown.
    pub document: Arc<Document>,
    /// The claims anchored in it.
    pub claims: Vec<RawClaim>,
    /// True if one of them is a draft, or a counter-claim that is written in one.
    pub has_drafts: bool,
}
