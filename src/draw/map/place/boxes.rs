//! Computes the boxes of a drawing: their widths, their rows, and their text.
//!
//! In goes a graph; out come boxes with their vertical positions, and their text once they are
//! placed.

use super::measures::{BETWEEN, COLUMN, DROP, EDGE, GAP, LEAST, LINE, PAD, PAD_Y, WHOLE, indent};
use crate::draw::map::ranks::{RankedGraph, rank};
use crate::draw::map::{Graph, MapSide, Placed, PlacedText, RelationKey, TextBlock, text};

/// Edges of one kind at one box, which share a line.
pub(super) type Bus = (RelationKey, Vec<usize>);

pub(super) struct Layout<'g> {
    pub(super) graph: &'g Graph,
    pub(super) tree: RankedGraph,
    /// The boxes of each column, with their tree edges.
    columns: [Vec<(usize, usize)>; 2],
    /// Width of each column.
    pub(super) widths: [i32; 2],
    /// The indent of each box from the start of its column.
    pub(super) inset: Vec<i32>,
    pub(super) boxes: Vec<Placed>,
    /// The wrapped lines of each block of each node.
    broken: Vec<Vec<Vec<String>>>,
    pub(super) width: i32,
    pub(super) height: i32,
}

impl<'g> Layout<'g> {
    /// The boxes of `graph`, without positions.
    pub(super) fn new(graph: &'g Graph) -> Self {
        let tree = rank(graph);
        let count = graph.nodes.len();
        let columns = [MapSide::Point, MapSide::Counterpoint].map(|side| tree.below(graph, side));
        Self {
            graph,
            tree,
            columns,
            widths: [0; 2],
            inset: vec![0; count],
            boxes: vec![Placed::default(); count],
            broken: vec![Vec::new(); count],
            width: 0,
            height: 0,
        }
    }

    /// True if there are two columns.
    pub(super) fn both(&self) -> bool {
        self.columns.iter().all(|c| !c.is_empty())
    }

    /// The lines from a box to the boxes that hang under it in a column.
    pub(super) fn buses(&self, node: usize, column: usize) -> Vec<Bus> {
        let side = [MapSide::Point, MapSide::Counterpoint][column];
        let hang = self.tree.hang[node].iter().copied();
        // Boxes under the first node may hang in either column; deeper ones stay in the column of
        // their parent.
        by_kind(self.graph, hang.filter(|e| node != 0 || self.graph.edges[*e].side == side))
    }

    /// The lines from the first box to the boxes above it.
    pub(super) fn up(&self) -> Vec<Bus> {
        by_kind(self.graph, self.tree.above.iter().filter_map(|(_, edge)| *edge))
    }

    /// Sets the widths of the columns and the indents of the boxes.
    pub(super) fn size_columns(&mut self) {
        let usual = if self.both() { COLUMN } else { WHOLE };
        for column in 0..2 {
            let mut width = if self.columns[column].is_empty() { 0 } else { usual };
            for &(node, edge) in &self.columns[column] {
                let parent = self.graph.edges[edge].to;
                self.inset[node] = self.inset[parent] + indent(self.buses(parent, column).len());
                width = width.max(self.inset[node] + LEAST);
            }
            self.widths[column] = width;
        }
        if self.columns.iter().all(Vec::is_empty) {
            self.widths[0] = WHOLE;
        }
        let up = self.up().len();
        for (node, edge) in &self.tree.above {
            self.inset[*node] = if edge.is_some() || up > 0 { indent(up) } else { 0 };
        }
    }

    /// The total width of the columns and the gap.
    pub(super) fn whole(&self) -> i32 {
        self.widths[0] + self.widths[1] + if self.both() { BETWEEN } else { 0 }
    }

    /// Wraps the text of all boxes, and sets the height and vertical position of each.
    pub(super) fn place_rows(&mut self) {
        let mut y = EDGE;
        let above: Vec<usize> = self.tree.above.iter().map(|(node, _)| *node).collect();
        for &node in &above {
            y = self.set(node, self.whole() - self.inset[node], y) + GAP;
        }
        if !above.is_empty() {
            y += DROP - GAP;
        }
        let below = self.set(0, self.whole(), y);
        self.height = below;
        for column in 0..2 {
            let mut y = below + DROP;
            for (node, _) in self.columns[column].clone() {
                let end = self.set(node, self.widths[column] - self.inset[node], y);
                self.height = self.height.max(end);
                y = end + GAP;
            }
        }
        self.height += EDGE;
    }

    /// Places a box of this width at `y`. Returns its lower edge.
    fn set(&mut self, node: usize, width: i32, y: i32) -> i32 {
        let blocks = &self.graph.nodes[node].blocks;
        let lines = |b: &TextBlock| text::lines(&b.words, width - 2 * PAD, b.stretch, b.lines);
        self.broken[node] = blocks.iter().map(lines).collect();
        let count: usize = self.broken[node].iter().map(Vec::len).sum();
        let height = 2 * PAD_Y + LINE * i32::try_from(count.max(1)).unwrap_or(1);
        self.boxes[node] = Placed { y, width, height, ..Placed::default() };
        y + height
    }

    /// Places the text in the boxes, mirrored if the drawing is.
    pub(super) fn place_words(&mut self) {
        for (node, broken) in std::mem::take(&mut self.broken).into_iter().enumerate() {
            let mut placed = std::mem::take(&mut self.boxes[node]);
            if self.graph.mirrored {
                placed.x = self.width - placed.x - placed.width;
            }
            let mut y = placed.y + PAD_Y - 5;
            let mut set = |words: String, rtl: bool| {
                y += LINE;
                let x = if rtl { placed.x + placed.width - PAD } else { placed.x + PAD };
                PlacedText { x, y, words }
            };
            let blocks = self.graph.nodes[node].blocks.iter().zip(broken);
            placed.blocks = blocks
                .map(|(block, lines)| lines.into_iter().map(|l| set(l, block.rtl)).collect())
                .collect();
            self.boxes[node] = placed;
        }
    }

    /// Converts a horizontal position, for a drawing that may be mirrored.
    pub(super) fn flip(&self, x: i32) -> i32 {
        if self.graph.mirrored { self.width - x } else { x }
    }

    /// The reading direction of the page: 1 or -1.
    pub(super) fn ahead(&self) -> i32 {
        if self.graph.mirrored { -1 } else { 1 }
    }
}

/// Groups edges by kind, in the order in which the kinds occur.
fn by_kind(graph: &Graph, edges: impl Iterator<Item = usize>) -> Vec<Bus> {
    let mut buses: Vec<Bus> = Vec::new();
    for e in edges {
        let kind = graph.edges[e].kind;
        match buses.iter_mut().find(|(k, _)| *k == kind) {
            Some((_, edges)) => edges.push(e),
            None => buses.push((kind, vec![e])),
        }
    }
    buses
}
