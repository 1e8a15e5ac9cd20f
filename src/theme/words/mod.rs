//! The words of the pages themselves, in the language of each page.
//!
//! In go the language files of the theme (`templates/languages/*.ftl`, embedded) and those of the
//! site, message by message above them; out come [`Languages`]: for each language a [`PageWords`] that
//! turns a key and values into text. The format is Fluent, <https://projectfluent.org>, which knows
//! the plural forms of each language. What a language file leaves out is said in English; labels
//! and definitions of the vocabulary are those of [`crate::model`] there, so that they stand once.

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
