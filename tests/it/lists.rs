//! Lists: long ones in pages, the timeline, corrections, and arguments with their answers.

use crate::example::links_lead_somewhere;
use crate::support::{build, drawn, page, tree, whole};
use gainsay::pipeline::Outcome;

const BASE: &[(&str, &str)] = &[
    ("gainsay.yaml", "title: Desk\nbase-url: https://desk.example/\ncontact: mailto:d@e.example\n"),
    ("content/article.yaml", "title: A bridge\n"),
    ("content/01-a.md", "The vote was held.\n"),
];

fn site(files: &[(&str, &str)]) -> Outcome {
    let outcome = whole(BASE, files);
    links_lead_somewhere(&outcome);
    outcome
}

/// The texts of what `selector` finds on a page, with one space for any run of white space.
fn texts(html: &str, selector: &str) -> Vec<String> {
    let document = scraper::Html::parse_document(html);
    let selector = scraper::Selector::parse(selector).expect("a selector");
    let text = |e: scraper::ElementRef| {
        let text: String = e.text().collect();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    document.select(&selector).map(text).collect()
}

/// Compares what `selector` finds on a page with lines.
fn check(outcome: &Outcome, path: &str, selector: &str, expect: &str) {
    let found = texts(&page(outcome, path), selector).join("\n");
    assert_eq!(found, expect.trim(), "{selector} of {path}");
}

/// A site with 1,201 claims, 700 of them marked, and as many sources, speakers and disputes.
fn long() -> Outcome {
    let n = 1..=1201;
    let words: String = (1..=700).map(|i| format!("Pier {i} held.\n\n")).collect();
    let claims: String = n
        .clone()
        .map(|i| {
            let what = match i {
                ..=700 => format!("quote: Pier {i} held"),
                _ => format!("says: Pier {i} held"),
            };
            format!("  page-{i}: {{{what}, speaker: s{i}, citations: [{{source: page-{i}, relation: supports}}], counters: [{{claim: page-{}, relation: denies}}]}}\n", i % 1201 + 1)
        })
        .collect();
    let claims = format!("claims:\n{claims}");
    let sources: String = n
        .clone()
        .map(|i| format!("page-{i}: {{title: Minutes {i:04}, no-url: paper}}\n"))
        .collect();
    let speakers: String = n.map(|i| format!("s{i}: {{name: Member {i:04}}}\n")).collect();
    site(&[
        ("content/01-a.md", words.as_str()),
        ("content/01-a.yaml", claims.as_str()),
        ("content/sources.yaml", sources.as_str()),
        ("content/speakers.yaml", speakers.as_str()),
    ])
}

#[test]
fn long_pages_of_sources_and_speakers_are_split() {
    let one = |i| {
        format!(
            "  c{i}: {{says: Pier {i} held, speaker: ann, citations: [{{source: minutes, relation: supports}}]}}\n"
        )
    };
    let claims: String = (1..=600).map(one).collect();
    let answered =
        "  d: {says: No pier held, speaker: bob, counters: [{claim: c600, relation: denies}]}\n";
    let outcome = site(&[
        ("content/01-a.yaml", &format!("claims:\n{claims}{answered}")),
        ("content/sources.yaml", "minutes: {title: Minutes, no-url: paper}\n"),
        ("content/speakers.yaml", "ann: {name: Ann}\nbob: {name: Bob}\n"),
    ]);
    let lines = |n: usize| "Supports\n".repeat(n);
    for (n, claims) in [(1, 500), (2, 100)] {
        let at = |first: &str| gainsay::model::address::nth(first, n);
        let (source, speaker) = (at("sources/minutes.html"), at("speakers/ann.html"));
        check(&outcome, &source, "main .items b[data-r]", &lines(claims));
        let html = page(&outcome, &source);
        assert!(html.contains("Cited 600 times"), "{html}");
        check(&outcome, &source, ".kicker", &format!("Source, page {n} of 2"));
        // People are not scored, so nothing says how many claims these are.
        check(&outcome, &speaker, ".kicker", &format!("Speaker, page {n} of 2"));
        check(&outcome, &speaker, "h1", "Ann");
        check(&outcome, &source, ".range", "");
        check(&outcome, &speaker, ".range", "");
        let answers = "Denies Bob".repeat(n - 1);
        check(&outcome, &speaker, "main .items > li > p:not([class]):has(b[data-r])", &answers);
        assert_eq!(texts(&page(&outcome, &speaker), "main .items > li").len(), claims + n - 1);
    }
}

#[test]
fn a_source_of_later_events_alone_is_cited_for_no_claim() {
    let later = "later: [{date: 2024-01-01, text: It fell, sources: [minutes]}]";
    let claims = format!("claims:\n  a: {{says: The bridge held, checked: 2024-02-01, {later}}}\n");
    let outcome = site(&[
        ("content/01-a.yaml", &claims),
        ("content/sources.yaml", "minutes: {title: Minutes, no-url: paper}\n"),
        ("content/speakers.yaml", ""),
    ]);
    check(&outcome, "sources/index.html", "main .table .who:last-child", "0 claims");
}

#[test]
fn long_lists_are_cut_into_pages_of_500() {
    let outcome = long();
    let sitemap = page(&outcome, "sitemap.xml");
    for (list, folder, title) in [
        ("claims/", "claims/page", "Claims"),
        ("sources/", "sources/page", "Sources"),
        ("speakers/", "speakers/page", "Speakers"),
        ("disputes.html", "disputes/page", "Disputes"),
    ] {
        let entries = match title {
            "Disputes" => "section.dispute",
            "Sources" => "main ul.table > li",
            _ => "main ul.items > li",
        };
        for (n, entries_here, range) in
            [(1, 500, "1 to 500"), (2, 500, "501 to 1000"), (3, 201, "1001 to 1201")]
        {
            let (path, address) = match n {
                1 if list.ends_with('/') => (format!("{list}index.html"), list.to_owned()),
                1 => (list.to_owned(), list.to_owned()),
                _ => (format!("{folder}/{n}.html"), format!("{folder}/{n}.html")),
            };
            let html = page(&outcome, &path);
            assert_eq!(texts(&html, entries).len(), entries_here, "{path}");
            check(&outcome, &path, "h1", &format!("{title} {range} of 1201"));
            let canonical =
                format!("<link rel=\"canonical\" href=\"https://desk.example/{address}\">");
            assert!(html.contains(&canonical), "{path}");
            assert!(sitemap.contains(&format!("<loc>https://desk.example/{address}</loc>")));
            let head = if n == 1 { title.to_owned() } else { format!("{title}, page {n}") };
            assert!(html.contains(&format!("<title>{head} ")), "{path}");
            let steps = match n {
                1 => "Next page",
                2 => "Previous page\nNext page",
                _ => "Previous page",
            };
            check(&outcome, &path, ".pager > a", steps);
            let here = if n == 1 { "page" } else { "true" };
            check(&outcome, &path, &format!(".masthead [aria-current=\"{here}\"]"), title);
            check(&outcome, &path, ".pager li", "Page 1\nPage 2\nPage 3");
            check(&outcome, &path, ".pager [aria-current]", &format!("Page {n}"));
        }
    }
    // The filter is of the page, and so are its numbers; an id may look like the name of a page.
    check(&outcome, "claims/page/2.html", ".filter [type=reset]", "All 500 claims on this page");
    check(
        &outcome,
        "claims/page/2.html",
        "main h2",
        "Claims in the article\nClaims made elsewhere\nFilter",
    );
    check(&outcome, "claims/page-2.html", "h1", "Pier 2 held");
}

#[test]
fn a_long_list_of_sections_is_cut_into_pages_too() {
    let names: Vec<String> = (1..=501).map(|i| format!("content/{i:03}-s{i}.md")).collect();
    let mut files: Vec<(&str, &str)> = names.iter().map(|n| (n.as_str(), "Words.\n")).collect();
    files.extend([
        (
            "content/article.yaml",
            "title: A bridge\nstandfirst: Of a crossing.\nlayout: sections\nclaims:\n  title: {quote: bridge}\n",
        ),
        ("content/01-a.md", "---\ntitle: Opening\n---\n\nThe vote was held.\n"),
    ]);
    let outcome = site(&files);
    check(&outcome, "index.html", ".range", "1 to 500 of 502");
    assert_eq!(texts(&page(&outcome, "index.html"), ".contents li").len(), 500);
    check(&outcome, "page/2.html", ".range", "501 to 502 of 502");
    check(&outcome, "page/2.html", ".contents li > a", "Section 501\nSection 502");
    // What the article begins with is told and marked once.
    let second = page(&outcome, "page/2.html");
    assert!(second.contains("<ol start=\"501\"") && second.contains("A bridge, page 2"));
    assert!(!second.contains("class=\"standfirst\"") && !second.contains("<mark"));
    assert!(page(&outcome, "index.html").contains("<mark"));
}

#[test]
fn short_lists_have_one_page_and_do_not_say_so() {
    let outcome = site(&[]);
    for path in ["claims/index.html", "disputes.html", "timeline.html", "corrections.html"] {
        assert!(!page(&outcome, path).contains("class=\"pager\""), "{path}");
    }
    assert!(!outcome.pages.iter().any(|p| p.path.contains("/page/")));
}

#[test]
fn many_pages_are_linked_by_the_numbers_nearby() {
    let claims: String = (0..5001).map(|i| format!("  c{i}: {{says: It held.}}\n")).collect();
    let outcome = build(tree([
        ("gainsay.yaml", "title: Desk\n"),
        ("content/article.yaml", "title: A bridge\n"),
        ("content/01-a.md", "Text.\n"),
        ("content/01-a.yaml", &format!("claims:\n{claims}")),
    ]));
    assert!(!outcome.failed(), "{}", drawn(&outcome));
    let pager = |n: &str| texts(&page(&outcome, n), ".pager ol")[0].replace("Page ", "");
    assert_eq!(pager("claims/index.html"), "1 2 3 … 11");
    assert_eq!(pager("claims/page/6.html"), "1 … 4 5 6 7 8 … 11");
    assert_eq!(pager("claims/page/11.html"), "1 … 9 10 11");
}

#[test]
fn moments_are_ordered_across_time_zones() {
    let files = [
        ("content/article.yaml", "title: A bridge\npublished: 2025-01-01T08:00+09:00\n"),
        (
            "content/01-a.yaml",
            "claims:
  a: {says: First., date: '2025-01-01T01:00:00+09:00', history: [{date: '2025-01-03T01:00+09:00', note: Early.}]}
  b: {says: Second., date: '2024-12-31T16:30:00Z', history: [{date: '2025-01-02T17:00Z', note: Late.}]}
  c: {says: Third., date: '2024-12-31T09:00:00-08:00'}
  d: {says: Next day., date: 2025-01-01}
",
        ),
    ];
    let outcome = site(&files);
    // The year is that of the order, so that no year stands twice.
    check(&outcome, "timeline.html", "main h2", "2024\n2025");
    let days = "1 January 2025, 01:00 UTC+09:00
31 December 2024, 16:30 UTC
31 December 2024, 09:00 UTC−08:00
1 January 2025";
    check(&outcome, "timeline.html", "main h3", days);
    let notes = texts(&page(&outcome, "corrections.html"), "main time").join("\n");
    assert_eq!(notes, "2 January 2025, 17:00 UTC\n3 January 2025, 01:00 UTC+09:00");
    let html = page(&outcome, "timeline.html");
    assert!(html.contains("<time datetime=\"2025-01-01T01:00:00+09:00\">"), "{html}");
    let spanish = ("gainsay.yaml", "title: Desk\nbase-url: https://desk.example/\nlanguage: es\n");
    let outcome = site(&[&files[..], &[spanish]].concat());
    let days = "1 de enero de 2025, 01:00 UTC+09:00
31 de diciembre de 2024, 16:30 UTC
31 de diciembre de 2024, 09:00 UTC−08:00
1 de enero de 2025";
    check(&outcome, "timeline.html", "main h3", days);
}

#[test]
fn lists_of_one_claim_and_one_article_are_in_order_however_they_were_typed() {
    let entries = |key: &str| {
        [
            ("2024-03-02", "Day."),
            ("'2024-03-01T23:00-10:00'", "West."),
            ("'2024-03-02T09:30+09:00'", "East."),
            ("2024-03", "Month."),
            ("2024", "Year."),
            ("2024-03-02", "Day again."),
            ("2023-12-31/2024-01-02", "Days."),
        ]
        .map(|(date, text)| format!("{{date: {date}, {key}: {text}}}"))
        .join(", ")
    };
    let outcome = site(&[
        (
            "content/article.yaml",
            "title: A bridge\ncorrections: [{date: 2024-03-02, text: Second.}, {date: 2024-01-09, text: First.}, {date: 2024-03-02, text: And.}, {date: 2024-12-01, text: Third.}]\n",
        ),
        (
            "content/01-a.yaml",
            &format!(
                "claims:\n  a: {{says: First., later: [{}], history: [{}]}}\n",
                entries("text"),
                entries("note")
            ),
        ),
    ]);
    let forward = [
        "31 December 2023 to 2 January 2024 Days.",
        "2024 Year.",
        "March 2024 Month.",
        "2 March 2024 Day.",
        "2 March 2024 Day again.",
        "2 March 2024, 09:30 UTC+09:00 East.",
        "1 March 2024, 23:00 UTC−10:00 West.",
    ]
    .join("\n");
    let both = format!("{forward}\n{forward}");
    check(&outcome, "claims/a.html", ".events > li", &both);
    let back =
        "1 December 2024 Third.\n2 March 2024 Second.\n2 March 2024 And.\n9 January 2024 First.";
    check(&outcome, "index.html", ".corrections li", back);
}

#[test]
fn the_timeline_is_in_order_and_as_exact_as_the_record() {
    let outcome = site(&[
        (
            "content/01-a.yaml",
            "claims:
  a: {says: Day., date: 2016-10-18, later: [{date: 2017-01, text: The bridge fell., sources: [s1]}]}
  b: {says: Evening., date: '2016-10-18T19:00:00Z'}
  c: {says: Afternoon in the west., date: '2016-10-18T13:30:00-05:00'}
  d: {says: Year., date: 2016}
  e: {says: About then., date: 2016~, later: [{date: 2017-01, text: The bridge fell., sources: [s1, s2]}]}
  f: {says: Month., date: 2016-10}
  g: {says: Some days., date: 2016-10-18/2016-10-20}
  h: {says: Nobody knows when.}
",
        ),
        (
            "content/sources.yaml",
            "s1: {title: Minutes, no-url: paper, date: 2016-10-18, kind: report}\ns2: {title: Letter, no-url: paper}\n",
        ),
    ]);
    check(&outcome, "timeline.html", "main h2", "2016\n2017");
    check(
        &outcome,
        "timeline.html",
        "main h3",
        "2016
about 2016
October 2016
18 October 2016
18 October 2016 to 20 October 2016
18 October 2016, 13:30 UTC−05:00
18 October 2016, 19:00 UTC
January 2017",
    );
    check(
        &outcome,
        "timeline.html",
        ".happened > li",
        "
Claim said Not yet checked Year. Speaker not stated
Claim said Not yet checked About then. Speaker not stated
Claim said Not yet checked Month. Speaker not stated
Claim said Not yet checked Day. Speaker not stated
Report published Minutes
Claim said Not yet checked Some days. Speaker not stated
Claim said Not yet checked Afternoon in the west. Speaker not stated
Claim said Not yet checked Evening. Speaker not stated
Later event The bridge fell. On record in: Minutes, Letter. Came after: Day. About then.",
    );
    let undated = "Not shown, because no date is given: 1 claim, 1 source";
    check(&outcome, "timeline.html", ".undated", undated);
    let html = page(&outcome, "timeline.html");
    assert!(html.contains("<time datetime=\"2016-10\">October 2016</time>"), "{html}");
    check(&site(&[]), "timeline.html", ".lack", "Nothing here has a date.");
}

#[test]
fn corrections_come_newest_first_with_the_words_before_and_now() {
    let outcome = site(&[
        (
            "content/article.yaml",
            "title: A bridge\ncorrections:\n  - {date: 2026-11-01, text: The title was wrong.}\n  - {date: 2026-11-10, text: So was the standfirst.}\n",
        ),
        (
            "content/01-a.yaml",
            "claims:
  a:
    quote: The vote was held
    was: The vote is held
    history: [{date: 2026-11-05, note: Put into the past.}]
  b: {says: It fell., history: [{date: 2026-11-07, note: A source was added.}], later: [{date: 2026-11-09, text: It was rebuilt.}]}
  c: {says: It stood., was: It stands.}
  d: {says: It is up., was: It is on., history: [{date: 2026-11-02, note: Reworded.}, {date: 2026-11-03, note: Checked.}]}
",
        ),
    ]);
    check(
        &outcome,
        "corrections.html",
        "main .items > li",
        "
10 November 2026 Article corrected So was the standfirst.
9 November 2026 Later event It was rebuilt. It fell. Not yet checked
7 November 2026 Entry changed A source was added. It fell. Not yet checked
5 November 2026 Claim corrected Put into the past. Before The vote is held Now The vote was held Not yet checked Corrected
3 November 2026 Entry changed Checked. It is up. Not yet checked Corrected
2 November 2026 Entry changed Reworded. It is up. Not yet checked Corrected
1 November 2026 Article corrected The title was wrong.
No date on record Claim corrected Before It stands. Now It stood. Not yet checked Corrected
No date on record Claim corrected Before It is on. Now It is up. Not yet checked Corrected",
    );
    check(&outcome, "corrections.html", ".aside a", "Tell us what is wrong");
    let article = page(&outcome, "index.html");
    assert!(article.contains("<a href=\"corrections.html\">All that changed</a>"));
    check(
        &site(&[]),
        "corrections.html",
        ".nothing",
        "Nothing was corrected, and nothing later is on record.",
    );
}

#[test]
fn an_argument_is_shown_three_turns_deep_with_the_evidence_of_each() {
    let outcome = site(&[
        (
            "content/01-a.yaml",
            "claims:
  a:
    quote: The vote was held
    speaker: mayor
    citations: [{source: minutes, relation: supports}, {source: log, relation: contradicts}]
    checked: 2026-11-20
    counters:
      - id: b
        speaker: clerk
        relation: denies
        says: There was none.
        citations: [{source: letter, relation: supports}]
        counters:
          - id: c
            speaker: mayor
            relation: contradicts
            says: I was there.
            checked: 2026-11-20
            citations: [{source: log, relation: supports}]
            counters: [{id: d, speaker: clerk, relation: denies, says: You were not.}]
  e: {says: It rained., speaker: mayor, counters: [{id: f, speaker: clerk, relation: denies, says: No.}]}
",
        ),
        ("content/speakers.yaml", "mayor: {name: The mayor}\nclerk: {name: The clerk}\n"),
        (
            "content/sources.yaml",
            "minutes: {title: Minutes, no-url: x}\nlog: {title: Log, no-url: x}\nletter: {title: Letter, no-url: x, speaker: clerk}\n",
        ),
    ]);
    let turn = "Contradicted by The mayor Supported, denied by The clerk I was there. The mayor Supports Log 1 answer to this";
    for path in ["claims/a.html", "disputes.html"] {
        let first = &texts(&page(&outcome, path), ".turns > li")[0];
        assert_eq!(first, turn, "{path}");
        let html = page(&outcome, path);
        assert!(html.contains("Its only source records these words."));
    }
    let against = "#dispute-a .side:nth-child(2) section:first-child";
    check(&outcome, "disputes.html", against, "Evidence against or beside it Contradicts Log");
    let only =
        "Denied, and no more than that: a denial is a word against the claim, not a refutation.";
    check(&outcome, "claims/e.html", ".counterpoint > .lack:last-child", only);
    check(&outcome, "disputes.html", "#dispute-e .side > .lack:first-child", only);
    check(&outcome, "claims/e.html", ".side section .lack", "No source is cited.");
    check(&outcome, "claims/a.html", ".counterpoint > .lack:last-child", "");
}

#[test]
fn a_site_with_many_articles_lists_the_newest_first() {
    let outcome = build(tree([
        ("gainsay.yaml", "title: Desk\nbase-url: https://desk.example/\n"),
        ("content/a/article.yaml", "title: Old\npublished: 2024\n"),
        ("content/a/01-x.md", "Text.\n"),
        (
            "content/b/article.yaml",
            "title: New\npublished: 2025-02\nbyline: By Ada\ncorrections: {date: 2025-03-01, text: A name.}\n",
        ),
        ("content/b/01-x.md", "Text, more text.\n"),
        ("content/b/01-x.yaml", "claims:\n  x: {quote: more, kind: opinion}\n"),
        ("content/c/article.yaml", "title: Undated\n"),
        ("content/c/01-x.md", "Text.\n"),
    ]));
    assert!(!outcome.failed(), "{}", drawn(&outcome));
    links_lead_somewhere(&outcome);
    check(&outcome, "index.html", "main h2", "New\nOld\nUndated");
    check(&outcome, "index.html", ".standing li", "Opinion 1");
    let html = page(&outcome, "index.html");
    assert!(html.contains("Ada, <time datetime=\"2025-02\">February 2025</time>. Corrected"));
    check(&outcome, "b/timeline.html", ".crumb", "New");
    check(&outcome, "b/corrections.html", "footer nav", "What changed Feed Method");
}

#[test]
fn the_same_words_on_another_day_are_another_event() {
    let outcome = site(&[
        (
            "content/01-a.yaml",
            "claims:
  a:
    says: It fell.
    later:
      - {date: 2020, text: It was said again., sources: [s1]}
      - {date: 2021, text: It was said again., sources: [s2]}
",
        ),
        (
            "content/sources.yaml",
            "s1: {title: Minutes, no-url: paper}\ns2: {title: Letter, no-url: paper}\n",
        ),
    ]);
    let expect = "
Later event It was said again. On record in: Minutes. Came after: It fell.
Later event It was said again. On record in: Letter. Came after: It fell.";
    check(&outcome, "timeline.html", ".happened > li", expect);
}

#[test]
fn the_same_hour_elsewhere_is_another_moment() {
    let claims = "claims:\n  a: {says: East., date: '2024-03-04T10:00+09:00'}\n  b: {says: West., date: '2024-03-04T10:00-05:00'}\n";
    let outcome = site(&[("content/01-a.yaml", claims)]);
    let html = page(&outcome, "timeline.html");
    for moment in ["2024-03-04T10:00+09:00", "2024-03-04T10:00-05:00"] {
        assert!(html.contains(&format!("<h3><time datetime=\"{moment}\">")), "{html}");
    }
}

#[test]
fn source_that_repeats_a_claim_does_not_count_as_second() {
    let outcome = site(&[
        (
            "content/01-a.yaml",
            "claims:\n  a: {says: It fell., citations: [{source: s1, relation: supports}, {source: s2, relation: repeats}]}\n",
        ),
        (
            "content/sources.yaml",
            "s1: {title: Minutes, no-url: paper}\ns2: {title: Letter, no-url: paper}\n",
        ),
    ]);
    let said = |path: &str| page(&outcome, path);
    assert!(said("sources/s1.html").contains("For 1 claim it is the only source."));
    assert!(said("sources/s1.html").contains("The only source of this claim."));
    assert!(said("sources/s2.html").contains("No claim rests on it alone."));
    assert!(!said("sources/s2.html").contains("The only source of this claim."));
}

#[test]
fn the_files_of_cards_follow_the_claims_of_their_own_folder() {
    // 3 articles of 10 claims and one of 200, with 70 sources for all.
    let mut tree = tree([("gainsay.yaml", "title: Desk\n"), ("content/speakers.yaml", "")]);
    let mut put = |path: String, text: String| tree.files.insert(path, text.as_str().into());
    let sources: String =
        (1..=70).map(|i| format!("m{i}: {{title: M {i}, no-url: x}}\n")).collect();
    put("content/sources.yaml".into(), sources);
    for (name, claims) in [("a", 10), ("b", 10), ("c", 10), ("long", 200)] {
        let cite = |i| format!("[{{source: m{}, relation: supports}}]", i % 70 + 1);
        let claim = |i| format!("  c{i}: {{says: Pier {i} held, citations: {}}}\n", cite(i));
        let claims: String = (1..=claims).map(claim).collect();
        put(format!("content/{name}/article.yaml"), format!("title: Of {name}\n"));
        put(format!("content/{name}/01-a.md"), "It was so.\n".into());
        put(format!("content/{name}/01-a.yaml"), format!("claims:\n{claims}"));
    }
    let outcome = build(tree);
    assert!(!outcome.failed(), "{}", drawn(&outcome));
    let files = |folder: &str| {
        let here =
            |path: &str| path.strip_prefix(folder)?.strip_prefix("looks-").map(str::to_owned);
        outcome.pages.iter().filter_map(|page| here(&page.path)).collect::<Vec<_>>()
    };
    for (folder, expect) in [("a/claims/", 1), ("long/claims/", 4), ("sources/", 2)] {
        let names: Vec<String> = (0..expect).map(|n| format!("{n}.js")).collect();
        assert_eq!(files(folder), names, "{folder}");
        for name in names {
            let text = page(&outcome, &format!("{folder}looks-{name}"));
            assert!(text.ends_with(&format!(",\"en\",\"ltr\",{expect});\n")), "{text}");
        }
    }
}

#[test]
fn the_list_of_claims_says_what_its_numbers_count() {
    let claims =
        "claims:\n  a: {quote: The vote was held}\n  b: {says: It was not}\n  c: {says: It was}\n";
    let outcome = site(&[("content/01-a.yaml", claims)]);
    let head = "In the whole article: 1 marked claim, 1 that can be checked: 0 with a source, 0 with an independent source, 0 with a counter-claim.";
    check(&outcome, "claims/index.html", ".standfirst", head);
    check(&outcome, "claims/index.html", ".range", "1\n2");
    let counted = "Counted here: claims in the article and claims made elsewhere.";
    check(&outcome, "claims/index.html", ".marks .coverage", counted);
    check(&outcome, "claims/index.html", ".filter [type=reset]", "All 3 claims");
}

#[test]
fn what_a_status_means_stands_once_on_a_page() {
    let counter = "{id: b, relation: denies, says: It was not, kind: opinion}";
    let claims = format!("claims:\n  a: {{quote: The vote was held, counters: [{counter}]}}\n");
    let outcome = site(&[("content/01-a.yaml", claims.as_str())]);
    for (path, legend, foot) in [
        ("index.html", "Disputed", "Opinion"),
        ("claims/index.html", "Opinion\nDisputed", ""),
        ("disputes.html", "", "Disputed\nOpinion"),
        ("claims/a.html", "", "Opinion"),
    ] {
        check(&outcome, path, ".legend b[data-s]", legend);
        check(&outcome, path, ".meanings b[data-s]", foot);
        for key in ["opinion", "disputed"] {
            let told = texts(&page(&outcome, path), &format!("[id=means-{key}]"));
            assert_eq!(told.len(), 1, "{path}: {key}: {told:?}");
        }
    }
}
