//! Changes to YAML that leave every other byte as it was.
//!
//! In go a text, the place of a scalar, a key or a map in it, and new words; out comes an [`Edit`],
//! or a [`EditRefusal`] that says why there is none. The new words are typed as the old ones were:
//! with the same quotes, indicators, indentation and line endings, in quotes only where they cannot
//! stand without. YAML has more corners than anyone remembers, so no edit is handed out before it
//! was made and read back: the tree must be the old one but for what was to change.
//!
//! A place is a range of bytes in the text, as [`Node::span`] and [`Key::span`] have it, less what
//! stands before the text in its file.
//!
//! [`Node::span`]: crate::yaml::Node::span
//! [`Key::span`]: crate::yaml::Key::span

mod change;
mod style;
mod tree;

pub use change::Edit;

use crate::yaml::typed::{self, Scalar, Style};
use std::fmt;
use std::ops::Range;
use tree::Change;

/// Why a text cannot be changed in place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EditRefusal {
    /// There is no scalar, or no key, at the place.
    Missing,
    /// What would change has an anchor, or stands in a list or map that has one, and an alias
    /// repeats it; or it is itself what an alias repeats of such a list or map. The name.
    Shared(String),
    /// The map has the key already.
    Taken(String),
    /// However the words are typed, they do not read back as they are.
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

/// The edit that makes the scalar at `range` of `text` read `new`, in the style in which it is
/// typed. An alias becomes a scalar of its own. Words below a `|` come to stand on one line, since
/// a line break there would be one of the words.
pub fn scalar(text: &str, range: Range<usize>, new: &str) -> Result<Edit, EditRefusal> {
    let scalars = typed::scalars(text);
    let at = scalars.iter().find(|s| s.key.is_none() && s.is_at(&range));
    rewrite(text, at.ok_or(EditRefusal::Missing)?, new, &Change::Value { at: &range, new })
}

/// The edit that renames the key at `range` of `text`, in the style in which it is typed.
pub fn key(text: &str, range: Range<usize>, new: &str) -> Result<Edit, EditRefusal> {
    let scalars = typed::scalars(text);
    let at = scalars.iter().find(|s| s.key.is_some() && s.is_at(&range));
    rewrite(text, at.ok_or(EditRefusal::Missing)?, new, &Change::Key { at: &range, new })
}

/// The edit that inserts `name: value` as the first entry of the map that has a key at `range` of
/// `text`: on a line of its own in a map in lines, right after the brace in a map in braces.
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

fn rewrite(text: &str, at: &Scalar, new: &str, change: &Change) -> Result<Edit, EditRefusal> {
    let edit = |text| Edit { range: at.range.clone(), text };
    checked(text, at, style::scalars(text, at, new).into_iter().map(edit).collect(), change)
}

/// The first of `edits` after which the tree is the old one but for `change`.
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
        // Words can take the place of an alias unless it stands for a list or a map.
        Style::Alias => {
            let alias = text.get(at.range.clone()).unwrap_or("");
            EditRefusal::Shared(alias.trim_start_matches('*').to_owned())
        }
        _ => EditRefusal::Unreadable,
    })
}

/// The bytes of an edit that another edit changes as well, or that are no whole characters of the
/// text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misplaced(pub Range<usize>);

impl fmt::Display for Misplaced {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let Range { start, end } = self.0;
        write!(f, "the change to bytes {start} to {end} meets another, or cuts a character")
    }
}

/// `text` with all `edits` made, in whatever order they come. They must not overlap; of those that
/// insert at the same place, the first comes first.
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
    // `done` is the end of a range that was cut from the text, so this is never empty-handed.
    out.push_str(text.get(done..).unwrap_or(""));
    Ok(out)
}

#[cfg(test)]
mod tests;
