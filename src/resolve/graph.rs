//! Resolves claims, and links claims, sources and speakers in both directions.
//!
//! In go raw claims with the section that they annotate; out come the [`Claim`]s of the site.
//! Counter-claims written in place become ordinary claims. In a preview, the claims of articles that are as
//! they were are those of the build before.

mod edges;
mod flat;
mod fresh;
mod ids;
mod known;
mod lists;

use super::anchors::{self, Anchored, Guarded, ImageHashes, Indexes, Outlines, QuoteSearch, Texts};
use super::kept::{FreshClaims, KeptWords, Reuse};
use super::names::SiteNames;
use super::placed::PlacedClaim;
use super::site::{Citation, Claim, Site, SourceIndex, SpeakerIndex, StandingClaims};
use super::surroundings::Surroundings;
use crate::diagnostic::Diagnostic;
use crate::model::Stake;
use crate::parse::claim::{ClaimWords, Later, RawCitation, Reply};
use crate::parse::lock::Lock;
use crate::parse::{Faults, ParsedArticle};
use edges::connect;
use flat::FlatArticle;
use fresh::flatten;
pub(super) use ids::ClaimIds;
use ids::{ById, ClaimNames, ids, is_unseen, twice_withheld};
pub(super) use lists::Mentions;
use lists::number;
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

/// The claims of an article, resolved anew.
struct ResolvedArticle {
    claims: Vec<Claim>,
    besides: Vec<Option<Box<GuardedFaults>>>,
    standing: StandingClaims,
    mentions: Mentions,
    ids: ClaimIds,
    /// Faults of their names, with the number of the claim.
    names: Vec<(usize, Diagnostic)>,
}

/// Adds all claims to `site`, and to its records the claims that refer to them. Returns, for each article,
/// what its lock file has to gain or to change.
pub(super) fn add_claims(
    site: &mut Site,
    names: &SiteNames,
    Given { homes, articles, locks }: Given,
    with: &Surroundings,
    reuse: &mut Reuse,
    out: &mut Faults,
) -> Vec<Guarded> {
    let images = ImageHashes::of(with.assets);
    reuse.compare((site, articles), locks, with, &images);
    let leave_out = |home: &PlacedClaim| names.withheld.holds(home.raw);
    let flat = flatten(site, &homes, reuse, &leave_out);
    let mut first = vec![0];
    for (i, flat) in flat.iter().enumerate() {
        let kept = || reuse.claims(i).map_or(0, |kept| kept.claims.len());
        first.push(first[i] + flat.as_ref().map_or_else(kept, |flat| flat.homes.len()));
    }
    let (now, before) = (&*site, &*reuse);
    let of_article = |(i, flat): (usize, &Option<FlatArticle>)| {
        let of = ArticleOf { number: i, first: first[i], lock: &locks[i], images: &images };
        Some(of.resolve(now, names, flat.as_ref()?, with, before))
    };
    let resolved: Vec<Option<ResolvedArticle>> =
        flat.par_iter().enumerate().map(of_article).collect();
    let mut guarded: Vec<Guarded> = site.articles.iter().map(|_| Guarded::default()).collect();
    let (mut of_names, mut of_claims) = (Vec::new(), Vec::new());
    let (mut all_ids, mut all_mentions) = (Vec::new(), Vec::new());
    for (i, resolved) in resolved.into_iter().enumerate() {
        let Some(resolved) = resolved else {
            let Some(kept) = reuse.claims(i) else { continue };
            site.claims.extend(kept.claims.iter().cloned());
            site.articles[i].standing = Arc::clone(&kept.standing);
            site.articles[i].as_before = true;
            all_ids.push(Arc::clone(&kept.ids));
            all_mentions.push(Arc::clone(&kept.mentions));
            continue;
        };
        let ResolvedArticle { mut claims, besides, standing, mentions, ids, names } = resolved;
        let words = claims.iter().zip(&besides).map(|(claim, besides)| {
            let is_silent = besides.is_none() && claim.awaits.is_none();
            is_silent.then(|| KeptWords::of(claim))
        });
        let fresh = FreshClaims {
            ids: Arc::new(ids),
            mentions: Arc::new(mentions),
            words: if reuse.goes_on() { words.collect() } else { Vec::new() },
            silent: names.is_empty()
                && claims.iter().all(|claim| claim.awaits.is_none())
                && besides.iter().flatten().all(|besides| besides.1.is_empty()),
        };
        for (claim, fault) in names {
            claims[claim].whole = false;
            of_names.push(fault);
        }
        for (found, faults) in besides.into_iter().flatten().map(|besides| *besides) {
            guarded[i].extend(found);
            of_claims.push(faults);
        }
        site.claims.extend(claims.into_iter().map(Arc::new));
        site.articles[i].standing = Arc::new(standing);
        all_ids.push(Arc::clone(&fresh.ids));
        all_mentions.push(Arc::clone(&fresh.mentions));
        reuse.take_fresh(i, fresh);
    }
    out.extend(of_names);
    of_claims.iter().for_each(|faults| out.add(faults));
    let by_id = ById { articles: all_ids, first };
    for article in connect(site, &flat, &by_id, names, out) {
        reuse.note_fault(article);
    }
    all_mentions.iter().for_each(|mentions| mentions.add_to(site));
    guarded
}

/// An article whose claims are resolved.
struct ArticleOf<'a> {
    /// Its index in the site.
    number: usize,
    /// The index of its first claim.
    first: usize,
    /// What was confirmed in it.
    lock: &'a Lock,
    /// The pictures of the site.
    images: &'a ImageHashes<'a>,
}

impl ArticleOf<'_> {
    /// Resolves its claims, without their edges to others.
    fn resolve(
        &self,
        site: &Site,
        names: &SiteNames,
        flat: &FlatArticle,
        with: &Surroundings,
        reuse: &Reuse,
    ) -> ResolvedArticle {
        let Self { number: i, first, lock, images } = *self;
        let (article, homes) = (&site.articles[i], &flat.homes);
        let prefix = article.prefix.as_str();
        let own = ClaimNames::of((i, prefix), homes, names);
        let is_named =
            |name: &str| own.first.contains_key(name) || is_unseen((i, prefix), name, names);
        let renamed = anchors::renamed(article, homes, lock, is_named);
        let lost = flat.lost_before();
        // What is read of an article to compare its claims goes with the last of them.
        let texts = Texts::of(article);
        let indexes = &Indexes::of(&texts, Outlines::of(article, images));
        let resolved = homes.par_iter().zip(&lost).enumerate().map(|(n, (home, lost))| {
            let search = QuoteSearch {
                number: first + n,
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
                shared: &own.shared,
                renamed: renamed.get(&n).copied(),
            };
            claim(site, names, search, reuse.words(i, n))
        });
        let (mut claims, besides): (Vec<_>, Vec<_>) = resolved.unzip();
        let standing = number(first, &mut claims);
        let mentions = Mentions::of(first, &claims);
        let (ids, mut faults) = ids(flat);
        faults.extend(twice_withheld(prefix, names, homes));
        ResolvedArticle { claims, besides, standing, mentions, ids, names: faults }
    }
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
