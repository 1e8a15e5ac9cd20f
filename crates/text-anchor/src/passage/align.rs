//! Aligns a passage's words with those of a stretch of the copy.
//!
//! In go the passage's words and brackets, and a stretch of the copy; out comes the cheapest edit
//! script from one to the other, as a list of [`Op`]s. The search is that of [`crate::cheapest`]. Each
//! difference has a price here, since it is shown: words that are missing, added or changed, letters,
//! marks, and two neighbours that were swapped; a bracket may stand for some words.

use super::search::REACH;
use crate::cheapest::{Alignments, Step};
use crate::sentence::ends_sentence;
use crate::tokens::{core, has_words};
use std::ops::Range;

/// A word of a passage, or a bracket that stands for some.
#[derive(Debug, Clone)]
pub(super) struct PassageItem {
    pub text: String,
    /// Bytes of the passage's normal form.
    pub range: Range<usize>,
    /// True for a bracket between words: it stands for any few words.
    pub wild: bool,
    /// For a word with a bracket in it, the parts outside the bracket.
    pub bracket: Option<Bracket>,
}

/// The parts of a word before and after a bracket in it, and how many letters the bracket may stand
/// for.
#[derive(Debug, Clone)]
pub(super) struct Bracket {
    pub head: String,
    pub tail: String,
    pub most: usize,
}

impl PassageItem {
    pub fn word(text: &str, range: Range<usize>) -> Self {
        Self { text: text.to_owned(), range, wild: false, bracket: None }
    }

    pub fn wild(range: Range<usize>) -> Self {
        Self { text: String::new(), range, wild: true, bracket: None }
    }
}

/// A step of the alignment: some items, the words in their place, and the cost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Op {
    pub items: Range<usize>,
    pub words: Range<usize>,
    pub cost: i32,
}

impl Op {
    /// The cost of a word that is missing, added or changed.
    pub const WORD: i32 = 4;
    /// The cost of swapping two neighbours.
    const SWAP: i32 = 4;
    /// The cost of a difference in case.
    const LETTERS: i32 = 2;
    /// The cost of a difference in punctuation.
    const MARKS: i32 = 1;
}

/// The factor of all costs. A small bonus is subtracted for each unchanged word, so that among
/// alignments of equal cost, the one with the most unchanged words wins. All bonuses together are
/// less than this.
const SCALE: i32 = 1 << 12;

/// The bonus for an unchanged word, and for a swapped pair.
const STAYS: i32 = 2;
const SWAPPED: i32 = 3;

/// The cheapest alignment of `items` with a part of `words` within `window`, and a score to compare
/// it with others.
pub(super) fn align(
    items: &[PassageItem],
    text: &str,
    words: &[Range<usize>],
    window: Range<usize>,
) -> (i32, Vec<Op>) {
    let copy: Vec<&str> = words[window.clone()].iter().map(|w| &text[w.clone()]).collect();
    // True after a word that ends a sentence.
    let ends: Vec<bool> =
        words[window.clone()].iter().map(|w| ends_sentence(text, w.end).is_some()).collect();
    let keys: Vec<String> = copy.iter().map(|w| core(w).to_lowercase()).collect();
    let cores: Vec<String> = items.iter().map(|item| core(&item.text).to_lowercase()).collect();
    let found = Alignments::new(items.len(), vec![0; copy.len() + 1], |i, j, place| {
        let (item, key) = (&items[i], &cores[i]);
        let before = i.checked_sub(1).map(|b| (&items[b], &cores[b]));
        let mut offer = |first: u8, second: usize, cost: i32, stay: i32| {
            let step = Step { first, second: second as u8, note: cost as u8 };
            place.offer(step, cost * SCALE - stay);
        };
        if item.wild {
            for k in 0..=j.min(REACH.words) {
                offer(1, k, 0, 0);
            }
        } else {
            if j > 0 {
                let edges = (i == 0, i + 1 == items.len());
                // A word of the sentence before or after does not replace a word of this one.
                let apart = (edges.0 && ends[j - 1] && !closes(&item.text))
                    || (edges.1
                        && j > 1
                        && ends[j - 2]
                        && !before.is_some_and(|(b, _)| closes(&b.text)));
                let (cost, stay) = change(item, key, copy[j - 1], &keys[j - 1], edges);
                let cost = cost + i32::from(apart && stay == 0);
                offer(1, 1, cost, stay);
                if let Some((previous, other)) = before
                    && j > 1
                    && !previous.wild
                    && *other == keys[j - 1]
                    && *key == keys[j - 2]
                    && key != other
                {
                    offer(2, 2, Op::SWAP, SWAPPED);
                }
            }
            offer(1, 0, weight(&item.text), 0);
        }
        if j > 0 {
            offer(0, 1, weight(copy[j - 1]), 0);
        }
    });
    let totals = &found.totals;
    let end = (0..totals.len()).min_by_key(|j| totals[*j]).unwrap_or(0);
    // A changed word is more informative than an extra one.
    let same = totals[end..].iter().take(items.len() + 1).take_while(|t| **t == totals[end]);
    let end = end + same.count() - 1;
    let ops = found.path(end).into_iter().map(|(i, j, step)| {
        let j = window.start + j;
        Op {
            items: i..i + usize::from(step.first),
            words: j..j + usize::from(step.second),
            cost: i32::from(step.note),
        }
    });
    (totals[end], ops.collect())
}

/// The cost of a word that only one side has.
fn weight(word: &str) -> i32 {
    if has_words(word) { Op::WORD } else { Op::MARKS }
}

/// The cost of `word` in the place of `item`, and the bonus. `edges` says whether the item begins
/// and ends the passage: punctuation on the outside then does not count.
fn change(
    item: &PassageItem,
    key: &str,
    word: &str,
    word_key: &str,
    edges: (bool, bool),
) -> (i32, i32) {
    if item.text == word {
        return (0, STAYS);
    }
    if key == word_key && has_words(word) {
        let (ours, theirs) = (around(&item.text), around(word));
        let before = ours.0 == theirs.0 || (edges.0 && theirs.0.ends_with(ours.0));
        let after = ours.1 == theirs.1 || (edges.1 && theirs.1.starts_with(ours.1));
        let marks = if before && after { 0 } else { Op::MARKS };
        let same = item.bracket.is_some() || core(&item.text) == core(word);
        return (marks + if same { 0 } else { Op::LETTERS }, STAYS);
    }
    if let Some(bracket) = &item.bracket
        && let Some(rest) = word.strip_prefix(bracket.head.as_str())
        && let Some(part) = rest.strip_suffix(bracket.tail.as_str())
        && part.chars().count() <= bracket.most
    {
        return (0, STAYS);
    }
    match (has_words(&item.text), has_words(word)) {
        (true, true) => (Op::WORD, 0),
        (false, false) => (Op::MARKS, 0),
        _ => (Op::WORD + Op::MARKS, 0),
    }
}

/// True for a word with a mark that may end a sentence.
fn closes(word: &str) -> bool {
    around(word).1.contains(['.', '!', '?'])
}

/// The punctuation before and after a word.
fn around(word: &str) -> (&str, &str) {
    word.split_once(core(word)).unwrap_or(("", ""))
}
