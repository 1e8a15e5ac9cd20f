//! The suites in `tests/cases/`: Markdown files in which each second-level heading is a case.
//!
//! A case holds fenced files, whose info string is `LANGUAGE PATH`, and one block with the info
//! string `expect`, which holds everything that a check of the site reports, whole and without
//! colour. Files that a case does not name come from the small site below. A file in the language
//! `size` is as large as it says. `BLESS=1 cargo test
//! cases` writes what is reported into the suites; read the difference before you commit it.

use crate::support::{drawn, options, root, tree, zeros};
use gainsay::diagnostic::Code;
use gainsay::load::Tree;
use gainsay::pipeline::{Options, Outcome, run};
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Parser, Tag, TagEnd};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::PathBuf;

const BASE: &[(&str, &str)] = &[
    ("gainsay.yaml", "title: Desk\nbase-url: https://desk.example/\n"),
    ("content/article.yaml", "title: A bridge\n"),
    (
        "content/01-vote.md",
        "The council voted *nine to four* to close the bridge. The mayor said no; the clerk said no.\n",
    ),
    (
        "content/sources.yaml",
        "minutes:\n  title: Minutes\n  url: https://council.example/minutes\n  publisher: Council\n",
    ),
    ("content/speakers.yaml", "mayor:\n  name: The mayor\nclerk:\n  name: The clerk\n"),
];

struct Case {
    name: String,
    files: BTreeMap<String, String>,
    /// Files of which only the size counts.
    sizes: BTreeMap<String, String>,
    expect: String,
    /// Where the expectation stands in the suite.
    place: Range<usize>,
}

fn cases(suite: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut heading: Option<String> = None;
    let mut block: Option<(String, String, Range<usize>)> = None;
    for (event, range) in Parser::new(suite).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { level: HeadingLevel::H2, .. }) => {
                heading = Some(String::new())
            }
            Event::End(TagEnd::Heading(HeadingLevel::H2)) => {
                let name = heading.take().unwrap_or_default();
                cases.push(Case {
                    name,
                    files: BTreeMap::new(),
                    sizes: BTreeMap::new(),
                    expect: String::new(),
                    place: 0..0,
                });
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                block = Some((info.to_string(), String::new(), range));
            }
            Event::Text(text) | Event::Code(text) => {
                if let Some(heading) = &mut heading {
                    heading.push_str(&text);
                } else if let Some((_, content, _)) = &mut block {
                    content.push_str(&text);
                }
            }
            Event::End(TagEnd::CodeBlock) => {
                let Some((info, content, place)) = block.take() else { continue };
                let case = cases.last_mut().expect("a file stands under the heading of its case");
                match info.split_once(' ') {
                    Some(("size", path)) => {
                        case.sizes.insert(path.to_owned(), content);
                    }
                    Some((_, path)) => {
                        case.files.insert(path.to_owned(), content);
                    }
                    None => {
                        assert_eq!(info, "expect", "in {}", case.name);
                        (case.expect, case.place) = (content, place);
                    }
                }
            }
            _ => {}
        }
    }
    cases
}

/// What a desk would ask is told in `editorial.md` alone: the small sites of the other suites would
/// be asked all of it, each time.
const EDITORIAL: &[Code] =
    &[Code::ClaimUnsourced, Code::CounterUnsourced, Code::SourceUnused, Code::SpeakerUnused];

/// That nothing guards the words, or not all of them, is told in `guard.md` and `records.md` alone:
/// no other small site has a lock file of its own.
const UNGUARDED: &[Code] = &[Code::LockMissing, Code::LockNew];

/// Locks that are typed by hand are of the first version; `context.md` alone tells of that.
const OLD: &[Code] = &[Code::LockRenewed];

/// The small site of every suite.
pub fn base() -> Tree {
    tree(BASE.iter().copied())
}

/// The sites of all cases.
pub fn trees() -> Vec<Tree> {
    let mut trees = Vec::new();
    for path in suites() {
        let suite = std::fs::read_to_string(&path).expect("a suite");
        trees.extend(cases(&suite).iter().map(site));
    }
    trees
}

/// The site of a case.
fn site(case: &Case) -> Tree {
    let mut files: BTreeMap<&str, &str> = BASE.iter().copied().collect();
    for (path, text) in &case.files {
        match text.as_str() {
            // An empty file in a case takes the one of the base away.
            "" => files.remove(path.as_str()),
            text => files.insert(path, text),
        };
    }
    let mut tree = tree(files);
    tree.files.extend(case.sizes.iter().map(|(path, size)| (path.clone(), zeros(size))));
    tree
}

fn suites() -> Vec<PathBuf> {
    let mut suites: Vec<_> = std::fs::read_dir(root().join("tests/cases"))
        .expect("the folder of suites")
        .map(|e| e.expect("an entry").path())
        .filter(|p| p.extension().is_some_and(|e| e == "md"))
        .collect();
    suites.sort();
    suites
}

fn without_editorial(tree: Tree) -> Outcome {
    without(tree, &[EDITORIAL, UNGUARDED, OLD].concat())
}

fn without(tree: Tree, codes: &[Code]) -> Outcome {
    // A lock file that begins so shows what `--locked` says of it.
    let lock = tree.files.get("content/anchors.lock");
    let locked = lock.is_some_and(|lock| lock.as_bytes().starts_with(b"# --locked"));
    let mut outcome = run(tree, &Options { locked, ..options() }, &mut |_| {});
    outcome.diagnostics.retain(|d| !codes.contains(&d.code));
    outcome
}

/// What a check of the case reports.
fn reported(case: &Case, suite: &str) -> (String, BTreeSet<Code>) {
    let tree = site(case);
    let outcome = match suite {
        "editorial.md" => without(tree, &[UNGUARDED, OLD].concat()),
        "context.md" => without(tree, EDITORIAL),
        "guard.md" | "records.md" | "section-titles.md" => {
            without(tree, &[EDITORIAL, OLD].concat())
        }
        _ => without_editorial(tree),
    };
    let codes = outcome.diagnostics.iter().map(|d| d.code).collect();
    let drawn = drawn(&outcome);
    let drawn = if drawn.is_empty() { "nothing to report".to_owned() } else { drawn };
    // Trailing blanks would be lost on the way through editors.
    let lines: Vec<&str> = drawn.lines().map(str::trim_end).collect();
    (lines.join("\n") + "\n", codes)
}

#[test]
fn every_case_reports_what_it_expects() {
    let bless = std::env::var_os("BLESS").is_some();
    let mut seen = BTreeSet::new();
    let mut failures = Vec::new();
    for path in suites() {
        let suite = std::fs::read_to_string(&path).expect("a suite");
        let mut blessed = suite.clone();
        for case in cases(&suite).iter().rev() {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let (got, codes) = reported(case, &name);
            seen.extend(codes);
            if got == case.expect {
                continue;
            }
            failures.push(format!(
                "{}: {}\n--- expected\n{}--- got\n{got}",
                path.display(),
                case.name,
                case.expect
            ));
            let block = format!("````expect\n{got}````");
            if case.place.is_empty() {
                failures.push(format!("{} has no block to expect anything", case.name));
            } else {
                blessed.replace_range(case.place.clone(), &block);
            }
        }
        if bless {
            std::fs::write(&path, blessed).expect("a suite can be written");
        }
    }
    assert!(
        bless || failures.is_empty(),
        "{} cases differ\n\n{}",
        failures.len(),
        failures.join("\n")
    );
    // Those of a comparison need two sites: `against.rs` has their cases.
    let wanted = Code::ALL.iter().filter(|code| !code.is_of_comparison());
    let missing: Vec<&str> = wanted.filter(|c| !seen.contains(c)).map(|c| c.as_str()).collect();
    assert!(missing.is_empty(), "codes without a case: {missing:?}");
}

#[test]
fn a_file_that_is_not_utf_8_is_reported_where_it_stops_being_so() {
    let mut tree = tree(BASE.iter().copied());
    tree.files.insert("content/02-latin.md".into(), b"fine, then caf\xe9\n".to_vec().into());
    tree.odd.push(gainsay::load::Odd {
        path: "content/03-link.md".into(),
        what: "a symbolic link".into(),
    });
    let outcome = without_editorial(tree);
    insta::assert_snapshot!(drawn(&outcome), @r"
    error[file-unreadable]: `content/02-latin.md` is not text in UTF-8
     --> content/02-latin.md:1:15
      |
    1 | fine, then caf�
      |               ^ byte 15 is the first that is not: E9
      |
      = help: save the file as UTF-8

    error[file-unreadable]: `content/03-link.md` is a symbolic link, and links are not followed
    --> content/03-link.md
     = help: put the file itself in its place
    ");
}

#[test]
fn lines_that_end_with_carriage_returns_alone_are_lines() {
    let mut tree = tree(BASE.iter().copied());
    let text = "The council voted.\r\rSee [there](gone.md)\rand on.\r\r{{ x }}\r\r\n<!-- a\r";
    tree.files.insert("content/01-vote.md".into(), text.into());
    tree.files.insert(
        "content/01-vote.yaml".into(),
        "claims:\r  vote:\r    quote: See there and on\r    spaeker: mayor\r".into(),
    );
    let outcome = without_editorial(tree);
    insta::assert_snapshot!(drawn(&outcome), @r"
    error[link-broken]: `gone.md` leads nowhere: there is no `content/gone.md`
     --> content/01-vote.md:3:5
      |
    3 | See [there](gone.md)
      |     ^^^^^^^^^^^^^^^^
      |
      = help: a link names a section such as `02-the-reply.md`, or a file such as `../static/map.png`

    warning[foreign-syntax]: `{% ... %}` or `{{ ... }}` (Liquid, Jinja) is no syntax here, and is printed as it stands
     --> content/01-vote.md:6:1
      |
    6 | {{ x }}
      | ^^^^^^^
      |
      = help: write out what it stood for; a link to a section is `[words](02-after.md)`; code goes between backticks

    error[html-unbalanced]: this comment never ends
     --> content/01-vote.md:8:1
      |
    8 | <!-- a
      | ^^^^ what follows is in it, and in no page
      |
      = help: end it with `-->`

    error[key-unknown]: a claim has no key `spaeker`
     --> content/01-vote.yaml:4:5
      |
    4 |     spaeker: mayor
      |     ^^^^^^^
      |
      = help: did you mean `speaker`?
    ");
}

#[test]
fn file_that_is_not_utf_8_has_one_fault() {
    let mut tree = tree(BASE.iter().copied());
    let mut add = |path: &str, bytes: &[u8]| tree.files.insert(path.into(), bytes.to_vec().into());
    add("content/01-vote.md", b"The mayor of Li\xe8ge voted. See [there](#li\xe8ge) and [^1].\n");
    add("content/02-more.md", b"No more.\n");
    add(
        "content/02-more.yaml",
        "claims:\n  also: {quote: {exact: Liège voted, section: vote}}\n".as_bytes(),
    );
    add("content/01-vote.yaml", "claims:\n  vote:\n    quote: mayor of Liège\n    status: supported\n    citations: {source: minutes, relation: supports, passage: Liège voted}\n".as_bytes());
    add("content/snapshots/minutes.txt", b"Li\xe8ge voted\n");
    let outcome = without_editorial(tree);
    insta::assert_snapshot!(drawn(&outcome), @r"
    error[file-unreadable]: `content/01-vote.md` is not text in UTF-8
     --> content/01-vote.md:1:16
      |
    1 | The mayor of Li�ge voted. See [there](#li�ge) and [^1].
      |                ^ byte 16 is the first that is not: E8
      |
      = help: save the file as UTF-8

    error[file-unreadable]: `content/snapshots/minutes.txt` is not text in UTF-8
     --> content/snapshots/minutes.txt:1:3
      |
    1 | Li�ge voted
      |   ^ byte 3 is the first that is not: E8
      |
      = help: save the file as UTF-8
    ");
}

#[test]
fn without_base_address_absolute_addresses_are_left_out_with_a_note() {
    let mut tree = tree(BASE.iter().copied());
    tree.files.insert("gainsay.yaml".into(), "title: Desk\n".into());
    let outcome = without_editorial(tree);
    insta::assert_snapshot!(drawn(&outcome), @r"
    note[base-url-missing]: there is no base address, so `sitemap.xml`, `404.html`, `feed.xml`, canonical links, and pictures and data for sharing are left out
     |
     = help: set `base-url` in gainsay.yaml, or build with `--base-url`
    ");
    assert!(outcome.pages.iter().all(|p| p.path != "sitemap.xml" && p.path != "404.html"));
}
