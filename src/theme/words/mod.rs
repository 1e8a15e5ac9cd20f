//! The messages of the pages, in the language of each page.
//!
//! In go the language files of the theme (`templates/languages/*.ftl`, embedded) and those of the
//! site, which override single messages; out come [`Languages`]: for each language a [`PageWords`],
//! which formats a key and values as text. The format is Fluent, <https://projectfluent.org>, which
//! supports the plural forms of each language. Messages that a language file lacks are taken from
//! English. The English labels and definitions of the vocabulary come from [`crate::model`], so
//! that they are written only once.

mod direction;
mod labels;
mod languages;
pub mod letters;
mod messages;
mod page;
mod sentences;

pub use direction::direction;
pub use languages::{FOLDER, Languages, language_file};
pub use messages::{MessageValue, Values};
pub use page::{FIRST, PageWords};

#[cfg(test)]
mod tests;
