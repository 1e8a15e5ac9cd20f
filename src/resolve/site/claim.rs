//! A claim of a site, with what bears on it.
//!
//! Citations, answers and later events name sources, claims and speakers by index.

use super::index::{ClaimIndex, SourceIndex, SpeakerIndex};
use super::place::Anchor;
use crate::model::{CounterRelation, Date, Relation, Stake};
use crate::parse::claim::{CitationDetails, ClaimDetails};
use crate::source::{At, Span};
use std::sync::Arc;

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
