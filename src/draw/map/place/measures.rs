//! The measures of a drawing, in pixels.
//!
//! What hangs by a line is set in by them, and lines meet boxes where they say.

use crate::draw::map::Placed;

/// From one line of text to the next.
pub(super) const LINE: i32 = 20;
/// From the edge of a box to its words.
pub(super) const PAD: i32 = 11;
/// The same, above and below.
pub(super) const PAD_Y: i32 = 9;
/// Between boxes, up and down.
pub(super) const GAP: i32 = 12;
/// Between the first node and what is above and below it: room for heads.
pub(super) const DROP: i32 = 24;
/// The width of a column where there are two, and between them.
pub(super) const COLUMN: i32 = 214;
pub(super) const BETWEEN: i32 = 12;
/// The width of all.
pub(super) const WHOLE: i32 = 2 * COLUMN + BETWEEN;
/// The width that no box goes below, however deep it stands.
pub(super) const LEAST: i32 = 130;
/// Between lines that run side by side.
pub(super) const PITCH: i32 = 12;
/// From a box to the first line beside it.
pub(super) const ASIDE: i32 = 14;
/// Half of a box's outline, which the edge of the drawing must not cut.
pub(super) const EDGE: i32 = 2;
/// The width of a drawing in which no line runs beside the boxes.
pub const USUAL: i32 = WHOLE + 2 * EDGE;

/// Where the line to a box meets it: beside its label.
pub(super) fn stub(placed: &Placed) -> i32 {
    placed.y + PAD_Y + LINE / 2
}

/// How far what hangs by `count` lines is set in.
pub(super) fn indent(count: usize) -> i32 {
    lane(count) + 8
}

/// Where the `n`th of the lines runs in an indent.
pub(super) fn lane(n: usize) -> i32 {
    9 + PITCH * i32::try_from(n).unwrap_or(0)
}
