//! Parses YAML.
//!
//! In goes a text; out comes a [`Node`], or the place where the text stops being YAML. Nearly every
//! text is read by [`events`](super::events). The others are read here, with serde: it knows merge
//! keys, aliases, tags and limits, and its errors are those that are explained. Scalars are kept as typed, because in an
//! annotation `no`, `0123`, `1.10` and `2016-10-18` are words and never booleans, octal numbers,
//! fractions or sums. The reader of a scalar interprets it.

use super::tree::{DEPTH, Key, Node, PlacedText, SyntaxError, Value, byte_of};
use super::{events, fault};
use crate::source::FileId;
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::Spanned;
use std::fmt;
use std::ops::Range;

/// Parses `text`, which stands in `file` from byte `offset` on. An empty document is a null.
pub fn parse(text: &str, file: FileId, offset: usize) -> Result<Node, Box<SyntaxError>> {
    PlacedText { text, file, offset }.read(events::tree)
}

/// Like [`parse`], slower, with serde for every text. The tests hold one against the other.
pub fn by_serde(text: &str, file: FileId, offset: usize) -> Result<Node, Box<SyntaxError>> {
    PlacedText { text, file, offset }.read(|_| None)
}

/// The corrected form of `key:words` or `key：words`, which YAML takes for plain text.
pub fn spaced(text: &str) -> Option<String> {
    let line = Some(text.trim()).filter(|text| !text.contains('\n'))?;
    fault::line::unspaced(line).map(|(key, rest)| format!("{key}: {rest}"))
}

/// The corrected form of `key words`, if the word is a key of the format.
pub fn with_colon(text: &str) -> Option<String> {
    fault::colon::with_colon(text)
}

fn options() -> serde_yaml::Options {
    // Duplicate keys are passed on, so that the reader reports them with all other faults. The
    // limits admit hand-written files of any size and stop aliases from multiplying.
    serde_yaml::options! {
        budget: serde_yaml::budget! {
            max_events: 20_000_000,
            max_nodes: 10_000_000,
            max_depth: DEPTH,
            max_aliases: 1_000,
            max_anchors: 1_000,
            max_documents: 1,
            max_total_scalar_bytes: 512 * 1024 * 1024,
        },
        duplicate_keys: serde_yaml::options::DuplicateKeyPolicy::PassThrough,
        strict_booleans: true,
        with_snippet: false,
    }
}

/// The output of serde, before places are converted to spans of the file.
struct Raw(Spanned<RawValue>);

enum RawValue {
    /// Text that the parser resolved: quoted, folded, or plain without another meaning.
    Text(String),
    /// A plain scalar that YAML takes for a number, a boolean or a null. It is read again as typed.
    Typed,
    List(Vec<Raw>),
    Map(Vec<(Spanned<String>, Raw)>),
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Spanned::<RawValue>::deserialize(deserializer).map(Raw)
    }
}

impl<'de> Deserialize<'de> for RawValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = RawValue;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("any YAML value")
            }
            fn visit_bool<E>(self, _: bool) -> Result<RawValue, E> {
                Ok(RawValue::Typed)
            }
            fn visit_i64<E>(self, _: i64) -> Result<RawValue, E> {
                Ok(RawValue::Typed)
            }
            fn visit_u64<E>(self, _: u64) -> Result<RawValue, E> {
                Ok(RawValue::Typed)
            }
            fn visit_i128<E>(self, _: i128) -> Result<RawValue, E> {
                Ok(RawValue::Typed)
            }
            fn visit_u128<E>(self, _: u128) -> Result<RawValue, E> {
                Ok(RawValue::Typed)
            }
            fn visit_f64<E>(self, _: f64) -> Result<RawValue, E> {
                Ok(RawValue::Typed)
            }
            fn visit_unit<E>(self) -> Result<RawValue, E> {
                Ok(RawValue::Typed)
            }
            fn visit_none<E>(self) -> Result<RawValue, E> {
                Ok(RawValue::Typed)
            }
            fn visit_str<E>(self, v: &str) -> Result<RawValue, E> {
                Ok(RawValue::Text(v.to_owned()))
            }
            fn visit_string<E>(self, v: String) -> Result<RawValue, E> {
                Ok(RawValue::Text(v))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<RawValue, A::Error> {
                let mut items = Vec::new();
                while let Some(item) = seq.next_element()? {
                    items.push(item);
                }
                Ok(RawValue::List(items))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<RawValue, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(RawValue::Map(entries))
            }
        }
        deserializer.deserialize_any(Any)
    }
}

impl PlacedText<'_> {
    /// The tree of the text, from serde where `plain` has none.
    fn read(&self, plain: fn(&Self) -> Option<Node>) -> Result<Node, Box<SyntaxError>> {
        let Self { text, file, offset } = *self;
        if text.lines().all(|l| l.trim_start().is_empty() || l.trim_start().starts_with('#')) {
            return Ok(Node { value: Value::Null, span: self.span(0..0) });
        }
        let node = match plain(self) {
            Some(node) => node,
            None => self.node(
                serde_yaml::from_str_with_options(text, options())
                    .map_err(|error| Box::new(fault::explain(text, file, offset, &error)))?,
            ),
        };
        match fault::mistaken(text, file, offset, &node) {
            Some(error) => Err(Box::new(error)),
            None => Ok(node),
        }
    }

    fn node(&self, raw: Raw) -> Node {
        let range = self.range(raw.0.referenced);
        // The place of an alias is where it is used; its value is that of its anchor.
        let defined = self.range(raw.0.defined);
        let value = match raw.0.value {
            RawValue::Text(text) => Value::Text(text),
            RawValue::Typed => match self.text.get(defined).unwrap_or("").trim() {
                "" | "~" | "null" | "Null" | "NULL" => Value::Null,
                typed => Value::Text(typed.to_owned()),
            },
            RawValue::List(items) => {
                Value::List(items.into_iter().map(|item| self.node(item)).collect())
            }
            RawValue::Map(entries) => {
                let entries = entries.into_iter().map(|(key, value)| {
                    let span = self.span(self.range(key.referenced));
                    (Key { name: key.value, span }, self.node(value))
                });
                Value::Map(entries.collect())
            }
        };
        Node { value, span: self.span(range) }
    }

    fn range(&self, location: serde_yaml::Location) -> Range<usize> {
        let size = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
        let span = location.span();
        match (span.byte_offset(), span.byte_len()) {
            (Some(start), Some(length)) => {
                self.trimmed(size(start)..size(start.saturating_add(length)))
            }
            _ => {
                let at = byte_of(self.text, location.line(), location.column());
                at..at
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Files;

    /// Draws the tree with the text that each span covers, so that a test shows places as text.
    fn check(input: &str, expect: &str) {
        let mut files = Files::default();
        let file = files.add("x.yaml", input);
        let drawn = match parse(input, file, 0) {
            Ok(node) => draw(&node, &files),
            Err(e) => format!("error at {:?}: {}", files.position(e.span), e.message),
        };
        assert_eq!(drawn, expect);
    }

    fn draw(node: &Node, files: &Files) -> String {
        let words = files.slice(node.span);
        match &node.value {
            Value::Null => "null".into(),
            Value::Text(text) => format!("{text:?}@{words:?}"),
            Value::List(items) => {
                let items: Vec<_> = items.iter().map(|i| draw(i, files)).collect();
                format!("[{}]", items.join(", "))
            }
            Value::Map(entries) => {
                let entries: Vec<_> = entries
                    .iter()
                    .map(|(k, v)| {
                        assert_eq!(files.slice(k.span).trim_matches('"'), k.name);
                        format!("{}: {}", k.name, draw(v, files))
                    })
                    .collect();
                format!("{{{}}}", entries.join(", "))
            }
        }
    }

    #[test]
    fn scalars_stay_as_typed() {
        check(
            "a: no\nb: 0123\nc: 1.10\nd: 2016-10-18\ne: true\nf: ~\ng:\nh: 0x1F\ni: 12e3\nj: .5\n",
            r#"{a: "no"@"no", b: "0123"@"0123", c: "1.10"@"1.10", d: "2016-10-18"@"2016-10-18", e: "true"@"true", f: null, g: null, h: "0x1F"@"0x1F", i: "12e3"@"12e3", j: ".5"@".5"}"#,
        );
    }

    #[test]
    fn quoted_and_folded_scalars_are_resolved() {
        check(
            "a: \"x \\\"y\\\"\"\nb: 'it''s'\nc: >-\n  one\n  two\nd: one\n  two\n",
            r#"{a: "x \"y\""@"\"x \\\"y\\\"\"", b: "it's"@"'it''s'", c: "one two"@"one\n  two", d: "one two"@"one\n  two"}"#,
        );
    }

    #[test]
    fn places_count_bytes_after_wide_characters() {
        check("\"ключ\": [é, {ü: ö}]\n", r#"{ключ: ["é"@"é", {ü: "ö"@"ö"}]}"#);
    }

    #[test]
    fn a_key_may_occur_twice() {
        check("a: 1\na: 2\n", r#"{a: "1"@"1", a: "2"@"2"}"#);
    }

    #[test]
    fn nothing_is_null() {
        check("", "null");
        check("# only a remark\n\n", "null");
    }

    #[test]
    fn a_syntax_error_has_a_place() {
        check(
            "a: b: c\n",
            "error at LineColumn { line: 1, column: 5 }: `: ` stands in a text without quotation marks",
        );
        check("a: [1\n", "error at LineColumn { line: 1, column: 4 }: the `[` is never closed");
        check(
            "a: 1\n\tb: 2\n",
            "error at LineColumn { line: 2, column: 1 }: a line is indented with a tab",
        );
    }
}
