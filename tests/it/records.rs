//! Lock files that say what is not so: a line that was forged, lost, or is of either of two claims.

use crate::support::{edit, gainsay, read, report, site_folder, write};
use gainsay::desk::init::{Host, ToolSource};
use std::fs;
use std::path::Path;

const LOCK: &str = "content/anchors.lock";
const CLAIMS: &str = "content/01-vote.yaml";
const COPY: &str = "content/snapshots/minutes.txt";
const PAGE: &str = "public/claims/vote.html";

/// A site whose claim cites a passage that its saved copy holds, with a line on it.
fn site_with_a_copy() -> tempfile::TempDir {
    let site = site_folder();
    edit(site.path(), CLAIMS, "passage: Carried.}", "passage: nine were in favour}");
    fs::create_dir_all(site.path().join("content/snapshots")).expect("a folder");
    write(site.path(), COPY, "That day nine were in favour, four against.\n");
    let output = gainsay(&["build"], site.path());
    assert_eq!(output.status.code(), Some(0), "{}", report(&output));
    assert!(
        read(site.path(), LOCK).contains("\"passage\":\"vote\""),
        "{}",
        read(site.path(), LOCK)
    );
    site
}

fn lines_of_passages(site: &Path) -> usize {
    read(site, LOCK).lines().filter(|line| line.starts_with("{\"passage\"")).count()
}

#[test]
fn existing_copy_is_checked_despite_the_lock() {
    let site = site_with_a_copy();
    assert!(read(site.path(), PAGE).contains(">Checked against a saved copy<"));
    // The hash of the copy in the lock is that of the copy as it is, which was changed with it.
    let old = text_anchor::confirmed::sha256(read(site.path(), COPY).as_bytes());
    edit(site.path(), COPY, "nine were", "four were");
    let new = text_anchor::confirmed::sha256(read(site.path(), COPY).as_bytes());
    edit(site.path(), LOCK, &old, &new);
    for command in [&["check", "--locked"][..], &["build"], &["build", "--locked"]] {
        let output = gainsay(command, site.path());
        assert_eq!(output.status.code(), Some(1), "{command:?}: {}", report(&output));
        assert!(report(&output).contains("error[passage-absent]"), "{}", report(&output));
    }
}

#[test]
fn without_the_copy_pages_say_what_the_lock_records() {
    let site = site_with_a_copy();
    fs::remove_file(site.path().join(COPY)).expect("removed");
    assert_eq!(gainsay(&["build", "--locked"], site.path()).status.code(), Some(0));
    let page = read(site.path(), PAGE);
    let said =
        "On record as checked against a saved copy on 21 November 2026; the copy was not at hand";
    assert!(page.contains(said) && !page.contains("Checked against"), "{page}");
    // A line without a day says no day, and one on another copy of words that are not quoted nothing.
    edit(site.path(), LOCK, ",\"date\":\"2026-11-21\"", "");
    assert_eq!(gainsay(&["build"], site.path()).status.code(), Some(0));
    let page = read(site.path(), PAGE);
    assert!(page.contains("On record as checked against a saved copy; the copy"), "{page}");
    edit(site.path(), CLAIMS, "nine were in favour", "nine were for it");
    assert_eq!(gainsay(&["build"], site.path()).status.code(), Some(0));
    assert!(read(site.path(), PAGE).contains(">Not checked against a saved copy<"));
}

#[test]
fn a_line_of_another_copy_is_renewed_by_fix_alone_and_only_where_the_passage_is_found() {
    let site = site_with_a_copy();
    let before = read(site.path(), LOCK);
    edit(site.path(), COPY, "That day", "On that day");
    assert_eq!(gainsay(&["build"], site.path()).status.code(), Some(0));
    assert_eq!(read(site.path(), LOCK), before);
    assert_eq!(gainsay(&["fix", "--yes"], site.path()).status.code(), Some(0));
    assert_ne!(read(site.path(), LOCK), before);
    assert_eq!(lines_of_passages(site.path()), 1);
}

#[test]
fn lost_lock_line_is_reported_by_check_and_build() {
    let site = site_with_a_copy();
    let claims = read(site.path(), CLAIMS);
    write(site.path(), CLAIMS, &format!("{claims}  bridge: {{quote: the bridge}}\n"));
    assert_eq!(gainsay(&["build"], site.path()).status.code(), Some(0));
    let whole = read(site.path(), LOCK);
    let quiet = gainsay(&["check", "--format", "github"], site.path());
    assert!(!String::from_utf8_lossy(&quiet.stdout).contains("lock-"), "{quiet:?}");
    let without = |start: &str| {
        let kept = whole.lines().filter(|line| !line.starts_with(start));
        kept.map(|line| format!("{line}\n")).collect::<String>()
    };
    for (text, command, title, words) in [
        (without("{\"claim\":\"bridge\""), "notice", "lock-new", "the words of 1 claim: `bridge`"),
        (without("{\"passage\""), "notice", "lock-new", "passages of 1 claim: `vote`"),
        (without("{"), "warning", "lock-missing", "the words of 2 claims: `vote` and `bridge`"),
        (String::new(), "warning", "lock-missing", "the words of 2 claims: `vote` and `bridge`"),
    ] {
        write(site.path(), LOCK, &text);
        let github = gainsay(&["check", "--format", "github"], site.path());
        let github = String::from_utf8_lossy(&github.stdout).into_owned();
        let line = github.lines().find(|line| line.contains(&format!("title={title}")));
        let line = line.unwrap_or_else(|| panic!("no {title}: {github}"));
        assert!(line.starts_with(&format!("::{command} ")) && line.contains(words), "{line}");
        let locked = gainsay(&["check", "--locked", "--format", "github"], site.path());
        assert_eq!(locked.status.code(), Some(1));
        assert!(!String::from_utf8_lossy(&locked.stdout).contains("lock-new"), "{locked:?}");
        let built = gainsay(&["build"], site.path());
        assert!(report(&built).contains(words), "{}", report(&built));
    }
}

#[test]
fn drafts_without_a_lock_file_are_not_said_to_be_confirmed_by_a_build() {
    let site = site_folder();
    fs::remove_file(site.path().join(LOCK)).expect("removed");
    let claims = read(site.path(), CLAIMS);
    write(site.path(), CLAIMS, &format!("{claims}  bridge: {{quote: the bridge, draft: true}}\n"));
    let told = || report(&gainsay(&["check", "--drafts"], site.path()));
    assert!(told().contains("nothing guards the words of 1 claim: `vote`"), "{}", told());
    edit(site.path(), CLAIMS, "quote: voted to close", "quote: voted to close\n    draft: true");
    assert!(!told().contains("[lock-"), "{}", told());
    let built = gainsay(&["build"], site.path());
    assert_eq!(built.status.code(), Some(0), "{}", report(&built));
    assert!(!site.path().join(LOCK).exists());
}

#[test]
fn claim_with_a_duplicate_id_is_not_confirmed() {
    let site = site_folder();
    let second = "  other:\n    quote: the bridge\n    counters:\n      - {id: vote, relation: denies, quote: The council}\n";
    write(site.path(), CLAIMS, &format!("{}{second}", read(site.path(), CLAIMS)));
    let lock = read(site.path(), LOCK);
    for arguments in [&["fix", "--accept", "vote"][..], &["fix", "--yes"]] {
        let output = gainsay(arguments, site.path());
        assert_ne!(output.status.code(), Some(0), "{}", report(&output));
        assert_eq!(read(site.path(), LOCK), lock, "{arguments:?}");
    }
    let output = gainsay(&["check"], site.path());
    let said = report(&output);
    assert!(said.contains("error[claim-duplicate]") && !said.contains("--accept"), "{said}");
    assert!(said.contains("1 error"), "{said}");
}

#[test]
fn the_workflow_of_a_new_site_checks_and_builds_with_the_lock_as_committed() {
    let source = ToolSource { address: "https://git.example/x".to_owned(), commit: None };
    let workflow = Host::GitHub.files(&source, "notes").swap_remove(0).text;
    let runs: Vec<&str> =
        workflow.lines().filter_map(|line| line.trim().strip_prefix("run: gainsay ")).collect();
    assert_eq!(runs.len(), 2, "{runs:?}");
    assert!(runs.iter().all(|run| run.contains(" --locked ")), "{runs:?}");
}
