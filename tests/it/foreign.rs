//! Sites that were written for another tool: what `gainsay fix` makes of them.

use crate::support::{edit, gainsay, read, report, site_folder, snapshot, write};

const TEXT: &str = "content/01-vote.md";
const BODY: &str = "\nThe council voted to close the bridge.\n";

/// The section after `gainsay fix --yes`, with its front matter as `before`; the check is then clean
/// of what was mended.
fn check(before: &str, after: &str, article: &str) {
    let site = site_folder();
    write(site.path(), TEXT, &format!("{before}{BODY}"));
    let output = gainsay(&["fix", "--yes"], site.path());
    assert_eq!(output.status.code(), Some(0), "{before}: {}", report(&output));
    assert_eq!(read(site.path(), TEXT), format!("{after}{BODY}"), "{before}");
    assert_eq!(read(site.path(), "content/article.yaml"), article, "{before}");
    let checked = report(&gainsay(&["check"], site.path()));
    assert!(!checked.contains("yaml-syntax"), "{checked}");
}

#[test]
fn front_matter_in_another_form_becomes_yaml() {
    const ARTICLE: &str = "title: A bridge\n";
    let yaml = "---\ntitle: \"The vote\"\ndraft: false\n---\n";
    check("+++\ntitle = \"The vote\"\ndraft = false\n+++\n", yaml, ARTICLE);
    check("\n\n+++\ntitle = \"The vote\"\ndraft = false\n+++\n", yaml, ARTICLE);
    check("---\ntitle: \"The vote\"\ndraft: false\n...\n", yaml, ARTICLE);
    check("-----\ntitle: \"The vote\"\ndraft: false\n-----\n", yaml, ARTICLE);
    let marked = format!("\u{feff}{yaml}");
    check(&format!("\u{feff}\n\n{yaml}"), &marked, ARTICLE);
    check("--- yaml\ntitle: \"The vote\"\ndraft: false\n---\n", yaml, ARTICLE);
    let json = "{\"draft\": false, \"title\": \"The vote\"}\n";
    check(json, "---\ndraft: false\ntitle: \"The vote\"\n---\n", ARTICLE);
}

#[test]
fn keys_of_other_tools_go_where_they_belong_and_the_rest_stays() {
    check(
        "---\nlayout: post\n# by hand\ntitle: The vote   # as it was\ntags:\n  - a\n\n  - b\nredirect_from: [/a/old-ballot.html]\ndate: 2024-03-05 10:00\n---\n",
        "---\n# by hand\ntitle: The vote   # as it was\naliases: [old-ballot]\n---\n",
        "published: 2024-03-05\ntitle: A bridge\n",
    );
    check(
        "---\nlang: en-GB\naliases: [/posts/ballot/]\n---\n",
        "---\nlanguage: en-GB\naliases: [ballot]\n---\n",
        "title: A bridge\n",
    );
    check(
        "---\r\nlang: en\r\nredirect_from: /vote/\r\n---\r\n",
        "---\r\nlanguage: en\r\n---\r\n",
        "title: A bridge\n",
    );
    // What has no place is left, and so is what cannot be read as the value wanted.
    check(
        "---\ndate: Mar 5 2024\nlayout: >\n  post\n---\n",
        "---\ndate: Mar 5 2024\n---\n",
        "title: A bridge\n",
    );
}

#[test]
fn what_is_said_of_one_section_of_several_stays_there() {
    let site = site_folder();
    let text = format!("---\ndate: 2024-03-05\ntags: [a]\n---\n{BODY}");
    write(site.path(), TEXT, &text);
    write(site.path(), "content/02-after.md", "The mayor said no.\n");
    let output = gainsay(&["fix", "--yes"], site.path());
    assert_eq!(output.status.code(), Some(0), "{}", report(&output));
    assert_eq!(read(site.path(), TEXT), text.replace("tags: [a]\n", ""));
    assert_eq!(read(site.path(), "content/article.yaml"), "title: A bridge\n");
}

#[test]
fn what_was_hidden_becomes_a_draft_and_is_not_published_before() {
    let site = site_folder();
    write(site.path(), TEXT, &format!("---\nPublished: no\n---\n{BODY}"));
    write(site.path(), "content/02-after.md", "The mayor said no.\n");
    assert_eq!(gainsay(&["build"], site.path()).status.code(), Some(1));
    assert!(!site.path().join("public").exists());
    let output = gainsay(&["fix", "--yes"], site.path());
    assert_eq!(output.status.code(), Some(0), "{}", report(&output));
    assert_eq!(read(site.path(), TEXT), format!("---\ndraft: true\n---\n{BODY}"));
}

#[test]
fn an_article_keeps_what_it_says_already() {
    let site = site_folder();
    edit(site.path(), "content/article.yaml", "title", "published: 2023\ntitle");
    write(site.path(), TEXT, &format!("---\ndate: 2024-03-05\n---\n{BODY}"));
    let before = snapshot(site.path());
    let output = gainsay(&["fix", "--yes"], site.path());
    assert_eq!(output.status.code(), Some(0), "{}", report(&output));
    assert_eq!(snapshot(site.path()), before);
}

#[test]
fn keys_of_article_and_site_are_renamed_in_their_place() {
    let site = site_folder();
    let article = "title: A bridge\ndate: 2024-03-05T10:00:00Z\nauthors:\n  - name: Iris Holm\n  - name: Ada Renn\ncategories: [a]\n";
    write(site.path(), "content/article.yaml", article);
    edit(site.path(), "gainsay.yaml", "title", "theme: minima\nlanguageCode: en-US\ntitle");
    let output = gainsay(&["fix", "--yes"], site.path());
    assert_eq!(output.status.code(), Some(0), "{}", report(&output));
    assert_eq!(
        read(site.path(), "content/article.yaml"),
        "title: A bridge\npublished: \"2024-03-05T10:00:00Z\"\nbyline: \"Iris Holm and Ada Renn\"\n"
    );
    assert!(read(site.path(), "gainsay.yaml").starts_with("language: en-US\ntitle"));
}
