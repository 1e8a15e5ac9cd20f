//! A new value, and how it is typed.
//!
//! In go a value and how a file is laid out; out come lines of YAML, or one line that fits between
//! brackets.

use super::layout::{Laid, Shape};
use super::style::{double_quoted, is_valid_plain, line_break};
use crate::yaml::quote::quoted;
use crate::yaml::{Node, Value};

/// A value to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NewValue {
    /// Text for readers. It is quoted unless it is clearly safe.
    Text(String),
    /// A word such as a date, an id or `true`, which is quoted only where it must be.
    Word(String),
    /// A list.
    List(Vec<NewValue>),
    /// A map with an entry to a line.
    Map(Vec<(String, NewValue)>),
    /// A map between braces, where it fits on a line.
    Short(Vec<(String, NewValue)>),
}

/// The longest line that a list or a map between brackets makes, in characters.
const WIDTH: usize = 100;

impl NewValue {
    /// True if `node` is this value.
    pub fn is(&self, node: &Node) -> bool {
        match (self, &node.value) {
            (Self::Text(new) | Self::Word(new), Value::Text(now)) => now == new,
            (Self::List(new), Value::List(now)) => {
                new.len() == now.len() && new.iter().zip(now).all(|(new, now)| new.is(now))
            }
            (Self::Map(new) | Self::Short(new), Value::Map(now)) => {
                let same = |((name, new), (key, now)): (&(String, Self), &(_, Node))| {
                    let key: &crate::yaml::Key = key;
                    key.name == *name && new.is(now)
                };
                new.len() == now.len() && new.iter().zip(now).all(same)
            }
            _ => false,
        }
    }

    /// The value on one line, as it may stand between brackets.
    pub fn in_flow(&self) -> String {
        match self {
            Self::Text(text) if !text.contains(',') => quoted_line(text),
            Self::Text(text) => double_quoted(text),
            Self::Word(word) => word_in(word, true),
            Self::List(items) => {
                format!("[{}]", items.iter().map(Self::in_flow).collect::<Vec<_>>().join(", "))
            }
            Self::Map(entries) | Self::Short(entries) => {
                let entry = |(name, value): &(String, Self)| {
                    format!("{}: {}", word_in(name, true), value.in_flow())
                };
                format!("{{{}}}", entries.iter().map(entry).collect::<Vec<_>>().join(", "))
            }
        }
    }

    /// The value where it stands on one line in a block: all but long lists and maps, and those of more.
    fn on_line(&self, column: usize) -> Option<String> {
        let short = || Some(self.in_flow()).filter(|line| line.chars().count() + column <= WIDTH);
        let is_word = |value: &Self| matches!(value, Self::Text(_) | Self::Word(_));
        match self {
            Self::Text(text) if is_literal(text) => None,
            Self::Text(text) => Some(quoted_line(text)),
            Self::Word(word) => Some(word_in(word, false)),
            Self::List(items) if items.is_empty() => Some("[]".to_owned()),
            Self::List(items) if items.iter().all(is_word) => short(),
            Self::Short(_) => short(),
            Self::List(items) if items.len() == 1 && matches!(items[0], Self::Short(_)) => short(),
            Self::Map(entries) if entries.is_empty() => Some("{}".to_owned()),
            Self::List(_) | Self::Map(_) => None,
        }
    }
}

/// True for a text of several lines that a literal block (`|`) keeps as it is.
fn is_literal(text: &str) -> bool {
    text.contains('\n')
        && !text.starts_with([' ', '\n'])
        && !text.ends_with('\n')
        && text.chars().all(|c| c == '\n' || !super::style::needs_escape(c))
}

fn quoted_line(text: &str) -> String {
    if text.contains('\n') { double_quoted(text) } else { quoted(text) }
}

fn word_in(word: &str, flow: bool) -> String {
    let other = ["~", "null", "Null", "NULL", "<<"].contains(&word);
    if is_valid_plain(word, flow) && !other { word.to_owned() } else { double_quoted(word) }
}

/// How a file is laid out.
#[derive(Debug)]
pub struct Manner<'t> {
    /// How its lines end.
    pub line_break: &'t str,
    /// How many blanks an entry is indented below its key.
    pub unit: usize,
    /// How many blanks a dash is indented below its key.
    pub dash: usize,
}

impl<'t> Manner<'t> {
    /// The manner of `text`; that of the documentation where it has no example.
    pub fn of(text: &'t str, laid: Option<&Laid>) -> Self {
        let mut manner = (None, None);
        if let Some(laid) = laid {
            look(text, laid, &mut manner);
        }
        let unit = manner.0.unwrap_or(2);
        let dash = manner.1.unwrap_or(unit);
        Self { line_break: line_break(text, 0), unit, dash }
    }

    /// Types `name: value`, indented by `indent`, without the first indent and the last line break.
    pub fn entry(&self, indent: &str, name: &str, value: &NewValue) -> String {
        let name = word_in(name, false);
        let column = indent.chars().count() + name.chars().count() + 2;
        format!("{name}:{}", self.value(indent, value, column, self.dash))
    }

    /// Types `- value`, likewise.
    pub fn item(&self, indent: &str, value: &NewValue) -> String {
        if let Some(line) = value.on_line(indent.chars().count() + 2) {
            return format!("- {line}");
        }
        let inner = format!("{indent}  ");
        match value {
            NewValue::Map(entries) | NewValue::Short(entries) => {
                let entry = |(name, value): &(String, NewValue)| self.entry(&inner, name, value);
                let entries: Vec<String> = entries.iter().map(entry).collect();
                format!("- {}", entries.join(&format!("{}{inner}", self.line_break)))
            }
            NewValue::List(items) => {
                let items: Vec<String> = items.iter().map(|i| self.item(&inner, i)).collect();
                format!("- {}", items.join(&format!("{}{inner}", self.line_break)))
            }
            NewValue::Text(_) | NewValue::Word(_) => {
                format!("-{}", self.value(indent, value, 0, self.dash))
            }
        }
    }

    /// Types a value behind its colon: a blank and a line, or lines of their own. A list is indented by
    /// `dash`.
    pub fn value(&self, indent: &str, value: &NewValue, column: usize, dash: usize) -> String {
        if let Some(line) = value.on_line(column) {
            return format!(" {line}");
        }
        let below = |blanks: usize| format!("{indent}{}", " ".repeat(blanks));
        let (inner, lines): (String, Vec<String>) = match value {
            NewValue::Map(entries) | NewValue::Short(entries) => {
                let inner = below(self.unit);
                let entry = |(name, value): &(String, NewValue)| self.entry(&inner, name, value);
                let lines = entries.iter().map(entry).collect();
                (inner, lines)
            }
            NewValue::List(items) => {
                let inner = below(dash);
                let lines = items.iter().map(|item| self.item(&inner, item)).collect();
                (inner, lines)
            }
            NewValue::Text(text) | NewValue::Word(text) => {
                let inner = below(self.unit);
                let mut out = " |-".to_owned();
                for line in text.split('\n') {
                    out.push_str(self.line_break);
                    if !line.is_empty() {
                        out.push_str(&inner);
                        out.push_str(line);
                    }
                }
                return out;
            }
        };
        lines.iter().map(|line| format!("{}{inner}{line}", self.line_break)).collect()
    }
}

/// Finds the first map and the first list below a key, and how far they are indented.
fn look(text: &str, laid: &Laid, manner: &mut (Option<usize>, Option<usize>)) {
    let Some((items, map)) = laid.items().filter(|(items, _)| !items.flow) else { return };
    for item in &items.items {
        if let Some((inner, is_map)) = item.value.items()
            && let Some(first) = inner.items.first()
            && !inner.flow
            && map
        {
            let place = if is_map { &mut manner.0 } else { &mut manner.1 };
            let deeper =
                column(text, first.range.start).checked_sub(column(text, item.range.start));
            *place = place.or(deeper.filter(|deeper| !is_map || *deeper > 0));
        }
        look(text, &item.value, manner);
    }
}

/// The number of bytes before byte `at` on its line.
pub fn column(text: &str, at: usize) -> usize {
    at - text[..at].rfind(['\r', '\n']).map_or(0, |i| i + 1)
}

/// True if a shape is a scalar without bytes.
pub fn is_nothing(laid: &Laid) -> bool {
    laid.range.is_empty() && matches!(laid.shape, Shape::Scalar(_))
}
