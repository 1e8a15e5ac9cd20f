//! Keeps what resolving yielded for each article, for the next build of a preview.
//!
//! In goes all that resolving an article depends on; where it is the same as in the build before, out come
//! the sections, links, anchors and claims of then. What there was something to say about is not kept, but
//! for faults that depend on the article alone, so that each build finds and says all faults itself.

mod claims;
mod frame;
mod keys;

use super::anchors::ImageHashes;
use super::graph::{ClaimIds, Mentions};
use super::guard::{Guard, KeptGuard};
use super::ids::{HeadingIds, Led};
use super::site::{Anchor, Claim, Section, Site};
use super::surroundings::Surroundings;
use crate::diagnostic::Diagnostic;
use crate::parse::ParsedArticle;
use crate::parse::lock::Lock;
use ahash::HashMap;
use bytes::Bytes;
pub(super) use claims::KeptClaims;
use frame::{IndexedLists, SourceSaid};
pub(super) use keys::is_same_file;
use keys::{AnchorKey, ArticleKey};
use std::sync::Arc;

/// What resolving yielded for each article, by its prefix, and what its claims refer to.
#[derive(Debug, Default)]
pub struct KeptArticles {
    articles: HashMap<String, KeptArticle>,
    frame: Option<ClaimsFrame>,
    /// The number of the build that they are of; 0 before the first.
    build: u64,
}

#[derive(Debug)]
struct KeptArticle {
    key: ArticleKey,
    links: Option<KeptLinks>,
    anchors: Option<KeptAnchors>,
    claims: Option<KeptClaims>,
}

/// What is around the claims of all articles.
#[derive(Debug)]
struct ClaimsFrame {
    lists: IndexedLists,
    sources: Vec<SourceSaid>,
    /// How many claims each article had.
    counts: Vec<usize>,
}

/// The sections of an article, whose links all lead somewhere.
#[derive(Debug)]
pub(super) struct KeptLinks {
    /// The sections, with their links.
    pub(super) sections: Arc<[Section]>,
    /// The ids of their headings.
    pub(super) ids: HeadingIds,
    /// Faults of these ids.
    pub(super) faults: Vec<Diagnostic>,
    /// The headings of the article that its own links lead to, by the index of the section in it.
    pub(super) led: Led,
    /// What links and images lead to outside of the article.
    pub(super) outside: Vec<Outside>,
    /// Faults of the levels of headings, for each section where they depend on it alone.
    pub(super) levels: Vec<Option<Vec<Diagnostic>>>,
}

/// Something outside of an article that a section of it leads to. The article may be kept where a link or
/// an image still leads to the same.
#[derive(Debug)]
pub(super) enum Outside {
    /// The address of a link, by the indices of the section and of the link.
    Link(usize, usize, String),
    /// The path and the bytes of an image, likewise.
    Image(usize, usize, String, Bytes),
}

/// What anchoring yielded for the claims of an article, in their order; none for a claim about which
/// there was something to say.
#[derive(Debug)]
struct KeptAnchors {
    key: AnchorKey,
    claims: Vec<Option<KeptWords>>,
}

/// Where the words of a claim are, and how they read there.
#[derive(Debug)]
pub(super) struct KeptWords {
    pub(super) anchors: Vec<Anchor>,
    pub(super) words: Arc<str>,
}

impl KeptWords {
    /// Those of a claim that was resolved.
    pub(super) fn of(claim: &Claim) -> Self {
        Self { anchors: claim.anchors.clone(), words: Arc::clone(&claim.words) }
    }
}

/// The articles of one build, each with what is kept of it.
pub(super) struct Reuse<'k> {
    next: Option<&'k mut KeptArticles>,
    before: HashMap<String, KeptArticle>,
    frame: Option<ClaimsFrame>,
    build: u64,
    articles: Vec<Reused>,
}

struct Reused {
    key: ArticleKey,
    links: Option<KeptLinks>,
    anchors: Option<KeptAnchors>,
    anchor_key: Option<AnchorKey>,
    claims: Option<KeptClaims>,
    fresh: Option<FreshClaims>,
}

/// What the next build needs of claims that were resolved anew.
pub(super) struct FreshClaims {
    /// Their ids.
    pub(super) ids: Arc<ClaimIds>,
    /// The records that they refer to.
    pub(super) mentions: Arc<Mentions>,
    /// The words of each; none for one about which there was something to say.
    pub(super) words: Vec<Option<KeptWords>>,
    /// True where there was nothing to say about any of them, or of what they refer to.
    pub(super) silent: bool,
}

impl<'k> Reuse<'k> {
    /// Takes what `kept` has. Where something is not read, nothing is taken: it may hold anything.
    pub(super) fn of(kept: Option<&'k mut KeptArticles>, with: &Surroundings) -> Self {
        let mut next = kept.filter(|_| with.gaps.is_none());
        let KeptArticles { articles, frame, build } =
            next.as_mut().map(|next| std::mem::take(&mut **next)).unwrap_or_default();
        Self { next, before: articles, frame, build, articles: Vec::new() }
    }

    /// The number of this build, if there is a next one.
    pub(super) fn build(&self) -> Option<u64> {
        self.goes_on().then_some(self.build + 1)
    }

    /// True if there is a next build.
    pub(super) fn goes_on(&self) -> bool {
        self.next.is_some()
    }

    /// The sections and links of the next article of the site, where it is as it was.
    pub(super) fn links(
        &mut self,
        article: &ParsedArticle,
        (prefix, language): (&str, &str),
        with: &Surroundings,
    ) -> Option<KeptLinks> {
        if !self.goes_on() {
            return None;
        }
        let key = ArticleKey::of(article, language, with);
        let before = self.before.remove(prefix).filter(|kept| kept.key.is(&key));
        let (links, anchors, claims) =
            before.map_or((None, None, None), |kept| (kept.links, kept.anchors, kept.claims));
        let (anchor_key, fresh) = (None, None);
        self.articles.push(Reused { key, links: None, anchors, anchor_key, claims, fresh });
        links
    }

    /// Keeps the links of all articles of the site, as far as they may be kept.
    pub(super) fn keep_links(&mut self, all: Vec<Option<KeptLinks>>) {
        for (article, links) in self.articles.iter_mut().zip(all) {
            article.links = links;
        }
    }

    /// Looks which anchors still hold, and which claims: those whose anchors do, where the lists that they
    /// hold indices of are the same, and the sources that they cite say the same.
    pub(super) fn compare(
        &mut self,
        (site, articles): (&Site, &[&ParsedArticle]),
        locks: &[Arc<Lock>],
        with: &Surroundings,
        hashes: &ImageHashes,
    ) {
        if !self.goes_on() {
            return;
        }
        let lists = IndexedLists::of(site);
        let before = self.frame.take().filter(|before| before.lists == lists);
        let changed = before.as_ref().map(|before| frame::changed(&before.sources, site));
        let both = articles.iter().zip(&site.articles);
        for (i, (reused, (article, shown))) in self.articles.iter_mut().zip(both).enumerate() {
            let key = AnchorKey::of((article, shown), &locks[i], with, hashes);
            let holds = |kept: &KeptAnchors| key.as_ref().is_some_and(|key| kept.key.is(key));
            reused.anchors = reused.anchors.take().filter(holds);
            let is_anchored = reused.anchors.is_some();
            let holds = |kept: &KeptClaims| {
                is_anchored && changed.as_ref().is_some_and(|changed| !kept.refer_to(changed))
            };
            reused.claims = reused.claims.take().filter(holds);
            reused.anchor_key = key;
        }
        let sources = site.sources.iter().map(SourceSaid::of).collect();
        let counts = before.map(|before| before.counts).unwrap_or_default();
        self.frame = Some(ClaimsFrame { lists, sources, counts });
    }

    /// The claims of an article, where they may stay as they are.
    pub(super) fn claims(&self, article: usize) -> Option<&KeptClaims> {
        self.articles.get(article)?.claims.as_ref()
    }

    /// For each article, those whose claims may stay and answer one of its claims, or are answered by one.
    pub(super) fn joined(&self) -> Vec<Vec<usize>> {
        let mut joined = vec![Vec::new(); self.articles.len()];
        for (i, reused) in self.articles.iter().enumerate() {
            for other in reused.claims.iter().flat_map(|kept| &kept.joined) {
                joined[*other].push(i);
            }
        }
        joined
    }

    /// How many claims `article` had, if it is known.
    pub(super) fn count_before(&self, article: usize) -> Option<usize> {
        self.frame.as_ref()?.counts.get(article).copied()
    }

    /// Lets go of the claims of an article.
    pub(super) fn forget_claims(&mut self, article: usize) {
        if let Some(reused) = self.articles.get_mut(article) {
            reused.claims = None;
        }
    }

    /// What is kept of a claim, by its number among those of the article.
    pub(super) fn words(&self, article: usize, number: usize) -> Option<&KeptWords> {
        self.articles.get(article)?.anchors.as_ref()?.claims.get(number)?.as_ref()
    }

    /// The comparison of an article with its lock file, and its faults, where its claims stay.
    pub(super) fn guard(&self, article: usize) -> Option<&KeptGuard> {
        self.claims(article).map(|kept| &kept.guard)
    }

    /// Takes what the next build needs of the claims of an article that were resolved anew.
    pub(super) fn take_fresh(&mut self, article: usize, fresh: FreshClaims) {
        if let Some(reused) = self.articles.get_mut(article) {
            reused.fresh = Some(fresh);
        }
    }

    /// Notes that there was something to say about the claims of an article.
    pub(super) fn note_fault(&mut self, article: usize) {
        let fresh = self.articles.get_mut(article).and_then(|reused| reused.fresh.as_mut());
        if let Some(fresh) = fresh {
            fresh.silent = false;
        }
    }

    /// Keeps what came of the articles for the next build; `guard` has the faults of each beside it.
    pub(super) fn keep(self, site: &Site, guard: &Guard, faults: &[Vec<Diagnostic>]) {
        let Some(next) = self.next else { return };
        let mut counts = Vec::with_capacity(site.articles.len());
        let each = self.articles.into_iter().zip(&site.articles).enumerate();
        let mut first = 0;
        for (i, (reused, article)) in each {
            let Reused { key, links, anchors, anchor_key, claims, fresh } = reused;
            let count = site.claims[first..].partition_point(|claim| claim.article <= i);
            let own = &site.claims[first..first + count];
            first += count;
            counts.push(count);
            let (anchors, claims) = match fresh {
                None => (anchors, claims),
                Some(FreshClaims { ids, mentions, words, silent }) => {
                    let guard = || (Arc::clone(&guard.articles[i]), faults[i].clone());
                    let kept = || KeptClaims::of((site, i), own, (ids, mentions), guard());
                    let claims = silent.then(kept);
                    (
                        anchors.or_else(|| Some(KeptAnchors { key: anchor_key?, claims: words })),
                        claims,
                    )
                }
            };
            let kept = KeptArticle { key, links, anchors, claims };
            next.articles.insert(article.prefix.clone(), kept);
        }
        next.frame = self.frame.map(|frame| ClaimsFrame { counts, ..frame });
        next.build = self.build + 1;
    }
}
