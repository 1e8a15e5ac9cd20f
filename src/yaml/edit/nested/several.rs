//! Adds several entries to a map at once.
//!
//! In go a text and entries that it lacks; out comes one edit. The first entry is put as any other is, and the rest
//! follow its manner: so the text is read as often for a thousand entries as for two.

use super::super::change::TreeStep;
use super::super::layout::{Laid, layout};
use super::super::lines::{indent_of, is_apart};
use super::super::only;
use super::super::value::{Manner, NewValue};
use super::super::{Edit, EditRefusal, apply, tree};
use super::{MARK, behind_mark, items, put};
use crate::yaml::Value;

/// The edit that adds `entries` to the map that a file is, in their order. No key of them is there yet.
pub fn add_all(text: &str, entries: &[(String, NewValue)]) -> Result<Edit, EditRefusal> {
    if let Some(text) = text.strip_prefix(MARK) {
        return add_all(text, entries).map(behind_mark);
    }
    let [(name, value), rest @ ..] = entries else {
        return Ok(Edit { range: text.len()..text.len(), text: String::new() });
    };
    // The first shows where the others go, and how far apart they stand.
    let mut edit = put(text, &[TreeStep::Key(name)], value)?;
    let laid = layout(text);
    let manner = Manner::of(text, laid.as_ref());
    let items = laid.as_ref().and_then(Laid::items).map(|(items, _)| &items.items[..]);
    let apart = match items {
        Some([.., before, last]) => is_apart(&text[before.range.end..last.range.start]),
        _ => matches!(value, NewValue::Map(_)),
    };
    if apart && items.is_some_and(|items| items.len() == 1) {
        let lead = edit.text.len() - edit.text.trim_start().len();
        edit.text.insert_str(lead, manner.line_break);
    }
    for (name, value) in rest {
        if apart {
            edit.text.push_str(manner.line_break);
        }
        edit.text.push_str(&manner.entry("", name, value));
        edit.text.push_str(manner.line_break);
    }
    let old = tree::read(text).ok_or(EditRefusal::Missing)?;
    let new = apply(text, std::slice::from_ref(&edit)).ok().and_then(|new| tree::read(&new));
    match new.is_some_and(|new| only::has_more(&old, &new, entries)) {
        true => Ok(edit),
        false => one_by_one(text, &old, entries),
    }
}

/// The edit that adds `entries` to the map below `key` of the map that a file is, which is made where there is none.
/// No key of them is there yet.
pub fn add_all_below(
    text: &str,
    key: &str,
    entries: &[(String, NewValue)],
) -> Result<Edit, EditRefusal> {
    if let Some(text) = text.strip_prefix(MARK) {
        return add_all_below(text, key, entries).map(behind_mark);
    }
    let [(name, value), rest @ ..] = entries else {
        return Ok(Edit { range: text.len()..text.len(), text: String::new() });
    };
    let old = tree::read(text).ok_or(EditRefusal::Missing)?;
    let is_there = old.entry(key).is_some_and(|node| !matches!(node.value, Value::Null));
    if !is_there {
        return put(text, &[TreeStep::Key(key)], &NewValue::Map(entries.to_vec()));
    }
    let path = |name| [TreeStep::Key(key), TreeStep::Key(name)];
    // The first shows where the others go, and how far they are indented.
    let mut edit = put(text, &path(name), value)?;
    let manner = Manner::of(text, layout(text).as_ref());
    let line = edit.text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let indent = indent_of(line, line.len() - line.trim_start().len());
    let begins = text[..edit.range.start].ends_with(['\n', '\r']);
    let lines = if begins { None } else { edit.text.strip_prefix(manner.line_break) };
    let apart = lines.unwrap_or(&edit.text).starts_with(['\n', '\r']);
    for (name, value) in rest {
        if apart {
            edit.text.push_str(manner.line_break);
        }
        edit.text.push_str(&indent);
        edit.text.push_str(&manner.entry(&indent, name, value));
        edit.text.push_str(manner.line_break);
    }
    let is_right = |new: &str| {
        tree::read(new).is_some_and(|new| only::has_more_below(&old, &new, key, entries))
    };
    if apply(text, std::slice::from_ref(&edit)).is_ok_and(|new| is_right(&new)) {
        return Ok(edit);
    }
    // Between braces, for example.
    let mut changed = text.to_owned();
    for (name, value) in entries {
        let edit = put(&changed, &path(name), value)?;
        changed = apply(&changed, &[edit]).map_err(|_| EditRefusal::Unreadable)?;
    }
    match is_right(&changed) {
        true => Ok(items::between(text, &changed)),
        false => Err(EditRefusal::Unreadable),
    }
}

/// The same where the lines of the first do not show how the others are typed: between braces, or indented.
fn one_by_one(
    text: &str,
    old: &crate::yaml::Node,
    entries: &[(String, NewValue)],
) -> Result<Edit, EditRefusal> {
    let mut changed = text.to_owned();
    for (name, value) in entries {
        let edit = put(&changed, &[TreeStep::Key(name)], value)?;
        changed = apply(&changed, &[edit]).map_err(|_| EditRefusal::Unreadable)?;
    }
    let new = tree::read(&changed);
    match new.is_some_and(|new| only::has_more(old, &new, entries)) {
        true => Ok(items::between(text, &changed)),
        false => Err(EditRefusal::Unreadable),
    }
}
