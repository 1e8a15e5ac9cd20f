//! Documents imported into sites that hold something of the author's own: what the import would break is told or
//! mended, never left to the next build.

use super::draft::{DRAFT, imported};
use super::import_with;
use crate::support::{gainsay, read, report, snapshot};
use std::fs;
use std::path::Path;

fn write(site: &Path, path: &str, text: &str) {
    fs::write(site.join(path), text).expect("a file");
}

/// A later draft with a section between the two.
fn longer() -> String {
    DRAFT.replace("## After", "## Between\n\nA pause.\n\n## After")
}

/// Imports a later draft, and returns how the site then orders its sections.
fn update(site: &Path, later: &str) -> String {
    let (status, _, told) = import_with(site, "draft.md", later, &["--update"]);
    assert_eq!(status, Some(0), "{told}");
    let output = gainsay(&["check", "--drafts"], site);
    assert_eq!(output.status.code(), Some(0), "{}", report(&output));
    let article = read(site, "content/article.yaml");
    article.split("sections:").nth(1).expect("an order").split_whitespace().collect()
}

#[test]
fn sections_of_the_author_keep_their_place_in_an_order_that_the_import_writes() {
    let site = imported(DRAFT);
    write(site.path(), "content/01b-mine.md", "Mine.\n");
    write(site.path(), "content/09-last.md", "Last.\n");
    let order = update(site.path(), &longer());
    // A file name without a number of its own is an address as it stands.
    assert_eq!(order, "[the-vote,b-mine,between,after,last]");
    let before = snapshot(site.path());
    update(site.path(), &longer());
    assert_eq!(snapshot(site.path()), before);
}

#[test]
fn an_order_of_the_author_stays_and_takes_new_sections_in() {
    let site = imported(DRAFT);
    let article = read(site.path(), "content/article.yaml");
    write(
        site.path(),
        "content/article.yaml",
        &format!("sections:\n  - after # first\n  - the-vote\n{article}"),
    );
    let later = longer().replace("# The bridge", "# The old bridge");
    let order = update(site.path(), &later);
    assert_eq!(order, "-after#first-the-vote-betweentitle:Theoldbridge");
}

#[test]
fn a_new_section_gets_an_address_that_no_section_of_the_author_has() {
    let site = imported(DRAFT);
    write(site.path(), "content/05-between.md", "Mine.\n");
    let order = update(site.path(), &longer());
    assert_eq!(order, "[the-vote,between-2,after,between]");
    assert_eq!(read(site.path(), "content/05-between.md"), "Mine.\n");
    let before = snapshot(site.path());
    update(site.path(), &longer());
    assert_eq!(snapshot(site.path()), before);
}

#[test]
fn an_import_that_would_break_the_site_is_refused_with_file_line_and_hint() {
    let site = imported(DRAFT);
    write(
        site.path(),
        "content/sources.yaml",
        "witness:\n  title: A witness\n  url: https://secret.example/tape\n  access: confidential\n",
    );
    let output = gainsay(&["check"], site.path());
    assert_eq!(output.status.code(), Some(0), "{}", report(&output));
    let before = snapshot(site.path());
    let later = DRAFT.replace("mayor left", "[mayor](https://secret.example/tape) left");
    let (status, printed, told) = import_with(site.path(), "draft.md", &later, &["--update"]);
    assert_eq!((status, &*printed), (Some(1), ""), "{told}");
    assert!(
        told.starts_with("content/01-the-vote.md:7:5: error: ") && told.contains("\n  help: "),
        "{told}"
    );
    assert!(told.ends_with("\nnothing was written\n"), "{told}");
    let json = ["--update", "--format", "json"];
    let (_, printed, _) = import_with(site.path(), "draft.md", &later, &json);
    let told: serde_json::Value = serde_json::from_str(&printed).expect("a report");
    assert_eq!(told["refused"][0]["file"], "content/01-the-vote.md");
    assert_eq!(told["refused"][0]["line"], 7);
    assert_eq!(snapshot(site.path()), before);
}

#[test]
fn a_new_claim_never_has_the_earlier_id_of_another() {
    let site = imported(DRAFT);
    let path = "content/01-the-vote.yaml";
    let claims = read(site.path(), path)
        .replace("    draft: true\n", "    draft: true\n    aliases: [nobody-spoke]\n");
    write(site.path(), path, &claims);
    let later = DRAFT.replace("Nobody spoke.", "{==Nobody spoke.==}{>>Why?<<}");
    let (status, _, told) = import_with(site.path(), "draft.md", later, &["--update"]);
    assert_eq!(status, Some(0), "{told}");
    assert!(read(site.path(), path).contains("\n  nobody-spoke-2:\n"));
}

#[test]
fn claims_whose_words_a_later_draft_changed_are_listed_for_fix() {
    let site = imported(DRAFT);
    let path = "content/01-the-vote.yaml";
    let claims = read(site.path(), path).replace("    draft: true\n", "");
    write(site.path(), path, &claims);
    let output = gainsay(&["build"], site.path());
    assert_eq!(output.status.code(), Some(0), "{}", report(&output));
    let later = DRAFT.replace("on Monday", "never on Monday");
    let (status, printed, told) = import_with(site.path(), "draft.md", later, &["--update"]);
    assert_eq!(status, Some(0), "{told}");
    assert!(
        printed.contains("waiting for `gainsay fix`, which asks about it:\n  content/01-the-vote."),
        "{printed}"
    );
    let output = gainsay(&["check"], site.path());
    assert_eq!(output.status.code(), Some(1), "{}", report(&output));
}
