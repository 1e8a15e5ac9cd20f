//! Dates, and values of CSL-JSON in forms of their own.

use super::{assert_checks, import};
use crate::support::{edit, read, site_folder, snapshot};

/// Makes sure that a file becomes a source with these lines, and that all of `told` is told.
pub fn check_file(name: &str, text: &str, lines: &[&str], told: &[&str]) {
    let site = site_folder();
    let (status, printed, all) = import(site.path(), name, text);
    assert_eq!(status, Some(0), "{text}\n{all}");
    let sources = read(site.path(), "content/sources.yaml");
    for line in lines {
        assert!(sources.contains(&format!("  {line}\n")), "{text}\n{line}\n{sources}");
    }
    for what in told {
        assert!(all.contains(what) || printed.contains(what), "{text}\n{what}\n{all}{printed}");
    }
    assert!(!told.is_empty() || all.is_empty(), "{text}\n{all}");
    assert_checks(site.path());
}

#[test]
fn of_a_date_what_is_sure_is_kept_and_the_rest_is_told() {
    for (fields, line, told) in [
        ("year=2016, month=apr, day=31", "date: 2016-04", "the day `31` of its date is left out"),
        ("year=2016, month={jan/feb}", "date: 2016", "the month `jan/feb` of its date is left out"),
        ("year=2016, month=jan, day={31/32}", "date: 2016-01", "the day `31/32` of its date"),
        ("year=2016, day=5", "date: 2016", "the day `5` of its date is left out"),
        ("year=20", "kind: document", "its date is left out: `20` is none of the format"),
        (
            "date={1898-1902}",
            "kind: document",
            "its date is left out: `1898-1902` is none of the format",
        ),
        ("date={2020-02-30}", "date: 2020-02", "the date `2020-02-30` became `2020-02`"),
    ] {
        let entry = format!("@misc{{new, title={{T}}, {fields}}}\n");
        check_file("a.bib", &entry, &[line], &[told]);
    }
    let entry = "@misc{new, title={T}, year=2016, month={Sept.}, day=5}\n";
    check_file("a.bib", entry, &["date: 2016-09-05"], &[]);
    for (issued, line, told) in [
        (
            r#"{"date-parts":[[2020,2,30]]}"#,
            "date: 2020-02",
            "of the date `2020-2-30` only `2020-02` is taken",
        ),
        (
            r#"{"date-parts":[[2020,21]]}"#,
            "date: 2020",
            "of the date `2020-21` only `2020` is taken",
        ),
        (r#"{"date-parts":[[20,3]]}"#, "kind: book", "`issued` is left out: it is no date"),
        (
            r#"{"date-parts":[[2020]],"season":1}"#,
            "date: 2020",
            "the season `1` of `issued` is left out",
        ),
    ] {
        let item = format!(r#"[{{"id":"new","type":"book","title":"T","issued":{issued}}}]"#);
        check_file("a.json", &item, &[line], &[told]);
    }
    for (tags, line, told) in [
        (
            "DA  - March 5, 2020\nPY  - 2020",
            "date: 2020",
            "the date `March 5, 2020` is left out: it is none of the format",
        ),
        ("PY  - 2016/4/31/", "date: 2016-04", "the day `31` of its date is left out"),
        ("PY  - 2016///spring", "date: 2016", "`spring` of its date is left out"),
    ] {
        let record = format!("TY  - BOOK\nID  - new\nTI  - T\n{tags}\nER  - \n");
        check_file("a.ris", &record, &[line], &[told]);
    }
}

#[test]
fn lists_of_one_value_are_that_value_and_what_cannot_be_read_is_said() {
    for (fields, line, told) in [
        (r#""URL":["https://x.example/"],"publisher":["Press"]"#, "url: https://x.example/", None),
        (
            r#""URL":["https://x.example/","https://y.example/"]"#,
            "url: https://x.example/",
            Some("a further address is left out: `https://y.example/`"),
        ),
        (
            r#""URL":{"a":1}"#,
            "no-url: The address that was given could not be read.",
            Some("URL (1)"),
        ),
        (r#""publisher":["a","b"]"#, "no-url: No address was given.", Some("publisher (1)")),
        (r#""author":{"family":"Ode"}"#, "authors: Ode", None),
        (r#""author":[{"family":"Ode","given":["Max"]}]"#, "authors: Max Ode", None),
        (
            r#""author":[{"family":"Ode","given":["Max","Ann"]}]"#,
            "authors: Ode",
            Some("not all of `author` is names"),
        ),
        (r#""issued":[{"date-parts":[[2016]]}]"#, "date: 2016", None),
    ] {
        let item = format!(r#"[{{"id":"new","type":"book","title":["T"],{fields}}}]"#);
        check_file("a.json", &item, &[line], told.as_slice());
    }
}

#[test]
fn a_second_import_keeps_what_somebody_corrected_and_says_so() {
    const SOURCES: &str = "content/sources.yaml";
    let bib = "@book{renn, title={The Bridges of the Harbuor}, author={Renn, Ada}, date={2016}}\n\
               @misc{vote, title={Minutes of March}, note={x}}\n\
               @book{ode, title={A Book}, author={Ode, Max}, date={2010}}\n";
    for (from, to, keys) in [
        ("Harbuor", "Harbour", "`renn`, which differs in title"),
        (
            "title: The Bridges of the Harbuor",
            "title: Crossing the water",
            "`renn`, which differs in title",
        ),
        (
            "title: Minutes of March",
            "title: Minutes of the council, March",
            "`vote`, which differs in title",
        ),
        (
            "no-url: No address was given.\n  authors: Ada Renn",
            "url: https://x.example/\n  authors: Ada Renn",
            "",
        ),
        ("date: 2010", "date: 2011", "`ode`, which differs in date"),
    ] {
        let site = site_folder();
        assert_eq!(import(site.path(), "a.bib", bib).0, Some(0));
        edit(site.path(), SOURCES, from, to);
        let before = snapshot(site.path());
        let (status, printed, told) = import(site.path(), "a.bib", bib);
        assert_eq!((status, &*told), (Some(0), ""), "{to}");
        let kept = if keys.is_empty() { String::new() } else { format!("left as it is {keys}\n") };
        assert!(printed.starts_with(&kept), "{printed}");
        assert!(printed.ends_with("3 there already; nothing was written\n"), "{printed}");
        assert_eq!(snapshot(site.path()), before);
    }
    // Another work with the same key is refused still.
    for other in [
        "@book{renn, title={A Garden}, author={Renn, Ada}, date={1999}}",
        "@book{renn, title={The Bridges of the Harbour}, author={Ode, Max}}",
        "@misc{vote, title={Something else}}",
    ] {
        let site = site_folder();
        assert_eq!(import(site.path(), "a.bib", bib).0, Some(0));
        let (status, _, told) = import(site.path(), "a.bib", other);
        assert_eq!(status, Some(1), "{other}");
        assert!(told.contains("the site has another source"), "{told}");
    }
}
