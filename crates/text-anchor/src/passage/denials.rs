//! Finds denials that a passage cuts off, and sentence ends that it would run over.
//!
//! In go a copy and a place or a stretch in it, because the kind of a word depends on its
//! neighbours; out comes the denying word, according to [`crate::lexicon`].

use super::deciding::is_free;
use super::snapshot::Snapshot;
use crate::edges::{word_end, word_start};
use crate::lexicon::{self, is_particle};
use crate::sentence::ends_sentence;
use crate::tokens::has_words;
use std::ops::Range;

/// The maximum number of words between a denial and what it denies.
const LINKS: usize = 6;

/// The denial that a stretch of the copy starting at byte `at` leaves out: the word directly before
/// it, or before linking words (`refused to`, `it is not true that`), in the same sentence and
/// without a comma between.
pub(super) fn cut_before(snapshot: &Snapshot, at: usize) -> Option<Range<usize>> {
    let text = snapshot.normal.text.as_str();
    let lexicon = snapshot.lexicon();
    let mut at = at;
    for _ in 0..=LINKS {
        let end = text[..at].trim_end_matches([' ', '"', '\'', '(', '[']).len();
        let apart = text[end..at].find(' ').is_none_or(|i| snapshot.ends_block(end + i));
        let word = word_start(text, end)..end;
        let key = text[word.clone()].to_lowercase();
        if apart || key.is_empty() {
            return None;
        }
        if is_particle(&key) || lexicon.denies(&key) {
            return is_free(text, word.clone()).then_some(word);
        }
        if !lexicon.links.contains(key.as_str()) && !lexicon.complements.contains(key.as_str()) {
            return None;
        }
        at = word.start;
    }
    None
}

/// The denial that a stretch ending at byte `at` leaves out: the word directly after it, or after a
/// copula (`was false`).
pub(super) fn cut_after(snapshot: &Snapshot, at: usize) -> Option<Range<usize>> {
    let text = snapshot.normal.text.as_str();
    let lexicon = snapshot.lexicon();
    if !text[..at].ends_with(char::is_alphanumeric) {
        return None;
    }
    let mut end = at;
    for linked in [false, true, true, true] {
        let apart = !text[end..].starts_with(' ') || snapshot.ends_block(end);
        let start = text.len() - text[end..].trim_start_matches([' ', '"', '\'', '(', '[']).len();
        let word = start..word_end(text, start);
        let key = text[word.clone()].to_lowercase();
        if apart || key.is_empty() {
            return None;
        }
        let forward = lexicon::all().any(|lexicon| lexicon.forward.contains(key.as_str()));
        // `was not` denies what follows it, not what precedes it.
        let particle = is_particle(&key);
        if (particle && !linked || !particle && lexicon.denies(&key)) && !forward {
            // `not only` is not a denial.
            let only = text[word.end..].starts_with(" only ");
            return (!only && is_free(text, word.clone())).then_some(word);
        }
        if !lexicon.copulas.contains(key.as_str()) {
            return None;
        }
        end = word.end;
    }
    None
}

/// True if a sentence or block ends and another begins within the stretch `range` of the copy's
/// normal form: it contains a mark that ends a sentence and a word after it, or a block ends
/// between two of its words.
pub(super) fn crosses(snapshot: &Snapshot, range: Range<usize>) -> bool {
    let text = snapshot.normal.text.as_str();
    let stretch = &text[range.clone()];
    if stretch.contains(['。', '！', '？']) {
        return true;
    }
    stretch.match_indices(' ').any(|(i, _)| {
        let at = range.start + i;
        let inside = has_words(&stretch[..i]) && has_words(&stretch[i..]);
        (inside && snapshot.ends_block(at))
            || ends_sentence(text, at).is_some_and(|mark| mark >= range.start)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_at_marks_before_capital_letters() {
        let check = |text: &str, expect: bool| {
            let snapshot = Snapshot::new(text);
            let all = 0..snapshot.normal.text.len();
            assert_eq!(crosses(&snapshot, all), expect, "{text}");
        };
        check("one. Two", true);
        check("one?\" \"Two", true);
        check("Mr. Two of the U.S. Embassy, J. Kerry", false);
        check("one... two", false);
        check("one.", false);
        check("one\n\ntwo", true);
        check("one\ntwo", false);
    }
}
