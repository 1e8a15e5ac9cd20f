//! Annotations of Hypothesis and of the W3C's model.

use super::{assert_checks, import, import_with};
use crate::support::{edit, gainsay, read, report, site_folder, snapshot, write};
use serde_json::{Value, json};

const CLAIMS: &str = "content/01-vote.yaml";
const PAGE: &str = "https://desk.example/";

/// A site with a second paragraph, confirmed.
pub fn site() -> tempfile::TempDir {
    let site = site_folder();
    edit(
        site.path(),
        "content/01-vote.md",
        "bridge.\n",
        "bridge. The mayor *said no*.\n\nLater the clerk said no, too, and the mayor left.\n",
    );
    std::fs::remove_file(site.path().join("content/anchors.lock")).expect("removed");
    let built = gainsay(&["build"], site.path());
    assert_eq!(built.status.code(), Some(0), "{}", report(&built));
    site
}

/// An annotation as the API of Hypothesis gives it.
fn row(id: &str, page: &str, words: [&str; 3], text: &str) -> Value {
    let [prefix, exact, suffix] = words;
    json!({
        "id": id, "user": "acct:ida@hypothes.is", "uri": page, "text": text, "tags": [],
        "user_info": { "display_name": null },
        "target": [{ "source": page, "selector": [
            { "type": "RangeSelector", "startContainer": "/div[1]/p[1]", "startOffset": 4 },
            { "type": "TextPositionSelector", "start": 7, "end": 20 },
            { "type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix },
        ] }],
    })
}

#[test]
fn annotations_of_hypothesis_become_drafts_with_what_was_said_and_the_sources_that_it_names() {
    let site = site();
    let mut tagged = row(
        "c",
        PAGE,
        ["", "the mayor left", ""],
        "Who saw it?\n\nSee https://other.example/log.pdf and https://council.example/m.",
    );
    tagged["tags"] = json!(["check", "urgent"]);
    let mut answer = row("d", PAGE, ["", "", ""], "I did: # yes");
    answer["target"] = json!([{ "source": PAGE }]);
    answer["references"] = json!(["c"]);
    answer["user_info"]["display_name"] = json!("Max Ode");
    let rows = json!({ "total": 5, "rows": [
        // The contexts of 32 characters begin and end inside words, and go over headings and marks.
        row("a", PAGE, ["voted to close the bridge. The ma", "yor said no", ".\n\n Later the clerk sai"], "Did she?"),
        row("b", PAGE, ["no.\n\nLater the cl", "erk said no, too", ", and the mayo"], "Minutes, p. 2."),
        tagged,
        answer,
        row("e", PAGE, ["he clerk ", "said no", ", too, and t"], "Twice."),
    ]});
    let (status, printed, told) = import(site.path(), "rows.json", rows.to_string());
    assert_eq!(status, Some(0), "{told}");
    insta::assert_snapshot!(told, @r"
    rows.json:1:10: note: `mayor-said-no`: the annotation cut a word; the claim has the whole: `mayor said no`
    rows.json:1:459: note: `clerk-said-no-too`: the annotation cut a word; the claim has the whole: `clerk said no, too`
    ");
    insta::assert_snapshot!(printed.split("; ").next().unwrap_or(""), @r"
    added `mayor-said-no`
    added `clerk-said-no-too`
    added `the-mayor-left`
    added `said-no`
    4 added
    ");
    insta::assert_snapshot!(read(site.path(), CLAIMS), @r#"
    claims:
      vote:
        quote: voted to close
        citations: [{source: minutes, relation: supports, passage: Carried.}]
      mayor-said-no:
        quote: mayor said no
        desk-note: "ida: Did she?"
        draft: true
      clerk-said-no-too:
        quote: clerk said no, too
        desk-note: "ida: Minutes, p. 2."
        draft: true
      the-mayor-left:
        # A draft: readers do not see it. When you have looked into it, write what you found as `finding`,
        # the day as `checked` and your name as `checked-by`, and take `draft: true` away.
        # Named in the note. Say how each bears on the claim (supports, contradicts,
        # qualifies, updates or repeats), and take `# ` away from the lines below.
        # citations:
        #   - source: other-log
        #     relation:
        #     passage:
        #   - source: minutes
        #     relation:
        #     passage:
        quote: the mayor left
        desk-note: |-
          ida: Who saw it?
          See https://other.example/log.pdf and https://council.example/m.
          (check, urgent)
          Max Ode: I did: # yes
        draft: true
      said-no:
        quote: {exact: said no, prefix: clerk}
        desk-note: "ida: Twice."
        draft: true
    "#);
    insta::assert_snapshot!(read(site.path(), "content/sources.yaml"), @r"
    minutes: {title: Minutes, url: 'https://council.example/m'}

    other-log:
      title: other.example/log.pdf
      url: https://other.example/log.pdf
      media: application/pdf
      draft: true
    ");
    assert_checks(site.path());
    let checked = gainsay(&["check", "--drafts"], site.path());
    assert!(!report(&checked).contains("anchor"), "{}", report(&checked));
    // Nothing of it is published.
    let built = gainsay(&["build"], site.path());
    assert_eq!(built.status.code(), Some(0), "{}", report(&built));
    for (path, bytes) in snapshot(&site.path().join("public")) {
        assert!(!String::from_utf8_lossy(&bytes).contains("Did she?"), "{path}");
    }
    let before = snapshot(site.path());
    let (status, printed, told) = import(site.path(), "rows.json", rows.to_string());
    assert_eq!((status, &*told), (Some(0), ""));
    assert_eq!(printed, "4 there already; nothing was written\n");
    assert_eq!(snapshot(site.path()), before);
}

#[test]
fn web_annotations_are_read_in_all_forms_that_hold_them() {
    let annotation = json!({
        "@context": "http://www.w3.org/ns/anno.jsonld", "id": "https://x.example/1", "type": "Annotation",
        "motivation": "commenting", "creator": { "name": "Ida Renn" },
        "body": { "type": "TextualBody", "value": "Is it so?" },
        "target": { "source": PAGE, "selector": { "type": "FragmentSelector", "value": "vote", "refinedBy": [
            { "type": "TextQuoteSelector", "exact": "The council voted" } ] } },
    });
    for (name, json) in [
        ("one.jsonld", annotation.clone()),
        ("list.json", json!([annotation])),
        (
            "page.json",
            json!({ "@context": "http://www.w3.org/ns/anno.jsonld", "id": "https://x.example/p", "type": "AnnotationPage", "items": [annotation] }),
        ),
        (
            "all.json",
            json!({ "@context": "http://www.w3.org/ns/anno.jsonld", "id": "https://x.example/all", "type": "AnnotationCollection", "first": { "id": "https://x.example/p", "type": "AnnotationPage", "items": [annotation] } }),
        ),
        ("export.json", json!({ "export_date": "2026-11-20", "annotations": [annotation] })),
    ] {
        let site = site();
        let (status, printed, told) = import(site.path(), name, json.to_string());
        assert_eq!((status, &*told), (Some(0), ""), "{name}");
        assert!(printed.starts_with("added `the-council-voted`\n"), "{printed}");
        let claims = read(site.path(), CLAIMS);
        assert!(claims.contains("  the-council-voted:\n    quote: The council voted\n    desk-note: \"Ida Renn: Is it so?\"\n    draft: true\n"), "{claims}");
    }
}

#[test]
fn an_export_of_the_site_comes_back_without_a_change() {
    let site = site();
    edit(
        site.path(),
        CLAIMS,
        "quote: voted to close",
        "quote: voted to close\n    finding: Carried.\n    checked: 2026-11-01",
    );
    let output = gainsay(&["export", "annotations"], site.path());
    assert_eq!(output.status.code(), Some(0), "{}", report(&output));
    let before = snapshot(site.path());
    let (status, printed, told) = import(site.path(), "a.json", &output.stdout);
    assert_eq!((status, &*told), (Some(0), ""));
    assert_eq!(printed, "1 there already; nothing was written\n");
    assert_eq!(snapshot(site.path()), before);
}

#[test]
fn what_cannot_be_placed_is_listed_with_its_words_and_with_what_was_said() {
    let site = site();
    let before = snapshot(site.path());
    let mut page_note = row("p", PAGE, ["", "", ""], "Of the whole.");
    page_note["target"] = json!([{ "source": PAGE }]);
    let mut lost = row("l", PAGE, ["", "", ""], "An answer.");
    lost["references"] = json!(["gone"]);
    let rows = json!([
        row("a", PAGE, ["", "voted to open", ""], "Not there."),
        row("b", PAGE, ["", "said no", ""], "Which one?"),
        row("c", PAGE, ["", "The council", ""], ""),
        row("d", PAGE, ["", "voted to close", ""], "There is a claim."),
        row("e", "https://elsewhere.example/", ["", "voted", ""], "Elsewhere."),
        row("f", "https://elsewhere.example/", ["", "voted", ""], "Elsewhere."),
        page_note,
        lost,
        json!(5),
        json!({ "title": "no target" }),
    ]);
    let (status, printed, told) = import(site.path(), "a.json", format!("{rows:#}"));
    assert_eq!(status, Some(1));
    insta::assert_snapshot!(told, @r"
    a.json:251:3: error: this is no annotation: it has no `target`
    a.json:252:3: error: this is no annotation: it has no `target`
    a.json:2:3: error: these words stand nowhere: `voted to open`; what was said: “ida: Not there.”
      help: the nearest, in 01-vote.md: voted to
    a.json:35:3: error: these words stand in 2 places: `said no`; what was said: “ida: Which one?”
      help: take more words around them
    a.json:68:3: note: a highlight about which nothing is said is left out: `The council`
    a.json:200:3: note: a note on no words of the page is left out: “ida: Of the whole.”
    a.json:215:3: note: an answer to a note that is not imported is left out: “ida: An answer.”
    a.json: note: 2 annotations are on a page of no article of the site: https://elsewhere.example/
      help: `--article ID` imports them into that article, wherever their page is
    a.json:101:3: note: `vote` is a claim of these words already; what was said is not imported: “ida: There is a claim.”
    ");
    assert_eq!(printed, "1 there already, 4 refused; nothing was written\n");
    assert_eq!(snapshot(site.path()), before);
    // A page of another site says how it could be imported.
    let one = json!([row("e", "https://elsewhere.example/", ["", "The mayor", ""], "Elsewhere.")]);
    let (status, _, told) = import(site.path(), "a.json", one.to_string());
    assert_eq!(status, Some(0));
    assert!(told.contains("one annotation is on a page of no article of the site: https://elsewhere.example/\n  help: `--article ID`"), "{told}");
}

#[test]
fn words_between_other_words_than_those_of_the_annotation_are_refused() {
    let site = site();
    let before = snapshot(site.path());
    let rows = json!([
        // The only place of the words, and one of two of them.
        row("a", PAGE, ["the school board ", "voted to close", " a library"], "Of a school."),
        row("b", PAGE, ["the porter ", "said no", " at the door"], "Of a porter."),
    ]);
    let (status, printed, told) = import(site.path(), "a.json", format!("{rows:#}"));
    assert_eq!(status, Some(1));
    insta::assert_snapshot!(told, @r"
    a.json:2:3: error: these words stand elsewhere than between what the annotation has around them: `voted to close`; what was said: “ida: Of a school.”
      help: in the article they stand here: The council [...] the bridge. The mayor said no.
    a.json:35:3: error: these words stand in 2 places: `said no`; what was said: “ida: Of a porter.”
      help: take more words around them
    ");
    assert_eq!(printed, "2 refused; nothing was written\n");
    assert_eq!(snapshot(site.path()), before);
    // Of a text that was edited since, one side tells the place.
    let edited = json!([row(
        "c",
        PAGE,
        ["On Tuesday, the ", "clerk said no", ", too, and the mayor slept"],
        "So?"
    )]);
    let (status, printed, told) = import(site.path(), "a.json", edited.to_string());
    assert_eq!((status, &*told), (Some(0), ""));
    assert!(printed.starts_with("added `clerk-said-no`\n"), "{printed}");
}

#[test]
fn words_within_a_section_are_not_looked_for_in_others() {
    let site = site();
    write(site.path(), "content/02-after.md", "---\ntitle: After\n---\n\nThe council met again.\n");
    let within = |id: &str, exact: &str| {
        json!({
            "@context": "http://www.w3.org/ns/anno.jsonld", "id": "https://x.example/1", "type": "Annotation",
            "bodyValue": "Is it so?",
            "target": { "source": PAGE, "selector": { "type": "FragmentSelector", "value": id, "refinedBy":
                { "type": "TextQuoteSelector", "exact": exact } } },
        })
        .to_string()
    };
    let before = snapshot(site.path());
    let (status, _, told) = import(site.path(), "a.json", within("text", "The council"));
    assert_eq!(status, Some(1));
    assert!(told.contains("these words stand in 2 places: `The council`"), "{told}");
    let (status, _, told) = import(site.path(), "a.json", within("after", "voted to close"));
    assert_eq!(status, Some(1));
    assert!(told.contains("these words stand nowhere: `voted to close`"), "{told}");
    assert_eq!(snapshot(site.path()), before);
    let (status, printed, told) = import(site.path(), "a.json", within("after", "The council"));
    assert_eq!((status, &*told), (Some(0), ""));
    assert!(printed.starts_with("added `the-council`\n"), "{printed}");
    assert!(read(site.path(), "content/02-after.yaml").contains("quote: The council\n"));
}

#[test]
fn pages_of_a_preview_and_of_sections_are_those_of_their_article() {
    for page in [
        "http://127.0.0.1:4747/",
        "http://localhost:4747/index.html",
        "https://desk.example/index.html#vote",
    ] {
        let site = site();
        let (status, printed, told) = import(
            site.path(),
            "a.json",
            json!([row("a", page, ["", "The council", ""], "So?")]).to_string(),
        );
        assert_eq!((status, &*told), (Some(0), ""), "{page}");
        assert!(printed.starts_with("added `the-council`"), "{printed}");
    }
    // An article whose address nobody says may be anywhere.
    let site = site();
    write(site.path(), "gainsay.yaml", "title: Desk\n");
    let one = json!([row("a", "https://any.example/", ["", "The council", ""], "So?")]);
    let (_, printed, _) = import(site.path(), "a.json", one.to_string());
    assert!(printed.starts_with("added `the-council`"), "{printed}");
    let site = self::site();
    let one = json!([row("a", "file:///page.html", ["", "The council", ""], "So?")]);
    let (_, printed, _) = import(site.path(), "a.json", one.to_string());
    assert_eq!(printed, "nothing in it; nothing was written\n");
}

#[test]
fn one_of_several_articles_is_named_or_found_by_its_page() {
    let site = site_folder();
    for path in ["content/article.yaml", "content/01-vote.md", CLAIMS, "content/anchors.lock"] {
        std::fs::remove_file(site.path().join(path)).expect("removed");
    }
    for article in ["bridge", "park"] {
        std::fs::create_dir_all(site.path().join("content").join(article)).expect("a folder");
        write(site.path(), &format!("content/{article}/article.yaml"), "title: An article\n");
        write(site.path(), &format!("content/{article}/01-a.md"), "The council voted.\n");
    }
    let rows = json!([
        row("a", "https://desk.example/park/", ["", "The council", ""], "Of the park."),
        row("b", "https://desk.example/", ["", "The council", ""], "Of the list."),
    ])
    .to_string();
    let (status, printed, told) = import(site.path(), "a.json", &rows);
    assert_eq!(status, Some(0), "{told}");
    assert!(printed.starts_with("added `park/the-council`\n1 added"), "{printed}");
    let (_, printed, _) = import_with(site.path(), "a.json", &rows, &["--article", "bridge"]);
    assert!(printed.starts_with("added `bridge/the-council`\n1 added"), "{printed}");
    let bridge = read(site.path(), "content/bridge/01-a.yaml");
    assert!(
        bridge.contains("desk-note: |-\n      ida: Of the park.\n      ida: Of the list.\n"),
        "{bridge}"
    );
    assert_checks(site.path());
}

#[test]
fn hostile_notes_stay_comments_or_are_refused() {
    let site = site();
    let text = "one\r\nevil: [\n\u{85}x: y\u{2028}z: 1\u{0}\u{1b}[31m \u{202e}!\n--- {{ x }} <script>\n#\n\t- a";
    let mut odd = row(
        "o",
        PAGE,
        ["", "The mayor", ""],
        "See javascript:alert(1) and https://a.example/'\"<b>x",
    );
    odd["__proto__"] = json!({ "x": 1 });
    odd["user_info"]["display_name"] = json!("I\nevil: x");
    let rows = json!([
        row("h", PAGE, ["", "The council", ""], text),
        odd,
        row("l", PAGE, ["", "the clerk", ""], &"x ".repeat(1_000_000)),
        row("w", PAGE, ["", &"x ".repeat(1_000_000), ""], "x"),
    ]);
    let (status, _, told) = import(site.path(), "a.json", rows.to_string());
    assert_eq!(status, Some(1));
    assert_eq!(told.matches("this annotation has more than 65536 bytes").count(), 2, "{told}");
    assert!(!told.contains(['\u{1b}', '\u{202e}']), "{told}");
    insta::assert_snapshot!(read(site.path(), CLAIMS), @r#"
    claims:
      vote:
        quote: voted to close
        citations: [{source: minutes, relation: supports, passage: Carried.}]
      the-council:
        quote: The council
        desk-note: |-
          ida: one
          evil: [
          x: y z: 1[31m !
          --- {{ x }} <script>
          #
          - a
        draft: true
      the-mayor:
        # A draft: readers do not see it. When you have looked into it, write what you found as `finding`,
        # the day as `checked` and your name as `checked-by`, and take `draft: true` away.
        # Named in the note. Say how each bears on the claim (supports, contradicts,
        # qualifies, updates or repeats), and take `# ` away from the lines below.
        # citations:
        #   - source: a-example
        #     relation:
        #     passage:
        quote: The mayor
        desk-note: "I evil: x: See javascript:alert(1) and https://a.example/'\"<b>x"
        draft: true
    "#);
    assert_checks(site.path());
    let deep = format!("[{{\"target\": {}1{}}}]", "[".repeat(10_000), "]".repeat(10_000));
    let (status, _, told) = import(site.path(), "a.json", deep);
    assert_eq!(status, Some(1));
    assert!(told.contains("recursion limit exceeded"), "{told}");
}
