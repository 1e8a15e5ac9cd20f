//! A site in which every reference is an index, so that later stages never meet an unknown name
//! (invariant 2).

mod article;
mod claim;
mod index;
mod place;
mod record;

use crate::parse::config::Config;
use ahash::HashSet;
pub use article::{Article, CreditedImage, Section, StandingClaims};
pub use claim::{Awaits, Citation, Claim};
pub use index::{ClaimIndex, SourceIndex, SpeakerIndex};
pub use place::{Anchor, Place};
pub use record::{Source, Speaker};
use std::ops::Range;
use std::sync::Arc;

/// A resolved site.
#[derive(Debug)]
pub struct Site {
    /// The content of `gainsay.yaml`.
    pub config: Config,
    /// The articles, by folder.
    pub articles: Vec<Article>,
    /// All claims, article by article. Builds of a preview share those that stay as they are.
    pub claims: Vec<Arc<Claim>>,
    /// All sources: the shared ones, then each article's own.
    pub sources: Vec<Source>,
    /// All speakers, likewise.
    pub speakers: Vec<Speaker>,
    /// True if drafts were left out, so that records which only they use look unused.
    pub incomplete: bool,
    /// How many claims are drafts, or stand in one, whether they are shown or not.
    pub drafts: usize,
    /// The next moment at which an embargo ends, so that the site changes.
    pub changes: Option<jiff::Timestamp>,
    /// Paths in links and images that do not exist, in the form of
    /// [`folded`](crate::load::names::folded).
    pub in_vain: HashSet<String>,
    /// The number of this build, if the next one may share claims with it. Articles that are
    /// [as before](Article::as_before) have those of the build with the number before.
    pub build: Option<u64>,
    /// Redirects from earlier addresses, sorted.
    pub redirects: Vec<Redirect>,
}

impl Site {
    /// The claim at `index`.
    pub fn claim(&self, index: ClaimIndex) -> &Claim {
        &self.claims[index.0]
    }

    /// The claim at `index`, to be changed in this site alone.
    pub(super) fn claim_mut(&mut self, index: ClaimIndex) -> &mut Claim {
        Arc::make_mut(&mut self.claims[index.0])
    }

    /// The claims of the article with this index.
    pub fn claims_of(&self, article: usize) -> impl Iterator<Item = ClaimIndex> + use<> {
        self.range_of(article).map(ClaimIndex)
    }

    /// The claim of the article with this index that has this id.
    pub fn claim_called(&self, article: usize, id: &str) -> Option<ClaimIndex> {
        self.claims_of(article).find(|index| *self.claim(*index).id == *id)
    }

    /// Where the claims of the article with this index stand among all.
    pub fn range_of(&self, article: usize) -> Range<usize> {
        let first = self.claims.partition_point(|claim| claim.article < article);
        let end = self.claims.partition_point(|claim| claim.article <= article);
        first..end
    }

    /// The source at `index`.
    pub fn source(&self, index: SourceIndex) -> &Source {
        &self.sources[index.0]
    }

    /// The sources that something in the site refers to, some more than once.
    pub fn used_sources(&self) -> impl Iterator<Item = SourceIndex> {
        let indexed = self.sources.iter().enumerate();
        let cited = indexed
            .filter(|(_, s)| !s.cited_by.is_empty() || !s.later_of.is_empty())
            .map(|(i, _)| SourceIndex(i));
        let originals = self.articles.iter().filter_map(|article| article.original);
        let named = cited.chain(originals);
        // The sources that they are based on, directly and indirectly.
        named.flat_map(|s| std::iter::successors(Some(s), |s| self.source(*s).based_on))
    }

    /// The speakers that claims of the site refer to.
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

/// A redirect from an earlier address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redirect {
    /// The earlier address, as a path in the output.
    pub from: String,
    /// Its target: a path, with or without a fragment.
    pub to: String,
}
