//! Tells whether two wordings of a sentence are the same, by rules that anyone can read.
//!
//! In go sentences in normal form and their language; out comes a reading, in which whatever the rules
//! cover is written one way. Two wordings are the same where their readings are equal, so that each rule
//! is an equivalence, over any chain of edits. The rules, beside the normal form:
//!
//! 1. a capital letter at the beginning of the sentence;
//! 2. a number, a percentage, an amount of money or a unit, written otherwise in its language: `1,000`
//!    and `1000`, `nine` and `9`, `12 percent` and `12%`, `$1.5m` and `$1.5 million`, `5km` and `5 km`;
//! 3. a date written otherwise: `4 March 2021`, `March 4, 2021` and `2021-03-04`;
//! 4. a contraction that can be read in one way: `don't` and `do not`, and not `he'd` or `it's`;
//! 5. the British and the American spelling of a word of `data/en-spelling.txt`.
//!
//! A language of which nothing is known has the first rule alone.

mod dates;
mod numbers;
mod pieces;
mod words;

use crate::lists::base;
use pieces::{Piece, cut};

/// True where `old` and `new`, sentences in normal form, differ in nothing but what the rules cover.
/// `language` is the tag of their language.
pub fn is_same(old: &str, new: &str, language: &str) -> bool {
    old == new || reading(old, language) == reading(new, language)
}

/// A sentence in normal form with everything that the rules cover written one way. It is for comparing,
/// not for showing.
pub fn reading(sentence: &str, language: &str) -> String {
    let language = base(language);
    let mut pieces = cut(sentence.trim());
    dates::rewrite(&mut pieces, &language);
    // A name at the beginning keeps its spelling: `Labour won`.
    words::rewrite(&mut pieces, &language);
    words::lower_first(&mut pieces);
    numbers::rewrite(&mut pieces, &language);
    pieces.iter().map(Piece::text).collect()
}

#[cfg(test)]
mod tests;
