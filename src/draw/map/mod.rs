//! Lays out an argument: boxes with words, and the lines between them.
//!
//! In goes a [`Graph`]: nodes with their words, edges from what bears to what it bears on, the
//! first node being what all is about. Out comes a [`Drawing`]: boxes, broken lines of text and
//! paths, in whole numbers, the same for the same graph. What the lines look like is the style
//! sheet's matter, and what the words are is the renderer's.
//!
//! The method is the layered one of K. Sugiyama, S. Tagawa and M. Toda ("Methods for visual
//! understanding of hierarchical system structures", IEEE Trans. SMC 11(2), 1981) in its steps:
//! layers, order in the layers, places, routes. It differs in two things, because a map is read on
//! a telephone, in type of twelve pixels and more. A layer is an indent, not a row across the page:
//! each box has rows of its own, so that the width does not grow with the number of boxes. And a
//! layer is the distance from the first node, not the longest way: what supports the claim itself
//! stands right below it, even where it bears on an answer too, and a cycle needs no breaking,
//! since the edge that closes it is one of those that run beside the boxes. Those get their tracks
//! by the left-edge rule of A. Hashimoto and J. Stevens ("Wire routing by optimizing channel
//! assignment within large apertures", DAC 1971).
//!
//! `rust-sugiyama`, `layout-rs` and the ports of dagre were looked at: they set a layer side by side
//! at full width, which no telephone shows, and the first gives no routes.

mod place;
mod ranks;
mod route;
mod text;

pub use place::{USUAL, layout};
pub use ranks::hung;

/// What is to be drawn.
#[derive(Debug, Clone, Default)]
pub struct Graph {
    /// The nodes. The first is what the map is about.
    pub nodes: Vec<GraphNode>,
    /// The edges, in the order in which their boxes should stand.
    pub edges: Vec<GraphEdge>,
    /// True where the page is read from right to left: the drawing is then the other way round.
    pub mirrored: bool,
}

/// A box to be drawn, by what it says.
#[derive(Debug, Clone, Default)]
pub struct GraphNode {
    /// Its words, block by block.
    pub blocks: Vec<TextBlock>,
}

/// Words that stand together.
#[derive(Debug, Clone)]
pub struct TextBlock {
    /// The words.
    pub words: String,
    /// How wide their letters are, in hundredths of the usual.
    pub stretch: u32,
    /// The most lines that they may take. What does not fit is cut, with a sign.
    pub lines: usize,
    /// True where they run from right to left.
    pub rtl: bool,
}

/// Something that bears on something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GraphEdge {
    /// The node that bears.
    pub from: usize,
    /// The node that it bears on.
    pub to: usize,
    /// How: edges of one kind to one node share a line, and heads differ by kind.
    pub kind: RelationKey,
    /// On which side of the first node it stands.
    pub side: MapSide,
}

/// How something bears on something: the key of a relation, or nothing for a way on.
pub type RelationKey = &'static str;

/// For the claim, or against and beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MapSide {
    /// For it.
    Point,
    /// Against it, or beside it.
    Counterpoint,
}

/// A map, drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawing {
    /// Its width, in units of which 16 make the size of the type.
    pub width: i32,
    /// Its height.
    pub height: i32,
    /// A box for each node, in the order of the nodes.
    pub boxes: Vec<Placed>,
    /// The lines. Each edge is on one.
    pub lines: Vec<MapLine>,
}

/// A box in its place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Placed {
    /// Its left edge.
    pub x: i32,
    /// Its upper edge.
    pub y: i32,
    /// Its width.
    pub width: i32,
    /// Its height.
    pub height: i32,
    /// The lines of each of the node's blocks.
    pub blocks: Vec<Vec<PlacedText>>,
}

/// A line of text in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacedText {
    /// Where it begins: its right end, where it runs from right to left.
    pub x: i32,
    /// Its base line.
    pub y: i32,
    /// The words.
    pub words: String,
}

/// A line between boxes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MapLine {
    /// How what is at its end bears on what is at its head.
    pub kind: RelationKey,
    /// The edges that it draws.
    pub edges: Vec<usize>,
    /// Its path, as SVG writes paths.
    pub path: String,
    /// The path of its head, or of its heads; empty where it has none.
    pub head: String,
}
