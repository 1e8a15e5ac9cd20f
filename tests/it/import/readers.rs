//! What the readers of documents make of odd blocks: no word moves, is lost or changes.

use super::draft::{docx, import_new, p, r};
use crate::support::{gainsay, read, report};
use std::fs;

/// The sections of a document, and what its import printed.
pub(super) fn sections(name: &str, bytes: &[u8]) -> (String, String) {
    let (status, printed, told, site) = import_new(name, bytes, &[]);
    assert_eq!(status, Some(0), "{told}");
    let names = fs::read_dir(site.path().join("content")).expect("content").filter_map(Result::ok);
    let mut names: Vec<String> =
        names.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    let sections = names.iter().filter(|name| name.ends_with(".md"));
    let text = sections.map(|name| read(&site.path().join("content"), name)).collect();
    let output = gainsay(&["check", "--drafts"], site.path());
    assert_eq!(output.status.code(), Some(0), "{}", report(&output));
    (text, printed)
}

#[test]
fn words_of_a_tight_item_stay_before_the_block_that_follows() {
    let check = |markdown: &str, expect: &str| {
        let (text, _) = sections("d.md", format!("Start.\n\n{markdown}\n").as_bytes());
        assert_eq!(text, format!("Start.\n\n{expect}\n"), "{markdown}");
    };
    check("- one\n  > two\n- three", "- one\n\n  > two\n\n- three");
    check("- one\n  # two\n- three", "- one\n\n  # two\n\n- three");
    check(
        "- one\n  | a | b |\n  |---|---|\n  | c | d |",
        "- one\n\n  | a | b |\n  | --- | --- |\n  | c | d |",
    );
    check("- one\n  <div>two</div>", "- one\n\n  two");
    check("- one\n  ***\n- two", "- one\n\n  ---\n\n- two");
    check("- one\n  ```\n  two\n  ```", "- one\n\n  ```\n  two\n  ```");
    check("- one\n  - two", "- one\n  - two");
    check("- [ ] one\n  > two", "- ☐ one\n\n  > two");
}

#[test]
fn braces_behind_a_heading_are_words_unless_they_are_attributes() {
    let check = |heading: &str, expect: &str, left: Option<&str>| {
        let (text, printed) =
            sections("d.md", format!("{heading}\n\nOne.\n\n## Two\n\nThree.\n").as_bytes());
        let title = text.lines().find_map(|line| line.strip_prefix("title: "));
        assert_eq!(title.map(|title| title.trim_matches('"')), Some(expect), "{heading}");
        match left {
            Some(left) => {
                let line = format!("  1 part of the page that is no text left out: “{left}”\n");
                assert!(printed.contains(&line), "{heading}: {printed}");
            }
            None => assert!(!printed.contains("left out"), "{heading}: {printed}"),
        }
    };
    check("## Costs {2024}", "Costs {2024}", None);
    check("## Sets {1, 2} and {3}", "Sets {1, 2} and {3}", None);
    check("## Prices {.5}", "Prices {.5}", None);
    check("## Costs \\{#id}", "Costs {#id}", None);
    check("## Costs `{#id}`", "Costs {#id}", None);
    check("## Costs {#id}", "Costs", Some("{#id}"));
    check("## Costs {#the_id_ .a key=\"b c\"}", "Costs", Some("{#the_id_ .a key=\"b c\"}"));
    check("## The *costs* ## {.a}", "The costs", Some("{.a}"));
    check("## Costs {-} ##", "Costs", Some("{-}"));
    check("Costs {#id}\n-----", "Costs", Some("{#id}"));
    check("Costs {2024}\n-----", "Costs {2024}", None);
}

/// A paragraph of Word with a style, whose end is deleted where that is said.
fn paragraph(style: &str, is_end_deleted: bool, runs: &str) -> String {
    let mark = if is_end_deleted { "<w:rPr><w:del/></w:rPr>" } else { "" };
    format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/>{mark}</w:pPr>{runs}</w:p>"#)
}

fn deleted(text: &str) -> String {
    format!("<w:del><w:r><w:delText>{text}</w:delText></w:r></w:del>")
}

#[test]
fn a_paragraph_of_word_keeps_its_style_behind_one_that_was_deleted() {
    let check = |paragraphs: &[String], expect: &str, count: usize| {
        let body = format!("{}{}", p(&r("Start.")), paragraphs.concat());
        let (text, printed) = sections("d.docx", &docx(&body, &[]));
        assert_eq!(text.strip_prefix("Start.\n"), Some(expect), "{paragraphs:?}");
        let plural = if count == 1 { "" } else { "s" };
        let line = format!("  {count} tracked deletion{plural} taken as accepted: “");
        assert!(printed.contains(&line), "{paragraphs:?}: {printed}");
    };
    let heading = |text: &str| paragraph("H1", false, &r(text));
    check(
        &[paragraph("", true, &deleted("gone")), heading("Two"), p(&r("Three."))],
        "---\ntitle: Two\n---\n\nThree.\n",
        1,
    );
    check(&[paragraph("H1", true, &deleted("gone")), p(&r("Two."))], "\nTwo.\n", 1);
    // One deletion runs over the end of a paragraph.
    check(
        &[
            paragraph("H1", true, &(r("One ") + &deleted("gone"))),
            p(&(deleted("gone") + &r("two."))),
        ],
        "\nOne two.\n",
        1,
    );
    check(
        &[paragraph("", true, &(deleted("gone") + &r("One "))), heading("two"), p(&r("Three."))],
        "---\ntitle: One two\n---\n\nThree.\n",
        2,
    );
}

#[test]
fn the_title_of_word_is_found_behind_an_empty_paragraph() {
    let title = paragraph("T", false, &r("The bridge"));
    let empty = p("");
    let bytes = docx(&format!("{empty}{title}{empty}{}", p(&r("One."))), &[]);
    let (status, _, told, site) = import_new("d.docx", &bytes, &[]);
    assert_eq!(status, Some(0), "{told}");
    assert_eq!(read(site.path(), "content/article.yaml"), "title: The bridge\n");
}

/// A formula of these elements.
fn formula(inside: &str) -> String {
    format!("<m:oMath>{inside}</m:oMath>")
}

fn signs(text: &str) -> String {
    format!("<m:r><m:t>{text}</m:t></m:r>")
}

#[test]
fn formulas_of_word_keep_their_fractions_powers_and_roots() {
    let part = |name: &str, inside: &str| format!("<m:{name}>{inside}</m:{name}>");
    let e = |inside: &str| part("e", inside);
    let fraction = |over: &str, below: &str| part("f", &(part("num", over) + &part("den", below)));
    let power = |base: &str, to: &str| part("sSup", &(e(base) + &part("sup", to)));
    let check = |inside: &str, expect: &str, counted: Option<&str>| {
        let (text, printed) =
            sections("d.docx", &docx(&p(&(r("So ") + &formula(inside) + &r("."))), &[]));
        assert_eq!(text, format!("So {expect}.\n"), "{inside}");
        match counted {
            Some(line) => assert!(printed.contains(line), "{inside}: {printed}"),
            None => {
                assert!(!printed.contains("formula") && !printed.contains("raised"), "{printed}")
            }
        }
    };
    let half = fraction(&signs("1"), &signs("2"));
    check(&half, "1/2", None);
    check(&(signs("1") + &half + &signs("x")), "1 1/2 x", None);
    check(&fraction(&signs("a+b"), &half), "(a+b)/(1/2)", None);
    let raised = "1 raised or lowered piece of text written on its line: “6”";
    check(&power(&signs("10"), &signs("6")), "106", Some(raised));
    check(&power(&half, &signs("n")), "(1/2)n", Some("written on its line: “n”"));
    check(&power(&signs("e"), &power(&signs("x"), &signs("2"))), "ex^2", Some("“x^2”"));
    check(
        &part(
            "rad",
            &(part("radPr", "<m:degHide m:val=\"1\"/>") + &part("deg", "") + &e(&signs("x+1"))),
        ),
        "√(x+1)",
        None,
    );
    check(&part("d", &(e(&signs("a")) + &e(&signs("b")))), "(a|b)", None);
    check(
        &part(
            "nary",
            &("<m:naryPr><m:chr m:val=\"∑\"/></m:naryPr>".to_owned()
                + &part("sub", &signs("i"))
                + &part("sup", &signs("n"))
                + &e(&signs("i"))),
        ),
        "∑in i",
        Some("2 raised or lowered pieces of text"),
    );
    check(&part("func", &(part("fName", &signs("sin")) + &e(&signs("x")))), "sin x", None);
    let odd = "1 formula that a line cannot show, its signs kept: “(a, b; c, d)”";
    let row = |one: &str, two: &str| part("mr", &(e(&signs(one)) + &e(&signs(two))));
    check(&part("d", &e(&part("m", &(row("a", "b") + &row("c", "d"))))), "(a, b; c, d)", Some(odd));
    check(&part("bar", &e(&signs("x"))), "x", Some("1 formula that a line cannot show"));
}

/// A field with these instructions and this result.
fn field(instruction: &str, result: &str) -> String {
    let mark = |kind: &str| format!(r#"<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>"#);
    let code = format!("<w:r><w:instrText>{instruction}</w:instrText></w:r>");
    [mark("begin"), code, mark("separate"), r(result), mark("end")].concat()
}

#[test]
fn fields_of_word_that_are_links_stay_links() {
    let check = |inside: &str, expect: &str, lost: Option<&str>| {
        let (text, printed) = sections("d.docx", &docx(&p(&(r("So ") + inside + &r("."))), &[]));
        assert_eq!(text, format!("So {expect}.\n"), "{inside}");
        match lost {
            Some(lost) => {
                let line = format!(
                    "  1 link without an address on the web left out, its words kept: “{lost}”\n"
                );
                assert!(printed.contains(&line), "{inside}: {printed}");
            }
            None => assert!(!printed.contains("left out"), "{inside}: {printed}"),
        }
    };
    check(
        &field(r#"HYPERLINK "https://a.example/b" \l "c""#, "it"),
        "[it](https://a.example/b#c)",
        None,
    );
    check(
        &field(r#"HYPERLINK \o "tip" "https://a.example/b""#, "it"),
        "[it](https://a.example/b)",
        None,
    );
    check(&field("HYPERLINK https://a.example/b", "it"), "[it](https://a.example/b)", None);
    check(&field(r#"HYPERLINK \l "c""#, "it"), "it", Some("#c"));
    check(&field("REF c \\h", "it"), "it", None);
    let simple = format!(
        r#"<w:fldSimple w:instr="HYPERLINK &quot;https://a.example/b&quot;">{}</w:fldSimple>"#,
        r("it")
    );
    check(&simple, "[it](https://a.example/b)", None);
    // A field in the code of another is no text.
    let mark = |kind: &str| format!(r#"<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>"#);
    let nested =
        [mark("begin"), field("PAGE", "7"), mark("separate"), r("it"), mark("end")].concat();
    check(&nested, "it", None);
}

#[test]
fn notes_of_word_keep_the_links_signs_and_formulas_in_them() {
    let check = |inside: &str, expect: &[&str]| {
        let notes = format!(
            r#"<w:footnotes xmlns:w="x"><w:footnote w:id="2">{}</w:footnote></w:footnotes>"#,
            p(inside)
        );
        let body = p(&(r("One.") + r#"<w:r><w:footnoteReference w:id="2"/></w:r>"#));
        let bytes = docx(&body, &[("word/footnotes.xml", &notes)]);
        let (status, _, told, site) = import_new("d.docx", &bytes, &[]);
        assert_eq!(status, Some(0), "{told}");
        let content = site.path().join("content");
        let sources = if content.join("sources.yaml").exists() {
            read(&content, "sources.yaml")
        } else {
            String::new()
        };
        let all = read(&content, "01-one.yaml") + &sources;
        expect.iter().for_each(|part| assert!(all.contains(part), "{part}: {all}"));
    };
    let link = field(r#"HYPERLINK "https://a.example/b" \l "c""#, "the report");
    let found = ["url: \"https://a.example/b#c\"\n", "title: the report\n"];
    check(&(r("See ") + &link + &r(".")), &found);
    let simple = format!(
        r#"<w:fldSimple w:instr="HYPERLINK https://a.example/b \l c">{}</w:fldSimple>"#,
        r("the report")
    );
    check(&simple, &found);
    let sign = r#"<w:r><w:sym w:font="Arial" w:char="00B0"/></w:r>"#;
    check(&[&r("At 25"), sign, &r("C.")].concat(), &["desk-note: \"At 25°C.\"\n"]);
    let power = "<m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>6</m:t></m:r></m:sup></m:sSup>";
    check(&(r("Some ") + &formula(power)), &["desk-note: \"Some 10^6\"\n"]);
}

#[test]
fn words_before_and_behind_the_end_of_a_page_or_column_are_two() {
    for kind in ["page", "column"] {
        let end = format!(r#"<w:r><w:br w:type="{kind}"/></w:r>"#);
        let (text, _) =
            sections("d.docx", &docx(&p(&[r("One."), end.clone(), r("Two.")].concat()), &[]));
        assert_eq!(text, "One. Two.\n");
        let (text, _) = sections(
            "d.docx",
            &docx(&[p(&r("One.")), p(&end), p(&(end + &r("Two.")))].concat(), &[]),
        );
        assert_eq!(text, "One.\n\nTwo.\n");
    }
}

#[test]
fn strings_and_lists_of_toml_over_several_lines_are_read() {
    let check = |toml: &str, expect: &str| {
        let text = format!("+++\n{toml}\n+++\n\nOne.\n");
        let (status, _, told, site) = import_new("d.md", text.as_bytes(), &[]);
        assert_eq!(status, Some(0), "{toml}: {told}");
        assert_eq!(read(site.path(), "content/article.yaml"), expect, "{toml}");
    };
    check(
        "title = \"\"\"\nThe \"old\"\nbridge\"\"\" # said\nauthor = 'Iris Holm'",
        "title: \"The \\\"old\\\" bridge\"\nbyline: Iris Holm\n",
    );
    check("title = \"\"\"The \\\n\n   bridge\"\"\"", "title: The bridge\n");
    check("title = \"\"\"\"The bridge\"\"\"\"\nweight = 3", "title: \"\\\"The bridge\\\"\"\n");
    check("title = '''C:\\bridge'''", "title: \"C:\\\\bridge\"\n");
    check(
        "tags = [\n  \"a=b\", # one ]\n  'c]',\n]\ntitle = \"The bridge\"",
        "title: The bridge\n",
    );
    check("# a = b\ntitle = \"The bridge\"\n[params]\ntitle = \"No\"", "title: The bridge\n");
    let text = "+++\ntitle = \"\"\"The bridge\n+++\n\nOne.\n";
    let (status, _, told, _) = import_new("d.md", text.as_bytes(), &[]);
    assert_eq!(status, Some(1));
    assert!(told.contains("its front matter is no YAML"), "{told}");
}
