//! Numbers of footnotes that were copied with a figure: `9.1` where the text has `9.[^1]`.
//!
//! In go a quote that is not in a section, and the section; out come the words without the number,
//! where they stand in it once and that very footnote is referred to there. Elsewhere a number after
//! a figure is the author's.

use super::{Place, QuoteSearch, RawQuote};
use crate::markdown::labels::footnote_of;
use std::ops::Range;
use text_anchor::Quote;
use text_anchor::nearest::searches;
use text_anchor::normal::Normal;

/// A quote without the number of a footnote.
pub(super) struct Noted {
    /// The words as they stand in the text.
    pub(super) words: String,
    /// Where they stand, as bytes of the plain text.
    pub(super) range: Range<usize>,
    /// The number.
    pub(super) number: String,
}

/// So many figures of a quote are looked at.
const MOST: usize = 20;

impl QuoteSearch<'_, '_> {
    /// The quote without the number of a footnote that is referred to at its place.
    pub(super) fn noted(&self, quote: &RawQuote, place: Place) -> Option<Noted> {
        let Place::Section(section) = place else { return None };
        let document = &self.article.sections[section].document;
        let haystack = self.texts().get(place);
        // All of the section is looked through, for as many quotes as what is near is looked for.
        if self.lost > searches(haystack.plain.len()) {
            return None;
        }
        let exact = Normal::new(&quote.exact.value).text;
        let exact = exact.trim();
        let mut notes: Vec<(usize, usize)> = Vec::new();
        let digits = exact.char_indices().filter(|(at, c)| {
            c.is_ascii_digit() && !exact[at + 1..].starts_with(|c: char| c.is_ascii_digit())
        });
        for end in digits.map(|(at, _)| at + 1).take(MOST) {
            if notes.is_empty() {
                let nodes = document.nodes.iter().enumerate();
                let found = nodes.filter_map(|(i, node)| Some((i, footnote_of(&node.event)?)));
                notes = found.map(|(i, number)| (document.text.before(i), number)).collect();
                if notes.is_empty() {
                    return None;
                }
            }
            let run = exact[..end].len()
                - exact[..end].trim_end_matches(|c: char| c.is_ascii_digit()).len();
            for length in 1..=run.min(3) {
                let start = end - length;
                let number = &exact[start..end];
                let words = format!("{}{}", &exact[..start], &exact[end..]);
                let places = haystack.find(Quote { exact: words.trim(), ..quote.wanted() });
                let [range] = &places[..] else { continue };
                let at = haystack.normal.of_plain(range.start) + start;
                let stands = |&(before, note): &(usize, usize)| {
                    number.parse() == Ok(note) && haystack.normal.of_plain(before) == at
                };
                if notes.iter().any(stands) {
                    return Some(Noted {
                        words: haystack.words(range),
                        range: range.clone(),
                        number: number.to_owned(),
                    });
                }
            }
        }
        None
    }
}
