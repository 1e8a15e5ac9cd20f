//! The tables of a document of Word. Cells of Markdown hold words alone, so that the blocks of a cell become one line.
//! What goes on from the cell above is an empty cell. Source: ECMA-376 part 1, 17.4.17, 17.4.15 and 17.4.84.

use super::super::xml::Element;
use super::BodyReader;
use crate::import::manuscript::grid::{GridCell, MOST_COLUMNS, TableGrid};
use crate::import::manuscript::model::{Inline, Passing, flatten};
use std::collections::BTreeSet;

/// A table that is being read.
#[derive(Default)]
struct OpenTable {
    grid: TableGrid,
    /// The columns in which a cell of the row above goes on below.
    merged: BTreeSet<usize>,
}

/// A row that is being read.
#[derive(Default)]
struct OpenRow {
    column: usize,
    /// The columns in which a cell goes on below.
    merged: BTreeSet<usize>,
}

impl<'p> BodyReader<'p, '_> {
    /// The cells of a table, row by row.
    pub(super) fn table(&mut self, table: &'p Element) -> Vec<Vec<Vec<Inline>>> {
        let mut open = OpenTable::default();
        self.rows(table, &mut open);
        open.grid.lay_out(&mut self.room, &mut self.passed)
    }

    fn rows(&mut self, of: &'p Element, table: &mut OpenTable) {
        for child in of.elements() {
            match child.name() {
                "tr" if child.child("trPr").is_some_and(|of| of.child("del").is_some()) => {
                    self.passed.count(Passing::Deleted, "a row of a table");
                }
                "tr" => {
                    table.grid.begin_row(0);
                    let mut row = OpenRow::default();
                    let before = child.child("trPr").and_then(|of| count(of, "gridBefore"));
                    if let Some(columns) = before.filter(|columns| *columns > 0) {
                        table.push(&mut row, Vec::new(), columns);
                    }
                    self.cells(child, table, &mut row);
                    table.merged = row.merged;
                }
                "sdt" => child
                    .child("sdtContent")
                    .into_iter()
                    .for_each(|content| self.rows(content, table)),
                "ins" | "customXml" => self.rows(child, table),
                _ => {}
            }
        }
    }

    fn cells(&mut self, of: &'p Element, table: &mut OpenTable, row: &mut OpenRow) {
        for child in of.elements() {
            match child.name() {
                "tc" => {
                    let properties = child.child("tcPr");
                    let columns = properties.and_then(|of| count(of, "gridSpan")).unwrap_or(1);
                    let merge = properties.and_then(|of| of.child("vMerge"));
                    let begins = merge.is_some_and(|of| of.attribute("val") == Some("restart"));
                    let goes_on = merge.is_some() && !begins && table.merged.contains(&row.column);
                    if merge.is_some() {
                        row.merged.insert(row.column);
                    }
                    let words = match goes_on {
                        // Word shows the words of the first of them alone.
                        true => {
                            let text = child.text();
                            if !text.trim().is_empty() {
                                self.passed.count(Passing::Hidden, &text);
                            }
                            let mut marks = Vec::new();
                            self.marks(child, &mut marks);
                            marks
                        }
                        false => self.cell(child),
                    };
                    table.push(row, words, columns);
                }
                "sdt" => child
                    .child("sdtContent")
                    .into_iter()
                    .for_each(|content| self.cells(content, table, row)),
                "ins" | "customXml" => self.cells(child, table, row),
                _ => {}
            }
        }
    }

    /// The words of a cell.
    fn cell(&mut self, cell: &'p Element) -> Vec<Inline> {
        let before = std::mem::take(&mut self.pieces);
        let open = self.open.take();
        self.blocks(cell);
        self.close();
        let pieces = std::mem::replace(&mut self.pieces, before);
        self.open = open;
        let mut words = Vec::new();
        for piece in pieces {
            if !words.is_empty() {
                words.push(Inline::plain(" "));
            }
            flatten(piece.block, &mut words);
        }
        words
    }
}

impl OpenTable {
    fn push(&mut self, row: &mut OpenRow, words: Vec<Inline>, columns: usize) {
        let columns = columns.clamp(1, MOST_COLUMNS);
        row.column += columns;
        if let Some(cells) = self.grid.row() {
            cells.push(GridCell { words, columns, rows: 1 });
        }
    }
}

/// The number that a property says.
fn count(of: &Element, name: &str) -> Option<usize> {
    of.value(name)?.parse().ok()
}
