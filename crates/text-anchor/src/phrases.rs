//! Finds the words of a list in a text: single ones, several together, and verbs in two parts.
//!
//! In goes a file of lists ([`crate::lists`]) and a text's words; out come the places of the entries, each
//! with its kind. The first word of an entry is looked up in a table, and the others are compared with what
//! follows. Of entries that begin at one place the longest counts, and what it covers is not looked at again.

use crate::lexicon::fold;
use ahash::{HashMap, HashSet};
use std::borrow::Cow;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// How many words may stand between the parts of a verb.
const GAP: usize = 14;

/// The entries of one language.
#[derive(Default)]
pub(crate) struct Phrases {
    /// By their first word.
    words: HashMap<String, Vec<Entry>>,
    /// Those of a script without spaces, by their first letter.
    letters: HashMap<char, Vec<(&'static str, &'static str)>>,
}

/// An entry without its first word.
struct Entry {
    name: &'static str,
    kind: &'static str,
    rest: Vec<String>,
    /// True where other words may stand before the rest.
    parted: bool,
}

/// An entry in a text.
pub(crate) struct Hit {
    /// The entry as the list has it, with spaces.
    pub name: String,
    /// The name of its kind.
    pub kind: &'static str,
    /// Where it stands, as bytes of the text; of a verb in two parts the first.
    pub range: Range<usize>,
    /// The first of its words in the text's words, and the one after its last.
    pub words: Range<usize>,
}

impl Phrases {
    /// The entries of `lists`, each a kind and its words. Those in `bare` have to have their accents.
    pub(crate) fn new(
        lists: &[(&'static str, &'static str)],
        bare: &HashSet<&'static str>,
        in_german: bool,
    ) -> Self {
        let mut phrases = Self::default();
        for (kind, name) in lists {
            if name.contains(is_han) {
                let first = name.chars().next().unwrap_or(' ');
                phrases.letters.entry(first).or_default().push((name, kind));
                continue;
            }
            phrases.add(name, kind, name);
            let plainer = if in_german { spelled_out(name) } else { fold(name) };
            if plainer != *name && !bare.contains(name) {
                phrases.add(&plainer, kind, name);
            }
        }
        phrases
    }

    fn add(&mut self, written: &str, kind: &'static str, name: &'static str) {
        let (head, tail) = written.split_once("..").unwrap_or((written, ""));
        let mut parts = head.split('_').chain(tail.split('_')).filter(|part| !part.is_empty());
        let first = plain(parts.next().unwrap_or("")).into_owned();
        let rest = parts.map(|part| plain(part).into_owned()).collect();
        let entry = Entry { name, kind, rest, parted: !tail.is_empty() };
        self.words.entry(first).or_default().push(entry);
    }

    /// The entries in `text`, whose words are `words`, in order. A part of a verb may stand in `beyond`.
    pub(crate) fn find(
        &self,
        text: &str,
        words: &[(Range<usize>, String)],
        beyond: &[(Range<usize>, String)],
    ) -> Vec<Hit> {
        let mut hits = Vec::new();
        let mut at = 0;
        while let Some((range, word)) = words.get(at) {
            let entries = forms(word).filter_map(|form| self.words.get(form)).flatten();
            let fits = entries.filter(|entry| match entry.parted {
                true => parted(entry, text, &words[at..], beyond),
                false => follows(&entry.rest, text, &words[at..]),
            });
            let longest = fits.reduce(|a, b| if b.rest.len() > a.rest.len() { b } else { a });
            let Some(entry) = longest else {
                at += 1;
                continue;
            };
            let count = if entry.parted { 1 } else { 1 + entry.rest.len() };
            hits.push(Hit {
                name: entry.name.replace("..", " ").replace('_', " "),
                kind: entry.kind,
                range: range.start..words[at + count - 1].0.end,
                words: at..at + count,
            });
            at += count;
        }
        // Where no spaces are written, a word may stand anywhere.
        let mut past = 0;
        for (at, c) in text.char_indices().filter(|(_, c)| is_han(*c)) {
            let entries = self.letters.get(&c).filter(|_| at >= past).into_iter().flatten();
            let fits = entries.filter(|(name, _)| text[at..].starts_with(name));
            if let Some((name, kind)) = fits.max_by_key(|(name, _)| name.len()) {
                past = at + name.len();
                hits.push(Hit { name: (*name).to_owned(), kind, range: at..past, words: 0..0 });
            }
        }
        hits
    }
}

/// True where the words after the first of `words` are `rest`, with nothing but blanks between.
fn follows(rest: &[String], text: &str, words: &[(Range<usize>, String)]) -> bool {
    let pairs = words.windows(2).zip(rest);
    rest.len() < words.len()
        && pairs.into_iter().all(|(pair, part)| {
            let between = &text[pair[0].0.end..pair[1].0.start];
            forms(&pair[1].1).next().is_some_and(|word| word == part) && between.trim().is_empty()
        })
}

/// True where the second part of a verb ends a clause after `words`, or begins what is `beyond`.
fn parted(
    entry: &Entry,
    text: &str,
    words: &[(Range<usize>, String)],
    beyond: &[(Range<usize>, String)],
) -> bool {
    let is = |found: &[(Range<usize>, String)]| {
        found.len() >= entry.rest.len()
            && found.iter().zip(&entry.rest).all(|((_, word), part)| word == part)
    };
    let ends = |at: usize| match words.get(at) {
        Some((next, _)) => !text[words[at - 1].0.end..next.start].trim().is_empty(),
        None => true,
    };
    let last = words.len().min(GAP);
    (1..last).any(|at| is(&words[at..]) && (ends(at + entry.rest.len()) || entry.rest.len() > 1))
        || is(beyond)
}

/// A word in lower case without the marks that make no difference: vowel marks and the stretching of Arabic.
/// Letters are composed.
pub(crate) fn plain(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        return Cow::Borrowed(word);
    }
    let drops = |c: &char| matches!(u32::from(*c), 0x640 | 0x64b..=0x652 | 0x656..=0x65f | 0x670);
    Cow::Owned(word.nfc().filter(|c| !drops(c)).collect())
}

/// German without umlauts and sharp s.
fn spelled_out(word: &str) -> String {
    let pairs = [("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")];
    pairs.iter().fold(word.to_owned(), |word, (letter, plainer)| word.replace(letter, plainer))
}

/// The forms in which a word in lower case may be listed: as it is, what an apostrophe parts (`n'est`,
/// `qu'aucun`), without what Arabic writes together with it (`wa`, `fa`, `bi`, the article), and without a
/// French pronoun behind it (`affirme-t-il`).
pub(crate) fn forms(word: &str) -> impl Iterator<Item = &str> {
    let parted = word.find('\'').map(|at| word.split_at(at + 1));
    let parts = parted.into_iter().flat_map(|(before, after)| [before, after]);
    let joined = word.strip_prefix(['\u{648}', '\u{641}']);
    let noun = joined.unwrap_or(word);
    let noun = noun.strip_prefix('\u{628}').unwrap_or(noun).strip_prefix("\u{627}\u{644}");
    let verb = word
        .rsplit_once('-')
        .filter(|(_, last)| ["il", "elle", "on", "ils", "elles", "je"].contains(last));
    let verb = verb.map(|(verb, _)| verb.strip_suffix("-t").unwrap_or(verb));
    [word].into_iter().chain(parts).chain(joined).chain(noun).chain(verb)
}

pub(crate) fn is_han(c: char) -> bool {
    matches!(u32::from(c), 0x3400..=0x9fff)
}
