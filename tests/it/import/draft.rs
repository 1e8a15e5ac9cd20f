//! Documents that become articles.

use super::import_with;
use crate::support::{gainsay, read, report, snapshot};
use std::fs;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

/// The main part of a document with this body.
pub(super) fn document(body: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><w:body>{body}</w:body></w:document>"#
    )
}

const TOP: &str = r#"<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;
const OWN: &str = r#"<Relationships>
<Relationship Id="c" Type="x/comments" Target="comments.xml"/>
<Relationship Id="e" Type="x/commentsExtended" Target="commentsExtended.xml"/>
<Relationship Id="f" Type="x/footnotes" Target="footnotes.xml"/>
<Relationship Id="s" Type="x/styles" Target="styles.xml"/>
<Relationship Id="p" Type="x/image" Target="media/image1.png"/>
<Relationship Id="l" Type="x/hyperlink" Target="https://council.example/minutes" TargetMode="External"/>
</Relationships>"#;
const STYLES: &str = r#"<w:styles xmlns:w="x"><w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style><w:style w:styleId="T"><w:name w:val="Title"/></w:style></w:styles>"#;

/// An archive of these parts.
pub(super) fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(content).expect("a part");
    }
    zip.finish().expect("an archive").into_inner()
}

/// A document with this body and these further parts.
pub(super) fn docx(body: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let main = document(body);
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("_rels/.rels", TOP.as_bytes()),
        ("word/document.xml", main.as_bytes()),
        ("word/_rels/document.xml.rels", OWN.as_bytes()),
        ("word/styles.xml", STYLES.as_bytes()),
    ];
    parts.extend(more.iter().map(|(name, text)| (*name, text.as_bytes())));
    archive(&parts)
}

/// Imports a document into a new folder: exit status, what it printed, what it told, and the folder.
pub(super) fn import_new(
    name: &str,
    content: &[u8],
    more: &[&str],
) -> (Option<i32>, String, String, tempfile::TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    let (status, printed, told) = import_with(folder.path(), name, content, more);
    (status, printed, told, folder)
}

/// Asserts that a document becomes `expect`: the files of its article, one after the other.
fn check(name: &str, content: &[u8], expect: &str) {
    let (status, _, told, site) = import_new(name, content, &[]);
    assert_eq!(status, Some(0), "{told}");
    let mut shown = String::new();
    let mut names: Vec<String> = fs::read_dir(site.path().join("content"))
        .expect("content")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    for name in names {
        shown += &format!("== {name}\n{}", read(&site.path().join("content"), &name));
    }
    assert_eq!(shown, expect);
    let output = gainsay(&["check", "--drafts"], site.path());
    assert_eq!(output.status.code(), Some(0), "{}", report(&output));
}

pub(super) fn p(runs: &str) -> String {
    format!("<w:p>{runs}</w:p>")
}

pub(super) fn r(text: &str) -> String {
    format!(r#"<w:r><w:t xml:space="preserve">{text}</w:t></w:r>"#)
}

/// A comment with an id.
fn comment(id: u8, text: &str) -> String {
    format!(
        r#"<w:comment w:id="{id}" w:author="Iris Holm" w:date="2024-03-05T10:00:00Z"><w:p w:paraId="p{id}"><w:r><w:t>{text}</w:t></w:r></w:p></w:comment>"#
    )
}

fn comments(all: &[String]) -> String {
    format!(r#"<w:comments xmlns:w="x">{}</w:comments>"#, all.concat())
}

fn begin(id: u8) -> String {
    format!(r#"<w:commentRangeStart w:id="{id}"/>"#)
}

fn end(id: u8) -> String {
    format!(r#"<w:commentRangeEnd w:id="{id}"/><w:r><w:commentReference w:id="{id}"/></w:r>"#)
}

#[test]
fn comments_and_footnotes_of_word_become_claims_to_complete() {
    let body = [
        r#"<w:p><w:pPr><w:pStyle w:val="T"/></w:pPr><w:r><w:t>The footbridge</w:t></w:r></w:p>"#
            .to_owned(),
        r#"<w:p><w:pPr><w:pStyle w:val="H1"/></w:pPr><w:r><w:t>The vote</w:t></w:r></w:p>"#
            .to_owned(),
        p(&[
            r("On Monday the coun"),
            begin(1),
            r("cil voted "),
            "<w:r><w:rPr><w:b/></w:rPr><w:t>nine to four</w:t></w:r>".to_owned(),
            end(1),
            r(" to close it. The deck was laid in 1931."),
            r#"<w:r><w:footnoteReference w:id="2"/></w:r>"#.to_owned(),
            r(" It *is* [old]."),
        ]
        .concat()),
    ]
    .concat();
    let said =
        comment(1, "Minutes say “nine for, four against”, p. 12 https://council.example/minutes.");
    let notes = r#"<w:footnotes xmlns:w="x" xmlns:r="y"><w:footnote w:id="2"><w:p><w:r><w:t>supports: https://archive.example/deck</w:t></w:r></w:p></w:footnote></w:footnotes>"#;
    let bytes =
        docx(&body, &[("word/comments.xml", &comments(&[said])), ("word/footnotes.xml", notes)]);
    check(
        "draft.docx",
        &bytes,
        r#"== 01-the-vote.md
---
title: The vote
---

On Monday the council voted **nine to four** to close it. The deck was laid in 1931. It \*is\* [old].
== 01-the-vote.yaml
claims:
  council-voted-nine-four:
    quote: council voted nine to four
    draft: true
    desk-note: "Iris Holm (2024-03-05): Minutes say “nine for, four against”, p. 12 https://council.example/minutes."
    # A draft: readers do not see it. When you have looked into it, write what you found as `finding`,
    # the day as `checked` and your name as `checked-by`, and take `draft: true` away.
    # Named in the comment. To cite it, write what it does to the claim as `relation` (supports, contradicts,
    # qualifies, updates or repeats) and its words as `passage`, and take `# ` away from the lines below.
    # citations:
    #   - source: council-minutes
    #     relation:
    #     passage: nine for, four against
    #     locator: page 12

  deck-laid-1931:
    quote: The deck was laid in 1931.
    draft: true
    desk-note: "supports: https://archive.example/deck"
    citations:
      - source: archive-deck
        relation: supports
== article.yaml
title: The footbridge
== sources.yaml
council-minutes:
  title: council.example/minutes
  url: "https://council.example/minutes"
  draft: true

archive-deck:
  title: archive.example/deck
  url: "https://archive.example/deck"
  draft: true
"#,
    );
}

#[test]
fn what_is_tracked_hidden_or_resolved_is_counted() {
    let body = p(&[
        r("The council "),
        r#"<w:ins w:id="1"><w:r><w:t>voted</w:t></w:r></w:ins>"#.to_owned(),
        r#"<w:del w:id="2"><w:r><w:delText>refused</w:delText></w:r></w:del>"#.to_owned(),
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>in secret</w:t></w:r>".to_owned(),
        begin(1),
        r(" on Monday"),
        end(1),
        begin(2),
        r(" in March."),
        end(2),
    ]
    .concat());
    let extended = r#"<w15:commentsEx xmlns:w15="x"><w15:commentEx w15:paraId="p1" w15:done="1"/></w15:commentsEx>"#;
    let all = comments(&[comment(1, "done"), comment(2, "Was it?")]);
    let bytes =
        docx(&body, &[("word/comments.xml", &all), ("word/commentsExtended.xml", extended)]);
    let (status, printed, told, site) = import_new("draft.docx", &bytes, &[]);
    assert_eq!(status, Some(0), "{told}");
    assert!(
        printed
            .starts_with("draft.docx: 1 section, 1 claim to complete, 0 new sources, 0 pictures\n"),
        "{printed}"
    );
    for line in [
        "  1 tracked insertion taken as accepted: “voted”\n",
        "  1 tracked deletion taken as accepted: “refused”\n",
        "  1 piece of hidden text left out: “in secret”\n",
        "  1 resolved comment left out: “done”\n",
    ] {
        assert!(printed.contains(line), "{printed}");
    }
    let text = fs::read_dir(site.path().join("content")).expect("content").filter_map(Result::ok);
    let text: String = text
        .filter(|e| e.path().extension().is_some_and(|e| e == "md"))
        .map(|e| fs::read_to_string(e.path()).expect("a section"))
        .collect();
    assert_eq!(text, "The council voted on Monday in March.\n");
    let (_, printed, ..) = import_new("draft.docx", &bytes, &["--resolved"]);
    assert!(printed.contains("2 claims to complete"), "{printed}");
}

#[test]
fn a_comment_beside_no_words_is_listed_and_an_error_where_that_is_asked_for() {
    let body =
        p(&[r("One."), r#"<w:r><w:commentReference w:id="1"/></w:r>"#.to_owned(), begin(2)]
            .concat())
            + &p(&(r(" ") + &end(2)));
    let all = comments(&[comment(1, "Which?"), comment(2, "And here?")]);
    let bytes = docx(&body, &[("word/comments.xml", &all)]);
    let (status, printed, ..) = import_new("draft.docx", &bytes, &[]);
    assert_eq!(status, Some(0));
    assert!(printed.contains("not placed: a comment that says: Iris Holm (2024-03-05): Which?\n  it stands beside no words\n"), "{printed}");
    assert!(printed.contains("And here?\n  its words are not in the article"), "{printed}");
    let (status, printed, _, site) = import_new("draft.docx", &bytes, &["--strict"]);
    assert_eq!(status, Some(1));
    assert!(
        printed.contains(
            "nothing was written, since not everything has a place (--strict); these would be:\n"
        ),
        "{printed}"
    );
    assert_eq!(fs::read_dir(site.path()).expect("the folder").count(), 0);
}

#[test]
fn answers_and_comments_on_the_same_words_are_one_claim() {
    let body =
        p(&[begin(1), begin(2), begin(3), r("Nine voted."), end(1), end(2), end(3)].concat());
    let extended = r#"<w15:commentsEx xmlns:w15="x"><w15:commentEx w15:paraId="p1"/><w15:commentEx w15:paraId="p2" w15:paraIdParent="p1"/></w15:commentsEx>"#;
    let all =
        comments(&[comment(1, "Nine?"), comment(2, "Yes."), comment(3, "See https://a.example/x")]);
    let bytes =
        docx(&body, &[("word/comments.xml", &all), ("word/commentsExtended.xml", extended)]);
    let (_, printed, _, site) = import_new("draft.docx", &bytes, &[]);
    assert!(printed.contains("1 claim to complete"), "{printed}");
    let claims = read(site.path(), "content/01-nine-voted.yaml");
    for line in [
        "Iris Holm (2024-03-05): Nine?\n",
        "Iris Holm (2024-03-05): Yes.\n",
        "See https://a.example/x\n",
    ] {
        assert!(claims.contains(line), "{claims}");
    }
}

#[test]
fn a_document_is_never_written_over_what_is_there() {
    let bytes = docx(&p(&r("One.")), &[]);
    let (status, _, _, site) = import_new("draft.docx", &bytes, &[]);
    assert_eq!(status, Some(0));
    let before = snapshot(site.path());
    let (status, _, told) = import_with(site.path(), "draft.docx", &bytes, &[]);
    assert_eq!(status, Some(1), "{told}");
    assert!(told.contains("the site has one article, in `content/`"), "{told}");
    assert_eq!(snapshot(site.path()), before);
    let other = tempfile::tempdir().expect("a folder");
    fs::create_dir(other.path().join("content")).expect("a folder");
    fs::write(other.path().join("content/article.yaml"), "title: Mine\n").expect("a file");
    let (status, _, told) = import_with(other.path(), "draft.docx", &bytes, &[]);
    assert_eq!(status, Some(1), "{told}");
    assert!(
        told.ends_with("`, and it is not empty\n  help: name the folder of a site, or a new one: `gainsay import FILE my-site`\nnothing was written\n"),
        "{told}"
    );
    assert_eq!(read(other.path(), "content/article.yaml"), "title: Mine\n");
}

#[test]
fn several_documents_become_articles_of_one_site() {
    let folder = tempfile::tempdir().expect("a folder");
    let bytes = docx(
        &p(&[begin(1), r("Nine voted."), end(1)].concat()),
        &[("word/comments.xml", &comments(&[comment(1, "https://a.example/x")]))],
    );
    for (name, more) in [("first.docx", &["--article", "bridge"][..]), ("second.docx", &[])] {
        let (status, _, told) = import_with(folder.path(), name, &bytes, more);
        assert_eq!(status, Some(0), "{told}");
    }
    for path in [
        "content/bridge/article.yaml",
        "content/second/article.yaml",
        "content/second/sources.yaml",
    ] {
        assert!(folder.path().join(path).is_file(), "{path}");
    }
    let output = gainsay(&["check", "--drafts"], folder.path());
    assert_eq!(output.status.code(), Some(0), "{}", report(&output));
}

#[test]
fn a_page_of_google_docs_keeps_its_looks_notes_and_links() {
    let page = r##"<html><head><title>x</title><style>.c1{font-weight:700}.c2{font-style:italic}</style></head><body>
<p class="title"><span>The bridge</span></p><h1><span>The vote</span></h1>
<p><span>The council voted </span><span class="c1">nine to four</span><span>.</span><sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup> <a href="https://www.google.com/url?q=https://a.example/b&amp;sa=D">A link</a>.</p>
<table><tr><th>a<th>b<tr><td colspan=2>c</table><ul><li>one<ul><li>two</ul></ul><script>alert(1)</script>
<div><p><a href="#cmnt_ref1" id="cmnt1">[a]</a><span>The minutes: https://council.example/m</span></p></div></body></html>"##;
    check(
        "draft.html",
        page.as_bytes(),
        r#"== 01-the-vote.md
---
title: The vote
---

The council voted **nine to four**. [A link](https://a.example/b).

| a | b |
| --- | --- |
| c |  |

- one
  - two
== 01-the-vote.yaml
claims:
  council-voted-nine-four:
    quote: The council voted nine to four.
    draft: true
    desk-note: "The minutes: https://council.example/m"
    # A draft: readers do not see it. When you have looked into it, write what you found as `finding`,
    # the day as `checked` and your name as `checked-by`, and take `draft: true` away.
    # Named in the comment. To cite it, write what it does to the claim as `relation` (supports, contradicts,
    # qualifies, updates or repeats) and its words as `passage`, and take `# ` away from the lines below.
    # citations:
    #   - source: council
    #     relation:
    #     passage:
== article.yaml
title: The bridge
== sources.yaml
council:
  title: council.example/m
  url: "https://council.example/m"
  draft: true
"#,
    );
}

#[test]
fn markdown_of_another_tool_keeps_its_front_matter_and_stays_back() {
    let text = "+++\ntitle = \"The bridge\"\ndate = 2024-03-05\nauthor = \"Iris Holm\"\ndraft = true\nweight = 3\n+++\n\n## The vote\n\nThe {==council voted==}{>>Who?<<} *nine* to four.[^m]\n\n[^m]: Minutes, [here](https://council.example/m).\n";
    check(
        "draft.md",
        text.as_bytes(),
        r#"== 01-the-vote.md
---
title: The vote
---

The council voted *nine* to four.
== 01-the-vote.yaml
claims:
  council-voted-nine-four:
    quote: The council voted nine to four.
    draft: true
    desk-note: |-
      Minutes, here.
      here: https://council.example/m
    # A draft: readers do not see it. When you have looked into it, write what you found as `finding`,
    # the day as `checked` and your name as `checked-by`, and take `draft: true` away.
    # Named in the comment. To cite it, write what it does to the claim as `relation` (supports, contradicts,
    # qualifies, updates or repeats) and its words as `passage`, and take `# ` away from the lines below.
    # citations:
    #   - source: council
    #     relation:
    #     passage:

  council-voted:
    quote: council voted
    draft: true
    desk-note: "Who?"
== article.yaml
title: The bridge
byline: Iris Holm
draft: true
published: 2024-03-05
== sources.yaml
council:
  title: council.example/m
  url: "https://council.example/m"
  draft: true
"#,
    );
}

#[test]
fn a_day_of_publication_in_the_keys_of_a_site_is_taken() {
    let text = "---\ntitle: The bridge\npublished: 2024-01-02\n---\n\nOne.\n";
    let site = imported(text);
    assert_eq!(
        read(site.path(), "content/article.yaml"),
        "title: The bridge\npublished: 2024-01-02\n"
    );
    let site = imported(&text.replace("2024-01-02", "true"));
    assert_eq!(read(site.path(), "content/article.yaml"), "title: The bridge\n");
}

#[test]
fn words_that_begin_like_front_matter_stay_words_and_broken_addresses_no_sources() {
    check(
        "draft.md",
        b"# The bridge\n\ndraft\\: true\n\nSome [words](https://.example/).[^1]\n\n[^1]: https://.example/ and https://a.example/b.\n",
        r#"== 01-draft-true.md
draft\: true

Some words.
== 01-draft-true.yaml
claims:
  some-words:
    quote: Some words.
    draft: true
    desk-note: "https://.example/ and https://a.example/b."
    # A draft: readers do not see it. When you have looked into it, write what you found as `finding`,
    # the day as `checked` and your name as `checked-by`, and take `draft: true` away.
    # Named in the comment. To cite it, write what it does to the claim as `relation` (supports, contradicts,
    # qualifies, updates or repeats) and its words as `passage`, and take `# ` away from the lines below.
    # citations:
    #   - source: a-example
    #     relation:
    #     passage:
== article.yaml
title: The bridge
== sources.yaml
a-example:
  title: a.example/b
  url: "https://a.example/b"
  draft: true
"#,
    );
}

#[test]
fn the_same_remark_on_the_same_words_in_two_places_is_two_claims_that_stay() {
    let text = "The {==council==}{>>Who?<<} voted and the {==council==}{>>Who?<<}{>>x<<} met.\n";
    let site = imported(text);
    let before = snapshot(site.path());
    let (status, printed, told) = import_with(site.path(), "draft.md", text, &["--update"]);
    assert_eq!(status, Some(0), "{told}");
    assert!(printed.contains("0 claims to complete"), "{printed}");
    assert_eq!(snapshot(site.path()), before);
}

#[test]
fn text_is_parted_by_its_empty_lines_and_means_nothing_but_itself() {
    check(
        "my-notes.txt",
        b"\xef\xbb\xbf# One *two*\r\n1. three\r\n\r\n- four <b>\r\n",
        "== 01-one-two-1-three.md\n\\# One \\*two\\* 1. three\n\n\\- four \\<b>\n== article.yaml\ntitle: my notes\n",
    );
}

#[test]
fn pictures_lose_where_and_by_whom_they_were_taken() {
    let mut png = Vec::new();
    let mut encoder = png::Encoder::new(&mut png, 2, 1);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.add_text_chunk("Author".to_owned(), "Somebody Secret".to_owned()).expect("a text");
    let mut writer = encoder.write_header().expect("a picture");
    writer.write_image_data(&[0, 255]).expect("a picture");
    writer.finish().expect("a picture");
    assert!(png.windows(8).any(|bytes| bytes == b"Somebody"));
    let body = document(&p(
        r#"<w:r><w:drawing><wp:docPr descr="A map"/><a:blip r:embed="p"/></w:drawing></w:r>"#,
    ));
    let bytes = archive(&[
        ("_rels/.rels", TOP.as_bytes()),
        ("word/document.xml", body.as_bytes()),
        ("word/_rels/document.xml.rels", OWN.as_bytes()),
        ("word/media/image1.png", &png),
    ]);
    let (status, printed, told, site) = import_new("draft.docx", &bytes, &[]);
    assert_eq!(status, Some(0), "{told}");
    assert!(printed.contains("1 picture\n"), "{printed}");
    let written = fs::read(site.path().join("static/draft-1.png")).expect("the picture");
    assert!(!written.windows(8).any(|bytes| bytes == b"Somebody"));
    assert_eq!(
        imagesize::blob_size(&written).map(|size| (size.width, size.height)).ok(),
        Some((2, 1))
    );
    let output = gainsay(&["build"], site.path());
    assert_eq!(output.status.code(), Some(0), "{}", report(&output));
}

/// Of invariant 8: what is kept for the desk is in no file of the output.
#[test]
fn a_desk_note_is_in_no_file_of_the_output() {
    let site = crate::support::site_folder();
    let path = site.path().join("content/01-vote.yaml");
    let claims = fs::read_to_string(&path).expect("claims");
    let at = claims.find("    quote:").expect("a claim");
    fs::write(
        &path,
        format!("{}    desk-note: only-the-desk-knows\n{}", &claims[..at], &claims[at..]),
    )
    .expect("claims");
    let output = gainsay(&["build"], site.path());
    assert_eq!(output.status.code(), Some(0), "{}", report(&output));
    let mut stack = vec![site.path().join("public")];
    let mut count = 0;
    while let Some(folder) = stack.pop() {
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                stack.push(path);
                continue;
            }
            count += 1;
            let bytes = fs::read(&path).expect("a file");
            assert!(
                !bytes.windows(14).any(|bytes| bytes == b"only-the-desk-"),
                "{}",
                path.display()
            );
        }
    }
    assert!(count > 10, "{count}");
    for form in ["csv", "json", "csl-json", "bibtex"] {
        let output = gainsay(&["export", form], site.path());
        assert!(!String::from_utf8_lossy(&output.stdout).contains("only-the-desk-"), "{form}");
    }
}

/// A site of a Markdown draft, imported.
pub(super) fn imported(text: &str) -> tempfile::TempDir {
    let (status, _, told, site) = import_new("draft.md", text.as_bytes(), &[]);
    assert_eq!(status, Some(0), "{told}");
    site
}

/// A draft of two sections, with a remark.
pub(super) const DRAFT: &str = "# The bridge\n\n## The vote\n\nThe council {==voted==}{>>Who?<<} on Monday.\n\nThe mayor left.\n\nNobody spoke.\n\n## After\n\nIt was closed.\n";

#[test]
fn a_second_import_of_the_same_draft_changes_nothing() {
    let site = imported(DRAFT);
    let before = snapshot(site.path());
    let (status, printed, told) = import_with(site.path(), "draft.md", DRAFT, &["--update"]);
    assert_eq!(status, Some(0), "{told}");
    assert!(printed.contains("0 claims to complete"), "{printed}");
    assert_eq!(snapshot(site.path()), before);
}

#[test]
fn a_later_draft_is_merged_with_what_was_changed_in_the_markdown() {
    let site = imported(DRAFT);
    let path = site.path().join("content/01-the-vote.md");
    let ours =
        read(site.path(), "content/01-the-vote.md").replace("Nobody spoke.", "Nobody said a word.");
    fs::write(&path, ours).expect("a section");
    let claims = site.path().join("content/01-the-vote.yaml");
    let worked = read(site.path(), "content/01-the-vote.yaml")
        .replace("draft: true", "draft: true\n    finding: They did.");
    fs::write(&claims, &worked).expect("claims");
    let later = DRAFT
        .replace("on Monday", "on {==Tuesday==}{>>See https://a.example/minutes<<}")
        .replace("Who?", "Who? All of them.");
    let (status, printed, told) = import_with(site.path(), "draft.md", &later, &["--update"]);
    assert_eq!(status, Some(0), "{told}");
    assert!(printed.contains("1 claim to complete"), "{printed}");
    assert_eq!(
        read(site.path(), "content/01-the-vote.md"),
        "---\ntitle: The vote\n---\n\nThe council voted on Tuesday.\n\nThe mayor left.\n\nNobody said a word.\n"
    );
    let claims = read(site.path(), "content/01-the-vote.yaml");
    // A remark that was written anew on the same words is still that of the claim.
    let worked = worked.replace("\"Who?\"", "\"Who? All of them.\"");
    assert!(claims.starts_with(&worked), "{claims}");
    assert!(claims.contains("  tuesday:\n    quote: Tuesday\n    draft: true\n"), "{claims}");
    let output = gainsay(&["check", "--drafts"], site.path());
    assert_eq!(output.status.code(), Some(0), "{}", report(&output));
}

#[test]
fn a_place_that_both_sides_changed_is_refused_with_both() {
    let site = imported(DRAFT);
    let path = site.path().join("content/01-the-vote.md");
    let ours =
        read(site.path(), "content/01-the-vote.md").replace("The mayor left.", "The mayor stayed.");
    fs::write(&path, ours).expect("a section");
    let before = snapshot(site.path());
    let later = DRAFT.replace("The mayor left.", "The mayor slept.");
    let (status, _, told) = import_with(site.path(), "draft.md", &later, &["--update"]);
    assert_eq!(status, Some(1));
    assert_eq!(
        told,
        "draft.md: error: `content/01-the-vote.md` was changed in the site and in the document, at the same place\n  help: the site has `The mayor stayed.`; the document has `The mayor slept.`; write the same in both, and import again\nnothing was written\n"
    );
    assert_eq!(snapshot(site.path()), before);
}

#[test]
fn an_answer_to_a_comment_goes_to_its_claim() {
    let first = docx(
        &p(&[begin(1), r("Nine voted."), end(1)].concat()),
        &[("word/comments.xml", &comments(&[comment(1, "Nine?")]))],
    );
    let (_, _, told, site) = import_new("draft.docx", &first, &[]);
    let extended = r#"<w15:commentsEx xmlns:w15="x"><w15:commentEx w15:paraId="p1"/><w15:commentEx w15:paraId="p2" w15:paraIdParent="p1"/></w15:commentsEx>"#;
    let all = comments(&[comment(1, "Nine?"), comment(2, "Yes, nine.")]);
    let later = docx(
        &p(&[begin(1), r("Nine voted."), end(1)].concat()),
        &[("word/comments.xml", &all), ("word/commentsExtended.xml", extended)],
    );
    let (status, printed, more) = import_with(site.path(), "draft.docx", &later, &["--update"]);
    assert_eq!(status, Some(0), "{told}{more}");
    assert!(printed.contains("0 claims to complete"), "{printed}");
    let claims = read(site.path(), "content/01-nine-voted.yaml");
    assert!(claims.contains("Nine?\n      Iris Holm (2024-03-05): Yes, nine.\n"), "{claims}");
}

#[test]
fn sections_that_come_and_go_are_told() {
    let site = imported(DRAFT);
    let later = DRAFT.replace("## After", "## Between\n\nA pause.\n\n## After");
    let (status, _, told) = import_with(site.path(), "draft.md", &later, &["--update"]);
    assert_eq!(status, Some(0), "{told}");
    assert_eq!(
        read(site.path(), "content/03-between.md"),
        "---\ntitle: Between\n---\n\nA pause.\n"
    );
    let article = read(site.path(), "content/article.yaml");
    assert!(
        article.contains("sections:") && article.find("between") < article.find("after"),
        "{article}"
    );
    let (status, _, told) = import_with(site.path(), "draft.md", DRAFT, &["--update"]);
    assert_eq!(status, Some(1), "{told}");
    assert!(
        told.contains("the document has no section any more that is `content/03-between.md`"),
        "{told}"
    );
    let other = crate::support::site_folder();
    let (status, _, told) = import_with(other.path(), "draft.md", DRAFT, &["--update"]);
    assert_eq!(status, Some(1), "{told}");
    assert!(
        told.contains("`.gainsay/imports/article` has no record of an earlier import"),
        "{told}"
    );
}

/// Builds a site and returns all that it publishes, names and bytes.
fn published(site: &std::path::Path) -> String {
    let output = gainsay(&["build"], site);
    assert_eq!(output.status.code(), Some(0), "{}", report(&output));
    let mut all = String::new();
    let mut stack = vec![site.join("public")];
    while let Some(folder) = stack.pop() {
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            all += &format!("{}\n", path.display());
            match path.is_dir() {
                true => stack.push(path),
                false => all += &String::from_utf8_lossy(&fs::read(&path).expect("a file")),
            }
        }
    }
    all
}

#[test]
fn what_remarks_name_is_not_published_before_a_claim_that_names_it() {
    let site = imported(
        "The council {==voted==}{>>leak at https://drive.example/secret-file<<}.[^1]\n\n[^1]: Ask [Jane Doe, off the record](https://jane.example/x).\n",
    );
    let all = published(site.path());
    for secret in ["secret-file", "drive.example", "Jane Doe", "jane.example", "leak at"] {
        assert!(!all.contains(secret), "{secret}");
    }
    let claims = read(site.path(), "content/01-the-council-voted.yaml");
    let cited = claims.replacen(
        "draft: true",
        "citations: [{source: drive-secret-file, relation: supports, passage: So.}]",
        1,
    );
    let id = read(site.path(), "content/sources.yaml");
    let id =
        id.lines().find(|line| line.contains("secret")).expect("a source").trim_end_matches(':');
    let cited = cited.replace("drive-secret-file", id);
    fs::write(site.path().join("content/01-the-council-voted.yaml"), cited).expect("claims");
    assert!(published(site.path()).contains("drive.example/secret-file"));
}

#[test]
fn remarks_of_editors_are_never_words_of_the_article() {
    for (text, expect) in [
        ("One {++ new {==words==}{>>secret: Jane<<} ++}.", "One  new words .\n"),
        ("One{>>secret\n\nof two<<} two.", "One two.\n"),
        ("One{--gone.\n\nlibel.--} two.", "One two.\n"),
        ("```foo``` is\n\none{>>secret<<}.", "`foo` is\n\none.\n"),
        ("`x = {--y--}` and \\{>>said<<}", "`x = {--y--}` and \\{>>said<<}\n"),
    ] {
        let site = imported(text);
        let names =
            fs::read_dir(site.path().join("content")).expect("content").filter_map(Result::ok);
        let section = names.map(|e| e.path()).find(|p| p.extension().is_some_and(|e| e == "md"));
        let section = fs::read_to_string(section.expect("a section")).expect("a section");
        let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(plain(&section), plain(expect), "{text}");
    }
}

#[test]
fn what_styles_of_word_hide_or_strike_is_hidden_or_struck() {
    let styles = r#"<w:styles xmlns:w="x"><w:style w:styleId="V"><w:name w:val="secret"/><w:rPr><w:vanish/></w:rPr></w:style><w:style w:styleId="S"><w:name w:val="gone"/><w:rPr><w:strike/></w:rPr></w:style></w:styles>"#;
    let body = format!(
        "{}<w:p><w:pPr><w:pStyle w:val=\"V\"/></w:pPr>{}</w:p><w:p><w:pPr><w:pStyle w:val=\"S\"/></w:pPr>{}</w:p>",
        p(&r("One.")),
        r("Source is Jane."),
        r("Withdrawn.")
    );
    let main = document(&body);
    let own = OWN;
    let bytes = archive(&[
        ("_rels/.rels", TOP.as_bytes()),
        ("word/document.xml", main.as_bytes()),
        ("word/_rels/document.xml.rels", own.as_bytes()),
        ("word/styles.xml", styles.as_bytes()),
    ]);
    let (status, printed, told, site) = import_new("draft.docx", &bytes, &[]);
    assert_eq!(status, Some(0), "{told}");
    assert!(printed.contains("1 piece of hidden text left out: “Source is Jane.”"), "{printed}");
    assert_eq!(read(site.path(), "content/01-one.md"), "One.\n\n~~Withdrawn.~~\n");
}

#[test]
fn a_note_on_a_picture_on_nothing_or_on_struck_words_is_listed() {
    let text = "The mayor resigned.\n\n[^1]\n\nThe judge stayed. ~~The clerk lied.~~[^2]\n\n[^1]: one\n[^2]: two\n";
    let (status, printed, told, _) = import_new("draft.md", text.as_bytes(), &[]);
    assert_eq!(status, Some(0), "{told}");
    assert!(printed.contains("0 claims to complete"), "{printed}");
    let listed = "not placed:\n  a footnote that says: one\n  a footnote that says: two\n  of each: it stands beside no words\n";
    assert!(printed.contains(listed), "{printed}");
}

#[test]
fn html_in_markdown_keeps_its_words_and_its_notes_apart_from_others() {
    let text = "{==The bridge fell.==}{>>Check<<}\n\n<div><p>Nobody was hurt.<a href=\"#n1\" id=\"r1\">1</a></p><p id=\"n1\"><a href=\"#r1\">1</a> Minutes</p></div>\n\n<!-- x --> The mayor left.\n";
    let site = imported(text);
    let claims =
        fs::read_to_string(site.path().join("content/01-the-bridge-fell.yaml")).expect("claims");
    assert!(
        claims.contains("quote: The bridge fell.\n    draft: true\n    desk-note: Check\n"),
        "{claims}"
    );
    assert!(
        claims.contains("quote: Nobody was hurt.\n    draft: true\n    desk-note: Minutes\n"),
        "{claims}"
    );
    assert!(read(site.path(), "content/01-the-bridge-fell.md").contains("The mayor left."));
}

#[test]
fn files_of_claims_that_are_there_are_not_written_over() {
    let site = tempfile::tempdir().expect("a folder");
    fs::create_dir(site.path().join("content")).expect("a folder");
    fs::write(site.path().join("gainsay.yaml"), "title: Notes\n").expect("a file");
    fs::write(site.path().join("content/01-the-vote.yaml"), "claims:\n  mine: {says: x}\n")
        .expect("a file");
    let before = snapshot(site.path());
    let (status, _, told) = import_with(site.path(), "draft.md", DRAFT, &[]);
    assert_eq!(status, Some(1), "{told}");
    assert_eq!(snapshot(site.path()), before);
}

#[test]
fn what_both_sides_changed_alike_is_no_conflict() {
    let site = imported(DRAFT);
    let path = site.path().join("content/01-the-vote.md");
    let ours = read(site.path(), "content/01-the-vote.md");
    let ours = ours
        .replace("The mayor left.", "The mayor slept.")
        .replace("Nobody spoke.", "Nobody said a word.");
    fs::write(&path, &ours).expect("a section");
    let later = DRAFT.replace("The mayor left.", "The mayor slept.");
    let (status, _, told) = import_with(site.path(), "draft.md", &later, &["--update"]);
    assert_eq!(status, Some(0), "{told}");
    assert_eq!(read(site.path(), "content/01-the-vote.md"), ours);
}

#[test]
fn markdown_that_is_too_deep_and_numbers_that_are_too_large_do_no_harm() {
    let (status, _, told, _) = import_new("draft.md", ">".repeat(5_000).as_bytes(), &[]);
    assert_eq!(status, Some(1));
    assert!(told.contains("stand more than 100 deep"), "{told}");
    let page = "<ol start=\"18446744073709551615\"><li>a<li>b</ol>";
    assert_eq!(import_new("draft.html", page.as_bytes(), &[]).0, Some(0));
    let cells = format!("<table>{}{}</table>", "<td>".repeat(4_000), "<tr><td>x".repeat(4_000));
    assert_eq!(import_new("draft.html", cells.as_bytes(), &[]).0, Some(0));
    assert_eq!(import_new("draft.md", "[".repeat(60_000).as_bytes(), &[]).0, Some(0));
}

#[test]
fn a_section_is_not_another_because_one_went_and_one_came() {
    let site = imported(
        "# T\n\n## Budget\n\nThe budget {==grew==}{>>By how much?<<} by nine percent.\n\n## After\n\nSo.\n",
    );
    let later = "# T\n\n## Weather\n\nRain fell on Sunday.\n\n## After\n\nSo.\n";
    let (status, _, told) = import_with(site.path(), "draft.md", later, &["--update"]);
    assert_eq!(status, Some(1), "{told}");
    assert!(told.contains("no section any more that is `content/01-budget.md`"), "{told}");
    // One that has another heading is the same.
    let renamed = "# T\n\n## Money\n\nThe budget grew by nine percent.\n\n## After\n\nSo.\n";
    let (status, _, told) = import_with(site.path(), "draft.md", renamed, &["--update"]);
    assert_eq!(status, Some(0), "{told}");
    assert!(read(site.path(), "content/01-budget.md").starts_with("---\ntitle: Money\n"));
}

#[test]
fn a_text_that_gets_its_first_heading_keeps_its_beginning() {
    let site = imported("One word.\n\nTwo words.\n");
    let later = "One word.\n\n## A heading\n\nTwo words.\n";
    let (status, _, told) = import_with(site.path(), "draft.md", later, &["--update"]);
    assert_eq!(status, Some(0), "{told}");
    assert_eq!(read(site.path(), "content/01-one-word.md"), "One word.\n");
    assert_eq!(
        read(site.path(), "content/02-a-heading.md"),
        "---\ntitle: A heading\n---\n\nTwo words.\n"
    );
}

#[test]
fn a_picture_in_a_table_and_struck_words_in_code_are_no_faults() {
    let text = "| a | b |\n|---|---|\n| x | ![p\\|q](p.png \"r\") |\n";
    assert_eq!(import_new("draft.md", text.as_bytes(), &[]).0, Some(0));
    let page = "<p>a</p><table><tr><td>a<td><img alt='p|q' title='r|s' src='data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAACADs='></table><pre>x <s>y</s></pre>";
    let (status, _, told, _) = import_new("draft.html", page.as_bytes(), &[]);
    assert_eq!(status, Some(0), "{told}");
}
