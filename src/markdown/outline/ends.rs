//! Where headings, rows, lists and quotations begin and end, in Markdown and in raw HTML.
//!
//! In goes what the reader met; out come the blocks that lead in to others, head them, or say whose words
//! they are.

use super::block::{announces, normal};
use super::reader::{Container, OutlineReader, Stress};
use std::ops::Range;

impl OutlineReader<'_> {
    /// Ends a paragraph, which may lead in to what comes after it, or say whose words came before it.
    pub(super) fn end_paragraph(&mut self) {
        let Some(this) = self.current else { return };
        self.last = Some(this);
        if let Some(container) = self.open.last_mut()
            && container.start == this
            && announces(&self.document.text.text[self.blocks[this].range.clone()])
        {
            container.first = Some(this);
        }
        if self.quoted.end == this && self.is_credit(this) {
            self.credit(self.quoted.clone(), this);
        }
    }

    /// Begins a heading.
    pub(super) fn begin_heading(&mut self, level: u8) {
        self.headings.retain(|(above, _)| *above < level);
    }

    /// Ends a heading.
    pub(super) fn end_heading(&mut self, level: u8) {
        if let Some(block) = self.current {
            self.blocks[block].is_heading = true;
            self.headings.push((level, block));
        }
        self.last = None;
    }

    /// Ends words that are set off.
    pub(super) fn end_stress(&mut self) {
        let end = self.end();
        let Some(Stress { from, how: Some(how) }) = self.stress.pop() else { return };
        let words = normal(&self.document.text.text[from..end.max(from)]);
        if !words.is_empty() {
            self.mark();
            let words = if how.is_empty() { words } else { format!("{how}: {words}") };
            self.block().stressed.push(words);
        }
    }

    /// Ends words that are struck out.
    pub(super) fn end_struck(&mut self) {
        self.mark();
        let words = self.struck.take().map(|words| normal(&words));
        self.block().struck.extend(words.filter(|words| !words.is_empty()));
    }

    /// Opens what blocks stand in. What led in to a list leads in to the next, if nothing stands between;
    /// so with quotations.
    pub(super) fn enter(&mut self, within: Option<String>) {
        let before = self.ended.take().filter(|(_, kind)| *kind == within).map(|(lead, _)| lead);
        // The words of an item of a tight list stand in no paragraph.
        let lead = self.last.or(self.current).or(before);
        let start = self.blocks.len();
        let (first, is_item, head, tag) = (None, false, None, None);
        self.open.push(Container { within, lead, first, is_item, head, start, tag });
        self.last = None;
    }

    /// Opens an item of a list.
    pub(super) fn enter_item(&mut self) {
        self.enter(None);
        if let Some(item) = self.open.last_mut() {
            (item.lead, item.is_item) = (None, true);
        }
    }

    /// Closes what was opened last.
    pub(super) fn leave(&mut self) {
        self.last = None;
        let Some(container) = self.open.pop() else { return };
        let lead = container.lead.filter(|_| !container.is_item);
        self.ended = lead.map(|lead| (lead, container.within.clone()));
        self.quoted = container.start..self.blocks.len();
        if container.within.as_deref().is_some_and(|within| within.starts_with("quote"))
            && let Some(last) = self.blocks.len().checked_sub(1)
            && last > container.start
            && self.is_credit(last)
        {
            self.credit(container.start..last, last);
        }
    }

    /// True where a block begins with a dash: it says whose words a quotation is.
    fn is_credit(&self, block: usize) -> bool {
        let text = &self.document.text.text[self.blocks[block].range.clone()];
        text.trim_start().starts_with(['\u{2012}', '\u{2013}', '\u{2014}', '\u{2015}'])
    }

    /// Gives the blocks of a quotation the one that says whose words they are.
    fn credit(&mut self, blocks: Range<usize>, by: usize) {
        self.blocks[blocks].iter_mut().for_each(|block| block.leads.push(by));
    }

    /// Begins a row of a table.
    pub(super) fn begin_row(&mut self) {
        self.row = true;
        self.plain_cell = false;
        self.cells = (String::new(), self.end());
    }

    /// Ends a cell of a table.
    pub(super) fn end_cell(&mut self) {
        let words = self.end() > self.cells.1;
        self.cells.0.push(if words { 'x' } else { '-' });
        self.cells.1 = self.end();
    }

    /// Takes the row that has just ended as the head of its table.
    pub(super) fn end_head(&mut self) {
        if let Some(table) = self.open.last_mut() {
            table.head = self.blocks.len().checked_sub(1);
        }
    }

    /// Ends a row of a table.
    pub(super) fn end_row(&mut self) {
        self.row = false;
        let cells = std::mem::take(&mut self.cells.0);
        if cells.contains('-')
            && let Some(block) = self.current
        {
            self.blocks[block].cells = Some(cells);
        }
    }
}
