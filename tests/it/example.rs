//! The bundled example: what this repository shows the world.

use crate::support::{drawn, example_options, page, root};
use gainsay::load::read;
use gainsay::pipeline::{self, Outcome, run};
use std::collections::BTreeMap;

/// The example of this repository, built.
pub fn example() -> Outcome {
    run(read(&root()).expect("the repository can be read"), &example_options(), &mut |_| {})
}

/// The status of each claim of the story, agreed on with the editors, and whether only the saying
/// is judged.
const STATUSES: &[(&str, &str, bool)] = &[
    ("state-denies-asking", "disputed", false),
    ("kirby-no-involvement", "context", true),
    ("kirby-no-conversations", "disputed", false),
    ("kerry-asked-ecuador", "disputed", false),
    ("meeting-on-the-sidelines", "disputed", false),
    ("accord-signed", "supported", false),
    ("voters-rejected-accord", "outdated", false),
    ("kerry-in-the-talks", "context", false),
    ("cut-off-on-saturday", "supported", true),
    ("daily-batches", "supported", false),
    ("podesta-emails-taken", "supported", false),
    ("podesta-role", "contradicted", false),
    ("releases-continued", "outdated", false),
    ("ecuador-left-wing-wave", "context", false),
    ("colombia-closest-ally", "opinion", false),
    ("in-embassy-since-2012", "outdated", false),
    ("ecuador-reaffirms-asylum", "supported", true),
    ("ecuador-protection-continues", "supported", true),
    ("swedish-investigation", "contradicted", false),
    ("fears-extradition", "supported", true),
    ("us-indictment", "outdated", false),
    ("reaction-to-cables", "context", false),
    ("embassy-did-not-address-access", "outdated", false),
];

#[test]
fn claims_of_the_example_have_the_agreed_statuses() {
    let outcome = example();
    assert!(!outcome.failed(), "{}", drawn(&outcome));
    assert_eq!(outcome.counts.marked, STATUSES.len());
    for (id, status, said) in STATUSES {
        let html = page(&outcome, &format!("claims/{id}.html"));
        let verdict = html.split("class=\"verdict\"").nth(1).expect("a verdict");
        let verdict = verdict.split("</div>").next().unwrap_or("");
        assert!(
            verdict.contains(&format!("data-s=\"{status}\"")),
            "{id} is not {status}: {verdict}"
        );
        let label = verdict.contains("it was said");
        assert_eq!(label, *said && *status == "supported", "{id}: {verdict}");
    }
}

/// Git on Windows gives every line such an end, unless it is told not to.
#[test]
fn line_ends_of_windows_give_the_same_pages_and_ask_nobody() {
    let mut tree = read(&root()).expect("the repository can be read");
    let is_authors = |path: &str| path.starts_with("content/") || path == "gainsay.yaml";
    let mut changed = 0;
    for (_, content) in tree.files.iter_mut().filter(|(path, _)| is_authors(path)) {
        let text = std::str::from_utf8(content.as_bytes()).expect("text");
        assert!(!text.contains('\r'));
        *content = (&*text.replace('\n', "\r\n")).into();
        changed += 1;
    }
    assert!(changed > 20, "{changed}");
    let (windows, here) = (run(tree, &example_options(), &mut |_| {}), example());
    assert_eq!(drawn(&windows), drawn(&here));
    assert!(windows.locks.is_empty() && !windows.pages.is_empty());
    for (one, other) in windows.pages.iter().zip(&here.pages) {
        assert_eq!((&one.path, &one.bytes), (&other.path, &other.bytes));
    }
    assert_eq!(windows.pages.len(), here.pages.len());
}

#[test]
fn example_shows_both_sides() {
    let outcome = example();
    let disputes = page(&outcome, "disputes.html");
    let answered = STATUSES.iter().filter(|(id, ..)| {
        let html = page(&outcome, &format!("claims/{id}.html"));
        !html.contains("No counter-claim")
    });
    assert!(answered.count() >= 9, "counter-claims answer at least nine claims");
    assert!(disputes.matches("<article").count().max(disputes.matches("<section").count()) >= 9);
    assert!(outcome.counts.sources >= 40);
}

/// Links of a page with what they lead to: path and fragment.
pub fn links(html: &str) -> Vec<(String, Option<String>)> {
    let document = scraper::Html::parse_document(html);
    let selector = scraper::Selector::parse("[href], [src]").expect("a selector");
    let targets = document.select(&selector).filter_map(|e| e.attr("href").or(e.attr("src")));
    targets
        .filter(|t| !t.contains("://") && !t.starts_with("mailto:"))
        .map(|t| match t.split_once('#') {
            Some((path, fragment)) => (path.to_owned(), Some(fragment.to_owned())),
            None => (t.to_owned(), None),
        })
        .collect()
}

fn ids(html: &str) -> Vec<String> {
    let document = scraper::Html::parse_document(html);
    let selector = scraper::Selector::parse("[id]").expect("a selector");
    document.select(&selector).filter_map(|e| e.attr("id")).map(str::to_owned).collect()
}

/// The path that a link of the page at the path `page` leads to.
pub fn join(page: &str, link: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            ".." => {
                parts.pop().expect("a link stays in the output");
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[test]
fn invariant_4_links_are_relative_name_the_file_and_lead_somewhere() {
    links_lead_somewhere(&example());
}

/// Follows every link of every page.
pub fn links_lead_somewhere(outcome: &Outcome) {
    let pages: BTreeMap<&str, String> = outcome
        .pages
        .iter()
        .map(|p| (p.path.as_str(), String::from_utf8_lossy(&p.bytes).into_owned()))
        .collect();
    let ids: BTreeMap<&str, Vec<String>> =
        pages.iter().filter(|(p, _)| p.ends_with(".html")).map(|(p, h)| (*p, ids(h))).collect();
    // Its links are absolute.
    for (path, own) in ids.iter().filter(|(path, _)| **path != "404.html") {
        let mut sorted = own.clone();
        sorted.sort();
        sorted.dedup();
        assert_eq!(sorted.len(), own.len(), "ids of {path} are unique");
        for (link, fragment) in links(&pages[path]) {
            let target = if link.is_empty() { (*path).to_owned() } else { join(path, &link) };
            assert!(pages.contains_key(target.as_str()), "{path} links to {link}");
            if let Some(fragment) = fragment {
                let known = &ids[target.as_str()];
                assert!(known.contains(&fragment), "{path} links to {link}#{fragment}");
            }
        }
    }
}

#[test]
fn every_edge_of_the_graph_is_a_link_at_both_its_ends() {
    let outcome = example();
    let (input, _) = gainsay::load::arrange(read(&root()).expect("the repository can be read"));
    let (parsed, _) = gainsay::parse::parse(&input, None);
    let assets = gainsay::theme::assets(&input.statics);
    let with = gainsay::resolve::Surroundings {
        languages: &gainsay::theme::words::Languages::new(&input.files, &[]).0,
        files: &input.files,
        assets: &assets,
        others: &input.others,
        audience: Default::default(),
        gaps: &Default::default(),
    };
    let (site, ..) = gainsay::resolve::resolve(&parsed, &with);
    let mut edges = 0;
    let mut check = |one: String, other: String| {
        for (from, to) in [(&one, &other), (&other, &one)] {
            let html = page(&outcome, from);
            let targets: Vec<String> =
                links(&html).iter().map(|(path, _)| join(from, path)).collect();
            assert!(targets.contains(to), "{from} does not link to {to}");
        }
        edges += 1;
    };
    for claim in &site.claims {
        let here = format!("claims/{}.html", claim.id);
        for citation in &claim.citations {
            check(here.clone(), format!("sources/{}.html", site.source(citation.source).id));
        }
        for source in claim.later.iter().flat_map(|l| &l.sources) {
            check(here.clone(), format!("sources/{}.html", site.source(*source).id));
        }
        for (counter, _) in &claim.counters {
            check(here.clone(), format!("claims/{}.html", site.claim(*counter).id));
        }
        for speaker in claim.speakers.iter().chain(&claim.via) {
            check(here.clone(), format!("speakers/{}.html", site.speaker(*speaker).id));
        }
        if !claim.anchors.is_empty() {
            check(here, "index.html".to_owned());
        }
    }
    assert!(edges > 200, "{edges}");
}

#[test]
fn invariant_4_absolute_addresses_come_from_the_base_address() {
    let with = gainsay::pipeline::Options {
        base_url: Some(url::Url::parse("https://example.org/gainsay/").expect("an address")),
        ..example_options()
    };
    let outcome = run(read(&root()).expect("the repository can be read"), &with, &mut |_| {});
    assert_eq!(drawn(&outcome), "");
    let sitemap = page(&outcome, "sitemap.xml");
    assert!(sitemap.contains("<loc>https://example.org/gainsay/</loc>"));
    assert!(sitemap.contains("<loc>https://example.org/gainsay/claims/podesta-role.html</loc>"));
    assert!(!sitemap.contains("404"));
    assert!(page(&outcome, "robots.txt").contains("https://example.org/gainsay/sitemap.xml"));
    let lost = page(&outcome, "404.html");
    assert!(
        links(&lost).iter().all(|(path, _)| path.is_empty()),
        "404.html has absolute links only"
    );
    let canonical =
        "<link rel=\"canonical\" href=\"https://example.org/gainsay/claims/podesta-role.html\">";
    assert!(page(&outcome, "claims/podesta-role.html").contains(canonical));
}

#[test]
fn invariant_5_the_same_files_give_the_same_bytes() {
    let (first, second) = (example(), example());
    assert_eq!(bytes(&first), bytes(&second));
    let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a pool of one");
    assert_eq!(bytes(&first), bytes(&alone.install(example)));
}

#[test]
fn what_pages_share_never_shows() {
    // With templates of its own a site gets all of each context, and here they are those of the theme.
    let own = example();
    let mut tree = read(&root()).expect("the repository can be read");
    tree.files.retain(|path, _| !path.starts_with("templates/"));
    let mut built = pipeline::build(tree, &example_options(), &mut |_| {});
    let pages = built.render();
    assert!(!built.has_own_templates());
    assert_eq!(own.pages.len(), pages.len());
    for (own, page) in own.pages.iter().zip(&pages) {
        assert_eq!(own.path, page.path);
        assert!(own.bytes == page.bytes, "{}", page.path);
        // By itself, as a preview makes it: no page before it has kept anything.
        let alone = built.page(&page.path).expect("a page").expect("no fault");
        assert!(alone.bytes == page.bytes, "{}", page.path);
    }
    // With components written out, as for a site with many pages.
    built.expect_many();
    for (plain, page) in pages.iter().zip(built.render()) {
        assert!(plain.bytes == page.bytes, "{}", page.path);
    }
}

fn bytes(outcome: &Outcome) -> Vec<(String, Vec<u8>)> {
    outcome.pages.iter().map(|p| (p.path.clone(), p.bytes.to_vec())).collect()
}

#[test]
fn invariant_8_everything_a_reader_needs_is_in_the_html() {
    let outcome = example();
    let article = page(&outcome, "index.html");
    for (id, ..) in STATUSES {
        for part in [format!("id=\"c-{id}\""), format!("id=\"n-{id}\""), format!("id=\"e-{id}\"")] {
            assert_eq!(article.matches(&part).count(), 1, "{part}");
        }
    }
    for file in outcome.pages.iter().filter(|p| p.path.ends_with(".html")) {
        let html = String::from_utf8_lossy(&file.bytes);
        assert!(!html.contains(" style=") && !html.contains("javascript:"), "{}", file.path);
        assert_eq!(
            html.matches("<script").count(),
            html.matches("<script src=").count()
                + html.matches("<script defer src=").count()
                // Data, which nobody runs.
                + html.matches("<script type=\"application/ld+json\">").count(),
            "{}",
            file.path
        );
    }
}

#[test]
fn no_page_loads_a_typeface() {
    let outcome = example();
    let endings = [".woff", ".woff2", ".ttf", ".otf", ".eot"];
    for file in &outcome.pages {
        let path = &file.path;
        assert!(endings.iter().all(|ending| !path.ends_with(ending)), "{path}");
        if [".css", ".html", ".js", ".svg"].iter().any(|ending| path.ends_with(ending)) {
            let text = String::from_utf8_lossy(&file.bytes).to_lowercase();
            assert!(!text.contains("@font-face") && !text.contains("@import"), "{path}");
        }
    }
}

#[test]
fn the_misprinted_word_is_caught_in_the_saved_excerpt() {
    // The Hill printed `of` where the transcript has `or`, which drops the department from the denial.
    let mut tree = read(&root()).expect("the repository can be read");
    let path = "content/01-the-denial.yaml";
    let gainsay::load::Content::Text(text) = &tree.files[path] else { panic!("{path} is text") };
    let passage = "passage: any suggestion that Secretary Kerry or the State Department were";
    assert!(text.contains(passage));
    let misprinted = text.replace(passage, &passage.replace(" or ", " of "));
    tree.files.insert(path.into(), misprinted.as_str().into());
    let outcome = run(tree, &example_options(), &mut |_| {});
    assert!(outcome.failed());
    insta::assert_snapshot!(drawn(&outcome), @r"
    error[passage-absent]: the passage is not in the saved copy of `dpb-2016-10-18`
      --> content/01-the-denial.yaml:18:54
       |
    18 |         passage: any suggestion that Secretary Kerry of the State Department were involved in shutting down WikiLeaks is false.
       |                                                      ^^ the saved copy has `or`
       |
       = help: the copy has: any suggestion that Secretary Kerry or the State Department were involved in shutting down WikiLeaks is false. [...] Reports that Secretary Kerry had
       = help: [-passage] [+copy]: any suggestion that Secretary Kerry [-of] [+or] the State Department were involved in shutting down WikiLeaks is false.
       = help: quote the source to the letter; where it lies outside the excerpt, add it to that; words left out are shown by `[...]`
    ");
}
