//! Pictures of documents that are links: the address stays around the picture, or is counted with it.

use super::draft::{archive, document, import_new, p, r};
use super::import_with;
use crate::support::{gainsay, read, report};
use std::fs;

const GIF: &str = "R0lGODlhAQABAAAAACwAAAAAAQABAAACADs=";

/// The section of a page or a Markdown document with a picture `x.gif` beside it, and what its import printed.
fn beside(name: &str, text: &str) -> (String, String) {
    let from = tempfile::tempdir().expect("a folder");
    let gif = base64::Engine::decode(&base64::engine::general_purpose::STANDARD, GIF);
    fs::write(from.path().join("x.gif"), gif.expect("a picture")).expect("a picture");
    let file = from.path().join(name);
    fs::write(&file, text).expect("a document");
    let site = tempfile::tempdir().expect("a folder");
    let output = gainsay(&["import", file.to_str().expect("a path")], site.path());
    assert_eq!(output.status.code(), Some(0), "{}", report(&output));
    let section = read(site.path(), "content/01-so.md");
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    let output = gainsay(&["check", "--drafts"], site.path());
    assert_eq!(output.status.code(), Some(0), "{}", report(&output));
    let (_, section) = section.split_once("So.\n\n").expect(&section);
    (section.to_owned(), printed)
}

#[test]
fn a_link_around_a_picture_of_a_page_or_markdown_stays() {
    let check = |name: &str, text: &str, expect: &str| {
        let (section, printed) = beside(name, text);
        assert_eq!(section, format!("{expect}\n"), "{text}");
        assert!(!printed.contains("link"), "{printed}");
    };
    let linked = "[![pic](../static/d-1.gif)](https://a.example/)";
    check("d.md", "So.\n\n[![pic](x.gif)](https://a.example/)\n", linked);
    check(
        "d.md",
        "So.\n\nIt <a href='https://a.example/'>![pic](x.gif)</a>\n",
        &format!("It {linked}"),
    );
    check("d.md", "So.\n\n<a href='https://a.example/'><img src=x.gif alt=pic></a>\n", linked);
    check("d.html", "<p>So.<p><a href='https://a.example/'><img src=x.gif alt=pic></a>", linked);
    check(
        "d.html",
        "<p>So.<figure><a href='https://a.example/'><img src=x.gif alt=pic title=map></a><figcaption>A map</figcaption></figure>",
        "[![pic](../static/d-1.gif \"map\")](https://a.example/)\n\nA map",
    );
    // Words in the same link go on, and others do not.
    check(
        "d.html",
        "<p>So.<p><a href='https://a.example/'>one <b>two</b> <img src=x.gif alt='a]b'> three</a><a href='https://b.example/'><img src=x.gif></a><br><a href='https://b.example/'><img src=x.gif></a> four",
        "[one **two** ![a\\]b](../static/d-1.gif) three](https://a.example/)[![](../static/d-1.gif)](https://b.example/)\\\n[![](../static/d-1.gif)](https://b.example/) four",
    );
    check(
        "d.html",
        "<p>So.<table><tr><td>a!<a href='https://a.example/?x|y'><img src=x.gif alt=pic></a></table>",
        "| a\\![![pic](../static/d-1.gif)](https://a.example/?x%7Cy) |\n| --- |",
    );
}

#[test]
fn a_link_around_a_picture_that_is_left_out_is_counted() {
    for (name, text) in [
        ("d.md", "So.\n\n[![pic](none.gif)](https://a.example/) words\n"),
        ("d.md", "So.\n\n[![pic](https://b.example/x.gif)](https://a.example/) words\n"),
        ("d.md", "So.\n\n<a href='https://a.example/'><img src='/x.gif'></a> words\n"),
        ("d.html", "<p>So.<p><a href='https://a.example/'><img src=none.gif></a> words"),
        ("d.html", "<p>So.<p><a href='https://a.example/'><img src='/x.gif'></a> words"),
        ("d.md", "# So [![pic](x.gif)](https://a.example/)\n\nSo.\n\nwords\n"),
    ] {
        let (section, printed) = beside(name, text);
        assert_eq!(section, "words\n", "{text}");
        let line = "  1 link around a picture that was left out: “https://a.example/”\n";
        assert!(printed.contains(line), "{text}: {printed}");
    }
}

#[test]
fn a_footnote_that_is_a_linked_picture_keeps_the_address() {
    let text =
        "So it was said in 1999.[^1]\n\n[^1]: [![the minutes](x.gif)](https://a.example/m)\n";
    let site = tempfile::tempdir().expect("a folder");
    let (status, printed, told) = import_with(site.path(), "d.md", text, &[]);
    assert_eq!(status, Some(0), "{told}");
    assert!(printed.contains("1 new source"), "{printed}");
    assert!(read(site.path(), "content/sources.yaml").contains("url: \"https://a.example/m\""));
}

#[test]
fn a_link_of_a_picture_of_word_stays_wherever_it_is_written() {
    const TOP: &str = r#"<Relationships><Relationship Id="r1" Type="x/officeDocument" Target="word/document.xml"/></Relationships>"#;
    const OWN: &str = r#"<Relationships><Relationship Id="p" Type="x/image" Target="media/image1.gif"/><Relationship Id="l" Type="x/hyperlink" Target="https://a.example/" TargetMode="External"/><Relationship Id="b" Type="x/hyperlink" Target="other.docx" TargetMode="External"/></Relationships>"#;
    let gif = base64::Engine::decode(&base64::engine::general_purpose::STANDARD, GIF);
    let gif = gif.expect("a picture");
    let drawing = |own: &str, blip: &str| {
        format!(r#"<w:r><w:drawing><wp:docPr descr="pic">{own}</wp:docPr>{blip}</w:drawing></w:r>"#)
    };
    let blip = r#"<a:blip r:embed="p"/>"#;
    let plain = drawing("", blip);
    let linked = "[![pic](../static/d-1.gif)](https://a.example/)";
    let field = |kind: &str| format!(r#"<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>"#);
    let code = r#"<w:r><w:instrText>HYPERLINK "https://a.example/"</w:instrText></w:r>"#;
    let in_field = [&field("begin"), code, &field("separate"), &plain, &field("end")].concat();
    for (inside, expect, told) in [
        (format!(r#"<w:hyperlink r:id="l">{plain}</w:hyperlink>"#), linked, ""),
        (drawing(r#"<a:hlinkClick r:id="l"/>"#, blip), linked, ""),
        (in_field, linked, ""),
        (
            drawing(r#"<a:hlinkClick r:id="b"/>"#, blip),
            "![pic](../static/d-1.gif)",
            "  1 link without an address on the web left out, its words kept: “other.docx”\n",
        ),
        (
            format!("{}{}", r("words"), drawing(r#"<a:hlinkClick r:id="l"/>"#, "")),
            "words",
            "  1 link around a picture that was left out: “https://a.example/”\n",
        ),
    ] {
        let main = document(&[p(&r("So.")), p(&inside)].concat());
        let bytes = archive(&[
            ("_rels/.rels", TOP.as_bytes()),
            ("word/document.xml", main.as_bytes()),
            ("word/_rels/document.xml.rels", OWN.as_bytes()),
            ("word/media/image1.gif", &gif),
        ]);
        let (status, printed, said, site) = import_new("d.docx", &bytes, &[]);
        assert_eq!(status, Some(0), "{said}");
        assert_eq!(read(site.path(), "content/01-so.md"), format!("So.\n\n{expect}\n"), "{inside}");
        assert_eq!(printed.contains("link"), !told.is_empty(), "{printed}");
        assert!(printed.contains(told), "{printed}");
    }
}
