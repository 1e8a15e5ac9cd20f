//! What the readers of documents make of odd blocks: no word moves, is lost or changes.

use super::draft::import_new;
use crate::support::{gainsay, read, report};
use std::fs;

/// The sections of a document, and what its import printed.
pub(super) fn sections(name: &str, bytes: &[u8]) -> (String, String) {
    let (status, printed, told, site) = import_new(name, bytes, &[]);
    assert_eq!(status, Some(0), "{told}");
    let names = fs::read_dir(site.path().join("content")).expect("content").filter_map(Result::ok);
    let mut names: Vec<String> =
        names.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    let sections = names.iter().filter(|name| name.ends_with(".md"));
    let text = sections.map(|name| read(&site.path().join("content"), name)).collect();
    let output = gainsay(&["check", "--drafts"], site.path());
    assert_eq!(output.status.code(), Some(0), "{}", report(&output));
    (text, printed)
}

#[test]
fn words_of_a_tight_item_stay_before_the_block_that_follows() {
    let check = |markdown: &str, expect: &str| {
        let (text, _) = sections("d.md", format!("Start.\n\n{markdown}\n").as_bytes());
        assert_eq!(text, format!("Start.\n\n{expect}\n"), "{markdown}");
    };
    check("- one\n  > two\n- three", "- one\n\n  > two\n\n- three");
    check("- one\n  # two\n- three", "- one\n\n  # two\n\n- three");
    check(
        "- one\n  | a | b |\n  |---|---|\n  | c | d |",
        "- one\n\n  | a | b |\n  | --- | --- |\n  | c | d |",
    );
    check("- one\n  <div>two</div>", "- one\n\n  two");
    check("- one\n  ***\n- two", "- one\n\n  ---\n\n- two");
    check("- one\n  ```\n  two\n  ```", "- one\n\n  ```\n  two\n  ```");
    check("- one\n  - two", "- one\n  - two");
    check("- [ ] one\n  > two", "- ☐ one\n\n  > two");
}

#[test]
fn braces_behind_a_heading_are_words_unless_they_are_attributes() {
    let check = |heading: &str, expect: &str, left: Option<&str>| {
        let (text, printed) =
            sections("d.md", format!("{heading}\n\nOne.\n\n## Two\n\nThree.\n").as_bytes());
        let title = text.lines().find_map(|line| line.strip_prefix("title: "));
        assert_eq!(title.map(|title| title.trim_matches('"')), Some(expect), "{heading}");
        match left {
            Some(left) => {
                let line = format!("  1 part of the page that is no text left out: “{left}”\n");
                assert!(printed.contains(&line), "{heading}: {printed}");
            }
            None => assert!(!printed.contains("left out"), "{heading}: {printed}"),
        }
    };
    check("## Costs {2024}", "Costs {2024}", None);
    check("## Sets {1, 2} and {3}", "Sets {1, 2} and {3}", None);
    check("## Prices {.5}", "Prices {.5}", None);
    check("## Costs \\{#id}", "Costs {#id}", None);
    check("## Costs `{#id}`", "Costs {#id}", None);
    check("## Costs {#id}", "Costs", Some("{#id}"));
    check("## Costs {#the_id_ .a key=\"b c\"}", "Costs", Some("{#the_id_ .a key=\"b c\"}"));
    check("## The *costs* ## {.a}", "The costs", Some("{.a}"));
    check("## Costs {-} ##", "Costs", Some("{-}"));
    check("Costs {#id}\n-----", "Costs", Some("{#id}"));
    check("Costs {2024}\n-----", "Costs {2024}", None);
}
