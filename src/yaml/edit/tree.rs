//! Checks that two trees differ in one change only.
//!
//! In go the old tree, the new tree, and the requested [`Change`]; out comes whether it was made
//! and nothing else. Places are not compared.

use super::change::TreeStep;
use crate::source::Files;
use crate::yaml::{self, Node, Value};
use std::ops::Range;

/// The requested change. Places are those of the old tree.
pub enum Change<'c> {
    /// A new text for the value at `at`.
    Value {
        /// Where the value stands.
        at: &'c Range<usize>,
        /// Its new text.
        new: &'c str,
    },
    /// A new name for the key at `at`.
    Key {
        /// Where the key stands.
        at: &'c Range<usize>,
        /// Its new name.
        new: &'c str,
    },
    /// A new first entry of the map that has a key at `beside`.
    Entry {
        /// The place of that key.
        beside: &'c Range<usize>,
        /// The new key.
        name: &'c str,
        /// Its text.
        value: &'c str,
    },
    /// No more entry with the value at `at`.
    Removal {
        /// Where the value stands.
        at: &'c Range<usize>,
    },
}

/// Parses `text`.
pub fn read(text: &str) -> Option<Node> {
    let file = Files::default().add("", "");
    yaml::parse(text, file, 0).ok()
}

/// The value that a path leads to.
pub fn value_at<'n>(node: &'n Node, path: &[TreeStep]) -> Option<&'n Node> {
    let [step, rest @ ..] = path else { return Some(node) };
    match (&node.value, step) {
        (_, TreeStep::Key(name)) => value_at(node.entry(name)?, rest),
        (Value::List(items), TreeStep::Item(at)) => value_at(items.get(*at)?, rest),
        // A value that is no list is its own first item.
        (_, TreeStep::Item(0)) => value_at(node, rest),
        _ => None,
    }
}

/// True if `new` differs from `old` only in `change`, made exactly once.
pub fn is_only(old: &Node, new: &Node, change: &Change) -> bool {
    let mut made = 0;
    same(old, new, change, &mut made) && made == 1
}

fn same(old: &Node, new: &Node, change: &Change, made: &mut usize) -> bool {
    if let Change::Value { at, new: words } = change
        && old.span.range() == **at
        && matches!(old.value, Value::Text(_) | Value::Null)
    {
        *made += 1;
        return matches!(&new.value, Value::Text(now) if reads(now, words));
    }
    match (&old.value, &new.value) {
        (Value::Null, Value::Null) => true,
        (Value::Text(old), Value::Text(new)) => old == new,
        (Value::List(old), Value::List(new)) => {
            old.len() == new.len() && old.iter().zip(new).all(|(o, n)| same(o, n, change, made))
        }
        (Value::Map(old), Value::Map(new)) => {
            let mut rest = new.as_slice();
            if let Change::Entry { beside, name, value } = change
                && old.iter().any(|(key, _)| key.span.range() == **beside)
            {
                *made += 1;
                let Some(((key, node), others)) = rest.split_first() else { return false };
                rest = others;
                if key.name != *name || !matches!(&node.value, Value::Text(now) if now == value) {
                    return false;
                }
            }
            let is_removed =
                |node: &Node| matches!(change, Change::Removal { at } if node.span.range() == **at);
            let kept = || old.iter().filter(|(_, node)| !is_removed(node));
            let count = kept().count();
            *made += old.len() - count;
            count == rest.len()
                && kept().zip(rest).all(|((old_key, o), (new_key, n))| {
                    let name = match change {
                        Change::Key { at, new } if old_key.span.range() == **at => {
                            *made += 1;
                            *new
                        }
                        _ => &old_key.name,
                    };
                    new_key.name == name && same(o, n, change, made)
                })
        }
        _ => false,
    }
}

/// True if `now` equals `new`. In block scalars, line breaks around the text belong to the style.
fn reads(now: &str, new: &str) -> bool {
    now == new || now.trim_matches('\n') == new
}

/// The name that `change` would give to a key if its map already has that name.
pub fn taken<'c>(old: &Node, change: &Change<'c>) -> Option<&'c str> {
    let (at, name) = match *change {
        Change::Value { .. } | Change::Removal { .. } => return None,
        Change::Key { at, new } => (at, new),
        Change::Entry { beside, name, .. } => (beside, name),
    };
    let renames = matches!(change, Change::Key { .. });
    let entries = entries_with(old, at)?;
    let others = entries.iter().filter(|(key, _)| !(renames && key.span.range() == *at));
    others.map(|(key, _)| &key.name).any(|other| other == name).then_some(name)
}

/// The entries of the map that has a key at `at`.
fn entries_with<'n>(node: &'n Node, at: &Range<usize>) -> Option<&'n [(yaml::Key, Node)]> {
    match &node.value {
        Value::Null | Value::Text(_) => None,
        Value::List(items) => items.iter().find_map(|item| entries_with(item, at)),
        Value::Map(entries) if entries.iter().any(|(key, _)| key.span.range() == *at) => {
            Some(entries)
        }
        Value::Map(entries) => entries.iter().find_map(|(_, value)| entries_with(value, at)),
    }
}
