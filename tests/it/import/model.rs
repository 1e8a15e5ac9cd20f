//! Annotations are held to the Web Annotation Data Model: what it has is accepted, and what it forbids is refused
//! with a reason. The cases are our own; the W3C's samples give the same answers (`docs/reliability.md`).

use super::import;
use crate::support::{read, site_folder, snapshot};
use serde_json::{Value, json};

const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

/// An annotation that has nothing but what it must have.
fn least() -> Value {
    json!({
        "@context": CONTEXT, "id": "https://notes.example/1", "type": "Annotation",
        "target": "https://elsewhere.example/page",
    })
}

/// `whole` with more keys, which go over those that it has. A null takes a key away.
fn with(mut whole: Value, more: Value) -> Value {
    let (Some(map), Value::Object(more)) = (whole.as_object_mut(), more) else { return whole };
    for (key, value) in more {
        match value {
            Value::Null => map.remove(&key),
            value => map.insert(key, value),
        };
    }
    whole
}

/// A part of a page.
fn part(selector: Value) -> Value {
    json!({ "target": { "source": "https://elsewhere.example/page", "selector": selector } })
}

#[test]
fn annotations_of_the_model_are_accepted_whatever_they_are_about() {
    let moment = "2026-10-02T08:30:00Z";
    let page = "https://elsewhere.example/page";
    let state = |state: Value| json!({ "target": { "source": page, "state": state } });
    let right = [
        json!({}),
        json!({ "@context": [CONTEXT, "https://notes.example/more.jsonld"] }),
        json!({ "type": ["Annotation", "https://notes.example/Doubt"] }),
        json!({ "id": "urn:uuid:0c4f1c6e-6a0b-4c5e-9d67-0f4a3d1f8f10" }),
        json!({ "id": "#a88b22d0" }),
        // Bodies.
        json!({ "body": "https://notes.example/talk.mp3" }),
        json!({ "body": { "id": "https://notes.example/talk.mp3", "type": "Sound", "format": "audio/mpeg", "language": ["de", "fr"] } }),
        json!({ "body": { "type": "TextualBody", "value": "<p>Really?</p>", "format": "text/html", "language": "en", "textDirection": "ltr" } }),
        json!({ "bodyValue": "Really?" }),
        json!({ "bodyValue": ["Really?"] }),
        json!({ "body": [] }),
        json!({ "body": ["https://notes.example/a", { "value": "doubt", "purpose": "tagging" }] }),
        json!({ "body": { "type": "Choice", "items": [{ "id": "https://notes.example/en", "language": "en" }, { "type": "TextualBody", "value": "Nein." }] } }),
        json!({ "body": { "type": "SpecificResource", "purpose": "tagging", "source": "https://places.example/river" } }),
        json!({ "body": { "source": { "id": "https://notes.example/film", "type": "Video" }, "selector": { "type": "FragmentSelector", "conformsTo": "http://www.w3.org/TR/media-frags/", "value": "t=4,8" } } }),
        // Targets.
        json!({ "target": { "id": page, "format": "text/html", "processingLanguage": "en", "textDirection": "auto" } }),
        json!({ "target": [page, { "source": page, "scope": "https://elsewhere.example/frame" }] }),
        json!({ "target": { "type": "Composite", "items": [page, "https://elsewhere.example/other"] } }),
        json!({ "target": { "type": "List", "items": [page] } }),
        json!({ "target": { "type": "Independents", "items": [{ "id": page }] } }),
        json!({ "target": { "id": page, "type": "Video", "accessibility": "captions", "rights": "https://notes.example/licence" } }),
        // Selectors.
        part(json!("https://notes.example/selectors/4")),
        part(json!({ "id": "https://notes.example/shape.svg", "type": "SvgSelector" })),
        part(json!({ "type": "SvgSelector", "value": "<svg/>" })),
        part(json!({ "type": "CssSelector", "value": "main p:nth-child(2)" })),
        part(json!({ "type": "XPathSelector", "value": "/html/body/p[2]" })),
        part(
            json!({ "type": "TextQuoteSelector", "exact": "a river", "prefix": "", "suffix": " ran" }),
        ),
        part(json!({ "type": "TextPositionSelector", "start": 0, "end": 0 })),
        part(json!({ "type": "DataPositionSelector", "start": 12, "end": 96 })),
        part(json!({ "type": "RangeSelector",
            "startSelector": { "type": "XPathSelector", "value": "//td[1]" },
            "endSelector": { "type": "XPathSelector", "value": "//td[2]" } })),
        part(json!([
            { "type": "FragmentSelector", "value": "s2", "refinedBy": { "type": "TextPositionSelector", "start": 3, "end": 9 } },
            { "type": "https://notes.example/OwnSelector", "depth": 3 },
        ])),
        // States and what is done with a page.
        state(json!("https://notes.example/states/1")),
        state(json!({ "id": "https://notes.example/states/1" })),
        state(
            json!({ "type": "TimeState", "cached": "https://archive.example/1", "sourceDate": moment }),
        ),
        state(json!({ "type": "TimeState", "sourceDateStart": moment, "sourceDateEnd": moment,
            "refinedBy": { "type": "HttpRequestState", "value": "Accept: text/plain" } })),
        json!({ "stylesheet": { "type": "CssStylesheet", "value": ".a {}" }, "target": { "source": page, "styleClass": ["a"] } }),
        json!({ "target": { "source": page, "renderedVia": { "type": "Software", "name": "A reader" } } }),
        // Who, when, why and under which terms.
        json!({ "creator": "https://people.example/ida", "created": moment, "modified": moment, "generated": "2026-10-02T08:30:00.125+00:00" }),
        json!({ "creator": [{ "id": "https://people.example/ida", "type": "Person", "name": "Ida Renn", "nickname": "ida", "email": "mailto:ida@people.example", "homepage": "https://people.example/" }, "acct:max@notes.example"],
            "generator": { "type": "Software", "name": "A client" } }),
        json!({ "audience": { "type": "schema:Audience", "schema:audienceType": "editors" } }),
        json!({ "motivation": ["commenting", "questioning"] }),
        json!({ "rights": "https://notes.example/licence", "canonical": "urn:x:1", "via": ["https://a.example/", "https://b.example/"] }),
    ];
    let site = site_folder();
    for more in right {
        let (status, printed, told) =
            import(site.path(), "a.json", with(least(), more.clone()).to_string());
        assert_eq!(status, Some(0), "{more}: {told}");
        assert!(told.contains("on a page of no article of the site"), "{more}: {told}");
        assert_eq!(printed, "nothing in it; nothing was written\n", "{more}");
    }
}

#[test]
fn annotations_that_the_model_forbids_are_refused_with_all_that_is_wrong() {
    let page = "https://elsewhere.example/page";
    let two = json!(["https://notes.example/1", "https://notes.example/2"]);
    let moments = json!(["2026-10-02T08:30:00Z", "2026-10-02T08:31:00Z"]);
    let body = |body: Value| json!({ "body": body });
    let text = |more: Value| body(with(json!({ "type": "TextualBody", "value": "Really?" }), more));
    let wrong = [
        (
            json!({ "@context": null }),
            "it has no `@context`, which has to be `http://www.w3.org/ns/anno.jsonld`",
        ),
        (
            json!({ "@context": "a fish" }),
            "`@context` does not name `http://www.w3.org/ns/anno.jsonld`",
        ),
        (json!({ "@context": ["https://notes.example/more.jsonld"] }), "`@context` does not name"),
        (json!({ "id": null }), "it has no `id`"),
        (json!({ "id": "number one" }), "`id` is the text `number one`, and has to be an address"),
        (json!({ "id": two }), "`id` has 2 values, and has to have one"),
        (json!({ "id": 1 }), "`id` is the number 1, and has to be an address"),
        (json!({ "type": null }), "it has no `type`"),
        (json!({ "type": "Note" }), "`type` is not `Annotation`"),
        (json!({ "type": 4 }), "`type` is the number 4, and has to be a text"),
        // Bodies.
        (
            body(json!("a word or two")),
            "`body` is the text `a word or two`, and has to be an address or a map",
        ),
        (body(json!([page, 4])), "`body[1]` is the number 4, and has to be an address or a map"),
        (
            body(json!({ "id": "a word or two" })),
            "`body.id` is the text `a word or two`, and has to be an address",
        ),
        (body(json!({ "format": "text/plain" })), "`body` has no `id`"),
        (text(json!({ "value": null })), "`body` has no `value`"),
        (
            text(json!({ "value": ["One.", "Two."] })),
            "`body.value` has 2 values, and has to have one",
        ),
        (text(json!({ "format": 6 })), "`body.format` is the number 6, and has to be a text"),
        (text(json!({ "language": [3] })), "`body.language` is the number 3, and has to be a text"),
        (
            text(json!({ "processingLanguage": ["de", "fr"] })),
            "`body.processingLanguage` has 2 values",
        ),
        (
            text(json!({ "textDirection": "up" })),
            "`body.textDirection` is the text `up`, and has to be `ltr`, `rtl` or `auto`",
        ),
        (text(json!({ "textDirection": ["ltr", "rtl"] })), "`body.textDirection` has 2 values"),
        (text(json!({ "purpose": 1 })), "`body.purpose` is the number 1"),
        (text(json!({ "created": "today" })), "`body.created` is the text `today`"),
        (
            json!({ "bodyValue": "One.", "body": page }),
            "it has `body` and `bodyValue`, and may have one of them",
        ),
        (json!({ "bodyValue": ["One.", "Two."] }), "`bodyValue` has 2 values, and has to have one"),
        (json!({ "bodyValue": 23 }), "`bodyValue` is the number 23, and has to be a text"),
        (
            body(json!({ "type": ["Choice", "List"], "items": [page] })),
            "`body.type` is `Choice` and `List` at once",
        ),
        (
            body(json!({ "items": [page] })),
            "`body.items` stands in what is none of `Choice`, `Composite`, `List` and `Independents`",
        ),
        (body(json!({ "type": "Choice" })), "`body` has no `items`"),
        (body(json!({ "type": "Choice", "items": [] })), "`body.items` is no list of resources"),
        (
            body(json!({ "type": "Choice", "items": [{ "type": "TextualBody" }] })),
            "`body.items[0]` has no `value`",
        ),
        // Targets.
        (json!({ "target": null }), "it has no `target`"),
        (json!({ "target": [] }), "`target` is a list of nothing"),
        (json!({ "target": 9 }), "`target` is the number 9, and has to be an address or a map"),
        (
            json!({ "target": { "type": "TextualBody", "value": "Really?" } }),
            "`target` has no `id`",
        ),
        (json!({ "target": { "type": "SpecificResource" } }), "`target` has no `source`"),
        (json!({ "target": { "source": [page, page] } }), "`target.source` has 2 values"),
        (json!({ "target": { "source": { "type": "Text" } } }), "`target.source` has no `id`"),
        (
            json!({ "target": [page, { "selector": "https://notes.example/s" }] }),
            "`target[1]` has no `source`",
        ),
        (
            json!({ "target": { "source": page, "styleClass": 1 } }),
            "`target.styleClass` is the number 1",
        ),
        // Selectors and states.
        (part(json!(5)), "`target.selector` is the number 5, and has to be an address or a map"),
        (part(json!({ "exact": "a river" })), "`target.selector` has no `type`"),
        (part(json!({ "type": "FragmentSelector" })), "`target.selector` has no `value`"),
        (
            part(json!({ "type": "FragmentSelector", "value": ["a", "b"] })),
            "`target.selector.value` has 2 values",
        ),
        (
            part(json!({ "type": "FragmentSelector", "value": "a", "conformsTo": "that one" })),
            "`target.selector.conformsTo` is the text",
        ),
        (part(json!({ "type": "CssSelector" })), "`target.selector` has no `value`"),
        (
            part(json!({ "type": "XPathSelector", "value": 1 })),
            "`target.selector.value` is the number 1",
        ),
        (part(json!({ "type": "SvgSelector" })), "`target.selector` has no `value`"),
        (
            part(json!({ "type": "TextQuoteSelector", "prefix": "a" })),
            "`target.selector` has no `exact`",
        ),
        (
            part(json!({ "type": "TextQuoteSelector", "exact": "a river", "suffix": ["a", "b"] })),
            "`target.selector.suffix` has 2 values",
        ),
        (
            part(json!({ "type": "TextPositionSelector", "start": 3 })),
            "`target.selector` has no `end`",
        ),
        (
            part(json!({ "type": "TextPositionSelector", "start": -1, "end": 3 })),
            "`target.selector.start` is the number -1, and has to be a whole number from 0",
        ),
        (
            part(json!({ "type": "DataPositionSelector", "start": "1", "end": 3 })),
            "`target.selector.start` is the text `1`",
        ),
        (
            part(json!({ "type": "TextPositionSelector", "start": 4, "end": 3 })),
            "`target.selector.end` stands before its `start`",
        ),
        (
            part(
                json!({ "type": "RangeSelector", "startSelector": { "type": "CssSelector", "value": "p" } }),
            ),
            "`target.selector` has no `endSelector`",
        ),
        (
            part(
                json!({ "type": "CssSelector", "value": "p", "refinedBy": [{ "type": "CssSelector" }] }),
            ),
            "`target.selector.refinedBy` has no `value`",
        ),
        (
            json!({ "target": { "source": page, "state": { "type": "TimeState", "sourceDate": "once" } } }),
            "`target.state.sourceDate` is the text `once`",
        ),
        (
            json!({ "target": { "source": page, "state": { "type": "HttpRequestState" } } }),
            "`target.state` has no `value`",
        ),
        // Who, when and under which terms.
        (
            json!({ "creator": 6 }),
            "`creator` is the number 6, and has to be an address, a name or a map",
        ),
        (json!({ "creator": { "id": two } }), "`creator.id` has 2 values"),
        (
            json!({ "generator": { "homepage": "at home" } }),
            "`generator.homepage` is the text `at home`",
        ),
        (
            json!({ "created": "2026-10-02" }),
            "`created` is the text `2026-10-02`, and has to be a day and a time such as",
        ),
        (json!({ "modified": moments }), "`modified` has 2 values"),
        (json!({ "generated": "now" }), "`generated` is the text `now`"),
        (
            json!({ "motivation": [1, "x"] }),
            "`motivation[0]` is the number 1, and has to be a text",
        ),
        (
            json!({ "rights": "all of them" }),
            "`rights` is the text `all of them`, and has to be an address",
        ),
        (json!({ "canonical": two }), "`canonical` has 2 values"),
        (json!({ "via": "a friend" }), "`via` is the text `a friend`"),
        (json!({ "stylesheet": "red ink" }), "`stylesheet` is the text `red ink`"),
    ];
    let site = site_folder();
    let before = snapshot(site.path());
    for (more, expect) in wrong {
        let (status, printed, told) =
            import(site.path(), "a.jsonld", with(least(), more.clone()).to_string());
        let reason = told.split("this is no web annotation: ").nth(1).unwrap_or(&told);
        assert_eq!(status, Some(1), "{more}: {told}");
        assert!(reason.starts_with(expect), "{more}: {told}");
        assert_eq!(printed, "1 refused; nothing was written\n", "{more}");
    }
    let (_, _, told) = import(
        site.path(),
        "a.json",
        json!([with(least(), json!({ "id": 4, "created": "now", "bodyValue": "Who says so?" }))])
            .to_string(),
    );
    assert_eq!(
        told,
        "a.json:1:2: error: this is no web annotation: `id` is the number 4, and has to be an address; \
         `created` is the text `now`, and has to be a day and a time such as `2026-11-30T12:00:00Z`; \
         what was said: “Who says so?”\n  help: the form is that of https://www.w3.org/TR/annotation-model/\n"
    );
    assert_eq!(snapshot(site.path()), before);
}

#[test]
fn collections_and_pages_have_a_name_a_context_and_what_they_hold() {
    let item = with(least(), json!({ "@context": null }));
    let page = json!({
        "@context": CONTEXT, "id": "https://notes.example/page1", "type": "AnnotationPage",
        "partOf": "https://notes.example/all", "startIndex": 0, "items": [item],
    });
    let inner = with(page.clone(), json!({ "@context": null, "partOf": null }));
    let all = json!({
        "@context": CONTEXT, "id": "https://notes.example/all", "type": "AnnotationCollection",
        "label": "Notes", "total": 1, "creator": "https://people.example/ida", "first": inner,
    });
    let site = site_folder();
    let elsewhere = "a.json: note: one annotation is on a page of no article of the site: https://elsewhere.example/page\n  help: `--article ID` imports them into that article, wherever their page is\n";
    let listed = with(all.clone(), json!({ "first": [inner] }));
    for whole in [&page, &all, &listed] {
        let (status, _, told) = import(site.path(), "a.json", whole.to_string());
        assert_eq!((status, &*told), (Some(0), elsewhere), "{whole}");
    }
    for (whole, more, expect) in [
        (&all, json!({ "first": "https://notes.example/page1" }), "a.json:1:1: note: the collection names its first page and does not hold it\n  help: save that page, and import it\n".to_owned()),
        (&page, json!({ "next": "https://notes.example/page2" }), format!("a.json:1:1: note: the page names the next one and does not hold it\n  help: save that page too, and import it\n{elsewhere}")),
        (&all, json!({ "total": 0, "first": null }), String::new()),
    ] {
        let (status, _, told) =
            import(site.path(), "a.json", with(whole.clone(), more.clone()).to_string());
        assert_eq!((status, told), (Some(0), expect), "{more}");
    }
    let bare = json!({ "type": "AnnotationCollection" });
    let empty = json!({ "type": "AnnotationPage" });
    for (whole, more, expect) in [
        (&bare, json!({}), "it has no annotations in it; it has no `@context`"),
        (
            &bare,
            json!({ "type": ["AnnotationCollection"] }),
            "it has no annotations in it; it has no `@context`",
        ),
        (&empty, json!({}), "it has no `@context`"),
        (&all, json!({ "@context": null }), "it has no `@context`"),
        (&all, json!({ "id": null }), "it has no `id`"),
        (
            &all,
            json!({ "total": "one" }),
            "`total` is the text `one`, and has to be a whole number from 0",
        ),
        (&all, json!({ "first": 1 }), "`first` is the number 1"),
        (
            &all,
            json!({ "first": with(inner.clone(), json!({ "type": null })) }),
            "its first page: it has no `type`",
        ),
        (
            &all,
            json!({ "first": with(inner.clone(), json!({ "id": "page one" })) }),
            "its first page: `id` is the text `page one`",
        ),
        (&page, json!({ "id": 4 }), "`id` is the number 4"),
        (&page, json!({ "startIndex": -1 }), "`startIndex` is the number -1"),
        (&page, json!({ "items": null }), "it has no `items`"),
        (&page, json!({ "prev": "the one before" }), "`prev` is the text `the one before`"),
    ] {
        let (status, printed, told) =
            import(site.path(), "a.json", with(whole.clone(), more.clone()).to_string());
        assert_eq!((status, &*printed), (Some(1), ""), "{more}: {told}");
        let begin = "a.json:1:1: error: this is no collection of web annotations: ";
        let reason = told.strip_prefix(begin).unwrap_or(&told);
        assert!(reason.starts_with(expect), "{more}: {told}");
    }
}

#[test]
fn every_target_of_an_annotation_gets_a_claim_or_is_listed() {
    let site = site_folder();
    let at = |exact: &str| json!({ "source": "https://desk.example/", "selector": { "type": "TextQuoteSelector", "exact": exact } });
    let whole = with(
        least(),
        json!({ "bodyValue": "Who counted?", "target": [
            at("The council"),
            { "type": "List", "items": [at("the bridge"), at("not there")] },
            "https://elsewhere.example/page",
            "https://desk.example/",
        ] }),
    );
    let (status, printed, told) = import(site.path(), "a.json", whole.to_string());
    assert_eq!(status, Some(1));
    assert!(
        printed.starts_with("added `the-council`\nadded `the-bridge`\n2 added, 1 refused"),
        "{printed}"
    );
    for expect in [
        "these words stand nowhere: `not there`; what was said: “Who counted?”",
        "a note on no words of the page is left out: “Who counted?”",
        "one annotation is on a page of no article of the site: https://elsewhere.example/page",
    ] {
        assert!(told.contains(expect), "{expect}: {told}");
    }
    let claims = read(site.path(), "content/01-vote.yaml");
    assert_eq!(claims.matches("desk-note: \"Who counted?\"").count(), 2, "{claims}");
    // Once more, the same.
    let before = snapshot(site.path());
    let (_, printed, _) = import(site.path(), "a.json", whole.to_string());
    assert_eq!(printed, "2 there already, 1 refused; nothing was written\n");
    assert_eq!(snapshot(site.path()), before);
}
