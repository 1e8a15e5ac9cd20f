//! Marks in the titles of sections: on the page of the article, and on a page of the section's own.

use crate::support::{page, whole};

const BASE: &[(&str, &str)] = &[
    ("gainsay.yaml", "title: Desk\nbase-url: https://desk.example/\n"),
    ("content/article.yaml", "title: A bridge\n"),
    ("content/01-vote.md", "---\ntitle: The mayor's \"last\" vote & more\n---\n\nIt was late.\n"),
    ("content/02-after.md", "---\ntitle: After it\n---\n\nNobody crossed it.\n"),
];

const CLAIMS: &[(&str, &str)] = &[
    (
        "content/01-vote.yaml",
        "claims:\n  last: {quote: '\"last\" vote'}\n  late: {quote: was late}\n",
    ),
    (
        "content/02-after.yaml",
        "claims:\n  crossed: {quote: [Nobody crossed, {exact: After it, section: after, title: true}]}\n",
    ),
];

/// The first element of `html` that begins with `open`, which is a heading's name and attributes.
fn heading<'h>(html: &'h str, open: &str) -> &'h str {
    let found = html.split(&format!("<{open}")).nth(1);
    let found = found.unwrap_or_else(|| panic!("no {open}: {html}"));
    found.split("</h").next().unwrap_or(found)
}

/// `html` without marks and markers.
fn stripped(html: &str) -> String {
    let mut rest = html.to_owned();
    for (from, to) in [("<mark", ">"), ("</mark", ">"), ("<a class=\"marker\"", "</a>")] {
        while let Some(start) = rest.find(from) {
            let end = start + rest[start..].find(to).map_or(0, |i| i + to.len());
            rest.replace_range(start..end, "");
        }
    }
    rest
}

#[test]
fn the_title_of_a_section_is_marked_in_its_heading_and_its_note_follows() {
    let (plain, marked) = (whole(BASE, &[]), whole(BASE, CLAIMS));
    let (plain, marked) = (page(&plain, "index.html"), page(&marked, "index.html"));
    let title = heading(&marked, "h2 id=\"vote\"");
    assert!(title.contains("id=\"c-last\"") && title.contains("href=\"#n-last\""), "{title}");
    assert_eq!(stripped(title), heading(&plain, "h2 id=\"vote\""));
    let at = |words: &str| marked.find(words).unwrap_or_else(|| panic!("no {words}: {marked}"));
    assert!(at("id=\"c-last\"") < at("id=\"n-last\"") && at("id=\"n-last\"") < at("id=\"c-late\""));
    assert!(at("id=\"c-crossed\"") < at("id=\"c-crossed--2\""), "in the order of the page");
    assert!(heading(&marked, "h2 id=\"after\"").contains("id=\"c-crossed\""));
}

#[test]
fn the_page_of_a_section_has_the_mark_in_its_head() {
    let layout = ("content/article.yaml", "title: A bridge\nlayout: sections\n");
    let marked = whole(BASE, &[CLAIMS, &[layout]].concat());
    let vote = page(&marked, "vote.html");
    let title = heading(&vote, "h1");
    assert!(title.contains("id=\"c-last\""), "{title}");
    assert_eq!(vote.matches("id=\"n-last\"").count(), 1, "{vote}");
    let claim = page(&marked, "claims/last.html");
    assert!(claim.contains("../vote.html#c-last"), "{claim}");
    let front = page(&marked, "index.html");
    assert!(!front.contains("c-last") && front.contains("2 marked claims"), "{front}");
}
