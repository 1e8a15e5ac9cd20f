//! Reads a sheet as spreadsheets save it: with commas, semicolons or tabs.
//!
//! In goes a text; out come its rows, each cell by the name of its column, as it was before an apostrophe kept it
//! from being a formula.

use crate::import::report::{ImportFault, LinePlace};
use crate::publish::row::{ARTICLE, COLUMNS, HASH, as_it_was};
use std::collections::BTreeMap;

/// A sheet.
#[derive(Debug)]
pub struct Sheet {
    /// The rows that are not empty.
    pub rows: Vec<SheetRow>,
    /// The names of columns that no export has, each with the number of its cells that hold something.
    pub unknown: BTreeMap<String, usize>,
}

/// A row.
#[derive(Debug)]
pub struct SheetRow {
    /// Where it begins.
    pub place: LinePlace,
    /// Its cells, by the names of their columns.
    pub cells: BTreeMap<&'static str, String>,
}

impl SheetRow {
    /// The cell of a column; `None` if the sheet has no such column, or the row ends before it.
    pub fn cell(&self, column: &str) -> Option<&str> {
        self.cells.get(column).map(String::as_str)
    }
}

/// What may stand between cells.
const BETWEEN: [u8; 3] = *b",;\t";

/// Reads a sheet.
///
/// # Errors
/// It is no sheet of an export.
pub fn read(text: &str) -> Result<Sheet, ImportFault> {
    // Excel tells itself so.
    let (said, text, skipped) = match text.split_once('\n') {
        Some((first, rest)) if first.trim_end().len() == 5 && first.starts_with("sep=") => {
            (first.as_bytes().get(4).copied(), rest, 1)
        }
        _ => (None, text, 0),
    };
    let known = |between: &u8| {
        let found = records(text, *between).next().map(|(_, head)| columns(&head));
        found.map_or(0, |head| head.iter().flatten().count())
    };
    let best = BETWEEN.into_iter().rev().max_by_key(known);
    let between = said.or(best).unwrap_or(b',');
    let mut all = records(text, between);
    let head = all.next().map(|(_, head)| head).unwrap_or_default();
    let columns = columns(&head);
    for wanted in COLUMNS.into_iter().chain([ARTICLE]) {
        let count = columns.iter().filter(|column| **column == Some(wanted)).count();
        let text = match count {
            0 if wanted == "id" || wanted == HASH => format!("the sheet has no column `{wanted}`"),
            0 | 1 => continue,
            _ => format!("the sheet has two columns `{wanted}`"),
        };
        let fault = ImportFault::new(text).at(Some(LinePlace { line: skipped + 1, column: 1 }));
        return Err(fault.hint(
            "what comes back is a sheet that `gainsay export csv` made, with its first row",
        ));
    }
    if memchr::memchr_iter(b'"', text.as_bytes()).count() % 2 == 1 {
        return Err(ImportFault::new("a quotation mark begins a cell and none ends it"));
    }
    let mut sheet = Sheet { rows: Vec::new(), unknown: BTreeMap::new() };
    for (line, record) in all {
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let mut cells = BTreeMap::new();
        for ((cell, column), name) in record.iter().zip(&columns).zip(&head) {
            match column {
                Some(column) => {
                    cells.insert(*column, as_it_was(cell).to_owned());
                }
                None if cell.trim().is_empty() => {}
                None => *sheet.unknown.entry(name.trim().to_owned()).or_default() += 1,
            }
        }
        let place = LinePlace { line: line + skipped, column: 1 };
        sheet.rows.push(SheetRow { place, cells });
    }
    Ok(sheet)
}

/// The records of a text, each with the line that it begins in.
fn records(text: &str, between: u8) -> impl Iterator<Item = (usize, Vec<String>)> + '_ {
    let reader = csv::ReaderBuilder::new()
        .delimiter(between)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let (mut line, mut counted) = (1, 0);
    // A text is UTF-8, and records may have any number of cells: nothing else is an error.
    reader.into_records().map_while(Result::ok).map(move |record| {
        let at = record.position().map_or(0, |at| usize::try_from(at.byte()).unwrap_or(0));
        // The end of the line before may be counted to a record.
        let ends = |b: &u8| matches!(b, b'\r' | b'\n');
        let blank =
            text.as_bytes().get(at..).unwrap_or_default().iter().take_while(|b| ends(b)).count();
        let lines = text.as_bytes().get(counted..at + blank).unwrap_or_default();
        line += memchr::memchr_iter(b'\n', lines).count();
        counted = at + blank;
        (line, record.iter().map(str::to_owned).collect())
    })
}

/// The columns of an export that a first row names.
fn columns(head: &[String]) -> Vec<Option<&'static str>> {
    let all = || COLUMNS.into_iter().chain([ARTICLE]);
    head.iter().map(|name| all().find(|known| known.eq_ignore_ascii_case(name.trim()))).collect()
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn what_stands_between_cells_is_found_out() {
        for text in [
            "id,finding,row-hash\r\nvote,\"a, b; c\",v\r\n",
            "id;finding;row-hash\nvote;\"a, b; c\";v\n\n;;\n",
            "id\tfinding\trow-hash\nvote\ta, b; c\tv",
            "sep=;\r\nID ;Finding;row-hash\r\nvote;\"a, b; c\";v\r\n",
        ] {
            let sheet = read(text).expect("a sheet");
            assert_eq!(sheet.rows.len(), 1, "{text}");
            assert_eq!(sheet.rows[0].cell("finding"), Some("a, b; c"), "{text}");
        }
    }

    #[test]
    fn lines_are_those_of_the_file_and_apostrophes_before_formulas_go() {
        let sheet =
            read("id,finding,mine,row-hash\na,'=1,x,v\n\"b\",\"two\nlines\",,v\nc,'quoted',y,v\n");
        let sheet = sheet.expect("a sheet");
        let told: Vec<_> =
            sheet.rows.iter().map(|row| (row.place.line, row.cell("finding"))).collect();
        assert_eq!(told, [(2, Some("=1")), (3, Some("two\nlines")), (5, Some("'quoted'"))]);
        assert_eq!(sheet.unknown.get("mine"), Some(&2));
    }

    #[test]
    fn other_tables_are_refused() {
        for (text, expect) in [
            ("", "the sheet has no column `id`"),
            ("a,b\n1,2\n", "the sheet has no column `id`"),
            ("id,finding\nvote,x\n", "the sheet has no column `row-hash`"),
            ("id,id,row-hash\n", "the sheet has two columns `id`"),
            ("id,finding,Finding ,row-hash\n", "the sheet has two columns `finding`"),
            ("article,id,article,row-hash\n", "the sheet has two columns `article`"),
            ("id,row-hash\n\"vote,x\n", "a quotation mark begins a cell and none ends it"),
        ] {
            assert_eq!(read(text).expect_err(text).text, expect);
        }
    }
}
