//! Builds the tree of plain YAML from the events of the parser below serde, in one pass.
//!
//! In goes a text; out comes its tree, or `None` where serde has to judge: at a syntax error, an
//! anchor, an alias, a tag, a merge key, a key that is no text, a number that is none, a second
//! document, or a limit. Serde costs more than the parser below it, and hardly any
//! file needs it. Both give the same tree: the tests and the fuzz target ask.

use super::tree::{DEPTH, Key, Node, PlacedText, Value};
use crate::source::Span;
use serde_yaml::granit_parser::{Event, Parser, ScalarStyle};
use std::borrow::Cow;

/// The most events that are read here. None of the limits of serde is reached with fewer.
const EVENTS: usize = 10_000_000;

/// The tree of `placed`, if it is plain YAML.
pub(super) fn tree(placed: &PlacedText) -> Option<Node> {
    let mut reader = EventReader { open: Vec::new(), root: None };
    for (count, event) in Parser::new_from_str(placed.text).enumerate() {
        let (event, span) = event.ok()?;
        if count == EVENTS {
            return None;
        }
        let span = || {
            let (start, end) = (span.start.byte_offset()?, span.end.byte_offset()?);
            Some(placed.span(placed.trimmed(start..end)))
        };
        match event {
            Event::Scalar(words, style, 0, None) => reader.scalar(words, style, span()?)?,
            Event::SequenceStart(_, 0, None) => reader.begin(Value::List(Vec::new()), span()?)?,
            Event::MappingStart(_, 0, None) => reader.begin(Value::Map(Vec::new()), span()?)?,
            Event::SequenceEnd | Event::MappingEnd => {
                let open = reader.open.pop()?;
                reader.put(open.node)?;
            }
            Event::StreamStart
            | Event::DocumentStart(..)
            | Event::DocumentEnd
            | Event::StreamEnd => {}
            _ => return None,
        }
    }
    reader.root
}

/// A list or map that has not ended yet.
struct OpenNode {
    node: Node,
    /// The key whose value comes next.
    key: Option<Key>,
}

struct EventReader {
    open: Vec<OpenNode>,
    root: Option<Node>,
}

impl EventReader {
    fn scalar(&mut self, words: Cow<str>, style: ScalarStyle, span: Span) -> Option<()> {
        let plain = style == ScalarStyle::Plain;
        let null = plain && matches!(&*words, "" | "~" | "null" | "Null" | "NULL");
        if let Some(OpenNode { node: Node { value: Value::Map(_), .. }, key: key @ None }) =
            self.open.last_mut()
        {
            *key = Some(Key { name: words.into_owned(), span });
            return (!null && key.as_ref()?.name != "<<").then_some(());
        }
        if plain && is_no_number(&words) {
            return None;
        }
        self.put(Node {
            value: if null { Value::Null } else { Value::Text(words.into_owned()) },
            span,
        })
    }

    fn begin(&mut self, value: Value, span: Span) -> Option<()> {
        let key = matches!(
            self.open.last(),
            Some(OpenNode { node: Node { value: Value::Map(_), .. }, key: None })
        );
        self.open.push(OpenNode { node: Node { value, span }, key: None });
        (!key && self.open.len() <= DEPTH).then_some(())
    }

    /// Puts `node` where it belongs.
    fn put(&mut self, node: Node) -> Option<()> {
        match self.open.last_mut() {
            None if self.root.is_some() => return None,
            None => self.root = Some(node),
            Some(open) => match &mut open.node.value {
                Value::List(items) => items.push(node),
                Value::Map(entries) => entries.push((open.key.take()?, node)),
                Value::Null | Value::Text(_) => return None,
            },
        }
        Some(())
    }
}

/// True if YAML may take a plain scalar for an infinite or undefined number, which serde refuses.
fn is_no_number(words: &str) -> bool {
    let words = words.trim_start_matches(['+', '-']);
    words.starts_with('.') && words[1..].starts_with(['i', 'I', 'n', 'N'])
        || words.starts_with(|c: char| c.is_ascii_digit())
            && words.parse::<f64>().is_ok_and(f64::is_infinite)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Files;

    fn check(text: &str, read: bool) {
        let file = Files::default().add("x.yaml", text);
        assert_eq!(tree(&PlacedText { text, file, offset: 0 }).is_some(), read, "{text}");
    }

    #[test]
    fn a_plain_file_is_read_here() {
        check("# the claims\n---\na:\n  - {b: \"c\", d: 2016-10-18}\n  - |\n    e\n", true);
        check("a: .5\nb: -1e9\nc: ~\n'<<': d\n", false);
        check("a: .5\nb: -1e9\nc: ~\n'< <': 1.2.3\n", true);
    }

    #[test]
    fn whatever_serde_may_judge_is_left_to_it() {
        for text in [
            "",
            "# only a remark\n",
            "a: [1\n",
            "a: &x b\n",
            "a: !!int b\n",
            "a: .inf\n",
            "a: 1e999\n",
            "<<: {a: b}\n",
            "~: a\n",
            "{a: b}: c\n",
            "a: b\n---\nc: d\n",
        ] {
            check(text, false);
        }
        check(&"[".repeat(DEPTH + 1), false);
        check(&format!("{}{}", "[".repeat(DEPTH), "]".repeat(DEPTH)), true);
        check(&format!("{}{}", "[".repeat(DEPTH + 1), "]".repeat(DEPTH + 1)), false);
    }
}
