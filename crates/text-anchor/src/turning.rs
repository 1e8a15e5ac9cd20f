//! Words that turn round what stands beside them: denial, doubt, condition, report, correction.
//!
//! In go two wordings of a text and their language; out come the words that came or went. The lists are
//! those of `data/turning.txt` and the denying words of [`super::lexicon`]. They decide how loudly a
//! change is told, and never that it need not be told.

use crate::lexicon;
use crate::lists::Lists;
use std::collections::BTreeMap;
use std::sync::LazyLock;

static TURNING: LazyLock<Lists> =
    LazyLock::new(|| Lists::read(include_str!("../data/turning.txt")));

/// The turning words that `old` has more often than `new`, or the other way round, both in normal form,
/// in the order of the alphabet. `language` is the tag of their language; where there is no list for it,
/// all lists count.
pub fn came_or_went(old: &str, new: &str, language: &str) -> Vec<String> {
    let (old, new) = (count(old, language), count(new, language));
    let differ = |word: &&String| old.get(*word) != new.get(*word);
    let mut words: Vec<String> = old.keys().chain(new.keys()).filter(differ).cloned().collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// True where `text`, in normal form, has a turning word.
pub fn turns(text: &str, language: &str) -> bool {
    let mut found = false;
    each(text, language, |_| found = true);
    found
}

/// How often each turning word stands in `text`.
fn count(text: &str, language: &str) -> BTreeMap<String, usize> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    each(text, language, |word| *counts.entry(word.to_owned()).or_default() += 1);
    counts
}

/// Gives each turning word in `text` to `found`.
fn each(text: &str, language: &str, mut found: impl FnMut(&str)) {
    let list = TURNING.of(language);
    let lexicon = lexicon::of(language);
    let text = text.to_lowercase();
    let inside = |c: char| c.is_alphanumeric() || c == '\'' || c == '-';
    let words: Vec<&str> =
        text.split(|c: char| !inside(c)).filter(|word| !word.is_empty()).collect();
    let turns = |word: &str| {
        list.contains(word)
            || word.ends_with("n't")
            || lexicon.is_some_and(|lexicon| lexicon.denies(word))
    };
    let mut both = String::new();
    for (i, word) in words.iter().enumerate() {
        let bare = word.trim_matches(['\'', '-']);
        if turns(bare) {
            found(bare);
        }
        if let Some(next) = words.get(i + 1) {
            both.clear();
            both.extend([bare, "_", next]);
            if list.contains(both.as_str()) {
                found(&both.replace('_', " "));
            }
        }
    }
    // Where no spaces are written, a word may stand anywhere.
    if !text.contains(is_han) {
        return;
    }
    for word in list.iter().filter(|word| word.contains(is_han)) {
        text.matches(word).for_each(&mut found);
    }
}

fn is_han(c: char) -> bool {
    matches!(u32::from(c), 0x3400..=0x9fff)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ahash::HashSet;

    fn check(language: &str, old: &str, new: &str, expect: &[&str]) {
        assert_eq!(came_or_went(old, new, language), expect, "{old} / {new}");
    }

    #[test]
    fn a_turning_word_that_came_or_went_is_named() {
        check("en", "It is so.", "It is not so.", &["not"]);
        check("en", "It isn't so.", "It is so.", &["isn't"]);
        check("en", "If so.", "If so. If not.", &["if", "not"]);
        check("es", "Es así.", "Es mentira.", &["mentira"]);
        check("de", "So steht es.", "So ist es nicht.", &["nicht", "steht"]);
        check("fr", "C'est vrai.", "Idées fausses.", &["fausses", "idées fausses"]);
        check("ar", "نعم", "لا", &["لا"]);
        check("zh", "他说了。", "他没说。", &["没"]);
        check("fi", "It is so.", "It is not so.", &["not"]);
    }

    #[test]
    fn words_that_moved_or_turn_nothing_are_not_named() {
        check("en", "It is not so, never.", "Never is it not so!", &[]);
        check("en", "A sign was put up.", "Two signs were put up.", &[]);
    }

    #[test]
    fn no_list_has_a_word_twice() {
        for list in include_str!("../data/turning.txt").split("\n[").skip(1) {
            let (name, words) = list.split_once("]\n").expect("a name");
            let mut seen = HashSet::default();
            for word in words.split_ascii_whitespace() {
                assert!(seen.insert(word), "[{name}] {word}");
            }
        }
    }
}
