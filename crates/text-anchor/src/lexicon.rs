//! The words that determine what a sentence means, by language.
//!
//! In goes the tag of a language; out comes its [`Lexicon`], for the supported languages. Each is a
//! file of `data/`, which documents its lists and their sources. Everything in this crate that
//! looks for such words uses these lists.

use crate::lists::{base, sections};
use ahash::{HashMap, HashSet};
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// A set of words in lower case.
pub type Set = HashSet<&'static str>;

/// The word lists of one language, in lower case.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// Negations.
    pub negations: Set,
    /// The negations without accents.
    folded: HashSet<String>,
    /// Negations that are recognized in a text of any language.
    pub particles: Set,
    /// Negations that apply only to the words after them.
    pub forward: Set,
    /// Words that may stand between a negation and what it denies: `refused to`, `denied that`.
    pub links: Set,
    /// Words that may stand between a statement and its denial: `was false`.
    pub copulas: Set,
    /// Words that follow a denial of truth: `not true that`.
    pub complements: Set,
    /// Prefixes that reverse the meaning of a word.
    pub negative_prefixes: Set,
    /// Hyphenated prefixes that must not be cut off a word.
    pub hyphenated_prefixes: Set,
    /// Modal verbs in their forms, and hedges.
    pub modals: Set,
    /// Words for quantity or frequency: how many, how much, how often.
    pub quantifiers: Set,
    /// Words for numbers, with the number in digits; units.
    pub numbers: HashMap<&'static str, &'static str>,
    /// Words for dates, each with its comparison key.
    pub dates: HashMap<&'static str, &'static str>,
    /// Pairs of opposites, in both orders.
    pub opposites: HashSet<(&'static str, &'static str)>,
    /// Pairs of endings. The second negates a word with the first, or without either.
    pub endings: Vec<(&'static str, &'static str)>,
    /// Pairs of words that together are a modal verb: `had to`. The verb in front makes no difference:
    /// all are compared as if they began like the first pair.
    pub phrases: Vec<(&'static str, &'static str)>,
    /// Words that may stand between two numbers or dates, with their comparison key.
    pub ranges: HashMap<&'static str, &'static str>,
    /// Words that often begin a sentence but are not names.
    pub openers: Set,
    /// Titles before a name: their full stop does not end a sentence.
    pub titles: Set,
    /// Other words whose full stop does not end a sentence.
    pub abbreviations: Set,
    /// The same, if a number follows.
    pub before_numbers: Set,
}

static ENGLISH: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::read(include_str!("../data/en.txt")));
static SPANISH: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::read(include_str!("../data/es.txt")));

impl Lexicon {
    /// Parses a file of `data/`: the name of each list in brackets, and below it its words,
    /// separated by blanks. `_` stands for a blank in a word, and `a=b` for a pair of words.
    fn read(data: &'static str) -> Self {
        let mut lexicon = Self::default();
        for list in sections(data) {
            list.words.iter().for_each(|item| lexicon.add(list.name, item));
        }
        lexicon.folded = lexicon.negations.iter().map(|word| fold(word)).collect();
        lexicon
    }

    /// Adds an item to the list named `list`. The files belong to this crate, so a test can check
    /// that every name is known.
    fn add(&mut self, list: &str, item: &'static str) {
        let (word, key) = item.split_once('=').unwrap_or((item, item));
        match list {
            "negations" => self.negations.insert(item),
            "particles" => self.particles.insert(item),
            "forward" => self.forward.insert(item),
            "links" => self.links.insert(item),
            "copulas" => self.copulas.insert(item),
            "complements" => self.complements.insert(item),
            "negative-prefixes" => self.negative_prefixes.insert(item),
            "hyphenated-prefixes" => self.hyphenated_prefixes.insert(item),
            "modals" => self.modals.insert(item),
            "quantifiers" => self.quantifiers.insert(item),
            "numbers" => self.numbers.insert(word, key).is_none(),
            "dates" => self.dates.insert(word, key).is_none(),
            "opposites" => self.opposites.insert((word, key)) | self.opposites.insert((key, word)),
            "endings" => {
                self.endings.push((word, key));
                true
            }
            "phrases" => {
                self.phrases.push((word, key));
                true
            }
            "ranges" => self.ranges.insert(word, key).is_none(),
            "openers" => self.openers.insert(item),
            "titles" => self.titles.insert(item),
            "abbreviations" => self.abbreviations.insert(item),
            "before-numbers" => self.before_numbers.insert(item),
            _ => false,
        };
    }

    /// True if `word`, in lower case, is a negation, also with a missing or superfluous accent.
    pub fn denies(&self, word: &str) -> bool {
        self.negations.contains(word) || self.folded.contains(&fold(word)) || word.ends_with("n't")
    }

    /// True if `part` of a word, in lower case, reverses the meaning of the word.
    pub fn turns(&self, part: &str) -> bool {
        let ending = self.endings.iter().any(|(_, denies)| *denies == part);
        ending || part == "n't" || self.negative_prefixes.contains(part)
    }
}

/// A word without its accents, and without the hamza of Arabic.
pub(crate) fn fold(word: &str) -> String {
    match word.is_ascii() {
        true => word.to_owned(),
        false => {
            word.nfd().filter(|c| !matches!(u32::from(*c), 0x300..=0x36F | 0x653..=0x655)).collect()
        }
    }
}

/// True if `word`, in lower case, is a negation in a text of any language.
pub fn is_particle(word: &str) -> bool {
    all().any(|lexicon| lexicon.particles.contains(word)) || word.ends_with("n't")
}

/// True for a title or an initial before a name, whose full stop does not end a sentence.
pub(crate) fn is_title(word: &str) -> bool {
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    let word = word.to_lowercase();
    initial || all().any(|lexicon| lexicon.titles.contains(word.as_str()))
}

/// All lexicons.
pub(crate) fn all() -> impl Iterator<Item = &'static Lexicon> {
    [&*ENGLISH, &*SPANISH].into_iter()
}

/// The lexicon for a text of unknown language: the one with the most of its function words in the
/// text, or English if none has the most.
pub fn guess(text: &str) -> &'static Lexicon {
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(1_000)
        .map(str::to_lowercase)
        .collect();
    let count = |of: &Lexicon| words.iter().filter(|w| of.openers.contains(w.as_str())).count();
    if count(&SPANISH) > count(&ENGLISH) { &SPANISH } else { &ENGLISH }
}

/// The lexicon of the language with the tag `tag`, or of its base language.
pub fn of(tag: &str) -> Option<&'static Lexicon> {
    match base(tag).as_str() {
        "en" => Some(&ENGLISH),
        "es" => Some(&SPANISH),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_of_a_data_file_is_known_and_has_no_duplicates() {
        for data in [include_str!("../data/en.txt"), include_str!("../data/es.txt")] {
            for list in sections(data) {
                let name = list.name;
                let mut lexicon = Lexicon::default();
                let mut seen = HashSet::default();
                for word in list.words {
                    assert!(!word.starts_with('['), "[{name}] {word}");
                    let before = format!("{lexicon:?}");
                    lexicon.add(name, word);
                    assert_ne!(format!("{lexicon:?}"), before, "[{name}] {word}");
                    assert!(seen.insert(word), "[{name}] {word} twice");
                }
            }
        }
    }

    #[test]
    fn particles_and_forward_denials_are_negations() {
        for lexicon in all() {
            for word in lexicon.particles.union(&lexicon.forward) {
                assert!(lexicon.negations.contains(word), "{word}");
            }
        }
    }
}
