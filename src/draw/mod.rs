//! From plain structs to HTML, SVG and PNG: nothing here knows what a site is.
//!
//! [`weave`] puts marks into the HTML of a section, [`map`] lays an argument map out, [`picture`] draws
//! what others show beside a link.

pub mod map;
pub mod picture;
pub mod weave;
