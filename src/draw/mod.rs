//! Draws HTML, SVG and PNG from plain structs. Nothing here knows what a site is.
//!
//! [`weave`] puts marks into the HTML of a section, [`map`] lays out an argument map, [`picture`]
//! draws the preview image of a shared link.

pub mod map;
pub mod picture;
pub mod weave;
