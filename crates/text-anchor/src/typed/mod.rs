//! Removes artefacts of copying from a quote: the number of a footnote, a bullet, the number of a
//! list item, a box, the bar of a table, the title of an alert, an address.
//!
//! In go a text and a quote that is not in it; out comes a [`Without`], if the quote stands there
//! exactly once without such artefacts. They are removed only where the text does not have them.
//! The result is only shown to the author, and never used without confirmation.

mod items;
mod stray;
#[cfg(test)]
mod tests;
mod token;
mod walk;

pub use stray::Stray;

use crate::normal::Normal;
use crate::{Haystack, Quote, ends, is_edge};
use items::items;
use memchr::memmem;
use std::ops::Range;
use stray::QuoteItem;
use walk::Walk;

/// A quote without artefacts of copying.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Without {
    /// The words as they stand in the text, or their ends with `...` between.
    pub words: String,
    /// Where they stand, as bytes of the plain text.
    pub range: Range<usize>,
    /// The removed artefacts, in order.
    pub taken: Vec<(String, Stray)>,
}

impl Without {
    /// Describes the removed artefacts: each kind once, with its first occurrence.
    pub fn shown(&self) -> String {
        let mut kinds = Vec::new();
        let mut said = Vec::new();
        for (text, what) in &self.taken {
            if !kinds.contains(what) {
                kinds.push(*what);
                said.push(format!("`{text}`, {}", what.noun()));
            }
        }
        match &said[..] {
            [init @ .., last] if !init.is_empty() => format!("{}, and {last}", init.join(", ")),
            _ => said.concat(),
        }
    }
}

/// The place where `quote`, which is not in `haystack`, stands without artefacts; `alerts` are the
/// titles of alerts on the pages of the site.
pub fn without(haystack: &Haystack, quote: Quote, alerts: &[String]) -> Option<Without> {
    let exact = Normal::new(quote.exact).text;
    let exact = exact.trim();
    let found = |words: String, taken| {
        let places = haystack.find(Quote { exact: &words, ..quote });
        let [range] = &places[..] else { return None };
        Some(Without { words, range: range.clone(), taken })
    };
    if let Some((words, taken)) = bare(haystack, exact, alerts) {
        return found(words, taken);
    }
    let (first, last) = ends(exact)?;
    let sides = [bare(haystack, first, alerts), bare(haystack, last, alerts)];
    if sides.iter().all(Option::is_none) {
        return None;
    }
    let mut taken = Vec::new();
    let mut side = |found: Option<(String, Vec<_>)>, typed: &str| match found {
        Some((words, more)) => {
            taken.extend(more);
            words
        }
        None => typed.to_owned(),
    };
    let [begin, end] = sides;
    let words = format!("{} ... {}", side(begin, first), side(end, last));
    found(words, taken)
}

/// The maximum length of a quote, in words and artefacts.
const LONGEST: usize = 2_000;

/// The maximum number of attempts to match a quote in a text.
const STEPS: usize = 20_000;

/// The words of a text that equal `exact` without artefacts, and the artefacts.
fn bare(
    haystack: &Haystack,
    exact: &str,
    alerts: &[String],
) -> Option<(String, Vec<(String, Stray)>)> {
    let items = items(exact, alerts);
    if items.len() > LONGEST || !items.iter().any(|item| matches!(item, QuoteItem::Typed(..))) {
        return None;
    }
    let first = items.iter().position(|item| matches!(item, QuoteItem::Words(_)))?;
    let QuoteItem::Words(words) = items[first] else { return None };
    let text = haystack.normal.text.as_str();
    let mut walk = Walk { haystack, items: &items, taken: Vec::new(), steps: STEPS };
    for start in memmem::find_iter(text.as_bytes(), words) {
        if walk.steps == 0 {
            return None;
        }
        walk.taken.clear();
        let Some(start) = walk.back(first, start) else { continue };
        let Some(end) = walk.on(first + 1, start.1 + words.len(), false) else { continue };
        let end = text[..end].trim_end().len();
        if walk.taken.is_empty() || !is_edge(text, start.0) || !is_edge(text, end) {
            continue;
        }
        let range = haystack.normal.to_plain(haystack.plain, start.0..end);
        let mut taken = walk.taken.clone();
        taken.sort_unstable();
        let taken = taken.into_iter().filter_map(|i| match items[i] {
            QuoteItem::Typed(text, what) => Some((text.to_owned(), what)),
            QuoteItem::Space | QuoteItem::Words(_) => None,
        });
        return Some((haystack.words(&range), taken.collect()));
    }
    None
}
