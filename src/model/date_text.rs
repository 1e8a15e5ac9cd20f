//! Dates as authors type them: read, or explained where they are none.

use super::date::{Date, Wrong};
use super::date_forms;

impl Date {
    /// Reads `text`, or says in one line what is wrong with it.
    ///
    /// # Errors
    /// [`Wrong`] where it is none.
    pub fn parse(text: &str) -> Result<Self, Wrong> {
        Self::read(text).map_err(|message| match message {
            Some(message) => Wrong { message, hint: date_forms::no_such_day(text) },
            None => date_forms::explain(text),
        })
    }
}
