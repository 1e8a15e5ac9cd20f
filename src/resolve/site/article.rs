//! The articles of a site, and their sections.
//!
//! References are indices here.

use super::index::{ClaimIndex, SourceIndex};
use super::place::{Anchor, Place};
use crate::markdown::text::PlainText;
use crate::markdown::{Document, Patches};
use crate::parse::article::ArticleDetails;
use crate::resolve::withheld::Reason;
use crate::source::{FileId, Span};
use std::collections::BTreeMap;
use std::sync::Arc;

/// An article.
#[derive(Debug)]
pub struct Article {
    /// The prefix of the addresses of its pages: empty, or its folder and `/`.
    pub prefix: String,
    /// Its `article.yaml`.
    pub file: FileId,
    /// Title.
    pub title: String,
    /// The place of the title.
    pub title_span: Span,
    /// The title as text in which claims can be anchored.
    pub title_text: PlainText,
    /// The sentence or two below the title.
    pub standfirst: Option<String>,
    /// The place of the standfirst.
    pub standfirst_span: Span,
    /// The standfirst as text in which claims can be anchored.
    pub standfirst_text: PlainText,
    /// Its language.
    pub language: String,
    /// The place of the language, or of the title if only the site states it.
    pub language_span: Span,
    /// The source that it is based on or reprints.
    pub original: Option<SourceIndex>,
    /// The reason if it is shown only to its authors.
    pub unpublished: Option<Reason>,
    /// Its sections in order.
    pub sections: Arc<[Section]>,
    /// Its claims, by where they stand.
    pub standing: Arc<StandingClaims>,
    /// True where its claims, and all that they refer to, are those of [the build before](super::Site::build).
    pub as_before: bool,
    /// Its other details.
    pub details: Arc<ArticleDetails>,
}

impl Article {
    /// Its parts in order: title, standfirst, sections.
    pub fn places(&self) -> impl Iterator<Item = Place> + use<> {
        let titled: Vec<bool> = self.sections.iter().map(|s| s.title.is_some()).collect();
        let sections = titled.into_iter().enumerate().flat_map(|(i, titled)| {
            titled.then_some(Place::SectionTitle(i)).into_iter().chain([Place::Section(i)])
        });
        [Place::Title, Place::Standfirst].into_iter().chain(sections)
    }

    /// The tag of the language of a part.
    pub fn language_of(&self, place: Place) -> &str {
        let own = place.section().and_then(|i| self.sections[i].language.as_deref());
        own.unwrap_or(&self.language)
    }

    /// The words of a part.
    pub fn text(&self, place: Place) -> &PlainText {
        match place {
            Place::Title => &self.title_text,
            Place::Standfirst => &self.standfirst_text,
            Place::SectionTitle(i) => &self.sections[i].title_text,
            Place::Section(i) => &self.sections[i].document.text,
        }
    }

    /// The file in which an author finds a part.
    pub fn file_of(&self, place: Place) -> FileId {
        match place {
            Place::SectionTitle(i) | Place::Section(i) => self.sections[i].file,
            Place::Title | Place::Standfirst => self.file,
        }
    }
}

/// The claims of an article, by where they stand.
#[derive(Debug, Default)]
pub struct StandingClaims {
    /// Claims anchored in it, in the order of its text.
    pub marked: Vec<ClaimIndex>,
    /// Claims made elsewhere, in the order of the files.
    pub elsewhere: Vec<ClaimIndex>,
    /// Claims whose words differ from what was confirmed, in the order of the files.
    pub unanchored: Vec<ClaimIndex>,
    /// The anchors in each part, by start; of two with the same start, the longer one first.
    pub marks: BTreeMap<Place, Vec<(ClaimIndex, Anchor)>>,
}

impl StandingClaims {
    /// Claims that quote the article: those with a mark, then those that have lost theirs.
    pub fn quoting(&self) -> impl Iterator<Item = ClaimIndex> {
        self.marked.iter().chain(&self.unanchored).copied()
    }

    /// All claims of the article: those that quote it, then those made elsewhere.
    pub fn all(&self) -> impl Iterator<Item = ClaimIndex> {
        self.quoting().chain(self.elsewhere.iter().copied())
    }
}

/// A section.
#[derive(Debug, Clone)]
pub struct Section {
    /// Its address.
    pub slug: String,
    /// Its id on a page.
    pub id: String,
    /// Its earlier ids on the article's page.
    pub old_ids: Vec<String>,
    /// Its Markdown file.
    pub file: FileId,
    /// Its title.
    pub title: Option<String>,
    /// The title as text in which quotes are looked up; empty without a title.
    pub title_text: PlainText,
    /// The place of the title.
    pub title_span: Span,
    /// True if its front matter could not be read, so that it may have another title.
    pub unread: bool,
    /// Its language, if it differs from the article's.
    pub language: Option<String>,
    /// The place of the language.
    pub language_span: Span,
    /// True if it is a draft that is shown only to its authors.
    pub draft: bool,
    /// Its Markdown, as parsed.
    pub document: Arc<Document>,
    /// Replacements for events of the document: ids of headings, targets of links, images.
    pub patches: Patches,
    /// Its images of which `article.yaml` says who made them, each once.
    pub pictures: Vec<CreditedImage>,
}

/// An image with what `article.yaml` says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreditedImage {
    /// Its caption, the text in its place, or the name of its file.
    pub name: String,
    /// Who made it.
    pub credit: Option<String>,
    /// Under which terms it may be used.
    pub licence: Option<String>,
}
