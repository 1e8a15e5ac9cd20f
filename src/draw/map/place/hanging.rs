//! Draws the tree lines, by which boxes hang under others.
//!
//! In go placed boxes; out come the lines. Edges of one kind at one box share a line.

use super::boxes::{Bus, Layout};
use super::measures::{indent, lane, stub};
use crate::draw::map::ranks::Lane;
use crate::draw::map::route::{Route, head};
use crate::draw::map::{MapLine, MapSide};

impl Layout<'_> {
    /// Draws the tree lines.
    pub(super) fn hanging(&self) -> Vec<MapLine> {
        let mut lines = Vec::new();
        for node in 0..self.boxes.len() {
            let columns = match self.tree.lane[node] {
                Lane::Below(MapSide::Counterpoint) => 1..2,
                Lane::Below(MapSide::Point) => 0..1,
                Lane::Top => 0..2,
            };
            for column in columns.filter(|_| !self.tree.hang[node].is_empty()) {
                lines.extend(self.down(node, column));
            }
        }
        for (n, (kind, edges)) in self.up().into_iter().enumerate() {
            let x = self.flip(self.boxes[0].x + lane(n));
            let (mut path, mut heads) = (Route::default(), String::new());
            let ends = edges.iter().map(|e| &self.boxes[self.graph.edges[*e].to]);
            let top = ends.clone().map(stub).min().unwrap_or(0);
            path.go(x, self.boxes[0].y).upright(top);
            for end in ends {
                let tip = (self.flip(end.x), stub(end));
                path.go(x, tip.1).level(tip.0);
                heads += &head(kind, tip, (self.ahead(), 0));
            }
            lines.push(MapLine { kind, edges, path: path.0, head: heads });
        }
        lines
    }

    /// The lines from a box to the boxes that hang under it in a column.
    fn down(&self, node: usize, column: usize) -> Vec<MapLine> {
        let buses = self.buses(node, column);
        let count = buses.len();
        let placed = &self.boxes[node];
        let foot = placed.y + placed.height;
        let line = |(n, (kind, edges)): (usize, Bus)| {
            let hangs = |e: &usize| &self.boxes[self.graph.edges[*e].from];
            // The last kind runs outermost, so that lines do not cross.
            let indent = indent(count) - lane(count - 1 - n);
            let x = self.flip(hangs(&edges[0]).x - indent);
            let mut path = Route::default();
            let last = edges.iter().map(|e| stub(hangs(e))).max().unwrap_or(foot);
            path.go(x, foot).upright(last);
            for edge in &edges {
                path.go(x, stub(hangs(edge))).level(self.flip(hangs(edge).x));
            }
            MapLine { kind, edges, path: path.0, head: head(kind, (x, foot), (0, -1)) }
        };
        buses.into_iter().enumerate().map(line).collect()
    }
}
