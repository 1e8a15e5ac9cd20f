//! The text of a document as one string, with a mapping back to the nodes.
//!
//! In go nodes; out comes a [`PlainText`]. Inline markup adds nothing to it. Block edges and line
//! breaks add white space, and each footnote follows a barrier that no quote crosses. Images and
//! footnote references have no text. Nor has struck out text: the author withdrew it, and `did
//! ~~not~~ ask` says `did ask`. The cells of a table row are separated by tabs, so that the row is
//! one sentence: a cell is about what the row begins with.

use super::nodes::{MarkdownNode, NodeKind};
use super::raw;
use pulldown_cmark::{Event, Tag, TagEnd};
use std::ops::Range;
use text_anchor::BARRIER;
use text_anchor::normal::Normal;

/// A node's stretch of the plain text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaf {
    /// Bytes of the plain text.
    pub range: Range<usize>,
    /// Index of the node.
    pub node: usize,
}

/// The text of a document.
#[derive(Debug, Clone, Default)]
pub struct PlainText {
    /// The text.
    pub text: String,
    /// Text, code and breaks, in order.
    pub leaves: Vec<Leaf>,
    /// The text in normal form, in which quotes are looked up.
    pub normal: Normal,
    /// Where the text of each code span begins in the file, by the index of the leaf. Code spans
    /// over several lines are left out, because their text differs from the source.
    code: Vec<(usize, usize)>,
}

impl PlainText {
    /// Extracts the text of `nodes`.
    pub fn read(nodes: &[MarkdownNode]) -> Self {
        let mut plain = Self::default();
        let mut struck = Struck::default();
        let mut row = false;
        let mut block = false;
        let mut code: Vec<Range<usize>> = Vec::new();
        for (i, node) in nodes.iter().enumerate() {
            struck.pass(node);
            match node.event {
                Event::Start(Tag::CodeBlock(_)) => block = true,
                Event::End(TagEnd::CodeBlock) => block = false,
                _ => {}
            }
            let start = plain.text.len();
            if matches!(node.event, Event::End(TagEnd::TableHead | TagEnd::TableRow)) {
                row = false;
            }
            match node.kind {
                NodeKind::OpenBlock | NodeKind::CloseBlock if row => plain.separate('\t'),
                NodeKind::OpenBlock | NodeKind::CloseBlock | NodeKind::Rule => plain.separate('\n'),
                NodeKind::OpenNote => plain.separate(BARRIER),
                NodeKind::Raw => plain.pass_raw(node, &mut row),
                NodeKind::Text | NodeKind::Code | NodeKind::RawText | NodeKind::Break
                    if struck.is_open() => {}
                NodeKind::Text | NodeKind::Code => {
                    if let Event::Text(t) | Event::Code(t) = &node.event {
                        plain.push_leaf(i, t);
                    }
                }
                NodeKind::RawText => {
                    if let Event::Html(html) = &node.event {
                        plain.push_leaf(i, &raw::cut::words(html));
                    }
                }
                NodeKind::Break => plain.push_leaf(i, " "),
                _ => {}
            }
            row |= matches!(node.event, Event::Start(Tag::TableHead | Tag::TableRow));
            if (block || node.kind == NodeKind::Code) && start < plain.text.len() {
                match code.last_mut().filter(|last| block && last.end == start) {
                    Some(last) => last.end = plain.text.len(),
                    None => code.push(start..plain.text.len()),
                }
            }
        }
        // It lives as long as the site.
        plain.text.shrink_to_fit();
        plain.leaves.shrink_to_fit();
        plain.normal = Normal::new(&plain.text).with_code(&plain.text, code);
        plain
    }

    /// Finds in `source`, which begins at byte `offset` of its file, where the text of code spans
    /// begins. The nodes do not say how many blanks and backticks precede it.
    pub fn locate_code(&mut self, nodes: &[MarkdownNode], source: &str, offset: usize) {
        for (i, leaf) in self.leaves.iter().enumerate() {
            let node = &nodes[leaf.node];
            if node.kind != NodeKind::Code {
                continue;
            }
            let typed = source.get(node.range.start - offset..node.range.end - offset);
            let typed = typed.unwrap_or("").trim_end_matches('`');
            let fence = typed.len() - typed.trim_start_matches('`').len();
            if let Some(at) = typed[fence..].find(&self.text[leaf.range.clone()]) {
                self.code.push((i, node.range.start + fence + at));
            }
        }
        self.code.shrink_to_fit();
    }

    /// The text of a single line, such as a title.
    pub fn line(text: &str) -> Self {
        let mut plain = Self::default();
        plain.push_leaf(0, text);
        plain.normal = Normal::new(&plain.text);
        plain
    }

    fn push_leaf(&mut self, node: usize, text: &str) {
        let start = self.text.len();
        self.text.push_str(text);
        self.leaves.push(Leaf { range: start..self.text.len(), node });
    }

    /// Handles a tag of raw HTML. A table row is one sentence here too.
    fn pass_raw(&mut self, node: &MarkdownNode, row: &mut bool) {
        let (Event::Html(html) | Event::InlineHtml(html)) = &node.event else { return };
        match raw::cut::name(html) {
            None if html.trim_ascii().is_empty() || html.starts_with("<!--") => {}
            // A line break is white space, as in Markdown.
            Some((name, _)) if name == "br" => {
                if !self.text.is_empty() && !self.text.ends_with([' ', '\t', '\n', BARRIER]) {
                    self.text.push(' ');
                }
            }
            Some((name, closes)) if name == "tr" => {
                *row = !closes;
                self.separate('\n');
            }
            Some((name, _)) if !raw::allowed::is_block(&name) => {}
            _ if *row => self.separate('\t'),
            _ => self.separate('\n'),
        }
    }

    fn separate(&mut self, with: char) {
        let apart = match with {
            BARRIER => false,
            '\t' => self.text.ends_with(['\n', '\t', BARRIER]),
            _ => self.text.ends_with(['\n', BARRIER]),
        };
        if with == BARRIER || !(self.text.is_empty() || apart) {
            self.text.push(with);
        }
    }

    /// The end of the text before the node with index `node`.
    pub fn before(&self, node: usize) -> usize {
        let i = self.leaves.partition_point(|l| l.node < node);
        i.checked_sub(1).map_or(0, |i| self.leaves[i].range.end)
    }

    /// The leaf that contains byte `at` of the plain text, or the last one, with its index.
    pub fn leaf_at(&self, at: usize) -> Option<(usize, &Leaf)> {
        let last = self.leaves.len().checked_sub(1)?;
        let i = self.leaves.partition_point(|l| l.range.end <= at).min(last);
        Some((i, &self.leaves[i]))
    }

    /// The bytes of the file that the stretch `range` of the plain text came from. Exact if the
    /// text of a node equals its source, which is usual; otherwise the whole node.
    pub fn source_of(&self, nodes: &[MarkdownNode], range: &Range<usize>) -> Range<usize> {
        let Some(start) = self.bytes_of(nodes, range.start) else { return 0..0 };
        if range.is_empty() {
            return start.start..start.start;
        }
        let last = self.text[range.clone()].chars().next_back().map_or(0, char::len_utf8);
        let end = self.bytes_of(nodes, range.end - last).map_or(start.end, |last| last.end);
        start.start..end.max(start.start)
    }

    /// The bytes of the file that the character at `at` came from; those of its node, if no more is
    /// known.
    fn bytes_of(&self, nodes: &[MarkdownNode], at: usize) -> Option<Range<usize>> {
        let (i, leaf) = self.leaf_at(at)?;
        let node = &nodes[leaf.node];
        if at >= leaf.range.end {
            return Some(node.range.end..node.range.end);
        }
        let inside = at.saturating_sub(leaf.range.start);
        let begins = match node.kind {
            NodeKind::Text | NodeKind::RawText if node.range.len() == leaf.range.len() => {
                Some(node.range.start)
            }
            NodeKind::Code => {
                self.code.binary_search_by_key(&i, |code| code.0).ok().map(|i| self.code[i].1)
            }
            _ => None,
        };
        let length =
            self.text[leaf.range.start + inside..].chars().next().map_or(0, char::len_utf8);
        Some(match begins {
            Some(begins) => begins + inside..begins + inside + length,
            None => node.range.clone(),
        })
    }
}

/// Elements of raw HTML whose text is struck out or not shown. `rp` holds the brackets around a
/// reading.
const UNSEEN: &[&str] = &["del", "rp", "s", "strike"];

/// Tracks struck out text, in Markdown or, if the site allows it, in HTML.
#[derive(Debug, Default)]
struct Struck {
    markdown: usize,
    html: usize,
}

impl Struck {
    fn pass(&mut self, node: &MarkdownNode) {
        match &node.event {
            Event::Start(Tag::Strikethrough) => self.markdown += 1,
            Event::End(TagEnd::Strikethrough) => self.markdown = self.markdown.saturating_sub(1),
            Event::InlineHtml(html) | Event::Html(html) if node.kind == NodeKind::Raw => {
                match raw::cut::name(html) {
                    Some((name, closes)) if UNSEEN.contains(&name.as_str()) => {
                        self.html = match closes {
                            true => self.html.saturating_sub(1),
                            false => self.html + 1,
                        };
                    }
                    _ => {}
                }
            }
            // An unclosed tag strikes out no more than its block.
            _ if matches!(node.kind, NodeKind::OpenBlock | NodeKind::CloseBlock) => self.html = 0,
            _ => {}
        }
    }

    fn is_open(&self) -> bool {
        self.markdown + self.html > 0
    }
}
