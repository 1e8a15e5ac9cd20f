//! The parts of a page that depend on its subject: its head, and the links at its top and foot.
//!
//! In goes the subject of a page; out comes the [`Common`] part of its context.

use super::shared::Shared;
use super::view::common::{Common, NavLink, PageInfo, Share, SharedPicture, SiteInfo};
use super::view::descriptions::shortened;
use super::view::seen::View;
use super::view::shelf::PageFrame;
use super::view::short::short;
use crate::model::address;
use crate::resolve::{Article, ClaimIndex, Site};
use crate::theme::SharedPart;

/// The subject of a page.
pub struct About {
    pub kind: &'static str,
    pub title: String,
    pub description: String,
    pub article: Option<usize>,
    pub claim: Option<ClaimIndex>,
    /// Its structured data for search engines, as JSON-LD.
    pub data: Option<String>,
    /// The canonical page, if that is another one.
    pub canonical: Option<String>,
}

impl About {
    pub fn new(
        kind: &'static str,
        title: &str,
        article: Option<usize>,
        description: impl Into<String>,
    ) -> Self {
        Self {
            kind,
            title: title.to_owned(),
            description: description.into(),
            article,
            claim: None,
            data: None,
            canonical: None,
        }
    }

    /// True if the page is an article or a section of one.
    pub fn is_text(&self) -> bool {
        matches!(self.kind, "article" | "section")
    }
}

/// The values that every page gets; `picture` is shown beside links to it.
pub fn common(view: View, shared: &Shared, picture: Option<SharedPicture>, about: About) -> Common {
    let (site, words, path) = (view.site, view.words, view.page);
    let base = site.config.base_url.as_ref();
    let absolute = about.kind == "not-found";
    let link = |to: &str| match base {
        Some(base) if absolute => format!("{base}{to}"),
        _ => address::relative(path, to),
    };
    // The article that the navigation refers to: the page's own, or the only one.
    let article = match (about.article, site.articles.len()) {
        (Some(i), _) => Some(i),
        (None, 1) => Some(0),
        _ => None,
    };
    let current = |to: &str| match to == path {
        true => Some("page"),
        false => address::goes_on(to, path).then_some("true"),
    };
    let links = |all: &[(&str, String)], current: &dyn Fn(&str) -> Option<&'static str>| {
        let one = |(key, to): &(&str, String)| NavLink {
            label: words.get(key),
            href: link(to),
            current: current(to),
            shortcut: (to == address::SEARCH).then_some("/"),
            tongue: None,
        };
        SharedPart::new(all.iter().map(one).collect::<Vec<_>>())
    };
    let make = || {
        let of = article.map(|i| &site.articles[i]);
        let (to, to_foot) = (nav(site, of), foot(of, shared.has_feed));
        PageFrame {
            site: SharedPart::new(SiteInfo {
                title: site.config.title.clone(),
                publisher: site.config.publisher.clone(),
                contact: site.config.contact.clone(),
                home: link(address::HOME),
            }),
            nav: links(&to, &|_| None),
            foot: links(&to_foot, &|_| None),
            assets: SharedPart::new(
                shared.loaded.iter().map(|(name, path)| (name.clone(), link(path))).collect(),
            ),
            to,
            to_foot,
        }
    };
    // The links of the page that is shown at any depth are its own.
    let shelf = view.shelf.filter(|_| !absolute);
    let frame = View { shelf, ..view }.kept(|shelf| &shelf.frames, article, make);
    // Most pages are none of those that the frame leads to.
    let shared_links = |all: &[(&str, String)], plain: &SharedPart<Vec<NavLink>>| match all
        .iter()
        .any(|(_, to)| current(to).is_some())
    {
        true => links(all, &current),
        false => plain.clone(),
    };
    let both = format!("{} \u{b7} {}", about.title, site.config.title);
    let title = match about.title == site.config.title || both.chars().count() > TITLE {
        true => short(&about.title, TITLE),
        false => both,
    };
    // An article's own pages have its language; other pages name it in their own language.
    let own = about.article.filter(|_| about.is_text());
    let language = own.map_or(words.tag(), |i| &site.articles[i].language);
    // The proposition stands in the description, in full.
    let shared_title = match about.claim.and_then(|claim| site.claim(claim).details.states.as_ref())
    {
        Some(_) if about.title.chars().count() > TITLE => &title,
        _ => &about.title,
    };
    let share = may_share(about.kind).then(|| share(&about, shared_title, language, picture));
    Common {
        site: frame.site.clone(),
        page: PageInfo {
            kind: about.kind,
            title,
            description: Some(about.description),
            method: link(address::METHOD),
            canonical: base
                .filter(|_| !absolute)
                .map(|b| address::canonical(b, about.canonical.as_deref().unwrap_or(path))),
            share,
            feed: shared.has_feed.then(|| link(address::FEED)),
            data_html: about.data,
            styles: None,
        },
        nav: shared_links(&frame.to, &frame.nav),
        foot: shared_links(&frame.to_foot, &frame.foot),
        assets: frame.assets.clone(),
    }
}

/// The links to the parts of an article.
fn nav(site: &Site, article: Option<&Article>) -> Vec<(&'static str, String)> {
    let mut nav = Vec::new();
    if site.articles.iter().any(|a| !a.prefix.is_empty()) {
        nav.push(("nav-articles", address::HOME.to_owned()));
    }
    if let Some(article) = article {
        nav.push(("nav-article", address::article(&article.prefix)));
        nav.push(("nav-claims", address::claims(&article.prefix)));
        nav.push(("nav-disputes", address::disputes(&article.prefix)));
        nav.push(("nav-timeline", address::timeline(&article.prefix)));
    }
    nav.push(("nav-sources", address::sources("")));
    nav.push(("nav-speakers", address::speakers("")));
    if site.config.search {
        nav.push(("nav-search", address::SEARCH.to_owned()));
    }
    nav
}

/// The links for readers who want to know how the site was made.
fn foot(article: Option<&Article>, has_feed: bool) -> Vec<(&'static str, String)> {
    let corrections = |a: &Article| ("nav-corrections", address::corrections(&a.prefix));
    let method = ("nav-method", address::METHOD.to_owned());
    let feed = has_feed.then(|| ("nav-feed", address::FEED.to_owned()));
    article.map(corrections).into_iter().chain(feed).chain([method]).collect()
}

/// The maximum length of a title; search engines and browser tabs cut off longer ones.
const TITLE: usize = 70;

/// True for pages that readers may want to share.
fn may_share(kind: &str) -> bool {
    !matches!(kind, "not-found" | "redirect" | "embedded-claim" | "embedded-article")
}

/// The data for previews of shared links.
fn share(about: &About, title: &str, language: &str, picture: Option<SharedPicture>) -> Share {
    Share {
        title: shortened(title),
        kind: if about.is_text() { "article" } else { "website" },
        card: if picture.is_some() { "summary_large_image" } else { "summary" },
        locale: locale(language),
        picture,
    }
}

/// Converts a language tag to Open Graph's form: `en`, `en_GB`.
fn locale(tag: &str) -> String {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or(tag).to_ascii_lowercase();
    let region = parts.find(|p| p.len() == 2 && p.bytes().all(|b| b.is_ascii_alphabetic()));
    match region {
        Some(region) => format!("{language}_{}", region.to_ascii_uppercase()),
        None => language,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_written_as_open_graph_does() {
        for (tag, expect) in
            [("en", "en"), ("en-gb", "en_GB"), ("zh-Hant-TW", "zh_TW"), ("zh-Hant", "zh")]
        {
            assert_eq!(locale(tag), expect, "{tag}");
        }
    }
}
