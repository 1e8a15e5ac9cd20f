//! `gainsay export`: what other programs read of a site.

use crate::support::{example_options, options, root, site_folder, tree_over};
use gainsay::load::{Tree, read};
use gainsay::pipeline::{Built, Options, build};
use gainsay::publish::ExportForm;
use serde_json::Value;
use std::path::Path;
use std::process::{Command, Output};

const SITE: &[(&str, &str)] = &[
    ("gainsay.yaml", "title: Desk\nbase-url: https://desk.example/notes/\npublisher: The Desk\n"),
    ("content/article.yaml", "title: A bridge\nbyline: Ida Renn\npublished: 2016-11-29\n"),
    (
        "content/01-vote.md",
        "The council voted *nine to four* to close the bridge, \u{201c}for good\u{201d}.\n",
    ),
    (
        "content/01-vote.yaml",
        "\
claims:
  vote:
    quote: voted nine to four
    speaker: council
    finding: The minutes record it.
    checked: 2026-11-02
    checked-by: Iris Holm
    citations:
      - {source: minutes, relation: supports, passage: {text: Nine to four., locator: page 2}}
      - {source: letter, relation: contradicts}
    counters:
      - {id: doubt, relation: denies, speaker: mayor, says: Two had left.}
",
    ),
    (
        "content/sources.yaml",
        "\
minutes:
  title: Minutes & votes {2016}
  url: https://council.example/minutes_1
  publisher: Council
  authors: [Ada Renn, Max Ode]
  date: 2016-11~
  kind: report
  accessed: 2026-11-01
  archived: {url: 'https://archive.example/1', date: 2026-11-01}
letter: {title: A letter, url: 'https://mayor.example/letter', kind: social-post, date: 2016/2017}
",
    ),
    (
        "content/speakers.yaml",
        "council: {name: The council, kind: organisation}\nmayor: {name: Jo Ode, kind: person}\n",
    ),
];

fn built(files: &[(&str, &str)]) -> Built {
    let built = build(tree_over(SITE, files), &options(), &mut |_| {});
    assert!(!built.failed(), "{:?}", built.diagnostics);
    built
}

fn text(form: ExportForm, files: &[(&str, &str)]) -> String {
    built(files).export(form, None).expect("an export")
}

fn json(form: ExportForm) -> Value {
    serde_json::from_str(&text(form, &[])).expect("JSON")
}

#[test]
fn the_whole_site_is_one_document_with_the_keys_of_the_format() {
    let document = json(ExportForm::Json);
    assert_eq!(document["version"], 1);
    assert_eq!(document["articles"][0]["title"], "A bridge");
    assert_eq!(document["articles"][0]["published"], "2016-11-29");
    let claim = &document["claims"][0];
    insta::assert_snapshot!(format!("{claim:#}"), @r#"
    {
      "address": "https://desk.example/notes/claims/vote.html",
      "checked": "2026-11-02",
      "checked-by": "Iris Holm",
      "citations": [
        {
          "passages": [
            {
              "locator": "page 2",
              "text": "Nine to four."
            }
          ],
          "relation": "supports",
          "source": {
            "id": "minutes"
          },
          "stake": "independent"
        },
        {
          "relation": "contradicts",
          "source": {
            "id": "letter"
          },
          "stake": "independent"
        }
      ],
      "counters": [
        {
          "claim": "doubt",
          "relation": "denies"
        }
      ],
      "finding": "The minutes record it.",
      "id": "vote",
      "places": [
        {
          "exact": "voted nine to four",
          "part": "section",
          "section": "vote"
        }
      ],
      "reasons": [
        "The rule: Strong evidence on both sides; or strong evidence on neither and a word against.",
        "Strong support: Council.",
        "Strong evidence against: A letter.",
        "Someone says otherwise, which alone disproves nothing: the counter-claim of Jo Ode."
      ],
      "speaker": [
        {
          "id": "council"
        }
      ],
      "status": "disputed",
      "words": "voted nine to four"
    }
    "#);
    assert_eq!(document["claims"][1]["id"], "doubt");
    assert_eq!(document["claims"][1]["answers"][0]["claim"], "vote");
    let minutes = &document["sources"][0];
    assert_eq!(minutes["date"], "2016-11~");
    assert_eq!(minutes["archived"]["url"], "https://archive.example/1");
    assert_eq!(document["sources"][1]["date"], "2016/2017");
    assert_eq!(document["speakers"][1]["kind"], "person");
}

#[test]
fn the_schema_of_the_document_has_every_word_of_the_format() {
    use gainsay::model::{Access, CounterRelation, Relation, SpeakerKind, Stake, Status};
    let schema = std::fs::read_to_string(root().join("docs/export.schema.json")).expect("a file");
    let schema: Value = serde_json::from_str(&schema).expect("JSON");
    let check = |at: &str, words: gainsay::model::Words| {
        let mut listed: Vec<&str> = schema
            .pointer(at)
            .and_then(Value::as_array)
            .expect(at)
            .iter()
            .filter_map(Value::as_str)
            .collect();
        let mut known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        listed.sort_unstable();
        known.sort_unstable();
        assert_eq!(listed, known, "{at}");
    };
    let cited = "/$defs/claim/properties/citations/items/properties";
    check("/$defs/claim/properties/status/enum", Status::WORDS);
    check(&format!("{cited}/relation/enum"), Relation::WORDS);
    check(&format!("{cited}/stake/enum"), Stake::WORDS);
    let answers = "/$defs/claim/properties/counters/items/properties/relation/enum";
    check(answers, CounterRelation::WORDS);
    check("/$defs/source/properties/access/enum", Access::WORDS);
    check("/$defs/speaker/properties/kind/enum", SpeakerKind::WORDS);
}

#[test]
fn sources_are_entries_of_a_bibliography() {
    insta::assert_snapshot!(text(ExportForm::Bibtex, &[]), @r#"
    @report{minutes,
      author = {{Ada Renn} and {Max Ode}},
      title = {{Minutes \& votes \textbraceleft{}2016\textbraceright{}}},
      institution = {{Council}},
      type = {Report},
      date = {2016-11~},
      url = {https://council.example/minutes_1},
      urldate = {2026-11-01},
      language = {en},
      note = {Archived copy: https://archive.example/1},
    }

    @online{letter,
      title = {{A letter}},
      entrysubtype = {social-post},
      date = {2016/2017},
      url = {https://mayor.example/letter},
      language = {en},
    }
    "#);
    insta::assert_snapshot!(text(ExportForm::CslJson, &[]), @r#"
    [
      {
        "URL": "https://council.example/minutes_1",
        "accessed": {
          "date-parts": [
            [
              2026,
              11,
              1
            ]
          ]
        },
        "author": [
          {
            "literal": "Ada Renn"
          },
          {
            "literal": "Max Ode"
          }
        ],
        "id": "minutes",
        "issued": {
          "circa": true,
          "date-parts": [
            [
              2016,
              11
            ]
          ]
        },
        "language": "en",
        "note": "Archived copy: https://archive.example/1",
        "publisher": "Council",
        "title": "Minutes & votes {2016}",
        "type": "report"
      },
      {
        "URL": "https://mayor.example/letter",
        "id": "letter",
        "issued": {
          "date-parts": [
            [
              2016
            ],
            [
              2017
            ]
          ]
        },
        "language": "en",
        "title": "A letter",
        "type": "post"
      }
    ]
    "#);
}

#[test]
fn keys_of_a_bibliography_are_unique() {
    let sources = "letter: {title: Another, url: 'https://x.example/'}\n";
    let two = [
        ("content/article.yaml", ""),
        ("content/01-vote.md", ""),
        ("content/01-vote.yaml", ""),
        ("content/one/article.yaml", "title: One\n"),
        ("content/one/01-a.md", "The council voted.\n"),
        ("content/one/sources.yaml", sources),
        (
            "content/one/01-a.yaml",
            "claims:\n  a: {quote: council voted, citations: [{source: letter, relation: supports}]}\n",
        ),
        ("content/two/article.yaml", "title: Two\n"),
        ("content/two/01-a.md", "The council voted.\n"),
        ("content/two/sources.yaml", sources),
        (
            "content/two/01-a.yaml",
            "claims:\n  a: {quote: council voted, citations: [{source: letter, relation: supports}]}\n",
        ),
        ("content/sources.yaml", "minutes: {title: Minutes, url: 'https://council.example/'}\n"),
    ];
    let mut tree = tree_over(SITE, &two);
    tree.files.retain(|_, content| !content.as_bytes().is_empty());
    let mut site = build(tree, &options(), &mut |_| {});
    assert!(!site.failed(), "{:?}", site.diagnostics);
    let whole = site.export(ExportForm::Bibtex, None).expect("an export");
    let keys: Vec<&str> = whole
        .lines()
        .filter_map(|line| line.split_once('{'))
        .filter(|(at, _)| at.starts_with('@'))
        .map(|(_, key)| key)
        .collect();
    assert_eq!(keys, ["minutes,", "one:letter,", "two:letter,"]);
    // One article has its own alone.
    let one = site.export(ExportForm::Bibtex, Some(0)).expect("an export");
    assert!(one.starts_with("@online{letter,") && one.matches('@').count() == 1, "{one}");
    let sheet = site.export(ExportForm::Csv, Some(1)).expect("an export");
    let rows: Vec<&str> = sheet.lines().map(|row| row.split(',').next().unwrap_or("")).collect();
    assert_eq!(rows, ["\u{feff}article", "two"]);
}

#[test]
fn marked_claims_are_annotations_that_find_their_words() {
    let collection = json(ExportForm::Annotations);
    assert_eq!(collection["@context"], "http://www.w3.org/ns/anno.jsonld");
    // A claim that was made elsewhere is on no page.
    assert_eq!(collection["total"], 1);
    let one = &collection["first"]["items"][0];
    insta::assert_snapshot!(format!("{one:#}"), @r#"
    {
      "body": [
        {
          "format": "text/plain",
          "language": "en",
          "purpose": "assessing",
          "type": "TextualBody",
          "value": "Disputed: The minutes record it."
        },
        {
          "purpose": "linking",
          "source": "https://desk.example/notes/claims/vote.html",
          "type": "SpecificResource"
        }
      ],
      "creator": {
        "id": "https://desk.example/notes/",
        "name": "The Desk",
        "type": "Organization"
      },
      "id": "https://desk.example/notes/claims/vote.html#annotation",
      "motivation": "assessing",
      "target": [
        {
          "selector": [
            {
              "exact": "voted nine to four",
              "prefix": "The council ",
              "suffix": " to close the bridge, “for good”",
              "type": "TextQuoteSelector"
            },
            {
              "conformsTo": "http://tools.ietf.org/rfc/rfc3236",
              "refinedBy": {
                "end": 31,
                "start": 13,
                "type": "TextPositionSelector"
              },
              "type": "FragmentSelector",
              "value": "text"
            }
          ],
          "source": "https://desk.example/notes/",
          "type": "SpecificResource"
        }
      ],
      "type": "Annotation"
    }
    "#);
}

#[test]
fn exports_of_annotations_have_the_form_of_the_model() {
    for text in [text(ExportForm::Annotations, &[]), example()] {
        let notes = gainsay::import::notes::read(&text).expect("a collection");
        assert!(!notes.all.is_empty());
        assert_eq!((notes.refused, notes.told), (Vec::new(), Vec::new()));
    }
}

/// The annotations of the example.
fn example() -> String {
    let site = Options {
        base_url: Some(url::Url::parse("https://desk.example/").expect("an address")),
        ..example_options()
    };
    let mut built = build(read(&root()).expect("the repository"), &site, &mut |_| {});
    built.export(ExportForm::Annotations, None).expect("an export")
}

/// The text of an element of a page as a browser has it.
fn text_of(html: &str, id: &str) -> Vec<char> {
    let document = scraper::Html::parse_document(html);
    let selector = scraper::Selector::parse(&format!("[id=\"{id}\"]")).expect("a selector");
    let element = document.select(&selector).next().expect("an element");
    element.text().flat_map(str::chars).collect()
}

/// Asserts that each target has a position at which its page has its words. Returns how many there are.
fn assert_positions(built: &Built, collection: &Value, base: &str) -> usize {
    let items = collection["first"]["items"].as_array().expect("items");
    let letters = |text: &str| -> String { text.split_whitespace().collect() };
    let mut found = 0;
    for target in items.iter().flat_map(|item| item["target"].as_array().expect("targets")) {
        let [quote, fragment] = &target["selector"].as_array().expect("selectors")[..] else {
            panic!("not two selectors: {target:#}");
        };
        let path = target["source"].as_str().and_then(|page| page.strip_prefix(base));
        let path = path.map(|path| match path.ends_with('/') || path.is_empty() {
            true => format!("{path}index.html"),
            false => path.to_owned(),
        });
        let page = built.page(&path.expect("a page")).expect("a page").expect("no fault");
        let html = String::from_utf8_lossy(&page.bytes);
        let text = text_of(&html, fragment["value"].as_str().expect("an id"));
        let [start, end] = ["start", "end"]
            .map(|key| fragment["refinedBy"][key].as_u64().expect("a number") as usize);
        let words: String = text[start..end].iter().collect();
        let exact = quote["exact"].as_str().expect("words");
        // The number of a footnote belongs to the text of a page.
        let without: String = words.chars().filter(|c| !c.is_ascii_digit()).collect();
        assert!(
            [&words, &without].iter().any(|words| letters(words) == letters(exact)),
            "{exact}: {words}"
        );
        found += 1;
    }
    found
}

#[test]
fn annotations_of_the_example_have_a_position_at_which_their_page_has_their_words() {
    let base = "https://desk.example/";
    let site =
        Options { base_url: Some(url::Url::parse(base).expect("an address")), ..example_options() };
    let mut built = build(read(&root()).expect("the repository"), &site, &mut |_| {});
    let text = built.export(ExportForm::Annotations, None).expect("an export");
    let collection: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(assert_positions(&built, &collection, base), 23);
}

#[test]
fn each_place_of_a_claim_has_its_own_position_on_its_own_page() {
    let files = [
        ("content/article.yaml", "title: A bridge, closed\nlayout: sections\n"),
        (
            "content/01-vote.md",
            "---\ntitle: The vote\n---\n\n\u{1f309} It *closed*. It closed, and closed[^1] for good.\n\n[^1]: It closed.\n\n> It closed &amp; shut.\n",
        ),
        ("content/02-after.md", "---\ntitle: Closed\n---\n\n| Then |\n|---|\n| It closed |\n"),
        ("content/02-after.yaml", "claims: {}\n"),
        (
            "content/01-vote.yaml",
            "claims:\n  vote:\n    quote:\n      - {exact: closed, title: true}\n      - {exact: It closed, suffix: \", and\"}\n      - {exact: It closed & shut}\n      - {exact: closed for good}\n      - {exact: It closed, section: after}\n      - {exact: Closed, section: after, title: true}\n    citations: [{source: minutes, relation: supports, passage: Closed.}]\n",
        ),
    ];
    let mut built = built(&files);
    let text = built.export(ExportForm::Annotations, None).expect("an export");
    let collection: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(assert_positions(&built, &collection, "https://desk.example/notes/"), 6);
}

#[test]
fn claims_with_a_finding_are_a_feed_of_reviews_without_a_number() {
    let feed = json(ExportForm::ClaimReview);
    assert_eq!(
        (&feed["@type"], &feed["url"]),
        (&"DataFeed".into(), &"https://desk.example/notes/".into())
    );
    let items = feed["dataFeedElement"].as_array().expect("items");
    // The answer was not checked.
    assert_eq!(items.len(), 1);
    let review = &items[0]["item"][0];
    assert_eq!(review["itemReviewed"]["author"][0]["@type"], "Organization");
    assert_eq!(review["reviewRating"]["alternateName"], "Disputed");
    assert!(!feed.to_string().contains("ratingValue"));
    assert!(!feed["dataFeedElement"].to_string().contains("@context"), "the document has one");
}

#[test]
fn the_sheet_is_that_of_the_pages() {
    let mut built = built(&[]);
    let sheet = built.export(ExportForm::Csv, None).expect("an export");
    let page = built.page("claims.csv").expect("a file").expect("no fault");
    assert_eq!(sheet.as_bytes(), &page.bytes[..]);
}

/// Words that stand nowhere else, in every field of what must not be published.
#[test]
fn what_is_withheld_is_in_no_export() {
    let claims = SITE[3].1.replace(
        "      - {source: letter, relation: contradicts}\n",
        "      - {source: letter, relation: contradicts}\n      - {source: secret, relation: supports, passage: PLANTED1, locator: PLANTED2}\n",
    );
    let drafts = "  draft: {quote: close the bridge, draft: true, finding: PLANTED3, note: PLANTED4, speaker: hidden, citations: [{source: unseen, relation: supports, passage: PLANTED5}]}\n";
    let files = [
        ("content/01-vote.yaml", &*(claims + drafts)),
        (
            "content/sources.yaml",
            &*format!(
                "{}secret: {{title: Known to the desk, url: 'https://planted6.example/x', access: confidential, archived: {{url: 'https://planted7.example/'}}, snapshot: {{kind: full, from: 'https://planted8.example/'}}}}\nunseen: {{title: PLANTED9, url: 'https://planted10.example/'}}\n",
                SITE[4].1
            ),
        ),
        ("content/speakers.yaml", &*format!("{}hidden: {{name: PLANTED11}}\n", SITE[5].1)),
        ("content/02-later.md", "---\ndraft: true\n---\n\nPLANTED12\n"),
    ];
    for form in ExportForm::ALL {
        let mut built = built(&files);
        for article in [None, Some(0)] {
            let text = built.export(form, article).expect("an export").to_lowercase();
            assert!(!text.contains("planted"), "{}: {text}", form.name());
        }
    }
    // An article whose embargo has not ended, beside one that is published.
    let article = |title: &str, more: &str| format!("title: {title}\n{more}");
    let later = article("PLANTED", "embargo: 2126-11-29T00:00:00Z\n");
    let files = [
        ("gainsay.yaml", SITE[0].1.to_owned()),
        ("content/one/article.yaml", article("One", "")),
        ("content/one/01-a.md", "The council voted.\n".to_owned()),
        ("content/two/article.yaml", later),
        ("content/two/01-a.md", "The PLANTED voted.\n".to_owned()),
        ("content/two/01-a.yaml", "claims:\n  a: {quote: PLANTED voted, finding: PLANTED, citations: [{source: zunseen, relation: supports}]}\n".to_owned()),
        // What nobody cites is shown; what only the embargoed article cites is not, by no way.
        ("content/sources.yaml", "zunseen: {title: PLANTED, url: 'https://planted.example/', speaker: hidden}\nshown: {title: Shown, url: 'https://x.example/', based-on: zunseen}\n".to_owned()),
        ("content/speakers.yaml", "hidden: {name: PLANTED}\n".to_owned()),
    ];
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, &**text)).collect();
    let mut built = build(tree_over(&files, &[]), &options(), &mut |_| {});
    assert!(!built.failed(), "{:?}", built.diagnostics);
    for form in ExportForm::ALL {
        let text = built.export(form, None).expect("an export");
        assert!(!text.to_lowercase().contains("planted") && !text.contains("zunseen"), "{text}");
    }
    for file in built.render() {
        let text = String::from_utf8_lossy(&file.bytes);
        assert!(!text.contains("PLANTED") && !text.contains("zunseen"), "{}", file.path);
    }
}

/// A note that gives an address away makes no page, and no export.
#[test]
fn an_address_that_is_given_away_stops_an_export() {
    let sources = format!(
        "{}secret: {{title: Known to the desk, url: 'https://untold.example/x', access: confidential}}\n",
        SITE[4].1
    );
    let claims = SITE[3].1.replace("The minutes record it.", "See https://untold.example/x");
    let mut built = build(
        tree_over(SITE, &[("content/sources.yaml", &sources), ("content/01-vote.yaml", &claims)]),
        &options(),
        &mut |_| {},
    );
    assert!(built.export(ExportForm::Json, None).is_none());
    assert!(built.diagnostics.iter().any(|d| d.code.as_str() == "confidential-linked"));
}

#[test]
fn an_address_is_found_however_a_format_escapes_it() {
    for tail in [
        "the_file",
        "a%20b",
        "a&b",
        "a#b".trim_end_matches("#b"),
        "a~b",
        "it's",
        "say-\"x\"",
        "{a}",
    ] {
        let address = format!("untold.example/{tail}");
        let yaml = |text: &str| text.replace('\'', "''");
        let sources = format!(
            "{}secret: {{title: Known, url: 'https://{address}', access: confidential}}\nreply: {{title: 'Reply to {address}', url: 'https://x.example/'}}\n",
            SITE[4].1,
            address = yaml(&address),
        );
        let tree = tree_over(SITE, &[("content/sources.yaml", &sources)]);
        let mut built = build(tree, &options(), &mut |_| {});
        for form in [ExportForm::Json, ExportForm::CslJson, ExportForm::Bibtex] {
            assert!(built.export(form, None).is_none(), "{tail}: {}", form.name());
        }
    }
}

#[test]
fn an_address_ends_no_field_of_a_bibliography() {
    let sources =
        SITE[4].1.replace("https://council.example/minutes_1", "https://m.example/},note={x");
    let sources =
        sources.replace("url: https://m.example/},note={x", "url: 'https://m.example/},note={x'");
    let text = text(ExportForm::Bibtex, &[("content/sources.yaml", &sources)]);
    assert!(text.contains("  url = {https://m.example/%7D,note=%7Bx},\n"), "{text}");
}

#[test]
fn reasons_are_plain_text() {
    let sources = SITE[4].1.replace("Minutes & votes {2016}", "R&D <b>it's</b> \\\"x\\\"");
    let sources = sources
        .replace("title: R&D", "title: \"R&D")
        .replace("x\\\"\n", "x\\\"\"\n")
        .replace("publisher: Council", "publisher: R&D <b>it's</b>");
    let text = text(ExportForm::Json, &[("content/sources.yaml", &sources)]);
    assert!(text.contains("Strong support: R&D <b>it's</b>."), "{text}");
}

#[test]
fn exports_depend_on_the_content_alone() {
    for form in ExportForm::ALL {
        assert_eq!(text(form, &[]), text(form, &[]), "{}", form.name());
    }
    let moved: Tree = tree_over(SITE, &[("static/unrelated.css", "a {}\n")]);
    let mut built = build(moved, &options(), &mut |_| {});
    assert_eq!(built.export(ExportForm::Json, None), Some(text(ExportForm::Json, &[])));
}

fn gainsay(arguments: &[&str], folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_gainsay"))
        .current_dir(folder)
        .arg("export")
        .args(arguments)
        .env("SOURCE_DATE_EPOCH", "1795219200")
        .output()
        .expect("the program runs")
}

#[test]
fn the_command_prints_or_writes_and_says_what_is_missing() {
    let site = site_folder();
    let run = |arguments: &[&str]| {
        let output = gainsay(arguments, site.path());
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
        (output.status.code(), text(&output.stdout), text(&output.stderr))
    };
    let (status, printed, _) = run(&["json"]);
    assert_eq!(status, Some(0));
    assert_eq!(
        run(&["json", ".", "--output", "out.json"]),
        (Some(0), String::new(), String::new())
    );
    let written = std::fs::read_to_string(site.path().join("out.json")).expect("a file");
    assert_eq!(written, printed);
    // It is written anew where that is asked for, but never over what the site is made of.
    let (status, _, said) = run(&["csl-json", "-o", "out.json"]);
    assert_eq!(
        (status, &*said),
        (
            Some(2),
            "error: `out.json` is there already\n  help: name another file, or add `--force`\n"
        )
    );
    assert_eq!(run(&["csl-json", "-o", "out.json", "--force"]).0, Some(0));
    assert_ne!(std::fs::read_to_string(site.path().join("out.json")).expect("a file"), written);
    let (status, _, said) = run(&["json", "--output", "-"]);
    assert!(status == Some(2) && said.contains("`-` is no name of a file"), "{said}");
    for input in
        ["content/sources.yaml", "gainsay.yaml", "static/../content/new.json", ".gitignore"]
    {
        std::fs::create_dir_all(site.path().join("static")).expect("a folder");
        let before = std::fs::read(site.path().join(input)).ok();
        let (status, _, said) = run(&["json", "--force", "--output", input]);
        assert_eq!(status, Some(2), "{input}");
        assert!(said.contains("is among the files of the site"), "{said}");
        assert_eq!(std::fs::read(site.path().join(input)).ok(), before);
    }
    for (arguments, expect) in [
        (
            &["json", "--article", "bridge"][..],
            "there is no article `bridge`\n  help: the site is one article: leave `--article` out\n",
        ),
        (&["word"], "possible values: csv, json, csl-json, bibtex, annotations, claimreview"),
    ] {
        let (status, _, said) = run(arguments);
        assert_eq!(status, Some(2), "{said}");
        assert!(said.contains(expect), "{said}");
    }
    std::fs::write(site.path().join("gainsay.yaml"), "title: Desk\n").expect("a file");
    for form in ["annotations", "claimreview"] {
        let (status, _, said) = run(&[form]);
        assert_eq!(status, Some(2));
        assert_eq!(
            said,
            format!(
                "error: `{form}` names pages by their full addresses, and the site has no base address\n  help: set `base-url` in gainsay.yaml, or add `--base-url ADDRESS`\n"
            )
        );
        assert_eq!(run(&[form, "--base-url", "https://desk.example/"]).0, Some(0));
    }
    std::fs::write(site.path().join("gainsay.yaml"), "titel: Desk\n").expect("a file");
    let (status, printed, said) = run(&["json"]);
    assert_eq!((status, &*printed), (Some(1), ""));
    assert!(said.contains("error[key-unknown]"), "{said}");
}
