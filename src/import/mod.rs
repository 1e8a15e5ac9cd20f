//! Takes over what other programs have written: documents, records of reference managers, sheets
//! of a site that came back, annotations of its pages.
//!
//! In go a site's files and the bytes of a file from a stranger; out comes an [`Import`]: the new texts of the
//! site's files, and a report of all that was taken, refused and left out. What is written in such a file is
//! text: it becomes no markup, no key and no path. Nothing is written here.

mod json;
pub mod kind;
pub mod manuscript;
pub mod notes;
pub mod report;
mod site_file;
pub mod sheet;
pub mod sources;
mod text;
mod untold;

pub use kind::{ImportKind, NoKind};
pub use report::{Import, ImportFault, ImportReport, Imported, LinePlace, TakenPublisher};
pub use text::{decode, in_one_line};
