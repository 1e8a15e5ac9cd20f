//! Adds an entry to a map and an item to a list.
//!
//! In go a text, the map or list as it is laid out, and what is new; out come the edits that may add it there.

use super::super::Edit;
use super::super::layout::{Laid, LaidItems, skip};
use super::super::lines::{below, indent_of, is_apart};
use super::super::style::break_in;
use super::super::value::{Manner, NewValue, column};

/// What is added to a list or a map.
pub(super) enum Added<'a> {
    Entry(&'a str, &'a NewValue),
    Item(&'a NewValue),
}

impl Added<'_> {
    fn in_flow(&self) -> String {
        match self {
            Self::Entry(name, value) => {
                let map = NewValue::Map(vec![((*name).to_owned(), (*value).clone())]).in_flow();
                map[1..map.len() - 1].to_owned()
            }
            Self::Item(value) => value.in_flow(),
        }
    }
}

/// The candidates that add to `items`, those of `node`.
pub(super) fn added(
    text: &str,
    manner: &Manner,
    node: &Laid,
    items: &LaidItems,
    new: &Added,
) -> Vec<Edit> {
    let Some(last) = items.items.last() else {
        let at = node.range.end.saturating_sub(1);
        return vec![Edit { range: at..at, text: new.in_flow() }];
    };
    let indent = indent_of(text, last.range.start);
    let line = last.range.start - column(text, last.range.start);
    let alone = line > 0 && text[line..last.range.start].trim().is_empty();
    if items.flow {
        let end = last.range.end.max(last.value.range.end);
        let line_break = format!("{}{indent}", manner.line_break);
        let between = if alone { line_break.as_str() } else { " " };
        let comma = skip(text, end);
        let typed = new.in_flow();
        if !text[comma..].starts_with(',') {
            return vec![Edit { range: end..end, text: format!(",{between}{typed}") }];
        }
        let rest = text[comma + 1..].split(['\n', '\r']).next().unwrap_or("");
        let beside = rest.trim_start().starts_with('#');
        let at = comma + 1 + if beside { rest.trim_end().len() } else { 0 };
        return vec![Edit { range: at..at, text: format!("{between}{typed},") }];
    }
    let typed = match new {
        Added::Entry(name, value) => manner.entry(&indent, name, value),
        Added::Item(value) => manner.item(&indent, value),
    };
    let apart = match &items.items[..] {
        [.., before, last] => is_apart(&text[before.range.end..last.range.start]),
        _ => false,
    };
    let lines = format!("{}{indent}{typed}", if apart { manner.line_break } else { "" });
    let at = below(text, last.range.end, indent.len());
    // Blank lines may belong to a block scalar.
    let mut after = at;
    while let Some(found) =
        break_in(&text[after..]).filter(|f| text[after..after + f.start].trim().is_empty())
    {
        after += found.end;
    }
    [at, after].map(|at| on_lines(text, at, manner, &lines)).into()
}

/// Inserts `lines` at `at`, where a line begins, or the text ends.
pub(super) fn on_lines(text: &str, at: usize, manner: &Manner, lines: &str) -> Edit {
    let begins = text[..at].is_empty() || text[..at].ends_with(['\n', '\r']);
    let before = if begins { "" } else { manner.line_break };
    Edit { range: at..at, text: format!("{before}{lines}{}", manner.line_break) }
}

/// Inserts `lines` behind all others.
pub(super) fn at_end(text: &str, manner: &Manner, lines: &str) -> Edit {
    on_lines(text, text.len(), manner, lines)
}

/// `value` as the lines of a whole file.
pub(super) fn lines_of(manner: &Manner, indent: &str, value: &NewValue) -> String {
    let lines = match value {
        NewValue::Map(entries) | NewValue::Short(entries) => {
            entries.iter().map(|(name, value)| manner.entry(indent, name, value)).collect()
        }
        NewValue::List(items) => items.iter().map(|item| manner.item(indent, item)).collect(),
        NewValue::Text(_) | NewValue::Word(_) => vec![value.in_flow()],
    };
    let lines: Vec<String> = lines;
    lines.join(manner.line_break)
}
