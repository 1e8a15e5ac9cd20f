//! The entries of a map, before its keys are checked.
//!
//! In goes a node; out come its entries, each key once, and diagnostics if it is not a map or has
//! duplicate keys.

use crate::diagnostic::{Code, Diagnostic};
use crate::parse::{Faults, misplaced};
use crate::source::Span;
use crate::yaml::{Key, Node, Value, spaced, with_colon};
use ahash::HashSet;

/// The keys that occur more than once in a map of which [`entries`] returned `kept` entries.
pub fn twice(node: &Node, kept: usize) -> HashSet<&str> {
    let Value::Map(all) = &node.value else { return HashSet::default() };
    if all.len() == kept {
        return HashSet::default();
    }
    let mut seen = HashSet::default();
    all.iter().map(|(key, _)| key.name.as_str()).filter(|name| !seen.insert(*name)).collect()
}

/// The entries of a map, each key once. Reports a value that is not a map, and duplicate keys.
pub fn entries<'n>(
    node: &'n Node,
    what: &str,
    out: &mut Faults,
) -> Option<Vec<(&'n Key, &'n Node)>> {
    let Value::Map(all) = &node.value else {
        let message =
            format!("{what} is a map of keys and values, and this is {}", node.value.noun());
        let hint = match &node.value {
            Value::Text(text) => Some(match (spaced(text), with_colon(text)) {
                (Some(meant), _) => format!("write `{meant}`, with a space after the colon"),
                (None, Some(meant)) => format!("write `{meant}`, with a colon after the key"),
                (None, None) => {
                    "write each key on a line of its own, a colon, a space and its value".to_owned()
                }
            }),
            _ => None,
        };
        out.push(Diagnostic::at(Code::ValueType, node.span, message).maybe_hint(hint));
        return None;
    };
    let mut seen: std::collections::HashMap<&str, Span> = std::collections::HashMap::new();
    let mut kept = Vec::with_capacity(all.len());
    for (key, value) in all {
        if let Some(first) = seen.get(key.name.as_str()) {
            out.push(
                Diagnostic::at(
                    Code::KeyDuplicate,
                    key.span,
                    format!("`{}` occurs twice in {what}", key.name),
                )
                .label("again here")
                .also(*first, "first here")
                .hint(misplaced::again(&key.name, what)),
            );
            continue;
        }
        seen.insert(&key.name, key.span);
        kept.push((key, value));
    }
    Some(kept)
}
