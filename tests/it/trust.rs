//! Edits that must not go unseen, and edits that must not be asked about, in `tests/trust/`; `edits.txt` says
//! how lines are read.

use crate::support::{drawn_of, options, tree};
use gainsay::desk::fix::{Sureness, changes};
use gainsay::diagnostic::{Code, Severity};
use gainsay::load::{Content, Tree};
use gainsay::pipeline::{Built, build, run};

/// An article before or after an edit.
struct Version {
    title: String,
    standfirst: String,
    text: String,
}

/// A line of the file.
struct TrustCase<'c> {
    line: &'c str,
    outcome: &'c str,
    language: &'c str,
    /// True where the site allows raw HTML: the category begins with `html`.
    raw_html: bool,
    /// True where the words stand in the place of the image `a.svg`: the category begins with `image`.
    image: bool,
    old: Version,
    new: Version,
    whole: String,
    part: Option<String>,
}

fn read(line: &str) -> TrustCase<'_> {
    let mut parts = line.splitn(3, " | ");
    let mut next = || parts.next().expect("three parts");
    let (outcome, head, text) = (next(), next(), next());
    let (old, new) = (version(text, true), version(text, false));
    let marked = pick(text, true);
    let last = marked.rsplit(['\n', '¦']).next().unwrap_or(&marked);
    let whole = within(&marked, '⟪', '⟫').unwrap_or_else(|| last.to_owned());
    TrustCase {
        line,
        outcome,
        language: head.split(' ').next().unwrap_or("en"),
        raw_html: head.contains(" html"),
        image: head.contains(" image"),
        whole: quoted(&whole),
        part: within(&marked, '‹', '›').map(|part| quoted(&part)),
        old,
        new,
    }
}

/// The text with one side of its edits.
fn pick(text: &str, old: bool) -> String {
    let mut picked = String::new();
    let mut rest = text;
    while let Some((before, edit)) = rest.split_once('⟦') {
        let (edit, after) = edit.split_once('⟧').expect("an edit ends");
        let (was, is) = edit.split_once('→').expect("an edit has two sides");
        picked.push_str(before);
        picked.push_str(if old { was } else { is });
        rest = after;
    }
    (picked + rest).replace('⏎', "\n")
}

fn version(text: &str, old: bool) -> Version {
    let text = pick(text, old).replace(['⟪', '⟫', '‹', '›'], "");
    let (mut title, mut standfirst) = ("A report".to_owned(), "What is known.".to_owned());
    let mut parts: Vec<&str> = text.split('¦').map(str::trim).collect();
    let body = parts.pop().unwrap_or("").to_owned();
    for part in parts {
        if let Some(words) = part.strip_prefix("T:") {
            title = words.trim().to_owned();
        } else if let Some(words) = part.strip_prefix("S:") {
            standfirst = words.trim().to_owned();
        }
    }
    Version { title, standfirst, text: format!("{body}\n") }
}

fn within(text: &str, open: char, close: char) -> Option<String> {
    let (_, rest) = text.split_once(open)?;
    rest.split_once(close).map(|(words, _)| words.to_owned())
}

/// Words of Markdown as a reader sees them.
fn quoted(words: &str) -> String {
    let words = words.replace(['⟪', '⟫', '‹', '›', '*'], "");
    let words = words.trim_start_matches(['-', '>', '|', ' ']);
    let words =
        words.split_once(". ").filter(|(n, _)| n.parse::<u8>().is_ok()).map_or(words, |(_, w)| w);
    words.trim_end_matches(['|', ' ']).replace(" | ", " ")
}

fn site(case: &TrustCase, version: &Version, lock: Option<&str>) -> Tree {
    let quote = |words: &str| serde_json::to_string(words).expect("JSON is YAML");
    let article = format!(
        "title: {}\nstandfirst: {}\nlanguage: {}\n",
        quote(&version.title),
        quote(&version.standfirst),
        case.language
    );
    let part = case.part.as_ref();
    let part = part.map_or(String::new(), |part| format!("  part: {{quote: {}}}\n", quote(part)));
    let whole = match case.image {
        true => format!("{{exact: {}, image: a.svg}}", quote(&case.whole)),
        false => quote(&case.whole),
    };
    let claims = format!("claims:\n  whole: {{quote: {whole}}}\n{part}");
    let config =
        format!("title: Desk\nbase-url: https://desk.example/\nraw-html: {}\n", case.raw_html);
    let mut tree = tree([
        ("gainsay.yaml", config.as_str()),
        ("content/article.yaml", article.as_str()),
        ("content/01-a.md", version.text.as_str()),
        ("content/01-a.yaml", claims.as_str()),
    ]);
    for name in ["a", "b"] {
        let svg = format!(
            "<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'><title>{name}</title></svg>"
        );
        tree.files.insert(format!("static/{name}.svg"), Content::from(svg.as_str()));
    }
    if let Some(lock) = lock {
        tree.files.insert("content/anchors.lock".to_owned(), Content::from(lock));
    }
    tree
}

/// What came of a claim: `error`, `changed` or `held`.
fn outcome_of(built: &Built, claim: &str) -> &'static str {
    let named = |text: &str| text.contains(&format!("`{claim}`"));
    let about = built.diagnostics.iter().filter(|d| {
        let of_article = d.code == Code::ContextChanged && !d.message.contains('`');
        of_article || named(&d.message) || d.hints.iter().any(|hint| named(hint))
    });
    let about: Vec<_> = about
        .filter(|d| d.code == Code::ContextChanged || d.severity() == Severity::Error)
        .collect();
    match about.iter().map(|d| d.severity()).min() {
        Some(Severity::Error) => "error",
        Some(_) => "changed",
        None => "held",
    }
}

fn check(case: &TrustCase) -> Result<(), String> {
    let before = run(site(case, &case.old, None), &options(), &mut |_| {});
    if before.failed() {
        return Err(format!(
            "the old text fails: {}",
            drawn_of(&before.diagnostics, &before.files)
        ));
    }
    let lock = before.locks.first().map(|lock| lock.text.clone()).ok_or("no lock")?;
    let built = build(site(case, &case.new, Some(&lock)), &options(), &mut |_| {});
    let claims = ["whole", "part"].into_iter().filter(|c| *c == "whole" || case.part.is_some());
    let found: Vec<_> = claims.map(|claim| outcome_of(&built, claim)).collect();
    let bulk = changes(&built)
        .iter()
        .any(|mend| mend.sureness == Sureness::Plain && !mend.claims.is_empty());
    let well = match case.outcome {
        "error" => found.iter().all(|f| *f == "error") && !bulk,
        "changed" => found.iter().all(|f| *f != "held") && !bulk,
        "asked" => found.iter().any(|f| *f != "held") && !bulk,
        "held" => found.iter().all(|f| *f == "held"),
        other => return Err(format!("`{other}` is no outcome")),
    };
    match well {
        true => Ok(()),
        false => Err(format!("{found:?}, in bulk: {bulk}")),
    }
}

#[test]
fn every_edit_has_the_outcome_that_its_line_gives() {
    check_all(include_str!("../trust/edits.txt"));
}

#[test]
fn no_edit_at_a_desk_is_silent() {
    check_all(include_str!("../trust/desk.txt"));
}

#[test]
fn what_gives_a_claim_its_sense_in_any_markup_is_seen() {
    check_all(include_str!("../trust/markup.txt"));
}

fn check_all(text: &str) {
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let mut wrong = Vec::new();
    let mut count = 0;
    for line in lines {
        let case = read(line);
        count += 1;
        if let Err(why) = check(&case) {
            wrong.push(format!("{}\n    {why}", case.line));
        }
    }
    assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
}
