//! Words that decide what a sentence means, by language.
//!
//! In goes the tag of a language; out comes its [`Lexicon`], for the languages that have one. The
//! lists hold function words of closed classes, as grammars of each language list them, and the
//! hedges and adverbs of frequency that a news desk would not let pass unread.

mod english;
mod spanish;

use english::ENGLISH;
use spanish::SPANISH;

/// Words of one language, in lower case.
#[derive(Debug)]
pub struct Lexicon {
    /// Words that deny.
    pub negations: &'static [&'static str],
    /// Beginnings that turn a word into its contrary.
    pub negative_prefixes: &'static [&'static str],
    /// Modal verbs in their forms, and hedges.
    pub modals: &'static [&'static str],
    /// How many, how much, how often.
    pub quantifiers: &'static [&'static str],
    /// Words for numbers, and what they are in digits; the same for a word without digits.
    pub numbers: &'static [(&'static str, &'static str)],
    /// Words for dates, each with the form that all its forms are compared in.
    pub dates: &'static [(&'static str, &'static str)],
    /// Pairs of which one stands for the contrary of the other.
    pub opposites: &'static [(&'static str, &'static str)],
    /// Endings of which the second denies what the first, or a word without either, says.
    pub endings: &'static [(&'static str, &'static str)],
    /// Two words that together stand for a modal verb.
    pub phrases: &'static [(&'static str, &'static str)],
    /// What may stand between two numbers or dates, and what it is compared by.
    pub ranges: &'static [(&'static str, &'static str)],
    /// Words that a sentence begins with which is about the one before it.
    pub pointers: &'static [&'static str],
    /// Words that often begin a sentence and are no names.
    pub openers: &'static [&'static str],
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
    let count = |of: &Lexicon| words.iter().filter(|w| of.openers.contains(&w.as_str())).count();
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
