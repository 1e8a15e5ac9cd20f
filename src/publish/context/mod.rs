//! What the templates see: plain, serialisable values, one struct a page.
//!
//! In comes nothing; this module only names the shapes that [`crate::publish`] fills and that Tera
//! reads. Every address in here is already relative to the page it stands on, every label is
//! already words, and every field that ends in `_html` is already safe markup. A template therefore
//! decides nothing but where things stand.

mod lists;
mod map;
mod pages;
mod parts;

pub use lists::*;
pub use map::*;
pub use pages::*;
pub use parts::*;
