//! Addresses of headings, and what links to them may look like.

use crate::support::{gainsay, page, report, site_folder, whole, write};

const BASE: &[(&str, &str)] = &[
    ("gainsay.yaml", "title: Desk\nbase-url: https://desk.example/\nlanguage: hi\n"),
    ("content/article.yaml", "title: A bridge\n"),
];

/// Builds a section with the heading `words` and a link to `fragment`; the heading has `id`, and the
/// link leads there.
fn check(words: &str, fragment: &str, id: &str) {
    let text = format!("# {words}\n\nText, and [a link](#{fragment}).\n").replace("# ", "### ");
    let text = format!("---\ntitle: Opening\n---\n\n{text}");
    let outcome = whole(BASE, &[("content/01-opening.md", &text)]);
    let html = page(&outcome, "index.html");
    let document = scraper::Html::parse_document(&html);
    let first = |selector: &str| {
        let selector = scraper::Selector::parse(selector).expect("a selector");
        document.select(&selector).next().expect("an element")
    };
    assert_eq!(first("h3[id]").attr("id"), Some(id), "{words}");
    let link = first(".section p a, main p a[href^='#']").attr("href").expect("a link");
    let target = percent_encoding::percent_decode_str(link).decode_utf8_lossy().into_owned();
    assert_eq!(target, format!("#{id}"), "{words}");
}

#[test]
fn heading_in_any_script_keeps_the_marks_of_its_letters() {
    check("हिन्दी की स्थिति", "हिन्दी-की-स्थिति", "हिन्दी-की-स्थिति");
    check("น้ำ ที่นี่", "น้ำ-ที่นี่", "น้ำ-ที่นี่");
    check("كِتَابٌ جديد", "كِتَابٌ-جديد", "كِتَابٌ-جديد");
    check("Tiếng Việt", "tiếng-việt", "tiếng-việt");
}

#[test]
fn composed_and_decomposed_headings_have_one_composed_address() {
    check(
        "Caf\u{e9} de l\u{2019}\u{c9}t\u{e9}",
        "cafe\u{301}-de-le\u{301}te\u{301}",
        "caf\u{e9}-de-l\u{e9}t\u{e9}",
    );
    check(
        "Cafe\u{301} de l\u{2019}E\u{301}te\u{301}",
        "caf\u{e9}-de-l\u{e9}t\u{e9}",
        "caf\u{e9}-de-l\u{e9}t\u{e9}",
    );
    check(
        "\u{1112}\u{1161}\u{11ab}\u{1100}\u{1173}\u{11af}",
        "%ED%95%9C%EA%B8%80",
        "\u{d55c}\u{ae00}",
    );
}

/// What the program says of a site whose sections have pages of their own, once it was built and
/// then `change` was made.
fn rebuilt(change: impl FnOnce(&std::path::Path)) -> String {
    let site = site_folder();
    let site = site.path();
    write(site, "content/article.yaml", "title: A bridge\nlayout: sections\n");
    write(site, "content/02-after.md", "---\ntitle: After\n---\n\nIt rained.\n");
    assert!(gainsay(&["build"], site).status.success());
    change(site);
    let report = report(&gainsay(&["build"], site));
    let of_sections = report.split("\n\n").filter(|told| told.contains("section-gone"));
    of_sections.collect::<Vec<_>>().join("\n\n")
}

#[test]
fn page_of_a_section_that_the_last_output_had_is_missed() {
    let told = rebuilt(|site| {
        std::fs::rename(site.join("content/02-after.md"), site.join("content/02-rain.md"))
            .expect("renamed");
    });
    insta::assert_snapshot!(told, @r#"
    warning[section-gone]: the last build had a page for the section `after`, and links from elsewhere to `after.html` lead nowhere now
     --> content/article.yaml:1:1
      |
    1 | title: A bridge
      | ^
      |
      = help: list `after` in the `aliases` of the section that readers should find instead

    `gainsay explain section-gone` says more
    1 warning
    "#);
}

#[test]
fn section_that_the_lock_and_the_last_output_knew_is_missed_once() {
    let told = rebuilt(|site| {
        for ending in ["md", "yaml"] {
            let path = |name: &str| site.join(format!("content/{name}.{ending}"));
            std::fs::rename(path("01-vote"), path("01-count")).expect("renamed");
        }
    });
    insta::assert_snapshot!(told, @r###"
    warning[section-gone]: there is no section `vote` any more, and links from elsewhere to it lead nowhere
     --> content/anchors.lock:1:1
      |
    1 | # gainsay lock 2: words that were confirmed. `gainsay build` adds lines and `gainsay fix` changes them; keep it with the article.
      | ^ it held `vote`
      |
      = help: if it is called `01-count.md` now, add the line `aliases: [vote]` to its front matter, between the lines of `---` at its top

    `gainsay explain section-gone` says more
    1 warning
    "###);
}

#[test]
fn section_that_is_withheld_again_or_has_an_alias_is_not_missed() {
    let draft = rebuilt(|site| {
        write(site, "content/02-after.md", "---\ntitle: After\ndraft: true\n---\n\nIt rained.\n");
    });
    assert_eq!(draft, "");
    let alias = rebuilt(|site| {
        std::fs::remove_file(site.join("content/02-after.md")).expect("removed");
        write(site, "content/03-rain.md", "---\naliases: [after]\n---\n\nIt rained.\n");
    });
    assert_eq!(alias, "");
}
