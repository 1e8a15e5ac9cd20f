//! Changes as a form asks for them: the texts of files after a request, or what is wrong with it.

mod problems;
mod removals;
mod selections;
mod texts;

use crate::support::{options, tree_over};
use gainsay::desk::panel::{
    ChangePlan, DeskRequest, Problem, part_of, path_of, plan, propose_source,
};
use gainsay::load::{Content, Tree};
use gainsay::pipeline::{Built, build};
use problems::check_problems;

const CLAIMS: &str = "content/01-vote.yaml";
const BASE: &[(&str, &str)] = &[
    ("gainsay.yaml", "title: Desk\nbase-url: https://desk.example/\n"),
    ("content/article.yaml", "title: A bridge\nstandfirst: The council shut it.\n"),
    (
        "content/01-vote.md",
        "---\ntitle: The vote\n---\n\nThe council voted to close the bridge. The mayor said no. The old clerk said no.\n\nIt was *late*[^n] and dark.\n\n[^n]: Nine o'clock.\n",
    ),
    ("content/02-after.md", "---\ntitle: After\n---\n\nThe bridge is shut.\n"),
    (
        CLAIMS,
        "# By hand.\nclaims:\n  vote:\n    quote: voted to close # the words\n    speaker: mayor\n    citations:\n      - source: minutes\n        relation: supports\n        passage: It was carried.\n    counters:\n      - id: no-vote\n        relation: denies\n        says: There was no vote.\n        speaker: mayor\n",
    ),
    ("content/speakers.yaml", "mayor: {name: The mayor}\n"),
    (
        "content/sources.yaml",
        "minutes:\n  title: Minutes\n  url: https://council.example/m\n\nreport:\n  title: Report\n  no-url: On paper.\n",
    ),
];

fn built(tree: &Tree) -> Built {
    let mut options = options();
    options.audience.drafts = true;
    build(tree.clone(), &options, &mut |_| {})
}

/// Plans `request` for the site of [`BASE`] with `files` over it.
fn planned(
    files: &[(&str, &str)],
    request: &str,
) -> (Tree, Built, Result<ChangePlan, Vec<Problem>>) {
    let tree = tree_over(BASE, files);
    let before = built(&tree);
    let request: DeskRequest = serde_json::from_str(request).expect("a request");
    let plan = plan(&before, &tree, &request);
    (tree, before, plan)
}

/// The tree after a plan.
fn after(tree: &Tree, plan: &ChangePlan) -> Tree {
    let mut tree = tree.clone();
    let texts = plan.texts.iter();
    tree.files
        .extend(texts.map(|(path, text)| (path.clone(), Content::Text(text.as_str().into()))));
    tree
}

/// Checks the change of each file, as the lines that come and go.
fn check_over(files: &[(&str, &str)], request: &str, expect: &[(&str, &str)]) {
    let (tree, _, plan) = planned(files, request);
    let plan = plan.unwrap_or_else(|problems| panic!("{problems:#?}"));
    let changes: Vec<(String, String)> = plan
        .texts
        .iter()
        .map(|(path, new)| {
            let old = match tree.files.get(path) {
                Some(Content::Text(text)) => text.to_string(),
                _ => String::new(),
            };
            (path.clone(), difference(&old, new))
        })
        .collect();
    let changes: Vec<(&str, &str)> =
        changes.iter().map(|(p, t)| (p.as_str(), t.as_str())).collect();
    assert_eq!(changes, expect);
    let built = built(&after(&tree, &plan));
    assert_eq!(
        Vec::<String>::new(),
        built
            .diagnostics
            .iter()
            .filter(|d| d.severity() == gainsay::Severity::Error)
            .map(|d| d.message.clone())
            .collect::<Vec<_>>()
    );
}

fn check(request: &str, expect: &[(&str, &str)]) {
    check_over(&[], request, expect);
}

/// The lines that come and go, with `-` and `+` before them.
fn difference(old: &str, new: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    // The longest row of lines that both have, from each pair of lines on.
    let mut kept = vec![vec![0; new.len() + 1]; old.len() + 1];
    for o in (0..old.len()).rev() {
        for n in (0..new.len()).rev() {
            kept[o][n] = match old[o] == new[n] {
                true => kept[o + 1][n + 1] + 1,
                false => kept[o + 1][n].max(kept[o][n + 1]),
            };
        }
    }
    let (mut o, mut n, mut drawn) = (0, 0, String::new());
    while o < old.len() || n < new.len() {
        if o < old.len() && n < new.len() && old[o] == new[n] {
            (o, n) = (o + 1, n + 1);
        } else if o < old.len() && (n == new.len() || kept[o + 1][n] >= kept[o][n + 1]) {
            drawn += &format!("-{}\n", old[o]);
            o += 1;
        } else {
            drawn += &format!("+{}\n", new[n]);
            n += 1;
        }
    }
    drawn
}

#[test]
fn a_claim_is_written_after_the_others() {
    check(
        r#"{"kind": "claim", "words": {"exact": "close the bridge"}, "claim": {
            "checked": "2026-11-20", "speaker": "mayor", "finding": "It did: nine for.",
            "states": "It closed, the bridge", "citations": [{"relation": "supports", "source": "report", "passage": "Closed."}]}}"#,
        &[(
            CLAIMS,
            "+  close-the-bridge:\n+    quote: close the bridge\n+    states: It closed, the bridge\n+    speaker: mayor\n+    finding: \"It did: nine for.\"\n+    checked: 2026-11-20\n+    citations:\n+      - source: report\n+        relation: supports\n+        passage: Closed.\n",
        )],
    );
    check(
        r#"{"kind": "claim", "id": "late", "draft": true, "words": {"exact": "It was late1 and"}}"#,
        &[(CLAIMS, "+  late:\n+    quote: It was late and\n+    draft: true\n")],
    );
    check(
        r#"{"kind": "claim", "words": {"exact": "bridge is shut", "section": "after"}}"#,
        &[("content/02-after.yaml", "+claims:\n+  bridge-is-shut:\n+    quote: bridge is shut\n")],
    );
    check(
        r#"{"kind": "claim", "words": {"exact": "council shut it"}}"#,
        &[(
            "content/article.yaml",
            "+claims:\n+  council-shut-it:\n+    quote: {exact: council shut it, standfirst: true}\n",
        )],
    );
}

#[test]
fn words_that_stand_twice_are_told_apart_by_what_is_around_them() {
    check(
        r#"{"kind": "claim", "words": {"exact": "said no", "prefix": "The old clerk", "suffix": ". It was late1"}}"#,
        &[(CLAIMS, "+  said-no:\n+    quote: {exact: said no, prefix: clerk}\n")],
    );
    check_problems(
        r#"{"kind": "claim", "words": {"exact": "said no"}}"#,
        &["words anchor-ambiguous"],
    );
    check_problems(
        r#"{"kind": "claim", "words": {"exact": "said no", "prefix": "bishop"}}"#,
        &["words anchor-ambiguous"],
    );
    check_problems(
        r#"{"kind": "claim", "words": {"exact": "said never"}}"#,
        &["words anchor-missing"],
    );
    check_problems(
        r#"{"kind": "claim", "words": {"exact": "said no", "section": "x"}}"#,
        &["words section-missing"],
    );
}

#[test]
fn sources_and_speakers_go_first() {
    check(
        r#"{"kind": "claim", "words": {"exact": "close the bridge"},
            "claim": {"speaker": "clerk", "citations": [{"source": "diary", "relation": "supports"}]},
            "sources": {"diary": {"title": "A diary", "url": "https://a.example/d", "date": "2016-10"}},
            "speakers": {"clerk": {"name": "The clerk"}}}"#,
        &[
            ("content/speakers.yaml", "+clerk:\n+  name: The clerk\n"),
            (
                "content/sources.yaml",
                "+\n+diary:\n+  title: A diary\n+  url: https://a.example/d\n+  date: 2016-10\n",
            ),
            (
                CLAIMS,
                "+  close-the-bridge:\n+    quote: close the bridge\n+    speaker: clerk\n+    citations:\n+      - source: diary\n+        relation: supports\n",
            ),
        ],
    );
}

#[test]
fn another_place_is_added() {
    check(
        r#"{"kind": "place", "of": "vote", "words": {"exact": "is shut", "section": "after"}}"#,
        &[(
            CLAIMS,
            "-    quote: voted to close # the words\n+    quote:\n+      - voted to close # the words\n+      - {exact: is shut, section: after}\n",
        )],
    );
    check_problems(
        r#"{"kind": "place", "of": "no-vote", "words": {"exact": "is shut"}}"#,
        &["of key-conflict"],
    );
}

#[test]
fn a_claim_is_answered() {
    check(
        r#"{"kind": "answer", "of": "vote", "answers": "contradicts", "words": {"exact": "mayor said no"}}"#,
        &[(
            CLAIMS,
            "+  mayor-said-no:\n+    quote: mayor said no\n+    answers: [{claim: vote, relation: contradicts}]\n",
        )],
    );
    check(
        r#"{"kind": "answer", "of": "no-vote", "answers": "denies", "claim": {"says": "There was one.", "speaker": "mayor"}}"#,
        &[(
            CLAIMS,
            "+        counters:\n+          - id: there-was-one\n+            relation: denies\n+            says: There was one.\n+            speaker: mayor\n",
        )],
    );
    check_problems(
        r#"{"kind": "answer", "of": "vote", "words": {"exact": "mayor said no"}}"#,
        &["answers key-missing"],
    );
    check_problems(
        r#"{"kind": "answer", "of": "vote", "answers": "denies", "claim": {"says": ""}}"#,
        &["claim.says value-empty"],
    );
}

#[test]
fn keys_of_a_claim_are_edited() {
    check(
        r#"{"kind": "edit", "of": "vote", "claim": {"speaker": null, "quote": "voted to", "finding": "So it did.", "note": null}}"#,
        &[(
            CLAIMS,
            "-    quote: voted to close # the words\n-    speaker: mayor\n+    quote: voted to # the words\n+    finding: So it did.\n",
        )],
    );
    check(r#"{"kind": "edit", "of": "vote", "claim": {"speaker": "mayor"}}"#, &[]);
    check(
        r#"{"kind": "edit", "of": "no-vote", "claim": {"relation": "contradicts", "says": "No: none.", "draft": true}}"#,
        &[(
            CLAIMS,
            "-        relation: denies\n-        says: There was no vote.\n+        relation: contradicts\n+        says: \"No: none.\"\n+        draft: true\n",
        )],
    );
}

#[test]
fn items_of_lists_are_edited_one_by_one() {
    check(
        r#"{"kind": "edit", "of": "vote", "claim": {"citations": [
            {"at": 0, "set": {"passage": null, "locator": "page 2"}}, {"set": {"source": "report", "relation": "qualifies"}}]}}"#,
        &[(
            CLAIMS,
            "-        passage: It was carried.\n+        locator: page 2\n+      - source: report\n+        relation: qualifies\n",
        )],
    );
    check(
        r#"{"kind": "edit", "of": "vote", "claim": {"citations": [{"at": 0, "remove": true}]}}"#,
        &[(
            CLAIMS,
            "-    citations:\n-      - source: minutes\n-        relation: supports\n-        passage: It was carried.\n",
        )],
    );
}

#[test]
fn parts_have_names_that_are_no_paths() {
    let built = built(&tree_over(BASE, &[]));
    for (part, path) in [
        ("sources", "content/sources.yaml"),
        ("speakers", "content/speakers.yaml"),
        ("article", "content/article.yaml"),
        ("vote", CLAIMS),
        ("after", "content/02-after.yaml"),
        ("after.md", "content/02-after.md"),
    ] {
        assert_eq!(path_of(&built, part).as_deref(), Some(path));
        assert_eq!(part_of(&built, path).as_deref(), Some(part));
    }
    for part in ["", "gainsay", "../gainsay.yaml", "content/sources.yaml", "01-vote"] {
        assert_eq!(path_of(&built, part), None);
    }
}

#[test]
fn values_keep_the_form_that_they_have() {
    let claims = "\u{feff}claims:\r\n  vote:\r\n    # why\r\n    quote: [voted to close, {exact: said no, prefix: mayor}]\r\n    speaker: mayor\r\n    note: |\r\n      One.\r\n\r\n      Two.\r\n    citations: {source: minutes, relation: supports, passage: [a, b]}\r\n    strange: {kept: yes}";
    let files = &[(CLAIMS, claims)];
    let of = |claim: &str, expect: &str| {
        let request = format!(r#"{{"kind": "edit", "of": "vote", "claim": {claim}}}"#);
        let (_, _, plan) = planned(files, &request);
        let plan = plan.unwrap_or_else(|problems| panic!("{problems:#?}"));
        let text = plan.texts.first().map_or("", |(_, text)| text);
        assert!(text.matches('\n').count() == text.matches("\r\n").count(), "{text:?}");
        let old = claims.trim_start_matches('\u{feff}');
        assert_eq!(difference(old, text), expect);
    };
    of(
        r#"{"note": "One.\n\nThree.", "speaker": ["mayor", "clerk"]}"#,
        "-    speaker: mayor\n+    speaker: [mayor, clerk]\n-      Two.\n+      Three.\n",
    );
    of(
        r#"{"citations": [{"at": 0, "set": {"passage": ["a", "c"], "note": "x: y"}}]}"#,
        "-    citations: {source: minutes, relation: supports, passage: [a, b]}\n+    citations: {source: minutes, relation: supports, passage: [a, c], note: \"x: y\"}\n",
    );
    of(
        r#"{"citations": [{"set": {"source": "report", "relation": "qualifies"}}]}"#,
        "-    citations: {source: minutes, relation: supports, passage: [a, b]}\n+    citations:\n+      - {source: minutes, relation: supports, passage: [a, b]}\n+      - source: report\n+        relation: qualifies\n",
    );
    of(r#"{"finding": "So."}"#, "+    finding: So.\n");
    let place = r#"{"kind": "place", "of": "vote", "words": {"exact": "is shut"}}"#;
    let (_, _, plan) = planned(files, place);
    let (_, text) = &plan.expect("a plan").texts[0];
    assert!(text.contains("prefix: mayor}, {exact: is shut, section: after}]\r\n"), "{text}");
}

#[test]
fn articles_have_their_own_records_or_those_of_the_site() {
    let of = |files: &[(&str, &str)], request: &str, expect: &[&str]| {
        let base = [
            ("gainsay.yaml", "title: Desk\nbase-url: https://desk.example/\n"),
            ("content/harbour/article.yaml", "title: A harbour\n"),
            ("content/harbour/01-plan.md", "The plan is old.\n"),
            ("content/harbour/01-plan.yaml", "claims:\n  old: {quote: is old}\n"),
            ("content/park/article.yaml", "title: A park\n"),
            ("content/park/01-plan.md", "The plan is new.\n"),
        ];
        let tree = tree_over(&base, files);
        let built = built(&tree);
        let request: DeskRequest = serde_json::from_str(request).expect("a request");
        let plan = plan(&built, &tree, &request).unwrap_or_else(|problems| panic!("{problems:#?}"));
        let paths: Vec<&str> = plan.texts.iter().map(|(path, _)| path.as_str()).collect();
        assert_eq!(paths, expect);
        for path in paths {
            let part = part_of(&built, path).expect("a part");
            assert_eq!(path_of(&built, &part).as_deref(), Some(path));
        }
        plan
    };
    let source =
        r#"{"kind": "source", "article": "park", "sources": {"s": {"title": "S", "no-url": "x"}}}"#;
    of(&[], source, &["content/park/sources.yaml"]);
    of(
        &[("content/sources.yaml", "a: {title: A, no-url: x}\n")],
        source,
        &["content/sources.yaml"],
    );
    let both = [
        ("content/sources.yaml", "a: {title: A, no-url: x}\n"),
        ("content/park/sources.yaml", "\n"),
    ];
    of(&both, source, &["content/park/sources.yaml"]);
    of(
        &both,
        r#"{"kind": "source", "of": "a", "article": "park", "sources": {"a": {"title": "B"}}}"#,
        &["content/sources.yaml"],
    );
    let plan = of(
        &[],
        r#"{"kind": "answer", "article": "park", "of": "harbour/old", "answers": "denies", "words": {"exact": "is new"}}"#,
        &["content/park/01-plan.yaml"],
    );
    assert!(
        plan.texts[0].1.contains("answers: [{claim: harbour/old, relation: denies}]"),
        "{}",
        plan.texts[0].1
    );
    assert_eq!(plan.part.as_deref(), Some("park/plan"));
}

#[test]
fn a_source_is_proposed_from_its_address() {
    let sources = "minutes: {title: M, url: 'https://council.example/m', publisher: The Council, kind: document}\nvote: {title: V, url: 'https://www.council.example/vote?id=1', publisher: The Council, kind: report}\nplan: {title: P, url: 'https://council.example/p', kind: report}\n";
    let built = built(&tree_over(BASE, &[("content/sources.yaml", sources)]));
    let check = |address: &str, expect: &str| {
        let proposed = propose_source(built.site(), None, address, &["council-plan".to_owned()]);
        let drawn = proposed.map_or("nothing".to_owned(), |p| {
            let known = if p.known { "known " } else { "" };
            let more = [p.kind, p.media].into_iter().flatten().collect::<Vec<_>>().join(", ");
            let publisher = p.publisher.unwrap_or_default();
            format!("{known}{}: {publisher} {more}", p.id).trim_end().to_owned()
        });
        assert_eq!(drawn, expect, "{address}");
    };
    check("http://www.council.example/m/#top", "known minutes: The Council document");
    check("https://council.example/vote?id=1", "known vote: The Council report");
    check("https://council.example/vote?id=2", "council-vote: The Council report");
    check("https://council.example/plan", "council-plan-2: The Council report");
    check("https://council.example/p.pdf", "council: The Council report, application/pdf");
    check(
        "https://news.bbc.co.uk/2/hi/europe/the-great-bridge-closes.stm",
        "bbc-great-bridge-closes: news.bbc.co.uk",
    );
    check("https://data.example/votes-2016.csv", "data-votes-2016: data.example dataset");
    check("https://doi.org/10.5555/eels.2026.03", "doi-eels:");
    for address in ["minutes", "ftp://a.example/", "https://", "mailto:a@b.example", ""] {
        check(address, "nothing");
    }
}
