//! Words that turn round what stands beside them: denial, doubt, condition, report, correction.
//!
//! In go two wordings of a text and their language; out come the words that came or went. In goes one
//! text; out come the places of such words in it, with their kinds. The lists are those of
//! `data/turning.txt` and the denying words of [`super::lexicon`]. They decide how loudly a change is told,
//! and never that it need not be told.

use crate::lexicon;
use crate::lists::{base, sections};
use crate::phrases::{Phrases, forms, plain};
use ahash::{HashMap, HashSet};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{LazyLock, OnceLock};

const DATA: &str = include_str!("../data/turning.txt");

static LISTS: LazyLock<TurningLists> = LazyLock::new(TurningLists::read);

/// The kind and the words of an entry.
type WrittenEntry = (&'static str, &'static str);

/// The lists as they are written. A table of phrases takes long to make, and most texts need the one of
/// their language.
#[derive(Default)]
struct TurningLists {
    /// The entries of each language, and what is looked up in them.
    of: HashMap<&'static str, (Vec<WrittenEntry>, OnceLock<Phrases>)>,
    /// Entries that have to have their accents.
    bare: HashSet<&'static str>,
    /// The entries of all languages together.
    all: OnceLock<Phrases>,
}

impl TurningLists {
    fn read() -> Self {
        let mut lists = Self::default();
        for list in sections(DATA) {
            let (language, kind) = list.language_and_kind();
            match kind {
                "bare" => lists.bare.extend(list.words),
                _ => {
                    let (words, _) = lists.of.entry(language).or_default();
                    words.extend(list.words.iter().map(|word| (kind, *word)));
                }
            }
        }
        lists
    }

    /// The entries of `language`, which is no more than a base tag; where there is no list for it, those
    /// of all languages.
    fn phrases(&self, language: &str) -> &Phrases {
        match self.of.get(language) {
            Some((words, phrases)) => {
                phrases.get_or_init(|| Phrases::new(words, &self.bare, language == "de"))
            }
            None => self.all.get_or_init(|| {
                let mut all: Vec<_> =
                    self.of.values().flat_map(|(words, _)| words).copied().collect();
                // What is free in one language turns in another.
                all.retain(|(kind, word)| *kind != "free" || word.contains(crate::phrases::is_han));
                all.sort_unstable();
                Phrases::new(&all, &self.bare, false)
            }),
        }
    }
}

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
    /// It leaves open what stands next to it: `so-called`.
    Attribute,
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
        (Self::Attribute, "attribute"),
        (Self::Report, "report"),
        (Self::Report, "tag"),
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
    /// True where it says so only behind the words, at an end of a clause.
    pub tags: bool,
    /// Where it stands, as bytes of the text.
    pub range: Range<usize>,
}

/// True where there are lists for the language with the tag `language`.
pub(crate) fn knows(language: &str) -> bool {
    LISTS.of.contains_key(base(language).as_str())
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
    turning_words(text, language).iter().any(|word| !word.tags)
}

/// How often each turning word stands in `text`.
fn count(text: &str, language: &str) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for word in turning_words(text, language).into_iter().filter(|word| !word.tags) {
        *counts.entry(word.key).or_default() += 1;
    }
    counts
}

/// The turning words of `text`, which is in normal form, in order.
pub(crate) fn turning_words(text: &str, language: &str) -> Vec<TurningWord> {
    turning_words_with(text, "", language)
}

/// The same, where the second part of a verb may stand at the beginning of `beyond`: `wies` and `zurück`.
pub(crate) fn turning_words_with(text: &str, beyond: &str, language: &str) -> Vec<TurningWord> {
    let phrases = LISTS.phrases(&base(language));
    let lexicon = lexicon::of(language);
    let denies = |word: &str| lexicon.is_some_and(|lexicon| lexicon.denies(word));
    let words = words(text);
    let hits = phrases.find(text, &words, &self::words(beyond));
    let mut covered = vec![false; words.len()];
    let mut found = Vec::new();
    for hit in hits {
        covered[hit.words].fill(true);
        if hit.kind != "free" {
            let kind = Turning::ALL.iter().find(|(_, name)| *name == hit.kind);
            let kind = kind.map(|(kind, _)| *kind);
            let tags = hit.kind == "tag";
            found.push(TurningWord { key: hit.name, kind, tags, range: hit.range });
        }
    }
    for ((range, word), _) in words.iter().zip(covered).filter(|(_, covered)| !covered) {
        let not = word.ends_with("n't");
        if not || forms(word).any(denies) {
            let kind = not.then_some(Turning::Not);
            found.push(TurningWord { key: word.clone(), kind, tags: false, range: range.clone() });
        }
    }
    found.sort_by_key(|word| (word.range.start, word.range.end));
    found
}

/// The words of `text` with their places, in lower case, without the marks that make no difference.
pub(crate) fn words(text: &str) -> Vec<(Range<usize>, String)> {
    let inside = |c: char| {
        c.is_alphanumeric()
            || matches!(c, '\'' | '-' | '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}')
    };
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
            words.push((first..last, plain(&text[first..last].to_lowercase()).into_owned()));
        }
        start = at + c.len_utf8();
    }
    words
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
        check("fr", "C'est vrai.", "Idées fausses.", &["idées fausses"]);
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
        for list in sections(DATA) {
            let (name, (language, kind)) = (list.name, list.language_and_kind());
            let known = Turning::ALL.iter().any(|(_, name)| *name == kind);
            assert!(known || ["frame", "free", "bare"].contains(&kind), "{name}");
            assert!(list.words.is_sorted(), "{name}");
            // What begins with a bracket and is no name would be read as a word.
            assert!(!list.words.iter().any(|word| word.starts_with('[')), "{name}");
            for word in list.words.into_iter().filter(|_| kind != "bare") {
                assert!(seen.insert((language, word)), "[{name}] {word}");
            }
        }
    }
}
