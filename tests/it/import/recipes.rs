//! `docs/importing.md`, step by step: the commands of each section are run on a file as the program writes it that
//! the section is about, and what the section promises is looked up.

use super::draft::{archive, document, docx, p, r};
use crate::documents::run;
use crate::support::{read, root, site_folder, snapshot};
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};
use serde_json::json;
use std::fs;
use std::path::Path;

/// The section of the document under a heading.
fn section(heading: &str) -> String {
    let document = read(&root(), "docs/importing.md");
    let start = document.find(&format!("### {heading}\n")).expect("the section");
    let rest = &document[start + 4..];
    let end = rest.find("\n##").unwrap_or(rest.len());
    rest[..end].to_owned()
}

/// The commands of a section, fence by fence. Nobody waits for a preview.
fn commands(heading: &str) -> Vec<String> {
    let section = section(heading);
    let (mut fences, mut inside) = (Vec::new(), false);
    for event in Parser::new(&section) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                assert_eq!(&*info, "sh", "{heading}");
                inside = true;
                fences.push(String::new());
            }
            Event::End(TagEnd::CodeBlock) => inside = false,
            Event::Text(text) if inside => {
                let lines = text.lines().filter(|line| !line.starts_with("gainsay serve "));
                if let Some(fence) = fences.last_mut() {
                    fence.extend(lines.map(|line| format!("{line}\n")));
                }
            }
            _ => {}
        }
    }
    let lines = section.lines().filter(|line| !line.is_empty() && !line.starts_with("```"));
    assert!(lines.count() <= 11, "{heading} is longer than ten lines and its heading");
    fences
}

/// Runs the commands of a section in a folder, after `before` each fence. Gives what each fence printed.
fn follow(heading: &str, folder: &Path, mut before: impl FnMut(usize, &Path)) -> Vec<String> {
    let mut here = folder.to_owned();
    let mut all = Vec::new();
    for (n, fence) in commands(heading).iter().enumerate() {
        before(n, &here);
        let (printed, status, end) = run(fence, &here);
        assert_eq!(status, Some(0), "{heading}: {fence}{printed}");
        here = end;
        all.push(printed);
    }
    all
}

/// A folder with a site in `my-site`.
fn with_site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, bytes) in snapshot(site_folder().path()) {
        let path = folder.path().join("my-site").join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }
    folder
}

/// All files of a site's content, one after the other.
fn content(folder: &Path) -> String {
    let all = snapshot(&folder.join("my-site/content")).into_values();
    all.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).collect()
}

fn assert_has(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "{part}: {text}");
    }
}

/// A document as Google Docs writes it: everything about looks in each run, a comment of its own for each
/// answer, on the same words, and its main part after the others.
fn google(deck: &str, comments: &[(&str, &str)]) -> Vec<u8> {
    let run = |text: &str| {
        format!(
            r#"<w:r w:rsidDel="00000000" w:rsidR="00000000" w:rsidRPr="00000000"><w:rPr><w:rtl w:val="0"/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>"#
        )
    };
    let styled = |style: &str, text: &str| {
        format!(
            r#"<w:p w:rsidR="00000000" w:rsidRDefault="00000000" w:rsidP="00000000" w14:paraId="0000000{}"><w:pPr><w:pStyle w:val="{style}"/><w:pageBreakBefore w:val="0"/><w:rPr/></w:pPr><w:bookmarkStart w:colFirst="0" w:colLast="0" w:name="_x1{style}" w:id="0"/><w:bookmarkEnd w:id="0"/>{}</w:p>"#,
            style.len(),
            run(text)
        )
    };
    let ids = || (0..comments.len()).map(|id| id.to_string());
    let begin: String = ids().map(|id| format!(r#"<w:commentRangeStart w:id="{id}"/>"#)).collect();
    let end: String = ids()
        .map(|id| {
            format!(
                r#"<w:commentRangeEnd w:id="{id}"/><w:r w:rsidDel="00000000"><w:commentReference w:id="{id}"/></w:r>"#
            )
        })
        .collect();
    let body = [
        styled("Title", "The footbridge"),
        styled("Heading1", "The vote"),
        p(&[
            run("On Monday "),
            begin,
            run("the council voted nine to four"),
            end,
            run(" to close it."),
        ]
        .concat()),
        styled("Heading1", "The deck"),
        p(&run(deck)),
        r#"<w:sectPr><w:pgSz w:h="15840" w:w="12240"/></w:sectPr>"#.to_owned(),
    ]
    .concat();
    let one = |(id, (who, said)): (usize, &(&str, &str))| {
        format!(
            r#"<w:comment w:author="{who}" w:id="{id}" w:date="2026-10-0{}T08:15:00Z"><w:p w:rsidR="00000000"><w:pPr><w:keepNext w:val="0"/></w:pPr><w:r><w:rPr><w:rFonts w:ascii="Arial"/></w:rPr><w:t xml:space="preserve">{said}</w:t></w:r></w:p></w:comment>"#,
            id + 1
        )
    };
    let comments: String = comments.iter().enumerate().map(one).collect();
    let styles = r#"<w:styles xmlns:w="x"><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style><w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style></w:styles>"#;
    let comments = format!(r#"<w:comments xmlns:w="x">{comments}</w:comments>"#);
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relations = |all: &[(&str, &str)]| -> String {
        let one = |(name, target): &(&str, &str)| {
            format!(r#"<Relationship Id="{name}" Type="{office}/{name}" Target="{target}"/>"#)
        };
        let all: String = all.iter().map(one).collect();
        format!("<Relationships>{all}</Relationships>")
    };
    let parts = [
        ("word/comments.xml", comments),
        ("word/styles.xml", styles.to_owned()),
        ("word/document.xml", document(&body)),
        (
            "word/_rels/document.xml.rels",
            relations(&[("styles", "styles.xml"), ("comments", "comments.xml")]),
        ),
        ("_rels/.rels", relations(&[("officeDocument", "word/document.xml")])),
    ];
    let parts: Vec<(&str, &[u8])> =
        parts.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    archive(&parts)
}

#[test]
fn from_google_docs() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = "The footbridge.docx";
    let asked = ("Iris Holm", "Minutes? https://council.example/minutes");
    let answered = ("Max Ode", "Yes, page 12.");
    let printed = follow("From Google Docs", folder.path(), |n, here| match n {
        0 => {
            let bytes = google("The deck was laid in 1931.", &[asked, answered]);
            fs::write(here.join(file), bytes).expect("a file");
        }
        _ => {
            // The site was edited, and so was the document.
            let path = here.join("my-site/content/01-the-vote.md");
            let text = fs::read_to_string(&path).expect("a section");
            fs::write(&path, text + "\nThe mayor was away.\n").expect("a section");
            let more = ("Max Ode", "And four against?");
            let bytes = google("The deck was laid in 1932.", &[asked, answered, more]);
            fs::write(here.join(file), bytes).expect("a file");
        }
    });
    assert_has(&printed[0], &["2 sections, 1 claim to complete, 1 new source"]);
    let all = content(folder.path());
    assert_has(
        &all,
        &[
            "title: The footbridge\n",
            "quote: the council voted nine to four\n",
            "Iris Holm (2026-10-01): Minutes? https://council.example/minutes",
            "Max Ode (2026-10-02): Yes, page 12.",
            "Max Ode (2026-10-03): And four against?",
            "The mayor was away.",
            "The deck was laid in 1932.",
        ],
    );
    assert!(!all.contains("1931"), "{all}");
}

#[test]
fn from_word() {
    let folder = tempfile::tempdir().expect("a folder");
    let body = p(&[
        r("The council "),
        r#"<w:ins w:id="1" w:author="Max Ode"><w:r><w:t>voted </w:t></w:r></w:ins>"#.to_owned(),
        r#"<w:commentRangeStart w:id="1"/>"#.to_owned(),
        r("nine to four"),
        r#"<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>"#.to_owned(),
        r(" to close it. The deck was laid in 1931."),
        r#"<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="2"/></w:r>"#.to_owned(),
    ]
    .concat());
    let said = r#"<w:comments xmlns:w="x"><w:comment w:id="1" w:author="Iris Holm" w:initials="IH"><w:p w:paraId="1"><w:r><w:t>Who counted?</w:t></w:r></w:p></w:comment></w:comments>"#;
    let notes = r#"<w:footnotes xmlns:w="x"><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote><w:footnote w:id="2"><w:p><w:r><w:t>supports: https://archive.example/deck</w:t></w:r></w:p></w:footnote></w:footnotes>"#;
    let bytes = docx(&body, &[("word/comments.xml", said), ("word/footnotes.xml", notes)]);
    fs::write(folder.path().join("draft.docx"), bytes).expect("a file");
    let printed = follow("From Word", folder.path(), |n, here| {
        assert!(n == 0 || !here.join("my-site").exists(), "a dry run writes nothing");
    });
    let told = "1 section, 2 claims to complete, 1 new source";
    assert_has(&printed[0], &[told, "1 tracked insertion taken as accepted"]);
    assert_has(&printed[1], &[told]);
    assert_has(
        &content(folder.path()),
        &["quote: nine to four\n", "Iris Holm: Who counted?", "relation: supports", "draft: true"],
    );
}

#[test]
fn from_a_cms() {
    let folder = tempfile::tempdir().expect("a folder");
    let page = r#"<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>The footbridge - The Desk</title>
<meta name="generator" content="WordPress 6.8"><link rel="stylesheet" href="article_files/style.css"></head><body class="single">
<nav class="menu"><ul><li><a href="https://desk.example/news">All our news</a></ul></nav>
<main><article class="post"><header><h1 class="entry-title">The footbridge</h1></header><div class="entry-content">
<p>The council voted <strong>nine to four</strong> to close it. See <a href="https://council.example/m">the minutes</a>.</p>
<figure><img src="article_files/deck.png" alt="The deck"><figcaption>The deck in 2021.</figcaption></figure>
<h2>The deck</h2><p>It was laid in 1931.</p></div></article></main>
<aside class="widget"><p>Most read: nothing.</p></aside><footer><p>Imprint</p></footer><script>track()</script></body></html>"#;
    fs::write(folder.path().join("article.html"), page).expect("a file");
    fs::create_dir(folder.path().join("article_files")).expect("a folder");
    fs::copy(root().join("docs/img").join(picture()), folder.path().join("article_files/deck.png"))
        .expect("a picture");
    let printed = follow("From a CMS", folder.path(), |_, _| {});
    assert_has(&printed[0], &["0 claims to complete", "1 picture"]);
    let all = content(folder.path());
    assert_has(
        &all,
        &[
            "title: The footbridge\n",
            "voted **nine to four** to close it. See [the minutes](https://council.example/m).",
            "![The deck](",
            "It was laid in 1931.",
        ],
    );
    for part in ["All our news", "Most read", "Imprint", "track()"] {
        assert!(!all.contains(part), "{part}: {all}");
    }
    // A further article, into a site with a folder for each.
    fs::write(folder.path().join("other.html"), "<article><h1>Other</h1><p>Words.</p></article>")
        .expect("a file");
    let several = "gainsay import article.html many --article bridge\ngainsay import other.html many --article other\n";
    let (printed, status, _) = run(several, folder.path());
    assert_eq!(status, Some(0), "{printed}");
    assert!(folder.path().join("many/content/other/article.yaml").is_file());
}

/// The name of a picture of the repository.
fn picture() -> String {
    let all = fs::read_dir(root().join("docs/img")).expect("pictures").filter_map(Result::ok);
    let mut names: Vec<(u64, String)> = all
        .map(|one| {
            (
                one.metadata().map_or(0, |of| of.len()),
                one.file_name().to_string_lossy().into_owned(),
            )
        })
        .filter(|(_, name)| name.ends_with(".png"))
        .collect();
    names.sort();
    names.into_iter().next().expect("a picture").1
}

#[test]
fn from_zotero() {
    let folder = with_site();
    let bib = "
@article{renn-2016,
	title = {On the {Iron} Bridge},
	volume = {12},
	url = {https://annals.example/12/3},
	doi = {10.5555/renn},
	abstract = {Long.},
	journaltitle = {Annals of Bridges},
	author = {Renn, Ada and Ode, Max},
	urldate = {2026-10-02},
	date = {2016-11-29},
	langid = {english},
	keywords = {iron},
	file = {Renn - 2016.pdf:files/12/Renn - 2016.pdf:application/pdf},
}

@online{noauthor_minutes_nodate,
	title = {Minutes of the council},
	url = {https://www.council.example/m/},
	urldate = {2026-10-02},
}
";
    fs::write(folder.path().join("my-site/references.bib"), bib).expect("a file");
    let csl = json!([
        { "id": "http://zotero.org/users/1/items/ABCD", "type": "article-journal", "title": "On the Iron Bridge", "container-title": "Annals of Bridges", "URL": "https://annals.example/12/3", "author": [{ "family": "Renn", "given": "Ada" }, { "family": "Ode", "given": "Max" }], "issued": { "date-parts": [["2016", 11, 29]] } },
        { "id": "http://zotero.org/users/1/items/EFGH", "type": "report", "title": "The deck", "publisher": "City works", "issued": { "date-parts": [[2021]] } },
    ]);
    fs::write(folder.path().join("my-site/references.json"), csl.to_string()).expect("a file");
    let printed = follow("From Zotero", folder.path(), |_, _| {});
    let (dry, wet) = printed[0].split_once("nothing was written").expect("a dry run");
    for part in [dry, wet] {
        assert_has(
            part,
            &[
                "added `renn-2016`",
                "it is at the address of `minutes`, and nothing is added",
                "1 added, 1 there already",
            ],
        );
    }
    assert_has(&printed[1], &["it is at the address of `renn-2016`", "1 added, 1 there already"]);
    let sources = read(folder.path(), "my-site/content/sources.yaml");
    assert_has(
        &sources,
        &[
            "\nrenn-2016:\n",
            "title: On the Iron Bridge\n",
            "authors: [Ada Renn, Max Ode]\n",
            "date: 2016-11-29\n",
            "title: The deck\n",
        ],
    );
    assert!(!sources.contains("Zotero"), "{sources}");
    // It is cited by its id.
    let claims = folder.path().join("my-site/content/01-vote.yaml");
    let text = fs::read_to_string(&claims).expect("claims");
    let cited = "citations: [{source: renn-2016, relation: supports}, ";
    fs::write(&claims, text.replace("citations: [", cited)).expect("claims");
    let (printed, status, _) = run("gainsay check my-site", folder.path());
    assert_eq!(status, Some(0), "{printed}");
}

#[test]
fn from_hypothesis() {
    let folder = with_site();
    let note = |id: &str, words: &str, text: &str| {
        let selector = match words {
            "" => json!([]),
            _ => json!([
                { "type": "RangeSelector", "startContainer": "/main[1]/article[1]/p[1]", "endContainer": "/main[1]/article[1]/p[1]", "startOffset": 0, "endOffset": 11 },
                { "type": "TextPositionSelector", "start": 210, "end": 221 },
                { "type": "TextQuoteSelector", "exact": words, "prefix": "The vote\n", "suffix": " voted to close the bridge.\n\n" },
            ]),
        };
        json!({
            "id": id, "created": "2026-10-02T08:30:00.000000+00:00", "updated": "2026-10-02T08:30:00.000000+00:00",
            "user": "acct:ida@hypothes.is", "uri": "https://desk.example/", "text": text, "tags": [], "group": "__world__",
            "permissions": { "read": ["group:__world__"] }, "references": [],
            "target": [{ "source": "https://desk.example/", "selector": selector }],
            "document": { "title": ["A bridge"] }, "links": {}, "flagged": false, "hidden": false,
            "user_info": { "display_name": "Ida Renn" },
        })
    };
    let all = json!({
        "export_date": "2026-10-02T09:00:00.000Z", "export_userid": "acct:ida@hypothes.is", "client_version": "1.1500.0",
        "annotations": [
            note("a", "The council", "All of it? https://council.example/roll"),
            note("b", "The council", ""),
            note("c", "", "A fine article."),
        ],
    });
    let text = serde_json::to_string_pretty(&all).expect("JSON");
    fs::write(folder.path().join("my-site/hypothesis.json"), text).expect("a file");
    let printed = follow("From Hypothesis", folder.path(), |_, _| {});
    let (dry, wet) = printed[0].split_once("nothing was written").expect("a dry run");
    for part in [dry, wet] {
        assert_has(
            part,
            &[
                "added `the-council`",
                "a note on no words of the page is left out: “Ida Renn: A fine article.”",
                "a highlight about which nothing is said is left out: `The council`",
            ],
        );
    }
    assert_has(
        &content(folder.path()),
        &[
            "quote: The council\n",
            "desk-note: \"Ida Renn: All of it? https://council.example/roll\"\n",
            "draft: true\n",
            "#   - source: council-roll\n",
        ],
    );
    let (printed, status, _) = run("gainsay check my-site --drafts", folder.path());
    assert_eq!(status, Some(0), "{printed}");
}

#[test]
fn from_a_spreadsheet() {
    let folder = with_site();
    let printed = follow("From a spreadsheet", folder.path(), |n, here| {
        if n == 0 {
            return;
        }
        // As a spreadsheet of a European desk saves it: semicolons, a byte-order mark, and lines that end as on Windows.
        let path = here.join("claims.csv");
        let text = fs::read_to_string(&path).expect("the sheet");
        let mut rows = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let heads = rows.headers().expect("a head").clone();
        let mut out = csv::WriterBuilder::new()
            .delimiter(b';')
            .terminator(csv::Terminator::CRLF)
            .from_writer(vec![0xEF, 0xBB, 0xBF]);
        out.write_record(&heads).expect("a row");
        for row in rows.records() {
            let row = row.expect("a row");
            let cells = heads.iter().zip(&row).map(|(head, cell)| match head {
                "finding" => "The minutes record it; nobody disputes it.",
                "checked" => "2026-11-02",
                "checked-by" => "Iris Holm",
                _ => cell,
            });
            out.write_record(cells).expect("a row");
        }
        fs::write(&path, out.into_inner().expect("the sheet")).expect("the sheet");
    });
    let (dry, wet) = printed[1].split_once("nothing was written").expect("a dry run");
    for part in [dry, wet] {
        assert_has(part, &["changed `vote`: ", "finding"]);
    }
    assert_has(
        &read(folder.path(), "my-site/content/01-vote.yaml"),
        &[
            "finding: \"The minutes record it; nobody disputes it.\"\n",
            "checked: 2026-11-02\n",
            "checked-by: Iris Holm\n",
        ],
    );
    let (printed, status, _) = run("gainsay import claims.csv", &folder.path().join("my-site"));
    assert_eq!(status, Some(0), "{printed}");
    assert_has(&printed, &["nothing was written"]);
}
