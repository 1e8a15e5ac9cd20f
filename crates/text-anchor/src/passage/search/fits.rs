//! Decides whether an editorial mark may stand for a stretch of the copy.
//!
//! In go a copy, a joint of a passage and the stretch that it would stand for; out comes a [`Fit`].

use crate::edges::{is_edge, word_end, word_start};
use crate::passage::deciding::{negates, negation};
use crate::passage::denials::{crosses, cut_after, cut_before};
use crate::passage::pattern::{Joint, PassagePattern, Touch};
use crate::passage::snapshot::Snapshot;
use crate::passage::turn::{Extent, Turn, turn};
use crate::tokens::{chunks, count, has_words};
use std::ops::Range;

/// How much a bracket may stand for.
#[derive(Debug, Clone, Copy)]
pub(in crate::passage) struct Reach {
    /// The maximum number of words of the copy; adjacent brackets may each stand for as many.
    pub words: usize,
    /// True if it may stand for the end of a sentence.
    pub sentences: bool,
}

/// How much a bracket may stand for where a passage is looked up. A gap of no more words than this must
/// not hide a negation either.
pub(in crate::passage) const REACH: Reach = Reach { words: 6, sentences: false };

/// How much a bracket may stand for once the passage was not found: this tells a bracket that stands
/// for too much from words that are not in the copy.
pub(in crate::passage) const FAR: Reach = Reach { words: 40, sentences: true };

/// Whether a mark may stand for a stretch of the copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fit {
    /// It may.
    Yes,
    /// It may not: the stretch is too long, or no words that a mark may stand for.
    No,
    /// It would hide this deciding word, as bytes of the copy's normal form.
    Hides(Range<usize>),
    /// It would add a deciding word that the copy does not have there.
    Adds,
}

/// The marks of a joint and the spaces around them, as typed in the passage.
pub(super) fn between(pattern: &PassagePattern, index: usize) -> &str {
    let start = index.checked_sub(1).and_then(|i| pattern.parts.get(i)).map_or(0, |p| p.end);
    let end = pattern.parts.get(index).map_or(pattern.normal.text.len(), |p| p.start);
    &pattern.normal.text[start..end]
}

/// A gap may stand for anything except a denying word if the gap is short or inside a sentence. It
/// may not stand for a negation at all if it shares a word with a bracket.
pub(super) fn gap_fits(snapshot: &Snapshot, joint: &Joint, range: Range<usize>) -> Fit {
    let text = snapshot.normal.text.as_str();
    if joint.negates() || negates(&joint.visible, snapshot.lexicon()) {
        let (_, end) = touched(text, joint, range.clone());
        let word = if end > range.end { word_start(text, range.end)..end } else { end..end };
        let places = [shorten(text, range), word];
        return match turn(snapshot, &joint.visible, &places, Extent::Gap) {
            Some(_) => Fit::Adds,
            None => Fit::Yes,
        };
    }
    let (start, end) = touched(text, joint, range.clone());
    let words = chunks(&text[range.clone()]).filter(|t| has_words(&text[range.start..][t.clone()]));
    let short = || words.take(REACH.words + 1).count() <= REACH.words;
    let hidden = match !snapshot.ends_within(range.clone()) || short() {
        true => snapshot.denial(start..end),
        // The text on each side is then quoted from a sentence of its own.
        false => negation(text, start..range.start)
            .or_else(|| negation(text, range.end..end))
            .or_else(|| cut_after(snapshot, range.start))
            .or_else(|| cut_before(snapshot, range.end)),
    };
    hidden.map_or(Fit::Yes, Fit::Hides)
}

/// The maximum length of a sentence, in bytes. No more of an omission is examined, which bounds the
/// cost of a search.
const SENTENCE: usize = 4_096;

/// The beginning of a stretch of `text`.
fn shorten(text: &str, range: Range<usize>) -> Range<usize> {
    let mut end = range.end.min(range.start + SENTENCE);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    range.start..end
}

/// The start of the word that a bracket is part of, and its end.
fn touched(text: &str, joint: &Joint, range: Range<usize>) -> (usize, usize) {
    let (left, right) = (joint.left == Touch::Attached, joint.right == Touch::Attached);
    let start = if left { word_start(text, range.start) } else { range.start };
    let end = if right { word_end(text, range.end) } else { range.end };
    (start, end)
}

/// A bracket may stand for nothing, for a few words within a sentence, or for part of a word.
pub(super) fn bracket_fits(
    snapshot: &Snapshot,
    joint: &Joint,
    range: Range<usize>,
    reach: Reach,
) -> Fit {
    let text = snapshot.normal.text.as_str();
    let stretch = &text[range.clone()];
    let spaced =
        usize::from(joint.left == Touch::Spaced) + usize::from(joint.right == Touch::Spaced);
    let nothing = match stretch {
        "" => spaced < 2,
        " " => spaced > 0,
        _ => false,
    };
    if joint.inserts == 0 {
        return if nothing { Fit::Yes } else { Fit::No };
    }
    if !has_words(&joint.content) {
        // Punctuation may replace punctuation.
        let small = !has_words(stretch) && stretch.trim().len() <= 3;
        return if small { Fit::Yes } else { Fit::No };
    }
    let (start, end) = touched(text, joint, range.clone());
    if joint.in_word() {
        let hidden = negation(text, start..end);
        let part = stretch.strip_prefix(' ').filter(|_| joint.left == Touch::Spaced);
        let part = part.unwrap_or(stretch);
        let part = part.strip_suffix(' ').filter(|_| joint.right == Touch::Spaced).unwrap_or(part);
        let letters = |c: char| c.is_alphanumeric() || c == '\'' || c == '-';
        let longer = part.chars().count() > joint.most_letters();
        if (part.is_empty() && !nothing) || longer || !part.chars().all(letters) {
            return Fit::No;
        }
        let same = part.eq_ignore_ascii_case(&joint.content);
        let turning = |part: &str| snapshot.lexicon().turns(&part.to_lowercase());
        if turning(part) && !same && hidden.is_none() {
            return Fit::Hides(start..end);
        }
        if turning(&joint.content) && !same && hidden.is_none() {
            return Fit::Adds;
        }
    } else if !nothing {
        let words = count(stretch);
        if words == 0 || words > reach.words.saturating_mul(joint.inserts) {
            return Fit::No;
        }
        if !reach.sentences && crosses(snapshot, range) {
            return Fit::No;
        }
    }
    turns(snapshot, joint, start..end, Extent::Whole)
}

/// Decides whether a bracket changes the meaning of the copy in `range`.
fn turns(snapshot: &Snapshot, joint: &Joint, range: Range<usize>, extent: Extent) -> Fit {
    match turn(snapshot, &joint.visible, &[range], extent) {
        Some(Turn::Hides(word)) => Fit::Hides(word),
        Some(Turn::Adds) => Fit::Adds,
        None => Fit::Yes,
    }
}

/// Checks a bracket with which a passage begins: the number of words that it stands for is unknown; the
/// adjacent word counts. What a passage without one was cut off from is looked at in [`super::super::cut`].
pub(super) fn at_start(
    snapshot: &Snapshot,
    pattern: &PassagePattern,
    index: usize,
    at: usize,
) -> Fit {
    let joint = pattern.joint(index);
    let Some(joint) = joint.filter(|j| index == 0 && j.inserts > 0 && !j.gap) else {
        return Fit::Yes;
    };
    let text = snapshot.normal.text.as_str();
    let literal = between(pattern, index);
    if text[..at].ends_with(literal) && is_edge(text, at - literal.len()) {
        return Fit::Yes;
    }
    if joint.right == Touch::Attached {
        return bracket_fits(snapshot, joint, word_start(text, at)..at, REACH);
    }
    let end = text[..at].trim_end_matches(' ').len();
    let start = text[..end].rfind(' ').map_or(0, |i| i + 1);
    let start = if word_start(text, end) < end { start } else { end };
    turns(snapshot, joint, start..end, Extent::Edge)
}

/// Checks a bracket with which a passage ends.
pub(super) fn at_end(
    snapshot: &Snapshot,
    pattern: &PassagePattern,
    index: usize,
    at: usize,
) -> Fit {
    let joint = pattern.joint(index);
    let last = index == pattern.parts.len();
    let Some(joint) = joint.filter(|j| last && j.inserts > 0 && !j.gap) else {
        return Fit::Yes;
    };
    let text = snapshot.normal.text.as_str();
    let literal = between(pattern, index);
    if text[at..].starts_with(literal) && is_edge(text, at + literal.len()) {
        return Fit::Yes;
    }
    if joint.left == Touch::Attached {
        return bracket_fits(snapshot, joint, at..word_end(text, at), REACH);
    }
    let start = text.len() - text[at..].trim_start_matches(' ').len();
    let end = text[start..].find(' ').map_or(text.len(), |i| start + i);
    turns(snapshot, joint, start..end, Extent::Edge)
}
