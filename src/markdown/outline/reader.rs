//! Reads the outline of a section off its nodes.
//!
//! In go nodes, one after another; out come blocks.

use super::block::{OutlineBlock, announces, normal};
use crate::markdown::labels::{self, MarkupLabel};
use crate::markdown::{Document, MarkdownNode, NodeKind, raw};
use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};
use std::ops::Range;
use text_anchor::BARRIER;

/// What a list, a quotation or a table is opened with.
pub(super) struct Container {
    pub(super) within: Option<String>,
    pub(super) lead: Option<usize>,
    /// The block in it that leads in to those that come after it.
    pub(super) first: Option<usize>,
    /// True where the first block in it does so, as in an item of a list.
    pub(super) is_item: bool,
    pub(super) head: Option<usize>,
    /// The first of its blocks.
    pub(super) start: usize,
    /// The name of its tag, where it is raw HTML.
    pub(super) tag: Option<String>,
}

/// Words that are set off, while they last.
pub(super) struct Stress {
    /// Where they begin in the plain text.
    pub(super) from: usize,
    /// How they are, in raw HTML; empty where they are emphasised or strong, none where they are as others.
    pub(super) how: Option<String>,
}

pub(super) struct OutlineReader<'d> {
    pub(super) document: &'d Document,
    pub(super) blocks: Vec<OutlineBlock>,
    /// The next leaf, image and link.
    leaf: usize,
    image: usize,
    link: usize,
    pub(super) headings: Vec<(u8, usize)>,
    /// True within a block of code, which is one block.
    code: bool,
    /// The cells of a row so far, and where the words of the last one begin.
    pub(super) cells: (String, usize),
    pub(super) open: Vec<Container>,
    /// The block that nodes belong to at present.
    pub(super) current: Option<usize>,
    /// What was met since the last edge of a block, and stands before the words of the next.
    pending: OutlineBlock,
    /// The last block, where it is a paragraph that may lead in to something.
    pub(super) last: Option<usize>,
    /// What led in to the list or the quotation that has just ended, and what that is to its blocks.
    pub(super) ended: Option<(usize, Option<String>)>,
    /// The blocks of the quotation that has just ended.
    pub(super) quoted: Range<usize>,
    pub(super) row: bool,
    /// True where a row of raw HTML has a cell that heads nothing.
    pub(super) plain_cell: bool,
    pub(super) note: Option<usize>,
    pub(super) stress: Vec<Stress>,
    /// Words that are struck out, while they last.
    pub(super) struck: Option<String>,
    /// Images that stand in a block of their own: they are of the blocks before and after it.
    between: Vec<(String, String)>,
    /// Where each image stands.
    pub(super) seats: Vec<OutlineBlock>,
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
            quoted: 0..0,
            row: false,
            plain_cell: false,
            note: None,
            stress: Vec::new(),
            struck: None,
            between: Vec::new(),
            seats: Vec::new(),
        }
    }

    /// Takes the node `i`.
    pub(super) fn pass(&mut self, i: usize, node: &MarkdownNode) {
        self.refer(i);
        match &node.event {
            Event::Start(Tag::List(_) | Tag::Table(_)) => self.enter(None),
            Event::Start(Tag::BlockQuote(_)) => self.enter(Some("quote".to_owned())),
            Event::Start(Tag::Item) => self.enter_item(),
            Event::Start(Tag::CodeBlock(kind)) => {
                let details = match kind {
                    CodeBlockKind::Fenced(details) => normal(details),
                    CodeBlockKind::Indented => String::new(),
                };
                self.enter((!details.is_empty()).then(|| format!("code {details}")));
                self.code = true;
            }
            Event::End(TagEnd::CodeBlock) => {
                self.code = false;
                self.leave();
            }
            Event::End(TagEnd::List(_) | TagEnd::Table | TagEnd::BlockQuote(_) | TagEnd::Item) => {
                self.leave();
            }
            Event::Start(Tag::TableHead | Tag::TableRow) => self.begin_row(),
            Event::End(TagEnd::TableHead) => {
                self.end_row();
                self.end_head();
            }
            Event::End(TagEnd::TableRow) => self.end_row(),
            Event::End(TagEnd::Paragraph) => self.end_paragraph(),
            Event::Start(Tag::Heading { level, .. }) => self.begin_heading(*level as u8),
            Event::End(TagEnd::Heading(level)) => self.end_heading(*level as u8),
            Event::Start(Tag::Emphasis | Tag::Strong) => {
                self.stress.push(Stress { from: self.end(), how: Some(String::new()) });
            }
            Event::End(TagEnd::Emphasis | TagEnd::Strong) => self.end_stress(),
            Event::Start(Tag::Strikethrough) => self.struck = Some(String::new()),
            Event::End(TagEnd::Strikethrough) => self.end_struck(),
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
                    let at = self.end();
                    self.block().notes.extend(number.map(|number| (number, at)));
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
            self.end_block();
        }
        if self.row && node.kind == NodeKind::CloseBlock {
            self.end_cell();
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
                (self.ended, self.quoted) = (None, 0..0);
            }
            NodeKind::Raw => self.tag(node),
            NodeKind::RawText => {
                if let (Some(struck), Event::Html(html)) = (&mut self.struck, &node.event) {
                    struck.push_str(&raw::cut::words(html));
                }
            }
            // The end of an alert.
            NodeKind::CloseBlock if matches!(&node.event, Event::Html(html) if html.starts_with("</div>")) =>
            {
                self.leave();
            }
            _ => {}
        }
    }

    /// Ends a block. Images that stand in one without words are of the blocks before and after it.
    pub(super) fn end_block(&mut self) {
        self.current = None;
        let without_words = std::mem::take(&mut self.pending);
        if !without_words.images.is_empty() {
            if let Some(last) = self.blocks.last_mut() {
                last.images.extend(without_words.images.iter().cloned());
            }
            self.between = without_words.images;
        }
    }

    /// The block that something stands in or before.
    pub(super) fn block(&mut self) -> &mut OutlineBlock {
        match self.current {
            Some(i) => &mut self.blocks[i],
            None => &mut self.pending,
        }
    }

    /// Notes that something is marked after the words so far.
    pub(super) fn mark(&mut self) {
        let start = self.current.map_or(self.end(), |i| self.blocks[i].range.start);
        let words = &self.document.text.text[start..self.end().max(start)];
        let count = words.chars().filter(|c| !c.is_whitespace()).count();
        self.block().marks.push(count);
    }

    /// The end of the words so far.
    pub(super) fn end(&self) -> usize {
        self.leaf.checked_sub(1).map_or(0, |i| self.document.text.leaves[i].range.end)
    }

    /// Takes the links and images of the node `i`.
    fn refer(&mut self, i: usize) {
        while let Some(link) = self.document.links.get(self.link).filter(|link| link.node <= i) {
            self.link += 1;
            self.mark();
            let title = self.document.title_of(link);
            let target = match title.is_empty() {
                true => link.target.clone(),
                false => format!("{} \"{}\"", link.target, normal(&title)),
            };
            self.block().links.push(target);
        }
        while let Some(image) = self.document.images.get(self.image).filter(|im| im.node <= i) {
            self.image += 1;
            self.mark();
            let seat = self.framed();
            self.seats.push(seat);
            let said = [image.alt.as_str(), image.title.as_str()].join(" ");
            let image = (image.target.clone(), said.trim().to_owned());
            self.block().images.push(image);
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
        let pending = std::mem::take(&mut self.pending);
        let mut block = OutlineBlock { range: start..start, ..self.framed() };
        let OutlineBlock { notes, links, images, stressed, struck, marks, .. } = pending;
        (block.notes, block.links, block.images) = (notes, links, images);
        (block.stressed, block.struck, block.marks) = (stressed, struck, marks);
        block.images.splice(0..0, self.between.drain(..));
        let this = self.blocks.len();
        for item in self.open.iter_mut().filter(|container| container.is_item) {
            item.first.get_or_insert(this);
        }
        (self.current, self.last, self.ended) = (Some(this), None, None);
        if self.quoted.end < this {
            self.quoted = 0..0;
        }
        self.blocks.push(block);
    }

    /// A block without words, with what gives it its sense here.
    fn framed(&self) -> OutlineBlock {
        let leads = self.open.iter().flat_map(|container| [container.lead, container.first]);
        let mut leads: Vec<usize> = leads.flatten().chain(self.announced()).collect();
        leads.dedup();
        OutlineBlock {
            headings: self.headings.iter().map(|(_, heading)| *heading).collect(),
            leads,
            head: self.open.iter().rev().find_map(|container| container.head),
            within: self.open.iter().filter_map(|container| container.within.clone()).collect(),
            note: self.note,
            ..OutlineBlock::default()
        }
    }

    /// The block before this place, where it ends with a colon: it leads in to what comes next.
    fn announced(&self) -> Option<usize> {
        let last = self.blocks.last().filter(|last| {
            let text = &self.document.text.text[last.range.clone()];
            !last.is_heading && last.note == self.note && announces(text)
        });
        last.filter(|_| !self.row).map(|_| self.blocks.len() - 1)
    }
}
