//! A row of a sheet, what it was made of, and what was changed in it that no import takes.

use super::read::SheetRow;
use super::rewritten::rewriting;
use crate::import::report::{ImportFault, LinePlace, short};
use crate::publish::row::{ARTICLE, COLUMNS, DERIVED, HASH, RowHash, TAKEN, plain};

/// A row of the sheet, and what it was made of.
pub struct ReadRow<'s> {
    pub(super) row: &'s SheetRow,
    pub(super) base: RowHash,
    /// The folder of its article.
    folder: String,
    /// The claim whose words it has, where that is another one.
    pub(super) of_other: Option<String>,
}

impl<'s> ReadRow<'s> {
    /// The row, if its hash can be read. Without a column for its article, it is of the one in `folder`.
    ///
    /// # Errors
    /// It cannot.
    pub fn of(row: &'s SheetRow, name: &str, folder: &str) -> Result<Self, ImportFault> {
        let hash = row.cell(HASH).unwrap_or_default();
        if let Some(base) = RowHash::read(hash) {
            let folder = row.cell(ARTICLE).unwrap_or(folder).to_owned();
            return Ok(Self { row, base, folder, of_other: None });
        }
        let text = match hash.trim().starts_with("v1-") {
            true => format!(
                "`{name}`: the sheet is of an earlier version of the program, whose `{HASH}` does not say of which claim it was made"
            ),
            false => format!("`{name}`: `{HASH}` was changed, so what else was cannot be told"),
        };
        let fault = ImportFault::new(text).at(Some(row.place));
        Err(fault.hint("export the sheet anew, and copy the cells into that one"))
    }

    /// Says that the row has the words of another claim.
    pub fn with_words_of(self, of_other: Option<String>) -> Self {
        Self { of_other, ..self }
    }

    /// Where it begins in the sheet.
    pub fn place(&self) -> LinePlace {
        self.row.place
    }

    /// The row of the site that it was made of.
    fn made_of<'n>(&self, now: &[&'n SheetRow]) -> Option<(&'n SheetRow, RowHash)> {
        let hashed = now.iter().filter_map(|row| Some((*row, hash_of(row)?)));
        hashed.into_iter().find(|(_, hash)| hash.rest == self.base.rest)
    }

    /// True if it was made of the claim with these rows of the site.
    pub fn is_of(&self, now: &[&SheetRow]) -> bool {
        self.of_other.is_none() && self.made_of(now).is_some()
    }
}

/// The hash of a row, if it can be read.
pub fn hash_of(row: &SheetRow) -> Option<RowHash> {
    row.cell(HASH).and_then(RowHash::read)
}

/// The cells of columns that no import takes which were changed in the sheet.
pub fn not_taken(name: &str, read: &ReadRow, now: &[&SheetRow]) -> Vec<ImportFault> {
    let ReadRow { row, base, folder, .. } = read;
    let at = |text: String| ImportFault::new(format!("`{name}`: {text}")).at(Some(row.place));
    // Without all columns, the hash of the row as it is cannot be told.
    let is_whole = COLUMNS.iter().all(|column| row.cell(column).is_some());
    let sheet = RowHash::of(folder, |column| row.cell(column));
    let Some((site, hash)) = read.made_of(now) else {
        let text =
            "something else than what is taken was changed in the sheet, and in the site too";
        return Vec::from_iter((is_whole && sheet.rest != base.rest).then(|| at(text.to_owned())));
    };
    let mut all = Vec::new();
    for column in COLUMNS.into_iter().filter(|column| !TAKEN.contains(column) && *column != HASH) {
        let Some(sheet) = row.cell(column).map(plain) else { continue };
        let now = plain(site.cell(column).unwrap_or_default());
        // What follows from other claims may be otherwise in the site by now.
        let is_comparable = !DERIVED.contains(&column) || base.derived == hash.derived;
        // The id led to the claim.
        if is_comparable && sheet != now && column != "id" && rewriting(&now, &sheet).is_none() {
            let [sheet, now] = [&sheet, &now].map(|text| told(text));
            all.push(at(format!(
                "`{column}` is not taken from a sheet: {sheet} there, {now} in the site"
            )));
        }
    }
    if is_whole && base.derived != hash.derived && sheet.derived != base.derived {
        let columns = DERIVED.map(|column| format!("`{column}`")).join(", ");
        all.push(at(format!("none of {columns} is taken from a sheet, and one was changed there")));
    }
    all
}

/// A value, for a message.
pub fn told(value: &str) -> String {
    match value.is_empty() {
        true => "nothing".to_owned(),
        false => format!("`{}`", short(value)),
    }
}
