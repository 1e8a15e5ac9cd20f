//! Splits a text into words and indexes them.
//!
//! In goes a text; out comes its [`WordIndex`], in which any number of patterns can be searched.

use crate::Haystack;
use crate::tokens::{Token, words};
use ahash::HashMap;
use std::ops::Range;

/// The index of the words of a text.
#[derive(Debug)]
pub struct WordIndex<'t> {
    pub(super) haystack: &'t Haystack<'t>,
    /// The words of its normal form.
    pub(super) tokens: Vec<Token<'t>>,
    /// Each word in lower case.
    pub(super) keys: Vec<String>,
    /// The places of each key among the words.
    pub(super) places: HashMap<String, Vec<u32>>,
}

/// A place where the text resembles a pattern.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The words at the place of the quote, as bytes of the normal form.
    pub words: Range<usize>,
    /// The text at the place of the sentence that held the quote.
    pub sentence: Range<usize>,
    /// The share of the sentence that is kept, from 0 to 1.
    pub kept: f32,
    /// The share of the quote that is kept.
    pub kept_words: f32,
    /// The share of the rest of the sentence that is kept; `None` if the quote is the whole
    /// sentence.
    pub rest: Option<f32>,
    /// The share of the context that is kept: directly before the quote, and directly after it.
    pub context: (f32, f32),
    /// The weight of all words that are kept.
    pub score: f32,
}

impl Found {
    /// True if two places share words.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.words.start < other.words.end && other.words.start < self.words.end
    }
}

impl<'t> WordIndex<'t> {
    /// Splits a text into words and indexes them.
    pub fn new(haystack: &'t Haystack<'t>) -> Self {
        let tokens = words(&haystack.normal.text);
        let keys: Vec<String> = tokens.iter().map(|t| t.text.to_lowercase()).collect();
        let mut places: HashMap<String, Vec<u32>> = HashMap::default();
        for (i, key) in keys.iter().enumerate() {
            // A text has fewer words than bytes, and byte counts fit 32 bits.
            let i = u32::try_from(i).unwrap_or(u32::MAX);
            match places.get_mut(key) {
                Some(list) => list.push(i),
                None => {
                    places.insert(key.clone(), vec![i]);
                }
            }
        }
        Self { haystack, tokens, keys, places }
    }

    /// The text, in normal form.
    pub fn text(&self) -> &str {
        &self.haystack.normal.text
    }

    /// Converts a range of the plain text to one of the normal form.
    pub fn normal(&self, plain: &Range<usize>) -> Range<usize> {
        self.haystack.normal.of_range(plain)
    }

    /// Converts a range of the normal form to one of the plain text.
    pub fn plain(&self, normal: &Range<usize>) -> Range<usize> {
        self.haystack.normal.to_plain(self.haystack.plain, normal.clone())
    }

    /// True for a word, in lower case, that the text somewhere writes in lower case, at least as
    /// often as capitalized within a sentence. `brown` is common unless the text is about `Gordon
    /// Brown`.
    pub fn is_common(&self, word: &str) -> bool {
        let places = self.places.get(word).map_or(&[][..], Vec::as_slice);
        let places = || places.iter().map(|i| *i as usize);
        let small = places().filter(|i| self.tokens[*i].text == word).count();
        let named = places().filter(|i| self.tokens[*i].text != word && self.is_within(*i)).count();
        small > 0 && small >= named
    }

    /// True if a word follows another without a mark between them that may end a sentence.
    fn is_within(&self, token: usize) -> bool {
        let Some(before) = token.checked_sub(1) else { return false };
        let between = self.tokens[before].range().end..self.tokens[token].start;
        self.haystack.normal.text[between].chars().all(|c| matches!(c, ' ' | ','))
    }

    /// The text that is indexed.
    pub fn haystack(&self) -> &Haystack<'t> {
        self.haystack
    }
}
