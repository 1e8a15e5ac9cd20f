//! The status table of the product, every combination of its inputs, and the document that shows it.
//!
//! `BLESS=1 cargo test status` writes the two tables of the code into `docs/format.md`.

use crate::support::{build, page, root, tree};
use gainsay::judge::status::{Evidence, TABLE, Weighed, decide, weigh};
use gainsay::model::{Relation, Stake, Status};

/// The table again, written as it is read: rows from the top, the first that fits.
fn table(e: Evidence) -> Status {
    let rows: [(bool, Status); 8] = [
        (e.opinion, Status::Opinion),
        (
            match (e.strong_for, e.strong_against) {
                (true, true) => true,
                (false, false) => e.word_against,
                _ => false,
            },
            Status::Disputed,
        ),
        (e.strong_against && !e.strong_for, Status::Contradicted),
        (e.strong_for && e.updated, Status::Outdated),
        (e.qualified, Status::Context),
        (e.strong_for, Status::Supported),
        (e.checked, Status::Unsourced),
        (true, Status::Unchecked),
    ];
    rows.iter().find(|(fits, _)| *fits).map(|(_, s)| *s).expect("the last row always fits")
}

#[test]
fn every_combination_of_evidence_yields_what_the_table_says() {
    for bits in 0..1u8 << 7 {
        let bit = |n: u8| bits & (1 << n) != 0;
        let evidence = Evidence {
            opinion: bit(0),
            strong_for: bit(1),
            strong_against: bit(2),
            word_against: bit(3),
            updated: bit(4),
            qualified: bit(5),
            checked: bit(6),
        };
        assert_eq!(decide(evidence), table(evidence), "{evidence:?}");
    }
}

/// A site with one claim, `x`, with the given keys, and the status that its page shows.
fn status_of(keys: &str) -> String {
    let claims =
        format!("claims:\n  x:\n    quote: the deck was unsafe\n    speaker: mayor\n{keys}");
    let outcome = build(tree([
        ("gainsay.yaml", "title: Desk\nbase-url: https://desk.example/\n"),
        ("content/article.yaml", "title: A bridge\n"),
        ("content/01-a.md", "She said the deck was unsafe.\n"),
        ("content/01-a.yaml", &claims),
        ("content/speakers.yaml", "mayor: {name: The mayor}\nclerk: {name: The clerk}\n"),
        (
            "content/sources.yaml",
            "own: {title: Own, no-url: private, speaker: mayor}\n\
             party: {title: Party, no-url: private, speaker: clerk}\n\
             free: {title: Free, no-url: private}\n",
        ),
    ]));
    let html = page(&outcome, "claims/x.html");
    let verdict = html.split("class=\"verdict\"").nth(1).expect("a verdict");
    let key = verdict.split("data-s=\"").nth(1).and_then(|s| s.split('"').next());
    key.expect("a status").to_owned()
}

fn cite(citations: &str) -> String {
    format!("    citations:\n{citations}")
}

/// A citation with a passage.
fn one(source: &str, relation: &str, more: &str) -> String {
    format!("      - {{source: {source}, relation: {relation}, passage: It was.{more}}}\n")
}

#[test]
fn every_single_citation_has_its_weight() {
    // Source, whether its people are named, relation, whether there is a passage and whether the claim
    // was checked: what it makes of a claim that nothing else bears on; first where the content is
    // judged, then where only the saying is.
    let expected = |stake: &str, anonymous: bool, relation: &str, said: bool, seen: bool| {
        let record = said && (relation == "supports" || relation == "qualifies");
        let independent = stake == "free" || record;
        let own = stake == "own" && !record;
        match relation {
            _ if own || !seen => "unchecked",
            "supports" if independent && !anonymous => "supported",
            "contradicts" if independent && !anonymous => "contradicted",
            "contradicts" => "disputed",
            "qualifies" if independent => "context",
            _ => "unchecked",
        }
    };
    let flags = [false, true];
    for stake in ["own", "party", "free"] {
        for relation in ["supports", "contradicts", "qualifies", "updates", "repeats"] {
            for bits in 0..1u8 << 4 {
                let [anonymous, said, passage, checked] =
                    [0, 1, 2, 3].map(|n| flags[usize::from(bits >> n & 1)]);
                let mut citation = format!("source: {stake}, relation: {relation}");
                let mut keys = String::new();
                if anonymous {
                    citation += ", anonymous: true";
                }
                if passage {
                    citation += ", passage: It was.";
                }
                if said {
                    keys += "    about: said\n";
                }
                if checked {
                    keys += "    checked: 2026-11-20\n";
                }
                keys += &format!("    citations: [{{{citation}}}]\n");
                let expect = match expected(stake, anonymous, relation, said, passage || checked) {
                    "unchecked" if checked => "unsourced",
                    expect => expect,
                };
                assert_eq!(status_of(&keys), expect, "{keys}");
            }
        }
    }
}

#[test]
fn a_stake_that_is_stated_overrides_the_one_that_is_derived() {
    for (stake, expect) in
        [("claimant", "unchecked"), ("party", "unchecked"), ("independent", "supported")]
    {
        let keys = cite(&one("own", "supports", &format!(", stake: {stake}")));
        assert_eq!(status_of(&keys), expect, "{stake}");
    }
}

#[test]
fn every_counter_claim_has_its_weight() {
    // Relation, whether the counter-claim has strong support, what it is about, who makes it, and what
    // shows that somebody looked at its source: what it makes of a claim that is otherwise unchecked.
    let expected = |relation: &str, strong: bool, said: bool, own: bool| -> &'static str {
        let strong = strong && !said;
        match relation {
            "denies" => "disputed",
            "contradicts" if strong => "contradicted",
            "contradicts" if !own => "disputed",
            "qualifies" if strong => "context",
            _ => "unchecked",
        }
    };
    for relation in ["denies", "contradicts", "qualifies", "updates"] {
        for strong in [false, true] {
            for said in [false, true] {
                for own in [false, true] {
                    let speaker = if own { "mayor" } else { "clerk" };
                    let about = if said { "said" } else { "content" };
                    let support = if strong { "free" } else { "party" };
                    let stake = if strong { "independent" } else { "party" };
                    let works = [("", ""), ("checked: 2026-11-20", ""), ("", ", passage: It was.")];
                    for (checked, passage) in works {
                        let counter = format!(
                            "    counters:\n      - id: no\n        relation: {relation}\n        says: No.\n        speaker: {speaker}\n        about: {about}\n        {checked}\n        citations: [{{source: {support}, relation: supports, stake: {stake}{passage}}}]\n"
                        );
                        let strong = strong && (checked, passage) != ("", "");
                        assert_eq!(
                            status_of(&counter),
                            expected(relation, strong, said, own),
                            "{counter}"
                        );
                        let said_only = format!("    about: said\n{counter}");
                        assert_eq!(status_of(&said_only), "unchecked", "{said_only}");
                    }
                }
            }
        }
    }
}

#[test]
fn denials_and_contradictions_affect_the_answered_claim() {
    for (relation, about, expect) in [
        ("denies", "content", "contradicted"),
        ("contradicts", "content", "contradicted"),
        ("qualifies", "content", "unchecked"),
        ("updates", "content", "unchecked"),
        // That someone said a thing bears on nothing else.
        ("denies", "said", "unchecked"),
    ] {
        let keys = format!(
            "    answers: [{{claim: y, relation: {relation}}}]\n  y:\n    says: It was safe.\n    about: {about}\n    citations: [{{source: free, relation: supports, passage: It was.}}]\n"
        );
        assert_eq!(status_of(&keys), expect, "{keys}");
        let bare = keys.replace(", passage: It was.", "");
        assert_eq!(status_of(&bare), "unchecked", "{bare}");
    }
}

#[test]
fn cycle_of_counter_claims_is_judged_one_level_deep() {
    let circle = "    counters: [{claim: y, relation: contradicts}]\n  y:\n    says: Y.\n    counters: [{claim: z, relation: contradicts}]\n  z:\n    says: Z.\n    counters: [{claim: x, relation: qualifies}]\n    citations: [{source: free, relation: supports, passage: It was.}]\n";
    // Z's support is two levels away from X as an answer, and bears on Y, not on X.
    assert_eq!(status_of(circle), "disputed");
}

#[test]
fn the_rules_are_tried_in_order() {
    let supports = one("free", "supports", "");
    let check = |more: &str, keys: &str, expect: &str| {
        let keys = format!("{keys}{}", cite(&format!("{supports}{more}")));
        assert_eq!(status_of(&keys), expect, "{keys}");
    };
    check("", "", "supported");
    check("", "    kind: opinion\n", "opinion");
    check(&one("free", "contradicts", ""), "", "disputed");
    check(&one("party", "contradicts", ""), "", "supported");
    check(&one("free", "updates", ""), "", "outdated");
    check(&(one("free", "updates", "") + &one("free", "qualifies", "")), "", "outdated");
    check(&one("free", "qualifies", ""), "", "context");
    assert_eq!(status_of("    checked: 2026-11-20\n"), "unsourced");
    assert_eq!(status_of(""), "unchecked");
}

/// The table of `rows` in Markdown.
fn markdown(head: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let head: Vec<String> = head.iter().map(|cell| (*cell).to_owned()).collect();
    let rule = format!("|{}\n", "---|".repeat(head.len()));
    line(&head) + &rule + &rows.map(|row| line(&row)).collect::<String>()
}

/// What each citation weighs, from the code.
fn weights() -> String {
    let head = [
        "relation",
        "independent, named",
        "independent, anonymous",
        "party",
        "claimant",
        "not looked at",
    ];
    let columns = [
        (Stake::Independent, false, true),
        (Stake::Independent, true, true),
        (Stake::Party, false, true),
        (Stake::Claimant, false, true),
        (Stake::Independent, false, false),
    ];
    let cell = |weighed| match weighed {
        Weighed::StrongFor => "strong support",
        Weighed::StrongAgainst => "strong against",
        Weighed::WordAgainst => "a word against",
        Weighed::Update => "an update",
        Weighed::Qualification => "a qualification",
        Weighed::WeakFor | Weighed::Unweighed | Weighed::Weightless | Weighed::Unseen => "nothing",
    };
    let row = |relation: &Relation| {
        let weighs = |(stake, anonymous, seen)| cell(weigh(*relation, stake, anonymous, seen));
        let cells = columns.map(weighs).map(str::to_owned);
        [vec![format!("`{}`", relation.key())], cells.to_vec()].concat()
    };
    markdown(&head, Relation::ALL.iter().map(row))
}

/// Which status follows, from the code.
fn statuses() -> String {
    let row = |(status, _): &(Status, _)| {
        let rule = status.rule().to_owned();
        vec![format!("`{}`", status.key()), status.label().to_owned(), rule]
    };
    markdown(&["status", "label", "rule"], TABLE.iter().map(row))
}

#[test]
fn the_format_shows_the_tables_of_the_code() {
    assert!(
        TABLE.iter().map(|(status, _)| status).eq(Status::ALL),
        "pages show them in this order"
    );
    let path = root().join("docs/format.md");
    let mut document = std::fs::read_to_string(&path).expect("the document");
    for table in [weights(), statuses()] {
        if document.contains(&table) {
            continue;
        }
        assert!(std::env::var_os("BLESS").is_some(), "docs/format.md lacks\n{table}");
        let head = table.split(" |").next().expect("a head");
        let rest = |from: usize| document[from..].find("\n\n").map(|at| from + at + 1);
        let heading =
            if table.contains("independent, named") { "## Stake" } else { "## How a status" };
        let from = document.find(heading).expect("its section");
        let from = from + document[from..].find(&format!("\n{head} |")).expect("its table") + 1;
        let to = rest(from).expect("its end");
        document.replace_range(from..to, &table);
    }
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, document).expect("the document can be written");
    }
}
