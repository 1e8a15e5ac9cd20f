//! A change of files that was planned.
//!
//! It has the new texts, and where in them the records stand that were asked for.

use super::uses::ItemName;
use super::way::{Crumb, Way, steps};
use crate::desk::annotate::PlannedQuote;
use crate::yaml::edit::{self, NewValue};

/// A change of files that was not made yet.
#[derive(Debug, Default)]
pub struct ChangePlan {
    /// The new text of each file by its path, without a byte-order mark: speakers, sources, then claims.
    pub texts: Vec<(String, String)>,
    /// The id of the claim.
    pub id: Option<String>,
    /// The address of the section that the claim is written for.
    pub section: Option<String>,
    /// The name of the file that the claim is in.
    pub part: Option<String>,
    /// The quote.
    pub quote: Option<PlannedQuote>,
    /// What is taken out, with all that is in it.
    pub gone: Vec<ItemName>,
    pub(super) records: Vec<PlannedRecord>,
}

/// A record that a plan writes, or changes.
#[derive(Debug)]
pub(super) struct PlannedRecord {
    pub path: String,
    pub way: Way,
    /// What the request calls it.
    pub field: String,
    /// True if its quote is what was asked for.
    pub is_placed: bool,
    /// What is written of a new record.
    pub value: Option<NewValue>,
    /// For a list of which single items are edited, the place in the request of each of its items.
    pub rows: Vec<(String, Vec<Option<usize>>)>,
}

impl ChangePlan {
    /// Each new record by itself.
    pub fn stubs(&self) -> Vec<Stub<'_>> {
        let stub = |record: &PlannedRecord| {
            let edit = edit::put("", &steps(&record.way), record.value.as_ref()?).ok()?;
            Some(edit.text.strip_prefix("claims:\n").unwrap_or(&edit.text).to_owned())
        };
        let all = self.records.iter().filter_map(|record| {
            let id = match record.way.last()? {
                Crumb::Key(id) => id,
                Crumb::Item(_) => self.id.as_ref()?,
            };
            Some(Stub { path: &record.path, id, lines: stub(record)? })
        });
        all.collect()
    }
}

/// A new record.
#[derive(Debug)]
pub struct Stub<'p> {
    /// The path of its file.
    pub path: &'p str,
    /// Its id.
    pub id: &'p str,
    /// Its lines. Those of a claim are indented, to stand below `claims`.
    pub lines: String,
}
