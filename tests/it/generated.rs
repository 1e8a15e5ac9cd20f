//! The site that measurements are made on: `examples/generate`.

#[path = "../../examples/generate/material.rs"]
mod material;
#[path = "../../examples/generate/ours.rs"]
mod ours;

use crate::support::{build, drawn, snapshot};
use gainsay::diagnostic::Severity;
use gainsay::pipeline::Outcome;
use material::{SEED, material};
use std::collections::BTreeMap;
use std::path::Path;

fn written(
    sections: usize,
    articles: usize,
    seed: u64,
) -> (tempfile::TempDir, BTreeMap<String, Vec<u8>>) {
    let folder = tempfile::tempdir().expect("a folder");
    ours::write(&material(sections, articles, seed), folder.path()).expect("a site");
    let files = snapshot(folder.path());
    (folder, files)
}

/// What a build of the site in `folder` yields, which is without an error.
fn built(folder: &Path) -> Outcome {
    let outcome = build(gainsay::load::read(folder).expect("a site"));
    let grave = outcome.diagnostics.iter().any(|d| d.severity() == Severity::Error);
    assert!(!grave, "{}", drawn(&outcome));
    outcome
}

#[test]
fn a_seed_gives_the_same_site_each_time_and_another_seed_another() {
    let (_, first) = written(3, 1, SEED);
    assert_eq!(first, written(3, 1, SEED).1);
    assert_ne!(first, written(3, 1, SEED + 1).1);
}

#[test]
fn a_generated_section_has_ten_claims_to_four_sources_and_markup_of_every_kind() {
    let (folder, files) = written(3, 1, SEED);
    let outcome = built(folder.path());
    let counts = &outcome.counts;
    assert_eq!((counts.sections, counts.marked, counts.sources), (3, 30, 12));
    let text = String::from_utf8_lossy(&files["content/00001-section-1.md"]);
    for markup in ["*", "`", "](https://", "- ", "|---|", "[^"] {
        assert!(text.contains(markup), "no {markup} in\n{text}");
    }
    // Words of one claim on both sides of an element, and in it.
    let html = outcome.pages.iter().find(|p| p.path == "index.html").expect("the article");
    let html = String::from_utf8_lossy(&html.bytes);
    assert!(html.contains(" for <em>") && html.contains("</em> days</mark>"), "{html}");
}

#[test]
fn seven_sections_in_three_articles_are_shared_out_in_their_order() {
    let (folder, files) = written(7, 3, SEED);
    let outcome = built(folder.path());
    assert_eq!((outcome.counts.sections, outcome.counts.marked), (7, 70));
    let homes: Vec<&str> = files.keys().filter_map(|path| path.strip_suffix(".md")).collect();
    let wanted = ["0/00000", "0/00001", "0/00002", "1/00003", "1/00004", "2/00005", "2/00006"];
    for (home, wanted) in homes.iter().zip(wanted) {
        assert!(home.starts_with(&format!("content/article-{wanted}-section-")), "{home}");
    }
    assert_eq!(homes.len(), wanted.len());
}
