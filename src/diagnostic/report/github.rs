//! Workflow commands, which GitHub shows as annotations beside the lines of a pull request.
//!
//! In go a diagnostic, the texts and the path of the site's root; out comes one command on a line.
//! The form and its escapes are those of "Workflow commands for GitHub Actions" in GitHub's
//! documentation: `%`, carriage return and line feed are escaped everywhere, `:` and `,` in
//! properties too.

use super::shared::{extent, path, visible, words};
use crate::diagnostic::{Code, Diagnostic, Label, Severity};
use crate::source::Files;
use std::borrow::Cow;

/// Renders the command, with a line break at its end.
pub fn render(diagnostic: &Diagnostic, files: &Files, base: &str) -> String {
    let diagnostic = &*where_edited(diagnostic, files);
    let command = match diagnostic.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let mut properties = Vec::new();
    if let Some(label) = &diagnostic.place {
        let (start, end, _) = extent(label, files);
        properties.push(("file", visible(&path(label, files, base))));
        properties.push(("line", start.line.to_string()));
        if end.line == start.line {
            // GitHub allows columns only if the range is on one line. Its last column is inclusive.
            let last = (end.column - 1).max(start.column);
            properties.push(("col", start.column.to_string()));
            properties.push(("endColumn", last.to_string()));
        } else {
            properties.push(("endLine", end.line.to_string()));
        }
    }
    properties.push(("title", diagnostic.code.as_str().to_owned()));
    let properties: Vec<String> =
        properties.iter().map(|(key, value)| format!("{key}={}", property(value))).collect();
    let mut message = words(diagnostic);
    for label in diagnostic.related.iter().filter(|label| !label.text.is_empty()) {
        let (path, line) = (path(label, files, base), files.position(label.span).line);
        message.push_str(&format!("\n{}:{line}: {}", visible(&path), visible(&label.text)));
    }
    format!("::{command} {}::{}\n", properties.join(","), data(&message))
}

/// Moves a fault about edited words from the annotation to the words in the text. A pull request
/// shows notes only beside lines that it changes, and it changed the text, not the annotation.
fn where_edited<'d>(diagnostic: &'d Diagnostic, files: &Files) -> Cow<'d, Diagnostic> {
    let edited = matches!(
        diagnostic.code,
        Code::AnchorMissing
            | Code::AnchorAmbiguous
            | Code::AnchorEdited
            | Code::AnchorMoved
            | Code::MeaningDrift
    );
    let Some(quote) = diagnostic.place.as_ref().filter(|_| edited) else {
        return Cow::Borrowed(diagnostic);
    };
    let is_text = |label: &&Label| files.path(label.span.file).ends_with(".md");
    let Some(text) = diagnostic.related.iter().find(is_text) else {
        return Cow::Borrowed(diagnostic);
    };
    let mut moved = diagnostic.clone();
    moved.place = Some(text.clone());
    moved.related.retain(|label| label != text);
    let label = if quote.text.is_empty() { "the quote of the claim" } else { &quote.text };
    moved.related.insert(0, Label { span: quote.span, text: label.to_owned() });
    Cow::Owned(moved)
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_that_end_a_command_or_a_property_are_escaped() {
        assert_eq!(data("100 %\r\n: a, b"), "100 %25%0D%0A: a, b");
        assert_eq!(property("a,b: 50%\n"), "a%2Cb%3A 50%25%0A");
    }
}
