//! Looks for the parts of a passage in a copy, in order, and holds what lies between them against
//! the editor's marks.
//!
//! In go a copy, a [`PassagePattern`] and a stretch of its parts; out comes an [`Outcome`]. All places of
//! all parts are listed, and each place is judged from the last part back to the first, so that
//! the time is that of finding the places. After a gap, the nearest place from which the rest of
//! the passage follows is the one that counts, and before it the nearest that it follows: otherwise
//! a gap could skip a `not` by reaching for the same words elsewhere.

use super::deciding::{negates, negation};
use super::denials::{crosses, cut_after, cut_before};
use super::pattern::{Joint, PassagePattern, Touch};
use super::snapshot::Snapshot;
use super::turn::{Extent, Turn, turn};
use crate::edges::{is_edge, occurrences, word_end, word_start};
use crate::tokens::{chunks, count, has_words};
use std::ops::Range;
use std::rc::Rc;

/// How far a bracket may reach.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reach {
    /// How many words of the copy it may stand for; several side by side, as many each.
    pub words: usize,
    /// True where it may stand for the end of a sentence.
    pub sentences: bool,
}

/// How far a bracket may reach, and how long a gap must be that may hold a negation.
pub(super) const REACH: Reach = Reach { words: 6, sentences: false };

/// How far a bracket may reach when it is asked what it would have to stand for.
pub(super) const FAR: Reach = Reach { words: 40, sentences: true };

/// What comes of a search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Outcome {
    /// The parts stand at these places of the copy's normal form.
    Found(Vec<Range<usize>>),
    /// They do, but for what a mark hides or adds.
    Wrong(Wrong),
    /// They do not.
    Nowhere,
}

/// A mark that changes what the copy says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wrong {
    /// Which joint.
    pub joint: usize,
    /// The negation of the copy that it hides, in the copy's normal form; where there is none, it
    /// is the passage that has one.
    pub hides: Option<Range<usize>>,
    /// What it stands for, in the copy's normal form.
    pub range: Range<usize>,
}

/// Whether a mark may stand for a stretch of the copy.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Fit {
    Yes,
    No,
    Hides(Range<usize>),
    Adds,
}

/// A place of a part from which the rest of the passage follows: which place of the next part, and
/// what is wrong further on.
#[derive(Debug, Clone)]
struct Place {
    next: usize,
    wrong: Option<Rc<Wrong>>,
}

/// Every place of `words` in `text`; those that begin or end within a word only where `edges` does
/// not ask for an edge there.
pub(super) fn places(text: &str, words: &str, edges: (bool, bool)) -> Vec<Range<usize>> {
    occurrences(text, words, |start, end| {
        (!edges.0 || is_edge(text, start)) && (!edges.1 || is_edge(text, end))
    })
}

/// The places of a part, as its joints ask for them.
pub(super) fn places_of(
    snapshot: &Snapshot,
    pattern: &PassagePattern,
    part: usize,
) -> Vec<Range<usize>> {
    let words = pattern.words(part);
    let free = |joint: usize, side: fn(&Joint) -> Touch| {
        pattern.joint(joint).is_some_and(|j| side(j) == Touch::Attached)
    };
    // What stands before `'s` may be a bracket.
    let left =
        free(part, |j| j.right) || (pattern.joint(part).is_some() && words.starts_with('\''));
    let right = free(part + 1, |j| j.left);
    places(&snapshot.normal.text, words, (!left, !right))
}

/// Looks for `parts` of `pattern`, one after the other. Marks before the first and after the last
/// are held against the copy where they stand at the passage's own edges.
pub(super) fn search(
    snapshot: &Snapshot,
    pattern: &PassagePattern,
    parts: Range<usize>,
    reach: Reach,
) -> Outcome {
    let mut lists: Vec<Vec<Range<usize>>> = Vec::new();
    for part in parts.clone() {
        let places = places_of(snapshot, pattern, part);
        if places.is_empty() {
            return Outcome::Nowhere;
        }
        lists.push(places);
    }
    let Some(last) = lists.last() else { return Outcome::Nowhere };
    let mut follow: Vec<Vec<Option<Place>>> = vec![
        last.iter()
            .map(|place| {
                let fit = at_end(snapshot, pattern, parts.end, place.end);
                admit(fit, parts.end, place.end..place.end, 0, None)
            })
            .collect(),
    ];
    for i in (0..lists.len() - 1).rev() {
        let joint = parts.start + i + 1;
        // The list of what follows was pushed last.
        let next = Follow::new(&lists[i + 1], follow.last().map_or(&[], Vec::as_slice));
        let judged = lists[i].iter().map(|p| next.judge(snapshot, pattern, joint, p.end, reach));
        let mut judged: Vec<Option<Place>> = judged.collect();
        tighten(&mut judged, joint);
        follow.push(judged);
    }
    follow.reverse();
    let mut wrong = None;
    for (at, place) in lists[0].iter().enumerate() {
        let Some(first) = &follow[0][at] else { continue };
        let fit = at_start(snapshot, pattern, parts.start, place.start);
        let range = place.start..place.start;
        match admit(fit, parts.start, range, at, first.wrong.clone()) {
            Some(Place { wrong: None, .. }) => {
                let mut found = Vec::new();
                let mut at = at;
                for (list, follow) in lists.iter().zip(&follow) {
                    found.push(list[at].clone());
                    at = follow[at].as_ref().map_or(0, |p| p.next);
                }
                return Outcome::Found(found);
            }
            Some(place) => wrong = wrong.or(place.wrong),
            None => {}
        }
    }
    wrong.map_or(Outcome::Nowhere, |wrong| Outcome::Wrong((*wrong).clone()))
}

/// Of several places that the same one follows, the last is meant: what is wrong with it is wrong
/// with those before it, or else a gap could skip a `not` by reaching further back.
fn tighten(judged: &mut [Option<Place>], joint: usize) {
    let mut later: Option<Place> = None;
    for place in judged.iter_mut().rev().flatten() {
        if let Some(Place { next, wrong: Some(wrong) }) = &later
            && *next == place.next
            && wrong.joint == joint
        {
            place.wrong = Some(wrong.clone());
        }
        later = Some(place.clone());
    }
}

/// The places of a part, and which of them count.
struct Follow<'l> {
    places: &'l [Range<usize>],
    judged: &'l [Option<Place>],
    /// For each place the nearest from there on that counts.
    next: Vec<Option<usize>>,
}

impl<'l> Follow<'l> {
    fn new(places: &'l [Range<usize>], judged: &'l [Option<Place>]) -> Self {
        let mut next = vec![None; places.len() + 1];
        for (i, place) in judged.iter().enumerate().rev() {
            next[i] = if place.is_some() { Some(i) } else { next[i + 1] };
        }
        Self { places, judged, next }
    }

    /// Which of the places follows a part that ends at `end`, with `joint` between.
    fn judge(
        &self,
        snapshot: &Snapshot,
        pattern: &PassagePattern,
        index: usize,
        end: usize,
        reach: Reach,
    ) -> Option<Place> {
        let joint = pattern.joint(index)?;
        let first = self.places.partition_point(|p| p.start < end);
        let inherit = |i: usize| self.judged[i].as_ref().and_then(|p| p.wrong.clone());
        if joint.gap {
            let i = self.next[first]?;
            let range = end..self.places[i].start;
            let fit = gap_fits(snapshot, joint, range.clone());
            return admit(fit, index, range, i, inherit(i));
        }
        let literal = between(pattern, index);
        if snapshot.normal.text[end..].starts_with(literal) {
            let i = self.places.binary_search_by_key(&(end + literal.len()), |p| p.start);
            if let Ok(i) = i
                && self.judged[i].is_some()
            {
                return admit(Fit::Yes, index, end..end, i, inherit(i));
            }
        }
        // No more than so many bytes are looked at, whatever is called a word there.
        let most = reach.words.saturating_mul(joint.inserts);
        let limit = end + 64 * (most.min(1_000) + 1);
        let mut wrong = None;
        for (i, place) in self.places.iter().enumerate().skip(first) {
            if place.start > limit {
                break;
            }
            if self.judged[i].is_none() {
                continue;
            }
            let range = end..place.start;
            let fit = bracket_fits(snapshot, joint, range.clone(), reach);
            match admit(fit, index, range, i, inherit(i)) {
                Some(place) if place.wrong.is_none() => return Some(place),
                Some(place) => wrong = wrong.or(Some(place)),
                None => {}
            }
        }
        wrong
    }
}

/// The marks of a joint and the spaces around them, as the passage has them.
fn between(pattern: &PassagePattern, index: usize) -> &str {
    let start = index.checked_sub(1).and_then(|i| pattern.parts.get(i)).map_or(0, |p| p.end);
    let end = pattern.parts.get(index).map_or(pattern.normal.text.len(), |p| p.start);
    &pattern.normal.text[start..end]
}

fn admit(
    fit: Fit,
    joint: usize,
    range: Range<usize>,
    next: usize,
    further: Option<Rc<Wrong>>,
) -> Option<Place> {
    let wrong = match fit {
        Fit::No => return None,
        Fit::Yes => further,
        Fit::Hides(word) => Some(Rc::new(Wrong { joint, hides: Some(word), range })),
        Fit::Adds => Some(Rc::new(Wrong { joint, hides: None, range })),
    };
    Some(Place { next, wrong })
}

/// A gap may stand for anything, but not for a word that denies, where it is a short one or one
/// within a sentence; and none for a negation that it shares with a bracket in a word.
fn gap_fits(snapshot: &Snapshot, joint: &Joint, range: Range<usize>) -> Fit {
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
        // What stands on either side is then quoted from a sentence of its own.
        false => negation(text, start..range.start)
            .or_else(|| negation(text, range.end..end))
            .or_else(|| cut_after(snapshot, range.start))
            .or_else(|| cut_before(snapshot, range.end)),
    };
    hidden.map_or(Fit::Yes, Fit::Hides)
}

/// No sentence is longer than this many bytes; no more of what a gap leaves out is looked at, which
/// bounds what a search takes.
const SENTENCE: usize = 4_096;

/// The beginning of a stretch of `text`.
fn shorten(text: &str, range: Range<usize>) -> Range<usize> {
    let mut end = range.end.min(range.start + SENTENCE);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    range.start..end
}

/// From the beginning of the word that a bracket is part of to its end.
fn touched(text: &str, joint: &Joint, range: Range<usize>) -> (usize, usize) {
    let (left, right) = (joint.left == Touch::Attached, joint.right == Touch::Attached);
    let start = if left { word_start(text, range.start) } else { range.start };
    let end = if right { word_end(text, range.end) } else { range.end };
    (start, end)
}

/// What a bracket may stand for: nothing, a few words within a sentence, or part of a word.
fn bracket_fits(snapshot: &Snapshot, joint: &Joint, range: Range<usize>, reach: Reach) -> Fit {
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
        // Punctuation stands for punctuation.
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

/// Whether a bracket changes what the copy says in `range`.
fn turns(snapshot: &Snapshot, joint: &Joint, range: Range<usize>, extent: Extent) -> Fit {
    match turn(snapshot, &joint.visible, &[range], extent) {
        Some(Turn::Hides(word)) => Fit::Hides(word),
        Some(Turn::Adds) => Fit::Adds,
        None => Fit::Yes,
    }
}

/// What stands before a passage: no negation. Where it begins with a bracket, how many words it stands for nobody
/// knows; the one next to it counts.
fn at_start(snapshot: &Snapshot, pattern: &PassagePattern, index: usize, at: usize) -> Fit {
    let joint = pattern.joint(index);
    if index > 0 || joint.is_some_and(Joint::negates) && joint.is_some_and(|j| j.gap) {
        return Fit::Yes;
    }
    let Some(joint) = joint.filter(|j| j.inserts > 0 && !j.gap) else {
        return cut_before(snapshot, at).map_or(Fit::Yes, Fit::Hides);
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

/// What stands after a passage.
fn at_end(snapshot: &Snapshot, pattern: &PassagePattern, index: usize, at: usize) -> Fit {
    let joint = pattern.joint(index);
    let last = index == pattern.parts.len();
    if !last || joint.is_some_and(Joint::negates) && joint.is_some_and(|j| j.gap) {
        return Fit::Yes;
    }
    let Some(joint) = joint.filter(|j| j.inserts > 0 && !j.gap) else {
        return cut_after(snapshot, at).map_or(Fit::Yes, Fit::Hides);
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
