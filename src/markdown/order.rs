//! Finds characters in Markdown that reorder text on the screen, and characters that no page can
//! contain.
//!
//! In goes a document; out come places. Whether a quote contains them is checked when quotes are
//! known. Characters count as readers get them: one that is written as an entity, such as
//! `&#x202E;`, counts too.

use super::document::{Document, Reordered};
use super::nodes::MarkdownNode;
use crate::characters::{is_stray, may_reorder, reorderings, stray_name};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{FileId, Span};
use pulldown_cmark::{Event, Tag};
use std::ops::Range;
use text_anchor::BARRIER;

/// True for characters that end a paragraph in the plain text: at the edge of a block, a cell, or a
/// line of code.
fn ends_paragraph(c: char) -> bool {
    matches!(c, '\n' | '\t' | '\r' | '\u{2029}' | BARRIER)
}

/// Finds all of them in `document`, which was read from `source`.
pub(super) fn find(
    document: &Document,
    file: FileId,
    offset: usize,
    source: &str,
) -> Vec<Reordered> {
    if !may_reorder(source) && !source.contains("&#") {
        return Vec::new();
    }
    let mut found = Vec::new();
    let text = &document.text;
    for what in reorderings(&text.text, ends_paragraph) {
        let at = source_of(document, what.at.start, what.character, offset, source);
        found.push(Reordered { span: Span::new(file, at), reach: what.reach.clone(), what });
    }
    for (i, node) in document.nodes.iter().enumerate() {
        let Some(words) = unquotable_text(node, i, document) else { continue };
        let span = Span::new(file, node.range.clone());
        let all = reorderings(&words, ends_paragraph).into_iter();
        found.extend(all.map(|what| Reordered { span, reach: 0..0, what }));
    }
    for image in &document.images {
        for words in [&image.alt, &image.title] {
            let all = reorderings(words, ends_paragraph).into_iter();
            found.extend(all.map(|what| Reordered { span: image.span, reach: 0..0, what }));
        }
    }
    found
}

/// The place in the file of the `character` at byte `at` of the plain text; for an entity, the
/// whole node.
fn source_of(
    document: &Document,
    at: usize,
    character: char,
    offset: usize,
    source: &str,
) -> Range<usize> {
    let text = &document.text;
    let Some((_, leaf)) = text.leaf_at(at) else { return offset..offset };
    let node = document.nodes[leaf.node].range.clone();
    let typed = source.get(node.start - offset..node.end - offset).unwrap_or("");
    let before = text.text.get(leaf.range.start..at).unwrap_or("").matches(character).count();
    match typed.match_indices(character).nth(before) {
        Some((i, _)) => node.start + i..node.start + i + character.len_utf8(),
        None => node,
    }
}

/// Text of a node that is not in the plain text: struck out text, raw HTML, the title of a link.
fn unquotable_text(node: &MarkdownNode, index: usize, document: &Document) -> Option<String> {
    let words = match &node.event {
        Event::Text(words) | Event::Code(words) => document
            .text
            .leaves
            .binary_search_by_key(&index, |leaf| leaf.node)
            .is_err()
            .then_some(words)?,
        Event::Html(words) | Event::InlineHtml(words) => words,
        Event::Start(Tag::Link { title, .. }) => title,
        _ => return None,
    };
    may_reorder(words).then(|| words.to_string())
}

/// Reports characters that no page can contain and that were written as entities. Literal ones were
/// reported with the file.
pub(super) fn report_stray(
    document: &Document,
    file: FileId,
    offset: usize,
    source: &str,
    out: &mut Vec<Diagnostic>,
) {
    if !source.contains("&#") {
        return;
    }
    let of_images = document
        .images
        .iter()
        .flat_map(|i| [(i.alt.as_str(), i.span.range()), (i.title.as_str(), i.span.range())]);
    let of_nodes = document.nodes.iter().filter_map(|node| match &node.event {
        Event::Text(words) | Event::Code(words) => Some((&**words, node.range.clone())),
        Event::Start(Tag::Link { title, .. }) => Some((&**title, node.range.clone())),
        _ => None,
    });
    for (words, range) in of_nodes.chain(of_images) {
        let typed = source.get(range.start - offset..range.end - offset).unwrap_or("");
        if let Some(c) = words.chars().find(|c| is_stray(*c) && !typed.contains(*c)) {
            out.push(
                Diagnostic::at(
                    Code::ValueInvalid,
                    Span::new(file, range),
                    format!("this stands for {}", stray_name(c)),
                )
                .hint("take it out: no page can show it, and no feed can hold it"),
            );
        }
    }
}
