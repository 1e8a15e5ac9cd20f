//! What is said of a quote that does not stand in its text once.
//!
//! In go a quote and the parts that it was looked for in; out comes a diagnostic with what is nearest, or
//! with the places where it stands.

use super::{MANY, QuoteSearch, RawQuote, marks};
use crate::diagnostic::{Code, Diagnostic, Repair, joined};
use crate::resolve::site::{Anchor, Place};
use crate::yaml::double_quoted;
use crate::yaml::look::uncurled;
use std::ops::Range;
use text_anchor::nearest::{nearest, searches};
use text_anchor::typed::{Stray, without};
use text_anchor::{Quote, telling_prefixes};

impl QuoteSearch<'_, '_> {
    pub(super) fn missing(&self, quote: &RawQuote, places: &[Place]) -> Diagnostic {
        // That the title of the section has been looked at too goes without saying.
        let title =
            |place: &Place| quote.place.is_none() && matches!(place, Place::SectionTitle(_));
        let own = places.iter().filter(|place| !title(place));
        let where_to = own.map(|p| self.name(*p)).collect::<Vec<_>>().join(" or ");
        let id = &self.home.raw.id.value;
        let message = format!("the words of `{id}` are not in {where_to}");
        let mut diagnostic = Diagnostic::at(Code::AnchorMissing, quote.exact.span, message);
        let without_context = Quote { prefix: None, suffix: None, ..quote.wanted() };
        let has_context = quote.prefix.is_some() || quote.suffix.is_some();
        for &place in places.iter().filter(|_| has_context) {
            if let Some(range) = self.texts().get(place).find(without_context).first() {
                let span = self.span(place, range);
                let text = "the words stand here, with other words around them";
                let mut around = quote.prefix.iter().chain(&quote.suffix);
                let marked = around.any(|at| marks::without_marks(&at.value).is_some());
                return diagnostic
                    .also(span, text)
                    .maybe_hint(marked.then(|| {
                        "`prefix` and `suffix` have what readers see, without the marks of Markdown"
                            .to_owned()
                    }))
                    .hint("mend `prefix` or `suffix`");
            }
        }
        // Words that were confirmed in a section are not those of its title.
        for place in self.article.places().filter(|p| !places.contains(p) || title(p)) {
            if let Some(range) = self.texts().get(place).find(quote.wanted()).first() {
                let span = self.span(place, range);
                diagnostic =
                    diagnostic.also(span, format!("the words stand in {}", self.name(place)));
                return diagnostic.hint(match place {
                    Place::Section(i) => {
                        let slug = &self.article.sections[i].slug;
                        let map = quote.as_map(&format!("section: {slug}"));
                        format!("move the claim there, or write the quote as `{map}`")
                    }
                    Place::SectionTitle(i) => {
                        let slug = &self.article.sections[i].slug;
                        let map = quote.as_map(&format!("section: {slug}, title: true"));
                        format!("write the quote as `{map}`")
                    }
                    Place::Title => {
                        let map = quote.as_map("title: true");
                        format!("move the claim to `article.yaml`, or write the quote as `{map}`")
                    }
                    Place::Standfirst => {
                        let map = quote.as_map("standfirst: true");
                        format!("move the claim to `article.yaml`, or write the quote as `{map}`")
                    }
                });
            }
        }
        if let Some((image, name)) = self.beside_image(quote, places) {
            return diagnostic.also(image.span, "the words stand beside this image").hint(format!(
                "write the quote as `{}`; the mark goes round the image",
                quote.as_map(&format!("image: {name}"))
            ));
        }
        if let Some(said) = self.nearly(quote, places) {
            return said;
        }
        for &place in places {
            let haystack = self.texts().get(place);
            if self.lost > searches(haystack.plain.len()) {
                return diagnostic.hint(
                    "so many quotes are not in this text that what is near is shown for the first alone",
                );
            }
            let shown = marks::near(haystack, &quote.exact.value);
            let has_marks = shown.is_some();
            let Some(near) = shown.or_else(|| nearest(haystack, &quote.exact.value)) else {
                continue;
            };
            if has_marks {
                diagnostic =
                    diagnostic.hint("a quote has what readers see, without the marks of Markdown");
            }
            let mut marked = haystack.plain[near.range.clone()].to_owned();
            for change in near.changes.iter().rev() {
                let (from, to) =
                    (change.range.start - near.range.start, change.range.end - near.range.start);
                let theirs = &marked[from..to];
                let both = match (change.quote.is_empty(), theirs.is_empty()) {
                    (true, _) => format!("[+{theirs}]"),
                    (_, true) => format!("[-{}] ", change.quote),
                    _ => format!("[-{}] [+{theirs}]", change.quote),
                };
                marked.replace_range(from..to, &both);
            }
            let marked = marked.split_whitespace().collect::<Vec<_>>().join(" ");
            let changed = near.changes.iter().take(4).map(|c| {
                let text = match (c.quote.as_str(), c.range.is_empty()) {
                    ("", _) => "not in the quote".to_owned(),
                    (words, true) => format!("the quote has `{words}` here"),
                    (words, false) => format!("the quote has `{words}`"),
                };
                (self.span(place, &c.range), text)
            });
            for (span, text) in changed {
                diagnostic = diagnostic.also(span, text);
            }
            return diagnostic
                .maybe_hint(marks::unseen(&quote.exact.value))
                .hint(format!("the nearest text, [-quote] [+text]: {marked}"))
                .hint("quote the words as they stand in the text");
        }
        diagnostic
            .maybe_hint(marks::unseen(&quote.exact.value))
            .hint("nothing near these words is in the text")
    }

    /// Says that a quote would be found if it did not cut a word, or without what came along when it
    /// was copied, where that is so.
    pub(super) fn nearly(&self, quote: &RawQuote, places: &[Place]) -> Option<Diagnostic> {
        let id = &self.home.raw.id.value;
        let say = |message| Diagnostic::at(Code::AnchorMissing, quote.exact.span, message);
        for &place in places {
            let dashed = self.texts().get(place).dashed(&quote.exact.value);
            let Some(range) = dashed.first().cloned() else { continue };
            let words = self.texts().get(place).words(&range);
            // Of several, which one was meant is for the author to say.
            let one = dashed.len() == 1;
            let message = format!(
                "the words of `{id}` have other hyphens than the code in {}",
                self.name(place)
            );
            return Some(
                say(message)
                    .also(self.span(place, &range), "they stand here")
                    .hint(format!("in code a hyphen is not a dash: {}", double_quoted(&words)))
                    .repair(one.then_some(Repair::Value(quote.exact.span, words))),
            );
        }
        for &place in places {
            let Some(cut) = self.texts().get(place).cut(&quote.exact.value) else { continue };
            let how = match (&cut.begins, &cut.ends) {
                (Some(first), Some(last)) if first == last => format!("are a part of `{first}`"),
                (Some(first), Some(last)) => {
                    format!("begin inside `{first}` and end inside `{last}`")
                }
                (Some(word), None) => format!("begin inside `{word}`"),
                (None, Some(word)) => format!("end inside `{word}`"),
                (None, None) => continue,
            };
            let message = format!("the words of `{id}` {how}, in {}", self.name(place));
            return Some(
                say(message)
                    .also(self.span(place, &cut.range), "they stand here")
                    .hint(format!("quote whole words and numbers: {}", double_quoted(&cut.whole))),
            );
        }
        for &place in places {
            let haystack = self.texts().get(place);
            let Some(found) = without(haystack, quote.wanted(), self.languages.alerts()) else {
                continue;
            };
            let marks = found.taken.iter().all(|(_, what)| *what == Stray::Mark);
            if marks && uncurled(&quote.exact.value).is_some() {
                let span = quote.exact.span;
                let message = "curly quotation marks stand round `quote`, and not round these words in the text";
                return Some(
                    Diagnostic::at(Code::ValueInvalid, span, message)
                        .also(self.span(place, &found.range), "they stand here")
                        .hint("take them out: YAML needs none here, and takes only straight ones")
                        .repair(Some(Repair::Value(span, found.words))),
                );
            }
            let message = format!(
                "the words of `{id}` are in {} without {}",
                self.name(place),
                found.shown()
            );
            let them = if found.taken.len() == 1 { "it" } else { "them" };
            return Some(
                say(message)
                    .also(self.span(place, &found.range), "they stand here")
                    .hint(format!("quote them without {them}: {}", double_quoted(&found.words)))
                    .hint(format!("`gainsay fix` takes {them} out"))
                    .repair(Some(Repair::Value(quote.exact.span, found.words))),
            );
        }
        for &place in places {
            let Some(found) = self.pasted(quote, place) else { continue };
            let marks = match found.marks.is_empty() {
                true => "its marks of Markdown".to_owned(),
                false => format!("{}, which readers do not see", joined(&found.marks)),
            };
            let message =
                format!("the words of `{id}` are in {} without {marks}", self.name(place));
            let mut said = say(message);
            if let [first, others @ ..] = &found.places[..]
                && !others.is_empty()
            {
                let count = found.places.len();
                said = said
                    .also(self.span(place, first), "they stand here, and elsewhere too")
                    .hint(format!("without them the words stand in {count} places: quote what readers see, and more of it"));
                return Some(said);
            }
            for range in &found.places {
                said = said.also(self.span(place, range), "they stand here");
            }
            return Some(
                said.hint(format!("quote what readers see: {}", double_quoted(&found.words)))
                    .hint("`gainsay fix` writes that")
                    .repair(Some(Repair::Value(quote.exact.span, found.words))),
            );
        }
        for &place in places {
            let Some(found) = self.noted(quote, place) else { continue };
            let message = format!(
                "the words of `{id}` are in {} without `{}`, the number of a footnote",
                self.name(place),
                found.number
            );
            return Some(
                say(message)
                    .also(self.span(place, &found.range), "they stand here")
                    .hint(format!("quote them without it: {}", double_quoted(&found.words)))
                    .hint("`gainsay fix` takes it out")
                    .repair(Some(Repair::Value(quote.exact.span, found.words))),
            );
        }
        None
    }

    /// Says that few words stand somewhere, and that nothing around them is as it was.
    pub(super) fn stranger(
        &self,
        quote: &RawQuote,
        place: Place,
        range: &Range<usize>,
    ) -> Diagnostic {
        let id = &self.home.raw.id.value;
        let message = format!("the words of `{id}` are few, and stand in another sentence now");
        Diagnostic::at(Code::AnchorMissing, quote.exact.span, message)
            .also(self.span(place, range), "they stand here")
            .hint("quote more words, or remove the claim where its sentence is gone")
    }

    pub(super) fn ambiguous(&self, quote: &RawQuote, found: &[Anchor]) -> Diagnostic {
        let id = &self.home.raw.id.value;
        let message = format!("the words of `{id}` stand in {} places", found.len());
        let mut diagnostic = Diagnostic::at(Code::AnchorAmbiguous, quote.exact.span, message);
        for (n, anchor) in found.iter().take(5).enumerate() {
            let span = self.span(anchor.place, &anchor.range);
            diagnostic = diagnostic.also(span, format!("place {}", n + 1));
        }
        if found.len() > MANY {
            return diagnostic.hint("quote more words");
        }
        let same_place = found.iter().all(|a| a.place == found[0].place);
        let before: Vec<&str> =
            found.iter().map(|a| &self.texts().get(a.place).plain[..a.range.start]).collect();
        let prefixes = telling_prefixes(&before, 5);
        for (n, (anchor, prefix)) in found.iter().zip(prefixes).take(5).enumerate() {
            let exact = double_quoted(&quote.exact.value);
            let key = match (same_place, anchor.place, prefix) {
                (false, Place::Title, _) => "title: true".to_owned(),
                (false, Place::Standfirst, _) => "standfirst: true".to_owned(),
                (_, _, Some(prefix)) if !prefix.is_empty() => {
                    format!("prefix: {}", double_quoted(&prefix))
                }
                _ => continue,
            };
            diagnostic = diagnostic.hint(format!("for place {}: {{exact: {exact}, {key}}}", n + 1));
        }
        diagnostic.hint("or quote more words")
    }
}
