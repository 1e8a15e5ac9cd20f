//! Remarks of later drafts that could be those of several claims, or whose claim was renamed, moved or typed otherwise.

use super::draft::{docx, import_new, imported, p, r};
use super::import_with;
use super::later::update;
use crate::support::{read, snapshot};
use std::fs;
use std::path::Path;

/// A document in which *ninety metres* stands twice, with these comments on the first and on the second.
fn twice([first, second]: [&[&str]; 2], ends: &str) -> Vec<u8> {
    let mut all = String::new();
    let mut marked = |said: &[&str]| {
        let (mut begin, mut end) = (String::new(), String::new());
        for text in said {
            let id = all.matches("<w:comment ").count() + 1;
            begin += &format!(r#"<w:commentRangeStart w:id="{id}"/>"#);
            end += &format!(
                r#"<w:commentRangeEnd w:id="{id}"/><w:r><w:commentReference w:id="{id}"/></w:r>"#
            );
            all += &format!(
                r#"<w:comment w:id="{id}" w:author="Ann" w:date="2024-03-05T10:00:00Z"><w:p>{}</w:p></w:comment>"#,
                r(text)
            );
        }
        format!("{begin}{}{end}", r("ninety metres"))
    };
    let body = [
        r("The old bridge had a span of "),
        marked(first),
        r(" over the river. The new one, which was opened by the mayor, is "),
        marked(second),
        r(ends),
    ];
    let all = format!(r#"<w:comments xmlns:w="x">{all}</w:comments>"#);
    docx(&p(&body.concat()), &[("word/comments.xml", &all)])
}

/// The claims of the only section.
fn claims(site: &Path) -> (String, String) {
    let names = fs::read_dir(site.join("content")).expect("content").filter_map(Result::ok);
    let name = names
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .find(|name| name.starts_with("01-") && name.ends_with(".yaml"))
        .expect("claims");
    let path = format!("content/{name}");
    (read(site, &path), path)
}

#[test]
fn an_answer_goes_to_the_claim_in_its_place_and_what_was_removed_is_listed() {
    let (_, _, told, site) =
        import_new("y.docx", &twice([&["Source?"], &["Source?"]], " long."), &[]);
    for ends in [" long.", " in length, as was said."] {
        let later = twice([&[], &["Source?", "Bob: https://e.example/span"]], ends);
        let printed = update(site.path(), "y.docx", later);
        let (claims, _) = claims(site.path());
        let second = claims.split("\n\n").nth(1).expect("a second claim");
        assert!(
            second.contains("Source?\n") && second.contains("https://e.example"),
            "{claims}{told}"
        );
        assert_eq!(claims.matches("https://e.example/span").count(), 1, "{claims}");
        if ends == " long." {
            assert!(
                printed.contains("it stays in the `desk-note` of `ninety-metres-river`"),
                "{printed}"
            );
        }
    }
}

#[test]
fn a_remark_that_may_be_of_several_claims_is_listed_and_added_to_none() {
    let text =
        "One {==ninety metres==}{>>Source?<<} two.\n\nOne {==ninety metres==}{>>Source?<<} two.\n";
    let site = imported(text);
    let (before, _) = claims(site.path());
    let later = "One {==ninety metres==}{>>Source? See https://e.example/x<<} two.\n";
    // The guard asks about the words that went.
    let (_, printed, _) = import_with(site.path(), "draft.md", later, &["--update"]);
    assert!(printed.contains("several claims are about the same words"), "{printed}");
    assert_eq!(claims(site.path()).0, before);
}

#[test]
fn a_note_that_is_a_list_or_a_map_is_not_written_over() {
    for typed in ["[Ann one, mine]", "{ann: one}"] {
        let text = "The {==bridge opened in 1990==}{>>Ann one<<} to the public.\n";
        let site = imported(text);
        let (claims, path) = claims(site.path());
        fs::write(site.path().join(&path), claims.replace("Ann one", typed)).expect("claims");
        let before = snapshot(site.path());
        let later = text.replace("Ann one", "Ann one. And https://e.example/x");
        let (_, printed, _) = import_with(site.path(), "draft.md", later, &["--update"]);
        assert!(printed.contains("takes nothing as it is typed"), "{printed}");
        let now = snapshot(site.path());
        assert_eq!(now.get(&path), before.get(&path), "{printed}");
    }
}

const TWO: &str = "The {==bridge opened in 1990==}{>>Ann one<<} to the public. The {==mayor denied it==}{>>Bob two<<} at once.\n";

#[test]
fn a_claim_that_was_moved_among_the_counter_claims_of_another_hears_what_is_said_of_it() {
    let site = imported(TWO);
    let (_, path) = claims(site.path());
    let moved = "claims:\n  bridge-opened-1990:\n    quote: bridge opened in 1990\n    draft: true\n    desk-note: Ann one\n    counters:\n      - id: mayor-denied\n        relation: denies\n        quote: mayor denied it\n        draft: true\n        desk-note: Bob two\n";
    fs::write(site.path().join(&path), moved).expect("claims");
    let later = TWO.replace("Bob two", "Bob two. See https://e.example/b");
    let printed = update(site.path(), "draft.md", &later);
    assert!(printed.contains("0 claims to complete"), "{printed}");
    assert!(printed.contains("named for `mayor-denied`"), "{printed}");
    let claims = read(site.path(), &path);
    assert!(claims.contains("        desk-note: Bob two. See https://e.example/b\n"), "{claims}");
    let before = snapshot(site.path());
    update(site.path(), "draft.md", &later);
    assert_eq!(snapshot(site.path()), before);
}

#[test]
fn a_claim_that_was_renamed_by_hand_is_known_by_its_remark_or_its_words() {
    for (old, new) in [
        ("quote: mayor denied it", "quote: mayor denied"),
        ("desk-note: Bob two", "desk-note: mine"),
    ] {
        let site = imported(TWO);
        let (typed, path) = claims(site.path());
        let typed = typed.replace("mayor-denied-once:", "said-no:").replace(old, new);
        assert!(typed.contains("said-no:") && typed.contains(new), "{typed}");
        fs::write(site.path().join(&path), &typed).expect("claims");
        let later = TWO.replace("Bob two", "Bob two, and three");
        let printed = update(site.path(), "draft.md", &later);
        assert!(printed.contains("0 claims to complete"), "{printed}");
        assert!(printed.contains("said more of claims: said-no\n"), "{printed}");
        assert!(claims(site.path()).0.contains("Bob two, and three"));
        let printed =
            update(site.path(), "draft.md", later.replace("{>>Bob two, and three<<}", ""));
        let listed = "no longer in the document: Bob two, and three\n  it was removed or resolved there; it stays in the `desk-note` of `said-no`\n";
        assert!(printed.contains(listed), "{printed}");
    }
}
