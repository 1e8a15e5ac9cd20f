//! Which sections and claims of an earlier import those of a later draft are.

use super::draft::imported;
use super::import_with;
use super::later::update;
use crate::support::read;
use std::fs;

const OPENING: &str = "# Town\n\n## Opening\n\nSome first words on the region and its people.\n\n";
const TEXT: &str = "The iron bridge was built by Mara Lind between 1897 and 1899, and {==it cost 42,000 crowns==}{>>Ida: https://a.example/cost<<}. A flood damaged the northern pier.\n";

#[test]
fn a_section_whose_text_stays_keeps_its_file_below_a_new_one_with_words_of_it() {
    let site = imported(&format!("{OPENING}## History\n\n{TEXT}"));
    let later = format!(
        "{OPENING}## In short\n\nAn iron bridge, built between 1897 and 1899, damaged by a flood.\n\n## How it began\n\n{TEXT}"
    );
    let printed = update(site.path(), "draft.md", later);
    let section = read(site.path(), "content/02-history.md");
    assert!(section.starts_with("---\ntitle: How it began\n---\n"), "{section}\n{printed}");
    assert!(section.contains("42,000 crowns"), "{section}");
    assert!(read(site.path(), "content/03-in-short.md").contains("An iron bridge"), "{printed}");
}

#[test]
fn a_section_with_links_is_known_below_another_heading() {
    let minutes = "https://www.north.example.org/council/meetings/2019/11/29/minutes-of-the-ordinary-meeting-item-seven-bridge-toll-proposal-final-signed.pdf";
    let herald = "https://www.herald.example.com/news/local/2019/12/01/council-votes-for-bridge-toll-after-long-debate-in-the-night?utm_source=newsletter";
    let text = format!(
        "The [council's minutes]({minutes}) give {{==nine votes to four==}}{{>>Ida: see page 3<<}}, and the [Herald]({herald}) agrees.\n"
    );
    let site = imported(&format!("{OPENING}## What the council said\n\n{text}"));
    update(site.path(), "draft.md", format!("{OPENING}## The vote\n\n{text}"));
    let section = read(site.path(), "content/02-what-the-council-said.md");
    assert!(section.starts_with("---\ntitle: The vote\n---\n"), "{section}");
}

#[test]
fn a_section_of_the_site_that_shares_the_key_of_a_title_alone_is_not_taken_for_one_that_is_gone() {
    let text = format!("{OPENING}## B\n\nShort.\n");
    let site = imported(&text);
    fs::remove_file(site.path().join("content/02-b.md")).expect("a section");
    let own = "---\ntitle: Editors\n---\n\nThanks.\n";
    fs::write(site.path().join("content/90-own.md"), own).expect("a file");
    let (status, _, told) = import_with(site.path(), "draft.md", &text, &["--update"]);
    assert_eq!(status, Some(1), "{told}");
    assert!(
        told.contains(
            "`content/02-b.md` is not in the site, and the document has that section still"
        ),
        "{told}"
    );
    assert!(!told.contains("90-own"), "{told}");
}

#[test]
fn a_comment_on_the_same_words_of_another_sentence_begins_a_claim_of_its_own() {
    let before = "# Town\n\n## Bridge\n\nThe town lies on a river. The bridge {==opened in 1999==}{>>Ida: https://a.example/bridge<<}. Ships and sailors came to the harbour for many years.\n";
    let school = "A school by the church, long wanted, {==opened in 1999==}{>>Max: https://b.example/school<<}.\n";
    let gone = "# Town\n\n## Bridge\n\nThe town lies on a river. Ships and sailors came to the harbour for many years.\n";
    for later in [format!("{gone}\n{school}"), format!("{gone}\n## Schools\n\n{school}")] {
        let site = imported(before);
        let (_, printed, told) = import_with(site.path(), "draft.md", &later, &["--update"]);
        assert!(printed.contains("1 claim to complete"), "{printed}{told}");
        let files = ["content/01-bridge.yaml", "content/02-schools.yaml"];
        let there = files.iter().filter(|file| site.path().join(file).exists());
        let claims: String = there.map(|file| read(site.path(), file)).collect();
        for note in [
            "desk-note: \"Ida: https://a.example/bridge\"\n",
            "desk-note: \"Max: https://b.example/school\"\n",
        ] {
            assert_eq!(claims.matches(note).count(), 1, "{claims}");
        }
    }
}

#[test]
fn a_comment_that_is_written_anew_is_heard_by_the_claim_of_its_place() {
    let text = "# Town\n\n## Bridge\n\nThe town lies on a river. The bridge {==opened in 1999==}{>>NOTE<<}. Ships and sailors came to the harbour for many years.\n";
    let site = imported(&text.replace("NOTE", "Ida: who says so?"));
    let later = text.replace("NOTE", "Max: the mayor.").replace("for many years", "for years");
    let printed = update(site.path(), "draft.md", later);
    let bridge = read(site.path(), "content/01-bridge.yaml");
    assert!(
        printed.contains("said more of claims: opened-in-1999") || bridge.contains("the mayor"),
        "{printed}"
    );
    assert_eq!(bridge.matches("quote").count(), 1, "{bridge}");
}

#[test]
fn a_section_that_went_names_its_claims_and_a_comment_that_moved_begins_one_anew() {
    let vote = "# Town\n\n## Vote\n\nNine voted.\n";
    let moved = "The pier {==was closed in May==}{>>Ida: https://a.example/pier<<}.\n";
    let site = imported(&format!("{vote}\n## After\n\n{moved}"));
    let later = format!("{vote}\n{moved}");
    let (status, _, told) = import_with(site.path(), "draft.md", &later, &["--update"]);
    assert_eq!(status, Some(1), "{told}");
    let help = "its claims are `closed-may`: move those that the document still makes to the annotations of another section; then take the file and `content/02-after.yaml` out of the site, and import again";
    assert!(told.contains(help), "{told}");
    for file in ["content/02-after.md", "content/02-after.yaml"] {
        fs::remove_file(site.path().join(file)).expect("a file");
    }
    let printed = update(site.path(), "draft.md", &later);
    assert!(printed.contains("1 claim to complete"), "{printed}");
    let claims = read(site.path(), "content/01-vote.yaml");
    assert!(claims.contains("quote: was closed in May"), "{claims}");
    // Who then takes the claim out has it out.
    fs::write(site.path().join("content/01-vote.yaml"), "claims: {}\n").expect("a file");
    let printed = update(site.path(), "draft.md", &later);
    assert!(printed.contains("nothing changed"), "{printed}");
}

/// A draft with a comment on two of its words.
fn with_comment(note: &str) -> String {
    format!("# Town\n\n## Vote\n\n{{==Nine voted==}}{{>>{note}<<}} today.\n")
}

#[test]
fn a_relation_counts_behind_other_statements_and_not_within_one() {
    for (said, relations) in [
        ("supports: https://a.example/1 “nine to four” contradicts: https://b.example/2", 2),
        ("supports: https://a.example/1 contradicts: https://b.example/2", 2),
        ("See the minutes “of the vote” and supports: https://a.example/1", 1),
        ("But contradicts: https://a.example/1", 1),
        ("Nothing supports: https://a.example/1", 0),
        ("No demand contradicts: https://a.example/1", 0),
    ] {
        let site = imported(&with_comment(said));
        let claims = read(site.path(), "content/01-vote.yaml");
        let typed = ["    relation: supports", "    relation: contradicts"];
        let count = typed.iter().filter(|line| claims.contains(*line)).count();
        assert_eq!(count, relations, "{said}\n{claims}");
    }
}

#[test]
fn a_source_that_has_no_room_is_told_with_what_it_does_to_the_claim() {
    let site = imported(&with_comment("supports: https://a.example/1"));
    let later = with_comment("supports: https://a.example/1\ncontradicts: https://b.example/2");
    let (_, printed, told) = import_with(site.path(), "draft.md", later, &["--update"]);
    assert!(printed.contains("contradicts: https://b.example/2"), "{printed}{told}");
}

#[test]
fn a_comment_that_turned_into_its_opposite_is_told_once() {
    let site = imported(&with_comment("supports: https://a.example/1 p. 2"));
    let later = with_comment("contradicts: https://a.example/1 p. 3");
    let (_, printed, told) = import_with(site.path(), "draft.md", &later, &["--update"]);
    assert!(printed.contains("contradicts: https://a.example/1\n"), "{printed}{told}");
    let claims = read(site.path(), "content/01-vote.yaml");
    assert!(claims.contains("relation: supports"), "{claims}");
    let (_, printed, told) = import_with(site.path(), "draft.md", &later, &["--update"]);
    assert!(!printed.contains("contradicts:"), "{printed}{told}");
}
