//! `gainsay annotate`: the stub that it prints, and where it puts it.

use crate::support::{edit, gainsay, read, report, site_folder, snapshot, write};
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const TEXT: &str = "content/01-vote.md";
const CLAIMS: &str = "content/01-vote.yaml";

fn annotate(arguments: &[&str], site: &Path) -> Output {
    let arguments: Vec<&str> =
        ["annotate"].iter().chain(arguments).copied().chain(["--site"]).collect();
    gainsay(&arguments, site)
}

/// The same with words on standard input.
fn piped(words: &str, arguments: &[&str], site: &Path) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_gainsay"))
        .args(["annotate", "--stdin"])
        .args(arguments)
        .arg("--site")
        .arg(site)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut input = child.stdin.take().expect("its input");
    input.write_all(words.as_bytes()).expect("words");
    drop(input);
    child.wait_with_output().expect("its output")
}

fn stub(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(0), "{}", report(output));
    String::from_utf8(output.stdout.clone()).expect("YAML is UTF-8")
}

/// Asserts that the site can be built, and that `id` is among its marks.
fn assert_marked(site: &Path, id: &str) {
    let output = gainsay(&["build"], site);
    assert_eq!(output.status.code(), Some(0), "{}", report(&output));
    assert!(read(site, "public/index.html").contains(&format!("id=\"c-{id}\"")), "{id}");
}

#[test]
fn a_stub_checks_clean_where_it_is_pasted() {
    let site = site_folder();
    let words = [
        ("The council", "the-council"),
        ("close the bridge.", "close-the-bridge"),
        ("She said: “no, {never}” # twice", "she-said-no-never"),
        ("100 % 'sure', yes", "100-sure-yes"),
    ];
    edit(
        site.path(),
        TEXT,
        "bridge.",
        "bridge. She said: “no, {never}” # twice. He was 100 % 'sure', yes: \"all\" \\\\ of it.",
    );
    std::fs::remove_file(site.path().join("content/anchors.lock")).expect("removed");
    for (words, id) in words {
        let before = snapshot(site.path());
        let output = annotate(&[words], site.path());
        let stub = stub(&output);
        assert!(report(&output).contains("01-vote.yaml"), "{}", report(&output));
        assert_eq!(snapshot(site.path()), before, "nothing is written unasked");
        assert!(stub.starts_with(&format!("  {id}:\n")), "{stub}");
        let claims = read(site.path(), CLAIMS);
        write(site.path(), CLAIMS, &format!("{claims}{stub}"));
        let output = gainsay(&["check"], site.path());
        assert_eq!(output.status.code(), Some(0), "{stub}{}", report(&output));
    }
}

#[test]
fn repeated_words_get_the_shortest_distinguishing_context() {
    let site = site_folder();
    edit(site.path(), TEXT, "bridge.", "bridge. The mayor said no. The old clerk said no.");
    std::fs::remove_file(site.path().join("content/anchors.lock")).expect("removed");
    let output = annotate(&["said no"], site.path());
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty());
    let said = report(&output);
    let places = "2 places; say which with --place:\n  1: content/01-vote.md:5:50: to close the bridge. The mayor [said no]. The old clerk said no.\n  2: content/01-vote.md:5:73: mayor said no. The old clerk [said no].";
    assert!(said.contains(places), "{said}");
    let stub = stub(&annotate(&["said no", "--place", "2"], site.path()));
    assert_eq!(stub, "  said-no:\n    quote: {exact: said no, prefix: clerk}\n");
    let claims = read(site.path(), CLAIMS);
    write(site.path(), CLAIMS, &format!("{claims}{stub}"));
    assert_eq!(gainsay(&["check"], site.path()).status.code(), Some(0));
    let again = annotate(&["said no", "--place", "1"], site.path());
    assert!(self::stub(&again).starts_with("  said-no-2:\n"), "an id of its own");
    for place in ["0", "3"] {
        assert_eq!(annotate(&["said no", "--place", place], site.path()).status.code(), Some(2));
    }
}

#[test]
fn an_editor_sends_the_words_on_standard_input() {
    let site = site_folder();
    let output = piped("council\nvoted to\n", &[], site.path());
    assert_eq!(stub(&output), "  council-voted-to:\n    quote: council voted to\n");
    // Without words there is nothing to look for.
    assert_eq!(annotate(&["--stdin"], site.path()).status.code(), Some(2));
    assert_eq!(annotate(&[" "], site.path()).status.code(), Some(2));
}

#[test]
fn a_claim_is_added_to_the_file_of_its_section() {
    let site = site_folder();
    let before = read(site.path(), CLAIMS);
    stub(&annotate(&["the bridge", "--write", "--id", "bridge"], site.path()));
    let after = read(site.path(), CLAIMS);
    assert_eq!(after, format!("{before}  bridge:\n    quote: the bridge\n"));
    assert_marked(site.path(), "bridge");
    let output = annotate(&["council", "--write", "--id", "bridge"], site.path());
    assert_eq!(output.status.code(), Some(2), "the id is taken");
    assert_eq!(read(site.path(), CLAIMS), after);
}

#[test]
fn a_claim_begins_the_file_of_its_section() {
    let site = site_folder();
    write(site.path(), "content/02-later.md", "---\ntitle: Later\n---\n\nThe clerk left.\n");
    stub(&annotate(&["clerk left", "--write"], site.path()));
    let new = read(site.path(), "content/02-later.yaml");
    assert_eq!(new, "claims:\n  clerk-left:\n    quote: clerk left\n");
    assert_marked(site.path(), "clerk-left");
}

#[test]
fn adding_a_claim_keeps_the_authors_text() {
    let site = site_folder();
    let typed = "\u{feff}# By hand.\r\nclaims:\r\n    vote:  # the first\r\n        quote: voted to close\r\n        citations: [{source: minutes, relation: supports}]";
    write(site.path(), CLAIMS, typed);
    stub(&annotate(&["the bridge", "--write"], site.path()));
    let after = read(site.path(), CLAIMS);
    assert_eq!(after, format!("{typed}\r\n    the-bridge:\r\n        quote: the bridge\r\n"));
    assert_marked(site.path(), "the-bridge");
    write(site.path(), CLAIMS, "claims: {vote: {quote: voted to close}}\n");
    stub(&annotate(&["council", "--write"], site.path()));
    let after = read(site.path(), CLAIMS);
    assert_eq!(after, "claims: {vote: {quote: voted to close}, council: {quote: council}}\n");
    let list = "claims:\n  - quote: voted to close\n";
    write(site.path(), CLAIMS, list);
    let output = annotate(&["council", "--write"], site.path());
    assert_eq!(output.status.code(), Some(1));
    assert!(report(&output).contains("change the file by hand"), "{}", report(&output));
    assert_eq!(read(site.path(), CLAIMS), list);
}

#[test]
fn words_of_the_title_go_into_the_head_of_the_article() {
    let site = site_folder();
    stub(&annotate(&["A bridge", "--write"], site.path()));
    let head = read(site.path(), "content/article.yaml");
    assert!(head.starts_with("title: A bridge\nclaims:\n  a-bridge:\n"), "{head}");
    assert_marked(site.path(), "a-bridge");
}

#[test]
fn missing_words_suggest_the_nearest() {
    let site = site_folder();
    let before = snapshot(site.path());
    for arguments in [
        &["council voted to shut the bridge"][..],
        &["council votes to close the bridge", "--write"],
    ] {
        let output = annotate(arguments, site.path());
        assert_eq!(output.status.code(), Some(1));
        assert!(output.stdout.is_empty());
        let said = report(&output);
        let nearest = "the nearest, in content/01-vote.md: council voted to close the bridge";
        assert!(
            said.starts_with("these words stand nowhere\n") && said.contains(nearest),
            "{said}"
        );
    }
    assert_eq!(snapshot(site.path()), before);
    // In a site with faults a claim can be begun all the same.
    fs::write(site.path().join(CLAIMS), "claims: [").expect("a file");
    assert_eq!(annotate(&["the bridge"], site.path()).status.code(), Some(0));
}

#[test]
fn text_copied_along_is_removed_and_reported() {
    let site = site_folder();
    edit(site.path(), TEXT, "bridge.", "bridge[^n]. It was\n\n1. late\n2. dark\n\n[^n]: Of wood.");
    let output =
        annotate(&["close the bridge1. It was\n1. late https://desk.example/"], site.path());
    let said = report(&output);
    assert!(said.contains("taken out of the words: `1`, which looks like"), "{said}");
    assert_eq!(
        stub(&output),
        "  close-the-bridge-it-was:\n    quote: close the bridge. It was late\n"
    );
    let output = annotate(&["ouncil voted"], site.path());
    assert_eq!(output.status.code(), Some(1));
    assert!(
        report(&output).contains("they cut `council`; whole: council voted"),
        "{}",
        report(&output)
    );
}

#[test]
fn marks_of_markdown_are_removed_and_reported() {
    for (text, words, taken) in [
        ("voted to **close**", "voted to **close**", "taken out of the words: `**`\n"),
        ("[voted](https://x.example/) to close", "[voted](https://x.example/) to close", "](http"),
        ("voted to `close`", "voted to `close`", "backticks"),
    ] {
        let site = site_folder();
        edit(site.path(), TEXT, "voted to close", text);
        let output = annotate(&[words], site.path());
        assert!(stub(&output).contains("quote: voted to close\n"), "{}", report(&output));
        assert!(report(&output).contains(taken), "{}", report(&output));
    }
}

#[test]
fn a_whole_claim_is_written() {
    let site = site_folder();
    write(site.path(), "content/speakers.yaml", "mayor:\n  name: The mayor\n");
    let more = [
        "close the bridge",
        "--speaker",
        "mayor",
        "--source",
        "minutes",
        "--relation",
        "supports",
        "--passage",
        "Carried: nine for.",
        "--finding",
        "It did.",
        "--checked",
        "--write",
    ];
    let before = read(site.path(), CLAIMS);
    let output = annotate(&more, site.path());
    assert_eq!(stub(&output), "content/01-vote.yaml: `close-the-bridge` added\n");
    let claim = "  close-the-bridge:\n    quote: close the bridge\n    speaker: mayor\n    finding: It did.\n    checked: 2026-11-21\n    citations:\n      - source: minutes\n        relation: supports\n        passage: \"Carried: nine for.\"\n";
    assert_eq!(read(site.path(), CLAIMS), format!("{before}{claim}"));
    assert_marked(site.path(), "close-the-bridge");
}

#[test]
fn an_address_begins_a_source() {
    let site = site_folder();
    let address = "https://www.council.example/reports/bridge-inspection.pdf";
    let of = |more: &[&str]| {
        let first =
            ["council voted", "--relation", "supports", "--passage", "Shut it.", "--source"];
        annotate(&[&first[..], more].concat(), site.path())
    };
    let before = snapshot(site.path());
    let output = of(&[address, "--write"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(report(&output).contains("a source needs `title`"), "{}", report(&output));
    assert_eq!(snapshot(site.path()), before);
    let output = of(&[address, "--title", "Inspection", "--write"]);
    assert_eq!(
        stub(&output),
        "content/sources.yaml: `council-bridge-inspection` added\ncontent/01-vote.yaml: `council-voted` added\n"
    );
    let sources = read(site.path(), "content/sources.yaml");
    assert!(sources.ends_with(&format!("council-bridge-inspection:\n  title: Inspection\n  url: {address}\n  publisher: council.example\n  media: application/pdf\n")), "{sources}");
    assert_marked(site.path(), "council-voted");
    // What the site has is cited, and a word that is none is told.
    let known = stub(&annotate(
        &["voted to", "--source", "http://council.example/m/", "--relation", "denies"],
        site.path(),
    ));
    assert!(known.contains("- source: minutes\n"), "{known}");
    let output = annotate(
        &["voted to", "--source", "minutes", "--relation", "proves", "--write"],
        site.path(),
    );
    assert_eq!(output.status.code(), Some(1), "{}", report(&output));
    assert!(report(&output).contains("proves"), "{}", report(&output));
}

#[test]
fn markdown_is_taken_as_it_stands_in_the_file() {
    let text = "The council **voted**[^n] to [close](https://x.example/ \"t\") the *old\nbridge*, as [the law][law] has it &amp; must.\n\n- The _mayor_ said no.\n- The clerk, too,\n  said `no`.\n\n1. First \\* of all.\n2. Then ~~never~~ now.\n\n> Quoted *words* here.\n> And more.\n\n| who | how |\n|---|---|\n| **Ann** | came by [boat](https://b.example/) |\n| Ben | walked |\n\n[^n]: Nine.\n\n[law]: https://law.example/\n";
    let site = site_folder();
    edit(site.path(), TEXT, "The council voted to close the bridge.\n", text);
    write(site.path(), CLAIMS, "claims:\n");
    for (copied, quote) in [
        (
            "council **voted**[^n] to [close](https://x.example/ \"t\") the *old\nbridge*",
            "council voted to close the old bridge",
        ),
        (
            "*old\nbridge*, as [the law][law] has it &amp; must",
            "\"old bridge, as the law has it & must\"",
        ),
        (
            "- The _mayor_ said no.\n- The clerk, too,\n  said `no`.",
            "The mayor said no. The clerk, too, said no.",
        ),
        ("_mayor_ said no.\n- The clerk", "mayor said no. The clerk"),
        ("1. First \\* of all.\n2. Then ~~never~~ now.", "\"First * of all. Then now.\""),
        ("> Quoted *words* here.\n> And more.", "Quoted words here. And more."),
        (
            "| **Ann** | came by [boat](https://b.example/) |\n| Ben | walked |",
            "Ann came by boat Ben walked",
        ),
        ("| **Ann** | came by [boat](https://b.example/) |", "Ann came by boat"),
        ("**Ann** | came by [boat](https://b.example/)", "Ann came by boat"),
        ("came by [boat](https://b.example/) |\n| Ben", "came by boat Ben"),
    ] {
        let output = piped(copied, &["--id", "x"], site.path());
        assert!(output.status.success(), "{copied}\n{}", report(&output));
        assert_eq!(
            stub(&output),
            format!("  x:\n    quote: {quote}\n"),
            "{copied}\n{}",
            report(&output)
        );
    }
}
