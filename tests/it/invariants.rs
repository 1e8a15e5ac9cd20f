//! The invariants of the product that no other file here tests: nothing unresolved, nothing written
//! in YAML becomes markup, `check` writes nothing.

use crate::support::{build, drawn, page, site_folder, snapshot, tree};
use gainsay::diagnostic::Code;
use gainsay::model::keys;
use gainsay::pipeline::Outcome;
use proptest::prelude::*;
use std::path::Path;
use std::process::Command;

#[test]
fn invariant_2_nothing_unresolved_is_rendered() {
    for broken in [
        "claims:\n  x:\n    quote: a bridge\n    citations: [{source: gone, relation: supports}]\n",
        "claims:\n  x:\n    quote: a bridge\n    speaker: gone\n",
        "claims:\n  x:\n    quote: a bridge\n    counters: [{claim: gone, relation: denies}]\n",
        "claims:\n  x:\n    quote: no bridge\n",
        "claims:\n  x:\n    quote: a bridge\n    later: [{date: 2016, text: x, sources: [gone]}]\n",
    ] {
        let outcome = build(tree([
            ("gainsay.yaml", "title: Desk\n"),
            ("content/article.yaml", "title: A bridge\n"),
            ("content/01-a.md", "There is a bridge.\n"),
            ("content/01-a.yaml", broken),
        ]));
        assert!(outcome.failed() && outcome.pages.is_empty(), "{broken}");
    }
}

/// A site in which `@` stands wherever YAML takes text, and `%` wherever it takes Markdown.
const EVERYWHERE: &[(&str, &str)] = &[
    ("gainsay.yaml", "title: @\npublisher: @\nbase-url: https://x.example/\n"),
    (
        "content/article.yaml",
        "title: @\nstandfirst: @\nbyline: @\nannotated-by: @\nrights: @\nimages: {map.svg: {credit: @, licence: @}}\ncorrections: [{date: 2016-02-02, text: @}]\n",
    ),
    (
        "content/01-a.md",
        "---\ntitle: @\n---\n\nThere is a bridge.\n\n![Map](../static/map.svg \"Plan\")\n",
    ),
    (
        "static/map.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"30\" height=\"20\"/>\n",
    ),
    (
        "content/01-a.yaml",
        "claims:
  x:
    quote: a bridge
    states: @
    finding: @
    was: @
    checked: 2016-02-01
    checked-by: @
    reviewed: {by: @, on: 2016-02-01}
    reply: {asked: s, on: 2016-02-01, response: @}
    speaker: s
    note: %
    later: [{date: 2016, text: @, sources: [d]}]
    history: [{date: 2016, note: @}]
    citations: [{source: d, relation: supports, note: %, locator: @, passage: {text: @, translation: @, locator: @}}]
    counters: [{id: y, relation: denies, says: @}]
",
    ),
    ("content/sources.yaml", "d: {title: @, no-url: @, publisher: @, authors: [@, @], note: %}\n"),
    ("content/speakers.yaml", "s: {name: @, within: @, role: @, note: %}\n"),
];

/// That site with `text` and `note` in their places.
fn everywhere(text: &str, note: &str) -> Outcome {
    filled(|_| text.to_owned(), |_| note.to_owned())
}

/// That site with a text and a note of its own in each place, by the number of the place.
fn filled(text: impl Fn(usize) -> String, note: impl Fn(usize) -> String) -> Outcome {
    let json = |text: String| {
        serde_json::to_string(&text).expect("text has a form in JSON, which is YAML")
    };
    let mut place = 0;
    let mut fill = |template: &str| -> String {
        let parts = template.chars().map(|c| {
            place += usize::from(matches!(c, '@' | '%'));
            match c {
                '@' => json(text(place)),
                '%' => json(note(place)),
                c => c.to_string(),
            }
        });
        parts.collect()
    };
    let files: Vec<_> = EVERYWHERE.iter().map(|(path, text)| (*path, fill(text))).collect();
    build(tree(files.iter().map(|(path, text)| (*path, text.as_str()))))
}

#[test]
fn invariant_7_is_tried_with_every_key_that_takes_text() {
    let template: String = EVERYWHERE.iter().map(|(_, text)| *text).collect();
    for record in keys::ALL {
        for keys::FormatKey { name: key, takes, .. } in record.keys {
            let filled = match takes {
                keys::Takes::Text | keys::Takes::Texts => '@',
                keys::Takes::Markdown => '%',
                _ => continue,
            };
            let there = [format!("{key}: {filled}"), format!("{key}: [{filled}")];
            assert!(
                there.iter().any(|typed| template.contains(typed)),
                "`{key}` of {} takes text, and EVERYWHERE does not have it",
                record.name
            );
        }
    }
}

/// Keys that take text which search does not find, in the order of [`EVERYWHERE`]: what is said of the
/// whole site or of how it was made.
const UNSEARCHED: &[&str] = &[
    "title",
    "publisher",
    "annotated-by",
    "rights",
    "credit",
    "licence",
    "text",
    "by",
    "response",
    "note",
    "locator",
    "locator",
    "no-url",
    "within",
];

/// The keys of [`EVERYWHERE`] whose text is in no file that `is_wanted` selects by its path.
fn unfound(is_wanted: impl Fn(&str) -> bool) -> Vec<String> {
    let word = |place: usize| format!("Zq{}x", place + 100);
    let outcome = filled(word, word);
    assert!(!outcome.failed(), "{}", drawn(&outcome));
    let files = outcome.pages.iter().filter(|file| is_wanted(&file.path));
    let all: String =
        files.map(|file| String::from_utf8_lossy(&file.bytes).to_lowercase()).collect();
    let template: String =
        EVERYWHERE.iter().map(|(path, text)| format!("{path}\n{text}")).collect();
    let mut before = String::new();
    let mut unfound = Vec::new();
    for (place, part) in template.split_inclusive(['@', '%']).enumerate() {
        before.push_str(part);
        if !part.ends_with(['@', '%']) {
            break;
        }
        let key = before.trim_end_matches(['@', '%', ' ', '[']).trim_end_matches(':');
        let key = key.rsplit([' ', '\n', '{']).next().unwrap_or_default();
        if !all.contains(&word(place + 1).to_lowercase()) {
            unfound.push(key.to_owned());
        }
    }
    unfound
}

#[test]
fn every_text_is_found_by_search_or_known_not_to_be() {
    assert_eq!(unfound(|path| path.starts_with("search/")), UNSEARCHED);
}

#[test]
fn every_text_is_shown_on_a_page() {
    assert_eq!(unfound(|path| path.ends_with(".html")), [""; 0]);
}

/// Every element of a page with the names of its attributes. The picture is left out, which there is
/// where its letters can be drawn.
fn skeleton(html: &str) -> Vec<String> {
    let document = scraper::Html::parse_document(html);
    let all = scraper::Selector::parse("*").expect("a selector");
    let describe = |e: scraper::ElementRef| {
        let mut names: Vec<&str> = e.value().attrs().map(|(name, _)| name).collect();
        names.sort_unstable();
        format!("{} {names:?}", e.value().name())
    };
    let counts =
        |e: &scraper::ElementRef| !e.attr("property").unwrap_or_default().starts_with("og:image");
    document.select(&all).filter(counts).map(describe).collect()
}

/// Panics where `text` makes a page that differs from one with plain words in more than words.
fn check_harmless(text: &str) {
    let (outcome, plain) = (everywhere(text, "A note."), everywhere("plain words", "A note."));
    assert!(!outcome.failed(), "{text:?}: {}", drawn(&outcome));
    let pages = |o: &Outcome| o.pages.iter().filter(|p| !p.path.ends_with(".png")).count();
    assert_eq!(pages(&outcome), pages(&plain));
    for file in outcome.pages.iter().filter(|p| p.path.ends_with(".html")) {
        let (got, expected) = (page(&outcome, &file.path), page(&plain, &file.path));
        assert_eq!(skeleton(&got), skeleton(&expected), "{} with {text:?}", file.path);
    }
}

/// Panics where a note brings about an element or a link that no note may.
fn check_harmless_note(note: &str) {
    let outcome = everywhere("plain words", note);
    for file in outcome.pages.iter().filter(|p| p.path.ends_with(".html")) {
        let html = page(&outcome, &file.path);
        let plain = everywhere("plain words", "A note.");
        let risky = [
            "script", "iframe", "style", "object", "img", "svg", "form", "input", "link", "meta",
            "base", "h1",
        ];
        let count = |html: &str| {
            let of = |e: &String| {
                risky.iter().any(|r| e.starts_with(&format!("{r} "))) || e.contains("\"on")
            };
            skeleton(html).iter().filter(|e| of(e)).count()
        };
        assert_eq!(count(&html), count(&page(&plain, &file.path)), "{} with {note:?}", file.path);
        let document = scraper::Html::parse_document(&html);
        let links = scraper::Selector::parse("a[href]").expect("a selector");
        for link in document.select(&links).filter_map(|a| a.attr("href")) {
            let scheme = link.split_once(':').map_or("", |(scheme, _)| scheme);
            assert!(["", "http", "https", "mailto"].contains(&scheme), "{link}");
        }
    }
}

#[test]
fn invariant_7_what_is_written_in_yaml_does_not_become_markup() {
    for text in [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' onmouseover='alert(1)",
        "</title><script>",
        "</mark></p><form>",
        "<!-- x",
        "-->",
        "&lt;script&gt;",
        "{{ site.title }} {% raw %}",
        "[x](javascript:alert(1))",
    ] {
        check_harmless(text);
        check_harmless_note(text);
    }
    // What turns the order of characters round is refused where it is quoted.
    let reordered = everywhere("\u{202e}evil\u{202c}", "A note.");
    let refused = |d: &gainsay::diagnostic::Diagnostic| d.code == Code::QuoteReordered;
    assert!(reordered.failed() && reordered.diagnostics.iter().any(refused));
    for note in [
        "[x](https://example.org \"t\\\" onclick=1\")",
        "<https://example.org/\"onclick=x>",
        "[x](data:text/html,x) <javascript:alert(1)>",
        "# Big\n\nText.",
    ] {
        check_harmless_note(note);
    }
}

#[test]
fn invariant_7_ids_and_names_are_no_paths_outside_the_site() {
    let outcome = build(tree([
        ("gainsay.yaml", "title: Desk\n"),
        ("content/article.yaml", "title: A\n"),
        ("content/01-a.md", "There is a bridge.\n"),
        ("content/01-a.yaml", "claims:\n  '../../x': {quote: a bridge}\n"),
        (
            "content/sources.yaml",
            "'/etc/passwd': {title: x, no-url: x}\n'..': {title: x, no-url: x}\n",
        ),
        ("content/speakers.yaml", "'a/b': {name: x}\n"),
    ]));
    assert!(outcome.failed() && outcome.pages.is_empty());
    let codes: Vec<_> = outcome.diagnostics.iter().map(|d| d.code.as_str()).collect();
    assert_eq!(codes.iter().filter(|c| **c == "id-invalid").count(), 4, "{codes:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn invariant_7_no_text_whatever_becomes_markup(text in "[!-~<>\"'&;:=/()é][ -~<>\"'&;:=/()é]{0,40}") {
        check_harmless(&text);
        check_harmless_note(&text);
    }
}

#[test]
fn invariant_9_check_writes_nothing() {
    let folder = site_folder();
    let before = snapshot(folder.path());
    let status = Command::new(env!("CARGO_BIN_EXE_gainsay"))
        .arg("check")
        .arg(folder.path())
        .output()
        .expect("the program runs");
    assert!(status.status.success());
    assert_eq!(snapshot(folder.path()), before);
    assert!(!Path::new(&folder.path().join("public")).exists());
}
