//! The lists of a site: their entries and order.
//!
//! In go a site and its judgements; out come [`Lists`]. Each list is complete and sorted. It is
//! computed once, when something first needs it, and split into pages of [`PAGE`] entries when they are
//! rendered, so that the cost per page does not depend on the number of pages.

use super::{map, seen};
use crate::judge::status::Judgement;
use crate::model::{Date, Status};
use crate::resolve::{Article, Claim, ClaimIndex, Site, SourceIndex, SpeakerIndex};
use ahash::{HashMap, HashSet};
use jiff::civil::DateTime;
use std::cmp::Reverse;
use std::ops::Range;
use std::sync::Arc;
use std::sync::OnceLock;

/// The maximum number of entries on a page of a list.
pub const PAGE: usize = 500;

/// The number of pages of a list of `entries`; an empty list has one page, which says that it is
/// empty.
pub fn pages(entries: usize) -> usize {
    entries.div_ceil(PAGE).max(1)
}

/// The entries of page `n`, from 1.
pub fn cut<T>(list: &[T], n: usize) -> &[T] {
    &list[span(list.len(), n)]
}

/// The range of entries on page `n`, from 1.
pub fn span(entries: usize, n: usize) -> Range<usize> {
    let start = ((n - 1) * PAGE).min(entries);
    start..entries.min(start + PAGE)
}

/// The ranges of consecutive lists that stand on page `n`, list by list.
pub fn spans<const N: usize>(lengths: [usize; N], n: usize) -> [Range<usize>; N] {
    let shown = span(lengths.iter().sum(), n);
    let mut before = 0;
    lengths.map(|length| {
        let at = |entry: usize| entry.saturating_sub(before).min(length);
        let here = at(shown.start)..at(shown.end);
        before += length;
        here
    })
}

/// The lengths of the lists on the page of a source: citations of it, and later events that cite
/// it.
pub fn of_source(site: &Site, index: SourceIndex) -> [usize; 2] {
    let source = site.source(index);
    [source.cited_by.len(), source.later_of.len()]
}

/// The lengths of the lists on the page of a speaker: their claims, the claims that these answer,
/// the claims of others that they report, and sources.
pub fn of_speaker(site: &Site, index: SpeakerIndex) -> [usize; 4] {
    let speaker = site.speaker(index);
    let answers = speaker.claims.iter().map(|c| site.claim(*c).answers.len()).sum();
    let sources = speaker.sources.iter().filter(|s| !site.source(**s).hidden).count();
    [speaker.claims.len(), answers, speaker.reports.len(), sources]
}

/// The lists of a site, each computed when somebody first asks for it. Whoever asks gives the same site
/// and judgements each time.
#[derive(Debug, Default)]
pub struct Lists {
    articles: OnceLock<Vec<usize>>,
    sources: OnceLock<Vec<SourceIndex>>,
    sources_by_claims: OnceLock<Vec<SourceIndex>>,
    speakers: OnceLock<Vec<SpeakerIndex>>,
    of: Vec<OnceLock<ArticleLists>>,
    maps: Vec<OnceLock<Vec<Vec<ClaimIndex>>>>,
}

/// The lists of an article.
#[derive(Debug, Default)]
pub struct ArticleLists {
    /// Its claims: those marked in it, those whose words were edited, those made elsewhere.
    pub claims: Vec<ClaimIndex>,
    /// Those that are answered.
    pub disputes: Vec<ClaimIndex>,
    /// Entries with a date, by date.
    pub events: Vec<Event>,
    /// How many claims give no date.
    pub undated_claims: usize,
    /// How many of its sources give no date.
    pub undated_sources: usize,
    /// Corrections and changes, the newest first, those without a date last.
    pub changes: Vec<ChangeEntry>,
    /// The statuses of the claims that are marked in it.
    pub statuses: Vec<(Status, usize)>,
}

/// A dated event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A claim was made.
    Said(ClaimIndex),
    /// A source was published.
    Published(SourceIndex),
    /// A later event of a claim: the first claim that reports it, the index among that claim's
    /// later events, and all claims that report it in the same words.
    Later(ClaimIndex, usize, Vec<ClaimIndex>),
}

impl Event {
    /// The date of the event. Events without a date are in no list.
    pub fn date<'s>(&self, site: &'s Site) -> Option<&'s Date> {
        match self {
            Self::Said(claim) => site.claim(*claim).details.date.as_ref().map(|d| &d.value),
            Self::Published(source) => site.source(*source).details.date.as_ref(),
            Self::Later(claim, n, _) => site.claim(*claim).later.get(*n).map(|l| &l.date.value),
        }
    }
}

/// A correction or a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeEntry {
    /// A correction of the article, by its index.
    Article(usize),
    /// An entry in the history of a claim.
    Entry(ClaimIndex, usize),
    /// A claim that once had other words. The entry of its history is given if there is only one,
    /// since it is not recorded which of several is about the words.
    Reworded(ClaimIndex, Option<usize>),
    /// A later event of a claim.
    Later(ClaimIndex, usize),
}

impl ChangeEntry {
    /// The date of the change, if recorded.
    pub fn date<'s>(&self, site: &'s Site, article: &'s Article) -> Option<&'s Date> {
        match self {
            Self::Article(n) => article.details.corrections.get(*n).map(|(date, _)| date),
            Self::Entry(claim, n) | Self::Reworded(claim, Some(n)) => {
                site.claim(*claim).details.history.get(*n).map(|(date, _)| &date.value)
            }
            Self::Reworded(_, None) => None,
            Self::Later(claim, n) => site.claim(*claim).later.get(*n).map(|l| &l.date.value),
        }
    }
}

impl Lists {
    /// The lists of a site with so many articles, none of them computed.
    pub fn of_articles(articles: usize) -> Self {
        Self {
            of: (0..articles).map(|_| OnceLock::new()).collect(),
            maps: (0..articles).map(|_| OnceLock::new()).collect(),
            ..Self::default()
        }
    }

    /// The articles, the newest first, those without a date last.
    pub fn articles(&self, site: &Site) -> &[usize] {
        self.articles.get_or_init(|| {
            let mut all: Vec<usize> = (0..site.articles.len()).collect();
            all.sort_by_key(|i| Reverse(site.articles[*i].details.published.as_ref().map(newest)));
            all
        })
    }

    /// The sources by kind, publisher, date and title.
    pub fn sources(&self, site: &Site) -> &[SourceIndex] {
        self.sources.get_or_init(|| {
            let mut all: Vec<SourceIndex> = site.shown_sources().collect();
            all.sort_by_cached_key(|s| {
                let details = &site.source(*s).details;
                let kind = details.kind.map_or(usize::MAX, |kind| kind as usize);
                let publisher = details.publisher.as_deref().map(|name| filed(site, name));
                let date = details.date.as_ref().map(Date::extent);
                (kind, publisher.is_none(), publisher, date, details.title.to_lowercase(), *s)
            });
            all
        })
    }

    /// The same by the number of claims that rest on them, the most first.
    pub fn sources_by_claims(&self, site: &Site) -> &[SourceIndex] {
        self.sources_by_claims.get_or_init(|| {
            let mut all = self.sources(site).to_vec();
            all.sort_by_cached_key(|s| Reverse(resting(site, *s)));
            all
        })
    }

    /// The speakers by name.
    pub fn speakers(&self, site: &Site) -> &[SpeakerIndex] {
        self.speakers.get_or_init(|| {
            let mut all: Vec<SpeakerIndex> = site.shown_speakers().collect();
            all.sort_by_cached_key(|s| (filed(site, &site.speaker(*s).details.name), *s));
            all
        })
    }

    /// The lists of an article.
    pub fn of(&self, site: &Site, judgements: &[Arc<Judgement>], article: usize) -> &ArticleLists {
        self.of[article].get_or_init(|| of_article(site, judgements, &site.articles[article]))
    }

    /// The claims of an article with argument maps, by page.
    pub fn maps(&self, site: &Site, article: usize) -> &[Vec<ClaimIndex>] {
        self.maps[article].get_or_init(|| map::pages(site, &site.articles[article]))
    }
}

/// How many claims rest on a source: those that cite it, each once.
pub fn resting(site: &Site, source: SourceIndex) -> usize {
    let mut claims: Vec<ClaimIndex> =
        site.source(source).cited_by.iter().map(|(claim, _)| *claim).collect();
    claims.dedup();
    claims.len()
}

/// What a name is filed under: without the article at its head, in the site's language.
fn filed(site: &Site, name: &str) -> String {
    let name = name.to_lowercase();
    let language = site.config.language.split('-').next().unwrap_or_default();
    let articles: &[&str] = match language {
        "en" => &["the ", "a ", "an "],
        "es" => &["el ", "la ", "los ", "las "],
        "de" => &["der ", "die ", "das "],
        "fr" => &["le ", "la ", "les ", "l’", "l'"],
        "ar" => &["ال"],
        _ => &[],
    };
    let bare = articles.iter().find_map(|article| name.strip_prefix(article));
    bare.map_or_else(|| name.clone(), str::to_owned)
}

fn of_article(site: &Site, judgements: &[Arc<Judgement>], article: &Article) -> ArticleLists {
    let claims: Vec<ClaimIndex> = article.standing.all().collect();
    let answered = |c: &ClaimIndex| !site.claim(*c).counters.is_empty();
    let sources = sources_of(site, article, &claims);
    let dated = |s: &&SourceIndex| site.source(**s).details.date.is_some();
    ArticleLists {
        disputes: claims.iter().copied().filter(answered).collect(),
        events: events(site, &claims, &sources),
        undated_claims: claims.iter().filter(|c| site.claim(**c).details.date.is_none()).count(),
        undated_sources: sources.len() - sources.iter().filter(dated).count(),
        changes: changes(site, article, &claims),
        statuses: seen::statuses(judgements, &article.standing.marked),
        claims,
    }
}

/// The sources that an article refers to, each once: cited, in a later event, or as its original.
fn sources_of(site: &Site, article: &Article, claims: &[ClaimIndex]) -> Vec<SourceIndex> {
    let named = |c: &ClaimIndex| {
        let claim = site.claim(*c);
        let cited = claim.citations.iter().map(|c| c.source);
        cited.chain(claim.later.iter().flat_map(|l| l.sources.iter().copied()))
    };
    let mut all: Vec<SourceIndex> = claims.iter().flat_map(named).chain(article.original).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The sort key of lists that begin with the newest: the latest moment that a date may mean, then
/// the earliest.
fn newest(date: &Date) -> (DateTime, DateTime) {
    let (first, last) = date.extent();
    (last, first)
}

/// The entries of one page by date; entries with equal dates keep their order.
pub fn by_date<T>(entries: &[T], date: impl Fn(&T) -> &Date) -> Vec<&T> {
    let mut sorted: Vec<&T> = entries.iter().collect();
    sorted.sort_by_cached_key(|entry| date(entry).extent());
    sorted
}

/// The same, the newest first.
pub fn newest_first<T>(entries: &[T], date: impl Fn(&T) -> &Date) -> Vec<&T> {
    let mut sorted: Vec<&T> = entries.iter().collect();
    sorted.sort_by_cached_key(|entry| Reverse(newest(date(entry))));
    sorted
}

/// All dated events, by the earliest moment that the date may mean, then by the latest; on one date
/// what happened comes first, then what was said, then what was published.
fn events(site: &Site, claims: &[ClaimIndex], sources: &[SourceIndex]) -> Vec<Event> {
    let mut events: Vec<Event> = Vec::new();
    let mut told: HashMap<(&str, &Date), usize> = HashMap::default();
    for &index in claims {
        for (n, later) in site.claim(index).later.iter().enumerate() {
            let key = (later.text.as_str(), &later.date.value);
            let at = *told.entry(key).or_insert(events.len());
            match events.get_mut(at) {
                Some(Event::Later(_, _, all)) if all.last() != Some(&index) => all.push(index),
                Some(_) => {}
                None => events.push(Event::Later(index, n, vec![index])),
            }
        }
    }
    events.extend(claims.iter().map(|c| Event::Said(*c)));
    events.extend(sources.iter().map(|s| Event::Published(*s)));
    events.retain(|event| event.date(site).is_some());
    events.sort_by_cached_key(|event| event.date(site).map(|d| (d.extent(), d)));
    events
}

fn changes(site: &Site, article: &Article, claims: &[ClaimIndex]) -> Vec<ChangeEntry> {
    let mut changes: Vec<ChangeEntry> =
        (0..article.details.corrections.len()).map(ChangeEntry::Article).collect();
    let mut told: HashSet<(&str, &Date)> = HashSet::default();
    for &index in claims {
        let claim: &Claim = site.claim(index);
        // What several claims report in the same words is told once.
        let later = claim.later.iter().enumerate();
        let fresh = later.filter(|(_, l)| told.insert((l.text.as_str(), &l.date.value)));
        changes.extend(fresh.map(|(n, _)| ChangeEntry::Later(index, n)));
        let entries = claim.details.history.len();
        match (claim.details.was.is_some(), entries) {
            // Report both as one change.
            (true, 1) => changes.push(ChangeEntry::Reworded(index, Some(0))),
            (reworded, _) => {
                changes.extend(reworded.then_some(ChangeEntry::Reworded(index, None)));
                changes.extend((0..entries).map(|n| ChangeEntry::Entry(index, n)));
            }
        }
    }
    changes.sort_by_key(|change| Reverse(change.date(site, article).map(newest)));
    changes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_cut_into_pages() {
        let check = |entries: usize, expect: &[usize]| {
            let list: Vec<usize> = (0..entries).collect();
            let lengths: Vec<usize> = (1..=pages(entries)).map(|n| cut(&list, n).len()).collect();
            assert_eq!(lengths, expect, "{entries}");
        };
        check(0, &[0]);
        check(500, &[500]);
        check(501, &[500, 1]);
        check(1201, &[500, 500, 201]);
    }
}
