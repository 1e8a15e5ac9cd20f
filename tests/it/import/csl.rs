//! Sources from CSL-JSON.

use super::{assert_checks, import};
use crate::support::{read, site_folder, snapshot};

const SOURCES: &str = "content/sources.yaml";

#[test]
fn items_become_sources_with_their_keys_as_ids() {
    let site = site_folder();
    let json = r#"[
  {"id": "http://zotero.org/users/1/items/AB_C", "type": "article-journal", "title": "On <i>Pons</i>: yes",
   "author": [{"family": "Renn", "given": "Ada"}, {"literal": "The Council"}], "container-title": "Annals",
   "publisher": "Press", "volume": 12, "issue": "3", "page": "45-67", "issued": {"date-parts": [["2016", 3]]},
   "abstract": "long", "DOI": "10.1000/ab", "citation-key": "renn"},
  {"id": 7, "type": "article-newspaper", "title": "News", "container-title": "The Post",
   "URL": "www.post.example/a", "issued": {"date-parts": [[2016, 11, 29]]}, "accessed": {"date-parts": [[2026, 11, 1]]}},
  {"id": "box", "type": "manuscript", "title": "A box", "archive": "City Archive", "archive_location": "Box 12",
   "issued": {"date-parts": [[1850], [1851]], "circa": 1}},
  {"id": "odd", "type": "software", "title": "Odd", "issued": {"raw": "Spring 2016"}, "language": "de"},
  {"id": "none", "type": "book"},
  5
]"#;
    let (status, printed, told) = import(site.path(), "library.json", json);
    assert_eq!(status, Some(1), "{told}");
    insta::assert_snapshot!(read(site.path(), SOURCES), @r#"
    minutes: {title: Minutes, url: 'https://council.example/m'}

    http-zotero-org-users-1-items-ab-c:
      title: "On Pons: yes"
      url: https://doi.org/10.1000/ab
      publisher: Annals
      authors: [Ada Renn, The Council]
      date: 2016-03
      kind: study

    7:
      title: News
      url: https://www.post.example/a
      publisher: The Post
      date: 2016-11-29
      kind: news
      accessed: 2026-11-01

    box:
      title: A box
      no-url: "No address was given: City Archive, Box 12."
      date: 1850/1851~
      kind: document

    odd:
      title: Odd
      no-url: No address was given.
      language: de
    "#);
    insta::assert_snapshot!(told, @r"
    library.json:11:3: error: `none`: it has no title
      help: give it one in the program that wrote the file
    library.json:12:3: error: this item is no map of fields
    library.json:6:3: note: `7`: `www.post.example/a` became `https://www.post.example/a`
    library.json:10:3: note: `odd`: the type `software` is no kind of source, so `kind` is left out
    library.json:10:3: note: `odd`: its date is left out: `Spring 2016` is none of the format
    ");
    insta::assert_snapshot!(printed.split("; ").next().unwrap_or(""), @r"
    added `http-zotero-org-users-1-items-ab-c` from `http://zotero.org/users/1/items/AB_C`
    added `7`
    added `box`
    added `odd`
    left out, since the format has no place for it: abstract (1), citation-key (1), issue (1), page (1), publisher (1), volume (1)
    4 added, 2 refused
    ");
    assert_checks(site.path());
    let before = snapshot(site.path());
    let (_, printed, _) = import(site.path(), "library.json", json);
    assert!(printed.ends_with("4 there already, 2 refused; nothing was written\n"), "{printed}");
    assert_eq!(snapshot(site.path()), before);
}

#[test]
fn a_list_below_items_and_a_single_item_are_read_too() {
    for json in [
        r#"{"items": [{"id": "a", "type": "book", "title": "A"}]}"#,
        r#"{"id": "a", "type": "book", "title": "A"}"#,
        "\u{feff}[{\"id\": \"a\", \"type\": \"book\", \"title\": \"A\"}]",
    ] {
        let site = site_folder();
        let (status, _, told) = import(site.path(), "a.json", json);
        assert_eq!((status, &*told), (Some(0), ""));
        assert!(read(site.path(), SOURCES).contains("\na:\n  title: A\n"));
    }
}

#[test]
fn broken_and_foreign_files_are_errors_and_nothing_is_written() {
    let site = site_folder();
    let before = snapshot(site.path());
    let deep = format!(
        "[{{\"type\": \"book\", \"title\": {}1{}}}]",
        "[".repeat(10_000),
        "]".repeat(10_000)
    );
    for (json, expect) in [
        (
            "[{\"id\": \"a\",\n \"title\": }]",
            "a.json:2:11: error: this is no JSON that can be read: expected value",
        ),
        ("", "a.json:1:1: error: this is no JSON that can be read: EOF while parsing a value"),
        ("[\n", "a.json:2:1: error: this is no JSON that can be read: EOF while parsing a list"),
        (&deep, "a.json:1:154: error: this is no JSON that can be read: recursion limit exceeded"),
    ] {
        let (status, _, told) = import(site.path(), "a.json", json);
        assert_eq!((status, &*told), (Some(1), &*format!("{expect}\nnothing was written\n")));
    }
    for json in ["{\"a\": 1}", "[[1]]", "\"x\""] {
        let (status, _, told) = import(site.path(), "a.json", json);
        assert_eq!(status, Some(2));
        assert!(
            told.starts_with("error: `a.json` is JSON of no format that can be imported\n"),
            "{told}"
        );
    }
    assert_eq!(snapshot(site.path()), before);
}

#[test]
fn fields_of_other_types_and_names_of_objects_are_text_or_left_out() {
    let site = site_folder();
    let json = r#"[{"id": "__proto__", "type": "book", "title": "Key: [x]\n- y \u0000\u202e", "__proto__": {"x": 1},
        "constructor": 1, "author": "Renn", "issued": [1], "URL": [{"x": 1}], "DOI": {"x": 1}, "publisher": "  "}]"#;
    let (status, printed, told) = import(site.path(), "a.json", json);
    assert_eq!(status, Some(0), "{told}");
    assert!(printed.contains("DOI (1), URL (1), __proto__ (1), constructor (1)"), "{printed}");
    let sources = read(site.path(), SOURCES);
    assert!(
        sources.contains(
            "\nproto:\n  title: \"Key: [x] - y\"\n  no-url: The address that was given could not be read.\n  authors: Renn\n  kind: book\n"
        ),
        "{sources}"
    );
    assert_checks(site.path());
}
