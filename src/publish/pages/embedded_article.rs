//! The page of an article that other sites embed in a frame.
//!
//! In goes an article; out comes its page: how many of its claims have which status, and each claim
//! with its status, its words and who answers it.

use crate::model::address;
use crate::publish::contents::Contents;
use crate::publish::head::About;
use crate::publish::press::{Page, Press, Rendered};
use crate::publish::view::common::Common;
use crate::publish::view::descriptions;
use crate::publish::view::parts::*;
use crate::publish::view::reference::Cited;
use crate::publish::view::seen::View;
use crate::resolve::{ClaimIndex, Site};
use crate::source::FileId;
use crate::theme::SharedPart;
use serde::Serialize;

/// The maximum number of claims in the list; the list of all claims is linked.
const CLAIMS: usize = 100;

/// The maximum number of answers that are named for each claim.
const ANSWERS: usize = 2;

/// All pages of this kind.
pub fn all(contents: &Contents, article: usize) -> Vec<Box<dyn Page>> {
    let page = contents.site.config.embed.then(|| Box::new(EmbeddedArticlePage(article)) as _);
    page.into_iter().collect()
}

/// The embedded page of an article.
#[derive(Debug)]
pub struct EmbeddedArticlePage(usize);

impl Page for EmbeddedArticlePage {
    fn template(&self) -> &'static str {
        "embedded-article.html"
    }

    fn path(&self, site: &Site) -> String {
        address::embedded_article(&site.articles[self.0].prefix)
    }

    fn is_listed(&self) -> bool {
        false
    }

    fn files(&self, site: &Site) -> Vec<FileId> {
        vec![site.articles[self.0].file]
    }

    fn render(&self, press: &Press, path: &str) -> Rendered {
        let article = &press.site().articles[self.0];
        let description = descriptions::coverage(press.view(path, Some(self.0)), self.0);
        let about = About {
            canonical: Some(address::article(&article.prefix)),
            ..About::new("embedded-article", &article.title, Some(self.0), description)
        };
        press.page(self, path, about, |view, common| context(view, self.0, common))
    }
}

/// A claim in the list.
#[derive(Debug, Clone, Serialize)]
pub struct EmbeddedItem {
    /// The claim.
    pub claim: SharedPart<ClaimItem>,
    /// The first answers to it.
    pub counters: Vec<CounterLine>,
    /// How many more answers there are.
    pub more: usize,
}

/// An article and its claims, for a frame in a page of another site.
#[derive(Debug, Clone, Serialize)]
pub struct EmbeddedArticleContext {
    /// What every page gets.
    #[serde(flatten)]
    pub common: Common,
    /// Title of the article.
    pub article: String,
    /// Language of the title, where it is not the page's.
    pub tongue: Option<Tongue>,
    /// Address of the article.
    pub article_href: String,
    /// How many of its claims have which status.
    pub statuses: Vec<Filter>,
    /// Its first claims, those whose words were edited last.
    pub claims: Vec<EmbeddedItem>,
    /// How many claims it has in all.
    pub total: usize,
    /// Address of the list of all claims.
    pub claims_href: String,
    /// The day of the last change.
    pub changed: Option<ShownDate>,
}

fn context(view: View, index: usize, common: Common) -> EmbeddedArticleContext {
    let article = &view.site.articles[index];
    let claims: Vec<ClaimIndex> = article.standing.quoting().collect();
    let item = |index: &ClaimIndex| {
        let (counters, more) = view.first_counters(view.site.claim(*index), ANSWERS);
        EmbeddedItem { claim: view.claim(*index), counters, more }
    };
    EmbeddedArticleContext {
        common,
        article: article.title.clone(),
        tongue: view.tongue(&article.language),
        article_href: view.link(&address::article(&article.prefix)),
        statuses: view.filters(&claims),
        claims: claims.iter().take(CLAIMS).map(item).collect(),
        total: claims.len(),
        claims_href: view.link(&address::claims(&article.prefix)),
        changed: view.last_change(Cited::Article(index)).map(|day| view.date(&day)),
    }
}
