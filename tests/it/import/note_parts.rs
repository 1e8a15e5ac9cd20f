//! Annotations of parts of words and of ranges, and bodies that are more than a text.

use super::notes::site;
use super::{assert_checks, import};
use crate::support::{read, snapshot, write};
use serde_json::{Value, json};

const CLAIMS: &str = "content/01-vote.yaml";
const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

fn annotation(selector: Value, body: Value) -> Value {
    json!({
        "@context": CONTEXT, "id": "https://notes.example/1", "type": "Annotation", "creator": { "name": "Ida" },
        "target": { "source": "https://desk.example/", "selector": selector }, "body": body,
    })
}

fn quote(exact: &str) -> Value {
    json!({ "type": "TextQuoteSelector", "exact": exact })
}

fn refined(mut selector: Value, by: Value) -> Value {
    selector["refinedBy"] = by;
    selector
}

fn range(start: Value, end: Value) -> Value {
    json!({ "type": "RangeSelector", "startSelector": start, "endSelector": end })
}

fn place(start: usize, end: usize) -> Value {
    json!({ "type": "TextPositionSelector", "start": start, "end": end })
}

fn question() -> Value {
    json!({ "type": "TextualBody", "value": "Is it so?" })
}

#[test]
fn a_selector_that_refines_another_is_about_a_part_of_its_words() {
    let vote = || json!({ "type": "FragmentSelector", "value": "vote" });
    let path = || json!({ "type": "XPathSelector", "value": "/p[1]" });
    for (selector, expect) in [
        (
            refined(quote("the clerk said no, too"), quote("said no")),
            "quote: {exact: said no, prefix: clerk}\n",
        ),
        (refined(quote("Later the clerk"), place(6, 15)), "quote: the clerk\n"),
        (
            refined(vote(), refined(quote("The mayor said no"), quote("mayor said"))),
            "quote: mayor said\n",
        ),
        (refined(path(), quote("Later the clerk")), "quote: Later the clerk\n"),
        // Of two that are the same, what is around them in the outer words tells which.
        (
            refined(
                quote("said no. Later the clerk said no, too"),
                json!({ "type": "TextQuoteSelector", "exact": "said no", "suffix": ", too" }),
            ),
            "quote: {exact: said no, prefix: clerk}\n",
        ),
        (range(quote("The mayor"), quote("Later")), "quote: The mayor said no.\n"),
        (
            range(quote("Later"), refined(quote("said no, too"), quote(", too"))),
            "quote: Later the clerk said no\n",
        ),
        (
            refined(vote(), range(quote("the clerk"), quote("and the"))),
            "quote: the clerk said no, too,\n",
        ),
        (refined(range(quote("Later"), quote("left")), quote("the mayor")), "quote: the mayor\n"),
        // Beside each other they are ways to the same words, of which the first that is known counts.
        (json!([place(1, 4), range(path(), path()), quote("the clerk")]), "quote: the clerk\n"),
        (
            json!([quote("the clerk"), range(quote("the clerk"), quote(" said no, too"))]),
            "quote: the clerk\n",
        ),
    ] {
        let site = site();
        let note = annotation(selector.clone(), question());
        let (status, printed, told) = import(site.path(), "a.json", note.to_string());
        assert_eq!((status, &*told), (Some(0), ""), "{selector}");
        assert!(printed.contains("1 added"), "{printed}");
        let claims = read(site.path(), CLAIMS);
        assert!(claims.contains(expect), "{selector}\n{claims}");
        assert_checks(site.path());
    }
}

#[test]
fn parts_and_ranges_that_are_not_there_are_refused_and_unread_selectors_are_told() {
    let path = |at: &str| json!({ "type": "XPathSelector", "value": at });
    for (selector, expect) in [
        (
            refined(quote("The mayor said no"), quote("clerk")),
            "`clerk` stands nowhere in what it refines: `The mayor said no`; what was said: “Ida: Is it so?”",
        ),
        (
            refined(quote("said no. Later the clerk said no"), quote("said no")),
            "`said no` stands several times in what it refines",
        ),
        (
            refined(quote("The mayor"), place(4, 40)),
            "TextPositionSelector 4 to 40 is not within `The mayor`",
        ),
        (
            refined(quote("The mayor"), place(4, 4)),
            "TextPositionSelector 4 to 4 is not within `The mayor`",
        ),
        (
            range(quote("Later"), quote("The mayor")),
            "the range from `Later` ... up to `The mayor` ends before it begins",
        ),
        (
            range(quote("Later"), quote("the porter")),
            "these words stand nowhere: `the porter`; what was said: “Ida: Is it so?”",
        ),
        (range(quote("said no"), quote("Later")), "these words stand in 2 places: `said no`"),
    ] {
        let site = site();
        let before = snapshot(site.path());
        let note = annotation(selector.clone(), question());
        let (status, _, told) = import(site.path(), "a.json", note.to_string());
        assert_eq!(status, Some(1), "{selector}: {told}");
        assert!(told.contains(expect), "{selector}: {told}");
        assert_eq!(snapshot(site.path()), before);
    }
    for (selector, expect) in [
        (
            range(path("/p[1]"), path("/p[2]")),
            "a note is left out, since nobody can look up which words it is about (RangeSelector): “Ida: Is it so?”",
        ),
        (
            json!([place(3, 9), path("/p[2]")]),
            "which words it is about (TextPositionSelector 3 to 9, XPathSelector `/p[2]`): “Ida: Is it so?”",
        ),
        (
            refined(quote("the clerk"), path("/i")),
            "the part that XPathSelector `/i` names cannot be looked up: all of `the clerk` counts",
        ),
        (
            json!([quote("the clerk"), quote("The mayor")]),
            "words of a further selector are left out: `The mayor`",
        ),
    ] {
        let site = site();
        let note = annotation(selector.clone(), question());
        let (status, _, told) = import(site.path(), "a.json", note.to_string());
        assert_eq!(status, Some(0), "{selector}: {told}");
        assert!(told.contains(expect), "{selector}: {told}");
    }
}

#[test]
fn bodies_that_are_no_page_of_the_web_are_in_the_note() {
    let site = site();
    let mut whole = annotation(
        quote("the clerk"),
        json!([
            { "type": "TextualBody", "value": "Is it so?", "creator": "acct:bo@notes.example" },
            "urn:isbn:9780306406157",
            { "id": "ftp://files.example/log", "purpose": "linking" },
            { "type": "SpecificResource", "source": "https://council.example/m", "purpose": "linking",
              "selector": { "type": "TextQuoteSelector", "exact": "Carried.", "prefix": "nine to four: " } },
            { "type": "SpecificResource", "source": "https://other.example/film",
              "selector": { "type": "FragmentSelector", "value": "t=10,20" } },
            { "source": "https://council.example/m", "selector": { "type": "TextQuoteSelector", "exact": "Nine to four" } },
            { "source": "https://places.example/river", "purpose": "tagging" },
        ]),
    );
    whole["creator"] = json!([{ "name": "Ida" }, { "nickname": "max" }]);
    let (status, _, told) = import(site.path(), "a.json", whole.to_string());
    assert_eq!((status, &*told), (Some(0), ""));
    insta::assert_snapshot!(read(site.path(), CLAIMS), @r"
    claims:
      vote:
        quote: voted to close
        citations: [{source: minutes, relation: supports, passage: Carried.}]
      the-clerk:
        # A draft: readers do not see it. When you have looked into it, write what you found as `finding`,
        # the day as `checked` and your name as `checked-by`, and take `draft: true` away.
        # Named in the note. Say how each bears on the claim (supports, contradicts,
        # qualifies, updates or repeats), and take `# ` away from the lines below.
        # citations:
        #   - source: minutes
        #     relation:
        #     passage:
        #       - Carried.
        #       - Nine to four
        #   - source: other-film
        #     relation:
        #     passage:
        quote: the clerk
        desk-note: |-
          Ida, max: acct:bo@notes.example: Is it so?
          urn:isbn:9780306406157
          ftp://files.example/log
          https://council.example/m (“Carried.”)
          https://other.example/film (FragmentSelector `t=10,20`)
          https://council.example/m (“Nine to four”)
          (https://places.example/river)
        draft: true
    ");
    assert_checks(site.path());
    let before = snapshot(site.path());
    let (status, printed, told) = import(site.path(), "a.json", whole.to_string());
    assert_eq!((status, &*told), (Some(0), ""));
    assert_eq!(printed, "1 there already; nothing was written\n");
    assert_eq!(snapshot(site.path()), before);
    // An address that nobody wrote down there is told, though nothing else is said.
    let link = annotation(quote("the clerk"), json!("https://new.example/page"));
    let (status, _, told) = import(site.path(), "a.json", link.to_string());
    assert_eq!(status, Some(0));
    let expect = "`the-clerk` is a claim of these words already; what was said is not imported: “https://new.example/page”";
    assert!(told.contains(expect), "{told}");
}

#[test]
fn what_is_said_twice_is_written_once_and_what_is_too_long_is_told_with_its_beginning() {
    let site = site();
    let one = annotation(quote("the clerk"), question());
    let mut other = one.clone();
    other["id"] = json!("https://notes.example/2");
    let both = json!([one, one, other]).to_string();
    let (status, printed, told) = import(site.path(), "a.json", &both);
    assert_eq!((status, &*told), (Some(0), ""));
    assert!(printed.contains("1 added"), "{printed}");
    assert!(read(site.path(), CLAIMS).contains("desk-note: \"Ida: Is it so?\"\n"));
    let long = annotation(quote("The mayor"), json!({ "value": "Too long. ".repeat(10_000) }));
    let (status, _, told) = import(site.path(), "a.json", long.to_string());
    assert_eq!(status, Some(1));
    let expect = "this annotation has more than 65536 bytes; on `The mayor`; what was said begins: “Ida: Too long. Too";
    assert!(told.contains(expect), "{told}");
    // In a form that the model does not have, all its words and addresses are told.
    let mut wrong = annotation(quote("The mayor"), json!(["https://other.example/a", question()]));
    wrong["id"] = json!(3);
    let (status, _, told) = import(site.path(), "a.json", wrong.to_string());
    assert_eq!(status, Some(1));
    let expect = "; on `The mayor`; what was said: “Ida: Is it so? https://other.example/a”";
    assert!(told.contains(expect), "{told}");
}

#[test]
fn new_sources_get_what_all_others_of_their_host_have_and_one_page_is_one_source() {
    let site = site();
    write(
        site.path(),
        "content/sources.yaml",
        "a: {title: A, url: 'https://press.example/a', publisher: The Press, kind: news}\n\
         b: {title: B, url: 'https://press.example/b', publisher: The Press, kind: news}\n\
         c: {title: C, url: 'https://mixed.example/c', publisher: One}\n\
         d: {title: D, url: 'https://mixed.example/d', publisher: Two}\n\
         minutes: {title: Minutes, url: 'https://council.example/m'}\n",
    );
    let addresses = [
        "https://press.example/log",
        "http://www.press.example/log/#part",
        "https://mixed.example/log",
        "https://bare.example/table.csv",
        "https://press.example/b",
    ];
    let notes = [
        annotation(quote("the clerk"), json!(addresses)),
        annotation(quote("The mayor"), json!(["https://press.example/log", addresses[2]])),
    ];
    let (status, printed, told) = import(site.path(), "a.json", json!(notes).to_string());
    assert_eq!(status, Some(0), "{told}");
    assert_eq!(
        told,
        "a.json: note: the new source `press-log` has the publisher that all other sources of its host have: The Press\n"
    );
    assert!(printed.starts_with("added `the-clerk`\nadded `the-mayor`\n2 added"), "{printed}");
    let sources = read(site.path(), "content/sources.yaml");
    let new = sources.split_once("/m'}\n").expect("the last that was there").1;
    insta::assert_snapshot!(new, @r"
    press-log:
      title: press.example/log
      url: https://press.example/log
      publisher: The Press
      draft: true
    mixed-log:
      title: mixed.example/log
      url: https://mixed.example/log
      draft: true
    bare-table:
      title: bare.example/table.csv
      url: https://bare.example/table.csv
      kind: dataset
      draft: true
    ");
    let claims = read(site.path(), CLAIMS);
    assert_eq!(claims.matches("- source: press-log\n").count(), 2, "{claims}");
    assert_eq!(claims.matches("- source: ").count(), 6, "{claims}");
    assert_checks(site.path());
}

#[test]
fn claims_whose_files_cannot_be_changed_are_refused_with_what_was_said() {
    let site = site();
    write(
        site.path(),
        "content/sources.yaml",
        "minutes: {title: Minutes, url: 'https://council.example/m'}\n...\n---\na: b\n",
    );
    let before = snapshot(site.path());
    let notes = [
        annotation(quote("the clerk"), json!("https://other.example/log")),
        annotation(quote("The mayor"), question()),
    ];
    let (status, _, told) = import(site.path(), "a.json", json!(notes).to_string());
    assert_eq!(status, Some(1));
    let expect = "`content/sources.yaml` cannot be changed: ";
    assert!(told.contains(expect), "{told}");
    assert!(told.contains("`the clerk`; what was said: “https://other.example/log”"), "{told}");
    assert_ne!(snapshot(site.path()), before);
}
