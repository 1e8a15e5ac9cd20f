//! Reads texts, and words of closed vocabularies.
//!
//! In goes a node; out comes its text with the place, or a diagnostic that says what it is instead.

use crate::characters::{is_stray, reorderings, stray_name};
use crate::diagnostic::{Code, Diagnostic, Repair, is_misspelt, joined, nearest};
use crate::parse::Faults;
use crate::source::At;
use crate::yaml::{Node, Value};

/// Keys whose values are quotations, and are compared with other text.
pub(super) const QUOTED: &[&str] = &["quote", "exact", "prefix", "suffix", "passage", "says"];

/// The value of `node` as text that is not blank.
pub fn text(node: &Node, what: &str, out: &mut Faults) -> Option<At<String>> {
    let found = text_of(node, what, out)?;
    check_order(&found, QUOTED.contains(&what.trim_matches('`')), out);
    Some(found)
}

/// Reports characters that reorder `text` on the screen. It is an error if the text is `quoted`.
pub(super) fn check_order(text: &At<String>, quoted: bool, out: &mut Faults) {
    for one in reorderings(&text.value, |c| c == '\n').into_iter().take(1) {
        let (code, hint) = match quoted {
            true => (
                Code::QuoteReordered,
                "readers would not see the words that are compared; take the character out",
            ),
            false => (
                Code::TextReordered,
                "take it out: words from right to left need no such character",
            ),
        };
        let message = format!("{} {}", one.name(), one.why());
        out.push(Diagnostic::at(code, text.span, message).hint(hint));
    }
}

/// Like [`text`], without the check for reordering characters.
pub(super) fn text_of(node: &Node, what: &str, out: &mut Faults) -> Option<At<String>> {
    match &node.value {
        Value::Text(text) if text.trim().is_empty() => {
            out.push(Diagnostic::at(Code::ValueEmpty, node.span, format!("{what} has no words")));
            None
        }
        Value::Text(text) if text.contains(is_stray) => {
            let stray = text.chars().find(|c| is_stray(*c)).map(stray_name).unwrap_or_default();
            out.push(
                Diagnostic::at(Code::ValueInvalid, node.span, format!("{what} holds {stray}"))
                    .hint("remove the escape, such as `\\0` or `\\e`, that stands for it; in single quotation marks a backslash is one"),
            );
            None
        }
        Value::Text(text) => Some(At::new(text.trim().to_owned(), node.span)),
        other => {
            let mut diagnostic = Diagnostic::at(
                Code::ValueType,
                node.span,
                format!("{what} is text, and this is {}", other.noun()),
            );
            if matches!(other, Value::Map(_)) {
                diagnostic = diagnostic.hint("put text that holds `: ` in quotation marks");
            }
            out.push(diagnostic);
            None
        }
    }
}

/// The value of `text` as a word of a closed vocabulary.
pub fn word<T: Copy>(
    text: &At<String>,
    what: &str,
    all: &[T],
    key_of: fn(T) -> &'static str,
    out: &mut Faults,
) -> Option<At<T>> {
    if let Some(found) = all.iter().copied().find(|w| key_of(*w) == text.value) {
        return Some(At::new(found, text.span));
    }
    let keys: Vec<_> = all.iter().map(|w| key_of(*w)).collect();
    let message = format!("{what} cannot be `{}`", text.value);
    let near = nearest(&text.value, keys.iter().copied());
    let misspelt = near.filter(|near| is_misspelt(&text.value, near));
    let diagnostic = Diagnostic::at(Code::ValueInvalid, text.span, message)
        .hint(format!("it is one of {}", list(&keys)))
        .maybe_hint(near.map(|near| format!("did you mean `{near}`?")))
        .repair(misspelt.map(|near| Repair::Value(text.span, near.to_owned())));
    out.push(diagnostic);
    None
}

/// Formats a list: `a`, `b` and `c`.
pub fn list(words: &[&str]) -> String {
    let quoted: Vec<_> = words.iter().map(|w| format!("`{w}`")).collect();
    joined(&quoted)
}
