//! Lays the cells of a table out in columns.
//!
//! In go rows of cells that take one or more columns and rows; out come rows in which every cell stands in its
//! column, with an empty one where another goes on. Source: HTML Standard, 4.9.12.1, *Forming a table*.

use super::model::{Inline, Passed, Passing};

/// The most columns that one cell takes.
pub(super) const MOST_COLUMNS: usize = 64;
/// The most places that a table with merged cells has. The reader of Markdown fills up to some 260,000.
const MOST_PLACES: usize = 1 << 17;
/// The most places that all such tables of a document have.
const MOST_IN_ALL: usize = 1 << 20;

/// A cell, and what it takes.
#[derive(Debug)]
pub(super) struct GridCell {
    pub words: Vec<Inline>,
    /// How many columns, at least 1.
    pub columns: usize,
    /// How many rows; 0 for all up to the end of its group.
    pub rows: usize,
}

/// The rows of a table.
#[derive(Debug, Default)]
pub(super) struct TableGrid {
    rows: Vec<Vec<GridCell>>,
    /// The group that each row is of. No cell goes on behind the end of its group.
    groups: Vec<usize>,
}

/// The places that are left for tables with merged cells.
#[derive(Debug)]
pub(super) struct GridRoom(usize);

impl Default for GridRoom {
    fn default() -> Self {
        Self(MOST_IN_ALL)
    }
}

impl TableGrid {
    /// Begins a row of a group.
    pub(super) fn begin_row(&mut self, group: usize) {
        self.rows.push(Vec::new());
        self.groups.push(group);
    }

    /// The row that is open.
    pub(super) fn row(&mut self) -> Option<&mut Vec<GridCell>> {
        self.rows.last_mut()
    }

    /// The rows with every cell in its column; the first is as wide as the widest. Where there are too many places,
    /// every cell takes one, and that is counted.
    pub(super) fn lay_out(
        self,
        GridRoom(room): &mut GridRoom,
        passed: &mut Passed,
    ) -> Vec<Vec<Vec<Inline>>> {
        let is_merged = |cell: &GridCell| cell.columns != 1 || cell.rows != 1;
        let first = self.rows.iter().flatten().find(|cell| is_merged(cell));
        let columns = first.and_then(|_| self.columns((*room).min(MOST_PLACES)));
        if let (Some(first), None) = (first, &columns) {
            passed.count(Passing::Merged, &super::sections::line(&first.words));
        }
        let mut rows = Vec::with_capacity(self.rows.len());
        for (i, cells) in self.rows.into_iter().enumerate() {
            let mut row = Vec::with_capacity(cells.len());
            for (n, cell) in cells.into_iter().enumerate() {
                let column = columns.as_ref().and_then(|of| of.get(i)?.get(n)).copied();
                let column = column.unwrap_or(row.len());
                row.resize_with(column, Vec::new);
                row.push(cell.words);
                if columns.is_some() {
                    row.resize_with(column + cell.columns, Vec::new);
                }
            }
            rows.push(row);
        }
        let width = rows.iter().map(Vec::len).max().unwrap_or(0);
        if columns.is_some() {
            *room = room.saturating_sub(width * rows.len());
        }
        rows.iter_mut().take(1).for_each(|row| row.resize_with(width, Vec::new));
        rows
    }

    /// The column of every cell; `None` where the table has more than `most` places.
    fn columns(&self, most: usize) -> Option<Vec<Vec<usize>>> {
        let left = self.left();
        let mut all = Vec::with_capacity(self.rows.len());
        // In how many further rows each column is taken.
        let mut taken: Vec<usize> = Vec::new();
        for (cells, left) in self.rows.iter().zip(left) {
            let (mut column, mut columns) = (0, Vec::with_capacity(cells.len()));
            let mut next: Vec<usize> = taken.iter().map(|rows| rows.saturating_sub(1)).collect();
            for cell in cells {
                while taken.get(column).is_some_and(|rows| *rows > 0) {
                    column += 1;
                }
                columns.push(column);
                let end = column + cell.columns;
                next.resize(next.len().max(end), 0);
                if next.len().saturating_mul(self.rows.len()) > most {
                    return None;
                }
                let rows = if cell.rows == 0 { left } else { cell.rows.min(left) };
                for below in &mut next[column..end] {
                    *below = (*below).max(rows - 1);
                }
                column = end;
            }
            all.push(columns);
            taken = next;
        }
        Some(all)
    }

    /// How many rows are left of the group of each row, itself counted.
    fn left(&self) -> Vec<usize> {
        let mut left = vec![1; self.groups.len()];
        for i in (1..self.groups.len()).rev() {
            if self.groups[i] == self.groups[i - 1] {
                left[i - 1] = left[i] + 1;
            }
        }
        left
    }
}
