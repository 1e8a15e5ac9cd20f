//! Sources from BibTeX.

use super::{assert_checks, import, import_with};
use crate::support::{read, site_folder, snapshot, write};

const SOURCES: &str = "content/sources.yaml";

#[test]
fn entries_become_sources_with_their_keys_as_ids() {
    let site = site_folder();
    write(
        site.path(),
        SOURCES,
        "# Kept.\nminutes: {title: Minutes, url: 'https://council.example/m'} # so\n",
    );
    let bib = r#"
@comment{of the file}
@string{annals = "Annals of " # bridges}
@string{bridges = {Bridges}}
@article{Renn:2016,
  author = {Renn, Ada and {The Council} and von der Ode, Max and others},
  title = {A {Bridge} of~stone \& \"O{}l},
  journal = annals, volume = 12, number = 3, pages = {45--67}, year = 2016, month = mar,
  abstract = {Unmatched \command{words}}, keywords = {a, b},
}
@article{paper, title={News}, entrysubtype={newspaper}, journaltitle={The Post}, date={2016-11-29},
  url={https://post.example/~a_b}, urldate={2026-11-01}, language={ngerman}}
@online{letter, title={A letter: yes}, subtitle={# no}, url={https://mayor.example/}, date={2016?}}
@phdthesis{th, title={On Bridges}, author={Ode, Jr., Max}, school={Tarnford}, doi={10.1000/ab}, year={1999}}
@book{b-1, editor={Ida Renn}, title={Stones}, publisher={Press}, isbn={978-1}, year={199X}}
@misc{pre, title={Draft}, eprint={2101.00001}, eprinttype={arXiv}, type={Report}}
"#;
    let (status, printed, told) = import(site.path(), "refs.bib", bib);
    assert_eq!(status, Some(0), "{told}");
    insta::assert_snapshot!(read(site.path(), SOURCES), @r#"
    # Kept.
    minutes: {title: Minutes, url: 'https://council.example/m'} # so

    renn-2016:
      title: "A Bridge of stone & Öl"
      no-url: "No address was given: Annals of Bridges 12(3), 45–67."
      publisher: Annals of Bridges
      authors: [Ada Renn, The Council, Max von der Ode]
      date: 2016-03
      kind: study

    paper:
      title: News
      url: https://post.example/~a_b
      publisher: The Post
      date: 2016-11-29
      kind: news
      accessed: 2026-11-01
      language: de

    letter:
      title: "A letter: yes: # no"
      url: https://mayor.example/
      date: 2016~
      kind: web-page

    th:
      title: On Bridges
      url: https://doi.org/10.1000/ab
      publisher: Tarnford
      authors: Max Ode, Jr.
      date: 1999
      kind: study

    b-1:
      title: Stones
      no-url: "No address was given: ISBN 978-1."
      publisher: Press
      authors: Ida Renn (ed.)
      kind: book

    pre:
      title: Draft
      url: https://arxiv.org/abs/2101.00001
      kind: report
    "#);
    insta::assert_snapshot!(told, @r"
    refs.bib:5:1: note: `Renn:2016`: `author` names others without their names
    refs.bib:13:1: note: `letter`: the date `2016?` became `2016~`
    refs.bib:15:1: note: `b-1`: its date is left out: `199X` is none of the format
    ");
    let counts = printed.lines().rev().take(2).collect::<Vec<_>>().join("\n");
    assert!(counts.starts_with("6 added; "), "{counts}");
    assert!(
        counts.contains("left out, since the format has no place for it: abstract (1), "),
        "{counts}"
    );
    assert_checks(site.path());
    let before = snapshot(site.path());
    let (status, printed, _) = import(site.path(), "refs.bib", bib);
    assert_eq!((status, &*printed), (Some(0), "6 there already; nothing was written\n"));
    assert_eq!(snapshot(site.path()), before);
}

#[test]
fn an_id_that_is_there_stays_as_it_is_typed_and_that_of_another_source_is_refused() {
    let site = site_folder();
    let before = snapshot(site.path());
    let bib = "@misc{minutes, title={Minutes}, url={https://council.example/m}, date={2016}}\n";
    assert_eq!(import(site.path(), "a.bib", bib).0, Some(0));
    // Its title was mended since.
    let bib = "@misc{minutes, title={MINUTES of 2016}, url={http://www.council.example/m/}}\n";
    let (status, printed, _) = import(site.path(), "a.bib", bib);
    assert_eq!(status, Some(0));
    assert!(
        printed.starts_with("left as it is `minutes`, which differs in title, url\n"),
        "{printed}"
    );
    let bib = "@misc{minutes, title={Others}, url={https://other.example/}}\n@misc{x, title={X}}\n";
    assert_eq!(snapshot(site.path()), before);
    let (status, printed, told) = import(site.path(), "a.bib", bib);
    assert_eq!(status, Some(1));
    assert_eq!(
        told,
        "a.bib:1:1: error: `minutes`: the site has another source `minutes`: \u{201c}Others\u{201d} (https://other.example/) here, \u{201c}Minutes\u{201d} (https://council.example/m) there\n  help: give one of the two another key\n"
    );
    assert!(printed.contains("1 added, 1 refused; "), "{printed}");
    assert!(read(site.path(), SOURCES).contains("\nx:\n  title: X\n"));
}

#[test]
fn two_entries_with_one_id_are_one_source_or_the_second_is_refused() {
    let site = site_folder();
    let bib = "@misc{a-b, title={One}}\n@misc{A_B, title={One}}\n@misc{a.b, title={Two}}\n";
    let (status, printed, told) = import(site.path(), "a.bib", bib);
    assert_eq!(status, Some(1));
    assert!(
        told.contains("a.bib:3:1: error: `a.b`: it would have the id `a-b`, as `a-b` has"),
        "{told}"
    );
    assert!(printed.contains("1 added, 1 there already, 1 refused; "), "{printed}");
}

#[test]
fn broken_files_are_errors_at_their_place_and_nothing_is_written() {
    let site = site_folder();
    let before = snapshot(site.path());
    let ok = "@misc{x, title={X}}\n";
    for (bib, expect) in [
        (format!("{ok}@misc{{y, title={{Y\n"), "a.bib:3:1: error: the file ends within an entry"),
        (
            format!("{ok}@misc{{y, title Y}}\n"),
            "a.bib:2:16: error: this is no BibTeX: expected equals",
        ),
        (
            format!("{ok}@misc(y, title=1)\n"),
            "a.bib:2:6: error: this is no BibTeX: expected opening brace",
        ),
    ] {
        let (status, _, told) = import(site.path(), "a.bib", bib);
        assert_eq!(status, Some(1), "{told}");
        assert_eq!(told, format!("{expect}\nnothing was written\n"));
    }
    let (status, _, told) = import(site.path(), "a.bib", b"@misc{x,\n title={\xF6}}");
    assert_eq!(status, Some(1));
    assert!(told.starts_with("a.bib:2:9: error: the file is not in UTF-8\n"), "{told}");
    assert_eq!(snapshot(site.path()), before);
}

#[test]
fn entries_inherit_from_those_that_they_name_and_circles_end() {
    let site = site_folder();
    let bib = "@incollection{part, crossref={whole}, title={A part}}\n\
        @collection{whole, title={The whole}, publisher={Press}, date={2016}}\n\
        @misc{a, title={A}, crossref={b}}\n@misc{b, title={B}, crossref={a}}\n\
        @string{s = s # s}\n@misc{c, title=s}\n\
        @string{t0 = {x} # {x}}\n@string{t1 = t0 # t0 # t0 # t0 # t0 # t0 # t0 # t0}\n\
        @string{t2 = t1 # t1 # t1 # t1 # t1 # t1 # t1 # t1}\n\
        @string{t3 = t2 # t2 # t2 # t2 # t2 # t2 # t2 # t2}\n\
        @string{t4 = t3 # t3 # t3 # t3 # t3 # t3 # t3 # t3}\n@misc{d, title=t4}\n";
    let (status, _, told) = import(site.path(), "a.bib", bib);
    assert_eq!(status, Some(1));
    let sources = read(site.path(), SOURCES);
    assert!(sources.contains("part:\n  title: A part\n"), "{sources}");
    assert!(sources.contains("  publisher: Press\n  date: 2016\n"), "{sources}");
    assert!(sources.contains("\na:\n") && sources.contains("\nb:\n"), "{sources}");
    assert_eq!(told.matches("is put together of too many strings").count(), 2, "{told}");
    assert_eq!(
        told.matches("the entries that it inherits from lead back to it").count(),
        2,
        "{told}"
    );
}

/// Whatever stands in an entry is text.
#[test]
fn hostile_entries_become_text_or_are_refused() {
    let site = site_folder();
    let deep =
        format!("@misc{{deep, title={{{}x{}}}}}\n", "\\a{".repeat(10_000), "}".repeat(10_000));
    let long = format!("@misc{{long, title={{{}}}}}\n", "x ".repeat(5_000_000));
    let rest = format!("@misc{{rest, title={{Rest}}, abstract={{{}}}}}\n", "x ".repeat(1_000_000));
    let bib = format!(
        "{deep}{long}{rest}\
        @misc{{__proto__, title={{a: [b] # c\nkey: value\n- <script>alert(1)</script> \u{1b}[31m}}}}\n\
        @misc{{../../x, title={{\u{202e}turned}}}}\n\
        @misc{{index, title={{Index}}}}\n@misc{{con, title={{Con}}}}\n@misc{{\u{4f60}, title={{\u{597d}}}}}\n\
        @misc{{s, title={{S}}, url={{javascript:alert(1)}}}}\n@misc{{f, title={{F}}, url={{file:///etc/passwd}}}}\n\
        @misc{{, title={{Nameless}}, author={{{{a=b}}}}, year={{2016}}}}\n"
    );
    let (status, printed, told) = import(site.path(), "a.bib", &bib);
    assert_eq!(status, Some(1));
    for (name, what) in [
        ("deep", "the braces of `title` are nested too deep"),
        ("long", "`title` has more than 65536 bytes"),
        ("s", "`javascript:` is not a scheme that a page may link to"),
        ("f", "`file:` is not a scheme that a page may link to"),
    ] {
        assert!(told.contains(&format!("`{name}`: {what}")), "{told}");
    }
    assert!(!told.contains(['\u{1b}', '\u{202e}']), "{told}");
    assert!(printed.contains("7 added, 4 refused; "), "{printed}");
    insta::assert_snapshot!(read(site.path(), SOURCES), @r#"
    minutes: {title: Minutes, url: 'https://council.example/m'}

    rest:
      title: Rest
      no-url: No address was given.
      kind: document

    proto:
      title: "a: [b] # c key: value - <script>alert(1)</script> [31m"
      no-url: No address was given.
      kind: document

    x:
      title: turned
      no-url: No address was given.
      kind: document

    index-source:
      title: Index
      no-url: No address was given.
      kind: document

    con-source:
      title: Con
      no-url: No address was given.
      kind: document

    ni:
      title: 好
      no-url: No address was given.
      kind: document

    a-b-2016-nameless:
      title: Nameless
      no-url: No address was given.
      authors: "a=b"
      date: 2016
      kind: document
    "#);
    assert_checks(site.path());
}

#[test]
fn sources_go_into_the_file_of_the_article_that_is_named() {
    let site = site_folder();
    std::fs::create_dir_all(site.path().join("content/harbour")).expect("a folder");
    for path in [
        "content/article.yaml",
        "content/01-vote.md",
        "content/01-vote.yaml",
        "content/anchors.lock",
    ] {
        std::fs::remove_file(site.path().join(path)).expect("removed");
    }
    write(site.path(), "content/harbour/article.yaml", "title: Harbour\n");
    write(site.path(), "content/harbour/01-a.md", "The vote.\n");
    let bib = "@misc{own, title={Own}}\n";
    let (status, _, told) = import_with(site.path(), "a.bib", bib, &["--article", "harbour"]);
    assert_eq!(status, Some(0), "{told}");
    assert!(read(site.path(), "content/harbour/sources.yaml").starts_with("own:\n  title: Own\n"));
    // What one article has, all cannot have.
    let (status, _, told) = import(site.path(), "a.bib", "@misc{own, title={Another}}\n");
    assert_eq!(status, Some(1));
    assert!(told.contains("the site has another source `own`"), "{told}");
    let (status, _, told) = import_with(site.path(), "a.bib", bib, &["--article", "harbor"]);
    assert_eq!(status, Some(2));
    assert!(told.contains("there is no article `harbor`"), "{told}");
}

#[test]
fn a_file_of_sources_that_cannot_be_read_is_not_changed() {
    let site = site_folder();
    for text in ["a: [b\n", "- a\n"] {
        write(site.path(), SOURCES, text);
        let (status, _, told) = import(site.path(), "a.bib", "@misc{own, title={Own}}\n");
        assert_eq!(status, Some(1), "{told}");
        assert!(told.contains("`content/sources.yaml` cannot be "), "{told}");
        assert_eq!(read(site.path(), SOURCES), text);
    }
}

#[test]
fn a_reference_at_the_address_of_a_source_is_that_source_unless_it_is_clearly_another_work() {
    let site = site_folder();
    write(
        site.path(),
        "content/sources.yaml",
        "minutes: {title: Minutes, url: 'https://council.example/m', kind: report}\n",
    );
    let bib = "\
@report{ode2016, title={The minutes of March}, author={Jo Ode}, url={http://www.council.example/m/}}
@book{whole, title={Bridges}, author={Ada Renn}, url={https://books.example/b}}
@incollection{one, title={Stone}, author={Max Ode}, booktitle={Bridges}, url={https://books.example/b}}
@incollection{two, title={Iron}, author={Iris Holm}, booktitle={Bridges}, url={https://books.example/b}}
@book{again, title={BRIDGES}, url={https://books.example/b}}
";
    let (status, printed, told) = import(site.path(), "a.bib", bib);
    assert_eq!(status, Some(0));
    insta::assert_snapshot!(told, @r"
    a.bib:1:1: note: `ode2016`: it is at the address of `minutes`, and nothing is added
    a.bib:3:1: note: `one`: `whole` is at the same address, and another work
    a.bib:4:1: note: `two`: `whole` is at the same address, and another work
    a.bib:5:1: note: `again`: it is at the address of `whole`, and nothing is added
    ");
    assert!(printed.contains("3 added, 2 there already"), "{printed}");
    assert!(
        printed.contains("left as it is `minutes`, which differs in title, url\n"),
        "{printed}"
    );
    let sources = read(site.path(), "content/sources.yaml");
    assert!(!sources.contains("ode2016:") && !sources.contains("again:"), "{sources}");
    assert_checks(site.path());
    let before = snapshot(site.path());
    let (status, printed, _) = import(site.path(), "a.bib", bib);
    assert_eq!(status, Some(0));
    assert!(printed.ends_with("5 there already; nothing was written\n"), "{printed}");
    assert_eq!(snapshot(site.path()), before);
}
