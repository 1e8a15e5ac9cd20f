//! Sources that were exported come back as they were.

use crate::support::{example_options, options, root, tree, tree_over};
use gainsay::import::sources::{self, Known, References};
use gainsay::load::{Tree, read};
use gainsay::model::SourceKind;
use gainsay::pipeline::{Built, build};
use gainsay::publish::ExportForm;
use gainsay::resolve::Source;

const EMPTY: &[(&str, &str)] = &[
    ("gainsay.yaml", "title: Desk\n"),
    ("content/article.yaml", "title: A bridge\n"),
    ("content/01-vote.md", "The council voted.\n"),
];

fn references(form: ExportForm, text: &str) -> References {
    let read = match form {
        ExportForm::Bibtex => sources::from_bibtex(text),
        _ => sources::from_csl(text),
    };
    read.expect("an export can be read")
}

/// The site that has the sources of an export and no others.
fn imported(form: ExportForm, text: &str) -> Built {
    let into = tree(EMPTY.iter().copied());
    let known = Known { language: "en", today: options().today };
    let import = sources::plan(&into, references(form, text), None, known).expect("an import");
    assert_eq!(import.report.refused, []);
    assert_eq!(import.report.told, []);
    assert!(import.report.left_out.is_empty(), "{:?}", import.report.left_out);
    let (path, text) = &import.texts[0];
    let tree = tree_over(EMPTY, &[(path, text)]);
    let again = sources::plan(&tree, references(form, &exported(form, tree.clone())), None, known);
    assert!(again.expect("an import").texts.is_empty());
    built(tree)
}

fn built(tree: Tree) -> Built {
    let built = build(tree, &options(), &mut |_| {});
    assert!(!built.failed(), "{:?}", built.diagnostics);
    built
}

fn exported(form: ExportForm, tree: Tree) -> String {
    built(tree).export(form, None).expect("an export")
}

/// Type, title, names, date to the day, address and what else is exported of a source.
fn told(source: &Source) -> String {
    let details = &source.details;
    let archived = details.archived.as_ref().map(|copy| copy.value.url.clone());
    let day = |date: &gainsay::model::Date| {
        let (first, last) = date.parts();
        (first.iso(), last.map(|last| last.iso()), date.is_approximate())
    };
    format!(
        "{} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?}",
        source.id,
        // What is none is a page, since nothing else says so.
        details.kind.unwrap_or(SourceKind::WebPage),
        details.title,
        details.authors,
        details.date.as_ref().map(day),
        details.url,
        archived,
        details.publisher,
        details.accessed.as_ref().map(day),
        source.language,
    )
}

#[test]
fn all_sources_of_the_example_come_back_with_type_title_names_date_and_address() {
    let mut example =
        build(read(&root()).expect("the repository"), &example_options(), &mut |_| {});
    for form in [ExportForm::Bibtex, ExportForm::CslJson] {
        let text = example.export(form, None).expect("an export");
        let mut back = imported(form, &text);
        let known: Vec<String> = example.site().sources.iter().map(told).collect();
        let now: Vec<String> = back.site().sources.iter().map(told).collect();
        assert_eq!(known.len(), 92);
        for (known, now) in known.iter().zip(&now) {
            assert_eq!(known, now, "{}", form.name());
        }
        assert_eq!(known.len(), now.len());
        assert_eq!(back.export(form, None).expect("an export"), text, "{}", form.name());
    }
}

/// Every kind, and texts that each format has to escape.
#[test]
fn sources_of_every_kind_and_with_every_sign_come_back() {
    let mut yaml = String::new();
    for (at, kind) in SourceKind::ALL.iter().enumerate() {
        let key = kind.key();
        let sign = [
            "{a}",
            "\\b",
            "50 % & #1_$x^2~",
            "a = b",
            "\u{201c}Gr\u{f6}\u{df}e\u{201d}",
            "-- --- '",
            "and",
            "<i>x",
            "<i>x</i> <sub>1",
            "&amp; &lt;i&gt; <sup>2</sup>",
        ][at % 10];
        yaml += &format!(
            "s-{key}:\n  title: 'On {}: {key}'\n  url: https://x.example/~a_b%7B/{key}?a=1&b={{2}}#c\n  kind: {key}\n  authors: ['{}', 'Ode and Sons', 'von Ode, Max']\n  publisher: 'P {}'\n  date: 2016-1{}~\n",
            sign.replace('\'', "''"),
            sign.replace('\'', "''"),
            sign.replace('\'', "''"),
            at % 3,
        );
        yaml += &format!(
            "o-{key}:\n  title: Off\n  no-url: It is in a box.\n  kind: {key}\n  date: 2016/2017-02\n\
             c-{key}:\n  title: Gone\n  no-url: It is gone.\n  archived: {{url: 'https://copy.example/{key}?a={{2}}'}}\n  kind: {key}\n"
        );
    }
    let files = [("content/sources.yaml", yaml.as_str())];
    let mut before = built(tree_over(EMPTY, &files));
    for form in [ExportForm::Bibtex, ExportForm::CslJson] {
        let text = before.export(form, None).expect("an export");
        let back = imported(form, &text);
        // A brace in an address is written in percent in BibTeX.
        let plain = |source: &Source| match form {
            ExportForm::Bibtex => told(source).replace("{2}", "%7B2%7D"),
            _ => told(source),
        };
        let known: Vec<String> = before.site().sources.iter().map(plain).collect();
        let now: Vec<String> = back.site().sources.iter().map(told).collect();
        for (known, now) in known.iter().zip(&now) {
            assert_eq!(known, now, "{}", form.name());
        }
        assert_eq!(known.len(), now.len());
    }
}
