//! Keeps what resolving yielded for each article, for the next build of a preview.
//!
//! In goes all that resolving an article depends on; where it is the same as in the build before, out come
//! the sections, links and anchors of then. What there was something to say about is not kept, but for
//! faults that depend on the article alone, so that each build finds and says all faults itself.

use super::anchors::ImageHashes;
use super::ids::{HeadingIds, Led};
use super::placed::PlacedClaim;
use super::site::{Anchor, Article, Claim, Section, Site};
use super::surroundings::Surroundings;
use crate::diagnostic::Diagnostic;
use crate::parse::article::RawArticle;
use crate::parse::lock::Lock;
use crate::parse::{ParsedArticle, ParsedSection};
use ahash::HashMap;
use bytes::Bytes;
use std::sync::Arc;

/// What resolving yielded for each article, by its prefix.
#[derive(Debug, Default)]
pub struct KeptArticles(HashMap<String, KeptArticle>);

#[derive(Debug)]
struct KeptArticle {
    key: ArticleKey,
    links: Option<KeptLinks>,
    anchors: Option<KeptAnchors>,
}

/// What its sections depend on, links to other articles and to images aside. What was parsed is compared by
/// its address, and held so that nothing else comes to stand there.
#[derive(Debug)]
struct ArticleKey {
    head: Arc<RawArticle>,
    sections: Vec<Arc<ParsedSection>>,
    language: String,
    drafts: bool,
}

impl ArticleKey {
    fn of(article: &ParsedArticle, language: &str, with: &Surroundings) -> Self {
        Self {
            head: Arc::clone(&article.head),
            sections: article.sections.clone(),
            language: language.to_owned(),
            drafts: with.audience.drafts,
        }
    }

    fn is(&self, other: &Self) -> bool {
        let same = |(a, b): (&Arc<ParsedSection>, &Arc<ParsedSection>)| Arc::ptr_eq(a, b);
        Arc::ptr_eq(&self.head, &other.head)
            && self.sections.len() == other.sections.len()
            && self.sections.iter().zip(&other.sections).all(same)
            && self.language == other.language
            && self.drafts == other.drafts
    }
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

/// What anchoring depends on besides the sections. The titles of alerts are not in it: they are in messages
/// alone.
#[derive(Debug)]
struct AnchorKey {
    lock: Arc<Lock>,
    unconfirmed: bool,
    images: Vec<Option<Bytes>>,
}

impl AnchorKey {
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
            lock: Arc::clone(lock),
            unconfirmed: with.audience.unconfirmed,
            images: images.map(|image| hashes.bytes(&image.target).cloned()).collect(),
        })
    }

    fn is(&self, other: &Self) -> bool {
        let same = |(a, b): (&Option<Bytes>, &Option<Bytes>)| match (a, b) {
            (Some(a), Some(b)) => is_same_file(a, b),
            (None, None) => true,
            _ => false,
        };
        Arc::ptr_eq(&self.lock, &other.lock)
            && self.unconfirmed == other.unconfirmed
            && self.images.len() == other.images.len()
            && self.images.iter().zip(&other.images).all(same)
    }
}

/// True for the same bytes. Most are those of the same memory.
pub(super) fn is_same_file(a: &Bytes, b: &Bytes) -> bool {
    a.len() == b.len() && (a.as_ptr() == b.as_ptr() || a == b)
}

/// The articles of one build, each with what is kept of it.
pub(super) struct Reuse<'k> {
    next: Option<&'k mut KeptArticles>,
    before: HashMap<String, KeptArticle>,
    articles: Vec<Reused>,
}

struct Reused {
    key: ArticleKey,
    links: Option<KeptLinks>,
    anchors: Option<KeptAnchors>,
    /// The index of its first claim.
    first: usize,
    anchor_key: Option<AnchorKey>,
}

impl<'k> Reuse<'k> {
    /// Takes what `kept` has. Where something is not read, nothing is taken: it may hold anything.
    pub(super) fn of(kept: Option<&'k mut KeptArticles>, with: &Surroundings) -> Self {
        let mut next = kept.filter(|_| with.gaps.is_none());
        let before = next.as_mut().map(|next| std::mem::take(&mut next.0)).unwrap_or_default();
        Self { next, before, articles: Vec::new() }
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
        let (links, anchors) = before.map_or((None, None), |kept| (kept.links, kept.anchors));
        self.articles.push(Reused { key, links: None, anchors, first: 0, anchor_key: None });
        links
    }

    /// Keeps the links of all articles of the site, as far as they may be kept.
    pub(super) fn keep_links(&mut self, all: Vec<Option<KeptLinks>>) {
        for (article, links) in self.articles.iter_mut().zip(all) {
            article.links = links;
        }
    }

    /// Looks which anchors still hold; `flat` are the claims of the site.
    pub(super) fn compare_anchors(
        &mut self,
        (site, articles, flat): (&Site, &[&ParsedArticle], &[PlacedClaim]),
        locks: &[Arc<Lock>],
        with: &Surroundings,
        hashes: &ImageHashes,
    ) {
        let both = articles.iter().zip(&site.articles);
        for (i, (reused, (article, shown))) in self.articles.iter_mut().zip(both).enumerate() {
            let key = AnchorKey::of((article, shown), &locks[i], with, hashes);
            let holds = |kept: &KeptAnchors| key.as_ref().is_some_and(|key| kept.key.is(key));
            reused.anchors = reused.anchors.take().filter(holds);
            reused.first = flat.partition_point(|home| home.article < i);
            reused.anchor_key = key;
        }
    }

    /// What is kept of the claim `number` of the site, which is one of the article.
    pub(super) fn words(&self, article: usize, number: usize) -> Option<&KeptWords> {
        let reused = self.articles.get(article)?;
        reused.anchors.as_ref()?.claims.get(number - reused.first)?.as_ref()
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
            let Reused { key, links, anchors, first, anchor_key } = reused;
            let anchors = anchors.or_else(|| {
                let rest = (first..).zip(&claims[first..]);
                let own = rest.take_while(|(_, claim)| claim.article == i);
                Some(KeptAnchors { key: anchor_key?, claims: own.map(keep).collect() })
            });
            next.0.insert(article.prefix.clone(), KeptArticle { key, links, anchors });
        }
    }
}
