//! Argument maps: what their boxes say, lead to and hang under, cycles, many boxes, words that are
//! hostile or in other scripts.

use crate::support::{page, root, whole};
use gainsay::pipeline::Outcome;
use scraper::{ElementRef, Html, Selector};
use std::collections::BTreeSet;

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

/// The boxes of the first map of a page, each indented by its depth: its relation, what it says and
/// where it leads.
fn boxes(html: &str) -> Vec<String> {
    let page = Html::parse_document(html);
    let map = page.select(&select(".map")).next().expect("a map");
    let of = |p: ElementRef| {
        let lists = p.ancestors().filter_map(ElementRef::wrap);
        let depth = lists.filter(|e| e.value().name() == "li").count();
        let item = p.parent().and_then(ElementRef::wrap).expect("what the box stands in");
        let key = item.attr("data-r").map(|key| format!("{key}: ")).unwrap_or_default();
        let links: Vec<_> = p.select(&select("a")).filter_map(|a| a.attr("href")).collect();
        format!("{}{key}{} <{}>", "  ".repeat(depth), said(p), links.join(" "))
    };
    map.select(&select("p")).map(of).collect()
}

fn said(of: ElementRef) -> String {
    of.text().collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn check(claims: &str, path: &str, expect: &[&str]) {
    assert_eq!(boxes(&page(&site(claims), path)), expect);
}

#[test]
fn a_map_has_the_claim_its_sources_and_its_answers_with_their_relations() {
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
        counters:
          - {id: sunday, relation: denies, speaker: bob, says: It was on Sunday.}
";
    check(
        claims,
        "claims/vote.html",
        &[
            "The claim Disputed <>",
            "  supports: Supports The council <../sources/minutes.html>",
            "  contradicts: Contradicts A <b>letter</b> & \"more\" <../sources/letter.html>",
            "  denies: Denies Ann Contradicted <tuesday.html>",
            "    contradicts: Contradicts The council <../sources/minutes.html>",
            "    denies: Denies Bob Not yet checked <sunday.html>",
        ],
    );
    check(
        claims,
        "claims/tuesday.html",
        &[
            "  denies: Denied by this claim 1 The vote was on Monday Disputed <vote.html>",
            "The claim Contradicted <>",
            "  contradicts: Contradicts The council <../sources/minutes.html>",
            "  denies: Denies Bob Not yet checked <sunday.html>",
        ],
    );
    // What is one step away stands in the lists of a page alone.
    assert!(!page(&site(claims), "claims/sunday.html").contains("class=\"map\""));
}

#[test]
fn boxes_on_the_page_of_all_maps_have_words_and_titles() {
    check(
        "claims:
  vote:
    quote: The vote was on Monday
    counters:
      - id: tuesday
        relation: denies
        speaker: ann
        says: It was on Tuesday.
        citations:
          - {source: minutes, relation: supports, passage: on Tuesday}
",
        "map.html",
        &[
            "The claim The article itself Disputed <>",
            "  denies: Denies Ann It was on Tuesday. Supported <claims/tuesday.html>",
            "    supports: Supports Minutes The council <sources/minutes.html>",
        ],
    );
}

#[test]
fn a_cycle_ends_in_a_box_that_only_names_its_claim() {
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
            "The claim Disputed <>",
            "  denies: Denies 2 The deck was unsafe Disputed <deck.html>",
            "    denies: Denies 1 The vote was on Monday <vote.html>",
        ],
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
    let found = boxes(&page(&outcome, "map.html"));
    assert_eq!(found.len(), 61);
    assert_eq!(found[60], "  241 more <claims/vote.html#sides>");
    // Those that had no room have maps of their own, on as many pages as it takes.
    let shown: BTreeSet<String> = outcome
        .pages
        .iter()
        .filter(|p| p.path == "map.html" || p.path.starts_with("map/"))
        .flat_map(|p| {
            let html = page(&outcome, &p.path);
            let page = Html::parse_document(&html);
            let count = page.select(&select(".map p")).count();
            assert!(count <= 300, "{} has {count} boxes", p.path);
            let link = select(".map a, .argument h2 a");
            let links = page.select(&link);
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
    assert!(html.contains("lang=\"ar\" dir=\"rtl\">بيان صحفي عن الجسر</a>"), "{html}");
}

#[test]
fn claim_without_evidence_has_no_map() {
    let outcome = site("claims:\n  vote:\n    quote: The vote was on Monday\n");
    assert!(!page(&outcome, "claims/vote.html").contains("class=\"map\""));
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
fn everything_on_the_map_of_a_claim_stands_elsewhere_on_its_page() {
    let tree = gainsay::load::read(&root()).expect("the example");
    let outcome = gainsay::pipeline::run(tree, &crate::support::example_options(), &mut |_| {});
    let mut maps = 0;
    for file in &outcome.pages {
        if !(file.path.starts_with("claims/") && file.path.ends_with(".html")) {
            continue;
        }
        let html = page(&outcome, &file.path);
        let (drawn, listed) = (links(&html, ".map a"), links(&html, "main a:not(.map a)"));
        let own = file.path.trim_start_matches("claims/");
        let missing: Vec<_> = drawn.iter().filter(|h| !listed.contains(*h) && *h != own).collect();
        assert!(missing.is_empty(), "{}: {missing:?}", file.path);
        maps += usize::from(!drawn.is_empty());
    }
    assert!(maps > 5, "{maps}");
}
