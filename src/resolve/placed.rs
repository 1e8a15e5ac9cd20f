//! A parsed claim and the place of its annotation.

use super::site::Place;
use crate::parse::claim::{ClaimWords, RawClaim};
use std::sync::Arc;

/// A parsed claim and the place of its annotation.
#[derive(Clone, Copy)]
pub struct PlacedClaim<'p> {
    /// The claim.
    pub raw: &'p RawClaim,
    /// Index of its article.
    pub article: usize,
    /// Index of its section; none for claims in `article.yaml`.
    pub section: Option<usize>,
}

/// The words of a claim that is made elsewhere.
pub(super) fn says(words: &ClaimWords) -> Option<&Arc<str>> {
    match words {
        ClaimWords::Says(text) => Some(text),
        ClaimWords::Quote(_) => None,
    }
}

/// The part of the article that a claim is annotated in.
pub(super) fn place_of(claim: &PlacedClaim) -> Option<Place> {
    claim.section.map(Place::Section)
}
