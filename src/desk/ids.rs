//! Makes ids of claims from their words.
//!
//! In go words and the ids that are taken; out comes an id that is free.

use crate::model::{is_device, is_id, to_id};
use crate::resolve::Site;
use std::collections::{BTreeMap, BTreeSet};
use text_anchor::lexicon::{self, Lexicon};
use unicode_normalization::char::is_combining_mark;

/// The longest id that is made of words: room is left for a number, and addresses stay short.
const LONGEST_ID: usize = 60;

/// The most words of an id that is made of those that say something.
const MOST_WORDS: usize = 5;

/// The fewest words that tell what a claim is about.
const FEWEST_WORDS: usize = 3;

/// A claim id, derived from those of `words` in the language with the tag `language` that say something, that is not
/// `taken`: of four words, or one more where that tells it from others. Negations and quantities always stay. Where
/// `words` are too few, those `after` them in their sentence go on.
pub fn telling_id_within(
    words: &str,
    after: &str,
    language: &str,
    taken: impl Fn(&str) -> bool,
) -> String {
    let lexicon = lexicon::of(language);
    let says = |word: &str| {
        let is_small = |of: &Lexicon| {
            let decides = of.denies(word) || of.quantifiers.contains(word);
            of.openers.contains(word) && !decides
        };
        !lexicon.is_some_and(is_small)
    };
    let of = |text: &str| -> Vec<String> {
        let is_within =
            |c: char| c.is_alphanumeric() || is_combining_mark(c) || matches!(c, '\'' | '’');
        let all = text.split(|c| !is_within(c)).filter(|word| !to_id(word).is_empty());
        let telling = all.filter(|word| says(&word.to_lowercase().replace('’', "'")));
        telling.take(MOST_WORDS).map(str::to_owned).collect()
    };
    let mut telling = of(words);
    let own = telling.len();
    if telling.len() < FEWEST_WORDS {
        telling.extend(of(after));
        telling.truncate(MOST_WORDS);
    }
    if telling.len() < 2 {
        return free_id(words, taken);
    }
    let of = |count: usize| to_id(&telling[..count].join(" "));
    let counts = telling.len().min(MOST_WORDS - 1)..=telling.len();
    // Words that tell little are better than a number.
    let counts = counts.chain((own > 1).then_some(own));
    let free = counts.map(of).find(|id| id.len() <= LONGEST_ID && is_id(id) && !taken(id));
    free.unwrap_or_else(|| free_id(&telling.join(" "), taken))
}

/// True if a claim of an article is called `id`, or was: somebody may still follow the address that it had.
pub fn is_known_id(site: &Site, article: usize, id: &str) -> bool {
    let mut claims = site.claims_of(article).map(|index| site.claim(index));
    claims.any(|claim| *claim.id == *id || claim.details.aliases.iter().any(|of| of.value == id))
}

/// A claim id, derived from the first of `words`, that is not `taken`.
pub fn free_id(words: &str, taken: impl Fn(&str) -> bool) -> String {
    let id = first_id(words);
    let numbered = (2..).map(|n| format!("{id}-{n}"));
    // The sequence is infinite, so one is free.
    std::iter::once(id.clone()).chain(numbered).find(|id| !taken(id)).unwrap_or(id)
}

/// The id that the first of `words` make, whoever has it.
fn first_id(words: &str) -> String {
    let words: Vec<&str> = words.split_whitespace().take(5).collect();
    let id = to_id(&words.join(" "));
    let mut id = if is_id(&id) { id } else { "claim".to_owned() };
    if id.len() > LONGEST_ID {
        // An id is ASCII.
        let cut = id[..LONGEST_ID].rfind('-').unwrap_or(LONGEST_ID);
        id.truncate(cut);
    }
    id
}

/// Ids that are taken, where many more are to be made.
#[derive(Debug, Default)]
pub struct IdBook {
    taken: BTreeSet<String>,
    /// The next number to try behind an id.
    next: BTreeMap<String, usize>,
}

impl IdBook {
    /// One in which `taken` are taken.
    pub fn of(taken: impl IntoIterator<Item = String>) -> Self {
        Self { taken: taken.into_iter().collect(), next: BTreeMap::new() }
    }

    /// Takes an id.
    pub fn keep(&mut self, id: String) {
        self.taken.insert(id);
    }

    /// Takes an id that was free, derived from the first of `words`, and gives it.
    pub fn take(&mut self, words: &str) -> String {
        let id = first_id(words);
        let is_reserved = id == "index" || is_device(&id);
        if !is_reserved && self.taken.insert(id.clone()) {
            return id;
        }
        let next = self.next.entry(id.clone()).or_insert(2);
        loop {
            let numbered = format!("{id}-{next}");
            *next += 1;
            if self.taken.insert(numbered.clone()) {
                return numbered;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_made_of_the_words_that_say_something() {
        for (words, language, expect) in [
            ("The council voted nine to four.", "en", "council-voted-nine-four"),
            ("It was the first of its kind in the city", "en", "first-kind-city"),
            ("there is no evidence that he was there", "en-GB", "no-evidence"),
            ("Most of the money never arrived", "en", "most-money-never-arrived"),
            ("“We didn’t know,” she said", "en", "didnt-know-said"),
            ("In 2016, 13.5 million people left", "en", "2016-13-5-million"),
            ("In March", "en", "in-march"),
            ("The", "en", "the"),
            ("a river of the size of the Rhine at Köln", "en", "river-size-rhine-koln"),
            ("El alcalde no firmó el contrato", "es", "alcalde-no-firmo-contrato"),
            ("Der Rat stimmte mit neun zu vier", "de", "der-rat-stimmte-mit"),
            ("市议会投票", "zh", "shiyihuitoupiao"),
        ] {
            let id = telling_id_within(words, "", language, |_| false);
            assert!(is_id(&id), "{id}");
            assert_eq!(id, expect, "{words}");
        }
        for (words, after, expect) in [
            ("Eleven", " of the members came.", "eleven-members-came"),
            ("Two of them", " resigned in March.", "two-them-resigned-march"),
            ("voted nine to four", " on Monday.", "voted-nine-four"),
            ("It", ".", "it"),
        ] {
            assert_eq!(telling_id_within(words, after, "en", |_| false), expect);
        }
        let words = "The council voted nine to four on Monday";
        let mut taken: Vec<String> = Vec::new();
        for expect in [
            "council-voted-nine-four",
            "council-voted-nine-four-monday",
            "council-voted-nine-four-monday-2",
        ] {
            let id = telling_id_within(words, "", "en", |id| taken.iter().any(|of| of == id));
            assert_eq!(id, expect);
            taken.push(id);
        }
    }

    #[test]
    fn an_id_of_long_words_is_cut_and_counted_on() {
        assert_eq!(
            free_id("The council voted nine to four", |_| false),
            "the-council-voted-nine-to"
        );
        let long = "a".repeat(90);
        assert_eq!(free_id(&long, |_| false), "a".repeat(60));
        assert_eq!(free_id(&format!("the {long}"), |id| id == "the"), "the-2");
        assert_eq!(free_id("?!", |_| false), "claim");
    }

    #[test]
    fn a_book_gives_the_ids_that_are_free_one_after_another() {
        let mut book = IdBook::of(["the-mayor-2".to_owned()]);
        book.keep("a-clerk".to_owned());
        for (words, expect) in [
            ("The mayor", "the-mayor"),
            ("The mayor", "the-mayor-3"),
            ("the mayor!", "the-mayor-4"),
            ("a clerk", "a-clerk-2"),
            ("index", "index-2"),
            ("CON", "con-2"),
        ] {
            assert_eq!(book.take(words), expect);
        }
    }
}
