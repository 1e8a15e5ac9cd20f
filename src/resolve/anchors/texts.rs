//! The texts of an article, ready to be searched.
//!
//! In goes an article; out come its texts in normal form, and cut into words where that is asked for.

use super::around::Outlines;
use crate::resolve::site::{Article, Place};
use std::sync::OnceLock;
use text_anchor::Haystack;
use text_anchor::align::WordIndex;

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

    pub(super) fn get(&self, place: Place) -> &Haystack<'s> {
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
    pub(super) texts: &'t Texts<'t>,
    title: OnceLock<WordIndex<'t>>,
    standfirst: OnceLock<WordIndex<'t>>,
    section_titles: Vec<OnceLock<WordIndex<'t>>>,
    sections: Vec<OnceLock<WordIndex<'t>>>,
    pub(super) outlines: Outlines<'t>,
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

    pub(super) fn get(&self, place: Place) -> &WordIndex<'t> {
        let cell = match place {
            Place::Title => &self.title,
            Place::Standfirst => &self.standfirst,
            Place::SectionTitle(i) => &self.section_titles[i],
            Place::Section(i) => &self.sections[i],
        };
        cell.get_or_init(|| WordIndex::new(self.texts.get(place)))
    }
}
