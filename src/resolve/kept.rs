//! Keeps where the words of claims are, article by article, for the next build of a preview.
//!
//! In goes all that anchoring an article depends on; where it is the same as in the build before, out
//! come the anchors of then. Only claims about which there was nothing to say are kept, so that each
//! build finds and says all faults itself.

use super::anchors::ImageHashes;
use super::placed::PlacedClaim;
use super::site::{Anchor, Article, Claim, Site};
use super::surroundings::Surroundings;
use crate::parse::lock::Lock;
use crate::parse::{ParsedArticle, ParsedSection};
use ahash::HashMap;
use bytes::Bytes;
use std::sync::Arc;

/// What anchoring yielded for each article, by its prefix.
#[derive(Debug, Default)]
pub struct KeptAnchors(HashMap<String, KeptArticle>);

/// What anchoring yielded for the claims of an article, in their order; none for a claim about which
/// there was something to say.
#[derive(Debug)]
struct KeptArticle {
    key: ArticleKey,
    claims: Vec<Option<KeptWords>>,
}

/// Where the words of a claim are, and how they read there.
#[derive(Debug)]
pub(super) struct KeptWords {
    pub(super) anchors: Vec<Anchor>,
    pub(super) words: Arc<str>,
}

/// All that anchoring an article depends on. What was parsed is compared by its address, and held so that
/// nothing else comes to stand there. The titles of alerts are not in it: they are in messages alone.
#[derive(Debug)]
struct ArticleKey {
    head: Arc<str>,
    sections: Vec<Arc<ParsedSection>>,
    lock: Arc<Lock>,
    language: String,
    drafts: bool,
    unconfirmed: bool,
    images: Vec<Option<Bytes>>,
}

impl ArticleKey {
    /// The key of `article`, as it stands in the site as `shown`. None where a part of it could not be
    /// read: what is not known cannot be compared.
    fn of(
        (article, shown): (&ParsedArticle, &Article),
        lock: &Arc<Lock>,
        with: &Surroundings,
        hashes: &ImageHashes,
    ) -> Option<Self> {
        if !article.left_out.is_empty() || !article.lock_whole {
            return None;
        }
        let images = shown.sections.iter().flat_map(|section| &section.document.images);
        Some(Self {
            head: Arc::clone(&with.files.get(article.file).text),
            sections: article.sections.clone(),
            lock: Arc::clone(lock),
            language: shown.language.clone(),
            drafts: with.audience.drafts,
            unconfirmed: with.audience.unconfirmed,
            images: images.map(|image| hashes.bytes(&image.target).cloned()).collect(),
        })
    }

    fn is(&self, other: &Self) -> bool {
        let same = |(a, b): (&Arc<ParsedSection>, &Arc<ParsedSection>)| Arc::ptr_eq(a, b);
        self.head == other.head
            && self.sections.len() == other.sections.len()
            && self.sections.iter().zip(&other.sections).all(same)
            && Arc::ptr_eq(&self.lock, &other.lock)
            && self.language == other.language
            && (self.drafts, self.unconfirmed) == (other.drafts, other.unconfirmed)
            && self.images.len() == other.images.len()
            && self.images.iter().zip(&other.images).all(is_same_file)
    }
}

fn is_same_file((a, b): (&Option<Bytes>, &Option<Bytes>)) -> bool {
    match (a, b) {
        // Most are the same bytes of the same memory.
        (Some(a), Some(b)) => a.len() == b.len() && (a.as_ptr() == b.as_ptr() || a == b),
        (None, None) => true,
        _ => false,
    }
}

/// The articles of one build, each with what is kept of it.
pub(super) struct Reuse<'k> {
    next: Option<&'k mut KeptAnchors>,
    articles: Vec<Reused>,
}

#[derive(Default)]
struct Reused {
    /// The index of its first claim.
    first: usize,
    key: Option<ArticleKey>,
    kept: Option<KeptArticle>,
}

impl<'k> Reuse<'k> {
    /// Takes from `kept` the articles that are as they were; `flat` are the claims of the site.
    pub(super) fn of(
        kept: Option<&'k mut KeptAnchors>,
        (site, articles, flat): (&Site, &[&ParsedArticle], &[PlacedClaim]),
        locks: &[Arc<Lock>],
        with: &Surroundings,
        hashes: &ImageHashes,
    ) -> Self {
        // What is not read may hold anything.
        let Some(next) = kept.filter(|_| with.gaps.is_none()) else {
            return Self { next: None, articles: Vec::new() };
        };
        let mut before = std::mem::take(next).0;
        let reused = |(i, (article, shown)): (usize, (&&ParsedArticle, &Article))| {
            let key = ArticleKey::of((article, shown), &locks[i], with, hashes);
            let kept = before.remove(&shown.prefix);
            let kept = kept.filter(|kept| key.as_ref().is_some_and(|key| kept.key.is(key)));
            Reused { first: flat.partition_point(|home| home.article < i), key, kept }
        };
        let articles = articles.iter().zip(&site.articles).enumerate().map(reused).collect();
        Self { next: Some(next), articles }
    }

    /// What is kept of the claim `number` of the site, which is one of the article.
    pub(super) fn get(&self, article: usize, number: usize) -> Option<&KeptWords> {
        let reused = self.articles.get(article)?;
        reused.kept.as_ref()?.claims.get(number - reused.first)?.as_ref()
    }

    /// Keeps what came of the claims for the next build; `silent` are those about which there was nothing
    /// to say.
    pub(super) fn keep(
        self,
        articles: &[Article],
        claims: &[Claim],
        silent: impl Fn(usize) -> bool,
    ) {
        let Some(next) = self.next else { return };
        let keep = |(i, claim): (usize, &Claim)| {
            let words = Arc::clone(&claim.words);
            silent(i).then(|| KeptWords { anchors: claim.anchors.clone(), words })
        };
        for ((i, reused), article) in self.articles.into_iter().enumerate().zip(articles) {
            let kept = reused.kept.or_else(|| {
                let rest = (reused.first..).zip(&claims[reused.first..]);
                let own = rest.take_while(|(_, claim)| claim.article == i);
                Some(KeptArticle { key: reused.key?, claims: own.map(keep).collect() })
            });
            if let Some(kept) = kept {
                next.0.insert(article.prefix.clone(), kept);
            }
        }
    }
}
