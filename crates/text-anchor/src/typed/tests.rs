//! Tests that remove artefacts from pasted quotes.

use super::*;

/// Shows `quote` without artefacts, and the artefacts.
fn check(text: &str, quote: &str, expect: &str) {
    let haystack = Haystack::new(text);
    let quote = Quote { exact: quote, prefix: None, suffix: None };
    assert!(haystack.find(quote).is_empty(), "{quote:?} stands there as it is");
    let alerts = ["Note".to_owned(), "Aviso importante".to_owned()];
    let shown = without(&haystack, quote, &alerts).map(|found| {
        assert_eq!(
            &haystack.words(&found.range),
            &text[found.range.clone()].replace(['\n', '\t'], " ")
        );
        let taken: Vec<&str> = found.taken.iter().map(|(text, _)| text.as_str()).collect();
        format!("{} without {}", found.words, taken.join(" "))
    });
    assert_eq!(shown.as_deref().unwrap_or("nothing"), expect, "{quote:?}");
}

const TEXT: &str = "The deck was old and nobody had seen it. The mayor said “no”.\nClose it\nPaint it\nThe bill passed\tNine\tFour\nIt rose by 3.5 percent in 2016.\0Built in 1931.";

#[test]
fn numbers_of_footnotes() {
    check(TEXT, "The deck was old1 and nobody", "The deck was old and nobody without 1");
    check(TEXT, "was old[2] and nobody", "was old and nobody without [2]");
    check(TEXT, "was old² and nobody", "was old and nobody without ²");
    check(TEXT, "was old[^age] and", "was old and without [^age]");
    check(TEXT, "had seen it.12", "had seen it. without 12");
    check(TEXT, "said “no”.4", "said “no”. without 4");
    check(TEXT, "1. Built in 1931. ↩", "Built in 1931. without 1. ↩");
    check(TEXT, "old1 and nobody2 had seen3", "old and nobody had seen without 1 2 3");
}

#[test]
fn numbers_of_the_text_stay() {
    // A number that stands alone may be one of the author's.
    check(TEXT, "seen it. 3 The mayor", "nothing");
    check(TEXT, "rose by 3.57 percent in 2016", "nothing");
    check(TEXT, "rose by 13.5 percent", "nothing");
    check(TEXT, "rose by 3.5 percent1 in 2016.", "rose by 3.5 percent in 2016. without 1");
    check(TEXT, "rose by 3.5 percent in 20161", "nothing");
}

#[test]
fn marks_before_a_list_item_are_removed() {
    check(TEXT, "- Close it\n- Paint it", "Close it Paint it without - -");
    check(TEXT, "• Close it", "Close it without •");
    check(TEXT, "•Paint it", "Paint it without •");
    check(TEXT, "1. Close it 2. Paint it", "Close it Paint it without 1. 2.");
    check(TEXT, "b) Paint it", "Paint it without b)");
    check(TEXT, "[x] Close it [ ] Paint it", "Close it Paint it without [x] [ ]");
    check(TEXT, "- [ ] Paint it", "Paint it without - [ ]");
    // Inside a sentence, a number is part of the text.
    check(TEXT, "1. nobody had seen", "nothing");
    check(TEXT, "was 2. old", "nothing");
    check(TEXT, "The deck - was old", "nothing");
}

#[test]
fn bars_of_tables() {
    check(TEXT, "| The bill passed | Nine |", "The bill passed Nine without | | |");
    check(TEXT, "The bill passed|Nine|Four", "The bill passed Nine Four without | |");
}

#[test]
fn headings_of_alerts() {
    check(TEXT, "Note Paint it", "Paint it without Note");
    check(TEXT, "Aviso importante: Paint it", "Paint it without Aviso importante:");
    check(TEXT, "[!NOTE] Paint it", "Paint it without [!NOTE]");
    check(TEXT, "Note nobody had seen it", "nothing");
}

#[test]
fn addresses_and_marks_around_the_whole() {
    let at = "https://x.example/a#:~:text=The%20deck";
    check(TEXT, &format!("The deck was old {at}"), &format!("The deck was old without {at}"));
    check(
        TEXT,
        &format!("“The deck was old” – Source: {at}"),
        &format!("The deck was old without \" \" - Source: {at}"),
    );
    check(TEXT, "nobody had seen it. www.x.example", "nobody had seen it. without www.x.example");
    check(TEXT, "“nobody had seen”", "nobody had seen without \" \"");
    check(TEXT, "... nobody had seen...", "nobody had seen without ... ...");
}

#[test]
fn quote_found_nowhere_or_twice_has_no_result() {
    check("it is so. it is so.", "it is1 so", "nothing");
    check(TEXT, "- 1 2 3 |", "nothing");
    check(TEXT, "The deck was new1 and", "nothing");
}

#[test]
fn either_end_of_a_long_quote() {
    check(TEXT, "The deck1 ... seen it.2", "The deck ... seen it. without 1 2");
    check(TEXT, "• The deck [...] seen", "The deck ... seen without •");
}
