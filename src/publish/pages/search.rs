//! The search page.
//!
//! In goes the site; out comes a page with a link to the index, and for readers without scripts
//! links to the complete lists.

use crate::model::Status;
use crate::model::address;
use crate::publish::contents::Contents;
use crate::publish::press::{Page, Press, Rendered};
use crate::publish::search;
use crate::publish::view::common::{Common, NavLink};
use crate::publish::view::seen::View;
use crate::resolve::Article;
use crate::resolve::Site;
use serde::Serialize;

/// All pages of this kind.
pub fn all(contents: &Contents) -> Vec<Box<dyn Page>> {
    let page = contents.site.config.search.then(|| Box::new(SearchPage) as Box<dyn Page>);
    page.into_iter().collect()
}

/// The page that finds words.
#[derive(Debug)]
pub struct SearchPage;

impl Page for SearchPage {
    fn template(&self) -> &'static str {
        "search.html"
    }

    fn path(&self, _site: &Site) -> String {
        address::SEARCH.to_owned()
    }

    fn is_listed(&self) -> bool {
        false
    }

    fn render(&self, press: &Press, path: &str) -> Rendered {
        let about = press.about("search", "search", None, "share-search");
        // A trial of the template needs no index.
        let index = match press.is_trial {
            true => address::SEARCH_FOLDER,
            false => &search::index(press).directory,
        };
        press.page(self, path, about, |view, common| context(view, index, common))
    }
}

/// The page that finds words. Without scripts it leads to the complete lists.
#[derive(Debug, Clone, Serialize)]
pub struct SearchContext {
    /// What every page gets.
    #[serde(flatten)]
    pub common: Common,
    /// Address of the file that lists the parts of the search index. The parts stand beside it.
    pub index: String,
    /// The lists of claims, one an article; the list of articles, where there are many.
    pub claims: Vec<NavLink>,
    /// The list of sources.
    pub sources: String,
    /// The list of speakers.
    pub speakers: String,
}

/// The maximum number of lists of claims that the search page links to.
const LISTS: usize = 50;

/// The search page; the directory of the index is the file `index`.
fn context(view: View, index: &str, common: Common) -> SearchContext {
    // Any of them may be found.
    Status::ALL.iter().for_each(|status| view.explain(*status));
    let articles = &view.site.articles;
    let list = |label: String, to: &str| {
        let href = view.link(to);
        NavLink { label, href, current: None, shortcut: None, tongue: None }
    };
    let claims = match articles.as_slice() {
        [one] => vec![list(view.words.get("claims"), &address::claims(&one.prefix))],
        all if all.len() > LISTS => vec![list(view.words.get("nav-articles"), address::HOME)],
        all => {
            // If the title is in another language, the template marks it inside the text.
            let of = |a: &Article| match view.tongue(&a.language) {
                Some(_) => a.title.clone(),
                None => view.words.say("claims-in", [("title", a.title.as_str().into())]),
            };
            let link = |a: &Article| NavLink {
                tongue: view.tongue(&a.language),
                ..list(of(a), &address::claims(&a.prefix))
            };
            all.iter().map(link).collect()
        }
    };
    SearchContext {
        common,
        index: view.link(index),
        claims,
        sources: view.link(&address::sources("")),
        speakers: view.link(&address::speakers("")),
    }
}
