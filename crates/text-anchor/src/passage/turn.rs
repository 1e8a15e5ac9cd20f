//! Decides whether a bracket changes the meaning of what the copy says.
//!
//! In go the words of a bracket and the copy's words that it stands for; out comes the first word
//! that it hides or adds, if that word decides the meaning of the sentence: a negation, a number, a
//! modal verb, a quantifier ([`crate::lexicon`]). A name for a pronoun, another ending, or an
//! editor's explanation changes nothing.

use super::deciding::decides;
use super::snapshot::Snapshot;
use crate::deciding::{Deciding, DecidingKind};
use std::ops::Range;

/// How a bracket changes the meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Turn {
    /// It hides this word, as bytes of the copy's normal form.
    Hides(Range<usize>),
    /// It adds such a word.
    Adds,
}

/// How much is known of the words that a bracket stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// It stands for exactly these words.
    Whole,
    /// It stands at an end of the passage, and this is the word next to it. Nobody knows whether
    /// the bracket stands for that word, so a number in it counts as hidden only if the bracket has
    /// one too.
    Edge,
    /// The words are left out (an ellipsis), and the bracket comments on them.
    Gap,
}

/// What `content`, in a bracket, changes if it stands for the words of the copy in `places`.
pub(super) fn turn(
    snapshot: &Snapshot,
    content: &str,
    places: &[Range<usize>],
    extent: Extent,
) -> Option<Turn> {
    let lexicon = snapshot.lexicon();
    let ours = decides(content, 0..content.len(), lexicon);
    let words = |place: &Range<usize>| decides(&snapshot.normal.text, place.clone(), lexicon);
    let theirs: Vec<Deciding> = places.iter().flat_map(words).collect();
    let amount =
        |word: &Deciding| matches!(word.kind, DecidingKind::Number | DecidingKind::Quantifier);
    let must_stay = |word: &&Deciding| match word.kind {
        _ if extent == Extent::Gap => false,
        DecidingKind::Number | DecidingKind::Quantifier if extent == Extent::Edge => {
            ours.iter().any(amount)
        }
        DecidingKind::Number => is_plain_number(word) || ours.iter().any(amount),
        _ => true,
    };
    let has = |list: &[Deciding], word: &Deciding| list.iter().any(|w| same(w, word));
    if let Some(word) = theirs.iter().filter(must_stay).find(|word| !has(&ours, word)) {
        return Some(Turn::Hides(word.range.clone()));
    }
    let comes_in = |word: &&Deciding| {
        let rival = theirs.iter().any(|w| w.kind == word.kind) && extent != Extent::Gap;
        match word.kind {
            DecidingKind::Negation => true,
            DecidingKind::Number if rival => true,
            DecidingKind::Number => is_plain_number(word) && !snapshot.has_number(&word.key),
            _ => rival || is_all(content, word),
        }
    };
    let added = ours.iter().filter(|word| !has(&theirs, word)).find(comes_in);
    added.map(|_| Turn::Adds)
}

/// True for two forms of one word: `denies` and `denied`, `nine` and `9`.
fn same(a: &Deciding, b: &Deciding) -> bool {
    let forms = |a: &str, b: &str| {
        let long = |w: &str| w.chars().filter(|c| c.is_alphabetic()).count() > 3;
        long(a) && long(b) && a.chars().take(3).eq(b.chars().take(3))
    };
    a.kind == b.kind
        && (a.key == b.key || (a.kind != DecidingKind::Number && forms(&a.key, &b.key)))
}

/// True for a number that says how many. Units and ordinals do not, and `one` is often a pronoun.
fn is_plain_number(word: &Deciding) -> bool {
    let digits = word.key.starts_with(|c: char| c.is_numeric());
    digits && !word.key.ends_with("th") && (word.key != "1" || word.range.len() == 1)
}

/// True if the bracket holds this word and no other.
fn is_all(content: &str, word: &Deciding) -> bool {
    let outside = [&content[..word.range.start], &content[word.range.end..]];
    !outside.iter().any(|text| text.contains(char::is_alphanumeric))
}
