//! What the desk takes out, the words that it changes, and how saves are taken back.

use super::Desk;
use super::writing::{claim, state};
use crate::support::{edit, gainsay, read, site_folder, snapshot, write};
use serde_json::{Value, json};
use std::path::Path;

const YAML: &str = "content/01-vote.yaml";

fn save(desk: &Desk, token: &str, body: &Value) -> (u16, Value) {
    let mut body = body.clone();
    body["article"] = "article".into();
    body["seen"] = state(desk, token)["seen"].clone();
    desk.ask(token, "/_desk/save", Some(&body))
}

fn undo(desk: &Desk, token: &str, saved: &Value) -> (u16, Value) {
    desk.ask(token, "/_desk/undo", Some(&json!({"undo": saved["undo"]})))
}

fn lock(site: &Path) -> String {
    read(site, "content/anchors.lock")
}

#[test]
fn a_claim_goes_with_what_was_confirmed_of_it_and_comes_back() {
    let site = site_folder();
    let before = snapshot(site.path());
    let desk = Desk::of(site.path(), &[]);
    let token = desk.token();
    let wanted = json!({"kind": "remove", "remove": "claim", "of": "vote"});
    let mut asked = wanted.clone();
    asked["article"] = "article".into();
    let (status, checked) = desk.ask(&token, "/_desk/check", Some(&asked));
    assert_eq!(status, 200, "{checked}");
    let page = json!([{"kind": "claim", "id": "vote", "name": "voted to close", "page": "claims/vote.html"}]);
    assert_eq!(checked["gone"], page, "{checked}");
    assert!(lock(site.path()).contains("\"vote\""), "{}", lock(site.path()));
    let (status, saved) = save(&desk, &token, &wanted);
    assert_eq!(status, 200, "{saved}");
    assert_eq!(read(site.path(), YAML), "");
    assert!(!lock(site.path()).contains("\"vote\""), "{}", lock(site.path()));
    let after = state(&desk, &token);
    assert_eq!((&after["claims"], &after["waits"]), (&json!([]), &json!([])));
    assert_eq!(undo(&desk, &token, &saved).0, 200);
    assert_eq!(snapshot(site.path()), before);
}

#[test]
fn what_was_changed_meanwhile_is_not_taken_out() {
    let site = site_folder();
    let desk = Desk::of(site.path(), &[]);
    let token = desk.token();
    let mut body = json!({"kind": "remove", "remove": "claim", "of": "vote", "article": "article"});
    body["seen"] = state(&desk, &token)["seen"].clone();
    edit(site.path(), YAML, "claims:", "# Mine\nclaims:");
    let (status, refused) = desk.ask(&token, "/_desk/save", Some(&body));
    assert_eq!((status, &refused["files"]), (409, &json!(["vote"])), "{refused}");
    assert!(read(site.path(), YAML).contains("vote:"));
}

#[test]
fn a_source_that_a_claim_cites_stays_and_the_claim_is_told() {
    let site = site_folder();
    let before = snapshot(site.path());
    let desk = Desk::of(site.path(), &[]);
    let token = desk.token();
    let remove = json!({"kind": "remove", "remove": "source", "of": "minutes"});
    let (status, refused) = save(&desk, &token, &remove);
    assert_eq!(status, 422, "{refused}");
    let uses = json!([{"kind": "claim", "id": "vote", "name": "voted to close"}]);
    assert_eq!(refused["problems"][0]["uses"], uses, "{refused}");
    assert_eq!(snapshot(site.path()), before);
    let body =
        json!({"kind": "edit", "of": "vote", "claim": {"citations": [{"at": 0, "remove": true}]}});
    assert_eq!(save(&desk, &token, &body).0, 200);
    assert_eq!(save(&desk, &token, &remove).0, 200);
    assert_eq!(read(site.path(), "content/sources.yaml"), "");
}

#[test]
fn other_words_are_confirmed_by_who_chose_them_and_nothing_else_is() {
    let site = site_folder();
    let before = snapshot(site.path());
    let desk = Desk::of(site.path(), &[]);
    let token = desk.token();
    let words = |exact: &str| json!({"kind": "edit", "of": "vote", "words": {"exact": exact}});
    let (status, saved) = save(&desk, &token, &words("close the bridge"));
    assert_eq!(status, 200, "{saved}");
    assert!(read(site.path(), YAML).contains("quote: close the bridge\n"));
    let after = state(&desk, &token);
    assert_eq!(after["waits"], json!([]), "{after}");
    let checked = gainsay(&["check", "--deny", "warnings"], site.path());
    assert!(checked.status.success(), "{checked:?}");
    assert_eq!(undo(&desk, &token, &saved).0, 200);
    assert_eq!(snapshot(site.path()), before);
    // Words that are gone get others.
    edit(site.path(), "content/01-vote.md", "voted to close the bridge", "decided to shut it");
    let (status, refused) = save(&desk, &token, &words("voted to close"));
    assert_eq!(status, 422, "{refused}");
    assert_eq!(save(&desk, &token, &words("decided to shut it")).0, 200);
    assert_eq!(state(&desk, &token)["waits"], json!([]));
}

#[test]
fn a_save_is_taken_back_alone_where_later_ones_do_not_touch_it() {
    let site = site_folder();
    let desk = Desk::of(site.path(), &[]);
    let token = desk.token();
    let add = |id: &str, exact: &str| {
        let (status, saved) =
            desk.ask(&token, "/_desk/save", Some(&claim(id, exact, &state(&desk, &token)["seen"])));
        assert_eq!(status, 200, "{saved}");
        saved
    };
    let first = add("council", "The council");
    let alone = read(site.path(), YAML);
    let second = add("bridge", "the bridge");
    let (status, undone) = undo(&desk, &token, &first);
    assert_eq!((status, &undone["stays"]), (200, &json!(true)), "{undone}");
    let text = read(site.path(), YAML);
    assert!(text.contains("  bridge:\n") && !text.contains("council"), "{text}");
    assert_eq!(undo(&desk, &token, &second).0, 200);
    assert_eq!(
        format!("{}  council", read(site.path(), YAML)),
        alone[..alone.find("council").expect("one") + 7]
    );
}

#[test]
fn later_saves_that_touch_a_save_are_named_and_taken_back_with_it() {
    let site = site_folder();
    let before = snapshot(site.path());
    let desk = Desk::of(site.path(), &[]);
    let token = desk.token();
    let mut new = json!({"kind": "claim", "id": "council", "words": {"exact": "The council", "section": "vote"},
        "claim": {"citations": [{"source": "letter", "relation": "supports"}]}});
    new["sources"] = json!({"letter": {"title": "A letter", "no-url": "On paper."}});
    let (status, first) = save(&desk, &token, &new);
    assert_eq!(status, 200, "{first}");
    let more = json!({"kind": "edit", "of": "council", "claim": {"finding": "So."}});
    let (_, second) = save(&desk, &token, &more);
    let (status, refused) = undo(&desk, &token, &first);
    let later = json!([{"id": second["undo"], "what": "Claim council"}]);
    assert_eq!((status, &refused["later"]), (409, &later), "{refused}");
    assert!(read(site.path(), YAML).contains("finding: So."));
    let force = |with: Value| {
        let body =
            json!({"undo": first["undo"], "force": true, "seen": refused["seen"], "with": with});
        desk.ask(&token, "/_desk/undo", Some(&body)).0
    };
    assert_eq!(force(json!([])), 409, "what is taken back with it has to be named");
    assert_eq!(force(json!([second["undo"]])), 200);
    assert_eq!(snapshot(site.path()), before);
    assert_eq!(state(&desk, &token)["undo"], json!([]));
}

#[test]
fn a_save_on_which_a_later_one_rests_is_not_taken_back_alone() {
    let site = site_folder();
    let before = snapshot(site.path());
    let desk = Desk::of(site.path(), &[]);
    let token = desk.token();
    let source = json!({"kind": "source", "sources": {"letter": {"title": "A letter", "no-url": "On paper."}}});
    let (_, first) = save(&desk, &token, &source);
    let cited = json!({"kind": "edit", "of": "vote", "claim": {"citations": [{"set": {"source": "letter", "relation": "supports"}}]}});
    let (status, second) = save(&desk, &token, &cited);
    assert_eq!(status, 200, "{second}");
    let (status, refused) = undo(&desk, &token, &first);
    assert_eq!((status, &refused["later"][0]["id"]), (409, &second["undo"]), "{refused}");
    assert!(
        refused["faults"][0].as_str().is_some_and(|fault| fault.contains("letter")),
        "{refused}"
    );
    assert_eq!(undo(&desk, &token, &second).0, 200);
    assert_eq!(undo(&desk, &token, &first).0, 200);
    assert_eq!(snapshot(site.path()), before);
}

#[test]
fn a_look_and_a_mend_are_taken_back() {
    let check = |path: &str, old: &str, new: &str, answer: &str| {
        let site = site_folder();
        edit(site.path(), path, old, new);
        let before = snapshot(site.path());
        let desk = Desk::of(site.path(), &[]);
        let token = desk.token();
        let wait = state(&desk, &token)["waits"][0].clone();
        let ask = json!({"wait": wait["id"], "answer": answer, "is": wait["is_hash"], "claims": ["vote"]});
        let (status, looked) = desk.ask(&token, "/_desk/look", Some(&ask));
        assert_eq!(status, 200, "{looked}");
        assert_ne!(snapshot(site.path()), before);
        assert_eq!(state(&desk, &token)["undo"][0]["id"], looked["undo"]);
        assert_eq!(undo(&desk, &token, &looked).0, 200);
        assert_eq!(snapshot(site.path()), before, "{answer}");
        assert_eq!(state(&desk, &token)["waits"][0], wait);
    };
    let edited = "the old bridge, not the new one";
    check("content/01-vote.md", "the bridge", edited, "s");
    check("content/01-vote.md", "the bridge", edited, "c");
    check(YAML, "relation: supports", "relation: suports", "m");
}

#[test]
fn what_is_taken_back_leaves_what_another_program_wrote_elsewhere() {
    let site = site_folder();
    let desk = Desk::of(site.path(), &[]);
    let token = desk.token();
    let old = read(site.path(), YAML);
    let (_, saved) = desk.ask(
        &token,
        "/_desk/save",
        Some(&claim("council", "The council", &state(&desk, &token)["seen"])),
    );
    let now = read(site.path(), YAML);
    write(site.path(), YAML, &format!("# Mine\n{now}"));
    let (status, undone) = undo(&desk, &token, &saved);
    assert_eq!((status, &undone["stays"]), (200, &json!(true)), "{undone}");
    assert_eq!(read(site.path(), YAML), format!("# Mine\n{old}"));
}
