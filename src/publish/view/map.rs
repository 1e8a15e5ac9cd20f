//! Argument maps: the graph of a claim as nested lists, and the pages of maps.
//!
//! In go a claim and its site; out comes an [`ArgumentMap`]. A map shows the same as the rest of the
//! page of its claim: the claim, its sources, the answers to it with their sources, the answers to
//! these, and what the claim itself answers. What does not fit is represented by a box with a link.
//! The style sheet draws the lines, so that nothing here measures text.

mod argument;
mod item;

use super::parts::RelationInfo;
use super::seen::View;
use super::short::short;
use crate::model::{CounterRelation, Relation, address};
use crate::resolve::{Article, ClaimIndex, Site};
use crate::theme::SharedPart;
use ahash::HashSet;
use argument::GraphEdge;
pub use argument::{Argument, BoxKind};
pub use item::{ArgumentMap, MapItem, MapMore};

/// The length of the words by which a box names a claim, in characters.
const BEGINNING: usize = 40;

/// The maximum number of boxes on one page of maps. A map is never split.
const PAGE: usize = 300;

impl View<'_> {
    /// The map of a claim; `None` if nothing bears on it and it answers nothing.
    pub fn map(&self, claim: ClaimIndex) -> Option<ArgumentMap> {
        let argument = Argument::new(self.site, claim);
        argument.holds().then(|| self.nest(&argument))
    }

    /// A graph as nested lists. Each box stands once with all that hangs under it; where it bears on
    /// a second box, it stands there by its name alone.
    fn nest(&self, argument: &Argument) -> ArgumentMap {
        let tree = HangingTree { argument, hangs: argument.hangs() };
        // What the claim answers, and what the answers to it answer too, hangs under nothing.
        let mut under = vec![false; argument.what.len()];
        for (edge, _) in argument.edges.iter().zip(&tree.hangs).filter(|(_, hangs)| **hangs) {
            under[edge.from] = true;
        }
        let above = |edge: &&GraphEdge| edge.from == 0 && !under[edge.to] && edge.to != 0;
        let answered = argument.edges.iter().filter(above).map(|edge| {
            let mut item = MapItem { whole: true, ..self.item(&tree, edge.to, false) };
            let others = |e: &GraphEdge| e.to == edge.to && e.from != 0;
            item.items = self.items(&tree, others);
            item.relation = CounterRelation::from_key(edge.relation).map(|r| {
                SharedPart::new(RelationInfo {
                    key: r.key(),
                    label: self
                        .words
                        .say("map-answered", [("relation", self.words.passive(r).into())]),
                })
            });
            item
        });
        ArgumentMap {
            answered: answered.collect(),
            points: self.items(&tree, |e| e.to == 0 && e.speaks_for),
            counterpoints: self.items(&tree, |e| e.to == 0 && !e.speaks_for),
        }
    }

    /// The boxes at the ends of the edges that `keep` selects. Sources with the same relation share
    /// a box.
    fn items(&self, tree: &HangingTree, keep: impl Fn(&GraphEdge) -> bool) -> Vec<MapItem> {
        let mut items: Vec<MapItem> = Vec::new();
        let edges = tree.argument.edges.iter().zip(&tree.hangs);
        for (edge, hangs) in edges.filter(|(edge, _)| keep(edge)) {
            let mut item = self.item(tree, edge.from, *hangs);
            item.relation = self.named(edge.relation);
            item.own = edge.own;
            let shared = items.last_mut().filter(|last| {
                let key = |item: &MapItem| item.relation.as_ref().map(|r| r.key);
                !last.sources.is_empty()
                    && !item.sources.is_empty()
                    && (key(last), last.own) == (key(&item), item.own)
            });
            match shared {
                Some(last) => last.sources.append(&mut item.sources),
                None => items.push(item),
            }
        }
        items
    }

    /// A box without its relation; `whole` with all that hangs under it.
    fn item(&self, tree: &HangingTree, at: usize, whole: bool) -> MapItem {
        let mut item = MapItem {
            relation: None,
            own: false,
            sources: Vec::new(),
            claim: None,
            beginning: None,
            current: false,
            whole,
            more: None,
            items: Vec::new(),
        };
        match tree.argument.what[at] {
            BoxKind::Claim(index) => {
                let claim = self.claim(index);
                item.current = claim.href == self.link(self.page);
                let nameless = claim.by.speakers.is_empty() && claim.n.is_some();
                let words = claim.states.as_ref().unwrap_or(&claim.words);
                item.beginning = nameless.then(|| short(words, BEGINNING));
                item.claim = Some(claim);
                if whole {
                    item.items = self.items(tree, |e| e.to == at);
                }
            }
            BoxKind::Source(source) => item.sources.push(self.source(source)),
            BoxKind::More(claim, n) => {
                let of = self.site.claim(claim);
                let page = address::claim(&self.article(of).prefix, &of.id);
                item.more = Some(MapMore { n, href: self.link(&format!("{page}#sides")) });
            }
        }
        item
    }

    /// A relation by its key. One that sources and claims share has the same label for both.
    fn named(&self, key: &str) -> Option<SharedPart<RelationInfo>> {
        let counter = || CounterRelation::from_key(key).map(|r| self.counter_relation(r));
        Relation::from_key(key).map(|r| self.relation(r)).or_else(counter)
    }
}

/// A graph, and which of its edges make a tree.
struct HangingTree<'a> {
    argument: &'a Argument<'a>,
    hangs: Vec<bool>,
}

/// The claims of an article that have maps, page by page.
///
/// The claims of the article come in its order. Claims made elsewhere stand on the maps of the
/// claims that they answer. They have a map here only if they answer nothing, or if those maps had
/// no room for them.
pub fn pages(site: &Site, article: &Article) -> Vec<Vec<ClaimIndex>> {
    let mut pages: Vec<Vec<ClaimIndex>> = vec![Vec::new()];
    let (mut seen, mut boxes) = (HashSet::default(), 0);
    let free = |c: &&ClaimIndex| site.claim(**c).answers.is_empty();
    let (first, rest): (Vec<&ClaimIndex>, Vec<_>) =
        article.standing.elsewhere.iter().partition(free);
    let own = article.standing.quoting().map(|claim| (claim, true));
    for (claim, own) in own.chain(first.into_iter().chain(rest).map(|c| (*c, false))) {
        if !own && seen.contains(&claim) {
            continue;
        }
        let argument = Argument::new(site, claim);
        seen.extend(argument.what.iter().filter_map(|what| match what {
            BoxKind::Claim(claim) => Some(*claim),
            _ => None,
        }));
        if !argument.holds() {
            continue;
        }
        boxes += argument.what.len();
        if boxes > PAGE && pages.last().is_some_and(|p| !p.is_empty()) {
            boxes = argument.what.len();
            pages.push(Vec::new());
        }
        if let Some(page) = pages.last_mut() {
            page.push(claim);
        }
    }
    pages
}
