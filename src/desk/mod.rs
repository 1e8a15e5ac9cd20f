//! Changes an author's files, or creates new ones.
//!
//! [`fix`] finds and makes changes that mend faults, [`annotate`] writes a stub of a claim about
//! words, [`init`] creates a site, [`schema`] tells editors what its files may hold, [`import`] takes over what
//! other programs have written.

pub mod annotate;
pub mod fix;
pub mod import;
pub mod init;
pub mod merge;
pub mod panel;
pub mod schema;
