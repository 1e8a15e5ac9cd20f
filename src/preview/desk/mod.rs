//! The desk: a page of the preview on which claims are written, in an origin of its own.
//!
//! In go requests to the second address; out come the desk's own files, what it has to show, and
//! changed files of the author. The site's pages stand in a frame of another origin, since a site
//! may bring scripts of its own, which must neither read the token nor press a button. Whoever has
//! the code that the terminal shows gets the token for it, once.

mod answer;
mod ask;
mod faults;
mod files;
mod http;
mod opener;
mod queue;
mod shown;
mod site;
mod texts;
mod token;
mod undo;
mod waits;
mod work;
mod writing;

pub use answer::{DeskAnswer, DeskAsked, DeskRules, DeskTold, DeskWay, Post, told, way};
pub use files::AGENT;
pub use http::{Desk, respond};
pub use token::{NoRandom, Pass, is_same};
