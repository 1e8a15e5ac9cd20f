//! Indexes the words of a copy, for the search of the nearest words.
//!
//! In goes the normal form of a copy; out comes its [`ChunkIndex`].

use crate::tokens::{chunks, core};
use ahash::HashMap;
use std::ops::Range;

/// The words of a copy.
#[derive(Debug, Clone, Default)]
pub(super) struct ChunkIndex {
    /// Their places in the normal form.
    pub words: Vec<Range<usize>>,
    /// For each word, the number of its key in `known`: the word in lowercase, without punctuation.
    pub numbers: Vec<u32>,
    pub known: HashMap<String, u32>,
}

impl ChunkIndex {
    pub fn new(text: &str) -> Self {
        let mut index = Self::default();
        for range in chunks(text) {
            let next = index.known.len() as u32;
            let key = core(&text[range.clone()]).to_lowercase();
            index.numbers.push(*index.known.entry(key).or_insert(next));
            index.words.push(range);
        }
        index
    }
}
