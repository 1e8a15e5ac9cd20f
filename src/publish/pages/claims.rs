//! The list of the claims of an article, a page at a time.

use crate::model::address;
use crate::publish::contents::Contents;
use crate::publish::press::{Page, Press, Rendered};
use crate::publish::view::common::{Common, Pager};
use crate::publish::view::descriptions;
use crate::publish::view::lists::{ArticleLists, cut, pages, spans};
use crate::publish::view::pager::pager;
use crate::publish::view::parts::*;
use crate::publish::view::seen::View;
use crate::resolve::Site;
use crate::theme::SharedPart;
use serde::Serialize;
use std::ops::Range;

/// All pages of this kind.
pub fn all(contents: &Contents, article: usize) -> Vec<Box<dyn Page>> {
    let numbers = 1..=pages(contents.of(article).claims.len());
    numbers.map(|n| Box::new(ClaimsPage(article, n)) as Box<dyn Page>).collect()
}

/// A page of the claims of an article, by its number from 1.
#[derive(Debug)]
pub struct ClaimsPage(usize, usize);

impl Page for ClaimsPage {
    fn template(&self) -> &'static str {
        "claims.html"
    }

    fn path(&self, site: &Site) -> String {
        address::nth(&address::claims(&site.articles[self.0].prefix), self.1)
    }

    fn render(&self, press: &Press, path: &str) -> Rendered {
        let about = press.list(
            "claims",
            Some(self.0),
            self.1,
            descriptions::coverage(press.view(path, Some(self.0)), self.0),
        );
        let of = press.contents().of(self.0);
        press.page(self, path, about, |view, common| context(view, of, self.0, self.1, common))
    }
}

/// A list of claims as a page.
#[derive(Debug, Clone, Serialize)]
pub struct ClaimsContext {
    /// What every page gets.
    #[serde(flatten)]
    pub common: Common,
    /// Which page of the list this is; none where it has one page alone.
    pub pager: Option<Pager>,
    /// Statuses that occur on this page.
    pub filters: Vec<Filter>,
    /// Numbers for the whole article.
    pub coverage: Coverage,
    /// Claims of this page of the list that are marked in the article, in its order.
    pub claims: Vec<SharedPart<ClaimItem>>,
    /// Claims of the article whose words are not in it as they were confirmed.
    pub unanchored: Vec<SharedPart<ClaimItem>>,
    /// Claims made elsewhere.
    pub elsewhere: Vec<SharedPart<ClaimItem>>,
    /// Address of the claims as a table, where the site has one.
    pub table: Option<String>,
}

/// The list of an article's claims.
fn context(view: View, of: &ArticleLists, index: usize, n: usize, common: Common) -> ClaimsContext {
    let article = &view.site.articles[index];
    let all = &of.claims;
    let (before, edited) = (article.standing.marked.len(), article.standing.unanchored.len());
    let lengths = [before, edited, all.len() - before - edited];
    let [marked, unanchored, elsewhere] = spans(lengths, n);
    let items = |skipped: usize, here: Range<usize>| {
        all[skipped..][here].iter().map(|c| view.claim(*c)).collect()
    };
    ClaimsContext {
        common,
        pager: pager(view, &address::claims(&article.prefix), n, all.len()),
        filters: view.filters(cut(all, n)),
        coverage: view.coverage(index),
        claims: items(0, marked),
        unanchored: items(before, unanchored),
        elsewhere: items(before + edited, elsewhere),
        table: view.site.config.table.then(|| view.link(&address::table(&article.prefix))),
    }
}
