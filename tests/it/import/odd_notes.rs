//! Annotations as other programs write them: lists of one value, answers to other annotations, words whose id is
//! taken.

use super::{assert_checks, import};
use crate::support::{edit, read, site_folder, snapshot};
use serde_json::{Value, json};

const CLAIMS: &str = "content/01-vote.yaml";
const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

/// A web annotation with a name that says `text` about `target`.
fn annotation(name: &str, target: Value, text: &str) -> Value {
    json!({
        "@context": CONTEXT, "id": format!("https://notes.example/{name}"), "type": "Annotation",
        "creator": { "name": name }, "target": target, "bodyValue": text,
    })
}

/// Words of the site's page.
fn at(exact: &str) -> Value {
    json!({ "source": "https://desk.example/", "selector": { "type": "TextQuoteSelector", "exact": exact } })
}

/// An answer to the annotation with this name.
fn answer(name: &str, answered: &str, text: &str) -> Value {
    let mut answer = annotation(name, json!(format!("https://notes.example/{answered}")), text);
    answer["motivation"] = json!("replying");
    answer
}

#[test]
fn lists_of_one_value_are_read_as_that_value() {
    let whole = json!({
        "@context": CONTEXT, "id": ["https://notes.example/1"], "type": ["Annotation"],
        "creator": [{ "name": ["Ida"] }],
        "body": [
            { "type": ["TextualBody"], "value": ["Who counted?"], "purpose": ["commenting"] },
            { "type": "TextualBody", "value": ["doubt"], "purpose": ["tagging"] },
            { "type": "TextualBody", "value": "votes", "purpose": ["tagging", "classifying"] },
            { "type": ["SpecificResource"], "source": [{ "id": ["https://other.example/log"] }] },
            { "type": ["Choice"], "items": [{ "type": "TextualBody", "value": ["Really?"] }] },
        ],
        "target": [{ "source": ["https://desk.example/"], "selector": [{
            "type": ["FragmentSelector"], "value": ["vote"], "refinedBy": [{
                "type": ["TextQuoteSelector", "https://notes.example/Own"], "exact": ["The council"],
                "prefix": [""], "suffix": [" voted"],
            }],
        }] }],
    });
    let site = site_folder();
    let (status, printed, told) = import(site.path(), "a.json", whole.to_string());
    assert_eq!((status, &*told), (Some(0), ""));
    assert!(printed.starts_with("added `the-council`\n"), "{printed}");
    let claims = read(site.path(), CLAIMS);
    let note = "desk-note: |-\n      Ida: Who counted?\n      Really?\n      (doubt, votes)\n";
    assert!(claims.contains(note), "{claims}");
    assert!(claims.contains("#   - source: other-log\n"), "{claims}");
    // What says one thing alone, and what Hypothesis has.
    let site = site_folder();
    let mut simple = annotation("Ida", at("The council"), "");
    simple["bodyValue"] = json!(["Is it so?"]);
    let own = json!({ "id": "h", "uri": ["https://desk.example/"], "user": "acct:bo@h", "text": ["No.", "Or yes."], "tags": "odd",
        "target": [at("the bridge")] });
    let (status, _, told) = import(site.path(), "a.json", json!([simple, own]).to_string());
    assert_eq!((status, &*told), (Some(0), ""));
    let claims = read(site.path(), CLAIMS);
    assert!(claims.contains("desk-note: \"Ida: Is it so?\"\n"), "{claims}");
    assert!(
        claims.contains("desk-note: |-\n      bo: No.\n      Or yes.\n      (odd)\n"),
        "{claims}"
    );
    // Two values are refused, and are not lost.
    let site = site_folder();
    simple["bodyValue"] = json!(["One.", "Two."]);
    let (status, _, told) = import(site.path(), "a.json", simple.to_string());
    assert_eq!(status, Some(1));
    assert!(told.contains("what was said: “Ida: One. Two.”"), "{told}");
}

#[test]
fn answers_to_web_annotations_stand_beside_what_they_answer() {
    let mut part = annotation(
        "Part",
        json!({ "source": "https://notes.example/Ida", "selector":
        { "type": "TextQuoteSelector", "exact": "so" } }),
        "So what?",
    );
    part["motivation"] = json!(["oa:replying", "questioning"]);
    // Whatever its motivation: what is about an annotation of the file answers it.
    let bare = annotation("Bare", json!({ "id": "https://notes.example/Part" }), "So nothing.");
    let both = json!(["https://notes.example/Ida", "https://notes.example/Bo"]);
    let mut both = annotation("Both", both, "To both.");
    both["motivation"] = json!("replying");
    let all = json!([
        // The newest are first, as services give them.
        answer("Ada", "Max", "Deeper."),
        answer("Max", "Ida", "It is."),
        bare,
        part,
        both,
        annotation("Ida", at("The council"), "Is it so?"),
        annotation("Bo", at("the bridge"), "Which?"),
    ]);
    {
        let site = site_folder();
        let (status, printed, told) = import(site.path(), "a.json", all.to_string());
        assert_eq!((status, &*told), (Some(0), ""));
        assert!(
            printed.starts_with("added `the-council`\nadded `the-bridge`\n2 added"),
            "{printed}"
        );
        let claims = read(site.path(), CLAIMS);
        let lines = [
            "Ida: Is it so?",
            "Max: It is.",
            "Part: So what?",
            "Both: To both.",
            "Ada: Deeper.",
            "Bare: So nothing.",
        ];
        let thread = format!("desk-note: |-\n      {}\n", lines.join("\n      "));
        assert!(claims.contains(&thread), "{claims}");
        assert!(
            claims.contains("desk-note: |-\n      Bo: Which?\n      Both: To both.\n"),
            "{claims}"
        );
        assert_checks(site.path());
    }
}

#[test]
fn answers_to_what_is_not_in_the_file_are_listed_with_what_they_say() {
    let site = site_folder();
    let before = snapshot(site.path());
    let mut circle = [answer("One", "Two", "Round."), answer("Two", "One", "And round.")];
    circle[0]["motivation"] = json!("commenting");
    let itself = answer("Self", "Self", "Myself.");
    let of_page = {
        let mut note = annotation("Page", json!("https://desk.example/"), "To the page.");
        note["motivation"] = json!("replying");
        note
    };
    let [one, two] = circle;
    let all = json!([
        answer("Max", "Gone", "It is."),
        answer("Ada", "Max", "Deeper."),
        one,
        two,
        itself,
        of_page
    ]);
    let (status, printed, told) = import(site.path(), "a.json", format!("{all:#}"));
    assert_eq!(status, Some(0), "{told}");
    insta::assert_snapshot!(told, @r"
    a.json:57:3: note: a note on no words of the page is left out: “Page: To the page.”
    a.json:2:3: note: an answer to a note that is not imported is left out: “Max: It is.”
    a.json:13:3: note: an answer to a note that is not imported is left out: “Ada: Deeper.”
    a.json:24:3: note: an answer to a note that is not imported is left out: “One: Round.”
    a.json:35:3: note: an answer to a note that is not imported is left out: “Two: And round.”
    a.json:46:3: note: an answer to a note that is not imported is left out: “Self: Myself.”
    ");
    assert_eq!(printed, "nothing in it; nothing was written\n");
    assert_eq!(snapshot(site.path()), before);
}

#[test]
fn ids_that_a_claim_had_are_not_given_to_another() {
    let site = site_folder();
    edit(
        site.path(),
        CLAIMS,
        "quote: voted to close",
        "quote: voted to close\n    aliases: [the-council]",
    );
    let one = annotation("Ida", at("The council"), "Is it so?").to_string();
    let (status, printed, told) = import(site.path(), "a.json", one);
    assert_eq!((status, &*told), (Some(0), ""));
    assert!(printed.starts_with("added `the-council-2`\n"), "{printed}");
    assert_checks(site.path());
}
