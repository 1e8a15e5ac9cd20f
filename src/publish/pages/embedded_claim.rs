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
use crate::publish::view::seen::View;
use crate::publish::view::sides::speaks_for;
use crate::resolve::{ClaimIndex, Site};
use crate::source::FileId;
use serde::Serialize;

/// All pages of this kind.
pub fn all(contents: &Contents, article: usize) -> Vec<Box<dyn Page>> {
    let site = contents.site;
    let claims = site.claims_of(article).filter(|_| site.config.embed);
    let pages = claims.flat_map(|index| {
        let aliases = (0..site.claim(index).details.aliases.len()).map(Some);
        [None].into_iter().chain(aliases).map(move |alias| EmbeddedClaimPage(index, alias))
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
    /// The claim, with the first of what stands for and against it.
    #[serde(flatten)]
    pub parts: EmbeddedParts,
    /// True where it answers another claim.
    pub answers: bool,
    /// True where a source contradicts, qualifies or updates it.
    pub against: bool,
    /// Address of the article.
    pub article_href: String,
}

fn context(view: View, index: ClaimIndex, common: Common) -> EmbeddedClaimContext {
    let claim = view.site.claim(index);
    let article = view.article(claim);
    EmbeddedClaimContext {
        common,
        parts: view.embedded(index),
        answers: !claim.answers.is_empty(),
        against: claim.citations.iter().any(|citation| !speaks_for(citation.relation)),
        article_href: view.link(&address::article(&article.prefix)),
    }
}
