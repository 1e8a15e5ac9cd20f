//! Finds the sentence that holds a stretch of text.
//!
//! In go a text, its language and a stretch of it; out come the bounds of the sentences that it touches. A
//! sentence ends where the Unicode standard says so (UAX 29) and at the edge of a block, but never where
//! that is not certain: after an abbreviation, an initial, a number that may be an ordinal, within
//! quotation marks or brackets, before a small letter. What stands before "Mr. Kerry" bears on what he
//! did. A sentence that is taken too widely costs somebody a look; one that is taken too narrowly hides
//! what was edited.

mod certain;

use crate::lexicon::{self, Lexicon};
use crate::normal::BARRIER;
use certain::Certain;
use std::ops::Range;
use std::sync::OnceLock;
use unicode_segmentation::UnicodeSegmentation;

/// The characters that separate blocks.
const EDGES: [char; 2] = ['\n', BARRIER];

/// In blocks up to this length, in bytes, sentences are not cached.
const SHORT: usize = 1_000;

/// The cached sentences of one text. All are computed when one in a long block is first asked for,
/// because scanning from the beginning of the block each time would take quadratic time.
#[derive(Debug, Clone, Default)]
pub struct Sentences {
    language: String,
    all: OnceLock<Vec<Range<usize>>>,
}

impl Sentences {
    /// Sentences of the language with the tag `language`; an empty one is not known.
    pub fn of(language: &str) -> Self {
        Self { language: language.to_owned(), all: OnceLock::new() }
    }

    /// Like [`around`]. `plain` must be the same text in every call, because its sentences are kept.
    pub fn around(&self, plain: &str, range: &Range<usize>) -> Range<usize> {
        bounds(plain, range, |at| self.holding(plain, at))
    }

    fn holding(&self, plain: &str, at: usize) -> Range<usize> {
        let bytes = plain.as_bytes();
        let has_edge = |bytes: &[u8]| {
            let edges = EDGES.map(|edge| edge as u8);
            bytes.len() < SHORT || memchr::memchr2(edges[0], edges[1], bytes).is_some()
        };
        let begins = has_edge(&bytes[at.saturating_sub(SHORT)..at]);
        let ends = has_edge(&bytes[at..bytes.len().min(at + SHORT)]);
        if begins && ends {
            return holding(plain, at, &self.language);
        }
        let all = self.all.get_or_init(|| all(plain, &self.language));
        let found = all.get(all.partition_point(|sentence| sentence.end <= at));
        found.filter(|sentence| sentence.start <= at).cloned().unwrap_or(at..at)
    }
}

/// The bytes of the sentences of `plain` that the stretch `range` touches, without blanks at the
/// ends. `plain` has a line break at the edge of each block; `language` is the tag of its language, and
/// empty where that is not known.
pub fn around(plain: &str, range: &Range<usize>, language: &str) -> Range<usize> {
    bounds(plain, range, |at| holding(plain, at, language))
}

/// As [`around`], with sentences that also end within quotation marks and brackets, and after short words
/// that no table of the language knows as abbreviations.
pub(crate) fn closely(plain: &str, range: &Range<usize>, language: &str) -> Range<usize> {
    bounds(plain, range, |at| {
        let mut certain = Certain::narrowly(language);
        holding_by(plain, at, |stretch, rest| certain.ends(stretch, rest))
    })
}

/// As [`around`], with sentences that end wherever they may: before a capital letter after a full stop
/// that follows no title, no initial and no abbreviation of [`crate::lexicon`].
pub fn narrowly(plain: &str, range: &Range<usize>) -> Range<usize> {
    let ends = |stretch: &str, rest: &str| rest.is_empty() || !goes_on(stretch, rest);
    bounds(plain, range, |at| holding_by(plain, at, ends))
}

fn bounds(
    plain: &str,
    range: &Range<usize>,
    holding: impl Fn(usize) -> Range<usize>,
) -> Range<usize> {
    // Skip the inside of the stretch: it may hold a hundred sentences.
    let words = plain[range.clone()].trim_end();
    let last = words.char_indices().next_back().map_or(0, |(at, _)| at);
    let (first, last) = (holding(range.start), holding(range.start + last));
    let (start, end) = (first.start.min(range.start), last.end.max(range.end));
    let blank = |text: &str| text.len() - text.trim_start().len();
    let start = (start + blank(&plain[start..end])).min(range.start);
    start..(start + plain[start..end].trim_end().len()).max(range.end)
}

/// The sentence that holds the byte `at`.
fn holding(plain: &str, at: usize, language: &str) -> Range<usize> {
    let mut certain = Certain::new(language);
    holding_by(plain, at, |stretch, rest| certain.ends(stretch, rest))
}

/// The same, where `ends` tells of each stretch of the block, and of what comes after it, whether it ends
/// a sentence.
fn holding_by(plain: &str, at: usize, ends: impl FnMut(&str, &str) -> bool) -> Range<usize> {
    let block = plain[..at].rfind(EDGES).map_or(0, |at| at + 1);
    let block_end = plain[at..].find(EDGES).map_or(plain.len(), |i| at + i);
    of_block(plain, block..block_end, ends).find(|sentence| sentence.end > at).unwrap_or(at..at)
}

/// All sentences of a text.
fn all(plain: &str, language: &str) -> Vec<Range<usize>> {
    let mut all = Vec::new();
    let mut start = 0;
    for block in plain.split(EDGES) {
        let mut certain = Certain::new(language);
        let ends = |stretch: &str, rest: &str| certain.ends(stretch, rest);
        all.extend(of_block(plain, start..start + block.len(), ends));
        start += block.len() + 1;
    }
    all
}

/// The sentences of one block, which end where `ends` says so.
fn of_block(
    plain: &str,
    block: Range<usize>,
    mut ends: impl FnMut(&str, &str) -> bool,
) -> impl Iterator<Item = Range<usize>> {
    let mut start = block.start;
    plain[block.clone()].split_sentence_bound_indices().filter_map(move |(begin, stretch)| {
        let after = block.start + begin + stretch.len();
        if !ends(stretch, &plain[after..block.end]) {
            return None;
        }
        let begin = std::mem::replace(&mut start, after);
        Some(begin..after)
    })
}

/// True where it is certain that `sentence` goes on: it ends in an abbreviation, or in an initial, or in
/// words that were quoted in the middle of something longer.
fn goes_on(sentence: &str, rest: &str) -> bool {
    let words = sentence.trim_end();
    // `"Never again!" he said`: lowercase text follows.
    if rest.trim_start().starts_with(char::is_lowercase) {
        return true;
    }
    let Some(words) = words.strip_suffix('.') else { return false };
    let begin = words.rfind(|c: char| c.is_whitespace() || "([\"'\u{201c}\u{2018}".contains(c));
    let last =
        begin.map_or(words, |at| words[at..].trim_start_matches(|c: char| !c.is_alphanumeric()));
    let initial = last.chars().count() == 1 && last.chars().all(char::is_uppercase);
    let last = last.to_lowercase();
    let number = rest.trim_start().starts_with(|c: char| c.is_numeric());
    // The language of the text does not matter: abbreviations of one language are not words of
    // another.
    let short = |lexicon: &Lexicon| {
        let last = last.as_str();
        lexicon.titles.contains(last)
            || lexicon.abbreviations.contains(last)
            || number && lexicon.before_numbers.contains(last)
    };
    initial || lexicon::all().any(short)
}

/// The mark that ends a sentence before the space at byte `at`, if one does.
pub(crate) fn ends_sentence(text: &str, at: usize) -> Option<usize> {
    let before = text[..at].trim_end_matches(['"', '\'', ')', ']']);
    let mark = before.chars().next_back().filter(|c| matches!(c, '.' | '!' | '?'))?;
    let after = text[at..].trim_start().chars().next();
    if after.is_some_and(char::is_lowercase) {
        return None;
    }
    let head = before.trim_end_matches(mark);
    if mark == '.' {
        // Letters with full stops between them are an abbreviation.
        let word = head.rsplit(|c: char| c.is_whitespace() || c == '(' || c == '"').next();
        let dotted = word.is_some_and(|word| word.contains('.'));
        let letter = word.is_some_and(|w| w.chars().count() == 1 && !w.contains(char::is_numeric));
        if dotted || letter || goes_on(&text[..at], &text[at..]) {
            return None;
        }
    }
    Some(head.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shows the sentence that holds `words` of `text`.
    fn check(text: &str, words: &str, expect: &str) {
        let start = text.find(words).expect("the words stand in the text");
        let range = start..start + words.len();
        assert_eq!(&text[around(text, &range, "en")], expect);
        // The same in the middle of a block that is too long to begin again each time.
        if !text.contains(EDGES) {
            let rest = "It was so. ".repeat(SHORT);
            let long = format!("{rest}{text} {rest}");
            let range = rest.len() + range.start..rest.len() + range.end;
            assert_eq!(Sentences::of("en").around(&long, &range), around(&long, &range, "en"));
        }
    }

    #[test]
    fn a_sentence_ends_at_its_full_stop() {
        check("It rained. He asked. They left.", "asked", "He asked.");
        check("It rained. He asked. They left.", "It", "It rained.");
        check("It rained. He asked. They left.", "left", "They left.");
        check("Was it? It was! “Never again!” he said. Fine.", "again", "“Never again!” he said.");
    }

    #[test]
    fn cached_sentences_equal_those_found_one_by_one() {
        let part = "Mr. Kerry asked. \u{201c}Never!\u{201d} he said.\n\nIt rained\0国务院否认。On Sept. 26 he left. ";
        let text = part.repeat(60) + &"And so on, and on. ".repeat(200) + part;
        let sentences = Sentences::of("en");
        for (at, c) in text.char_indices().step_by(7) {
            let range = at..at + c.len_utf8();
            assert_eq!(sentences.around(&text, &range), around(&text, &range, "en"), "{range:?}");
        }
        assert!(sentences.all.get().is_some(), "the long block was asked for");
    }

    #[test]
    fn abbreviations_and_numbers_do_not_end_a_sentence() {
        check(
            "Never, said Mr. Kerry, did he ask. So.",
            "did he ask",
            "Never, said Mr. Kerry, did he ask.",
        );
        let inc = "Never did the board of Acme Inc. Kerry said ask. So.";
        check(inc, "ask", "Never did the board of Acme Inc. Kerry said ask.");
        check("He said no. On Sept. 26 he left.", "said", "He said no.");
        check("He said no. On Sept. 26 he left.", "On", "On Sept. 26 he left.");
        check(
            "So J. P. Morgan rose 3.5 per cent in the U.S. Senate. So.",
            "rose",
            "So J. P. Morgan rose 3.5 per cent in the U.S. Senate.",
        );
    }

    #[test]
    fn block_edge_ends_a_sentence() {
        check("A heading\nHe asked\nAnother", "asked", "He asked");
        check("He asked\0It rained", "asked", "He asked");
    }

    #[test]
    fn range_over_several_sentences_gives_all_of_them() {
        check("It rained. He asked. They left. So.", "asked. They", "He asked. They left.");
        check(
            "It rained.\nHe asked.\nThey left. So.",
            "rained.\nHe asked.\nThey",
            "It rained.\nHe asked.\nThey left.",
        );
        check("He asked.", "He asked.", "He asked.");
        check("国务院否认。他没有问。", "没有", "他没有问。");
    }
}
