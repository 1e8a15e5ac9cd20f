//! Marks of Markdown in `prefix` and `suffix`. What stands around a quote is compared with what
//! readers see, as the quote is.
//!
//! In go a quote that is not in the text, and the text; out comes what is said where it is there once
//! those marks are gone. They are a piece of the source, so that an end of emphasis may stand in it
//! without its beginning.

use super::marks::{marks, without_marks};
use super::{Place, QuoteSearch, RawQuote};
use crate::diagnostic::{Code, Diagnostic, Repair, joined};
use crate::source::At;
use crate::yaml::double_quoted;

impl QuoteSearch<'_, '_> {
    /// Says that `prefix` or `suffix` has marks which readers do not see, where `quote` stands in one of
    /// `places` without them.
    pub(super) fn marked_context(&self, quote: &RawQuote, places: &[Place]) -> Option<Diagnostic> {
        let around = [("prefix", &quote.prefix), ("suffix", &quote.suffix)];
        let typed = around.into_iter().filter_map(|(key, at)| Some((key, at.as_ref()?)));
        let bare: Vec<(&str, &At<String>, String)> =
            typed.filter_map(|(key, at)| Some((key, at, without_marks(&at.value)?))).collect();
        let (first, last) = (bare.first()?, bare.last()?);
        let mut plain = quote.clone();
        for (key, at, words) in &bare {
            let words = At { value: words.clone(), span: at.span };
            *(if *key == "prefix" { &mut plain.prefix } else { &mut plain.suffix }) = Some(words);
        }
        let found = places.iter().find_map(|place| {
            let found = self.texts().get(*place).find(plain.wanted());
            (!found.is_empty()).then_some((*place, found))
        });
        let mut shown: Vec<String> = Vec::new();
        for mark in bare.iter().flat_map(|(_, at, words)| marks(&at.value, words)) {
            if !shown.contains(&mark) {
                shown.push(mark);
            }
        }
        let shown = match shown.is_empty() {
            true => "marks of Markdown".to_owned(),
            false => joined(&shown),
        };
        let id = &self.home.raw.id.value;
        let (keys, have) = match first.0 == last.0 {
            true => (format!("`{}`", first.0), "has"),
            false => (format!("`{}` and `{}`", first.0, last.0), "have"),
        };
        let message = format!("{keys} of `{id}` {have} {shown}, which readers do not see");
        let mut said = Diagnostic::at(Code::AnchorMissing, first.1.span, message);
        let mut values: Vec<_> =
            bare.iter().map(|(_, at, words)| (at.span, words.clone())).collect();
        let mut meant: Vec<String> = bare
            .iter()
            .map(|(key, _, words)| match words.trim().is_empty() {
                true => format!("take `{key}` out"),
                false => format!("write `{key}: {}`", double_quoted(words.trim())),
            })
            .collect();
        match found {
            Some((place, found)) => {
                let several = found.len() > 1;
                let text = if several {
                    "the words stand here, and elsewhere too"
                } else {
                    "the words stand here"
                };
                said = said.also(self.span(place, &found[0]), text);
                if several {
                    let count = found.len();
                    return Some(said.hint(format!("without them the words stand in {count} places: write what readers see, and more of it")));
                }
            }
            // The quote has such marks itself.
            None => {
                let own = self.nearly(&plain, places)?;
                let Some(Repair::Value(span, words)) = own.repair else { return None };
                meant.push(format!("quote {}", double_quoted(&words)));
                values.push((span, words));
                said.related = own.related;
            }
        }
        let whole = values.iter().all(|(_, words)| !words.trim().is_empty());
        let said = said.hint(meant.join(", and "));
        Some(match whole {
            true => said.hint("`gainsay fix` writes that").repair(Some(Repair::Values(values))),
            false => said,
        })
    }
}
