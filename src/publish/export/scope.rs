//! What of a site is exported, and what the formats share: dates as texts, and objects without empty values.

use crate::model::{Date, address};
use crate::publish::press::Press;
use crate::resolve::{Article, ClaimIndex, Site, SourceIndex, SpeakerIndex};
use serde_json::Value;
use std::collections::BTreeSet;

/// What of a site is exported.
#[derive(Clone, Copy)]
pub(super) struct Scope<'p> {
    pub(super) press: &'p Press<'p>,
    /// The only article, by its index; all if there is none.
    pub(super) article: Option<usize>,
}

impl<'p> Scope<'p> {
    pub(super) fn site(&self) -> &'p Site {
        self.press.site()
    }

    /// Its article, if there is only one.
    pub(super) fn only_article(&self) -> Option<&'p Article> {
        let articles = &self.site().articles;
        self.article.or((articles.len() == 1).then_some(0)).map(|index| &articles[index])
    }

    pub(super) fn articles(&self) -> impl Iterator<Item = usize> + use<> {
        match self.article {
            Some(one) => one..one + 1,
            None => 0..self.press.site().articles.len(),
        }
    }

    /// Its claims, article by article: as they are marked, then those without a mark, then those made
    /// elsewhere.
    pub(super) fn claims(&self) -> impl Iterator<Item = ClaimIndex> {
        let site = self.site();
        self.articles().flat_map(move |i| site.articles[i].standing.all())
    }

    /// The sources that have a page, or only those that its article cites, in the order of the site.
    pub(super) fn sources(&self) -> Vec<SourceIndex> {
        let site = self.site();
        let wanted = self.article.map(|article| {
            let cited = self.claims().flat_map(|claim| {
                let claim = site.claim(claim);
                let later = claim.later.iter().flat_map(|later| later.sources.iter().copied());
                claim.citations.iter().map(|cited| cited.source).chain(later).collect::<Vec<_>>()
            });
            let original = site.articles[article].original;
            cited.chain(original).collect::<BTreeSet<SourceIndex>>()
        });
        let shown = site.shown_sources();
        shown.filter(|source| wanted.as_ref().is_none_or(|all| all.contains(source))).collect()
    }

    /// The speakers who have a page, or only those who are named in its article, or in `sources`.
    pub(super) fn speakers(&self, sources: &[SourceIndex]) -> Vec<SpeakerIndex> {
        let site = self.site();
        let wanted = self.article.map(|_| {
            let of_claims = self.claims().flat_map(|claim| {
                let claim = site.claim(claim);
                claim.speakers.iter().chain(&claim.via).copied().collect::<Vec<_>>()
            });
            let of_sources = sources.iter().flat_map(|one| site.source(*one).speakers.clone());
            of_claims.chain(of_sources).collect::<BTreeSet<SpeakerIndex>>()
        });
        let shown = site.shown_speakers();
        shown.filter(|speaker| wanted.as_ref().is_none_or(|all| all.contains(speaker))).collect()
    }

    /// The address of a page: absolute where the site has a base address, else from the site's root.
    pub(super) fn address(&self, path: &str) -> String {
        match &self.site().config.base_url {
            Some(base) => address::canonical(base, path),
            None => path.to_owned(),
        }
    }
}

/// A date to the day, as EDTF level 0 and biblatex write it: a day, a month or a year, or two with `/`
/// between; `~` for about.
pub(super) fn day_text(date: &Date) -> String {
    let (first, last) = date.parts();
    let last = last.map(|last| format!("/{}", last.iso())).unwrap_or_default();
    let about = if date.is_approximate() { "~" } else { "" };
    format!("{}{last}{about}", first.iso())
}

/// The object of those `pairs` that have a value.
pub(super) fn object<const N: usize>(pairs: [(&str, Value); N]) -> Value {
    let is_given = |value: &Value| match value {
        Value::Null => false,
        Value::Array(items) => !items.is_empty(),
        Value::String(text) => !text.is_empty(),
        _ => true,
    };
    let given = pairs.into_iter().filter(|(_, value)| is_given(value));
    Value::Object(given.map(|(key, value)| (key.to_owned(), value)).collect())
}
