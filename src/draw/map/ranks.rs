//! Arranges the boxes of a map: which box hangs under which, and in what order.
//!
//! In goes a graph; out comes a [`RankedGraph`]: the tree edges by which boxes hang, and the other
//! edges, which run beside the boxes.

use super::{Graph, MapSide};
use ahash::HashSet;
use std::collections::VecDeque;

/// A graph with its layers.
#[derive(Debug, Default)]
pub struct RankedGraph {
    /// For each node, the edges by which other boxes hang under it, in order.
    pub hang: Vec<Vec<usize>>,
    /// The nodes above the first, from the top, each with the edge from the first node to it, if
    /// there is one.
    pub above: Vec<(usize, Option<usize>)>,
    /// The edges that run beside the boxes.
    pub beside: Vec<usize>,
    /// The lane of each node.
    pub lane: Vec<Lane>,
}

/// A part of the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lane {
    /// The first node, and the nodes that it bears on.
    Top,
    /// The nodes below the first, on one side.
    Below(MapSide),
}

/// For each edge, whether it is a tree edge: it joins a box to the one that it hangs under, or the
/// first node to one above. Such an edge needs no label that names its target.
pub fn hung(graph: &Graph) -> Vec<bool> {
    let tree = rank(graph);
    let mut hung = vec![false; graph.edges.len()];
    let above = tree.above.iter().filter_map(|(_, edge)| edge.as_ref());
    for edge in tree.hang.iter().flatten().chain(above) {
        hung[*edge] = true;
    }
    hung
}

/// Assigns the nodes to layers by their distance to the first node along the edges. Nodes without a
/// path to the first stand above it.
pub fn rank(graph: &Graph) -> RankedGraph {
    let count = graph.nodes.len();
    let mut to: Vec<Vec<usize>> = vec![Vec::new(); count];
    for (e, edge) in graph.edges.iter().enumerate() {
        if edge.from != edge.to {
            to[edge.to].push(e);
        }
    }
    let mut tree = RankedGraph {
        hang: vec![Vec::new(); count],
        lane: vec![Lane::Top; count],
        ..RankedGraph::default()
    };
    let mut seen = vec![false; count];
    let mut used: HashSet<usize> = HashSet::default();
    let mut queue = VecDeque::new();
    if count > 0 {
        seen[0] = true;
        queue.push_back(0);
    }
    while let Some(node) = queue.pop_front() {
        for &e in &to[node] {
            let from = graph.edges[e].from;
            if std::mem::replace(&mut seen[from], true) {
                continue;
            }
            used.insert(e);
            tree.hang[node].push(e);
            tree.lane[from] = match tree.lane[node] {
                Lane::Top => Lane::Below(graph.edges[e].side),
                below => below,
            };
            queue.push_back(from);
        }
    }
    for node in (1..count).filter(|n| !seen[*n]) {
        let joins = |edge: &super::GraphEdge| edge.from == 0 && edge.to == node;
        let edge = graph.edges.iter().position(joins);
        used.extend(edge);
        tree.above.push((node, edge));
    }
    // Nodes with an edge from the first stand right next to it.
    tree.above.sort_by_key(|(_, edge)| edge.is_some());
    let beside = |e: &usize| !used.contains(e) && graph.edges[*e].from != graph.edges[*e].to;
    tree.beside = (0..graph.edges.len()).filter(beside).collect();
    tree
}

impl RankedGraph {
    /// The nodes below the first on one side, in depth-first order, each with the edge that it
    /// hangs by.
    pub fn below(&self, graph: &Graph, side: MapSide) -> Vec<(usize, usize)> {
        let mut rows = Vec::new();
        let first = self.hang.first().map_or(&[][..], Vec::as_slice);
        let kept = |e: &&usize| graph.edges[**e].side == side;
        let mut stack: Vec<usize> = first.iter().filter(kept).rev().copied().collect();
        while let Some(edge) = stack.pop() {
            let from = graph.edges[edge].from;
            rows.push((from, edge));
            stack.extend(self.hang[from].iter().rev());
        }
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::super::{GraphEdge, GraphNode};
    use super::*;

    fn graph(count: usize, edges: &[(usize, usize)]) -> Graph {
        let edge = |&(from, to): &(usize, usize)| GraphEdge {
            from,
            to,
            kind: "denies",
            side: MapSide::Counterpoint,
        };
        Graph {
            nodes: vec![GraphNode::default(); count],
            edges: edges.iter().map(edge).collect(),
            mirrored: false,
        }
    }

    #[test]
    fn cycle_has_one_edge_beside_the_tree() {
        let tree = rank(&graph(3, &[(1, 0), (2, 1), (0, 2)]));
        assert_eq!(tree.hang, [vec![0], vec![1], vec![]]);
        assert_eq!(tree.beside, [2]);
        assert!(tree.above.is_empty());
    }

    #[test]
    fn node_with_two_targets_hangs_under_the_nearer() {
        let tree = rank(&graph(3, &[(1, 0), (2, 1), (2, 0)]));
        assert_eq!(tree.hang, [vec![0, 2], vec![], vec![]]);
        assert_eq!(tree.beside, [1]);
    }

    #[test]
    fn targets_of_the_first_node_stand_above_it() {
        let tree = rank(&graph(3, &[(0, 1), (0, 1), (2, 1)]));
        assert_eq!(tree.above, [(2, None), (1, Some(0))]);
        assert_eq!(tree.beside, [1, 2]);
    }
}
