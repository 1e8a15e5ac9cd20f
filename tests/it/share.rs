//! What pages say of themselves to those who link to them: descriptions, Open Graph, pictures, data
//! for machines, and the feed.

use crate::support::{build, drawn, example_options, options, page, root, tree_over, whole};
use gainsay::load::read;
use gainsay::pipeline::{Outcome, Session, run};
use scraper::{Html, Selector};
use std::collections::BTreeSet;

const BASE: &[(&str, &str)] = &[
    ("gainsay.yaml", "title: Desk\nbase-url: https://desk.example/notes\npublisher: The Desk\n"),
    (
        "content/article.yaml",
        "title: A bridge\nstandfirst: How it was closed.\npublished: 2024-03-05\n",
    ),
    ("content/01-vote.md", "---\ntitle: The vote\n---\n\nThe council voted to close the bridge.\n"),
    (
        "content/01-vote.yaml",
        "claims:\n  vote:\n    quote: voted to close\n    states: The council voted to close the bridge.\n    speaker: mayor\n    date: 2024-03-04\n    finding: The minutes record </script> & the vote.\n    checked: 2024-05-06\n    history: [{date: 2024-05-06, note: Now supported.}, {date: 2024-04-01, note: First looked at.}]\n    citations:\n      - {source: minutes, relation: supports}\n      - {source: letter, relation: repeats}\n  closed: {quote: close the bridge}\n",
    ),
    ("content/speakers.yaml", "mayor: {name: Ada Renn, role: mayor of Tarnford}\n"),
    (
        "content/sources.yaml",
        "minutes: {title: Minutes, url: 'https://council.example/m', publisher: Council, date: 2024-03}\nletter: {title: A letter, url: 'https://mayor.example/l', speaker: mayor, date: 2024-03-04}\n",
    ),
];

fn site(files: &[(&str, &str)]) -> Outcome {
    whole(BASE, files)
}

/// What the head of a page says under `name`: the `content` of a `meta` element.
fn meta(html: &str, name: &str) -> Option<String> {
    let document = Html::parse_document(html);
    let selector = format!("meta[property='{name}'], meta[name='{name}']");
    let selector = Selector::parse(&selector).expect("a selector");
    let mut found = document.select(&selector);
    let content = found.next().and_then(|e| e.attr("content")).map(str::to_owned);
    assert!(found.next().is_none(), "{name} stands once");
    content
}

/// Checks what the page at `path` says under each name.
fn check(outcome: &Outcome, path: &str, expect: &[(&str, &str)]) {
    let html = page(outcome, path);
    for (name, expect) in expect {
        assert_eq!(meta(&html, name).as_deref().unwrap_or("nothing"), *expect, "{path}: {name}");
    }
}

#[test]
fn each_page_says_what_it_is() {
    let outcome = site(&[]);
    check(
        &outcome,
        "index.html",
        &[
            ("description", "How it was closed."),
            ("og:title", "A bridge"),
            ("og:description", "How it was closed."),
            ("og:type", "article"),
            ("og:site_name", "Desk"),
            ("og:image:width", "1200"),
            ("og:image:height", "630"),
            ("twitter:card", "summary_large_image"),
        ],
    );
    let said = "Supported. That is: The council voted to close the bridge. The minutes record </script> & the vote.";
    check(&outcome, "claims/vote.html", &[("description", said)]);
    let url = "<link rel=\"canonical\" href=\"https://desk.example/notes/claims/vote.html\">";
    assert!(page(&outcome, "claims/vote.html").contains(url));
    let rest = "Minutes, Council, March 2024: what is known of this source, and the claims that rest on it.";
    check(&outcome, "sources/minutes.html", &[("description", rest), ("og:type", "nothing")]);
    let who = "Ada Renn, mayor of Tarnford: what they claim, and who answered them.";
    check(&outcome, "speakers/mayor.html", &[("description", who)]);
    check(&outcome, "404.html", &[("og:title", "nothing"), ("og:image", "nothing")]);
}

#[test]
fn every_page_has_a_description_of_its_own_kind() {
    let outcome = run(read(&root()).expect("a site"), &example_options(), &mut |_| {});
    // Nobody shares a page that is there for frames, or finds it in a search engine.
    let embedded = |path: &str| path.ends_with("/card.html") || path == "embed.html";
    let pages = outcome.pages.iter().filter(|p| p.path.ends_with(".html"));
    for file in pages.filter(|p| !embedded(&p.path)) {
        let html = String::from_utf8_lossy(&file.bytes);
        let said = meta(&html, "description").unwrap_or_default();
        assert!(said.len() > 20 && said.chars().count() <= 301, "{}: {said}", file.path);
        assert_eq!(meta(&html, "og:description"), Some(said), "{}", file.path);
        assert_eq!(meta(&html, "og:image"), None, "{}: there is no base address", file.path);
        assert!(
            !html.contains("canonical") && !html.contains("ld+json") && !html.contains("atom+xml"),
            "{}",
            file.path
        );
    }
    assert!(outcome.pages.iter().all(|p| !p.path.ends_with(".png") && p.path != "feed.xml"));
}

#[test]
fn a_section_is_described_by_how_it_begins() {
    let article = "title: A bridge\nstandfirst: How it was closed.\nlayout: sections\n";
    let outcome = site(&[("content/article.yaml", article)]);
    let begins = "The council voted to close the bridge.";
    check(&outcome, "vote.html", &[("description", begins), ("og:title", "The vote")]);
    let bare = site(&[("content/article.yaml", "title: A bridge\n")]);
    check(&bare, "index.html", &[("description", begins)]);
}

#[test]
fn the_language_of_an_article_is_its_locale() {
    let outcome = site(&[("content/article.yaml", "title: Ein Steg\nlanguage: de-AT\n")]);
    check(&outcome, "index.html", &[("og:locale", "de_AT")]);
}

/// The files that are pictures, and the picture that the page at `path` names.
fn pictures(outcome: &Outcome, path: &str) -> (Vec<String>, Option<String>) {
    let drawn = outcome.pages.iter().filter(|p| p.path.ends_with(".png"));
    let named = meta(&page(outcome, path), "og:image");
    let base = "https://desk.example/notes/";
    let named = named.map(|url| url.strip_prefix(base).expect("a full address").to_owned());
    (drawn.map(|p| p.path.clone()).collect(), named)
}

#[test]
fn an_article_has_a_picture_that_changes_its_name_with_its_words() {
    let outcome = site(&[]);
    let (files, named) = pictures(&outcome, "claims/vote.html");
    assert_eq!(files, [named.expect("a picture")]);
    let other = site(&[("content/article.yaml", "title: Another bridge\n")]);
    assert_ne!(pictures(&other, "index.html").0, files);
    let edited = site(&[("content/02-after.md", "More text.\n")]);
    assert_eq!(pictures(&edited, "index.html").0, files, "the same words, the same picture");
}

#[test]
fn letters_that_the_font_lacks_get_the_picture_of_the_site() {
    let article = ("content/article.yaml", "title: Η γέφυρα\nlanguage: el\n");
    let (files, named) = pictures(&site(&[article]), "index.html");
    assert_eq!(files, [named.expect("one with the title of the site")]);

    let config = "title: Η γέφυρα\nbase-url: https://desk.example/notes/\n";
    let outcome = site(&[article, ("gainsay.yaml", config)]);
    assert_eq!(pictures(&outcome, "index.html"), (Vec::new(), None));
    check(&outcome, "index.html", &[("twitter:card", "summary")]);

    let mut tree =
        tree_over(BASE, &[article, ("gainsay.yaml", &format!("{config}picture: our own.png\n"))]);
    tree.files.insert("static/our own.png".into(), gainsay::load::Content::Bytes(tiny()));
    let outcome = build(tree);
    assert!(!outcome.failed(), "{}", drawn(&outcome));
    let named = pictures(&outcome, "index.html").1;
    assert_eq!(named.as_deref(), Some("static/our%20own.png"));
    check(&outcome, "index.html", &[("og:image:width", "2"), ("og:image:height", "1")]);
}

/// A picture of two pixels.
fn tiny() -> bytes::Bytes {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, 2, 1);
    encoder.set_color(png::ColorType::Grayscale);
    let mut writer = encoder.write_header().expect("a head");
    writer.write_image_data(&[0, 255]).expect("two pixels");
    writer.finish().expect("an end");
    out.into()
}

#[test]
fn missing_picture_is_a_fault() {
    let with = |name: &str| {
        let config = format!("title: Desk\nbase-url: https://desk.example/\npicture: {name}\n");
        let outcome = build(tree_over(BASE, &[("gainsay.yaml", &config)]));
        assert!(outcome.failed(), "{name}");
        drawn(&outcome)
    };
    assert!(with("gone.png").contains("error[image-missing]: there is no file `static/gone.png`"));
    assert!(with("static/icon.svg").contains("name it as it is called there: `icon.svg`"));
    assert!(with("icon.svg").contains("is not a picture that others show beside a link"));
}

#[test]
fn claims_have_pictures_of_their_own_on_request_only() {
    let config = "title: Desk\nbase-url: https://desk.example/notes\nclaim-pictures: true\n";
    let outcome = site(&[("gainsay.yaml", config)]);
    let (files, named) = pictures(&outcome, "claims/vote.html");
    assert_eq!(files.len(), 3);
    assert!(named.is_some_and(|n| n.starts_with("claims/vote-") && files.contains(&n)));
    let alt = meta(&page(&outcome, "claims/vote.html"), "og:image:alt").unwrap_or_default();
    assert!(alt.starts_with("Supported. "), "{alt}");
}

#[test]
fn page_rendered_alone_equals_that_of_the_whole_site() {
    let outcome = site(&[]);
    let built = Session::default().build(tree_over(BASE, &[]), &options(), &mut |_| {});
    for file in &outcome.pages {
        let alone = built.page(&file.path).expect("a page").expect("no fault");
        assert!(alone.bytes == file.bytes, "{}", file.path);
    }
    assert!(outcome.pages.iter().any(|p| p.path.ends_with(".png")));
}

/// The data of a page for machines.
fn data(outcome: &Outcome, path: &str) -> Option<serde_json::Value> {
    let document = Html::parse_document(&page(outcome, path));
    let selector = Selector::parse("script[type='application/ld+json']").expect("a selector");
    let text: String = document.select(&selector).next()?.text().collect();
    Some(serde_json::from_str(&text).expect("JSON"))
}

#[test]
fn checked_finding_is_in_the_structured_data_by_its_label() {
    let outcome = site(&[]);
    let html = page(&outcome, "claims/vote.html");
    assert_eq!(html.matches("</script>").count(), 2, "data ends where it ends");
    let data = data(&outcome, "claims/vote.html").expect("data");
    insta::assert_snapshot!(serde_json::to_string_pretty(&data).expect("JSON"), @r##"
    {
      "@context": "https://schema.org",
      "@type": "ClaimReview",
      "author": {
        "@type": "Organization",
        "name": "The Desk",
        "url": "https://desk.example/notes/"
      },
      "claimReviewed": "The council voted to close the bridge.",
      "datePublished": "2024-05-06",
      "inLanguage": "en",
      "itemReviewed": {
        "@type": "Claim",
        "appearance": [
          {
            "@type": "CreativeWork",
            "name": "A bridge",
            "url": "https://desk.example/notes/#c-vote"
          },
          {
            "@type": "CreativeWork",
            "name": "A letter",
            "url": "https://mayor.example/l"
          }
        ],
        "author": [
          {
            "@type": "Thing",
            "name": "Ada Renn"
          }
        ],
        "datePublished": "2024-03-04",
        "firstAppearance": {
          "@type": "CreativeWork",
          "name": "A letter",
          "url": "https://mayor.example/l"
        }
      },
      "reviewBody": "The minutes record </script> & the vote.",
      "reviewRating": {
        "@type": "Rating",
        "alternateName": "Supported"
      },
      "url": "https://desk.example/notes/claims/vote.html"
    }
    "##);
}

#[test]
fn claim_without_finding_has_no_structured_data() {
    let claims = |yaml: &str| {
        let yaml =
            format!("claims:\n  vote:\n    quote: voted to close\n    speaker: mayor\n{yaml}");
        data(&site(&[("content/01-vote.yaml", &yaml)]), "claims/vote.html")
    };
    let finding = "    finding: The minutes record it.\n";
    let checked = "    checked: 2024-05-06\n";
    let cited = "    citations: [{source: minutes, relation: supports}]\n";
    assert!(claims(&format!("{finding}{checked}{cited}")).is_some());
    assert!(claims(&format!("{finding}{cited}")).is_none(), "nobody checked it");
    assert!(claims(&format!("{checked}{cited}")).is_none(), "nobody found anything");
    assert!(claims(&format!("    kind: opinion\n{finding}{checked}")).is_none(), "an opinion");
    let said = claims(&format!(
        "    about: said\n{finding}{checked}    citations: [{{source: letter, relation: supports}}]\n"
    ));
    let said = said.expect("data");
    assert_eq!(said["claimReviewed"], "Ada Renn said: voted to close");
    assert_eq!(said["reviewRating"]["alternateName"], "Supported: it was said");
}

#[test]
fn confidential_address_is_not_in_the_structured_data() {
    let sources = "minutes: {title: Minutes, url: 'https://council.example/m'}\nletter: {title: A letter, url: 'https://untold.example/l', speaker: mayor, date: 2024-03-04, access: confidential}\n";
    let outcome = site(&[("content/sources.yaml", sources)]);
    let data = data(&outcome, "claims/vote.html").expect("data");
    assert!(!data.to_string().contains("untold"), "{data}");
}

fn feed(outcome: &Outcome) -> atom_syndication::Feed {
    let text = page(outcome, "feed.xml");
    atom_syndication::Feed::read_from(text.as_bytes()).expect("a feed")
}

#[test]
fn the_feed_tells_of_articles_changes_and_corrections() {
    let article = "title: A bridge & more\nstandfirst: How it was closed.\npublished: 2024-03-05T08:00:00+01:00\ncorrections: [{date: 2024-03-06, text: It was a Monday.}, {date: 2024-03-06, text: It was nine to four.}]\n";
    let outcome = site(&[("content/article.yaml", article)]);
    insta::assert_snapshot!(page(&outcome, "feed.xml"), @r##"
    <?xml version="1.0"?>
    <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
     <title>Desk</title>
     <id>https://desk.example/notes/feed.xml</id>
     <updated>2024-05-06T00:00:00+00:00</updated>
     <author>
      <name>The Desk</name>
     </author>
     <link href="https://desk.example/notes/feed.xml" rel="self"/>
     <link href="https://desk.example/notes/" rel="alternate"/>
     <entry>
      <title>Claim 1: The council voted to close the bridge.</title>
      <id>https://desk.example/notes/claims/vote.html#history-2024-05-06-187cc748</id>
      <updated>2024-05-06T00:00:00+00:00</updated>
      <link href="https://desk.example/notes/claims/vote.html" rel="alternate"/>
      <summary>Now supported.</summary>
     </entry>
     <entry>
      <title>Claim 1: The council voted to close the bridge.</title>
      <id>https://desk.example/notes/claims/vote.html#history-2024-04-01-b7fc0dda</id>
      <updated>2024-04-01T00:00:00+00:00</updated>
      <link href="https://desk.example/notes/claims/vote.html" rel="alternate"/>
      <summary>First looked at.</summary>
     </entry>
     <entry>
      <title>Correction: A bridge &amp; more</title>
      <id>https://desk.example/notes/#correction-2024-03-06-7f09e040</id>
      <updated>2024-03-06T00:00:00+00:00</updated>
      <link href="https://desk.example/notes/" rel="alternate"/>
      <summary>It was a Monday.</summary>
     </entry>
     <entry>
      <title>Correction: A bridge &amp; more</title>
      <id>https://desk.example/notes/#correction-2024-03-06-fc9e1f4c</id>
      <updated>2024-03-06T00:00:00+00:00</updated>
      <link href="https://desk.example/notes/" rel="alternate"/>
      <summary>It was nine to four.</summary>
     </entry>
     <entry>
      <title>A bridge &amp; more</title>
      <id>https://desk.example/notes/</id>
      <updated>2024-03-05T07:00:00+00:00</updated>
      <link href="https://desk.example/notes/" rel="alternate"/>
      <summary>How it was closed.</summary>
     </entry>
    </feed>
    "##);
    let feed = feed(&outcome);
    let ids: BTreeSet<&str> = feed.entries.iter().map(|e| e.id.as_str()).collect();
    assert_eq!(ids.len(), feed.entries.len(), "ids are unique");
    for entry in &feed.entries {
        let path = entry.links[0].href.strip_prefix("https://desk.example/notes/").expect("ours");
        page(&outcome, if path.is_empty() { "index.html" } else { path });
        assert!(!entry.title.is_empty() && entry.updated <= feed.updated);
    }
    let link = "<link rel=\"alternate\" type=\"application/atom+xml\" title=\"Desk\" href=\"../feed.xml\">";
    assert!(page(&outcome, "claims/vote.html").contains(link));
}

#[test]
fn the_feed_holds_the_newest_hundred() {
    let history: String = (0..150)
        .map(|i| {
            format!("      - {{date: {}-01-{:02}, note: Change {i}.}}\n", 2020 + i / 28, 1 + i % 28)
        })
        .collect();
    let claims = format!("claims:\n  vote:\n    quote: voted to close\n    history:\n{history}");
    let outcome = site(&[("content/01-vote.yaml", &claims)]);
    let feed = feed(&outcome);
    assert_eq!(feed.entries.len(), 100);
    assert_eq!(feed.updated, feed.entries[0].updated);
    assert!(feed.entries.is_sorted_by(|a, b| a.updated >= b.updated));
}

#[test]
fn a_site_without_dates_has_no_feed() {
    let claims = "claims: {vote: {quote: voted to close}}\n";
    let outcome =
        site(&[("content/article.yaml", "title: A bridge\n"), ("content/01-vote.yaml", claims)]);
    assert!(outcome.pages.iter().all(|p| p.path != "feed.xml"));
    assert!(!page(&outcome, "index.html").contains("atom+xml"));
}

#[test]
fn a_link_to_each_claim_can_be_copied() {
    let outcome = site(&[]);
    let targets = |path: &str| -> Vec<String> {
        let document = Html::parse_document(&page(&outcome, path));
        let selector = Selector::parse("button[type=button].copy[hidden]").expect("a selector");
        document.select(&selector).filter_map(|e| e.attr("data-to")).map(str::to_owned).collect()
    };
    assert_eq!(targets("index.html"), ["#c-vote", "#c-closed"]);
    assert_eq!(targets("claims/vote.html"), ["", "../index.html#c-vote"]);
}

#[test]
fn contradiction_by_the_speaker_is_no_appearance_of_the_claim() {
    let claims = "claims:\n  vote:\n    quote: voted to close\n    speaker: mayor\n    date: 2024-03-04\n    finding: Taken back.\n    checked: 2024-05-06\n    citations: [{source: minutes, relation: supports}, {source: letter, relation: contradicts}]\n";
    let data = data(&site(&[("content/01-vote.yaml", claims)]), "claims/vote.html").expect("data");
    assert!(!data.to_string().contains("mayor.example"), "{data}");
}

#[test]
fn a_text_without_spaces_is_described_by_its_beginning() {
    let text = format!("---\ntitle: A vote\n---\n\n{}\n", "\u{56fd}\u{5bb6}".repeat(200));
    let files = [
        ("content/article.yaml", "title: A bridge\n"),
        ("content/01-vote.md", text.as_str()),
        ("content/01-vote.yaml", "claims: {}\n"),
    ];
    let described = meta(&page(&site(&files), "index.html"), "description").expect("a text");
    assert_eq!(described.chars().count(), 300, "{described}");
}

#[test]
fn the_feed_says_which_language_an_entry_is_in() {
    let article = "title: Un puente\nlanguage: es\npublished: 2024-03-05\n";
    let text = page(&site(&[("content/article.yaml", article)]), "feed.xml");
    assert!(text.contains("xml:lang=\"en\">\n <title>Desk</title>"), "{text}");
    assert!(text.contains("<title xml:lang=\"es\">Un puente</title>"), "{text}");
}

#[test]
fn an_address_with_an_apostrophe_is_as_secret_as_any() {
    let sources = "minutes: {title: Minutes, url: 'https://council.example/m'}\nletter: {title: A letter, url: \"https://untold.example/it's\", access: confidential}\n";
    let claims = "claims: {vote: {quote: voted to close, was: \"see https://untold.example/it's\", citations: [{source: letter, relation: supports}]}}\n";
    let config = format!("{}search: false\n", BASE[0].1);
    let files = [
        ("gainsay.yaml", config.as_str()),
        ("content/sources.yaml", sources),
        ("content/01-vote.yaml", claims),
    ];
    let drawn = drawn(&build(tree_over(BASE, &files)));
    assert!(drawn.contains("confidential-linked"), "{drawn}");
}

#[test]
fn feed_and_pictures_say_whose_finding_an_answer_of_the_editors_is() {
    let config = "title: Desk\nbase-url: https://desk.example/notes\nclaim-pictures: true\n";
    let check = |who: &str, title: &str, alt: &str| {
        let history = "history: [{date: 2024-05-06, note: Added.}]";
        let counter =
            format!("{{id: none, relation: denies, says: No vote was held.{who}, {history}}}");
        let claims =
            format!("claims: {{vote: {{quote: voted to close, counters: [{counter}]}}}}\n");
        let outcome = site(&[
            ("gainsay.yaml", config),
            ("content/01-vote.yaml", &claims),
            ("content/sources.yaml", ""),
        ]);
        let entries = feed(&outcome).entries;
        assert!(entries.iter().any(|entry| *entry.title == *title), "{entries:?}");
        let shown = meta(&page(&outcome, "claims/none.html"), "og:image:alt").unwrap_or_default();
        assert!(shown.ends_with(&format!(" not a finding. {alt}. Desk")), "{shown}");
    };
    let own = "The article’s own finding: No vote was held";
    check("", &format!("{own}."), own);
    check(", speaker: mayor", "No vote was held.", "No vote was held");
}
