//! Places the boxes and lines of a map.
//!
//! In goes a graph; out comes the drawing. The targets of the first node stand at the top, then the
//! first node over the whole width, then what bears on it: supporting nodes in the left column,
//! opposing and qualifying ones in the right, or all in one column if there is only one side. Nodes
//! that bear on another box stand in rows below it, indented to leave room for the lines, one line
//! for each kind. So in any graph, no line crosses a box and no box covers another.

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
    at.size_columns();
    at.place_rows();
    let ways = at.ways();
    at.place_across(&ways);
    let mut lines = at.hanging();
    lines.extend(at.beside(&ways));
    at.place_words();
    Drawing { width: at.width, height: at.height, boxes: at.boxes, lines }
}
