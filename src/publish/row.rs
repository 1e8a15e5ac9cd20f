//! The columns of `claims.csv`, and by what a row is known again when it comes back.
//!
//! In go the cells of a row; out comes its hash: a part for each column that an import takes, and one for all
//! others. So a row tells of each of its cells whether somebody has changed it since.

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

/// The column of the hash.
pub const HASH: &str = "row-hash";

/// What a hash of this form begins with. A spreadsheet takes it for no number.
const FORM: &str = "v1";

/// The parts of a row's hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowHash {
    /// Of all columns that no import takes.
    pub rest: String,
    /// Of each that one takes, in the order of [`TAKEN`].
    pub cells: [String; TAKEN.len()],
}

impl RowHash {
    /// The hash of the row whose cells are told by the names of their columns.
    pub fn of<'c>(cell: impl Fn(&str) -> Option<&'c str>) -> Self {
        let rest = COLUMNS.iter().filter(|name| !TAKEN.contains(name) && **name != HASH);
        let rest: Vec<String> = rest.map(|name| plain(cell(name).unwrap_or_default())).collect();
        let cells = TAKEN.map(|name| part(&plain(cell(name).unwrap_or_default())));
        Self { rest: part(&rest.join("\0")), cells }
    }

    /// The hash that `text` is.
    pub fn read(text: &str) -> Option<Self> {
        let mut parts = text.trim().split('-');
        let is_part = |part: &&str| *part == NONE || is_hex(part);
        let form = parts.next()?;
        let rest = parts.next().filter(is_part)?.to_owned();
        let cells: Vec<String> =
            parts.by_ref().take(TAKEN.len()).filter(is_part).map(str::to_owned).collect();
        let cells = cells.try_into().ok()?;
        (form == FORM && parts.next().is_none()).then_some(Self { rest, cells })
    }

    /// The hash as a cell.
    pub fn text(&self) -> String {
        format!("{FORM}-{}-{}", self.rest, self.cells.join("-"))
    }
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
            RowHash::of(move |name| match name {
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
        for text in [
            "",
            "v1",
            "v2-0-0-0-0-0-0-0",
            "v1-0-0-0-0-0-0",
            "v1-0-0-0-0-0-0-0-0",
            "v1-0-0-0-0-0-0-x",
        ] {
            assert_eq!(RowHash::read(text), None, "{text}");
        }
    }
}
