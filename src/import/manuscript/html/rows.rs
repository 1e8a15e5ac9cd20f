//! Lists and tables of a page.
//!
//! In goes an element; out come its items or rows. Words that stand in a list beside its items, or in a table beside
//! its cells, are paragraphs, where browsers show them: before the table, and between the items.

use super::super::grid::{GridCell, MOST_COLUMNS, TableGrid};
use super::super::model::{DraftBlock, Passing, WordFace};
use super::PageReader;
use super::tree::{Child, ElementIndex, HtmlPage};
use std::rc::Rc;

/// The most cells that make a row of their own, where a page has none around them. The reader of Markdown
/// fills up to some 260,000 cells of a table, so that a row of thousands would take the table's end away.
const MOST_WITHOUT_A_ROW: usize = 64;

/// The parts of a list or table that are read so far.
type RowItems = Vec<Vec<DraftBlock>>;

impl PageReader<'_> {
    /// Reads a list. Where an item has a number of its own, another list begins.
    pub(super) fn list(&mut self, at: ElementIndex, face: WordFace, link: Option<&Rc<str>>) {
        let page = self.page;
        let is_numbered = page.tags[at].name == "ol";
        let number = |at: ElementIndex, name: &str| page.attribute(at, name).map(leading_number);
        let first = number(at, "start");
        let is_fancy = is_numbered
            && (page.attribute(at, "type").is_some_and(|form| form != "1")
                || page.attribute(at, "reversed").is_some()
                || matches!(first, Some(None)));
        let mut next = first.flatten().unwrap_or(1);
        if is_fancy {
            self.passed.count(Passing::Numbering, &page.words(at));
        }
        self.close();
        let mut open: (u64, RowItems) = (next, Vec::new());
        let mut loose: Vec<&Child> = Vec::new();
        for child in &page.tags[at].children {
            let item = match child {
                Child::Tag(item) if !is_loose(page, *item) => *item,
                child => {
                    loose.push(child);
                    continue;
                }
            };
            let paragraphs = self.loose(&std::mem::take(&mut loose), face, link);
            if !paragraphs.is_empty() {
                self.end_list(std::mem::replace(&mut open, (next, Vec::new())), is_numbered);
                self.blocks.extend(paragraphs);
            }
            if self.notes.holders.contains(&item) || self.is_removed(item) {
                continue;
            }
            let is_list = matches!(page.tags[item].name.as_str(), "ul" | "ol");
            // An item that is only not seen has its number.
            let is_hidden = self.is_hidden(item);
            let inside = self.inside(|reader| match is_list {
                _ if is_hidden => {}
                true => reader.element(item, face, link),
                false => reader.children(item, reader.looks.face(page, item, face), link),
            });
            if let Some(item) = open.1.last_mut().filter(|_| is_list) {
                item.extend(inside);
                continue;
            }
            // An empty item has a number, and a bullet means nothing.
            if inside.is_empty() && !(is_numbered && page.tags[item].name == "li") {
                continue;
            }
            let own = number(item, "value").flatten();
            if let Some(number) = own.filter(|n| is_numbered && *n != next) {
                next = number;
                self.end_list(std::mem::replace(&mut open, (number, Vec::new())), is_numbered);
            }
            open.1.push(inside);
            next = next.saturating_add(1);
        }
        self.end_list(open, is_numbered);
        let paragraphs = self.loose(&loose, face, link);
        self.blocks.extend(paragraphs);
    }

    fn end_list(&mut self, (first, mut items): (u64, RowItems), is_numbered: bool) {
        while items.last().is_some_and(Vec::is_empty) {
            items.pop();
        }
        if !items.is_empty() {
            self.blocks.push(DraftBlock::List { start: is_numbered.then_some(first), items });
        }
    }

    /// True for an element that is not seen, which is counted.
    fn is_hidden(&mut self, at: ElementIndex) -> bool {
        self.counted(at, self.looks.hides(self.page, at))
    }

    /// True for an element that is not there for those who see the page, which is counted.
    fn is_removed(&mut self, at: ElementIndex) -> bool {
        self.counted(at, self.looks.removes(self.page, at))
    }

    /// True for a row or cell that is not seen, or is in a part of its table that is not, which is counted.
    fn is_unseen(&mut self, at: ElementIndex) -> bool {
        let page = self.page;
        let mut parts = page.above(at).take_while(|of| page.tags[*of].name != "table");
        let is_unseen = self.looks.hides(page, at) || parts.any(|of| self.looks.hides(page, of));
        self.counted(at, is_unseen)
    }

    /// Counts an element where it `is_left_out`, and hands that on.
    fn counted(&mut self, at: ElementIndex, is_left_out: bool) -> bool {
        if is_left_out {
            self.passed.count(Passing::Hidden, &self.page.words(at));
        }
        is_left_out
    }

    /// The paragraphs that loose words are.
    fn loose(
        &mut self,
        words: &[&Child],
        face: WordFace,
        link: Option<&Rc<str>>,
    ) -> Vec<DraftBlock> {
        self.inside(|reader| {
            for child in words {
                match child {
                    Child::Text(text) => reader.text(text, face, link),
                    Child::Tag(at) => reader.element(*at, face, link),
                }
            }
        })
    }

    /// Reads a table.
    pub(super) fn table(&mut self, at: ElementIndex, face: WordFace) {
        self.close();
        let page = self.page;
        let start = self.blocks.len();
        let mut grid = TableGrid::default();
        let mut loose: Vec<&Child> = Vec::new();
        let mut is_in_row = false;
        let mut stack: Vec<&Child> = page.tags[at].children.iter().rev().collect();
        while let Some(child) = stack.pop() {
            let of = match child {
                Child::Text(text) => {
                    is_in_row &= text.trim().is_empty();
                    loose.push(child);
                    continue;
                }
                Child::Tag(of) => *of,
            };
            let is_cell = matches!(page.tags[of].name.as_str(), "td" | "th");
            match page.tags[of].name.as_str() {
                _ if self.notes.holders.contains(&of) => {}
                "tr" if self.is_removed(of) => {}
                "tr" => {
                    // A row that is only not seen takes its place.
                    let is_seen = !self.is_unseen(of);
                    grid.begin_row(group_of(page, of));
                    for child in &page.tags[of].children {
                        match child {
                            Child::Tag(cell) if !is_loose(page, *cell) => {
                                self.cell(*cell, face, is_seen, &mut grid)
                            }
                            child => loose.push(child),
                        }
                    }
                }
                // A cell without a row begins one.
                "td" | "th" => {
                    let has_room = |row: &mut Vec<GridCell>| row.len() < MOST_WITHOUT_A_ROW;
                    if !(is_in_row && grid.row().is_some_and(has_room)) {
                        grid.begin_row(group_of(page, of));
                    }
                    let is_seen = !self.is_unseen(of);
                    self.cell(of, face, is_seen, &mut grid);
                }
                "caption" => self.element(of, face, None),
                _ if holds_rows(page, of) && self.is_removed(of) => {}
                _ if holds_rows(page, of) => stack.extend(page.tags[of].children.iter().rev()),
                _ => loose.push(child),
            }
            is_in_row = is_cell;
        }
        let paragraphs = self.loose(&loose, face, None);
        self.blocks.splice(start..start, paragraphs);
        let rows = grid.lay_out(&mut self.room, &mut self.passed);
        if rows.first().is_some_and(|head| !head.is_empty()) {
            self.blocks.push(DraftBlock::Table(rows));
        }
    }

    /// Reads a cell. One of a row that `is_seen` not has no words; those of the row are counted already.
    fn cell(&mut self, cell: ElementIndex, face: WordFace, is_seen: bool, grid: &mut TableGrid) {
        let page = self.page;
        let is_removed =
            if is_seen { self.is_removed(cell) } else { self.looks.removes(page, cell) };
        if is_removed {
            return;
        }
        // The head of a table is strong by itself.
        let is_head = page.tags[cell].name == "th";
        let face = if is_head { face } else { self.looks.face(page, cell, face) };
        let words = match !is_seen || self.is_hidden(cell) {
            true => Vec::new(),
            false => self.words(|reader| reader.children(cell, face, None)),
        };
        let span = |name: &str| {
            let number = page.attribute(cell, name).and_then(leading_number);
            number.map(|number| usize::try_from(number).unwrap_or(usize::MAX))
        };
        let columns = span("colspan").unwrap_or(1).clamp(1, MOST_COLUMNS);
        let rows = span("rowspan").unwrap_or(1);
        if let Some(row) = grid.row() {
            row.push(GridCell { words, columns, rows });
        }
    }
}

/// The number at the start of an attribute; `None` for one that is negative or not there. Source: HTML Standard,
/// 2.3.4.2, *Non-negative integers*.
fn leading_number(text: &str) -> Option<u64> {
    let text = text.trim_ascii_start();
    let text = text.strip_prefix('+').unwrap_or(text);
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let digits = Some(&text[..end]).filter(|digits| !digits.is_empty())?;
    // Only a number that is too large is none.
    Some(digits.parse().unwrap_or(u64::MAX))
}

/// The part of a table that a row or cell stands in.
fn group_of(page: &HtmlPage, at: ElementIndex) -> ElementIndex {
    let is_group = |of: &ElementIndex| {
        matches!(page.tags[*of].name.as_str(), "thead" | "tbody" | "tfoot" | "table")
    };
    page.above(at).find(is_group).unwrap_or(0)
}

/// True for elements that are no part of a list or row by themselves: those that stand among words.
fn is_loose(page: &HtmlPage, at: ElementIndex) -> bool {
    const ITEMS: &[&str] = &["li", "td", "th", "dt", "dd"];
    let name = page.tags[at].name.as_str();
    !ITEMS.contains(&name) && !super::tree::BLOCKS.contains(&name)
}

/// True if an element of a table holds rows or cells of it.
fn holds_rows(page: &HtmlPage, at: ElementIndex) -> bool {
    let mut open = vec![at];
    while let Some(at) = open.pop() {
        match page.tags[at].name.as_str() {
            "tr" | "td" | "th" | "thead" | "tbody" | "tfoot" => return true,
            "table" => {}
            _ => open.extend(page.elements(at)),
        }
    }
    false
}
