//! Quotes of the words that stand in the place of an image, or below it.
//!
//! In go a quote and the name of an image; out comes the anchor, at the image, where its words are as
//! they were confirmed, or what became of them.

use super::guard::{Guarded, ProposalKind};
use super::{Anchor, Place, QuoteSearch, RawQuote};
use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::markdown::Image;
use crate::parse::lock::AnchorLine;
use crate::resolve::placed::place_of;
use crate::source::At;
use std::ops::Range;
use text_anchor::Haystack;
use text_anchor::drift::drift;
use text_anchor::sameness::is_same;

impl QuoteSearch<'_, '_> {
    /// Looks for `quote` in the text that stands in the place of the image `name`, or below it.
    pub(super) fn image(
        &self,
        quote: &RawQuote,
        name: &At<String>,
        line: Option<&AnchorLine>,
        guarded: &mut Guarded,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Anchor> {
        let Some(place @ Place::Section(section)) = place_of(self.home) else {
            let message = "title and standfirst have no images";
            out.push(
                Diagnostic::at(Code::AnchorMissing, name.span, message)
                    .hint("move the claim into the file of the section that shows the image"),
            );
            return None;
        };
        let document = &self.article.sections[section].document;
        let file_name = |target: &str| target.rsplit('/').next().unwrap_or("").to_owned();
        let wanted = file_name(&name.value);
        let found: Vec<&Image> =
            document.images.iter().filter(|i| file_name(&i.target) == wanted).collect();
        let [image] = found[..] else {
            let message = match found.len() {
                0 => format!("{} shows no image `{}`", self.name(place), name.value),
                _ => {
                    format!("{} shows the image `{}` more than once", self.name(place), name.value)
                }
            };
            let names: Vec<String> = document.images.iter().map(|i| file_name(&i.target)).collect();
            out.push(
                Diagnostic::at(Code::AnchorMissing, name.span, message)
                    .maybe_hint(did_you_mean(&wanted, names.iter().map(String::as_str)))
                    .hint("an image is named by its file, such as `map.png`"),
            );
            return None;
        };
        let texts = [&image.alt, &image.title];
        let mut beside = texts.iter().filter_map(|text| {
            let haystack = Haystack::new(text).in_language(self.language(place));
            let place = haystack.find(quote.wanted()).into_iter().next()?;
            Some((haystack, place))
        });
        let Some((haystack, range)) = beside.next() else {
            let id = &self.home.raw.id.value;
            let message = format!("the words of `{id}` are not beside the image `{}`", name.value);
            let shown = texts.iter().filter(|t| !t.is_empty()).map(|t| format!("\"{t}\""));
            let shown = shown.collect::<Vec<_>>().join(" and ");
            out.push(
                Diagnostic::at(Code::AnchorMissing, quote.exact.span, message)
                    .also(image.span, "the image")
                    .maybe_hint((!shown.is_empty()).then(|| format!("beside it stands {shown}"))),
            );
            return None;
        };
        let at = document.text.before(image.node);
        let anchor = Anchor { place, range: at..at, image: Some(image.node) };
        let beside = (&haystack, range);
        if self.compare_beside(quote, image, place, beside, line, guarded, out).is_none() {
            guarded.withheld.push(anchor);
            return None;
        }
        Some(anchor)
    }

    /// The image of the claim's own section that has the words of `quote` in its text or its title, and
    /// its file name.
    pub(super) fn beside_image(
        &self,
        quote: &RawQuote,
        places: &[Place],
    ) -> Option<(&Image, String)> {
        let Some(Place::Section(section)) = place_of(self.home) else { return None };
        if !places.contains(&Place::Section(section)) {
            return None;
        }
        let language = self.language(Place::Section(section));
        let has =
            |text: &str| !Haystack::new(text).in_language(language).find(quote.wanted()).is_empty();
        let images = &self.article.sections[section].document.images;
        // A gallery of thousands is not read for each quote that is lost.
        let image = images.iter().take(200).find(|image| has(&image.alt) || has(&image.title))?;
        Some((image, image.target.rsplit('/').next().unwrap_or("").to_owned()))
    }

    /// Compares words beside an image with what was confirmed of them.
    #[expect(
        clippy::too_many_arguments,
        reason = "a quote, its place and its line, each of its own kind"
    )]
    fn compare_beside(
        &self,
        quote: &RawQuote,
        image: &Image,
        place: Place,
        (haystack, range): (&Haystack, Range<usize>),
        line: Option<&AnchorLine>,
        guarded: &mut Guarded,
        out: &mut Vec<Diagnostic>,
    ) -> Option<()> {
        let name = image.target.rsplit('/').next().unwrap_or("");
        let Place::Section(section) = place else { return None };
        let around = self.indexes.outlines.around_image(section, haystack.plain, image);
        let now = self.line_of(self.spot(place, Some(name)), haystack, &range, around);
        let Some(line) = line else {
            guarded.fresh.push(now);
            return Some(());
        };
        let (old, new) = (line.confirmed.sentence(), now.confirmed.sentence());
        let language = self.language(place);
        let drifts = drift(&old, &new, language, &|_| false);
        let same = is_same(old.trim(), new.trim(), language);
        if line.confirmed.words == now.confirmed.words && same {
            let as_it_was = old == new && line.around == now.around;
            let held = as_it_was || self.in_context(place, (image.span, None), line, now, guarded);
            return held.then_some(());
        }
        let kind = match (old == new, same) {
            (true, _) => ProposalKind::Retyped,
            (false, true) => ProposalKind::Plain,
            (false, false) => ProposalKind::Meaning,
        };
        let proposal = self.proposal(
            quote,
            kind,
            (old, new, drifts),
            Vec::new(),
            line,
            (now, place, image.span),
        );
        let said = match proposal.old == proposal.new {
            true => self.say_retyped_beside(&proposal, haystack, &range),
            false => self.say(&proposal, None),
        };
        out.push(said.also(image.span, "the image"));
        guarded.proposals.push(proposal);
        None
    }
}
