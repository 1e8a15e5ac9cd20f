//! Leaves out what is not published: drafts, and articles under embargo.
//!
//! In go the parsed files and the audience of the build; out comes what is left out of the site,
//! with the names by which the rest may still refer to it. It appears in no page, no list and no
//! count, because the resolved site does not hold it.

use crate::parse::article::RawArticle;
use crate::parse::claim::{RawClaim, RawCounter};
use crate::source::{At, FileId, Span};
use ahash::{HashMap, HashSet};
use jiff::Timestamp;
use std::sync::Arc;

/// The audience of a build.
#[derive(Debug, Clone, Copy, Default)]
pub struct Audience {
    /// True if drafts and articles under embargo are included, for their authors.
    pub drafts: bool,
    /// True if claims that wait for somebody to look at them are shown and marked as such, for their
    /// authors. A preview alone does that.
    pub unconfirmed: bool,
    /// The moment of the build; if it is unknown, no embargo has ended.
    pub now: Option<Timestamp>,
}

/// The reason why an article is not published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// It is a draft.
    Draft,
    /// Its embargo has not ended.
    Embargo,
}

impl Audience {
    /// The reason why an article is withheld, if it is.
    pub fn reason(self, article: &RawArticle) -> Option<Reason> {
        let embargoed = article.embargo.is_some_and(|end| self.now.is_none_or(|now| now < end));
        match (article.draft, embargoed) {
            (true, _) => Some(Reason::Draft),
            (false, true) => Some(Reason::Embargo),
            (false, false) => None,
        }
    }
}

/// The withheld parts, and the names by which the rest may still refer to them.
#[derive(Debug, Default)]
pub struct Withheld {
    /// Prefixes of articles.
    pub articles: HashSet<String>,
    /// Markdown files of sections.
    pub sections: HashSet<FileId>,
    /// Claims by the prefix of their article and id, with the place of the id.
    pub claims: HashMap<(String, Arc<str>), Span>,
    /// Their former ids, likewise.
    aliases: HashSet<(String, String)>,
    /// Claims by the places of their ids, because two may have the same id by mistake.
    places: HashSet<Span>,
    /// Sources that they refer to, by the prefix of their article and id.
    pub sources: HashSet<(String, String)>,
    /// Speakers that they refer to, likewise.
    pub speakers: HashSet<(String, String)>,
}

impl Withheld {
    /// True if nothing is left out.
    pub fn is_empty(&self) -> bool {
        self.articles.is_empty() && self.sections.is_empty() && self.claims.is_empty()
    }

    /// True if this very claim is withheld.
    pub fn holds(&self, raw: &RawClaim) -> bool {
        self.places.contains(&raw.id.span)
    }

    /// True if a withheld claim has the name as its id or an alias.
    pub fn has_name(&self, prefix: &str, name: &str) -> bool {
        let any = !self.claims.is_empty();
        any && (self.claims.contains_key(&(prefix.to_owned(), Arc::from(name)))
            || self.aliases.contains(&(prefix.to_owned(), name.to_owned())))
    }

    /// Withholds a claim with all counter-claims that are nested in it.
    pub fn claim(&mut self, prefix: &str, raw: &RawClaim) {
        self.claims.insert((prefix.to_owned(), Arc::clone(&raw.id.value)), raw.id.span);
        self.places.insert(raw.id.span);
        let aliases = raw.details.aliases.iter();
        self.aliases.extend(aliases.map(|alias| (prefix.to_owned(), alias.value.clone())));
        let name = |id: &At<String>| (prefix.to_owned(), id.value.clone());
        let asked = raw.reply.iter().flat_map(|reply| &reply.asked);
        self.speakers.extend(raw.speakers.iter().chain(&raw.via).chain(asked).map(name));
        let later = raw.later.iter().flat_map(|event| &event.sources);
        self.sources.extend(raw.citations.iter().map(|c| &c.source).chain(later).map(name));
        for counter in &raw.counters {
            if let RawCounter::InPlace(counter, _) = counter {
                self.claim(prefix, counter);
            }
        }
    }

    /// Withholds the drafts among the counter-claims that are nested in a claim.
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
