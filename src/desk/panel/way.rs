//! The way to a value in a YAML file.
//!
//! In go a tree and a place in it; out comes the path of keys and items that leads there, for
//! [`crate::yaml::edit`] and for the names of fields.

use crate::source::Span;
use crate::yaml::edit::{self, TreeStep};
use crate::yaml::{Node, Value};

/// A step of a way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Crumb {
    /// A key.
    Key(String),
    /// An item of a list.
    Item(usize),
}

/// A way into a file.
pub type Way = Vec<Crumb>;

/// The steps of a way.
pub fn steps(way: &[Crumb]) -> Vec<TreeStep<'_>> {
    way.iter().map(Crumb::step).collect()
}

impl Crumb {
    fn step(&self) -> TreeStep<'_> {
        match self {
            Self::Key(name) => TreeStep::Key(name),
            Self::Item(at) => TreeStep::Item(*at),
        }
    }
}

/// `way`, and the key `name`.
pub fn with_key(way: &[Crumb], name: &str) -> Way {
    [way, &[Crumb::Key(name.to_owned())]].concat()
}

/// The value that a way leads to.
pub fn value_at<'n>(node: &'n Node, way: &[Crumb]) -> Option<&'n Node> {
    edit::value_at(node, &steps(way))
}

/// The way to the record whose id stands at `id`: the value of that key, or the map that holds it as its
/// `id`.
pub fn record_at(node: &Node, id: Span) -> Option<Way> {
    let below = |crumb: Crumb, node| record_at(node, id).map(|way| [vec![crumb], way].concat());
    match &node.value {
        Value::Null | Value::Text(_) => None,
        Value::List(items) => {
            items.iter().enumerate().find_map(|(i, item)| below(Crumb::Item(i), item))
        }
        Value::Map(entries) => {
            if entries.iter().any(|(key, value)| key.name == "id" && value.span == id) {
                return Some(Vec::new());
            }
            entries.iter().find_map(|(key, value)| match key.span == id {
                true => Some(vec![Crumb::Key(key.name.clone())]),
                false => below(Crumb::Key(key.name.clone()), value),
            })
        }
    }
}

/// The way to what stands at byte `at`, as deep as it goes.
pub fn way_at(node: &Node, at: u32) -> Way {
    let (crumb, inner) = match &node.value {
        Value::Null | Value::Text(_) => return Vec::new(),
        Value::List(items) => match items.iter().rposition(|item| item.span.start <= at) {
            Some(i) => (Crumb::Item(i), &items[i]),
            None => return Vec::new(),
        },
        Value::Map(entries) => match entries.iter().rfind(|(key, _)| key.span.start <= at) {
            Some((key, value)) => (Crumb::Key(key.name.clone()), value),
            None => return Vec::new(),
        },
    };
    let below = if inner.span.start <= at { way_at(inner, at) } else { Vec::new() };
    [vec![crumb], below].concat()
}
