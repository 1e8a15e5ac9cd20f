//! What pages hold: Markdown as HTML, layouts, many articles, languages, and the document that
//! tells authors how to write all that.

use crate::support::{build, drawn, page, root, tree, whole};
use gainsay::pipeline::Outcome;
use std::collections::BTreeMap;

const BASE: &[(&str, &str)] = &[
    ("gainsay.yaml", "title: Desk\nbase-url: https://desk.example/\n"),
    ("content/article.yaml", "title: A bridge\n"),
];

fn site(files: &[(&str, &str)]) -> Outcome {
    whole(BASE, files)
}

/// What the article shows for a section's Markdown.
fn prose(markdown: &str) -> String {
    let outcome = site(&[
        ("content/01-a.md", markdown),
        (
            "static/map.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"30\" height=\"20\"/>",
        ),
    ]);
    inner(&page(&outcome, "index.html"))
}

fn inner(html: &str) -> String {
    let start = html
        .find("<article")
        .and_then(|i| html[i..].find('>').map(|j| i + j + 1))
        .expect("an article");
    let end = html[start..].find("</article>").expect("its end") + start;
    html[start..end].trim().to_owned()
}

fn check(markdown: &str, expect: &str) {
    assert_eq!(prose(markdown), expect.trim());
}

#[test]
fn footnotes_stand_at_the_end_with_links_both_ways() {
    check(
        "One[^b], two[^a], one again[^b].\n\n[^a]: Second.\n[^b]: First.\n",
        r##"
<p>One<sup class="footnote-ref"><a href="#fn-a-1" id="fnref-a-1" role="doc-noteref" aria-label="Footnote 1">1</a></sup>, two<sup class="footnote-ref"><a href="#fn-a-2" id="fnref-a-2" role="doc-noteref" aria-label="Footnote 2">2</a></sup>, one again<sup class="footnote-ref"><a href="#fn-a-1" id="fnref-a-1--2" role="doc-noteref" aria-label="Footnote 1">1</a></sup>.</p>
<div class="footnotes">
<ol>
<li id="fn-a-1">
<p>First. <a class="footnote-back" href="#fnref-a-1" role="doc-backlink" aria-label="Back to the text">↩︎</a> <a class="footnote-back" href="#fnref-a-1--2" role="doc-backlink" aria-label="Back to the text">↩︎</a></p>
</li>
<li id="fn-a-2">
<p>Second. <a class="footnote-back" href="#fnref-a-2" role="doc-backlink" aria-label="Back to the text">↩︎</a></p>
</li>
</ol>
</div>"##,
    );
}

#[test]
fn alerts_tables_and_tasks_have_classes_and_no_styles() {
    check(
        "> [!TIP]\n> Look.\n",
        "<div class=\"alert alert-tip\">\n<p class=\"alert-title\">Tip</p>\n<p>Look.</p>\n</div>",
    );
    check(
        "|a|b|\n|-|-:|\n|1|2|\n",
        "<table><thead><tr><th>a</th><th class=\"align-end\">b</th></tr></thead><tbody>\n<tr><td>1</td><td class=\"align-end\">2</td></tr>\n</tbody></table>",
    );
    check(
        "- [x] done\n- [ ] ~~not~~\n",
        "<ul>\n<li><input type=\"checkbox\" disabled aria-label=\"Done\" checked> done</li>\n<li><input type=\"checkbox\" disabled aria-label=\"To do\"> <del>not</del></li>\n</ul>",
    );
}

#[test]
fn images_have_width_and_height() {
    check(
        "![A \"map\" & *key*](../static/map.svg \"Map\")\n",
        "<figure><img src=\"static/map.svg\" alt=\"A &quot;map&quot; &amp; key\" width=\"30\" height=\"20\" loading=\"lazy\"><figcaption>Map</figcaption></figure>",
    );
}

#[test]
fn an_image_alone_with_a_title_is_a_figure_with_a_caption() {
    const IMG: &str =
        "<img src=\"static/map.svg\" alt=\"A\" width=\"30\" height=\"20\" loading=\"lazy\">";
    const TITLED: &str = "<img src=\"static/map.svg\" alt=\"A\" title=\"<b>\" width=\"30\" height=\"20\" loading=\"lazy\">";
    let titled = TITLED.replace("<b>", "&lt;b&gt;");
    let of = |markdown: &str| markdown.replace("![A]", "![A](../static/map.svg \"<b>\")");
    check("![A](../static/map.svg)\n", &format!("<p>{IMG}</p>"));
    let figure = format!("<figure>{IMG}<figcaption>&lt;b&gt;</figcaption></figure>");
    check(&of("![A]\n"), &figure);
    check(&of("> ![A]\n"), &format!("<blockquote>\n{figure}\n</blockquote>"));
    check(&of("See ![A].\n"), &format!("<p>See {titled}.</p>"));
    check(&of("![A] ![A]\n"), &format!("<p>{titled} {titled}</p>"));
    check(&of("- ![A]\n"), &format!("<ul>\n<li>{titled}</li>\n</ul>"));
}

#[test]
fn who_made_an_image_stands_below_it_and_at_the_foot_of_the_article() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"30\" height=\"20\"/>";
    let check = |layout: &str, path: &str, markdown: &str, figure: &str, listed: &str| {
        let head = format!(
            "title: A bridge\nlayout: {layout}\nimages:\n  map.svg: {{credit: Ona <Petrel>, licence: CC BY 4.0}}\n  old/quay.svg: {{licence: Public domain}}\n"
        );
        let outcome = site(&[
            ("content/article.yaml", head.as_str()),
            ("content/01-a.md", markdown),
            (
                "content/02-b.md",
                "![](../static/map.svg)\n\n![Q](../static/old/quay.svg)\n\nMore.\n",
            ),
            ("static/map.svg", svg),
            ("static/old/quay.svg", svg),
        ]);
        assert!(!outcome.failed(), "{}", drawn(&outcome));
        let html = page(&outcome, path);
        assert!(html.contains(figure), "{figure}\n{html}");
        let list = html.split("<h2 id=\"pictures\">Pictures</h2>").nth(1).unwrap_or_default();
        let list = list.split("</section>").next().unwrap_or_default();
        assert_eq!(list.matches("<li>").count(), listed.matches(';').count() + 1, "{list}");
        for words in listed.split(';') {
            assert!(list.contains(words), "{words}\n{list}");
        }
    };
    let credit = "<span class=\"credit\"><bdi>Ona &lt;Petrel&gt;</bdi> \u{b7} <bdi>CC BY 4.0</bdi></span></figcaption></figure>";
    let below = |caption: &str| format!("loading=\"lazy\"><figcaption>{caption}{credit}");
    let both = "<span>The map</span>;<span>map.svg</span>;<span>Q</span> <span class=\"credit\">Public domain</span>";
    check("page", "index.html", "![A](../static/map.svg \"The map\")\n", &below("The map "), both);
    let own = "<span>The map</span>";
    check("sections", "a.html", "![A](../static/map.svg \"The map\")\n", &below("The map "), own);
    check("sections", "a.html", "![The map](../static/map.svg)\n", &below(""), own);
    check("sections", "a.html", "See ![The map](../static/map.svg)\n", "<p>See <img", own);
}

#[test]
fn a_claim_of_a_caption_is_marked_round_its_image() {
    let outcome = site(&[
        ("content/01-a.md", "![A](../static/map.svg \"The bridge is closed\")\n\nMore.\n"),
        (
            "content/01-a.yaml",
            "claims:\n  shut:\n    quote: {exact: bridge is closed, image: map.svg}\n",
        ),
        (
            "static/map.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"30\" height=\"20\"/>",
        ),
    ]);
    let html = prose_of(&outcome);
    let (before, after) = html.split_once("<figure><mark").expect("a mark in a figure");
    assert!(before.is_empty(), "{before}");
    let (image, caption) = after.split_once("</mark>").expect("its end");
    assert!(image.ends_with("loading=\"lazy\">"), "{image}");
    let (marker, rest) = caption.split_once("</a>").expect("its marker");
    assert!(marker.starts_with("<a class=\"marker\""), "{marker}");
    assert!(rest.starts_with("<figcaption>The bridge is closed</figcaption></figure>"), "{rest}");
    // The note stands after the figure.
    assert!(rest.find("<aside").expect("a note") > rest.find("</figure>").expect("an end"));
}

fn prose_of(outcome: &Outcome) -> String {
    inner(&page(outcome, "index.html"))
}

#[test]
fn code_has_classes_for_its_tokens() {
    check(
        "```rust\nlet x = \"a\"; // b\n```\n",
        "<pre><code class=\"language-rust\"><span class=\"hl-keyword\">let</span> x <span class=\"hl-operator\">=</span> <span class=\"hl-string\">\"a\"</span>; <span class=\"hl-comment\">// b\n</span></code></pre>",
    );
    // Every class that the highlighter can give has a rule.
    let css = std::fs::read_to_string(root().join("static/site.css")).expect("a style sheet");
    for (_, class) in gainsay::markdown::highlight::CLASSES {
        assert!(css.contains(&format!(".hl-{class}")), "no rule for {class}");
    }
}

#[test]
fn headings_have_ids_that_are_unique_on_their_page() {
    let outcome = site(&[
        (
            "content/01-a.md",
            "---\ntitle: A\n---\n\n### The *end*\n\n### The end\n\n### Main\n\n### c-vote\n\n### 结尾\n",
        ),
        (
            "content/02-main.md",
            "---\ntitle: B\n---\n\n### The end\n\nSee [it](#the-end), [that](01-a.md#the-end-2) and [this](01-a.md).\n",
        ),
        ("content/03-c-vote.md", "---\ntitle: C\n---\n\nThe vote. See [main](02-main.md).\n"),
        ("content/03-c-vote.yaml", "claims:\n  vote: {quote: The vote}\n"),
    ]);
    let html = page(&outcome, "index.html");
    for id in [
        "the-end",
        "the-end-2",
        "main-2",
        "heading-c-vote",
        "结尾",
        "the-end-3",
        "section-main",
        "section-c-vote",
        "c-vote",
    ] {
        assert_eq!(html.matches(&format!("id=\"{id}\"")).count(), 1, "{id}");
    }
    for link in ["#the-end-3\">it", "#the-end-2\">that", "#a\">this", "#section-main\">main"] {
        assert!(html.contains(&format!("href=\"{link}")), "{link}");
    }
}

#[test]
fn an_article_may_have_a_page_a_section() {
    let outcome = site(&[
        (
            "content/article.yaml",
            "title: A bridge\nlayout: sections\nclaims:\n  title: {quote: bridge}\n",
        ),
        ("content/01-a.md", "---\ntitle: First\n---\n\nOne claim. See [two](02-b.md#more).\n"),
        ("content/01-a.yaml", "claims:\n  one: {quote: [One claim, {exact: Two, section: b}]}\n"),
        (
            "content/02-b.md",
            "---\ntitle: Second\n---\n\n### More\n\nTwo claims. See [one](01-a.md).\n",
        ),
        ("content/02-b.yaml", "claims:\n  two: {quote: claims}\n"),
    ]);
    let front = page(&outcome, "index.html");
    assert!(
        front.contains("<a href=\"a.html\">First</a>")
            && front.contains("<a href=\"b.html\">Second</a>")
    );
    assert!(front.contains("id=\"c-title\"") && front.contains("id=\"n-title\""));
    let body = front.split("<body").nth(1).expect("a body");
    assert!(!body.contains("One claim"), "the head alone tells how the text begins");
    let (first, second) = (page(&outcome, "a.html"), page(&outcome, "b.html"));
    assert!(first.contains("href=\"b.html#more\"") && second.contains("href=\"a.html\""));
    assert!(
        first.contains("data-c=\"1\" data-n=\"2\""),
        "the number is the article's, the position the page's"
    );
    assert!(
        second.contains("id=\"c-one\"") && second.contains("id=\"c-two\""),
        "a claim is marked wherever it is made"
    );
    let claim = page(&outcome, "claims/one.html");
    assert!(claim.contains("../a.html#c-one"));
}

#[test]
fn a_claim_may_be_made_in_several_places_of_a_page() {
    let outcome = site(&[
        ("content/01-a.md", "Traffic doubled, they said. Traffic has doubled, they repeat.\n"),
        (
            "content/01-a.yaml",
            "claims:\n  doubled: {quote: [Traffic doubled, Traffic has doubled]}\n",
        ),
    ]);
    let html = page(&outcome, "index.html");
    for id in ["c-doubled", "c-doubled--2", "r-doubled", "r-doubled--2", "n-doubled"] {
        assert_eq!(html.matches(&format!("id=\"{id}\"")).count(), 1, "{id}");
    }
    assert_eq!(html.matches("href=\"#n-doubled\"").count(), 2);
}

#[test]
fn many_articles_share_sources_and_answer_each_other() {
    let outcome = build(tree([
        ("gainsay.yaml", "title: Desk\nbase-url: https://desk.example/\n"),
        ("content/sources.yaml", "minutes: {title: Minutes, no-url: paper}\n"),
        ("content/speakers.yaml", "mayor: {name: The mayor}\n"),
        ("content/one/article.yaml", "title: One\n"),
        ("content/one/01-x.md", "The vote. See [the other](../two/01-x.md).\n"),
        (
            "content/one/01-x.yaml",
            "claims:\n  vote: {quote: The vote, speaker: mayor, citations: [{source: minutes, relation: supports}], counters: [{claim: two/vote, relation: denies}]}\n",
        ),
        ("content/two/article.yaml", "title: Two\n"),
        ("content/two/01-x.md", "No vote.\n"),
        (
            "content/two/01-x.yaml",
            "claims:\n  vote: {quote: No vote, citations: [{source: own, relation: supports}]}\n",
        ),
        ("content/two/sources.yaml", "own: {title: Own, no-url: paper}\n"),
    ]));
    // Each article has a lock file of its own, and here neither has one.
    let codes: Vec<_> = outcome.diagnostics.iter().map(|d| d.code.as_str()).collect();
    assert_eq!(codes, ["lock-missing", "lock-missing"], "{}", drawn(&outcome));
    let locks: Vec<_> = outcome.locks.iter().map(|lock| lock.path.as_str()).collect();
    assert_eq!(locks, ["content/one/anchors.lock", "content/two/anchors.lock"]);
    let home = page(&outcome, "index.html");
    assert!(home.contains("href=\"one/index.html\"") && home.contains("href=\"two/index.html\""));
    let claim = page(&outcome, "one/claims/vote.html");
    for link in
        ["../../sources/minutes.html", "../../speakers/mayor.html", "../../two/claims/vote.html"]
    {
        assert!(claim.contains(link), "{link}");
    }
    assert!(page(&outcome, "two/claims/vote.html").contains("../../one/claims/vote.html"));
    assert!(page(&outcome, "two/claims/vote.html").contains("../sources/own.html"));
    assert!(page(&outcome, "one/index.html").contains("href=\"../two/index.html\""));
}

#[test]
fn languages_and_directions_are_marked() {
    let outcome = site(&[
        ("content/article.yaml", "title: Un puente\nlanguage: es\n"),
        ("content/01-a.md", "Votaron.\n"),
        ("content/02-b.md", "---\ntitle: جسر\nlanguage: ar\n---\n\nصوّت المجلس.\n"),
        ("content/02-b.yaml", "claims:\n  vote: {quote: المجلس}\n"),
    ]);
    let html = page(&outcome, "index.html");
    assert!(
        html.contains("<h1 lang=\"es\" dir=\"ltr\">") && html.contains("lang=\"ar\" dir=\"rtl\"")
    );
    assert!(page(&outcome, "claims/vote.html").contains("lang=\"ar\" dir=\"rtl\""));
}

#[test]
fn claim_without_speaker_is_attributed_to_nobody() {
    let outcome = site(&[
        ("content/01-a.md", "The vote.\n"),
        (
            "content/01-a.yaml",
            "claims:\n  vote:\n    quote: The vote\n    citations: [{source: s, relation: supports, passage: Held.}]\n    counters: [{id: no, relation: denies, says: There was none.}]\n",
        ),
        ("content/sources.yaml", "s: {title: S, no-url: paper}\n"),
    ]);
    let claim = page(&outcome, "claims/vote.html");
    assert!(claim.contains("denied by the article itself"), "{claim}");
    assert!(claim.contains("The article itself") && claim.contains("the article’s own finding"));
}

#[test]
fn what_is_known_of_a_speaker_ends_in_no_comma() {
    let check = |of: &str, expect: &str| {
        let counters = format!("{{id: no, relation: denies, says: There was none{of}}}");
        let outcome = site(&[
            ("content/01-a.md", "The vote.\n"),
            (
                "content/01-a.yaml",
                &format!("claims:\n  vote: {{quote: The vote, counters: [{counters}]}}\n"),
            ),
            (
                "content/speakers.yaml",
                "mayor: {name: Ada, role: mayor}\nreeve: {name: Bo, role: reeve}\n",
            ),
        ]);
        let html = page(&outcome, "claims/vote.html");
        let said = html
            .split("There was none</span>")
            .nth(1)
            .and_then(|on| on.split("<p class=\"who\">").nth(1));
        let text = said.and_then(|on| on.split("</p>").next()).unwrap_or_else(|| panic!("{html}"));
        let text = scraper::Html::parse_fragment(text).root_element().text().collect::<String>();
        assert_eq!(text, expect, "{of}");
    };
    check(", speaker: mayor", "mayor");
    check(", speaker: [mayor, reeve]", "mayor, reeve");
    check(", speaker: mayor, date: 2024-03-05", "mayor, 5 March 2024");
    check(", speaker: mayor, via: reeve", "mayor, reported by Bo");
    check(", date: 2024-03-05", "5 March 2024");
}

#[test]
fn the_proposition_stands_beside_words_that_alone_would_mislead() {
    let outcome = site(&[
        ("content/01-a.md", "The council denied that it asked for the closure.\n"),
        (
            "content/01-a.yaml",
            "claims:\n  asked:\n    quote: it asked for the closure\n    states: The council did not ask for it.\n    counters: [{id: did, relation: denies, says: It did.}]\n",
        ),
    ]);
    for path in
        ["index.html", "claims/asked.html", "claims/did.html", "claims/index.html", "disputes.html"]
    {
        assert!(page(&outcome, path).contains("The council did not ask for it."), "{path}");
    }
}

#[test]
fn words_of_the_claimant_do_not_count_as_evidence() {
    let outcome = site(&[
        ("content/01-a.md", "The deck was unsafe.\n"),
        (
            "content/01-a.yaml",
            "claims:\n  x:\n    quote: The deck was unsafe\n    speaker: m\n    citations: [{source: own, relation: supports}, {source: free, relation: supports}]\n",
        ),
        (
            "content/sources.yaml",
            "own: {title: Own, no-url: paper, speaker: m}\nfree: {title: Free, no-url: paper}\n",
        ),
        ("content/speakers.yaml", "m: {name: The mayor}\n"),
    ]);
    // In a note they are said so after their source.
    let html = page(&outcome, "index.html");
    let line = html.split("class=\"sources\"").nth(1).and_then(|s| s.split("</p>").next());
    let (before, after) = line.and_then(|line| line.split_once("(own words)")).expect("a line");
    let own = before.rsplit("<a ").next().expect("a link");
    assert!(own.contains("Own") && !own.contains("Free"), "{before}|{after}");
}

#[test]
fn comments_for_colleagues_are_not_published() {
    for raw in ["false", "true"] {
        let config = format!("title: Desk\nbase-url: https://desk.example/\nraw-html: {raw}\n");
        let outcome = site(&[
            ("gainsay.yaml", config.as_str()),
            ("content/01-a.md", "A <!-- secret --> word.\n\n<!-- secret\nblock -->\n\nEnd.\n"),
        ]);
        assert!(!page(&outcome, "index.html").contains("secret"), "raw-html: {raw}");
    }
}

#[test]
fn theme_files_are_overridden_one_by_one_and_named_after_their_content() {
    let outcome = site(&[
        ("content/01-a.md", "Text.\n"),
        ("static/site.css", "body { color: #123456 }\n"),
        ("static/data.csv", "a,b\n"),
        (
            "templates/404.html",
            "{% extends \"base.html\" %}{% block main %}<h1>Lost</h1>{% endblock %}",
        ),
    ]);
    let css = outcome
        .pages
        .iter()
        .find(|p| p.path.starts_with("static/site.") && p.path.ends_with(".css"));
    let css = css.expect("a style sheet");
    assert_eq!(&*css.bytes, b"body { color: #123456 }\n");
    assert!(page(&outcome, "index.html").contains(&format!("href=\"{}\"", css.path)));
    assert_eq!(page(&outcome, "static/data.csv"), "a,b\n");
    let lost = page(&outcome, "404.html");
    assert!(lost.contains("<h1>Lost</h1>"));
    assert!(lost.contains("<style>body { color: #123456 }\n</style>"), "{lost}");
    assert!(lost.contains("style-src 'self' 'sha256-"), "{lost}");
    assert!(!page(&outcome, "index.html").contains("sha256-"));
    assert!(page(&outcome, "method.html").contains("<h1"), "the other templates are the theme's");
}

#[test]
fn ids_of_the_theme_are_reserved() {
    // An id that a template writes out may not be taken by a heading or a section.
    let id = "id=\"";
    for (name, text) in gainsay::theme::TEMPLATES {
        for found in text.split(id).skip(1).filter_map(|rest| rest.split('"').next()) {
            let fixed = found.split("{{").next().unwrap_or("");
            let mapped = gainsay::resolve::page_id(if fixed.is_empty() {
                "x"
            } else {
                found.trim_end_matches("{{ ")
            });
            let of_section = found.contains("section.id") || found.starts_with("{{");
            assert!(
                of_section || mapped.starts_with("section-") || !on_article(name),
                "{name}: {found}"
            );
        }
    }
}

/// True for templates that can show sections.
fn on_article(template: &str) -> bool {
    ["article.html", "section.html", "base.html", "components.html"].contains(&template)
}

#[test]
fn the_sample_site_of_the_format_document_builds() {
    // The document leaves out what the tool writes and what only an address can give.
    const EXPECTED: &[&str] = &["base-url-missing", "lock-missing"];
    let text = std::fs::read_to_string(root().join("docs/format.md")).expect("the document");
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    let mut current: Option<String> = None;
    for line in text.lines() {
        match (&current, line.strip_prefix("```")) {
            (Some(_), Some("")) => current = None,
            (Some(path), _) => {
                files.entry(path.clone()).or_default().push_str(&format!("{line}\n"));
            }
            (None, Some(info)) => current = info.split_once(' ').map(|(_, path)| path.to_owned()),
            (None, None) => {}
        }
    }
    assert!(files.len() >= 5, "{:?}", files.keys());
    let outcome = build(tree(files.iter().map(|(p, t)| (p.as_str(), t.as_str()))));
    let faults: Vec<_> =
        outcome.diagnostics.iter().filter(|d| !EXPECTED.contains(&d.code.as_str())).collect();
    assert!(faults.is_empty(), "{}", drawn(&outcome));
}

/// A site of two articles with drafts of every kind, and an embargo; each drafted text holds
/// `UNTOLD`.
const DRAFTS: &[(&str, &str)] = &[
    ("gainsay.yaml", "title: Desk\nbase-url: https://desk.example/\n"),
    ("content/speakers.yaml", "mayor: {name: The mayor}\nuntold-12: {name: UNTOLD 12}\n"),
    ("content/sources.yaml", "minutes: {title: Minutes, no-url: paper}\nuntold-11: {title: UNTOLD 11, speaker: [untold-12, mayor], no-url: paper, based-on: untold-14}\nuntold-13: {title: UNTOLD 13, no-url: paper}\nuntold-14: {title: UNTOLD 14, no-url: paper}\n"),
    ("content/bridge/article.yaml", "title: A bridge\nclaims:\n  head: {quote: bridge, draft: true, finding: UNTOLD 1}\n"),
    ("content/bridge/01-vote.md", "The council voted to close the bridge.\n"),
    (
        "content/bridge/01-vote.yaml",
        "claims:
  vote:
    quote: voted to close
    speaker: mayor
    citations: [{source: minutes, relation: supports, passage: Carried.}]
    counters:
      - {id: untold-2, relation: denies, says: UNTOLD 2, draft: true, counters: [{id: untold-3, relation: denies, says: UNTOLD 3}]}
      - {id: shown, relation: denies, says: Not so., counters: [{id: untold-4, relation: denies, says: UNTOLD 4, draft: true}]}
      - {claim: untold-7, relation: contradicts}
      - {claim: park/untold-9, relation: contradicts}
",
    ),
    ("content/bridge/02-untold-5.md", "---\ntitle: UNTOLD 5\ndraft: true\n---\n\nUNTOLD 6 words.\n"),
    (
        "content/bridge/02-untold-5.yaml",
        "claims:\n  untold-7: {quote: UNTOLD 6, citations: [{source: minutes, relation: supports, passage: UNTOLD 7}, {source: untold-11, relation: supports}]}\n",
    ),
    ("content/park/article.yaml", "title: UNTOLD 8\noriginal: untold-13\nembargo: 2026-11-30T08:00:00Z\n"),
    ("content/park/sources.yaml", "untold-10: {title: UNTOLD 10, no-url: paper}\n"),
    ("content/park/01-a.md", "UNTOLD 9 words.\n"),
    ("content/park/01-a.yaml", "claims: {untold-9: {quote: UNTOLD 9}}\n"),
];

fn drafts(drafts: bool, now: &str) -> Outcome {
    let audience =
        gainsay::resolve::Audience { drafts, now: now.parse().ok(), ..Default::default() };
    let options = gainsay::pipeline::Options { audience, ..crate::support::options() };
    gainsay::pipeline::run(tree(DRAFTS.iter().copied()), &options, &mut |_| {})
}

#[test]
fn drafts_and_embargoed_articles_are_in_no_file_of_the_output() {
    let outcome = drafts(false, "2026-11-29T23:59:59Z");
    assert!(!outcome.failed(), "{}", drawn(&outcome));
    for page in &outcome.pages {
        let text = String::from_utf8_lossy(&page.bytes).to_lowercase();
        assert!(!text.contains("untold"), "{}", page.path);
        assert!(!page.path.contains("untold") && !page.path.contains("park"), "{}", page.path);
    }
    let left_out = outcome.diagnostics.iter().filter(|d| d.code.as_str() == "draft-referenced");
    assert_eq!(left_out.count(), 2, "{}", drawn(&outcome));
    // What gainsays the claim is a draft, so it counts for nothing yet.
    assert!(page(&outcome, "bridge/claims/vote.html").contains("Supported"));
}

#[test]
fn drafts_are_shown_to_those_who_ask_and_an_embargo_ends() {
    let outcome = drafts(true, "2026-11-29T23:59:59Z");
    let all: String =
        outcome.pages.iter().map(|p| String::from_utf8_lossy(&p.bytes).into_owned()).collect();
    for n in 1..=14 {
        assert!(all.contains(&format!("UNTOLD {n}")), "UNTOLD {n}: {}", drawn(&outcome));
    }
    assert!(page(&outcome, "park/index.html").contains(">Under embargo</span>"));
    assert!(page(&outcome, "bridge/claims/untold-2.html").contains(">Draft</span>"));
    assert!(page(&outcome, "bridge/index.html").contains("UNTOLD 5 <span class=\"draft\""));
    let after = drafts(false, "2026-11-30T08:00:00Z");
    assert!(page(&after, "park/index.html").contains("UNTOLD 9"));
    assert!(!page(&after, "park/index.html").contains("embargo"));
}
