//! Finds failed headings: there is no space after their `#`.
//!
//! In go a section's text and its nodes; out come warnings. Markdown prints such a line literally
//! (CommonMark 0.31.2, section 4.2). A single `#` before a word may be a hashtag. It is reported
//! only if a whole paragraph is one line of several words without a full stop, as headings are.

use super::nodes::MarkdownNode;
use crate::diagnostic::{Code, Diagnostic, Repair};
use crate::source::{FileId, Span};
use pulldown_cmark::{Event, Tag, TagEnd};
use std::ops::Range;

/// The maximum number of words of a heading.
const WORDS: usize = 12;

/// Warns of failed headings in `source`, which stands in `file` from byte `offset` on.
pub(super) fn find(
    source: &str,
    file: FileId,
    offset: usize,
    nodes: &[MarkdownNode],
    out: &mut Vec<Diagnostic>,
) {
    let mut paragraph: Option<Range<usize>> = None;
    let mut begins = false;
    for node in nodes {
        match &node.event {
            Event::Start(Tag::Paragraph) => {
                paragraph = Some(node.range.start - offset..node.range.end - offset);
                begins = true;
                continue;
            }
            Event::End(TagEnd::Paragraph) => paragraph = None,
            Event::SoftBreak | Event::HardBreak => {
                begins = true;
                continue;
            }
            Event::Text(_) => {
                if let Some(whole) = &paragraph
                    && begins
                {
                    let at = node.range.start - offset;
                    out.extend(line(source, file, offset, at, whole));
                }
            }
            _ => {}
        }
        begins = false;
    }
}

/// The fault of the line that begins at byte `at`, in the paragraph `whole`.
fn line(
    source: &str,
    file: FileId,
    offset: usize,
    at: usize,
    whole: &Range<usize>,
) -> Option<Diagnostic> {
    let typed = source[at..whole.end].lines().next()?.trim_end();
    // A backslash before the mark makes it literal.
    let escaped = source[..at].ends_with('\\');
    let hashes = typed.len() - typed.trim_start_matches('#').len();
    if escaped || !(1..=6).contains(&hashes) {
        return None;
    }
    let odd = |c: char| c.is_whitespace() && c != ' ' && c != '\t';
    let rest = &typed[hashes..];
    let words = rest.trim_start_matches(odd);
    let first = words.chars().next()?;
    let blank = rest.len() - words.len();
    let alone = source[whole.clone()].trim() == typed;
    let is_heading = match hashes {
        _ if blank > 0 => true,
        1 => alone && is_like_heading(words),
        _ => first.is_alphanumeric() || matches!(first, '"' | '\'' | '\u{201c}' | '\u{2018}'),
    };
    if !is_heading {
        return None;
    }
    let marks = &typed[..hashes];
    let (message, label) = match blank {
        0 => (format!("`{}` is no heading", shown(typed)), format!("no space after `{marks}`")),
        _ => (
            format!("`{marks}` before `{}` begins no heading", shown(words)),
            "the blank after it is no space".to_owned(),
        ),
    };
    let start = at + offset;
    let better = format!("{marks} {words}");
    let question = format!("write `{}`?", shown(&better));
    let edits = vec![(Span::new(file, start + hashes..start + hashes + blank), " ".to_owned())];
    // A heading would split a paragraph of several lines, and a single mark may be that of a
    // hashtag.
    let sure = alone && (hashes > 1 || blank > 0);
    Some(
        Diagnostic::at(
            Code::HeadingLiteral,
            Span::new(file, start..start + hashes + blank),
            message,
        )
        .label(label)
        .hint(format!("write `{}`", shown(&better)))
        .hint("write a backslash before the first `#` to show the characters")
        .repair(sure.then_some(Repair::Words { edits, question })),
    )
}

/// True for text like that of a heading, as opposed to a sentence that begins with a hashtag.
fn is_like_heading(words: &str) -> bool {
    let count = words.split_whitespace().count();
    let mut first = words.split_whitespace().next().unwrap_or("").chars();
    let capital = first.next().is_some_and(char::is_uppercase);
    // `#MeToo`, `#COP26`, `#Brexit2016`.
    let plain = first.all(|c| c.is_lowercase() || c == '\'' || c == '\u{2019}');
    let ends = words.ends_with(['.', '!', '?', ':', ';', ',', '\u{2026}', '"', '\u{201d}']);
    (2..=WORDS).contains(&count) && capital && plain && !ends && !words.contains('#')
}

/// The beginning of a line, for a message.
fn shown(line: &str) -> String {
    let mut first: String = line.chars().take(60).collect();
    if first.len() < line.len() {
        first.push_str("...");
    }
    first
}
