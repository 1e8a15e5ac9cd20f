//! Where a quote is looked for, and how that place is named.
//!
//! In goes a quote; out come the parts of the article that may have it, or why there is none, and for a
//! place in a part its span and its name.

use super::{QuoteSearch, RawQuote};
use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::parse::claim::RawPlace;
use crate::resolve::gaps::folder_of;
use crate::resolve::placed::place_of;
use crate::resolve::site::Place;
use crate::source::{FileId, Span};
use std::ops::Range;

impl QuoteSearch<'_, '_> {
    /// Where to look for `quote`.
    pub(super) fn places(&self, quote: &RawQuote, out: &mut Vec<Diagnostic>) -> Option<Vec<Place>> {
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

    /// Removes faults of `quote` that an unread section may explain: its words may stand there. Only
    /// faults from index `before` of `out` on are looked at. True if a fault was removed, or if the
    /// section that the quote names may be a file that is not read.
    pub(super) fn explain(
        &self,
        quote: &RawQuote,
        out: &mut Vec<Diagnostic>,
        before: usize,
    ) -> bool {
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
            at <= before || !said.code.is_drift() || !(own || elsewhere())
        });
        astray || out.len() < count
    }

    /// True where a file that is not read may be the section with that address.
    pub(super) fn is_astray(&self, slug: &str) -> bool {
        let hold = self.gaps.hold_section(&folder_of(&self.article.prefix), slug);
        hold && !self.is_withheld(slug)
    }

    /// True where a section of this article with that address is left out.
    pub(super) fn is_withheld(&self, slug: &str) -> bool {
        let folder = format!("content/{}", self.article.prefix);
        self.withheld.sections.iter().any(|file| {
            let name = self.files.path(*file).strip_prefix(&folder);
            let stem = name.and_then(|n| n.strip_suffix(".md"));
            stem.is_some_and(|stem| crate::parse::slug(stem) == slug)
        })
    }

    pub(super) fn span(&self, place: Place, range: &Range<usize>) -> Span {
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
    pub(super) fn part_of(&self, span: Span, place: Place, range: &Range<usize>) -> Span {
        let typed = self.files.slice(span);
        match typed.find(self.texts().get(place).plain) {
            Some(at) => {
                let start = span.start as usize + at;
                Span::new(span.file, start + range.start..start + range.end)
            }
            None => span,
        }
    }

    pub(super) fn name(&self, place: Place) -> String {
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
}
