//! The page of a claim that other sites embed in a frame.
//!
//! In goes a claim; out comes its page: the status and the finding, the words with who made them,
//! the first answer and the first sources. An alias of a claim has the page too, and no redirect: a
//! browser does not follow one in a frame that may not run scripts.

use crate::model::address;
use crate::publish::contents::Contents;
use crate::publish::head::About;
use crate::publish::press::{Page, Press, Rendered};
use crate::publish::view::common::Common;
use crate::publish::view::descriptions;
use crate::publish::view::embed::EmbeddedParts;
use crate::publish::view::parts::*;
use crate::publish::view::seen::View;
use crate::resolve::{ClaimIndex, Site};
use crate::source::FileId;
use serde::Serialize;

/// All pages of this kind.
pub fn all(contents: &Contents) -> Vec<Box<dyn Page>> {
    let claims = contents.site.claims.iter().enumerate().filter(|_| contents.site.config.embed);
    let pages = claims.flat_map(|(i, claim)| {
        let aliases = (0..claim.details.aliases.len()).map(Some);
        [None].into_iter().chain(aliases).map(move |alias| EmbeddedClaimPage(ClaimIndex(i), alias))
    });
    pages.map(|page| Box::new(page) as Box<dyn Page>).collect()
}

/// The embedded page of a claim: under its id, or under one of its aliases.
#[derive(Debug)]
pub struct EmbeddedClaimPage(ClaimIndex, Option<usize>);

impl Page for EmbeddedClaimPage {
    fn template(&self) -> &'static str {
        "embedded-claim.html"
    }

    fn path(&self, site: &Site) -> String {
        let claim = site.claim(self.0);
        let id = self.1.map_or(&*claim.id, |alias| &claim.details.aliases[alias].value);
        address::embedded_claim(&site.articles[claim.article].prefix, id)
    }

    fn is_listed(&self) -> bool {
        false
    }

    fn files(&self, site: &Site) -> Vec<FileId> {
        vec![site.claim(self.0).span.file]
    }

    fn render(&self, press: &Press, path: &str) -> Rendered {
        let claim = press.site().claim(self.0);
        let view = press.view(path, Some(claim.article));
        let description = descriptions::claim(view, self.0);
        let title = view.cited_as(self.0);
        let page = address::claim(&view.article(claim).prefix, &claim.id);
        let about = About {
            canonical: Some(page),
            ..About::new("embedded-claim", &title, Some(claim.article), description)
        };
        press.page(self, path, about, |view, common| context(view, self.0, common))
    }
}

/// A claim, for a frame in a page of another site.
#[derive(Debug, Clone, Serialize)]
pub struct EmbeddedClaimContext {
    /// What every page gets.
    #[serde(flatten)]
    pub common: Common,
    /// The claim.
    pub claim: ClaimItem,
    /// True where it answers another claim.
    pub answers: bool,
    /// The first answer to it.
    pub counter: Option<CounterLine>,
    /// How many more answers there are.
    pub more_counters: usize,
    /// Its first sources by relation.
    pub evidence: Vec<EvidenceLine>,
    /// How many more sources there are.
    pub more_sources: usize,
    /// True where a source contradicts, qualifies or updates it.
    pub against: bool,
    /// The day of the last change.
    pub changed: Option<ShownDate>,
    /// Title of the article.
    pub article: String,
    /// Address of the article.
    pub article_href: String,
}

fn context(view: View, index: ClaimIndex, common: Common) -> EmbeddedClaimContext {
    let claim = view.site.claim(index);
    let article = view.article(claim);
    let EmbeddedParts {
        claim: item,
        counter,
        more_counters,
        evidence,
        more_sources,
        changed,
        site: _,
        article: title,
    } = view.embedded(index);
    EmbeddedClaimContext {
        common,
        claim: item,
        answers: !claim.answers.is_empty(),
        counter,
        more_counters,
        against: evidence.iter().any(|l| !matches!(l.relation.key, "supports" | "repeats")),
        evidence,
        more_sources,
        changed,
        article: title,
        article_href: view.link(&address::article(&article.prefix)),
    }
}
