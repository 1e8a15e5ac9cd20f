//! Checks definitions of links. Finds those that are ignored because their name was already
//! defined, and lines of prose that were parsed as a definition.
//!
//! In go a section's text, its nodes and the definitions that the parser found; out come
//! diagnostics. Of two definitions with one name the parser keeps the first (CommonMark 0.31, 4.7),
//! and no definition appears in the page. Some authors write comments as `[//]: # (...)`; these are
//! meant to be left out.

use super::nodes::MarkdownNode;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{FileId, Span};
use ahash::{HashMap, HashSet};
use pulldown_cmark::{Event, LinkType, RefDefs, Tag};
use std::ops::Range;

/// A line that the parser took for the definition of a link.
#[derive(Debug)]
pub(super) struct LinkDefinition {
    name: String,
    target: String,
    /// Bytes of the section.
    range: Range<usize>,
}

/// Collects all definitions, in order.
pub(super) fn collect(defined: &RefDefs) -> Vec<LinkDefinition> {
    let mut all: Vec<LinkDefinition> = defined
        .iter()
        .map(|(name, definition)| LinkDefinition {
            name: folded(name),
            target: definition.dest.to_string(),
            range: definition.span.clone(),
        })
        .collect();
    all.sort_by_key(|definition| definition.range.start);
    all
}

/// Reports text that is lost in `source`, which stands in `file` from byte `offset` on.
pub(super) fn find(
    source: &str,
    file: FileId,
    offset: usize,
    nodes: &[MarkdownNode],
    defined: &[LinkDefinition],
    out: &mut Vec<Diagnostic>,
) {
    if defined.is_empty() {
        return;
    }
    let span = |range: Range<usize>| Span::new(file, range.start + offset..range.end + offset);
    let used: HashSet<String> = nodes.iter().filter_map(|node| name_of(&node.event)).collect();
    for one in defined {
        if !used.contains(&one.name) && !is_address(&one.target) && !is_comment(one) {
            let message = "this line is taken for the definition of a link, and is in no page";
            let place = line(source, one.range.start);
            out.push(
                Diagnostic::at(Code::DefinitionUnused, span(place), message)
                    .hint("write a backslash before `[` to show the words")
                    .hint("write `<!-- ... -->` where they are for colleagues"),
            );
        }
    }
    let by_name: HashMap<&str, &LinkDefinition> =
        defined.iter().map(|one| (one.name.as_str(), one)).collect();
    for (name, place) in lost(source, offset, nodes) {
        let Some(first) = by_name.get(folded(name).as_str()) else { continue };
        // A definition may hold the beginning of another, as its title.
        let i = defined.partition_point(|one| one.range.end <= place.start);
        let within = defined.get(i).is_some_and(|one| one.range.start <= place.start);
        let target = |range: Range<usize>| {
            let typed = &source[range];
            typed.split_once("]:").map_or("", |(_, target)| target.trim())
        };
        if within || is_comment(first) || target(place.clone()) == target(first.range.clone()) {
            continue;
        }
        let message = format!("the link `{name}` is defined twice, and this line says nothing");
        out.push(
            Diagnostic::at(Code::DefinitionDuplicate, span(place), message)
                .also(span(line(source, first.range.start)), "links lead where this line says")
                .hint("give one of the two another name, or take it out"),
        );
    }
}

/// The name of the definition that a link or an image refers to.
fn name_of(event: &Event) -> Option<String> {
    let (Event::Start(Tag::Link { link_type, id, .. })
    | Event::Start(Tag::Image { link_type, id, .. })) = event
    else {
        return None;
    };
    let named = matches!(link_type, LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut);
    named.then(|| folded(id))
}

/// Normalizes a name for comparison: lowercase, blanks collapsed.
fn folded(name: &str) -> String {
    name.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// True if the definition is used as a comment, so that its text is not meant for readers.
fn is_comment(definition: &LinkDefinition) -> bool {
    definition.target.trim_matches('#').is_empty()
        || definition.name.chars().all(|c| !c.is_alphanumeric())
        || definition.name == "comment"
}

/// True for something that looks like an address or a file name.
fn is_address(target: &str) -> bool {
    let ending = target.rsplit_once('.').map_or("", |(_, ending)| ending);
    let named =
        (2..=8).contains(&ending.len()) && ending.bytes().all(|b| b.is_ascii_alphanumeric());
    target.contains(['/', '#', '@']) || target.starts_with("mailto:") || named
}

/// The rest of the line from byte `at`.
fn line(source: &str, at: usize) -> Range<usize> {
    let end = source[at..].find('\n').map_or(source.len(), |i| at + i);
    at..at + source[at..end].trim_end().len()
}

/// Lines that look like definitions and that no node covers: the name and place of each.
fn lost<'s>(
    source: &'s str,
    offset: usize,
    nodes: &[MarkdownNode],
) -> impl Iterator<Item = (&'s str, Range<usize>)> {
    // The ranges of all blocks of text, to skip lines inside them.
    let mut words: Vec<Range<usize>> = nodes
        .iter()
        .filter(|node| {
            matches!(
                node.event,
                Event::Start(
                    Tag::Paragraph
                        | Tag::Heading { .. }
                        | Tag::CodeBlock(_)
                        | Tag::HtmlBlock
                        | Tag::Table(_)
                ) | Event::Text(_)
                    | Event::Code(_)
                    | Event::InlineHtml(_)
            )
        })
        .map(|node| node.range.start - offset..node.range.end - offset)
        .collect();
    words.sort_by_key(|range| range.start);
    let mut next = 0;
    let mut covered = 0;
    let mut at = 0;
    source.split_inclusive('\n').filter_map(move |typed| {
        let start = at;
        at += typed.len();
        let marks = |c: char| c.is_ascii_digit() || " \t>-*+.)".contains(c);
        let rest = typed.trim_start_matches(marks);
        let inner = rest.strip_prefix('[').filter(|inner| !inner.starts_with('^'))?;
        let (name, _) = inner.split_once("]:")?;
        let from = start + typed.len() - rest.len();
        while let Some(range) = words.get(next).filter(|range| range.start <= from) {
            covered = covered.max(range.end);
            next += 1;
        }
        let free = from >= covered && !name.is_empty() && !name.contains(['[', ']']);
        free.then(|| (name, from..from + rest.trim_end().len()))
    })
}
