use super::*;
use crate::source::Files;
use proptest::prelude::*;

/// Draws each finding as the words that it points at.
fn check(input: &str, expect: &[&str]) {
    let mut files = Files::default();
    let file = files.add("x.yaml", input);
    let mut found = look(input, file, 0);
    found.sort_by_key(|d| d.place.as_ref().map(|p| p.span));
    let words = found.iter().filter_map(|d| d.place.as_ref()).map(|p| files.slice(p.span));
    assert_eq!(words.collect::<Vec<_>>(), expect, "{input}");
}

#[test]
fn a_letter_or_digit_right_after_the_mark_is_text_that_was_cut() {
    check("a: Bill #12\nb: Local #5 of it\n", &["#12", "#5 of it"]);
    check("a: No #é\n", &["#é"]);
    check("a: [Ann, Local #5\n  ]\n", &["#5"]);
    check("a: {b: c #5\n  }\n", &["#5"]);
    check("a: one\n  two #5\nb: c\n", &["#5"]);
    check("- x #1\n- y\n", &["#1"]);
    check("a: b\t#1\n", &["#1"]);
    check("a: &x b #1\nc: *x #2\n", &["#1", "#2"]);
    check("a: [x, #teamy\n  z]\n", &["#teamy"]);
}

#[test]
fn a_value_that_a_comment_leaves_empty_is_reported() {
    check("a: #1 in the poll\nb: c\n", &["#1 in the poll"]);
    check("a: # 1 in the poll\n", &["# 1 in the poll"]);
    check("a:\n  - #1\n  - b\n", &["#1"]);
    check("a: > #1\nb: c\n", &["#1"]);
    check("{a: #1\n}\n", &["#1"]);
    check("a: !!str #1\n", &["#1"]);
    check("a:\n  #1 in the poll\nb: c\n", &["#1 in the poll"]);
}

#[test]
fn a_remark_is_a_remark() {
    check("a: b # c\n", &[]);
    check("a: 2016-11-20 # again next year\n", &[]);
    check("a: one two three # four\n", &["# four"]);
    check("#head\na: b\n#foot\n", &[]);
    check("a: #note\n  b: c\n", &[]);
    check("a: #note\n  - b\n", &[]);
    check("a: #note\n  text\n", &[]);
    check("a: | #note\n  text #5\n", &[]);
    check("a: 'b #5'\n", &[]);
    check("a: b#5\nc: d\n", &[]);
    check("a: 'b' #note\n", &[]);
    check("a: [b] #note\n", &[]);
    check("a: [b, # note\n  c]\n", &[]);
    check("a: b #\n", &[]);
    check("--- #x\na: b\n", &[]);
    check("a:\n  b: c\n  #d: e\n  f: g\n", &[]);
    check("a:\n  b: c\n#d\n", &[]);
    check("a:\n  b: c\n\n    #d\n", &[]);
}

#[test]
fn after_a_closed_text_only_a_number_may_belong_to_it() {
    check("a: \"Bill\" #12\n", &["#12"]);
    check("a: [b] #12\n", &["#12"]);
}

#[test]
fn a_line_that_goes_on_with_a_text_is_cut() {
    check("a: one\n  #two\nb: c\n", &["#two"]);
    check("a: one\n  #two: three\nb: c\n", &[]);
}

#[test]
fn anchors_and_tags_are_left_out_of_the_text() {
    check("a: &amp; b\n", &["&amp;"]);
    check("a: &c\n", &["&c"]);
    check("a: !important b\n", &["!important"]);
    check("a: [!x b]\n", &["!x"]);
    check("{\"a\":&b c}\n", &["&b"]);
    check("a: &x b\nc: *x\nd: !!str e\nf: R&D !x\n", &[]);
}

#[test]
fn curly_marks_around_a_whole_value_are_reported() {
    check("a: “b c”\n", &["“b c”"]);
    check("a: «b»\nc: ‘it’s’\n", &["«b»", "‘it’s’"]);
    check("a: “b” and “c”\nd: “e” f\ng: '“h”'\nquote: “i”\npassage: “j”\n", &[]);
}

#[test]
fn hyphens_without_a_space_begin_no_item() {
    check("a:\n  -x\n  -y\n", &["-x\n  -y"]);
    check("a:\n  -é\n", &["-é"]);
    check("a: -x\nb:\n  -5\nc:\n  - -x\n", &[]);
}

#[test]
fn marks_in_the_midst_of_a_text_are_no_reason_to_read_it_again() {
    let text = "a: b — c “d”, e\nf: \"g: \\\"h\\\" ‘i’\"\nj-k: [l-m]\n";
    assert!(!may_say_less(text));
}

proptest! {
    /// No text is passed over that has something to report.
    #[test]
    fn what_is_not_read_again_has_nothing_to_report(
        text in "(counters:\n  |[{]\"a\":|a: |b: |- |\n|\r\n|\n  |, |\\[|\\]|\\}|\"|'|\\\\|-|é|n|x|1| |\u{a0}|[–·“”‘’«»\"]| #|&c|!|!d |--- |\\? ){0,12}",
    ) {
        let file = Files::default().add("x.yaml", text.as_str());
        let read = crate::yaml::parse(&text, file, 0).is_ok();
        prop_assert!(!read || may_say_less(&text) || slips(&text).is_empty(), "{text:?}");
    }
}
