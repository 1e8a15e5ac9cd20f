//! What really became of each sentence, found out without the tool.
//!
//! In go two versions of a text; out come the sentences of the first with their [`Fate`]. The words
//! of both versions are aligned as a whole, so that each sentence is judged by what its neighbours
//! became too; the tool looks at one quote at a time.

use similar::{Algorithm, DiffTag, capture_diff_slices};
use std::collections::HashSet;
use std::ops::Range;
use text_anchor::{Haystack, Quote, sentence, tokens::words};

/// What became of a sentence.
pub enum Fate {
    /// All its words are kept, and stand at these bytes of the new text.
    Unchanged(Range<usize>),
    /// At least three fifths of its words are kept, but not all.
    Edited(Range<usize>),
    /// At most a quarter of its words are kept, and it did not move elsewhere.
    Removed,
    /// It moved, or what is kept of it is scattered, or lies between the bounds: not counted.
    Unclear,
}

/// A sentence of the old text.
pub struct Sentence {
    /// Its bytes.
    pub range: Range<usize>,
    /// What became of it.
    pub fate: Fate,
}

/// The sentences of prose in `text` that stand in it once.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let haystack = Haystack::new(text);
    let mut found = Vec::new();
    let mut at = 0;
    for block in text.split_inclusive(['\n', '\0']) {
        let (mut start, end) = (at, at + block.len());
        at = end;
        while start < end {
            let rest = &text[start..end];
            let blank = rest.len() - rest.trim_start().len();
            start += blank;
            let Some(first) = text[start..end].chars().next() else { break };
            let range = sentence::around(text, &(start..start + first.len_utf8()), "en");
            if range.end <= start {
                break;
            }
            start = range.end;
            if is_prose(&text[range.clone()]) {
                let quote = Quote { exact: &text[range.clone()], prefix: None, suffix: None };
                if haystack.find(quote) == [range.clone()] {
                    found.push(range);
                }
            }
        }
    }
    found
}

fn is_prose(sentence: &str) -> bool {
    let count = words(sentence).len();
    (5..=120).contains(&count)
        && sentence.ends_with(['.', '?', '!', '"', '\u{201d}', ')', ':'])
        && !sentence.contains(['{', '}', '=', '<', '>', '|', '_', '`', '\\', '$', '#', '\0'])
        && !sentence.contains("...")
        && !sentence.contains('\u{2026}')
}

/// The sentences of `old` and what became of them in `new`.
pub fn fates(old: &str, new: &str) -> Vec<Sentence> {
    let before = words(old);
    let after = words(new);
    let key = |text: &str| text.to_lowercase().replace('\u{2019}', "'");
    let (one, other): (Vec<String>, Vec<String>) =
        (before.iter().map(|t| key(t.text)).collect(), after.iter().map(|t| key(t.text)).collect());
    let mut kept: Vec<Option<usize>> = vec![None; before.len()];
    for op in capture_diff_slices(Algorithm::Patience, &one, &other) {
        if op.tag() == DiffTag::Equal {
            for (i, j) in op.old_range().zip(op.new_range()) {
                kept[i] = Some(j);
            }
        }
    }
    let triples: HashSet<&[String]> = other.windows(3).collect();
    let haystack = Haystack::new(new);
    let fate = |range: &Range<usize>| {
        let first = before.partition_point(|t| t.start < range.start);
        let end = before.partition_point(|t| t.start < range.end);
        let places: Vec<usize> = kept[first..end].iter().flatten().copied().collect();
        let share = places.len() as f64 / (end - first) as f64;
        let hull = match (places.first(), places.last()) {
            (Some(from), Some(to)) => *from..*to + 1,
            _ => 0..0,
        };
        let close = hull.len() <= 2 * (end - first) + 5;
        let bytes = || after[hull.start].start..after[hull.end - 1].range().end;
        let quote = Quote { exact: &old[range.clone()], prefix: None, suffix: None };
        let exact = haystack.find(quote);
        if share == 1.0 && hull.len() == end - first && !exact.is_empty() {
            return Fate::Unchanged(bytes());
        }
        if share >= 0.6 && close && exact.is_empty() {
            return Fate::Edited(bytes());
        }
        let own: Vec<&[String]> = one[first..end].windows(3).collect();
        let elsewhere = own.iter().filter(|t| triples.contains(**t)).count();
        let gone = exact.is_empty() && (elsewhere as f64) <= 0.25 * own.len() as f64;
        if share <= 0.25 && gone { Fate::Removed } else { Fate::Unclear }
    };
    sentences(old).into_iter().map(|range| Sentence { fate: fate(&range), range }).collect()
}

/// True where two sentences have the same words of every kind that a change of may be drift:
/// capital letters, digits, and the words of a short list of its own.
pub fn same_deciding_words(old: &str, new: &str, language: &str) -> bool {
    const ENGLISH: &[&str] = &[
        "not",
        "no",
        "never",
        "none",
        "neither",
        "nor",
        "without",
        "nothing",
        "nobody",
        "cannot",
        "can",
        "could",
        "may",
        "might",
        "must",
        "shall",
        "should",
        "will",
        "would",
        "all",
        "any",
        "both",
        "each",
        "every",
        "few",
        "many",
        "more",
        "most",
        "much",
        "only",
        "several",
        "some",
        "less",
        "least",
        "half",
        "always",
        "often",
        "sometimes",
        "usually",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "first",
        "second",
        "third",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "today",
        "yesterday",
        "tomorrow",
        "hundred",
        "thousand",
        "million",
        "likely",
        "possible",
        "perhaps",
        "probably",
        "anyone",
        "everyone",
        "everything",
        "anything",
        "about",
        "enough",
        "almost",
        "once",
        "generally",
        "exactly",
        "either",
        "someone",
        "entire",
        "various",
        "possibly",
        "fully",
        "completely",
        "certainly",
        "maybe",
        "whole",
        "everybody",
        "fewer",
        "nearly",
        "hardly",
        "reported",
        "dozen",
        "hundreds",
        "thousands",
        "mostly",
        "frequently",
        "apparently",
    ];
    const SPANISH: &[&str] = &[
        "no",
        "nunca",
        "nadie",
        "nada",
        "ni",
        "sin",
        "tampoco",
        "ningún",
        "ninguna",
        "ninguno",
        "puede",
        "pueden",
        "podría",
        "podrían",
        "debe",
        "deben",
        "debería",
        "deberían",
        "puedes",
        "todo",
        "toda",
        "todos",
        "todas",
        "cada",
        "cualquier",
        "algún",
        "alguna",
        "algunos",
        "algunas",
        "alguien",
        "algo",
        "varios",
        "varias",
        "mucho",
        "mucha",
        "muchos",
        "muchas",
        "poco",
        "más",
        "menos",
        "solo",
        "sólo",
        "siempre",
        "veces",
        "uno",
        "dos",
        "tres",
        "cuatro",
        "primera",
        "primero",
        "primer",
        "mayoría",
        "casi",
        "menudo",
        "quizás",
        "probablemente",
        "cualquiera",
        "poder",
        "pueda",
        "puedan",
        "mayor",
        "menor",
        "vez",
        "posible",
        "tanto",
        "segundo",
        "mil",
        "millones",
        "ambos",
        "ambas",
    ];
    let deciding = |text: &str| {
        let mut opens = true;
        let mut found: Vec<String> = Vec::new();
        for token in words(text) {
            let word = token.text.to_lowercase().replace('\u{2019}', "'");
            let list = if language == "es" { SPANISH } else { ENGLISH };
            let listed =
                list.contains(&word.as_str()) || word.contains("n't") || word.contains("'ll");
            let capital = token.text.chars().next().is_some_and(char::is_uppercase);
            if listed || word.chars().any(char::is_numeric) || (capital && !opens && word != "i") {
                found.push(word);
            }
            opens = false;
        }
        found.extend(
            text.chars()
                .filter(|c| "\"\u{201c}\u{201d}\u{ab}\u{bb}".contains(*c))
                .map(|_| "\"".to_owned()),
        );
        found.sort_unstable();
        found
    };
    deciding(old) == deciding(new)
}
