//! YAML: trees with places, scalars as typed, edits in place, quoting.
//!
//! In goes a text; out comes a tree ([`parse`]), or an explanation of its syntax error; or an edit
//! of the text ([`edit`]).

pub mod edit;
mod events;
mod fault;
pub mod look;
pub mod quote;
mod read;
mod tree;
pub mod typed;

pub use read::{by_serde, parse, spaced, with_colon};
pub use tree::{Key, Node, SyntaxError, Value, double_quoted};
