//! Marks of Markdown that were copied into a quote: stars, backticks, the address of a link, the
//! number of a footnote. A quote has the words that readers see.
//!
//! In go a quote that is not in the text, and the text; out come the words without the marks. They are
//! looked for first as the source of the section has them, where the quote was copied from there, and
//! then as Markdown shows the quote itself.

use super::marks::{MARKS, marks, shown};
use super::{Place, QuoteSearch, RawQuote};
use std::ops::Range;
use text_anchor::nearest::searches;
use text_anchor::normal::BARRIER;
use text_anchor::typed::without;
use text_anchor::{Quote, ends};

/// A quote without its marks of Markdown.
pub(super) struct Pasted {
    /// The words as they stand in the text.
    pub(super) words: String,
    /// Where they stand, as bytes of the plain text: one place or several.
    pub(super) places: Vec<Range<usize>>,
    /// The marks as shown in a message, each once, as far as they can be told from the words.
    pub(super) marks: Vec<String>,
}

impl QuoteSearch<'_, '_> {
    /// `quote` without marks of Markdown, where that stands in `place`.
    pub(super) fn pasted(&self, quote: &RawQuote, place: Place) -> Option<Pasted> {
        let typed = quote.exact.value.as_str();
        let haystack = self.texts().get(place);
        if !typed.contains(MARKS) || self.lost > searches(haystack.plain.len()) {
            return None;
        }
        let found = |words: &str| {
            let places = haystack.find(Quote { exact: words, ..quote.wanted() });
            (!places.is_empty()).then(|| (words.to_owned(), places))
        };
        let copied = || {
            let words = self.copied(typed, place).or_else(|| {
                let (first, last) = ends(typed)?;
                let side = |side: &str| self.copied(side, place).unwrap_or_else(|| side.to_owned());
                Some(format!("{} ... {}", side(first), side(last)))
            });
            found(&words?)
        };
        let shown = || {
            let shown = shown(typed)?;
            found(&shown).or_else(|| {
                let quote = Quote { exact: &shown, ..quote.wanted() };
                without(haystack, quote, self.languages.alerts())
                    .map(|found| (found.words, vec![found.range]))
            })
        };
        let (words, places) = copied().or_else(shown)?;
        let marks = marks(typed, &words);
        Some(Pasted { words, places, marks })
    }

    /// The words that readers see of `typed`, which stands once in the source of a section.
    fn copied(&self, typed: &str, place: Place) -> Option<String> {
        let Place::Section(section) = place else { return None };
        let section = &self.article.sections[section];
        let source = find_once(&self.files.get(section.file).text, typed)?;
        let text = &section.document.text;
        let nodes = &section.document.nodes;
        let mut words: Option<Range<usize>> = None;
        for leaf in &text.leaves {
            let node = &nodes[leaf.node].range;
            if node.end <= source.start || source.end <= node.start {
                continue;
            }
            let whole = source.start <= node.start && node.end <= source.end;
            let chars = text.text[leaf.range.clone()].char_indices();
            let inside = chars
                .map(|(i, c)| leaf.range.start + i..leaf.range.start + i + c.len_utf8())
                .filter(|at| whole || source.contains(&text.source_of(nodes, at).start));
            for at in inside {
                let words = words.get_or_insert(at.clone());
                *words = words.start.min(at.start)..words.end.max(at.end);
            }
        }
        let words = &text.text[words?];
        // What stands in a footnote stands elsewhere on the page.
        let one = !words.contains(BARRIER) && !words.trim().is_empty();
        one.then(|| words.split_whitespace().collect::<Vec<_>>().join(" "))
    }
}

/// Where `typed` stands in `source`, if it does so once; how blanks and lines are broken makes no
/// difference.
fn find_once(source: &str, typed: &str) -> Option<Range<usize>> {
    let typed = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut folded = String::with_capacity(source.len());
    let mut places = Vec::with_capacity(source.len());
    for (at, c) in source.char_indices() {
        let c = if c.is_whitespace() { ' ' } else { c };
        if c != ' ' || !folded.ends_with(' ') {
            folded.push(c);
            places.extend(std::iter::repeat_n(at, c.len_utf8()));
        }
    }
    let mut found = folded.match_indices(&typed);
    let (start, _) = found.next().filter(|_| !typed.is_empty())?;
    let end = places.get(start + typed.len()).copied().unwrap_or(source.len());
    found.next().is_none().then(|| places[start]..end)
}
