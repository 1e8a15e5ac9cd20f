//! The part of an article that a page shows: the whole, the front with a list, or a section.
//!
//! In goes an article; out come the places and sections that the page shows, in order.

use crate::publish::view::lists::span;
use crate::resolve::{Article, Place};
use std::ops::Range;

/// The part of an article that a page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ArticlePart {
    /// Title, standfirst and all sections.
    Whole,
    /// Title, standfirst and a list of sections. A long list has several pages, numbered from 1;
    /// the later pages have no standfirst and no marks.
    Front(usize),
    /// One section.
    Section(usize),
}

impl ArticlePart {
    /// The places that it shows, in order.
    pub(super) fn places(self, article: &Article) -> impl Iterator<Item = Place> {
        let sections = match self {
            Self::Front(_) => 0..0,
            _ => self.sections(article),
        };
        let heads = [Place::Title, Place::Standfirst].into_iter().filter(move |p| self.shows(*p));
        heads.chain(sections.flat_map(|i| [Place::SectionTitle(i), Place::Section(i)]))
    }

    /// The sections that it shows or lists.
    pub(super) fn sections(self, article: &Article) -> Range<usize> {
        let all = article.sections.len();
        match self {
            Self::Whole => 0..all,
            Self::Front(n) => span(all, n),
            Self::Section(i) => i..i + 1,
        }
    }

    /// True for the first part of the article.
    pub(super) fn begins(self) -> bool {
        matches!(self, Self::Whole | Self::Front(1))
    }

    pub(super) fn shows(self, place: Place) -> bool {
        match (self, place) {
            (Self::Whole, _) => true,
            (Self::Section(i), Place::SectionTitle(j) | Place::Section(j)) => i == j,
            (Self::Front(_), Place::SectionTitle(_) | Place::Section(_)) => false,
            _ => self.begins(),
        }
    }
}
