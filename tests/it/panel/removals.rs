//! What is taken out of the files, and what may not be.

use super::problems::check_problems;
use super::{CLAIMS, check, check_over, planned};

/// What goes, and whom a refusal names.
fn told(files: &[(&str, &str)], request: &str) -> (Vec<String>, Vec<String>) {
    let (_, _, plan) = planned(files, request);
    let name = |item: gainsay::desk::panel::ItemName| format!("{}: {}", item.id, item.name);
    match plan {
        Ok(plan) => (plan.gone.into_iter().map(name).collect(), Vec::new()),
        Err(problems) => {
            let uses = problems.into_iter().flat_map(|problem| problem.uses);
            (Vec::new(), uses.map(name).collect())
        }
    }
}

#[test]
fn a_claim_goes_with_its_counter_claims_and_the_last_one_with_its_list() {
    let request = r#"{"kind": "remove", "remove": "claim", "of": "vote"}"#;
    let whole = "-claims:\n-  vote:\n-    quote: voted to close # the words\n-    speaker: mayor\n-    citations:\n-      - source: minutes\n-        relation: supports\n-        passage: It was carried.\n-    counters:\n-      - id: no-vote\n-        relation: denies\n-        says: There was no vote.\n-        speaker: mayor\n";
    check(request, &[(CLAIMS, whole)]);
    let gone = ["vote: voted to close", "no-vote: There was no vote."];
    assert_eq!(told(&[], request), (gone.map(str::to_owned).to_vec(), Vec::new()));
    check(
        r#"{"kind": "remove", "remove": "claim", "of": "no-vote"}"#,
        &[(
            CLAIMS,
            "-    counters:\n-      - id: no-vote\n-        relation: denies\n-        says: There was no vote.\n-        speaker: mayor\n",
        )],
    );
    let two = "claims:\n  # The vote.\n  vote:\n    quote: voted to close\n    # checked: 2024-01-01\n\n  # The mayor.\n  no:\n    quote: {exact: said no, prefix: mayor} # why\n";
    check_over(
        &[(CLAIMS, two)],
        request,
        &[(
            CLAIMS,
            "-  # The vote.\n-  vote:\n-    quote: voted to close\n-    # checked: 2024-01-01\n-\n",
        )],
    );
    check_over(
        &[(
            "content/article.yaml",
            "title: A bridge\nstandfirst: The council shut it.\nclaims:\n  shut: {quote: {exact: shut it, standfirst: true}}\n",
        )],
        r#"{"kind": "remove", "remove": "claim", "of": "shut"}"#,
        &[(
            "content/article.yaml",
            "-claims:\n-  shut: {quote: {exact: shut it, standfirst: true}}\n",
        )],
    );
}

#[test]
fn what_others_name_is_not_taken_out_and_they_are_told() {
    let after = "claims:\n  shut:\n    quote: is shut\n    answers: {claim: no-vote, relation: denies}\n    speaker: mayor\n";
    let files = &[("content/02-after.yaml", after)];
    let of = |what: &str, id: &str| {
        told(files, &format!(r#"{{"kind": "remove", "remove": "{what}", "of": "{id}"}}"#)).1
    };
    assert_eq!(of("claim", "vote"), ["shut: is shut"]);
    assert_eq!(of("claim", "no-vote"), ["shut: is shut"]);
    assert_eq!(of("claim", "shut"), [""; 0]);
    assert_eq!(of("source", "minutes"), ["vote: voted to close"]);
    assert_eq!(
        of("speaker", "mayor"),
        ["vote: voted to close", "no-vote: There was no vote.", "shut: is shut"]
    );
    check_problems(
        r#"{"kind": "remove", "remove": "source", "of": "minutes"}"#,
        &["of source-unknown"],
    );
    check_problems(r#"{"kind": "remove", "of": "vote"}"#, &["remove key-missing"]);
    check_problems(r#"{"kind": "remove", "remove": "claim", "of": "none"}"#, &["of claim-unknown"]);
    check_problems(
        r#"{"kind": "remove", "remove": "speaker", "of": "minutes"}"#,
        &["of speaker-unknown"],
    );
}

#[test]
fn an_article_of_several_keeps_what_another_names() {
    let base = [
        ("content/harbour/article.yaml", "title: A harbour\noriginal: report\n"),
        ("content/harbour/01-plan.md", "The plan is old.\n"),
        (
            "content/harbour/01-plan.yaml",
            "claims:\n  old: {quote: is old, answers: {claim: park/new, relation: denies}}\n  plan: {quote: The plan}\n",
        ),
        ("content/park/article.yaml", "title: A park\n"),
        ("content/park/01-plan.md", "The plan is new.\n"),
        (
            "content/park/01-plan.yaml",
            "claims:\n  new: {quote: is new}\n  plan: {quote: The plan}\n",
        ),
        ("content/park/sources.yaml", "own: {title: Own, no-url: x}\n"),
    ];
    let base: Vec<(&str, &str)> = base.to_vec();
    let tree = crate::support::tree_over(
        &[
            ("gainsay.yaml", "title: Desk\n"),
            ("content/sources.yaml", "report: {title: R, no-url: x}\n"),
        ],
        &base,
    );
    let built = super::built(&tree);
    let uses = |what: &str, id: &str, article: &str| {
        let request = format!(
            r#"{{"kind": "remove", "remove": "{what}", "of": "{id}", "article": "{article}"}}"#
        );
        let request = serde_json::from_str(&request).expect("a request");
        match gainsay::desk::panel::plan(&built, &tree, &request) {
            Ok(plan) => vec![plan.texts[0].0.clone()],
            Err(problems) => {
                let uses = problems.into_iter().flat_map(|problem| problem.uses);
                uses.map(|item| format!("{:?} {}/{}", item.kind, item.article, item.id)).collect()
            }
        }
    };
    assert_eq!(uses("claim", "new", "park"), ["Claim harbour/old"]);
    assert_eq!(uses("claim", "plan", "park"), ["content/park/01-plan.yaml"]);
    assert_eq!(uses("source", "report", "park"), ["Article harbour/"]);
    assert_eq!(uses("source", "own", "park"), ["content/park/sources.yaml"]);
}

#[test]
fn a_source_and_a_speaker_that_nothing_names_go() {
    check(
        r#"{"kind": "remove", "remove": "source", "of": "report"}"#,
        &[("content/sources.yaml", "-\n-report:\n-  title: Report\n-  no-url: On paper.\n")],
    );
    check_over(
        &[(
            "content/speakers.yaml",
            "# Who speaks.\nmayor: {name: The mayor}\n# The old one.\nclerk:\n  name: The clerk\n",
        )],
        r#"{"kind": "remove", "remove": "speaker", "of": "clerk"}"#,
        &[("content/speakers.yaml", "-# The old one.\n-clerk:\n-  name: The clerk\n")],
    );
    let only = "# yaml-language-server: $schema=../.gainsay/schema/speakers.json\nclerk: {name: The clerk}\n";
    let claims = "claims:\n  vote: {quote: voted to close}\n";
    check_over(
        &[("content/speakers.yaml", only), (CLAIMS, claims)],
        r#"{"kind": "remove", "remove": "speaker", "of": "clerk"}"#,
        &[("content/speakers.yaml", "-clerk: {name: The clerk}\n")],
    );
}

#[test]
fn the_address_of_what_goes_may_lead_to_another() {
    let two = "claims:\n  old:\n    quote: close the bridge\n    aliases: older\n  vote:\n    quote: voted to close\n";
    let files = &[(CLAIMS, two)];
    check_over(
        files,
        r#"{"kind": "remove", "remove": "claim", "of": "old", "keep": "vote"}"#,
        &[(
            CLAIMS,
            "-  old:\n-    quote: close the bridge\n-    aliases: older\n+    aliases: [old, older]\n",
        )],
    );
    let refused = |keep: &str| {
        let (_, _, plan) = planned(
            &[],
            &format!(r#"{{"kind": "remove", "remove": "claim", "of": "vote", "keep": "{keep}"}}"#),
        );
        plan.expect_err("a refusal").remove(0).text
    };
    assert_eq!(refused("no-vote"), "`no-vote` goes too");
    assert_eq!(refused("none"), "there is no `none` here");
}

#[test]
fn a_claim_of_several_places_loses_one() {
    let two = "claims:\n  vote:\n    quote:\n      # here\n      - voted to close\n      - {exact: is shut, section: after} # there\n    finding: So.\n";
    let files = &[(CLAIMS, two)];
    let of =
        |at: usize| format!(r#"{{"kind": "remove", "remove": "place", "of": "vote", "at": {at}}}"#);
    check_over(files, &of(0), &[(CLAIMS, "-      # here\n-      - voted to close\n")]);
    check_over(files, &of(1), &[(CLAIMS, "-      - {exact: is shut, section: after} # there\n")]);
    check_problems(&of(1), &["at value-invalid"]);
    check_problems(&of(0), &["at value-empty"]);
}

#[test]
fn a_claim_gets_other_words() {
    check(
        r#"{"kind": "edit", "of": "vote", "words": {"exact": "close the bridge"}, "claim": {"finding": "So."}}"#,
        &[(
            CLAIMS,
            "-    quote: voted to close # the words\n+    quote: close the bridge # the words\n+    finding: So.\n",
        )],
    );
    check(
        r#"{"kind": "edit", "of": "vote", "words": {"exact": "is shut", "section": "after"}}"#,
        &[(
            CLAIMS,
            "-    quote: voted to close # the words\n+    quote: {exact: is shut, section: after} # the words\n",
        )],
    );
    let two = "claims:\n  vote:\n    quote:\n      - 'voted to close'\n      - {exact: is shut, section: after}\n";
    check_over(
        &[(CLAIMS, two)],
        r#"{"kind": "edit", "of": "vote", "at": 1, "words": {"exact": "said no", "prefix": "The old clerk"}}"#,
        &[(
            CLAIMS,
            "-      - {exact: is shut, section: after}\n+      - {exact: said no, prefix: clerk}\n",
        )],
    );
    check_problems(
        r#"{"kind": "edit", "of": "vote", "words": {"exact": "said never"}}"#,
        &["words anchor-missing"],
    );
    check_problems(
        r#"{"kind": "edit", "of": "vote", "at": 2, "words": {"exact": "is shut"}}"#,
        &["at value-invalid"],
    );
    check_problems(
        r#"{"kind": "edit", "of": "no-vote", "words": {"exact": "is shut"}}"#,
        &["at value-invalid"],
    );
}
