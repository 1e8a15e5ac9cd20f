//! Explains well-formed YAML that is not a tree of texts: several documents, invalid keys, invalid
//! numbers, aliases that multiply.
//!
//! In go the text and the error of serde; out comes the fault.

use super::line::Line;
use super::scene::{Scene, SceneFault, quoted};
use crate::yaml::tree::{DEPTH, byte_of};
use serde_yaml::Error;
use serde_yaml::budget::BudgetBreach;
use std::ops::Range;

/// The fault of well-formed YAML that serde refuses.
pub(super) fn of_error(text: &str, error: &Error) -> SceneFault {
    let mut error = error.without_snippet();
    // The place of the alias, not of its target.
    let at = error.location().map_or(0, |l| byte_of(text, l.line(), l.column()));
    while let Error::AliasError { error: within, .. } = error {
        error = within.without_snippet();
    }
    let scene = Scene { text, at, open: None, read: 0 };
    let here = scene.here();
    match error {
        Error::Budget { breach: BudgetBreach::Documents { .. }, .. }
        | Error::MultipleDocuments { .. } => second_document(text, at),
        Error::Budget { breach: BudgetBreach::Depth { .. }, .. } => too_deep(here),
        Error::Budget { .. }
        | Error::AliasReplayCounterOverflow { .. }
        | Error::AliasReplayLimitExceeded { .. }
        | Error::AliasExpansionLimitExceeded { .. }
        | Error::AliasReplayStackDepthExceeded { .. } => {
            SceneFault::new(here, "the file is too large, or its aliases multiply")
                .hint("write out what the aliases stand for, or split the file")
        }
        Error::RecursiveReferencesRequireWeakTypes { .. } => {
            SceneFault::new(here, "an alias repeats what it stands in itself")
                .hint("write out what the alias stands for, or put text that begins with `*` in quotation marks")
        }
        Error::UnknownAnchor { .. } => scene.mark(),
        Error::NullIntoString { .. } => no_key(&scene),
        Error::NonFiniteFloat { value, .. } => {
            let kind = if value.to_ascii_lowercase().contains("nan") { "undefined" } else { "infinite" };
            let message = format!("YAML takes `{value}` for an {kind} number, and no value here is one");
            let end = at + value.len().min(scene.rest_of_line().len());
            SceneFault::new(at..end, message).hint(format!("where it is text, write `{}`", quoted(value)))
        }
        Error::MergeValueNotMapOrSeqOfMaps { .. } | Error::MergeKeyNotAllowed { .. } => {
            let line = scene.line();
            let place = line.key().unwrap_or(line.body());
            SceneFault::new(place, "the key `<<` takes over the keys of a map, and none is named here")
                .hint("take it out, or put it in quotation marks where it is text")
        }
        Error::Unexpected { .. } if scene.char() == '{' && text[..at].ends_with('{') => {
            SceneFault::new(at - 1..at + 1, "YAML takes braces for a map, and a key cannot be one")
                .hint("put text that holds braces in quotation marks")
        }
        Error::Unexpected { .. } if matches!(scene.char(), '{' | '[') => {
            SceneFault::new(here, "a key is text, and brackets stand in its place")
                .hint("put text that holds brackets in quotation marks")
        }
        Error::Unexpected { .. } => SceneFault::new(here, "a key is text, and this is none")
            .hint("write a key and `: ` before its value, without `? `"),
        Error::InvalidBinaryBase64 { .. }
        | Error::BinaryNotUtf8 { .. }
        | Error::TaggedScalarCannotDeserializeIntoString { .. }
        | Error::UnsupportedTag { .. }
        | Error::InvalidScalar { .. }
        | Error::InvalidBooleanStrict { .. }
        | Error::SerdeInvalidType { .. }
        | Error::SerdeInvalidValue { .. } => {
            SceneFault::new(here, "a word that begins with `!` says of what kind this value is, and it is not of that kind")
                .hint("take the word with `!` out: values are text as typed")
                .hint("or put the text in quotation marks, where it begins with `!`")
        }
        _ => SceneFault::new(here, "the file cannot be read as YAML from here on")
            .hint("look at this line and the one above: a quotation mark, a bracket, an indentation")
            .hint("put text that holds `: ` or ` #` in quotation marks"),
    }
}

pub(super) fn too_deep(range: Range<usize>) -> SceneFault {
    SceneFault::new(range, format!("values stand within values more than {DEPTH} deep"))
        .hint("counter-claims may stand on their own and be named by `claim: its-id`")
}

/// A line of `---` or `...` with more content after it.
fn second_document(text: &str, at: usize) -> SceneFault {
    let line = Line::at(text, at);
    let marks = |l: &Line| {
        let body = &text[l.body()];
        l.column() == 0 && (body.starts_with("---") || body.starts_with("..."))
    };
    let mut above = std::iter::successors(Some(line), |l| l.above()).take(1000);
    let line = above.find(marks).unwrap_or(line);
    let body = line.body();
    let mark = text[body.start..].get(..3).unwrap_or("---");
    let follows =
        text[body.end..].lines().map(str::trim).any(|l| !l.is_empty() && !l.starts_with('#'));
    let fault = match mark {
        "..." => SceneFault::new(
            body.start..body.start + 3,
            "`...` ends the file here, and more follows it",
        ),
        _ => SceneFault::new(
            body.start..body.end,
            "a line of `---` begins a second document here, and a file is one",
        ),
    };
    match follows {
        true => fault
            .hint("take the line out; then what stands below it belongs to what stands above")
            .hint("or put what stands below it into a file of its own"),
        false => fault.hint("take the line out: nothing follows it"),
    }
}

/// An empty key.
fn no_key(scene: &Scene) -> SceneFault {
    let line = scene.line();
    let typed = scene.rest_of_line();
    let word: String = typed.chars().take_while(|c| c.is_alphanumeric() || *c == '~').collect();
    if word.is_empty() {
        return SceneFault::new(line.body(), "there is no key before the colon")
            .hint("write the key, or put the text that begins with a colon in quotation marks");
    }
    let range = scene.at..scene.at + word.len();
    SceneFault::new(range, format!("`{word}` is nothing to YAML, and cannot be a key"))
        .hint(format!("give it another name, or write `{}:`", quoted(&word)))
}
