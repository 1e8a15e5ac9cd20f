//! What is not published: drafts, and articles under embargo.
//!
//! In go what files say and who the build is for; out comes what is left out of the site, with the
//! names by which the rest may still refer to it. What is left out here is in no page, no list and
//! no count, because the site that is rendered does not hold it.

use crate::parse::article::RawArticle;
use crate::parse::claim::{RawClaim, RawCounter};
use crate::source::FileId;
use jiff::Timestamp;
use std::collections::HashSet;
use std::sync::Arc;

/// Who a build is for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Audience {
    /// True where drafts and what is under embargo are shown too: to the people who write them.
    pub drafts: bool,
    /// The moment of the build; where it is not known, no embargo has ended.
    pub now: Option<Timestamp>,
}

/// Why an article is not published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// It is a draft.
    Draft,
    /// Its embargo has not ended.
    Embargo,
}

impl Audience {
    /// Why an article is not for everybody, where that is so.
    pub fn reason(self, article: &RawArticle) -> Option<Reason> {
        let embargoed = article.embargo.is_some_and(|end| self.now.is_none_or(|now| now < end));
        match (article.draft, embargoed) {
            (true, _) => Some(Reason::Draft),
            (false, true) => Some(Reason::Embargo),
            (false, false) => None,
        }
    }
}

/// The names of what is left out.
#[derive(Debug, Default)]
pub struct Withheld {
    /// Prefixes of articles.
    pub articles: HashSet<String>,
    /// Markdown files of sections.
    pub sections: HashSet<FileId>,
    /// Claims by the prefix of their article, and id.
    pub claims: HashSet<(String, Arc<str>)>,
}

impl Withheld {
    /// True where nothing is left out.
    pub fn is_empty(&self) -> bool {
        self.articles.is_empty() && self.sections.is_empty() && self.claims.is_empty()
    }

    /// Leaves out a claim with all counter-claims that are written in it.
    pub fn claim(&mut self, prefix: &str, raw: &RawClaim) {
        self.claims.insert((prefix.to_owned(), Arc::clone(&raw.id.value)));
        for counter in &raw.counters {
            if let RawCounter::InPlace(counter, _) = counter {
                self.claim(prefix, counter);
            }
        }
    }

    /// Leaves out the drafts among the counter-claims that are written in a claim.
    pub fn drafts_in(&mut self, prefix: &str, raw: &RawClaim) {
        for counter in &raw.counters {
            if let RawCounter::InPlace(counter, _) = counter {
                match counter.details.draft {
                    true => self.claim(prefix, counter),
                    false => self.drafts_in(prefix, counter),
                }
            }
        }
    }
}
