//! Corrects slips of the pen: values, keys and entries of YAML, and words of Markdown.
//!
//! In goes a diagnostic with its repair; out comes the change, or the reason why it cannot be made here.

use super::mend::{Mend, Sureness};
use super::words::quoted;
use crate::diagnostic::{Diagnostic, Repair};
use crate::pipeline::Built;
use crate::source::Span;
use crate::yaml::edit::{self, Edit};

/// The change that corrects a typing error in a file that the tool may edit: YAML, or Markdown if
/// the repair gives the new words.
pub(super) fn mend(diagnostic: &Diagnostic, repair: &Repair, built: &Built) -> Option<Mend> {
    let files = &built.files;
    let of_yaml = |span: &Span, edit: Result<Edit, edit::EditRefusal>, question| {
        files.path(span.file).ends_with(".yaml").then_some(())?;
        Some((edit.map(|edit| vec![(span.file, edit)]).map_err(|e| e.to_string()), question))
    };
    let text = |span: &Span| &files.get(span.file).text;
    let (edits, question) = match repair {
        Repair::Value(span, new) => of_yaml(
            span,
            edit::scalar(text(span), span.range(), new),
            format!("write `{new}` in place of `{}`?", files.slice(*span)),
        )?,
        Repair::Values(values) => {
            let edit = |(span, new): &(Span, String)| {
                let edit = edit::scalar(text(span), span.range(), new);
                edit.map(|edit| (span.file, edit)).map_err(|e| e.to_string())
            };
            let put = |(span, new): &(Span, String)| {
                format!("`{new}` in place of `{}`", files.slice(*span))
            };
            let all: Vec<String> = values.iter().map(put).collect();
            (values.iter().map(edit).collect(), format!("write {}?", all.join(", and ")))
        }
        Repair::Key(span, new) => of_yaml(
            span,
            edit::key(text(span), span.range(), new),
            format!("call the key `{new}` instead of `{}`?", files.slice(*span)),
        )?,
        Repair::Entry(span, key, value) => of_yaml(
            span,
            edit::insert_before(text(span), span.range(), key, value),
            format!("add `{key}: {value}`?"),
        )?,
        Repair::Words { edits, question } => {
            let edit = |(span, text): &(Span, String)| {
                (span.file, Edit { range: span.range(), text: text.clone() })
            };
            let made = match quoted(built, edits) {
                Some(claim) => {
                    Err(format!("`{claim}` quotes the words; let it quote others first"))
                }
                None => Ok(edits.iter().map(edit).collect()),
            };
            (made, question.clone())
        }
        // These were converted to word edits before.
        Repair::Carry(_) | Repair::Confirm(_) => return None,
    };
    let (edits, refused) = match edits {
        Ok(edits) => (edits, None),
        Err(refusal) => (Vec::new(), Some(refusal)),
    };
    Some(Mend {
        diagnostic: Some(diagnostic.clone()),
        question,
        sureness: Sureness::Plain,
        claims: Vec::new(),
        edits,
        lock: None,
        refused,
        part: None,
    })
}
