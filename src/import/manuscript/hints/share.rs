//! Tells whose words and places a remark gives where it names several sources.
//!
//! In go a text and where it names sources; out come the passages and locators of each. What stands right behind an
//! address is of it, where every address has its own; and what stands on a line with one address alone. Of all else
//! nobody said whose it is.

use super::given::{locator, locator_at, quotation_at, quoted};
use std::ops::Range;

/// Where a text names a source, and which.
pub(super) type NamedAt = (Range<usize>, usize);

/// What a text says of a source.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct SourceShare {
    pub passages: Vec<String>,
    pub locator: Option<String>,
}

impl SourceShare {
    /// What the whole of a text says.
    fn of(text: &str) -> Self {
        Self { passages: quoted(text), locator: locator(text) }
    }

    fn is_empty(&self) -> bool {
        self.passages.is_empty() && self.locator.is_none()
    }
}

/// What `text` says of the sources that it names, in the order of their names.
pub(super) fn shares(text: &str, names: &[NamedAt]) -> Vec<(usize, SourceShare)> {
    let Some((_, first)) = names.first() else { return Vec::new() };
    if names.iter().all(|(_, of)| of == first) {
        return vec![(*first, SourceShare::of(text))];
    }
    if let Some(shares) = behind_each(text, 0..text.len(), names) {
        return shares;
    }
    let mut all = Vec::new();
    let mut begin = 0;
    for line in text.split_inclusive('\n') {
        let range = begin..begin + line.len();
        begin = range.end;
        let of_line = |(at, _): &&NamedAt| range.contains(&at.start);
        let of_line: Vec<NamedAt> = names.iter().filter(of_line).cloned().collect();
        match &of_line[..] {
            [] => {}
            [(_, of)] => all.push((*of, SourceShare::of(line))),
            several => all.extend(behind_each(text, range, several).into_iter().flatten()),
        }
    }
    all
}

/// What stands right behind each of several names in `range`; `None` unless something does behind each, and nothing
/// before the first.
fn behind_each(
    text: &str,
    range: Range<usize>,
    names: &[NamedAt],
) -> Option<Vec<(usize, SourceShare)>> {
    let before = names.first().map_or("", |(at, _)| &text[range.start..at.start]);
    if !SourceShare::of(before).is_empty() {
        return None;
    }
    let ends = names.iter().skip(1).map(|(at, _)| at.start).chain([range.end]);
    let shares = names.iter().zip(ends).map(|((at, of), end)| {
        let share = right_behind(text.get(at.end..end)?);
        (!share.is_empty()).then_some((*of, share))
    });
    shares.collect()
}

/// The quotations and the place that `text` begins with.
fn right_behind(text: &str) -> SourceShare {
    let mut share = SourceShare::default();
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || ",;:.()[]-–—".contains(c));
        if let Some((words, behind)) = quotation_at(rest) {
            share.passages.extend(words);
            rest = behind;
            continue;
        }
        let ends = rest.match_indices(char::is_whitespace).map(|(at, _)| at).chain([rest.len()]);
        let ends: Vec<usize> = ends.take(2).collect();
        let begun = ends.last().map_or("", |end| &rest[..*end]);
        let words: Vec<&str> = begun.split_whitespace().collect();
        let Some((place, count)) = locator_at(&words) else { return share };
        share.locator.get_or_insert(place);
        rest = ends.get(count - 1).map_or("", |end| &rest[*end..]);
    }
}
