//! Recognizes texts that are valid YAML, or fail far from the cause, because their author meant
//! something else: TOML, line endings of a carriage return, other blanks, a colon without a space.
//!
//! In goes a text, and the tree that it parses to, if it does; out comes the fault.

use super::colon::{signed, with_colon};
use super::line::Line;
use super::scene::SceneFault;
use crate::yaml::tree::{Node, Value};

/// The fault of a text that is not valid YAML, judged by the whole file.
pub(super) fn of_file(text: &str) -> Option<SceneFault> {
    returns(text).or_else(|| toml(text))
}

/// The fault of a text that parses to the tree `node`, which stands from byte `offset` on.
pub(super) fn of_tree(text: &str, offset: usize, node: &Node) -> Option<SceneFault> {
    if let Some(fault) = returns(text) {
        return Some(fault);
    }
    if let Value::Text(_) = node.value {
        return toml(text).or_else(|| unspaced(text)).or_else(|| signed(text, first(text)?));
    }
    let odd = |c: char| !c.is_ascii() && c.is_whitespace();
    if text.contains(odd) { blanks(text, offset, node) } else { None }
}

/// The first line that is neither blank nor a comment.
fn first(text: &str) -> Option<Line<'_>> {
    let start = Line::at(text, 0);
    std::iter::successors(Some(start), |line| line.after()).find(|line| line.has_words())
}

/// A line that ends in a carriage return alone, as on old systems.
fn returns(text: &str) -> Option<SceneFault> {
    let bytes = text.as_bytes();
    let at = memchr::memchr_iter(b'\r', bytes).find(|at| bytes.get(at + 1) != Some(&b'\n'))?;
    let fault = SceneFault::new(at..at + 1, "a line ends in a carriage return alone (U+000D)");
    Some(fault.hint("save the file with line feeds at the ends of its lines, as editors do now"))
}

fn toml(text: &str) -> Option<SceneFault> {
    let range = first(text)?.toml()?;
    let meant = with_colon(&text[range.clone()]);
    let fault = SceneFault::new(range, "this is a line of TOML, and the file is YAML");
    let fault = match meant {
        Some(meant) => fault.hint(format!("write `{meant}`, with a colon for the equals sign")),
        None => fault.hint("write `key: value` for `key = value`"),
    };
    let tables = text.lines().any(|line| line.trim_start().starts_with('['));
    Some(match tables {
        true => fault.hint("what belongs to a table stands below its name and a colon, indented"),
        false => fault,
    })
}

/// A file that is only a key whose colon has no space after it.
fn unspaced(text: &str) -> Option<SceneFault> {
    let line = first(text)?;
    let (key, rest) = line.unspaced()?;
    let message = format!("there is no space after the colon of `{key}`");
    let fault = SceneFault::new(line.body(), message).label("no space after the colon");
    Some(fault.hint(format!("write `{key}: {rest}`")))
}

/// The first key that begins with a blank that YAML does not accept.
fn blanks(text: &str, offset: usize, node: &Node) -> Option<SceneFault> {
    match &node.value {
        Value::Map(entries) => entries.iter().find_map(|(key, value)| {
            let start = (key.span.start as usize).checked_sub(offset)?;
            let typed = text.get(start..)?;
            let odd = |c: char| c.is_whitespace() && c != '\n';
            let before = typed.len() - typed.trim_start_matches(odd).len();
            if before > 0 {
                let message = "a line is indented with characters that only look like spaces";
                let fault = SceneFault::new(start..start + before, message);
                return Some(fault.hint("delete them, and type spaces"));
            }
            // An unquoted key stands as it is named.
            let after = key.name.len() - key.name.trim_end().len();
            if after > 0 && typed.starts_with(key.name.as_str()) {
                let end = start + key.name.len();
                let message = "characters that only look like spaces stand before the colon";
                return Some(SceneFault::new(end - after..end, message).hint("delete them"));
            }
            blanks(text, offset, value)
        }),
        Value::List(items) => items.iter().find_map(|item| blanks(text, offset, item)),
        Value::Null | Value::Text(_) => None,
    }
}
