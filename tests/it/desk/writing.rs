//! What the desk shows and writes: the files hold what was saved and every other byte as it was,
//! whoever else writes to them, and whenever the program ends.

use super::Desk;
use crate::support::{edit, gainsay, read, site_folder, snapshot, write};
use serde_json::{Value, json};
use std::time::{Duration, SystemTime};
use tempfile::TempDir;

pub fn state(desk: &Desk, token: &str) -> Value {
    let (status, state) = desk.ask(token, "/_desk/state?page=index.html", None);
    assert_eq!(status, 200, "{state}");
    state
}

/// A new claim about words of the one section.
pub fn claim(id: &str, exact: &str, seen: &Value) -> Value {
    let words = json!({"exact": exact, "section": "vote"});
    json!({"kind": "claim", "article": "article", "id": id, "words": words, "seen": seen,
        "claim": {"finding": "It was so."}})
}

#[test]
fn a_claim_is_written_shown_and_taken_back() {
    let site = site_folder();
    let before = snapshot(site.path());
    let desk = Desk::of(site.path(), &[]);
    let token = desk.token();
    let first = state(&desk, &token);
    assert_eq!(first["article"], "article");
    let section = &first["sections"][0];
    assert_eq!((&section["id"], &section["part"]), (&json!("vote"), &json!("vote")));
    assert_eq!(section["title"], "The vote");
    assert_eq!(first["claims"][0]["yaml"]["quote"], "voted to close");
    assert_eq!(first["claims"][0]["n"], 1);
    assert_eq!(first["sources"]["minutes"]["name"], "Minutes");
    assert_eq!(first["speakers"], json!({}));
    assert_eq!(first["seen"]["speakers"], "none");

    let asked = claim("council", "The council", &first["seen"]);
    let (status, checked) = desk.ask(&token, "/_desk/check", Some(&asked));
    assert_eq!((status, &checked["section"]), (200, &json!("vote")), "{checked}");
    assert_eq!(snapshot(site.path()), before, "a check writes nothing");

    let (status, saved) = desk.ask(&token, "/_desk/save", Some(&asked));
    assert_eq!((status, &saved["claim"]), (200, &json!("council")), "{saved}");
    let text = read(site.path(), "content/01-vote.yaml");
    let old = String::from_utf8_lossy(&before["content/01-vote.yaml"]).into_owned();
    assert!(text.starts_with(&old) && text.contains("  council:\n"), "{text}");
    let second = state(&desk, &token);
    assert_eq!(second["claims"][1]["id"], "council");
    assert_eq!(second["seen"]["vote"], saved["seen"]["vote"]);
    assert_eq!(second["undo"][0]["id"], saved["undo"]);

    // What the page knew before is stale now, and nothing is written.
    let (status, stale) =
        desk.ask(&token, "/_desk/save", Some(&claim("more", "bridge", &first["seen"])));
    assert_eq!((status, &stale["files"]), (409, &json!(["vote"])), "{stale}");
    assert!(stale["diff"]["vote"].to_string().contains("+  council:"), "{stale}");
    assert_eq!(read(site.path(), "content/01-vote.yaml"), text);

    let (status, undone) = desk.ask(&token, "/_desk/undo", Some(&json!({"undo": saved["undo"]})));
    assert_eq!(status, 200, "{undone}");
    assert_eq!(snapshot(site.path()), before);
    assert_eq!(desk.ask(&token, "/_desk/undo", Some(&json!({"undo": saved["undo"]}))).0, 404);
}

#[test]
fn a_change_is_not_taken_back_over_another_unless_that_was_looked_at() {
    let site = site_folder();
    let desk = Desk::of(site.path(), &[]);
    let token = desk.token();
    let old = read(site.path(), "content/01-vote.yaml");
    let seen = &state(&desk, &token)["seen"];
    let (_, saved) = desk.ask(&token, "/_desk/save", Some(&claim("council", "The council", seen)));
    edit(site.path(), "content/01-vote.yaml", "The council", "The council voted");
    let (status, refused) = desk.ask(&token, "/_desk/undo", Some(&json!({"undo": saved["undo"]})));
    assert_eq!((status, &refused["files"]), (409, &json!(["vote"])), "{refused}");
    assert!(
        refused["diff"]["vote"].to_string().contains("-    quote: The council voted"),
        "{refused}"
    );
    edit(site.path(), "content/01-vote.yaml", "claims:", "# Mine\nclaims:");
    let forced = |seen: &Value| json!({"undo": saved["undo"], "force": true, "seen": seen});
    let (status, again) = desk.ask(&token, "/_desk/undo", Some(&forced(&refused["seen"])));
    assert_eq!(status, 409, "what was looked at is not there any more");
    let (status, _) = desk.ask(&token, "/_desk/undo", Some(&forced(&again["seen"])));
    assert_eq!((status, read(site.path(), "content/01-vote.yaml")), (200, old));
}

#[test]
fn sources_come_before_the_claims_that_name_them_and_go_with_them() {
    let site = site_folder();
    let desk = Desk::of(site.path(), &[]);
    let token = desk.token();
    let before = snapshot(site.path());
    let mut asked = claim("council", "The council", &state(&desk, &token)["seen"]);
    asked["claim"]["speaker"] = "mayor".into();
    asked["claim"]["citations"] =
        json!([{"source": "letter", "relation": "supports", "passage": "So."}]);
    asked["sources"] = json!({"letter": {"title": "A letter", "url": "https://council.example/l"}});
    asked["speakers"] = json!({"mayor": {"name": "The mayor"}});
    let (status, saved) = desk.ask(&token, "/_desk/save", Some(&asked));
    assert_eq!(status, 200, "{saved}");
    assert_eq!(read(site.path(), "content/speakers.yaml"), "mayor:\n  name: The mayor\n");
    assert!(read(site.path(), "content/sources.yaml").contains("letter:"));
    let parts: Vec<&String> = saved["seen"].as_object().expect("parts").keys().collect();
    assert_eq!(parts, ["sources", "speakers", "vote"]);
    let (status, _) = desk.ask(&token, "/_desk/undo", Some(&json!({"undo": saved["undo"]})));
    assert_eq!(status, 200);
    assert_eq!(snapshot(site.path()), before, "a file that was made goes too");
}

/// A claim that cites a source that there is not, which was refused. `of` tells which site it was.
fn refused_claim(desk: &Desk, token: &str, seen: &Value, of: &str) -> Value {
    let mut asked = claim("council", "The council", seen);
    asked["claim"]["citations"] = json!([{"source": "nothing", "relation": "supports"}]);
    let (status, refused) = desk.ask(token, "/_desk/save", Some(&asked));
    assert_eq!((status, &refused["draft"]), (422, &json!(true)), "{of}: {refused}");
    assert!(refused["problems"].to_string().contains("claim.citations.0.source"), "{refused}");
    asked
}

#[test]
fn what_would_put_a_fault_into_the_site_is_saved_as_a_draft_alone() {
    let site = site_folder();
    let desk = Desk::of(site.path(), &[]);
    let token = desk.token();
    let before = snapshot(site.path());
    let seen = state(&desk, &token)["seen"].clone();
    let mut asked = refused_claim(&desk, &token, &seen, "");
    let broken = json!({"kind": "edit", "article": "article", "of": "vote", "seen": seen,
        "claim": {"checked": "2016-13-41"}});
    assert_eq!(desk.ask(&token, "/_desk/save", Some(&broken)).0, 422);
    assert_eq!(snapshot(site.path()), before);
    asked["draft"] = true.into();
    let (status, saved) = desk.ask(&token, "/_desk/save", Some(&asked));
    assert_eq!((status, &saved["draft"]), (200, &json!(true)), "{saved}");
    assert_eq!(state(&desk, &token)["claims"][1]["draft"], true);
}

#[test]
fn of_what_is_not_published_too_a_claim_with_a_fault_is_saved_as_a_draft_alone() {
    let check = |path: &str, old: &str, new: &str| {
        let site = site_folder();
        edit(site.path(), path, old, new);
        let desk = Desk::of(site.path(), &[]);
        let token = desk.token();
        let before = snapshot(site.path());
        let seen = state(&desk, &token)["seen"].clone();
        let mut asked = refused_claim(&desk, &token, &seen, new);
        assert_eq!(snapshot(site.path()), before);
        asked["draft"] = true.into();
        let (status, saved) = desk.ask(&token, "/_desk/save", Some(&asked));
        assert_eq!(status, 200, "{new}: {saved}");
        // What is a draft already may go on waiting.
        let mut again = json!({"kind": "edit", "article": "article", "of": "council",
            "claim": {"citations": [{"set": {"source": "none", "relation": "supports"}}]},
            "seen": saved["seen"]});
        let (status, saved) = desk.ask(&token, "/_desk/save", Some(&again));
        assert_eq!(status, 200, "{new}: {saved}");
        (again["of"], again["seen"]) = ("vote".into(), saved["seen"].clone());
        assert_eq!(desk.ask(&token, "/_desk/save", Some(&again)).0, 422, "{new}");
    };
    let article = "content/article.yaml";
    check(article, "title: A bridge", "title: A bridge\ndraft: true");
    check(article, "title: A bridge", "title: A bridge\nembargo: 2030-01-01T00:00:00Z");
    check("content/01-vote.md", "title: The vote", "title: The vote\ndraft: true");
}

#[test]
fn what_waits_is_answered_as_fix_does() {
    let site = site_folder();
    edit(site.path(), "content/01-vote.md", "the bridge", "the old bridge, not the new one");
    let desk = Desk::of(site.path(), &[]);
    let token = desk.token();
    let waits = state(&desk, &token)["waits"].clone();
    assert_eq!(waits[0]["answers"], json!(["s", "c"]), "{waits}");
    assert_eq!(
        (&waits[0]["where"], &waits[0]["claims"][0]["id"]),
        (&json!("The vote"), &json!("vote"))
    );
    assert!(waits[0]["diff"].as_array().is_some_and(|diff| diff.iter().any(|d| d[0] == "come")));
    let look = |answer: &str, is: &Value| {
        let ask = json!({"wait": waits[0]["id"], "answer": answer, "is": is, "claims": ["vote"]});
        desk.ask(&token, "/_desk/look", Some(&ask)).0
    };
    assert_eq!(look("s", &json!("another")), 409);
    assert_eq!(look("k", &waits[0]["is_hash"]), 422);
    assert_eq!(look("c", &waits[0]["is_hash"]), 200);
    assert!(read(site.path(), "content/01-vote.yaml").contains("recheck: "));
    let waits = state(&desk, &token)["waits"].clone();
    assert_eq!((&waits[0]["answers"], waits.as_array().map(Vec::len)), (&json!(["k"]), Some(1)));
    let ask = json!({"wait": waits[0]["id"], "answer": "k", "is": waits[0]["is_hash"]});
    assert_eq!(desk.ask(&token, "/_desk/look", Some(&ask)).0, 200);
    assert_eq!(desk.ask(&token, "/_desk/look", Some(&ask)).0, 404);
    let text = read(site.path(), "content/01-vote.yaml");
    assert!(text.contains("checked: ") && !text.contains("recheck"), "{text}");
    assert_eq!(state(&desk, &token)["waits"], json!([]));
}

/// Answers what waits at the desk, and lets `fix` do the same to another copy of the site.
fn check_as_fix(old: &str, new: &str, path: &str, answer: &str, fix: &[&str]) {
    let (ours, theirs) = (site_folder(), site_folder());
    for site in [&ours, &theirs] {
        edit(site.path(), path, old, new);
    }
    let desk = Desk::of(ours.path(), &[]);
    let token = desk.token();
    let wait = state(&desk, &token)["waits"][0].clone();
    let ask =
        json!({"wait": wait["id"], "answer": answer, "is": wait["is_hash"], "claims": ["vote"]});
    let (status, answer) = desk.ask(&token, "/_desk/look", Some(&ask));
    assert_eq!(status, 200, "{wait}: {answer}");
    gainsay(&[&["fix"], fix].concat(), theirs.path());
    let texts = |site: &TempDir| {
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        snapshot(site.path())
            .into_iter()
            .map(|(path, bytes)| (path, text(bytes)))
            .collect::<Vec<_>>()
    };
    assert_eq!(texts(&ours), texts(&theirs), "{fix:?}");
}

#[test]
fn an_answer_writes_what_fix_writes() {
    let (text, yaml) = ("content/01-vote.md", "content/01-vote.yaml");
    let edited = "the old bridge, not the new one";
    check_as_fix("the bridge", edited, text, "s", &["--accept", "vote"]);
    check_as_fix("the bridge", edited, text, "c", &["--changed", "vote"]);
    check_as_fix("relation: supports", "relation: suports", yaml, "m", &["--yes"]);
}

#[test]
fn a_file_with_a_fault_is_shown_as_such_and_left_alone() {
    let site = site_folder();
    let desk = Desk::of(site.path(), &[]);
    let token = desk.token();
    edit(site.path(), "content/01-vote.yaml", "claims:", "claims: [");
    let before = snapshot(site.path());
    let broken = state(&desk, &token);
    assert_eq!((&broken["claims"], &broken["faults"][0]["stops"]), (&json!([]), &json!(true)));
    let asked = claim("council", "The council", &broken["seen"]);
    assert_eq!(desk.ask(&token, "/_desk/check", Some(&asked)).0, 200);
    assert_eq!(desk.ask(&token, "/_desk/save", Some(&asked)).0, 422);
    assert_eq!(snapshot(site.path()), before);
    write(site.path(), "gainsay.yaml", "title: [");
    assert_eq!(desk.ask(&token, "/_desk/state?page=index.html", None).0, 200);
    std::fs::remove_file(site.path().join("gainsay.yaml")).expect("it was there");
    assert_eq!(desk.ask(&token, "/_desk/state?page=index.html", None).0, 503);
}

#[test]
fn a_file_that_was_just_emptied_is_left_to_whoever_fills_it() {
    let site = site_folder();
    let path = site.path().join("content/speakers.yaml");
    let emptied = |at: SystemTime| {
        let file = std::fs::File::create(&path).expect("a file");
        file.set_modified(at).expect("a time");
    };
    let minute = Duration::from_secs(60);
    emptied(SystemTime::now() + minute);
    let desk = Desk::of(site.path(), &[]);
    let token = desk.token();
    let save = || {
        let seen = &state(&desk, &token)["seen"];
        let body = json!({"kind": "speaker", "article": "article", "seen": seen,
            "speakers": {"mayor": {"name": "The mayor"}}});
        desk.ask(&token, "/_desk/save", Some(&body))
    };
    let (status, refused) = save();
    assert_eq!((status, &refused["files"]), (409, &json!(["speakers"])), "{refused}");
    assert!(read(site.path(), "content/speakers.yaml").is_empty());
    emptied(SystemTime::now() - minute);
    let (status, saved) = save();
    assert_eq!(status, 200, "{saved}");
    assert_eq!(read(site.path(), "content/speakers.yaml"), "mayor:\n  name: The mayor\n");
}

#[test]
fn a_saved_copy_is_shown_as_its_words() {
    let site = site_folder();
    std::fs::create_dir_all(site.path().join("content/snapshots")).expect("a folder");
    let page = "<p>It was <b>carried</b>.</p><script>x</script><p>9 to 2</p>";
    write(site.path(), "content/snapshots/minutes.html", page);
    let desk = Desk::of(site.path(), &[]);
    let token = desk.token();
    assert_eq!(state(&desk, &token)["sources"]["minutes"]["copy"], true);
    let (status, copy) = desk.ask(&token, "/_desk/copy/minutes?article=article", None);
    assert_eq!((status, &copy["blocks"]), (200, &json!(["It was carried.", "9 to 2"])));
    let (status, refused) = desk.ask(&token, "/_desk/copy/letter", None);
    assert_eq!((status, &refused["error"]), (404, &json!("copy")));
    let text = refused["text"].as_str().expect("why");
    assert!(text.contains("`content/snapshots/letter.txt`"), "{text}");
    // A source that is only begun has a copy before it is saved.
    write(site.path(), "content/snapshots/letter.txt", "Dear all.\n");
    let (status, copy) = desk.ask(&token, "/_desk/copy/letter?article=article", None);
    assert_eq!((status, &copy["blocks"]), (200, &json!(["Dear all."])));
    assert_eq!(desk.ask(&token, "/_desk/copy/..%2f..%2fgainsay", None).0, 404);
}

#[test]
fn each_article_has_its_own_parts() {
    let site = site_folder();
    for (path, text) in [
        ("content/01-vote.md", ""),
        ("content/harbour/article.yaml", "title: Harbour\n"),
        ("content/harbour/01-quay.md", "The quay was built in 1931.\n"),
        ("content/harbour/01-quay.yaml", "claims:\n  built: {quote: built in 1931}\n"),
        ("content/harbour/sources.yaml", "log: {title: The log, no-url: paper}\n"),
        ("content/town/article.yaml", "title: Town\n"),
        ("content/town/01-hall.md", "The hall was closed.\n"),
    ] {
        std::fs::create_dir_all(site.path().join(path).parent().expect("a folder")).expect("one");
        write(site.path(), path, text);
    }
    for path in ["01-vote.md", "01-vote.yaml", "article.yaml", "anchors.lock"] {
        std::fs::remove_file(site.path().join("content").join(path)).expect("it was there");
    }
    let desk = Desk::of(site.path(), &["--base-path", "/repo/"]);
    let token = desk.token();
    let of = |page: &str| {
        let (status, state) = desk.ask(&token, &format!("/_desk/state?page={page}"), None);
        assert_eq!(status, 200, "{state}");
        state
    };
    let front = of("index.html");
    assert_eq!((&front["article"], &front["claims"]), (&Value::Null, &json!([])));
    let page = of("harbour/claims/built.html");
    assert_eq!((&page["article"], &page["claim"]), (&json!("harbour"), &json!("built")));
    let parts: Vec<&String> = page["seen"].as_object().expect("parts").keys().collect();
    let expect = [
        "harbour/article",
        "harbour/quay",
        "harbour/quay.md",
        "harbour/sources",
        "harbour/speakers",
        "sources",
        "speakers",
    ];
    assert_eq!(parts, expect);
    let sources: Vec<&String> = page["sources"].as_object().expect("sources").keys().collect();
    assert_eq!(sources, ["log", "minutes"]);
    assert_eq!(of("harbour/sources/log.html")["source"], "log");
    let asked = json!({"kind": "claim", "article": "town", "id": "closed",
        "words": {"exact": "was closed"}, "claim": {}, "seen": of("town/index.html")["seen"]});
    let (status, saved) = desk.ask(&token, "/_desk/save", Some(&asked));
    assert_eq!((status, &saved["part"]), (200, &json!("town/hall")), "{saved}");
    let text = read(site.path(), "content/town/01-hall.yaml");
    assert_eq!(text, "claims:\n  closed:\n    quote: was closed\n");
}

#[test]
fn every_other_byte_of_a_file_stays() {
    let site = site_folder();
    let odd =
        "\u{feff}# Mine\r\nclaims:\r\n   vote:   # first\r\n      quote: 'voted to close'\r\n";
    write(site.path(), "content/01-vote.yaml", odd);
    let desk = Desk::of(site.path(), &[]);
    let token = desk.token();
    let seen = state(&desk, &token)["seen"].clone();
    let (status, saved) =
        desk.ask(&token, "/_desk/save", Some(&claim("council", "The council", &seen)));
    assert_eq!(status, 200, "{saved}");
    let text = read(site.path(), "content/01-vote.yaml");
    assert!(text.starts_with(odd) && !text.replace("\r\n", "").contains('\n'), "{text:?}");
    // What a save says of a file is what it holds.
    assert_eq!(state(&desk, &token)["seen"]["vote"], saved["seen"]["vote"]);
    let body = json!({"kind": "edit", "article": "article", "of": "vote", "seen": saved["seen"],
        "claim": {"finding": "So it was.", "citations": []}});
    let (status, edited) = desk.ask(&token, "/_desk/save", Some(&body));
    assert_eq!(status, 200, "{edited}");
    for saved in [edited, saved] {
        let ask = json!({"undo": saved["undo"]});
        assert_eq!(desk.ask(&token, "/_desk/undo", Some(&ask)).0, 200);
    }
    assert_eq!(read(site.path(), "content/01-vote.yaml"), odd);
}

#[test]
fn a_request_of_another_shape_is_refused() {
    let site = site_folder();
    let desk = Desk::of(site.path(), &[]);
    let token = desk.token();
    let before = snapshot(site.path());
    let check = |path: &str, body: Value, expect: u16| {
        let (status, answer) = desk.ask(&token, path, Some(&body));
        assert_eq!(status, expect, "{path} {body}: {answer}");
    };
    check("/_desk/check", json!({"kind": "none"}), 200);
    check("/_desk/check", json!([]), 400);
    check("/_desk/save", json!({"kind": "claim", "path": "content/x.yaml"}), 400);
    check("/_desk/save", json!({"kind": "remove"}), 422);
    check("/_desk/save", json!({"kind": "remove", "remove": "file"}), 400);
    check("/_desk/save", json!({"kind": "remove", "remove": "source", "of": "../x"}), 422);
    check("/_desk/save", json!({"kind": "claim", "seen": []}), 400);
    check("/_desk/save", json!({"kind": "claim", "article": "../x", "claim": {}}), 422);
    check("/_desk/save", json!({"kind": "edit", "of": "../vote", "claim": {}}), 422);
    check("/_desk/undo", json!({"undo": 1}), 400);
    check("/_desk/undo", json!({"undo": "1"}), 404);
    check("/_desk/look", json!({"wait": "x", "answer": "yes", "is": ""}), 400);
    check("/_desk/look", json!({"wait": "x", "answer": "s", "is": ""}), 404);
    assert_eq!(snapshot(site.path()), before);
}
