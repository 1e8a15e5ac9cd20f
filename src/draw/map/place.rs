//! Gives boxes and lines their places.
//!
//! In goes a graph; out comes the drawing. What the first node bears on stands above it, then comes
//! the first node across the whole width, then what bears on it: what is for it at the start, what is
//! against it or beside it at the end, one column of rows each, or one column for all where there is
//! only one side. What bears on a box stands in rows below it, with an indent in which the lines run,
//! one for each kind. So no line crosses a box and no box covers another, whatever the graph.

use super::ranks::{Lane, RankedGraph, rank};
use super::route::{Route, head, tracks};
use super::{Drawing, Graph, MapLine, MapSide, Placed, PlacedText, RelationKey, text};

/// From one line of text to the next.
const LINE: i32 = 20;
/// From the edge of a box to its words.
const PAD: i32 = 11;
/// The same, above and below.
const PAD_Y: i32 = 9;
/// Between boxes, up and down.
const GAP: i32 = 12;
/// Between the first node and what is above and below it: room for heads.
const DROP: i32 = 24;
/// The width of a column where there are two, and between them.
const COLUMN: i32 = 214;
const BETWEEN: i32 = 12;
/// The width of all.
const WHOLE: i32 = 2 * COLUMN + BETWEEN;
/// The width that no box goes below, however deep it stands.
const LEAST: i32 = 130;
/// Between lines that run side by side.
const PITCH: i32 = 12;
/// From a box to the first line beside it.
const ASIDE: i32 = 14;
/// Half of a box's outline, which the edge of the drawing must not cut.
const EDGE: i32 = 2;
/// The width of a drawing in which no line runs beside the boxes.
pub const USUAL: i32 = WHOLE + 2 * EDGE;

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

/// Lines of one kind from one box, by the edges that share it.
type Bus = (RelationKey, Vec<usize>);

struct Layout<'g> {
    graph: &'g Graph,
    tree: RankedGraph,
    /// The boxes of each column, with the edges that they hang by.
    columns: [Vec<(usize, usize)>; 2],
    /// Width of each column.
    widths: [i32; 2],
    /// How far each box stands from the start of its column.
    inset: Vec<i32>,
    boxes: Vec<Placed>,
    /// The lines of each block of each node, broken.
    broken: Vec<Vec<Vec<String>>>,
    width: i32,
    height: i32,
}

/// Where the edges that run beside the boxes run.
struct Ways {
    edges: Vec<NodeWay>,
    /// How many tracks there are at the start, in the middle and at the end.
    tracks: [usize; 3],
}

struct NodeWay {
    edge: usize,
    channel: usize,
    track: usize,
    /// Heights at which it leaves the one box and enters the other.
    from: i32,
    to: i32,
}

/// The channels, by where they are.
const START: usize = 0;
const MIDDLE: usize = 1;
const END: usize = 2;

impl<'g> Layout<'g> {
    fn new(graph: &'g Graph) -> Self {
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

    /// True where there are two columns.
    fn both(&self) -> bool {
        self.columns.iter().all(|c| !c.is_empty())
    }

    /// The lines that leave a box for what hangs under it in a column.
    fn buses(&self, node: usize, column: usize) -> Vec<Bus> {
        let side = [MapSide::Point, MapSide::Counterpoint][column];
        let hang = self.tree.hang[node].iter().copied();
        // Of the first node's, some hang in the other column; what hangs deeper stays together.
        by_kind(self.graph, hang.filter(|e| node != 0 || self.graph.edges[*e].side == side))
    }

    fn up(&self) -> Vec<Bus> {
        by_kind(self.graph, self.tree.above.iter().filter_map(|(_, edge)| *edge))
    }

    /// Settles how wide the columns are and how far each box is set in.
    fn columns(&mut self) {
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

    /// The width of the columns and what is between them.
    fn whole(&self) -> i32 {
        self.widths[0] + self.widths[1] + if self.both() { BETWEEN } else { 0 }
    }

    /// Breaks the words of all boxes and gives each its height and its place down the page.
    fn rows(&mut self) {
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

    /// Sets a box at a height and a width. Gives where it ends.
    fn set(&mut self, node: usize, width: i32, y: i32) -> i32 {
        let blocks = &self.graph.nodes[node].blocks;
        let lines =
            |b: &super::TextBlock| text::lines(&b.words, width - 2 * PAD, b.stretch, b.lines);
        self.broken[node] = blocks.iter().map(lines).collect();
        let count: usize = self.broken[node].iter().map(Vec::len).sum();
        let height = 2 * PAD_Y + LINE * i32::try_from(count.max(1)).unwrap_or(1);
        self.boxes[node] = Placed { y, width, height, ..Placed::default() };
        y + height
    }

    /// Which way the edges take that run beside the boxes.
    fn ways(&self) -> Ways {
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
        self.ports(&mut ways);
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

    /// Spreads the ends of lines over the sides of the boxes, below the line of the label, in the
    /// order of where they lead.
    fn ports(&self, ways: &mut [NodeWay]) {
        // Box, whether at its end, height of the other box, way, whether the way begins here.
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

    /// True where a line in a channel meets a box at its end, not at its start.
    fn at_end(&self, node: usize, channel: usize) -> bool {
        channel == END || channel == MIDDLE && self.tree.lane[node] == Lane::Below(MapSide::Point)
    }

    /// Gives each box its place across the page.
    fn across(&mut self, ways: &Ways) {
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
            // What is above the columns grows with what is between them.
            if self.tree.lane[node] == Lane::Top {
                placed.width += middle;
            }
        }
        self.width = start + self.whole() + middle + room(ways.tracks[END]) + EDGE;
    }

    /// The lines that boxes hang by.
    fn hanging(&self) -> Vec<MapLine> {
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

    /// The lines from a box to what hangs under it in a column.
    fn down(&self, node: usize, column: usize) -> Vec<MapLine> {
        let buses = self.buses(node, column);
        let count = buses.len();
        let placed = &self.boxes[node];
        let foot = placed.y + placed.height;
        let line = |(n, (kind, edges)): (usize, Bus)| {
            let hangs = |e: &usize| &self.boxes[self.graph.edges[*e].from];
            // The kind that comes last runs outermost, so that lines do not cross.
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

    /// The lines that run beside the boxes.
    fn beside(&self, ways: &Ways) -> Vec<MapLine> {
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

    /// Sets the words in their boxes, and turns these round where the drawing is.
    fn words(&mut self) {
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

    fn flip(&self, x: i32) -> i32 {
        if self.graph.mirrored { self.width - x } else { x }
    }

    /// The direction in which the page is read.
    fn ahead(&self) -> i32 {
        if self.graph.mirrored { -1 } else { 1 }
    }
}

/// Where the line to a box meets it: beside its label.
fn stub(placed: &Placed) -> i32 {
    placed.y + PAD_Y + LINE / 2
}

/// How far what hangs by `count` lines is set in.
fn indent(count: usize) -> i32 {
    lane(count) + 8
}

/// Where the `n`th of the lines runs in an indent.
fn lane(n: usize) -> i32 {
    9 + PITCH * i32::try_from(n).unwrap_or(0)
}

/// Edges by kind, in the order in which the kinds come.
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
