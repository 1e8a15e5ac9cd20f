//! Sources from RIS.

use super::{assert_checks, import};
use crate::support::{read, site_folder, snapshot};

const SOURCES: &str = "content/sources.yaml";

#[test]
fn records_become_sources_with_ids_of_their_keys_or_of_author_year_and_title() {
    let site = site_folder();
    let ris = "\u{feff}TY  - JOUR\r\nAU  - Renn, Ada\r\nAU  - Ode, Max, Jr.\r\nTI  - A bridge of stone\r\n  and of wood\r\n\
        T2  - Annals\r\nVL  - 12\r\nIS  - 3\r\nSP  - 45\r\nEP  - 67\r\nPY  - 2016\r\nDA  - 2016/11/29/\r\nSN  - 1234-5678\r\n\
        AB  - long\r\nKW  - a\r\nKW  - b\r\nER  - \r\n\r\n\
        TY  - NEWS\r\nID  - Post_1\r\nTI  - News\r\nJF  - The Post\r\nUR  - https://post.example/a\r\nUR  - https://mirror.example/a\r\n\
        Y1  - 2016/11//\r\nY2  - 2026/11/01/\r\nER  -\r\n\
        TY  - BOOK\r\nID  - b\r\nBT  - Stones\r\nED  - Renn, Ida\r\nPB  - Press\r\nSN  - 978-1-2345-6789-0\r\nPY  - n.d.\r\nDO  - 10.1000/ab\r\nER  - \r\n\
        TY  - GRANT\r\nID  - g\r\nTI  - A grant\r\nAV  - City Archive\r\nCN  - Box 12\r\nER  - \r\n\
        TY  - GEN\r\nID  - none\r\nER  - \r\n";
    let (status, printed, told) = import(site.path(), "refs.ris", ris);
    assert_eq!(status, Some(1), "{told}");
    insta::assert_snapshot!(read(site.path(), SOURCES), @r#"
    minutes: {title: Minutes, url: 'https://council.example/m'}

    renn-2016-a-bridge-of-stone-and:
      title: A bridge of stone and of wood
      no-url: "No address was given: Annals 12(3), 45-67, ISSN 1234-5678."
      publisher: Annals
      authors: [Ada Renn, "Max Ode, Jr."]
      date: 2016-11-29
      kind: study

    post-1:
      title: News
      url: https://post.example/a
      publisher: The Post
      date: 2016-11
      kind: news
      accessed: 2026-11-01

    b:
      title: Stones
      url: https://doi.org/10.1000/ab
      publisher: Press
      authors: Ida Renn (ed.)
      kind: book

    g:
      title: A grant
      no-url: "No address was given: City Archive, Box 12."
    "#);
    insta::assert_snapshot!(told, @r"
    refs.ris:43:1: error: `none`: it has no title
      help: give it one in the program that wrote the file
    refs.ris:28:1: note: `b`: its date is left out: `n.d.` is none of the format
    refs.ris:37:1: note: `g`: the type `GRANT` is no kind of source, so `kind` is left out
    ");
    insta::assert_snapshot!(printed.split("; ").next().unwrap_or(""), @r"
    added `renn-2016-a-bridge-of-stone-and`
    added `post-1` from `Post_1`
    added `b`
    added `g`
    left out, since the format has no place for it: AB (1), KW (2), SN (1), UR (1)
    4 added, 1 refused
    ");
    assert_checks(site.path());
    let before = snapshot(site.path());
    let (_, printed, _) = import(site.path(), "refs.ris", ris);
    assert!(printed.ends_with("4 there already, 1 refused; nothing was written\n"), "{printed}");
    assert_eq!(snapshot(site.path()), before);
}

#[test]
fn broken_files_are_errors_at_their_line_and_nothing_is_written() {
    let site = site_folder();
    let before = snapshot(site.path());
    for (ris, expect) in [
        (
            "Words\n",
            "a.ris:1:1: error: this is no RIS: a record begins with `TY  - `, and this is `Words`",
        ),
        (
            "\nTI  - A\n",
            "a.ris:2:1: error: this is no RIS: a record begins with `TY  - `, and this is `TI  - A`",
        ),
        (
            "TY  - GEN\nTI  - A\n",
            "a.ris:2:1: error: the record that begins in line 1 has no end: `ER  - `",
        ),
        (
            "TY  - GEN\nTI  - A\nTY  - GEN\nER  - \n",
            "a.ris:3:1: error: the record that begins in line 1 has no end: `ER  - `",
        ),
        ("TY  - GEN\nWords\nER  - \n", "a.ris:2:1: error: this line has no tag"),
    ] {
        let (status, _, told) = import(site.path(), "a.ris", ris);
        assert_eq!((status, &*told), (Some(1), &*format!("{expect}\nnothing was written\n")));
    }
    assert_eq!(snapshot(site.path()), before);
    let (status, printed, _) = import(site.path(), "a.ris", "\n");
    assert_eq!((status, &*printed), (Some(0), "nothing in it; nothing was written\n"));
}
