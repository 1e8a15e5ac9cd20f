//! Passages in saved copies: what is found, what is not, and what is said about it.

mod judged;

use gainsay::parse::copy::{CopyKind, words};
use proptest::prelude::*;
use text_anchor::passage::{Fault, Reason, Snapshot, Verdict, find, verify};

/// The verdict on the passage that is the second of `expect`, in a copy in plain text, drawn as a
/// compiler would.
fn check(copy: &str, expect: &[&str]) {
    check_in(CopyKind::Text, copy, expect);
}

fn check_in(kind: CopyKind, copy: &str, expect: &[&str]) {
    let verdict = verify(&Snapshot::new(&words(kind, copy)), expect[1]);
    assert_eq!(draw(&verdict, expect[1]), expect.join("\n"));
}

/// Each of `passages` stands in `copy`.
fn found(copy: &str, passages: &[&str]) {
    found_in(CopyKind::Text, copy, passages);
}

fn found_in(kind: CopyKind, copy: &str, passages: &[&str]) {
    for passage in passages {
        assert_eq!(draw(&verify(&Snapshot::new(&words(kind, copy)), passage), passage), "found");
    }
}

fn draw(verdict: &Verdict, passage: &str) -> String {
    let Verdict::Absent(fault) = verdict else { return "found".to_owned() };
    let mut lines = vec![message(fault), passage.to_owned()];
    let mut point = |range: &std::ops::Range<usize>, text: &str| {
        let blanks = " ".repeat(passage[..range.start].chars().count());
        let carets = "^".repeat(passage[range.clone()].chars().count().max(1));
        lines.push(format!("{blanks}{carets} {text}").trim_end().to_owned());
    };
    let near = fault.near.as_ref();
    let changes = near.map_or(&[][..], |n| &n.changes);
    if changes.is_empty() {
        point(&fault.range, "");
    }
    for change in changes {
        assert!(fault.range.start <= change.range.start && change.range.end <= fault.range.end);
        let text = match change.copy.as_str() {
            "" => "the saved copy does not have this".to_owned(),
            copy => format!("the saved copy has `{copy}`"),
        };
        point(&change.range, &text);
    }
    if let Some(near) = near {
        let shown = format!("{} <{}> {}", near.before, near.words, near.after);
        lines.push(format!("saved: {}", shown.trim()));
    }
    lines.join("\n")
}

fn message(fault: &Fault) -> String {
    match &fault.reason {
        Reason::Empty => "no words".into(),
        Reason::Words => "not there".into(),
        Reason::Order => "not in this order".into(),
        Reason::Bracket => "the bracket stands for too much".into(),
        Reason::Hides(word) => format!("hides `{word}`"),
        Reason::Adds(word) => format!("adds `{word}`"),
    }
}

const BRIDGE: &str = "It was late. The mayor, John Smith, said that the council of the town did \
not close the bridge. Mr. Smith never asked for it. “The men are wrong,” he said... and left. \
Nobody could say why he said so.\n\nThe paper wrote that the teh bridge stands.";

#[test]
fn invisible_differences_do_not_count() {
    found(
        BRIDGE,
        &[
            "The mayor, John Smith,",
            "“The men are\n  wrong,\" he said…",
            "he said... and left",
            "brid\u{ad}ge stands.",
        ],
    );
}

#[test]
fn visible_differences_count() {
    check(
        BRIDGE,
        &[
            "not there",
            "the mayor, John Smith, said that the council or the town did not close",
            "^^^ the saved copy has `The`",
            "                                             ^^ the saved copy has `of`",
            "saved: It was late. <The mayor, John Smith, said that the council of the town did not close> the bridge. Mr. Smith never asked",
        ],
    );
    check(
        BRIDGE,
        &[
            "not there",
            "The men are wrong, he said",
            "                  ^ the saved copy has `”`",
            "saved: Mr. Smith never asked for it. <“The men are wrong,” he said...> and left. Nobody could say why",
        ],
    );
    check(
        BRIDGE,
        &[
            "not there",
            "the council of the town did close the bridge",
            "                            ^ the saved copy has `not`",
            "saved: The mayor, John Smith, said that <the council of the town did not close the bridge.> Mr. Smith never asked for it.",
        ],
    );
    check(
        BRIDGE,
        &[
            "not there",
            "the council of the town did never close the bridge",
            "                            ^^^^^ the saved copy has `not`",
            "saved: The mayor, John Smith, said that <the council of the town did not close the bridge.> Mr. Smith never asked for it.",
        ],
    );
    check(
        BRIDGE,
        &[
            "not there",
            "said that council the of the town",
            "          ^^^^^^^^^^^ the saved copy has `the council`",
            "saved: was late. The mayor, John Smith, <said that the council of the town> did not close the bridge. Mr.",
        ],
    );
    check(
        BRIDGE,
        &[
            "not there",
            "late. The mayor, Smith John, said",
            "                 ^^^^^^^^^^ the saved copy has `John Smith`",
            "saved: It was <late. The mayor, John Smith, said> that the council of the town",
        ],
    );
    check(
        BRIDGE,
        &[
            "not there",
            "asked for it. Yesterday",
            "              ^^^^^^^^^ the saved copy has `“The`",
            "saved: close the bridge. Mr. Smith never <asked for it. “The> men are wrong,” he said... and",
        ],
    );
    check(
        BRIDGE,
        &[
            "not there",
            "However, it was late.",
            "^^^^^^^^^^^ the saved copy has `It`",
            "saved: <It was late.> The mayor, John Smith, said that",
        ],
    );
    check(
        BRIDGE,
        &[
            "not there",
            "ridge stands.",
            "^^^^^ the saved copy has `bridge`",
            "saved: The paper wrote that the teh <bridge stands.>",
        ],
    );
    check(
        BRIDGE,
        &[
            "not there",
            "Johnn Smyth",
            "^^^^^^^^^^^ the saved copy has `John Smith`",
            "saved: It was late. The mayor, <John Smith,> said that the council of the",
        ],
    );
    check(
        BRIDGE,
        &[
            "not there",
            "quarterly figures rose by ten per cent",
            "^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^",
        ],
    );
}

#[test]
fn words_may_be_left_out() {
    found(
        BRIDGE,
        &[
            "The mayor [...] said that",
            "The mayor … the teh bridge stands",
            "... The mayor (...) the town […]",
            "It was late. ... Mr. Smith never asked . . . . “The men are wrong",
        ],
    );
    check(
        BRIDGE,
        &[
            "not there",
            "The mayor [...] the citty of the town",
            "                    ^^^^^ the saved copy has `council`",
            "saved: The mayor, John Smith, said that <the council of the town> did not close the bridge. Mr.",
        ],
    );
    check(
        BRIDGE,
        &[
            "not in this order",
            "Mr. Smith [...] It was late.",
            "                ^^^^^^^^^^^^",
            "saved: <It was late.> The mayor, John Smith, said that",
        ],
    );
}

#[test]
fn a_gap_hides_no_negation() {
    check(
        BRIDGE,
        &[
            "hides `not`",
            "the town did ... close the bridge",
            "             ^^^",
            "saved: the council of the town did <not> close the bridge. Mr. Smith never",
        ],
    );
    check(
        BRIDGE,
        &[
            "hides `not`",
            "the council [...] close the bridge",
            "            ^^^^^",
            "saved: John Smith, said that the council <of the town did not> close the bridge. Mr. Smith never",
        ],
    );
    found(BRIDGE, &["the town did [not ...] close the bridge"]);
    for far in [
        "It did rain for days and days and days on end. It did not ask.",
        "It did not ask. Later on, when all was said and done, they ask.",
    ] {
        let verdict = verify(&Snapshot::new(far), "It did ... ask");
        assert!(draw(&verdict, "It did ... ask").starts_with("hides `not`"), "{far}");
    }
    check(
        "Dijo que jamás lo hizo, y lo hizo.",
        &[
            "hides `jamás`",
            "Dijo que [...] lo hizo",
            "         ^^^^^",
            "saved: Dijo que <jamás> lo hizo, y lo hizo.",
        ],
    );
}

#[test]
fn a_gap_hides_no_denial_within_its_sentence() {
    check(
        BRIDGE,
        &[
            "hides `not`",
            "The mayor, John Smith, [...] close the bridge",
            "                       ^^^^^",
            "saved: was late. The mayor, John Smith, <said that the council of the town did not> close the bridge. Mr. Smith never",
        ],
    );
    let copy = "The mayor denies, as he has often said in the council of the town, that it \
        fell. Nobody who knows the bridge at all would ever think so. It stands.";
    let hides = |passage: &str, word: &str| {
        let verdict = verify(&Snapshot::new(copy), passage);
        assert!(draw(&verdict, passage).starts_with(&format!("hides `{word}`")), "{passage}");
    };
    hides("The mayor [...] that it fell", "denies");
    hides("The mayor [...] it fell", "denies");
    hides("fell. [...] knows the bridge", "Nobody");
    found(
        copy,
        &[
            "The mayor denies [...] that it fell",
            "The mayor [denies ...] that it fell",
            "in the council [...] It stands.",
            "that it fell. [...] It stands.",
        ],
    );
}

#[test]
fn a_passage_is_not_cut_off_its_negation() {
    let cut = |copy: &str, passage: &str, expect: &[&str]| {
        let found = find(&Snapshot::new(copy), passage, "en").expect("the words are in the copy");
        let words: Vec<&str> = found.turns.iter().map(|turn| turn.word.as_str()).collect();
        assert_eq!(words, expect, "{passage}");
    };
    cut("No evidence shows it.", "evidence shows it", &["No"]);
    cut("She said that he did not go.", "She said that he did", &["not"]);
    cut("He was never “a liar”.", "a liar", &["never"]);
    cut("It doesn't hold.", "... hold", &["doesn't"]);
    let hides = |copy: &str, passage: &str| {
        let verdict = verify(&Snapshot::new(copy), passage);
        assert!(draw(&verdict, passage).starts_with("hides"), "{passage}");
    };
    hides(
        "He did not go. Nobody knew where he had been all of that day. It rained.",
        "He did [...] It rained",
    );
    hides(
        "It rained. He knew well all that day where it was. Nobody asked him.",
        "It rained. [...] asked him",
    );
    for (copy, passages) in [
        ("No, she said it.", &["she said it", "No, she said it"][..]),
        ("He said no. She left.", &["She left", "He said no"]),
        ("Not so\n\nShe left\n\nNot now", &["She left"]),
        ("At No. 10 he met her, not him.", &["10 he met", "he met her"]),
        (
            "It is not only late. He went without a hat.",
            &["It is", "He went", "[not ...] only late"],
        ),
        ("It did not stand. Later it did stand.", &["stand"]),
    ] {
        for passage in passages {
            cut(copy, passage, &[]);
        }
    }
}

#[test]
fn long_words_are_compared_to_their_ends() {
    for long in ["a".repeat(20_000), "a'".repeat(10_000), "é-".repeat(9_000)] {
        let copy = format!("It was {long} late. It was so far here.");
        let snapshot = Snapshot::new(&copy);
        let found = |passage: String| matches!(verify(&snapshot, &passage), Verdict::Found);
        assert!(found(format!("It was {long} late")));
        assert!(!found(format!("It was {long}b late")));
        assert!(!found(format!("It was b{long} late")));
    }
}

#[test]
fn words_may_be_put_in() {
    found(
        BRIDGE,
        &[
            "The mayor, John [P.] Smith, said",
            "[He] said that the council [of the city] did not close [it].",
            "[Mr. Smith] said that",
            "[t]he mayor, John Smith",
            "It [is] late. [He] said that the council",
            "“The m[a]n [is] wrong,” he said",
            "he s[ays]... and left",
            "said [that] the council",
            "said [such a very long editorial word that is elsewhere] that the council",
            "the town [didn't] close",
        ],
    );
    check(
        BRIDGE,
        &[
            "hides `never`",
            "[He] asked for it.",
            "^^^^",
            "saved: not close the bridge. Mr. Smith <never> asked for it. “The men are",
        ],
    );
    check(
        BRIDGE,
        &[
            "hides `not`",
            "the town did [then] close the bridge.",
            "             ^^^^^^",
            "saved: the council of the town did <not> close the bridge. Mr. Smith never",
        ],
    );
    check(
        BRIDGE,
        &[
            "adds `not`",
            "he [not] said so",
            "   ^^^^^",
            "saved: left. Nobody could say why he <> said so. The paper wrote that",
        ],
    );
    check(
        BRIDGE,
        &[
            "not there",
            "It was late[, and he] never asked for it.",
            "^^^^^^^^^^^^^^^^^^^^^ the saved copy has `Mr. Smith`",
            "saved: town did not close the bridge. <Mr. Smith never asked for it.> “The men are wrong,” he said...",
        ],
    );
    check(
        BRIDGE,
        &[
            "the bracket stands for too much",
            "It was [said] of the town",
            "       ^^^^^^",
            "saved: <It was late. The mayor, John Smith, said that the council of the town> did not close the bridge. Mr.",
        ],
    );
    check(
        BRIDGE,
        &[
            "not there",
            "The mayor, [Jon] Smith, sayd that",
            "                        ^^^^ the saved copy has `said`",
            "saved: It was late. <The mayor, John Smith, said that> the council of the town did",
        ],
    );
    check(
        "It was unlikely and careless.",
        &[
            "not there",
            "It was [l]ikely",
            "       ^^^^^^^^ the saved copy has `unlikely`",
            "saved: <It was unlikely> and careless.",
        ],
    );
    check(
        "It was unlikely and careless.",
        &["hides `careless`", "care[ful].", "    ^^^^^", "saved: It was unlikely and <careless> ."],
    );
    check(
        "It was likely.",
        &["adds `unlikely`", "It was [un]likely", "       ^^^^", "saved: It was <> likely."],
    );
    check(
        "They don't go.",
        &["hides `don't`", "They do[es] go.", "       ^^^^", "saved: They <don't> go."],
    );
    found("They [sic] don't [the men] go.", &["They [sic] don't [the men] go"]);
}

const VOTE: &str = "The council voted nine to four. Most members may leave in May, the mayor said. \
He denies that she asked. In 2016 the bridge was closed.";

#[test]
fn bracket_must_not_add_a_deciding_word() {
    check(
        VOTE,
        &[
            "hides `nine`",
            "The council voted [five] to four.",
            "                  ^^^^^^",
            "saved: The council voted <nine> to four. Most members may leave",
        ],
    );
    let wrong = |passages: &[(&str, &str)]| {
        for (passage, expect) in passages {
            let verdict = verify(&Snapshot::new(VOTE), passage);
            assert_eq!(draw(&verdict, passage).lines().next(), Some(*expect), "{passage}");
        }
    };
    wrong(&[
        // Another number, quantifier, modal verb or word that denies.
        ("voted [5] to four", "hides `nine`"),
        ("voted [almost ten] to four", "hides `nine`"),
        ("voted n[ineteen] to four", "hides `nine`"),
        ("[All] members may leave", "hides `Most`"),
        ("[Few of the] members may leave", "hides `Most`"),
        ("members [must] leave", "hides `may`"),
        ("members [will never] leave", "hides `may`"),
        ("He [says] that she asked", "hides `denies`"),
        ("voted nine to [five]", "hides `four`"),
        ("[Seven] members may leave", "hides `Most`"),
        // One that the copy does not have.
        ("In 2016 the bridge was [not] closed.", "adds `not`"),
        ("the bridge was [in fact never] closed.", "adds `in fact never`"),
        ("the bridge was [never ...] closed.", "adds `never ...`"),
        ("the bridge was [perhaps] closed.", "adds `perhaps`"),
        ("He denies that she asked [in 2014].", "adds `in 2014`"),
        ("[Twelve] of them [sic] voted nine to four", "not there"),
        ("The council [of fifty] voted nine", "adds `of fifty`"),
    ]);
    found(
        VOTE,
        &[
            "[They] voted [9] to four.",
            "Most [councillors] may leave in May",
            "[m]ost members may leave",
            "[The councillors] voted nine to four",
            "[John Smith] denie[d] that [Mary] asked.",
            "He [denied] that she asked [in 2016].",
            "the [one] bridge [which may stand again] was closed",
            "[A]fter",
        ][..7],
    );
    found("He could not go at No. 10.", &["He [couldn't] go at No. [10]."]);
}

#[test]
fn sic_stands_for_no_words() {
    found(BRIDGE, &["the teh [sic] bridge", "the teh [SIC!] bridge stands [sic].", "wrong[sic],”"]);
    check(
        BRIDGE,
        &[
            "not there",
            "that the [sic] bridge",
            "               ^ the saved copy has `teh`",
            "saved: he said so. The paper wrote <that the teh bridge> stands.",
        ],
    );
}

#[test]
fn a_passage_without_words_is_not_there() {
    check(BRIDGE, &["no words", " [...] ", " ^^^^^"]);
    check(BRIDGE, &["no words", "", "^"]);
    check(BRIDGE, &["no words", "[John]", "^^^^^^"]);
}

#[test]
fn scripts_without_spaces_are_compared_letter_by_letter() {
    check(
        "国务院否认了这一说法。",
        &[
            "not there",
            "国务院承认了这一说法。",
            "   ^ the saved copy has `否`",
            "saved: <国务院否认了这一说法。>",
        ],
    );
}

#[test]
fn pages_and_markdown_are_read_as_readers_see_them() {
    let page =
        "<title>T</title><p>The <b>coun</b>cil&rsquo;s<br>vote</p><script>was</script><p>late";
    found_in(CopyKind::Html, page, &["The council's vote late"]);
    found_in(CopyKind::Markdown, "The *council's*\n[vote](x)<br>was", &["The council’s vote was"]);
    check_in(
        CopyKind::Html,
        page,
        &[
            "not there",
            "The council's vote was late",
            "                   ^^^ the saved copy does not have this",
            "saved: T <The council’s vote late>",
        ],
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_causes_a_panic(
        copy in "\\PC{0,80}",
        passage in "\\PC{0,40}",
        marked in "([a-z' .,\\[\\]()…\u{301}\u{ad}\u{a0}ñ国-]|\\.\\.\\.|<p>|<!--|\\[sic\\]|not ){0,30}",
        other in "([a-z' .,\\[\\]<>&;/\n\r\0\u{301}国-]|<p>|</script>|<svg>|&amp|not ){0,60}",
    ) {
        for kind in [CopyKind::Text, CopyKind::Markdown, CopyKind::Html] {
            for copy in [&copy, &marked, &other] {
                let snapshot = Snapshot::new(&words(kind, copy));
                for passage in [&passage, &marked, &other] {
                    if let Verdict::Absent(fault) = verify(&snapshot, passage) {
                        prop_assert!(passage.get(fault.range.clone()).is_some());
                        if let Some(near) = &fault.near {
                            prop_assert!(snapshot.text.get(near.range.clone()).is_some());
                            for change in &near.changes {
                                prop_assert!(passage.get(change.range.clone()).is_some());
                            }
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn hyphenated_word_is_found_with_and_without_its_hyphen() {
    let copy = "Nobody had expected the presi-\ndent\u{2019}s re-\n  election, said the well-\nknown mem-\nber \
of parlia-\nment. It was a two-\nor threefold rise, a non-\n\nevent, the mayor -\nas ever - left.";
    found(
        copy,
        &[
            "the president's re-election",
            "the president's reelection",
            "the well-known member of parliament",
            "Nobody [...] reelection, said the well-known member",
            "a two- or threefold rise",
            "the mayor - as ever - left",
            "said the well-known [woman] member of parliament",
        ],
    );
    check(
        copy,
        &[
            "not there",
            "the well-known members of parliament",
            "               ^^^^^^^ the saved copy has `member`",
            "saved: had expected the president’s reelection, said <the well-known member of parliament.> It was a twoor threefold rise,",
        ],
    );
    for broken in ["presi-dent", "parlia ment", "non-event"] {
        let verdict = verify(&Snapshot::new(copy), broken);
        let reads = broken == "presi-dent";
        assert_eq!(verdict == Verdict::Found, reads, "{broken}");
    }
    found_in(
        CopyKind::Markdown,
        "the parlia-\nment and its re-\nelection",
        &["parliament", "re-election"],
    );
    found_in(CopyKind::Html, "<p>the parlia-<br>ment</p>", &["the parliament"]);
}
