//! Handles raw HTML in Markdown: reports it, or checks it if the site allows it.
//!
//! In go nodes; out come the nodes that are kept. Comments that stand by themselves are always
//! dropped: an author's remarks to colleagues are not for readers. If a site allows raw HTML, it is
//! split as browsers do (`cut`), each tag is checked against a list (`allowed`, `refuse`), and all
//! of it must nest properly together with Markdown's own elements (`nest`). Valid HTML is not
//! changed: a block comes out as one node for each tag and each run of text, with the same bytes.

pub mod allowed;
mod chunk;
pub mod cut;
mod nest;
pub mod places;
pub mod refuse;

use super::nodes::{MarkdownNode, MarkdownOptions, NodeKind};
use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Span};
use chunk::{Chunk, forbidden, is_comment};
use nest::Nest;
use pulldown_cmark::{Event, Tag, TagEnd};

/// Drops comments, drops and reports other raw HTML unless the site allows it, and reports what no
/// site may contain. A tag of each of the elements `unread` was reported already.
pub fn admit(
    nodes: Vec<MarkdownNode>,
    file: FileId,
    options: MarkdownOptions,
    unread: Vec<String>,
    out: &mut Vec<Diagnostic>,
) -> Vec<MarkdownNode> {
    if !nodes.iter().any(|n| n.kind == NodeKind::Raw) {
        return nodes;
    }
    if options.raw_html {
        return allow(nodes, file, options.rewrite, unread, out);
    }
    let mut kept = Vec::with_capacity(nodes.len());
    let mut block: Option<Chunk> = None;
    for node in nodes {
        if let Some(chunk) = &mut block {
            let ends = matches!(node.event, Event::End(TagEnd::HtmlBlock));
            chunk.push(node);
            if ends && let Some(chunk) = block.take() {
                out.extend(chunk.forbid(file));
            }
            continue;
        }
        match &node.event {
            Event::Start(Tag::HtmlBlock) => block = Some(Chunk::new(node)),
            Event::InlineHtml(html) => {
                if !is_comment(html) && !html.starts_with("</") {
                    out.push(forbidden(Span::new(file, node.range.clone())));
                }
            }
            _ => kept.push(node),
        }
    }
    kept
}
/// Checks raw HTML, and splits blocks of it into nodes. If `rewrite` is set, comments that stand by
/// themselves are dropped.
fn allow(
    nodes: Vec<MarkdownNode>,
    file: FileId,
    rewrite: bool,
    unread: Vec<String>,
    out: &mut Vec<Diagnostic>,
) -> Vec<MarkdownNode> {
    let mut nest = Nest::after(unread);
    let mut kept: Vec<MarkdownNode> = Vec::with_capacity(nodes.len());
    let mut block: Option<Chunk> = None;
    // The alternative text of an image has no markup.
    let mut images = 0;
    for mut node in nodes {
        if let Some(chunk) = &mut block {
            let ends = matches!(node.event, Event::End(TagEnd::HtmlBlock));
            chunk.push(node);
            if ends && let Some(chunk) = block.take() {
                kept.extend(chunk.admit(file, rewrite, &mut nest, out));
            }
            continue;
        }
        match &node.event {
            Event::Start(Tag::HtmlBlock) => {
                nest.block(out);
                block = Some(Chunk::new(node));
                continue;
            }
            Event::Start(Tag::Image { .. }) => images += 1,
            Event::End(TagEnd::Image) => images -= 1,
            Event::InlineHtml(html) if images == 0 => {
                if rewrite && is_comment(html) {
                    continue;
                }
                let chunk = Chunk::new(node.clone());
                chunk.check(file, &mut nest, out);
                if matches!(cut::name(html), Some((name, false)) if name == "img") {
                    node.kind = NodeKind::RawImage;
                }
            }
            _ if images == 0 => nest.markdown(&node, out),
            _ => {}
        }
        kept.push(node);
    }
    nest.end(out);
    kept
}
