//! The corrections of an article, and the changes of its claims, the newest first.

use crate::model::address;
use crate::publish::contents::Contents;
use crate::publish::press::{Page, Press, Rendered};
use crate::publish::view::common::{Common, Pager};
use crate::publish::view::lists::{ArticleLists, ChangeEntry, cut, pages};
use crate::publish::view::pager::pager;
use crate::publish::view::parts::*;
use crate::publish::view::seen::View;
use crate::resolve::Site;
use crate::theme::SharedPart;
use serde::Serialize;

/// All pages of this kind.
pub fn all(contents: &Contents, article: usize) -> Vec<Box<dyn Page>> {
    let numbers = 1..=pages(contents.of(article).changes.len());
    numbers.map(|n| Box::new(CorrectionsPage(article, n)) as Box<dyn Page>).collect()
}

/// A page of the corrections of an article, by its number from 1.
#[derive(Debug)]
pub struct CorrectionsPage(usize, usize);

impl Page for CorrectionsPage {
    fn template(&self) -> &'static str {
        "corrections.html"
    }

    fn path(&self, site: &Site) -> String {
        address::nth(&address::corrections(&site.articles[self.0].prefix), self.1)
    }

    fn render(&self, press: &Press, path: &str) -> Rendered {
        let about = press.list(
            "corrections",
            Some(self.0),
            self.1,
            press.word(Some(self.0), "corrections-lead"),
        );
        let of = press.contents().of(self.0);
        press.page(self, path, about, |view, common| context(view, of, self.0, self.1, common))
    }
}

/// What was corrected or changed, as a page.
#[derive(Debug, Clone, Serialize)]
pub struct CorrectionsContext {
    /// What every page gets.
    #[serde(flatten)]
    pub common: Common,
    /// Which page of the list this is; none where it has one page alone.
    pub pager: Option<Pager>,
    /// Title of the article.
    pub article: String,
    /// Language of the article, where it is not the page's.
    pub tongue: Option<Tongue>,
    /// Address of the article.
    pub article_href: String,
    /// What was corrected or changed, the newest first.
    pub changes: Vec<ChangeItem>,
}

/// Something that was corrected or changed.
#[derive(Debug, Clone, Serialize)]
pub struct ChangeItem {
    /// `article` for a correction of the article, `wording` for a claim with other words than
    /// before, `entry` for any other change to the entry of a claim, `later` for a later event.
    pub kind: &'static str,
    /// When, where that is on record.
    pub date: Option<ShownDate>,
    /// The last day that the date may mean, as `2026-11-20`.
    pub until: Option<String>,
    /// What was done, in the editors' words.
    pub text: Option<String>,
    /// The claim, as it is now.
    pub claim: Option<SharedPart<ClaimItem>>,
    /// The words of the claim before.
    pub was: Option<String>,
    /// Language of what was done, where it is not the page's.
    pub tongue: Option<Tongue>,
}

/// What was corrected in an article, and what was changed about its claims.
fn context(
    view: View,
    of: &ArticleLists,
    index: usize,
    n: usize,
    common: Common,
) -> CorrectionsContext {
    let article = &view.site.articles[index];
    let all = &of.changes;
    let item = |change: &ChangeEntry| {
        let day = change.date(view.site, article);
        let when = day.map(|d| view.date(d));
        let until = day.map(|d| d.latest().to_string());
        let (kind, claim, entry) = match *change {
            ChangeEntry::Article(n) => {
                let text = article.details.corrections.get(n).map(|(_, text)| text.clone());
                let kind = "article";
                let tongue = view.tongue(&article.language);
                return ChangeItem {
                    kind,
                    date: when,
                    until,
                    text,
                    claim: None,
                    was: None,
                    tongue,
                };
            }
            ChangeEntry::Later(claim, n) => {
                let later = view.site.claim(claim).later.get(n);
                return ChangeItem {
                    kind: "later",
                    date: when,
                    until,
                    text: later.map(|l| l.text.clone()),
                    claim: Some(view.claim(claim)),
                    was: None,
                    tongue: view.tongue(&article.language),
                };
            }
            ChangeEntry::Entry(claim, n) => ("entry", claim, Some(n)),
            ChangeEntry::Reworded(claim, n) => ("wording", claim, n),
        };
        let details = &view.site.claim(claim).details;
        ChangeItem {
            kind,
            date: when,
            until,
            text: entry.and_then(|n| details.history.get(n)).map(|(_, note)| note.clone()),
            claim: Some(view.claim(claim)),
            was: details.was.clone().filter(|_| kind == "wording"),
            tongue: view.tongue(&article.language),
        }
    };
    CorrectionsContext {
        common,
        pager: pager(view, &address::corrections(&article.prefix), n, all.len()),
        article: article.title.clone(),
        tongue: view.tongue(&article.language),
        article_href: view.link(&address::article(&article.prefix)),
        changes: cut(all, n).iter().map(item).collect(),
    }
}
