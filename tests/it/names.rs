//! Addresses of headings, and what links to them may look like.

use crate::support::{page, whole};

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
