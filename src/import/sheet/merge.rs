//! Decides what a claim gets of the rows that a sheet has of it.
//!
//! In go its rows in the sheet and its rows in the site; out come the cells that were changed in the sheet alone,
//! and what cannot be decided, each with both values. A row counts for a claim only if it was made of the claim as
//! the site has it now.

use super::read::SheetRow;
use super::rewritten::{Rewriting, rewriting};
use super::row::{ReadRow, not_taken, told};
use crate::import::report::{ImportFault, LinePlace};
use crate::import::text::line;
use crate::model::{Date, Status};
use crate::publish::row::{COLUMNS, DERIVED, HASH, TAKEN, part, plain};

/// The longest cell that is taken, in bytes.
const MOST: usize = 16 * 1024;

/// The columns that are one value: who did something is nothing without the day.
pub const GROUPS: [&[&str]; 4] = [
    &["finding"],
    &["checked", "checked-by"],
    &["reviewed-by", "reviewed-on"],
    &["expected-status"],
];

/// What a claim gets.
#[derive(Debug, Default)]
pub struct Merged {
    /// Columns with their new values; an empty one takes the value out.
    pub cells: Vec<(&'static str, String)>,
    /// What is refused.
    pub refused: Vec<ImportFault>,
    /// What was changed in the sheet and is not taken from there.
    pub told: Vec<ImportFault>,
}

/// What the rows of a claim say of a column.
struct ColumnEdit<'r> {
    column: &'static str,
    /// The value in the site.
    site: String,
    /// What was typed, where, and in which row; none if it is as it was, or as the site has it.
    typed: Option<(String, LinePlace, &'r ReadRow<'r>)>,
    /// Why it cannot be taken.
    faults: Vec<ImportFault>,
}

/// The claim that is looked at.
struct Merge<'m> {
    name: &'m str,
    of_site: &'m SheetRow,
    today: Option<jiff::civil::Date>,
    merged: Merged,
}

/// Merges the rows of the claim called `name`. `now` has those of the site, and `today` is the latest day that can
/// be today.
pub fn merge(
    name: &str,
    rows: &[ReadRow],
    now: &[&SheetRow],
    today: Option<jiff::civil::Date>,
) -> Merged {
    let Some(of_site) = now.first() else { return Merged::default() };
    let mut merge = Merge { name, of_site, today, merged: Merged::default() };
    let (known, strange): (Vec<_>, Vec<_>) = rows.iter().partition(|row| row.is_of(now));
    let refused: Vec<bool> =
        strange.iter().map(|row| merge.refuse_strange(row, &known, now)).collect();
    let quiet = strange.iter().zip(refused).filter(|(_, refused)| !refused).map(|(row, _)| row);
    for row in known.iter().chain(quiet) {
        merge.merged.told.extend(not_taken(name, row, now));
    }
    for group in GROUPS {
        let edits = group.iter().map(|column| merge.edit(column, &known)).collect();
        merge.take(edits);
    }
    merge.merged
}

impl<'m> Merge<'m> {
    fn fault(&self, text: &str, place: LinePlace) -> ImportFault {
        ImportFault::new(format!("`{}`: {text}", self.name)).at(Some(place))
    }

    /// The column as the site has it.
    fn site(&self, column: &str) -> String {
        plain(self.of_site.cell(column).unwrap_or_default())
    }

    /// Refuses what was typed in a row that was made of something else; false if nothing was.
    fn refuse_strange(&mut self, row: &ReadRow, known: &[&ReadRow], now: &[&SheetRow]) -> bool {
        let mut typed = Vec::new();
        for (at, column) in TAKEN.into_iter().enumerate() {
            let Some(cell) = row.row.cell(column) else { continue };
            let ((sheet, _), site) = (line(cell), self.site(column));
            let is_said = |other: &&ReadRow| {
                other.row.cell(column).is_some_and(|other| line(other).0 == sheet)
            };
            if part(&sheet) != row.base.cells[at] && sheet != site && !known.iter().any(is_said) {
                typed.push(format!(
                    "`{column}`, {} in the sheet and {} in the site",
                    told(&sheet),
                    told(&site)
                ));
            }
        }
        if typed.is_empty() {
            return false;
        }
        let what = match &row.of_other {
            Some(other) => format!("the row has the words of `{other}`"),
            None => strange(row, now),
        };
        let text = format!("{what}; not taken: {}", typed.join("; "));
        let hint = "export the sheet anew, look at the claim as it is now, and type it there";
        let fault = self.fault(&text, row.row.place).hint(hint);
        self.merged.refused.push(fault);
        true
    }

    /// What the rows say of a column. A row that was not changed says nothing, whatever the others say.
    fn edit<'r>(&mut self, column: &'static str, rows: &[&'r ReadRow<'r>]) -> ColumnEdit<'r> {
        let site = self.site(column);
        let mut edit = ColumnEdit { column, site, typed: None, faults: Vec::new() };
        let Some(at) = TAKEN.iter().position(|known| *known == column) else { return edit };
        let mut changed: Vec<(String, LinePlace, &ReadRow)> = Vec::new();
        for read in rows {
            let (row, base) = (read.row, &read.base);
            let Some(cell) = row.cell(column) else { continue };
            let (sheet, cleaned) = line(cell);
            if cleaned {
                let text = format!("invisible characters of `{column}` were taken out");
                let fault = self.fault(&text, row.place);
                self.merged.told.push(fault);
            }
            if part(&sheet) == base.cells[at] || changed.iter().any(|(known, ..)| *known == sheet) {
                continue;
            }
            let is_as_it_was = part(&edit.site) == base.cells[at];
            if is_as_it_was && is_rewritten(column, &edit.site, &sheet) == Some(Rewriting::Same) {
                let text = format!(
                    "`{column}` stays {}: {} is how a spreadsheet writes it",
                    told(&edit.site),
                    told(&sheet)
                );
                let fault = self.fault(&text, row.place);
                self.merged.told.push(fault);
                continue;
            }
            changed.push((sheet, row.place, *read));
        }
        match changed.as_slice() {
            [] => {}
            [(sheet, ..)] if *sheet == edit.site => {}
            [(sheet, place, read)]
                if part(&edit.site) == read.base.cells[at]
                    && is_rewritten(column, &edit.site, sheet) == Some(Rewriting::Date) =>
            {
                let text = format!(
                    "`{column}` can be what the spreadsheet made of a date: {} in the sheet, {} in the site",
                    told(sheet),
                    told(&edit.site)
                );
                let hint = "format the column as text, or write more than the date";
                edit.faults.push(self.fault(&text, *place).hint(hint));
            }
            [(sheet, place, read)] => edit.typed = Some((sheet.clone(), *place, *read)),
            [(one, ..), (other, place, _), ..] => {
                let text = format!(
                    "`{column}` differs between rows of the claim: {} and {}; {} in the site",
                    told(one),
                    told(other),
                    told(&edit.site)
                );
                let hint = "say the same in all rows, or change one alone";
                edit.faults.push(self.fault(&text, *place).hint(hint));
            }
        }
        edit
    }

    /// Takes the columns of one value, all or none of them.
    fn take(&mut self, mut edits: Vec<ColumnEdit>) {
        if edits.iter().all(|edit| edit.typed.is_none() && edit.faults.is_empty()) {
            return;
        }
        let conflict = self.conflict(&edits);
        for edit in &mut edits {
            let Some((sheet, place, _)) = &edit.typed else { continue };
            let (column, sheet, site) = (edit.column, told(sheet), told(&edit.site));
            let recheck = self.of_site.cell("recheck").unwrap_or_default();
            if !recheck.is_empty() && matches!(column, "finding" | "checked" | "checked-by") {
                let text = format!(
                    "`{column}` is {sheet} in the sheet, and since {recheck} its words say something else than was checked"
                );
                let hint = format!(
                    "`gainsay fix --checked {}` says that its evidence was looked at again",
                    self.name
                );
                edit.faults.push(self.fault(&text, *place).hint(hint));
            } else if let Err((reason, hint)) = checked(edit, self.today) {
                let text = format!("`{column}` {reason}: {sheet} in the sheet, {site} in the site");
                edit.faults.push(self.fault(&text, *place).hint(hint));
            }
        }
        if let Some(conflict) = conflict {
            self.merged.refused.push(conflict);
            return;
        }
        let faulty = edits.iter().find(|edit| !edit.faults.is_empty()).map(|edit| edit.column);
        for edit in edits {
            let is_faulty = !edit.faults.is_empty();
            self.merged.refused.extend(edit.faults);
            match (edit.typed, faulty) {
                (Some((sheet, ..)), None) => self.merged.cells.push((edit.column, sheet)),
                (Some((sheet, place, _)), Some(other)) if !is_faulty => {
                    let text = format!(
                        "`{}` is not taken without `{other}`, which is refused: {} in the sheet, {} in the site",
                        edit.column,
                        told(&sheet),
                        told(&edit.site)
                    );
                    let fault = self.fault(&text, place);
                    self.merged.refused.push(fault);
                }
                _ => {}
            }
        }
    }

    /// That a value was changed in the sheet and otherwise in the site.
    fn conflict(&self, edits: &[ColumnEdit]) -> Option<ImportFault> {
        let (_, place, read) = edits.iter().find_map(|edit| edit.typed.as_ref())?;
        // The value of the sheet, and whether the site has another one since.
        let sides = edits.iter().map(|edit| {
            let at = TAKEN.iter().position(|known| *known == edit.column)?;
            let of_row = || read.row.cell(edit.column).map(|cell| line(cell).0);
            let sheet = edit.typed.as_ref().map(|(sheet, ..)| sheet.clone()).or_else(of_row);
            let moved = part(&edit.site) != read.base.cells[at];
            Some((moved && sheet.as_ref() != Some(&edit.site), sheet.unwrap_or_default()))
        });
        let sides: Vec<(bool, String)> = sides.collect::<Option<_>>()?;
        if !sides.iter().any(|(moved, _)| *moved) {
            return None;
        }
        let list = |texts: Vec<String>, between: &str| texts.join(between);
        let columns = edits.iter().map(|edit| format!("`{}`", edit.column)).collect();
        let text = format!(
            "{} {} changed on both sides: {} in the sheet, {} in the site",
            list(columns, " and "),
            if edits.len() > 1 { "were" } else { "was" },
            list(sides.iter().map(|(_, sheet)| told(sheet)).collect(), ", "),
            list(edits.iter().map(|edit| told(&edit.site)).collect(), ", "),
        );
        Some(self.fault(&text, *place).hint("make both the same, or take the sheet's back"))
    }
}

/// What a row says of its claim, and what the site says.
fn strange(row: &ReadRow, now: &[&SheetRow]) -> String {
    let cell = |row: &SheetRow, column: &str| plain(row.cell(column).unwrap_or_default());
    let differing = |site: &SheetRow| -> Vec<&'static str> {
        let is_bound =
            |column: &&str| !TAKEN.contains(column) && !DERIVED.contains(column) && *column != HASH;
        let differs = |column: &&str| {
            let site = cell(site, column);
            row.row
                .cell(column)
                .map(plain)
                .is_some_and(|sheet| sheet != site && rewriting(&site, &sheet).is_none())
        };
        COLUMNS.into_iter().filter(is_bound).filter(differs).collect()
    };
    let nearest = now.iter().map(|site| (differing(site), site)).min_by_key(|(all, _)| all.len());
    let shown: Vec<String> = nearest
        .iter()
        .flat_map(|(columns, site)| columns.iter().map(move |column| (column, site)))
        .map(|(column, site)| {
            let [sheet, site] = [row.row, **site].map(|row| told(&cell(row, column)));
            format!("`{column}` is {sheet} in the sheet, {site} in the site")
        })
        .collect();
    let head = "the row was made of another claim, or of this one as it was before";
    match shown.is_empty() {
        true => format!("{head}: its `row-hash` is none that the site has for it"),
        false => format!("{head}: {}", shown.join("; ")),
    }
}

/// What a spreadsheet may have made of the value of a column.
fn is_rewritten(column: &str, was: &str, now: &str) -> Option<Rewriting> {
    match column {
        // What is no day in the form of the format is refused anyway.
        "checked" | "reviewed-on" => None,
        _ => rewriting(was, now),
    }
}

/// Makes sure that a cell can be a value of the format.
fn checked(edit: &ColumnEdit, today: Option<jiff::civil::Date>) -> Result<(), (String, String)> {
    let value = edit.typed.as_ref().map_or("", |(sheet, ..)| sheet);
    if value.is_empty() {
        return Ok(());
    }
    if value.len() > MOST {
        return Err((format!("has more than {MOST} bytes"), "shorten it".to_owned()));
    }
    match edit.column {
        "checked" | "reviewed-on" => {
            let day = Date::parse(value).ok().filter(Date::is_day);
            let is_past = |day: &Date| today.is_none_or(|today| day.earliest() <= today);
            match day {
                Some(day) if is_past(&day) => Ok(()),
                Some(_) => {
                    Err(("is to come".to_owned(), "write the day on which it was done".to_owned()))
                }
                None => Err((
                    "is no day as the format has it".to_owned(),
                    "write year, month and day, such as 2024-03-05, in cells formatted as text"
                        .to_owned(),
                )),
            }
        }
        "expected-status" if Status::from_key(value).is_none() => {
            let words: Vec<&str> = Status::WORDS.iter().map(|(word, _)| *word).collect();
            Err(("is no status".to_owned(), format!("it is one of {}", words.join(", "))))
        }
        _ => Ok(()),
    }
}
