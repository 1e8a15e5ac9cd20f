//! The list of sources, a page at a time.

use crate::model::address;
use crate::publish::contents::Contents;
use crate::publish::press::{Page, Press, Rendered};
use crate::publish::view::common::{Common, Pager};
use crate::publish::view::lists::{Lists, cut, pages};
use crate::publish::view::pager::pager;
use crate::publish::view::parts::*;
use crate::publish::view::seen::View;
use crate::resolve::Site;
use serde::Serialize;

/// All pages of this kind.
pub fn all(contents: &Contents) -> Vec<Box<dyn Page>> {
    let numbers = 1..=pages(contents.lists.sources.len());
    numbers.map(|n| Box::new(SourcesPage(n)) as Box<dyn Page>).collect()
}

/// A page of the list of sources, by its number from 1.
#[derive(Debug)]
pub struct SourcesPage(usize);

impl Page for SourcesPage {
    fn template(&self) -> &'static str {
        "sources.html"
    }

    fn path(&self, _site: &Site) -> String {
        address::nth(&address::sources(""), self.0)
    }

    fn render(&self, press: &Press, path: &str) -> Rendered {
        let about = press.list("sources", None, self.0, press.word(None, "share-sources"));
        let lists = &press.shared.lists;
        press.page(self, path, about, |view, common| context(view, lists, self.0, common))
    }
}

/// A list of sources as a page.
#[derive(Debug, Clone, Serialize)]
pub struct SourcesContext {
    /// What every page gets.
    #[serde(flatten)]
    pub common: Common,
    /// Which page of the list this is; none where it has one page alone.
    pub pager: Option<Pager>,
    /// The sources of this page by kind.
    pub kinds: Vec<KindOfSources>,
}

/// The sources of a kind.
#[derive(Debug, Clone, Serialize)]
pub struct KindOfSources {
    /// The key of the kind, which is also its id on the page, after `kind-`; `other` where a source
    /// states none.
    pub key: &'static str,
    /// `Report`, `Transcript`.
    pub label: String,
    /// The sources, by publisher and date.
    pub sources: Vec<SourceItem>,
}

/// The list of sources.
fn context(view: View, lists: &Lists, n: usize, common: Common) -> SourcesContext {
    let mut kinds: Vec<KindOfSources> = Vec::new();
    for index in cut(&lists.sources, n) {
        let kind = view.site.source(*index).details.kind;
        let key = kind.map_or("other", |kind| kind.key());
        if kinds.last().is_none_or(|last| last.key != key) {
            let other = || view.words.get("kind-other");
            let label = kind.map_or_else(other, |kind| view.words.kind(kind));
            kinds.push(KindOfSources { key, label, sources: Vec::new() });
        }
        if let Some(last) = kinds.last_mut() {
            last.sources.push(view.source_item(*index));
        }
    }
    SourcesContext {
        common,
        pager: pager(view, &address::sources(""), n, lists.sources.len()),
        kinds,
    }
}
