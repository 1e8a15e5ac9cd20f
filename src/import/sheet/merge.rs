//! Decides what a claim gets of the rows that a sheet has of it.
//!
//! In go its rows in the sheet and its rows in the site; out come the cells that were changed in the sheet alone,
//! and what cannot be decided, each with both values.

use super::read::SheetRow;
use crate::import::report::{ImportFault, LinePlace, short};
use crate::import::text::line;
use crate::model::{Date, Status};
use crate::publish::row::{COLUMNS, HASH, RowHash, TAKEN, part, plain};

/// The longest cell that is taken, in bytes.
const MOST: usize = 16 * 1024;

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

/// A row of the sheet, and what it was made of.
pub struct ReadRow<'s> {
    row: &'s SheetRow,
    base: RowHash,
}

impl<'s> ReadRow<'s> {
    /// The row, if its hash can be read.
    ///
    /// # Errors
    /// It cannot.
    pub fn of(row: &'s SheetRow, name: &str) -> Result<Self, ImportFault> {
        match row.cell(HASH).and_then(RowHash::read) {
            Some(base) => Ok(Self { row, base }),
            None => {
                let text =
                    format!("`{name}`: `{HASH}` was changed, so what else was cannot be told");
                let fault = ImportFault::new(text).at(Some(row.place));
                Err(fault.hint("export the sheet anew, and copy the cells into that one"))
            }
        }
    }
}

impl ReadRow<'_> {
    /// Where it begins in the sheet.
    pub fn place(&self) -> LinePlace {
        self.row.place
    }
}

/// Merges the rows of the claim called `name`. `now` has those of the site, and `today` is the latest day that can
/// be today.
pub fn merge(
    name: &str,
    rows: &[ReadRow],
    now: &[&SheetRow],
    today: Option<jiff::civil::Date>,
) -> Merged {
    let mut merged = Merged::default();
    for row in rows {
        merged.told.extend(not_taken(name, row, now));
    }
    let Some(of_site) = now.first() else { return merged };
    for (at, column) in TAKEN.into_iter().enumerate() {
        let site = plain(of_site.cell(column).unwrap_or_default());
        // A row that was not changed says nothing, whatever the others say.
        let mut changed: Vec<(String, LinePlace, &str)> = Vec::new();
        for ReadRow { row, base } in rows {
            let Some(cell) = row.cell(column) else { continue };
            let (sheet, cleaned) = line(cell);
            if cleaned {
                let text = format!("`{name}`: invisible characters of `{column}` were taken out");
                merged.told.push(ImportFault::new(text).at(Some(row.place)));
            }
            if part(&sheet) != base.cells[at] && changed.iter().all(|(known, ..)| *known != sheet) {
                changed.push((sheet, row.place, &base.cells[at]));
            }
        }
        let refuse =
            |text: String, place| ImportFault::new(format!("`{name}`: {text}")).at(Some(place));
        match &changed[..] {
            [] => {}
            [(sheet, place, base)] => {
                if *sheet == site {
                    continue;
                }
                if part(&site) != *base {
                    let text = format!(
                        "`{column}` was changed on both sides: {} in the sheet, {} in the site",
                        told(sheet),
                        told(&site)
                    );
                    merged.refused.push(
                        refuse(text, *place).hint("make both the same, or take the sheet's back"),
                    );
                    continue;
                }
                let recheck = of_site.cell("recheck").unwrap_or_default();
                if !recheck.is_empty() && matches!(column, "finding" | "checked") {
                    let text = format!(
                        "`{column}` is {} in the sheet, and since {recheck} its words say something else than was checked",
                        told(sheet)
                    );
                    let hint = format!(
                        "`gainsay fix --checked {name}` says that its evidence was looked at again"
                    );
                    merged.refused.push(refuse(text, *place).hint(hint));
                    continue;
                }
                match checked(column, sheet, today) {
                    Ok(()) => merged.cells.push((column, sheet.clone())),
                    Err((reason, hint)) => {
                        let text = format!(
                            "`{column}` {reason}: {} in the sheet, {} in the site",
                            told(sheet),
                            told(&site)
                        );
                        merged.refused.push(refuse(text, *place).hint(hint));
                    }
                }
            }
            [(one, ..), (other, place, _), ..] => {
                let text = format!(
                    "`{column}` differs between rows of the claim: {} and {}; {} in the site",
                    told(one),
                    told(other),
                    told(&site)
                );
                merged.refused.push(
                    refuse(text, *place).hint("say the same in all rows, or change one alone"),
                );
            }
        }
    }
    merged
}

/// The cells of other columns that were changed in the sheet.
fn not_taken(name: &str, read: &ReadRow, now: &[&SheetRow]) -> Vec<ImportFault> {
    let ReadRow { row, base } = read;
    let others = || COLUMNS.into_iter().filter(|column| !TAKEN.contains(column) && *column != HASH);
    // Without all columns nothing can be told.
    if others().any(|column| row.cell(column).is_none()) {
        return Vec::new();
    }
    if RowHash::of(|column| row.cell(column)).rest == base.rest {
        return Vec::new();
    }
    let at = |text: String| ImportFault::new(format!("`{name}`: {text}")).at(Some(row.place));
    let same = |site: &&&SheetRow| {
        site.cell(HASH).and_then(RowHash::read).is_some_and(|hash| hash.rest == base.rest)
    };
    let Some(site) = now.iter().find(same) else {
        return vec![at(
            "something else than what is taken was changed in the sheet, and in the site too"
                .to_owned(),
        )];
    };
    let differs = |column: &&str| {
        plain(row.cell(column).unwrap_or_default()) != plain(site.cell(column).unwrap_or_default())
    };
    let tell = |column: &str| {
        let [sheet, site] =
            [row, *site].map(|row| told(&plain(row.cell(column).unwrap_or_default())));
        at(format!("`{column}` is not taken from a sheet: {sheet} there, {site} in the site"))
    };
    others().filter(differs).map(tell).collect()
}

/// Makes sure that a cell can be a value of the format.
fn checked(
    column: &str,
    value: &str,
    today: Option<jiff::civil::Date>,
) -> Result<(), (String, String)> {
    if value.is_empty() {
        return Ok(());
    }
    if value.len() > MOST {
        return Err((format!("has more than {MOST} bytes"), "shorten it".to_owned()));
    }
    match column {
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

fn told(value: &str) -> String {
    match value.is_empty() {
        true => "nothing".to_owned(),
        false => format!("`{}`", short(value)),
    }
}
