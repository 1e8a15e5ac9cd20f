//! What a remark gives of which source.

use super::super::model::{DraftRemark, RemarkKind, Voice};
use super::evidence;

const A: &str = "https://a.example/1";
const B: &str = "https://b.example/2";

/// Asserts what is said of the sources of a remark with these voices and links.
fn check(voices: &[&str], links: &[(&str, &str)], expect: &[(&str, &[&str], Option<&str>)]) {
    let full = |text: &str| text.replace("{A}", A).replace("{B}", B);
    let voice = |text: &&str| Voice { text: full(text), ..Voice::default() };
    let remark = DraftRemark {
        kind: RemarkKind::Comment,
        voices: voices.iter().map(voice).collect(),
        links: links.iter().map(|(url, shown)| (full(url), full(shown))).collect(),
    };
    let found: Vec<_> =
        evidence(&remark).into_iter().map(|hint| (hint.url, hint.passages, hint.locator)).collect();
    let expect: Vec<_> = expect
        .iter()
        .map(|(url, passages, locator)| {
            let passages: Vec<String> = passages.iter().map(|&words| words.to_owned()).collect();
            (full(url), passages, locator.map(str::to_owned))
        })
        .collect();
    assert_eq!(found, expect, "{voices:?} {links:?}");
}

#[test]
fn what_stands_right_behind_each_address_is_of_it() {
    let both = [
        ("{A}", &["nine to four"][..], Some("page 3")),
        ("{B}", &["the deck was laid"][..], Some("at 00:41:20")),
    ];
    check(&["{A} “nine to four”, p. 3 {B} (00:41:20) “the deck was laid”"], &[], &both);
    check(&["See {A}: p. 3, “nine to four”; and {B}, “the deck was laid” 00:41:20."], &[], &both);
    check(&["{A}\n“nine to four”\np. 3\n{B}\n00:41:20\n“the deck was laid”"], &[], &both);
    check(
        &["supports: {A} p. 3\ncontradicts: {B} pp. 4-5"],
        &[],
        &[("{A}", &[], Some("page 3")), ("{B}", &[], Some("pages 4-5"))],
    );
    // So it is behind words that are links.
    check(
        &["The minutes, p. 3, and the log (p. 4)."],
        &[("{A}", "The minutes"), ("{B}", "the log")],
        &[("{A}", &[], Some("page 3")), ("{B}", &[], Some("page 4"))],
    );
    // A link whose words are its address is one name.
    check(
        &["{A} p. 3, {B} p. 4"],
        &[("{A}", "{A}"), ("{B}", "{B}")],
        &[("{A}", &[], Some("page 3")), ("{B}", &[], Some("page 4"))],
    );
}

#[test]
fn what_stands_on_a_line_or_in_an_answer_with_one_address_is_of_it() {
    check(
        &["“nine to four” is in {A}\nSee {B} as well"],
        &[],
        &[("{A}", &["nine to four"], None), ("{B}", &[], None)],
    );
    check(
        &["{A}, p. 3", "Not so: {B} says “the deck was laid”"],
        &[],
        &[("{A}", &[], Some("page 3")), ("{B}", &["the deck was laid"], None)],
    );
}

#[test]
fn what_may_be_of_any_of_several_addresses_is_of_none() {
    let none: [(&str, &[&str], Option<&str>); 2] = [("{A}", &[], None), ("{B}", &[], None)];
    for text in [
        "“nine to four” {A} {B}",
        "{A} “nine to four” {B}",
        "“nine to four” {A}, “the deck was laid” {B}",
        "{A} and {B}, p. 3",
        "{A} {B}\n“nine to four”",
        "{A} is as it was, p. 3, {B} is not, p. 4",
    ] {
        check(&[text], &[], &none);
    }
    // Words that stand twice do not say which of them is the link.
    check(
        &["The log p. 3, The log p. 4, and the minutes p. 5"],
        &[("{A}", "The log"), ("{B}", "the minutes")],
        &none,
    );
    check(&["{A} p. 3, and {A} p. 4"], &[], &[("{A}", &[], Some("page 3"))]);
}
