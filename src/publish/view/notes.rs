//! The notes of an article, and the entries of its endnotes.
//!
//! In goes a claim; out come its note, which begins with what gainsays the claim, and its endnote, which
//! has all evidence in full.

use super::parts::{Card, ClaimItem, CounterLine, RelationInfo, ShownDate, SourceRef};
use super::seen::View;
use super::sides::speaks_for;
use crate::judge::status::stake;
use crate::model::{Relation, Stake};
use crate::resolve::{Citation, ClaimIndex, SourceIndex};
use crate::theme::SharedPart;
use serde::Serialize;

/// How many sources of a kind a closed note names.
const NAMED: usize = 2;

/// The marginal note of a claim in the article.
#[derive(Debug, Clone, Serialize)]
pub struct Note {
    /// The claim. Its mark has the id `c-ID`, its marker `r-ID`, this note `n-ID`.
    pub claim: SharedPart<ClaimItem>,
    /// Position on this page, from 1: `data-c` of its marks and of the note.
    pub c: usize,
    /// What answers it.
    pub counters: Vec<CounterLine>,
    /// The first source against it, where nothing answers it.
    pub against: Option<Card>,
    /// All other sources, by relation.
    pub sources: Vec<NoteSources>,
    /// The note before it on this page.
    pub previous: Option<NoteLink>,
    /// The note after it on this page.
    pub next: Option<NoteLink>,
}

/// A link to a neighbouring note.
#[derive(Debug, Clone, Serialize)]
pub struct NoteLink {
    /// `#n-ID`.
    pub href: String,
    /// `Claim 6`.
    pub name: String,
    /// Number of its claim.
    pub n: usize,
}

/// Sources that bear on a claim in the same way, each once.
#[derive(Debug, Clone, Serialize)]
pub struct NoteSources {
    /// How they bear on it.
    pub relation: SharedPart<RelationInfo>,
    /// The first of them, which a closed note names.
    pub named: Vec<NoteSource>,
    /// The others.
    pub more: Vec<NoteSource>,
}

/// A source of a note.
#[derive(Debug, Clone, Serialize)]
pub struct NoteSource {
    /// The source.
    pub source: SharedPart<SourceRef>,
    /// True where it has the claimant's own words, which weigh nothing.
    pub own: bool,
}

/// An entry of the endnotes.
#[derive(Debug, Clone, Serialize)]
pub struct EndNote {
    /// The claim.
    pub claim: SharedPart<ClaimItem>,
    /// Its evidence in full.
    pub cards: Vec<Card>,
    /// What answers it.
    pub counters: Vec<EndCounter>,
}

/// A counter-claim in the endnotes, with what it rests on.
#[derive(Debug, Clone, Serialize)]
pub struct EndCounter {
    /// The counter-claim.
    pub line: CounterLine,
    /// When it was made.
    pub date: Option<ShownDate>,
    /// Its sources, by relation.
    pub sources: Vec<NoteSources>,
}

impl View<'_> {
    /// The note of a claim at a position of the page; what stands before and after it is not known yet.
    pub fn note(&self, index: ClaimIndex, position: usize) -> Note {
        let claim = self.site.claim(index);
        let first = claim.counters.is_empty().then(|| {
            let against = claim.citations.iter().filter(|c| !speaks_for(c.relation));
            against.min_by_key(|c| c.relation).map(|c| (c.relation, c.source))
        });
        let first = first.flatten();
        Note {
            claim: self.claim(index),
            c: position + 1,
            counters: self.counters(&claim.counters),
            against: first.and_then(|_| self.cards(index, |r| !speaks_for(r)).into_iter().next()),
            sources: self.note_sources(index, |citation| {
                Some((citation.relation, citation.source)) != first
            }),
            previous: None,
            next: None,
        }
    }

    /// The endnote of a claim.
    pub fn endnote(&self, index: ClaimIndex) -> EndNote {
        let counters = &self.site.claim(index).counters;
        let lines = self.counters(counters).into_iter().zip(counters);
        let counters = lines.map(|(line, (counter, _))| EndCounter {
            date: line.claim.by.date.clone(),
            sources: self.note_sources(*counter, |_| true),
            line,
        });
        EndNote {
            claim: self.claim(index),
            cards: self.cards(index, |_| true),
            counters: counters.collect(),
        }
    }

    /// The sources of a claim by relation, among the citations that `keep` selects. The claimant's own
    /// words come after those of others.
    fn note_sources(
        &self,
        index: ClaimIndex,
        keep: impl Fn(&Citation) -> bool,
    ) -> Vec<NoteSources> {
        let claim = self.site.claim(index);
        let is_own = |c: &Citation| {
            c.relation != Relation::Repeats && stake(claim.details.about, c) == Stake::Claimant
        };
        let of = |relation: Relation| {
            let mut found: Vec<(SourceIndex, bool)> = Vec::new();
            for own in [false, true] {
                let all = claim.citations.iter().filter(|c| c.relation == relation);
                for citation in all.filter(|c| is_own(c) == own && keep(c)) {
                    if !found.contains(&(citation.source, own)) {
                        found.push((citation.source, own));
                    }
                }
            }
            let mut named: Vec<NoteSource> = found
                .into_iter()
                .map(|(source, own)| NoteSource { source: self.source(source), own })
                .collect();
            let more = named.split_off(named.len().min(NAMED));
            NoteSources { relation: self.relation(relation), named, more }
        };
        let all = Relation::ALL.iter().map(|relation| of(*relation));
        all.filter(|sources| !sources.named.is_empty()).collect()
    }
}
