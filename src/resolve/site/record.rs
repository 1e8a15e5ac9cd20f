//! The sources and speakers of a site.
//!
//! Each knows the claims that name it.

use super::index::{ClaimIndex, SourceIndex, SpeakerIndex};
use crate::parse::record::{SourceDetails, SpeakerDetails};
use crate::source::Span;
use std::sync::Arc;

/// A source.
#[derive(Debug)]
pub struct Source {
    /// Its id.
    pub id: Arc<str>,
    /// What stands before the addresses of its pages.
    pub prefix: String,
    /// Where the id stands.
    pub span: Span,
    /// Its language: what it says itself, or that of the article whose own it is, or the site's.
    pub language: Arc<str>,
    /// Whose words it keeps.
    pub speakers: Vec<SpeakerIndex>,
    /// True where all that it says was read, and all whom it names were found.
    pub whole: bool,
    /// Claims that cite it, with the index of the citation.
    pub cited_by: Vec<(ClaimIndex, usize)>,
    /// Claims with a later event that it records.
    pub later_of: Vec<ClaimIndex>,
    /// True where only something that is not published names it, so that it has no page.
    pub hidden: bool,
    /// The source that it is taken from.
    pub based_on: Option<SourceIndex>,
    /// The source that it comes from in the end: two outlets on one wire report have the same.
    pub origin: SourceIndex,
    /// What the author says of it.
    pub details: Arc<SourceDetails>,
}

/// A speaker.
#[derive(Debug)]
pub struct Speaker {
    /// Its id.
    pub id: Arc<str>,
    /// What stands before the address of its page.
    pub prefix: String,
    /// Where the id stands.
    pub span: Span,
    /// True where only something that is not published names them, so that they have no page.
    pub hidden: bool,
    /// Claims that they make.
    pub claims: Vec<ClaimIndex>,
    /// Claims that they report.
    pub reports: Vec<ClaimIndex>,
    /// Sources that keep their words.
    pub sources: Vec<SourceIndex>,
    /// What the author says of them.
    pub details: Arc<SpeakerDetails>,
}
