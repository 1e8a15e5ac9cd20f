//! Lays out an argument map: boxes with words, and the lines between them.
//!
//! In goes a [`Graph`]: nodes with their words, and edges from a node to what it bears on. The
//! first node is the subject of the map. Out comes a [`Drawing`]: boxes, wrapped lines of text and
//! paths, in whole numbers, and always the same for the same graph. The style sheet decides how
//! lines look; the renderer supplies the words.
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

/// A map to be drawn.
#[derive(Debug, Clone, Default)]
pub struct Graph {
    /// The nodes. The first is the subject of the map.
    pub nodes: Vec<GraphNode>,
    /// The edges, in the order in which their boxes should stand.
    pub edges: Vec<GraphEdge>,
    /// True if the page is read from right to left; the drawing is then mirrored.
    pub mirrored: bool,
}

/// A box to be drawn.
#[derive(Debug, Clone, Default)]
pub struct GraphNode {
    /// Its text, block by block.
    pub blocks: Vec<TextBlock>,
}

/// A block of text in a box.
#[derive(Debug, Clone)]
pub struct TextBlock {
    /// The words.
    pub words: String,
    /// The width of its letters, in percent of the usual width.
    pub stretch: u32,
    /// The maximum number of lines. Text that does not fit is cut, with an ellipsis.
    pub lines: usize,
    /// True if the text runs from right to left.
    pub rtl: bool,
}

/// An edge: one node bears on another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GraphEdge {
    /// The node that bears.
    pub from: usize,
    /// The node that it bears on.
    pub to: usize,
    /// The relation. Edges of one kind to one node share a line; arrow heads differ by kind.
    pub kind: RelationKey,
    /// The side of the first node on which it stands.
    pub side: MapSide,
}

/// The key of a relation; empty for an edge that is no relation.
pub type RelationKey = &'static str;

/// Whether something is for the claim, or against or beside it.
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
    /// Its width, in sixteenths of the font size.
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
    /// Where it begins: for text from right to left, its right end.
    pub x: i32,
    /// Its base line.
    pub y: i32,
    /// The words.
    pub words: String,
}

/// A line between boxes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MapLine {
    /// The relation of the boxes at its end to the box at its head.
    pub kind: RelationKey,
    /// The edges that share this line.
    pub edges: Vec<usize>,
    /// Its path, as SVG writes paths.
    pub path: String,
    /// The path of its arrow heads; empty if it has none.
    pub head: String,
}
