//! Argument maps: drawings, and the page that shows those of an article.

use super::pages::{Common, NavLink};
use super::parts::{ClaimItem, CounterLine, Counterpoint, EvidenceLine};
use serde::Serialize;

/// An argument, drawn. Everything is in units of which 16 make the size of the type.
#[derive(Debug, Clone, Serialize)]
pub struct ArgumentMap {
    /// What it is: `Argument map: Claim 5`.
    pub label: String,
    /// Its width.
    pub width: i32,
    /// Its height.
    pub height: i32,
    /// `usual`, `wide` or `wider`: how small it may get on narrow screens.
    pub size: &'static str,
    /// The lines, which stand below the boxes.
    pub lines: Vec<MapLine>,
    /// The boxes. The first is the claim that the map is about.
    pub nodes: Vec<MapNode>,
}

/// A line of a map.
#[derive(Debug, Clone, Serialize)]
pub struct MapLine {
    /// The key of its relation, for `data-r`; empty on the way to what there was no room for.
    pub relation: &'static str,
    /// Its path, as SVG writes paths.
    pub path: String,
    /// The path of its head; empty where it has none.
    pub head: String,
}

/// A box of a map.
#[derive(Debug, Clone, Serialize)]
pub struct MapNode {
    /// `claim`, `source` or `more`.
    pub kind: &'static str,
    /// Where it leads.
    pub href: String,
    /// True where that is the page that it stands on.
    pub current: bool,
    /// The status of a claim, for `data-s`.
    pub status: Option<&'static str>,
    /// Its left edge.
    pub x: i32,
    /// Its upper edge.
    pub y: i32,
    /// Its width.
    pub width: i32,
    /// Its height.
    pub height: i32,
    /// What it says.
    pub blocks: Vec<MapBlock>,
}

/// Words that stand together in a box.
#[derive(Debug, Clone, Serialize)]
pub struct MapBlock {
    /// `label` (how it bears), `words` (of a claim), `title` (of a source), `aside` or `state`.
    pub class: &'static str,
    /// The sign of the relation or the status, which is not for speech.
    pub sign: Option<&'static str>,
    /// Language of the words, where it is not the page's.
    pub language: Option<String>,
    /// True where they run from right to left.
    pub rtl: bool,
    /// The words, line by line.
    pub lines: Vec<MapWords>,
}

/// A line of words in a box.
#[derive(Debug, Clone, Serialize)]
pub struct MapWords {
    /// Where they begin: their right end, where they run from right to left.
    pub x: i32,
    /// Their base line.
    pub y: i32,
    /// The words.
    pub words: String,
}

/// The maps of an article as a page.
#[derive(Debug, Clone, Serialize)]
pub struct MapPage {
    /// What every page gets.
    #[serde(flatten)]
    pub common: Common,
    /// The claims with their maps, in the order of the article.
    pub maps: Vec<Mapped>,
    /// Which page of maps this is, from 1.
    pub number: usize,
    /// How many there are.
    pub count: usize,
    /// How many claims of the article have nothing that bears on them, so that they have no map.
    pub bare: usize,
    /// Address of the list of claims.
    pub claims: String,
    /// The page of maps before this one.
    pub previous: Option<NavLink>,
    /// The page of maps after this one.
    pub next: Option<NavLink>,
}

/// A claim with its map, and the same as lists.
#[derive(Debug, Clone, Serialize)]
pub struct Mapped {
    /// The claim.
    pub claim: ClaimItem,
    /// Its map.
    pub map: ArgumentMap,
    /// Sources that bear on it.
    pub evidence: Vec<EvidenceLine>,
    /// The counter-claims, as far as the map shows them.
    pub counters: Vec<Counterpoint>,
    /// How many more there are, on the page of the claim.
    pub more: usize,
    /// What it answers.
    pub answers: Vec<CounterLine>,
}
