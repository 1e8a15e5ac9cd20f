//! Finds the name that a misspelt one most likely meant.
//!
//! In go a word and the candidates; out comes the nearest by edit distance, if it is near enough. A
//! site whose sources were renamed has thousands of unknown names and thousands of known ones. So
//! most pairs are ruled out by counting letters.
//!
//! The distance is that of Damerau and Levenshtein, in which two letters that changed places count
//! once.

use ahash::HashMap;
use std::borrow::Cow;
use std::sync::OnceLock;
use strsim::damerau_levenshtein;

/// The candidate that `word` most likely meant: the nearest by edit distance, if one is near
/// enough.
/// Ties go to the one that comes first.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    search(word, candidates, |_, _| false)
}

/// Like [`nearest`], for candidates in no particular order: ties go to the first in the alphabet.
pub fn nearest_of_set<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    search(word, candidates, |candidate, best| candidate < best)
}

/// `did you mean ...`, if [`nearest`] finds a candidate.
pub fn did_you_mean<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    nearest(word, candidates).map(|c| format!("did you mean `{c}`?"))
}

/// A set of names in which many words are looked up. Comparing each word with each name would take
/// a minute for 100,000 of both. So in a large set, a word is compared only with some names that
/// share its beginning and some that share its ending.
#[derive(Debug, Default)]
pub struct Names<'n> {
    /// The names in alphabetical order.
    forward: Vec<Cow<'n, str>>,
    /// Indices into `forward`, sorted by the names read backwards.
    backward: Vec<usize>,
    /// The names of each word, computed on first use.
    words: OnceLock<WordIndex>,
}

impl<'n> Names<'n> {
    /// Up to this many names, a word is compared with all of them.
    const FEW: usize = 256;

    /// Builds the set from names in any order.
    pub fn of<N: Into<Cow<'n, str>>>(names: impl IntoIterator<Item = N>) -> Self {
        let mut forward: Vec<Cow<str>> = names.into_iter().map(Into::into).collect();
        forward.sort_unstable();
        forward.dedup();
        let mut backward = Vec::new();
        if forward.len() > Self::FEW {
            backward.extend(0..forward.len());
            let letters = |i: &usize| forward[*i].chars().rev();
            backward.sort_unstable_by(|a, b| letters(a).cmp(letters(b)));
        }
        Self { forward, backward, words: OnceLock::new() }
    }

    /// Like [`nearest_of_set`], among the names that [`Names::compared`] selects.
    pub fn nearest(&self, word: &str) -> Option<&str> {
        nearest_of_set(word, self.compared(word))
    }

    /// The nearest of the selected names, at any distance; ties go to the first in the alphabet.
    pub fn nearest_however_far(&self, word: &str) -> Option<&str> {
        self.nearest(word).or_else(|| {
            let far = |name| (damerau_levenshtein(word, name), name);
            self.compared(word).map(far).min().map(|(_, name)| name)
        })
    }

    /// Selects the names to compare with `word`. Some may occur twice.
    fn compared(&self, word: &str) -> impl Iterator<Item = &str> {
        let (mut begins, mut ends) = (&self.forward[..], &self.backward[..]);
        if self.forward.len() > Self::FEW {
            let letters = |i: &usize| self.forward[*i].chars().rev();
            let begin = begins.partition_point(|name| **name < *word);
            let end = ends.partition_point(|i| letters(i).lt(word.chars().rev()));
            begins = around(begins, begin, Self::FEW / 4);
            ends = around(ends, end, Self::FEW / 4);
        }
        begins.iter().map(|name| &**name).chain(ends.iter().map(|i| &*self.forward[*i]))
    }

    /// The first `count` names in alphabetical order.
    pub fn first(&self, count: usize) -> Vec<&str> {
        self.forward.iter().take(count).map(|name| &**name).collect()
    }

    /// The names that have `word` among their words.
    pub(super) fn with_word(&self, word: &str) -> impl Iterator<Item = &str> {
        let index = self.words.get_or_init(|| index(self.forward.iter().map(|name| &**name)));
        index.get(word).into_iter().flatten().map(|i| &*self.forward[*i])
    }

    /// `did you mean ...`, if [`Names::nearest`] finds a candidate.
    pub fn did_you_mean(&self, word: &str) -> Option<String> {
        self.nearest(word).map(|name| format!("did you mean `{name}`?"))
    }
}

/// For each word, the indices of the names that contain it.
type WordIndex = HashMap<Box<str>, Vec<usize>>;

/// Indexes the words of `names`.
fn index<'n>(names: impl Iterator<Item = &'n str>) -> WordIndex {
    let mut index = WordIndex::default();
    for (i, name) in names.enumerate() {
        for word in words(name) {
            let places = index.entry(word.into()).or_default();
            if places.last() != Some(&i) {
                places.push(i);
            }
        }
    }
    index
}

/// The words of a name that are long enough to distinguish it.
pub(super) fn words(name: &str) -> impl Iterator<Item = &str> {
    let telling =
        |word: &&str| word.chars().count() >= 4 && !word.bytes().all(|b| b.is_ascii_digit());
    name.split(['-', '_', ' ']).filter(telling)
}

/// The elements at most `count` places before or after the index `at`.
fn around<T>(list: &[T], at: usize, count: usize) -> &[T] {
    &list[at.saturating_sub(count)..list.len().min(at + count)]
}

/// True if `word` may be a typing error for `name`. It is false if their digits differ, so that
/// last year's report does not pass for this year's, and false for short words.
pub fn is_misspelt(word: &str, name: &str) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let long = word.chars().count() >= 4 || word.eq_ignore_ascii_case(name);
    digits(word) == digits(name) && long
}

/// The nearest of `candidates`. If none is near and `word` has capitals, it is compared in lower
/// case too.
fn search<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
    wins_tie: impl Fn(&str, &str) -> bool,
) -> Option<&'a str> {
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    if capitals < 2 || word.contains(char::is_lowercase) {
        return search_typed(word, candidates, wins_tie);
    }
    let all: Vec<&str> = candidates.into_iter().collect();
    let typed = search_typed(word, all.iter().copied(), &wins_tie);
    typed.or_else(|| search_typed(&word.to_lowercase(), all, &wins_tie))
}

fn search_typed<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
    wins_tie: impl Fn(&str, &str) -> bool,
) -> Option<&'a str> {
    let letters = Letters::of(word);
    let mut limit = (letters.length / 4).max(1);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        if !letters.may_be_within(limit, candidate) {
            continue;
        }
        let distance = damerau_levenshtein(word, candidate);
        if distance > limit {
            continue;
        }
        if best.is_none_or(|(d, b)| distance < d || (distance == d && wins_tie(candidate, b))) {
            best = Some((distance, candidate));
            limit = distance;
        }
    }
    best.map(|(_, c)| c)
}

/// How often each letter occurs in a word. Several letters share a counter, which can only make
/// words look more alike than they are.
struct Letters {
    counts: [i8; 64],
    length: usize,
}

impl Letters {
    /// Letters beyond this are not counted; of longer words the length alone is
    /// checked.
    const LONGEST: usize = i8::MAX as usize;

    fn of(word: &str) -> Self {
        let mut counts = [0; 64];
        for c in word.chars().take(Self::LONGEST) {
            counts[c as usize % 64] += 1;
        }
        Self { counts, length: word.chars().count() }
    }

    /// False if `other` is certainly further away than `limit`.
    fn may_be_within(&self, limit: usize, other: &str) -> bool {
        // A character has at most four bytes.
        if other.len() > (self.length + limit) * 4 || other.len() + limit < self.length {
            return false;
        }
        if self.length > Self::LONGEST {
            return true;
        }
        match other.is_ascii() {
            true => self.few_differ(limit, other.bytes().map(usize::from)),
            false => self.few_differ(limit, other.chars().map(|c| c as usize)),
        }
    }

    /// True if the letter counts differ by at most `limit`. Each surplus and each missing letter
    /// costs an edit; a substitution accounts for one of each.
    fn few_differ(&self, limit: usize, letters: impl Iterator<Item = usize>) -> bool {
        let mut counts = self.counts;
        let (mut length, mut extra) = (0, 0);
        for letter in letters {
            length += 1;
            let count = &mut counts[letter % 64];
            *count = count.saturating_sub(1);
            extra += usize::from(*count < 0);
        }
        let wanting = self.length + extra - length;
        extra <= limit && wanting <= limit
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn nearest_name_wins_and_the_first_on_a_tie() {
        let names = ["minutes", "letter", "latter"];
        assert_eq!(nearest("minuets", names), Some("minutes"));
        assert_eq!(nearest("litter", names), Some("letter"));
        assert_eq!(nearest_of_set("litter", names), Some("latter"));
        assert_eq!(nearest("report", names), None);
        assert_eq!(nearest("a", ["b"]), Some("b"));
        assert_eq!(nearest("", ["ab"]), None);
        assert_eq!(nearest("straße", ["strasse", "strase"]), Some("strase"));
    }

    #[test]
    fn typing_error_at_either_end_is_found_among_many_names() {
        let known: Vec<String> = (0..5000).map(|i| format!("source-{i:04}-of-the-desk")).collect();
        let names = Names::of(known.iter().map(String::as_str));
        for word in ["source-1234-of-the-dsek", "suorce-1234-of-the-desk", "source-1234-of-the-des"]
        {
            assert_eq!(names.nearest(word), Some("source-1234-of-the-desk"), "{word}");
        }
        assert_eq!(names.nearest("quite another name"), None);
        assert_eq!(names.nearest_however_far("source-9999"), Some("source-4999-of-the-desk"));
        assert_eq!(Names::of(["abc", "abd", "xyz"]).nearest_however_far("xbcde"), Some("abc"));
        assert_eq!(Names::default().nearest_however_far("litter"), None);
        assert_eq!(Names::of(["letter", "latter"]).nearest("litter"), Some("latter"));
        assert_eq!(Names::default().nearest("litter"), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn search_equals_comparison_with_every_name(
            word in "[abcé-]{0,12}",
            names in prop::collection::vec("[abcé-]{0,12}", 0..20),
        ) {
            let limit = (word.chars().count() / 4).max(1);
            let near = names.iter().map(|n| (damerau_levenshtein(&word, n), n.as_str()));
            let near: Vec<_> = near.filter(|(d, _)| *d <= limit).collect();
            let known = || names.iter().map(String::as_str);
            let first = near.iter().min_by_key(|(d, _)| *d).map(|(_, n)| *n);
            prop_assert_eq!(nearest(&word, known()), first);
            prop_assert_eq!(nearest_of_set(&word, known()), near.iter().min().map(|(_, n)| *n));
        }
    }
}
