//! Finds the deciding words in a stretch of text.
//!
//! In go a text in normal form and a stretch of it; out come its deciding words, according to
//! [`crate::lexicon`]. A negation that is part of a name (`no-fly`, `No. 10`) does not count.

use crate::deciding::{Deciding, DecidingKind, deciding};
use crate::edges::word_end;
use crate::lexicon::{Lexicon, is_particle};
use std::ops::Range;

/// True for a negation of any language.
pub(super) fn is_negation(word: &str) -> bool {
    is_particle(&word.to_lowercase())
}

/// True if the word in `range` of `text`, which looks like a negation, is one: not the first part
/// of a compound (`no-fly`), and not the `No.` before a number.
pub(super) fn is_free(text: &str, range: Range<usize>) -> bool {
    let rest = &text[range.end..];
    let compound = rest.strip_prefix('-').is_some_and(|r| r.starts_with(char::is_alphanumeric))
        && !text[..range.start].ends_with('-');
    let number = rest.strip_prefix(". ").is_some_and(|r| r.starts_with(char::is_numeric))
        && &text[range] == "No";
    !compound && !number
}

/// The first negation in the stretch `range` of `text`. The first part of a compound (`no-fly`) and
/// the `No.` before a number do not count.
pub(super) fn negation(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let mut at = range.start;
    while at < range.end {
        let end = word_end(text, at).min(range.end);
        if end == at {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
            continue;
        }
        if is_negation(&text[at..end]) && is_free(text, at..end) {
            return Some(at..end);
        }
        at = end;
    }
    None
}

/// The deciding words in the stretch `range` of `text`. A negation that is part of a name
/// (`no-fly`, `No. 10`) does not count.
pub(super) fn decides(text: &str, range: Range<usize>, lexicon: &Lexicon) -> Vec<Deciding> {
    let mut words = deciding(&text[range.clone()], lexicon);
    for word in &mut words {
        word.range = range.start + word.range.start..range.start + word.range.end;
    }
    words.retain(|word| word.kind != DecidingKind::Negation || is_free(text, word.range.clone()));
    words
}

/// True if `content`, in a bracket, has a negation.
pub(super) fn negates(content: &str, lexicon: &Lexicon) -> bool {
    let words = decides(content, 0..content.len(), lexicon);
    words.iter().any(|word| word.kind == DecidingKind::Negation)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn negations_are_words_of_their_own() {
        let check = |text: &str, expect: Option<&str>| {
            assert_eq!(negation(text, 0..text.len()).map(|r| &text[r]), expect, "{text}");
        };
        check("It did NOT.", Some("NOT"));
        check("It didn't", Some("didn't"));
        check("was-not surprisingly-late", Some("not"));
        check("Jamás, dijo", Some("Jamás"));
        check("a knot, another", None);
        check("a no-fly zone at No. 10", None);
        check("Not. 10 o'clock", Some("Not"));
    }
}
