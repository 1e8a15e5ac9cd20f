//! Argument maps: what their boxes are and lead to, what their lines say, cycles, many boxes, words
//! that are hostile or in other scripts; and of the layout, with graphs drawn at random, that no box
//! covers another and no line is lost.

use crate::support::{page, root, whole};
use gainsay::draw::map::{Drawing, Graph, GraphEdge, GraphNode, MapSide, TextBlock, layout};
use gainsay::pipeline::Outcome;
use proptest::prelude::*;
use scraper::{ElementRef, Html, Selector};
use std::collections::{BTreeMap, BTreeSet};

const SOURCES: &str = "
minutes:
  title: Minutes
  no-url: on paper
  publisher: The council
letter:
  title: A <b>letter</b> & \"more\"
  no-url: on paper
";

const SPEAKERS: &str = "
ann:
  name: Ann
bob:
  name: Bob
";

fn site(claims: &str) -> Outcome {
    whole(
        &[
            ("gainsay.yaml", "title: Desk\n"),
            ("content/article.yaml", "title: A bridge\n"),
            ("content/sources.yaml", SOURCES),
            ("content/speakers.yaml", SPEAKERS),
            ("content/01-a.md", "The vote was on Monday. The deck was unsafe. Nobody looked.\n"),
        ],
        &[("content/01-a.yaml", claims)],
    )
}

fn select(css: &str) -> Selector {
    Selector::parse(css).expect("a selector")
}

/// The boxes of the first map of a page: where each leads and what it says.
fn boxes(html: &str) -> Vec<(String, String)> {
    let page = Html::parse_document(html);
    let map = page.select(&select(".map")).next().expect("a map");
    map.select(&select("a"))
        .map(|a| (a.attr("href").expect("a link").to_owned(), said(a)))
        .collect()
}

fn said(of: ElementRef) -> String {
    of.text().collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The relations of the lines of the first map of a page, with their paths and heads.
fn lines(html: &str) -> Vec<(String, usize)> {
    let page = Html::parse_document(html);
    let map = page.select(&select(".map")).next().expect("a map");
    map.select(&select("g[data-r]"))
        .map(|g| {
            (g.attr("data-r").expect("a relation").to_owned(), g.select(&select("path")).count())
        })
        .collect()
}

#[track_caller]
fn check(claims: &str, path: &str, expect_boxes: &[(&str, &str)], expect_lines: &[&str]) {
    let html = page(&site(claims), path);
    let found = boxes(&html);
    let found: Vec<_> = found.iter().map(|(h, w)| (h.as_str(), w.as_str())).collect();
    assert_eq!(found, expect_boxes);
    let lines = lines(&html);
    assert_eq!(lines.iter().map(|(r, _)| r.as_str()).collect::<Vec<_>>(), expect_lines);
    // Each has a path and a head.
    assert!(lines.iter().all(|(_, paths)| *paths == 2), "{lines:?}");
}

#[test]
fn a_map_has_the_claim_its_sources_and_its_answers_and_tells_relations_by_label_and_line() {
    let claims = "claims:
  vote:
    quote: The vote was on Monday
    citations:
      - {source: letter, relation: contradicts, passage: it was not}
      - {source: minutes, relation: supports, passage: on Monday}
    counters:
      - id: tuesday
        relation: denies
        speaker: ann
        says: It was on Tuesday.
        citations:
          - {source: minutes, relation: contradicts, passage: on Monday}
";
    check(
        claims,
        "claims/vote.html",
        &[
            ("vote.html", "“The vote was on Monday” Claim 1 ± Disputed"),
            (
                "../sources/minutes.html",
                "+ Supports − Contradicts: Counter-claim of Ann Minutes The council",
            ),
            ("../sources/letter.html", "− Contradicts A <b>letter</b> & \"more\""),
            ("tuesday.html", "¬ Denies It was on Tuesday. Ann − Contradicted"),
        ],
        &["supports", "contradicts", "denies", "contradicts"],
    );
    check(
        claims,
        "claims/tuesday.html",
        &[
            ("tuesday.html", "It was on Tuesday. Ann − Contradicted"),
            ("../sources/minutes.html", "− Contradicts Minutes The council"),
            ("vote.html", "¬ Denied by this claim “The vote was on Monday” Claim 1 ± Disputed"),
        ],
        &["contradicts", "denies"],
    );
}

#[test]
fn a_cycle_is_drawn_as_one() {
    check(
        "claims:
  vote:
    quote: The vote was on Monday
    counters:
      - {claim: deck, relation: denies}
  deck:
    quote: The deck was unsafe
    counters:
      - {claim: vote, relation: denies}
",
        "claims/vote.html",
        &[
            ("vote.html", "¬ Denies: Claim 2 “The vote was on Monday” Claim 1 ± Disputed"),
            ("deck.html", "¬ Denies “The deck was unsafe” Claim 2 ± Disputed"),
        ],
        &["denies", "denies"],
    );
}

#[test]
fn three_hundred_answers_stay_legible_and_the_rest_is_linked() {
    let mut claims =
        "claims:\n  vote:\n    quote: The vote was on Monday\n    counters:\n".to_owned();
    for n in 0..300 {
        claims += &format!(
            "      - {{id: no-{n}, relation: denies, speaker: bob, says: 'No, says number {n}.'}}\n"
        );
    }
    let outcome = site(&claims);
    let found = boxes(&page(&outcome, "claims/vote.html"));
    assert_eq!(found.len(), 61);
    assert_eq!(found[60], ("#sides".to_owned(), "241 more".to_owned()));
    let all = page(&outcome, "map.html");
    assert!(boxes(&all).contains(&("claims/vote.html#sides".to_owned(), "241 more".to_owned())));
    // Those that had no room have maps of their own, on as many pages as it takes.
    let shown: BTreeSet<String> = outcome
        .pages
        .iter()
        .filter(|p| p.path == "map.html" || p.path.starts_with("map/"))
        .flat_map(|p| {
            let html = page(&outcome, &p.path);
            let page = Html::parse_document(&html);
            let count = page.select(&select(".node")).count();
            assert!(count <= 300, "{} has {count} boxes", p.path);
            let node = select(".node");
            let links = page.select(&node);
            links
                .filter_map(|a| a.attr("href"))
                .filter_map(|h| Some(h.rsplit_once("claims/")?.1.to_owned()))
                .collect::<Vec<_>>()
        })
        .collect();
    assert!((0..300).all(|n| shown.contains(&format!("no-{n}.html"))));
}

#[test]
fn text_in_other_scripts_has_its_language_and_direction() {
    let outcome = whole(
        &[
            ("gainsay.yaml", "title: Desk\n"),
            ("content/article.yaml", "title: A bridge\n"),
            (
                "content/sources.yaml",
                "said:\n  title: بيان صحفي عن الجسر\n  no-url: on paper\n  language: ar\n",
            ),
            ("content/01-a.md", "The vote was on Monday.\n"),
        ],
        &[(
            "content/01-a.yaml",
            "claims:\n  vote:\n    quote: on Monday\n    citations: [{source: said, relation: supports, passage: ايام}]\n",
        )],
    );
    let html = page(&outcome, "claims/vote.html");
    assert!(html.contains("<text class=\"title rtl\" lang=\"ar\">"), "{html}");
}

#[test]
fn claim_without_evidence_has_no_map() {
    let outcome = site("claims:\n  vote:\n    quote: The vote was on Monday\n");
    assert!(!page(&outcome, "claims/vote.html").contains("<svg"));
    let all = page(&outcome, "map.html");
    assert!(all.contains("1 claim of the article has neither"), "{all}");
    assert!(all.contains("No claim here cites a source"), "{all}");
}

/// The links of `html` below `css` to claims and sources.
fn links(html: &str, css: &str) -> BTreeSet<String> {
    let page = Html::parse_document(html);
    let css = select(css);
    let found = page.select(&css).filter_map(|a| a.attr("href")).map(str::to_owned);
    found.filter(|h| !h.starts_with("http")).collect()
}

#[test]
fn everything_on_the_maps_of_the_example_stands_in_lists_beside_them() {
    let tree = gainsay::load::read(&root()).expect("the example");
    let outcome = gainsay::pipeline::run(tree, &crate::support::example_options(), &mut |_| {});
    let mut maps = 0;
    for file in &outcome.pages {
        let claim = file.path.starts_with("claims/") && file.path.ends_with(".html");
        if !(claim || file.path == "map.html") {
            continue;
        }
        let html = page(&outcome, &file.path);
        let (drawn, listed) =
            (links(&html, ".map a"), links(&html, "main :not(.map) > a, main a:not(.node)"));
        let own = file.path.trim_start_matches("claims/");
        let missing: Vec<_> = drawn.iter().filter(|h| !listed.contains(*h) && *h != own).collect();
        assert!(missing.is_empty(), "{}: {missing:?}", file.path);
        maps += usize::from(!drawn.is_empty());
    }
    assert!(maps > 20, "{maps}");
}

#[test]
fn the_signs_are_those_of_the_style_sheet() {
    let css = std::fs::read_to_string(root().join("static/site.css")).expect("the style sheet");
    let mut found: BTreeMap<&str, &str> = BTreeMap::new();
    for line in css.lines() {
        let Some((head, rest)) = line.split_once("--glyph: \"") else { continue };
        if !head.trim_start().starts_with("[data-") {
            continue;
        }
        let key = head.split('"').nth(1);
        if let (Some(key), Some((sign, _))) = (key, rest.split_once('"')) {
            found.insert(key, sign);
        }
    }
    let ours: BTreeMap<&str, &str> = gainsay::publish::SIGNS.iter().copied().collect();
    assert_eq!(ours, found);
}

fn graphs() -> impl Strategy<Value = Graph> {
    let kind = prop::sample::select(vec![
        "supports",
        "contradicts",
        "qualifies",
        "updates",
        "repeats",
        "denies",
        "",
    ]);
    (1..300usize, any::<bool>()).prop_flat_map(move |(count, mirrored)| {
        let edge = (0..count, 0..count, kind.clone(), any::<bool>()).prop_map(
            |(from, to, kind, point)| {
                let side = if point { MapSide::Point } else { MapSide::Counterpoint };
                GraphEdge { from, to, kind, side }
            },
        );
        let words = prop::collection::vec("[a-z ]{0,60}", 0..3);
        let node = words.prop_map(|words| GraphNode {
            blocks: words
                .into_iter()
                .map(|words| TextBlock { words, stretch: 100, lines: 3, rtl: false })
                .collect(),
        });
        let nodes = prop::collection::vec(node, count);
        let edges = prop::collection::vec(edge, 0..2 * count);
        (nodes, edges).prop_map(move |(nodes, edges)| Graph { nodes, edges, mirrored })
    })
}

fn holds(graph: &Graph, drawing: &Drawing) {
    assert_eq!(drawing.boxes.len(), graph.nodes.len());
    let mut sorted: Vec<_> = drawing.boxes.iter().collect();
    sorted.sort_by_key(|b| b.y);
    for (i, a) in sorted.iter().enumerate() {
        assert!(a.x >= 0 && a.x + a.width <= drawing.width, "{a:?} in {}", drawing.width);
        assert!(a.y >= 0 && a.y + a.height <= drawing.height);
        for b in &sorted[i + 1..] {
            let apart = a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y;
            assert!(apart, "{a:?} and {b:?}");
        }
    }
    let mut drawn: Vec<usize> =
        drawing.lines.iter().flat_map(|l| l.edges.iter().copied()).collect();
    drawn.sort_unstable();
    let expect: Vec<usize> =
        (0..graph.edges.len()).filter(|e| graph.edges[*e].from != graph.edges[*e].to).collect();
    assert_eq!(drawn, expect, "each edge is drawn once, but for what bears on itself");
    for line in &drawing.lines {
        for edge in &line.edges {
            assert_eq!(graph.edges[*edge].kind, line.kind);
        }
        for (from, to) in stretches(&line.path) {
            let inside = |b: &&gainsay::draw::map::Placed| {
                let (x, y) =
                    ((from.0.min(to.0), from.0.max(to.0)), (from.1.min(to.1), from.1.max(to.1)));
                x.1 > b.x && x.0 < b.x + b.width && y.1 > b.y && y.0 < b.y + b.height
            };
            let crossed = drawing.boxes.iter().find(inside);
            assert!(crossed.is_none(), "{from:?} to {to:?} of {line:?} crosses {crossed:?}");
        }
    }
}

/// The straight pieces of a path of `M`, `H` and `V`.
fn stretches(path: &str) -> Vec<((i32, i32), (i32, i32))> {
    let mut at = (0, 0);
    let mut found = Vec::new();
    let steps: Vec<usize> = path.match_indices(['M', 'H', 'V']).map(|(at, _)| at).collect();
    let ends = steps.iter().skip(1).copied().chain([path.len()]);
    for (start, end) in steps.iter().zip(ends) {
        let (sign, rest) = path[*start..end].split_at(1);
        let numbers: Vec<i32> = rest.split(' ').filter_map(|n| n.parse().ok()).collect();
        let next = match sign {
            "M" => (numbers[0], numbers[1]),
            "H" => (numbers[0], at.1),
            _ => (at.0, numbers[0]),
        };
        if sign != "M" {
            found.push((at, next));
        }
        at = next;
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn in_any_graph_boxes_and_lines_do_not_overlap_and_all_edges_are_drawn(graph in graphs()) {
        let drawing = layout(&graph);
        holds(&graph, &drawing);
        prop_assert_eq!(&drawing, &layout(&graph));
    }
}

#[test]
fn long_chains_and_dense_debates_are_laid_out_fast() {
    let edge = |from, to| GraphEdge { from, to, kind: "denies", side: MapSide::Counterpoint };
    let node = GraphNode {
        blocks: vec![TextBlock { words: "No.".into(), stretch: 100, lines: 3, rtl: false }],
    };
    let started = std::time::Instant::now();
    let chain = (1..300).map(|n| edge(n, n - 1)).collect();
    let dense = (0..300).flat_map(|a| (0..30).map(move |b| edge(a, (a + b * 7) % 300))).collect();
    for edges in [chain, dense] {
        let graph = Graph { nodes: vec![node.clone(); 300], edges, mirrored: false };
        holds(&graph, &layout(&graph));
    }
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}
