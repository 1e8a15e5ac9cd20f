//! Keeps what judging yielded, for the next build of a preview.
//!
//! In go judgements and what was found in each article; out they come again for a site whose articles are as
//! they were in that very build.

use super::status::Judgement;
use crate::diagnostic::Diagnostic;
use crate::resolve::{Site, SourceIndex};
use std::sync::Arc;

/// What judging yielded, for the next build of a preview.
#[derive(Debug, Default)]
pub struct KeptJudgements {
    /// The build that it is of.
    of: Option<u64>,
    /// The judgements, in the order of the claims.
    judgements: Vec<Arc<Judgement>>,
    /// What was found in each article, in the order of the site.
    looks: Vec<Arc<ArticleLook>>,
    /// True if nothing before had an error: without that, a desk does not ask for what is missing.
    whole: bool,
}

/// What a desk would ask about an article and its claims.
#[derive(Debug, Default)]
pub(super) struct ArticleLook {
    /// What it would ask.
    pub(super) faults: Vec<Diagnostic>,
    /// The source of each claim that rests on one alone.
    pub(super) alone: Vec<SourceIndex>,
}

impl KeptJudgements {
    /// The judgements of the build that articles of `site` are as in; none if that was another one.
    pub(super) fn judgements_of(&self, site: &Site) -> &[Arc<Judgement>] {
        if self.is_of(site) { &self.judgements } else { &[] }
    }

    /// What was found in the articles of that build, if that was of a site that was `whole` or not, too.
    pub(super) fn looks_of(&self, site: &Site, whole: bool) -> &[Arc<ArticleLook>] {
        if self.is_of(site) && self.whole == whole { &self.looks } else { &[] }
    }

    /// True if it is of the build before that of `site`.
    fn is_of(&self, site: &Site) -> bool {
        self.of.is_some_and(|of| site.build == Some(of + 1))
    }

    /// Keeps what judging `site` yielded, if there will be a next build.
    pub(super) fn keep(
        &mut self,
        site: &Site,
        judgements: &[Arc<Judgement>],
        looks: Vec<Arc<ArticleLook>>,
        whole: bool,
    ) {
        if site.build.is_some() {
            let (of, judgements) = (site.build, judgements.to_vec());
            *self = Self { of, judgements, looks, whole };
        }
    }
}
