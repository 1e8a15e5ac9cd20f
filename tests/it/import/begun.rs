//! What an import begins: sources and ids, of which nothing is guessed.

use super::draft::{import_new, imported};
use super::import_with;
use crate::support::{read, snapshot};
use std::fs;

#[test]
fn a_source_takes_no_kind_from_its_host_and_a_publisher_only_where_all_others_agree() {
    let drafted = |more: &str| format!("The council {{==voted nine to four==}}{{>>{more}<<}}.\n");
    for (sources, publisher) in [
        ("", None),
        ("one: {title: A, url: 'https://news.example/a', kind: interview}\n", None),
        (
            "one: {title: A, url: 'https://news.example/a', publisher: The News, kind: interview}\ntwo: {title: B, url: 'https://news.example/b'}\n",
            Some("The News"),
        ),
        (
            "one: {title: A, url: 'https://news.example/a', publisher: The News}\ntwo: {title: B, url: 'https://news.example/b', publisher: News Ltd}\n",
            None,
        ),
    ] {
        let site = imported(&drafted("Who?"));
        fs::write(site.path().join("content/sources.yaml"), sources).expect("sources");
        let later = drafted("Who? https://news.example/board-log-2024");
        let (status, printed, told) = import_with(site.path(), "draft.md", later, &["--update"]);
        assert_eq!(status, Some(0), "{told}");
        let written = read(site.path(), "content/sources.yaml");
        let new = written.split("news-board-log-2024:\n").nth(1).expect("a source");
        assert!(!new.contains("kind:"), "{written}");
        let line = publisher.map(|of| format!("\n  publisher: {of}\n"));
        assert_eq!(new.contains("publisher:"), line.is_some(), "{written}");
        assert!(line.is_none_or(|line| new.contains(&line)), "{written}");
        let told = "  publisher of `news-board-log-2024`, as all other sources of its host have it: The News\n";
        assert_eq!(printed.contains(told), publisher.is_some(), "{printed}");
    }
}

#[test]
fn ids_keep_the_words_that_tell_them_apart() {
    let text = "{==Eleven==}{>>https://example.org/board-log-2024<<} of the members came. {==Two of them==}{>>https://www.example.org/files/pipeline-map.html<<} resigned in March.\n";
    let (_, _, told, site) = import_new("draft.md", text.as_bytes(), &[]);
    let claims = read(site.path(), "content/01-eleven-of-the-members-came-two-of-them.yaml");
    for id in ["\n  eleven-members-came:\n", "\n  two-them-resigned-march:\n"] {
        assert!(claims.contains(id), "{claims}{told}");
    }
    let sources = read(site.path(), "content/sources.yaml");
    assert!(sources.starts_with("example-board-log-2024:\n"), "{sources}");
    // One is apart from the other, as claims are.
    assert!(sources.contains("  draft: true\n\nexample-pipeline-map:\n"), "{sources}");
    let before = snapshot(site.path());
    let (status, ..) = import_with(site.path(), "draft.md", text, &["--update"]);
    assert_eq!((status, snapshot(site.path())), (Some(0), before));
}
