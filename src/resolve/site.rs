//! A site in which every reference is an index, so that nothing after this can meet a name that
//! names nothing (invariant 2).

mod article;
mod claim;
mod index;
mod place;
mod record;

use crate::parse::config::Config;
use ahash::HashSet;
pub use article::{Article, Section};
pub use claim::{Citation, Claim, Later, Reply};
pub use index::{ClaimIndex, SourceIndex, SpeakerIndex};
pub use place::{Anchor, Place};
pub use record::{Source, Speaker};

/// A site, resolved.
#[derive(Debug)]
pub struct Site {
    /// What `gainsay.yaml` says.
    pub config: Config,
    /// The articles, by folder.
    pub articles: Vec<Article>,
    /// All claims, article by article.
    pub claims: Vec<Claim>,
    /// All sources: the shared ones, then each article's own.
    pub sources: Vec<Source>,
    /// All speakers, likewise.
    pub speakers: Vec<Speaker>,
    /// True where drafts were left out, so that what they use may look unused.
    pub incomplete: bool,
    /// The next moment at which an embargo ends, so that the site would be another.
    pub changes: Option<jiff::Timestamp>,
    /// Paths that links and images name and where nothing is, as [`folded`](crate::load::names::folded)
    /// has them.
    pub in_vain: HashSet<String>,
    /// Addresses that things had before, sorted.
    pub redirects: Vec<Redirect>,
}

impl Site {
    /// The claim at `index`.
    pub fn claim(&self, index: ClaimIndex) -> &Claim {
        &self.claims[index.0]
    }

    /// The source at `index`.
    pub fn source(&self, index: SourceIndex) -> &Source {
        &self.sources[index.0]
    }

    /// The sources that something of the site names, some more than once.
    pub fn used_sources(&self) -> impl Iterator<Item = SourceIndex> {
        let indexed = self.sources.iter().enumerate();
        let cited = indexed
            .filter(|(_, s)| !s.cited_by.is_empty() || !s.later_of.is_empty())
            .map(|(i, _)| SourceIndex(i));
        let originals = self.articles.iter().filter_map(|article| article.original);
        let named = cited.chain(originals);
        // What they are based on, and so on.
        named.flat_map(|s| std::iter::successors(Some(s), |s| self.source(*s).based_on))
    }

    /// The speakers that claims of the site name.
    pub fn used_speakers(&self) -> impl Iterator<Item = SpeakerIndex> {
        let indexed = self.speakers.iter().enumerate();
        let named = indexed
            .filter(|(_, s)| !s.claims.is_empty() || !s.reports.is_empty())
            .map(|(i, _)| SpeakerIndex(i));
        let replies = self.claims.iter().filter_map(|claim| claim.reply.as_ref());
        named.chain(replies.flat_map(|reply| reply.asked.iter().copied()))
    }

    /// The sources that have a page.
    pub fn shown_sources(&self) -> impl Iterator<Item = SourceIndex> {
        let shown = self.sources.iter().enumerate().filter(|(_, s)| !s.hidden);
        shown.map(|(i, _)| SourceIndex(i))
    }

    /// The speakers that have a page.
    pub fn shown_speakers(&self) -> impl Iterator<Item = SpeakerIndex> {
        let shown = self.speakers.iter().enumerate().filter(|(_, s)| !s.hidden);
        shown.map(|(i, _)| SpeakerIndex(i))
    }

    /// The speaker at `index`.
    pub fn speaker(&self, index: SpeakerIndex) -> &Speaker {
        &self.speakers[index.0]
    }
}

/// An address that something had before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redirect {
    /// The old address, as a path in the output.
    pub from: String,
    /// Where it leads: a path, with a fragment or without.
    pub to: String,
}
