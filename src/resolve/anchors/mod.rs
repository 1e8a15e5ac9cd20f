//! Anchors each quote in the article, or says why it cannot be done.
//!
//! In go an article's texts and a raw claim; out come the claim's anchors and words. A quote is
//! looked up in the section that it is annotated in, in title and standfirst for claims of
//! `article.yaml`, or in the place that it names. It must stand there exactly once. What was
//! confirmed of it before is compared with what stands there now ([`guard`]).

mod around;
mod case;
mod context;
mod guard;
mod marks;
mod notes;
mod pasted;
mod renamed;
mod retyped;
mod typed;

pub use around::{ContextChange, ContextPart, Outlines};
pub use guard::{ContextCase, Guarded, Proposal, ProposalKind};
pub use marks::{marks, shown};
pub use renamed::{Renamed, renamed};

use super::gaps::{Gaps, folder_of};
use super::placed::{PlacedClaim, place_of, says};
use super::site::{Anchor, Article, Place};
use super::withheld::Withheld;
use crate::diagnostic::{Code, Diagnostic, Repair, Severities, did_you_mean};
use crate::markdown::Image;
use crate::parse::claim::{ClaimWords, RawPlace, RawQuote};
use crate::parse::lock::{AnchorLine, Lock};
use crate::source::{At, FileId, Files, Span};
use crate::yaml::double_quoted;
use crate::yaml::look::uncurled;
use ahash::HashSet;
use std::ops::Range;
use std::sync::{Arc, OnceLock};
use text_anchor::align::WordIndex;
use text_anchor::nearest::{nearest, searches};
use text_anchor::typed::{Stray, without};
use text_anchor::{Haystack, Quote, telling_prefixes};

/// Of more places than these, none is told apart from all others: it would take the square of their
/// number, and nobody has to find one of them in a message.
const MANY: usize = 100;

/// The texts of an article, ready to be searched.
pub struct Texts<'s> {
    title: Haystack<'s>,
    standfirst: Haystack<'s>,
    section_titles: Vec<Haystack<'s>>,
    sections: Vec<Haystack<'s>>,
}

impl<'s> Texts<'s> {
    /// Takes the texts of `article`, whose normal forms were worked out when they were parsed.
    pub fn of(article: &'s Article) -> Self {
        let text = |place| {
            let plain = article.text(place);
            Haystack::known(&plain.text, &plain.normal).in_language(article.language_of(place))
        };
        let sections = 0..article.sections.len();
        Self {
            title: text(Place::Title),
            standfirst: text(Place::Standfirst),
            section_titles: sections.clone().map(Place::SectionTitle).map(text).collect(),
            sections: sections.map(Place::Section).map(text).collect(),
        }
    }

    fn get(&self, place: Place) -> &Haystack<'s> {
        match place {
            Place::Title => &self.title,
            Place::Standfirst => &self.standfirst,
            Place::SectionTitle(i) => &self.section_titles[i],
            Place::Section(i) => &self.sections[i],
        }
    }
}

/// Texts of articles that have been cut into words, by the text; each is cut when a quote is first
/// not where it was confirmed, which most never are.
pub struct Indexes<'t> {
    texts: &'t Texts<'t>,
    title: OnceLock<WordIndex<'t>>,
    standfirst: OnceLock<WordIndex<'t>>,
    section_titles: Vec<OnceLock<WordIndex<'t>>>,
    sections: Vec<OnceLock<WordIndex<'t>>>,
    outlines: Outlines<'t>,
}

impl<'t> Indexes<'t> {
    /// Indexes for `texts`, of which none has been made.
    pub fn of(texts: &'t Texts<'t>, outlines: Outlines<'t>) -> Self {
        let none = || texts.sections.iter().map(|_| OnceLock::new()).collect();
        Self {
            texts,
            title: OnceLock::new(),
            standfirst: OnceLock::new(),
            section_titles: none(),
            sections: none(),
            outlines,
        }
    }

    fn get(&self, place: Place) -> &WordIndex<'t> {
        let cell = match place {
            Place::Title => &self.title,
            Place::Standfirst => &self.standfirst,
            Place::SectionTitle(i) => &self.section_titles[i],
            Place::Section(i) => &self.sections[i],
        };
        cell.get_or_init(|| WordIndex::new(self.texts.get(place)))
    }
}

/// The quotes of a claim, anchored.
#[derive(Debug, Default)]
pub struct Anchored {
    /// Where they lie.
    pub anchors: Vec<Anchor>,
    /// The claim's words as readers will see them.
    pub words: Arc<str>,
    /// What the lock file has to gain or to change.
    pub guarded: Guarded,
    /// True where nothing is said of a quote because its text cannot be read.
    pub explained: bool,
}

/// What is needed to anchor the quotes of a claim.
#[derive(Clone, Copy)]
pub struct QuoteSearch<'s, 't> {
    /// The texts of its article.
    pub indexes: &'s Indexes<'t>,
    /// Its article.
    pub article: &'s Article,
    /// The claim, and where it is annotated.
    pub home: &'s PlacedClaim<'s>,
    /// The texts of all files, for messages.
    pub files: &'s Files,
    /// What the headings of alerts are called.
    pub alerts: &'s [String],
    /// What is not read.
    pub gaps: &'s Gaps<'s>,
    /// What is not published.
    pub withheld: &'s Withheld,
    /// What was confirmed in the article.
    pub lock: &'s Lock,
    /// Names that several claims of the article have.
    pub shared: &'s HashSet<&'s str>,
    /// The number of the claim among all of the site.
    pub number: usize,
    /// The id that the claim had, where the lock knows its words under that alone.
    pub renamed: Option<&'s str>,
    /// How many quotes of the claims before this one may not be where they are looked for.
    pub lost: usize,
}

/// Anchors the quotes of a claim, and gives its words as readers will see them.
pub fn anchor(search: QuoteSearch, out: &mut Vec<Diagnostic>) -> Anchored {
    let raw = search.home.raw;
    if let Some(words) = says(&raw.words) {
        return Anchored { words: Arc::clone(words), ..Anchored::default() };
    }
    let ClaimWords::Quote(quotes) = &raw.words else { return Anchored::default() };
    let mut guarded = Guarded::default();
    let mut anchors: Vec<Anchor> = Vec::with_capacity(quotes.len());
    let known = search.known();
    let lines = search.pair(quotes, known.as_deref().unwrap_or(&[]), &mut guarded);
    guarded.renamed.extend(search.renamed.map(|old| Renamed {
        old: old.to_owned(),
        new: Arc::clone(&raw.id.value),
        span: raw.id.span,
        head: raw.head,
        has_aliases: !raw.details.aliases.is_empty(),
    }));
    let mut search = search;
    let mut explained = false;
    for (quote, line) in quotes.iter().zip(&lines) {
        search.lost += usize::from(quote.here.is_empty());
        let before = out.len();
        let found = match &quote.place {
            Some(RawPlace::Image(name)) => search.image(quote, name, *line, &mut guarded, out),
            _ => search
                .places(quote, out)
                .and_then(|places| search.one(quote, &places, *line, &mut guarded, out)),
        };
        explained |= search.explain(quote, out, before);
        let Some(anchor) = found else { continue };
        if anchors.contains(&anchor) && anchor.image.is_none() {
            let message = "this quote is listed twice at the same place";
            out.push(Diagnostic::at(Code::KeyDuplicate, quote.exact.span, message));
        } else {
            anchors.push(anchor);
        }
    }
    if known.is_none() {
        // Which claim a line would be of, nobody could tell.
        guarded = Guarded::default();
    }
    anchors.sort_by_key(|a| (a.place, a.range.start));
    let texts = search.indexes.texts;
    let words = match (&anchors[..], &quotes[..]) {
        ([_], [RawQuote { words: Some(words), .. }]) => Arc::clone(words),
        ([Anchor { image: Some(_), .. }, ..], [quote, ..]) => quote.exact.value.as_str().into(),
        ([first, ..], _) => texts.get(first.place).words(&first.range).into(),
        ([], [quote, ..]) => quote.exact.value.as_str().into(),
        ([], []) => Arc::default(),
    };
    Anchored { anchors, words, guarded, explained }
}

impl<'t> QuoteSearch<'_, 't> {
    /// Where to look for `quote`.
    fn places(&self, quote: &RawQuote, out: &mut Vec<Diagnostic>) -> Option<Vec<Place>> {
        match &quote.place {
            // Images are looked up apart.
            Some(RawPlace::Image(_)) => None,
            Some(RawPlace::Title) => Some(vec![Place::Title]),
            Some(RawPlace::Standfirst) => Some(vec![Place::Standfirst]),
            Some(RawPlace::Section(name) | RawPlace::SectionTitle(name)) => {
                let sections = &self.article.sections;
                let found = sections.iter().position(|s| s.slug == name.value);
                if found.is_none() && !self.is_astray(&name.value) {
                    let slugs = sections.iter().map(|s| s.slug.as_str());
                    let message = match self.is_withheld(&name.value) {
                        true => format!("the section `{}` is not published yet", name.value),
                        false => format!("there is no section `{}`", name.value),
                    };
                    out.push(
                        Diagnostic::at(Code::SectionMissing, name.span, message)
                            .maybe_hint(did_you_mean(&name.value, slugs))
                            .hint("a section is named by its file without number and ending"),
                    );
                }
                let titled = matches!(quote.place, Some(RawPlace::SectionTitle(_)));
                found.map(|i| vec![if titled { Place::SectionTitle(i) } else { Place::Section(i) }])
            }
            None => Some(match place_of(self.home) {
                // What is not in the section may be in its title.
                Some(section) => {
                    let titled = |i: &usize| self.article.sections[*i].title.is_some();
                    let title = section.section().filter(titled).map(Place::SectionTitle);
                    [section].into_iter().chain(title).collect()
                }
                None => vec![Place::Title, Place::Standfirst],
            }),
        }
    }

    /// Takes what was said of `quote` from `before` on out of `out`, as far as its words may only seem
    /// to be astray because a section cannot be read; true where that is something.
    fn explain(&self, quote: &RawQuote, out: &mut Vec<Diagnostic>, before: usize) -> bool {
        let is_unread = |file: FileId| self.gaps.is_unread(self.files.path(file));
        let sections = &self.article.sections;
        let home = place_of(self.home).and_then(|place| place.section());
        let (mut named, mut astray) = (None, false);
        if let Some(RawPlace::Section(name) | RawPlace::SectionTitle(name)) = &quote.place {
            named = sections.iter().position(|s| s.slug == name.value);
            astray = named.is_none() && self.is_astray(&name.value);
        }
        let own = home.iter().chain(&named).any(|section| is_unread(sections[*section].file));
        let count = out.len();
        let mut at = 0;
        out.retain(|said| {
            at += 1;
            let elsewhere = || said.related.iter().any(|label| is_unread(label.span.file));
            at <= before || !Severities::DRIFT.contains(&said.code) || !(own || elsewhere())
        });
        astray || out.len() < count
    }

    /// True where a file that is not read may be the section with that address.
    fn is_astray(&self, slug: &str) -> bool {
        let hold = self.gaps.hold_section(&folder_of(&self.article.prefix), slug);
        hold && !self.is_withheld(slug)
    }

    /// True where a section of this article with that address is left out.
    fn is_withheld(&self, slug: &str) -> bool {
        let folder = format!("content/{}", self.article.prefix);
        self.withheld.sections.iter().any(|file| {
            let name = self.files.path(*file).strip_prefix(&folder);
            let stem = name.and_then(|n| n.strip_suffix(".md"));
            stem.is_some_and(|stem| crate::parse::slug(stem) == slug)
        })
    }

    fn one(
        &self,
        quote: &RawQuote,
        places: &[Place],
        line: Option<&AnchorLine>,
        guarded: &mut Guarded,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Anchor> {
        let mut found: Vec<Anchor> = Vec::new();
        for &place in places {
            // The title of a section is looked at where the section does not have the words, or
            // where they were confirmed in the title.
            let own_title = quote.place.is_none() && matches!(place, Place::SectionTitle(_));
            let confirmed = || line.is_some_and(|line| line.spot == self.spot(place, None));
            if own_title && !found.is_empty() && !confirmed() {
                continue;
            }
            // In its own section the quote has been looked up as it was read.
            let own = quote.place.is_none() && matches!(place, Place::Section(_));
            let ranges = match own {
                true => Arc::clone(&quote.here),
                false => self.texts().get(place).find(quote.wanted()).into(),
            };
            if own_title && !ranges.is_empty() {
                found.clear();
            }
            let anchor = |range: &Range<usize>| Anchor { place, range: range.clone(), image: None };
            found.extend(ranges.iter().map(anchor));
        }
        if found.is_empty()
            && let Some(said) = self.marked_context(quote, places)
        {
            out.push(said);
            return None;
        }
        if let Some(line) = line {
            return self.compare(quote, places, line, found, guarded, out);
        }
        match found.as_slice() {
            [one] => {
                guarded.fresh.push(self.line(one.place, None, &one.range));
                return Some(one.clone());
            }
            [] => out.push(self.missing(quote, places)),
            many => out.push(self.ambiguous(quote, many)),
        }
        None
    }

    fn texts(&self) -> &'t Texts<'t> {
        self.indexes.texts
    }

    /// Looks for `quote` in the text that stands in the place of the image `name`, or below it.
    fn image(
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
        self.compare_beside(quote, image, place, (&haystack, range), line, guarded, out)?;
        let at = document.text.before(image.node);
        Some(Anchor { place, range: at..at, image: Some(image.node) })
    }

    fn span(&self, place: Place, range: &Range<usize>) -> Span {
        let file = self.article.file_of(place);
        match place {
            Place::Section(i) => {
                let document = &self.article.sections[i].document;
                Span::new(file, document.text.source_of(&document.nodes, range))
            }
            Place::SectionTitle(i) => {
                self.part_of(self.article.sections[i].title_span, place, range)
            }
            Place::Title => self.part_of(self.article.title_span, place, range),
            Place::Standfirst => self.part_of(self.article.standfirst_span, place, range),
        }
    }

    /// The part of a line in YAML: exact where the line is typed as it reads, else all of it.
    fn part_of(&self, span: Span, place: Place, range: &Range<usize>) -> Span {
        let typed = self.files.slice(span);
        match typed.find(self.texts().get(place).plain) {
            Some(at) => {
                let start = span.start as usize + at;
                Span::new(span.file, start + range.start..start + range.end)
            }
            None => span,
        }
    }

    fn name(&self, place: Place) -> String {
        match place {
            Place::Title => "the title".into(),
            Place::Standfirst => "the standfirst".into(),
            Place::SectionTitle(i) => format!("the title of {}", self.name(Place::Section(i))),
            Place::Section(i) => {
                format!(
                    "`{}`",
                    self.files.path(self.article.sections[i].file).rsplit('/').next().unwrap_or("")
                )
            }
        }
    }

    fn missing(&self, quote: &RawQuote, places: &[Place]) -> Diagnostic {
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
    fn nearly(&self, quote: &RawQuote, places: &[Place]) -> Option<Diagnostic> {
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
            let Some(found) = without(haystack, quote.wanted(), self.alerts) else { continue };
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
            let marks = match &found.marks[..] {
                [] => "its marks of Markdown".to_owned(),
                [one] => format!("{one}, which readers do not see"),
                [init @ .., last] => {
                    format!("{} and {last}, which readers do not see", init.join(", "))
                }
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
    fn stranger(&self, quote: &RawQuote, place: Place, range: &Range<usize>) -> Diagnostic {
        let id = &self.home.raw.id.value;
        let message = format!("the words of `{id}` are few, and stand in another sentence now");
        Diagnostic::at(Code::AnchorMissing, quote.exact.span, message)
            .also(self.span(place, range), "they stand here")
            .hint("quote more words, or remove the claim where its sentence is gone")
    }

    fn ambiguous(&self, quote: &RawQuote, found: &[Anchor]) -> Diagnostic {
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
