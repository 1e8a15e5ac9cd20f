//! The page on the method says what the code does: every word of the vocabulary stands on it, and
//! every rule is shown on a small site. A rule without one does not compile.

use crate::support::{build, drawn, page, tree};
use gainsay::model::{Care, Count, CounterRelation, Relation, Rule, Stake, Status, Weight};
use gainsay::pipeline::Outcome;

/// A site with the claim `x` of the mayor, with the given keys.
fn site(keys: &str) -> Outcome {
    let claims =
        format!("claims:\n  x:\n    quote: the deck was unsafe\n    speaker: mayor\n{keys}");
    build(tree([
        ("gainsay.yaml", "title: Desk\nbase-url: https://desk.example/\n"),
        ("content/article.yaml", "title: A bridge\n"),
        ("content/01-a.md", "She said the deck was unsafe.\n"),
        ("content/01-a.yaml", &claims),
        ("content/speakers.yaml", "mayor: {name: The mayor}\nclerk: {name: The clerk}\n"),
        (
            "content/sources.yaml",
            "own: {title: Own, no-url: private, speaker: mayor}\n\
             party: {title: Party, no-url: private, speaker: clerk}\n\
             wire: {title: Wire, no-url: private}\n\
             paper: {title: Paper, no-url: private, based-on: wire}\n\
             free: {title: Free, no-url: private}\n\
             excerpt: {title: Excerpt, no-url: private, snapshot: {kind: excerpt}}\n",
        ),
        ("content/snapshots/free.txt", "The deck was not safe.\n"),
        ("content/snapshots/excerpt.txt", "The deck was not safe.\n"),
    ]))
}

/// The page of a claim of such a site.
fn claim(id: &str, keys: &str) -> String {
    let outcome = site(keys);
    assert!(!outcome.failed(), "{}", drawn(&outcome));
    page(&outcome, &format!("claims/{id}.html"))
}

fn check(id: &str, keys: &str, expect: Status) {
    let html = claim(id, keys);
    let verdict = html.split("class=\"verdict\" data-s=\"").nth(1).expect("a verdict");
    assert!(verdict.starts_with(&format!("{}\"", expect.key())), "{id} of {keys}: {verdict:.80}");
}

fn cite(source: &str, relation: &str) -> String {
    format!("    citations: [{{source: {source}, relation: {relation}, {PASSAGE}}}]\n")
}

fn counter(relation: &str, citations: &str) -> String {
    format!(
        "    counters: [{{id: y, speaker: clerk, relation: {relation}, says: It was safe., citations: [{citations}]}}]\n"
    )
}

/// What makes a citation weigh.
const PASSAGE: &str = "passage: The deck was not safe.";

const FREE: &str = "{source: free, relation: supports, passage: The deck was not safe.}";

#[test]
fn every_rule_on_the_page_holds() {
    for rule in Rule::ALL {
        match rule {
            Rule::Work => {
                let keys = |more: &str| {
                    format!("    citations: [{{source: free, relation: supports{more}}}]\n")
                };
                check("x", &keys(""), Status::Unchecked);
                check("x", &keys(&format!(", {PASSAGE}")), Status::Supported);
                let checked = format!("    checked: 2026-11-20\n{}", keys(""));
                check("x", &checked, Status::Supported);
                assert!(claim("x", &keys("")).contains("Does not count yet"));
            }
            Rule::Recheck => {
                let keys = |more: &str| format!("{more}{}", cite("free", "supports"));
                check("x", &keys("    checked: 2026-11-19\n"), Status::Supported);
                let since = keys("    checked: 2026-11-19\n    recheck: 2026-11-20\n");
                check("x", &since, Status::Unchecked);
                check("x", &format!("    kind: opinion\n{since}"), Status::Unchecked);
                check("x", &keys("    recheck: 2026-11-20\n"), Status::Unchecked);
                let page = claim("x", &since);
                assert!(page.contains("Does not count until then"), "{page}");
                assert!(
                    page.contains("Since 20 November 2026 the claim says something else"),
                    "{page}"
                );
                assert!(!page.contains("No other rule fits"), "{page}");
            }
            Rule::Stake => {
                check("x", &cite("own", "supports"), Status::Unchecked);
                check("x", &cite("own", "contradicts"), Status::Unchecked);
                check("x", &cite("party", "contradicts"), Status::Disputed);
                check("x", &cite("free", "contradicts"), Status::Contradicted);
            }
            Rule::Anonymous => {
                let keys = |relation| {
                    format!(
                        "    citations: [{{source: free, relation: {relation}, anonymous: true, {PASSAGE}}}]\n"
                    )
                };
                check("x", &keys("supports"), Status::Unchecked);
                check("x", &keys("contradicts"), Status::Disputed);
            }
            Rule::OneReport => {
                let of = |source| format!("{{source: {source}, relation: supports, {PASSAGE}}}");
                let both = format!("    citations: [{}, {}]\n", of("wire"), of("paper"));
                let html = claim("x", &both);
                assert!(html.contains("come from one report, and count once"), "{html}");
            }
            Rule::CounterStrength => {
                check("x", &counter("contradicts", FREE), Status::Contradicted);
                check("x", &counter("contradicts", ""), Status::Disputed);
                check("x", &counter("qualifies", FREE), Status::Context);
                check("x", &counter("qualifies", ""), Status::Unchecked);
            }
            Rule::OneLevel => {
                let keys = format!(
                    "    counters: [{{id: y, speaker: clerk, relation: contradicts, says: It was safe., counters: [{{id: z, relation: contradicts, says: No., citations: [{FREE}]}}]}}]\n"
                );
                check("x", &keys, Status::Disputed);
                check("y", &keys, Status::Contradicted);
            }
            Rule::BearsBack => {
                let keys = cite("free", "supports") + &counter("contradicts", "");
                check("y", &keys, Status::Contradicted);
                check("y", &counter("contradicts", ""), Status::Unchecked);
            }
            Rule::Denial => {
                check("x", &counter("denies", FREE), Status::Disputed);
                let keys = cite("free", "supports") + &counter("denies", FREE);
                check("x", &keys, Status::Supported);
                assert!(claim("x", &keys).contains("denied by The clerk"));
            }
            Rule::Said => {
                let keys =
                    cite("own", "supports") + "    about: said\n" + &counter("contradicts", FREE);
                check("x", &keys, Status::Supported);
                assert!(claim("x", &keys).contains("Supported: it was said"));
            }
            Rule::Declared => {
                let outcome = site("    status: supported\n");
                assert!(drawn(&outcome).contains("supported"), "{}", drawn(&outcome));
                assert!(outcome.failed() && outcome.pages.is_empty());
            }
        }
    }
}

#[test]
fn result_of_a_passage_check_stands_beside_the_passage() {
    let passage = |source: &str| {
        let cite =
            format!("{{source: {source}, relation: contradicts, passage: deck was not safe}}");
        claim("x", &format!("    was: the deck was rotten\n    citations: [{cite}]\n"))
    };
    for care in Care::ALL {
        let html = match care {
            Care::SavedCopy => passage("free"),
            Care::SavedExcerpt => passage("excerpt"),
            Care::Unchecked => passage("party"),
            Care::Reworded => passage("free"),
            // `tests/it/guard.rs` and `tests/it/records.rs` are about nothing else.
            Care::Anchored | Care::Recorded => continue,
        };
        assert!(html.contains(care.label()), "{care:?}: {html}");
    }
}

#[test]
fn every_word_of_the_vocabulary_stands_on_the_page() {
    let html = page(&site(""), "method.html");
    let shown = |id: String, (key, label, definition): (&str, &str, &str)| {
        let from = html.split(&format!("id=\"{id}-{key}\"")).nth(1);
        let entry = from.unwrap_or_else(|| panic!("no {id}-{key}")).split("</div>").next();
        let entry = entry.unwrap_or("").replace("&#x27;", "'").replace("&quot;", "\"");
        assert!(entry.contains(label) && entry.contains(definition), "{id}-{key}: {entry}");
        entry
    };
    for status in Status::ALL {
        let entry = shown("status".into(), status.entry());
        assert!(entry.contains(status.rule()), "{entry}");
        let sample = format!("<mark class=\"claim sample\" data-s=\"{}\"", status.key());
        assert!(entry.contains(&sample), "its line is shown: {entry}");
    }
    Weight::ALL.iter().for_each(|w| drop(shown("weight".into(), w.entry())));
    Rule::ALL.iter().for_each(|w| drop(shown("rule".into(), w.entry())));
    Relation::ALL.iter().for_each(|w| drop(shown("relation".into(), w.entry())));
    Stake::ALL.iter().for_each(|w| drop(shown("stake".into(), w.entry())));
    CounterRelation::ALL.iter().for_each(|w| drop(shown("counter".into(), w.entry())));
    Care::ALL.iter().for_each(|w| drop(shown("care".into(), w.entry())));
    Count::ALL.iter().for_each(|w| drop(shown("count".into(), w.entry())));
}
