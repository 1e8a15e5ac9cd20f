//! What the desk shows of faults and titles, and what it proposes.

use super::Desk;
use super::writing::state;
use crate::support::{edit, read, site_folder};
use serde_json::json;

#[test]
fn a_fault_is_a_sentence_and_leads_to_what_is_edited() {
    let site = site_folder();
    edit(site.path(), "content/01-vote.yaml", "source: minutes", "source: minuts");
    edit(site.path(), "content/01-vote.md", "The council", "See [this](nowhere.md). The council");
    let desk = Desk::of(site.path(), &["--editor", "zed"]);
    let token = desk.token();
    let state = state(&desk, &token);
    let faults = state["faults"].as_array().expect("faults");
    let of = |code: &str| {
        faults.iter().find(|f| f["code"] == code).unwrap_or_else(|| panic!("{code}: {faults:#?}"))
    };
    let unknown = of("source-unknown");
    assert_eq!(unknown["item"], json!({"kind": "claim", "id": "vote", "name": "voted to close"}));
    assert_eq!(unknown["place"], "content/01-vote.yaml:4");
    assert!(unknown["text"].as_str().is_some_and(|text| text.contains("`minuts`")), "{unknown}");
    assert!(unknown["hints"][0].as_str().is_some_and(|hint| hint.contains("minutes")), "{unknown}");
    assert!(unknown["editor"].as_str().is_some_and(|link| link.starts_with("zed://")), "{unknown}");
    // The text of a section is in no form.
    assert_eq!(of("link-broken")["item"], json!(null));
}

#[test]
fn faults_are_counted_as_the_terminal_counts_them() {
    let site = site_folder();
    let many: String = (0..12).map(|i| format!("s{i}: {{title: S, no-url: x}}\n")).collect();
    let old = read(site.path(), "content/sources.yaml");
    edit(site.path(), "content/sources.yaml", &old, &format!("{old}{many}"));
    let desk = Desk::of(site.path(), &[]);
    let token = desk.token();
    let state = state(&desk, &token);
    assert_eq!(state["faultCount"], 12, "{}", state["faults"]);
    assert_eq!(state["faults"][0]["count"], 12);
    let item = json!({"kind": "source", "id": "s0", "name": "S"});
    assert_eq!(state["faults"][0]["item"], item);
}

#[test]
fn titles_are_shown_with_their_keys_and_edited() {
    let site = site_folder();
    let desk = Desk::of(site.path(), &[]);
    let token = desk.token();
    let first = state(&desk, &token);
    assert_eq!(first["texts"]["yaml"], json!({"title": "A bridge"}));
    assert_eq!(first["sections"][0]["yaml"], json!({"title": "The vote"}));
    let body = json!({"kind": "article", "article": "article", "seen": first["seen"],
        "texts": {"title": "A bridge that was not shut"}});
    let (status, saved) = desk.ask(&token, "/_desk/save", Some(&body));
    assert_eq!(status, 200, "{saved}");
    // What gives claims their sense waits for a look.
    assert_eq!(state(&desk, &token)["waits"][0]["kind"], "look");
    let body = json!({"kind": "section", "of": "vote", "article": "article",
        "seen": state(&desk, &token)["seen"], "texts": {"title": "Nine"}});
    let (status, saved) = desk.ask(&token, "/_desk/save", Some(&body));
    assert_eq!(status, 200, "{saved}");
    assert!(read(site.path(), "content/01-vote.md").starts_with("---\ntitle: Nine\n---\n"));
    edit(site.path(), "content/01-vote.md", "to close", "to shut");
    let mut body = body;
    body["texts"]["title"] = "Ten".into();
    let (status, stale) = desk.ask(&token, "/_desk/save", Some(&body));
    assert_eq!((status, &stale["files"]), (409, &json!(["vote.md"])), "{stale}");
}

#[test]
fn a_title_whose_words_a_claim_quotes_is_not_taken_from_it() {
    let site = site_folder();
    edit(
        site.path(),
        "content/article.yaml",
        "title: A bridge\n",
        "title: A bridge\nclaims:\n  bridge: {quote: {exact: A bridge, title: true}}\n",
    );
    let desk = Desk::of(site.path(), &[]);
    let token = desk.token();
    let body = json!({"kind": "article", "article": "article", "texts": {"title": "A road"},
        "seen": state(&desk, &token)["seen"]});
    let (status, refused) = desk.ask(&token, "/_desk/save", Some(&body));
    assert_eq!((status, &refused["problems"][0]["code"]), (422, &json!("anchor-missing")));
}

#[test]
fn a_source_is_proposed_from_its_address() {
    let site = site_folder();
    let desk = Desk::of(site.path(), &[]);
    let token = desk.token();
    let of = |address: &str, begun: &[&str]| {
        let body = json!({"article": "article", "address": address, "begun": begun});
        desk.ask(&token, "/_desk/propose", Some(&body))
    };
    let (status, known) = of("http://www.council.example/m/", &[]);
    assert_eq!((status, &known["known"], &known["id"]), (200, &json!(true), &json!("minutes")));
    let (_, new) = of("https://county.example/the-report.pdf", &[]);
    let expect = json!({"id": "county-report", "known": false, "url": "https://county.example/the-report.pdf",
        "publisher": "county.example", "kind": null, "media": "application/pdf"});
    assert_eq!(new, expect);
    assert_eq!(
        of("https://county.example/the-report.pdf", &["county-report"]).1["id"],
        "county-report-2"
    );
    assert_eq!(of("the report", &[]).0, 422);
}
