//! Changes an author's files, or creates new ones.
//!
//! [`fix`] finds and makes changes that mend faults, [`annotate`] writes a stub of a claim about
//! words, [`ids`] makes ids of claims, [`init`] creates a site, [`schema`] tells editors what its files may hold, [`panel`] writes what the
//! forms of the preview say.

pub mod annotate;
pub mod fix;
pub mod ids;
pub mod init;
pub mod merge;
pub mod panel;
pub mod schema;
