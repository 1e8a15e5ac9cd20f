//! The claims of an article as a table: `claims.csv`.

use crate::support::{build, page, tree};
use gainsay::pipeline::Outcome;

fn site(settings: &str) -> Outcome {
    build(tree([
        ("gainsay.yaml", format!("title: Desk\n{settings}").as_str()),
        ("content/article.yaml", "title: A bridge\n"),
        (
            "content/01-vote.md",
            "The council voted nine to four. Nobody else spoke, \"as usual\".\n",
        ),
        (
            "content/01-vote.yaml",
            "claims:\n  vote:\n    quote: The council voted nine to four\n    states: '=HYPERLINK(\"http://a.example\")'\n    speaker: [mayor, clerk]\n    finding: It is in the minutes.\n    checked: 2016-11-30\n    checked-by: Iris Holm\n    citations:\n      - source: minutes\n        relation: supports\n        passage: {text: 'Ayes: nine', locator: page 2}\n      - {source: letter, relation: repeats}\n    counters: [{claim: not-so, relation: denies}, {id: no-vote, relation: qualifies, says: Some left.}]\n  usual:\n    quote: '\"as usual\"'\n  not-so: {says: It was eight to five.}\n",
        ),
        (
            "content/sources.yaml",
            "minutes: {title: 'Minutes, signed', url: 'https://council.example/m'}\nletter: {title: '@letter', no-url: paper}\n",
        ),
        ("content/speakers.yaml", "mayor: {name: The mayor}\nclerk: {name: The clerk}\n"),
    ]))
}

#[test]
fn each_claim_and_citation_is_a_row() {
    let outcome = site("");
    let table = page(&outcome, "claims.csv");
    let expect = [
        "\u{feff}id,section,quote,proposition,speaker,source,address,passage,locator,relation,status,finding,checked,checked-by,recheck,counters,reviewed-by,reviewed-on,expected-status,row-hash",
        "vote,vote,The council voted nine to four,\"'=HYPERLINK(\"\"http://a.example\"\")\",The mayor; The clerk,\"Minutes, signed\",https://council.example/m,Ayes: nine,page 2,supports,supported,It is in the minutes.,2016-11-30,Iris Holm,,not-so; no-vote,,,,v2-d064e13e-468cfb1a-13cfef35-6f0c8d3e-34c4e7a7-0-0-0",
        "vote,vote,The council voted nine to four,\"'=HYPERLINK(\"\"http://a.example\"\")\",The mayor; The clerk,'@letter,,,,repeats,supported,It is in the minutes.,2016-11-30,Iris Holm,,not-so; no-vote,,,,v2-060c5437-468cfb1a-13cfef35-6f0c8d3e-34c4e7a7-0-0-0",
        "usual,vote,\"\"\"as usual\"\"\",,,,,,,,unchecked,,,,,,,,,v2-6bb0146f-86183e87-0-0-0-0-0-0",
        "no-vote,,,Some left.,,,,,,,unchecked,,,,,,,,,v2-bff69427-9df6cfed-0-0-0-0-0-0",
        "not-so,,,It was eight to five.,,,,,,,contradicted,,,,,,,,,v2-be7b015e-6fa3a24c-0-0-0-0-0-0",
    ];
    assert_eq!(table.lines().collect::<Vec<_>>(), expect);
    assert!(page(&outcome, "claims/index.html").contains("<a href=\"../claims.csv\" download>"));
}

#[test]
fn a_site_without_tables_has_no_link_to_one() {
    let outcome = site("table: false\n");
    assert!(outcome.pages.iter().all(|file| !file.path.ends_with(".csv")));
    assert!(!page(&outcome, "claims/index.html").contains("claims.csv"));
}
