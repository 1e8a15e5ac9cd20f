//! Claims as parsed, with their citations and counter-claims.
//!
//! [`Claims`] reads them. References are still names here: `source: dpb-2016` is a word with a
//! place. [`crate::resolve`] looks it up.

mod read;

pub use read::Claims;

use crate::markdown::Remark;
use crate::model::{About, CounterRelation, Date, Relation, Stake, Status};
use crate::source::{At, Span};
use crate::yaml::double_quoted;
use std::ops::Range;
use std::sync::Arc;
use text_anchor::Quote;

/// A claim as parsed.
#[derive(Debug)]
pub struct RawClaim {
    /// Its id.
    pub id: At<Arc<str>>,
    /// Its first key, beside which another one can be inserted.
    pub head: Span,
    /// True if its file has another claim with this id, which is left out with an error.
    pub twice: bool,
    /// True if all of it could be read.
    pub whole: bool,
    /// Its words.
    pub words: ClaimWords,
    /// Ids of the speakers who made it.
    pub speakers: Vec<At<String>>,
    /// Ids of the speakers who report it.
    pub via: Vec<At<String>>,
    /// Later events.
    pub later: Vec<Later>,
    /// Citations.
    pub citations: Vec<RawCitation>,
    /// Counter-claims.
    pub counters: Vec<RawCounter>,
    /// Claims that it answers.
    pub answers: Vec<Reference>,
    /// The request for a response of those concerned.
    pub reply: Option<Reply>,
    /// Its other details.
    pub details: Arc<ClaimDetails>,
}

/// The details of a claim that refer to nothing else in the site.
///
/// Shared between the parsed and the resolved claim, so that a preview need not copy them for each
/// build.
#[derive(Debug)]
pub struct ClaimDetails {
    /// The proposition, if the quote alone would mislead.
    pub states: Option<String>,
    /// When it was made.
    pub date: Option<At<Date>>,
    /// True if it must not be published.
    pub draft: bool,
    /// True if it is declared an opinion.
    pub opinion: bool,
    /// The aspect that is judged.
    pub about: About,
    /// The status that the author expects.
    pub declared: Option<At<Status>>,
    /// The finding: the editor's sentence.
    pub finding: Option<At<String>>,
    /// The day on which it was checked.
    pub checked: Option<At<Date>>,
    /// Who checked it.
    pub checked_by: Option<At<String>>,
    /// The day on which its words were found to say something else than before; its evidence has not
    /// been looked at since.
    pub recheck: Option<At<Date>>,
    /// Who reviewed that work, and when.
    pub reviewed: Option<At<Review>>,
    /// The wording before a correction.
    pub was: Option<String>,
    /// Remarks.
    pub note: Option<Remark>,
    /// The history of the editors' work.
    pub history: Vec<(At<Date>, String)>,
    /// Its earlier ids.
    pub aliases: Vec<At<String>>,
}

impl ClaimDetails {
    /// The finding, unless the words of the claim changed after it was made.
    pub fn current_finding(&self) -> Option<&str> {
        let finding = self.finding.as_ref().filter(|_| self.recheck.is_none());
        finding.map(|finding| finding.value.as_str())
    }
}

/// A review of a claim.
#[derive(Debug)]
pub struct Review {
    /// The reviewer.
    pub by: String,
    /// When.
    pub on: Option<Date>,
}

/// A request for a response: of speakers by id, and by index once they are resolved.
#[derive(Debug, Clone)]
pub struct Reply<S = At<String>> {
    /// The speakers who were asked.
    pub asked: Vec<S>,
    /// When.
    pub on: Option<Date>,
    /// Their response; `None` if there was none.
    pub response: Option<String>,
}

/// The words of a claim.
#[derive(Debug)]
pub enum ClaimWords {
    /// Anchored in the article, at one or several places.
    Quote(Vec<RawQuote>),
    /// Said elsewhere.
    Says(Arc<str>),
}

/// A quote as parsed.
#[derive(Debug, Clone)]
pub struct RawQuote {
    /// The exact words.
    pub exact: At<String>,
    /// The words before them, if the quote occurs more than once.
    pub prefix: Option<At<String>>,
    /// The words after them, if the quote occurs more than once.
    pub suffix: Option<At<String>>,
    /// The place that the author names.
    pub place: Option<RawPlace>,
    /// Where the words stand in the section that the claim is annotated in, as bytes of its plain
    /// text; empty for claims of `article.yaml`. Quotes of the same words share it.
    pub here: Arc<[Range<usize>]>,
    /// The words as they stand there, on one line, if there is exactly one place.
    pub words: Option<Arc<str>>,
}

impl RawQuote {
    /// The quote to search for.
    pub fn wanted(&self) -> Quote<'_> {
        Quote {
            exact: &self.exact.value,
            prefix: self.prefix.as_ref().map(|p| p.value.as_str()),
            suffix: self.suffix.as_ref().map(|s| s.value.as_str()),
        }
    }

    /// The quote as a YAML map with `place` as its last entry, as a message shows it.
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
    /// The text beside an image, in the section that the claim is annotated in; the image is given
    /// by its file name.
    Image(At<String>),
}

/// A citation as parsed.
#[derive(Debug)]
pub struct RawCitation {
    /// Id of the source.
    pub source: At<String>,
    /// How it bears on the claim.
    pub relation: Relation,
    /// The stake, if the author overrides it.
    pub stake: Option<Stake>,
    /// True if the people who give the evidence are not named.
    pub anonymous: bool,
    /// Its other details.
    pub details: Arc<CitationDetails>,
}

/// The details of a citation, shared like [`ClaimDetails`].
#[derive(Debug)]
pub struct CitationDetails {
    /// Passages.
    pub passages: Vec<Passage>,
    /// Where in the source, with or without words of it.
    pub locator: Option<String>,
    /// Remark.
    pub note: Option<Remark>,
}

/// A passage: words of a source.
#[derive(Debug)]
pub struct Passage {
    /// The words.
    pub text: At<String>,
    /// Their language.
    pub language: Option<String>,
    /// The words in the language of the article.
    pub translation: Option<String>,
    /// The place in the source.
    pub locator: Option<String>,
}

/// A later event, with its sources by id, and by index once they are resolved.
#[derive(Debug, Clone)]
pub struct Later<S = At<String>> {
    /// When.
    pub date: At<Date>,
    /// What happened.
    pub text: String,
    /// The sources that report it.
    pub sources: Vec<S>,
}

/// A reference to a claim, with a relation.
#[derive(Debug)]
pub struct Reference {
    /// Id of the claim.
    pub claim: At<String>,
    /// The relation.
    pub relation: CounterRelation,
}

/// A counter-claim as parsed.
#[derive(Debug)]
pub enum RawCounter {
    /// A reference by id.
    Reference(Reference),
    /// Written in place.
    InPlace(Box<RawClaim>, CounterRelation),
}

impl RawClaim {
    /// The place that stands for the claim as a whole.
    pub fn span(&self) -> Span {
        self.id.span
    }

    /// True if it is a draft, or a counter-claim that is written in it is one.
    pub fn has_draft(&self) -> bool {
        let mut counters = self.counters.iter();
        self.details.draft
            || counters.any(|counter| match counter {
                RawCounter::InPlace(counter, _) => counter.has_draft(),
                RawCounter::Reference(_) => false,
            })
    }
}
