//! Looks up quotes in the text of a section, each only once.
//!
//! In goes a quote; out come its places.

use ahash::HashMap;
use std::ops::Range;
use std::sync::Arc;
use text_anchor::{Haystack, Quote};

/// Places by quote. They are shared, because thousands of claims may quote a word that stands in
/// thousands of places.
pub(super) type FoundPlaces = HashMap<[Option<String>; 3], Arc<[Range<usize>]>>;

/// Looks up a quote, unless it was looked up before.
pub(super) fn look(
    section: &Haystack,
    found: &mut FoundPlaces,
    wanted: Quote,
) -> Arc<[Range<usize>]> {
    let own = |text: &str| Some(text.to_owned());
    let key = [own(wanted.exact), wanted.prefix.and_then(own), wanted.suffix.and_then(own)];
    Arc::clone(found.entry(key).or_insert_with(|| section.find(wanted).into()))
}
