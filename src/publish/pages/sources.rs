//! The list of sources in each of its orders, a page at a time.
//!
//! In go the sources in order; out come the pages: by kind, publisher and date, and by the number
//! of claims that rest on each. Each order is complete, and each page links the other.

use crate::model::address;
use crate::publish::contents::Contents;
use crate::publish::press::{Page, Press, Rendered};
use crate::publish::view::common::{Common, NavLink, Pager};
use crate::publish::view::lists::{cut, pages};
use crate::publish::view::pager::pager;
use crate::publish::view::parts::*;
use crate::publish::view::seen::View;
use crate::resolve::{Site, SourceIndex};
use serde::Serialize;

/// All pages of this kind. One source has one order.
pub fn all(contents: &Contents) -> Vec<Box<dyn Page>> {
    let sources = contents.site.shown_sources().count();
    let orders = match sources {
        0 | 1 => &SourceOrder::ALL[..1],
        _ => SourceOrder::ALL,
    };
    let of = |order: &SourceOrder| {
        let order = *order;
        (1..=pages(sources)).map(move |n| Box::new(SourcesPage(order, n)) as Box<dyn Page>)
    };
    orders.iter().flat_map(of).collect()
}

/// The order of a list of sources.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum SourceOrder {
    /// By kind, then by publisher and date.
    Kind,
    /// By the number of claims that rest on each.
    Claims,
}

impl SourceOrder {
    const ALL: &[Self] = &[Self::Kind, Self::Claims];

    /// The path of its first page.
    fn first(self) -> String {
        match self {
            Self::Kind => address::sources(""),
            Self::Claims => address::sources_by_claims(),
        }
    }

    /// The messages with the title of its pages, their description, and its name among the orders.
    fn messages(self) -> [&'static str; 3] {
        match self {
            Self::Kind => ["sources", "share-sources", "order-kind"],
            Self::Claims => ["sources-by-claims", "share-sources-by-claims", "order-claims"],
        }
    }
}

/// A page of the list of sources, by its order and its number from 1.
#[derive(Debug)]
pub struct SourcesPage(SourceOrder, usize);

impl Page for SourcesPage {
    fn template(&self) -> &'static str {
        "sources.html"
    }

    fn path(&self, _site: &Site) -> String {
        address::nth(&self.0.first(), self.1)
    }

    fn render(&self, press: &Press, path: &str) -> Rendered {
        let [title, description, _] = self.0.messages().map(|key| press.word(None, key));
        let about = press.page_of("sources", &title, None, self.1, description);
        let lists = &press.shared.lists;
        let all = match self.0 {
            SourceOrder::Kind => lists.sources(press.site()),
            SourceOrder::Claims => lists.sources_by_claims(press.site()),
        };
        press.page(self, path, about, |view, common| context(view, all, self, common))
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
    /// The orders of the list; none where it has fewer than two sources.
    pub orders: Vec<NavLink>,
    /// The sources of this page in groups: by kind, or by the number of claims that rest on them.
    pub groups: Vec<GroupOfSources>,
}

/// Sources of a kind, or with as many claims that rest on them.
#[derive(Debug, Clone, Serialize)]
pub struct GroupOfSources {
    /// Its id on the page: `kind-report`, `kind-other` for sources that state no kind, `claims-3`.
    pub id: String,
    /// `Report`, `Transcript`; `3 claims`.
    pub label: String,
    /// The sources, by publisher and date.
    pub sources: Vec<SourceItem>,
}

/// The list of sources.
fn context(view: View, all: &[SourceIndex], page: &SourcesPage, common: Common) -> SourcesContext {
    let SourcesPage(order, n) = *page;
    let mut groups: Vec<GroupOfSources> = Vec::new();
    for index in cut(all, n) {
        let source = view.source_item(*index);
        let (id, label) = group(view, order, *index, &source);
        if groups.last().is_none_or(|last| last.id != id) {
            groups.push(GroupOfSources { id, label, sources: Vec::new() });
        }
        if let Some(last) = groups.last_mut() {
            last.sources.push(source);
        }
    }
    let link = |other: &SourceOrder| NavLink {
        label: view.words.get(other.messages()[2]),
        href: view.link(&other.first()),
        current: (*other == order).then_some(if n == 1 { "page" } else { "true" }),
        shortcut: None,
        tongue: None,
    };
    SourcesContext {
        common,
        pager: pager(view, &order.first(), n, all.len()),
        orders: SourceOrder::ALL.iter().filter(|_| all.len() > 1).map(link).collect(),
        groups,
    }
}

/// The group of a source: its id, and its heading.
fn group(
    view: View,
    order: SourceOrder,
    index: SourceIndex,
    source: &SourceItem,
) -> (String, String) {
    match (order, view.site.source(index).details.kind) {
        (SourceOrder::Kind, Some(kind)) => (format!("kind-{}", kind.key()), view.words.kind(kind)),
        (SourceOrder::Kind, None) => ("kind-other".to_owned(), view.words.get("kind-other")),
        (SourceOrder::Claims, _) => {
            let label = view.words.say("n-claims", [("n", source.claims.into())]);
            (format!("claims-{}", source.claims), label)
        }
    }
}
