//! What gives each block of a section its sense: headings, lead-ins, where it stands, what it refers to.
//!
//! In goes a [`Document`]; out comes its [`Outline`], a [`Block`] for each line of its plain text. Lock
//! files keep what an outline says of a block that claims quote, so that an edit around a sentence is
//! seen as well as one in it.

use super::labels::{self, MarkupLabel};
use super::{Document, MarkdownNode, NodeKind};
use pulldown_cmark::{Event, Tag, TagEnd};
use std::ops::Range;
use text_anchor::BARRIER;
use text_anchor::normal::Normal;

/// The blocks of a section, in the order of its plain text.
#[derive(Debug, Default)]
pub struct Outline {
    /// The blocks.
    pub blocks: Vec<Block>,
}

/// A paragraph, an item of a list, a row of a table, or another line of the plain text.
#[derive(Debug, Default)]
pub struct Block {
    /// Bytes of the plain text.
    pub range: Range<usize>,
    /// True for a heading.
    pub is_heading: bool,
    /// The headings above it, the highest first.
    headings: Vec<usize>,
    /// The blocks that lead in to the lists, quotations and tables that it stands in, the outermost first.
    leads: Vec<usize>,
    /// The head of its table.
    head: Option<usize>,
    /// What it stands in: `quote`, an alert, a task that is done or not.
    pub within: Vec<String>,
    /// The numbers of the footnotes that it refers to.
    notes: Vec<usize>,
    /// Where its links lead, as typed.
    pub links: Vec<String>,
    /// The files of its images and of those beside it, as typed, each with the text in its place.
    pub images: Vec<(String, String)>,
    /// Words of it that are set off: emphasised, or strong.
    pub stressed: Vec<String>,
    /// Words of it that are struck out.
    pub struck: Vec<String>,
    /// Of a row of a table, which of its cells have words, where one has none: `x-x`.
    pub cells: Option<String>,
    /// The number of the footnote that it belongs to.
    note: Option<usize>,
}

impl Outline {
    /// The index of the block that holds the byte `at` of the plain text.
    pub fn at(&self, at: usize) -> Option<usize> {
        let i = self.blocks.partition_point(|block| block.range.end <= at);
        self.blocks.get(i).filter(|block| block.range.start <= at).map(|_| i)
    }

    /// The headings above the block `i`, in normal form, the highest first.
    pub fn headings(&self, i: usize, document: &Document) -> Vec<String> {
        let headings = self.blocks[i].headings.iter();
        headings.map(|heading| self.described(*heading, document, true)).collect()
    }

    /// What leads in to what the block `i` stands in, in normal form.
    pub fn leads(&self, i: usize, document: &Document) -> Vec<String> {
        let leads = self.blocks[i].leads.iter();
        leads.map(|lead| self.described(*lead, document, true)).collect()
    }

    /// The head of the table of the block `i`, in normal form; empty where it stands in none.
    pub fn head(&self, i: usize, document: &Document) -> String {
        self.blocks[i].head.map_or(String::new(), |head| self.described(head, document, true))
    }

    /// The texts of the footnotes that the block `i` refers to, in normal form.
    pub fn notes(&self, i: usize, document: &Document) -> Vec<String> {
        let of = |number: &usize| {
            let blocks = (0..self.blocks.len()).filter(|b| self.blocks[*b].note == Some(*number));
            let blocks = blocks.map(|block| self.described(block, document, false));
            blocks.collect::<Vec<_>>().join(" ")
        };
        self.blocks[i].notes.iter().map(of).collect()
    }

    /// The words of the block `i` and what is marked in it, as what gives others their sense is kept.
    /// Where `notes` says so, the texts of its footnotes are part of it.
    fn described(&self, i: usize, document: &Document, notes: bool) -> String {
        let block = &self.blocks[i];
        let mut text = self.words(i, document);
        let mut add = |what: &str, words: &str| text.push_str(&format!(" [{what}: {words}]"));
        block.cells.iter().for_each(|cells| add("cells", cells));
        block.struck.iter().for_each(|words| add("struck out", words));
        block.stressed.iter().for_each(|words| add("emphasised", words));
        block.links.iter().for_each(|target| add("to", target));
        block.images.iter().for_each(|(target, alt)| add("image", &format!("{target} {alt}")));
        if notes {
            self.notes(i, document).iter().for_each(|note| add("note", note));
        }
        text
    }

    /// The words of the block `i`, in normal form.
    pub fn words(&self, i: usize, document: &Document) -> String {
        normal(&document.text.text[self.blocks[i].range.clone()])
    }

    /// Reads the outline of `document`.
    pub fn of(document: &Document) -> Self {
        let mut reader = Reader::new(document);
        for (i, node) in document.nodes.iter().enumerate() {
            reader.pass(i, node);
        }
        Self { blocks: reader.blocks }
    }
}

/// A text in the form in which texts are compared.
pub fn normal(text: &str) -> String {
    Normal::new(text).text.trim().to_owned()
}

/// What a list, a quotation or a table is opened with.
struct Container {
    within: Option<String>,
    lead: Option<usize>,
    /// Of an item of a list, its first block: it leads in to those that come after it.
    first: Option<usize>,
    is_item: bool,
    head: Option<usize>,
}

struct Reader<'d> {
    document: &'d Document,
    blocks: Vec<Block>,
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
    pending: Block,
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

impl<'d> Reader<'d> {
    fn new(document: &'d Document) -> Self {
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
            pending: Block::default(),
            last: None,
            ended: None,
            row: false,
            note: None,
            stress: Vec::new(),
            struck: None,
            between: Vec::new(),
        }
    }

    fn pass(&mut self, i: usize, node: &MarkdownNode) {
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
                    self.block().stressed.push(words);
                }
            }
            Event::Start(Tag::Strikethrough) => self.struck = Some(String::new()),
            Event::End(TagEnd::Strikethrough) => {
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
    fn block(&mut self) -> &mut Block {
        match self.current {
            Some(i) => &mut self.blocks[i],
            None => &mut self.pending,
        }
    }

    /// The end of the words so far.
    fn end(&self) -> usize {
        self.leaf.checked_sub(1).map_or(0, |i| self.document.text.leaves[i].range.end)
    }

    /// Takes the links and images of the node `i`.
    fn refer(&mut self, i: usize) {
        while let Some(link) = self.document.links.get(self.link).filter(|link| link.node <= i) {
            self.link += 1;
            let target = link.target.clone();
            self.block().links.push(target);
        }
        while let Some(image) = self.document.images.get(self.image).filter(|im| im.node <= i) {
            self.image += 1;
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

#[cfg(test)]
mod tests;
