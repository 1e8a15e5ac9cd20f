//! Checks whether a passage stands in the author's saved copy of its source.
//!
//! In go the text of a saved file, as a [`Snapshot`], and the passages that an article quotes from
//! it; out comes a [`Verdict`] for each: found, or what is missing, with the nearest words and the
//! differences word by word. Texts are compared in the normal form of anchors ([`crate::normal`]),
//! and a passage begins and ends at word edges. All other differences count, except for the usual
//! editorial marks: omissions, insertions and `[sic]`. A mark must not change what is denied. Of a passage
//! that is found, [`find`] also gives the rest of its sentence, and what in there turns it.

mod align;
mod broken;
mod cut;
mod deciding;
mod denials;
mod index;
mod near;
mod nearest;
mod pattern;
mod search;
mod snapshot;
mod turn;

use crate::tokens::has_words;
use crate::turning::turning_words;
pub use cut::{CutWord, InSentence};
pub use near::{Difference, Near};
use pattern::{Joint, PassagePattern};
use search::{FAR, Outcome, REACH, WAYS, Wrong, places, places_of, search};
pub use snapshot::Snapshot;
use std::ops::Range;

/// Whether a passage stands in a copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Its words stand there.
    Found,
    /// Its words do not stand there.
    Absent(Fault),
}

/// The part of a passage that is not in a copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Why it is not in the copy.
    pub reason: Reason,
    /// The stretch of the passage that is not there, as bytes of the passage. If the passage leaves
    /// words out and several stretches are missing, it is the first one.
    pub range: Range<usize>,
    /// What the copy has in its place, if known.
    pub near: Option<Near>,
}

/// Why a passage is not in a copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// It has no words of its own.
    Empty,
    /// The words are not in the copy, or differ.
    Words,
    /// The stretches between omissions are all in the copy, but in another order: this one does not
    /// follow those before it.
    Order,
    /// A bracket stands for more than six words, or for the end of a sentence.
    Bracket,
    /// A mark hides this word of the copy, in normal form: a negation, or in case of a bracket any
    /// deciding word.
    Hides(String),
    /// A bracket adds a deciding word that the copy does not have there.
    Adds(String),
}

/// Looks `passage` up in `snapshot`. If words of the copy are hyphenated at the end of a line, it
/// is read first without these hyphens, and then with those that the passage has.
pub fn verify(snapshot: &Snapshot, passage: &str) -> Verdict {
    match look(snapshot, passage, true, |_, _| ()) {
        Ok(()) => Verdict::Found,
        Err(fault) => Verdict::Absent(*fault),
    }
}

/// Looks `passage` up in `snapshot`, whose language has the tag `language`, and gives the rest of the
/// sentence that it was cut from. Where it stands in several places, the one counts where least turns it. A
/// bracket at its end may say what it was cut off from: `[denied ...] it was safe`.
///
/// # Errors
/// The passage is not in the copy. The nearest words are not looked for: that takes a way through the
/// whole copy.
pub fn find(snapshot: &Snapshot, passage: &str, language: &str) -> Result<InSentence, Box<Fault>> {
    let pattern = PassagePattern::parse(passage);
    let says = |joint: Option<&Joint>| {
        joint.is_some_and(|j| j.negates() || !turning_words(&j.visible, language).is_empty())
    };
    let (starts, ends) = (says(pattern.joint(0)), says(pattern.joint(pattern.parts.len())));
    let mut found = look(snapshot, passage, false, |snapshot, places| {
        let places =
            places.into_iter().take(WAYS).map(|place| InSentence::of(snapshot, place, language));
        places.min_by_key(|found| found.turns.len()).unwrap_or_default()
    })?;
    found.turns.retain(|word| if word.before { !starts } else { !ends });
    Ok(found)
}

/// The words of `passage` between the marks of an editor, in normal form.
pub fn parts(passage: &str) -> Vec<String> {
    let pattern = PassagePattern::parse(passage);
    let parts = (0..pattern.parts.len()).map(|part| pattern.words(part));
    parts.filter(|words| has_words(words)).map(|words| words.trim().to_owned()).collect()
}

/// Hands on the copy as it was read, and the places of the passage in its normal form, to `found`.
fn look<T>(
    snapshot: &Snapshot,
    passage: &str,
    near: bool,
    found: impl Fn(&Snapshot, Vec<Range<usize>>) -> T,
) -> Result<T, Box<Fault>> {
    let fault = match look_in(snapshot, passage, near) {
        Ok(places) => return Ok(found(snapshot, places)),
        Err(fault) => fault,
    };
    match snapshot.for_passage(passage) {
        Some(snapshot) => look_in(&snapshot, passage, near).map(|places| found(&snapshot, places)),
        None => Err(fault),
    }
}

fn look_in(
    snapshot: &Snapshot,
    passage: &str,
    near: bool,
) -> Result<Vec<Range<usize>>, Box<Fault>> {
    let pattern = PassagePattern::parse(passage);
    let whole = pattern.normal.text.trim();
    let absent = |reason, range, near| Err(Box::new(Fault { reason, range, near }));
    if has_words(whole) {
        let places = places(&snapshot.normal.text, whole, (true, true));
        if !places.is_empty() {
            return Ok(places);
        }
    }
    if pattern.is_empty() {
        let end = passage.trim_end().len();
        let start = end - passage[..end].trim_start().len();
        return absent(Reason::Empty, start..end, None);
    }
    match search(snapshot, &pattern, 0..pattern.parts.len(), REACH) {
        Outcome::Found(ways) => {
            return Ok(ways.iter().filter_map(|places| span(places)).collect());
        }
        Outcome::Wrong(wrong) => return Err(Box::new(denied(snapshot, &pattern, passage, wrong))),
        Outcome::Nowhere => {}
    }
    let segments = pattern.segments();
    for segment in &segments {
        match search(snapshot, &pattern, segment.clone(), REACH) {
            Outcome::Found(_) => {}
            Outcome::Wrong(wrong) => {
                return Err(Box::new(denied(snapshot, &pattern, passage, wrong)));
            }
            Outcome::Nowhere => {
                let segment = segment.clone();
                if !near {
                    return absent(Reason::Words, stretch(&pattern, passage, segment), None);
                }
                return Err(Box::new(missing(snapshot, &pattern, passage, segment)));
            }
        }
    }
    // Each stretch is in the copy by itself; find the first one that is out of order.
    let late = segments
        .iter()
        .find(|s| matches!(search(snapshot, &pattern, 0..s.end, REACH), Outcome::Nowhere));
    let segment = late.cloned().unwrap_or(0..pattern.parts.len());
    let near = match search(snapshot, &pattern, segment.clone(), REACH) {
        Outcome::Found(ways) => {
            ways.first().and_then(|p| span(p)).map(|r| Near::new(snapshot, r, Vec::new()))
        }
        _ => None,
    };
    absent(Reason::Order, stretch(&pattern, passage, segment), near)
}

/// The fault of a mark that hides or adds a deciding word.
fn denied(snapshot: &Snapshot, pattern: &PassagePattern, passage: &str, wrong: Wrong) -> Fault {
    let joint = pattern.joint(wrong.joint);
    let range = pattern.to_plain(passage, joint.map_or(0..0, |joint| joint.range.clone()));
    let (reason, place) = match wrong.hides {
        Some(word) => {
            let place = word.start.min(wrong.range.start)..word.end.max(wrong.range.end);
            (Reason::Hides(snapshot.normal.text[word].to_owned()), place)
        }
        None => {
            let visible = joint.map_or("", |j| j.visible.as_str());
            (Reason::Adds(visible.trim().to_owned()), wrong.range)
        }
    };
    let text = &snapshot.normal.text[place.clone()];
    let start = place.end - text.trim_start().len();
    let place = start..start + text.trim().len();
    Fault { reason, range, near: Some(Near::new(snapshot, place, Vec::new())) }
}

/// The fault of parts that are not in the copy.
fn missing(
    snapshot: &Snapshot,
    pattern: &PassagePattern,
    passage: &str,
    parts: Range<usize>,
) -> Fault {
    if parts.len() > 1
        && let Outcome::Found(ways) = search(snapshot, pattern, parts.clone(), FAR)
        && let Some(places) = ways.first()
    {
        return too_far(snapshot, pattern, passage, parts, places);
    }
    let near = nearest::nearest(snapshot, pattern, passage, parts.clone());
    if let Some(fault) = missing_with_dots(snapshot, passage, near.as_ref().map(|n| n.0)) {
        return fault;
    }
    let near = near.map(|(_, near)| near);
    let lost = parts.clone().find(|p| places_of(snapshot, pattern, *p).is_empty());
    let range = match (lost, &near) {
        (Some(part), None) => part..part + 1,
        _ => parts,
    };
    Fault { reason: Reason::Words, range: stretch(pattern, passage, range), near }
}

/// Like [`missing`], with the dots of the passage read as dots of the source, so that the words on
/// both sides are adjacent. `None` unless the result is as near as `cost`.
fn missing_with_dots(snapshot: &Snapshot, passage: &str, cost: Option<i32>) -> Option<Fault> {
    let pattern = PassagePattern::parse_dots(passage)?;
    let nowhere =
        |s: &Range<usize>| search(snapshot, &pattern, s.clone(), REACH) == Outcome::Nowhere;
    let parts = pattern.segments().into_iter().find(nowhere)?;
    let (with, near) = nearest::nearest(snapshot, &pattern, passage, parts.clone())?;
    let range = stretch(&pattern, passage, parts);
    let fault = Fault { reason: Reason::Words, range, near: Some(near) };
    cost.is_none_or(|cost| with <= cost).then_some(fault)
}

/// The fault of a bracket that would stand for too many words: the one that spans the most.
fn too_far(
    snapshot: &Snapshot,
    pattern: &PassagePattern,
    passage: &str,
    parts: Range<usize>,
    places: &[Range<usize>],
) -> Fault {
    let gaps = places.windows(2).map(|pair| pair[0].end..pair[1].start);
    let widest = gaps.enumerate().max_by_key(|(_, gap)| gap.len());
    let joint = widest.as_ref().and_then(|(i, _)| pattern.joint(parts.start + i + 1));
    let range = joint.map_or(0..0, |j| pattern.to_plain(passage, j.range.clone()));
    let near = span(places).map(|r| Near::new(snapshot, r, Vec::new()));
    Fault { reason: Reason::Bracket, range, near }
}

/// The span from the first place to the last.
fn span(places: &[Range<usize>]) -> Option<Range<usize>> {
    Some(places.first()?.start..places.last()?.end)
}

/// The bytes of `passage` that some of its parts occupy.
fn stretch(pattern: &PassagePattern, passage: &str, parts: Range<usize>) -> Range<usize> {
    let parts = pattern.parts.get(parts).unwrap_or(&[]);
    span(parts).map_or(0..0, |range| pattern.to_plain(passage, range))
}
