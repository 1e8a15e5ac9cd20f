//! Argument maps: drawings, and the page that shows those of an article.

use super::pages::{Common, NavLink};
use super::parts::{ClaimItem, CounterLine, Counterpoint, EvidenceLine};
use serde::Serialize;

/// An argument, drawn.
#[derive(Debug, Clone, Serialize)]
pub struct ArgumentMap {
    /// `usual`, `wide` or `wider`: how small it may get on narrow screens.
    pub size: &'static str,
    /// The drawing, an `svg` element of which 16 units make the size of the type. Lines are `g`
    /// with the key of their relation in `data-r`, boxes are links `a.node` with the status of a
    /// claim in `data-s`, words are `text` with a class that says what they are.
    pub svg_html: String,
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
