//! What is wrong with a request, or with the site after it, at the field that it is about.

use super::{BASE, after, built, planned};
use crate::support::{Chance, tree_over};
use gainsay::desk::panel::{DeskRequest, plan, problems};

/// Checks what is wrong with a request, or with the site after it: `field code` of each.
pub fn check_problems(request: &str, expect: &[&str]) {
    let (tree, before, plan) = planned(&[], request);
    let found = match plan {
        Ok(plan) => problems(&before, &built(&after(&tree, &plan)), &plan),
        Err(problems) => problems,
    };
    let found: Vec<String> = found.iter().map(|p| format!("{} {}", p.field, p.code)).collect();
    assert_eq!(found, expect, "{request}");
}

#[test]
fn problems_stand_at_their_fields() {
    let claim = |more: &str| {
        format!(
            r#"{{"kind": "claim", "id": "new", "words": {{"exact": "close the bridge"}}, {more}}}"#
        )
    };
    let check = |more: &str, expect: &[&str]| check_problems(&claim(more), expect);
    let check_all = check_problems;
    check(r#""claim": {"speaker": "nobody"}"#, &["claim.speaker speaker-unknown"]);
    check(r#""claim": {"checked": "2027-01-01"}"#, &["claim.checked date-invalid"]);
    check(
        r#""claim": {"date": "next year", "finding": ""}"#,
        &["claim.date date-invalid", "claim.finding value-empty"],
    );
    check(r#""claim": {"colour": 1}"#, &["claim.colour key-unknown"]);
    check(r#""claim": {"reply": "mayor"}"#, &["claim.reply value-type"]);
    check(r#""claim": {"reply": {"on": "2026-11-01"}}"#, &["claim.reply.asked key-missing"]);
    check(r#""claim": {"quote": "x"}"#, &["claim.quote key-conflict"]);
    check(
        r#""claim": {"citations": [{"source": "minutes", "relation": "supports"}, {"source": "nothing", "relation": "proves"}]}"#,
        &["claim.citations.1.relation value-invalid"],
    );
    // One fault hides no other.
    check_problems(
        r#"{"kind": "claim", "words": {"exact": "said never"}, "claim": {"colour": 1}, "sources": {"minutes": {}}}"#,
        &["sources.minutes key-duplicate", "claim.colour key-unknown", "words anchor-missing"],
    );
    check(
        r#""claim": {"citations": [{"source": "minutes"}]}"#,
        &["claim.citations.0.relation key-missing"],
    );
    check(
        r#""claim": {"checked": "2026-11-01", "citations": [{"source": "minutes", "relation": "supports"}]}"#,
        &["claim.citations.0.source passage-missing"],
    );
    check(r#""claim": {}, "sources": {"s": {"title": "S"}}"#, &["sources.s.url key-missing"]);
    check(
        r#""claim": {}, "sources": {"minutes": {"title": "S"}}"#,
        &["sources.minutes key-duplicate"],
    );
    check(r#""claim": {}, "sources": {"A b": {"title": "S"}}"#, &["sources.A b id-invalid"]);
    check(
        r#""claim": {}, "speakers": {"s": {"name": 3, "role": ["a"]}}"#,
        &["speakers.s.role value-type"],
    );
    for (id, code) in [
        ("vote", "claim-duplicate"),
        ("no-vote", "claim-duplicate"),
        ("../x", "id-invalid"),
        ("index", "name-reserved"),
        ("con", "name-reserved"),
    ] {
        let request = format!(
            r#"{{"kind": "claim", "id": "{id}", "words": {{"exact": "close the bridge"}}}}"#
        );
        check_all(&request, &[&format!("id {code}")]);
    }
    let check = check_problems;
    check(r#"{"kind": "edit", "of": "none"}"#, &["of claim-unknown"]);
    check(r#"{"kind": "edit", "article": "none", "of": "vote"}"#, &["article article-missing"]);
    check(
        r#"{"kind": "edit", "of": "vote", "claim": {"citations": [{"at": 3, "remove": true}]}}"#,
        &["claim.citations.0 value-invalid"],
    );
    check(
        r#"{"kind": "edit", "of": "vote", "claim": {"citations": [{"at": 0, "put": {}}]}}"#,
        &["claim.citations.0 value-type"],
    );
    // What stands elsewhere in the list does not move the fields.
    check(
        r#"{"kind": "edit", "of": "vote", "claim": {"citations": [{"set": {"source": "report", "relation": "proves"}}]}}"#,
        &["claim.citations.0.relation value-invalid"],
    );
    check(
        r#"{"kind": "edit", "of": "vote", "claim": {"citations": [{"at": 0, "remove": true}, {"set": {"source": "x", "relation": "supports"}}]}}"#,
        &["claim.citations.1.source source-unknown"],
    );
    check(
        r#"{"kind": "source", "of": "report", "sources": {"report": {"no-url": null}}}"#,
        &["sources.report.url key-missing"],
    );
    check(
        r#"{"kind": "source", "of": "report", "sources": {"report": {"based-on": "x"}}}"#,
        &["sources.report.based-on source-unknown"],
    );
    check(
        r#"{"kind": "edit", "of": "vote", "claim": {"quote": "voted for"}}"#,
        &["claim.quote anchor-missing"],
    );
}

#[test]
fn no_request_ends_in_a_panic() {
    let whole = r#"{"kind": "edit", "article": "", "of": "vote", "id": "x", "answers": "denies", "draft": true,
        "words": {"exact": "said no", "prefix": "mayor", "suffix": ".", "section": "vote"},
        "claim": {"speaker": ["mayor"], "reply": {"asked": "mayor"}, "citations": [{"at": 0, "set": {"passage": [{"text": "a"}]}}],
            "counters": [{"at": 0, "remove": true}], "later": [{"date": "2016", "text": "b"}], "quote": [{"exact": "c"}]},
        "sources": {"s": {"title": "S", "archived": {"url": "d"}}}, "speakers": {"clerk": {"name": null}}}"#;
    let tree = tree_over(BASE, &[]);
    let built = built(&tree);
    let mut chance = Chance(3);
    let mut planned = 0;
    for _ in 0..2_000 {
        let mut value: serde_json::Value = serde_json::from_str(whole).expect("JSON");
        for _ in 0..1 + chance.below(4) {
            mutate(&mut value, &mut chance);
        }
        let Ok(request) = serde_json::from_value::<DeskRequest>(value) else { continue };
        planned += usize::from(plan(&built, &tree, &request).is_ok());
    }
    assert!(planned > 50, "{planned}");
}

/// Puts something else somewhere into `value`.
fn mutate(value: &mut serde_json::Value, chance: &mut Chance) {
    use serde_json::{Value, json};
    let others = [
        json!(null),
        json!(""),
        json!(-1),
        json!([]),
        json!({}),
        json!("source"),
        json!("claim"),
        json!("place"),
        json!("answer"),
        json!("..\u{0}\n- a: {"),
        json!([[1]]),
        json!({"a": {"b": [null]}}),
        json!(true),
        json!(7),
    ];
    let stop = chance.below(4) == 0;
    let inner = match value {
        Value::Array(items) if !stop && !items.is_empty() => {
            let at = chance.below(items.len());
            items.get_mut(at)
        }
        Value::Object(map) if !stop && !map.is_empty() => {
            let at = chance.below(map.len());
            map.values_mut().nth(at)
        }
        _ => None,
    };
    match inner {
        Some(inner) => mutate(inner, chance),
        None => *value = others[chance.below(others.len())].clone(),
    }
}

#[test]
fn ids_that_a_claim_had_are_refused_and_not_proposed() {
    let claims = "claims:\n  vote:\n    quote: voted to close\n    aliases: [close-the-bridge]\n";
    let files = &[("content/01-vote.yaml", claims)];
    let of = |id: &str| {
        let request = format!(
            r#"{{"kind": "claim", {id} "draft": true, "words": {{"exact": "close the bridge"}}}}"#
        );
        planned(files, &request).2
    };
    assert_eq!(of("").expect("a plan").id.as_deref(), Some("close-the-bridge-2"));
    let problems = of(r#""id": "close-the-bridge","#).expect_err("it is taken");
    let found: Vec<String> =
        problems.iter().map(|p| format!("{} {}: {}", p.field, p.code, p.text)).collect();
    assert_eq!(
        found,
        ["id claim-duplicate: a claim is called `close-the-bridge` already, or was once"]
    );
}
