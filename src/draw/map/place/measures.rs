//! The measures of a drawing, in pixels.
//!
//! Indents and the ends of lines depend on them.

use crate::draw::map::Placed;

/// The line height of text.
pub(super) const LINE: i32 = 20;
/// The horizontal padding of a box.
pub(super) const PAD: i32 = 11;
/// The vertical padding of a box.
pub(super) const PAD_Y: i32 = 9;
/// The vertical gap between boxes.
pub(super) const GAP: i32 = 12;
/// The gap above and below the first node, with room for arrow heads.
pub(super) const DROP: i32 = 24;
/// The width of a column if there are two, and the gap between them.
pub(super) const COLUMN: i32 = 214;
pub(super) const BETWEEN: i32 = 12;
/// The total width.
pub(super) const WHOLE: i32 = 2 * COLUMN + BETWEEN;
/// The minimum width of a box, at any depth.
pub(super) const LEAST: i32 = 130;
/// The distance between parallel lines.
pub(super) const PITCH: i32 = 12;
/// The distance from a box to the first line beside it.
pub(super) const ASIDE: i32 = 14;
/// Half of the stroke width of a box, which the edge of the drawing must not cut.
pub(super) const EDGE: i32 = 2;
/// The width of a drawing in which no line runs beside the boxes.
pub const USUAL: i32 = WHOLE + 2 * EDGE;

/// The vertical position at which a line meets a box: beside its label.
pub(super) fn stub(placed: &Placed) -> i32 {
    placed.y + PAD_Y + LINE / 2
}

/// The indent of boxes that hang by `count` lines.
pub(super) fn indent(count: usize) -> i32 {
    lane(count) + 8
}

/// The position of the `n`th line in an indent.
pub(super) fn lane(n: usize) -> i32 {
    9 + PITCH * i32::try_from(n).unwrap_or(0)
}
