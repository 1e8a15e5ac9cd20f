//! Routes lines: the track that a line takes beside the boxes, and its arrow head.
//!
//! In go intervals and points; out come tracks, and SVG paths.

use super::RelationKey;
use std::fmt::Write;

/// Assigns a track to each interval, so that no two on one track overlap. By the left-edge rule,
/// each in turn gets the first free track. Returns the tracks and their number.
pub fn tracks(stretches: &[(i32, i32)]) -> (Vec<usize>, usize) {
    let mut order: Vec<usize> = (0..stretches.len()).collect();
    order.sort_by_key(|&i| (stretches[i], i));
    let mut ends: Vec<i32> = Vec::new();
    let mut tracks = vec![0; stretches.len()];
    for i in order {
        let (start, end) = stretches[i];
        let free = ends.iter().position(|e| *e + MIN_DISTANCE < start);
        let track = free.unwrap_or(ends.len());
        if track == ends.len() {
            ends.push(end);
        } else {
            ends[track] = end;
        }
        tracks[i] = track;
    }
    (tracks, ends.len())
}

/// The minimum distance between two intervals on one track.
const MIN_DISTANCE: i32 = 6;

/// The arrow head of a line that arrives at `(x, y)` in the direction `(dx, dy)`, a unit step: a
/// triangle if it supports a claim, a bar if it speaks against it, a diamond if it limits it, two
/// angles for a later event, nothing for an edge that is no relation.
pub fn head(kind: RelationKey, (x, y): (i32, i32), (dx, dy): (i32, i32)) -> String {
    // `back` from the tip, and `aside` from the line.
    let at = |back: i32, aside: i32| {
        format!("{} {}", x - dx * back - dy * aside, y - dy * back + dx * aside)
    };
    match kind {
        "supports" | "repeats" => format!("M{}L{}L{}Z", at(1, 0), at(10, 5), at(10, -5)),
        "contradicts" | "denies" => format!("M{}L{}", at(4, 6), at(4, -6)),
        "qualifies" => format!("M{}L{}L{}L{}Z", at(1, 0), at(6, 5), at(11, 0), at(6, -5)),
        "updates" => format!(
            "M{}L{}L{}M{}L{}L{}",
            at(7, 5),
            at(2, 0),
            at(7, -5),
            at(12, 5),
            at(7, 0),
            at(12, -5)
        ),
        _ => String::new(),
    }
}

/// A path of vertical and horizontal lines, as it is built.
#[derive(Debug, Default)]
pub struct Route(pub String);

impl Route {
    /// Moves to a point without a line. Writing to a string cannot fail, here and below.
    pub fn go(&mut self, x: i32, y: i32) -> &mut Self {
        let _ = write!(self.0, "M{x} {y}");
        self
    }

    /// Draws a horizontal line to `x`.
    pub fn level(&mut self, x: i32) -> &mut Self {
        let _ = write!(self.0, "H{x}");
        self
    }

    /// Draws a vertical line to `y`.
    pub fn upright(&mut self, y: i32) -> &mut Self {
        let _ = write!(self.0, "V{y}");
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlapping_intervals_get_different_tracks() {
        let (tracks, count) = tracks(&[(0, 100), (10, 20), (30, 40), (50, 200), (150, 300)]);
        assert_eq!(tracks, [0, 1, 1, 1, 0]);
        assert_eq!(count, 2);
    }

    #[test]
    fn arrow_heads_differ_by_kind_and_follow_the_direction() {
        let up = |kind| head(kind, (50, 50), (0, -1));
        assert_eq!(up("supports"), "M50 51L55 60L45 60Z");
        assert_eq!(up("denies"), "M56 54L44 54");
        assert_eq!(up(""), "");
        assert_eq!(head("supports", (50, 50), (1, 0)), "M49 50L40 55L40 45Z");
    }
}
