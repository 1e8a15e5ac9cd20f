use super::*;
use crate::markdown::{MarkdownOptions, parse};
use crate::source::Files;

/// Shows each block of a section with what gives it its sense.
fn check(source: &str, expect: &[&str]) {
    let mut files = Files::default();
    let file = files.add("content/a.md", source);
    let options = MarkdownOptions { raw_html: false, rewrite: true, section: true };
    let (document, _) = parse(source, file, 0, "a", options);
    let outline = Outline::of(&document);
    let shown: Vec<String> = (0..outline.blocks.len())
        .map(|i| {
            let block = &outline.blocks[i];
            let images = block.images.iter().map(|(target, alt)| format!("{target} {alt}"));
            let parts = [
                ("under", block.headings.clone()),
                ("after", outline.leads(i, &document)),
                ("head", vec![outline.head(i, &document)]),
                ("in", block.within.clone()),
                ("note", outline.notes(i, &document)),
                ("to", block.links.clone()),
                ("image", images.collect()),
                ("stressed", block.stressed.clone()),
            ];
            let mut shown = outline.words(i, &document);
            for (name, words) in parts {
                let words: Vec<String> = words.into_iter().filter(|w| !w.is_empty()).collect();
                if !words.is_empty() {
                    shown.push_str(&format!(" | {name}: {}", words.join("; ")));
                }
            }
            shown
        })
        .collect();
    assert_eq!(shown, expect, "{source}");
}

#[test]
fn headings_stand_over_what_comes_below_them() {
    check(
        "A.\n\n## B\n\nC.\n\n### D\n\nE.\n\n## F\n\nG.",
        &["A.", "B", "C. | under: B", "D | under: B", "E. | under: B; D", "F", "G. | under: F"],
    );
}

#[test]
fn a_paragraph_leads_in_to_each_item_of_a_list() {
    check(
        "These are so:\n\n- A\n- B\n  - C\n\nThen.",
        &[
            "These are so:",
            "A | after: These are so:",
            "B | after: These are so:",
            "C | after: These are so:; B",
            "Then.",
        ],
    );
    check(
        "So:\n\n1. A.\n\n   - B.\n\n2. C.",
        &["So:", "A. | after: So:", "B. | after: So:; A.", "C. | after: So:"],
    );
}

#[test]
fn quotations_alerts_and_tasks_are_what_a_block_stands_in() {
    check(
        "He said:\n\n> A.\n>\n> B.\n\n> [!WARNING]\n> C.\n\n- [x] D\n- [ ] E",
        &[
            "He said:",
            "A. | after: He said: | in: quote",
            "B. | after: He said: | in: quote",
            "C. | in: alert warning",
            "D | in: done",
            "E | in: to do",
        ],
    );
}

#[test]
fn a_row_of_a_table_has_the_head_of_the_table() {
    check(
        "So:\n\n| A | B |\n|---|---|\n| c | d |\n| e | [f](x.md) |",
        &[
            "A B | after: So:",
            "c d | after: So: | head: A B",
            "e f | after: So: | head: A B | to: x.md",
        ]
        .iter()
        .copied()
        .fold(vec!["So:"], |mut all, line| {
            all.push(line);
            all
        }),
    );
}

#[test]
fn a_block_refers_to_footnotes_links_and_images_and_stresses_words() {
    check(
        "A[^n] and *b*.\n\n![alt](i.png) C [d](e.md) **f g**.\n\n[^n]: Note *h*.",
        &[
            "A and b. | note: Note h. | stressed: b",
            "C d f g. | to: e.md | image: i.png alt | stressed: f g",
            "Note h. | stressed: h",
        ],
    );
    check("A.\n\n![b](i.png)\n\nC.", &["A. | image: i.png b", "C. | image: i.png b"]);
}
