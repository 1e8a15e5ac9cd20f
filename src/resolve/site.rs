//! A site in which every reference is an index, so that nothing after this can meet a name that
//! names nothing (invariant 2).

use super::withheld::Reason;
use crate::markdown::text::PlainText;
use crate::markdown::{Document, Patches};
use crate::model::{CounterRelation, Date, Layout, Relation, Stake};
use crate::parse::claim::{CitationDetails, ClaimDetails};
use crate::parse::config::Config;
use crate::parse::record::{SourceDetails, SpeakerDetails};
use crate::source::{At, FileId, Span};
use ahash::HashSet;
use std::cmp::{Ordering, Reverse};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// Declares an index into one of the site's lists.
macro_rules! index {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub usize);
    };
}

index! {
    /// Names a claim in [`Site::claims`].
    ClaimIndex
}
index! {
    /// Names a source in [`Site::sources`].
    SourceIndex
}
index! {
    /// Names a speaker in [`Site::speakers`].
    SpeakerIndex
}

/// A site, resolved.
#[derive(Debug)]
pub struct Site {
    /// What `gainsay.yaml` says.
    pub config: Config,
    /// The articles, by folder.
    pub articles: Vec<Article>,
    /// All claims, article by article.
    pub claims: Vec<Claim>,
    /// All sources: the shared ones, then each article's own.
    pub sources: Vec<Source>,
    /// All speakers, likewise.
    pub speakers: Vec<Speaker>,
    /// True where drafts were left out, so that what they use may look unused.
    pub incomplete: bool,
    /// The next moment at which an embargo ends, so that the site would be another.
    pub changes: Option<jiff::Timestamp>,
    /// Paths that links and images name and where nothing is, as [`folded`](crate::load::names::folded)
    /// has them.
    pub in_vain: HashSet<String>,
    /// Addresses that things had before, sorted.
    pub redirects: Vec<Redirect>,
}

impl Site {
    /// The claim at `index`.
    pub fn claim(&self, index: ClaimIndex) -> &Claim {
        &self.claims[index.0]
    }

    /// The source at `index`.
    pub fn source(&self, index: SourceIndex) -> &Source {
        &self.sources[index.0]
    }

    /// The sources that something of the site names, some more than once.
    pub fn used_sources(&self) -> impl Iterator<Item = SourceIndex> {
        let indexed = self.sources.iter().enumerate();
        let cited = indexed
            .filter(|(_, s)| !s.cited_by.is_empty() || !s.later_of.is_empty())
            .map(|(i, _)| SourceIndex(i));
        let originals = self.articles.iter().filter_map(|article| article.original);
        let named = cited.chain(originals);
        // What they are based on, and so on.
        named.flat_map(|s| std::iter::successors(Some(s), |s| self.source(*s).based_on))
    }

    /// The speakers that claims of the site name.
    pub fn used_speakers(&self) -> impl Iterator<Item = SpeakerIndex> {
        let indexed = self.speakers.iter().enumerate();
        let named = indexed
            .filter(|(_, s)| !s.claims.is_empty() || !s.reports.is_empty())
            .map(|(i, _)| SpeakerIndex(i));
        let replies = self.claims.iter().filter_map(|claim| claim.reply.as_ref());
        named.chain(replies.flat_map(|reply| reply.asked.iter().copied()))
    }

    /// The sources that have a page.
    pub fn shown_sources(&self) -> impl Iterator<Item = SourceIndex> {
        let shown = self.sources.iter().enumerate().filter(|(_, s)| !s.hidden);
        shown.map(|(i, _)| SourceIndex(i))
    }

    /// The speakers that have a page.
    pub fn shown_speakers(&self) -> impl Iterator<Item = SpeakerIndex> {
        let shown = self.speakers.iter().enumerate().filter(|(_, s)| !s.hidden);
        shown.map(|(i, _)| SpeakerIndex(i))
    }

    /// The speaker at `index`.
    pub fn speaker(&self, index: SpeakerIndex) -> &Speaker {
        &self.speakers[index.0]
    }
}

/// An address that something had before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redirect {
    /// The old address, as a path in the output.
    pub from: String,
    /// Where it leads: a path, with a fragment or without.
    pub to: String,
}

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

/// A part of an article that words can be anchored in. Parts are ordered as readers come to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// The title.
    Title,
    /// The standfirst.
    Standfirst,
    /// The title of the section with this index.
    SectionTitle(usize),
    /// The section with this index.
    Section(usize),
}

impl Place {
    /// The section that it is, or is the title of.
    pub fn section(self) -> Option<usize> {
        match self {
            Self::Title | Self::Standfirst => None,
            Self::SectionTitle(i) | Self::Section(i) => Some(i),
        }
    }

    fn rank(self) -> (usize, bool) {
        match self {
            Self::Title => (0, false),
            Self::Standfirst => (0, true),
            Self::SectionTitle(i) => (i + 1, false),
            Self::Section(i) => (i + 1, true),
        }
    }
}

impl Ord for Place {
    fn cmp(&self, other: &Self) -> Ordering {
        self.rank().cmp(&other.rank())
    }
}

impl PartialOrd for Place {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Where a quote lies in an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// The part.
    pub place: Place,
    /// Bytes of its plain text; where an image is meant, the place of that between the words.
    pub range: Range<usize>,
    /// The node of the image, where the words stand beside one.
    pub image: Option<usize>,
}

impl Anchor {
    /// What sorts anchors by where their marks begin, the longer first. An image stands before the
    /// words that begin at its place.
    pub fn order(&self) -> (Place, usize, usize, Reverse<usize>) {
        let image = self.image.unwrap_or(usize::MAX);
        (self.place, self.range.start, image, Reverse(self.range.end))
    }
}

/// A claim.
#[derive(Debug)]
pub struct Claim {
    /// Its id, unique in its article.
    pub id: Arc<str>,
    /// Where the id stands.
    pub span: Span,
    /// Index of its article.
    pub article: usize,
    /// Its words: as they stand in the article, or as it says.
    pub words: Arc<str>,
    /// Where it is made in the article; empty where it is made elsewhere.
    pub anchors: Vec<Anchor>,
    /// True where it quotes the article, and none of its quotes could be anchored.
    pub unanchored: bool,
    /// True where all that it says was read, and all that it names was found.
    pub whole: bool,
    /// Its number in the article, from 1.
    pub number: Option<usize>,
    /// Who made it.
    pub speakers: Vec<SpeakerIndex>,
    /// Who reports it.
    pub via: Vec<SpeakerIndex>,
    /// Later events.
    pub later: Vec<Later>,
    /// Citations.
    pub citations: Vec<Citation>,
    /// What answers it.
    pub counters: Vec<(ClaimIndex, CounterRelation)>,
    /// What it answers.
    pub answers: Vec<(ClaimIndex, CounterRelation)>,
    /// Whether those whom it concerns were asked.
    pub reply: Option<Reply>,
    /// What the author says besides.
    pub details: Arc<ClaimDetails>,
}

/// A citation.
#[derive(Debug)]
pub struct Citation {
    /// The source.
    pub source: SourceIndex,
    /// Where it is named.
    pub span: Span,
    /// How it bears on the claim.
    pub relation: Relation,
    /// What the source has at stake in the claim.
    pub stake: Stake,
    /// True where the people who give the evidence are not named.
    pub anonymous: bool,
    /// Passages, and a remark.
    pub details: Arc<CitationDetails>,
}

impl Citation {
    /// True where it is evidence. What only repeats a claim adds none.
    pub fn bears(&self) -> bool {
        self.relation != Relation::Repeats
    }
}

/// A request for a response.
#[derive(Debug)]
pub struct Reply {
    /// Who was asked.
    pub asked: Vec<SpeakerIndex>,
    /// When.
    pub on: Option<Date>,
    /// What they said; none where nothing came.
    pub response: Option<String>,
}

/// A later event.
#[derive(Debug)]
pub struct Later {
    /// When.
    pub date: At<Date>,
    /// What.
    pub text: String,
    /// Where it is on record.
    pub sources: Vec<SourceIndex>,
}

/// A source.
#[derive(Debug)]
pub struct Source {
    /// Its id.
    pub id: Arc<str>,
    /// What stands before the addresses of its pages.
    pub prefix: String,
    /// Where the id stands.
    pub span: Span,
    /// Its language: what it says itself, or that of the article whose own it is, or the site's.
    pub language: Arc<str>,
    /// Whose words it keeps.
    pub speakers: Vec<SpeakerIndex>,
    /// True where all that it says was read, and all whom it names were found.
    pub whole: bool,
    /// Claims that cite it, with the index of the citation.
    pub cited_by: Vec<(ClaimIndex, usize)>,
    /// Claims with a later event that it records.
    pub later_of: Vec<ClaimIndex>,
    /// True where only something that is not published names it, so that it has no page.
    pub hidden: bool,
    /// The source that it is taken from.
    pub based_on: Option<SourceIndex>,
    /// The source that it comes from in the end: two outlets on one wire report have the same.
    pub origin: SourceIndex,
    /// What the author says of it.
    pub details: Arc<SourceDetails>,
}

/// A speaker.
#[derive(Debug)]
pub struct Speaker {
    /// Its id.
    pub id: Arc<str>,
    /// What stands before the address of its page.
    pub prefix: String,
    /// Where the id stands.
    pub span: Span,
    /// True where only something that is not published names them, so that they have no page.
    pub hidden: bool,
    /// Claims that they make.
    pub claims: Vec<ClaimIndex>,
    /// Claims that they report.
    pub reports: Vec<ClaimIndex>,
    /// Sources that keep their words.
    pub sources: Vec<SourceIndex>,
    /// What the author says of them.
    pub details: Arc<SpeakerDetails>,
}
