//! Marks of Markdown in `prefix` and `suffix`. What stands around a quote is compared with what
//! readers see, as the quote is.
//!
//! In go a quote that is not in the text, and the text; out comes what is said where it is there once
//! those marks are gone. They are a piece of the source, so that an end of emphasis may stand in it
//! without its beginning.

use super::marks::{self, MARKS};
use super::{Place, QuoteSearch, RawQuote};
use crate::diagnostic::{Code, Diagnostic, Repair};
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
        for mark in bare.iter().flat_map(|(_, at, words)| marks::marks(&at.value, words)) {
            if !shown.contains(&mark) {
                shown.push(mark);
            }
        }
        let shown = match &shown[..] {
            [] => "marks of Markdown".to_owned(),
            [one] => one.clone(),
            [init @ .., last] => format!("{} and {last}", init.join(", ")),
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

/// True where `prefix` or `suffix` has marks of Markdown.
pub(super) fn has_marks(quote: &RawQuote) -> bool {
    let around = quote.prefix.iter().chain(&quote.suffix);
    around.into_iter().any(|at| without_marks(&at.value).is_some())
}

/// The words of a piece of Markdown, where it has marks.
fn without_marks(typed: &str) -> Option<String> {
    if !typed.contains(MARKS) {
        return None;
    }
    let mut left = String::with_capacity(typed.len());
    let mut rest = typed;
    while let Some(c) = rest.chars().next() {
        let ended = |open: &str, close: char| {
            rest.starts_with(open).then(|| rest.find(close)).flatten().map(|end| end + 1)
        };
        // The number of a footnote, and the address of a link.
        let gone = ended("[^", ']').or_else(|| ended("](", ')'));
        let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let next = rest[c.len_utf8()..].chars().next();
        let length = match c {
            _ if gone.is_some() => gone.unwrap_or(1),
            '*' | '`' | '[' | ']' => 1,
            '~' if rest.starts_with("~~") => 2,
            '_' if !(word(left.chars().next_back()) && word(next)) => 1,
            '\\' if next.is_some_and(|c| c.is_ascii_punctuation()) => {
                left.extend(next);
                2
            }
            c => {
                left.push(c);
                c.len_utf8()
            }
        };
        rest = &rest[length..];
    }
    (left != typed).then_some(left)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_taken_out_of_a_piece_of_markdown() {
        let check = |typed, expect: Option<&str>| {
            assert_eq!(without_marks(typed).as_deref(), expect, "{typed:?}");
        };
        check("voted **", Some("voted "));
        check("`to close` the", Some("to close the"));
        check("The mayor[^1] ", Some("The mayor "));
        check("see [the minutes](https://a.example/b) of", Some("see the minutes of"));
        check("minutes](https://a.example/b) of", Some("minutes of"));
        check("~~gone~~ and _so_ on", Some("gone and so on"));
        check("a snake_case word", None);
        check("5 \\* 3", Some("5 * 3"));
        check("a ~ b & c", None);
        check("**", Some(""));
    }
}
