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
    let url =
        Url::parse(address.trim()).ok().filter(|url| ["http", "https"].contains(&url.scheme()))?;
    let host = host_of(&url)?;
    let prefix = article_of(site, article).map_or("", |i| &site.articles[i].prefix);
    let seen = || site.sources.iter().filter(|s| s.prefix.is_empty() || s.prefix == prefix);
    let at = |source: &Source| source.details.url.as_deref().and_then(|url| Url::parse(url).ok());
    if let Some(known) = seen().find(|source| at(source).is_some_and(|at| is_same(&at, &url))) {
        return Some(proposal(known.id.to_string(), true, &url, &host, &[known]));
    }
    let beside: Vec<&Source> = site
        .sources
        .iter()
        .filter(|s| at(s).and_then(|at| host_of(&at)).as_ref() == Some(&host))
        .collect();
    let taken =
        |id: &str| seen().any(|source| *source.id == *id) || begun.iter().any(|begun| begun == id);
    Some(proposal(free_id(&named(&url, &host), taken), false, &url, &host, &beside))
}

fn proposal(id: String, known: bool, url: &Url, host: &str, beside: &[&Source]) -> SourceProposal {
    let leads_on = !known && RESOLVERS.contains(&host);
    let beside = if leads_on { &[] } else { beside };
    let mut named = beside.iter().filter_map(|source| source.details.publisher.as_deref());
    let agreed = named.next().filter(|first| named.all(|other| other == *first));
    let agreed = agreed.map(str::to_owned);
    let publisher = most(beside.iter().filter_map(|source| source.details.publisher.clone()));
    let kind = most(beside.iter().filter_map(|source| source.details.kind.map(SourceKind::key)));
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
        sure: SureOfSource { publisher: agreed, kind: by_ending },
    }
}

/// The value that occurs most often; of several, the first in the alphabet.
fn most<T: Ord>(values: impl Iterator<Item = T>) -> Option<T> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    values.for_each(|value| *counts.entry(value).or_default() += 1);
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(value, _)| value)
}

/// The host without the part that says how it is served.
fn host_of(url: &Url) -> Option<String> {
    let host = url.host_str()?;
    let bare = ["www.", "m.", "amp.", "mobile."].iter().find_map(|part| host.strip_prefix(part));
    Some(bare.unwrap_or(host).to_owned())
}

/// True if two addresses lead to one page: the scheme, `www.`, a slash at the end and `#...` do not count.
fn is_same(one: &Url, other: &Url) -> bool {
    let page = |url: &Url| {
        let path = url.path().trim_end_matches('/').to_owned();
        (host_of(url), url.port(), path, url.query().map(str::to_owned))
    };
    page(one) == page(other)
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
