//! What changes an author's files, or begins them.
//!
//! [`fix`] shows what can be mended and mends it, [`annotate`] begins a claim about words, [`init`]
//! begins a site.

pub mod annotate;
pub mod fix;
pub mod init;
