//! A text in which quotes are searched.
//!
//! In go a text and a [`Quote`]; out come all places where the quote stands exactly. An anchor is
//! exact or it does not exist. If a quote would match except that it begins or ends inside a word,
//! a [`Cut`] names the word.

#[cfg(test)]
mod tests;

use crate::edges::{is_edge, occurrences, word_around};
use crate::normal::{BARRIER, Normal};
use crate::sentence;
use ahash::HashMap;
use memchr::memmem;
use std::borrow::Cow;
use std::ops::Range;

/// The words to search for.
#[derive(Debug, Clone, Copy)]
pub struct Quote<'q> {
    /// The exact words, or `first words ... last words`.
    pub exact: &'q str,
    /// The words directly before them.
    pub prefix: Option<&'q str>,
    /// The words directly after them.
    pub suffix: Option<&'q str>,
}

/// A place where a quote begins or ends inside a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cut {
    /// Bytes of the plain text.
    pub range: Range<usize>,
    /// The word that it begins in.
    pub begins: Option<String>,
    /// The word that it ends in.
    pub ends: Option<String>,
    /// The quoted words with the cut words completed, on one line.
    pub whole: String,
}

/// A text in which quotes are searched.
#[derive(Debug, Clone, Default)]
pub struct Haystack<'t> {
    /// The plain text.
    pub plain: &'t str,
    /// Its normal form.
    pub normal: Cow<'t, Normal>,
    sentences: sentence::Sentences,
}

impl<'t> Haystack<'t> {
    /// Prepares a text.
    pub fn new(plain: &'t str) -> Self {
        Self { plain, normal: Cow::Owned(Normal::new(plain)), ..Self::default() }
    }

    /// Takes a text and its normal form.
    pub fn known(plain: &'t str, normal: &'t Normal) -> Self {
        Self { plain, normal: Cow::Borrowed(normal), ..Self::default() }
    }

    /// The same in the language with the tag `language`, by which it is told where sentences end.
    pub fn in_language(mut self, language: &str) -> Self {
        self.sentences = sentence::Sentences::of(language);
        self
    }

    /// Every place where `quote` stands, as bytes of the plain text, in order.
    pub fn find(&self, quote: Quote) -> Vec<Range<usize>> {
        let exact = Normal::new(quote.exact).text;
        let exact = exact.trim();
        if exact.is_empty() {
            return Vec::new();
        }
        let mut places = self.occurrences(exact);
        if !places.is_empty() {
            // Hyphens in code must match exactly.
            let typed = |p: &Range<usize>| self.normal.types_dashes(self.plain, p, quote.exact);
            places.retain(typed);
        } else if let Some((first, last)) = ends(exact) {
            places = self.stretches(first, last);
        }
        // A prefix or suffix may begin or end inside a word.
        if let Some(prefix) = quote.prefix {
            let prefix = Normal::new(prefix).text;
            places.retain(|p| self.normal.text[..p.start].trim_end().ends_with(prefix.trim()));
        }
        if let Some(suffix) = quote.suffix {
            let suffix = Normal::new(suffix).text;
            places.retain(|p| self.normal.text[p.end..].trim_start().starts_with(suffix.trim()));
        }
        places.into_iter().map(|p| self.normal.to_plain(self.plain, p)).collect()
    }

    /// The places where `exact` would stand in code if hyphens and dashes did not matter there.
    pub fn dashed(&self, exact: &str) -> Vec<Range<usize>> {
        if !self.normal.has_dashes_in_code() {
            return Vec::new();
        }
        let normal = Normal::new(exact).text;
        if normal.trim().is_empty() {
            return Vec::new();
        }
        let mut places = self.occurrences(normal.trim());
        places.retain(|p| !self.normal.types_dashes(self.plain, p, exact));
        places.into_iter().map(|place| self.normal.to_plain(self.plain, place)).collect()
    }

    /// The bounds of the sentences that the stretch `range` of the plain text touches.
    pub fn sentence(&self, range: &Range<usize>) -> Range<usize> {
        self.sentences.around(self.plain, range)
    }

    /// The words at `place`, on one line.
    pub fn words(&self, place: &Range<usize>) -> String {
        self.plain[place.clone()].split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The occurrences of `words`, which must not be empty, in the normal form that do not begin or
    /// end inside a word.
    fn occurrences(&self, words: &str) -> Vec<Range<usize>> {
        let text = self.normal.text.as_str();
        occurrences(text, words, |start, end| {
            (is_edge(text, start) || self.follows_dash(start)) && is_edge(text, end)
        })
    }

    /// True for a number directly after a long dash, which opens an aside in Spanish and is not a
    /// sign.
    fn follows_dash(&self, at: usize) -> bool {
        let text = self.normal.text.as_str();
        if !text[..at].ends_with('-') || !text[at..].starts_with(char::is_numeric) {
            return false;
        }
        let dash = self.normal.to_plain(self.plain, at - 1..at);
        matches!(self.plain.get(dash), Some("\u{2014}" | "\u{2015}" | "--" | "---"))
    }

    /// The first place where `exact` would stand if it did not begin or end inside a word, with the
    /// words that it cuts. For a quote of which only the ends are given, the first end that cuts a
    /// word.
    pub fn cut(&self, exact: &str) -> Option<Cut> {
        let exact = Normal::new(exact).text;
        let exact = exact.trim();
        match ends(exact) {
            Some((first, last)) => {
                let one =
                    self.cut_words(first).map(|cut| (format!("{} ... {last}", cut.whole), cut));
                let other =
                    || self.cut_words(last).map(|cut| (format!("{first} ... {}", cut.whole), cut));
                one.or_else(other).map(|(whole, cut)| Cut { whole, ..cut })
            }
            None => self.cut_words(exact),
        }
    }

    fn cut_words(&self, words: &str) -> Option<Cut> {
        let text = self.normal.text.as_str();
        if words.is_empty() || !self.occurrences(words).is_empty() {
            return None;
        }
        let start = memmem::find(text.as_bytes(), words.as_bytes())?;
        let end = start + words.len();
        let word = |at: usize| (!is_edge(text, at)).then(|| word_around(text, at));
        let (begins, ends) = (word(start), word(end));
        let from = begins.as_ref().map_or(start, |word| word.start.min(start));
        let to = ends.as_ref().map_or(end, |word| word.end.max(end));
        let plain = |range: Range<usize>| self.normal.to_plain(self.plain, range);
        let shown = |word: Range<usize>| self.words(&plain(word));
        Some(Cut {
            range: plain(start..end),
            begins: begins.map(shown),
            ends: ends.map(shown),
            whole: self.words(&plain(from..to)),
        })
    }

    /// The stretches from each `first` to the nearest `last` after it. Two stretches with the same
    /// end are two places: the author must say which beginning is meant.
    fn stretches(&self, first: &str, last: &str) -> Vec<Range<usize>> {
        if first.is_empty() || last.is_empty() {
            return Vec::new();
        }
        let ends = self.occurrences(last);
        let barriers: Vec<usize> =
            self.normal.text.match_indices(BARRIER).map(|(i, _)| i).collect();
        self.occurrences(first)
            .into_iter()
            .filter_map(|start| {
                let end = ends.get(ends.partition_point(|e| e.start < start.end))?;
                let next = barriers.get(barriers.partition_point(|b| *b < start.end));
                let crosses = next.is_some_and(|barrier| *barrier < end.start);
                (!crosses).then_some(start.start..end.end)
            })
            .collect()
    }
}

/// The first and the last words of a quote in normal form of which only the ends are given: on both
/// sides of `...` with spaces around it, or of `[...]` or `(...)`, whichever comes first.
pub fn ends(exact: &str) -> Option<(&str, &str)> {
    let bracketed = |open: char, close: char| {
        exact.match_indices(open).find_map(|(at, _)| {
            let inner = &exact[at + 1..];
            let length = inner.len() - inner.trim_start_matches(['.', ' ']).len();
            let dots = inner[..length].matches('.').count();
            (dots >= 3 && inner[length..].starts_with(close)).then_some(at..at + length + 2)
        })
    };
    let plain = exact.find(" ... ").map(|at| at..at + 5);
    let marks = [plain, bracketed('[', ']'), bracketed('(', ')')];
    let mark = marks.into_iter().flatten().min_by_key(|mark| mark.start)?;
    let (first, last) = (exact[..mark.start].trim(), exact[mark.end..].trim());
    (!first.is_empty() && !last.is_empty()).then_some((first, last))
}

/// For each of the first `count` of several places of the same words, the shortest prefix that
/// distinguishes it from all others; `None` if that takes more than eight words. `before` has the
/// text before each place.
pub fn telling_prefixes(before: &[&str], count: usize) -> Vec<Option<String>> {
    let before: Vec<Vec<&str>> = before
        .iter()
        .map(|text| {
            let text = text.rsplit(BARRIER).next().unwrap_or("");
            text.split_whitespace().rev().take(8).collect()
        })
        .collect();
    let mut shared: HashMap<&[&str], usize> = HashMap::default();
    for words in &before {
        for n in 1..=words.len() {
            *shared.entry(&words[..n]).or_default() += 1;
        }
    }
    let prefixes = before.iter().take(count).map(|words| {
        let count = (1..=words.len()).find(|&n| shared[&words[..n]] == 1)?;
        Some(words[..count].iter().rev().copied().collect::<Vec<_>>().join(" "))
    });
    prefixes.collect()
}
