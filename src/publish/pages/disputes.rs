//! Every claim of an article with counter-claims, a page at a time.

use crate::model::address;
use crate::publish::contents::Contents;
use crate::publish::press::{Page, Press, Rendered};
use crate::publish::view::common::{Common, Pager};
use crate::publish::view::lists::{ArticleLists, cut, pages};
use crate::publish::view::pager::pager;
use crate::publish::view::parts::*;
use crate::publish::view::seen::View;
use crate::resolve::Site;
use serde::Serialize;

/// All pages of this kind.
pub fn all(contents: &Contents, article: usize) -> Vec<Box<dyn Page>> {
    let numbers = 1..=pages(contents.of(article).disputes.len());
    numbers.map(|n| Box::new(DisputesPage(article, n)) as Box<dyn Page>).collect()
}

/// A page of the disputes of an article, by its number from 1.
#[derive(Debug)]
pub struct DisputesPage(usize, usize);

impl Page for DisputesPage {
    fn template(&self) -> &'static str {
        "disputes.html"
    }

    fn path(&self, site: &Site) -> String {
        address::nth(&address::disputes(&site.articles[self.0].prefix), self.1)
    }

    fn render(&self, press: &Press, path: &str) -> Rendered {
        let about =
            press.list("disputes", Some(self.0), self.1, press.word(Some(self.0), "disputes-lead"));
        let of = press.contents().of(self.0);
        press.page(self, path, about, |view, common| context(view, of, self.0, self.1, common))
    }
}

/// Every claim with its counter-claims as a page.
#[derive(Debug, Clone, Serialize)]
pub struct DisputesContext {
    /// What every page gets.
    #[serde(flatten)]
    pub common: Common,
    /// Which page of the list this is; none where it has one page alone.
    pub pager: Option<Pager>,
    /// Address of the argument maps.
    pub map: String,
    /// The answered claims of this page, in the order of the article.
    pub disputes: Vec<Dispute>,
}

/// The context of a page of disputes.
fn context(
    view: View,
    of: &ArticleLists,
    index: usize,
    n: usize,
    common: Common,
) -> DisputesContext {
    let all = &of.disputes;
    let first = address::disputes(&view.site.articles[index].prefix);
    DisputesContext {
        common,
        pager: pager(view, &first, n, all.len()),
        map: view.link(&address::map(&view.site.articles[index].prefix, 0)),
        disputes: cut(all, n).iter().map(|c| view.dispute(*c)).collect(),
    }
}
