//! How words of a document look: what Markdown can show stays, and the rest is counted.

use super::draft::{docx, import_new, p, r};
use super::import_with;
use crate::support::{gainsay, read, report};
use std::fs;

/// The only section of a document, and what its import printed.
fn section(name: &str, bytes: &[u8]) -> (String, String) {
    let (status, printed, told, site) = import_new(name, bytes, &[]);
    assert_eq!(status, Some(0), "{told}");
    let names = fs::read_dir(site.path().join("content")).expect("content").filter_map(Result::ok);
    let mut names = names.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let name = names.find(|name| name.ends_with(".md")).expect("a section");
    (read(&site.path().join("content"), &name), printed)
}

/// A run of Word that is raised or lowered.
fn high(at: &str, text: &str) -> String {
    format!(r#"<w:r><w:rPr><w:vertAlign w:val="{at}"/></w:rPr><w:t>{text}</w:t></w:r>"#)
}

#[test]
fn raised_and_lowered_words_are_counted_where_only_raw_html_could_show_them() {
    let word = docx(
        &p(&[r("CO"), high("subscript", "2"), r(" on 10"), high("superscript", "3"), r(" m.")]
            .concat()),
        &[],
    );
    let page = "<style>.up{vertical-align:super}</style><p>CO<sub>2</sub> on 10<span class=up>3</span> m.</p>";
    let markdown = "CO<sub>2</sub> on 10<sup>3</sup> m.\n";
    for (name, bytes) in
        [("d.docx", &word[..]), ("d.html", page.as_bytes()), ("d.md", markdown.as_bytes())]
    {
        let (text, printed) = section(name, bytes);
        assert_eq!(text, "CO2 on 103 m.\n", "{name}");
        let line = "  2 raised or lowered pieces of text written on their lines: “2”\n";
        assert!(printed.contains(line), "{name}: {printed}");
    }
}

#[test]
fn raised_and_lowered_words_stay_so_in_a_site_that_allows_raw_html() {
    let site = tempfile::tempdir().expect("a folder");
    fs::create_dir(site.path().join("content")).expect("a folder");
    fs::write(site.path().join("gainsay.yaml"), "title: Notes\nraw-html: true\n").expect("a file");
    let page = "<h1>CO<sub>2</sub></h1><h2>Air</h2><p>Some CO<sub>2</sub> on <b>10<sup>3</sup></b> m<sup>2</sup>.</p><h3>m<sup>2</sup></h3><table><tr><td>10<sup>*</sup></table>";
    let (status, printed, told) = import_with(site.path(), "d.html", page, &[]);
    assert_eq!(status, Some(0), "{told}");
    assert_eq!(
        read(site.path(), "content/01-air.md"),
        "---\ntitle: Air\n---\n\nSome CO<sub>2</sub> on **10<sup>3</sup>** m<sup>2</sup>.\n\n### m<sup>2</sup>\n\n| 10<sup>\\*</sup> |\n| --- |\n"
    );
    // Titles are text.
    assert!(
        printed.contains("  1 raised or lowered piece of text written on its line: “2”\n"),
        "{printed}"
    );
    let output = gainsay(&["check", "--drafts"], site.path());
    assert_eq!(output.status.code(), Some(0), "{}", report(&output));
}

#[test]
fn links_in_headings_stay_and_what_titles_lose_is_counted() {
    let text = "# The [*old* bridge](https://a.example/b)\n\n## A [vote](https://a.example/v) ![map](p.png)\n\nOne.\n\n### See [more](https://a.example/m)\n\nTwo.\n";
    let (section, printed) = section("d.md", text.as_bytes());
    assert_eq!(
        section,
        "---\ntitle: A vote\n---\n\nOne.\n\n### See [more](https://a.example/m)\n\nTwo.\n"
    );
    for line in [
        "  2 links in titles left out, their words kept: “https://a.example/b”\n",
        "  1 emphasised piece of a title written plainly: “old”\n",
        "  1 picture in a title left out: “map”\n",
    ] {
        assert!(printed.contains(line), "{printed}");
    }
}

#[test]
fn struck_words_of_titles_and_notes_are_counted() {
    let text = "# The ~~*old*~~ new bridge\n\n## A ~~[no](https://a.example/b)~~ vote\n\nOne.[^1]\n\n[^1]: Not ~~him~~ her.\n\n### ~~Two~~ Three\n\nFour.\n";
    let (section, printed) = section("d.md", text.as_bytes());
    assert_eq!(section, "---\ntitle: A vote\n---\n\nOne.\n\n### ~~Two~~ Three\n\nFour.\n");
    let line = "  3 struck-out pieces of titles or notes left out: “";
    assert!(printed.contains(line), "{printed}");
    assert_eq!(printed.matches("left out").count(), 1, "{printed}");
    assert!(!printed.contains("emphasised"), "{printed}");
}

#[test]
fn links_of_word_that_lead_nowhere_on_the_web_are_counted() {
    let link = |attributes: &str, text: &str| {
        format!("<w:hyperlink {attributes}>{}</w:hyperlink>", r(text))
    };
    let word = docx(
        &p(&[link("w:anchor=\"below\"", "One"), link("r:id=\"l\"", " two"), r(".")].concat()),
        &[],
    );
    let (text, printed) = section("d.docx", &word);
    assert_eq!(text, "One [two](https://council.example/minutes).\n");
    let line = "  1 link without an address on the web left out, its words kept: “below”\n";
    assert!(printed.contains(line), "{printed}");
}

/// `article.yaml` of a document, its section, and what its import printed.
fn article(name: &str, bytes: &[u8]) -> (String, String, String) {
    let (status, printed, told, site) = import_new(name, bytes, &[]);
    assert_eq!(status, Some(0), "{told}");
    let names = fs::read_dir(site.path().join("content")).expect("content").filter_map(Result::ok);
    let mut names = names.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let section = names.find(|name| name.ends_with(".md")).expect("a section");
    (
        read(site.path(), "content/article.yaml"),
        read(&site.path().join("content"), &section),
        printed,
    )
}

#[test]
fn a_line_below_the_title_that_names_authors_alone_is_the_byline() {
    for (line, byline) in [
        ("By Iris Holm", Some("Iris Holm")),
        ("BY IRIS HOLM", Some("IRIS HOLM")),
        ("*By* Iris J. Holm, Jan de Vries and Ada Neil Jr.", None),
        ("By Iris J. Holm, Jan de Vries & Ada Neil", Some("Iris J. Holm, Jan de Vries & Ada Neil")),
        ("By Monday it was over", None),
        ("By Iris Holm.", None),
        ("By noon", None),
        ("By Friday Night", None),
        ("By The Way", None),
        ("By Friday, All Over", None),
        ("By June Carter", Some("June Carter")),
        ("By {==Iris Holm==}{>>Who?<<}", Some("Iris Holm")),
        ("By [Iris Holm](https://a.example/iris)", None),
        ("Bytes And Names", None),
    ] {
        let text = format!("# The bridge\n\n{line}\n\nOne.\n");
        let (article, section, printed) = article("d.md", text.as_bytes());
        match byline {
            Some(byline) => {
                // A `&` is quoted.
                assert_eq!(
                    article.replace('"', ""),
                    format!("title: The bridge\nbyline: {byline}\n")
                );
                assert_eq!(section, "One.\n");
                assert!(
                    printed.contains("  1 line below the title taken as byline: “"),
                    "{printed}"
                );
            }
            None => {
                assert_eq!(article, "title: The bridge\n", "{line}");
                assert!(section.ends_with("\n\nOne.\n"), "{section}");
            }
        }
    }
    // Without a title nothing stands below it, and a byline that is told stays.
    assert_eq!(article("d.md", b"By Iris Holm\n\nOne.\n").0, "title: d\n");
    let told = b"---\nauthor: Ben Ode\n---\n\n# T\n\nBy Iris Holm\n\nOne.\n";
    assert_eq!(article("d.md", told).0, "title: T\nbyline: Ben Ode\n");
}

#[test]
fn several_authors_and_subtitles_of_a_page_are_all_kept() {
    let page = "<h1 class=title>The bridge</h1><p class=subtitle>One,</p><p class=subtitle>two</p><p class=author>Iris Holm</p><p class=author>Ben Ode</p><p class=date>2024-03-05</p><p>Text.</p>";
    let (article, ..) = article("d.html", page.as_bytes());
    assert_eq!(
        article,
        "title: The bridge\nstandfirst: One, two\nbyline: Iris Holm, Ben Ode\npublished: 2024-03-05\n"
    );
}

#[test]
fn what_a_page_hides_in_print_or_on_small_screens_is_text() {
    for style in [
        "@media print{.x{color:red}.a{display:none}}",
        "@media (max-width: 40em) { .x{} .a { display: none } }",
        "@supports (x: y) { @media print { .x{} .a{display:none} } .a{display:none} }",
        "@import 'x'; @font-face{src:url(x)} .b{display:none}",
        "@media print{.a{display:none}",
    ] {
        let page = format!("<style>{style}</style><p>One <span class=a>two</span>.</p>");
        let (text, printed) = section("d.html", page.as_bytes());
        assert_eq!(text, "One two.\n", "{style} {printed}");
    }
    let page = "<style media=print>.a{display:none}</style><p>One <span class=a>two</span>.</p>";
    assert_eq!(section("d.html", page.as_bytes()).0, "One two.\n");
    for style in [
        "@media screen { .x{} .a { display: none } }",
        "@media print{.b{display:none}} /* said */ .a{display:none}",
        "@media screen{.b{}} .a{display:none}",
    ] {
        let page = format!("<style>{style}</style><p>One <span class=a>two</span>.</p>");
        let (text, printed) = section("d.html", page.as_bytes());
        assert_eq!(text, "One .\n", "{style}");
        assert!(printed.contains("1 piece of hidden text left out: “two”"), "{printed}");
    }
}

#[test]
fn rules_of_a_page_are_ranked_as_in_browsers() {
    for (style, words, text) in [
        (".a{display:none} .a{color:red}", "<span class=a>two</span>", "One ."),
        (".a{display:none} .a{display:block}", "<span class=a>two</span>", "One two."),
        (".a{display:none!important} .a{display:block}", "<span class=a>two</span>", "One ."),
        (".a{display:none !important}", "<span class=a style='display:inline'>two</span>", "One ."),
        (".a{display:none}", "<span class=a style='display:inline'>two</span>", "One two."),
        (".a{display:none} .b{display:block}", "<span class='b a'>two</span>", "One two."),
        (".a{display:none} .a{display:nonsense}", "<span class=a>two</span>", "One ."),
        ("span.a{display:none} .a{display:block}", "<span class=a>two</span>", "One ."),
        ("p.a{display:none}", "<span class=a>two</span>", "One two."),
        ("#x{display:none}", "<span id=x>two</span>", "One ."),
        ("p#x{display:none}", "<span id=x>two</span>", "One two."),
        ("#x{display:none} #y{display:none}", "<span id=z>two</span>", "One two."),
        (
            "#x .a, #x>.a, .a:hover, .a[b], .a.{display:none}",
            "<span class=a>two</span>",
            "One two.",
        ),
        (".a.b{display:none}", "<span class='b c a'>two</span>", "One ."),
        (".a.b{display:none}", "<span class=a>two</span>", "One two."),
        (".a.b{display:none} .a{display:block}", "<span class='a b'>two</span>", "One ."),
        ("span#x.a{display:none} #x{display:block}", "<span class=a id=x>two</span>", "One ."),
        ("#x{display:none} .a.b{display:block}", "<span class='a b' id=x>two</span>", "One ."),
        (".b , .a{display:none}", "<span class=a>two</span>", "One ."),
        (".x:not(.b,.a,.c){display:none}", "<span class=a>two</span>", "One two."),
        (".a{visibility:hidden} .a{display:block}", "<span class=a>two</span>", "One ."),
        ("", "<span style='display:none ! important'>two</span>", "One ."),
        ("", "<span style='content:\";\";display:none'>two</span>", "One ."),
        ("@import url(\"x;y{z\"); .a{display:none}", "<span class=a>two</span>", "One ."),
        ("@import url(x;y{z); .a{display:none}", "<span class=a>two</span>", "One ."),
        (".b{background:url('x;y}z')} .a{display:none}", "<span class=a>two</span>", "One ."),
        (".b{content:'}'} /* } */ .a{display:none}", "<span class=a>two</span>", "One ."),
        (".b{content:'\\'}'} .a{display:none}", "<span class=a>two</span>", "One ."),
        ("@font-face{src:url(x{y)} .a{display:none}", "<span class=a>two</span>", "One ."),
        (".a{font-weight:700} .a{color:blue}", "<span class=a>two</span>", "One **two**."),
        (".a{font-weight:700} .a{font-weight:normal}", "<span class=a>two</span>", "One two."),
        (
            ".a{font-style:italic!important}.a{font-style:normal}",
            "<span class=a>two</span>",
            "One *two*.",
        ),
    ] {
        let page = format!("<style>{style}</style><p>One {words}.</p>");
        let (found, printed) = section("d.html", page.as_bytes());
        assert_eq!(found, format!("{text}\n"), "{style} {words} {printed}");
    }
}

#[test]
fn bold_words_and_links_in_tags_of_markdown_stay_so() {
    for (markdown, text) in [
        ("One <b>two</b> <i>three</i>.", "One **two** *three*."),
        ("One <strong>two <em>three</em></strong>.", "One **two *three***."),
        (
            "One <a href=\"https://a.example/b?c&amp;d\">two</a>.",
            "One [two](https://a.example/b?c&amp;d).",
        ),
        ("One <B>two</B>.\n\nThree.", "One **two**.\n\nThree."),
        ("One <b>two\n\nThree.", "One **two**\n\nThree."),
        ("One <a href=\"#x\">two</a></i>.", "One two."),
    ] {
        let (found, printed) = section("d.md", format!("{markdown}\n").as_bytes());
        assert_eq!(found, format!("{text}\n"), "{markdown} {printed}");
    }
    let (_, printed) = section("d.md", b"One <a href='#x'>two</a> <u>three</i>.\n");
    for line in [
        "  1 link without an address on the web left out, its words kept: “#x”\n",
        "  2 parts of the page that are no text left out: “<u>”\n",
    ] {
        assert!(printed.contains(line), "{printed}");
    }
}
