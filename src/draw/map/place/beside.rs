//! Routes the lines that run beside the boxes, and reserves room for them.
//!
//! In go boxes with their vertical positions; out come the tracks of the lines, the horizontal
//! positions of the boxes, and the lines.

use super::boxes::Layout;
use super::measures::{ASIDE, BETWEEN, EDGE, LINE, PAD_Y, PITCH};
use crate::draw::map::ranks::Lane;
use crate::draw::map::route::{Route, head, tracks};
use crate::draw::map::{MapLine, MapSide};

/// The routes of the edges beside the boxes.
pub(super) struct Ways {
    edges: Vec<NodeWay>,
    /// The number of tracks at the start, in the middle and at the end.
    tracks: [usize; 3],
}

struct NodeWay {
    edge: usize,
    channel: usize,
    track: usize,
    /// The vertical positions at which it leaves one box and enters the other.
    from: i32,
    to: i32,
}

/// The channels, by position.
const START: usize = 0;
const MIDDLE: usize = 1;
const END: usize = 2;

impl Layout<'_> {
    /// Assigns a channel and a track to each edge beside the boxes.
    pub(super) fn ways(&self) -> Ways {
        let edges = &self.graph.edges;
        let channel = |e: usize| match (self.tree.lane[edges[e].from], self.tree.lane[edges[e].to])
        {
            _ if !self.both() => END,
            (Lane::Below(MapSide::Point), Lane::Below(_)) => MIDDLE,
            (Lane::Below(_), Lane::Below(MapSide::Point)) => MIDDLE,
            (Lane::Top, Lane::Below(MapSide::Point)) => START,
            (Lane::Below(MapSide::Point), Lane::Top) => START,
            _ => END,
        };
        let mut ways: Vec<NodeWay> = self
            .tree
            .beside
            .iter()
            .map(|&edge| NodeWay { edge, channel: channel(edge), track: 0, from: 0, to: 0 })
            .collect();
        self.spread_ports(&mut ways);
        let mut count = [0; 3];
        for (channel, count) in count.iter_mut().enumerate() {
            let mine: Vec<usize> =
                (0..ways.len()).filter(|i| ways[*i].channel == channel).collect();
            let stretch = |i: &usize| {
                let way = &ways[*i];
                (way.from.min(way.to), way.from.max(way.to))
            };
            let (tracks, most) = tracks(&mine.iter().map(stretch).collect::<Vec<_>>());
            for (i, track) in mine.into_iter().zip(tracks) {
                ways[i].track = track;
            }
            *count = most;
        }
        Ways { edges: ways, tracks: count }
    }

    /// Distributes the ends of lines over the sides of the boxes, below the label's line, in the
    /// order of their targets.
    fn spread_ports(&self, ways: &mut [NodeWay]) {
        // Box, whether the line is at its end, position of the other box, route, whether the route
        // begins here.
        let mut ends: Vec<(usize, bool, i32, usize, bool)> = Vec::new();
        for (i, way) in ways.iter().enumerate() {
            let edge = self.graph.edges[way.edge];
            for (node, other, begins) in [(edge.from, edge.to, true), (edge.to, edge.from, false)] {
                ends.push((node, self.at_end(node, way.channel), self.boxes[other].y, i, begins));
            }
        }
        ends.sort_unstable();
        for side in ends.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            let placed = &self.boxes[side[0].0];
            let room = (placed.height - PAD_Y - LINE - 2 * PAD_Y).max(0);
            let among = i32::try_from(side.len() + 1).unwrap_or(i32::MAX);
            for (n, end) in (1..).zip(side) {
                let y = placed.y + PAD_Y + LINE + room * n / among;
                if end.4 { ways[end.3].from = y } else { ways[end.3].to = y }
            }
        }
    }

    /// True if a line in a channel meets a box at its end instead of its start.
    fn at_end(&self, node: usize, channel: usize) -> bool {
        channel == END || channel == MIDDLE && self.tree.lane[node] == Lane::Below(MapSide::Point)
    }

    /// Sets the horizontal position of each box.
    pub(super) fn place_across(&mut self, ways: &Ways) {
        let room = |count: usize| match i32::try_from(count).unwrap_or(0) {
            0 => 0,
            count => ASIDE + count * PITCH,
        };
        let start = EDGE + room(ways.tracks[START]);
        let middle = room(ways.tracks[MIDDLE]);
        let second = start
            + match self.both() {
                true => self.widths[0] + middle + BETWEEN,
                false => 0,
            };
        for (node, placed) in self.boxes.iter_mut().enumerate() {
            let column = match self.tree.lane[node] {
                Lane::Below(MapSide::Counterpoint) => second,
                _ => start,
            };
            placed.x = column + self.inset[node];
            // Boxes above the columns span the gap between them as well.
            if self.tree.lane[node] == Lane::Top {
                placed.width += middle;
            }
        }
        self.width = start + self.whole() + middle + room(ways.tracks[END]) + EDGE;
    }

    /// Draws the lines beside the boxes.
    pub(super) fn beside(&self, ways: &Ways) -> Vec<MapLine> {
        let line = |way: &NodeWay| {
            let edge = self.graph.edges[way.edge];
            let side = |node: usize| {
                let placed = &self.boxes[node];
                match self.at_end(node, way.channel) {
                    true => placed.x + placed.width,
                    false => placed.x,
                }
            };
            let off = ASIDE + PITCH * i32::try_from(way.track).unwrap_or(0);
            let x = match way.channel {
                START => self.boxes[0].x - off,
                MIDDLE => self.boxes[0].x + self.widths[0] + off,
                _ => self.boxes[0].x + self.boxes[0].width + off,
            };
            let mut path = Route::default();
            let tip = (self.flip(side(edge.to)), way.to);
            path.go(self.flip(side(edge.from)), way.from)
                .level(self.flip(x))
                .upright(way.to)
                .level(tip.0);
            let ahead = match self.at_end(edge.to, way.channel) {
                true => -self.ahead(),
                false => self.ahead(),
            };
            let head = head(edge.kind, tip, (ahead, 0));
            MapLine { kind: edge.kind, edges: vec![way.edge], path: path.0, head }
        };
        ways.edges.iter().map(line).collect()
    }
}
