//! Parses dates as authors type them, or explains why they are invalid.

use super::date::{Date, Wrong};
use super::date_forms;

impl Date {
    /// Parses `text`, or says in one line what is wrong with it.
    ///
    /// # Errors
    /// [`Wrong`] if it is not a date.
    pub fn parse(text: &str) -> Result<Self, Wrong> {
        Self::read(text).map_err(|message| match message {
            Some(message) => Wrong { message, hint: date_forms::no_such_day(text) },
            None => date_forms::explain(text),
        })
    }
}
