//! Claims as typed, with their citations and counter-claims.
//!
//! [`Claims`] reads them. References are still names here: `source: dpb-2016` is a word with a
//! place. That the word names something is found out in [`crate::resolve`].

mod read;

pub use read::Claims;

use crate::model::{About, CounterRelation, Date, Relation, Stake, Status};
use crate::source::{At, Span};
use crate::yaml::double_quoted;
use std::ops::Range;
use std::sync::Arc;
use text_anchor::Quote;

/// A claim as typed.
#[derive(Debug)]
pub struct RawClaim {
    /// Its id.
    pub id: At<Arc<str>>,
    /// Its first key: where another one can be written.
    pub head: Span,
    /// True where its file has another claim with this id, which is left out with an error.
    pub twice: bool,
    /// True where all of it could be read.
    pub whole: bool,
    /// Its words.
    pub words: ClaimWords,
    /// Ids of who made it.
    pub speakers: Vec<At<String>>,
    /// Ids of who reports it.
    pub via: Vec<At<String>>,
    /// Later events.
    pub later: Vec<RawLater>,
    /// Citations.
    pub citations: Vec<RawCitation>,
    /// Counter-claims.
    pub counters: Vec<RawCounter>,
    /// Claims that it answers.
    pub answers: Vec<Reference>,
    /// Whether those whom it concerns were asked.
    pub reply: Option<RawReply>,
    /// What it says besides.
    pub details: Arc<ClaimDetails>,
}

/// What an author says of a claim without naming anything else of the site.
///
/// Shared between the claim as typed and the claim resolved, so that a preview that builds anew
/// copies none of it.
#[derive(Debug)]
pub struct ClaimDetails {
    /// The proposition, where the quote alone would mislead.
    pub states: Option<String>,
    /// When it was made.
    pub date: Option<At<Date>>,
    /// True where it is not to be published.
    pub draft: bool,
    /// True where it is declared an opinion.
    pub opinion: bool,
    /// What is judged.
    pub about: About,
    /// The status that the author expects.
    pub declared: Option<At<Status>>,
    /// The editor's sentence.
    pub finding: Option<At<String>>,
    /// The day it was checked.
    pub checked: Option<At<Date>>,
    /// Who checked it.
    pub checked_by: Option<String>,
    /// Who looked at that work, and when.
    pub reviewed: Option<At<Review>>,
    /// The wording before it was corrected.
    pub was: Option<String>,
    /// Remarks, as HTML.
    pub note_html: Option<String>,
    /// What the editors did.
    pub history: Vec<(At<Date>, String)>,
    /// Ids that it had before.
    pub aliases: Vec<At<String>>,
}

/// A second look at a claim.
#[derive(Debug)]
pub struct Review {
    /// Who took it.
    pub by: String,
    /// When.
    pub on: Option<Date>,
}

/// A request for a response, as typed.
#[derive(Debug)]
pub struct RawReply {
    /// Ids of who was asked.
    pub asked: Vec<At<String>>,
    /// When.
    pub on: Option<Date>,
    /// What they said; none where nothing came.
    pub response: Option<String>,
}

/// The words of a claim.
#[derive(Debug)]
pub enum ClaimWords {
    /// Anchored in the article, at one or several places.
    Quote(Vec<RawQuote>),
    /// Made elsewhere.
    Says(Arc<str>),
}

/// A quote as typed.
#[derive(Debug, Clone)]
pub struct RawQuote {
    /// The exact words.
    pub exact: At<String>,
    /// What stands before them, where they occur twice.
    pub prefix: Option<At<String>>,
    /// What stands after them, where they occur twice.
    pub suffix: Option<At<String>>,
    /// The place that the author names.
    pub place: Option<RawPlace>,
    /// Where the words stand in the section that the claim is annotated in, as bytes of its plain
    /// text; nothing for claims of `article.yaml`. Quotes of the same words share it.
    pub here: Arc<[Range<usize>]>,
    /// The words as they stand there, on one line, where that is one place.
    pub words: Option<Arc<str>>,
}

impl RawQuote {
    /// What is to be looked for.
    pub fn wanted(&self) -> Quote<'_> {
        Quote {
            exact: &self.exact.value,
            prefix: self.prefix.as_ref().map(|p| p.value.as_str()),
            suffix: self.suffix.as_ref().map(|s| s.value.as_str()),
        }
    }

    /// The quote as a map with `place` as its last entry, to be typed as it is shown.
    pub fn as_map(&self, place: &str) -> String {
        let Quote { exact, prefix, suffix } = self.wanted();
        let entry = |key, text: Option<&str>| Some(format!("{key}: {}", double_quoted(text?)));
        let entries = [
            entry("exact", Some(exact)),
            entry("prefix", prefix),
            entry("suffix", suffix),
            Some(place.to_owned()),
        ];
        let entries: Vec<String> = entries.into_iter().flatten().collect();
        format!("{{{}}}", entries.join(", "))
    }
}

/// A place of the article that a quote may name.
#[derive(Debug, Clone)]
pub enum RawPlace {
    /// A section by its address.
    Section(At<String>),
    /// The title of a section, by its address.
    SectionTitle(At<String>),
    /// The title.
    Title,
    /// The standfirst.
    Standfirst,
    /// The text beside an image, in the section that the claim is annotated in: the file's name.
    Image(At<String>),
}

/// A citation as typed.
#[derive(Debug)]
pub struct RawCitation {
    /// Id of the source.
    pub source: At<String>,
    /// How it bears on the claim.
    pub relation: Relation,
    /// The stake, where the author overrides it.
    pub stake: Option<Stake>,
    /// True where the people who give the evidence are not named.
    pub anonymous: bool,
    /// What it says besides.
    pub details: Arc<CitationDetails>,
}

/// The words of a citation, shared as [`ClaimDetails`] are.
#[derive(Debug)]
pub struct CitationDetails {
    /// Passages.
    pub passages: Vec<Passage>,
    /// Remark, as HTML.
    pub note_html: Option<String>,
}

/// Words of a source.
#[derive(Debug)]
pub struct Passage {
    /// The words.
    pub text: At<String>,
    /// Their language.
    pub language: Option<String>,
    /// The words in the language of the article.
    pub translation: Option<String>,
    /// Where in the source.
    pub locator: Option<String>,
}

/// A later event as typed.
#[derive(Debug)]
pub struct RawLater {
    /// When.
    pub date: At<Date>,
    /// What.
    pub text: String,
    /// Ids of where it is on record.
    pub sources: Vec<At<String>>,
}

/// A reference to a claim, with a relation.
#[derive(Debug)]
pub struct Reference {
    /// Id of the claim.
    pub claim: At<String>,
    /// How it bears.
    pub relation: CounterRelation,
}

/// A counter-claim as typed.
#[derive(Debug)]
pub enum RawCounter {
    /// By id.
    Reference(Reference),
    /// Written in place.
    InPlace(Box<RawClaim>, CounterRelation),
}

impl RawClaim {
    /// Where to point when the claim as a whole is meant.
    pub fn span(&self) -> Span {
        self.id.span
    }
}
