//! Warns of text that a table loses: cells beyond the last column of its head.
//!
//! In go a section's text and its nodes; out comes one warning per file, which points at each row.
//! The parser drops such cells, as the specification of GitHub's Markdown (4.10) requires. A bar in
//! a code span separates cells there too.

use super::nodes::MarkdownNode;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{FileId, Span};
use pulldown_cmark::{Event, Tag, TagEnd};

/// The maximum number of rows that are shown.
const SHOWN: usize = 8;

/// True for text that shows nothing: blanks, blank entities, and the bars between them.
fn is_blank(words: &str) -> bool {
    let mut words = words.to_ascii_lowercase();
    for name in ["&nbsp;", "&#160;", "&#xa0;", "&ensp;", "&emsp;", "&thinsp;", "&zwnj;", "<br>"] {
        words = words.replace(name, " ");
    }
    words.chars().all(|c| c.is_whitespace() || matches!(c, '|' | '\u{200b}' | '\u{feff}'))
}

/// Warns of lost words in `source`, which stands in `file` from byte `offset` on.
pub(super) fn find(
    source: &str,
    file: FileId,
    offset: usize,
    nodes: &[MarkdownNode],
    out: &mut Vec<Diagnostic>,
) {
    let mut lost: Vec<Span> = Vec::new();
    let mut in_code = false;
    // The end of the last cell of the row.
    let mut end = 0;
    for node in nodes {
        match &node.event {
            Event::End(TagEnd::TableCell) => end = node.range.end,
            Event::Start(Tag::TableRow) => end = node.range.start,
            Event::End(TagEnd::TableRow) => {
                let rest = &source[end - offset..(node.range.end - offset).max(end - offset)];
                let edge = |c: char| c == '|' || c.is_whitespace();
                let words = rest.trim_start_matches(edge);
                let start = end + rest.len() - words.len();
                let mut words = words.trim_end();
                if let Some(cut) = words.strip_suffix('|').filter(|w| !w.ends_with('\\')) {
                    words = cut.trim_end_matches(edge);
                }
                if !is_blank(words) {
                    in_code |= source[node.range.start - offset..end - offset].contains('`')
                        && rest.contains('`');
                    lost.push(Span::new(file, start..start + words.len()));
                }
            }
            _ => {}
        }
    }
    let Some((first, others)) = lost.split_first() else { return };
    let message = match others.len() {
        0 => "this row has more cells than the head of its table".to_owned(),
        n => format!("{} rows have more cells than the heads of their tables", n + 1),
    };
    let mut diagnostic =
        Diagnostic::at(Code::TableCellLost, *first, message).label("this is in no page");
    for span in others.iter().take(SHOWN) {
        diagnostic = diagnostic.also(*span, "nor is this");
    }
    let bar = "write `\\|` for a bar that is no edge of a cell, in code too";
    out.push(match in_code {
        true => diagnostic.hint(bar),
        false => diagnostic.hint("give the head as many cells, or take the words out").hint(bar),
    });
}
