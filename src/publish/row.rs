//! The columns of `claims.csv`, and by what a row is known again when it comes back.
//!
//! In go the cells of a row; out comes its hash: a part for what the claim and its citation say, one for what follows
//! from the rest of the site, and one for each column that an import takes. So a row tells of each of its cells
//! whether somebody has changed it since, and of which claim it was made.

use sha2::{Digest, Sha256};
use std::borrow::Cow;

/// The names of the columns.
pub const COLUMNS: [&str; 20] = [
    "id",
    "section",
    "quote",
    "proposition",
    "speaker",
    "source",
    "address",
    "passage",
    "locator",
    "relation",
    "status",
    "finding",
    "checked",
    "checked-by",
    "recheck",
    "counters",
    "reviewed-by",
    "reviewed-on",
    "expected-status",
    HASH,
];

/// The columns that an import takes.
pub const TAKEN: [&str; 6] =
    ["finding", "checked", "checked-by", "reviewed-by", "reviewed-on", "expected-status"];

/// The columns that say where a claim stands and what follows from other claims: it stays the same claim when they
/// change.
pub const DERIVED: [&str; 3] = ["section", "status", "recheck"];

/// The column of the article, where a site has several.
pub const ARTICLE: &str = "article";

/// The column of the hash.
pub const HASH: &str = "row-hash";

/// What a hash of this form begins with. A spreadsheet takes it for no number.
const FORM: &str = "v2";

/// The parts of a row's hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowHash {
    /// Of the article, and of all columns that no import takes but [`DERIVED`].
    pub rest: String,
    /// Of [`DERIVED`].
    pub derived: String,
    /// Of each that one takes, in the order of [`TAKEN`].
    pub cells: [String; TAKEN.len()],
}

impl RowHash {
    /// The hash of the row whose cells are told by the names of their columns. `article` is the folder of its
    /// article.
    pub fn of<'c>(article: &str, cell: impl Fn(&str) -> Option<&'c str>) -> Self {
        let value = |name: &str| plain(cell(name).unwrap_or_default());
        let rest: Vec<String> = [plain(article)]
            .into_iter()
            .chain(COLUMNS.into_iter().filter(is_rest).map(value))
            .collect();
        Self {
            rest: part(&rest.join("\0")),
            derived: part(&DERIVED.map(value).join("\0")),
            cells: TAKEN.map(|name| part(&value(name))),
        }
    }

    /// The hash that `text` is.
    pub fn read(text: &str) -> Option<Self> {
        let mut parts = text.trim().split('-');
        let is_part = |part: &&str| *part == NONE || is_hex(part);
        let form = parts.next()?;
        let mut one = || Some(parts.next().filter(is_part)?.to_owned());
        let (rest, derived) = (one()?, one()?);
        let cells: Vec<String> =
            parts.by_ref().take(TAKEN.len()).filter(is_part).map(str::to_owned).collect();
        let cells = cells.try_into().ok()?;
        (form == FORM && parts.next().is_none()).then_some(Self { rest, derived, cells })
    }

    /// The hash as a cell.
    pub fn text(&self) -> String {
        format!("{FORM}-{}-{}-{}", self.rest, self.derived, self.cells.join("-"))
    }
}

/// True for a column of [`RowHash::rest`].
fn is_rest(name: &&str) -> bool {
    !TAKEN.contains(name) && !DERIVED.contains(name) && *name != HASH
}

/// The part of a cell that holds nothing.
const NONE: &str = "0";

fn is_hex(part: &str) -> bool {
    part.len() == 8 && part.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

/// The part of the hash that a cell has.
pub fn part(text: &str) -> String {
    if text.is_empty() {
        return NONE.to_owned();
    }
    Sha256::digest(text).iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}

/// A cell as it is compared: programs change how its lines end, and blanks around it.
pub fn plain(cell: &str) -> String {
    cell.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a spreadsheet takes for the beginning of a formula.
const FORMULA: &[char] = &[
    '=', '+', '-', '@', '\t', '\r', '\n', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}',
    '\u{2212}',
];

/// A cell that no spreadsheet takes for a formula: an apostrophe is put before one, as OWASP
/// advises ("CSV Injection"). Before one that has such an apostrophe, so that it keeps it.
pub fn formula_free(cell: &str) -> Cow<'_, str> {
    match cell.trim_start_matches('\'').trim_start_matches(' ').starts_with(FORMULA) {
        true => Cow::Owned(format!("'{cell}")),
        false => Cow::Borrowed(cell),
    }
}

/// The cell that [`formula_free`] made `cell` of.
pub fn as_it_was(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if matches!(formula_free(rest), Cow::Owned(_)) => rest,
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_that_would_be_formulas_begin_with_an_apostrophe() {
        for cell in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\u{ff1d}1", "'=1", "''+1"] {
            assert_eq!(formula_free(cell), format!("'{cell}"));
            assert_eq!(as_it_was(&format!("'{cell}")), cell);
        }
        for cell in ["", "The vote", "9 to 4", "'quoted'", "a=1"] {
            assert_eq!(formula_free(cell), cell);
            assert_eq!(as_it_was(cell), cell);
        }
    }

    #[test]
    fn a_hash_is_read_as_it_was_written_and_tells_its_cells_apart() {
        let of = |finding: &'static str, quote: &'static str| {
            RowHash::of("bridge", move |name| match name {
                "finding" => Some(finding),
                "quote" => Some(quote),
                _ => None,
            })
        };
        let hash = of("So.", "voted");
        assert_eq!(RowHash::read(&hash.text()), Some(hash.clone()));
        assert_eq!(hash, of(" So.\r\n", "voted"));
        assert_eq!(hash.rest, of("No.", "voted").rest);
        assert_ne!(hash.cells, of("No.", "voted").cells);
        assert_ne!(hash.rest, of("So.", "vote").rest);
        let status = |status, article| {
            RowHash::of(article, move |name| (name == "status").then_some(status))
        };
        assert_eq!(status("supported", "").rest, status("disputed", "").rest);
        assert_ne!(status("supported", "").derived, status("disputed", "").derived);
        assert_ne!(status("supported", "").rest, status("supported", "park").rest);
        for text in [
            "",
            "v2",
            "v1-0-0-0-0-0-0-0-0",
            "v2-0-0-0-0-0-0-0",
            "v2-0-0-0-0-0-0-0-0-0",
            "v2-0-0-0-0-0-0-0-x",
        ] {
            assert_eq!(RowHash::read(text), None, "{text}");
        }
    }
}
