//! Argument maps: what bears on a claim, as a graph, laid out, and cut into pages.
//!
//! In go a claim and its site; out comes an [`ArgumentMap`] with what each box says and where it
//! leads. A map shows what the lists on the page of its claim show: the claim, its sources, what
//! answers it with the sources of that, answers to that in turn, and what the claim itself answers.
//! What there is no room for is a box that leads on.

use super::common::ArgumentMap;
use super::seen::View;
use super::sides::IN_TURN;
use super::svg::{MapBlock, MapNode, Svg, html};
use crate::draw::map::{
    Graph, GraphEdge, GraphNode, MapSide, RelationKey, TextBlock, USUAL, hung, layout,
};
use crate::judge::status::stake;
use crate::model::address;
use crate::model::{CounterRelation, Relation, Stake};
use crate::resolve::{Article, Citation, ClaimIndex, Site, SourceIndex};
use crate::theme::words::direction;
use ahash::{HashMap, HashSet};

/// The most boxes of one map, those that lead on aside.
const MOST: usize = 60;
/// The widest drawing that may shrink: at the style sheet's least width its type is 12 px.
const WIDE: i32 = 512;
/// The most boxes of one page of maps. A map is never cut in two.
const PAGE: usize = 300;

/// What a box stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BoxKind {
    Claim(ClaimIndex),
    Source(SourceIndex),
    /// So many more things that bear on the claim.
    More(ClaimIndex, usize),
}

/// What bears on a claim.
enum Bearing<'s> {
    Source(&'s Citation),
    Answer(ClaimIndex, CounterRelation),
}

/// A claim and what bears on it, before it is drawn.
pub struct Argument<'s> {
    site: &'s Site,
    pub what: Vec<BoxKind>,
    /// Where each of them is: a claim may have thousands of answers, each of which is looked up.
    pub places: HashMap<BoxKind, usize>,
    edges: Vec<GraphEdge>,
    /// For each edge, whether the words are the claimant's own.
    own: Vec<bool>,
}

impl<'s> Argument<'s> {
    /// What the map of a claim shows.
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

    /// Where something is among the few that are shown.
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

    /// Adds what bears on a claim: its sources by relation, then at most so many answers.
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

    /// Adds what the claims that are shown say against each other, which closes cycles.
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

    /// True where there is something to draw.
    fn holds(&self) -> bool {
        self.what.len() > 1
    }
}

/// The sign of a relation or a status: the same as `--glyph` in the style sheet, which cannot write
/// into a drawing.
pub const SIGNS: &[(&str, &str)] = &[
    ("supported", "+"),
    ("context", "*"),
    ("disputed", "\u{b1}"),
    ("contradicted", "\u{2212}"),
    ("outdated", "\u{2020}"),
    ("unsourced", "?"),
    ("unchecked", "\u{2026}"),
    ("opinion", "\u{201c}"),
    ("supports", "+"),
    ("contradicts", "\u{2212}"),
    ("qualifies", "*"),
    ("updates", "\u{bb}"),
    ("repeats", "="),
    ("denies", "\u{ac}"),
];

fn sign(key: &str) -> Option<&'static str> {
    SIGNS.iter().find(|(k, _)| *k == key).map(|(_, sign)| *sign)
}

/// A block of a box before it is measured.
struct Draft {
    /// `label`, `title`, `words`, `aside` or `state`: its class.
    face: &'static str,
    sign: Option<&'static str>,
    text: String,
    lines: usize,
    language: Option<String>,
    rtl: bool,
}

impl Draft {
    /// A block in the language of the page, which runs from right to left or not.
    fn new(rtl: bool, face: &'static str, text: String, lines: usize) -> Self {
        Self { face, sign: None, text, lines, language: None, rtl }
    }

    fn in_language(self, language: Option<String>) -> Self {
        let rtl = language.as_deref().map_or(self.rtl, |l| direction(l) == "rtl");
        Self { language, rtl, ..self }
    }

    fn measured(&self) -> TextBlock {
        let words = match self.sign {
            Some(sign) => format!("{sign} {}", self.text),
            None => self.text.clone(),
        };
        let stretch = if matches!(self.face, "label" | "state") { 108 } else { 100 };
        TextBlock { words, stretch, lines: self.lines, rtl: self.rtl }
    }

    fn placed(self, mut lines: Vec<crate::draw::map::PlacedText>) -> MapBlock {
        // The sign was measured with the words; speech leaves it out.
        if let (Some(sign), Some(first)) = (self.sign, lines.first_mut())
            && let Some(rest) = first.words.strip_prefix(sign)
        {
            first.words = rest.trim_start().to_owned();
        }
        let (class, sign, language, rtl) = (self.face, self.sign, self.language, self.rtl);
        MapBlock { class, sign, language, rtl, lines }
    }
}

/// A box before it is placed.
struct BoxDraft {
    kind: &'static str,
    href: String,
    status: Option<&'static str>,
    blocks: Vec<Draft>,
}

impl View<'_> {
    /// The map of a claim; none where nothing bears on it and it answers nothing.
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

    fn block(&self, face: &'static str, text: String, lines: usize) -> Draft {
        Draft::new(self.words.dir() == "rtl", face, text, lines)
    }

    /// The label of a relation, by its key: the words of a relation that sources and claims can both
    /// have are the same.
    fn label(&self, key: RelationKey) -> String {
        let counter = || CounterRelation::from_key(key).map(|r| self.words.counter_label(r));
        Relation::from_key(key)
            .map(|r| self.words.relation_label(r))
            .or_else(counter)
            .unwrap_or_default()
    }

    /// The label of a relation seen from what it bears on, by its key.
    fn passive(&self, key: RelationKey) -> String {
        CounterRelation::from_key(key).map(|r| self.words.passive(r)).unwrap_or_default()
    }

    /// What a box says but for how it bears, and where it leads.
    fn draft(&self, what: BoxKind) -> BoxDraft {
        match what {
            BoxKind::Claim(index) => {
                let claim = self.site.claim(index);
                let who = claim.speakers.iter().map(|s| self.site.speaker(*s).details.name.clone());
                let who: Vec<String> = who.collect();
                let text = match self.is_quoted(claim) {
                    true => self.words.say("share-quoted", [("words", (&*claim.words).into())]),
                    false => claim.words.to_string(),
                };
                let language = self.foreign(self.language(claim)).map(str::to_owned);
                let mut blocks = vec![self.block("words", text, 5).in_language(language)];
                let states = claim.details.states.clone();
                blocks.extend(states.map(|states| self.block("aside", states, 4)));
                let name = if who.is_empty() { self.name(claim) } else { self.words.join(&who) };
                blocks.push(self.block("aside", name, 2));
                let status = self.status(index);
                let state = self.block("state", self.state(&status), 3);
                blocks.push(Draft { sign: sign(status.key), ..state });
                BoxDraft {
                    kind: "claim",
                    href: self.link_to(claim),
                    status: Some(status.key),
                    blocks,
                }
            }
            BoxKind::Source(index) => {
                let source = self.source(index);
                let short = (source.short != source.title).then_some(source.short);
                let mut blocks =
                    vec![self.block("title", source.title, 4).in_language(source.language)];
                blocks.extend(short.map(|short| self.block("aside", short, 2)));
                BoxDraft { kind: "source", href: source.href, status: None, blocks }
            }
            BoxKind::More(claim, count) => {
                let of = self.site.claim(claim);
                let page = address::claim(&self.article(of).prefix, &of.id);
                let blocks =
                    vec![self.block("title", self.words.say("map-more", [("n", count.into())]), 1)];
                let href = self.link(&format!("{page}#sides"));
                BoxDraft { kind: "more", href, status: None, blocks }
            }
        }
    }
}

/// The claims of an article that have maps, page by page.
///
/// The claims of the article come in its order. Those made elsewhere stand on the maps of what they
/// answer, and have one of their own here where they answer nothing, or where what they answer had
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
