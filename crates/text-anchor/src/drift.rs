//! Distinguishes edits that keep the meaning of a sentence from edits that may change it.
//!
//! In go the sentence that was confirmed, the sentence that stands there now, and their language;
//! out comes each change of a deciding word: a negation, a number, a date, a modal verb or a hedge,
//! a quantifier, a name, a quotation mark, or a word that became its opposite. In a language
//! without word lists, every change of a word counts. The lists are those of [`super::lexicon`];
//! the words of both sentences are aligned by the algorithm of E. Myers, "An O(ND) difference
//! algorithm and its variations", Algorithmica 1 (1986).
//!
//! It is deliberately conservative: changes that it does not flag can be confirmed in bulk, so a
//! doubtful change is flagged.

#[cfg(test)]
mod tests;

use crate::deciding::{CutSentence, DecidingKind, DecidingMark};
use crate::lexicon::{self, Lexicon};
use crate::normal::Normal;
use similar::{Algorithm, DiffOp, DiffTag, capture_diff_slices};

/// A change that may affect the meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drift {
    /// The kind of the word.
    pub kind: DecidingKind,
    /// The words before; may be empty.
    pub old: String,
    /// The words now; may be empty.
    pub new: String,
}

/// The changes that may affect the meaning of `new` compared with `old`, both in normal form.
/// `common` returns true if a word in lower case is an ordinary word of the text, so that a capital
/// letter at the beginning of a sentence does not make it a name.
pub fn drift(old: &str, new: &str, language: &str, common: &dyn Fn(&str) -> bool) -> Vec<Drift> {
    let (old, new) = (CutSentence::of(old), CutSentence::of(new));
    let hunks = hunks(&old, &new);
    let Some(lexicon) = lexicon::of(language).filter(|_| is_latin(old.text) && is_latin(new.text))
    else {
        let change = |h: &Hunk| Drift {
            kind: DecidingKind::Word,
            old: old.words(h.old.start, h.old.end),
            new: new.words(h.new.start, h.new.end),
        };
        return hunks.iter().map(change).collect();
    };
    let (old_marks, new_marks) = (old.marks(lexicon, common), new.marks(lexicon, common));
    let mut found = Vec::new();
    // The scope of a negation or a quantifier depends on its position, so it counts as unchanged
    // only among the same words.
    for hunk in &hunks {
        for kind in [
            DecidingKind::Negation,
            DecidingKind::Modal,
            DecidingKind::Quantifier,
            DecidingKind::Quotation,
        ] {
            let before = of_kind(&old_marks, kind, hunk.old.start, hunk.old.end);
            let after = of_kind(&new_marks, kind, hunk.new.start, hunk.new.end);
            found.extend(difference(kind, &old, before, &new, after, true));
        }
        found.extend(contrary(lexicon, hunk, &old, &new));
        found.extend(foreign(hunk, &old, &new));
    }
    if !found.iter().any(|d| d.kind == DecidingKind::Contrary) {
        found.extend(turned_elsewhere(lexicon, &hunks, &old, &new));
    }
    // Names, numbers and dates keep their meaning at any position, as long as their order is the
    // same.
    for kind in [DecidingKind::Number, DecidingKind::Date, DecidingKind::Name] {
        let before = of_kind(&old_marks, kind, 0, old.tokens.len());
        let after = of_kind(&new_marks, kind, 0, new.tokens.len());
        found.extend(difference(kind, &old, before, &new, after, false));
    }
    if found.is_empty() {
        found.extend(reordered(lexicon, &hunks, &old, &new));
    }
    // A statement and a question are different claims.
    let asks = |side: &CutSentence| {
        let mark = |c: &char| matches!(c, '?' | '\u{ff1f}' | '\u{61f}');
        side.text.trim_end_matches(['"', '\'', ')', ' ']).chars().next_back().filter(mark)
    };
    let mark = |c: Option<char>| c.map(String::from).unwrap_or_default();
    if asks(&old).is_some() != asks(&new).is_some() {
        found.push(Drift {
            kind: DecidingKind::Modal,
            old: mark(asks(&old)),
            new: mark(asks(&new)),
        });
    }
    found.sort_by_key(|d| d.kind);
    found.dedup();
    found
}

/// The words of code in `new` that differ from `old` only in their hyphens: `--all` that became
/// `-all`. In normal form they are equal.
pub fn hyphens(old: &[String], new: &[String]) -> Vec<Drift> {
    let keys = |words: &[String]| -> Vec<String> {
        words.iter().map(|word| Normal::new(word).text).collect()
    };
    let (old_keys, new_keys) = (keys(old), keys(new));
    let mut found = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &old_keys, &new_keys) {
        if op.tag() != DiffTag::Equal {
            continue;
        }
        for (old, new) in old[op.old_range()].iter().zip(&new[op.new_range()]) {
            if old != new {
                found.push(Drift { kind: DecidingKind::Word, old: old.clone(), new: new.clone() });
            }
        }
    }
    found.dedup();
    found
}

/// Shows the words of `old` and `new` in one line, deletions in `[-...]` and insertions in
/// `[+...]`.
pub fn marked(old: &str, new: &str) -> String {
    let shown = pieces(old, new).into_iter().map(|piece| match piece {
        DiffPiece::Same(words) => words,
        DiffPiece::Gone(words) => format!("[-{words}]"),
        DiffPiece::Come(words) => format!("[+{words}]"),
    });
    shown.collect::<Vec<_>>().join(" ")
}

/// Words that two texts share, or that one of them has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DiffPiece {
    /// Both have them.
    Same(String),
    /// Only the old text has them.
    Gone(String),
    /// Only the new text has them.
    Come(String),
}

/// The words of `old` and `new`, in order.
///
/// ```
/// use text_anchor::drift::{DiffPiece, pieces};
/// let of = pieces("It never stood", "It stood there");
/// let [same, gone] = [DiffPiece::Same("It".into()), DiffPiece::Gone("never".into())];
/// assert_eq!(of, [same, gone, DiffPiece::Same("stood".into()), DiffPiece::Come("there".into())]);
/// ```
pub fn pieces(old: &str, new: &str) -> Vec<DiffPiece> {
    let mut pieces = Vec::new();
    for (is_equal, before, after) in word_runs(old, new) {
        match is_equal {
            true => pieces.push(DiffPiece::Same(before)),
            false => pieces.extend([DiffPiece::Gone(before), DiffPiece::Come(after)]),
        }
    }
    pieces.retain(
        |piece| !matches!(piece, DiffPiece::Gone(words) | DiffPiece::Come(words) if words.is_empty()),
    );
    pieces
}

/// The words that `new` has in place of others of `old`, in order: each run with what took its place, either
/// of which may be empty. The same punctuation around both is left out.
///
/// ```
/// use text_anchor::drift::swaps;
/// let swapped = swaps("in Kiev, and from Kiev.", "in Kyiv, and from Kyiv.");
/// let swap = ("Kiev".to_owned(), "Kyiv".to_owned());
/// assert_eq!(swapped, [swap.clone(), swap]);
/// ```
pub fn swaps(old: &str, new: &str) -> Vec<(String, String)> {
    let runs = word_runs(old, new).into_iter().filter(|(is_equal, ..)| !is_equal);
    let swap = |(_, old, new): (bool, String, String)| {
        let ((before, was, after), (is_before, is, is_after)) = (bare(&old), bare(&new));
        match (before, after) == (is_before, is_after) && was != is {
            true => (was.to_owned(), is.to_owned()),
            false => (old, new),
        }
    };
    runs.map(swap).collect()
}

/// What stands before the letters and digits of `words`, these with all between them, and what stands after.
fn bare(words: &str) -> (&str, &str, &str) {
    let rest = words.trim_start_matches(|c: char| !c.is_alphanumeric());
    let (before, _) = words.split_at(words.len() - rest.len());
    let inner = rest.trim_end_matches(|c: char| !c.is_alphanumeric());
    (before, inner, &rest[inner.len()..])
}

/// Runs of words of `old` and `new`: whether they are equal, the words before, and the words now.
fn word_runs(old: &str, new: &str) -> Vec<(bool, String, String)> {
    let old: Vec<&str> = old.split_whitespace().collect();
    let new: Vec<&str> = new.split_whitespace().collect();
    let run = |op: &DiffOp| {
        let is_equal = op.tag() == DiffTag::Equal;
        (is_equal, old[op.old_range()].join(" "), new[op.new_range()].join(" "))
    };
    capture_diff_slices(Algorithm::Myers, &old, &new).iter().map(run).collect()
}

/// A stretch in which the sentences differ: indices of tokens on both sides.
struct Hunk {
    old: std::ops::Range<usize>,
    new: std::ops::Range<usize>,
}

fn hunks(old: &CutSentence, new: &CutSentence) -> Vec<Hunk> {
    capture_diff_slices(Algorithm::Myers, &old.keys, &new.keys)
        .into_iter()
        .filter(|op| op.tag() != DiffTag::Equal)
        .map(|op| Hunk { old: op.old_range(), new: op.new_range() })
        .collect()
}

fn of_kind(
    marks: &[DecidingMark],
    kind: DecidingKind,
    from: usize,
    to: usize,
) -> Vec<&DecidingMark> {
    marks.iter().filter(|m| m.kind == kind && (from..to).contains(&m.at)).collect()
}

/// The difference between two sequences of deciding words. With `any_order`, their order is
/// ignored, because the words around them differ anyway.
fn difference(
    kind: DecidingKind,
    old: &CutSentence,
    mut before: Vec<&DecidingMark>,
    new: &CutSentence,
    mut after: Vec<&DecidingMark>,
    any_order: bool,
) -> Option<Drift> {
    if any_order {
        before.sort_by(|a, b| a.key.cmp(&b.key));
        after.sort_by(|a, b| a.key.cmp(&b.key));
    }
    let (one, other): (Vec<&str>, Vec<&str>) = (
        before.iter().map(|m| m.key.as_str()).collect(),
        after.iter().map(|m| m.key.as_str()).collect(),
    );
    if one == other {
        return None;
    }
    let (mut gone, mut come) = (Vec::new(), Vec::new());
    for op in capture_diff_slices(Algorithm::Myers, &one, &other) {
        if op.tag() != DiffTag::Equal {
            gone.extend(before[op.old_range()].iter().map(|m| m.at));
            come.extend(after[op.new_range()].iter().map(|m| m.at));
        }
    }
    // If the same words come in another order, report all of them.
    if sorted(&one) == sorted(&other) {
        gone = before.iter().map(|m| m.at).collect();
        come = after.iter().map(|m| m.at).collect();
    }
    let text = |side: &CutSentence, mut places: Vec<usize>| {
        places.sort_unstable();
        let words: Vec<&str> = places.iter().map(|at| side.tokens[*at].text).collect();
        words.join(" ")
    };
    Some(Drift { kind, old: text(old, gone), new: text(new, come) })
}

/// A word with letters of another script than the lists use. It may look like a listed word, such
/// as `not` with a Cyrillic `o`.
fn foreign(hunk: &Hunk, old: &CutSentence, new: &CutSentence) -> Option<Drift> {
    let strange = |c: char| {
        let code = u32::from(c);
        code > 0x24F && !(0x1E00..=0x1EFF).contains(&code)
    };
    let words = |side: &CutSentence, places: &std::ops::Range<usize>| {
        let tokens = side.tokens[places.clone()].iter();
        let strange =
            tokens.filter(|t| t.text.chars().any(char::is_alphabetic) && t.text.contains(strange));
        strange.map(|t| t.text.to_owned()).collect::<Vec<_>>()
    };
    let (old, new) = (words(old, &hunk.old), words(new, &hunk.new));
    (old != new).then(|| Drift { kind: DecidingKind::Word, old: old.join(" "), new: new.join(" ") })
}

/// True for text in the script of the lists, or without letters.
fn is_latin(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic());
    let foreign = letters.clone().filter(|c| u32::from(*c) > 0x24F).count();
    foreign * 2 <= letters.count()
}

/// A word that was deleted in one place and inserted in another: `the dog bit the man` and vice
/// versa.
fn reordered(
    lexicon: &Lexicon,
    hunks: &[Hunk],
    old: &CutSentence,
    new: &CutSentence,
) -> Option<Drift> {
    let heavy = |key: &&String| key.chars().count() > 2 && !lexicon.openers.contains(key.as_str());
    let come: Vec<&String> =
        hunks.iter().flat_map(|h| &new.keys[h.new.clone()]).filter(heavy).collect();
    let gone = hunks.iter().flat_map(|h| h.old.clone()).find(|at| {
        let key = &old.keys[*at];
        heavy(&key) && come.contains(&key)
    })?;
    let word = old.words(gone, gone + 1);
    Some(Drift { kind: DecidingKind::Order, old: word.clone(), new: word })
}

fn sorted<'k>(keys: &[&'k str]) -> Vec<&'k str> {
    let mut keys = keys.to_vec();
    keys.sort_unstable();
    keys
}

/// A word that became its opposite: `proven` and `unproven`, `before` and `after`.
fn contrary(lexicon: &Lexicon, hunk: &Hunk, old: &CutSentence, new: &CutSentence) -> Option<Drift> {
    let turned = |a: &str, b: &str| {
        lexicon.opposites.contains(&(a, b)) || negates(lexicon, a, b) || negates(lexicon, b, a)
    };
    for a in hunk.old.clone() {
        for b in hunk.new.clone() {
            if turned(&old.keys[a], &new.keys[b]) {
                let (old, new) = (old.words(a, a + 1), new.words(b, b + 1));
                return Some(Drift { kind: DecidingKind::Contrary, old, new });
            }
        }
    }
    None
}

/// A word that was deleted in one place and inserted in another with a negating prefix or suffix.
fn turned_elsewhere(
    lexicon: &Lexicon,
    hunks: &[Hunk],
    old: &CutSentence,
    new: &CutSentence,
) -> Option<Drift> {
    let come = || hunks.iter().flat_map(|h| h.new.clone());
    for a in hunks.iter().flat_map(|h| h.old.clone()) {
        let (gone, key) = (old.words(a, a + 1), &old.keys[a]);
        let turned = |b: &usize| {
            negates(lexicon, key, &new.keys[*b]) || negates(lexicon, &new.keys[*b], key)
        };
        if let Some(b) = come().find(turned) {
            return Some(Drift {
                kind: DecidingKind::Contrary,
                old: gone,
                new: new.words(b, b + 1),
            });
        }
    }
    None
}

/// True if `long` is `word` with a negating prefix or suffix: `unfit`, `harmless`.
fn negates(lexicon: &Lexicon, word: &str, long: &str) -> bool {
    let prefix = long.strip_suffix(word).filter(|p| lexicon.negative_prefixes.contains(*p));
    let ending = lexicon.endings.iter().any(|(with, without)| {
        let stem = long.strip_suffix(without);
        stem.is_some_and(|stem| word.strip_suffix(with).unwrap_or(word) == stem)
    });
    (prefix.is_some() && word.chars().count() > 2) || ending
}
