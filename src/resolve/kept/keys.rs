//! What the values that are kept of an article depend on.
//!
//! In go an article as parsed and what stands around it; out come keys that are equal only where the
//! values are, too.

use crate::parse::article::RawArticle;
use crate::parse::lock::Lock;
use crate::parse::{ParsedArticle, ParsedSection};
use crate::resolve::anchors::ImageHashes;
use crate::resolve::site::Article;
use crate::resolve::surroundings::Surroundings;
use bytes::Bytes;
use std::sync::Arc;

/// What its sections depend on, links to other articles and to images aside. What was parsed is compared by
/// its address, and held so that nothing else comes to stand there.
#[derive(Debug)]
pub(super) struct ArticleKey {
    head: Arc<RawArticle>,
    sections: Vec<Arc<ParsedSection>>,
    language: String,
    drafts: bool,
}

impl ArticleKey {
    pub(super) fn of(article: &ParsedArticle, language: &str, with: &Surroundings) -> Self {
        Self {
            head: Arc::clone(&article.head),
            sections: article.sections.clone(),
            language: language.to_owned(),
            drafts: with.audience.drafts,
        }
    }

    pub(super) fn is(&self, other: &Self) -> bool {
        let same = |(a, b): (&Arc<ParsedSection>, &Arc<ParsedSection>)| Arc::ptr_eq(a, b);
        Arc::ptr_eq(&self.head, &other.head)
            && self.sections.len() == other.sections.len()
            && self.sections.iter().zip(&other.sections).all(same)
            && self.language == other.language
            && self.drafts == other.drafts
    }
}

/// What anchoring depends on besides the sections. The titles of alerts are not in it: they are in messages
/// alone.
#[derive(Debug)]
pub(super) struct AnchorKey {
    lock: Arc<Lock>,
    unconfirmed: bool,
    images: Vec<Option<Bytes>>,
}

impl AnchorKey {
    /// The key of `article`, as it stands in the site as `shown`. None where a part of it could not be
    /// read: what is not known cannot be compared.
    pub(super) fn of(
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

    pub(super) fn is(&self, other: &Self) -> bool {
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
pub fn is_same_file(a: &Bytes, b: &Bytes) -> bool {
    a.len() == b.len() && (a.as_ptr() == b.as_ptr() || a == b)
}
