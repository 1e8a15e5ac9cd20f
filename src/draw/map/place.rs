//! Gives boxes and lines their places.
//!
//! In goes a graph; out comes the drawing. What the first node bears on stands above it, then comes
//! the first node across the whole width, then what bears on it: what is for it at the start, what is
//! against it or beside it at the end, one column of rows each, or one column for all where there is
//! only one side. What bears on a box stands in rows below it, with an indent in which the lines run,
//! one for each kind. So no line crosses a box and no box covers another, whatever the graph.

mod beside;
mod boxes;
mod hanging;
mod measures;

use super::{Drawing, Graph};
use boxes::Layout;
pub use measures::USUAL;

/// Lays out a graph.
pub fn layout(graph: &Graph) -> Drawing {
    let mut at = Layout::new(graph);
    if graph.nodes.is_empty() {
        return Drawing { width: 0, height: 0, boxes: Vec::new(), lines: Vec::new() };
    }
    at.columns();
    at.rows();
    let ways = at.ways();
    at.across(&ways);
    let mut lines = at.hanging();
    lines.extend(at.beside(&ways));
    at.words();
    Drawing { width: at.width, height: at.height, boxes: at.boxes, lines }
}
