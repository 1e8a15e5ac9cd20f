//! The sources and speakers of a site.
//!
//! Each lists the claims that refer to it.

use super::index::{ClaimIndex, SourceIndex, SpeakerIndex};
use crate::parse::record::{SourceDetails, SpeakerDetails};
use crate::source::Span;
use std::sync::Arc;

/// A source.
#[derive(Debug)]
pub struct Source {
    /// Its id.
    pub id: Arc<str>,
    /// The prefix of the addresses of its pages.
    pub prefix: String,
    /// The place of the id.
    pub span: Span,
    /// Its language: its own, or that of the article it belongs to, or the site's.
    pub language: Arc<str>,
    /// The speakers whose words it contains.
    pub speakers: Vec<SpeakerIndex>,
    /// True if all of it could be read, and all its speakers were found.
    pub whole: bool,
    /// Claims that cite it, with the index of the citation.
    pub cited_by: Vec<(ClaimIndex, usize)>,
    /// Claims with a later event that it reports.
    pub later_of: Vec<ClaimIndex>,
    /// True if only something withheld refers to it, so that it has no page.
    pub hidden: bool,
    /// The source that it is based on.
    pub based_on: Option<SourceIndex>,
    /// The first source in the chain of `based_on`: two outlets with one wire report share it.
    pub origin: SourceIndex,
    /// Its other details.
    pub details: Arc<SourceDetails>,
}

/// A speaker.
#[derive(Debug)]
pub struct Speaker {
    /// Its id.
    pub id: Arc<str>,
    /// The prefix of the address of its page.
    pub prefix: String,
    /// The place of the id.
    pub span: Span,
    /// True if only something withheld refers to them, so that they have no page.
    pub hidden: bool,
    /// Claims that they make.
    pub claims: Vec<ClaimIndex>,
    /// Claims that they report.
    pub reports: Vec<ClaimIndex>,
    /// Sources that contain their words.
    pub sources: Vec<SourceIndex>,
    /// Their other details.
    pub details: Arc<SpeakerDetails>,
}
