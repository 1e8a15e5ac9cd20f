//! Pages that other sites embed: which there are, what stands in them, and the markup on the pages
//! that offer them.

use crate::support::{gainsay, page, read, report, site_folder, whole, write};
use gainsay::pipeline::{Options, Outcome};
use gainsay::resolve::Audience;
use std::fs;

const BASE: &[(&str, &str)] = &[
    (
        "gainsay.yaml",
        "title: Desk & Co\nbase-url: https://desk.example/notes/\nembed: true\nsearch: false\n",
    ),
    ("content/article.yaml", "title: A bridge\npublished: 2024-03-05\n"),
    (
        "content/01-vote.md",
        "---\ntitle: The vote\n---\n\nThe council voted to close it. It fell in May.\n",
    ),
    (
        "content/01-vote.yaml",
        "claims:\n  vote:\n    quote: voted to close it\n    states: The council voted to close \"the\" bridge.\n    speaker: mayor\n    date: 2024-03-04\n    finding: The minutes record it.\n    checked: 2024-05-06\n    aliases: [ballot]\n    citations:\n      - {source: minutes, relation: supports, passage: Carried.}\n      - {source: letter, relation: contradicts, passage: UNTOLD words}\n    counters:\n      - {id: no-vote, relation: denies, speaker: [clerk], says: There was no vote.}\n      - {id: no-quorum, relation: contradicts, says: Too few were there.}\n  fell: {quote: It fell in May}\n",
    ),
    (
        "content/sources.yaml",
        "minutes: {title: Minutes, url: 'https://council.example/m', publisher: Council}\nletter: {title: A letter, url: 'https://untold.example/l', access: confidential}\n",
    ),
    (
        "content/speakers.yaml",
        "mayor: {name: Ada Renn}\nclerk: {name: Bo Lind, within: the clerk}\n",
    ),
];

fn site(files: &[(&str, &str)]) -> Outcome {
    whole(BASE, files)
}

/// The files of embedding.
fn embedded(outcome: &Outcome) -> Vec<&str> {
    let is = |path: &str| {
        path.ends_with("/card.html") || path.contains("embed") && !path.contains("/embed/")
    };
    outcome.pages.iter().map(|p| p.path.as_str()).filter(|path| is(path)).collect()
}

/// The text of the element that begins with `start`, entities read.
fn markup(html: &str, id: &str) -> String {
    let start = format!("<pre class=\"sentence\" id=\"{id}\">");
    let text = html.split(&start).nth(1).and_then(|rest| rest.split("</pre>").next());
    let text = text.unwrap_or_else(|| panic!("no {id}: {html}"));
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// Looks for each of `parts` after the one before it.
fn check_order(html: &str, parts: &[&str]) {
    let mut rest = html;
    for part in parts {
        rest = match rest.split_once(part) {
            Some((_, after)) => after,
            None => panic!("`{part}` is not where it is expected: {html}"),
        };
    }
}

#[test]
fn pages_are_embedded_only_where_the_site_says_so() {
    let all = embedded(&site(&[])).len();
    assert_eq!(all, 9, "five cards, the article, two scripts and a style");
    for config in ["title: Desk\n", "title: Desk\nembed: false\nbase-url: https://desk.example/\n"]
    {
        let outcome = site(&[("gainsay.yaml", config)]);
        assert_eq!(embedded(&outcome), [""; 0]);
        for path in ["claims/vote.html", "index.html"] {
            assert!(!page(&outcome, path).contains("Embed this"), "{path}");
        }
    }
}

#[test]
fn a_card_leads_with_the_status_and_has_the_words_of_both_sides() {
    let card = page(&site(&[]), "claims/vote/card.html");
    let parts = &[
        "<meta name=\"robots\" content=\"noindex\">",
        "<link rel=\"canonical\" href=\"https://desk.example/notes/claims/vote.html\">",
        "<h1><b data-s=\"disputed\">Disputed</b></h1>",
        "The minutes record it.",
        "Said by Ada Renn",
        "<q class=\"words\">voted to close it</q>",
        "That is: The council voted to close &quot;the&quot; bridge.",
        "4 March 2024",
        "Denied by</b> <a href=\"../no-vote.html\" target=\"_blank\" rel=\"noopener\">the clerk</a>",
        "There was no vote.",
        "1 more answer",
        "Supports</b> <a href=\"../../sources/minutes.html\" target=\"_blank\" rel=\"noopener\">Council</a>",
        "Contradicts</b> <a href=\"../../sources/letter.html\"",
        "Full evidence",
        "Desk &amp; Co</a>, <a href=\"../../index.html\" target=\"_blank\" rel=\"noopener\">A bridge</a>",
        "Last changed 6 May 2024",
    ];
    check_order(&card, parts);
}

#[test]
fn an_article_is_embedded_with_its_claims_and_who_denies_them() {
    let html = page(&site(&[]), "embed.html");
    let parts = &[
        "href=\"https://desk.example/notes/\"",
        "A bridge</a></h1>",
        "data-s=\"disputed\">Disputed</b> 1",
        "<a href=\"claims/vote.html\" target=\"_blank\" rel=\"noopener\"><q class=\"words\">voted",
        "Denied by</b> the clerk; ",
        "Contradicted by</b> The article’s own finding",
        "claims/fell.html",
    ];
    check_order(&html, parts);
}

#[test]
fn every_link_of_an_embedded_page_opens_a_tab() {
    let outcome = site(&[]);
    for path in embedded(&outcome).iter().filter(|path| path.ends_with(".html")) {
        let html = page(&outcome, path);
        let links = html.split("<a ").skip(1);
        for link in links.clone() {
            let tag = link.split('>').next().unwrap_or("");
            assert!(tag.contains(" target=\"_blank\" rel=\"noopener\""), "{path}: {tag}");
        }
        assert!(links.count() > 2, "{path}");
    }
}

#[test]
fn an_old_id_of_a_claim_has_the_card_of_today() {
    let outcome = site(&[]);
    assert_eq!(page(&outcome, "claims/ballot/card.html"), page(&outcome, "claims/vote/card.html"));
}

#[test]
fn a_page_offers_the_markup_with_its_full_address() {
    let outcome = site(&[]);
    let html = page(&outcome, "claims/vote.html");
    assert!(html.contains("<a href=\"vote/card.html\">"), "a look at the card");
    let (plain, fitted) = (markup(&html, "embed-plain"), markup(&html, "embed-fitted"));
    let card = "<iframe src=\"https://desk.example/notes/claims/vote/card.html\" title=\"A claim and its evidence: The council voted to close &quot;the&quot; bridge.\"";
    let sandbox = "allow-popups allow-popups-to-escape-sandbox\"";
    assert!(plain.contains(card) && plain.contains(&format!("sandbox=\"{sandbox}")), "{plain}");
    assert!(!plain.contains("script"), "{plain}");
    assert!(fitted.contains(&format!("sandbox=\"allow-scripts {sandbox}")), "{fitted}");
    assert!(fitted.contains("<script src=\"https://desk.example/notes/embed.js\" async>"));
    let script = page(&outcome, "embed.js");
    assert!(script.contains("'https://desk.example/notes/'") && !script.contains("BASE"));
    let article = markup(&page(&outcome, "index.html"), "embed-plain");
    assert!(article.contains("src=\"https://desk.example/notes/embed.html\""), "{article}");
}

#[test]
fn without_a_base_address_there_is_no_markup() {
    let outcome = site(&[("gainsay.yaml", "title: Desk\nembed: true\n")]);
    for (path, to) in [("claims/vote.html", "vote/card.html"), ("index.html", "embed.html")] {
        let html = page(&outcome, path);
        assert!(html.contains("There is no markup to copy"), "{path}");
        assert!(!html.contains("iframe") && html.contains(&format!("href=\"{to}\"")), "{path}");
    }
    assert!(page(&outcome, "claims/vote/card.html").contains("Disputed"));
    assert!(outcome.pages.iter().all(|file| file.path != "embed.js"));
}

#[test]
fn sections_of_an_article_do_not_offer_the_markup() {
    let article = "title: A bridge\nlayout: sections\n";
    let outcome = site(&[("content/article.yaml", article)]);
    assert!(page(&outcome, "index.html").contains("Embed this article"));
    assert!(!page(&outcome, "vote.html").contains("Embed this article"));
}

#[test]
fn drafts_and_confidential_words_are_in_no_embedded_page() {
    let claims = BASE[3].1.replace("  fell: {", "  fell: {draft: true, finding: UNTOLD, ");
    let counters = "says: There was no vote., draft: true";
    let claims = claims.replace("says: There was no vote.", counters);
    let files = [("content/01-vote.yaml", claims.as_str())];
    let outcome = site(&files);
    let paths = embedded(&outcome);
    assert!(!paths.contains(&"claims/fell/card.html"), "{paths:?}");
    assert!(!paths.contains(&"claims/no-vote/card.html"), "{paths:?}");
    for path in paths {
        let text = page(&outcome, path);
        for secret in ["untold", "UNTOLD", "no vote", "fell"] {
            assert!(!text.contains(secret), "{path}: {secret}");
        }
    }
    // Those who preview drafts see them, with a badge.
    let audience = Audience { drafts: true, ..Audience::default() };
    let options = Options { audience, ..crate::support::options() };
    let tree = crate::support::tree_over(BASE, &files);
    let outcome = gainsay::pipeline::run(tree, &options, &mut |_| {});
    assert!(page(&outcome, "claims/fell/card.html").contains(">Draft</span>"));
}

#[test]
fn a_list_of_many_claims_is_cut_and_says_so() {
    let text: String = (0..120).map(|i| format!("Beam{i} fell. ")).collect();
    let claims: String = (0..120).map(|i| format!("  b{i}: {{quote: Beam{i} fell}}\n")).collect();
    let section = format!("---\ntitle: The vote\n---\n\n{text}\n");
    let files = [
        ("content/01-vote.md", section.as_str()),
        ("content/01-vote.yaml", &format!("claims:\n{claims}")),
        ("content/sources.yaml", ""),
        ("content/speakers.yaml", ""),
    ];
    let html = page(&site(&files), "embed.html");
    assert_eq!(html.matches("<li data-s=").count(), 100);
    assert!(html.contains("All 120 claims</a>"), "{html}");
}

#[test]
fn embedded_pages_go_with_the_key_and_with_their_claim() {
    let site = site_folder();
    let site = site.path();
    let config = read(site, "gainsay.yaml");
    write(site, "gainsay.yaml", &format!("{config}embed: true\n"));
    let build = || {
        let built = gainsay(&["build"], site);
        assert!(built.status.success(), "{}", report(&built));
        ["claims/vote/card.html", "claims/vote.html", "embed.html", "embed.js"]
            .map(|path| site.join("public").join(path).exists())
    };
    assert_eq!(build(), [true; 4]);
    write(site, "content/01-vote.yaml", "claims: {}\n");
    fs::remove_file(site.join("content/anchors.lock")).expect("removed");
    assert_eq!(build(), [false, false, true, true]);
    write(site, "gainsay.yaml", &config);
    assert_eq!(build(), [false; 4]);
}

#[test]
fn colours_and_signs_of_embedded_pages_are_those_of_the_site() {
    let style = |name: &str| {
        let found = gainsay::theme::STATIC.iter().find(|(n, _)| *n == name);
        found.expect("a style").1
    };
    let (whole, embedded) = (style("site.css"), style("embedded.css"));
    let mut seen = 0;
    for line in embedded.lines().map(str::trim) {
        let rule = match (line.starts_with("[data-"), line.starts_with("--")) {
            (true, _) if line.contains("--glyph") => line,
            (_, true) => {
                assert!(whole.contains(line), "{line}");
                continue;
            }
            _ => continue,
        };
        let (selector, values) = rule.split_once(" { ").expect("a rule");
        let own = whole.lines().find(|line| line.trim().starts_with(&format!("{selector} {{")));
        let own = own.unwrap_or_else(|| panic!("site.css has no {selector}"));
        for value in values.trim_end_matches(" }").split(';').map(str::trim) {
            assert!(own.contains(value), "{selector}: {value}");
        }
        seen += 1;
    }
    assert_eq!(seen, 14);
}
