//! The feed of a site: articles, changes in the entries of claims, corrections.
//!
//! In go a site and its base address; out comes a file in the format of RFC 4287 (Atom). Its dates
//! are those that the authors wrote, so that the same files always give the same feed. A date
//! without a time counts as the beginning of its first day. A site without dates has no feed.

use super::output::{Made, Output};
use super::press::Press;
use super::view::seen::is_own_finding;
use crate::model::Date;
use crate::model::address::{self, canonical};
use crate::resolve::{ClaimIndex, Site};
use crate::theme::PageFault;
use crate::theme::words::PageWords;
use atom_syndication::{Entry, FixedDateTime, Link, Person, Text, WriteConfig};
use bytes::Bytes;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use xxhash_rust::xxh3::xxh3_64;

/// The maximum number of entries; older ones are left out.
const NEWEST: usize = 100;

/// An entry of the feed, before it is formatted.
struct FeedEntry {
    date: FixedDateTime,
    /// The address of the page that it is about.
    page: String,
    /// Distinguishes it from other entries on the same page; empty for the page itself.
    mark: String,
    title: String,
    text: Option<String>,
    /// Their language, if it differs from the feed's.
    language: Option<String>,
}

/// The feed as an output.
pub struct Feed;

impl Output for Feed {
    fn paths(&self, press: &Press) -> Result<Vec<String>, Box<PageFault>> {
        Ok(press.shared.has_feed.then(|| address::FEED.to_owned()).into_iter().collect())
    }

    fn make(&self, press: &Press, path: &str) -> Option<Made> {
        let wanted = path == address::FEED && press.shared.has_feed;
        wanted.then(|| bytes(press)).flatten().map(Ok)
    }
}

/// The feed, as bytes.
fn bytes(press: &Press) -> Option<Bytes> {
    let site = press.site();
    let base = site.config.base_url.as_ref()?;
    let title = |index| {
        let claim = site.claim(index);
        let view = press.view(address::FEED, Some(claim.article));
        let said = claim.details.states.as_deref().unwrap_or(&claim.words);
        match (&claim.details.states, is_own_finding(claim)) {
            (None, false) => view.title(claim),
            _ => view.name(claim) + &view.words.get("list-colon") + said,
        }
    };
    let news = news(site, base, |article| press.words(Some(article)), title);
    let id = canonical(base, address::FEED);
    let who = site.config.publisher.as_ref().unwrap_or(&site.config.title);
    let feed = atom_syndication::Feed {
        title: Text::plain(site.config.title.as_str()),
        updated: news.iter().map(|one| one.date).max()?,
        authors: vec![Person { name: who.clone(), ..Person::default() }],
        links: vec![link("self", &id), link("alternate", base.as_str())],
        lang: Some(site.config.language.clone()),
        entries: news.into_iter().map(entry).collect(),
        id,
        ..atom_syndication::Feed::default()
    };
    let form = WriteConfig { write_document_declaration: true, indent_size: Some(1) };
    // Writing to memory cannot fail, and the text has no control characters.
    let mut bytes = feed.write_with_config(Vec::new(), form).ok()?;
    bytes.push(b'\n');
    Some(bytes.into())
}

/// The entries of the feed, the newest first.
fn news<'w>(
    site: &Site,
    base: &url::Url,
    words: impl Fn(usize) -> &'w PageWords,
    title: impl Fn(ClaimIndex) -> String,
) -> Vec<FeedEntry> {
    // Keyed by page and mark, so that an event that is recorded twice gives one entry.
    let mut all: BTreeMap<(String, String), FeedEntry> = BTreeMap::new();
    let mut add = |of: usize, date: &Date, page: &str, what: &str, title, text: Option<String>| {
        let Some(date) = moment(date) else { return };
        let page = canonical(base, page);
        let hash = xxh3_64(text.as_deref().unwrap_or("").as_bytes()) as u32;
        let mark = match what {
            "" => String::new(),
            what => format!("#{what}-{}-{hash:08x}", date.format("%Y-%m-%d")),
        };
        let language = Some(&site.articles[of].language).filter(|l| **l != site.config.language);
        let language = language.cloned();
        all.insert(
            (page.clone(), mark.clone()),
            FeedEntry { date, page, mark, title, text, language },
        );
    };
    for (i, article) in site.articles.iter().enumerate() {
        let page = address::article(&article.prefix);
        if let Some(published) = &article.details.published {
            add(i, published, &page, "", article.title.clone(), article.standfirst.clone());
        }
        for (date, text) in &article.details.corrections {
            let title = article.title.as_str().into();
            let title = words(i).say("share-correction", [("article", title)]);
            add(i, date, &page, "correction", title, Some(text.clone()));
        }
    }
    for (i, claim) in site.claims.iter().enumerate() {
        let page = address::claim(&site.articles[claim.article].prefix, &claim.id);
        for (date, note) in &claim.details.history {
            add(
                claim.article,
                &date.value,
                &page,
                "history",
                title(ClaimIndex(i)),
                Some(note.clone()),
            );
        }
    }
    let mut news: Vec<FeedEntry> = all.into_values().collect();
    news.sort_by_key(|one| Reverse(one.date));
    news.truncate(NEWEST);
    news
}

fn entry(news: FeedEntry) -> Entry {
    let text = |value: String| Text { lang: news.language.clone(), ..Text::plain(value) };
    Entry {
        title: text(news.title),
        id: format!("{}{}", news.page, news.mark),
        updated: news.date,
        links: vec![link("alternate", &news.page)],
        summary: news.text.map(text),
        ..Entry::default()
    }
}

fn link(relation: &str, address: &str) -> Link {
    Link { rel: relation.to_owned(), href: address.to_owned(), ..Link::default() }
}

/// A date as a moment.
fn moment(date: &Date) -> Option<FixedDateTime> {
    let day = || format!("{}T00:00:00Z", date.earliest());
    let text = date.moment().map_or_else(day, |moment| moment.to_string());
    text.parse().ok()
}
