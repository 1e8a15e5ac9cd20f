//! The sheet that came back: `claims.csv` of an export, after somebody has worked in it.
//!
//! In go the site's own table as it is now and the sheet; out come the findings, days, names and expected
//! statuses that were typed there. Three states of a cell are told apart: what it was made of, which its hash
//! says, what the site has now, and what the sheet has. A row that was made of something else than the site has now
//! gives nothing.

mod merge;
mod plan;
mod read;
mod rewritten;
mod row;

pub use plan::plan;
