//! Finds the words of a text that come nearest to a quote that is not in it.
//!
//! In go a text and a quote; out comes the stretch with the least edit distance, if that is at most
//! 35 % of the quote's length, and the differences word by word. The result is only shown to the
//! author, and never used without confirmation.
//!
//! The search is G. Myers, "A fast bit-vector algorithm for approximate string matching based on
//! dynamic programming", JACM 46 (1999), in blocks of 64 bits as in H. Hyyrö, "A bit-vector
//! algorithm for computing Levenshtein and Damerau edit distances", NJC 10 (2003).

use super::Haystack;
use super::normal::Normal;
use ahash::HashMap;
use similar::{Algorithm, DiffTag, capture_diff_slices};
use std::ops::Range;

/// The nearest words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nearest {
    /// Bytes of the plain text.
    pub range: Range<usize>,
    /// The differences, in order.
    pub changes: Vec<QuoteChange>,
}

/// A difference between a quote and the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuoteChange {
    /// Where it is in the plain text; empty if the text has nothing there.
    pub range: Range<usize>,
    /// The quote's words there; may be empty.
    pub quote: String,
}

/// The maximum distance that is worth showing, as a share of the quote's length.
const NEAR: f64 = 0.35;

/// For how many quotes the nearest words are searched in a text of `length` bytes. Each search
/// scans the whole text, so that searching for thousands of quotes would take quadratic time.
pub fn searches(length: usize) -> usize {
    const STEPS: usize = 1 << 28;
    (STEPS / length.max(1)).clamp(4, 64)
}

/// How far a stretch may be extended to whole words on each side, in characters.
const WIDER: usize = 256;

/// Finds the stretch of the text that comes nearest to `quote`.
pub fn nearest(haystack: &Haystack, quote: &str) -> Option<Nearest> {
    let pattern: Vec<char> = Normal::new(quote).text.trim().chars().map(fold).collect();
    let text = haystack.normal.text.as_str();
    if pattern.is_empty() || text.is_empty() {
        return None;
    }
    let (end, distance) = best_end(&pattern, text.chars().map(fold), Ties::First)?;
    if distance as f64 > pattern.len() as f64 * NEAR {
        return None;
    }
    // A backward search from the end gives the start. It scans only as much text as the pattern can
    // span.
    let reversed: Vec<char> = pattern.iter().rev().copied().collect();
    let window = (pattern.len() + distance).min(end);
    let first = end - window - (end - window).min(WIDER);
    let mut bytes: Vec<usize> = Vec::new();
    let mut near: Vec<char> = Vec::new();
    for (at, c) in text.char_indices().skip(first).take(end - first + WIDER) {
        bytes.push(at);
        near.push(fold(c));
    }
    bytes.push(
        bytes
            .last()
            .map_or(0, |last| last + text[*last..].chars().next().map_or(0, char::len_utf8)),
    );
    let end = end - first;
    let backwards = near[end - window..end].iter().rev().copied();
    let (length, _) = best_end(&reversed, backwards, Ties::Last)?;
    let chars = widen(&near, end - length..end);
    let range = haystack.normal.to_plain(haystack.plain, bytes[chars.start]..bytes[chars.end]);
    let changes = changes(haystack.plain, range.clone(), quote);
    Some(Nearest { range, changes })
}

/// Converts to lower case, one character to one, so that offsets stay valid.
fn fold(c: char) -> char {
    match c.is_ascii() {
        true => c.to_ascii_lowercase(),
        false => c.to_lowercase().next().unwrap_or(c),
    }
}

/// Extends a stretch to whole words.
fn widen(text: &[char], range: Range<usize>) -> Range<usize> {
    let word = |at: usize| text.get(at).is_some_and(|c| c.is_alphanumeric());
    let joint = |at: usize| {
        let mark = text.get(at).is_some_and(|c| *c == '\'' || *c == '-');
        mark && at > 0 && word(at - 1) && word(at + 1)
    };
    let part = |at: usize| word(at) || joint(at);
    let (mut start, mut end) = (range.start, range.end);
    while start > 0 && part(start) && part(start - 1) {
        start -= 1;
    }
    while end > start && part(end) && part(end - 1) {
        end += 1;
    }
    while start < end && text[start].is_whitespace() {
        start += 1;
    }
    while end > start && text[end - 1].is_whitespace() {
        end -= 1;
    }
    start..end
}

/// Which of several equally good ends to choose.
#[derive(Clone, Copy, PartialEq)]
enum Ties {
    First,
    Last,
}

/// For each letter, a bit mask of its positions in the pattern, in blocks.
struct Places {
    /// The blocks of letters that are not in the pattern, then those of each letter that is.
    bits: Vec<u64>,
    blocks: usize,
    /// The index of the blocks of each ASCII letter, as a fast path for nearly every letter of a
    /// text.
    ascii: [usize; 128],
    others: HashMap<char, usize>,
}

impl Places {
    fn of(pattern: &[char], blocks: usize) -> Self {
        let mut places =
            Self { bits: vec![0; blocks], blocks, ascii: [0; 128], others: HashMap::default() };
        for (i, c) in pattern.iter().enumerate() {
            let next = places.bits.len() / blocks;
            let which = match places.ascii.get_mut(*c as usize) {
                Some(which) => which,
                None => places.others.entry(*c).or_insert(0),
            };
            if *which == 0 {
                *which = next;
                places.bits.resize((next + 1) * blocks, 0);
            }
            places.bits[*which * blocks + i / 64] |= 1 << (i % 64);
        }
        places
    }

    fn of_letter(&self, c: char) -> &[u64] {
        let known = self.ascii.get(c as usize).or_else(|| self.others.get(&c));
        let start = known.copied().unwrap_or(0) * self.blocks;
        &self.bits[start..start + self.blocks]
    }
}

/// The end of the best approximate occurrence of `pattern`, and its distance.
fn best_end(
    pattern: &[char],
    text: impl Iterator<Item = char>,
    ties: Ties,
) -> Option<(usize, usize)> {
    let mut best = None;
    distances(pattern, text, |at, score| {
        if best.is_none_or(|(_, s)| score < s || (score == s && ties == Ties::Last)) {
            best = Some((at + 1, score));
        }
    });
    best
}

/// Calls `each` with the position of every letter of `text` and the least distance between
/// `pattern`, which must not be empty, and a stretch that ends there. A letter may also stand for a
/// word.
pub(crate) fn distances(
    pattern: &[char],
    text: impl Iterator<Item = char>,
    mut each: impl FnMut(usize, usize),
) {
    let blocks = pattern.len().div_ceil(64);
    let places = Places::of(pattern, blocks);
    let last_bit = 1u64 << ((pattern.len() - 1) % 64);
    let mut plus = vec![u64::MAX; blocks];
    let mut minus = vec![0u64; blocks];
    let mut score = pattern.len();
    for (at, c) in text.enumerate() {
        let equal = places.of_letter(c);
        let (mut carry_plus, mut carry_minus) = (0u64, 0u64);
        for b in 0..blocks {
            let vertical = equal[b] | minus[b];
            let eq = equal[b] | carry_minus;
            let horizontal = ((eq & plus[b]).wrapping_add(plus[b]) ^ plus[b]) | eq;
            let mut up = minus[b] | !(horizontal | plus[b]);
            let mut down = plus[b] & horizontal;
            if b == blocks - 1 {
                score += usize::from(up & last_bit != 0);
                score -= usize::from(down & last_bit != 0);
            }
            let carry = (up >> 63, down >> 63);
            up = (up << 1) | carry_plus;
            down = (down << 1) | carry_minus;
            plus[b] = down | !(vertical | up);
            minus[b] = up & vertical;
            (carry_plus, carry_minus) = carry;
        }
        each(at, score);
    }
}

/// Compares the words of `quote` with those of the stretch `range` of `plain`.
fn changes(plain: &str, range: Range<usize>, quote: &str) -> Vec<QuoteChange> {
    let theirs: Vec<(Range<usize>, String)> = words(&plain[range.clone()])
        .map(|(r, w)| (range.start + r.start..range.start + r.end, w))
        .collect();
    let ours: Vec<(Range<usize>, String)> = words(quote).collect();
    let key = |w: &(Range<usize>, String)| Normal::new(&w.1).text;
    let old: Vec<String> = ours.iter().map(key).collect();
    let new: Vec<String> = theirs.iter().map(key).collect();
    // Where words of the quote are missing is derived from the words before. The diff moves its
    // parts to where they read better, but does not move those places along.
    let mut reached = 0;
    capture_diff_slices(Algorithm::Myers, &old, &new)
        .into_iter()
        .map(|op| {
            let (in_quote, mut in_text) = (op.old_range(), op.new_range());
            if in_text.is_empty() {
                in_text = reached..reached;
            }
            reached = in_text.end;
            (op.tag(), in_quote, in_text)
        })
        .filter(|(tag, ..)| *tag != DiffTag::Equal)
        .map(|(_, in_quote, in_text)| {
            let range = match (theirs.get(in_text.start), in_text.is_empty()) {
                (Some(first), false) => first.0.start..theirs[in_text.end - 1].0.end,
                (Some(next), true) => next.0.start..next.0.start,
                (None, _) => range.end..range.end,
            };
            let quote = ours[in_quote].iter().map(|w| w.1.as_str()).collect::<Vec<_>>().join(" ");
            QuoteChange { range, quote }
        })
        .collect()
}

fn words(text: &str) -> impl Iterator<Item = (Range<usize>, String)> {
    text.split_whitespace().map(move |w| {
        let start = w.as_ptr() as usize - text.as_ptr() as usize;
        (start..start + w.len(), w.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shows the nearest words, with the quote's words in place: `{quote|text}`.
    fn check(text: &str, quote: &str, expect: &str) {
        let shown = match nearest(&Haystack::new(text), quote) {
            None => "nothing".to_owned(),
            Some(near) => {
                let mut shown = text[near.range.clone()].to_owned();
                for change in near.changes.iter().rev() {
                    let at = change.range.start - near.range.start;
                    let end = change.range.end - near.range.start;
                    let words = format!("{{{}|{}}}", change.quote, &shown[at..end]);
                    shown.replace_range(at..end, &words);
                }
                shown
            }
        };
        assert_eq!(shown, expect);
    }

    #[test]
    fn changes_come_in_the_order_of_the_text() {
        let text = "The embassy\n\nThe embassy\nTheﬁ embassy\nThe embassy\nThe embassy";
        for quote in ["embassy The embassy The", "embassy The", "The The embassy embassy The e"] {
            let Some(near) = nearest(&Haystack::new(text), quote) else { continue };
            let places: Vec<_> =
                near.changes.iter().flat_map(|c| [c.range.start, c.range.end]).collect();
            assert!(places.is_sorted(), "{quote}: {places:?}");
        }
    }

    #[test]
    fn different_words_are_marked() {
        check(
            "He said that any suggestion that Secretary Kerry or the State Department were involved is false.",
            "any suggestion that Secretary Kerry of the State Department were involved",
            "any suggestion that Secretary Kerry {of|or} the State Department were involved",
        );
        check(
            "It did not ask Ecuador to act.",
            "It did ask Ecuador to act.",
            "It did {|not} ask Ecuador to act.",
        );
        check(
            "It asked Ecuador to act.",
            "It never asked Ecuador to act.",
            "It {never|}asked Ecuador to act.",
        );
    }

    #[test]
    fn difference_in_case_is_a_change() {
        check("It was so. The end.", "it was so", "{it|It} was so");
    }

    #[test]
    fn quote_without_similar_words_has_no_nearest() {
        check("A wholly different text.", "Quarterly figures rose by ten per cent", "nothing");
        check("", "x", "nothing");
    }

    #[test]
    fn long_quotes_span_several_blocks_of_bits() {
        let words: Vec<String> = (0..60).map(|i| format!("word{i}")).collect();
        let text = words.join(" ");
        let mut quoted = words[5..45].to_vec();
        quoted[20] = "changed".into();
        let expect = words[5..45].join(" ").replace("word25", "{changed|word25}");
        check(&text, &quoted.join(" "), &expect);
    }
}
