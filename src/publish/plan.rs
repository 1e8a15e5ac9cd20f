//! Which pages a site has, and where each stands.
//!
//! In go a site and its assets; out comes a [`Plan`]: the pages by path, and what they share.

use super::article::Part;
use super::feed;
use super::lists::{Lists, of_source, of_speaker, pages};
use super::map;
use super::search::Search;
use super::share::Pictures;
use super::view::{self, Standing, View};
use crate::address;
use crate::check::Passages;
use crate::diagnostic::Diagnostic;
use crate::model::Layout;
use crate::resolve::{ClaimIndex, Site, SourceIndex, SpeakerIndex};
use crate::source::FileId;
use crate::status::Judgement;
use crate::theme::Asset;
use crate::words::Languages;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// What is worked out once for all pages: which there are, and what they share.
#[derive(Debug, Default)]
pub struct Plan {
    /// The pages, sorted by path.
    pub(super) jobs: Vec<(String, Job)>,
    /// Assets by path in the output, with their names.
    pub(super) assets: BTreeMap<String, String>,
    pub(super) coverages: Vec<Standing>,
    pub(super) pictures: Pictures,
    /// True where there is a feed.
    pub(super) feed: bool,
    /// The claims that have argument maps, by article and page of maps.
    pub(super) maps: Vec<Vec<Vec<ClaimIndex>>>,
    /// What the lists hold.
    pub(super) lists: Lists,
    /// Addresses that no page may hold, in lower case, with the sources that they are of.
    pub(super) secrets: Vec<(String, SourceIndex)>,
    /// Assets that templates may load, by name, with their paths.
    pub(super) loaded: Vec<(String, String)>,
    /// The index for readers who search, built when it is first asked for.
    pub(super) search: OnceLock<Result<Search, Box<Diagnostic>>>,
}

impl Plan {
    /// Plans the pages of a site.
    pub fn new(
        site: &Site,
        judgements: &[Judgement],
        assets: &BTreeMap<String, Asset>,
        languages: &Languages,
    ) -> Self {
        // Everything whose name changes with its content, and the icon.
        let may_load = |name: &str| [".css", ".js", ".svg"].iter().any(|e| name.ends_with(e));
        let path = |(name, asset): (&String, &Asset)| (name.clone(), asset.path.clone());
        let maps = || site.articles.par_iter().map(|a| map::pages(site, a)).collect::<Vec<_>>();
        let (maps, lists) = rayon::join(maps, || Lists::new(site, judgements));
        let mut jobs: Vec<(String, Job)> = jobs(site, &lists, &maps)
            .into_par_iter()
            .map(|job| (address_of(site, job), job))
            .collect();
        jobs.par_sort_unstable_by(|a, b| a.0.cmp(&b.0));
        let coverages: Vec<Standing> =
            site.articles.iter().map(|a| view::standing(site, judgements, a)).collect();
        // What a picture says needs no page and no passage.
        let (checked, page) = (&Passages::default(), address::HOME);
        let pictures = Pictures::new(site, assets, |article| {
            let words = view::words(languages, site, article);
            View { site, judgements, checked, coverages: &coverages, words, page }
        });
        Self {
            jobs,
            maps,
            lists,
            secrets: secrets(site),
            assets: assets.iter().map(|(name, asset)| (asset.path.clone(), name.clone())).collect(),
            coverages,
            pictures,
            feed: feed::has(site),
            search: OnceLock::new(),
            loaded: assets.iter().filter(|(name, _)| may_load(name)).map(path).collect(),
        }
    }

    /// The files that the page at `path` is made of, as far as only it is: the sections that it
    /// shows, or where its claim is annotated.
    pub fn files_of(&self, site: &Site, path: &str) -> Vec<FileId> {
        let section = |article: usize, s: usize| site.articles[article].sections[s].file;
        match self.job(path) {
            Some(Job::Article(i, Part::Section(s))) => vec![section(i, s)],
            Some(Job::Article(i, _)) => {
                let article = &site.articles[i];
                let sections = article.sections.iter().map(|s| s.file);
                sections.chain([article.file]).collect()
            }
            Some(Job::Claim(index)) => {
                let claim = site.claim(index);
                let places = claim.anchors.iter().filter_map(|a| a.place.section());
                let places = places.map(|s| section(claim.article, s));
                places.chain([claim.span.file]).collect()
            }
            _ => Vec::new(),
        }
    }

    pub(super) fn job(&self, path: &str) -> Option<Job> {
        let at = self.jobs.binary_search_by(|(p, _)| p.as_str().cmp(path)).ok()?;
        Some(self.jobs[at].1)
    }

    /// The pages that a search engine may list.
    pub(super) fn listed(&self) -> Vec<String> {
        let hidden = |job: &Job| matches!(job, Job::NotFound | Job::Redirect(_) | Job::Search);
        let listed = self.jobs.iter().filter(|(_, job)| !hidden(job));
        listed.map(|(path, _)| path.clone()).collect()
    }
}

/// Everything that leads to a confidential source.
fn secrets(site: &Site) -> Vec<(String, SourceIndex)> {
    let mut secrets = Vec::new();
    for (i, source) in site.sources.iter().enumerate().filter(|(_, s)| s.details.confidential()) {
        let addresses = source.details.addresses();
        let plain = addresses.map(|url| (address::bare(url).to_lowercase(), SourceIndex(i)));
        secrets.extend(plain);
    }
    secrets
}

/// A page that is to be rendered. Of a list, the last number says which page, from 1.
#[derive(Debug, Clone, Copy)]
pub(super) enum Job {
    Article(usize, Part),
    Claim(ClaimIndex),
    Claims(usize, usize),
    Disputes(usize, usize),
    Timeline(usize, usize),
    Corrections(usize, usize),
    Source(SourceIndex, usize),
    Speaker(SpeakerIndex, usize),
    Sources(usize),
    Speakers(usize),
    /// A page of an article's argument maps, by its number.
    Map(usize, usize),
    Search,
    Method,
    Articles(usize),
    NotFound,
    Redirect(usize),
}

fn jobs(site: &Site, lists: &Lists, maps: &[Vec<Vec<ClaimIndex>>]) -> Vec<Job> {
    let numbers = |entries: usize| 1..=pages(entries);
    let mut jobs = vec![Job::Method];
    jobs.extend(numbers(lists.sources.len()).map(Job::Sources));
    jobs.extend(numbers(lists.speakers.len()).map(Job::Speakers));
    if site.config.search {
        jobs.push(Job::Search);
    }
    if site.config.base_url.is_some() {
        jobs.push(Job::NotFound);
    }
    if site.articles.iter().any(|a| !a.prefix.is_empty()) {
        jobs.extend(numbers(lists.articles.len()).map(Job::Articles));
    }
    for (i, article) in site.articles.iter().enumerate() {
        let of = &lists.of[i];
        jobs.extend(numbers(of.claims.len()).map(|n| Job::Claims(i, n)));
        jobs.extend(numbers(of.disputes.len()).map(|n| Job::Disputes(i, n)));
        jobs.extend(numbers(of.events.len()).map(|n| Job::Timeline(i, n)));
        jobs.extend(numbers(of.changes.len()).map(|n| Job::Corrections(i, n)));
        jobs.extend((0..maps[i].len()).map(|n| Job::Map(i, n)));
        match article.layout {
            Layout::Page => jobs.push(Job::Article(i, Part::Whole)),
            Layout::Sections => {
                let sections = 0..article.sections.len();
                jobs.extend(numbers(sections.len()).map(|n| Job::Article(i, Part::Front(n))));
                jobs.extend(sections.map(|s| Job::Article(i, Part::Section(s))));
            }
        }
    }
    jobs.extend((0..site.claims.len()).map(|i| Job::Claim(ClaimIndex(i))));
    for source in site.shown_sources() {
        let entries = of_source(site, source).iter().sum();
        jobs.extend(numbers(entries).map(|n| Job::Source(source, n)));
    }
    for speaker in site.shown_speakers() {
        let entries = of_speaker(site, speaker).iter().sum();
        jobs.extend(numbers(entries).map(|n| Job::Speaker(speaker, n)));
    }
    jobs.extend((0..site.redirects.len()).map(Job::Redirect));
    jobs
}

impl Job {
    /// The template that draws the page.
    pub(super) fn template(self) -> &'static str {
        match self {
            Self::Article(_, Part::Section(_)) => "section.html",
            Self::Article(..) => "article.html",
            Self::Claim(_) => "claim.html",
            Self::Claims(..) => "claims.html",
            Self::Disputes(..) => "disputes.html",
            Self::Timeline(..) => "timeline.html",
            Self::Corrections(..) => "corrections.html",
            Self::Source(..) => "source.html",
            Self::Speaker(..) => "speaker.html",
            Self::Sources(_) => "sources.html",
            Self::Speakers(_) => "speakers.html",
            Self::Map(..) => "map.html",
            Self::Search => "search.html",
            Self::Method => "method.html",
            Self::Articles(_) => "articles.html",
            Self::NotFound => "404.html",
            Self::Redirect(_) => "redirect.html",
        }
    }
}

/// Where the page of a job stands.
fn address_of(site: &Site, job: Job) -> String {
    let nth = |first: String, n: usize| address::nth(&first, n);
    match job {
        Job::Article(i, Part::Section(s)) => {
            let article = &site.articles[i];
            address::section(&article.prefix, &article.sections[s].slug)
        }
        Job::Article(i, Part::Front(n)) => nth(address::article(&site.articles[i].prefix), n),
        Job::Article(i, Part::Whole) => address::article(&site.articles[i].prefix),
        Job::Claim(index) => {
            let claim = site.claim(index);
            address::claim(&site.articles[claim.article].prefix, &claim.id)
        }
        Job::Claims(i, n) => nth(address::claims(&site.articles[i].prefix), n),
        Job::Disputes(i, n) => nth(address::disputes(&site.articles[i].prefix), n),
        Job::Timeline(i, n) => nth(address::timeline(&site.articles[i].prefix), n),
        Job::Corrections(i, n) => nth(address::corrections(&site.articles[i].prefix), n),
        Job::Map(i, n) => address::map(&site.articles[i].prefix, n),
        Job::Source(index, n) => {
            let source = site.source(index);
            nth(address::source(&source.prefix, &source.id), n)
        }
        Job::Speaker(index, n) => {
            let speaker = site.speaker(index);
            nth(address::speaker(&speaker.prefix, &speaker.id), n)
        }
        Job::Sources(n) => nth(address::sources(""), n),
        Job::Speakers(n) => nth(address::speakers(""), n),
        Job::Search => address::SEARCH.to_owned(),
        Job::Method => address::METHOD.to_owned(),
        Job::Articles(n) => nth(address::HOME.to_owned(), n),
        Job::NotFound => address::NOT_FOUND.to_owned(),
        Job::Redirect(i) => site.redirects[i].from.clone(),
    }
}
