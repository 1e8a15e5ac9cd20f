//! Parses a section's Markdown, once, into the list of nodes that all later steps use.
//!
//! In goes CommonMark with the extensions of GitHub (tables, strikethrough, task lists, footnotes,
//! alerts); out comes a [`Document`]: the parser's events, each with its place and its kind, after
//! the rewrites that need only the section itself. In this order:
//!
//! 1. events of pulldown-cmark; addresses taken out of headings (`headings`); syntax of other
//!    tools (`foreign`), lost definitions (`definitions`), lost cells (`cells`) and emphasis that is
//!    none (`emphasis`) reported; raw HTML admitted or reported ([`raw`]);
//! 2. images become one node each, to be filled in when the files are known;
//! 3. footnotes move to the end, with links both ways ([`footnotes`]);
//! 4. alerts, aligned table cells and task markers become markup without `style` attributes, and
//!    addresses that are links keep their direction (`addresses`);
//! 5. code is split into tokens with classes ([`highlight`]);
//! 6. the plain text is extracted ([`text`]), in which quotes are looked up.
//!
//! Headings, links and images are listed, so that [`crate::resolve`] can give them ids and targets.

pub mod footnotes;
mod document;
mod nodes;
mod addresses;
mod cells;
mod definitions;
mod emphasis;
mod foreign;
mod hashes;
mod headings;
pub(crate) mod many;
mod order;
pub mod outline;
pub mod highlight;
pub mod labels;
pub mod raw;
pub mod size;
pub mod text;

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{FileId, Span};
pub use document::{Document, Reordered};
use highlight::CodeTokens;
pub use nodes::{
    Heading, Image, Link, MarkdownNode, MarkdownOptions, NodeKind, Patches, RawTarget,
};
use pulldown_cmark::{Alignment, Event, Parser, Tag, TagEnd};
use text::PlainText;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Parses `source`, which stands in `file` from byte `offset` on. `slug` is the section's part of
/// the ids of footnotes.
pub fn parse(
    source: &str,
    file: FileId,
    offset: usize,
    slug: &str,
    options: MarkdownOptions,
) -> (Document, Vec<Diagnostic>) {
    parse_with(source, file, offset, slug, options, &CodeTokens::default())
}

/// Like [`parse`]; the tokens of code are taken from `known`, where it has them.
pub fn parse_with(
    source: &str,
    file: FileId,
    offset: usize,
    slug: &str,
    options: MarkdownOptions,
    known: &CodeTokens,
) -> (Document, Vec<Diagnostic>) {
    let mut out = Vec::new();
    let parser = Parser::new_ext(source, extensions(options.section));
    let defined = definitions::collect(parser.reference_definitions());
    let mut nodes: Vec<MarkdownNode> = parser
        .into_offset_iter()
        .map(|(event, range)| {
            let range = range.start + offset..range.end + offset;
            MarkdownNode { kind: kind(&event), event: event.into_static(), range }
        })
        .collect();
    let mut given = headings::GivenAttributes::default();
    let mut unread = Vec::new();
    if options.section && options.rewrite {
        (nodes, given) = headings::rewrite(nodes, source, file, offset, &mut out);
        unread =
            foreign::find(source, file, offset, &nodes, &given.braces, options.raw_html, &mut out);
        definitions::find(source, file, offset, &nodes, &defined, &mut out);
        hashes::find(source, file, offset, &nodes, &mut out);
        cells::find(source, file, offset, &nodes, &mut out);
        emphasis::find(source, file, offset, &nodes, &mut out);
    }
    nodes = raw::admit(nodes, file, options, unread, &mut out);
    if options.rewrite && options.section {
        let escaped = |at: usize| source[..at - offset].ends_with('\\');
        nodes = footnotes::rewrite(nodes, file, slug, escaped, &mut out);
    }
    if options.rewrite {
        nodes = addresses::isolate(restyle(nodes));
    }
    let mut code = Vec::new();
    if options.rewrite && options.section {
        (nodes, code) = highlight::rewrite(nodes, known);
    }
    let mut document = Document {
        code,
        text: PlainText::default(),
        nodes,
        headings: Vec::new(),
        links: Vec::new(),
        images: Vec::new(),
        targets: Vec::new(),
        reordered: Vec::new(),
    };
    collect_images(&mut document, file, options.rewrite);
    collect_places(&mut document, file, &mut given);
    if options.raw_html {
        raw::places::collect(&mut document, file);
    }
    document.text = PlainText::read(&document.nodes);
    document.text.locate_code(&document.nodes, source, offset);
    document.reordered = order::find(&document, file, offset, source);
    order::report_stray(&document, file, offset, source, &mut out);
    (document, many::limit(out))
}

/// The parser options for GitHub's extensions, with footnotes if `footnotes` is set.
pub(crate) fn extensions(footnotes: bool) -> pulldown_cmark::Options {
    let mut extensions = pulldown_cmark::Options::ENABLE_TABLES
        | pulldown_cmark::Options::ENABLE_STRIKETHROUGH
        | pulldown_cmark::Options::ENABLE_TASKLISTS
        | pulldown_cmark::Options::ENABLE_GFM;
    extensions.set(pulldown_cmark::Options::ENABLE_FOOTNOTES, footnotes);
    extensions
}

fn kind(event: &Event) -> NodeKind {
    match event {
        Event::Start(tag) => match tag {
            Tag::Link { .. } => NodeKind::OpenLink,
            Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript => NodeKind::OpenInline,
            Tag::Image { .. } => NodeKind::Atom,
            Tag::FootnoteDefinition(_) => NodeKind::OpenNote,
            _ => NodeKind::OpenBlock,
        },
        Event::End(tag) => match tag {
            TagEnd::Link => NodeKind::CloseLink,
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript => NodeKind::CloseInline,
            TagEnd::Image => NodeKind::Atom,
            _ => NodeKind::CloseBlock,
        },
        Event::Text(_) => NodeKind::Text,
        Event::Code(_) => NodeKind::Code,
        Event::SoftBreak | Event::HardBreak => NodeKind::Break,
        Event::Html(_) | Event::InlineHtml(_) => NodeKind::Raw,
        Event::Rule => NodeKind::Rule,
        Event::FootnoteReference(_)
        | Event::TaskListMarker(_)
        | Event::InlineMath(_)
        | Event::DisplayMath(_) => NodeKind::Atom,
    }
}

/// Rewrites alerts, aligned cells and task markers to markup that a strict content security policy
/// allows.
fn restyle(nodes: Vec<MarkdownNode>) -> Vec<MarkdownNode> {
    let mut alignments: Vec<Alignment> = Vec::new();
    let mut cell = 0;
    let mut tag = "th";
    let mut kept = Vec::with_capacity(nodes.len());
    for mut node in nodes {
        match &mut node.event {
            Event::Start(Tag::BlockQuote(Some(kind))) => {
                node.event = Event::Html(labels::alert(*kind).into());
            }
            Event::End(TagEnd::BlockQuote(Some(_))) => node.event = Event::Html("</div>\n".into()),
            Event::Start(Tag::Table(columns)) => {
                alignments = std::mem::take(columns);
                // Without alignments, pulldown-cmark writes no `style` attributes.
                *columns = vec![Alignment::None; alignments.len()];
            }
            Event::Start(Tag::TableHead) => (cell, tag) = (0, "th"),
            Event::Start(Tag::TableRow) => (cell, tag) = (0, "td"),
            Event::Start(Tag::TableCell) => {
                if let Some(class) = alignments.get(cell).copied().and_then(alignment) {
                    node.event = Event::Html(format!("<{tag} class=\"{class}\">").into());
                }
            }
            Event::End(TagEnd::TableCell) => {
                if alignments.get(cell).copied().and_then(alignment).is_some() {
                    node.event = Event::Html(format!("</{tag}>").into());
                }
                cell += 1;
            }
            Event::TaskListMarker(done) => {
                node.event = Event::InlineHtml(labels::task(*done).into());
            }
            _ => {}
        }
        kept.push(node);
    }
    kept
}

fn alignment(alignment: Alignment) -> Option<&'static str> {
    match alignment {
        Alignment::None => None,
        Alignment::Left => Some("align-start"),
        Alignment::Center => Some("align-center"),
        Alignment::Right => Some("align-end"),
    }
}

/// Merges each image into one node. Its HTML is known only when its file is.
fn collect_images(document: &mut Document, file: FileId, rewrite: bool) {
    let mut kept: Vec<MarkdownNode> = Vec::with_capacity(document.nodes.len());
    let mut depth = 0;
    for mut node in std::mem::take(&mut document.nodes) {
        match &node.event {
            Event::Start(Tag::Image { dest_url, title, .. }) => {
                if depth == 0 {
                    document.images.push(Image {
                        node: kept.len(),
                        alone: false,
                        target: dest_url.to_string(),
                        alt: String::new(),
                        title: title.to_string(),
                        span: Span::new(file, node.range.clone()),
                        raw: None,
                    });
                    if rewrite {
                        let range = node.range.clone();
                        let event = Event::InlineHtml("".into());
                        kept.push(MarkdownNode { event, kind: NodeKind::Atom, range });
                    }
                }
                depth += 1;
            }
            Event::End(TagEnd::Image) => {
                depth -= 1;
                if rewrite {
                    continue;
                }
            }
            event if depth > 0 => {
                if let Some(image) = document.images.last_mut() {
                    match event {
                        Event::Text(t) | Event::Code(t) => image.alt.push_str(t),
                        Event::SoftBreak | Event::HardBreak => image.alt.push(' '),
                        _ => {}
                    }
                }
            }
            _ => {}
        }
        let inside = depth > 0;
        if !rewrite {
            // The alternative text of an image is not part of the text.
            if inside {
                node.kind = NodeKind::Atom;
            }
            kept.push(node);
        } else if !inside {
            kept.push(node);
        }
    }
    for image in document.images.iter_mut().filter(|_| rewrite) {
        let event = |at: Option<usize>| at.and_then(|at| kept.get(at)).map(|node| &node.event);
        let before = event(image.node.checked_sub(1));
        let after = event(Some(image.node + 1));
        image.alone = matches!(before, Some(Event::Start(Tag::Paragraph)))
            && matches!(after, Some(Event::End(TagEnd::Paragraph)));
    }
    document.nodes = kept;
}

fn collect_places(document: &mut Document, file: FileId, given: &mut headings::GivenAttributes) {
    let mut heading: Option<(usize, u8, String, Span)> = None;
    for (i, node) in document.nodes.iter().enumerate() {
        match &node.event {
            Event::Start(Tag::Heading { level, .. }) => {
                let span = Span::new(file, node.range.clone());
                heading = Some((i, *level as u8, String::new(), span));
            }
            Event::End(TagEnd::Heading(_)) => {
                if let Some((node, level, words, span)) = heading.take() {
                    let id = given.ids.remove(&(span.start as usize));
                    let slug = slug(&words);
                    document.headings.push(Heading { node, level, words, slug, id, span });
                }
            }
            Event::Text(t) | Event::Code(t) => {
                if let Some((_, _, words, _)) = &mut heading {
                    words.push_str(t);
                }
            }
            Event::SoftBreak | Event::HardBreak => {
                if let Some((_, _, words, _)) = &mut heading {
                    words.push(' ');
                }
            }
            Event::Start(Tag::Link { dest_url, link_type, .. }) => {
                let target = match link_type {
                    pulldown_cmark::LinkType::Email => format!("mailto:{dest_url}"),
                    _ => dest_url.to_string(),
                };
                let span = Span::new(file, node.range.clone());
                document.links.push(Link { node: i, target, span, raw: None });
            }
            _ => {}
        }
    }
}

/// Converts the text of a heading to a part of an address: lowercase, with hyphens between words.
/// Combining marks are kept. Composed and decomposed text (Unicode Standard Annex 15) give the same
/// address, in composed form.
pub fn slug(words: &str) -> String {
    let mut slug = String::new();
    for c in words.chars().flat_map(char::to_lowercase).nfc() {
        let is_mark = is_combining_mark(c) && slug.ends_with(|c: char| c != '-');
        if c.is_alphanumeric() || is_mark {
            slug.push(c);
        } else if !slug.is_empty()
            && !slug.ends_with('-')
            && (c.is_whitespace() || c == '-' || c == '_')
        {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "heading".to_owned() } else { slug.to_owned() }
}

/// A short Markdown text, such as a `note`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// As HTML.
    pub html: String,
    /// Its words, without markup.
    pub text: String,
}

/// Reads a short Markdown text: no claims, no raw HTML, and only links to the web. Faults in it are
/// reported at `span`, the place of the whole text.
pub fn remark(source: &str, span: Span, out: &mut Vec<Diagnostic>) -> Remark {
    let options = MarkdownOptions { raw_html: false, rewrite: true, section: false };
    let (mut document, faults) = parse(source, span.file, 0, "note", options);
    out.extend(faults.into_iter().map(|mut d| {
        d.place = Some(crate::diagnostic::Label { span, text: String::new() });
        d.related.clear();
        // The option to allow raw HTML does not apply to notes.
        d.hints.truncate(1);
        d
    }));
    // Literal characters were reported when the text was read; these were written as entities.
    for one in document.reordered.iter().filter(|_| !crate::characters::may_reorder(source)) {
        out.push(Diagnostic::at(Code::TextReordered, span, one.message()));
    }
    for link in &document.links {
        if let Err(reason) = crate::model::address::check_url(&link.target) {
            out.push(
                Diagnostic::at(Code::LinkScheme, span, reason)
                    .hint("a note links to full addresses only"),
            );
        }
    }
    for image in &document.images {
        out.push(Diagnostic::at(Code::ImageMissing, span, "a note holds no images"));
        document.nodes[image.node].event = Event::Text(image.alt.clone().into());
    }
    if !document.headings.is_empty() {
        out.push(
            Diagnostic::at(
                Code::HeadingLevel,
                span,
                "a note holds no headings; they are shown as paragraphs",
            )
            .hint("write them in bold: `**like this**`"),
        );
        for node in &mut document.nodes {
            match &node.event {
                Event::Start(Tag::Heading { .. }) => node.event = Event::Start(Tag::Paragraph),
                Event::End(TagEnd::Heading(_)) => node.event = Event::End(TagEnd::Paragraph),
                _ => {}
            }
        }
    }
    let mut html = String::with_capacity(source.len() * 3 / 2);
    pulldown_cmark::html::push_html(&mut html, document.nodes.into_iter().map(|n| n.event));
    Remark { html, text: document.text.text }
}
