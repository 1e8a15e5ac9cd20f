//! An article of a site, and its sections.
//!
//! Whatever they name is an index here.

use super::index::{ClaimIndex, SourceIndex};
use super::place::{Anchor, Place};
use crate::markdown::text::PlainText;
use crate::markdown::{Document, Patches};
use crate::model::{Date, Layout};
use crate::resolve::withheld::Reason;
use crate::source::{FileId, Span};
use std::collections::BTreeMap;
use std::sync::Arc;

/// An article.
#[derive(Debug)]
pub struct Article {
    /// What stands before the addresses of its pages: nothing, or its folder and `/`.
    pub prefix: String,
    /// Its `article.yaml`.
    pub file: FileId,
    /// Title.
    pub title: String,
    /// Where the title stands.
    pub title_span: Span,
    /// The title as text that claims are anchored in.
    pub title_text: PlainText,
    /// The sentence or two below the title.
    pub standfirst: Option<String>,
    /// Where the standfirst stands.
    pub standfirst_span: Span,
    /// The standfirst as text that claims are anchored in.
    pub standfirst_text: PlainText,
    /// Who wrote it.
    pub byline: Option<String>,
    /// When it was published.
    pub published: Option<Date>,
    /// Its language.
    pub language: String,
    /// Where that is said; the title where only the site says so.
    pub language_span: Span,
    /// Who annotated it.
    pub annotated_by: Option<String>,
    /// The text that it retells or reprints.
    pub original: Option<SourceIndex>,
    /// Why it is shown to the people who write it alone, where it is.
    pub unpublished: Option<Reason>,
    /// Under which terms it may be used.
    pub rights: Option<String>,
    /// What was corrected in it, and when.
    pub corrections: Vec<(Date, String)>,
    /// How it is laid out.
    pub layout: Layout,
    /// Its sections in order.
    pub sections: Vec<Section>,
    /// Claims anchored in it, in the order of its text.
    pub marked: Vec<ClaimIndex>,
    /// Claims made elsewhere, in the order of the files.
    pub elsewhere: Vec<ClaimIndex>,
    /// Claims whose words are no longer those that were confirmed, in the order of the files.
    pub unanchored: Vec<ClaimIndex>,
    /// The anchors in each part, by start, the longer first.
    pub marks: BTreeMap<Place, Vec<(ClaimIndex, Anchor)>>,
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

    /// The words of a part.
    pub fn text(&self, place: Place) -> &PlainText {
        match place {
            Place::Title => &self.title_text,
            Place::Standfirst => &self.standfirst_text,
            Place::SectionTitle(i) => &self.sections[i].title_text,
            Place::Section(i) => &self.sections[i].document.text,
        }
    }

    /// The file that an author knows a part by.
    pub fn file_of(&self, place: Place) -> FileId {
        match place {
            Place::SectionTitle(i) | Place::Section(i) => self.sections[i].file,
            Place::Title | Place::Standfirst => self.file,
        }
    }
}

/// A section.
#[derive(Debug)]
pub struct Section {
    /// Its address.
    pub slug: String,
    /// Its id on a page.
    pub id: String,
    /// Ids that it had on the article's page before.
    pub old_ids: Vec<String>,
    /// Its Markdown file.
    pub file: FileId,
    /// Its title.
    pub title: Option<String>,
    /// The same as text that quotes are looked up in; none without a title.
    pub title_text: PlainText,
    /// Where it is typed.
    pub title_span: Span,
    /// True where its front matter could not be read, so that it may have another title.
    pub unread: bool,
    /// Its language, where it differs from the article's.
    pub language: Option<String>,
    /// Where that is said.
    pub language_span: Span,
    /// True where it is a draft, and shown to the people who write it.
    pub draft: bool,
    /// Its Markdown, as parsed.
    pub document: Arc<Document>,
    /// What stands in for events of the document: ids of headings, targets of links, images.
    pub patches: Patches,
}
