//! Handles the ids that authors give to headings: `## The vote {#vote}`.
//!
//! In go nodes; out come the same nodes without these ids, and the ids with their places. A pair of
//! braces at the end of a heading holds attributes if it contains only `#id`, `.class` and
//! `key=value`, and at least one of the first two. Other braces are text, and so are escaped ones.
//! Classes and other attributes have no effect here, which is reported once per file.

use super::nodes::{MarkdownNode, NodeKind};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{At, FileId, Span};
use pulldown_cmark::{Event, Tag, TagEnd};
use std::collections::BTreeMap;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The attributes of headings. Ids are stored by the first byte of the heading.
#[derive(Debug, Default)]
pub(super) struct GivenAttributes {
    /// The ids.
    pub ids: BTreeMap<usize, At<String>>,
    /// The places of the braces, as bytes of the file.
    pub braces: Vec<Range<usize>>,
}

/// The attributes in a pair of braces.
struct Attributes<'s> {
    ids: Vec<&'s str>,
    others: Vec<&'s str>,
}

/// Takes the ids out of the headings of `source`, which stands in `file` from `offset` on.
pub(super) fn rewrite(
    nodes: Vec<MarkdownNode>,
    source: &str,
    file: FileId,
    offset: usize,
    out: &mut Vec<Diagnostic>,
) -> (Vec<MarkdownNode>, GivenAttributes) {
    let mut given = GivenAttributes::default();
    if !source.contains('}') {
        return (nodes, given);
    }
    let mut unused: Vec<(Span, String)> = Vec::new();
    let mut kept: Vec<MarkdownNode> = Vec::with_capacity(nodes.len());
    let mut start: Option<usize> = None;
    for node in nodes {
        match &node.event {
            Event::Start(Tag::Heading { .. }) => start = Some(kept.len()),
            Event::End(TagEnd::Heading(_)) => {
                let found = start.take().and_then(|start| {
                    Some((start, trailing_braces(&kept[start + 1..], source, offset)?))
                });
                if let Some((start, (braces, inner))) = found {
                    let span = Span::new(file, braces.clone());
                    match attributes(inner) {
                        Some(attributes) => {
                            if !attributes.others.is_empty() {
                                unused.push((span, attributes.others.join(" ")));
                            }
                            if let Some(id) = address(&attributes.ids, span, out) {
                                given.ids.insert(kept[start].range.start, At::new(id, span));
                            }
                            cut_end(&mut kept, braces.start, source, offset);
                            given.braces.push(braces);
                        }
                        None => out.extend(braces_with_words(inner, span)),
                    }
                }
            }
            _ => {}
        }
        kept.push(node);
    }
    if let Some((span, others)) = unused.first() {
        let message = format!("`{others}` of a heading is no syntax here, and is left out");
        let label = match unused.len() {
            1 => String::new(),
            n => format!("the first of {n} in this file"),
        };
        out.push(
            Diagnostic::at(Code::ForeignSyntax, *span, message)
                .label(label)
                .hint("take it out; `{#id}` alone is the address of the heading"),
        );
    }
    (kept, given)
}

/// The fault of braces that contain an id and further words.
fn braces_with_words(inner: &str, span: Span) -> Option<Diagnostic> {
    let rest = inner.trim().strip_prefix('#').filter(|r| r.starts_with(char::is_alphabetic))?;
    let better = rest.split_whitespace().collect::<Vec<_>>().join("-");
    Some(
        Diagnostic::at(Code::IdInvalid, span, "the address of a heading holds no blanks")
            .hint(format!("write `{{#{better}}}`, or a backslash before the brace")),
    )
}

/// The braces at the end of the text of a heading, and their content.
fn trailing_braces<'s>(
    nodes: &[MarkdownNode],
    source: &'s str,
    offset: usize,
) -> Option<(Range<usize>, &'s str)> {
    let end = nodes.last()?.range.end;
    // Text as typed, without gaps.
    let mut start = end;
    for node in nodes.iter().rev() {
        let Event::Text(text) = &node.event else { break };
        let range = node.range.start - offset..node.range.end - offset;
        if node.range.end != start || source.get(range) != Some(text) {
            break;
        }
        start = node.range.start;
    }
    let words = source.get(start - offset..end - offset)?;
    let open = words.rfind('{').filter(|_| words.ends_with('}'))?;
    let at = start + open;
    // The heading would be empty, so the braces are text.
    let is_all = open == 0 && nodes.first().is_some_and(|n| n.range.start == start);
    if is_all || source[..at - offset].ends_with(['\\', '{', '$']) {
        return None;
    }
    Some((at..end, &words[open + 1..words.len() - 1]))
}

/// Parses the content of braces; `None` if it is text.
fn attributes(inner: &str) -> Option<Attributes<'_>> {
    let inner = inner.trim().trim_start_matches(':').trim_start();
    let mut found = Attributes { ids: Vec::new(), others: Vec::new() };
    let mut rest = inner;
    while !rest.is_empty() {
        // A quoted value may contain blanks.
        let mut quoted = false;
        let end = rest.find(|c: char| {
            quoted ^= c == '"';
            c.is_whitespace() && !quoted
        });
        let (word, after) = rest.split_at(end.unwrap_or(rest.len()));
        match word.chars().next() {
            Some('#') if word.len() > 1 => found.ids.push(&word[1..]),
            Some('.') if word.len() > 1 => found.others.push(word),
            _ if word.contains('=') || word == "-" => found.others.push(word),
            _ => return None,
        }
        rest = after.trim_start();
    }
    let classes = found.others.iter().any(|word| word.starts_with('.'));
    (!found.ids.is_empty() || classes).then_some(found)
}

/// The one valid id among `ids`.
fn address(ids: &[&str], span: Span, out: &mut Vec<Diagnostic>) -> Option<String> {
    let (id, more) = ids.split_first()?;
    let fault = |message| Diagnostic::at(Code::IdInvalid, span, message);
    if !more.is_empty() {
        out.push(fault("a heading has one address, and this has several".to_owned()));
        return None;
    }
    let allowed = |c: char| c.is_alphanumeric() || is_combining_mark(c) || "-_.:".contains(c);
    if !(id.starts_with(char::is_alphanumeric) && id.chars().all(allowed)) {
        out.push(
            fault(format!("`{id}` cannot be the address of a heading")).hint(
                "it begins with a letter or a digit, and has only these, `-`, `_`, `.` and `:`",
            ),
        );
        return None;
    }
    if id.chars().count() > 100 {
        out.push(fault("the address of a heading has at most 100 characters".to_owned()));
        return None;
    }
    Some(id.nfc().collect())
}

/// Removes the text at the end of `kept` from byte `at` of the file on, and blanks before it.
fn cut_end(kept: &mut Vec<MarkdownNode>, at: usize, source: &str, offset: usize) {
    let end = source[..at - offset].trim_end_matches([' ', '\t']).len() + offset;
    while let Some(last) = kept.last_mut() {
        if last.kind != NodeKind::Text || last.range.end <= end {
            break;
        }
        if last.range.start >= end {
            kept.pop();
            continue;
        }
        let words = source[last.range.start - offset..end - offset].to_owned();
        last.range.end = end;
        last.event = Event::Text(words.into());
        break;
    }
}
