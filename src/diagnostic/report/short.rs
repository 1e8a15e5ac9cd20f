//! One line for each fault, in the format that editors and `grep` understand:
//! `path:line:column: severity[code]: message`.
//!
//! In go a diagnostic, the texts and the path of the site's root; out comes the line. A fault of
//! the whole site has no place, and its line begins with the severity.

use super::shared::{path, visible};
use crate::diagnostic::Diagnostic;
use crate::source::Files;

/// The line, with its end.
pub fn render(diagnostic: &Diagnostic, files: &Files, base: &str) -> String {
    let place = diagnostic.place.as_ref().map(|label| {
        let at = files.position(label.span);
        format!("{}:{}:{}: ", visible(&path(label, files, base)), at.line, at.column)
    });
    format!(
        "{}{}[{}]: {}\n",
        place.unwrap_or_default(),
        diagnostic.severity().as_str(),
        diagnostic.code.as_str(),
        visible(&diagnostic.message)
    )
}
