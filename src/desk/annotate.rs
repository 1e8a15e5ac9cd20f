//! Finds words in the articles of a site, and the quote that tells their place from all others.
//!
//! In go a site and words; out come the [`FoundWords`] where they stand, and for one of them a
//! [`PlannedQuote`] with just enough around it to be unique. Nothing here touches the disk.

use crate::markdown::Document;
use crate::resolve::{Article, Place, Site, marks, shown};
use crate::source::{FileId, Files, LineColumn, Span};
use crate::yaml::edit::NewValue;
use serde::Serialize;
use std::ops::Range;
use text_anchor::nearest::nearest;
use text_anchor::typed::{Without, without};
use text_anchor::{BARRIER, Cut, Haystack, Quote, is_edge};

/// A place where the words stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundWords {
    /// Index of the article.
    pub article: usize,
    /// The part of it.
    pub place: Place,
    /// Bytes of its plain text.
    pub range: Range<usize>,
    /// The file that holds the words.
    pub file: FileId,
    /// Where they begin in it.
    pub at: LineColumn,
}

/// Where words are looked for.
#[derive(Debug, Clone, Copy)]
pub struct WordSearch<'s> {
    /// The site.
    pub site: &'s Site,
    /// Its texts.
    pub files: &'s Files,
    /// The only article that counts, by its index.
    pub article: Option<usize>,
    /// The only section of it that counts, by its index; its title counts too.
    pub section: Option<usize>,
}

impl<'s> WordSearch<'s> {
    fn places(self) -> impl Iterator<Item = (usize, &'s Article, Place)> {
        let all = self.site.articles.iter().enumerate();
        let counts = all.filter(move |(i, _)| self.article.is_none_or(|only| only == *i));
        let places = counts.flat_map(|(i, article)| article.places().map(move |p| (i, article, p)));
        places.filter(move |(.., p)| self.section.is_none_or(|only| p.section() == Some(only)))
    }

    fn found(self, index: usize, place: Place, range: Range<usize>) -> FoundWords {
        let (file, at) = position(&self.site.articles[index], self.files, place, range.start);
        FoundWords { article: index, place, range, file, at }
    }

    /// Every place where `words` stand, in the order of the articles.
    pub fn spots(self, words: &str) -> Vec<FoundWords> {
        let quote = Quote { exact: words, prefix: None, suffix: None };
        let found = self.places().flat_map(|(index, article, place)| {
            let ranges = haystack(article, place).find(quote);
            ranges.into_iter().map(move |range| self.found(index, place, range))
        });
        found.collect()
    }

    /// The one place of `words` that stand nowhere, without what was copied along with them, and what is
    /// left of them.
    pub fn without(self, words: &str, alerts: &[String]) -> Option<(FoundWords, Without)> {
        let quote = Quote { exact: words, prefix: None, suffix: None };
        let mut all = self.places().filter_map(|(index, article, place)| {
            let found = without(&haystack(article, place), quote, alerts)?;
            Some((self.found(index, place, found.range.clone()), found))
        });
        let first = all.next()?;
        all.next().is_none().then_some(first)
    }

    /// Every place where `typed` stands in the Markdown of a section as it is, marks and all; the words that
    /// readers see there, and the marks as a message shows them.
    pub fn as_typed(self, typed: &str) -> Option<(Vec<FoundWords>, String, Vec<String>)> {
        let mut found: Vec<(FoundWords, String)> = Vec::new();
        for (index, article, place) in self.places() {
            let Place::Section(i) = place else { continue };
            let section = &article.sections[i];
            let haystack = haystack(article, place);
            for source in stands_in(&self.files.get(section.file).text, typed) {
                let Some(range) = seen_in(&section.document, &source) else { continue };
                let words = haystack.words(&range);
                let quote = Quote { exact: &words, prefix: None, suffix: None };
                if haystack.find(quote).contains(&range) {
                    found.push((self.found(index, place, range), words));
                }
            }
        }
        let words = found.first()?.1.clone();
        found.retain(|(_, of)| *of == words);
        let marks = marks(typed, &words);
        Some((found.into_iter().map(|(spot, _)| spot).collect(), words, marks))
    }

    /// Every place of `words` that stand nowhere, without marks of Markdown; the words without marks,
    /// and the marks as a message shows them.
    pub fn as_shown(self, words: &str) -> Option<(Vec<FoundWords>, String, Vec<String>)> {
        let bare = shown(words)?;
        let found = self.spots(&bare);
        let marks = marks(words, &bare);
        (!found.is_empty()).then_some((found, bare, marks))
    }

    /// The file that holds `words` if they begin or end in the middle of a word.
    pub fn cut(self, words: &str) -> Option<(FileId, Cut)> {
        self.places().find_map(|(_, article, place)| {
            Some((article.file_of(place), haystack(article, place).cut(words)?))
        })
    }

    /// The words that come nearest to `words`, which stand nowhere, and the file that holds them.
    pub fn near(self, words: &str) -> Option<(FileId, String)> {
        let near = self.places().filter_map(|(_, article, place)| {
            let haystack = haystack(article, place);
            let near = nearest(&haystack, words)?;
            let found = haystack.words(&near.range);
            Some((near.changes.len(), article.file_of(place), found))
        });
        near.min_by_key(|(changes, ..)| *changes).map(|(_, file, found)| (file, found))
    }
}

/// The words at bytes `range` of a part of an article, widened to whole words, and their place; `None` if there are none.
pub fn words_at(
    site: &Site,
    files: &Files,
    (index, place): (usize, Place),
    range: &Range<usize>,
) -> Option<(FoundWords, String)> {
    let article = &site.articles[index];
    let haystack = haystack(article, place);
    let plain = haystack.plain;
    let mut range = range.clone();
    // Texts begin and end at an edge.
    while !is_edge(plain, range.start) {
        range.start = plain[..range.start].char_indices().next_back()?.0;
    }
    while !is_edge(plain, range.end) {
        range.end += plain[range.end..].chars().next()?.len_utf8();
    }
    let inside = &plain[range.clone()];
    range.start += inside.len() - inside.trim_start().len();
    range.end -= inside.len() - inside.trim_end().len();
    if range.is_empty() || !plain[range.clone()].contains(char::is_alphanumeric) {
        return None;
    }
    let words = haystack.words(&range);
    let (file, at) = position(article, files, place, range.start);
    Some((FoundWords { article: index, place, range, file, at }, words))
}

/// The sentence around bytes `range` of a part of an article.
pub fn sentence_at(
    article: &Article,
    place: Place,
    range: &Range<usize>,
    language: &str,
) -> Range<usize> {
    haystack(article, place).in_language(language).sentence(range)
}

/// Where `typed` stands in `text`; blanks and line breaks count as one.
fn stands_in(text: &str, typed: &str) -> Vec<Range<usize>> {
    let words: Vec<&str> = typed.split_whitespace().collect();
    let Some((first, others)) = words.split_first() else { return Vec::new() };
    let whole = |(start, _)| {
        let mut end: usize = start + first.len();
        for word in others {
            let rest = &text[end..];
            let blank = rest.len() - rest.trim_start().len();
            end += blank + word.len();
            if blank == 0 || !rest[blank..].starts_with(word) {
                return None;
            }
        }
        Some(start..end)
    };
    text.match_indices(first).filter_map(whole).collect()
}

/// The stretch of the plain text of a section that the bytes `source` of its file make; none if a part of
/// it stands in a footnote and another does not.
fn seen_in(document: &Document, source: &Range<usize>) -> Option<Range<usize>> {
    let text = &document.text;
    let mut seen: Option<Range<usize>> = None;
    for leaf in &text.leaves {
        let node = &document.nodes[leaf.node].range;
        if node.end <= source.start || node.start >= source.end {
            continue;
        }
        for (i, c) in text.text[leaf.range.clone()].char_indices() {
            let at = leaf.range.start + i..leaf.range.start + i + c.len_utf8();
            let from = text.source_of(&document.nodes, &at);
            if source.start <= from.start && from.end <= source.end {
                let start = seen.as_ref().map_or(at.start, |seen| seen.start);
                seen = Some(start..at.end);
            }
        }
    }
    seen.filter(|range| !text.text[range.clone()].contains(BARRIER))
}

/// What stands before and after words, on one line each, at most `count` words. A blank between them and the
/// words belongs to it.
pub fn around(site: &Site, spot: &FoundWords, count: usize) -> [String; 2] {
    let plain = &site.articles[spot.article].text(spot.place).text;
    let before = plain[..spot.range.start].rsplit(BARRIER).next().unwrap_or("");
    let after = plain[spot.range.end..].split(BARRIER).next().unwrap_or("");
    let blank = |is: bool| if is { " " } else { "" };
    let words: Vec<&str> = before.split_whitespace().collect();
    let left = words[words.len().saturating_sub(count)..].join(" ");
    let right = after.split_whitespace().take(count).collect::<Vec<_>>().join(" ");
    [
        left + blank(before.ends_with(char::is_whitespace)),
        blank(after.starts_with(char::is_whitespace)).to_owned() + &right,
    ]
}

fn haystack(article: &Article, place: Place) -> Haystack<'_> {
    let text = article.text(place);
    Haystack::known(&text.text, &text.normal)
}

fn position(article: &Article, files: &Files, place: Place, at: usize) -> (FileId, LineColumn) {
    let span = match place {
        Place::Title => article.title_span,
        Place::Standfirst => article.standfirst_span,
        Place::SectionTitle(i) => article.sections[i].title_span,
        Place::Section(i) => {
            let section = &article.sections[i];
            let text = &section.document.text;
            Span::new(section.file, text.source_of(&section.document.nodes, &(at..at)))
        }
    };
    (span.file, files.position(span))
}

/// A quote with just enough around it to stand in one place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlannedQuote {
    /// The words.
    pub exact: String,
    /// What stands before them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prefix: Option<String>,
    /// What stands after them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suffix: Option<String>,
    /// The part of the article that has to be named: its keys.
    #[serde(skip)]
    part: Vec<(&'static str, String)>,
}

impl PlannedQuote {
    /// The quote of the words at `spot`, for a claim that is written in the file of the section `home`, or in
    /// `article.yaml`. `None` if no quote tells this place from the others.
    pub fn of(site: &Site, spot: &FoundWords, words: &str, home: Option<usize>) -> Option<Self> {
        let article = &site.articles[spot.article];
        let haystack = haystack(article, spot.place);
        let exact = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let places = haystack.find(Quote { exact: &exact, prefix: None, suffix: None });
        if !places.contains(&spot.range) {
            return None;
        }
        let slug = |i: usize| ("section", article.sections[i].slug.clone());
        let flag = |name| (name, "true".to_owned());
        let part = match spot.place {
            Place::Title => vec![flag("title")],
            Place::Standfirst => vec![flag("standfirst")],
            Place::SectionTitle(i) => vec![slug(i), flag("title")],
            Place::Section(i) if home == Some(i) => Vec::new(),
            Place::Section(i) => vec![slug(i)],
        };
        let mut quote = Self { exact, prefix: None, suffix: None, part };
        if places.len() > 1 {
            (quote.prefix, quote.suffix) = telling(&haystack, &spot.range, &quote.exact)?;
        }
        Some(quote)
    }

    /// The quote as YAML types it.
    pub fn value(&self) -> NewValue {
        let text = |text: &String| NewValue::Text(text.clone());
        let context = [("prefix", &self.prefix), ("suffix", &self.suffix)];
        let context =
            context.into_iter().filter_map(|(key, value)| Some((key, text(value.as_ref()?))));
        let part = self.part.iter().map(|(key, word)| (*key, NewValue::Word(word.clone())));
        let rest: Vec<(&str, NewValue)> = context.chain(part).collect();
        if rest.is_empty() {
            return text(&self.exact);
        }
        let all = [("exact", text(&self.exact))].into_iter().chain(rest);
        NewValue::Short(all.map(|(key, value)| (key.to_owned(), value)).collect())
    }
}

/// The fewest words before the place `own` of `exact` that tell it from the others, or else after it, or else on
/// both sides; at most eight on each.
fn telling(
    haystack: &Haystack,
    own: &Range<usize>,
    exact: &str,
) -> Option<(Option<String>, Option<String>)> {
    let before = haystack.plain[..own.start].rsplit(BARRIER).next().unwrap_or("");
    let after = haystack.plain[own.end..].split(BARRIER).next().unwrap_or("");
    let before: Vec<&str> = before.split_whitespace().collect();
    let prefixes = (1..=before.len().min(8)).map(|n| before[before.len() - n..].join(" "));
    let after: Vec<&str> = after.split_whitespace().take(8).collect();
    let suffixes = (1..=after.len()).map(|n| after[..n].join(" "));
    let longest = (prefixes.clone().next_back(), suffixes.clone().next_back());
    let alone = prefixes.map(|prefix| (Some(prefix), None));
    let mut all = alone.chain(suffixes.map(|suffix| (None, Some(suffix)))).chain([longest]);
    all.find(|(prefix, suffix)| {
        let quote = Quote { exact, prefix: prefix.as_deref(), suffix: suffix.as_deref() };
        haystack.find(quote) == [own.clone()]
    })
}
