//! Gainsay turns Markdown sections and YAML annotations into a static site in which every claim
//! links to its source and to whatever gainsays it.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod address;
pub mod anchor;
pub mod check;
pub mod cli;
pub mod diagnostic;
pub mod load;
pub mod markdown;
pub mod model;
pub mod parse;
pub mod pipeline;
pub mod render;
pub mod resolve;
pub mod source;
pub mod status;
pub mod theme;
pub mod weave;
pub mod write;
