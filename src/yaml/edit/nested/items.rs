//! Changes lists item by item.
//!
//! In go a text, the path of a list and its new items; out comes one edit, which leaves the bytes of
//! every item that stays. How one item is put, added and taken is handed in.

use crate::yaml::edit::tree::{self, value_at};
use crate::yaml::edit::{Edit, EditRefusal, NewValue, TreeStep, apply};
use crate::yaml::{Node, Value};

type Edited = Result<Edit, EditRefusal>;

/// How single items of a list are edited.
pub(super) struct ItemEdits {
    pub(super) put: fn(&str, &[TreeStep], &NewValue) -> Edited,
    pub(super) append: fn(&str, &[TreeStep], &NewValue) -> Edited,
    pub(super) take: fn(&str, &[TreeStep]) -> Edited,
}

/// The edit that makes the list at `path` hold `new`: items that differ are changed, more come last, and
/// those that are too many go; all others stay as they are typed. `None` where it is to be typed anew.
pub(super) fn items_put(
    text: &str,
    path: &[TreeStep],
    new: &[NewValue],
    one: &ItemEdits,
) -> Option<Edit> {
    let root = tree::read(text)?;
    let Value::List(old) = &value_at(&root, path)?.value else { return None };
    if old.is_empty() || new.is_empty() {
        return None;
    }
    // Of a list that becomes shorter, equal items at its end stay as well as those at its start.
    let equal = |(old, new): &(&Node, &NewValue)| new.is(old);
    let start = old.iter().zip(new).take_while(equal).count();
    let most = if new.len() < old.len() { new.len() - start } else { 0 };
    let end = old.iter().rev().zip(new.iter().rev()).take(most).take_while(equal).count();
    let at = |i| [path, &[TreeStep::Item(i)]].concat();
    let mut changed = text.to_owned();
    for i in (start..old.len().min(new.len() - end)).filter(|i| !new[*i].is(&old[*i])) {
        changed = after(&changed, (one.put)(&changed, &at(i), &new[i]))?;
    }
    for item in new.iter().skip(old.len()) {
        changed = after(&changed, (one.append)(&changed, path, item))?;
    }
    for _ in new.len()..old.len() {
        changed = after(&changed, (one.take)(&changed, &at(new.len() - end)))?;
    }
    Some(between(text, &changed))
}

fn after(text: &str, edit: Edited) -> Option<String> {
    apply(text, &[edit.ok()?]).ok()
}

/// The edit that makes `new` of `old`: what is between the bytes that both begin and end with.
pub(super) fn between(old: &str, new: &str) -> Edit {
    let mut start = old.bytes().zip(new.bytes()).take_while(|(old, new)| old == new).count();
    while !old.is_char_boundary(start) {
        start -= 1;
    }
    let rest = old[start..].bytes().rev().zip(new[start..].bytes().rev());
    let mut end = rest.take_while(|(old, new)| old == new).count();
    while !old.is_char_boundary(old.len() - end) {
        end -= 1;
    }
    Edit { range: start..old.len() - end, text: new[start..new.len() - end].to_owned() }
}
