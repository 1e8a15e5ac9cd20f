//! Broken and hostile input: 10,000 files of the example and of the test sites, each damaged in
//! some way, go through the whole build. What comes of it is a site or diagnostics with places
//! that exist, never a panic.

use crate::cases;
use crate::support::{Chance, options, root};
use gainsay::Code;
use gainsay::load::{Tree, read};
use gainsay::pipeline::Session;
use rayon::prelude::*;

/// Pieces that break things: in YAML, in Markdown, in front matter, in templates, in terminals.
const NASTY: &[&str] = &[
    "\0",
    "\u{feff}",
    "\r\n",
    "\t",
    "\u{202e}",
    "\u{200b}",
    "\u{1b}[31m",
    "&a *a",
    "<<: *a",
    "---\n",
    "...\n",
    "- ",
    ": ",
    "? ",
    "{",
    "}",
    "[",
    "]",
    "\"",
    "'",
    "|",
    ">",
    "#",
    "!!binary x",
    "!x",
    "%YAML 9",
    "<<<<<<< a\n=======\n>>>>>>> b\n",
    "<script>",
    "</mark>",
    "<!--",
    "]]>",
    "javascript:alert(1)",
    "data:text/html,x",
    "../../../etc/passwd",
    "[^1]",
    "[^1]: x\n",
    "| a | b |\n|---|:-:|\n| c |\n",
    "```rust\n",
    "~~~\n",
    "> [!NOTE]\n",
    "![a](b.png \"c\")",
    "[a]: <b> \"c\"\n",
    "<a href=x>",
    "&#0;",
    "{{ x }}",
    "{% raw %}",
    "{% extends \"base.html\" %}",
    "{# ",
    "9999-99-99",
    "2016/2015",
    "0000",
    "~",
    "null",
    "true",
    "1e999",
    "draft: true\n",
    "aliases: [a, a]\n",
    "quote: \"\"\n",
    "based-on: minutes\n",
    "\u{1f468}\u{200d}\u{1f469}",
    "e\u{301}",
    "ﷺ",
    "…",
    " ... ",
];

/// Damages `bytes` in one of the ways in which files come to harm.
fn damage(bytes: &mut Vec<u8>, chance: &mut Chance) {
    let at = chance.below(bytes.len() + 1);
    let end = (at + chance.below(40)).min(bytes.len());
    match chance.below(9) {
        0 => bytes.truncate(at),
        1 => drop(bytes.drain(at..end)),
        2 => {
            let piece = bytes[at..end].to_vec();
            bytes.splice(at..at, piece);
        }
        3 if at < bytes.len() => bytes[at] = chance.below(256) as u8,
        4 => {
            // Lines change places.
            let mut lines: Vec<Vec<u8>> =
                bytes.split_inclusive(|b| *b == b'\n').map(<[u8]>::to_vec).collect();
            if !lines.is_empty() {
                let (a, b) = (chance.below(lines.len()), chance.below(lines.len()));
                lines.swap(a, b);
            }
            *bytes = lines.concat();
        }
        5 => {
            // One piece within itself, hundreds of times.
            let piece = NASTY[chance.below(NASTY.len())].repeat(300);
            bytes.splice(at..at, piece.into_bytes());
        }
        6 => {
            // Indented otherwise.
            let blanks = vec![b' '; chance.below(7)];
            bytes.splice(at..at, blanks);
        }
        _ => {
            let piece = NASTY[chance.below(NASTY.len())].as_bytes().to_vec();
            bytes.splice(at..end, piece);
        }
    }
}

/// Damages one or two files of `tree`, builds it, and looks at everything that comes out.
fn run(session: &mut Session, mut tree: Tree, chance: &mut Chance, whole: bool) {
    let paths: Vec<String> = tree.files.keys().cloned().collect();
    let text = |path: &&String| !path.starts_with("static/");
    let paths: Vec<&String> = paths.iter().filter(text).collect();
    for _ in 0..=chance.below(2) {
        let path = paths[chance.below(paths.len())];
        let mut bytes = tree.files[path].as_bytes().to_vec();
        damage(&mut bytes, chance);
        tree.files.insert(path.clone(), bytes.into());
    }
    let mut built = session.build(tree, &options(), &mut |_| {});
    if whole && !built.failed() {
        let _ = built.render();
    }
    for diagnostic in &built.diagnostics {
        let drawn = gainsay::diagnostic::report::human::render(diagnostic, &built.files, false);
        assert!(drawn.contains(diagnostic.code.as_str()));
        for label in diagnostic.place.iter().chain(&diagnostic.related) {
            let text = &built.files.get(label.span.file).text;
            assert!(label.span.range().end <= text.len(), "a place that does not exist:\n{drawn}");
        }
    }
}

#[test]
fn ten_thousand_damaged_files_cause_no_panic() {
    let example = read(&root()).expect("the example");
    let small = cases::trees();
    (0..20u64).into_par_iter().for_each(|seed| {
        let mut chance = Chance(seed);
        let mut session = Session::default();
        for n in 0..25 {
            run(&mut session, example.clone(), &mut chance, n % 20 == 0);
        }
        for n in 0..475 {
            let tree = small[chance.below(small.len())].clone();
            run(&mut Session::default(), tree, &mut chance, n % 4 == 0);
        }
    });
}

#[test]
fn a_tag_with_nuls_in_its_name_has_a_place_in_its_text() {
    let mut tree = cases::base();
    tree.files.insert("gainsay.yaml".into(), "title: Notes\nraw-html: true\n".into());
    let text = format!("<ol><li>six</li{}>", "\0".repeat(300));
    tree.files.insert("content/01-vote.md".into(), text.as_str().into());
    let built = Session::default().build(tree, &options(), &mut |_| {});
    let of_tag = built.diagnostics.iter().find(|found| found.code == Code::HtmlUnbalanced);
    let place = of_tag.and_then(|found| found.place.as_ref()).expect("a fault of the tag");
    assert!(place.span.range().end <= built.files.get(place.span.file).text.len());
}

#[test]
fn deep_nesting_causes_no_panic() {
    let deep = |piece: &str| piece.repeat(5_000);
    for (path, text) in [
        ("content/01-vote.md", deep("> ")),
        ("content/01-vote.md", deep("- ")),
        ("content/01-vote.md", deep("*a **b ")),
        ("content/01-vote.md", deep("[")),
        ("content/01-vote.md", deep("![a](")),
        ("content/01-vote.md", deep("<div>")),
        ("content/01-vote.md", deep("[^a]: ")),
        ("content/01-vote.yaml", deep("[")),
        ("content/01-vote.yaml", deep("{a: ")),
        ("content/01-vote.yaml", deep("- ")),
        ("content/01-vote.yaml", deep("&a ")),
        ("templates/method.html", deep("(")),
    ] {
        let mut tree = cases::base();
        tree.files.insert(path.into(), text.as_str().into());
        let built = Session::default().build(tree, &options(), &mut |_| {});
        for diagnostic in &built.diagnostics {
            let _ = gainsay::diagnostic::report::human::render(diagnostic, &built.files, false);
        }
    }
}
