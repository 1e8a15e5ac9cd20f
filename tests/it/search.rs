//! The index for readers who search: what is found, what must not be, how large its files are.
//!
//! The files are read here as the script reads them, but for how it folds what is typed: a test
//! beside `publish::search::terms` holds the two to the same tables, and tests in a browser type.

use crate::support::{build, drawn, options, page, tree, tree_over, whole};
use gainsay::load::Tree;
use gainsay::pipeline::{Outcome, Session};
use serde_json::Value;
use std::collections::BTreeMap;

const BASE: &[(&str, &str)] = &[
    ("gainsay.yaml", "title: Desk\nbase-url: https://desk.example/\n"),
    ("content/article.yaml", "title: A bridge\nstandfirst: Of closing it.\n"),
    ("content/01-vote.md", "---\ntitle: The vote\n---\n\nThe council voted to close the bridge.\n"),
    (
        "content/01-vote.yaml",
        "claims:\n  vote: {quote: voted to close, finding: The minutes bear it out., speaker: mayor, citations: [{source: minutes, relation: supports, passage: It was carried}]}\n",
    ),
    ("content/speakers.yaml", "mayor: {name: Ada Renn, role: mayor of Tarnford}\n"),
    (
        "content/sources.yaml",
        "minutes: {title: Minutes, publisher: Town hall, url: 'https://council.example/m'}\n",
    ),
];

/// What a file of the index hands to the script.
fn data(outcome: &Outcome, path: &str) -> Value {
    let text = page(outcome, path);
    let data = text.strip_prefix("gainsaySearch(").and_then(|t| t.strip_suffix(");\n"));
    serde_json::from_str(data.expect("one call")).expect("data")
}

/// The index, read whole.
struct Index {
    /// Numbers of lines by term, and whether it is among the words that count for more.
    terms: BTreeMap<String, Vec<(usize, bool)>>,
    lines: Vec<Value>,
}

impl Index {
    fn read(outcome: &Outcome) -> Self {
        let html = page(outcome, "search.html");
        let path = html.split("data-index=\"").nth(1).and_then(|rest| rest.split('"').next());
        let directory = data(outcome, path.expect("the directory"));
        let named = |kind: &str, key: &str| -> Vec<(Value, Value)> {
            let entries = directory[key].as_array().expect("a list");
            let read = |(i, entry): (usize, &Value)| {
                let hash = entry[1].as_str().expect("a hash");
                (entry[0].clone(), data(outcome, &format!("search/{kind}{i}.{hash}.js")))
            };
            entries.iter().enumerate().map(read).collect()
        };
        let mut terms: BTreeMap<String, Vec<(usize, bool)>> = BTreeMap::new();
        for (first, text) in named("t", "terms") {
            let text = text.as_str().expect("text").to_owned();
            assert!(text.starts_with(&format!("{} ", first.as_str().expect("a term"))));
            for entry in text.split(',') {
                let (term, numbers) = entry.split_once(' ').expect("a term and numbers");
                terms.entry(term.to_owned()).or_default().extend(decode(numbers));
            }
        }
        let mut lines = Vec::new();
        for (first, more) in named("l", "lines") {
            assert_eq!(first.as_u64(), Some(lines.len() as u64));
            lines.extend(more.as_array().expect("a list").iter().cloned());
        }
        Self { terms, lines }
    }

    /// Addresses of what holds `term`.
    fn find(&self, term: &str) -> Vec<&str> {
        let numbers = self.terms.get(term).map_or(&[][..], Vec::as_slice);
        numbers.iter().map(|(n, _)| self.lines[*n]["href"].as_str().expect("a link")).collect()
    }

    fn line(&self, href: &str) -> &Value {
        self.lines.iter().find(|line| line["href"] == href).expect("a line")
    }
}

fn decode(text: &str) -> Vec<(usize, bool)> {
    const DIGITS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut all, mut line, mut value, mut shift) = (Vec::new(), 0, 0, 0);
    for c in text.chars() {
        let digit = DIGITS.find(c).expect("a digit");
        value += (digit & 31) << shift;
        shift += 5;
        if digit & 32 == 0 {
            line += value >> 1;
            all.push((line, value & 1 == 1));
            (value, shift) = (0, 0);
        }
    }
    all
}

#[test]
fn claims_sources_speakers_and_text_are_found_by_what_their_pages_say() {
    let index = Index::read(&whole(BASE, &[]));
    assert_eq!(index.find("council"), ["index.html#vote"]);
    assert_eq!(index.find("voted"), ["claims/vote.html", "index.html#vote"]);
    // A finding, a passage, who said it, what it is.
    assert_eq!(index.find("bear"), ["claims/vote.html"]);
    assert_eq!(index.find("carried"), ["claims/vote.html"]);
    assert_eq!(index.find("renn"), ["speakers/mayor.html", "claims/vote.html"]);
    assert_eq!(index.find("tarnford"), ["speakers/mayor.html"]);
    assert_eq!(index.find("hall"), ["sources/minutes.html"]);
    assert_eq!(index.find("closing"), ["index.html"]);
    assert_eq!(index.find("nowhere"), [""; 0]);
    // A claim's own words count for more than what is said of it.
    assert_eq!(index.terms["voted"], [(1, true), (4, false)]);
    let claim = index.line("claims/vote.html");
    assert_eq!(claim["name"], "Claim 1");
    assert_eq!(claim["words"], "voted to close");
    assert_eq!(claim["status"][0], "supported");
    assert_eq!(claim["about"], "Ada Renn");
}

#[test]
fn search_result_shows_proposition_answers_and_corrections() {
    let claims = "claims:\n  vote:\n    quote: voted to close\n    states: It voted to close it to cars.\n    was: voted to shut\n    citations: [{source: minutes, relation: supports, passage: Carried.}]\n    counters: [{id: no, relation: denies, says: It did not., speaker: mayor}]\n";
    let index = Index::read(&whole(BASE, &[("content/01-vote.yaml", claims)]));
    let claim = index.line("claims/vote.html");
    assert_eq!(claim["states"], "It voted to close it to cars.");
    assert_eq!(claim["but"], "denied by Ada Renn");
    assert_eq!(claim["corrected"], true);
    assert_eq!(index.find("cars"), ["claims/vote.html"]);
    assert_eq!(index.find("shut"), ["claims/vote.html"]);
}

#[test]
fn text_in_any_script_is_found() {
    let index = Index::read(&whole(
        BASE,
        &[
            ("content/02-zoo.md", "---\nlanguage: es\n---\n\nLa Jirafá llegó en otoño.\n"),
            ("content/03-law.md", "---\nlanguage: zh\ntitle: 法律\n---\n\n国家安全法。\n"),
            ("content/04-word.md", "Донец’к, हिन्दी, שָׁלוֹם, 한국어.\n"),
        ],
    ));
    assert_eq!(index.find("jirafa"), ["index.html"]);
    assert_eq!(index.find("otono"), ["index.html"]);
    assert_eq!(index.find("家安"), ["index.html#law"]);
    assert_eq!(index.find("法"), ["index.html#law"]);
    for term in ["донец", "हिन्दी", "שלום", "한국"] {
        assert_eq!(index.find(term).len(), 1, "{term}");
    }
    assert_eq!(index.line("index.html#law")["lang"], "zh");
}

#[test]
fn unpublished_text_is_not_found() {
    let sources = "minutes: {title: Minutes, no-url: paper}\nsecret: {title: A closed file, url: 'https://hush.example/x', access: confidential}\nonly: {title: Hushtitle, no-url: paper}\n";
    let claims = "claims:\n  vote:\n    quote: voted to close\n    checked: 2026-11-01\n    citations: [{source: secret, relation: supports, passage: {text: hushwords, translation: hushagain}}]\n  other:\n    quote: the bridge\n    draft: true\n    finding: Hushfinding.\n    speaker: ghost\n    citations: [{source: only, relation: supports}]\n";
    let outcome = whole(
        BASE,
        &[
            ("content/sources.yaml", sources),
            ("content/01-vote.yaml", claims),
            (
                "content/speakers.yaml",
                "mayor: {name: Ada Renn}\nghost: {name: Hushname, role: hushrole}\n",
            ),
            ("content/02-later.md", "---\ntitle: Hushpage\ndraft: true\n---\n\nHushtext.\n"),
        ],
    );
    for file in outcome.pages.iter().filter(|p| p.path.starts_with("search")) {
        let text = String::from_utf8_lossy(&file.bytes).to_lowercase();
        assert!(!text.contains("hush"), "{}: {text}", file.path);
    }
    assert_eq!(Index::read(&outcome).find("closed"), ["sources/secret.html"]);
}

/// A site with `sections` times fifty claims.
fn large(sections: usize) -> Tree {
    let mut files: Vec<(String, String)> = vec![
        ("gainsay.yaml".into(), "title: Many\n".into()),
        ("content/article.yaml".into(), "title: Many\nlayout: sections\n".into()),
    ];
    for s in 0..sections {
        let (mut text, mut claims) = (String::new(), "claims:\n".to_owned());
        for c in 0..50 {
            let n = s * 50 + c;
            text.push_str(&format!("The council said on day {n} that plan{} stands.\n\n", n % 997));
            claims.push_str(&format!(
                "  c-{n}: {{quote: The council said on day {n}, checked: 2026-11-01}}\n"
            ));
        }
        files.push((format!("content/{s:04}-s-{s}.md"), text));
        files.push((format!("content/{s:04}-s-{s}.yaml"), claims));
    }
    let long = "never ending ".repeat(1000) + &"x".repeat(200_000);
    let claims =
        format!("claims:\n  long: {{says: {long}, answers: {{claim: c-0, relation: denies}}}}\n");
    files.push(("content/9999-last.md".into(), format!("{long}\n")));
    files.push(("content/9999-last.yaml".into(), claims));
    tree(files.iter().map(|(p, t)| (p.as_str(), t.as_str())))
}

#[test]
fn files_of_a_large_site_are_bounded_and_hold_everything() {
    let outcome = build(large(100));
    assert!(!outcome.failed(), "{}", drawn(&outcome));
    let files: Vec<_> = outcome.pages.iter().filter(|p| p.path.starts_with("search/")).collect();
    assert!(files.len() > 50, "{}", files.len());
    for file in &files {
        assert!(file.bytes.len() <= 100_000, "{}: {}", file.path, file.bytes.len());
    }
    let directory = files.iter().find(|f| f.path.starts_with("search/index.")).expect("it");
    let page = outcome.pages.iter().find(|p| p.path == "search.html").expect("the page");
    let loaded = outcome.pages.iter().filter(|p| {
        ["static/site.", "static/search.", "static/icon."].iter().any(|s| p.path.starts_with(s))
    });
    let first =
        page.bytes.len() + directory.bytes.len() + loaded.map(|p| p.bytes.len()).sum::<usize>();
    assert!(first <= 100_000, "{first}");
    let index = Index::read(&outcome);
    // Every claim and every section.
    assert_eq!(index.find("council").len(), 5000 + 100);
    assert_eq!(index.find("4321"), ["claims/c-4321.html", "s-86.html"]);
    assert_eq!(index.find("never"), ["claims/long.html", "last.html"]);
    let long = index.line("claims/long.html")["words"].as_str().expect("words");
    assert!(long.ends_with('\u{2026}') && long.len() < 300, "{long}");

    let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a pool of one");
    let again = alone.install(|| build(large(100)));
    let bytes = |o: &Outcome| -> Vec<(String, Vec<u8>)> {
        let files = o.pages.iter().filter(|p| p.path.starts_with("search"));
        files.map(|p| (p.path.clone(), p.bytes.to_vec())).collect()
    };
    assert_eq!(bytes(&outcome), bytes(&again));
}

#[test]
fn the_preview_gives_the_same_files() {
    let outcome = whole(BASE, &[]);
    let built = Session::default().build(tree_over(BASE, &[]), &options(), &mut |_| {});
    let mut seen = 0;
    for file in outcome.pages.iter().filter(|p| p.path.starts_with("search")) {
        let page = built.page(&file.path).expect("a file").expect("no fault");
        assert_eq!(page.bytes, file.bytes, "{}", file.path);
        seen += 1;
    }
    assert_eq!(seen, 4);
    assert!(built.page("search/t0.00000000.js").is_none());
}

#[test]
fn many_lists_are_not_named_one_by_one() {
    let site = |n: usize| {
        let mut files: Vec<(String, String)> = vec![("gainsay.yaml".into(), "title: D\n".into())];
        for i in 0..n {
            files.push((format!("content/a-{i}/article.yaml"), format!("title: Article {i}\n")));
            files.push((format!("content/a-{i}/01-x.md"), "Text.\n".into()));
        }
        let outcome = build(tree(files.iter().map(|(p, t)| (p.as_str(), t.as_str()))));
        assert!(!outcome.failed(), "{}", drawn(&outcome));
        page(&outcome, "search.html")
    };
    assert!(site(3).contains("<a href=\"a-2/claims/index.html\">Claims: Article 2</a>"));
    assert!(site(60).contains("<li><a href=\"index.html\">Articles</a></li>"));
}
