//! The tables of a document of Word. Cells of Markdown hold words alone, so that the blocks of a cell become one line.

use super::super::xml::Element;
use super::BodyReader;
use crate::import::manuscript::model::{Inline, Passing, flatten};

impl<'p> BodyReader<'p, '_> {
    /// The cells of a table, row by row.
    pub(super) fn table(&mut self, table: &'p Element) -> Vec<Vec<Vec<Inline>>> {
        let mut rows = Vec::new();
        self.rows(table, &mut rows);
        let width = rows.iter().map(Vec::len).max().unwrap_or(0);
        rows.iter_mut().take(1).for_each(|row| row.resize_with(width, Vec::new));
        rows
    }

    fn rows(&mut self, of: &'p Element, rows: &mut Vec<Vec<Vec<Inline>>>) {
        for child in of.elements() {
            match child.name() {
                "tr" if child.child("trPr").is_some_and(|of| of.child("del").is_some()) => {
                    self.passed.count(Passing::Deleted, "a row of a table");
                }
                "tr" => {
                    let mut row = Vec::new();
                    self.cells(child, &mut row);
                    rows.push(row);
                }
                "sdt" => child
                    .child("sdtContent")
                    .into_iter()
                    .for_each(|content| self.rows(content, rows)),
                "ins" | "customXml" => self.rows(child, rows),
                _ => {}
            }
        }
    }

    fn cells(&mut self, of: &'p Element, row: &mut Vec<Vec<Inline>>) {
        for child in of.elements() {
            match child.name() {
                "tc" => {
                    // Cells of Markdown hold words alone.
                    let before = std::mem::take(&mut self.pieces);
                    let open = self.open.take();
                    self.blocks(child);
                    self.close();
                    let pieces = std::mem::replace(&mut self.pieces, before);
                    self.open = open;
                    let mut cell = Vec::new();
                    for piece in pieces {
                        if !cell.is_empty() {
                            cell.push(Inline::plain(" "));
                        }
                        flatten(piece.block, &mut cell);
                    }
                    row.push(cell);
                    let span = child
                        .child("tcPr")
                        .and_then(|of| of.value("gridSpan"))
                        .and_then(|n| n.parse::<usize>().ok());
                    for _ in 1..span.unwrap_or(1).min(64) {
                        row.push(Vec::new());
                    }
                }
                "sdt" => child
                    .child("sdtContent")
                    .into_iter()
                    .for_each(|content| self.cells(content, row)),
                "ins" | "customXml" => self.cells(child, row),
                _ => {}
            }
        }
    }
}
