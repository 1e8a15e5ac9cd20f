//! Builds the graph of a claim's map.
//!
//! In go a site and a claim; out come the boxes and the edges, without text, and which edges make a
//! tree.

use crate::judge::status::stake;
use crate::model::{CounterRelation, Relation, Stake};
use crate::publish::view::sides::{IN_TURN, speaks_for};
use crate::resolve::{Citation, ClaimIndex, Site, SourceIndex};
use ahash::HashMap;
use std::collections::VecDeque;

/// The maximum number of boxes of one map, without those that represent further ones.
const MOST: usize = 60;

/// The subject of a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BoxKind {
    Claim(ClaimIndex),
    Source(SourceIndex),
    /// This many more things that bear on the claim.
    More(ClaimIndex, usize),
}

/// Something that bears on a claim.
enum Bearing<'s> {
    Source(&'s Citation),
    Answer(ClaimIndex, CounterRelation),
}

/// An edge: one box bears on another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GraphEdge {
    /// The box that bears.
    pub from: usize,
    /// The box that it bears on.
    pub to: usize,
    /// The key of the relation; empty for a box of further things.
    pub relation: &'static str,
    /// True if it stands on the side of the claim that it bears on.
    pub speaks_for: bool,
    /// True if it is the claimant's own words.
    pub own: bool,
}

/// The graph of a claim's map.
pub struct Argument<'s> {
    site: &'s Site,
    pub what: Vec<BoxKind>,
    /// The index of each box, because a claim may have thousands of answers.
    pub places: HashMap<BoxKind, usize>,
    pub(super) edges: Vec<GraphEdge>,
}

impl<'s> Argument<'s> {
    /// Builds the graph for the map of a claim.
    pub fn new(site: &'s Site, claim: ClaimIndex) -> Self {
        let (what, places) = (Vec::new(), HashMap::default());
        let mut it = Self { site, what, places, edges: Vec::new() };
        it.node(BoxKind::Claim(claim));
        it.expand(claim, usize::MAX, true);
        for (counter, _) in &site.claim(claim).counters {
            if it.places.contains_key(&BoxKind::Claim(*counter)) {
                it.expand(*counter, IN_TURN, true);
            }
        }
        for &(answered, _) in site.claim(claim).answers.iter().take(IN_TURN) {
            it.node(BoxKind::Claim(answered));
        }
        it.close();
        it
    }

    /// The index of a box, if it is shown.
    fn at(&self, what: BoxKind) -> Option<usize> {
        self.places.get(&what).copied()
    }

    fn node(&mut self, what: BoxKind) -> usize {
        self.at(what).unwrap_or_else(|| {
            self.what.push(what);
            self.places.insert(what, self.what.len() - 1);
            self.what.len() - 1
        })
    }

    /// Adds what bears on a claim: its sources by relation, then at most `answers` answers.
    fn expand(&mut self, claim: ClaimIndex, answers: usize, sources: bool) {
        let site = self.site;
        let to = self.node(BoxKind::Claim(claim));
        let mut cited: Vec<&Citation> = site.claim(claim).citations.iter().collect();
        cited.sort_by_key(|c| c.relation);
        let cited = cited.into_iter().filter(|_| sources).map(Bearing::Source);
        let all = &site.claim(claim).counters;
        let shown = &all[..all.len().min(answers)];
        let answered = shown.iter().map(|&(c, r)| Bearing::Answer(c, r));
        let mut more = all.len() - shown.len();
        for bearing in cited.chain(answered) {
            let what = match &bearing {
                Bearing::Source(citation) => BoxKind::Source(citation.source),
                Bearing::Answer(counter, _) => BoxKind::Claim(*counter),
            };
            if self.what.len() >= MOST && !self.places.contains_key(&what) {
                more += 1;
                continue;
            }
            let from = self.node(what);
            self.join(from, to, &bearing, claim);
        }
        if more > 0 {
            let from = self.node(BoxKind::More(claim, more));
            let edge = GraphEdge { from, to, relation: "", speaks_for: false, own: false };
            self.edges.push(edge);
        }
    }

    fn join(&mut self, from: usize, to: usize, bearing: &Bearing, claim: ClaimIndex) {
        let edge = match bearing {
            Bearing::Source(citation) => {
                let about = self.site.claim(claim).details.about;
                let relation = citation.relation;
                let own =
                    relation != Relation::Repeats && stake(about, citation) == Stake::Claimant;
                let speaks_for = speaks_for(relation);
                GraphEdge { from, to, relation: relation.key(), speaks_for, own }
            }
            Bearing::Answer(_, relation) => {
                GraphEdge { from, to, relation: relation.key(), speaks_for: false, own: false }
            }
        };
        let same = |e: &GraphEdge| (e.from, e.to, e.relation) == (from, to, edge.relation);
        if from != to && !self.edges.iter().any(same) {
            self.edges.push(edge);
        }
    }

    /// Adds the edges between claims that are already shown, which may close cycles.
    fn close(&mut self) {
        for to in 0..self.what.len() {
            let BoxKind::Claim(claim) = self.what[to] else { continue };
            for &(counter, relation) in &self.site.claim(claim).counters {
                if let Some(from) = self.at(BoxKind::Claim(counter)) {
                    self.join(from, to, &Bearing::Answer(counter, relation), claim);
                }
            }
        }
    }

    /// For each edge, whether the box that bears hangs by it under the other: the first on the
    /// shortest way to the claim. All other edges only name a box that stands elsewhere.
    pub(super) fn hangs(&self) -> Vec<bool> {
        let mut seen = vec![false; self.what.len()];
        let mut hangs = vec![false; self.edges.len()];
        let mut queue = VecDeque::from([0]);
        seen[0] = true;
        while let Some(to) = queue.pop_front() {
            for (edge, hangs) in self.edges.iter().zip(&mut hangs).filter(|(e, _)| e.to == to) {
                if !std::mem::replace(&mut seen[edge.from], true) {
                    *hangs = true;
                    queue.push_back(edge.from);
                }
            }
        }
        hangs
    }

    /// True if anything bears on the claim, or the claim on anything.
    pub(super) fn holds(&self) -> bool {
        self.what.len() > 1
    }
}
