#![doc = include_str!("../README.md")]
//!
//! # Where to begin
//!
//! [`Haystack`] is a text that quotes are looked up in, [`Quote`] is what to look for. Comparison is on
//! a [normal form](normal), with a way back to the bytes of the text. Blocks of a text (paragraphs,
//! headings, items of a list) end in a line break; [`BARRIER`] stands where no quote may cross.

pub mod align;
pub mod confirmed;
pub mod deciding;
pub mod drift;
mod edges;
mod frame;
mod haystack;
pub mod lexicon;
pub mod nearest;
pub mod normal;
pub mod passage;
pub mod reanchor;
pub mod sentence;
pub mod tokens;
pub mod typed;

pub use edges::{is_edge, is_unspaced};
pub use haystack::{Cut, Haystack, Quote, ends, telling_prefixes};
pub use normal::BARRIER;
