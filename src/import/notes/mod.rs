//! Annotations of the site's pages that were made elsewhere: Hypothesis, and the Web Annotation Data Model of the
//! W3C.
//!
//! In go a site and a file in JSON; out come drafts of claims about the words that were annotated, with what was
//! said of them for the desk, and the sources that it names. What bears on a claim and how is never guessed.

mod body;
mod context;
mod form;
mod keys;
mod lines;
mod place;
mod plan;
mod read;
mod sources;
mod target;
mod there;
mod thread;
mod writer;

pub use form::is_typed;
pub use plan::plan;
pub use read::{Annotation, LISTS, Notes, read};
