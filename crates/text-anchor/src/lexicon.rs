//! Words that decide what a sentence means, by language.
//!
//! In goes the tag of a language; out comes its [`Lexicon`], for the languages that have one. Each is
//! a file of `data/`, which says what its lists hold and where they come from; everything in this crate
//! that looks for such words reads them there.

use ahash::{HashMap, HashSet};
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// Some words in lower case.
pub type Set = HashSet<&'static str>;

/// Words of one language, in lower case.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// Words that deny.
    pub negations: Set,
    /// The same without accents.
    folded: HashSet<String>,
    /// Those of them that deny in a text of any language.
    pub particles: Set,
    /// Those of them that deny only what comes after them.
    pub forward: Set,
    /// What may stand between a denial and what it denies: `refused to`, `denied that`.
    pub links: Set,
    /// What may stand between words and a denial of them: `was false`.
    pub copulas: Set,
    /// What a denial of truth has after it: `not true that`.
    pub complements: Set,
    /// Beginnings that turn a word into its contrary.
    pub negative_prefixes: Set,
    /// Beginnings with a hyphen that a word is not to be cut from.
    pub hyphenated_prefixes: Set,
    /// Modal verbs in their forms, and hedges.
    pub modals: Set,
    /// How many, how much, how often.
    pub quantifiers: Set,
    /// Words for numbers, and what they are in digits; units.
    pub numbers: HashMap<&'static str, &'static str>,
    /// Words for dates, each with the form that all its forms are compared in.
    pub dates: HashMap<&'static str, &'static str>,
    /// Pairs of which one stands for the contrary of the other, in both orders.
    pub opposites: HashSet<(&'static str, &'static str)>,
    /// Endings of which the second denies what the first, or a word without either, says.
    pub endings: Vec<(&'static str, &'static str)>,
    /// Two words that together stand for a modal verb; all count as the first.
    pub phrases: Vec<(&'static str, &'static str)>,
    /// What may stand between two numbers or dates, and what it is compared by.
    pub ranges: HashMap<&'static str, &'static str>,
    /// Words that a sentence begins with which is about the one before it.
    pub pointers: Set,
    /// Words that often begin a sentence and are no names.
    pub openers: Set,
    /// Titles before a name: after their full stop no sentence begins.
    pub titles: Set,
    /// Other words that a full stop follows without ending a sentence.
    pub abbreviations: Set,
    /// The same, where a number follows.
    pub before_numbers: Set,
}

static ENGLISH: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::read(include_str!("../data/en.txt")));
static SPANISH: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::read(include_str!("../data/es.txt")));

impl Lexicon {
    /// Reads a file of `data/`: below the name of each list in brackets its words, between blanks. `_`
    /// stands for a blank in a word, and `a=b` for two words.
    fn read(data: &'static str) -> Self {
        let mut lexicon = Self::default();
        let mut list = "";
        for line in data.lines().filter(|line| !line.starts_with('#')) {
            if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                list = name;
                continue;
            }
            for item in line.split_ascii_whitespace() {
                lexicon.add(list, item);
            }
        }
        lexicon.folded = lexicon.negations.iter().map(|word| fold(word)).collect();
        lexicon
    }

    /// Adds an item to the list with the name `list`. Lists are read from this crate's own files, so
    /// that a test can say that every name is one of these.
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
            "pointers" => self.pointers.insert(item),
            "openers" => self.openers.insert(item),
            "titles" => self.titles.insert(item),
            "abbreviations" => self.abbreviations.insert(item),
            "before-numbers" => self.before_numbers.insert(item),
            _ => false,
        };
    }

    /// True where `word`, in lower case, denies, with an accent too many or too few as well.
    pub fn denies(&self, word: &str) -> bool {
        self.negations.contains(word) || self.folded.contains(&fold(word)) || word.ends_with("n't")
    }

    /// True where `part` of a word, in lower case, turns the word into its contrary.
    pub fn turns(&self, part: &str) -> bool {
        let ending = self.endings.iter().any(|(_, denies)| *denies == part);
        ending || part == "n't" || self.negative_prefixes.contains(part)
    }
}

/// A word without its accents.
pub(crate) fn fold(word: &str) -> String {
    match word.is_ascii() {
        true => word.to_owned(),
        false => word.nfd().filter(|c| !matches!(u32::from(*c), 0x300..=0x36F)).collect(),
    }
}

/// True where `word`, in lower case, denies in whatever language the rest of the text is.
pub fn is_particle(word: &str) -> bool {
    all().any(|lexicon| lexicon.particles.contains(word)) || word.ends_with("n't")
}

/// All that there are.
pub(crate) fn all() -> impl Iterator<Item = &'static Lexicon> {
    [&*ENGLISH, &*SPANISH].into_iter()
}

/// The lexicon for a text whose language nobody has told: the one that has the most of its little
/// words, and the English one where none has more.
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

/// The lexicon of the language with the tag `tag`, or of the language that it is a form of.
pub fn of(tag: &str) -> Option<&'static Lexicon> {
    match tag.split(['-', '_']).next().unwrap_or("").to_ascii_lowercase().as_str() {
        "en" => Some(&ENGLISH),
        "es" => Some(&SPANISH),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_of_a_data_file_is_read_and_holds_a_word_once() {
        for data in [include_str!("../data/en.txt"), include_str!("../data/es.txt")] {
            let lists = data.split("\n[").skip(1);
            for list in lists {
                let (name, words) = list.split_once("]\n").expect("a name");
                let words = words.lines().filter(|line| !line.starts_with('#'));
                let mut lexicon = Lexicon::default();
                let mut seen = HashSet::default();
                for word in words.flat_map(str::split_ascii_whitespace) {
                    let before = format!("{lexicon:?}");
                    lexicon.add(name, word);
                    assert_ne!(format!("{lexicon:?}"), before, "[{name}] {word}");
                    assert!(seen.insert(word), "[{name}] {word} twice");
                }
            }
        }
    }

    #[test]
    fn particles_and_what_denies_forward_are_negations() {
        for lexicon in all() {
            for word in lexicon.particles.union(&lexicon.forward) {
                assert!(lexicon.negations.contains(word), "{word}");
            }
        }
    }
}
