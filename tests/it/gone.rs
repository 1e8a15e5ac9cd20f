//! Addresses that the last output had and the next one has not.

use crate::support::{gainsay, report, site_folder, write};
use std::fs;
use std::path::Path;

/// What the program says of addresses that are gone, once the site that `first` made was built and
/// then `change` was made.
fn rebuilt(first: impl FnOnce(&Path), change: impl FnOnce(&Path)) -> String {
    let site = site_folder();
    let site = site.path();
    first(site);
    let built = gainsay(&["build"], site);
    assert!(built.status.success(), "{}", report(&built));
    change(site);
    let built = gainsay(&["build"], site);
    assert!(built.status.success(), "{}", report(&built));
    let report = report(&built);
    let told = report.split("\n\n").filter(|told| told.contains("section-gone]"));
    let again = gainsay(&["build"], site);
    let again = crate::support::report(&again);
    assert!(!again.contains("section-gone]"), "told once: {again}");
    told.collect::<Vec<_>>().join("\n\n")
}

fn rename(from: &str, to: &str) -> impl FnOnce(&Path) {
    move |site| fs::rename(site.join(from), site.join(to)).expect("renamed")
}

fn second_section(site: &Path) {
    write(site, "content/02-after.md", "---\ntitle: After\n---\n\nIt rained.\n");
}

/// Two articles, `bridge` with a claim.
fn two_articles(layout: &'static str) -> impl FnOnce(&Path) {
    move |site| {
        fs::remove_dir_all(site.join("content")).expect("removed");
        for folder in ["bridge", "tower"] {
            fs::create_dir_all(site.join("content").join(folder)).expect("made");
        }
        for (folder, title) in [("bridge", "A bridge"), ("tower", "A tower")] {
            write(
                site,
                &format!("content/{folder}/article.yaml"),
                &format!("title: {title}\nlayout: {layout}\n"),
            );
            write(
                site,
                &format!("content/{folder}/01-fall.md"),
                &format!("---\ntitle: {title}\n---\n\nIt fell in May.\n"),
            );
        }
        write(
            site,
            "content/bridge/01-fall.yaml",
            "claims:\n  fell: {quote: It fell in May}\n  rose: {says: It rose again.}\n",
        );
    }
}

#[test]
fn section_of_a_page_that_is_renamed_is_missed() {
    let told = rebuilt(second_section, rename("content/02-after.md", "content/02-rain.md"));
    insta::assert_snapshot!(told, @r#"
    warning[section-gone]: the last build had the section `after` on `index.html`, and links from elsewhere to `index.html#after` lead to no place on it now
     --> content/article.yaml:1:1
      |
    1 | title: A bridge
      | ^
      |
      = help: list `after` in the `aliases` of the section that readers should find instead
    "#);
}

#[test]
fn section_of_a_page_that_lost_its_title_is_missed() {
    let told = rebuilt(second_section, |site| {
        write(site, "content/02-after.md", "It rained.\n");
    });
    insta::assert_snapshot!(told, @r#"
    warning[section-gone]: the last build had the section `after` on `index.html`, and links from elsewhere to `index.html#after` lead to no place on it now
     --> content/article.yaml:1:1
      |
    1 | title: A bridge
      | ^
      |
      = help: give the section a `title` again, or a heading with `{#after}`
    "#);
}

#[test]
fn redirected_withheld_or_merged_section_is_not_missed() {
    let check = |name: &str, text: &str| {
        let told = rebuilt(second_section, |site| {
            fs::remove_file(site.join("content/02-after.md")).expect("removed");
            write(site, name, text);
        });
        assert_eq!(told, "", "{name} {text}");
    };
    check("content/02-rain.md", "---\ntitle: Rain\naliases: after\n---\n\nIt rained.\n");
    check("content/02-after.md", "---\ntitle: After\ndraft: true\n---\n\nIt rained.\n");
    check("content/07-after.md", "---\ntitle: Later\n---\n\nIt rained.\n");
    check("content/02-rain.md", "---\ntitle: Rain\n---\n\n## After\n\nIt rained.\n");
    check("content/02-rain.md", "---\ntitle: Rain\n---\n\n## Wet {#after}\n\nIt rained.\n");
}

#[test]
fn removed_alias_is_missed() {
    let first = |site: &Path| {
        write(site, "content/02-after.md", "---\ntitle: After\naliases: rain\n---\n\nIt rained.\n");
    };
    let told = rebuilt(first, second_section);
    assert!(told.contains("the section `rain` on `index.html`"), "{told}");
}

#[test]
fn article_whose_folder_is_renamed_is_missed() {
    let told = rebuilt(two_articles("page"), rename("content/bridge", "content/river"));
    insta::assert_snapshot!(told, @r#"
    warning[section-gone]: the last build had an article in `content/bridge`, and links from elsewhere to its 8 pages lead nowhere now
     --> content/river/article.yaml:1:1
      |
    1 | title: A bridge
      | ^
      |
      = help: if it is `content/river` now, call that folder `bridge` again
      = help: an article's address is the name of its folder, and no `aliases` lead from one to another
    "#);
    let told = rebuilt(two_articles("sections"), rename("content/bridge", "content/river"));
    insta::assert_snapshot!(told, @r#"
    warning[section-gone]: the last build had an article in `content/bridge`, and links from elsewhere to its 9 pages lead nowhere now
     --> content/river/article.yaml:1:1
      |
    1 | title: A bridge
      | ^
      |
      = help: if it is `content/river` now, call that folder `bridge` again
      = help: an article's address is the name of its folder, and no `aliases` lead from one to another
    "#);
}

#[test]
fn article_that_is_removed_is_missed_and_a_draft_is_not() {
    let told = rebuilt(two_articles("page"), |site| {
        fs::remove_dir_all(site.join("content/tower")).expect("removed");
    });
    insta::assert_snapshot!(told, @r#"
    warning[section-gone]: the last build had an article in `content/tower`, and links from elsewhere to its 6 pages lead nowhere now
     |
     = help: if it was only renamed, call its folder `tower` again
     = help: an article's address is the name of its folder, and no `aliases` lead from one to another
    "#);
    let told = rebuilt(two_articles("page"), |site| {
        write(site, "content/tower/article.yaml", "title: A tower\ndraft: true\n");
    });
    assert_eq!(told, "");
}

#[test]
fn article_that_moves_between_the_site_and_a_folder_is_missed() {
    let told = rebuilt(second_section, |site| {
        rename("content", "bridge")(site);
        fs::create_dir(site.join("content")).expect("made");
        rename("bridge", "content/bridge")(site);
    });
    insta::assert_snapshot!(told, @r#"
    warning[section-gone]: the last build had an article in `content`, and links from elsewhere to its 7 pages lead nowhere now
     --> content/bridge/article.yaml:1:1
      |
    1 | title: A bridge
      | ^
      |
      = help: if it is `content/bridge` now, have the server lead on to `bridge/`
      = help: an article's address is the name of its folder, and no `aliases` lead into one
    "#);
    let told = rebuilt(two_articles("sections"), |site| {
        fs::remove_dir_all(site.join("content/tower")).expect("removed");
        rename("content/bridge", "bridge")(site);
        fs::remove_dir(site.join("content")).expect("removed");
        rename("bridge", "content")(site);
    });
    insta::assert_snapshot!(told, @r#"
    warning[section-gone]: the last build had an article in `content/bridge`, and links from elsewhere to its 9 pages lead nowhere now
     --> content/article.yaml:1:1
      |
    1 | title: A bridge
      | ^
      |
      = help: if it is the article in `content` now, put that into the folder `bridge` again
      = help: an article's address is the name of its folder, and no `aliases` lead from one to another

    warning[section-gone]: the last build had an article in `content/tower`, and links from elsewhere to its 7 pages lead nowhere now
     --> content/article.yaml:1:1
      |
    1 | title: A bridge
      | ^
      |
      = help: if it is the article in `content` now, put that into the folder `tower` again
      = help: an article's address is the name of its folder, and no `aliases` lead from one to another
    "#);
}
