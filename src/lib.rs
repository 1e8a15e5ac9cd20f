//! Gainsay turns Markdown sections and YAML annotations into a static site in which every claim
//! links to its source and to whatever gainsays it.
//!
//! The modules are named after the stages that the data goes through, and listed in that order;
//! a module uses only those before it. [`pipeline::run`] is the whole way in one function:
//! `load -> parse -> resolve -> check -> publish`, with [`load::read`] before it and
//! [`write::write`] after it as the only places that touch a disk.

// What everything speaks of.
pub mod source;
pub mod characters;
pub mod diagnostic;
pub mod model;
pub mod address;
pub mod lock;
// The one way to a disk.
pub mod disk;
// From disk to typed values.
pub mod load;
pub mod markdown;
pub mod yaml;
pub mod parse;
pub mod carry;
// From names to what they name.
pub mod theme;
pub mod words;
pub mod resolve;
// From evidence to statuses.
pub mod status;
pub mod check;
// From a resolved site to files.
pub mod weave;
pub mod map;
pub mod picture;
pub mod publish;
pub mod pipeline;
pub mod write;
pub mod fix;
// The program.
pub mod init;
pub mod annotate;
pub mod preview;
pub mod cli;
