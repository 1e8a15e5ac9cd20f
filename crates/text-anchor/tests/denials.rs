//! A denial that a passage was cut off from at one of its edges is told, and none may be left out in a gap.
#![allow(missing_docs, reason = "a test")]

use text_anchor::lexicon::{self, Lexicon};
use text_anchor::passage::{Reason, Snapshot, find};

/// Looks `passage` up in `copy`, whose language is not known, and shows which word it hides, or what it was
/// cut off from.
fn check(copy: &str, passage: &str, expect: &str) {
    let shown = match find(&Snapshot::new(copy), passage, "") {
        Ok(found) => match found.turns.first() {
            None => "found".to_owned(),
            Some(turn) => format!("cut {}", turn.word),
        },
        Err(fault) => match fault.reason {
            Reason::Hides(word) => format!("hides {word}"),
            reason => format!("{reason:?}"),
        },
    };
    assert_eq!(shown, expect, "{passage:?} in {copy:?}");
}

/// The words of a list that occur on their own, in order.
fn words(lexicon: &Lexicon) -> Vec<&'static str> {
    let mut words: Vec<_> = lexicon.negations.iter().copied().collect();
    words.sort_unstable();
    words
}

fn languages() -> [(&'static Lexicon, [&'static str; 2]); 2] {
    let of = |tag| lexicon::of(tag).expect("a language with lists");
    [
        (of("en"), ["The members of the board were there and they", "the old mill at noon"]),
        (of("es"), ["Los vecinos del barrio estaban en la plaza y", "del viejo molino"]),
    ]
}

#[test]
fn every_denial_before_a_passage_is_reported() {
    for (lexicon, [lead, words_after]) in languages() {
        for word in words(lexicon) {
            let copy = format!("{lead} {word} {words_after} today.");
            check(&copy, words_after, &format!("cut {word}"));
            check(&copy, &format!("{word} {words_after}"), "found");
        }
    }
}

#[test]
fn every_denial_after_a_passage_is_reported() {
    for (lexicon, [lead, rest]) in languages() {
        for word in words(lexicon).into_iter().filter(|word| !lexicon.forward.contains(word)) {
            let copy = format!("{lead} {word} {rest}.");
            check(&copy, lead, &format!("cut {word}"));
        }
        for word in words(lexicon).into_iter().filter(|word| lexicon.forward.contains(word)) {
            check(&format!("{lead} {word} {rest}."), lead, "found");
        }
    }
}

#[test]
fn every_denial_in_a_gap_is_reported() {
    for (lexicon, [lead, rest]) in languages() {
        for word in words(lexicon) {
            let copy = format!("{lead} {word} {rest}.");
            check(&copy, &format!("{lead} ... {rest}"), &format!("hides {word}"));
        }
    }
}

#[test]
fn linking_words_do_not_hide_a_denial() {
    for (copy, word) in [
        ("The council refused to approve the sale.", "refused"),
        ("The council failed to approve the sale.", "failed"),
        ("It was unable to approve the sale.", "unable"),
        ("He denied that they would approve the sale.", "denied"),
        ("He denied they approve the sale.", "denied"),
        ("The mayor denies that they approve the sale.", "denies"),
        ("It is false that they approve the sale.", "false"),
        ("It is not true that they approve the sale.", "not"),
        ("It is not the case that they approve the sale.", "not"),
        ("They were never \u{201c}to approve the sale\u{201d}.", "never"),
        ("That they approve the sale was false, he said.", "false"),
        ("The claim that they approve the sale has been refuted.", "refuted"),
        ("They approve the sale not at all.", "not"),
    ] {
        check(copy, "approve the sale", &format!("cut {word}"));
    }
    let copy = "Es falso que la alcaldesa aprobó la venta. El concejo se negó a aprobar la venta.";
    check(copy, "la alcaldesa aprobó la venta", "cut falso");
    check(copy, "aprobar la venta", "cut negó");
}

#[test]
fn denial_of_something_else_is_not_reported() {
    for copy in [
        "They did not stay. They approve the sale.",
        "They did not stay, and approve the sale.",
        "Unlike the denial of last year, they approve the sale.",
        "They approve the sale. Not so the mayor.",
        "They approve the sale, not the plan.",
        "They approve the sale without a vote.",
        "They approve the sale not only today.",
        "They approve the sale and deny the rest.",
        "To approve the sale was not easy.",
        "Under section No. 10 they approve the sale.",
    ] {
        check(copy, "approve the sale", "found");
    }
}
