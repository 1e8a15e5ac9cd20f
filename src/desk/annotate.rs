//! Finds words in the articles of a site, and writes a stub of a claim about them.
//!
//! In go a site and words; out come the [`FoundWords`] where they stand. For one of them it writes
//! a YAML stub with just enough context to make the quote unique, or the whole annotation file with
//! the stub added. Nothing here touches the disk.

use crate::model::{is_id, to_id};
use crate::resolve::{Article, Place, Site, marks, shown};
use crate::source::{FileId, Files, LineColumn, Span};
use crate::yaml::quote::quoted;
use crate::yaml::{self, Node, Value, double_quoted};
use std::ops::Range;
use text_anchor::nearest::nearest;
use text_anchor::typed::{Without, without};
use text_anchor::{BARRIER, Cut, Haystack, Quote, telling_prefixes};

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

/// Finds every place where `words` stand, in the order of the articles.
pub fn spots(site: &Site, files: &Files, words: &str) -> Vec<FoundWords> {
    let quote = Quote { exact: words, prefix: None, suffix: None };
    let mut found = Vec::new();
    for (index, article) in site.articles.iter().enumerate() {
        for place in article.places() {
            for range in haystack(article, place).find(quote) {
                let (file, at) = position(article, files, place, range.start);
                found.push(FoundWords { article: index, place, range, file, at });
            }
        }
    }
    found
}

/// Finds `words` that stand nowhere by removing what was copied along with them, and returns the
/// place and what is left of them. `None` unless there is exactly one place.
pub fn spot_without(
    site: &Site,
    files: &Files,
    words: &str,
    alerts: &[String],
) -> Option<(FoundWords, Without)> {
    let quote = Quote { exact: words, prefix: None, suffix: None };
    let mut all = site.articles.iter().enumerate().flat_map(|(index, article)| {
        article.places().filter_map(move |place| {
            let found = without(&haystack(article, place), quote, alerts)?;
            let (file, at) = position(article, files, place, found.range.start);
            Some((
                FoundWords { article: index, place, range: found.range.clone(), file, at },
                found,
            ))
        })
    });
    let first = all.next()?;
    all.next().is_none().then_some(first)
}

/// Finds `words` that stand nowhere by removing marks of Markdown. Returns every place, the words
/// without marks, and the removed marks as a message shows them.
pub fn spots_as_shown(
    site: &Site,
    files: &Files,
    words: &str,
) -> Option<(Vec<FoundWords>, String, Vec<String>)> {
    let bare = shown(words)?;
    let found = spots(site, files, &bare);
    let marks = marks(words, &bare);
    (!found.is_empty()).then_some((found, bare, marks))
}

/// The file that holds `words` if they begin or end in the middle of a word.
pub fn cut(site: &Site, words: &str) -> Option<(FileId, Cut)> {
    let mut all = site.articles.iter().flat_map(|a| a.places().map(move |p| (a, p)));
    all.find_map(|(article, place)| {
        Some((article.file_of(place), haystack(article, place).cut(words)?))
    })
}

/// The words of the site that come nearest to `words`, which stand nowhere, and the file that holds
/// them.
pub fn near(site: &Site, words: &str) -> Option<(FileId, String)> {
    let all = site.articles.iter().flat_map(|a| a.places().map(move |p| (a, p)));
    let near = all.filter_map(|(article, place)| {
        let haystack = haystack(article, place);
        let near = nearest(&haystack, words)?;
        let found = haystack.words(&near.range);
        Some((near.changes.len(), article.file_of(place), found))
    });
    near.min_by_key(|(changes, ..)| *changes).map(|(_, file, found)| (file, found))
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

/// The path of the annotation file for a place.
pub fn target(article: &Article, files: &Files, place: Place) -> String {
    let path = files.path(article.file_of(place));
    match place {
        Place::SectionTitle(_) | Place::Section(_) => {
            format!("{}.yaml", path.strip_suffix(".md").unwrap_or(path))
        }
        Place::Title | Place::Standfirst => path.to_owned(),
    }
}

/// A claim id, derived from `words`, that no claim of the article uses.
pub fn free_id(site: &Site, article: usize, words: &str) -> String {
    let words: Vec<&str> = words.split_whitespace().take(5).collect();
    let id = to_id(&words.join(" "));
    let id = if is_id(&id) { id } else { "claim".to_owned() };
    let taken = |id: &str| site.claims.iter().any(|c| c.article == article && *c.id == *id);
    let numbered = (2..).map(|n| format!("{id}-{n}"));
    // The sequence is infinite, so one is free.
    std::iter::once(id.clone()).chain(numbered).find(|id| !taken(id)).unwrap_or(id)
}

/// The YAML lines of a claim about the words at `spot`, each indented by `indent`.
pub fn stub(site: &Site, spot: &FoundWords, words: &str, id: &str, indent: usize) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let (outer, inner) = (" ".repeat(indent), " ".repeat(indent * 2));
    format!("{outer}{id}:\n{inner}quote: {}\n", quote(site, spot, &words))
}

/// A YAML quote that matches at `spot` and nowhere else in the places that are searched.
fn quote(site: &Site, spot: &FoundWords, words: &str) -> String {
    let article = &site.articles[spot.article];
    let haystack = haystack(article, spot.place);
    let places = haystack.find(Quote { exact: words, prefix: None, suffix: None });
    let mut keys = Vec::new();
    // A claim of `article.yaml` searches both the title and the standfirst, so the quote must say
    // which.
    match spot.place {
        Place::Title => keys.push("title: true".to_owned()),
        Place::Standfirst => keys.push("standfirst: true".to_owned()),
        // A section's text is searched before its title.
        Place::SectionTitle(i) => {
            keys.push(format!("section: {}", article.sections[i].slug));
            keys.push("title: true".to_owned());
        }
        Place::Section(_) => {}
    }
    if let Some(own) = places.iter().position(|p| *p == spot.range).filter(|_| places.len() > 1) {
        let before: Vec<&str> = places.iter().map(|p| &haystack.plain[..p.start]).collect();
        let prefix = telling_prefixes(&before, own + 1).swap_remove(own).filter(|p| !p.is_empty());
        match prefix {
            Some(prefix) => keys.insert(0, format!("prefix: {}", double_quoted(&prefix))),
            None => keys.extend(
                suffix(&haystack, &places, own).map(|s| format!("suffix: {}", double_quoted(&s))),
            ),
        }
    }
    if keys.is_empty() {
        quoted(words)
    } else {
        format!("{{exact: {}, {}}}", double_quoted(words), keys.join(", "))
    }
}

/// The shortest suffix that distinguishes one of several places of the same words from the others.
fn suffix(haystack: &Haystack, places: &[Range<usize>], own: usize) -> Option<String> {
    let after = |place: &Range<usize>, count: usize| {
        let text = haystack.plain[place.end..].split(BARRIER).next().unwrap_or("");
        text.split_whitespace().take(count).map(str::to_owned).collect::<Vec<_>>()
    };
    (1..=8).find_map(|count| {
        let words = after(&places[own], count);
        let tells = places.iter().enumerate().all(|(i, p)| i == own || after(p, count) != words);
        (tells && words.len() == count).then(|| words.join(" "))
    })
}

/// Adds a claim to the end of the annotation file `text`; `None` if that would change existing
/// content, because the claims stand between `{` and `}`.
pub fn added(text: &str, make: impl Fn(usize) -> String) -> Option<String> {
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let old = parse(text)?;
    let claims = match &old.value {
        Value::Null => None,
        Value::Map(entries) => entries.iter().find(|(key, _)| key.name == "claims"),
        _ => return None,
    };
    let (at, indent, head) = match (claims, &old.value) {
        (Some((key, node)), Value::Map(entries)) => {
            let next = entries.iter().map(|(k, _)| k.span.start).find(|s| *s > key.span.start);
            let at = next.map_or(text.len(), |at| before_remarks(text, at as usize));
            let first = match &node.value {
                Value::Map(claims) => claims.first().map(|(first, _)| column(text, first.span)),
                _ => None,
            };
            (at, first.unwrap_or(2).max(1), "")
        }
        _ => (text.len(), 2, "claims:\n"),
    };
    let mut stub = format!("{head}{}", make(indent)).replace('\n', newline);
    if !text[..at].is_empty() && !text[..at].ends_with('\n') {
        stub.insert_str(0, newline);
    }
    let new = format!("{}{stub}{}", &text[..at], &text[at..]);
    is_added(&old, &parse(&new)?).then_some(new)
}

fn parse(text: &str) -> Option<Node> {
    yaml::parse(text, Files::default().add("claims.yaml", ""), 0).ok()
}

/// The start of the comments directly above the line of byte `at`.
fn before_remarks(text: &str, at: usize) -> usize {
    let mut start = text[..at].rfind('\n').map_or(0, |i| i + 1);
    while start > 0 {
        let above = text[..start - 1].rfind('\n').map_or(0, |i| i + 1);
        let line = text[above..start].trim();
        if !(line.is_empty() || line.starts_with('#')) {
            break;
        }
        start = above;
    }
    start
}

fn column(text: &str, span: Span) -> usize {
    let start = span.start as usize;
    start - text[..start].rfind('\n').map_or(0, |i| i + 1)
}

/// True if `new` is `old` with one more claim at the end.
fn is_added(old: &Node, new: &Node) -> bool {
    let none = Vec::new();
    let claims = |node: &Node| match &node.value {
        Value::Map(entries) => {
            entries.iter().find(|(k, _)| k.name == "claims").map(|(_, n)| n.clone())
        }
        _ => None,
    };
    let entries = |node: &Option<Node>| match node {
        Some(Node { value: Value::Map(entries), .. }) => {
            entries.iter().map(|(k, n)| (k.name.clone(), plain(n))).collect::<Vec<_>>()
        }
        _ => Vec::new(),
    };
    let others = |node: &Node| match &node.value {
        Value::Map(entries) => {
            let others = entries.iter().filter(|(k, _)| k.name != "claims");
            others.map(|(k, n)| (k.name.clone(), plain(n))).collect()
        }
        _ => none.clone(),
    };
    let (before, after) = (entries(&claims(old)), entries(&claims(new)));
    others(old) == others(new) && after.len() == before.len() + 1 && after.starts_with(&before)
}

/// A value as text, without its spans.
fn plain(node: &Node) -> String {
    match &node.value {
        Value::Null => "~".to_owned(),
        Value::Text(text) => format!("{text:?}"),
        Value::List(items) => {
            format!("[{}]", items.iter().map(plain).collect::<Vec<_>>().join(","))
        }
        Value::Map(entries) => {
            let entries = entries.iter().map(|(k, n)| format!("{:?}:{}", k.name, plain(n)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(","))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: Option<&str>) {
        let make = |indent: usize| {
            let (outer, inner) = (" ".repeat(indent), " ".repeat(indent * 2));
            format!("{outer}new:\n{inner}quote: some words\n")
        };
        assert_eq!(added(text, make).as_deref(), expect);
    }

    #[test]
    fn a_claim_is_added_after_the_others() {
        check("", Some("claims:\n  new:\n    quote: some words\n"));
        check("# Remarks\n", Some("# Remarks\nclaims:\n  new:\n    quote: some words\n"));
        check("claims:\n", Some("claims:\n  new:\n    quote: some words\n"));
        check(
            "claims:\n   a: {quote: b} # one\n   # two",
            Some("claims:\n   a: {quote: b} # one\n   # two\n   new:\n      quote: some words\n"),
        );
        check(
            "claims:\r\n  a:\r\n    quote: b\r\n",
            Some("claims:\r\n  a:\r\n    quote: b\r\n  new:\r\n    quote: some words\r\n"),
        );
    }

    #[test]
    fn text_after_the_claims_stays() {
        check(
            "title: T\nclaims:\n  a: {quote: b}\n\n# The order\nsections: [x]\n",
            Some(
                "title: T\nclaims:\n  a: {quote: b}\n  new:\n    quote: some words\n\n# The order\nsections: [x]\n",
            ),
        );
    }

    #[test]
    fn file_with_claims_in_braces_is_unchanged() {
        check("claims: {a: {quote: b}}\n", None);
        check("claims: [\n", None);
        check("- a\n", None);
    }
}
