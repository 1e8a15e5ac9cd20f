//! Puts whole values into YAML, appends items to lists, and takes both out.
//!
//! In go a text, a path of keys and items, and a value; out comes an [`Edit`]. New lines look as the file
//! has them: its indent, its line ends, its dashes. Every edit is applied and read back before it is
//! returned: the tree must differ in what was asked alone.

mod added;
mod cut;
mod items;
mod several;

use super::change::TreeStep;
use super::layout::{Laid, LaidItem, LaidItems, Shape, layout, skip};
use super::lines::{below, deepened, indent_of};
use super::only::{AskedChange, differs};
use super::style::removals;
use super::value::{Manner, NewValue, column, is_nothing};
use super::{Edit, EditRefusal, apply, scalar, tree};
use added::{Added, added, at_end, lines_of, on_lines};
pub use cut::cut;
use items::{ItemEdits, items_put};
pub use several::{add_all, add_all_below};
use std::ops::Range;

/// A byte-order mark, which belongs to no line.
const MARK: char = '\u{feff}';

fn behind_mark(edit: Edit) -> Edit {
    let Range { start, end } = edit.range;
    Edit { range: start + MARK.len_utf8()..end + MARK.len_utf8(), ..edit }
}

/// The edit that gives what stands at `path` the value `value`. Maps that lack on the way are made. A
/// scalar is replaced in its style, a list item by item, anything else whole; a new key comes last in its
/// map.
pub fn put(text: &str, path: &[TreeStep], value: &NewValue) -> Result<Edit, EditRefusal> {
    if let Some(text) = text.strip_prefix(MARK) {
        return put(text, path, value).map(behind_mark);
    }
    let laid = layout(text);
    let found = FoundNode::at(text, laid.as_ref(), path)?;
    let manner = Manner::of(text, laid.as_ref());
    let edits = match (found.node, found.rest) {
        (Some(node), []) => {
            if let (Shape::Scalar(place), NewValue::Text(new) | NewValue::Word(new)) =
                (&node.shape, value)
                && !is_nothing(node)
            {
                return scalar(text, place.clone(), new);
            }
            if let (NewValue::List(new), Shape::List(_)) = (value, &node.shape)
                && let Some(edit) = items_put(text, path, new, &ItemEdits { put, append, take })
            {
                return checked(text, path, vec![edit], &AskedChange::Put(value));
            }
            refuse_anchors(text, node)?;
            found.replaced(text, &manner, value)
        }
        (node, [TreeStep::Key(key), rest @ ..]) => {
            let value = wrapped(rest, value)?;
            match node.map(|node| (node, &node.shape)) {
                Some((node, Shape::Map(items)))
                    if !(items.items.is_empty() && found.parent.is_some()) =>
                {
                    added(text, &manner, node, items, &Added::Entry(key, &value))
                }
                // Nothing, or `{}`.
                _ => {
                    let map = NewValue::Map(vec![((*key).to_owned(), value)]);
                    found.replaced(text, &manner, &map)
                }
            }
        }
        _ => return Err(EditRefusal::Missing),
    };
    checked(text, path, edits, &AskedChange::Put(value))
}

/// The edit that appends `value` to the list at `path`, which is made where there is none. A value that
/// is no list becomes its first item.
pub fn append(text: &str, path: &[TreeStep], value: &NewValue) -> Result<Edit, EditRefusal> {
    if let Some(text) = text.strip_prefix(MARK) {
        return append(text, path, value).map(behind_mark);
    }
    let laid = layout(text);
    let found = FoundNode::at(text, laid.as_ref(), path)?;
    let (Some(node), []) = (found.node, found.rest) else {
        return put(text, path, &NewValue::List(vec![value.clone()]));
    };
    if let (Some(name), Some(_)) = (&node.shared, node.items()) {
        return Err(EditRefusal::Shared(name.clone()));
    }
    let manner = Manner::of(text, laid.as_ref());
    let edits = match &node.shape {
        Shape::List(items) if !items.items.is_empty() => {
            added(text, &manner, node, items, &Added::Item(value))
        }
        Shape::List(_) => found.replaced(text, &manner, &NewValue::List(vec![value.clone()])),
        Shape::Scalar(_) if is_null(text, node) => {
            found.replaced(text, &manner, &NewValue::List(vec![value.clone()]))
        }
        _ => found.listed(text, &manner, value),
    };
    checked(text, path, edits, &AskedChange::Append(value))
}

/// The edit that takes out what stands at `path`: a key with its value, or an item. A comment behind its
/// last line stays.
pub fn take(text: &str, path: &[TreeStep]) -> Result<Edit, EditRefusal> {
    if let Some(text) = text.strip_prefix(MARK) {
        return take(text, path).map(behind_mark);
    }
    let laid = layout(text);
    let found = FoundNode::at(text, laid.as_ref(), path)?;
    let (Some(node), [], Some((items, at))) = (found.node, found.rest, found.parent) else {
        return Err(EditRefusal::Missing);
    };
    refuse_anchors(text, node)?;
    let item = &items.items[at];
    let range = match items.flow && item.head.is_empty() {
        true => item.value.range.clone(),
        false => item.range.clone(),
    };
    checked(text, path, removals(text, range, items.flow, at == 0), &AskedChange::Take)
}

/// What a path leads to.
struct FoundNode<'l, 's> {
    /// What stands there, as far as it goes.
    node: Option<&'l Laid>,
    /// The list or map that it is in, and the index in it.
    parent: Option<(&'l LaidItems, usize)>,
    /// The steps for which there is nothing.
    rest: &'s [TreeStep<'s>],
}

impl<'l, 's> FoundNode<'l, 's> {
    fn at(
        text: &str,
        root: Option<&'l Laid>,
        path: &'s [TreeStep<'s>],
    ) -> Result<Self, EditRefusal> {
        let mut found = Self { node: root, parent: None, rest: path };
        while let (Some(node), [step, rest @ ..]) = (found.node, found.rest) {
            let items = node.items().filter(|(items, map)| *map || !items.items.is_empty());
            let at = match (items, step) {
                (Some((items, true)), TreeStep::Key(key)) => {
                    items.items.iter().position(|i| i.name == *key)
                }
                (Some((items, false)), TreeStep::Item(at)) => {
                    Some(*at).filter(|at| *at < items.items.len())
                }
                (None | Some((_, true)), TreeStep::Item(0)) => {
                    found.rest = rest;
                    continue;
                }
                (None, TreeStep::Key(_)) if is_null(text, node) => None,
                _ => return Err(EditRefusal::Missing),
            };
            if let Some(name) = &node.shared {
                return Err(EditRefusal::Shared(name.clone()));
            }
            let (Some((items, _)), Some(at)) = (items, at) else {
                return match step {
                    TreeStep::Key(_) => Ok(found),
                    TreeStep::Item(_) => Err(EditRefusal::Missing),
                };
            };
            found = Self { node: Some(&items.items[at].value), parent: Some((items, at)), rest };
        }
        Ok(found)
    }

    /// The candidates that put `value` in the place of the node.
    fn replaced(&self, text: &str, manner: &Manner, value: &NewValue) -> Vec<Edit> {
        let Some(node) = self.node else {
            return vec![at_end(text, manner, &lines_of(manner, "", value))];
        };
        let Some((items, at)) = self.parent else {
            return vec![
                at_end(text, manner, &lines_of(manner, "", value)),
                Edit { range: node.range.clone(), text: value.in_flow() },
            ];
        };
        let item = &items.items[at];
        if items.flow {
            let (range, line) = (node.range.clone(), value.in_flow());
            return ["", " ", ": "]
                .map(|between| Edit { range: range.clone(), text: format!("{between}{line}") })
                .into();
        }
        let indent = indent_of(text, item.range.start);
        let Some(from) = behind_head(text, item) else { return Vec::new() };
        if item.name.is_empty() && text[item.head.clone()] == *"-" {
            return vec![Edit { range: item.range.clone(), text: manner.item(&indent, value) }];
        }
        let dash = match &node.shape {
            Shape::List(items) if !items.flow => items
                .items
                .first()
                .and_then(|first| column(text, first.head.start).checked_sub(indent.len())),
            _ => None,
        };
        let typed = manner.value(&indent, value, column(text, from), dash.unwrap_or(manner.dash));
        let lines = typed.strip_prefix(manner.line_break);
        let mut edits = Vec::new();
        let between = text.get(from..node.range.start).unwrap_or("");
        match lines {
            // A comment beside the key stays there.
            Some(lines) if is_nothing(node) => {
                edits.push(on_lines(text, below(text, from, indent.len() + 1), manner, lines));
            }
            Some(lines) if between.contains(['\n', '\r']) => {
                let start = node.range.start - column(text, node.range.start);
                edits.push(Edit { range: start..node.range.end, text: lines.to_owned() });
            }
            _ => {}
        }
        // A comment behind it would be a part of a literal block.
        let line = format!(" {}", value.in_flow());
        edits.extend([typed, line].map(|text| Edit { range: from..node.range.end, text }));
        edits
    }

    /// The candidates that make a list of the node, which is none, with `value` as its second item.
    fn listed(&self, text: &str, manner: &Manner, value: &NewValue) -> Vec<Edit> {
        let (Some(node), Some((items, at))) = (self.node, self.parent) else { return Vec::new() };
        let range = node.range.clone();
        if items.flow {
            let typed = format!("[{}, {}]", &text[range.clone()], value.in_flow());
            return vec![Edit { range, text: typed }];
        }
        let item = &items.items[at];
        let Some(from) = behind_head(text, item) else { return Vec::new() };
        let between = &text[from..range.start];
        let (start, head, indent, deeper) = match between.contains(['\n', '\r']) {
            true => (range.start, String::new(), indent_of(text, range.start), 2),
            false => {
                let deeper = if item.name.is_empty() { 2 } else { manner.dash };
                let indent = indent_of(text, item.range.start) + &" ".repeat(deeper);
                (from, format!("{}{indent}", manner.line_break), indent, deeper + 2)
            }
        };
        let end = below(text, range.end, indent.len());
        let old = deepened(&text[range.clone()], &" ".repeat(deeper));
        let rest = &text[range.end..end];
        let next = on_lines(text, end, manner, &format!("{indent}{}", manner.item(&indent, value)));
        vec![Edit { range: start..end, text: format!("{head}- {old}{rest}{}", next.text) }]
    }
}

/// The byte behind the colon or the dash of an item.
fn behind_head(text: &str, item: &LaidItem) -> Option<usize> {
    if text[item.head.clone()] == *"-" && item.name.is_empty() {
        return Some(item.head.end);
    }
    let at = skip(text, item.head.end);
    text[at..].starts_with(':').then_some(at + 1)
}

/// `value` below the keys `path`.
fn wrapped(path: &[TreeStep], value: &NewValue) -> Result<NewValue, EditRefusal> {
    match path {
        [] => Ok(value.clone()),
        [TreeStep::Key(key), rest @ ..] => {
            Ok(NewValue::Map(vec![((*key).to_owned(), wrapped(rest, value)?)]))
        }
        [TreeStep::Item(_), ..] => Err(EditRefusal::Missing),
    }
}

fn is_null(text: &str, node: &Laid) -> bool {
    let typed = text.get(node.range.clone()).unwrap_or("").trim();
    matches!(node.shape, Shape::Scalar(_)) && matches!(typed, "" | "~" | "null" | "Null" | "NULL")
}

/// Refuses what has an anchor that an alias repeats elsewhere. An alias itself may go.
fn refuse_anchors(text: &str, node: &Laid) -> Result<(), EditRefusal> {
    let alias = text.get(node.range.clone()).unwrap_or("").starts_with('*');
    match &node.shared {
        Some(name) if !alias => Err(EditRefusal::Shared(name.clone())),
        _ => {
            let inner = node.items().into_iter().flat_map(|(items, _)| &items.items);
            inner.into_iter().try_for_each(|item| refuse_anchors(text, &item.value))
        }
    }
}

/// The first of `edits` after which the tree differs in what was asked alone.
fn checked(
    text: &str,
    path: &[TreeStep],
    edits: Vec<Edit>,
    asked: &AskedChange,
) -> Result<Edit, EditRefusal> {
    let old = tree::read(text).ok_or(EditRefusal::Missing)?;
    let holds = |edit: &Edit| {
        let new = apply(text, std::slice::from_ref(edit)).ok().and_then(|new| tree::read(&new));
        new.is_some_and(|new| differs(&old, &new, path, asked))
    };
    edits.into_iter().find(holds).ok_or(EditRefusal::Unreadable)
}

#[cfg(test)]
mod tests;
