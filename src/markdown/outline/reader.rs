//! Reads the outline of a section off its nodes.
//!
//! In go nodes, one after another; out come blocks.

use super::block::{OutlineBlock, normal};
use crate::markdown::labels::{self, MarkupLabel};
use crate::markdown::{Document, MarkdownNode, NodeKind};
use pulldown_cmark::{Event, Tag, TagEnd};
use text_anchor::BARRIER;

/// What a list, a quotation or a table is opened with.
struct Container {
    within: Option<String>,
    lead: Option<usize>,
    /// Of an item of a list, its first block: it leads in to those that come after it.
    first: Option<usize>,
    is_item: bool,
    head: Option<usize>,
}

pub(super) struct OutlineReader<'d> {
    document: &'d Document,
    pub(super) blocks: Vec<OutlineBlock>,
    /// The next leaf, image and link.
    leaf: usize,
    image: usize,
    link: usize,
    headings: Vec<(u8, usize)>,
    /// True within a block of code, which is one block.
    code: bool,
    /// The cells of a row so far, and where the words of the last one begin.
    cells: (String, usize),
    open: Vec<Container>,
    /// The block that nodes belong to at present.
    current: Option<usize>,
    /// What was met since the last edge of a block, and stands before the words of the next.
    pending: OutlineBlock,
    /// The last block, where it is a paragraph that may lead in to something.
    last: Option<usize>,
    /// What led in to the list that has just ended.
    ended: Option<usize>,
    row: bool,
    note: Option<usize>,
    /// Where words that are set off begin in the plain text.
    stress: Vec<usize>,
    /// Words that are struck out, while they last.
    struck: Option<String>,
    /// Images that stand in a block of their own: they are of the blocks before and after it.
    between: Vec<(String, String)>,
}

impl<'d> OutlineReader<'d> {
    /// Reads `document`, of which nothing has been read.
    pub(super) fn new(document: &'d Document) -> Self {
        Self {
            document,
            blocks: Vec::new(),
            leaf: 0,
            image: 0,
            link: 0,
            code: false,
            cells: (String::new(), 0),
            headings: Vec::new(),
            open: Vec::new(),
            current: None,
            pending: OutlineBlock::default(),
            last: None,
            ended: None,
            row: false,
            note: None,
            stress: Vec::new(),
            struck: None,
            between: Vec::new(),
        }
    }

    /// Takes the node `i`.
    pub(super) fn pass(&mut self, i: usize, node: &MarkdownNode) {
        self.refer(i);
        match &node.event {
            Event::Start(Tag::List(_)) => {
                // What led in to a list leads in to the next, if nothing stands between.
                let before = self.ended.take();
                self.enter(None);
                if let Some(list) = self.open.last_mut() {
                    list.lead = list.lead.or(before);
                }
            }
            Event::Start(Tag::Table(_)) => self.enter(None),
            Event::Start(Tag::BlockQuote(_)) => self.enter(Some("quote".to_owned())),
            Event::Start(Tag::Item) => {
                self.enter(None);
                if let Some(item) = self.open.last_mut() {
                    (item.lead, item.is_item) = (None, true);
                }
            }
            Event::Start(Tag::CodeBlock(_)) => {
                self.enter(None);
                self.code = true;
            }
            Event::End(TagEnd::CodeBlock) => {
                self.code = false;
                self.leave();
            }
            Event::End(TagEnd::List(_)) => self.ended = self.leave(),
            Event::End(TagEnd::Table | TagEnd::BlockQuote(_) | TagEnd::Item) => {
                self.leave();
            }
            Event::Start(Tag::TableHead | Tag::TableRow) => {
                self.row = true;
                self.cells = (String::new(), self.end());
            }
            Event::End(TagEnd::TableHead) => {
                self.end_row();
                if let Some(table) = self.open.last_mut() {
                    table.head = self.blocks.len().checked_sub(1);
                }
            }
            Event::End(TagEnd::TableRow) => self.end_row(),
            Event::End(TagEnd::Paragraph) => self.last = self.current,
            Event::Start(Tag::Heading { level, .. }) => {
                let level = *level as u8;
                self.headings.retain(|(above, _)| *above < level);
            }
            Event::End(TagEnd::Heading(level)) => {
                if let Some(block) = self.current {
                    self.blocks[block].is_heading = true;
                    self.headings.push((*level as u8, block));
                }
                self.last = None;
            }
            Event::Start(Tag::Emphasis | Tag::Strong) => self.stress.push(self.end()),
            Event::End(TagEnd::Emphasis | TagEnd::Strong) => {
                let from = self.stress.pop().unwrap_or(self.end());
                let words = normal(&self.document.text.text[from..self.end().max(from)]);
                if !words.is_empty() {
                    self.mark();
                    self.block().stressed.push(words);
                }
            }
            Event::Start(Tag::Strikethrough) => self.struck = Some(String::new()),
            Event::End(TagEnd::Strikethrough) => {
                self.mark();
                let words = self.struck.take().map(|words| normal(&words));
                self.block().struck.extend(words.filter(|words| !words.is_empty()));
            }
            Event::Text(text) | Event::Code(text) => {
                if let Some(struck) = &mut self.struck {
                    struck.push_str(text);
                }
            }
            event => match labels::label_of(event) {
                Some(MarkupLabel::Alert(kind)) => self.enter(Some(format!("alert {kind}"))),
                Some(MarkupLabel::Footnote(number)) => {
                    self.mark();
                    let number: Option<usize> = number.parse().ok();
                    self.block().notes.extend(number);
                }
                Some(MarkupLabel::Task(done)) => {
                    if let Some(item) = self.open.last_mut() {
                        item.within = Some(if done { "done" } else { "to do" }.to_owned());
                    }
                }
                Some(MarkupLabel::Back) => {}
                None => self.edge(node),
            },
        }
        if matches!(node.kind, NodeKind::OpenBlock | NodeKind::CloseBlock | NodeKind::Rule)
            && !self.row
        {
            self.current = None;
            let without_words = std::mem::take(&mut self.pending);
            if !without_words.images.is_empty() {
                if let Some(last) = self.blocks.last_mut() {
                    last.images.extend(without_words.images.iter().cloned());
                }
                self.between = without_words.images;
            }
        }
        if self.row && node.kind == NodeKind::CloseBlock {
            let words = self.end() > self.cells.1;
            self.cells.0.push(if words { 'x' } else { '-' });
            self.cells.1 = self.end();
        }
        self.words(i);
    }

    /// Takes what is markup of a rewrite, without words of its own.
    fn edge(&mut self, node: &MarkdownNode) {
        match node.kind {
            NodeKind::OpenNote => {
                self.note = Some(self.note.map_or(1, |note| note + 1));
                (self.last, self.current) = (None, None);
                self.open.clear();
                self.headings.clear();
            }
            // The end of an alert.
            NodeKind::CloseBlock if matches!(&node.event, Event::Html(html) if html.starts_with("</div>")) =>
            {
                self.leave();
            }
            NodeKind::Rule => self.last = None,
            _ => {}
        }
    }

    fn enter(&mut self, within: Option<String>) {
        // The words of an item of a tight list stand in no paragraph.
        let lead = self.last.or(self.current);
        self.open.push(Container { within, lead, first: None, is_item: false, head: None });
        (self.last, self.ended) = (None, None);
    }

    /// Closes a container, and gives what led in to it.
    fn leave(&mut self) -> Option<usize> {
        self.last = None;
        self.open.pop().and_then(|container| container.lead)
    }

    /// Ends a row of a table.
    fn end_row(&mut self) {
        self.row = false;
        let cells = std::mem::take(&mut self.cells.0);
        if cells.contains('-')
            && let Some(block) = self.current
        {
            self.blocks[block].cells = Some(cells);
        }
    }

    /// The block that something stands in or before.
    fn block(&mut self) -> &mut OutlineBlock {
        match self.current {
            Some(i) => &mut self.blocks[i],
            None => &mut self.pending,
        }
    }

    /// Notes that something is marked after the words so far.
    fn mark(&mut self) {
        let start = self.current.map_or(self.end(), |i| self.blocks[i].range.start);
        let words = &self.document.text.text[start..self.end().max(start)];
        let count = words.chars().filter(|c| !c.is_whitespace()).count();
        self.block().marks.push(count);
    }

    /// The end of the words so far.
    fn end(&self) -> usize {
        self.leaf.checked_sub(1).map_or(0, |i| self.document.text.leaves[i].range.end)
    }

    /// Takes the links and images of the node `i`.
    fn refer(&mut self, i: usize) {
        while let Some(link) = self.document.links.get(self.link).filter(|link| link.node <= i) {
            self.link += 1;
            self.mark();
            let target = link.target.clone();
            self.block().links.push(target);
        }
        while let Some(image) = self.document.images.get(self.image).filter(|im| im.node <= i) {
            self.image += 1;
            self.mark();
            let (target, alt) = (image.target.clone(), image.alt.clone());
            self.block().images.push((target, alt));
        }
    }

    /// Takes the words of the node `i`: where a line of the plain text begins, a block does.
    fn words(&mut self, i: usize) {
        let text = &self.document.text;
        while let Some(leaf) = text.leaves.get(self.leaf).filter(|leaf| leaf.node <= i) {
            self.leaf += 1;
            let line = || text.text[..leaf.range.start].ends_with(['\n', BARRIER]);
            if self.current.is_none() || !self.code && line() {
                self.begin(leaf.range.start);
            }
            if let Some(block) = self.blocks.last_mut() {
                block.range.end = leaf.range.end;
            }
        }
    }

    fn begin(&mut self, start: usize) {
        let mut block = std::mem::take(&mut self.pending);
        block.range = start..start;
        block.headings = self.headings.iter().map(|(_, heading)| *heading).collect();
        let leads = self.open.iter().flat_map(|container| [container.lead, container.first]);
        block.leads = leads.flatten().collect();
        block.leads.dedup();
        block.head = self.open.iter().rev().find_map(|container| container.head);
        block.within = self.open.iter().filter_map(|container| container.within.clone()).collect();
        block.note = self.note;
        block.images.splice(0..0, self.between.drain(..));
        let this = self.blocks.len();
        for item in self.open.iter_mut().filter(|container| container.is_item) {
            item.first.get_or_insert(this);
        }
        (self.current, self.ended) = (Some(this), None);
        self.blocks.push(block);
    }
}
