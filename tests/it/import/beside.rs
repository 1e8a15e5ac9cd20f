//! Documents imported into sites that hold something of the author's own: what the import would break is told or
//! mended, never left to the next build.

use super::draft::{DRAFT, import_new, imported};
use super::import_with;
use crate::support::{gainsay, read, report, snapshot};
use std::fs;
use std::path::Path;

fn write(site: &Path, path: &str, text: &str) {
    fs::write(site.join(path), text).expect("a file");
}

/// A later draft with a section between the two.
fn longer() -> String {
    DRAFT.replace("## After", "## Between\n\nA pause.\n\n## After")
}

/// Imports a later draft, and returns how the site then orders its sections.
fn update(site: &Path, later: &str) -> String {
    let (status, _, told) = import_with(site, "draft.md", later, &["--update"]);
    assert_eq!(status, Some(0), "{told}");
    let output = gainsay(&["check", "--drafts"], site);
    assert_eq!(output.status.code(), Some(0), "{}", report(&output));
    let article = read(site, "content/article.yaml");
    article.split("sections:").nth(1).expect("an order").split_whitespace().collect()
}

#[test]
fn sections_of_the_author_keep_their_place_in_an_order_that_the_import_writes() {
    let site = imported(DRAFT);
    write(site.path(), "content/01b-mine.md", "Mine.\n");
    write(site.path(), "content/09-last.md", "Last.\n");
    let order = update(site.path(), &longer());
    // A file name without a number of its own is an address as it stands.
    assert_eq!(order, "[the-vote,b-mine,between,after,last]");
    let before = snapshot(site.path());
    update(site.path(), &longer());
    assert_eq!(snapshot(site.path()), before);
}

#[test]
fn an_order_of_the_author_stays_and_takes_new_sections_in() {
    let site = imported(DRAFT);
    let article = read(site.path(), "content/article.yaml");
    write(
        site.path(),
        "content/article.yaml",
        &format!("sections:\n  - after # first\n  - the-vote\n{article}"),
    );
    let later = longer().replace("# The bridge", "# The old bridge");
    let order = update(site.path(), &later);
    assert_eq!(order, "-after#first-the-vote-betweentitle:Theoldbridge");
}

#[test]
fn a_new_section_gets_an_address_that_no_section_of_the_author_has() {
    let site = imported(DRAFT);
    write(site.path(), "content/05-between.md", "Mine.\n");
    let order = update(site.path(), &longer());
    assert_eq!(order, "[the-vote,between-2,after,between]");
    assert_eq!(read(site.path(), "content/05-between.md"), "Mine.\n");
    let before = snapshot(site.path());
    update(site.path(), &longer());
    assert_eq!(snapshot(site.path()), before);
}

#[test]
fn an_import_that_would_break_the_site_is_refused_with_file_line_and_hint() {
    let site = imported(DRAFT);
    write(
        site.path(),
        "content/sources.yaml",
        "witness:\n  title: A witness\n  url: https://secret.example/tape\n  access: confidential\n",
    );
    let output = gainsay(&["check"], site.path());
    assert_eq!(output.status.code(), Some(0), "{}", report(&output));
    let before = snapshot(site.path());
    let later = DRAFT.replace("mayor left", "[mayor](https://secret.example/tape) left");
    let (status, printed, told) = import_with(site.path(), "draft.md", &later, &["--update"]);
    assert_eq!((status, &*printed), (Some(1), ""), "{told}");
    assert!(
        told.starts_with("content/01-the-vote.md:7:5: error: ") && told.contains("\n  help: "),
        "{told}"
    );
    assert!(told.ends_with("\nnothing was written\n"), "{told}");
    let json = ["--update", "--format", "json"];
    let (_, printed, _) = import_with(site.path(), "draft.md", &later, &json);
    let told: serde_json::Value = serde_json::from_str(&printed).expect("a report");
    assert_eq!(told["refused"][0]["file"], "content/01-the-vote.md");
    assert_eq!(told["refused"][0]["line"], 7);
    assert_eq!(snapshot(site.path()), before);
}

#[test]
fn a_new_claim_never_has_the_earlier_id_of_another() {
    let site = imported(DRAFT);
    let path = "content/01-the-vote.yaml";
    let claims = read(site.path(), path)
        .replace("    draft: true\n", "    draft: true\n    aliases: [nobody-spoke]\n");
    write(site.path(), path, &claims);
    let later = DRAFT.replace("Nobody spoke.", "{==Nobody spoke.==}{>>Why?<<}");
    let (status, _, told) = import_with(site.path(), "draft.md", later, &["--update"]);
    assert_eq!(status, Some(0), "{told}");
    assert!(read(site.path(), path).contains("\n  nobody-spoke-2:\n"));
}

#[test]
fn claims_whose_words_a_later_draft_changed_are_listed_for_fix() {
    let site = imported(DRAFT);
    let path = "content/01-the-vote.yaml";
    let claims = read(site.path(), path).replace("    draft: true\n", "");
    write(site.path(), path, &claims);
    let output = gainsay(&["build"], site.path());
    assert_eq!(output.status.code(), Some(0), "{}", report(&output));
    let later = DRAFT.replace("on Monday", "never on Monday");
    let (status, printed, told) = import_with(site.path(), "draft.md", later, &["--update"]);
    assert_eq!(status, Some(0), "{told}");
    assert!(
        printed.contains("waiting for `gainsay fix`, which asks about it:\n  content/01-the-vote."),
        "{printed}"
    );
    let output = gainsay(&["check"], site.path());
    assert_eq!(output.status.code(), Some(1), "{}", report(&output));
}

/// A later draft with a remark that names a source.
fn sourced() -> String {
    DRAFT.replace("The mayor left.", "The mayor {==left==}{>>https://a.example/minutes<<}.")
}

#[test]
fn files_that_cannot_take_what_is_new_are_left_as_they_are_and_named() {
    for (path, bytes, reason) in [
        (
            "content/sources.yaml",
            &b"one: {title: \xff}\n"[..],
            "cannot be read, and is not written over",
        ),
        (
            "content/01-the-vote.yaml",
            b"claims:\n  voted: {quote: \xff}\n",
            "cannot be read, and is not written over",
        ),
        ("content/sources.yaml", b"- one\n", "new sources cannot be written into"),
        ("content/01-the-vote.yaml", b"claims:\n- one\n", "new claims cannot be written into"),
    ] {
        let site = imported(DRAFT);
        fs::write(site.path().join(path), bytes).expect("a file");
        let before = snapshot(site.path());
        let (status, _, told) = import_with(site.path(), "draft.md", sourced(), &["--update"]);
        assert_eq!(status, Some(1), "{path}: {told}");
        assert!(told.contains(reason) && told.contains(path), "{told}");
        assert!(told.ends_with("nothing was written\n"), "{told}");
        assert_eq!(snapshot(site.path()), before);
    }
}

#[test]
fn files_with_line_ends_of_windows_are_merged_and_keep_them() {
    let site = imported(DRAFT);
    for path in ["content/01-the-vote.md", "content/01-the-vote.yaml", "content/article.yaml"] {
        write(site.path(), path, &read(site.path(), path).replace('\n', "\r\n"));
    }
    let path = "content/01-the-vote.md";
    write(
        site.path(),
        path,
        &format!(
            "\u{feff}{}",
            read(site.path(), path).replace("Nobody spoke", "Nobody said a word")
        ),
    );
    let before = snapshot(site.path());
    let (status, _, told) = import_with(site.path(), "draft.md", DRAFT, &["--update"]);
    assert_eq!(status, Some(0), "{told}");
    assert_eq!(snapshot(site.path()), before);
    let later =
        sourced().replace("# The bridge", "# The old bridge").replace("The mayor", "A mayor");
    let (status, printed, told) = import_with(site.path(), "draft.md", later, &["--update"]);
    assert_eq!(status, Some(0), "{told}");
    assert!(printed.contains("1 claim to complete"), "{printed}");
    assert_eq!(
        read(site.path(), path),
        "\u{feff}---\r\ntitle: The vote\r\n---\r\n\r\nThe council voted on Monday.\r\n\r\nA mayor left.\r\n\r\nNobody said a word.\r\n"
    );
    assert_eq!(read(site.path(), "content/article.yaml"), "title: The old bridge\r\n");
    let claims = read(site.path(), "content/01-the-vote.yaml");
    assert!(claims.contains("# citations:\r\n"), "{claims}");
    assert!(!claims.replace("\r\n", "").contains('\n'), "{claims}");
}

#[test]
fn a_record_that_a_checkout_typed_anew_is_the_same() {
    let site = imported(DRAFT);
    for name in ["01-the-vote.md", "02-after.md", "article.yaml"] {
        let path = format!(".gainsay/imports/article/{name}");
        write(site.path(), &path, &read(site.path(), &path).replace('\n', "\r\n"));
        let path = format!("content/{name}");
        write(site.path(), &path, &read(site.path(), &path).replace('\n', "\r\n"));
    }
    let later = DRAFT.replace("The mayor", "A mayor");
    let (status, _, told) = import_with(site.path(), "draft.md", later, &["--update"]);
    assert_eq!(status, Some(0), "{told}");
    assert!(read(site.path(), "content/01-the-vote.md").contains("A mayor left.\r\n"));
}

#[test]
fn a_later_draft_under_another_name_is_the_same_document() {
    let gif =
        "<img alt=\"A map\" src=\"data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAACADs=\">";
    let page = format!("<p>One.</p><p>{gif}</p>");
    let (status, _, told, site) = import_new("draft.html", page.as_bytes(), &[]);
    assert_eq!(status, Some(0), "{told}");
    let before = snapshot(site.path());
    let (status, _, told) = import_with(site.path(), "draft-v2.html", &page, &["--update"]);
    assert_eq!(status, Some(0), "{told}");
    assert_eq!(snapshot(site.path()), before);
    assert_eq!(read(site.path(), "content/article.yaml"), "title: draft\n");
}

#[test]
fn a_later_draft_for_a_site_of_many_articles_has_to_name_its_own() {
    let site = tempfile::tempdir().expect("a folder");
    let (status, _, told) = import_with(site.path(), "draft.md", DRAFT, &["--article", "bridge"]);
    assert_eq!(status, Some(0), "{told}");
    let (status, _, told) = import_with(site.path(), "draft-v2.md", DRAFT, &["--update"]);
    assert_eq!(status, Some(1), "{told}");
    assert!(
        told.contains("name the article that the document became with `--article bridge`\n"),
        "{told}"
    );
    let before = snapshot(site.path());
    let more = ["--update", "--article", "bridge"];
    let (status, _, told) = import_with(site.path(), "draft-v2.md", DRAFT, &more);
    assert_eq!(status, Some(0), "{told}");
    assert_eq!(snapshot(site.path()), before);
}

#[test]
fn check_and_build_count_the_drafts_that_are_not_published() {
    let site = imported(&sourced());
    let count = "2 drafts are not published, until their `draft: true` is taken away";
    for arguments in [&["check"][..], &["check", "--drafts"], &["build"]] {
        let output = gainsay(arguments, site.path());
        let printed = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(printed.lines().any(|line| line == count), "{arguments:?}: {printed}");
    }
    let path = "content/01-the-vote.yaml";
    let claims = read(site.path(), path).replacen("    draft: true\n", "", 1);
    write(site.path(), path, &claims);
    let printed = |site: &Path| {
        let output = gainsay(&["check"], site);
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    assert!(printed(site.path()).contains("\n1 draft is not published, until"));
    // What waits for a day alone is no draft.
    let article = read(site.path(), "content/article.yaml");
    let folder = site.path().join("content/bridge");
    fs::create_dir(&folder).expect("a folder");
    for name in
        ["01-the-vote.md", "01-the-vote.yaml", "02-after.md", "sources.yaml", "article.yaml"]
    {
        fs::rename(site.path().join("content").join(name), folder.join(name)).expect("a file");
    }
    write(
        site.path(),
        "content/bridge/article.yaml",
        &format!("{article}embargo: 2999-01-01T00:00Z\n"),
    );
    let (status, _, told) = import_with(site.path(), "other.txt", "One.", &["--article", "other"]);
    assert_eq!(status, Some(0), "{told}");
    assert!(printed(site.path()).contains("\n1 draft is not published, until"));
    let path = "content/bridge/01-the-vote.yaml";
    write(site.path(), path, &read(site.path(), path).replace("    draft: true\n", ""));
    let all = printed(site.path());
    assert!(all.starts_with("1 section") && !all.contains("draft"), "{all}");
}

#[test]
fn sections_that_no_article_has_are_not_taken_into_a_new_one() {
    let site = tempfile::tempdir().expect("a folder");
    fs::create_dir(site.path().join("content")).expect("a folder");
    write(site.path(), "gainsay.yaml", "title: Notes\n");
    write(site.path(), "content/09-mine.md", "Mine.\n");
    let before = snapshot(site.path());
    let (status, _, told) = import_with(site.path(), "draft.md", DRAFT, &[]);
    assert_eq!(status, Some(1), "{told}");
    assert!(told.contains("`content/09-mine.md` would be a section of the new article"), "{told}");
    assert_eq!(snapshot(site.path()), before);
}
