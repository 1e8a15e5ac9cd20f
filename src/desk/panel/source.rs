//! Proposes a source from its address.
//!
//! In go a site and an address; out comes the source that the site has there, or an id and what can be told of
//! a new one: from the site's other sources of that host, and from the address itself. It is a proposal: the
//! author sees it before it is written, or is told.

use super::parts::article_of;
use crate::desk::ids::free_id;
use crate::model::{SourceKind, to_id};
use crate::resolve::{Site, Source};
use serde::Serialize;
use std::collections::BTreeMap;
use text_anchor::lexicon;
use url::Url;

/// What an address says of a source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SourceProposal {
    /// The id of the source that the site has at this address, or one for a new source.
    pub id: String,
    /// True if the site has it.
    pub known: bool,
    /// The address in full.
    pub url: String,
    /// Who published it: as the site's other sources of the host say, or the host. None where the host leads to
    /// what others publish.
    pub publisher: Option<String>,
    /// Of what kind it is, where other sources of the host or the ending of the address say so.
    pub kind: Option<&'static str>,
    /// The media type, where it is no page.
    pub media: Option<&'static str>,
    /// What holds without anybody looking at it.
    #[serde(skip)]
    pub sure: SureOfSource,
}

/// What an address says of a new source where nobody looks at the proposal before it is written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SureOfSource {
    /// Who published it, where all other sources of the host that say so say the same.
    pub publisher: Option<String>,
    /// Of what kind it is, where the ending of the address says so.
    pub kind: Option<&'static str>,
}

/// Hosts whose addresses lead to what others publish, so that neither the host nor its other sources say who does.
const RESOLVERS: [&str; 3] = ["doi.org", "dx.doi.org", "hdl.handle.net"];

/// What `address` says of a source of an article, where sources called `begun` are begun already; `None` if it is no full address on the web.
pub fn propose_source(
    site: &Site,
    article: Option<&str>,
    address: &str,
    begun: &[String],
) -> Option<SourceProposal> {
    SourceProposer::new(site, article).propose_beside(address, begun)
}

/// Proposes sources of an article, of which there may be many.
#[derive(Debug)]
pub struct SourceProposer<'s> {
    site: &'s Site,
    prefix: &'s str,
    /// The sources that the article sees, by their pages.
    pages: BTreeMap<PageKey, &'s Source>,
    /// What the sources of each host have in common.
    hosts: BTreeMap<String, HostSources>,
}

/// A page, however its address is written: host, port, path and query.
pub type PageKey = (Option<String>, Option<u16>, String, Option<String>);

/// What sources of a host have in common.
#[derive(Debug, Default)]
struct HostSources {
    publishers: BTreeMap<String, usize>,
    kinds: BTreeMap<&'static str, usize>,
}

impl HostSources {
    fn count(&mut self, source: &Source) {
        if let Some(publisher) = &source.details.publisher {
            *self.publishers.entry(publisher.clone()).or_default() += 1;
        }
        if let Some(kind) = source.details.kind {
            *self.kinds.entry(kind.key()).or_default() += 1;
        }
    }
}

impl<'s> SourceProposer<'s> {
    /// For an article, by the name of its folder.
    pub fn new(site: &'s Site, article: Option<&str>) -> Self {
        let prefix = article_of(site, article).map_or("", |i| &site.articles[i].prefix);
        let mut new = Self { site, prefix, pages: BTreeMap::new(), hosts: BTreeMap::new() };
        for source in &site.sources {
            let url = source.details.url.as_deref().and_then(|url| Url::parse(url).ok());
            let Some(url) = url else { continue };
            if new.sees(source) {
                new.pages.entry(key_of(&url)).or_insert(source);
            }
            if let Some(host) = host_of(&url) {
                new.hosts.entry(host).or_default().count(source);
            }
        }
        new
    }

    fn sees(&self, source: &Source) -> bool {
        source.prefix.is_empty() || source.prefix == self.prefix
    }

    fn seen(&self) -> impl Iterator<Item = &'s Source> {
        self.site.sources.iter().filter(|source| self.sees(source))
    }

    /// The id of the source that the article sees at `address`.
    pub fn known(&self, address: &str) -> Option<&'s str> {
        self.pages.get(&page_of(address)?).map(|source| &*source.id)
    }

    /// What `address` says of a source, beside others that are begun, by their ids.
    pub fn propose_beside(&self, address: &str, begun: &[String]) -> Option<SourceProposal> {
        let taken = |id: &str| {
            self.seen().any(|source| *source.id == *id) || begun.iter().any(|begun| begun == id)
        };
        self.propose(address, |words| free_id(words, taken))
    }

    /// What `address` says of a source, for which `free` makes an id of words; `None` if it is no full address on
    /// the web.
    pub fn propose(
        &self,
        address: &str,
        free: impl FnOnce(&str) -> String,
    ) -> Option<SourceProposal> {
        let url = web(address)?;
        let host = host_of(&url)?;
        if let Some(known) = self.pages.get(&key_of(&url)) {
            let mut own = HostSources::default();
            own.count(known);
            return Some(proposal(known.id.to_string(), true, &url, &host, Some(&own)));
        }
        let beside = self.hosts.get(&host);
        Some(proposal(free(&named(&url, &host)), false, &url, &host, beside))
    }
}

fn proposal(
    id: String,
    known: bool,
    url: &Url,
    host: &str,
    beside: Option<&HostSources>,
) -> SourceProposal {
    let leads_on = !known && RESOLVERS.contains(&host);
    let beside = beside.filter(|_| !leads_on);
    let publishers = beside.map(|of| &of.publishers);
    let agreed = publishers.filter(|all| all.len() == 1).and_then(|all| all.keys().next());
    let publisher = publishers.and_then(most).cloned();
    let kind = beside.and_then(|of| most(&of.kinds)).copied();
    let ending = url.path().rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    let by_ending = match ending.as_str() {
        "csv" | "tsv" | "xls" | "xlsx" | "ods" => Some(SourceKind::Dataset.key()),
        "png" | "jpg" | "jpeg" | "gif" | "webp" => Some(SourceKind::Image.key()),
        "mp3" | "m4a" | "ogg" | "wav" => Some(SourceKind::Recording.key()),
        "mp4" | "webm" | "mov" => Some(SourceKind::Video.key()),
        _ => None,
    };
    SourceProposal {
        id,
        known,
        url: url.to_string(),
        publisher: publisher.or_else(|| (!leads_on).then(|| host.to_owned())),
        kind: by_ending.or(kind),
        media: (ending == "pdf").then_some("application/pdf"),
        sure: SureOfSource { publisher: agreed.cloned(), kind: by_ending },
    }
}

/// The value that occurs most often; of several, the first in the alphabet.
fn most<T: Ord>(counts: &BTreeMap<T, usize>) -> Option<&T> {
    counts.iter().rev().max_by_key(|(_, count)| **count).map(|(value, _)| value)
}

/// A full address on the web.
fn web(address: &str) -> Option<Url> {
    Url::parse(address.trim()).ok().filter(|url| ["http", "https"].contains(&url.scheme()))
}

/// The page that an address on the web leads to.
pub fn page_of(address: &str) -> Option<PageKey> {
    web(address).map(|url| key_of(&url))
}

/// The page: the scheme, `www.`, a slash at the end and `#...` do not count.
fn key_of(url: &Url) -> PageKey {
    let path = url.path().trim_end_matches('/').to_owned();
    (host_of(url), url.port(), path, url.query().map(str::to_owned))
}

/// The host without the part that says how it is served.
fn host_of(url: &Url) -> Option<String> {
    let host = url.host_str()?;
    let bare = ["www.", "m.", "amp.", "mobile."].iter().find_map(|part| host.strip_prefix(part));
    Some(bare.unwrap_or(host).to_owned())
}

/// The most words of the path in an id.
const MOST_PATH_WORDS: usize = 4;

/// Words for an id: the name of the host, and the last part of the path that has words, without those that say nothing.
fn named(url: &Url, host: &str) -> String {
    let labels: Vec<&str> = host.split('.').collect();
    let name = labels[..labels.len().saturating_sub(1)].iter().rev().find(|label| label.len() > 2);
    let name = name.copied().unwrap_or(host);
    let is_small = |word: &str| lexicon::of("en").is_some_and(|of| of.openers.contains(word));
    let parts = url.path_segments().into_iter().flatten();
    let mut words = parts.filter_map(|part| {
        let id = to_id(part.split('.').next().unwrap_or(""));
        let words = || id.split('-').filter(|word| !is_small(word)).take(MOST_PATH_WORDS);
        words().any(|word| word.len() > 2).then(|| words().collect::<Vec<_>>().join(" "))
    });
    format!("{} {}", to_id(name).replace('-', " "), words.next_back().unwrap_or_default())
}
