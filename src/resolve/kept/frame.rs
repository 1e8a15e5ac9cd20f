//! What the indices in claims lead to.
//!
//! In go the articles, sources and speakers of a site; out comes what to compare the next build with: where
//! the lists are the same, an index in a claim that is kept leads to what it led to. What a source says may
//! differ; the claims that cite it are resolved anew.

use crate::parse::record::SourceDetails;
use crate::resolve::site::{Site, Source, SourceIndex, SpeakerIndex};
use ahash::HashSet;
use std::sync::Arc;

/// The lists of a site that its claims hold indices of.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct IndexedLists {
    articles: Vec<String>,
    sources: Vec<(String, Arc<str>)>,
    speakers: Vec<(String, Arc<str>)>,
}

impl IndexedLists {
    pub(super) fn of(site: &Site) -> Self {
        Self {
            articles: site.articles.iter().map(|a| a.prefix.clone()).collect(),
            sources: site.sources.iter().map(|s| (s.prefix.clone(), Arc::clone(&s.id))).collect(),
            speakers: site.speakers.iter().map(|s| (s.prefix.clone(), Arc::clone(&s.id))).collect(),
        }
    }
}

/// What a source says, without the places where it says so.
#[derive(Debug)]
pub(super) struct SourceSaid {
    language: Arc<str>,
    speakers: Vec<SpeakerIndex>,
    whole: bool,
    based_on: Option<SourceIndex>,
    origin: SourceIndex,
    details: Arc<SourceDetails>,
}

impl SourceSaid {
    pub(super) fn of(source: &Source) -> Self {
        Self {
            language: Arc::clone(&source.language),
            speakers: source.speakers.clone(),
            whole: source.whole,
            based_on: source.based_on,
            origin: source.origin,
            details: Arc::clone(&source.details),
        }
    }

    fn is(&self, source: &Source) -> bool {
        self.language == source.language
            && self.speakers == source.speakers
            && self.whole == source.whole
            && self.based_on == source.based_on
            && self.origin == source.origin
            && (Arc::ptr_eq(&self.details, &source.details) || self.details.says(&source.details))
    }
}

/// The sources of a site that say something else than before.
pub(super) fn changed(before: &[SourceSaid], site: &Site) -> HashSet<SourceIndex> {
    let both = before.iter().zip(&site.sources).enumerate();
    both.filter(|(_, (said, now))| !said.is(now)).map(|(i, _)| SourceIndex(i)).collect()
}
