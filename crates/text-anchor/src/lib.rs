#![doc = include_str!("../README.md")]
//!
//! # Where to begin
//!
//! [`Haystack`] is the text to search; [`Quote`] is what to search for. Texts are compared in a
//! [normal form](normal), which maps back to the bytes of the original. Blocks of a text
//! (paragraphs, headings, list items) end in a line break. A [`BARRIER`] is a character that no
//! quote may cross.

pub mod align;
mod cheapest;
pub mod confirmed;
pub mod deciding;
pub mod drift;
mod edges;
mod haystack;
pub mod lexicon;
mod lists;
pub mod months;
pub mod nearest;
pub mod normal;
pub mod passage;
mod phrases;
pub mod reanchor;
pub mod sameness;
pub mod sentence;
pub mod tokens;
pub mod turning;
pub mod typed;

pub use edges::{is_edge, is_unspaced};
pub use haystack::{Cut, Haystack, Quote, ends, telling_prefixes};
pub use normal::BARRIER;
