//! The messages about improper nesting.
//!
//! In go elements and their places; out come faults, and parts of them.

use crate::diagnostic::{Code, Diagnostic};
use crate::markdown::raw::allowed::{self, AllowedElement, ElementPlace, Holds};
use crate::source::Span;

/// The content that an element may have, in words.
pub(super) fn held(element: &AllowedElement) -> String {
    if element.holds != Holds::Parts {
        return "words alone".to_owned();
    }
    let name = if element.name == "div" { "dl" } else { element.name };
    let own = |e: &&AllowedElement| matches!(e.place, ElementPlace::In(of) if of.contains(&name));
    let parts: Vec<&str> = allowed::ELEMENTS.iter().filter(own).map(|e| e.name).collect();
    tags(&parts)
}

pub(super) fn tags(names: &[&str]) -> String {
    let tags: Vec<String> = names.iter().map(|name| format!("`<{name}>`")).collect();
    match &tags[..] {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} or {last}", most.join(", ")),
    }
}

pub(super) fn link_in_link(span: Span) -> Diagnostic {
    Diagnostic::at(Code::HtmlUnbalanced, span, "a link cannot stand in a link")
}

pub(super) fn unclosed(name: &str, span: Span, words: bool) -> Diagnostic {
    let hint = match words {
        true => format!("close it with `</{name}>` in the same block, which an empty line ends"),
        false => format!("close it with `</{name}>` before the end of what it stands in"),
    };
    Diagnostic::at(Code::HtmlUnbalanced, span, format!("`<{name}>` is not closed")).hint(hint)
}
