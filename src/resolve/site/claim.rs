//! The claims of a site, with their evidence and answers.
//!
//! They refer to sources, claims and speakers by index.

use super::index::{ClaimIndex, SourceIndex, SpeakerIndex};
use super::place::Anchor;
use crate::model::{CounterRelation, Relation, Stake};
use crate::parse::claim::{CitationDetails, ClaimDetails, Later, Reply};
use crate::source::Span;
use std::sync::Arc;

/// A claim.
#[derive(Debug, Clone)]
pub struct Claim {
    /// Its id, unique in its article.
    pub id: Arc<str>,
    /// The place of the id.
    pub span: Span,
    /// Its first key, beside which another one can be inserted.
    pub head: Span,
    /// Index of its article.
    pub article: usize,
    /// Its words: as they stand in the article, or as its proposition has them.
    pub words: Arc<str>,
    /// Its places in the article; empty if it is made elsewhere.
    pub anchors: Vec<Anchor>,
    /// True if it quotes the article, but none of its quotes could be anchored.
    pub unanchored: bool,
    /// What it waits for, where the site is for an audience that is shown what is not confirmed.
    pub awaits: Option<Awaits>,
    /// True if all of it could be read, and all its references were found.
    pub whole: bool,
    /// Its number in the article, from 1.
    pub number: Option<usize>,
    /// The speakers who made it.
    pub speakers: Vec<SpeakerIndex>,
    /// The speakers who report it.
    pub via: Vec<SpeakerIndex>,
    /// Later events.
    pub later: Vec<Later<SourceIndex>>,
    /// Citations.
    pub citations: Vec<Citation>,
    /// The claims that answer it.
    pub counters: Vec<(ClaimIndex, CounterRelation)>,
    /// The claims that it answers.
    pub answers: Vec<(ClaimIndex, CounterRelation)>,
    /// The request for a response of those concerned.
    pub reply: Option<Reply<SpeakerIndex>>,
    /// Its other details.
    pub details: Arc<ClaimDetails>,
}

/// What a claim waits for before a build shows its mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Awaits {
    /// Somebody has to look at it: its words stand in the text, and they, their sentence or what is
    /// around it are not as they were confirmed.
    Look,
    /// Its words: they are gone, or nobody could say which of several are meant. It has no mark.
    Words,
}

/// A citation.
#[derive(Debug, Clone)]
pub struct Citation {
    /// The source.
    pub source: SourceIndex,
    /// The place of the reference to it.
    pub span: Span,
    /// The relation to the claim.
    pub relation: Relation,
    /// The stake of the source in the claim.
    pub stake: Stake,
    /// True if the people who give the evidence are not named.
    pub anonymous: bool,
    /// Passages, and a remark.
    pub details: Arc<CitationDetails>,
}

impl Citation {
    /// True if it is evidence. A source that only repeats a claim is none.
    pub fn bears(&self) -> bool {
        self.relation != Relation::Repeats
    }
}
