//! Collects the links, images and link targets of raw HTML.
//!
//! In goes a document whose nodes are final; its links, images and targets are extended.
//! [`with_value`] replaces a typed address by that of the output.

use super::cut::{self, Attribute, PieceKind};
use crate::markdown::{Document, Image, Link, NodeKind, RawTarget};
use crate::source::{FileId, Span};
use pulldown_cmark::Event;
use std::ops::Range;

/// Appends the links, images and targets of raw HTML to those of Markdown.
pub(crate) fn collect(document: &mut Document, file: FileId) {
    let Document { nodes, links, images, targets, .. } = document;
    for (i, node) in nodes.iter().enumerate() {
        let (NodeKind::Raw | NodeKind::RawImage, Event::Html(html) | Event::InlineHtml(html)) =
            (node.kind, &node.event)
        else {
            continue;
        };
        if !matches!(cut::name(html), Some((_, false))) {
            continue;
        }
        let (pieces, _) = cut::cut(html);
        let Some(PieceKind::Open(tag)) = pieces.first().map(|piece| &piece.what) else { continue };
        let exact = node.range.len() == html.len();
        let span = |at: &Range<usize>| match exact {
            true => Span::new(file, node.range.start + at.start..node.range.start + at.end),
            false => Span::new(file, node.range.clone()),
        };
        let value = |name: &str| tag.attribute(name).map_or("", |a| a.value.as_str()).to_owned();
        if node.kind == NodeKind::RawImage {
            let src = tag.attribute("src");
            images.push(Image {
                node: i,
                alone: false,
                target: src.map_or("", |a| a.value.as_str()).to_owned(),
                alt: value("alt"),
                title: value("title"),
                span: span(src.map_or(&tag.head, |a| &a.at)),
                raw: Some(src.map_or(0..0, |a| a.value_at.clone())),
            });
        } else if tag.name == "a"
            && let Some(Attribute { value, at, value_at, .. }) = tag.attribute("href")
        {
            let (target, raw) = (value.clone(), Some(value_at.clone()));
            links.push(Link { node: i, target, span: span(at), raw });
        } else if let Some(Attribute { value, at, value_at, .. }) = tag.attribute("cite") {
            let (target, raw) = (value.clone(), Some(value_at.clone()));
            links.push(Link { node: i, target, span: span(at), raw });
        }
        let id = tag.attribute("id");
        // A link with both `id` and `name` is one target.
        let name = tag.attribute("name").filter(|name| id.is_none_or(|id| id.value != name.value));
        for named in id.into_iter().chain(name.filter(|_| tag.name == "a")) {
            targets.push(RawTarget { id: named.value.clone(), span: span(&named.at) });
        }
    }
    links.sort_by_key(|link| link.node);
    images.sort_by_key(|image| image.node);
}

/// Replaces the value at the place `at` of a tag, which comes from [`Link::raw`] or [`Image::raw`].
pub fn with_value(html: &str, at: &Range<usize>, value: &str) -> String {
    let mut tag = html[..at.start].to_owned();
    tag.push('"');
    // Writing to a string cannot fail.
    let _ = pulldown_cmark_escape::escape_html(&mut tag, value);
    tag.push('"');
    tag.push_str(&html[at.end..]);
    tag
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn value_replaces_another_with_its_quotation_marks() {
        for (html, expect) in [
            ("<a id=b href=c.md>", "<a id=b href=\"d&amp;e\">"),
            ("<a href = 'c\"d' id=b>", "<a href = \"d&amp;e\" id=b>"),
            ("<a href=\"c\"/>", "<a href=\"d&amp;e\"/>"),
        ] {
            let (pieces, _) = cut::cut(html);
            let PieceKind::Open(tag) = &pieces[0].what else { panic!("{pieces:?}") };
            let at = &tag.attribute("href").expect("it has one").value_at;
            assert_eq!(with_value(html, at, "d&e"), expect);
        }
    }
}
