//! Turns a resolved site into files.
//!
//! In go a [`Site`](crate::resolve::Site), its judgements, templates and assets; out come
//! [`File`]s: paths and bytes. `outputs` lists all generators of files, `pages` the kinds of page,
//! and `view` computes what pages show.

mod citations;
mod contents;
mod embed;
mod export;
mod feed;
mod file;
mod head;
mod machines;
mod output;
mod outputs;
mod pages;
mod pictures;
mod plan;
mod press;
mod public;
mod review;
pub mod row;
mod search;
mod shared;
mod table;
mod view;

pub use export::{CSL_TAGS, CSL_TEXT, ExportForm, export};
pub use file::File;
pub use machines::left_out;
pub use outputs::{AtPath, Ready, find, made_of, make_each, make_one, ready, try_templates};
pub use plan::Plan;
pub use press::Materials;
pub use public::PublicSite;
