//! What somebody who adds a page, an output, a key or a word may forget.
//!
//! `ARCHITECTURE.md` says where each is added; these tests count the places.

use crate::example::{example, join, links};
use crate::support::{code_spans, drawn, example_options, page, root, whole};
use gainsay::load::{COPIES, read};
use gainsay::model::{address, keys};
use gainsay::parse::copy::CopyKind;
use gainsay::pipeline::{Outcome, run};
use std::collections::{BTreeMap, BTreeSet};
use syn::visit::Visit;

/// A site with a page a section, an alias, and a file of each kind that is named in `static/`.
fn in_sections() -> Outcome {
    let base = [
        ("gainsay.yaml", "title: Desk\nbase-url: https://desk.example/\ncname: desk.example\n"),
        ("content/article.yaml", "title: A bridge\nlayout: sections\npublished: 2016-10-18\n"),
        (
            "content/01-vote.md",
            "---\ntitle: The vote\naliases: [poll]\n---\n\nThe council voted.\n",
        ),
        ("content/01-vote.yaml", "claims:\n  vote: {quote: The council voted}\n"),
    ];
    whole(&base, &[])
}

/// The paths in the table of the output in `docs/format.md`.
fn documented_paths() -> Vec<String> {
    let document = std::fs::read_to_string(root().join("docs/format.md")).expect("the document");
    let part = document.split("\n## The output\n").nth(1).expect("the part on the output");
    let rows = part.lines().skip_while(|line| !line.starts_with('|'));
    let rows = rows.take_while(|line| line.starts_with('|'));
    let first = |row: &str| row.split('|').nth(1).unwrap_or("").to_owned();
    let cells: String = rows.map(|row| first(row) + "\n").collect();
    code_spans(&cells).map(str::to_owned).collect()
}

/// True for a path that a row of the table names: words in capitals stand for anything, and what ends in `/` is a
/// folder. Further pages of a list are described below the table.
fn is_documented(path: &str, rows: &[String]) -> bool {
    let first = match path.split_once("/page/") {
        Some((list, _)) => format!("{list}.html"),
        None => path.to_owned(),
    };
    let matches = |row: &String| {
        if row.ends_with('/') {
            return path.starts_with(row.as_str());
        }
        let is_free = |c: char| c.is_ascii_uppercase();
        let fixed: Vec<&str> = row.split(is_free).filter(|part| !part.is_empty()).collect();
        if !row.contains(is_free) || ["CNAME"].contains(&row.as_str()) {
            return first == *row;
        }
        let same_depth = row.matches('/').count() == first.matches('/').count();
        let (start, end) = (row.split(is_free).next(), fixed.last());
        same_depth
            && start.is_none_or(|start| first.starts_with(start))
            && end.is_none_or(|end| first.ends_with(end))
    };
    rows.iter().filter(|row| *row != "ADDRESS.html").any(matches)
}

#[test]
fn every_path_of_the_output_is_in_the_document_on_the_format() {
    let rows = documented_paths();
    let sections = ["vote.html", "poll.html"];
    let (example, small) = (example(), in_sections());
    let paths = example.pages.iter().chain(&small.pages).map(|file| file.path.as_str());
    let forgotten: BTreeSet<&str> =
        paths.filter(|path| !sections.contains(path) && !is_documented(path, &rows)).collect();
    assert!(forgotten.is_empty(), "docs/format.md, \"The output\", lacks {forgotten:?}");
}

#[test]
fn every_name_at_the_root_of_the_output_is_reserved() {
    // What is given out elsewhere: pages of sections and aliases, which the names are reserved against, and files
    // that no section can have the name of.
    let sections = ["vote.html", "poll.html"];
    for file in &in_sections().pages {
        let path = file.path.as_str();
        let first = path.split('/').next().unwrap_or(path);
        let name = match path.contains('/') {
            true => first,
            false => first.strip_suffix(".html").unwrap_or(""),
        };
        if name.is_empty() || name.starts_with('.') || sections.contains(&path) {
            continue;
        }
        assert!(
            address::RESERVED.contains(&name),
            "a section may be called `{name}`, as {path} is"
        );
    }
}

#[test]
fn every_page_is_reached_from_the_front_page() {
    let outcome = example();
    let pages: BTreeMap<&str, String> = outcome
        .pages
        .iter()
        .filter(|file| file.path.ends_with(".html") && file.path != "404.html")
        .map(|file| (file.path.as_str(), page(&outcome, &file.path)))
        .collect();
    let mut seen = BTreeSet::new();
    let mut left = vec!["index.html".to_owned()];
    while let Some(path) = left.pop() {
        let Some(html) = pages.get(path.as_str()).filter(|_| seen.insert(path.clone())) else {
            continue;
        };
        left.extend(links(html).iter().map(|(link, _)| join(&path, link)));
    }
    let lost: Vec<&&str> = pages.keys().filter(|path| !seen.contains(**path)).collect();
    assert!(lost.is_empty(), "no page leads to {lost:?}");
}

#[test]
fn every_kind_of_page_is_named_in_the_document_on_contexts() {
    let mut tree = read(&root()).expect("the repository can be read");
    for frame in ["base.html", "embedded.html"] {
        let text = gainsay::theme::TEMPLATES.iter().find(|(name, _)| *name == frame);
        let (_, text) = text.expect("the frame of all pages, or of those that are embedded");
        let marked = text.replacen("<body", "<body data-kind=\"{{ page.kind }}\"", 1);
        tree.files.insert(format!("templates/{frame}"), marked.as_str().into());
    }
    let outcome = run(tree, &example_options(), &mut |_| {});
    assert!(!outcome.failed(), "{}", drawn(&outcome));
    let contexts = std::fs::read_to_string(root().join("docs/contexts.md")).expect("the document");
    let row =
        contexts.lines().find(|line| line.starts_with("| `kind` | text | `article`, `section`"));
    let row = row.expect("the row on the kinds of page");
    for file in outcome.pages.iter().filter(|file| file.path.ends_with(".html")) {
        let html = page(&outcome, &file.path);
        let kind = html.split("<body data-kind=\"").nth(1).and_then(|rest| rest.split('"').next());
        let kind = kind
            .unwrap_or_else(|| panic!("{} extends neither base.html nor embedded.html", file.path));
        assert!(row.contains(&format!("`{kind}`")), "`PageInfo::kind` does not name `{kind}`");
    }
}

#[test]
fn every_key_is_in_a_case() {
    let mut cases = String::new();
    for entry in std::fs::read_dir(root().join("tests/cases")).expect("the cases") {
        let path = entry.expect("an entry").path();
        cases += &std::fs::read_to_string(path).expect("a suite");
    }
    let names: BTreeSet<&str> = keys::ALL.iter().flat_map(|record| record.names).copied().collect();
    let is_typed = |name: &str| {
        let typed = format!("{name}:");
        cases.match_indices(&typed).any(|(at, _)| cases[..at].ends_with(['\n', ' ', '{']))
    };
    let forgotten: Vec<&str> = names.into_iter().filter(|name| !is_typed(name)).collect();
    assert!(forgotten.is_empty(), "no case in tests/cases/ types {forgotten:?}");
}

#[test]
fn every_form_of_a_saved_copy_is_read_and_documented() {
    let format = std::fs::read_to_string(root().join("docs/format.md")).expect("the document");
    let row = format.lines().find(|line| line.starts_with("| `content/snapshots/ID"));
    let row = row.expect("the row on saved copies");
    for ending in COPIES {
        assert!(CopyKind::of(&format!("x.{ending}")).is_some(), "`.{ending}` has no reader");
        assert!(row.contains(&format!(".{ending}`")), "docs/format.md does not name `.{ending}`");
    }
}

/// True where `name`, a path of files or of modules, leads to something in this repository.
fn exists(name: &str) -> bool {
    let file = |path: &str| {
        ["", "src/", "tests/it/"].iter().any(|folder| root().join(folder).join(path).exists())
    };
    if !name.contains("::") {
        return file(name);
    }
    let (src, name) = match name.strip_prefix("text_anchor::") {
        Some(name) => ("crates/text-anchor/src", name),
        None => ("src", name),
    };
    let modules: Vec<&str> = name.split("::").collect();
    let (item, above) = modules.split_last().expect("it has parts");
    let module = |parts: &[&str]| {
        let path = if parts.is_empty() { "lib".to_owned() } else { parts.join("/") };
        let both = [format!("{src}/{path}.rs"), format!("{src}/{path}/mod.rs")];
        both.iter().map(|path| root().join(path)).find(|path| path.exists())
    };
    if module(&modules).is_some() {
        return true;
    }
    let Some(path) = module(above) else { return false };
    let text = std::fs::read_to_string(path).expect("a file");
    let tree = syn::parse_file(&text).expect("a file of Rust");
    let mut defined = Defined(BTreeSet::new());
    defined.visit_file(&tree);
    defined.0.contains(*item)
}

/// Every identifier of a file.
struct Defined(BTreeSet<String>);

impl<'ast> Visit<'ast> for Defined {
    fn visit_ident(&mut self, name: &'ast proc_macro2::Ident) {
        self.0.insert(name.to_string());
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        let words = call.tokens.to_string();
        self.0.extend(words.split_whitespace().map(str::to_owned));
    }
}

#[test]
fn architecture_names_only_what_exists() {
    let guide = std::fs::read_to_string(root().join("ARCHITECTURE.md")).expect("the guide");
    let guide: Vec<&str> = guide.split("\n```").step_by(2).collect();
    let guide = guide.concat();
    let named = code_spans(&guide);
    let is_path = |name: &&str| {
        let plain = name.chars().all(|c| c.is_alphanumeric() || "_-./:".contains(c));
        plain && (name.contains('/') || name.contains("::") || name.ends_with(".rs"))
    };
    let paths: Vec<&str> = named.filter(is_path).collect();
    assert!(paths.len() > 20, "{paths:?}");
    let lost: Vec<&str> = paths.into_iter().filter(|name| !exists(name)).collect();
    assert!(lost.is_empty(), "ARCHITECTURE.md names {lost:?}, which are not there");
}
