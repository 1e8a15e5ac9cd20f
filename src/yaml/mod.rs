//! YAML: trees that know their places, scalars as they were typed, changes in place, quoting.
//!
//! In goes a text; out comes a tree ([`parse`]), or what is wrong with it in an author's words; or
//! what to change in the text, and to what ([`edit`]).

pub mod edit;
mod fault;
pub mod look;
pub mod quote;
mod read;
mod tree;
pub mod typed;

pub use read::{parse, spaced, with_colon};
pub use tree::{Key, Node, SyntaxError, Value, double_quoted};
