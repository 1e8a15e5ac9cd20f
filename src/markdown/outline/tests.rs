use super::*;
use crate::markdown::{MarkdownOptions, parse};
use crate::source::Files;

/// Shows each block of a section with what gives it its sense.
fn check(source: &str, expect: &[&str]) {
    let mut files = Files::default();
    let file = files.add("content/a.md", source);
    let options = MarkdownOptions { raw_html: false, rewrite: true, section: true };
    let (document, _) = parse(source, file, 0, "a", options);
    let outline = BlockOutline::of(&document);
    let shown: Vec<String> = (0..outline.blocks.len())
        .map(|i| {
            let block = &outline.blocks[i];
            let images = block.images.iter().map(|(target, alt)| format!("{target} {alt}"));
            let parts = [
                ("under", outline.headings(block, &document)),
                ("after", outline.leads(block, &document)),
                ("head", vec![outline.head(block, &document)]),
                ("in", block.within.clone()),
                ("note", outline.notes(block, &document)),
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
            "A and b. | note: Note h. [emphasised: h] | stressed: b",
            "C d f g. | to: e.md | image: i.png alt | stressed: f g",
            "Note h. | stressed: h",
        ],
    );
    check("A.\n\n![b](i.png)\n\nC.", &["A. | image: i.png b", "C. | image: i.png b"]);
}

#[test]
fn what_leads_in_to_one_list_leads_in_to_the_next() {
    check(
        "These are so:\n\n- A\n\n1. B",
        &["These are so:", "A | after: These are so:", "B | after: These are so:"],
    );
}

#[test]
fn the_first_block_of_an_item_leads_in_to_the_others() {
    check(
        "So:\n\n- Proven:\n\n  A\n\n- B",
        &["So:", "Proven: | after: So:", "A | after: So:; Proven:", "B | after: So:"],
    );
}

#[test]
fn what_is_marked_in_a_heading_or_a_note_is_a_part_of_it() {
    check(
        "### Proven ~~wrong~~[^a]\n\nA\n\n[^a]: By *him*.",
        &[
            "Proven | note: By him. [emphasised: him]",
            "A | under: Proven [struck out: wrong] [note: By him. [emphasised: him]]",
            "By him. | stressed: him",
        ],
    );
}

#[test]
fn cells_without_words_are_seen_in_the_row_and_in_the_head() {
    check(
        "| True | |\n|---|---|\n| a | |\n| | b |",
        &["True", "a | head: True [cells: x-]", "b | head: True [cells: x-]"],
    );
}

#[test]
fn a_block_of_code_is_one_block_and_ends_before_the_next() {
    for (language, details) in [("", ""), ("sh", " | in: code sh")] {
        check(
            &format!("So:\n\n```{language}\n# a\nb c\n```\n\n> D"),
            &["So:", &format!("# a b c | after: So:{details}"), "D | in: quote"],
        );
    }
}

#[test]
fn every_byte_of_the_words_is_in_the_block_that_holds_it() {
    let source = "A.\n\n```sh\nx\n```\n\n- B.\n\n  C *d*.\n\n| e | f |\n|---|---|\n| g | |\n\nH[^a].\n\n[^a]: I.\n";
    let mut files = Files::default();
    let file = files.add("content/a.md", source);
    let options = MarkdownOptions { raw_html: false, rewrite: true, section: true };
    let (document, _) = parse(source, file, 0, "a", options);
    let outline = BlockOutline::of(&document);
    for (at, _) in document.text.text.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
        let block = outline.at(at).map(|i| outline.blocks[i].range.clone());
        assert!(block.is_some_and(|range| range.contains(&at)), "{at}");
    }
}

#[test]
fn blocks_lead_in_to_what_comes_after_a_rule_an_image_or_in_another_quotation() {
    check(
        "So:\n\n---\n\n- A\n\nOr so:\n\n![x](y.svg)\n\n> B\n\n> C\n>\n> D\n\n\u{2014} The court",
        &[
            "So:",
            "A | after: So:",
            "Or so: | image: y.svg x",
            "B | after: Or so: [image: y.svg x] | in: quote | image: y.svg x",
            "C | after: Or so: [image: y.svg x]; - The court | in: quote",
            "D | after: Or so: [image: y.svg x]; - The court | in: quote",
            "- The court",
        ],
    );
    check("So he said:\n\nA.\n\nB.", &["So he said:", "A. | after: So he said:", "B."]);
    check(
        "> So:\n>\n> A.\n>\n> B.",
        &["So: | in: quote", "A. | after: So: | in: quote", "B. | after: So: | in: quote"],
    );
}

#[test]
fn details_of_code_and_titles_of_links_are_kept() {
    check(
        "```sh file=a\nrun\n```\n\n[A](https://a.example \"B\") c.",
        &["run | in: code sh file=a", "A c. | to: https://a.example \"B\""],
    );
}
