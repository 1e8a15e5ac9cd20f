//! Searches the parts of a passage in a copy, in order, and checks the editorial marks against the
//! words between them.
//!
//! In go a copy, a [`PassagePattern`] and a range of its parts; out comes an [`Outcome`]. All
//! places of all parts are listed, and each place is judged from the last part back to the first,
//! so that the time is that of finding the places. After a gap, the nearest place from which the
//! rest of the passage follows counts, and before it the nearest place that it follows. Otherwise a
//! gap could skip a `not` by reaching for the same words elsewhere.

mod fits;

pub(super) use fits::{FAR, REACH};

use super::pattern::{Joint, PassagePattern, Touch};
use super::snapshot::Snapshot;
use crate::edges::{is_edge, occurrences};
use fits::{Fit, Reach, at_end, at_start, between, bracket_fits, gap_fits};
use std::ops::Range;
use std::rc::Rc;

/// The result of a search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Outcome {
    /// The parts stand at these places of the copy's normal form; the first ways in which they do.
    Found(Vec<Vec<Range<usize>>>),
    /// The parts are there, but a mark hides or adds a word.
    Wrong(Wrong),
    /// The parts are not there.
    Nowhere,
}

/// A mark that changes the meaning of the copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wrong {
    /// The index of the joint.
    pub joint: usize,
    /// The negation of the copy that it hides, in the copy's normal form; `None` if the passage
    /// adds one.
    pub hides: Option<Range<usize>>,
    /// The stretch that it stands for, in the copy's normal form.
    pub range: Range<usize>,
}

/// A place of a part from which the rest of the passage follows: the place of the next part, and
/// what is wrong further on.
#[derive(Debug, Clone)]
struct Place {
    next: usize,
    wrong: Option<Rc<Wrong>>,
}

/// Every occurrence of `words` in `text`. It may begin or end inside a word only if `edges` does
/// not require an edge there.
pub(super) fn places(text: &str, words: &str, edges: (bool, bool)) -> Vec<Range<usize>> {
    occurrences(text, words, |start, end| {
        (!edges.0 || is_edge(text, start)) && (!edges.1 || is_edge(text, end))
    })
}

/// The places of a part that its joints permit.
pub(super) fn places_of(
    snapshot: &Snapshot,
    pattern: &PassagePattern,
    part: usize,
) -> Vec<Range<usize>> {
    let words = pattern.words(part);
    let free = |joint: usize, side: fn(&Joint) -> Touch| {
        pattern.joint(joint).is_some_and(|j| side(j) == Touch::Attached)
    };
    // A bracket may stand before `'s`.
    let left =
        free(part, |j| j.right) || (pattern.joint(part).is_some() && words.starts_with('\''));
    let right = free(part + 1, |j| j.left);
    places(&snapshot.normal.text, words, (!left, !right))
}

/// In so many ways a passage is looked at, so that words that a copy often has take no longer.
pub(super) const WAYS: usize = 64;

/// Searches `parts` of `pattern`, one after the other. Marks before the first and after the last
/// part are checked against the copy if they stand at the passage's own edges.
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
        // The list of the following part was pushed last.
        let next = Follow::new(&lists[i + 1], follow.last().map_or(&[], Vec::as_slice));
        let judged = lists[i].iter().map(|p| next.judge(snapshot, pattern, joint, p.end, reach));
        let mut judged: Vec<Option<Place>> = judged.collect();
        tighten(&mut judged, joint);
        follow.push(judged);
    }
    follow.reverse();
    let mut ways = Vec::new();
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
                ways.push(found);
                if ways.len() == WAYS {
                    break;
                }
            }
            Some(place) => wrong = wrong.or(place.wrong),
            None => {}
        }
    }
    if !ways.is_empty() {
        return Outcome::Found(ways);
    }
    wrong.map_or(Outcome::Nowhere, |wrong| Outcome::Wrong((*wrong).clone()))
}

/// If several places are followed by the same one, the last of them counts. A fault at it counts
/// for those before it too; otherwise a gap could skip a `not` by reaching further back.
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
    /// For each place, the nearest one from there on that counts.
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

    /// Decides which of the places follows a part that ends at `end`, with `joint` between.
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
        // The maximum number of bytes examined, however long the words are.
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
