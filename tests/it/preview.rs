//! The preview: what requests get, what saves do, and that a rebuild yields what a build does.

use crate::support::{Chance, build, drawn_of, options, page, site_folder, tree};
use gainsay::diagnostic::Code;
use gainsay::load::Tree;
use gainsay::pipeline::{Built, Options, Session};
use gainsay::preview::State;
use gainsay::preview::answer::{Answer, Asked, answer};
use gainsay::preview::editor::Editor;
use gainsay::preview::faults::{DrawnFaults, ShownFault, faults, faults_again};
use gainsay::preview::rules::Rules;
use gainsay::resolve::Audience;
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

const SITE: &[(&str, &str)] = &[
    ("gainsay.yaml", "title: Desk\nbase-url: https://desk.example/\n"),
    ("content/article.yaml", "title: A bridge\n"),
    ("content/01-vote.md", "The council voted to close the bridge.\n"),
    ("content/01-vote.yaml", "claims:\n  vote: {quote: voted to close}\n"),
];

fn built(files: &[(&str, &str)]) -> Built {
    Session::default().build(tree(files.iter().copied()), &options(), &mut |_| {})
}

fn rules(base_path: &str) -> Rules {
    Rules {
        base_path: base_path.to_owned(),
        address: SocketAddr::from(([127, 0, 0, 1], 3000)),
        desk: None,
        editor: Editor::parse("vscode").expect("an editor"),
        root: PathBuf::from("/site root"),
    }
}

fn state() -> State {
    State { site: Some(Arc::new(built(SITE))), ..State::default() }
}

fn ask<'q>(target: &'q str) -> Asked<'q> {
    Asked { method: "GET", target, host: Some("127.0.0.1:3000"), ..Asked::default() }
}

fn status(answer: &Answer) -> u16 {
    match answer {
        Answer::Whole { status, .. } => *status,
        Answer::Events => 200,
    }
}

fn body(answer: Answer) -> String {
    match answer {
        Answer::Whole { body, .. } => String::from_utf8(body.to_vec()).expect("text"),
        Answer::Events => panic!("events"),
    }
}

#[test]
fn a_page_is_that_of_a_build_with_the_extras_outside_its_bytes() {
    let got = body(answer(ask("/claims/vote.html"), &rules("/"), &state()));
    let expected = page(&build(tree(SITE.iter().copied())), "claims/vote.html");
    let start = got.find("<link rel=\"stylesheet\" href=\"/_gainsay/").expect("the extras");
    let end = got[start..].find("</script>").expect("their end") + start + "</script>".len();
    let stripped = format!("{}{}", &got[..start], &got[end..]);
    let stripped = stripped.replacen("connect-src 'self';worker-src 'self';", "", 1);
    let panel = stripped.find("<aside id=\"gainsay-faults\"").expect("the panel");
    let panel_end = stripped[panel..].find("</aside>").expect("its end") + panel + "</aside>".len();
    assert_eq!(format!("{}{}", &stripped[..panel], &stripped[panel_end..]), expected);
}

#[test]
fn folders_lead_to_their_index_and_other_paths_to_the_base() {
    let (root, below) = (rules("/"), rules("/repo/"));
    for target in
        ["/", "/index.html", "/claims/", "/claims/index.html?x=1", "/sitemap.xml", "/robots.txt"]
    {
        assert_eq!(status(&answer(ask(target), &root, &state())), 200, "{target}");
    }
    assert_eq!(status(&answer(ask("/repo/claims/vote.html"), &below, &state())), 200);
    assert_eq!(status(&answer(ask("/"), &below, &state())), 302);
    assert_eq!(status(&answer(ask("/repo"), &below, &state())), 302);
    assert_eq!(status(&answer(ask("/claims/vote.html"), &below, &state())), 404);
    assert_eq!(status(&answer(ask("/nothing.html"), &root, &state())), 404);
}

#[test]
fn every_file_of_a_build_is_answered() {
    let outcome = build(twelve());
    let session = Session::default().build(twelve(), &options(), &mut |_| {});
    let state = State { site: Some(Arc::new(session)), ..State::default() };
    assert!(outcome.pages.len() > 50);
    for file in &outcome.pages {
        let target = format!("/{}", file.path);
        assert_eq!(status(&answer(ask(&target), &rules("/"), &state)), 200, "{target}");
    }
}

#[test]
fn no_path_leads_out_of_the_site() {
    for target in [
        "/../gainsay.yaml",
        "/..%2fgainsay.yaml",
        "/%2e%2e/gainsay.yaml",
        "/%2E%2E%2Fetc/passwd",
        "/claims/../../etc/passwd",
        "/..\\..\\etc\\passwd",
        "/..%5c..%5cetc%5cpasswd",
        "/%252e%252e/etc/passwd",
        "/....//etc/passwd",
        "/%00",
        "/claims/vote.html%00.png",
        "//etc/passwd",
        "/etc/passwd",
        "etc/passwd",
        "/%c0%ae%c0%ae/etc/passwd",
        "/.%2e/x",
        "/content/article.yaml",
        "/gainsay.yaml",
        "/.git/config",
        "http://x/",
        "",
        "*",
        "/_gainsay/../content/article.yaml",
        "/static/../content/article.yaml",
    ] {
        let got = answer(ask(target), &rules("/"), &state());
        assert!(matches!(status(&got), 400 | 404), "{target:?}: {}", status(&got));
    }
}

#[test]
fn only_requests_with_a_local_host_are_answered() {
    for (host, expect) in [
        (Some("127.0.0.1:3000"), 200),
        (Some("localhost:3000"), 200),
        (Some("LOCALHOST:3000"), 200),
        (Some("[::1]:3000"), 200),
        (Some("localhost"), 200),
        (Some("evil.example"), 421),
        (Some("evil.example:3000"), 421),
        (Some("127.0.0.1.evil.example:3000"), 421),
        (Some("localhost.evil.example"), 421),
        (Some("192.168.1.7:3000"), 421),
        (Some(""), 421),
        (None, 421),
        (Some("localhost:3000@evil.example"), 421),
    ] {
        assert_eq!(
            status(&answer(Asked { host, ..ask("/") }, &rules("/"), &state())),
            expect,
            "{host:?}"
        );
    }
}

#[test]
fn other_sites_may_link_to_the_preview_and_read_nothing() {
    let check = |origin, site, mode, expect| {
        let got = answer(Asked { origin, site, mode, ..ask("/") }, &rules("/"), &state());
        assert_eq!(status(&got), expect, "{origin:?} {site:?} {mode:?}");
    };
    check(Some("http://127.0.0.1:3000"), Some("same-origin"), Some("cors"), 200);
    check(None, Some("cross-site"), Some("navigate"), 200);
    check(Some("http://evil.example"), Some("cross-site"), Some("cors"), 403);
    check(Some("null"), None, None, 403);
    check(Some("http://localhost:9999"), Some("same-site"), Some("cors"), 403);
    check(None, Some("cross-site"), Some("no-cors"), 403);
    check(None, Some("same-site"), Some("no-cors"), 403);
    check(Some("http://evil.example"), Some("cross-site"), Some("navigate"), 403);
}

#[test]
fn only_get_and_head_are_answered() {
    for (method, expect) in [
        ("GET", 200),
        ("HEAD", 200),
        ("POST", 405),
        ("PUT", 405),
        ("DELETE", 405),
        ("OPTIONS", 405),
        ("get", 405),
    ] {
        assert_eq!(
            status(&answer(Asked { method, ..ask("/") }, &rules("/"), &state())),
            expect,
            "{method}"
        );
    }
}

#[test]
fn faults_are_escaped_and_lead_to_the_editor() {
    let fault = ShownFault {
        count: 1,
        text: "error[x]: <script>alert(1)</script>".into(),
        said: Box::default(),
        head: "error[x]".into(),
        stops: true,
        holds_back: true,
        place: Some(("content/a \"b\".md".into(), 3, 14)),
    };
    let state = State { faults: Arc::new(vec![fault]), ..State::default() };
    let waiting = answer(ask("/"), &rules("/"), &state);
    assert_eq!(status(&waiting), 503);
    let html = body(waiting);
    assert!(html.contains("&lt;script&gt;alert") && !html.contains("<script>alert"), "{html}");
    assert!(
        html.contains("href=\"vscode://file/site%20root/content/a%20%22b%22.md:3:14\""),
        "{html}"
    );
    let none = Rules { editor: Editor::None, ..rules("/") };
    assert!(!body(answer(ask("/_gainsay/faults"), &none, &state)).contains("href"));
}

#[test]
fn a_page_carries_sixty_faults_those_that_stop_a_build_among_them_and_the_number_of_the_others() {
    let fault = |n: usize| ShownFault {
        count: 2,
        text: format!("fault number {n}."),
        stops: n == 99,
        place: Some((format!("content/{n:02}-a.md"), 1, 1)),
        ..ShownFault::default()
    };
    let session = Session::default().build(twelve(), &options(), &mut |_| {});
    let faults = Arc::new((0..100).map(fault).collect());
    let state = State { site: Some(Arc::new(session)), faults, ..State::default() };
    let html = body(answer(ask("/"), &rules("/"), &state));
    let shown = |n: usize| html.contains(&format!("fault number {n}."));
    assert_eq!((0..100).filter(|n| shown(*n)).count(), 60);
    assert!(shown(0) && shown(58) && shown(99), "{html}");
    assert!(html.contains("<p>80 more: <code>gainsay check</code> shows all.</p>"), "{html}");
    assert!(html.contains("200 to mend"), "{html}");
    // Warnings of the page itself leave no error out, and stand above it.
    let own = |n: usize| ShownFault {
        place: Some(("content/article.yaml".to_owned(), n + 1, 1)),
        stops: false,
        ..fault(n)
    };
    let error = ShownFault { place: Some(("content/sources.yaml".to_owned(), 1, 1)), ..fault(99) };
    let faults = Arc::new((0..99).map(own).chain([error]).collect());
    let html = body(answer(ask("/"), &rules("/"), &State { faults, ..state }));
    let at = |n: usize| html.find(&format!("fault number {n}."));
    assert!(at(58).is_some() && at(58) < at(99) && at(59).is_none(), "{html}");
}

#[test]
fn other_machines_read_only_where_the_faults_are() {
    let site = built(SITE);
    let vote = "claims:\n  vote: {quote: voted to close}\n  secret: {quote: words of nobody}\n";
    let faulty = built(&[&SITE[..3], &[("content/01-vote.yaml", vote)]].concat());
    let faults = faults(&faulty.diagnostics, &faulty.files);
    let state = State { site: Some(Arc::new(site)), faults: Arc::new(faults), ..State::default() };
    let shown = |address: [u8; 4]| {
        let rules = Rules { address: SocketAddr::from((address, 3000)), ..rules("/") };
        body(answer(ask("/_gainsay/faults"), &rules, &state))
    };
    let here = shown([127, 0, 0, 1]);
    assert!(here.contains("words of nobody") && here.contains("vscode:"), "{here}");
    let beyond = shown([0, 0, 0, 0]);
    assert!(
        beyond.contains("<pre>error[anchor-missing]: content/01-vote.yaml:3</pre>"),
        "{beyond}"
    );
    assert!(!beyond.contains("nobody") && !beyond.contains("site root"), "{beyond}");
}

#[test]
fn faults_of_the_page_come_first() {
    let fault = |path: &str| ShownFault {
        count: 1,
        text: format!("in {path}"),
        said: Box::default(),
        head: "error[x]".to_owned(),
        stops: true,
        holds_back: true,
        place: Some((path.to_owned(), 1, 1)),
    };
    let faults = vec![fault("content/00-a.md"), fault("content/07-part-7.yaml")];
    let session = Session::default().build(twelve(), &options(), &mut |_| {});
    let state =
        State { site: Some(Arc::new(session)), faults: Arc::new(faults), ..State::default() };
    let first = |target: &str| {
        let html = body(answer(ask(target), &rules("/"), &state));
        html.split("in content/").nth(1).and_then(|s| s.split(['.', '<']).next()).map(str::to_owned)
    };
    assert_eq!(first("/claims/first-7.html").as_deref(), Some("07-part-7"));
    assert_eq!(first("/_gainsay/faults?page=/claims/first-7.html").as_deref(), Some("07-part-7"));
    assert_eq!(first("/claims/first-3.html").as_deref(), Some("00-a"));
}

/// A site of twelve sections in files.
fn twelve() -> Tree {
    let mut files: Vec<(String, String)> = vec![
        ("gainsay.yaml".into(), "title: Desk\nbase-url: https://desk.example/\n".into()),
        ("content/article.yaml".into(), "title: Twelve\n".into()),
        (
            "content/speakers.yaml".into(),
            "mayor: {name: The mayor}\nclerk: {name: The clerk}\n".into(),
        ),
        (
            "content/sources.yaml".into(),
            (0..8).map(|i| format!("s{i}: {{title: Source {i}, no-url: paper}}\n")).collect(),
        ),
    ];
    for i in 0..12 {
        files.push((format!("content/{i:02}-part-{i}.md"), format!("---\ntitle: Part {i}\n---\n\nThe *first* claim {i}. A second claim {i}. See [next]({:02}-part-{}.md).\n", (i + 1) % 12, (i + 1) % 12)));
        files.push((
            format!("content/{i:02}-part-{i}.yaml"),
            format!("claims:\n  first-{i}:\n    quote: first claim {i}\n    speaker: mayor\n    citations: [{{source: s{}, relation: supports}}]\n    counters: [{{id: no-{i}, relation: denies, says: No., speaker: clerk}}]\n  second-{i}: {{quote: second claim {i}}}\n", i % 8),
        ));
    }
    tree(files.iter().map(|(p, t)| (p.as_str(), t.as_str())))
}

/// Adds `text` at the end of a file, which may not be there.
fn append(tree: &mut Tree, path: &str, text: &str) {
    let mut bytes = tree.files.get(path).map_or(Vec::new(), |c| c.as_bytes().to_vec());
    bytes.extend_from_slice(text.as_bytes());
    tree.files.insert(path.to_owned(), bytes.into());
}

/// Changes one file of `tree` in one of the ways in which people change files.
fn edit(tree: &mut Tree, first: &Tree, chance: &mut Chance) {
    let paths: Vec<String> = first.files.keys().cloned().collect();
    let path = &paths[chance.below(paths.len())];
    let i = chance.below(12);
    match chance.below(9) {
        // Most edits mend, so that the site is whole most of the time.
        0..=2 => {
            tree.files.insert(path.clone(), first.files[path].clone());
        }
        3 => {
            append(tree, &format!("content/{i:02}-part-{i}.md"), "\nMore words.\n");
        }
        4 => {
            let line = format!("new-{}: {{title: New, no-url: x}}\n", chance.below(1000));
            append(tree, "content/sources.yaml", &line);
        }
        5 => {
            tree.files.remove(path);
        }
        6 => {
            let style = format!("body {{ margin: {i}px }}");
            tree.files.insert("static/site.css".into(), style.as_str().into());
        }
        7 => {
            let template = [
                "{% extends \"base.html\" %}{% block main %}<h1>X</h1>{% endblock %}",
                "{{ broken",
            ][chance.below(2)];
            tree.files.insert("templates/method.html".into(), template.into());
        }
        _ => {
            // Renamed to another place in the order.
            let from = format!("content/{i:02}-part-{i}");
            for ending in ["md", "yaml"] {
                if let Some(text) = tree.files.remove(&format!("{from}.{ending}")) {
                    tree.files.insert(format!("content/{:02}-part-{i}.{ending}", 20 + i), text);
                }
            }
        }
    }
    if chance.below(12) == 0 {
        *tree = first.clone();
    }
}

/// Builds a site after each of many edits with one session, and holds what comes of it against a clean
/// build: the diagnostics, and some of the pages at `names`. Returns how many articles had the claims of the
/// build before.
fn check_rebuilds(
    first: &Tree,
    steps: usize,
    options: &Options,
    edit: impl Fn(&mut Tree, &Tree, &mut Chance),
    names: impl Fn(usize) -> Vec<String>,
) -> usize {
    let mut tree = first.clone();
    let mut session = Session::default();
    let mut shown = DrawnFaults::default();
    let mut chance = Chance(3000);
    let (mut whole, mut faulty, mut reused) = (0, 0, 0);
    for step in 0..steps {
        edit(&mut tree, first, &mut chance);
        let kept = session.build(tree.clone(), options, &mut |_| {});
        let clean = Session::default().build(tree.clone(), options, &mut |_| {});
        let drawn = |b: &Built| drawn_of(&b.diagnostics, &b.files);
        assert_eq!(drawn(&kept), drawn(&clean), "step {step}");
        let again = faults_again(&kept.diagnostics, &kept.files, &mut shown);
        assert_eq!(again, faults(&clean.diagnostics, &clean.files), "step {step}");
        if kept.failed() {
            faulty += 1;
            continue;
        }
        whole += 1;
        reused += kept.site().articles.iter().filter(|article| article.as_before).count();
        let locks = |b: &Built| b.locks().into_iter().map(|l| (l.path, l.text)).collect::<Vec<_>>();
        assert_eq!(locks(&kept), locks(&clean), "step {step}");
        for name in names(chance.below(12)) {
            let bytes =
                |b: &Built| b.page(&name).map(|p| p.map(|p| p.bytes).map_err(|e| e.said.message));
            assert_eq!(bytes(&kept), bytes(&clean), "{name} at step {step}");
        }
    }
    let many = steps / 7;
    assert!(whole > many && faulty > many, "{whole} whole and {faulty} faulty");
    reused
}

#[test]
fn a_rebuild_yields_what_a_clean_build_yields_after_2000_edits() {
    check_rebuilds(&twelve(), 2000, &options(), edit, |i| {
        vec![
            "index.html".to_owned(),
            format!("claims/first-{i}.html"),
            format!("sources/s{}.html", i % 8),
            "disputes.html".into(),
            "method.html".into(),
            "sitemap.xml".into(),
        ]
    });
}

/// A site of seven articles of three sections, with a picture in each section, links from one article to
/// another, sources that they share, and the words of all claims confirmed. Claims of the first three answer
/// each other in a ring, those of the fourth the fifth, and those of the last two no other article.
fn seven() -> Tree {
    let mut files: Vec<(String, String)> = vec![
        ("gainsay.yaml".into(), "title: Desk\nbase-url: https://desk.example/\n".into()),
        ("content/speakers.yaml".into(), "mayor: {name: The mayor}\n".into()),
        (
            "content/sources.yaml".into(),
            (0..8).map(|i| format!("s{i}: {{title: Source {i}, no-url: paper}}\n")).collect(),
        ),
        ("static/a.svg".into(), "<svg xmlns=\"http://www.w3.org/2000/svg\"/>".into()),
    ];
    for a in 0..7 {
        let folder = format!("content/art-{a}");
        let next = (a + 1) % 7;
        files.push((
            format!("{folder}/article.yaml"),
            format!("title: Article {a} on ferries\nclaims:\n  title-{a}: {{quote: on ferries}}\n"),
        ));
        for i in 0..3 {
            let stem = format!("{folder}/{i:02}-part-{i}");
            let answered = [Some(1), Some(2), Some(0), Some(4), None, None, None][a];
            let answers = answered.map_or_else(String::new, |a| {
                format!("    answers: [{{claim: art-{a}/second-{i}, relation: denies}}]\n")
            });
            files.push((format!("{stem}.md"), format!("---\ntitle: Part {i}\n---\n\n### Head\n\nThe *first* claim {i} stands. A second claim {i} follows.\n\n![A ferry](../../static/a.svg)\n\nThe third claim {i} ends it. See [above](#head), [before](00-part-0.md#head) and [elsewhere](../art-{next}/0{i}-part-{i}.md#head).\n")));
            files.push((format!("{stem}.yaml"), format!("claims:\n  first-{i}:\n    quote: first claim {i}\n    speaker: mayor\n    citations: [{{source: s{}, relation: supports}}]\n{answers}  second-{i}: {{quote: second claim {i}}}\n  third-{i}: {{quote: third claim {i}}}\n", (a + i) % 8)));
        }
    }
    let mut tree = tree(files.iter().map(|(p, t)| (p.as_str(), t.as_str())));
    for lock in Session::default().build(tree.clone(), &options(), &mut |_| {}).locks() {
        tree.files.insert(lock.path, lock.text.as_str().into());
    }
    tree
}

/// Changes one file of the site of seven articles.
fn edit_seven(tree: &mut Tree, first: &Tree, chance: &mut Chance) {
    let paths: Vec<String> = first.files.keys().cloned().collect();
    let path = paths[chance.below(paths.len())].clone();
    let stem = format!("content/art-{}/0{1}-part-{1}", chance.below(7), chance.below(3));
    let article = stem.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let (md, yaml) = (format!("{stem}.md"), format!("{stem}.yaml"));
    let of = chance.below(7);
    let answer =
        format!("{{answers: [{{claim: art-{of}/second-1, relation: qualifies}}], quote: third");
    let changes = [
        (&md, "(#head)", "(#tail)"),
        (&md, ".md#head)", ".md)"),
        (&md, "### Head", "#### Head"),
        (&md, "title: Part", "title: Portion"),
        (&md, "title: Part", "aliases: [early]\ntitle: Part"),
        (&yaml, "denies", "contradicts"),
        (&yaml, "relation: supports", "relation: repeats"),
        (&yaml, "third-1:", "third-1:\n    status: supported"),
        (&format!("{article}/article.yaml"), "title: Article", "layout: sections\ntitle: Article"),
        (&"content/sources.yaml".to_owned(), "no-url: paper", "speaker: mayor, no-url: paper"),
        (
            &"content/sources.yaml".to_owned(),
            "no-url: paper",
            "access: confidential, no-url: paper",
        ),
        (&"content/sources.yaml".to_owned(), "s5: {", "s5: {based-on: s0, "),
        (
            &yaml,
            "{quote: third",
            "{later: [{date: 2020-01-01, text: More., sources: [s2]}], quote: third",
        ),
        (&yaml, "{quote: third", &answer),
        (&yaml, "  second-", "  more: {says: More.}\n  second-"),
        (&md, "stands", "stands not"),
        (&md, "The third", "Once more.\n\nThe third"),
        (&md, "second claim", "2nd claim"),
        (&md, "### Head", "### Not so"),
        (&md, "title: Part", "draft: true\ntitle: Part"),
        (&yaml, "third-", "fourth-"),
        (&yaml, "quote: second", "quote: a second"),
        (&yaml, "  second-", "  new: {says: More., draft: true}\n  second-"),
        (&format!("{article}/article.yaml"), "ferries", "boats"),
        (&format!("{article}/article.yaml"), "title: Article", "language: de\ntitle: Article"),
        (&format!("{article}/article.yaml"), "title: Article", "draft: true\ntitle: Article"),
        (&format!("{article}/anchors.lock"), "first claim", "last claim"),
        (&"static/a.svg".to_owned(), "/>", "><g/></svg>"),
        (&"content/sources.yaml".to_owned(), "Source 3", "Another source"),
        (&"content/sources.yaml".to_owned(), "s0:", "new: {title: New, no-url: x}\ns0:"),
    ];
    match chance.below(4) {
        // Most edits mend.
        0 | 1 => {
            tree.files.insert(path.clone(), first.files[&path].clone());
        }
        2 if chance.below(6) == 0 => {
            tree.files.remove(&path);
        }
        // A section and its claims change places with those of another article.
        2 if chance.below(5) == 0 => {
            for path in [md, yaml] {
                let other = path.replacen(&article, &format!("content/art-{}", chance.below(7)), 1);
                if let (Some(one), Some(two)) =
                    (tree.files.remove(&path), tree.files.remove(&other))
                {
                    tree.files.extend([(path, two), (other, one)]);
                }
            }
        }
        // An article is renamed, or comes to stand there twice.
        2 if chance.below(8) == 0 => {
            let moves = chance.below(2) == 0;
            for (path, content) in first.files.iter().filter(|(path, _)| path.starts_with(&article))
            {
                if moves {
                    tree.files.remove(path);
                }
                tree.files.insert(path.replacen("/art-", "/new-", 1), content.clone());
            }
        }
        _ => {
            let (path, old, new) = &changes[chance.below(changes.len())];
            if let Some(content) = tree.files.get(*path) {
                let text = String::from_utf8_lossy(content.as_bytes()).replacen(old, new, 1);
                tree.files.insert((*path).clone(), text.as_str().into());
            }
        }
    }
    if chance.below(12) == 0 {
        *tree = first.clone();
    }
}

#[test]
fn a_rebuild_of_many_articles_yields_what_a_clean_build_yields_after_2000_edits() {
    let pages = |i: usize| {
        let article = format!("art-{}", i % 7);
        let all = [
            format!("{article}/index.html"),
            format!("{article}/part-{}.html", i % 3),
            format!("{article}/claims/first-{}.html", i % 3),
            format!("{article}/map.html"),
            format!("{article}/claims/index.html"),
            format!("{article}/claims/looks-0.js"),
            format!("{article}/disputes.html"),
            format!("new-{}/index.html", i % 7),
            format!("sources/s{}.html", i % 8),
            "index.html".to_owned(),
            "sources/index.html".to_owned(),
            "sitemap.xml".to_owned(),
            "feed.xml".to_owned(),
        ];
        // A third of them each time.
        all.into_iter().skip(i % 3).step_by(3).collect()
    };
    let for_authors = Audience { unconfirmed: true, ..options().audience };
    for options in [options(), Options { audience: for_authors, ..options() }] {
        let reused = check_rebuilds(&seven(), 1000, &options, edit_seven, pages);
        assert!(reused > 500, "{reused}");
    }
}

/// The program, serving a site on a port of its own.
struct Preview {
    child: Child,
    port: u16,
}

impl Preview {
    fn of(site: &Path) -> Self {
        Self::with(site, &[])
    }

    fn with(site: &Path, options: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_gainsay"))
            .args(["serve", "--port", "0"])
            .args(options)
            .arg(site)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let mut line = String::new();
        let out = child.stdout.take().expect("its output");
        BufReader::new(out).read_line(&mut line).expect("its first line");
        let port =
            line.split(':').nth(2).and_then(|p| p.split('/').next()).and_then(|p| p.parse().ok());
        Self { child, port: port.unwrap_or_else(|| panic!("no address in {line:?}")) }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).expect("a connection");
        stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a limit");
        stream
    }

    /// Sends bytes and reads what comes back until the other side is done.
    fn send(&self, bytes: &[u8]) -> String {
        let mut stream = self.connect();
        // The server may close before it has read everything.
        let _ = stream.write_all(bytes);
        let mut got = Vec::new();
        let _ = stream.read_to_end(&mut got);
        String::from_utf8_lossy(&got).into_owned()
    }

    fn get(&self, path: &str) -> String {
        let port = self.port;
        self.send(
            format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n")
                .as_bytes(),
        )
    }

    /// Waits until the page at `path` holds `words`.
    fn wait_for(&self, path: &str, words: &str) {
        let start = Instant::now();
        while !self.get(path).contains(words) {
            assert!(start.elapsed() < Duration::from_secs(20), "{path} never held {words}");
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn every_way_of_saving_is_noticed() {
    let site = site_folder();
    let preview = Preview::of(site.path());
    let file = site.path().join("content/01-vote.md");
    let text = |n: usize| {
        format!("---\ntitle: The vote\n---\n\nThe council voted to close the bridge, mark {n}.\n")
    };
    // `SAVES=1000` asks for a thousand by each way; a hundred are enough every day.
    let each = std::env::var("SAVES").ok().and_then(|n| n.parse().ok()).unwrap_or(100);
    for n in 0..4 * each {
        match n % 4 {
            0 => std::fs::write(&file, text(n)).expect("written in place"),
            1 => {
                std::fs::write(&file, "").expect("truncated");
                std::fs::write(&file, text(n)).expect("and written");
            }
            2 => {
                let beside = site.path().join("content/.01-vote.md.swp");
                std::fs::write(&beside, text(n)).expect("written beside");
                std::fs::rename(&beside, &file).expect("and moved into place");
            }
            _ => {
                std::fs::remove_file(&file).expect("deleted");
                std::fs::write(&file, text(n)).expect("and written anew");
            }
        }
        preview.wait_for("/", &format!("mark {n}."));
    }
}

/// How many builds the preview tells open pages of while `act` runs and for a while after.
fn builds_during(preview: &Preview, act: impl FnOnce()) -> usize {
    let mut events = preview.connect();
    let port = preview.port;
    let ask = format!("GET /_gainsay/events HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n");
    events.write_all(ask.as_bytes()).expect("a request");
    events.set_read_timeout(Some(Duration::from_millis(2500))).expect("a limit");
    let mut got = String::new();
    let mut read = |until: &str| {
        let mut buffer = [0; 4096];
        while !got.contains(until) {
            match events.read(&mut buffer) {
                Ok(n) if n > 0 => got.push_str(&String::from_utf8_lossy(&buffer[..n])),
                _ => break,
            }
        }
        got.matches("data: ").count()
    };
    let before = read("data: ");
    act();
    read("never said") - before
}

#[test]
fn drafts_are_shown_to_those_who_ask() {
    let site = site_folder();
    let draft = "---\ntitle: Later\ndraft: true\n---\n\nUntold words.\n";
    std::fs::write(site.path().join("content/02-later.md"), draft).expect("a file");
    Preview::with(site.path(), &["--drafts"]).wait_for("/", "Untold words.");
    let without = Preview::of(site.path());
    without.wait_for("/", "voted");
    assert!(!without.get("/").contains("Untold"));
}

#[test]
fn panel_uses_the_severities_of_the_site() {
    let site = site_folder();
    let config = site.path().join("gainsay.yaml");
    let with = |severity: &str| {
        let text = format!("title: Desk\nseverity: {severity}\n");
        std::fs::write(&config, text).expect("a file");
    };
    with("{}");
    let preview = Preview::of(site.path());
    preview.wait_for("/_gainsay/faults", "aria-live=\"polite\"></aside>");
    with("{base-url-missing: warning}");
    preview.wait_for("/_gainsay/faults", "warning[base-url-missing]");
    with("{base-url-missing: error}");
    preview.wait_for("/_gainsay/faults", "error[base-url-missing]");
    with("{base-url-missing: off}");
    preview.wait_for("/_gainsay/faults", "aria-live=\"polite\"></aside>");
}

#[test]
fn new_templates_are_tried_on_the_pages_that_may_show_their_faults() {
    let broken =
        "{% extends \"base.html\" %}{% block main %}{{ nothing_of_the_kind }}{% endblock %}";
    let mut files = SITE.to_vec();
    files.extend([("templates/claim.html", broken), ("templates/method.html", broken)]);
    let check = |only: Option<&[&str]>, expect: &[&str]| {
        let only: Option<BTreeSet<String>> =
            only.map(|names| names.iter().map(|name| (*name).to_owned()).collect());
        let mut built = built(&files);
        built.try_templates(only.as_ref());
        let faults = built.diagnostics.iter().filter(|d| d.code == Code::TemplateInvalid);
        let found: Vec<&str> =
            faults.filter_map(|d| Some(built.files.path(d.place.as_ref()?.span.file))).collect();
        assert_eq!(found, expect, "{only:?}");
    };
    let both = ["templates/claim.html", "templates/method.html"];
    check(None, &both);
    check(Some(&["method.html"]), &both[1..]);
    check(Some(&["speakers.html"]), &[]);
    check(Some(&["base.html"]), &both);
    check(Some(&["claim.html", "languages/en.ftl"]), &both);
}

#[test]
fn template_is_tried_once_the_content_has_no_faults() {
    let site = site_folder();
    let preview = Preview::of(site.path());
    let file = site.path().join("content/01-vote.yaml");
    let good = std::fs::read_to_string(&file).expect("a file");
    std::fs::write(&file, "claims: [").expect("a file");
    preview.wait_for("/_gainsay/faults", "yaml-syntax");
    std::fs::create_dir_all(site.path().join("templates")).expect("a folder");
    let broken =
        "{% extends \"base.html\" %}{% block main %}{{ nothing_of_the_kind }}{% endblock %}";
    std::fs::write(site.path().join("templates/claim.html"), broken).expect("a file");
    std::thread::sleep(Duration::from_millis(300));
    std::fs::write(&file, &good).expect("a file");
    preview.wait_for("/_gainsay/faults", "template-invalid");
    assert!(preview.get("/claims/vote.html").contains("200 OK"), "the last good page stays up");
}

/// True where the other side has ended `stream`.
fn ended(stream: &mut TcpStream) -> bool {
    stream.set_nonblocking(true).expect("a mode");
    let mut buffer = [0; 4096];
    loop {
        match stream.read(&mut buffer) {
            Ok(0) => return true,
            Ok(_) => {}
            // A connection that is cut may say so with an error.
            Err(error) => return error.kind() != std::io::ErrorKind::WouldBlock,
        }
    }
}

#[test]
fn a_page_is_answered_while_hundreds_of_others_ask_for_nothing_or_listen() {
    let site = site_folder();
    let preview = Preview::of(site.path());
    let asks =
        |path: &str| format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", preview.port);
    let begin = |said: &str| {
        let mut stream = preview.connect();
        let _ = stream.write_all(said.as_bytes());
        stream
    };
    let half = "GET / HTTP/1.1\r\nHost: ";
    // A crowd, and somebody who does something else: a half request that is ended when its time is
    // over, which is not yet when the page comes.
    let mut all = Vec::new();
    for (what, count, said, witness) in [
        ("half a request", 300, half.to_owned(), asks("/") + half),
        ("nothing at all", 300, String::new(), asks("/") + half),
        ("changes", 200, asks("/_gainsay/events"), half.to_owned()),
        ("a page that is not read", 200, asks("/"), half.to_owned()),
    ] {
        let mut witness = begin(&witness);
        all.extend((0..count).map(|_| begin(&said)));
        let answer = preview.get("/");
        assert!(answer.contains("200 OK"), "beside {count} who want {what}: {answer:?}");
        assert!(!ended(&mut witness), "the page waited for those who want {what}");
    }
    // Who comes last is told of changes: the oldest have gone, not the newest.
    let told = builds_during(&preview, || {
        let file = site.path().join("content/01-vote.md");
        std::fs::write(file, "The council voted to close the bridge, again.\n").expect("a file");
    });
    assert!(told > 0);
}

#[test]
fn a_template_that_takes_too_much_is_a_fault_and_the_last_good_page_stays() {
    let site = site_folder();
    let preview = Preview::of(site.path());
    std::fs::create_dir_all(site.path().join("templates")).expect("a folder");
    let file = site.path().join("templates/method.html");
    let doubles =
        "{% set a = \"x\" %}{% for b in range(end=60) %}{% set_global a = a ~ a %}{% endfor %}";
    std::fs::write(&file, doubles).expect("a file");
    preview.wait_for("/_gainsay/faults", "this variable takes more than 16 MiB");
    assert!(preview.get("/method.html").contains("200 OK"), "the last good page stays up");
    std::fs::write(&file, "<p>Mended.</p>").expect("a file");
    preview.wait_for("/method.html", "Mended.");
}

#[test]
fn abandoned_requests_keep_nobody_waiting() {
    let site = site_folder();
    let mut claims = String::from("claims:\n");
    let mut text = String::new();
    for i in 0..400 {
        text.push_str(&format!("The clerk kept record {i} of it, and said so.\n\n"));
        claims.push_str(&format!("  c{i}: {{quote: kept record {i} of it}}\n"));
    }
    std::fs::write(site.path().join("content/02-record.md"), text).expect("a file");
    std::fs::write(site.path().join("content/02-record.yaml"), claims).expect("a file");
    let preview = Preview::of(site.path());
    let ask = |path: &str| {
        let mut stream = preview.connect();
        let port = preview.port;
        let whole = format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n");
        let _ = stream.write_all(whole.as_bytes());
        stream
    };
    // All for one large page, and each for another.
    for i in 0..1000 {
        drop(ask(&["/".to_owned(), format!("/claims/c{}.html", i % 400)][i % 2]));
    }
    // Half a request is ended when its time is over, which is not yet when the answers come.
    let mut witness = preview.connect();
    let _ = witness.write_all(b"GET / HTTP/1.1\r\nHost: ");
    for (path, status) in [
        ("/nothing.html", "404"),
        ("/_gainsay/preview.css", "200"),
        ("/claims/vote.html", "200"),
        ("/", "200"),
    ] {
        let answer = preview.get(path);
        assert!(answer.starts_with(&format!("HTTP/1.1 {status}")), "{path}: {answer:.200}");
    }
    assert!(!ended(&mut witness), "the answers waited for those who have gone");
}

/// An expression that takes all memory, in which no variable is too large and nothing turns often.
const TAKES_ALL: &str = "{% set a = \"y\" %}{% for b in range(end=22) %}{% set_global a = a ~ a %}{% endfor %}\
    {{ [a ~ a ~ a for b in range(end=5000)] | length }}";

#[test]
fn endless_template_leaves_the_preview_running() {
    let site = site_folder();
    let preview = Preview::of(site.path());
    assert!(preview.get("/method.html").contains("200 OK"));
    std::fs::create_dir_all(site.path().join("templates")).expect("a folder");
    let file = site.path().join("templates/method.html");
    std::fs::write(&file, TAKES_ALL).expect("a file");
    preview.wait_for(
        "/_gainsay/faults",
        "error[template-invalid]: the template `method.html` takes more than 1024 MiB of memory and was stopped, on the page `method.html`",
    );
    assert!(!preview.get("/_gainsay/faults").contains("nothing was written"));
    assert!(preview.get("/method.html").contains("200 OK"), "the last good page stays up");
    assert!(preview.get("/claims/vote.html").contains("200 OK"), "and so do the others");
    std::fs::write(&file, "<p>Mended.</p>").expect("a file");
    preview.wait_for("/method.html", "Mended.");
    preview.wait_for("/_gainsay/faults", "aria-live=\"polite\"></aside>");
    // Without templates of its own the site is what it was.
    std::fs::remove_dir_all(site.path().join("templates")).expect("removed");
    preview.wait_for("/method.html", "<main");
}

#[test]
fn page_over_the_limits_reports_it_and_others_are_answered() {
    let site = site_folder();
    let claims = "claims:\n  vote:\n    quote: voted to close\n  council: {quote: The council}\n";
    std::fs::write(site.path().join("content/01-vote.yaml"), claims).expect("a file");
    std::fs::create_dir_all(site.path().join("templates")).expect("a folder");
    // The page on which templates are tried is the first of its kind.
    let template = format!(
        "<p>Claim {{{{ claim.words }}}}.</p>{{% if claim.words == \"voted to close\" %}}{TAKES_ALL}{{% endif %}}"
    );
    std::fs::write(site.path().join("templates/claim.html"), template).expect("a file");
    let preview = Preview::of(site.path());
    preview.wait_for("/claims/council.html", "Claim The council.");
    std::thread::scope(|scope| {
        let large = scope.spawn(|| preview.get("/claims/vote.html"));
        for path in ["/", "/method.html", "/claims/council.html"] {
            assert!(preview.get(path).contains("200 OK"), "{path}");
        }
        let large = large.join().expect("an answer");
        assert!(large.starts_with("HTTP/1.1 500"), "{large}");
        assert!(
            large.contains("the template `claim.html` takes more than 1024 MiB of memory and was stopped, on the page `claims/vote.html`"),
            "{large}"
        );
    });
    assert!(preview.get("/claims/council.html").contains("Claim The council."));
}

#[test]
fn a_file_of_the_same_size_and_time_is_noticed() {
    let site = site_folder();
    let preview = Preview::of(site.path());
    let file = site.path().join("content/01-vote.md");
    let before = std::fs::metadata(&file).and_then(|m| m.modified()).expect("a time");
    let text = std::fs::read_to_string(&file).expect("a file");
    let beside = site.path().join("content/.beside");
    std::fs::write(&beside, text.replace("bridge", "gridge")).expect("a file");
    let copy = std::fs::File::options().write(true).open(&beside).expect("a file");
    copy.set_modified(before).expect("a time");
    std::fs::rename(&beside, &file).expect("a move");
    preview.wait_for("/", "gridge");
}

#[test]
fn ten_changes_in_a_burst_all_arrive() {
    let site = site_folder();
    let preview = Preview::of(site.path());
    for i in 0..10 {
        let path = site.path().join(format!("content/{:02}-part-{i}.md", i + 2));
        std::fs::write(path, format!("Words of part {i}.\n")).expect("a file");
        std::thread::sleep(Duration::from_millis(2));
    }
    // How many builds that makes depends on how busy the machine is; `watch` tests what is one.
    for i in 0..10 {
        preview.wait_for("/", &format!("Words of part {i}."));
    }
}

#[test]
fn written_lock_makes_no_news_unless_it_mends_a_fault() {
    let site = site_folder();
    let lock = site.path().join("content/anchors.lock");
    let confirmed = std::fs::read_to_string(&lock).expect("a file");
    let section = site.path().join("content/01-vote.md");
    let text = std::fs::read_to_string(&section).expect("a file");
    let preview = Preview::of(site.path());
    let remark = format!("{confirmed}# A remark.\n");
    let news = builds_during(&preview, || std::fs::write(&lock, &remark).expect("a file"));
    assert_eq!(news, 0);
    std::fs::write(&section, text.replace("voted", "never voted")).expect("a file");
    preview.wait_for("/_gainsay/faults", "meaning-drift");
    let fix = Command::new(env!("CARGO_BIN_EXE_gainsay"))
        .args(["fix", "--accept", "vote"])
        .arg(site.path())
        .output()
        .expect("the program runs");
    assert_eq!(fix.status.code(), Some(0));
    preview.wait_for("/_gainsay/faults", "aria-live=\"polite\"></aside>");
    preview.wait_for("/", "never");
    // One that no longer fits is a fault like any other.
    std::fs::write(&lock, &confirmed).expect("a file");
    preview.wait_for("/_gainsay/faults", "meaning-drift");
}

#[test]
fn a_change_during_a_build_leaves_nothing_stale() {
    let site = site_folder();
    for i in 0..60 {
        let path = site.path().join(format!("content/{:02}-part-{i}.md", i + 10));
        std::fs::write(path, "Some *words* of a part.\n\n".repeat(60)).expect("a file");
    }
    let preview = Preview::of(site.path());
    let file = site.path().join("content/01-vote.md");
    let text = |n: u64| format!("The council voted to close the bridge, mark {n}.\n");
    for n in 0..20 {
        std::fs::write(&file, text(2 * n)).expect("a file");
        // Later each time, so that the second change falls on every part of the first one's build.
        std::thread::sleep(Duration::from_millis(3 * n));
        std::fs::write(&file, text(2 * n + 1)).expect("a file");
        preview.wait_for("/", &format!("mark {}.", 2 * n + 1));
    }
    std::thread::sleep(Duration::from_millis(1500));
    assert!(preview.get("/").contains("mark 39."), "the last change stays");
}

#[test]
fn faults_leave_the_last_good_site_up_and_go_when_they_are_mended() {
    let site = site_folder();
    let file = site.path().join("content/01-vote.yaml");
    let good = std::fs::read_to_string(&file).expect("a file");
    std::fs::write(&file, "claims: [").expect("a file");
    let preview = Preview::of(site.path());
    preview.wait_for("/", "503");
    std::fs::write(&file, &good).expect("a file");
    preview.wait_for("/", "200 OK");
    let unread = good.replace("relation: supports", "relation: likes");
    std::fs::write(&file, unread).expect("a file");
    preview.wait_for("/_gainsay/faults", "value-invalid");
    let page = preview.get("/");
    assert!(
        page.contains("200 OK")
            && page.contains("<mark class=\"claim\"")
            && page.contains("value-invalid")
    );
    // What the guard asks about holds nothing back: the page is as it was saved.
    std::fs::write(&file, good.replace("voted to close", "voted to open")).expect("a file");
    preview.wait_for("/", "anchor-missing");
    let page = preview.get("/");
    assert!(page.contains("200 OK") && !page.contains("<mark class=\"claim"), "{page}");
    std::fs::write(&file, &good).expect("a file");
    let text = site.path().join("content/01-vote.md");
    let saved = std::fs::read_to_string(&text).expect("a file");
    std::fs::write(&text, saved.replace("voted", "never voted")).expect("a file");
    preview.wait_for("/", "never <mark class=\"claim awaits\"");
    // The same where pages are rendered by a process of their own.
    let own = site.path().join("templates/method.html");
    std::fs::create_dir_all(site.path().join("templates")).expect("a folder");
    let template = "{% extends \"base.html\" %}{% block main %}<h1>Our way</h1>{% endblock %}";
    std::fs::write(&own, template).expect("a file");
    preview.wait_for("/method.html", "Our way");
    preview.wait_for("/", "never <mark class=\"claim awaits\"");
    std::fs::remove_file(&own).expect("a file");
    std::fs::write(&text, &saved).expect("a file");
    std::fs::write(&file, &good).expect("a file");
    preview.wait_for("/_gainsay/faults", "aria-live=\"polite\"></aside>");
    // A folder that vanishes is a fault, and one that comes back is watched again.
    std::fs::rename(site.path().join("content"), site.path().join("elsewhere"))
        .expect("moved away");
    preview.wait_for("/_gainsay/faults", "article-missing");
    std::fs::rename(site.path().join("elsewhere"), site.path().join("content"))
        .expect("moved back");
    preview.wait_for("/_gainsay/faults", "aria-live=\"polite\"></aside>");
    std::fs::write(site.path().join("content/article.yaml"), "title: Another bridge\n")
        .expect("a file");
    preview.wait_for("/", "Another bridge");
}

#[test]
fn many_faults_of_a_kind_are_one_in_the_panel_and_each_is_counted() {
    let site = site_folder();
    let file = site.path().join("content/01-vote.yaml");
    let good = std::fs::read_to_string(&file).expect("a file");
    let more: String =
        (0..24).map(|n| format!("  more-{n}: {{says: Words {n}., colour: red}}\n")).collect();
    let other = "  last: {says: The end., date: 2016-02-30}\n";
    std::fs::write(&file, format!("{good}{more}{other}")).expect("a file");
    let preview = Preview::of(site.path());
    preview.wait_for("/_gainsay/faults", "key-unknown");
    let panel = preview.get("/_gainsay/faults");
    assert_eq!(panel.matches("error[key-unknown]").count(), 1, "{panel}");
    assert!(panel.contains("23 more of this kind are in the file, at lines "), "{panel}");
    assert_eq!(panel.matches("error[date-invalid]").count(), 1, "{panel}");
    assert!(panel.contains("<summary>25 to mend</summary>"), "{panel}");
}

#[test]
fn hostile_requests_do_no_harm() {
    let site = site_folder();
    let preview = Preview::of(site.path());
    let port = preview.port;
    for (sent, expect) in [
        ("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n".to_owned(), "421"),
        (
            format!(
                "GET /%2e%2e/gainsay.yaml HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n"
            ),
            "400",
        ),
        (
            format!(
                "POST / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello"
            ),
            "405",
        ),
        ("nonsense\r\n\r\n".to_owned(), "400"),
        ("GET / HTTP/1.1\r\nHost\r\n\r\n".to_owned(), "400"),
        (format!("GET /{} HTTP/1.1\r\nHost: x\r\n\r\n", "a".repeat(100_000)), "4"),
        (format!("GET / HTTP/1.1\r\nHost: x\r\nX: {}\r\n\r\n", "a".repeat(100_000)), "431"),
    ] {
        let got = preview.send(sent.as_bytes());
        let first = got.lines().next().unwrap_or("").to_owned();
        assert!(
            first.starts_with(&format!("HTTP/1.1 {expect}")) || got.is_empty(),
            "{first} for {:.60}",
            sent
        );
        assert!(!got.to_lowercase().contains("access-control-allow"), "no CORS header is sent");
    }
    // Two hundred readers at once, half of whom never finish their request.
    let slow: Vec<TcpStream> = (0..100)
        .map(|_| {
            let mut stream = preview.connect();
            let _ = stream.write_all(b"GET / HTTP/1.1\r\nHost: ");
            stream
        })
        .collect();
    std::thread::scope(|scope| {
        let readers: Vec<_> = (0..100).map(|_| scope.spawn(|| preview.get("/"))).collect();
        for reader in readers {
            assert!(reader.join().expect("a reader").contains("200 OK"));
        }
    });
    // The slow ones are sent away in the end.
    let mut first = slow.into_iter().next().expect("a slow reader");
    let mut rest = Vec::new();
    let _ = first.read_to_end(&mut rest);
    preview.wait_for("/", "200 OK");
}

#[test]
fn editor_is_known_by_name_or_opened_by_a_scheme_of_editors() {
    let check = |text: &str, expect: &str| {
        let told = match Editor::parse(text) {
            Ok(Editor::Address(address)) => address,
            Ok(Editor::None) => "none".to_owned(),
            Err(reason) => format!("error: {reason}"),
        };
        assert_eq!(told, expect, "{text}");
    };
    check("none", "none");
    check("cursor", "cursor://file{path}:{line}:{column}");
    check("subl://open?url=file://{path}&line={line}", "subl://open?url=file://{path}&line={line}");
    let schemes = "vscode, vscode-insiders, vscodium, cursor, windsurf, idea, pycharm, webstorm, \
                   phpstorm, rustrover, jetbrains, zed, txmt, mvim, subl, nova, bbedit, emacs";
    for scheme in ["javascript", "https", "file", "data", "VSCODE", "ms-msdt", " vscode"] {
        check(
            &format!("{scheme}:{{path}}"),
            &format!("error: `{scheme}:` is not the scheme of an editor: {schemes}"),
        );
    }
    check("zed://open", "error: the address lacks `{path}`, where the path of the file goes");
    check(
        "notepad",
        "error: name vscode, vscodium, cursor, idea, zed, textmate or none, or an address with `{path}` in it",
    );
}
