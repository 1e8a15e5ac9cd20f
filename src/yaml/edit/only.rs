//! Checks that two trees differ in one change below a path, and in nothing else.

use super::change::TreeStep;
use super::value::NewValue;
use crate::yaml::{Key, Node, Value};

/// What was asked for at the end of a path.
pub enum AskedChange<'a> {
    /// This value is there.
    Put(&'a NewValue),
    /// The list there has this item more at its end. What was no list is its first item.
    Append(&'a NewValue),
    /// What was there is gone.
    Take,
}

/// True if `new` differs from `old` in what was asked for at `path`, and in nothing else.
pub fn differs(old: &Node, new: &Node, path: &[TreeStep], asked: &AskedChange) -> bool {
    let [step, rest @ ..] = path else { return ends_in(old, new, asked) };
    let gone = rest.is_empty() && matches!(asked, AskedChange::Take);
    match (&old.value, &new.value, step) {
        (Value::Map(o), Value::Null, TreeStep::Key(key)) => {
            gone && o.len() == 1 && o[0].0.name == *key
        }
        (Value::List(o), Value::Null, TreeStep::Item(0)) => gone && o.len() == 1,
        (Value::Null, Value::Map(n), TreeStep::Key(key)) => {
            n.len() == 1 && n[0].0.name == *key && is_new(&n[0].1, rest, asked)
        }
        (Value::Map(o), Value::Map(n), TreeStep::Key(key)) => {
            match o.iter().position(|(k, _)| k.name == *key) {
                Some(at) => in_row(o, n, at, gone, &entry, &|(_, o), (k, n)| {
                    k.name == *key && differs(o, n, rest, asked)
                }),
                None => {
                    let Some(((k, value), before)) = n.split_last() else { return false };
                    let kept =
                        before.len() == o.len() && o.iter().zip(before).all(|(o, n)| entry(o, n));
                    kept && k.name == *key && is_new(value, rest, asked)
                }
            }
        }
        (Value::List(o), Value::List(n), TreeStep::Item(at)) => {
            *at < o.len() && in_row(o, n, *at, gone, &equal, &|o, n| differs(o, n, rest, asked))
        }
        // Where a key may hold several values, one is written without a list.
        (_, _, TreeStep::Item(0)) if !gone => differs(old, new, rest, asked),
        _ => false,
    }
}

/// True if `new` is the map `old` with `entries` at its end.
pub fn has_more(old: &Node, new: &Node, entries: &[(String, NewValue)]) -> bool {
    let old: &[(Key, Node)] = match &old.value {
        Value::Map(old) => old,
        Value::Null => &[],
        _ => return false,
    };
    let Value::Map(new) = &new.value else { return false };
    let is_new = |((name, value), (key, node)): (&(String, NewValue), &(Key, Node))| {
        key.name == *name && value.is(node)
    };
    new.len() == old.len() + entries.len()
        && old.iter().zip(new).all(|(o, n)| entry(o, n))
        && entries.iter().zip(&new[old.len()..]).all(is_new)
}

/// True if `new` is the map `old` with `entries` at the end of the map below `key`, and nothing else is changed.
pub fn has_more_below(old: &Node, new: &Node, key: &str, entries: &[(String, NewValue)]) -> bool {
    let (Value::Map(old), Value::Map(new)) = (&old.value, &new.value) else { return false };
    let is_same = |((o, old), (n, new)): (&(Key, Node), &(Key, Node))| {
        o.name == n.name
            && if o.name == key { has_more(old, new, entries) } else { equal(old, new) }
    };
    old.len() == new.len() && old.iter().zip(new).all(is_same)
}

fn ends_in(old: &Node, new: &Node, asked: &AskedChange) -> bool {
    match (asked, &old.value, &new.value) {
        (AskedChange::Put(value), ..) => value.is(new),
        (AskedChange::Append(item), Value::Null, Value::List(n)) => n.len() == 1 && item.is(&n[0]),
        (AskedChange::Append(item), Value::List(o), Value::List(n)) => match n.split_last() {
            Some((last, before)) => {
                item.is(last)
                    && before.len() == o.len()
                    && o.iter().zip(before).all(|(o, n)| equal(o, n))
            }
            None => false,
        },
        (AskedChange::Append(item), _, Value::List(n)) => {
            n.len() == 2 && equal(old, &n[0]) && item.is(&n[1])
        }
        _ => false,
    }
}

/// True if `n` is `o` without the item `at` where that is `gone`, and otherwise with it changed.
fn in_row<T>(
    o: &[T],
    n: &[T],
    at: usize,
    gone: bool,
    same: &dyn Fn(&T, &T) -> bool,
    changed: &dyn Fn(&T, &T) -> bool,
) -> bool {
    let after = at + usize::from(!gone);
    n.len() + usize::from(gone) == o.len()
        && o[..at].iter().zip(n).all(|(o, n)| same(o, n))
        && o[at + 1..].iter().zip(&n[after..]).all(|(o, n)| same(o, n))
        && (gone || changed(&o[at], &n[at]))
}

/// True if `node` is what is put at the end of `path`, of which nothing was there.
fn is_new(node: &Node, path: &[TreeStep], asked: &AskedChange) -> bool {
    match (path, &node.value, asked) {
        ([], _, AskedChange::Put(value)) => value.is(node),
        ([TreeStep::Key(key), rest @ ..], Value::Map(n), _) => {
            n.len() == 1 && n[0].0.name == *key && is_new(&n[0].1, rest, asked)
        }
        _ => false,
    }
}

fn entry(old: &(Key, Node), new: &(Key, Node)) -> bool {
    old.0.name == new.0.name && equal(&old.1, &new.1)
}

/// True if two trees are the same; places do not count.
fn equal(old: &Node, new: &Node) -> bool {
    match (&old.value, &new.value) {
        (Value::Null, Value::Null) => true,
        (Value::Text(o), Value::Text(n)) => o == n,
        (Value::List(o), Value::List(n)) => {
            o.len() == n.len() && o.iter().zip(n).all(|(o, n)| equal(o, n))
        }
        (Value::Map(o), Value::Map(n)) => {
            o.len() == n.len() && o.iter().zip(n).all(|(o, n)| entry(o, n))
        }
        _ => false,
    }
}
