//! Gainsay turns Markdown sections and YAML annotations into a static site in which every claim
//! links to its source and to whatever gainsays it.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod anchor;
pub mod diagnostic;
pub mod load;
pub mod markdown;
pub mod model;
pub mod parse;
pub mod source;
