//! What a later draft leaves alone: title, byline, and how the document was divided.

use super::draft::{docx, import_new, imported, p};
use super::import_with;
use super::later::update;
use crate::support::{gainsay, read, report, snapshot};
use std::fs;
use std::path::Path;

/// A draft with a title, a byline and two sections.
const SIGNED: &str = "# The bridge of sighs\n\nBy Iris Holm\n\n## The vote\n\nNine voted.\n\n## After\n\nIt was closed.\n";
const HEAD: &str = "title: The bridge of sighs\nbyline: Iris Holm\n";

/// The names of the sections of a site.
fn sections(site: &Path) -> Vec<String> {
    let names = fs::read_dir(site.join("content")).expect("content").filter_map(Result::ok);
    let names = names.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = names.filter(|name| name.ends_with(".md")).collect();
    names.sort();
    names
}

#[test]
fn a_title_stays_where_another_heading_of_its_rank_comes_in() {
    for text in ["# The bridge of sighs\n\nIt was closed.\n", SIGNED] {
        for title in ["The bridge of sighs", "The Bridge of Sigh"] {
            let site = imported(text);
            let before = sections(site.path());
            let later = text.replace("The bridge of sighs", title);
            let later = format!("{later}\n# Appendix\n\nThe plans.\n\n## More\n\nOne.\n");
            let printed = update(site.path(), "draft.md", later);
            assert!(!printed.contains("kept"), "{printed}");
            let article = read(site.path(), "content/article.yaml");
            assert!(article.starts_with(&format!("title: {title}\n")), "{article}");
            assert_eq!(article.contains("byline: Iris Holm\n"), text == SIGNED, "{article}");
            let now = sections(site.path());
            assert_eq!(now[..before.len()], before);
            assert!(now[before.len()].ends_with("-appendix.md"), "{now:?}");
        }
    }
}

#[test]
fn a_title_and_a_byline_that_the_document_has_no_more_stay_and_are_told() {
    let site = imported(SIGNED);
    let later = SIGNED.replace("# The bridge of sighs\n\nBy Iris Holm\n\n", "");
    let before = snapshot(&site.path().join("content"));
    let printed = update(site.path(), "draft.md", &later);
    assert_eq!(snapshot(&site.path().join("content")), before);
    for line in [
        "  1 title kept that the document no longer has: “The bridge of sighs”\n",
        "  1 byline kept that the document no longer has: “Iris Holm”\n",
    ] {
        assert!(printed.contains(line), "{printed}");
    }
    // Who takes the byline out of the site has it out.
    let path = site.path().join("content/article.yaml");
    fs::write(&path, HEAD.replace("byline: Iris Holm\n", "")).expect("an article");
    let printed = update(site.path(), "draft.md", &later);
    assert!(!printed.contains("byline"), "{printed}");
    assert_eq!(read(site.path(), "content/article.yaml"), "title: The bridge of sighs\n");
}

#[test]
fn a_byline_stays_whatever_is_said_of_it_and_wherever_it_stands() {
    for line in [
        "By {==Iris Holm==}{>>Add Jan?<<}",
        "{==By Iris==}{>>Add Jan?<<} Holm",
        "By [Iris Holm](https://a.example/iris)",
        "A standfirst of two lines.\n\nBy Iris Holm",
    ] {
        let site = imported(SIGNED);
        let later = SIGNED.replace("By Iris Holm", line);
        let printed = update(site.path(), "draft.md", &later);
        let article = read(site.path(), "content/article.yaml");
        assert!(article.starts_with(HEAD), "{article}");
        assert!(
            !sections(site.path())
                .iter()
                .any(|name| { read(&site.path().join("content"), name).contains("Iris") })
        );
        let listed = "not placed: a comment that says: Add Jan?\n  its words are the byline, about which there are no claims\n";
        assert_eq!(printed.contains(listed), line.contains("{>>"), "{printed}");
        assert!(!printed.contains("byline kept"), "{printed}");
    }
    // One that changed is another.
    let site = imported(SIGNED);
    update(site.path(), "draft.md", SIGNED.replace("Holm", "Holm and {==Jan Vis==}{>>Yes<<}"));
    let article = read(site.path(), "content/article.yaml");
    assert!(article.contains("byline: Iris Holm and Jan Vis\n"), "{article}");
}

#[test]
fn a_comment_that_begins_in_a_byline_goes_on_with_the_words_behind_it() {
    let text = "# The bridge\n\nBy {==Iris Holm\n\nNine voted==}{>>Nine?<<} on Monday.\n";
    let (status, printed, told, site) = import_new("draft.md", text.as_bytes(), &[]);
    assert_eq!(status, Some(0), "{told}");
    assert!(printed.contains("1 claim to complete"), "{printed}");
    let claims = read(site.path(), "content/01-nine-voted-on-monday.yaml");
    assert!(claims.contains("quote: Nine voted\n"), "{claims}");
}

#[test]
fn a_section_that_is_left_alone_is_no_title() {
    let site = imported("# The vote\n\nNine voted.\n\n# After\n\nIt was closed.\n");
    assert_eq!(read(site.path(), "content/article.yaml"), "title: draft\n");
    fs::remove_file(site.path().join("content/02-after.md")).expect("a file");
    update(site.path(), "other.md", "# The vote\n\nNine voted.\n");
    assert_eq!(read(site.path(), "content/article.yaml"), "title: draft\n");
    assert_eq!(sections(site.path()), ["01-the-vote.md"]);
    let (status, _, told) = import_with(site.path(), "draft.md", SIGNED, &["--update"]);
    assert_eq!(status, Some(0), "{told}");
    assert!(read(site.path(), "content/article.yaml").starts_with(HEAD));
}

#[test]
fn a_later_draft_is_divided_as_the_earlier_one_unless_it_is_said_anew() {
    let text = SIGNED.replace("Nine", "{==Nine==}{>>Eight?<<}");
    let (status, _, told, site) = import_new("draft.md", text.as_bytes(), &["--split", "none"]);
    assert_eq!(status, Some(0), "{told}");
    let before = snapshot(site.path());
    let printed = update(site.path(), "draft.md", &text);
    assert!(printed.contains("1 section, 0 claims") && printed.contains("nothing changed"));
    assert_eq!(snapshot(site.path()), before);
    update(site.path(), "draft.md", text.replace("closed", "shut"));
    assert_eq!(sections(site.path()).len(), 1);
    for _ in 0..2 {
        let more = &["--update", "--split=heading"];
        let (status, _, told) = import_with(site.path(), "draft.md", &text, more);
        assert_eq!(status, Some(0), "{told}");
        assert_eq!(sections(site.path()), ["01-nine-voted.md", "02-after.md"]);
        // What was said last counts.
        update(site.path(), "draft.md", &text);
        assert_eq!(sections(site.path()), ["01-nine-voted.md", "02-after.md"]);
    }
}

#[test]
fn resolved_comments_of_a_later_draft_are_taken_where_those_of_the_earlier_one_were() {
    let said = r#"<w:comments xmlns:w="x"><w:comment w:id="1" w:author="Ann" w:date="2024-03-05T10:00:00Z"><w:p w:paraId="p1"><w:r><w:t>Nine?</w:t></w:r></w:p></w:comment></w:comments>"#;
    let done = r#"<w15:commentsEx xmlns:w15="x"><w15:commentEx w15:paraId="p1" w15:done="1"/></w15:commentsEx>"#;
    let words = r#"<w:commentRangeStart w:id="1"/><w:r><w:t>Nine voted.</w:t></w:r><w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>"#;
    let parts = [("word/comments.xml", said), ("word/commentsExtended.xml", done)];
    let bytes = docx(&p(words), &parts);
    for more in [&["--resolved"][..], &[]] {
        let (status, printed, told, site) = import_new("draft.docx", &bytes, more);
        assert_eq!(status, Some(0), "{told}");
        assert_eq!(printed.contains("1 claim to complete"), !more.is_empty(), "{printed}");
        let before = snapshot(site.path());
        let printed = update(site.path(), "draft.docx", &bytes);
        assert!(printed.contains("0 claims") && !printed.contains("no longer"), "{printed}");
        assert_eq!(printed.contains("1 resolved comment left out"), more.is_empty(), "{printed}");
        assert_eq!(snapshot(site.path()), before);
    }
}

#[test]
fn a_section_that_went_is_told_though_everyday_words_of_it_stand_in_a_new_one() {
    let first = "# The bridge\n\n## History\n\nThe bridge opened in 1990 to the public.\n\n";
    let cost = "## Cost\n\nIt cost nine million in all, and the city paid for most of it. The state paid the rest of the sum in the year after, which was a point of long debate in the council and in the papers.\n";
    let thanks = "## Thanks\n\nThanks to all of the people in the city for the help in the year.\n";
    let site = imported(&format!("{first}{cost}"));
    let before = snapshot(site.path());
    let later = format!("{first}{thanks}");
    let (status, _, told) = import_with(site.path(), "draft.md", &later, &["--update"]);
    assert_eq!(status, Some(1), "{told}");
    assert!(told.contains("no section any more that is `content/02-cost.md`"), "{told}");
    assert_eq!(snapshot(site.path()), before);
}

#[test]
fn another_document_never_takes_the_place_of_an_article_without_sections() {
    let text = "It was in the city and the council of the town met in the night of the vote, a long and hard debate.\n";
    let other = "The dog and the cat are in the house of the man, and it was in the night.\n";
    for (title, new) in [("# My piece\n\n", "# Other\n\n"), ("# My piece\n\n", ""), ("", "")] {
        let site = imported(&format!("{title}{text}"));
        let before = snapshot(site.path());
        let later = format!("{new}{other}");
        let (status, _, told) = import_with(site.path(), "other.md", &later, &["--update"]);
        assert_eq!(status, Some(1), "{told}");
        assert!(told.contains("no section any more that is `content/01-it-was-in-the"), "{told}");
        assert_eq!(snapshot(site.path()), before);
    }
    // What was written anew below the same title is the same article, and so is what goes on.
    for (title, new) in
        [("# My piece\n\n", other.to_owned()), ("", format!("{text}\n{other}").repeat(3))]
    {
        let site = imported(&format!("{title}{text}"));
        let names = sections(site.path());
        update(site.path(), "draft.md", format!("{title}{new}"));
        assert_eq!(sections(site.path()), names);
    }
}

#[test]
fn a_section_file_under_another_name_is_told_with_both_names() {
    let site = imported(SIGNED);
    let at = |name: &str| site.path().join("content").join(name);
    fs::rename(at("01-the-vote.md"), at("01-ballot.md")).expect("a section");
    let (status, _, told) = import_with(site.path(), "draft.md", SIGNED, &["--update"]);
    assert_eq!(status, Some(1), "{told}");
    let expect = "error: `content/01-the-vote.md` is not in the site, and seems to be `content/01-ballot.md` by now\n  help: section files keep their names, by which later drafts find them: call it `01-the-vote.md` again,";
    assert!(told.contains(expect), "{told}");
    fs::remove_file(at("01-ballot.md")).expect("a section");
    let (status, _, told) = import_with(site.path(), "draft.md", SIGNED, &["--update"]);
    assert_eq!(status, Some(1), "{told}");
    let expect = "`content/01-the-vote.md` is not in the site, and the document has that section still\n  help: take the section out of the document too, or put the file back\n";
    assert!(told.contains(expect), "{told}");
}

#[test]
fn an_article_that_was_moved_into_a_folder_is_updated_once_its_record_is_moved_too() {
    let site = imported(SIGNED);
    let (folder, content) = (site.path().join("content/first"), site.path().join("content"));
    let names: Vec<_> = fs::read_dir(&content).expect("content").filter_map(Result::ok).collect();
    fs::create_dir(&folder).expect("a folder");
    for entry in names {
        fs::rename(entry.path(), folder.join(entry.file_name())).expect("a file");
    }
    let later = SIGNED.replace("closed", "shut");
    let (status, _, told) = import_with(site.path(), "draft.md", &later, &["--update"]);
    assert_eq!(status, Some(1), "{told}");
    let expect = "name the article that the document became with `--article first`\n";
    assert!(told.contains(expect), "{told}");
    let more = &["--update", "--article=first"];
    let (status, _, told) = import_with(site.path(), "draft.md", &later, more);
    assert_eq!(status, Some(1), "{told}");
    let expect = "`.gainsay/imports/first` has no record of an earlier import\n  help: the article of `.gainsay/imports/article` is not in the site: if it was moved to `content/first/`, rename that folder to `.gainsay/imports/first`, and import again\n";
    assert!(told.contains(expect), "{told}");
    let records = site.path().join(".gainsay/imports");
    fs::rename(records.join("article"), records.join("first")).expect("a record");
    let (status, _, told) = import_with(site.path(), "draft.md", &later, more);
    assert_eq!(status, Some(0), "{told}");
    assert!(read(site.path(), "content/first/02-after.md").contains("shut"));
}

#[test]
fn hundreds_of_equal_comments_on_equal_words_keep_their_claims() {
    let text = |name: &str, count: usize| {
        let line = |i| format!("{name} {i} is {{==ninety metres==}}{{>>Source?<<}} long.\n\n");
        format!("# Bridges\n\n{}", (0..count).map(line).collect::<String>())
    };
    let site = imported(&text("Bridge", 120));
    let path = site.path().join("content");
    let claims = |site: &Path| {
        let names = fs::read_dir(site).expect("content").filter_map(Result::ok);
        let mut names = names.map(|entry| entry.file_name().to_string_lossy().into_owned());
        let name = names.find(|name| name.starts_with("01-") && name.ends_with(".yaml"));
        read(site, &name.expect("claims"))
    };
    let before = claims(&path);
    assert_eq!(before.matches("quote:").count(), 120);
    // Nothing but their order tells them apart once every line was edited.
    let (status, printed, told) =
        import_with(site.path(), "draft.md", text("Span", 120), &["--update"]);
    assert_eq!(status, Some(0), "{told}");
    assert!(printed.contains("0 claims to complete") && !printed.contains("not placed"));
    assert_eq!(claims(&path), before);
    // Where one came in as well, nothing does.
    let (status, printed, told) =
        import_with(site.path(), "draft.md", text("Bridge", 121), &["--update"]);
    assert_eq!(status, Some(0), "{told}");
    assert!(printed.contains("0 claims to complete"), "{printed}");
    let unsure = "several claims are about the same words, and nothing near them tells whose it is";
    let listed = "\n  a comment that says: Source?";
    let all = format!("not placed:{}\n  of each: {unsure}", listed.repeat(121));
    assert!(printed.contains(&all), "{printed}");
    assert_eq!(claims(&path), before);
}

#[test]
fn what_several_comments_share_is_told_once_and_fix_is_named_where_it_asks() {
    let line = |what: &str| format!("{what} {{==was closed==}}{{>>{what}?<<}} for a year.\n\n");
    let text = |of: [&str; 3]| format!("# T\n\n{}", of.map(line).concat());
    let of = ["The bridge", "The road", "The quay"];
    let site = imported(&text(of));
    let build = gainsay(&["build", "--drafts"], site.path());
    assert_eq!(build.status.code(), Some(2), "{}", report(&build));
    let later = text(of).replace("{>>The road?<<}", "").replace("{>>The quay?<<}", "");
    let printed = update(site.path(), "draft.md", later);
    let told = "no longer in the document:\n  The road? (of `closed-year-2`)\n  The quay? (of `closed-year-3`)\n  each was removed or resolved there, and stays in the `desk-note` of its claim\n";
    assert!(printed.contains(told), "{printed}");
    assert!(!printed.contains("gainsay fix"), "{printed}");
    // What the guard asks about has one heading.
    for name in fs::read_dir(site.path().join("content")).expect("content") {
        let path = name.expect("a file").path();
        if path.extension().is_some_and(|of| of == "yaml") {
            let claims = fs::read_to_string(&path).expect("a text");
            fs::write(&path, claims.replace("    draft: true\n", "")).expect("claims");
        }
    }
    let build = gainsay(&["build"], site.path());
    assert_eq!(build.status.code(), Some(0), "{}", report(&build));
    let later = text(of).replace("was closed", "was not closed");
    let (status, printed, told) = import_with(site.path(), "draft.md", later, &["--update"]);
    assert_eq!(status, Some(0), "{told}");
    assert_eq!(printed.matches("waiting for `gainsay fix`").count(), 1, "{printed}");
    assert_eq!(printed.matches(": error: ").count(), 3, "{printed}");
    assert_eq!(printed.matches("  help: it shows the words as they were").count(), 1, "{printed}");
    assert!(printed.contains("\n  gainsay fix "), "{printed}");
}

#[test]
fn a_first_import_says_how_the_site_is_published() {
    let (_, printed, _, site) = import_new("draft.md", SIGNED.as_bytes(), &[]);
    assert!(printed.contains("\n  gainsay init ") && printed.contains(" --workflow"), "{printed}");
    let (_, printed, told) =
        import_with(site.path(), "draft.md", SIGNED.replace("Nine", "Ten"), &["--update"]);
    assert!(printed.contains("next:") && !printed.contains("--workflow"), "{printed}{told}");
}
