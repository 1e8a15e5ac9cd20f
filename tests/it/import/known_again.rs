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
