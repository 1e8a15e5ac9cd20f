//! Headings: what `gainsay fix` makes of them, and the addresses that authors give.

use crate::support::{
    build, confirm, drawn, gainsay, page, read, report, site_folder, snapshot, tree, write,
};

const TEXT: &str = "content/01-vote.md";

/// The section after `gainsay fix --yes`. The claim on its words has to be as it was.
fn check(before: &str, after: &str) {
    let site = site_folder();
    write(site.path(), TEXT, before);
    let output = gainsay(&["fix", "--yes"], site.path());
    assert_eq!(output.status.code(), Some(0), "{before}: {}", report(&output));
    assert_eq!(read(site.path(), TEXT), after, "{}", report(&output));
    let checked = report(&gainsay(&["check"], site.path()));
    assert!(!checked.contains("heading-"), "{checked}");
    let again = gainsay(&["fix", "--yes"], site.path());
    assert_eq!(read(site.path(), TEXT), after, "{}", report(&again));
}

#[test]
fn a_heading_that_repeats_the_title_is_taken_out() {
    let body = "The council voted to close the bridge.\n";
    let front = "---\ntitle: The vote\n---\n\n";
    check(&format!("{front}# The vote\n\n{body}"), &format!("{front}{body}"));
    check(&format!("{front}The *vote*\r\n===\r\n\r\n\r\n{body}"), &format!("{front}{body}"));
    check(&format!("{front}## The Vote. {{#vote}}\n{body}"), &format!("{front}{body}"));
    check(&format!("# A bridge\n\n{body}"), body);
    check(
        &format!("{front}# The vote\n\n{body}\n## After\n\n### Later\n"),
        &format!("{front}{body}\n### After\n\n#### Later\n"),
    );
}

#[test]
fn a_heading_gets_the_space_that_it_lacks_where_it_stands_alone() {
    let words = "The council voted to close the bridge.";
    let front = "---\ntitle: The vote\n---\n\n";
    check(
        &format!("{front}{words}\n\n###After\n\nIt shut.\n\n####\u{a0}Later\n"),
        &format!("{front}{words}\n\n### After\n\nIt shut.\n\n#### Later\n"),
    );
    // A line of a paragraph, and what may be a hashtag, are left to the author.
    let site = site_folder();
    let text = format!("{front}{words}\n\nIt shut.\n###After\n\n#The day after\n");
    write(site.path(), TEXT, &text);
    let output = gainsay(&["fix", "--yes"], site.path());
    assert_eq!(read(site.path(), TEXT), text, "{}", report(&output));
}

#[test]
fn headings_are_left_where_front_matter_is_not_read() {
    let site = site_folder();
    for front in ["title The vote", "title:The vote", "Title = The vote", "title: [The vote"] {
        let text = format!("---\n{front}\n---\n\n# The vote\n\nThe council voted.\n\n##### More\n");
        write(site.path(), TEXT, &text);
        let output = gainsay(&["fix", "--yes"], site.path());
        assert_eq!(read(site.path(), TEXT), text, "{}", report(&output));
        assert!(!report(&output).contains("heading-"), "{}", report(&output));
    }
}

#[test]
fn a_heading_that_a_claim_quotes_stays() {
    let site = site_folder();
    write(
        site.path(),
        TEXT,
        "---\ntitle: The council voted to close it\n---\n\n# The council voted to close it\n\nNine to four.\n",
    );
    std::fs::remove_file(site.path().join("content/anchors.lock")).expect("removed");
    confirm(site.path());
    let before = snapshot(site.path());
    let output = gainsay(&["fix", "--yes"], site.path());
    assert_eq!(output.status.code(), Some(0), "{}", report(&output));
    assert!(report(&output).contains("`vote` quotes the words"), "{}", report(&output));
    assert_eq!(snapshot(site.path()), before);
}

#[test]
fn headings_move_together_and_stay_as_deep_within_each_other() {
    let words = "The council voted to close the bridge.";
    let front = "---\ntitle: The vote\n---\n\n";
    check(
        &format!("{front}{words}\n\n# One #\n\n## Two {{#two}}\n\n> ## Three\n\nFour\n====\n"),
        &format!("{front}{words}\n\n### One #\n\n#### Two {{#two}}\n\n> #### Three\n\n### Four\n"),
    );
    check(
        &format!("{words}\n\nOne *and*\nhalf\n===\n\nTwo\n---\n\n- ## Three\n"),
        &format!("{words}\n\nOne *and*\nhalf\n---\n\n### Two\n\n- ### Three\n"),
    );
    check(
        &format!("{words}\n\n##### One\n\n###### Two\n"),
        &format!("{words}\n\n## One\n\n### Two\n"),
    );
    check(
        &format!("{front}{words}\n\nOne\nhalf\n---\n"),
        &format!("{front}{words}\n\n### One half\n"),
    );
}

#[test]
fn headings_whose_shift_changes_the_text_stay() {
    for text in [
        "---\ntitle: The vote\n---\n\nThe council voted to close it.\n\n# 1\n\n## 2\n\n### 3\n\n#### 4\n\n##### 5\n",
        "---\ntitle: The vote\n---\n\nThe council voted to close it.\n\nIn C #\n===\n",
        "---\ntitle: The vote\n---\n\nThe council voted to close it.\n\nOne\\\nhalf\n===\n",
    ] {
        let site = site_folder();
        write(site.path(), TEXT, text);
        gainsay(&["fix", "--yes"], site.path());
        assert_eq!(read(site.path(), TEXT), text);
    }
}

#[test]
fn the_address_of_a_heading_is_the_authors() {
    let outcome = build(tree([
        ("gainsay.yaml", "title: Desk\n"),
        ("content/article.yaml", "title: A bridge\n"),
        (
            TEXT,
            "## The *vote* {#day-1 .wide}\n\nSee [a](#day-1).\n\n## Day 1\n\n## `x` {#b}\n\n## A & B {#c_d}\n",
        ),
    ]));
    assert!(!outcome.failed(), "{}", drawn(&outcome));
    let page = page(&outcome, "index.html");
    for part in [
        "<h2 id=\"day-1\">The <em>vote</em></h2>",
        "href=\"#day-1\"",
        "<h2 id=\"day-1-2\">Day 1</h2>",
        "<h2 id=\"b\"><code>x</code></h2>",
        "<h2 id=\"c_d\">A &amp; B</h2>",
    ] {
        assert!(page.contains(part), "{part} is not in {page}");
    }
}

/// What `fix` says of sections that it leaves as they are.
fn stays(files: &[(&str, &str)], why: &str) {
    let site = site_folder();
    files.iter().for_each(|(path, text)| write(site.path(), path, text));
    let before = snapshot(site.path());
    let output = report(&gainsay(&["fix", "--yes"], site.path()));
    assert_eq!(snapshot(site.path()), before, "{output}");
    assert!(
        output.contains(why) || report(&gainsay(&["check"], site.path())).contains(why),
        "{output}"
    );
}

#[test]
fn a_heading_that_a_link_leads_to_stays() {
    const WHY: &str = "a link leads to it";
    let words = "The council voted to close the bridge.";
    let front = "---\ntitle: The ballot\n---\n\n";
    for (heading, link) in [
        ("# The ballot {#day}", "[up](#day)"),
        ("# The ballot", "[up](#the-ballot)"),
        ("The ballot\n===", "[up](#the%2dballot)"),
        ("## The ballot", "See.[^1]\n\n[^1]: [up](01-vote.md#the-ballot)"),
    ] {
        stays(&[(TEXT, &format!("{front}{heading}\n\n{words}\n\n{link}\n"))], WHY);
        let link = link.replace("(#", "(01-vote.md#");
        stays(
            &[
                (TEXT, &format!("{front}{heading}\n\n{words}\n")),
                ("content/02-after.md", &format!("{link}\n")),
            ],
            WHY,
        );
    }
    let html = format!("{front}# The ballot\n\n{words}\n\n<a href=\"#the-ballot\">up</a>\n");
    stays(&[("gainsay.yaml", "title: Desk\nraw-html: true\n"), (TEXT, &html)], WHY);
    let other = "a link leads to a heading of the same words";
    let text = format!("{front}# The ballot\n\n{words}\n\n### The ballot\n\n[b](#the-ballot-2)\n");
    stays(&[(TEXT, &text)], other);
    let text = format!("{front}# The ballot\n\n{words}\n");
    let after = "---\ntitle: After\n---\n\n### The ballot\n\n[b](#the-ballot-2)\n";
    stays(&[(TEXT, &text), ("content/02-after.md", after)], other);
    // The section has the same address, and keeps it.
    check(
        &format!("---\ntitle: The vote\n---\n\n# The vote {{#vote}}\n\n{words}\n\n[up](#vote)\n"),
        &format!("---\ntitle: The vote\n---\n\n{words}\n\n[up](#vote)\n"),
    );
}

#[test]
fn heading_whose_removal_changes_the_text_stays() {
    let words = "The council voted to close the bridge.";
    for text in [
        format!("# A bridge\n\n---\n\na: {words}\n\n---\n"),
        format!("# A bridge\n\n% {words}\n% Iris Holm\n"),
    ] {
        stays(&[(TEXT, &text)], "take the heading out:");
    }
}
