//! The front page of a site with many articles, a page at a time.

use crate::model::address;
use crate::publish::contents::Contents;
use crate::publish::press::{Page, Press, Rendered};
use crate::publish::view::common::{Common, NavLink, Pager};
use crate::publish::view::heads::{byline, unpublished};
use crate::publish::view::lists::{ArticleLists, cut, pages};
use crate::publish::view::pager::pager;
use crate::publish::view::parts::*;
use crate::publish::view::seen::View;
use crate::resolve::Site;
use crate::theme::words::direction;
use serde::Serialize;

/// All pages of this kind.
pub fn all(contents: &Contents) -> Vec<Box<dyn Page>> {
    // The only article of a site is its front page.
    if contents.site.articles.iter().all(|article| article.prefix.is_empty()) {
        return Vec::new();
    }
    let numbers = 1..=pages(contents.site.articles.len());
    numbers.map(|n| Box::new(ArticlesPage(n)) as Box<dyn Page>).collect()
}

/// A page of the list of articles, by its number from 1.
#[derive(Debug)]
pub struct ArticlesPage(usize);

impl Page for ArticlesPage {
    fn template(&self) -> &'static str {
        "articles.html"
    }

    fn path(&self, _site: &Site) -> String {
        address::nth(address::HOME, self.0)
    }

    fn render(&self, press: &Press, path: &str) -> Rendered {
        let about = press.page_of(
            "articles",
            &press.site().config.title,
            None,
            self.0,
            press.word(None, "articles-lead"),
        );
        let contents = press.contents();
        press.page(self, path, about, |view, common| context(view, contents, self.0, common))
    }
}

/// The front page of a site with many articles.
#[derive(Debug, Clone, Serialize)]
pub struct ArticlesContext {
    /// What every page gets.
    #[serde(flatten)]
    pub common: Common,
    /// Which page of the list this is; none where it has one page alone.
    pub pager: Option<Pager>,
    /// The articles, the newest first.
    pub articles: Vec<ArticleItem>,
}

/// An article in a list.
#[derive(Debug, Clone, Serialize)]
pub struct ArticleItem {
    /// Title.
    pub title: String,
    /// Language of the title, where it is not the page's.
    pub language: Option<String>,
    /// `rtl` or `ltr`, where the language is stated.
    pub dir: Option<&'static str>,
    /// Address.
    pub href: String,
    /// Standfirst.
    pub standfirst: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// When it was published.
    pub published: Option<ShownDate>,
    /// When it was last corrected.
    pub corrected: Option<ShownDate>,
    /// `Draft` or `Under embargo`, in a preview that shows what is not published.
    pub unpublished: Option<String>,
    /// Numbers.
    pub coverage: Coverage,
    /// How many of its marked claims have which status.
    pub statuses: Vec<Filter>,
    /// Its claims, its disputes and its timeline.
    pub links: Vec<NavLink>,
}

/// The front page of a site with many articles.
fn context(view: View, contents: Contents, n: usize, common: Common) -> ArticlesContext {
    let all = contents.lists.articles(contents.site);
    ArticlesContext {
        common,
        pager: pager(view, address::HOME, n, all.len()),
        articles: cut(all, n).iter().map(|i| article(view, contents.of(*i), *i)).collect(),
    }
}

fn article(view: View, of: &ArticleLists, index: usize) -> ArticleItem {
    let article = &view.site.articles[index];
    let language = view.foreign(&article.language);
    let corrections = article.details.corrections.iter().map(|(day, _)| day);
    let link = |key: &str, to: String| NavLink {
        label: view.words.get(key),
        href: view.link(&to),
        current: None,
        shortcut: None,
        tongue: None,
    };
    ArticleItem {
        title: article.title.clone(),
        dir: language.map(direction),
        language: language.map(str::to_owned),
        href: view.link(&address::article(&article.prefix)),
        standfirst: article.standfirst.clone(),
        byline: byline(article),
        published: article.details.published.as_ref().map(|d| view.date(d)),
        corrected: corrections.max_by_key(|day| day.extent().1).map(|d| view.date(d)),
        unpublished: unpublished(view, article),
        coverage: view.coverage(index),
        statuses: view.filtered(&of.statuses),
        links: vec![
            link("nav-claims", address::claims(&article.prefix)),
            link("nav-disputes", address::disputes(&article.prefix)),
            link("nav-timeline", address::timeline(&article.prefix)),
        ],
    }
}
