//! Builds the graph of a claim's map.
//!
//! In go a site and a claim; out come the boxes and the edges, without text.

use crate::draw::map::{GraphEdge, MapSide, RelationKey};
use crate::judge::status::stake;
use crate::model::{CounterRelation, Relation, Stake};
use crate::publish::view::sides::IN_TURN;
use crate::resolve::{Citation, ClaimIndex, Site, SourceIndex};
use ahash::HashMap;

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

/// The graph of a claim's map, before it is drawn.
pub struct Argument<'s> {
    site: &'s Site,
    pub what: Vec<BoxKind>,
    /// The index of each box, because a claim may have thousands of answers.
    pub places: HashMap<BoxKind, usize>,
    pub(super) edges: Vec<GraphEdge>,
    /// For each edge, whether it is the claimant's own words.
    pub(super) own: Vec<bool>,
}

impl<'s> Argument<'s> {
    /// Builds the graph for the map of a claim.
    pub fn new(site: &'s Site, claim: ClaimIndex) -> Self {
        let (what, places) = (Vec::new(), HashMap::default());
        let mut it = Self { site, what, places, edges: Vec::new(), own: Vec::new() };
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
            self.edges.push(GraphEdge { from, to, kind: "", side: MapSide::Counterpoint });
            self.own.push(false);
        }
    }

    fn join(&mut self, from: usize, to: usize, bearing: &Bearing, claim: ClaimIndex) {
        let (kind, side, own): (RelationKey, _, _) = match bearing {
            Bearing::Source(citation) => {
                let side = match citation.relation {
                    Relation::Supports | Relation::Repeats => MapSide::Point,
                    _ => MapSide::Counterpoint,
                };
                let about = self.site.claim(claim).details.about;
                let own = citation.relation != Relation::Repeats
                    && stake(about, citation) == Stake::Claimant;
                (citation.relation.key(), side, own)
            }
            Bearing::Answer(_, relation) => (relation.key(), MapSide::Counterpoint, false),
        };
        let edge = GraphEdge { from, to, kind, side };
        if from != to && !self.edges.contains(&edge) {
            self.edges.push(edge);
            self.own.push(own);
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

    /// True if there is something to draw.
    pub(super) fn holds(&self) -> bool {
        self.what.len() > 1
    }
}
