//! `gainsay check --against`: which claims are others than in an earlier state of the site.

use crate::support::{options, site_folder, tree_over};
use gainsay::diagnostic::{Diagnostic, Format};
use gainsay::pipeline::build;
use std::path::Path;
use std::process::{Command, Output};

const BASE: &[(&str, &str)] = &[
    ("gainsay.yaml", "title: Desk\nbase-url: https://desk.example/\n"),
    ("content/article.yaml", "title: A bridge\n"),
    (
        "content/01-vote.md",
        "The council voted nine to four to close the bridge. The mayor said no.\n",
    ),
    ("content/02-after.md", "It was closed on Monday.\n"),
    ("content/01-vote.yaml", VOTE),
    (
        "content/sources.yaml",
        "minutes: {title: Minutes, url: 'https://council.example/minutes', publisher: Council}\n\
         letter: {title: A letter, url: 'https://mayor.example/letter', publisher: Mayor}\n",
    ),
    ("content/speakers.yaml", "mayor: {name: The mayor}\nclerk: {name: The clerk}\n"),
];

const VOTE: &str = "\
claims:
  vote:
    quote: voted nine to four
    speaker: clerk
    finding: The minutes record it.
    checked: 2026-11-02
    citations:
      - {source: minutes, relation: supports, passage: Carried by nine votes to four.}
      - {source: letter, relation: repeats}
    counters:
      - {id: doubt, relation: denies, speaker: mayor, says: Two had left.}
  no: {quote: The mayor said no}
";

fn changes(files: &[(&str, &str)]) -> Vec<String> {
    let before = build(tree_over(BASE, &[]), &options(), &mut |_| {});
    let mut now = build(tree_over(BASE, files), &options(), &mut |_| {});
    assert!(now.is_comparable && before.is_comparable, "{:?}", now.diagnostics);
    now.compare(&before);
    let is_change = |one: &&Diagnostic| {
        ["claim-new", "claim-changed", "claim-gone"].contains(&one.code.as_str())
    };
    let told: Vec<Diagnostic> = now.diagnostics.iter().filter(is_change).cloned().collect();
    let short = Format::Short.render(&told, &now.files, "", false);
    short.lines().map(|line| line.replace(": note[", " [")).collect()
}

/// Panics where `from` in the file of claims is not followed by exactly `expect` after it became `to`.
fn check(from: &str, to: &str, expect: &[&str]) {
    assert!(VOTE.contains(from), "{from}");
    let edited = VOTE.replace(from, to);
    assert_eq!(changes(&[("content/01-vote.yaml", &edited)]), expect, "{from} -> {to}");
}

#[test]
fn the_same_site_has_no_changes() {
    assert!(changes(&[]).is_empty());
}

#[test]
fn each_part_of_a_claim_that_is_another_is_named() {
    const AT: &str = "content/01-vote.yaml:2:3 [claim-changed]: `vote` changes: ";
    let check = |from: &str, to: &str, expect: &str| check(from, to, &[&format!("{AT}{expect}")]);
    check(
        "quote: voted nine",
        "quote: council voted nine",
        "the words were \u{201c}voted nine to four\u{201d}",
    );
    check("speaker: clerk", "speaker: mayor", "the speaker was `clerk` and is `mayor`");
    check("    speaker: clerk\n", "", "the speaker was `clerk` and is the article");
    check("The minutes record it.", "The minutes say so.", "the finding is another");
    check("    finding: The minutes record it.\n", "", "the finding went");
    check("      - {source: letter, relation: repeats}\n", "", "evidence went: repeats `letter`");
    check("nine votes to four", "nine votes", "what is quoted of `minutes` is another");
    check(
        "relation: denies",
        "relation: contradicts",
        "answers came: contradicts `doubt`, and went: denies `doubt`",
    );
}

#[test]
fn a_status_that_follows_from_another_claim_is_told_too() {
    check(
        "relation: supports",
        "relation: contradicts",
        &[
            "content/01-vote.yaml:2:3 [claim-changed]: `vote` changes: the status was Supported and is Contradicted; evidence came: contradicts `minutes`, and went: supports `minutes`",
            "content/01-vote.yaml:11:14 [claim-changed]: `doubt` changes: the status was Contradicted and is Not yet checked",
        ],
    );
}

#[test]
fn claims_that_come_and_go_are_told() {
    check(
        "  no: {quote: The mayor said no}\n",
        "  close: {quote: to close the bridge}\n",
        &[
            "content/01-vote.yaml:1:1 [claim-gone]: `no` is not published any more; it was Not yet checked",
            "content/01-vote.yaml:12:3 [claim-new]: `close` is new: Not yet checked",
        ],
    );
    check(
        "  no: {quote: The mayor said no}\n",
        "  refusal: {quote: The mayor said no, aliases: [no]}\n",
        &["content/01-vote.yaml:12:3 [claim-changed]: `refusal` changes: it was called `no`"],
    );
    // A draft is in no page.
    check(
        "The mayor said no}",
        "The mayor said no, draft: true}",
        &[
            "content/01-vote.yaml:1:1 [claim-gone]: `no` is not published any more; it was Not yet checked",
        ],
    );
}

#[test]
fn an_edited_source_is_told_at_each_claim_that_cites_it() {
    let sources = BASE[5].1.replace("council.example/minutes", "council.example/other");
    assert_eq!(
        changes(&[("content/sources.yaml", &sources)]),
        [
            "content/01-vote.yaml:2:3 [claim-changed]: `vote` changes: the record of `minutes` is another: url"
        ]
    );
}

#[test]
fn every_key_that_readers_are_told_of_a_claim_or_a_source_is_compared() {
    for (key, value) in [
        ("via", "mayor"),
        ("date", "2016-02-01"),
        ("about", "said"),
        ("kind", "opinion"),
        ("states", "The council decided."),
        ("later", "[{date: 2016-03-01, text: It was opened again., sources: letter}]"),
    ] {
        let edited = VOTE.replace("    finding:", &format!("    {key}: {value}\n    finding:"));
        let told = changes(&[("content/01-vote.yaml", &edited)]);
        assert!(told.iter().any(|line| line.contains("`vote` changes: ")), "{key}: {told:?}");
    }
    for (key, value) in [
        ("authors", "[Ada Renn]"),
        ("date", "2016-02-01"),
        ("kind", "report"),
        ("access", "paywalled"),
        ("archived", "{url: 'https://archive.example/1', date: 2016-03-01}"),
        ("based-on", "letter"),
        ("speaker", "mayor"),
    ] {
        let edited =
            BASE[5].1.replace("{title: Minutes,", &format!("{{title: Minutes, {key}: {value},"));
        let told = changes(&[("content/sources.yaml", &edited)]);
        let expect = format!("the record of `minutes` is another: {key}");
        assert!(told.iter().any(|line| line.contains(&expect)), "{key}: {told:?}");
    }
}

/// Evidence that changes below a declared status is a fault, and what changed is told all the same.
#[test]
fn a_fault_of_a_judgement_or_of_a_template_does_not_hide_what_changed() {
    let declared = VOTE.replace("    finding:", "    status: supported\n    finding:");
    let edited = declared.replace("relation: supports", "relation: contradicts");
    let before =
        build(tree_over(BASE, &[("content/01-vote.yaml", &declared)]), &options(), &mut |_| {});
    let files =
        [("content/01-vote.yaml", &*edited), ("templates/claim.html", "{{ nothing }}\n{% if")];
    let mut now = build(tree_over(BASE, &files), &options(), &mut |_| {});
    assert!(now.is_comparable && before.is_comparable);
    now.compare(&before);
    let codes: Vec<&str> = now.diagnostics.iter().map(|one| one.code.as_str()).collect();
    for code in ["status-unearned", "template-invalid", "claim-changed"] {
        assert!(codes.contains(&code), "{code}: {codes:?}");
    }
}

#[test]
fn a_claim_of_one_of_several_articles_is_named_with_it() {
    let of = |quote: &str| {
        vec![
            ("gainsay.yaml".to_owned(), "title: Desk\n".to_owned()),
            ("content/one/article.yaml".to_owned(), "title: One\n".to_owned()),
            ("content/one/01-a.md".to_owned(), "The council voted.\n".to_owned()),
            ("content/one/01-a.yaml".to_owned(), format!("claims:\n  a: {{quote: {quote}}}\n")),
            ("content/two/article.yaml".to_owned(), "title: Two\n".to_owned()),
            ("content/two/01-a.md".to_owned(), "The council voted.\n".to_owned()),
            ("content/two/01-a.yaml".to_owned(), "claims:\n  a: {quote: voted}\n".to_owned()),
        ]
    };
    let site = |files: &[(String, String)]| {
        let files: Vec<(&str, &str)> = files.iter().map(|(p, t)| (&**p, &**t)).collect();
        build(tree_over(&files, &[]), &options(), &mut |_| {})
    };
    let (mut now, before) = (site(&of("council voted")), site(&of("voted")));
    now.compare(&before);
    let told = now.diagnostics.iter().filter(|one| one.code.is_of_comparison());
    let told: Vec<&str> = told.map(|one| one.message.as_str()).collect();
    assert_eq!(told, ["`one/a` changes: the words were \u{201c}voted\u{201d}"]);
}

#[test]
fn what_only_moved_is_not_told() {
    // The same claims in another order, in another layout, with text before them, in a renamed file.
    let (vote, no) = VOTE.split_once("  no:").expect("two claims");
    let moved = format!("# Edited.\nclaims:\n  no:{no}{}", vote.trim_start_matches("claims:\n"));
    let text = format!("It was late.\n\n{}", BASE[2].1);
    // A passage on two lines, and a remark.
    let moved = moved.replace(
        "passage: Carried by nine votes to four.",
        "passage: \"Carried by nine\\n  votes to four.\", note: A remark.",
    );
    assert!(changes(&[("content/01-vote.yaml", &moved), ("content/01-vote.md", &text)]).is_empty());
}

fn gainsay(arguments: &[&str], site: &Path, base: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_gainsay"))
        .args(["check", "--against"])
        .args([base, site])
        .args(arguments)
        .env("SOURCE_DATE_EPOCH", "1795219200")
        .output()
        .expect("the program runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("output is UTF-8")
}

#[test]
fn the_summary_for_a_pull_request_has_faults_and_changes() {
    let (base, site) = (site_folder(), site_folder());
    let file = site.path().join("content/01-vote.yaml");
    let claims = std::fs::read_to_string(&file).expect("a file");
    std::fs::write(&file, claims + "  hot: {quote: close the bridge, date: 2016-02-11}\n")
        .expect("a file");
    let output = gainsay(&["--format", "markdown"], site.path(), base.path());
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let summary = text(&output.stdout);
    assert!(summary.contains("\n## Claims that change: 1\n\n- content/01"), "{summary}");
    assert!(summary.contains("`hot` is new\\: Not yet checked (claim-new)\n"), "{summary}");
    assert!(summary.starts_with("## Warnings: "), "{summary}");
    // Beside the lines, for GitHub.
    let notes = text(&gainsay(&["--format", "github"], site.path(), base.path()).stdout);
    assert!(notes.contains(",title=claim-new::`hot` is new: Not yet checked\n"), "{notes}");
}

#[test]
fn a_site_that_cannot_be_read_whole_is_not_compared() {
    let (base, site) = (site_folder(), site_folder());
    let broken =
        |at: &Path| std::fs::write(at.join("content/01-vote.yaml"), "claims: [\n").expect("a file");
    broken(base.path());
    let output = gainsay(&[], site.path(), base.path());
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(0));
    let which = base.path().display();
    assert!(
        said.starts_with(&format!(
            "warning: claims are not compared: not all of {which} could be read\n"
        )),
        "{said}"
    );
    assert!(!said.contains("claim-new"), "{said}");
    let output = gainsay(&[], base.path(), site.path());
    assert_eq!(output.status.code(), Some(1));
    assert!(!text(&output.stderr).contains("claim-gone"));
    // So is one in a newer version of the format.
    std::fs::write(base.path().join("gainsay.yaml"), "title: Desk\nformat: 2\n").expect("a file");
    let output = gainsay(&[], site.path(), base.path());
    let said = text(&output.stderr);
    assert!(said.starts_with("warning: claims are not compared"), "{said}");
    assert!(!said.contains("claim-new"), "{said}");
    // Where nothing changed, that is said.
    let output = gainsay(&[], site.path(), site.path());
    assert!(
        text(&output.stdout)
            .ends_with("\nwords, evidence, findings and statuses of all claims are as before\n")
    );
    let nowhere = gainsay(&[], site.path(), Path::new("nowhere"));
    assert_eq!(nowhere.status.code(), Some(2));
    assert!(text(&nowhere.stderr).contains("there is no folder `nowhere`"));
}
