//! Reads the quotes of a claim.
//!
//! In goes a node; out come the words as typed, with their places in the annotated section.

use super::Claims;
use super::found::look;
use crate::diagnostic::{Code, Diagnostic, Repair};
use crate::model::keys;
use crate::parse::claim::{RawPlace, RawQuote};
use crate::parse::decode::{self, Fields};
use crate::source::At;
use crate::yaml::look::uncurled;
use crate::yaml::{Node, Value};
use std::sync::Arc;
use text_anchor::Quote;

impl Claims<'_> {
    /// Reads a quote: the words alone, or a map with the words and their place.
    pub(super) fn quote(&mut self, node: &Node) -> Option<RawQuote> {
        if let Value::Text(_) = node.value {
            let exact = decode::text(node, "`quote`", self.out)?;
            return Some(self.look_up(exact, None, None, None));
        }
        let fields = Fields::of(node, &keys::QUOTE, self.out)?;
        // Beside `section`, `title` means the title of that section.
        for keys in [["section", "standfirst", "image"], ["title", "standfirst", "image"]] {
            fields.exclusive(&keys, self.out);
        }
        let place = match fields.text("section", self.out) {
            Some(section) if fields.flag("title", self.out) => {
                Some(RawPlace::SectionTitle(section))
            }
            Some(section) => Some(RawPlace::Section(section)),
            None if fields.get("image").is_some() => {
                fields.text("image", self.out).map(RawPlace::Image)
            }
            None if fields.flag("title", self.out) => Some(RawPlace::Title),
            None if fields.flag("standfirst", self.out) => Some(RawPlace::Standfirst),
            None => None,
        };
        let exact = fields.required("exact", self.out)?;
        let prefix = fields.text("prefix", self.out);
        let suffix = fields.text("suffix", self.out);
        Some(self.look_up(exact, prefix, suffix, place))
    }

    fn look_up(
        &mut self,
        exact: At<String>,
        prefix: Option<At<String>>,
        suffix: Option<At<String>>,
        place: Option<RawPlace>,
    ) -> RawQuote {
        let mut quote =
            RawQuote { exact, prefix, suffix, place, here: Arc::default(), words: None };
        if let Some(section) = &self.section
            && quote.place.is_none()
        {
            quote.here = look(section, &mut self.found, quote.wanted());
            if quote.here.is_empty()
                && let Some(inner) = uncurled(&quote.exact.value)
            {
                let inner = inner.trim().to_owned();
                let wanted = Quote { exact: &inner, ..quote.wanted() };
                let here = look(section, &mut self.found, wanted);
                if !here.is_empty() {
                    let span = quote.exact.span;
                    let message = "curly quotation marks stand round `quote`, and not round these words in the text";
                    self.out.push(
                        Diagnostic::at(Code::ValueInvalid, span, message)
                            .hint(
                                "take them out: YAML needs none here, and takes only straight ones",
                            )
                            .repair(Some(Repair::Value(span, inner.clone()))),
                    );
                    (quote.exact.value, quote.here) = (inner, here);
                }
            }
            if let [place] = &quote.here[..] {
                quote.words = Some(section.words(place).into());
            }
        }
        quote
    }
}
