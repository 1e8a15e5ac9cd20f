//! Words that decide what a sentence means, by language.
//!
//! In goes the tag of a language; out comes its [`Lexicon`], for the languages that have one. The
//! lists hold function words of closed classes, as grammars of each language list them, and the
//! hedges and adverbs of frequency that a news desk would not let pass unread.

mod english;
mod lists;
mod spanish;

pub use lists::Lexicon;

use english::ENGLISH;
use spanish::SPANISH;

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
