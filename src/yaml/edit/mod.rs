//! Edits YAML and leaves every other byte unchanged.
//!
//! In go a text, the place of a scalar, a key or a map in it, and new words; out comes an [`Edit`],
//! or an [`EditRefusal`] that says why none is possible. The new words take over the style of the
//! old ones: quotes, indicators, indentation and line endings. Quotes are added only if they are
//! required. YAML has many corner cases, so every edit is applied and parsed before it is returned:
//! the tree must differ only in what was to change.
//!
//! A place is a range of bytes in the text. Spans such as [`Node::span`] and [`Key::span`] are
//! relative to the file, so the offset of the text in its file must be subtracted.
//!
//! [`Node::span`]: crate::yaml::Node::span
//! [`Key::span`]: crate::yaml::Key::span

mod change;
mod layout;
mod lines;
mod nested;
mod only;
mod style;
mod tree;
mod value;

pub use change::{Edit, TreeStep};
pub use nested::{add_all, add_all_below, append, cut, put, take};
pub use tree::{read, value_at};
pub use value::{Manner, NewValue};

use crate::yaml::typed::{self, Scalar, Style};
use std::fmt;
use std::ops::Range;
use tree::Change;

/// The reason why a text cannot be changed in place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EditRefusal {
    /// There is no scalar, or no key, at the place.
    Missing,
    /// The target, or a list or map that it stands in, has an anchor that an alias repeats; or the
    /// target is an alias of such a list or map. Holds the name of the anchor.
    Shared(String),
    /// The map already has the key.
    Taken(String),
    /// In no style do the words read back unchanged.
    Unreadable,
}

impl fmt::Display for EditRefusal {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("there are no words of YAML at this place"),
            Self::Shared(name) => write!(f, "`*{name}` uses the same words elsewhere"),
            Self::Taken(name) => write!(f, "the key `{name}` stands here already"),
            Self::Unreadable => f.write_str("the new words cannot be typed in this place"),
        }
    }
}

/// The edit that gives the scalar at `range` of `text` the value `new`, in its existing style. An
/// alias becomes a scalar of its own. Literal text (`|`) becomes one line, because a line break
/// would be part of the value.
pub fn scalar(text: &str, range: Range<usize>, new: &str) -> Result<Edit, EditRefusal> {
    let scalars = typed::scalars(text);
    let at = scalars.iter().find(|s| s.key.is_none() && s.is_at(&range));
    rewrite(text, at.ok_or(EditRefusal::Missing)?, new, &Change::Value { at: &range, new })
}

/// The edit that renames the key at `range` of `text`, in its existing style.
pub fn key(text: &str, range: Range<usize>, new: &str) -> Result<Edit, EditRefusal> {
    let scalars = typed::scalars(text);
    let at = scalars.iter().find(|s| s.key.is_some() && s.is_at(&range));
    rewrite(text, at.ok_or(EditRefusal::Missing)?, new, &Change::Key { at: &range, new })
}

/// The edits that turn the entry with the scalar value at `range` of `text` into `name: value`.
pub fn entry(
    text: &str,
    range: Range<usize>,
    name: &str,
    value: &str,
) -> Result<[Edit; 2], EditRefusal> {
    let scalars = typed::scalars(text);
    let (at, _) = entry_at(&scalars, &range).ok_or(EditRefusal::Missing)?;
    let place = at.words..at.range.end;
    Ok([key(text, place, name)?, scalar(text, range, value)?])
}

/// The key and the value of the entry with the scalar value at `range`: the key is the scalar before the
/// value; an item of a list has none.
fn entry_at<'s>(scalars: &'s [Scalar], range: &Range<usize>) -> Option<(&'s Scalar, &'s Scalar)> {
    let at = scalars.iter().position(|s| s.key.is_none() && s.is_at(range))?;
    let key = scalars.get(at.checked_sub(1)?).filter(|key| key.key.is_some())?;
    Some((key, &scalars[at]))
}

/// The edit that inserts `name: value` as the first entry of the map that has a key at `range` of
/// `text`: on a line of its own in block style, directly after the brace in flow style.
pub fn insert_before(
    text: &str,
    range: Range<usize>,
    name: &str,
    value: &str,
) -> Result<Edit, EditRefusal> {
    let scalars = typed::scalars(text);
    let at = scalars.iter().find(|s| s.is_at(&range));
    let at = at.and_then(|s| Some((s, scalars.get(s.key?)?)));
    let (at, first) = at.ok_or(EditRefusal::Missing)?;
    let edits = style::entries(text, first, name, value);
    checked(text, at, edits, &Change::Entry { beside: &range, name, value })
}

/// The edit that removes the entry with the scalar value at `range` of `text` from its map, with its line
/// where it has one of its own. A comment on that line stays.
pub fn remove(text: &str, range: Range<usize>) -> Result<Edit, EditRefusal> {
    let scalars = typed::scalars(text);
    let (key, at) = entry_at(&scalars, &range).ok_or(EditRefusal::Missing)?;
    let first = key.key.is_some_and(|first| scalars[first].start == key.start);
    let edits = style::removals(text, key.start..at.range.end, key.flow, first);
    checked(text, at, edits, &Change::Removal { at: &range })
}

fn rewrite(text: &str, at: &Scalar, new: &str, change: &Change) -> Result<Edit, EditRefusal> {
    let edit = |text| Edit { range: at.range.clone(), text };
    checked(text, at, style::scalars(text, at, new).into_iter().map(edit).collect(), change)
}

/// The first of `edits` after which the tree differs only in `change`.
fn checked(
    text: &str,
    at: &Scalar,
    edits: Vec<Edit>,
    change: &Change,
) -> Result<Edit, EditRefusal> {
    let old = tree::read(text).ok_or(EditRefusal::Missing)?;
    if let Some(name) = tree::taken(&old, change) {
        return Err(EditRefusal::Taken(name.to_owned()));
    }
    if let Some(name) = &at.shared {
        return Err(EditRefusal::Shared(name.clone()));
    }
    let holds = |edit: &Edit| {
        let new = apply(text, std::slice::from_ref(edit)).ok().and_then(|new| tree::read(&new));
        new.is_some_and(|new| tree::is_only(&old, &new, change))
    };
    edits.into_iter().find(holds).ok_or_else(|| match at.style {
        // Words can replace an alias unless it refers to a list or a map.
        Style::Alias => {
            let alias = text.get(at.range.clone()).unwrap_or("");
            EditRefusal::Shared(alias.trim_start_matches('*').to_owned())
        }
        _ => EditRefusal::Unreadable,
    })
}

/// The bytes that two edits change, or that are not whole characters of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misplaced(pub Range<usize>);

impl fmt::Display for Misplaced {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let Range { start, end } = self.0;
        write!(f, "the change to bytes {start} to {end} meets another, or cuts a character")
    }
}

/// Applies all `edits` to `text`, in any order. They must not overlap. Insertions at the same place
/// keep their order.
pub fn apply(text: &str, edits: &[Edit]) -> Result<String, Misplaced> {
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    sorted.sort_by_key(|edit| (edit.range.start, edit.range.end));
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for Edit { range, text: new } in sorted {
        let whole = text.get(range.clone()).and(text.get(done..range.start));
        let before = whole.ok_or_else(|| Misplaced(range.clone()))?;
        out.push_str(before);
        out.push_str(new);
        done = range.end;
    }
    // `done` is the end of a range of the text, so the slice always exists.
    out.push_str(text.get(done..).unwrap_or(""));
    Ok(out)
}

#[cfg(test)]
mod tests;
