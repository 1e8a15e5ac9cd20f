//! Later drafts whose remarks came, went or were answered: what stands in the site is never taken away.

use super::draft::{DRAFT, docx, import_new, imported, p, r};
use super::import_with;
use crate::support::{gainsay, read, report, snapshot};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const CLAIMS: &str = "content/01-on-monday-the-council-voted-nine-to-four.yaml";

/// A document whose words *voted nine to four* have these comments: who, and what.
fn document(said: &[(&str, &str)]) -> Vec<u8> {
    let ids = || 1..=said.len();
    let begin: String = ids().map(|id| format!(r#"<w:commentRangeStart w:id="{id}"/>"#)).collect();
    let end = ids().map(|id| {
        format!(r#"<w:commentRangeEnd w:id="{id}"/><w:r><w:commentReference w:id="{id}"/></w:r>"#)
    });
    let end: String = end.collect();
    let comment = |(id, (author, text)): (usize, &(&str, &str))| {
        format!(
            r#"<w:comment w:id="{id}" w:author="{author}" w:date="2024-03-05T10:00:00Z"><w:p>{}</w:p></w:comment>"#,
            r(text)
        )
    };
    let comments: String = ids().zip(said).map(comment).collect();
    let comments = format!(r#"<w:comments xmlns:w="x">{comments}</w:comments>"#);
    let words = [r("On Monday the council "), begin, r("voted nine to four"), end, r(" to go.")];
    docx(&p(&words.concat()), &[("word/comments.xml", &comments)])
}

fn site_of(said: &[(&str, &str)]) -> TempDir {
    let (status, _, told, site) = import_new("draft.docx", &document(said), &[]);
    assert_eq!(status, Some(0), "{told}");
    site
}

/// Imports a later draft, checks the site, and returns the report.
pub(super) fn update(site: &Path, name: &str, later: impl AsRef<[u8]>) -> String {
    let (status, printed, told) = import_with(site, name, later, &["--update"]);
    assert_eq!(status, Some(0), "{told}");
    let output = gainsay(&["check", "--drafts"], site);
    assert_eq!(output.status.code(), Some(0), "{}", report(&output));
    printed
}

/// Imports a later draft with these comments.
fn hear(site: &Path, said: &[(&str, &str)]) -> String {
    update(site, "draft.docx", document(said))
}

const IDA: (&str, &str) = ("Ida", "Minutes https://a.example/one");
const BO: (&str, &str) = ("Bo", "Rang the clerk, confirms");

#[test]
fn a_comment_that_went_is_listed_once_and_stays_in_the_note() {
    let site = site_of(&[IDA, BO]);
    let claims = read(site.path(), CLAIMS);
    let printed = hear(site.path(), &[IDA]);
    assert!(
        printed.contains("no longer in the document: Bo (2024-03-05): Rang the clerk, confirms\n"),
        "{printed}"
    );
    assert!(!printed.contains("said more of"), "{printed}");
    assert_eq!(read(site.path(), CLAIMS), claims);
    let printed = hear(site.path(), &[IDA]);
    assert!(!printed.contains("no longer"), "{printed}");
    // It is the same when it is there again, and when all are gone.
    for said in [&[IDA, BO][..], &[], &[BO, IDA]] {
        let printed = hear(site.path(), said);
        assert!(printed.contains("0 claims to complete"), "{printed}");
        assert_eq!(read(site.path(), CLAIMS), claims);
    }
}

#[test]
fn another_comment_on_the_words_of_a_claim_adds_its_lines_and_its_source() {
    let site = site_of(&[IDA]);
    let printed = hear(site.path(), &[("Bo", "Wholly different https://b.example/two")]);
    assert!(printed.contains("1 new source"), "{printed}");
    assert!(printed.contains("said more of claims: "), "{printed}");
    assert!(printed.contains("no longer in the document: Ida (2024-03-05): Minutes"), "{printed}");
    let claims = read(site.path(), CLAIMS);
    for line in [
        "    desk-note: |-\n      Ida (2024-03-05): Minutes https://a.example/one\n",
        "\n      Bo (2024-03-05): Wholly different https://b.example/two\n",
    ] {
        assert!(claims.contains(line), "{claims}");
    }
    // The claim has a comment with a citation, which is somebody's to complete.
    assert!(!claims.contains("source: b-example-two"), "{claims}");
    assert!(printed.contains("named for `voted-nine-four`"), "{printed}");
    assert!(printed.contains("https://b.example/two\n"), "{printed}");
    assert!(read(site.path(), "content/sources.yaml").contains("url: \"https://b.example/two\""));
}

#[test]
fn an_address_in_an_answer_is_cited_below_a_claim_that_cites_nothing() {
    let site = site_of(&[BO]);
    let path = site.path().join(CLAIMS);
    let mine = read(site.path(), CLAIMS).replace("confirms", "confirms. Mine: ask again");
    fs::write(&path, &mine).expect("claims");
    let cy = ("Cy", "contradicts: https://z.example/nine");
    let printed = hear(site.path(), &[BO, cy]);
    assert!(printed.contains("1 new source") && !printed.contains("named for"), "{printed}");
    let claims = read(site.path(), CLAIMS);
    assert!(
        claims.contains("ask again\n      Cy (2024-03-05): contradicts: https://z.example/nine\n"),
        "{claims}"
    );
    let comment = "
    # A draft: readers do not see it. When you have looked into it, write what you found as `finding`,
    # the day as `checked` and your name as `checked-by`, and take `draft: true` away.
    # Named in the comment. To cite it, write what it does to the claim as `relation` (supports, contradicts,
    # qualifies, updates or repeats) and its words as `passage`, and take `# ` away from the lines below.
    # citations:
    #   - source: z-example-nine
    #     relation: contradicts
    #     passage:
";
    assert!(claims.ends_with(comment), "{claims}");
    let before = snapshot(site.path());
    hear(site.path(), &[BO, cy]);
    assert_eq!(snapshot(site.path()), before);
}

#[test]
fn a_remark_that_goes_on_goes_on_where_it_stands() {
    let site = site_of(&[IDA, BO]);
    let longer = "Minutes https://a.example/one and https://c.example/three";
    let printed = hear(site.path(), &[("Ida", longer), BO]);
    assert!(!printed.contains("no longer"), "{printed}");
    assert!(printed.contains("1 new source"), "{printed}");
    let claims = read(site.path(), CLAIMS);
    let note = format!("      Ida (2024-03-05): {longer}\n      Bo (2024-03-05): Rang the");
    assert!(claims.contains(&note), "{claims}");
}

#[test]
fn words_that_somebody_wrote_into_the_note_already_are_not_added() {
    let site = imported(DRAFT);
    let path = site.path().join("content/01-the-vote.yaml");
    let claims = read(site.path(), "content/01-the-vote.yaml").replace("Who?", "Mine. Who voted?");
    fs::write(&path, &claims).expect("claims");
    let printed = update(site.path(), "draft.md", DRAFT.replace("Who?", "Who voted?"));
    assert!(!printed.contains("not placed"), "{printed}");
    assert_eq!(read(site.path(), "content/01-the-vote.yaml"), claims);
    update(site.path(), "draft.md", DRAFT.replace("Who?", "Why?"));
    let claims = claims.replace(r#""Mine. Who voted?""#, "|-\n      Mine. Who voted?\n      Why?");
    assert_eq!(read(site.path(), "content/01-the-vote.yaml"), claims);
}

#[test]
fn a_claim_that_has_another_id_by_now_is_known_by_the_one_that_it_had() {
    let site = site_of(&[BO]);
    let claims = read(site.path(), CLAIMS)
        .replace("voted-nine-four:", "renamed:")
        .replace("    draft: true\n", "    draft: true\n    aliases: [voted-nine-four]\n");
    fs::write(site.path().join(CLAIMS), &claims).expect("claims");
    let printed = hear(site.path(), &[BO, ("Cy", "Sure?")]);
    assert!(printed.contains("said more of claims: renamed\n"), "{printed}");
    assert!(read(site.path(), CLAIMS).contains("\n      Cy (2024-03-05): Sure?\n"));
    let record = read(site.path(), ".gainsay/imports/article/remarks.json");
    assert!(record.contains("\"renamed\"") && !record.contains("\"voted-nine-four\""), "{record}");
}

#[test]
fn another_comment_on_the_words_of_a_claim_that_was_deleted_begins_a_new_one() {
    let site = site_of(&[IDA]);
    fs::write(site.path().join(CLAIMS), "claims: {}\n").expect("claims");
    let printed = hear(site.path(), &[IDA]);
    assert!(printed.contains("0 claims to complete") && printed.contains("nothing changed"));
    let printed = hear(site.path(), &[IDA, BO]);
    assert!(printed.contains("1 claim to complete"), "{printed}");
    let claims = read(site.path(), CLAIMS);
    assert!(claims.contains("Rang the clerk") && !claims.contains("Minutes"), "{claims}");
    let before = snapshot(site.path());
    hear(site.path(), &[IDA, BO]);
    assert_eq!(snapshot(site.path()), before);
}

#[test]
fn a_section_that_is_there_again_brings_its_comments_back() {
    let site = imported(DRAFT);
    let without = "# The bridge\n\n## After\n\nIt was closed.\n";
    for name in ["content/01-the-vote.md", "content/01-the-vote.yaml"] {
        fs::remove_file(site.path().join(name)).expect("a file");
    }
    update(site.path(), "draft.md", without);
    let printed = update(site.path(), "draft.md", DRAFT);
    assert!(printed.contains("1 claim to complete"), "{printed}");
    assert!(!printed.contains("not placed"), "{printed}");
}

#[test]
fn a_file_with_claims_between_braces_has_no_room_and_the_report_names_the_source() {
    let site = site_of(&[BO]);
    fs::write(site.path().join(CLAIMS), "claims: {}\n").expect("claims");
    let printed = hear(site.path(), &[IDA]);
    assert!(printed.contains("1 claim to complete"), "{printed}");
    assert!(printed.contains("named for `voted-nine-four`"), "{printed}");
    assert!(
        printed.contains("https://a.example/one\n  its source is `a-example-one`"),
        "{printed}"
    );
}

/// A page with a picture.
fn page(words: &str) -> String {
    format!(
        "<p>{words}</p><p><img alt=\"A map\" src=\"data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAACADs=\"></p>"
    )
}

#[test]
fn a_picture_that_the_author_replaced_or_renamed_stays_so() {
    let (status, _, told, site) = import_new("draft.html", page("One.").as_bytes(), &[]);
    assert_eq!(status, Some(0), "{told}");
    let gif = fs::read(site.path().join("static/draft-1.gif")).expect("a picture");
    let mine = gif.iter().copied().chain([0]).collect::<Vec<u8>>();
    fs::write(site.path().join("static/draft-1.gif"), mine).expect("a picture");
    let before = snapshot(site.path());
    let printed = update(site.path(), "draft.html", page("One."));
    assert!(printed.contains("nothing changed"), "{printed}");
    assert_eq!(snapshot(site.path()), before);
    fs::rename(site.path().join("static/draft-1.gif"), site.path().join("static/bridge.gif"))
        .expect("a picture");
    let path = "content/01-one.md";
    let text = read(site.path(), path).replace("draft-1.gif", "bridge.gif");
    fs::write(site.path().join(path), text).expect("a section");
    let before = snapshot(site.path());
    let printed = update(site.path(), "draft.html", page("One."));
    assert!(printed.contains("nothing changed"), "{printed}");
    assert_eq!(snapshot(site.path()), before);
    update(site.path(), "draft.html", page("Two."));
    let text = read(site.path(), path);
    assert!(text.contains("Two.") && text.contains("bridge.gif"), "{text}");
    assert!(!site.path().join("static/draft-1.gif").exists());
}

#[test]
fn files_beside_a_record_are_passed_over_and_stay() {
    let site = imported(DRAFT);
    let folder = site.path().join(".gainsay/imports/article");
    for name in [".DS_Store", "notes.txt", "README.md", "._01-the-vote.md"] {
        fs::write(folder.join(name), b"\xff\xfe").expect("a file");
    }
    let before = snapshot(site.path());
    update(site.path(), "draft.md", DRAFT);
    assert_eq!(snapshot(site.path()), before);
    update(site.path(), "draft.md", DRAFT.replace("mayor", "major"));
    assert!(folder.join(".DS_Store").is_file() && folder.join("README.md").is_file());
}

#[test]
fn a_record_that_is_damaged_is_named_with_its_place() {
    for (name, text, place) in [
        ("remarks.json", "[\n<<<<<<< ours\n", "remarks.json:2:1"),
        ("document.json", "{\n", "document.json:2:0"),
        ("01-the-vote.md", "One.\n<<<<<<< ours\nTwo.\n=======\n>>>>>>> x\n", "01-the-vote.md:2"),
    ] {
        let site = imported(DRAFT);
        fs::write(site.path().join(".gainsay/imports/article").join(name), text).expect("a file");
        let before = snapshot(site.path());
        let (status, _, told) = import_with(site.path(), "draft.md", DRAFT, &["--update"]);
        assert_eq!(status, Some(1), "{told}");
        let place = format!("damaged, at `.gainsay/imports/article/{place}`: ");
        assert!(told.contains(&place) && told.contains("  help: "), "{told}");
        assert_eq!(snapshot(site.path()), before);
    }
}

/// Both sides of a merge.
const SIDES: &str = "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n";

#[test]
fn a_draft_that_shows_both_sides_of_a_merge_has_later_drafts() {
    for fence in ["```", "````"] {
        let shown = format!("# Git\n\nSo:\n\n{fence}\n```x\n{SIDES}{fence}\n\nEnd.\n");
        let shown = if fence == "```" { shown.replace("```x\n", "") } else { shown };
        let site = imported(&shown);
        update(site.path(), "draft.md", shown.replace("End", "The end"));
        let section = read(site.path(), "content/01-so.md");
        assert!(section.contains(SIDES) && section.contains("The end."), "{section}");
    }
}

#[test]
fn a_file_of_the_site_that_a_merge_left_unfinished_is_not_updated() {
    let shown = format!("# Git\n\nSo:\n\n```\n{SIDES}```\n\nEnd.\n\nMore.\n");
    let site = imported(&shown);
    for name in ["01-so.md", "article.yaml"] {
        let path = site.path().join("content").join(name);
        let before = read(site.path(), &format!("content/{name}"));
        fs::write(&path, format!("{before}\n{SIDES}")).expect("a file");
        let files = snapshot(site.path());
        let later = shown.replace("End", "The end");
        let (status, _, told) = import_with(site.path(), "draft.md", &later, &["--update"]);
        assert_eq!(status, Some(1), "{told}");
        let told_of = format!("`content/{name}` holds both sides of a merge\n  help: keep what is");
        assert!(told.contains(&told_of), "{told}");
        assert_eq!(snapshot(site.path()), files);
        fs::write(&path, before).expect("a file");
    }
}

#[test]
fn a_folder_with_nothing_but_its_versions_takes_a_new_site() {
    let site = tempfile::tempdir().expect("a folder");
    fs::create_dir(site.path().join(".git")).expect("a folder");
    let (status, _, told) = import_with(site.path(), "draft.md", DRAFT, &[]);
    assert_eq!(status, Some(0), "{told}");
    assert!(site.path().join("gainsay.yaml").is_file());
}
