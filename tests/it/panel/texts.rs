//! The texts of an article itself: title and standfirst, and the titles of its sections.

use super::problems::check_problems;
use super::{check, check_over, planned};

const VOTE: &str = "content/01-vote.md";

#[test]
fn title_and_standfirst_of_the_article_are_edited() {
    check(
        r#"{"kind": "article", "texts": {"title": "The bridge: shut", "standfirst": null, "byline": "A. Lee"}}"#,
        &[(
            "content/article.yaml",
            "-title: A bridge\n-standfirst: The council shut it.\n+title: \"The bridge: shut\"\n+byline: A. Lee\n",
        )],
    );
    check(r#"{"kind": "article", "texts": {"title": "A bridge"}}"#, &[]);
    check_problems(
        r#"{"kind": "article", "texts": {"title": null}}"#,
        &["texts.title key-missing"],
    );
    check_problems(
        r#"{"kind": "article", "texts": {"published": "soon", "titel": "x"}}"#,
        &["texts.titel key-unknown"],
    );
    check_problems(
        r#"{"kind": "article", "texts": {"published": "soon"}}"#,
        &["texts.published date-invalid"],
    );
}

#[test]
fn the_title_of_a_section_is_edited_and_its_text_stays() {
    check(
        r#"{"kind": "section", "of": "vote", "texts": {"title": "Nine to four"}}"#,
        &[(VOTE, "-title: The vote\n+title: Nine to four\n")],
    );
    check(r#"{"kind": "section", "of": "vote", "texts": {"title": "The vote"}}"#, &[]);
    let plain = "The council voted to close the bridge. The mayor said no.\n";
    check_over(
        &[(VOTE, plain)],
        r#"{"kind": "section", "of": "vote", "texts": {"title": "Nine"}}"#,
        &[(VOTE, "+---\n+title: Nine\n+---\n+\n")],
    );
    let odd = "\u{feff}---\r\n# Mine.\r\ntitle: 'The vote' # old\r\n---\r\nThe council voted to close it. --- \r\ntitle: x\r\n";
    let (_, _, plan) = planned(
        &[(VOTE, odd)],
        r#"{"kind": "section", "of": "vote", "texts": {"title": "It's so"}}"#,
    );
    let expect = odd.trim_start_matches('\u{feff}').replace("'The vote'", "'It''s so'");
    assert_eq!(plan.expect("a plan").texts, [(VOTE.to_owned(), expect)]);
    check_problems(
        r#"{"kind": "section", "of": "none", "texts": {"title": "x"}}"#,
        &["of section-missing"],
    );
    check_problems(
        r#"{"kind": "section", "of": "vote", "texts": {"titel": "x"}}"#,
        &["texts.titel key-unknown"],
    );
    check_problems(
        r#"{"kind": "section", "of": "vote", "texts": {"language": "no language"}}"#,
        &["texts.language value-invalid"],
    );
}
