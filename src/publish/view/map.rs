//! Argument maps: the graph of a claim, laid out, and the pages of maps.
//!
//! In go a claim and its site; out comes an [`ArgumentMap`] with the text and the link of each box.
//! A map shows the same as the lists on the page of its claim: the claim, its sources, the answers
//! to it with their sources, the answers to these, and what the claim itself answers. What does not
//! fit is represented by a box with a link.

mod argument;
mod boxes;

use super::common::ArgumentMap;
use super::seen::View;
use super::svg::{MapNode, Svg, html};
use crate::draw::map::{Graph, GraphNode, RelationKey, USUAL, hung, layout};
use crate::model::{CounterRelation, Relation};
use crate::resolve::{Article, ClaimIndex, Site};
use ahash::{HashMap, HashSet};
pub use argument::{Argument, BoxKind};
pub use boxes::SIGNS;
use boxes::{BoxDraft, Draft, sign};

/// The widest drawing that may shrink: at the style sheet's minimum width, its font size is 12 px.
const WIDE: i32 = 512;

/// The maximum number of boxes on one page of maps. A map is never split.
const PAGE: usize = 300;

impl View<'_> {
    /// The map of a claim; `None` if nothing bears on it and it answers nothing.
    pub fn map(&self, claim: ClaimIndex) -> Option<ArgumentMap> {
        let argument = Argument::new(self.site, claim);
        argument.holds().then(|| self.draw(&argument, claim))
    }

    pub fn draw(&self, argument: &Argument, claim: ClaimIndex) -> ArgumentMap {
        let mut drafts: Vec<BoxDraft> = argument.what.iter().map(|w| self.draft(*w)).collect();
        let mut graph = Graph {
            edges: argument.edges.clone(),
            mirrored: self.words.dir() == "rtl",
            nodes: vec![GraphNode::default(); drafts.len()],
        };
        let hung = hung(&graph);
        let pairs = || argument.edges.iter().zip(&hung);
        let under: HashMap<usize, usize> =
            pairs().filter(|(_, hung)| **hung).map(|(e, _)| (e.from, e.to)).collect();
        for ((edge, hung), own) in pairs().zip(&argument.own) {
            if edge.kind.is_empty() {
                continue;
            }
            let beside = under.get(&edge.from) != Some(&edge.to);
            let (node, label) = match (hung, argument.what[edge.to]) {
                (true, _) if edge.from == 0 => (
                    edge.to,
                    self.words.say("map-answered", [("relation", self.passive(edge.kind).into())]),
                ),
                (false, BoxKind::Claim(to)) if beside => {
                    let name = self.name(self.site.claim(to));
                    (
                        edge.from,
                        self.words.say(
                            "map-beside",
                            [("relation", self.label(edge.kind).into()), ("name", name.into())],
                        ),
                    )
                }
                _ => (edge.from, self.label(edge.kind)),
            };
            let label = match own {
                true => self.words.say("map-own", [("relation", label.into())]),
                false => label,
            };
            let at = drafts[node].blocks.iter().take_while(|b| b.face == "label").count();
            let draft = Draft { sign: sign(edge.kind), ..self.block("label", label, 3) };
            drafts[node].blocks.insert(at, draft);
        }
        for (node, draft) in graph.nodes.iter_mut().zip(&drafts) {
            node.blocks = draft.blocks.iter().map(Draft::measured).collect();
        }
        let drawing = layout(&graph);
        let here = |href: &str| href == self.link(self.page);
        let node = |(draft, placed): (BoxDraft, crate::draw::map::Placed)| MapNode {
            kind: draft.kind,
            current: here(&draft.href),
            href: draft.href,
            status: draft.status,
            x: placed.x,
            y: placed.y,
            width: placed.width,
            height: placed.height,
            blocks: draft.blocks.into_iter().zip(placed.blocks).map(|(d, l)| d.placed(l)).collect(),
        };
        let svg = Svg {
            label: self.words.say("map-of", [("name", self.name(self.site.claim(claim)).into())]),
            width: drawing.width,
            height: drawing.height,
            lines: drawing.lines,
            nodes: drafts.into_iter().zip(drawing.boxes).map(node).collect(),
        };
        ArgumentMap {
            size: match drawing.width {
                n if n <= USUAL => "usual",
                n if n <= WIDE => "wide",
                _ => "wider",
            },
            svg_html: html(&svg),
        }
    }

    /// The label of a relation, by its key. A relation that sources and claims share has the same
    /// label for both.
    fn label(&self, key: RelationKey) -> String {
        let counter = || CounterRelation::from_key(key).map(|r| self.words.counter_label(r));
        Relation::from_key(key)
            .map(|r| self.words.relation_label(r))
            .or_else(counter)
            .unwrap_or_default()
    }

    /// The label of a relation from the perspective of its target, by its key.
    fn passive(&self, key: RelationKey) -> String {
        CounterRelation::from_key(key).map(|r| self.words.passive(r)).unwrap_or_default()
    }
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
    let (first, rest): (Vec<&ClaimIndex>, Vec<_>) = article.elsewhere.iter().partition(free);
    let own = article.marked.iter().chain(&article.unanchored).map(|c| (*c, true));
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
