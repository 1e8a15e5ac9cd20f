//! Marks of Markdown that were copied into a quote: stars, backticks, the address of a link, the
//! number of a footnote. A quote has the words that readers see.
//!
//! In go a quote that is not in the text, and the text; out come the words without the marks. They are
//! looked for first as the source of the section has them, where the quote was copied from there, and
//! then as Markdown shows the quote itself.

use super::{Place, RawQuote, Search};
use crate::markdown;
use std::ops::Range;
use text_anchor::nearest::{Nearest, nearest, searches};
use text_anchor::normal::{BARRIER, Normal};
use text_anchor::typed::without;
use text_anchor::{Haystack, Quote, ends};

/// A quote without its marks of Markdown.
pub(super) struct Pasted {
    /// The words as they stand in the text.
    pub(super) words: String,
    /// Where they stand, as bytes of the plain text.
    pub(super) range: Range<usize>,
    /// The marks as shown in a message, each once, as far as they can be told from the words.
    pub(super) marks: Vec<String>,
}

/// The marks that a quote may have.
const MARKS: &[char] = &['*', '_', '`', '[', ']', '~', '\\', '&', '<', '!', '#', '>', '|'];

/// So many marks are shown.
const SHOWN: usize = 3;

impl Search<'_, '_> {
    /// `quote` without marks of Markdown, where that stands in `place` once.
    pub(super) fn pasted(&self, quote: &RawQuote, place: Place) -> Option<Pasted> {
        let typed = quote.exact.value.as_str();
        let haystack = self.texts().get(place);
        if !typed.contains(MARKS) || self.lost > searches(haystack.plain.len()) {
            return None;
        }
        let once = |words: &str| {
            let places = haystack.find(Quote { exact: words, ..quote.wanted() });
            let [range] = &places[..] else { return None };
            Some((words.to_owned(), range.clone()))
        };
        let copied = || {
            let words = self.copied(typed, place).or_else(|| {
                let (first, last) = ends(typed)?;
                let side = |side: &str| self.copied(side, place).unwrap_or_else(|| side.to_owned());
                Some(format!("{} ... {}", side(first), side(last)))
            });
            once(&words?)
        };
        let shown = || {
            let shown = shown(typed)?;
            once(&shown).or_else(|| {
                let quote = Quote { exact: &shown, ..quote.wanted() };
                without(haystack, quote, self.alerts).map(|found| (found.words, found.range))
            })
        };
        let (words, range) = copied().or_else(shown)?;
        let marks = marks(typed, &words);
        Some(Pasted { words, range, marks })
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

/// What readers see of `typed`, where that is something else.
fn shown(typed: &str) -> Option<String> {
    if !typed.contains(MARKS) {
        return None;
    }
    let options = markdown::Options { raw_html: true, rewrite: false, section: false };
    let mut files = crate::source::Files::default();
    let file = files.add("", "");
    let (document, _) = markdown::parse(typed, file, 0, "", options);
    let words = document.text.text.split_whitespace().collect::<Vec<_>>().join(" ");
    let same = Normal::new(&words).text.trim() == Normal::new(typed).text.trim();
    (!same && !words.is_empty()).then_some(words)
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

/// What `typed` has beside `words`, each once; nothing where they differ in other ways too.
fn marks(typed: &str, words: &str) -> Vec<String> {
    let mut left = words.chars().filter(|c| !c.is_whitespace()).peekable();
    let mut marks = vec![String::new()];
    let mut rest = typed;
    while let Some(c) = rest.chars().next() {
        // The address of a link is one mark, whatever letters it has.
        let address = rest.starts_with("](").then(|| rest.find(')')).flatten();
        let length = address.map_or(c.len_utf8(), |end| end + 1);
        if address.is_some() {
            marks.extend([rest[..length].to_owned(), String::new()]);
        } else if left.next_if_eq(&c).is_some() || c.is_whitespace() {
            marks.push(String::new());
        } else if let Some(mark) = marks.last_mut() {
            mark.push(c);
        }
        rest = &rest[length..];
    }
    if left.next().is_some() {
        return Vec::new();
    }
    let mut seen = Vec::new();
    for mark in marks {
        let mark = match mark.trim_matches('`') {
            "" if !mark.is_empty() => "backticks".to_owned(),
            _ => format!("`{mark}`"),
        };
        if mark != "``" && !seen.contains(&mark) {
            seen.push(mark);
        }
    }
    seen.truncate(SHOWN);
    seen
}

/// What stands in a text nearest to a quote that has marks of Markdown, without them; none where the
/// text has such marks itself, since those of the quote may be its own.
pub(super) fn near(haystack: &Haystack, typed: &str) -> Option<Nearest> {
    let near = nearest(haystack, &shown(typed)?)?;
    let own = haystack.plain[near.range.clone()].contains(['*', '_', '`', '[', ']']);
    (!own).then_some(near)
}

/// Says which characters `typed` has that nobody sees, or that look like a space and are none, and
/// after which words.
pub(super) fn unseen(typed: &str) -> Option<String> {
    let name = |c: char| match c {
        '\t' => Some("a tab".to_owned()),
        '\u{a0}' => Some("a no-break space (U+00A0)".to_owned()),
        '\u{202f}' => Some("a narrow no-break space (U+202F)".to_owned()),
        '\u{ad}' => Some("a soft hyphen (U+00AD)".to_owned()),
        ' ' | '\n' | '\r' => None,
        c if c.is_whitespace() => Some(format!("another kind of space (U+{:04X})", u32::from(c))),
        '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}' => {
            Some(format!("a character that nobody sees (U+{:04X})", u32::from(c)))
        }
        _ => None,
    };
    let mut said = Vec::new();
    for (at, c) in typed.char_indices() {
        let Some(name) = name(c) else { continue };
        let before = typed[..at].split_whitespace().next_back().unwrap_or("");
        said.push(match before {
            "" => format!("{name} at its beginning"),
            before => format!("{name} after `{before}`"),
        });
        if said.len() == SHOWN {
            break;
        }
    }
    (!said.is_empty()).then(|| format!("the quote has {}", said.join(", ")))
}
