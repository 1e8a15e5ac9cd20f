//! Computes the stretch of text inside each inline element.
//!
//! In go nodes and their plain text; out comes a range for each element that a mark may enclose.

use crate::markdown::text::PlainText;
use crate::markdown::{MarkdownNode, NodeKind};
use std::ops::Range;

/// For each node that opens an inline element, the stretch of text inside it. `None` if it contains
/// raw HTML, because the author's tags may end elsewhere, or struck out text, which no mark covers.
pub(super) fn inline_ranges(
    nodes: &[MarkdownNode],
    text: &PlainText,
    leaf_of: &[Option<usize>],
) -> Vec<Option<Range<usize>>> {
    struct OpenElement {
        node: usize,
        start: Option<usize>,
        raw: bool,
    }
    let mut ranges = vec![None; nodes.len()];
    let mut stack: Vec<OpenElement> = Vec::new();
    let mut at = 0;
    for (i, node) in nodes.iter().enumerate() {
        match node.kind {
            NodeKind::OpenInline | NodeKind::OpenLink => {
                stack.push(OpenElement { node: i, start: None, raw: false });
            }
            NodeKind::CloseInline | NodeKind::CloseLink => {
                let Some(element) = stack.pop() else { continue };
                ranges[element.node] = (!element.raw).then(|| element.start.unwrap_or(at)..at);
                if let Some(outer) = stack.last_mut() {
                    outer.raw |= element.raw;
                    outer.start = outer.start.or(element.start);
                }
            }
            NodeKind::Text | NodeKind::Code | NodeKind::Break if leaf_of[i].is_some() => {}
            NodeKind::Raw | NodeKind::Text | NodeKind::Code | NodeKind::Break => {
                if let Some(inner) = stack.last_mut() {
                    inner.raw = true;
                }
            }
            _ => {}
        }
        if let Some(leaf) = leaf_of[i] {
            let range = &text.leaves[leaf].range;
            if let Some(inner) = stack.last_mut() {
                inner.start = inner.start.or(Some(range.start));
            }
            at = range.end;
        }
    }
    ranges
}
