//! Draws HTML and PNG from plain structs. Nothing here knows what a site is.
//!
//! [`weave`] puts marks into the HTML of a section, [`picture`] draws the preview image of a shared
//! link.

pub mod picture;
pub mod weave;
