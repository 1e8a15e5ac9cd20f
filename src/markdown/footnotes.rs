//! Processes footnotes: numbers them by first mention, moves them to the end of the section, and
//! links them both ways.
//!
//! In go nodes with references and definitions where the author put them; out come nodes with the
//! definitions in one list at the end. A definition that is never referenced, or whose name was
//! already defined, is reported and left out. A reference without a definition is reported where it
//! stands.

use super::labels;
use super::nodes::{MarkdownNode, NodeKind};
use crate::diagnostic::{Code, Diagnostic, Names};
use crate::source::{FileId, Span};
use ahash::HashMap;
use pulldown_cmark::{Event, Tag, TagEnd};
use pulldown_cmark_escape::escape_html_body_text;
use std::cell::OnceCell;
use std::ops::Range;

struct FootnoteDefinition {
    name: String,
    span: Span,
    nodes: Vec<MarkdownNode>,
    /// The number by first mention. `references` holds the ids of the references to it.
    number: Option<usize>,
    references: Vec<String>,
}

/// Rewrites the footnotes of a section whose address is `slug`. `escaped` returns true if the byte
/// at an offset of the file follows a backslash.
pub fn rewrite(
    nodes: Vec<MarkdownNode>,
    file: FileId,
    slug: &str,
    escaped: impl Fn(usize) -> bool,
    out: &mut Vec<Diagnostic>,
) -> Vec<MarkdownNode> {
    let (mut main, mut definitions) = take_definitions(nodes, file);
    let reported = out.len();
    report_missing(&main, &definitions, file, &escaped, out);
    for definition in &definitions {
        report_missing(&definition.nodes, &definitions, file, &escaped, out);
    }
    let missing: Vec<Span> =
        out[reported..].iter().filter_map(|d| Some(d.place.as_ref()?.span)).collect();
    if !missing.is_empty() {
        main = set_apart(main, &missing);
        for definition in &mut definitions {
            definition.nodes = set_apart(std::mem::take(&mut definition.nodes), &missing);
        }
    }
    if definitions.is_empty() {
        return main;
    }
    let by_name: HashMap<String, usize> =
        definitions.iter().enumerate().rev().map(|(i, d)| (d.name.to_lowercase(), i)).collect();
    let mut order: Vec<usize> = Vec::new();
    number(&mut main, &by_name, &mut definitions, &mut order, slug);
    let mut next = 0;
    while let Some(&i) = order.get(next) {
        let mut body = std::mem::take(&mut definitions[i].nodes);
        number(&mut body, &by_name, &mut definitions, &mut order, slug);
        definitions[i].nodes = body;
        next += 1;
    }
    let unused: Vec<usize> =
        (0..definitions.len()).filter(|i| definitions[*i].number.is_none()).collect();
    for (i, definition) in unused.iter().map(|i| (*i, &definitions[*i])) {
        let first =
            &definitions[by_name.get(&definition.name.to_lowercase()).copied().unwrap_or(i)];
        if first.span != definition.span {
            let message = format!(
                "the footnote `{}` is defined twice, and this text is lost",
                definition.name
            );
            out.push(
                Diagnostic::at(Code::DefinitionDuplicate, definition.span, message)
                    .also(first.span, "this one is shown")
                    .hint("give one of the two another name, or put both texts into one"),
            );
            continue;
        }
        out.push(
            Diagnostic::at(
                Code::FootnoteUnused,
                definition.span,
                format!("nothing refers to the footnote `{}`", definition.name),
            )
            .hint(format!("refer to it with `[^{}]`, or remove it", definition.name)),
        );
    }
    // An unused definition may be the one that a broken reference means. It keeps its words in the
    // text, so that quotes from it are not reported as missing too.
    for i in unused.into_iter().filter(|_| !missing.is_empty()) {
        if by_name.get(&definitions[i].name.to_lowercase()) == Some(&i) {
            order.push(i);
            definitions[i].number = Some(order.len());
        }
    }
    if order.is_empty() {
        return main;
    }
    let end = main.last().map_or(0, |n| n.range.end);
    let html = |kind, html: String| MarkdownNode {
        event: Event::Html(html.into()),
        kind,
        range: end..end,
    };
    main.push(html(NodeKind::OpenBlock, "<div class=\"footnotes\">\n<ol>\n".into()));
    for i in order {
        let definition = &mut definitions[i];
        let number = definition.number.unwrap_or(0);
        main.push(html(NodeKind::OpenNote, format!("<li id=\"fn-{slug}-{number}\">\n")));
        let mut body = std::mem::take(&mut definition.nodes);
        let back: String = definition.references.iter().map(|id| labels::back(id)).collect();
        let back = MarkdownNode {
            event: Event::InlineHtml(back.into()),
            kind: NodeKind::Atom,
            range: end..end,
        };
        match body.last().map(|n| &n.event) {
            Some(Event::End(TagEnd::Paragraph)) => body.insert(body.len() - 1, back),
            _ => body.push(back),
        }
        main.extend(body);
        main.push(html(NodeKind::CloseBlock, "</li>\n".into()));
    }
    main.push(html(NodeKind::CloseBlock, "</ol>\n</div>\n".into()));
    main
}

/// Turns each broken reference into inline HTML without plain text, as a working reference would
/// be. The sentence around it then keeps its plain text once the reference is mended.
fn set_apart(nodes: Vec<MarkdownNode>, missing: &[Span]) -> Vec<MarkdownNode> {
    let mut out = Vec::with_capacity(nodes.len());
    for node in nodes {
        let Event::Text(text) = &node.event else {
            out.push(node);
            continue;
        };
        let start = node.range.start;
        let inside =
            |span: &&Span| start < span.end as usize && (span.start as usize) < node.range.end;
        if node.range.len() != text.len() || !missing.iter().any(|span| inside(&span)) {
            out.push(node);
            continue;
        }
        let mut piece = |range: Range<usize>, is_reference: bool| {
            let Some(words) = text.get(range.clone()).filter(|words| !words.is_empty()) else {
                return;
            };
            let event = match is_reference {
                true => {
                    let mut html = String::new();
                    // Writing to a string cannot fail.
                    let _ = escape_html_body_text(&mut html, words);
                    Event::InlineHtml(html.into())
                }
                false => Event::Text(words.to_owned().into()),
            };
            let kind = if is_reference { NodeKind::Atom } else { node.kind };
            out.push(MarkdownNode { event, kind, range: start + range.start..start + range.end });
        };
        let mut at = 0;
        for span in missing.iter().filter(inside) {
            let from = (span.start as usize).saturating_sub(start).max(at);
            let to = (span.end as usize - start).min(text.len());
            piece(at..from, false);
            piece(from..to, true);
            at = to;
        }
        piece(at..text.len(), false);
    }
    out
}

fn take_definitions(
    nodes: Vec<MarkdownNode>,
    file: FileId,
) -> (Vec<MarkdownNode>, Vec<FootnoteDefinition>) {
    let mut main = Vec::with_capacity(nodes.len());
    let mut definitions: Vec<FootnoteDefinition> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for node in nodes {
        match &node.event {
            Event::Start(Tag::FootnoteDefinition(name)) => {
                open.push(definitions.len());
                let head = node.range.start..node.range.start + name.len() + 4;
                definitions.push(FootnoteDefinition {
                    name: name.to_string(),
                    span: Span::new(file, head),
                    nodes: Vec::new(),
                    number: None,
                    references: Vec::new(),
                });
            }
            Event::End(TagEnd::FootnoteDefinition) => {
                open.pop();
            }
            _ => match open.last() {
                Some(&i) => definitions[i].nodes.push(node),
                None => main.push(node),
            },
        }
    }
    (main, definitions)
}

/// Numbers the references in `nodes` and turns them into links.
fn number(
    nodes: &mut [MarkdownNode],
    by_name: &HashMap<String, usize>,
    definitions: &mut [FootnoteDefinition],
    order: &mut Vec<usize>,
    slug: &str,
) {
    for node in nodes {
        let Event::FootnoteReference(name) = &node.event else { continue };
        let Some(&i) = by_name.get(&name.to_lowercase()) else { continue };
        let definition = &mut definitions[i];
        let number = *definition.number.get_or_insert_with(|| {
            order.push(i);
            order.len()
        });
        let id = match definition.references.len() {
            0 => format!("fnref-{slug}-{number}"),
            n => format!("fnref-{slug}-{number}--{}", n + 1),
        };
        let html = labels::footnote(&format!("{slug}-{number}"), &id, number);
        definition.references.push(id);
        node.event = Event::InlineHtml(html.into());
    }
}

/// Reports references without a definition. The parser returns `[^name]` as text in that case. An
/// author who means the text escapes it.
fn report_missing(
    nodes: &[MarkdownNode],
    definitions: &[FootnoteDefinition],
    file: FileId,
    escaped: &impl Fn(usize) -> bool,
    out: &mut Vec<Diagnostic>,
) {
    let known = OnceCell::new();
    let known = || known.get_or_init(|| Names::of(definitions.iter().map(|d| d.name.as_str())));
    // The parser splits `[^name]` into several texts, so neighbours are joined before looking.
    let mut i = 0;
    while i < nodes.len() {
        // A block of code shows its text as it is typed.
        if matches!(nodes[i].event, Event::Start(Tag::CodeBlock(_))) {
            let is_end = |node: &MarkdownNode| node.event == Event::End(TagEnd::CodeBlock);
            i += nodes[i..].iter().position(is_end).unwrap_or(0) + 1;
            continue;
        }
        let mut words = String::new();
        let start = nodes[i].range.start;
        let mut end = start;
        // Text that was typed otherwise, for example as a character entity, contains no reference.
        while let Some(MarkdownNode { event: Event::Text(t), range, .. }) = nodes.get(i)
            && (words.is_empty() || range.start == end)
            && range.len() == t.len()
        {
            words.push_str(t);
            end = range.end;
            i += 1;
        }
        if words.is_empty() {
            i += 1;
            continue;
        }
        let mut at = 0;
        while let Some(found) = words[at..].find("[^") {
            let open = at + found;
            at = open + 2;
            // A name contains no brackets.
            let Some(length) = words[at..].find([']', '[']) else { break };
            if words[at + length..].starts_with('[') {
                continue;
            }
            let name = &words[at..at + length];
            if name.is_empty() || name.contains(char::is_whitespace) || escaped(start + open) {
                continue;
            }
            let span = Span::new(file, start + open..start + at + length + 1);
            out.push(
                Diagnostic::at(
                    Code::FootnoteMissing,
                    span,
                    format!("the footnote `{name}` is not defined in this section"),
                )
                .maybe_hint(known().did_you_mean(name))
                .hint(format!(
                    "define it with `[^{name}]: ...`, or write `\\[^{name}]` for the text"
                )),
            );
        }
    }
}
