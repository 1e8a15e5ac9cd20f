//! Words that turn round what stands beside them: denial, doubt, condition, report, correction.
//!
//! In go two wordings of a text and their language; out come the words that came or went. In goes one
//! text; out come the places of such words in it, with their kinds. The lists are those of
//! `data/turning.txt` and the denying words of [`super::lexicon`]. They decide how loudly a change is told,
//! and never that it need not be told.

use crate::lexicon;
use crate::lists::Lists;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

const DATA: &str = include_str!("../data/turning.txt");

/// All words of the lists.
static ALL: LazyLock<Lists> = LazyLock::new(|| Lists::read(DATA));

/// The same by kind.
static KINDS: LazyLock<Vec<(Turning, Lists)>> = LazyLock::new(|| {
    Turning::ALL.iter().map(|(kind, name)| (*kind, Lists::read_kind(DATA, name))).collect()
});

/// The kinds of turning word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Turning {
    /// A negation: it denies what stands in the same clause.
    Not,
    /// `without`: it denies what stands next to it.
    Without,
    /// A form of a verb that leaves open whether it is so: `may`.
    Verb,
    /// It says that somebody denies it: `denied`.
    Denial,
    /// It says that it is wrong or was taken back: `false`, `withdrawn`.
    Correction,
    /// It leaves open whether it is so, or is play and tale: `allegedly`, `rumour`.
    Doubt,
    /// It says that somebody says so: `said`, `according`.
    Report,
    /// It says on what it depends: `if`.
    Condition,
}

impl Turning {
    /// The kinds with their names in the lists.
    const ALL: &[(Self, &str)] = &[
        (Self::Not, "not"),
        (Self::Without, "without"),
        (Self::Verb, "verb"),
        (Self::Denial, "denial"),
        (Self::Correction, "correction"),
        (Self::Doubt, "doubt"),
        (Self::Report, "report"),
        (Self::Condition, "condition"),
    ];
}

/// A turning word in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TurningWord {
    /// The word as a list has it.
    pub key: String,
    /// Its kind, where the lists tell how far it reaches.
    pub kind: Option<Turning>,
    /// Where it stands, as bytes of the text.
    pub range: Range<usize>,
}

/// True where there are lists for the language with the tag `language`.
pub(crate) fn knows(language: &str) -> bool {
    ALL.has(language)
}

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
    !turning_words(text, language).is_empty()
}

/// How often each turning word stands in `text`.
fn count(text: &str, language: &str) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for word in turning_words(text, language) {
        *counts.entry(word.key).or_default() += 1;
    }
    counts
}

/// The turning words of `text`, which is in normal form, in order.
pub(crate) fn turning_words(text: &str, language: &str) -> Vec<TurningWord> {
    let list = ALL.of(language);
    let lexicon = lexicon::of(language);
    let kind = |word: &str| {
        let mut kinds = KINDS.iter().filter(|(_, list)| list.of(language).contains(word));
        kinds.next().map(|(kind, _)| *kind)
    };
    let denies = |word: &str| lexicon.is_some_and(|lexicon| lexicon.denies(word));
    let words = words(text);
    let mut found = Vec::new();
    let mut both = String::new();
    for (i, (range, word)) in words.iter().enumerate() {
        let listed = forms(word).find(|form| list.contains(form));
        if word.ends_with("n't") {
            let range = range.clone();
            found.push(TurningWord { key: word.clone(), kind: Some(Turning::Not), range });
        } else if let Some(form) = listed.or_else(|| denies(word).then_some(word)) {
            let (key, range) = (form.to_owned(), range.clone());
            found.push(TurningWord { kind: kind(form), key, range });
        }
        if let Some((next, second)) = words.get(i + 1) {
            both.clear();
            both.extend([word, "_", second]);
            if list.contains(both.as_str()) {
                let (kind, range) = (kind(&both), range.start..next.end);
                found.push(TurningWord { key: both.replace('_', " "), kind, range });
            }
        }
    }
    // Where no spaces are written, a word may stand anywhere.
    let in_han = text.contains(is_han);
    for word in list.iter().filter(|word| in_han && word.contains(is_han)) {
        found.extend(text.match_indices(word).map(|(at, _)| TurningWord {
            key: (*word).to_owned(),
            kind: kind(word),
            range: at..at + word.len(),
        }));
    }
    found.sort_by_key(|word| (word.range.start, word.range.end));
    found
}

/// The words of `text` with their places, in lower case.
pub(crate) fn words(text: &str) -> Vec<(Range<usize>, String)> {
    let inside = |c: char| c.is_alphanumeric() || c == '\'' || c == '-';
    let mut words = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if inside(c) {
            continue;
        }
        let word = &text[start..at];
        let first = start + word.len() - word.trim_start_matches(['\'', '-']).len();
        let last = start + word.trim_end_matches(['\'', '-']).len();
        if first < last {
            words.push((first..last, text[first..last].to_lowercase()));
        }
        start = at + c.len_utf8();
    }
    words
}

/// The forms in which a word in lower case may be listed: as it is, what an apostrophe parts (`n'est`,
/// `qu'aucun`), and without a conjunction that is written together with it (Arabic `wa`, `fa`).
pub(crate) fn forms(word: &str) -> impl Iterator<Item = &str> {
    let parted = word.find('\'').map(|at| word.split_at(at + 1));
    let parts = parted.into_iter().flat_map(|(before, after)| [before, after]);
    let joined = word.strip_prefix(['\u{648}', '\u{641}']);
    [word].into_iter().chain(parts).chain(joined)
}

pub(crate) fn is_han(c: char) -> bool {
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
        check("fr", "C'est vrai.", "Ce n'est vrai qu'ici.", &["n'"]);
        check("ar", "نعم", "لا", &["لا"]);
        check("ar", "نعم", "ولم", &["لم"]);
        check("zh", "他说了。", "他没说。", &["没"]);
        check("fi", "It is so.", "It is not so.", &["not"]);
    }

    #[test]
    fn words_that_moved_or_turn_nothing_are_not_named() {
        check("en", "It is not so, never.", "Never is it not so!", &[]);
        check("en", "A sign was put up.", "Two signs were put up.", &[]);
    }

    #[test]
    fn no_language_has_a_word_twice_and_every_kind_is_known() {
        let mut seen = HashSet::default();
        for list in DATA.split("\n[").skip(1) {
            let (name, words) = list.split_once("]\n").expect("a name");
            let (language, kind) = name.split_once(' ').expect("a kind");
            let known = Turning::ALL.iter().any(|(_, name)| *name == kind);
            assert!(known || kind == "frame", "{name}");
            for word in words.split_ascii_whitespace() {
                assert!(seen.insert((language, word)), "[{name}] {word}");
            }
        }
    }
}
