//! Every key of the format that is shown, on the page that shows it.

use crate::support::{build, drawn, page, root, tree_over, whole};
use gainsay::model::keys;
use gainsay::pipeline::Outcome;

const BASE: &[(&str, &str)] = &[
    ("gainsay.yaml", "title: Desk\nbase-url: https://desk.example/\n"),
    ("content/article.yaml", "title: A bridge\n"),
    ("content/01-vote.md", "---\ntitle: The vote\n---\n\nThe council voted to close the bridge.\n"),
    ("content/speakers.yaml", "mayor: {name: The mayor}\n"),
    ("content/sources.yaml", "minutes: {title: Minutes, url: 'https://council.example/m'}\n"),
];

fn site(files: &[(&str, &str)]) -> Outcome {
    whole(BASE, files)
}

/// What a page says, without markup, its words on one line.
fn words(html: &str) -> String {
    let start = html.find("<main").unwrap_or(0);
    let document = scraper::Html::parse_document(&html[start..].replace("</dt>", "</dt> "));
    let text: String = document.root_element().text().collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Checks that the page at `path` says `expect`, in a site with `yaml` for the claim `vote`.
fn check(yaml: &str, path: &str, expect: &str) {
    let claims = format!(
        "claims:\n  vote:\n    quote: voted to close\n    speaker: mayor\n    citations: [{{source: minutes, relation: supports}}]\n{yaml}"
    );
    let outcome = site(&[("content/01-vote.yaml", &claims)]);
    let said = words(&page(&outcome, path));
    assert!(said.contains(expect), "{path} says: {said}");
}

#[test]
fn a_review_stands_beside_the_check() {
    check(
        "    checked: 2026-11-01\n    checked-by: Ana\n    reviewed: {by: Ben, on: 2026-11-02}\n",
        "claims/vote.html",
        "Last checked 1 November 2026 by Ana. Reviewed 2 November 2026 by Ben.",
    );
    check("    reviewed: {by: Ben}\n", "claims/vote.html", "Reviewed by Ben.");
}

#[test]
fn request_for_a_response_is_shown_with_the_answer() {
    check(
        "    reply: {asked: mayor, on: 2026-11-03, response: The vote was fair.}\n",
        "claims/vote.html",
        "Asked for a response The mayor, 3 November 2026. The vote was fair.",
    );
    check(
        "    reply: {asked: mayor}\n",
        "claims/vote.html",
        "The mayor. No response is on record here.",
    );
}

#[test]
fn rights_and_corrections_stand_below_the_article() {
    let article = "title: A bridge\nrights: Free to reprint.\ncorrections: [{date: 2026-11-04, text: The vote was on a Monday.}]\n";
    let outcome = site(&[("content/article.yaml", article)]);
    let said = words(&page(&outcome, "index.html"));
    let below =
        "Corrections 4 November 2026 The vote was on a Monday. All that changed Free to reprint.";
    assert!(said.contains(below), "{said}");
}

/// Checks what the page of the source `minutes` says, with `yaml` in its record.
fn check_source(yaml: &str, expect: &[&str]) {
    let sources = format!(
        "minutes:\n  title: Minutes\n  url: https://council.example/m\n{yaml}\nwire: {{title: The wire, no-url: paper}}\n"
    );
    let claims = "claims:\n  vote: {quote: voted to close, speaker: mayor, citations: [{source: minutes, relation: supports, passage: It was carried}]}\n";
    let outcome = site(&[("content/sources.yaml", &sources), ("content/01-vote.yaml", claims)]);
    let html = page(&outcome, "sources/minutes.html");
    let said = words(&html);
    for expect in expect {
        assert!(said.contains(expect) || html.contains(expect), "{expect}: {html}");
    }
}

#[test]
fn a_source_says_how_it_can_be_looked_up() {
    check_source("  access: paywalled", &["Access Behind a paywall"]);
    check_source("  media: application/pdf", &["File application/pdf"]);
    check_source("  based-on: wire", &["Based on The wire"]);
    check_source(
        "  snapshot: {kind: excerpt, taken: 2026-11-05, from: 'https://mirror.example/m'}",
        &["Saved by the editors", "A saved excerpt, 5 November 2026", "https://mirror.example/m"],
    );
}

#[test]
fn links_to_sources_are_robust_links() {
    check_source(
        "  archived: {url: 'https://archive.example/m', date: 2026-11-06}",
        &[
            "href=\"https://council.example/m\" rel=\"external\" data-versionurl=\"https://archive.example/m\" data-versiondate=\"2026-11-06\"",
        ],
    );
    check_source("  accessed: 2026-11-07", &["data-versiondate=\"2026-11-07\""]);
}

#[test]
fn a_file_that_is_no_text_is_not_opened_at_a_passage() {
    let at_passage = |media: &str| {
        let sources = format!("minutes: {{title: M, url: 'https://council.example/m'{media}}}\n");
        let claims = "claims:\n  vote: {quote: voted to close, citations: [{source: minutes, relation: supports, passage: It was carried}]}\n";
        let outcome = site(&[("content/sources.yaml", &sources), ("content/01-vote.yaml", claims)]);
        page(&outcome, "claims/vote.html").contains("#:~:text=")
    };
    assert!(at_passage("") && at_passage(", media: text/html"));
    assert!(!at_passage(", media: application/pdf"));
}

#[test]
fn confidential_data_is_in_no_file_of_the_output() {
    let sources = "minutes:\n  title: Minutes of a closed meeting\n  url: https://untold.example/m\n  access: confidential\n  archived: {url: 'https://archive.example/untold'}\n  snapshot: {kind: full, from: 'https://mirror.example/untold'}\n";
    let claims = "claims:\n  vote:\n    quote: voted to close\n    speaker: mayor\n    citations:\n      - source: minutes\n        relation: supports\n        passage: {text: UNTOLD words, translation: UNTOLD again, locator: untold page}\n";
    let outcome = site(&[("content/sources.yaml", sources), ("content/01-vote.yaml", claims)]);
    for page in &outcome.pages {
        let text = String::from_utf8_lossy(&page.bytes).to_lowercase();
        assert!(!text.contains("untold"), "{}", page.path);
    }
    let said = words(&page(&outcome, "claims/vote.html"));
    assert!(said.contains("Minutes of a closed meeting"), "{said}");
    assert!(said.contains("neither its address nor its words are published"), "{said}");
}

#[test]
fn pages_say_of_a_confidential_source_what_is_kept_back() {
    let check = |address: &str, passage: &str, expect: &str, rows: usize| {
        let sources = format!("minutes: {{title: Minutes, {address}, access: confidential}}\n");
        let claims = format!(
            "claims:\n  vote:\n    quote: voted to close\n    finding: 'They have: it was nine to four.'\n    citations: [{{source: minutes, relation: supports{passage}}}]\n"
        );
        let outcome =
            site(&[("content/sources.yaml", &sources), ("content/01-vote.yaml", &claims)]);
        let said = words(&page(&outcome, "claims/vote.html"));
        assert!(said.contains(expect), "{said}");
        let said = words(&page(&outcome, "sources/minutes.html"));
        assert_eq!(said.matches("Not published").count(), rows, "{said}");
    };
    let (url, paper) = ("url: 'https://untold.example/'", "no-url: Seen");
    let (secret, told) = (", passage: UNTOLD words", ", passage: it was nine to four");
    check(url, secret, "; neither its address nor its words are published.", 2);
    check(url, "", "the source; its address is not published.", 1);
    check(url, told, "the source; its address is not published.", 1);
    check(paper, secret, "the source; its words are not published.", 1);
    check(paper, told, "the editors know the source.", 0);
    check(paper, "", "the editors know the source.", 0);
}

#[test]
fn the_sentence_of_a_passage_is_shown_unless_that_is_turned_off() {
    let shown = |keys: &str| {
        let sources = format!("minutes: {{title: Minutes, no-url: Seen{keys}}}\n");
        let outcome = site(&[
            ("content/sources.yaml", &sources),
            ("content/snapshots/minutes.txt", "On Monday the motion was carried, with UNTOLD joy."),
            (
                "content/01-vote.yaml",
                "claims:\n  vote: {quote: voted to close, citations: [{source: minutes, relation: supports, passage: the motion was carried}]}\n",
            ),
        ]);
        let pages = ["claims/vote.html", "sources/minutes.html"].map(|path| {
            words(&page(&outcome, path))
                .contains("On Monday the motion was carried, with UNTOLD joy.")
        });
        let anywhere = outcome
            .pages
            .iter()
            .any(|page| String::from_utf8_lossy(&page.bytes).contains("UNTOLD"));
        (pages, anywhere)
    };
    assert_eq!(shown(""), ([true, true], true));
    assert_eq!(shown(", snapshot: {context: true}"), ([true, true], true));
    assert_eq!(shown(", snapshot: {context: false}"), ([false, false], false));
    assert_eq!(shown(", access: confidential"), ([false, false], false));
}

/// Checks that nothing is built where `files` give away the address of a confidential source.
fn check_secret(files: &[(&str, &str)]) {
    let source = "minutes:\n  title: Minutes\n  url: https://untold.example/memo-1\n  access: confidential\n  archived: {url: 'https://archive.example/untold'}\n  snapshot: {from: 'https://mirror.example/untold'}\n";
    let sources = format!("{source}{}", files.iter().find(|f| f.0 == "+").map_or("", |f| f.1));
    let mut files: Vec<_> = files.iter().filter(|f| f.0 != "+").copied().collect();
    files.push(("content/sources.yaml", &sources));
    let outcome = build(tree_over(BASE, &files));
    assert!(outcome.pages.is_empty(), "{files:?}");
    assert!(drawn(&outcome).contains("confidential-linked"), "{}", drawn(&outcome));
}

#[test]
fn address_of_a_confidential_source_is_on_no_page() {
    for text in [
        "See <https://untold.example/memo-1>.",
        "See untold.example/memo-1 for more.",
        "See [it](http://www.untold.example/x/../memo%2D1#top).",
        "See [it](https://me@untold.example/memo-1).",
        "See [it](https://web.archive.org/web/2016/https://untold.example/memo-1).",
        "See [it](https://mirror.example/untold).",
        "A note.[^1]\n\n[^1]: From <https://archive.example/untold>.",
    ] {
        check_secret(&[("content/01-vote.md", text)]);
    }
    let claim = |key: &str| {
        format!(
            "claims:\n  vote:\n    quote: voted to close\n    citations: [{{source: minutes, relation: supports}}]\n    {key}\n"
        )
    };
    for key in [
        "finding: Says untold.example/memo-1.",
        "note: See <https://untold.example/memo-1>.",
        "later: {date: 2026-11-01, text: 'See https://untold.example/memo-1'}",
    ] {
        check_secret(&[("content/01-vote.yaml", &claim(key))]);
    }
    check_secret(&[("+", "other: {title: Other, url: 'https://untold.example/memo-1'}\n")]);
}

#[test]
fn search_can_be_turned_off() {
    let with = |line: &str| {
        let config = format!("title: Desk\nbase-url: https://desk.example/\n{line}");
        let outcome = site(&[("gainsay.yaml", &config)]);
        let found = outcome.pages.iter().any(|p| p.path.starts_with("search"));
        assert_eq!(page(&outcome, "index.html").contains("search.html"), found);
        found
    };
    assert!(with("") && with("search: true\n"));
    assert!(!with("search: false\n"));
}

#[test]
fn two_outlets_on_one_wire_count_once() {
    let sources = "wire: {title: The wire, no-url: paper}\ncourier: {title: C, publisher: Courier, no-url: paper, based-on: wire}\nherald: {title: H, publisher: Herald, no-url: paper, based-on: wire}\n";
    let claims = "claims:\n  vote: {quote: voted to close, speaker: mayor, citations: [{source: courier, relation: supports}, {source: herald, relation: supports}]}\n";
    let outcome = site(&[("content/sources.yaml", sources), ("content/01-vote.yaml", claims)]);
    let said = words(&page(&outcome, "claims/vote.html"));
    assert!(
        said.contains("Of these, Courier and Herald come from one report, and count once."),
        "{said}"
    );
    let said = words(&page(&outcome, "sources/courier.html"));
    assert!(said.contains("For 1 claim it is the only source."), "{said}");
}

#[test]
fn old_addresses_lead_to_new_ones() {
    let outcome = site(&[
        (
            "content/01-vote.md",
            "---\ntitle: The vote\naliases: [ballot]\n---\n\nThe council voted to close the bridge.\n",
        ),
        (
            "content/01-vote.yaml",
            "claims:\n  vote: {quote: voted to close, speaker: mayor, aliases: [old-vote, older-vote], citations: [{source: minutes, relation: supports}]}\n",
        ),
        (
            "content/sources.yaml",
            "minutes: {title: Minutes, url: 'https://council.example/m', aliases: record}\n",
        ),
        ("content/speakers.yaml", "mayor: {name: The mayor, aliases: [major]}\n"),
    ]);
    for (from, to, canonical) in [
        ("claims/old-vote.html", "vote.html", "claims/vote.html"),
        ("claims/older-vote.html", "vote.html", "claims/vote.html"),
        ("sources/record.html", "minutes.html", "sources/minutes.html"),
        ("speakers/major.html", "mayor.html", "speakers/mayor.html"),
        ("ballot.html", "index.html#the-vote", "index.html#the-vote"),
    ] {
        let html = page(&outcome, from);
        let to = if from == "ballot.html" { "index.html#vote" } else { to };
        assert!(html.contains(&format!("content=\"0; url={to}\"")), "{from}: {html}");
        assert!(html.contains(&format!("<a href=\"{to}\">")), "{from}");
        let canonical = canonical.replace("the-vote", "vote");
        assert!(
            html.contains(&format!("rel=\"canonical\" href=\"https://desk.example/{canonical}\"")),
            "{from}: {html}"
        );
    }
    let article = page(&outcome, "index.html");
    assert!(article.contains("<span id=\"ballot\"></span>\n<h2 id=\"vote\">"), "{article}");
    assert!(
        article.contains("<span id=\"c-old-vote\"></span><span id=\"c-older-vote\"></span><mark")
    );
    let map = page(&outcome, "sitemap.xml");
    assert!(!map.contains("old-vote") && map.contains("claims/vote.html"));
    // Where each section has a page, its old address leads to that.
    let paged = site(&[
        ("content/article.yaml", "title: A bridge\nlayout: sections\n"),
        ("content/01-vote.md", "---\naliases: [ballot]\n---\n\nThe council voted.\n"),
    ]);
    assert!(page(&paged, "ballot.html").contains("url=vote.html"));
}

#[test]
fn a_mark_goes_round_an_image() {
    let outcome = site(&[
        (
            "content/01-vote.md",
            "Before. [![A *crowd* on the bridge](../static/crowd.svg \"On the day\")](https://a.example/) After it.\n",
        ),
        (
            "static/crowd.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"30\" height=\"20\"/>",
        ),
        (
            "content/01-vote.yaml",
            "claims:\n  crowd: {quote: {exact: crowd on the bridge, image: crowd.svg}, checked: 2026-11-01}\n  day: {quote: {exact: the day, image: crowd.svg}, checked: 2026-11-01}\n  text: {quote: After it, checked: 2026-11-01}\n",
        ),
    ]);
    let html = page(&outcome, "index.html");
    let start = html.find("<p>Before.").expect("the paragraph");
    let end = html[start..].find("</p>").expect("its end") + start;
    insta::assert_snapshot!(&html[start..end], @r##"<p>Before. <a href="https://a.example/"><mark class="claim" data-s="unsourced" data-c="1" id="c-crowd" aria-details="n-crowd"><mark class="claim" data-s="unsourced" data-c="2" id="c-day" aria-details="n-day"><img src="static/crowd.svg" alt="A crowd on the bridge" title="On the day" width="30" height="20" loading="lazy"></mark></mark></a><a class="marker" id="r-crowd" href="#n-crowd" role="doc-noteref" data-s="unsourced" data-c="1" data-n="1" aria-label="Note 1: no independent source"></a><a class="marker" id="r-day" href="#n-day" role="doc-noteref" data-s="unsourced" data-c="2" data-n="2" aria-label="Note 2: no independent source"></a> <mark class="claim" data-s="unsourced" data-c="3" id="c-text" aria-details="n-text">After it</mark><a class="marker" id="r-text" href="#n-text" role="doc-noteref" data-s="unsourced" data-c="3" data-n="3" aria-label="Note 3: no independent source"></a>."##);
    let said = words(&page(&outcome, "claims/crowd.html"));
    assert!(said.starts_with("Claim 1 of 3") && said.contains("crowd on the bridge"), "{said}");
}

#[test]
fn answers_beyond_the_limit_stand_on_the_page_of_the_answer() {
    let answer = |i: usize| {
        format!(
            "          - {{id: again-{i}, relation: denies, says: Again {i}., speaker: mayor, citations: [{{source: minutes, relation: supports}}]}}\n"
        )
    };
    let answers: String = (1..=10).map(answer).collect();
    let claims = format!(
        "claims:\n  vote:\n    quote: voted to close\n    citations: [{{source: minutes, relation: supports}}]\n    counters:\n      - id: no\n        relation: denies\n        says: No.\n        speaker: mayor\n        citations: [{{source: minutes, relation: supports}}]\n        counters:\n{answers}"
    );
    let outcome = site(&[("content/01-vote.yaml", &claims)]);
    for path in ["claims/vote.html", "disputes.html"] {
        let said = words(&page(&outcome, path));
        assert!(said.contains("Again 8.") && said.contains("2 more answers"), "{path}: {said}");
    }
    let all = words(&page(&outcome, "claims/no.html"));
    assert!(all.contains("Again 10."), "{all}");
}

#[test]
fn a_picture_for_sharing_is_one_of_the_site_or_one_for_each_claim() {
    let claims = "claims: {vote: {quote: voted to close}}\n";
    let shown = |keys: &str| {
        let config = format!("title: Desk\nbase-url: https://desk.example/\n{keys}");
        let outcome = site(&[("gainsay.yaml", &config), ("content/01-vote.yaml", claims)]);
        let html = page(&outcome, "claims/vote.html");
        html.split("og:image\" content=\"").nth(1).expect("a picture")[..40].to_owned()
    };
    assert!(shown("").starts_with("https://desk.example/picture-"));
    assert!(shown("claim-pictures: true\n").starts_with("https://desk.example/claims/vote-"));
}

#[test]
fn every_key_is_in_the_document_on_the_format() {
    let format = std::fs::read_to_string(root().join("docs/format.md")).expect("the document");
    for record in keys::ALL {
        for key in record.names {
            let told =
                [format!("`{key}`"), format!("`{key}:"), format!("{key}: "), format!("{key}:\n")];
            assert!(
                told.iter().any(|told| format.contains(told)),
                "docs/format.md does not tell of `{key}` of {}",
                record.name
            );
        }
    }
}
