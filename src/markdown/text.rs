//! The words of a document as one string, and the way back from it to the nodes.
//!
//! In go nodes; out comes a [`PlainText`]. Inline markup adds nothing to it, the edges of blocks
//! and line breaks add white space, and each footnote stands behind a barrier that no quote
//! crosses. Images and footnote references have no words.

use super::{Kind, Node};
use crate::anchor::BARRIER;
use crate::anchor::normal::Normal;
use pulldown_cmark::{Event, Tag, TagEnd};
use std::ops::Range;

/// A node's stretch of the plain text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaf {
    /// Bytes of the plain text.
    pub range: Range<usize>,
    /// Index of the node.
    pub node: usize,
}

/// The words of a document.
#[derive(Debug, Clone, Default)]
pub struct PlainText {
    /// The words.
    pub text: String,
    /// Text, code and breaks, in order.
    pub leaves: Vec<Leaf>,
    /// The words in the form in which quotes are looked up in them.
    pub normal: Normal,
}

impl PlainText {
    /// Reads the words off `nodes`.
    pub fn read(nodes: &[Node]) -> Self {
        let mut plain = Self::default();
        // What stands in a block of raw HTML is white space between its lines, not words.
        let mut raw = false;
        for (i, node) in nodes.iter().enumerate() {
            match &node.event {
                Event::Start(Tag::HtmlBlock) => raw = true,
                Event::End(TagEnd::HtmlBlock) => raw = false,
                _ => {}
            }
            match node.kind {
                _ if raw => {}
                Kind::OpenBlock | Kind::CloseBlock | Kind::Rule => plain.separate('\n'),
                Kind::OpenNote => plain.separate(BARRIER),
                Kind::Raw => {
                    if matches!(node.event, Event::Html(_)) {
                        plain.separate('\n');
                    }
                }
                Kind::Text | Kind::Code => {
                    if let Event::Text(t) | Event::Code(t) = &node.event {
                        plain.leaf(i, t);
                    }
                }
                Kind::Break => plain.leaf(i, " "),
                _ => {}
            }
        }
        plain.normal = Normal::new(&plain.text);
        plain
    }

    /// The words of a single line of text, such as a title.
    pub fn line(text: &str) -> Self {
        let mut plain = Self::default();
        plain.leaf(0, text);
        plain.normal = Normal::new(&plain.text);
        plain
    }

    fn leaf(&mut self, node: usize, text: &str) {
        let start = self.text.len();
        self.text.push_str(text);
        self.leaves.push(Leaf { range: start..self.text.len(), node });
    }

    fn separate(&mut self, with: char) {
        if with == BARRIER || !(self.text.is_empty() || self.text.ends_with(['\n', BARRIER])) {
            self.text.push(with);
        }
    }

    /// The end of the words before the node with the index `node`.
    pub fn before(&self, node: usize) -> usize {
        let i = self.leaves.partition_point(|l| l.node < node);
        i.checked_sub(1).map_or(0, |i| self.leaves[i].range.end)
    }

    /// Where the byte `at` of the plain text stands in the file. Exact where a node's words are
    /// its source, as nearly always; else the start of the node that holds it.
    pub fn source_of(&self, nodes: &[Node], at: usize) -> usize {
        let i = self.leaves.partition_point(|l| l.range.end <= at);
        let Some(leaf) = self.leaves.get(i).or(self.leaves.last()) else { return 0 };
        let node = &nodes[leaf.node];
        let inside = at.clamp(leaf.range.start, leaf.range.end) - leaf.range.start;
        match node.kind {
            Kind::Text if node.range.len() == leaf.range.len() => node.range.start + inside,
            Kind::Code => {
                // The fence of backticks on either side is as long as what the words leave.
                let fence = node.range.len().saturating_sub(leaf.range.len()) / 2;
                (node.range.start + fence + inside).min(node.range.end)
            }
            _ if at >= leaf.range.end => node.range.end,
            _ => node.range.start,
        }
    }
}
