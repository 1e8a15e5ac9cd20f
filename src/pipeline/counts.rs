//! Counts what a site holds.

use crate::judge::status::Judgement;
use crate::model::Status;
use crate::resolve::Site;
use std::sync::Arc;

/// The numbers of articles, claims and so on in a site.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// Articles.
    pub articles: usize,
    /// Sections.
    pub sections: usize,
    /// Claims that have a mark in an article.
    pub marked: usize,
    /// Claims made elsewhere.
    pub elsewhere: usize,
    /// Claims of an article whose words differ from what was confirmed.
    pub unanchored: usize,
    /// Claims that are drafts, or stand in one.
    pub drafts: usize,
    /// Sources.
    pub sources: usize,
    /// Speakers.
    pub speakers: usize,
    /// The number of marked claims of each status that occurs.
    pub statuses: Vec<(Status, usize)>,
}

/// Counts the parts of `site`.
pub(super) fn count(site: &Site, judgements: &[Arc<Judgement>]) -> Counts {
    let marked: Vec<_> = site.articles.iter().flat_map(|a| &a.standing.marked).collect();
    let of_status = |status: Status| {
        let count = marked.iter().filter(|c| judgements[c.0].status == status).count();
        (count > 0).then_some((status, count))
    };
    Counts {
        articles: site.articles.len(),
        sections: site.articles.iter().map(|a| a.sections.len()).sum(),
        marked: marked.len(),
        elsewhere: site.articles.iter().map(|a| a.standing.elsewhere.len()).sum(),
        unanchored: site.articles.iter().map(|a| a.standing.unanchored.len()).sum(),
        drafts: site.drafts,
        sources: site.shown_sources().count(),
        speakers: site.shown_speakers().count(),
        statuses: Status::ALL.iter().filter_map(|s| of_status(*s)).collect(),
    }
}
