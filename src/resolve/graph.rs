//! Resolves claims, and links claims, sources and speakers in both directions.
//!
//! In go raw claims with the section that they annotate; out come the [`Claim`]s of the site.
//! Counter-claims written in place become ordinary claims.

mod edges;
mod flat;
mod ids;
mod known;
mod lists;

use super::anchors::{self, Anchored, Guarded, ImageHashes, Indexes, Outlines, QuoteSearch, Texts};
use super::kept::{KeptWords, Reuse};
use super::names::SiteNames;
use super::placed::PlacedClaim;
use super::site::{Citation, Claim, Site, SourceIndex, SpeakerIndex};
use super::surroundings::Surroundings;
use crate::model::Stake;
use crate::parse::claim::{ClaimWords, Later, RawCitation, Reply};
use crate::parse::lock::Lock;
use crate::parse::{Faults, ParsedArticle};
use edges::connect;
use flat::{flatten, lost_before};
use ids::{by_id, shared_names, twice_withheld};
pub(super) use lists::list;
use rayon::prelude::*;
use std::sync::Arc;

/// The other results of resolving a claim; empty for most claims.
type GuardedFaults = (Guarded, Faults);

/// The claims of a site as parsed, with what was confirmed.
pub(super) struct Given<'p> {
    /// The claims, article by article.
    pub(super) homes: Vec<PlacedClaim<'p>>,
    /// The articles, in the order of the site.
    pub(super) articles: &'p [&'p ParsedArticle],
    /// For each article, what was confirmed in it.
    pub(super) locks: &'p [Arc<Lock>],
}

/// Adds all claims to `site`. [`list`] then computes its lists.
pub(super) fn add_claims(
    site: &mut Site,
    names: &SiteNames,
    Given { homes, articles, locks }: Given,
    with: &Surroundings,
    mut reuse: Reuse,
    out: &mut Faults,
) -> Vec<Guarded> {
    let mut flat: Vec<PlacedClaim> = Vec::with_capacity(homes.len());
    let mut edges = Vec::new();
    let leave_out = |home: &PlacedClaim| names.withheld.holds(home.raw);
    for home in homes {
        flatten(home, &leave_out, &mut flat, &mut edges);
    }
    let names_of = || shared_names(site, &flat, names);
    let ((shared, named), lost) = rayon::join(names_of, || lost_before(&flat));
    let is_named = |article: usize, name: &str| {
        let prefix = &site.articles[article].prefix;
        named.contains_key(&(article, name))
            || names.withheld.has_name(prefix, name)
            || names.left_out.get(article).is_some_and(|names| names.contains(name))
    };
    let renamed = anchors::renamed(site, &flat, locks, is_named);
    let images = ImageHashes::of(with.assets);
    reuse.compare_anchors((site, articles, &flat), locks, with, &images);
    // What is read of an article to compare its claims goes with the last of them.
    let of_article = |(first, homes): (usize, &[PlacedClaim])| {
        let i = homes[0].article;
        let (article, lock, shared) = (&site.articles[i], &locks[i], &shared[i]);
        let texts = Texts::of(article);
        let indexes = &Indexes::of(&texts, Outlines::of(article, &images));
        let resolved = homes.par_iter().zip(&lost[first..]).enumerate().map(|(n, (home, lost))| {
            let number = first + n;
            let search = QuoteSearch {
                number,
                lost: *lost,
                audience: with.audience,
                indexes,
                article,
                home,
                files: with.files,
                languages: with.languages,
                gaps: with.gaps,
                withheld: &names.withheld,
                lock,
                shared,
                renamed: renamed.get(&number).copied(),
            };
            claim(site, names, search, reuse.words(i, number))
        });
        resolved.unzip::<_, _, Vec<_>, Vec<_>>()
    };
    let (by_id, resolved) = rayon::join(
        || by_id(&flat),
        || by_article(&flat).into_par_iter().map(of_article).collect::<Vec<_>>(),
    );
    let (mut claims, mut besides) =
        (Vec::with_capacity(flat.len()), Vec::with_capacity(flat.len()));
    for (more_claims, more_besides) in resolved {
        claims.extend(more_claims);
        besides.extend(more_besides);
    }
    let silent = |i: usize| besides[i].is_none() && claims[i].awaits.is_none();
    reuse.keep(&site.articles, &claims, silent);
    let (by_id, faults) = by_id;
    let mut guarded: Vec<Guarded> = site.articles.iter().map(|_| Guarded::default()).collect();
    for (index, fault) in faults.into_iter().chain(twice_withheld(site, names, &flat)) {
        out.push(fault);
        claims[index.0].whole = false;
    }
    for (claim, besides) in claims.iter().zip(besides) {
        let Some(besides) = besides else { continue };
        let (found, faults) = *besides;
        guarded[claim.article].extend(found);
        out.add(&faults);
    }
    site.claims = claims;
    connect(site, &edges, &by_id, names, out);
    guarded
}

/// The claims of each article, which stand together, with the number of the first of them.
fn by_article<'f, 'p>(flat: &'f [PlacedClaim<'p>]) -> Vec<(usize, &'f [PlacedClaim<'p>])> {
    let numbered = flat.chunk_by(|a, b| a.article == b.article).scan(0, |next, homes| {
        let first = *next;
        *next += homes.len();
        Some((first, homes))
    });
    numbered.collect()
}

/// Resolves a claim without its edges to other claims, and reports its faults.
fn claim(
    site: &Site,
    names: &SiteNames,
    search: QuoteSearch,
    kept: Option<&KeptWords>,
) -> (Claim, Option<Box<GuardedFaults>>) {
    let (home, article) = (search.home, search.article);
    let raw = home.raw;
    let (mut out, mut lost) = (Faults::default(), Vec::new());
    let anchored = match kept {
        Some(KeptWords { anchors, words }) => {
            Anchored { anchors: anchors.clone(), words: Arc::clone(words), ..Anchored::default() }
        }
        None => anchors::anchor(search, &mut lost),
    };
    let Anchored { anchors, words, guarded, explained, awaits } = anchored;
    out.extend(lost);
    if explained {
        out.lose();
    }
    let prefix = article.prefix.as_str();
    let speakers = names.all_speakers(prefix, &raw.speakers, &mut out);
    let via = names.all_speakers(prefix, &raw.via, &mut out);
    let mut later = Vec::new();
    for event in &raw.later {
        let sources = event.sources.iter().filter_map(|id| names.source(prefix, id, &mut out));
        let sources = sources.collect();
        later.push(Later { date: event.date.clone(), text: event.text.clone(), sources });
    }
    let reply = raw.reply.as_ref().map(|reply| Reply {
        asked: names.all_speakers(prefix, &reply.asked, &mut out),
        on: reply.on.clone(),
        response: reply.response.clone(),
    });
    let mut citations = Vec::with_capacity(raw.citations.len());
    for cited in &raw.citations {
        if let Some(source) = names.source(prefix, &cited.source, &mut out) {
            citations.push(citation(site, source, cited, &speakers));
        }
    }
    let claim = Claim {
        span: raw.id.span,
        head: raw.head,
        id: raw.id.value.clone(),
        article: home.article,
        words,
        unanchored: anchors.is_empty() && matches!(raw.words, ClaimWords::Quote(_)),
        anchors,
        awaits,
        whole: raw.whole && out.lost() == 0,
        number: None,
        speakers,
        via,
        later,
        citations,
        counters: Vec::new(),
        answers: Vec::new(),
        reply,
        details: Arc::clone(&raw.details),
    };
    let besides = (guarded, out);
    let said = !besides.0.is_empty() || !besides.1.is_empty();
    (claim, said.then(|| Box::new(besides)))
}

fn citation(
    site: &Site,
    source: SourceIndex,
    raw: &RawCitation,
    claimants: &[SpeakerIndex],
) -> Citation {
    let speakers = &site.source(source).speakers;
    let derived = match speakers.as_slice() {
        [] => Stake::Independent,
        some if some.iter().any(|s| claimants.contains(s)) => Stake::Claimant,
        _ => Stake::Party,
    };
    Citation {
        source,
        span: raw.source.span,
        relation: raw.relation,
        stake: raw.stake.unwrap_or(derived),
        anonymous: raw.anonymous,
        details: Arc::clone(&raw.details),
    }
}
