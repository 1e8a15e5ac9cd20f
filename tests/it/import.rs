//! `gainsay import`: what it takes over, refuses and lists.

mod begun;
mod beside;
mod bibtex;
mod commands;
mod archives;
mod csl;
mod model;
mod examples;
mod kept;
mod known_again;
mod later;
mod lists;
mod looks;
mod note_parts;
mod notes;
mod odd_notes;
mod pages;
mod draft;
mod pictures;
mod readers;
mod recipes;
mod refused;
mod remarks;
mod ris;
mod round;
mod sheet;
mod sheet_rows;
mod tables;
mod signs;
mod told;
mod values;

use crate::support::{gainsay, read, report, site_folder, snapshot};
use std::fs;
use std::path::Path;

/// What comes of importing a file with this name and content into the site: exit status, what it printed, and
/// what it told.
fn import(site: &Path, name: &str, content: impl AsRef<[u8]>) -> (Option<i32>, String, String) {
    import_with(site, name, content, &[])
}

fn import_with(
    site: &Path,
    name: &str,
    content: impl AsRef<[u8]>,
    more: &[&str],
) -> (Option<i32>, String, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join(name);
    fs::write(&file, content).expect("a file");
    let file = file.to_str().expect("a path");
    let output = gainsay(&[&["import"], more, &[file]].concat(), site);
    // The folder has another name each time.
    let plain = |text: String| text.replace(file, name);
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    (output.status.code(), plain(printed), plain(report(&output)))
}

/// Asserts that a site has no errors.
fn assert_checks(site: &Path) {
    let output = gainsay(&["check"], site);
    assert_eq!(output.status.code(), Some(0), "{}", report(&output));
}

#[test]
fn a_file_of_no_kind_that_is_read_is_an_error_that_lists_those_that_are() {
    let site = site_folder();
    for name in ["notes.xyz", "notes", "bib"] {
        let (status, printed, told) = import(site.path(), name, "x");
        assert_eq!((status, &*printed), (Some(2), ""));
        assert!(
            told.starts_with(&format!(
                "error: `{name}` is of no kind that can be imported\n  help: read are "
            )),
            "{told}"
        );
        assert!(told.contains("`.bib` (BibTeX)"), "{told}");
    }
}

#[test]
fn a_dry_run_tells_the_same_and_writes_nothing() {
    let site = site_folder();
    let before = snapshot(site.path());
    let bib = "@online{letter, title={A letter}, url={https://mayor.example/}}";
    let (status, printed, _) = import_with(site.path(), "a.bib", bib, &["--dry-run"]);
    assert_eq!(status, Some(0));
    assert!(printed.contains("added `letter`\n1 added; nothing was written, "), "{printed}");
    assert_eq!(snapshot(site.path()), before);
}

#[test]
fn a_file_that_is_missing_or_a_folder_is_an_error_and_changes_nothing() {
    let site = site_folder();
    let before = snapshot(site.path());
    let folder = site.path().join("content").with_extension("bib");
    fs::create_dir(&folder).expect("a folder");
    for file in ["missing.bib", folder.to_str().expect("a path")] {
        let output = gainsay(&["import", file], site.path());
        assert_eq!(output.status.code(), Some(2), "{}", report(&output));
        assert!(report(&output).starts_with("error: cannot read "), "{}", report(&output));
    }
    assert_eq!(snapshot(site.path()), before);
}

#[test]
fn the_report_for_programs_has_all_that_became_of_each_record() {
    let site = site_folder();
    let bib = "@online{Letter_1, title={A letter}, url={https://mayor.example/}, keywords={a}}\n\
        @misc{minutes, title={Minutes}, url={https://council.example/m}}\n\
        @misc{empty, author={x}}\n";
    let (status, printed, _) = import_with(site.path(), "a.bib", bib, &["--format", "json"]);
    assert_eq!(status, Some(1));
    let report: serde_json::Value = serde_json::from_str(&printed).expect("JSON");
    assert_eq!(report["added"][0]["id"], "letter-1");
    assert_eq!(report["added"][0]["key"], "Letter_1");
    assert_eq!(report["there"][0]["id"], "minutes");
    assert_eq!(report["refused"][0]["line"], 3);
    assert_eq!(report["left-out"]["keywords"], 1);
    assert!(report["files"][0].as_str().is_some_and(|path| path.ends_with("content/sources.yaml")));
    assert!(read(site.path(), "content/sources.yaml").contains("\nletter-1:\n"));
}
