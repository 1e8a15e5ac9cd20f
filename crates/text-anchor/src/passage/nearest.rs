//! Finds the words of a copy that come nearest to a passage that is not in it, and how they differ.
//!
//! In go a copy, a [`PassagePattern`] and a range of its parts; out comes a [`Near`]. The search is
//! that of [`crate::nearest`], with each word treated as a letter; it yields every place that may
//! be the best. The comparison is an alignment of words ([`super::align`]), in which the copy's words
//! before and after are free. Among alignments of equal cost, the one that leaves the most words
//! unchanged wins.

use super::align::{Bracket, Op, PassageItem, align};
use super::index::ChunkIndex;
use super::near::{Difference, Near, one_line};
use super::pattern::{Joint, PassagePattern, Touch};
use super::search::REACH;
use super::snapshot::Snapshot;
use crate::Haystack;
use crate::nearest::{distances, nearest as nearest_letters};
use crate::tokens::{chunks, core, has_words};
use std::ops::Range;

/// Only this many items of a passage are compared: more would not help the reader.
const LONGEST: usize = 1_000;

/// An alignment is shown only if its cost is at most this share of all words.
const NEAR: f64 = 0.45;

/// The maximum number of steps of the comparison. It bounds the cost of a passage of very common
/// words in a long copy.
const STEPS: usize = 20_000_000;

/// Placeholder letters for words that the other text does not have.
const NOT_IN_COPY: char = '\u{1}';
const NOT_IN_PASSAGE: char = '\u{2}';

/// Finds the words that come nearest to `parts` of the passage, and what the difference costs.
pub(super) fn nearest(
    snapshot: &Snapshot,
    pattern: &PassagePattern,
    passage: &str,
    parts: Range<usize>,
) -> Option<(i32, Near)> {
    let text = snapshot.normal.text.as_str();
    let index = snapshot.index.get_or_init(|| ChunkIndex::new(text));
    let mut items = items(pattern, parts.clone());
    items.truncate(LONGEST);
    let mut best: Option<(i32, Vec<Op>)> = None;
    let mut steps = 0;
    for window in windows(index, &items) {
        steps += window.len() * items.len();
        if steps > STEPS {
            break;
        }
        let found = align(&items, text, &index.words, window);
        if best.as_ref().is_none_or(|(cost, _)| found.0 < *cost) {
            best = Some(found);
        }
    }
    let words = items.iter().filter(|i| has_words(&i.text)).count();
    let cost = |ops: &[Op]| ops.iter().map(|op| op.cost).sum::<i32>();
    let most = (words * Op::WORD as usize) as f64 * NEAR;
    let best = best.filter(|(_, ops)| f64::from(cost(ops)) <= most);
    let ops = match best {
        Some((_, ops)) => ops,
        None => by_letters(snapshot, pattern, parts, index, &items)?,
    };
    let near = describe(snapshot, pattern, passage, index, &items, &ops)?;
    Some((cost(&ops), near))
}

/// Finds the nearest letters, for a few words none of which is in the copy: a typing error in a
/// name.
fn by_letters(
    snapshot: &Snapshot,
    pattern: &PassagePattern,
    parts: Range<usize>,
    index: &ChunkIndex,
    items: &[PassageItem],
) -> Option<Vec<Op>> {
    let range = pattern.parts[parts.start].start..pattern.parts[parts.end - 1].end;
    let words = &pattern.normal.text[range];
    if words.len() > 64 || items.iter().any(|i| i.wild) {
        return None;
    }
    let haystack = Haystack::known(&snapshot.text, &snapshot.normal);
    let near = nearest_letters(&haystack, words)?.range;
    let plain = |word: &Range<usize>| snapshot.normal.to_plain(&snapshot.text, word.clone());
    let start = index.words.partition_point(|w| plain(w).end <= near.start);
    let end = index.words.partition_point(|w| plain(w).start < near.end);
    Some(align(items, &snapshot.normal.text, &index.words, start..end.max(start)).1)
}

/// The words and brackets of a range of parts, as items.
fn items(pattern: &PassagePattern, parts: Range<usize>) -> Vec<PassageItem> {
    let text = pattern.normal.text.as_str();
    let mut items: Vec<PassageItem> = Vec::new();
    let (first, end) = (parts.start, parts.end);
    for part in parts {
        let range = pattern.parts[part].clone();
        let mut words: Vec<PassageItem> = chunks(&text[range.clone()])
            .map(|r| range.start + r.start..range.start + r.end)
            .map(|r| PassageItem::word(&text[r.clone()], r))
            .collect();
        if let Some(joint) = pattern.joint(part).filter(|j| part > first || j.attached()) {
            join(joint, &mut items, &mut words);
        }
        items.append(&mut words);
    }
    if let Some(joint) = pattern.joint(end).filter(|j| j.attached()) {
        join(joint, &mut items, &mut Vec::new());
    }
    items
}

/// Puts a joint between the words before it and those after it. A bracket within a word is merged
/// with the word. Punctuation that touches a mark is not a word of its own.
fn join(joint: &Joint, items: &mut Vec<PassageItem>, words: &mut Vec<PassageItem>) {
    if joint.inserts > 0 && !joint.attached() {
        let mut range = joint.range.clone();
        if joint.left == Touch::Bare
            && let Some(before) = items.pop_if(|i| !i.wild && !has_words(&i.text))
        {
            range.start = before.range.start;
        }
        if joint.right == Touch::Bare && words.first().is_some_and(|w| !has_words(&w.text)) {
            range.end = words.remove(0).range.end;
        }
        items.push(PassageItem::wild(range));
        return;
    }
    let left = (joint.left != Touch::Spaced).then(|| items.pop()).flatten();
    let take = joint.right != Touch::Spaced && !words.is_empty();
    let right = take.then(|| words.remove(0));
    let (head, tail) =
        (left.as_ref().map_or("", |i| &i.text), right.as_ref().map_or("", |i| &i.text));
    let start = left.as_ref().map_or(joint.range.start, |i| i.range.start);
    let end = right.as_ref().map_or(joint.range.end, |i| i.range.end);
    if joint.inserts > 0 {
        items.push(PassageItem {
            text: [head, &joint.content, tail].concat(),
            range: start..end,
            wild: false,
            bracket: Some(Bracket {
                head: head.to_owned(),
                tail: tail.to_owned(),
                most: joint.most_letters(),
            }),
        });
    } else if left.is_some() || right.is_some() {
        items.push(PassageItem::word(&[head, tail].concat(), start..end));
    }
}

/// The ranges of the copy's words in which the best alignment may lie, found by the longest run of
/// words without a bracket.
fn windows(index: &ChunkIndex, items: &[PassageItem]) -> Vec<Range<usize>> {
    let mut run = 0..0;
    let mut start = 0;
    for (i, item) in items.iter().enumerate() {
        if item.wild {
            start = i + 1;
        } else if i + 1 - start > run.len() {
            run = start..i + 1;
        }
    }
    let mut letters = vec![NOT_IN_PASSAGE; index.known.len()];
    let mut next = 0x80;
    let letters_of_run: Vec<char> = items[run.clone()]
        .iter()
        .map(|item| {
            let number = index.known.get(&core(&item.text).to_lowercase());
            let Some(letter) = number.and_then(|n| letters.get_mut(*n as usize)) else {
                return NOT_IN_COPY;
            };
            if *letter == NOT_IN_PASSAGE {
                next += 1;
                *letter = char::from_u32(next).unwrap_or(NOT_IN_COPY);
            }
            *letter
        })
        .collect();
    if letters_of_run.iter().all(|l| *l == NOT_IN_COPY) {
        return Vec::new();
    }
    let mut scores = Vec::with_capacity(index.numbers.len());
    let copy = index.numbers.iter().map(|n| letters[*n as usize]);
    distances(&letters_of_run, copy, |_, score| scores.push(score));
    let least = scores.iter().copied().min().unwrap_or(0);
    // A swap of two words costs one more in this search than in the alignment.
    let most = if least + 1 < run.len() { least + 1 } else { least };
    let margin = |items: &[PassageItem]| {
        3 + items.iter().map(|i| if i.wild { REACH.words } else { 1 }).sum::<usize>()
    };
    let before = margin(&items[..run.start]) + run.len() + most;
    let after = margin(&items[run.end..]);
    let mut windows: Vec<Range<usize>> = Vec::new();
    for (at, _) in scores.iter().enumerate().filter(|(_, score)| **score <= most) {
        let window = (at + 1).saturating_sub(before)..(at + 1 + after).min(scores.len());
        match windows.last_mut() {
            Some(last) if window.start <= last.end => last.end = window.end,
            _ => windows.push(window),
        }
    }
    windows
}

/// Converts an alignment into places of the passage and of the copy.
fn describe(
    snapshot: &Snapshot,
    pattern: &PassagePattern,
    passage: &str,
    index: &ChunkIndex,
    items: &[PassageItem],
    ops: &[Op],
) -> Option<Near> {
    let words = ops.iter().flat_map(|op| op.words.clone());
    let (first, last) = (words.clone().next()?, words.last()?);
    let ours = |range: &Range<usize>, at: usize| match (items.get(range.start), range.is_empty()) {
        (Some(item), false) => item.range.start..items[range.end - 1].range.end,
        (Some(item), true) => item.range.start..item.range.start,
        (None, _) => at..at,
    };
    let theirs = |range: &Range<usize>| match (index.words.get(range.start), range.is_empty()) {
        (Some(word), false) => word.start..index.words[range.end - 1].end,
        (Some(word), true) => word.start..word.start,
        (None, _) => snapshot.normal.text.len()..snapshot.normal.text.len(),
    };
    let end = items.last().map_or(0, |i| i.range.end);
    let mut changes: Vec<Difference> = Vec::new();
    let mut rest = ops;
    while let Some(start) = rest.iter().position(|op| op.cost > 0) {
        let length = rest[start..].iter().take_while(|op| op.cost > 0).count();
        let (from, to) = (&rest[start], &rest[start + length - 1]);
        let range = ours(&(from.items.start..to.items.end), end);
        let copy = theirs(&(from.words.start..to.words.end));
        let (range, copy) = trim(&pattern.normal.text, range, &snapshot.normal.text, copy);
        let edges = (from.items.start == 0, to.items.end == items.len());
        let copy = within(&snapshot.normal.text, copy, &pattern.normal.text[range.clone()], edges);
        changes.push(change(snapshot, pattern, passage, range, copy));
        rest = &rest[start + length..];
    }
    let range = theirs(&(first..last + 1));
    Some(Near::new(snapshot, range, changes))
}

fn change(
    snapshot: &Snapshot,
    pattern: &PassagePattern,
    passage: &str,
    range: Range<usize>,
    copy: Range<usize>,
) -> Difference {
    let range = pattern.to_plain(passage, range);
    let copy = match copy.is_empty() {
        true => String::new(),
        false => one_line(&snapshot.text[snapshot.normal.to_plain(&snapshot.text, copy)]),
    };
    Difference { passage: one_line(&passage[range.clone()]), range, copy }
}

/// Trims what two stretches have in common at either end, word by word and mark by mark.
fn trim(
    ours: &str,
    range: Range<usize>,
    theirs: &str,
    copy: Range<usize>,
) -> (Range<usize>, Range<usize>) {
    let (a, b) = (pieces(ours, range.clone()), pieces(theirs, copy.clone()));
    let same = |x: &Range<usize>, y: &Range<usize>| ours[x.clone()] == theirs[y.clone()];
    let head = a.iter().zip(&b).take_while(|(x, y)| same(x, y)).count();
    let (a, b) = (&a[head..], &b[head..]);
    let tail = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| same(x, y)).count();
    let stretch = |left: &[Range<usize>], whole: &Range<usize>| {
        let (kept, cut) = left.split_at(left.len() - tail);
        match (kept.first(), kept.last(), cut.first()) {
            (Some(first), Some(last), _) => first.start..last.end,
            (_, _, Some(next)) => next.start..next.start,
            _ => whole.end..whole.end,
        }
    };
    match (stretch(a, &range), stretch(b, &copy)) {
        // Only the spaces differ.
        (x, y) if x.is_empty() && y.is_empty() => (range, copy),
        trimmed => trimmed,
    }
}

/// Trims the copy's punctuation outside the passage's first and last words.
fn within(theirs: &str, copy: Range<usize>, ours: &str, edges: (bool, bool)) -> Range<usize> {
    let mark = |c: char| !c.is_alphanumeric() && !c.is_whitespace();
    let words = &theirs[copy.clone()];
    if !has_words(words) || !has_words(ours) {
        return copy;
    }
    let (mut start, mut end) = (copy.start, copy.end);
    if edges.0 && !ours.starts_with(mark) {
        start = end - words.trim_start_matches(mark).len();
    }
    if edges.1 && !ours.ends_with(mark) {
        end = copy.start + words.trim_end_matches(mark).len();
    }
    start..end
}

/// Splits text into words and single marks.
fn pieces(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut pieces: Vec<Range<usize>> = Vec::new();
    let mut in_word = false;
    let mut letters = text[range.clone()].char_indices().peekable();
    while let Some((i, c)) = letters.next() {
        let at = range.start + i;
        let joins = in_word
            && matches!(c, '\'' | '.' | ',')
            && letters.peek().is_some_and(|(_, c)| c.is_alphanumeric());
        let letter = c.is_alphanumeric() || joins;
        match pieces.last_mut() {
            Some(last) if letter && in_word => last.end = at + c.len_utf8(),
            _ if c.is_whitespace() => {}
            _ => pieces.push(at..at + c.len_utf8()),
        }
        in_word = letter;
    }
    pieces
}
