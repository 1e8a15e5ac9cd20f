//! Archives and pages that were made to harm, or are damaged: each is a clear error, and nothing is written.

use super::draft::{archive, docx};
use super::import_with;
use std::fs;

/// Asserts that a document is refused with `reason`, and that nothing is written.
fn refuse(what: &str, bytes: &[u8], reason: &str) {
    let site = tempfile::tempdir().expect("a folder");
    let (status, printed, told) = import_with(site.path(), "draft.docx", bytes, &[]);
    assert_eq!((status, &*printed), (Some(1), ""), "{what}: {told}");
    assert!(told.starts_with("draft.docx: error: ") && told.contains(reason), "{what}: {told}");
    assert_eq!(fs::read_dir(site.path()).expect("the folder").count(), 0, "{what}");
}

/// Asserts that a document is read, and that nothing stands outside the folder of the site.
fn accept(what: &str, bytes: &[u8]) -> String {
    let above = tempfile::tempdir().expect("a folder");
    let site = above.path().join("site");
    fs::create_dir(&site).expect("a folder");
    let (status, printed, told) = import_with(&site, "draft.docx", bytes, &[]);
    assert_eq!(status, Some(0), "{what}: {told}");
    assert_eq!(fs::read_dir(above.path()).expect("the folder").count(), 1, "{what}");
    printed
}

const RELS: &str = r#"<Relationships><Relationship Id="r" Type="x/officeDocument" Target="TARGET"/></Relationships>"#;

fn with_main(main: &str) -> Vec<u8> {
    let rels = RELS.replace("TARGET", "word/document.xml");
    archive(&[("_rels/.rels", rels.as_bytes()), ("word/document.xml", main.as_bytes())])
}

#[test]
fn what_is_no_archive_is_refused() {
    refuse("empty", b"", "it is no document of Word");
    refuse("text", b"Dear Sirs", "it is no document of Word");
    refuse("old", &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0], "Word before 2007");
    let whole = docx("<w:p/>", &[]);
    for cut in [1, 10, whole.len() / 4, whole.len() / 2, whole.len() - 30, whole.len() - 1] {
        refuse(&format!("cut at {cut}"), &whole[..cut], "it is no document of Word");
    }
}

#[test]
fn missing_parts_are_named() {
    refuse("no parts", &archive(&[]), "without the main part");
    refuse("no relations", &archive(&[("word/document.xml", b"<w/>")]), "without the main part");
    let rels = RELS.replace("TARGET", "word/gone.xml");
    refuse(
        "main part gone",
        &archive(&[("_rels/.rels", rels.as_bytes())]),
        "without the main part",
    );
    let rels = RELS.replace("TARGET", "../../../etc/passwd");
    refuse(
        "main part elsewhere",
        &archive(&[("_rels/.rels", rels.as_bytes())]),
        "without the main part",
    );
    refuse("a sheet", &with_main("<workbook/>"), "it is no text of Word");
    refuse("slides", &with_main("<p:presentation xmlns:p='x'/>"), "it is no text of Word");
}

#[test]
fn xml_that_is_none_is_refused_with_its_part() {
    for (what, main) in [
        ("empty", ""),
        ("text", "words"),
        ("open", "<w:document><w:body>"),
        ("crossed", "<w:document><w:body></w:document></w:body>"),
        ("closed twice", "<w:document/></w:document>"),
        ("bare &", "<w:document><w:body><w:p>&</w:p></w:body></w:document>"),
        ("unknown entity", "<w:document><w:body>&nbsp;</w:body></w:document>"),
        ("NUL reference", "<w:document><w:body>&#0;</w:body></w:document>"),
        ("attribute twice", "<w:document a='1' a='2'><w:body/></w:document>"),
        ("attribute bare", "<w:document a=1><w:body/></w:document>"),
    ] {
        refuse(what, &with_main(main), "its part `word/document.xml`: ");
    }
    refuse(
        "not UTF-8",
        &archive(&[
            ("_rels/.rels", RELS.replace("TARGET", "word/document.xml").as_bytes()),
            ("word/document.xml", b"<w:document>\xff</w:document>"),
        ]),
        "it is not in UTF-8",
    );
}

#[test]
fn entities_are_refused_before_they_grow() {
    let bomb = r#"<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><w:document><w:body>&b;</w:body></w:document>"#;
    let file = r#"<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document><w:body>&x;</w:body></w:document>"#;
    let remote =
        r#"<!DOCTYPE d SYSTEM "http://127.0.0.1:9/x.dtd"><w:document><w:body/></w:document>"#;
    for (what, main) in [("laughs", bomb), ("a file", file), ("a host", remote)] {
        refuse(what, &with_main(main), "it declares entities");
    }
}

#[test]
fn what_unpacks_to_too_much_is_refused() {
    let blanks = vec![b' '; 3 << 20];
    let rels = RELS.replace("TARGET", "word/document.xml");
    let bytes = archive(&[("_rels/.rels", rels.as_bytes()), ("word/document.xml", &blanks)]);
    refuse("ratio", &bytes, "unpacks to more than 200 times its size");
    let deep = format!(
        "<w:document><w:body>{}{}</w:body></w:document>",
        "<w:p>".repeat(400),
        "</w:p>".repeat(400)
    );
    refuse("deep", &with_main(&deep), "stand more than 256 deep");
    let many: Vec<String> = (0..10_001).map(|i| format!("p/{i}")).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|name| (name.as_str(), &b""[..])).collect();
    refuse("parts", &archive(&many), "at most 10000 are read");
    refuse(
        "two of one name",
        &archive(&[("Word/a", b""), ("word/A", b"")]),
        "two parts of this name",
    );
}

/// The end of the central directory says how many parts there are: a copy of an entry lies over the first.
#[test]
fn parts_that_lie_over_each_other_are_refused() {
    let mut bytes = docx("<w:p/>", &[]);
    // The second entry of the directory is told to begin where the first does.
    let entries: Vec<usize> =
        (0..bytes.len() - 4).filter(|at| bytes[*at..].starts_with(b"PK\x01\x02")).collect();
    let first: [u8; 4] = bytes[entries[0] + 42..entries[0] + 46].try_into().expect("an offset");
    bytes[entries[1] + 42..entries[1] + 46].copy_from_slice(&first);
    let site = tempfile::tempdir().expect("a folder");
    let (status, _, told) = import_with(site.path(), "draft.docx", &bytes, &[]);
    assert_eq!(status, Some(1), "{told}");
}

#[test]
fn names_in_an_archive_are_no_paths() {
    for name in [
        "../evil.txt",
        "/etc/evil",
        "..\\evil.txt",
        "C:\\evil",
        "word/../../evil",
        "static/evil.svg",
        "con",
    ] {
        accept(name, &docx("<w:p><w:r><w:t>One.</w:t></w:r></w:p>", &[(name, "evil")]));
    }
}

#[test]
fn circles_of_styles_lists_and_answers_end() {
    let styles = r#"<w:styles xmlns:w="x"><w:style w:styleId="a"><w:basedOn w:val="b"/></w:style><w:style w:styleId="b"><w:basedOn w:val="a"/></w:style></w:styles>"#;
    let body = r#"<w:p><w:pPr><w:pStyle w:val="a"/><w:numPr><w:ilvl w:val="99999999999999999999"/><w:numId w:val="x"/></w:numPr></w:pPr><w:r><w:t>One.</w:t></w:r></w:p>"#;
    let rels = RELS.replace("TARGET", "word/document.xml");
    let own = r#"<Relationships><Relationship Id="s" Type="x/styles" Target="styles.xml"/><Relationship Id="c" Type="x/comments" Target="c.xml"/><Relationship Id="e" Type="x/commentsExtended" Target="e.xml"/></Relationships>"#;
    let main = format!(r#"<w:document xmlns:w="x"><w:body>{body}</w:body></w:document>"#);
    let comments = r#"<w:comments><w:comment w:id="1"><w:p w:paraId="a"/></w:comment><w:comment w:id="2"><w:p w:paraId="b"/></w:comment></w:comments>"#;
    let circle = r#"<x><commentEx paraId="a" paraIdParent="b"/><commentEx paraId="b" paraIdParent="a"/></x>"#;
    accept(
        "circles",
        &archive(&[
            ("_rels/.rels", rels.as_bytes()),
            ("word/document.xml", main.as_bytes()),
            ("word/_rels/document.xml.rels", own.as_bytes()),
            ("word/styles.xml", styles.as_bytes()),
            ("word/c.xml", comments.as_bytes()),
            ("word/e.xml", circle.as_bytes()),
        ]),
    );
}

#[test]
fn words_of_strangers_become_no_markup_key_or_path() {
    let nasty = "--- title: x: [y] {{ z }} {% raw %} &lt;script&gt;alert(1)&lt;/script&gt; `a` | b \\ [l](javascript:x) ![i](/etc/passwd) &amp;lt; # h";
    let body = format!(
        "<w:p><w:pPr><w:pStyle w:val=\"T\"/></w:pPr><w:r><w:t>{nasty}</w:t></w:r></w:p><w:p><w:commentRangeStart w:id=\"1\"/><w:r><w:t>{nasty}</w:t></w:r><w:commentRangeEnd w:id=\"1\"/></w:p>"
    );
    let comments = format!(
        "<w:comments><w:comment w:id=\"1\" w:author=\"a: b # c\"><w:p><w:r><w:t>{nasty} https://a.example/&quot;&gt;&lt;x</w:t></w:r></w:p><w:p><w:r><w:t>claims: {{}}</w:t></w:r></w:p></w:comment></w:comments>"
    );
    let printed = accept("nasty", &docx(&body, &[("word/comments.xml", &comments)]));
    assert!(printed.contains("1 claim to complete"), "{printed}");
}

#[test]
fn control_characters_and_those_that_turn_text_round_are_taken_out() {
    let body = "<w:p><w:commentRangeStart w:id=\"1\"/><w:r><w:t>One &#x202E;two&#x7F; three.</w:t></w:r><w:commentRangeEnd w:id=\"1\"/></w:p>";
    let comments = "<w:comments><w:comment w:id=\"1\"><w:p><w:r><w:t>a &#x202E;b</w:t></w:r></w:p></w:comment></w:comments>";
    let printed = accept("controls", &docx(body, &[("word/comments.xml", comments)]));
    assert!(printed.contains("2 pieces of text without their control characters"), "{printed}");
}
