//! The values that templates read.
//!
//! In goes a site with its judgements, as seen from one page ([`seen::View`]); out come plain,
//! serialisable structs. Every address in them is relative to the page, every label is in the
//! language of the page, and every field whose name ends in `_html` is safe markup, so that
//! templates only arrange values.

pub mod common;
pub mod descriptions;
pub mod embed;
pub mod evidence;
pub mod heads;
pub mod lists;
pub mod map;
pub mod notes;
pub mod pager;
pub mod parts;
pub mod places;
pub mod reasons;
pub mod reference;
pub mod seen;
pub mod shelf;
pub mod short;
pub mod sides;
