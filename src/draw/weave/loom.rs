//! Walks through the nodes of a document, and tracks which elements are open.
//!
//! In goes one node after another; out come events, with marks among them, and the places at which
//! notes can stand.

use super::cover::inline_ranges;
use super::thread::{CLOSE, Thread};
use crate::markdown::text::PlainText;
use crate::markdown::{MarkdownNode, NodeKind, Patches, raw};
use ahash::HashMap;
use pulldown_cmark::{Event, TagEnd};
use std::ops::Range;

/// An open mark.
#[derive(Debug, Clone, Copy)]
pub(super) struct OpenMark {
    pub(super) thread: usize,
    /// The number of inline elements that were open when it was opened.
    pub(super) depth: usize,
}

/// The state of the walk: the events so far, and the open elements.
pub(super) struct Loom<'l> {
    pub(super) nodes: &'l [MarkdownNode],
    pub(super) patches: &'l Patches,
    pub(super) text: &'l PlainText,
    pub(super) threads: &'l [Thread],
    /// Indices of threads by start; of two with the same start, the longer one first.
    pub(super) order: Vec<usize>,
    /// For each node that opens an inline element, the threads that cover all of it.
    covers: Vec<Option<Range<usize>>>,
    pub(super) leaf_of: Vec<Option<usize>>,
    /// The threads that mark a node instead of text.
    of_node: HashMap<usize, Vec<usize>>,
    pub(super) events: Vec<Event<'static>>,
    pub(super) cuts: Vec<(usize, Vec<usize>)>,
    pub(super) open: Vec<OpenMark>,
    /// For each thread with an open mark, the depth at which it was opened.
    pub(super) opened: Vec<Option<usize>>,
    pub(super) begun: Vec<bool>,
    /// The current position in the plain text.
    pub(super) at: usize,
    /// The numbers of open inline elements, links, raw links and blocks.
    pub(super) depth: usize,
    pub(super) links: usize,
    pub(super) raw_links: usize,
    blocks: usize,
    /// The number of open blocks around each open `<details>` of raw HTML; notes do not leave it.
    around: Vec<usize>,
    /// Threads whose text is complete but whose markers are not written yet.
    pub(super) waiting: Vec<usize>,
    /// The next thread in `order` that has not begun.
    pub(super) next: usize,
    /// Threads that have begun and not ended, as indices into `order`.
    pub(super) active: Vec<usize>,
    /// Threads whose markers were written since the last cut.
    pub(super) ended: Vec<usize>,
}

impl<'l> Loom<'l> {
    /// The state before the first node.
    pub(super) fn new(
        nodes: &'l [MarkdownNode],
        patches: &'l Patches,
        text: &'l PlainText,
        threads: &'l [Thread],
    ) -> Self {
        let mut order: Vec<usize> =
            (0..threads.len()).filter(|t| threads[*t].node.is_none()).collect();
        order
            .sort_by_key(|&t| (threads[t].range.start, std::cmp::Reverse(threads[t].range.end), t));
        let mut leaf_of = vec![None; nodes.len()];
        for (i, leaf) in text.leaves.iter().enumerate() {
            leaf_of[leaf.node] = Some(i);
        }
        let mut of_node: HashMap<usize, Vec<usize>> = HashMap::default();
        for (t, thread) in threads.iter().enumerate() {
            if let Some(node) = thread.node {
                of_node.entry(node).or_default().push(t);
            }
        }
        Self {
            covers: inline_ranges(nodes, text, &leaf_of),
            leaf_of,
            of_node,
            events: Vec::with_capacity(nodes.len() + threads.len() * 3),
            cuts: Vec::new(),
            open: Vec::new(),
            opened: vec![None; threads.len()],
            begun: vec![false; threads.len()],
            at: 0,
            depth: 0,
            links: 0,
            raw_links: 0,
            blocks: 0,
            around: Vec::new(),
            waiting: Vec::new(),
            next: 0,
            active: Vec::new(),
            ended: Vec::new(),
            order,
            nodes,
            patches,
            text,
            threads,
        }
    }

    /// Writes the node `i`, with the tags of marks before and after it.
    pub(super) fn step(&mut self, i: usize) {
        let node = &self.nodes[i];
        let event = self.patches.get(&i).unwrap_or(&node.event);
        match node.kind {
            NodeKind::OpenBlock | NodeKind::OpenNote | NodeKind::CloseBlock | NodeKind::Rule => {
                match event {
                    Event::End(TagEnd::HtmlBlock) => self.end_raw_block(),
                    _ => self.flush(true),
                }
                self.close_all();
                self.raw_links = 0;
                self.events.push(event.clone());
                match node.kind {
                    NodeKind::CloseBlock => self.blocks = self.blocks.saturating_sub(1),
                    NodeKind::OpenBlock | NodeKind::OpenNote => self.blocks += 1,
                    _ => {}
                }
                if self.blocks == 0 && !self.ended.is_empty() {
                    self.cuts.push((self.events.len(), std::mem::take(&mut self.ended)));
                }
            }
            NodeKind::OpenInline | NodeKind::OpenLink => {
                match self.covers[i].clone() {
                    Some(range) => self.open_marks_over(range),
                    None => self.close_all(),
                }
                self.events.push(event.clone());
                self.depth += 1;
                self.links += usize::from(node.kind == NodeKind::OpenLink);
            }
            NodeKind::CloseInline | NodeKind::CloseLink => {
                self.close_at_depth();
                self.depth -= 1;
                self.links -= usize::from(node.kind == NodeKind::CloseLink);
                self.events.push(event.clone());
                self.flush(false);
            }
            NodeKind::Text | NodeKind::Code | NodeKind::RawText | NodeKind::Break => {
                match self.leaf_of[i] {
                    Some(leaf) => self.write_leaf(leaf, node),
                    // Struck out text is not part of what a thread marks.
                    None => {
                        self.close_all();
                        self.events.push(event.clone());
                    }
                }
            }
            NodeKind::Atom | NodeKind::RawImage => {
                // An open mark continues over it, but none is opened for a node without text.
                let mut wanted = self.wanted(self.at..self.at);
                wanted.retain(|t| self.opened[*t].is_some());
                self.set(&wanted);
                self.write_atom(i, event);
            }
            NodeKind::Raw => {
                self.close_all();
                if let Event::InlineHtml(html) | Event::Html(html) = event {
                    self.pass_raw(html);
                }
                self.events.push(event.clone());
                self.flush(false);
            }
        }
    }

    /// Records what a tag of raw HTML opens or closes.
    fn pass_raw(&mut self, html: &str) {
        let Some((name, closes)) = raw::cut::name(html) else { return };
        match (name.as_str(), closes) {
            // A link that contains blocks contains no notes, because these have links themselves.
            ("a", false) => {
                self.raw_links += 1;
                self.blocks += 1;
            }
            ("a", true) => {
                self.raw_links = self.raw_links.saturating_sub(1);
                self.blocks = self.blocks.saturating_sub(1);
            }
            // Content that is folded away takes its notes with it.
            ("details", false) => self.around.push(std::mem::take(&mut self.blocks)),
            ("details", true) => {
                if !self.ended.is_empty() {
                    self.cuts.push((self.events.len(), std::mem::take(&mut self.ended)));
                }
                self.blocks = self.around.pop().unwrap_or(0);
            }
            // Notes may stand between blocks in one of these.
            ("div" | "section" | "center", _) => {}
            (name, _) if !raw::allowed::is_block(name) || raw::allowed::is_void(name) => {}
            (_, false) => self.blocks += 1,
            (_, true) => self.blocks = self.blocks.saturating_sub(1),
        }
    }

    /// Writes the waiting markers at the end of a block of raw HTML, before its final line break:
    /// otherwise the renderer would add a line break.
    fn end_raw_block(&mut self) {
        if self.waiting.is_empty() {
            return;
        }
        match self.events.pop() {
            Some(Event::Html(line)) if line.ends_with('\n') => {
                self.events.push(Event::Html(line[..line.len() - 1].to_owned().into()));
                self.flush(true);
                self.events.push(Event::Html("\n".into()));
            }
            last => {
                self.events.extend(last);
                self.flush(true);
            }
        }
    }

    /// Writes a node without text, with its own marks.
    fn write_atom(&mut self, i: usize, event: &Event<'static>) {
        let threads = self.threads;
        let own = self.of_node.get(&i).cloned().unwrap_or_default();
        for &t in &own {
            self.events.push(Event::InlineHtml(threads[t].first.clone().into()));
        }
        self.events.push(event.clone());
        for _ in &own {
            self.events.push(Event::InlineHtml(CLOSE.into()));
        }
        self.waiting.extend(own);
        self.flush(false);
    }
}
