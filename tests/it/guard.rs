//! The lock file: what a build writes into it, and that no mark is shown on words that were never
//! confirmed.

use crate::support::{
    Chance, build, confirm, drawn, edit, gainsay, options, page, read, report, site_folder,
    snapshot, tree, whole, write,
};
use gainsay::parse::lock::Lock;
use gainsay::pipeline::{Options, run};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

const LOCK: &str = "content/anchors.lock";
const CLAIMS: &str = "content/01-vote.yaml";

/// Adds a claim that nobody has confirmed yet.
fn with_a_new_claim(site: &Path) {
    let text = read(site, "content/01-vote.yaml");
    write(site, "content/01-vote.yaml", &format!("{text}  bridge: {{quote: the bridge}}\n"));
}

#[test]
fn a_build_adds_lines_for_new_claims_and_changes_none() {
    let site = site_folder();
    let before = read(site.path(), LOCK);
    assert_eq!(before.lines().count(), 5, "{before}");
    let output = gainsay(&["build"], site.path());
    assert_eq!(output.status.code(), Some(0), "{}", report(&output));
    assert_eq!(read(site.path(), LOCK), before);
    with_a_new_claim(site.path());
    // White space changes no words, so that the old line stands although it would read otherwise.
    edit(site.path(), "content/01-vote.md", "The council", "The  council");
    let output = gainsay(&["build"], site.path());
    assert_eq!(output.status.code(), Some(0), "{}", report(&output));
    let after = read(site.path(), LOCK);
    assert_eq!(after.lines().count(), 6, "{after}");
    assert!(before.lines().all(|line| after.lines().any(|l| l == line)), "{before}\n{after}");
    let summary = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(summary.contains("anchors.lock: 1 line added"), "{summary}");
}

#[test]
fn a_build_with_faults_leaves_the_lock_alone() {
    let site = site_folder();
    with_a_new_claim(site.path());
    edit(site.path(), "content/01-vote.md", "voted to close", "voted not to close");
    let before = snapshot(site.path());
    assert_eq!(gainsay(&["build"], site.path()).status.code(), Some(1));
    assert_eq!(snapshot(site.path()), before);
}

#[test]
fn invariant_9_a_check_writes_nothing() {
    let site = site_folder();
    with_a_new_claim(site.path());
    for locked in [true, false] {
        if !locked {
            fs::remove_file(site.path().join(LOCK)).expect("removed");
        }
        let before = snapshot(site.path());
        for arguments in [&["check"][..], &["check", "--drafts"], &["check", "--format", "json"]] {
            let output = gainsay(arguments, site.path());
            assert_eq!(output.status.code(), Some(0), "{}", report(&output));
            assert_eq!(snapshot(site.path()), before, "{arguments:?}");
        }
    }
    assert!(!site.path().join(LOCK).exists());
}

#[test]
fn a_locked_build_fails_where_something_was_not_committed() {
    let site = site_folder();
    assert_eq!(gainsay(&["check", "--locked"], site.path()).status.code(), Some(0));
    with_a_new_claim(site.path());
    for missing in [false, true] {
        if missing {
            fs::remove_file(site.path().join(LOCK)).expect("removed");
        }
        let before = snapshot(site.path());
        for command in ["build", "check"] {
            let output = gainsay(&[command, "--locked"], site.path());
            let report = report(&output);
            assert_eq!(output.status.code(), Some(1), "{report}");
            assert!(report.contains("error[lock-outdated]"), "{report}");
            assert!(report.contains("`bridge`"), "{report}");
            assert_eq!(snapshot(site.path()), before, "{command}");
        }
    }
}

#[test]
fn a_locked_check_of_drafts_asks_for_no_line_that_a_build_would_not_write() {
    let site = site_folder();
    let claims = read(site.path(), CLAIMS);
    let draft = "  bridge: {quote: close the bridge, draft: true}\n";
    write(site.path(), CLAIMS, &format!("{claims}{draft}"));
    assert_eq!(gainsay(&["build"], site.path()).status.code(), Some(0));
    let output = gainsay(&["check", "--drafts", "--locked"], site.path());
    assert_eq!(output.status.code(), Some(0), "{}", report(&output));
    write(site.path(), CLAIMS, &format!("{claims}{}", draft.replace(", draft: true", "")));
    let output = gainsay(&["check", "--drafts", "--locked"], site.path());
    assert_eq!(output.status.code(), Some(1), "{}", report(&output));
    assert!(report(&output).contains("error[lock-outdated]"), "{}", report(&output));
}

#[test]
fn edits_in_drafts_are_counted_and_asked_about_when_draft_goes() {
    let site = site_folder();
    let (text, draft) = ("content/01-vote.md", "draft: true\ntitle:");
    let before = read(site.path(), LOCK);
    write(site.path(), "content/02-after.md", "---\ntitle: After\n---\n\nThe quay stayed open.\n");
    edit(site.path(), text, "title:", draft);
    edit(site.path(), text, "The council", "In no case the council");
    let output = gainsay(&["fix", "--yes"], site.path());
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.contains("in drafts"), "{said}{}", report(&output));
    assert_eq!(read(site.path(), LOCK), before);
    let output = gainsay(&["check", "--drafts"], site.path());
    assert_eq!(output.status.code(), Some(0), "{}", report(&output));
    edit(site.path(), text, draft, "title:");
    let output = gainsay(&["check"], site.path());
    assert_eq!(output.status.code(), Some(1), "{}", report(&output));
    assert!(report(&output).contains("error[meaning-drift]"), "{}", report(&output));
}

#[test]
fn a_lock_in_the_middle_of_a_merge_is_an_error_and_stays() {
    let site = site_folder();
    with_a_new_claim(site.path());
    let lock = read(site.path(), LOCK);
    let (head, line) = lock.split_once('\n').expect("two lines");
    let merging =
        format!("{head}\n<<<<<<< ours\n{line}=======\n{}>>>>>>> theirs\n", line.replace("23", "9"));
    for text in [merging.as_str(), "nonsense\n", "# gainsay lock 3: later\n"] {
        write(site.path(), LOCK, text);
        let before = snapshot(site.path());
        for arguments in
            [&["build"][..], &["check"], &["build", "--allow-drift"], &["fix", "--yes"]]
        {
            let output = gainsay(arguments, site.path());
            let report = report(&output);
            assert_eq!(output.status.code(), Some(1), "{arguments:?} {text}: {report}");
            assert_eq!(snapshot(site.path()), before, "{arguments:?} {text}");
        }
    }
}

#[test]
fn a_lock_that_is_not_text_is_not_overwritten() {
    let site = site_folder();
    with_a_new_claim(site.path());
    fs::write(site.path().join(LOCK), b"\xff\xfe\x00").expect("a file");
    let before = snapshot(site.path());
    for arguments in [&["build"][..], &["build", "--allow-drift"], &["fix", "--yes"]] {
        assert_eq!(gainsay(arguments, site.path()).status.code(), Some(1), "{arguments:?}");
        assert_eq!(snapshot(site.path()), before, "{arguments:?}");
    }
}

#[test]
fn drifted_claim_can_be_published_without_a_mark() {
    for (old, new) in [
        // The words stay and their sentence says the contrary, or they are edited, or gone.
        ("The council voted to close", "The council never voted to close"),
        ("voted to close", "voted to shut"),
        ("The council voted to close the bridge.", "Something else."),
    ] {
        let site = site_folder();
        let lock = read(site.path(), LOCK);
        edit(site.path(), "content/01-vote.md", old, new);
        assert_eq!(gainsay(&["build"], site.path()).status.code(), Some(1), "{new}");
        assert!(!site.path().join("public").exists());
        let output = gainsay(&["build", "--allow-drift"], site.path());
        assert_eq!(output.status.code(), Some(0), "{}", report(&output));
        assert!(report(&output).starts_with("warning["), "{}", report(&output));
        assert_eq!(read(site.path(), LOCK), lock);
        let article = read(site.path(), "public/index.html");
        assert!(!article.contains("<mark"), "{article}");
        assert!(article.contains("claims/vote.html"), "{article}");
        let list = read(site.path(), "public/claims/index.html");
        assert!(list.contains("vote.html"), "{list}");
        assert!(read(site.path(), "public/claims/vote.html").contains("voted to close"));
    }
}

#[test]
fn allow_drift_excuses_no_other_faults() {
    let site = site_folder();
    edit(site.path(), "content/01-vote.md", "voted to close", "voted to shut");
    edit(site.path(), "content/01-vote.yaml", "source: minutes", "source: nothing");
    let output = gainsay(&["build", "--allow-drift"], site.path());
    assert_eq!(output.status.code(), Some(1), "{}", report(&output));
    assert!(!site.path().join("public").exists());
}

/// What stands inside the marks that belong to the claim with this id, without any markup.
fn marked(html: &str, id: &str) -> Option<String> {
    let first = html.find(&format!("id=\"c-{id}\""))?;
    let open = html[..first].rfind("<mark")?;
    let number = html[open..].split("data-c=\"").nth(1)?.split('"').next()?;
    let number = format!("data-c=\"{number}\"");
    let (mut words, mut rest) = (String::new(), html);
    while let Some((_, after)) = rest.split_once("<mark ") {
        let (tag, after) = after.split_once('>')?;
        let (inner, after) = after.split_once("</mark>")?;
        if tag.contains(&number) {
            let mut inside = false;
            words.extend(inner.chars().filter(|c| {
                let tag = inside || *c == '<';
                inside = tag && *c != '>';
                !tag
            }));
            words.push(' ');
        }
        rest = after;
    }
    Some(words.split_whitespace().collect::<Vec<_>>().join(" "))
}

const WORDS: &[&str] = &[
    "council", "voted", "nine", "to", "four", "close", "the", "bridge", "not", "never", "most",
    "mayor", "1998", "said", "a", "of", "in", "because", "might", "*close*", "12", "repairs",
];

const STORY: &str = "The council voted nine to four to close the bridge in 1998.";

/// A text with words put in, taken out, changed or swapped, or sentences moved.
fn shaken(text: &str, chance: &mut Chance) -> String {
    let mut words: Vec<String> = text.split(' ').map(str::to_owned).collect();
    for _ in 0..=chance.below(3) {
        let (at, other) = (chance.below(words.len()), chance.below(words.len()));
        let word = WORDS[chance.below(WORDS.len())].to_owned();
        match chance.below(8) {
            0 => words.insert(at, word),
            1 if words.len() > 1 => drop(words.remove(at)),
            2 => words[at] = word,
            3 => words.swap(at, other),
            4 => words[at].push_str("\n\n"),
            5 => words.insert(0, format!("{STORY}\n\n")),
            6 => words.push(STORY.to_owned()),
            _ => words.insert(at, "It rained.".to_owned()),
        }
    }
    words.join(" ")
}

#[test]
fn a_mark_is_never_published_on_words_that_were_not_confirmed() {
    const SECTION: &str = "It rained on Monday. The council voted nine to four to close the bridge in 1998. The mayor said the repairs might take most of a year.";
    const QUOTES: [(&str, &str); 3] = [
        ("vote", "voted nine to four"),
        ("bridge", "close the bridge in 1998"),
        ("repairs", "the repairs might take most"),
    ];
    let yaml = |quotes: &[(&str, String)]| {
        let claims: Vec<String> =
            quotes.iter().map(|(id, q)| format!("  {id}: {{quote: \"{q}\"}}\n")).collect();
        format!("claims:\n{}", claims.concat())
    };
    let base: Vec<(&str, String)> = QUOTES.iter().map(|(id, q)| (*id, (*q).to_owned())).collect();
    let annotations = yaml(&base);
    let files = [
        ("gainsay.yaml", "title: Desk\nbase-url: https://desk.example/\n"),
        ("content/article.yaml", "title: A bridge\n"),
        ("content/01-vote.md", SECTION),
        ("content/01-vote.yaml", annotations.as_str()),
    ];
    let lock = whole(&files, &[]).locks.swap_remove(0).text;
    let (confirmed, faults) = Lock::parse(&lock);
    assert!(faults.is_empty());
    let confirmed: BTreeMap<&str, &str> =
        confirmed.anchors.iter().map(|l| (l.claim.as_str(), l.confirmed.words.ends().0)).collect();
    let mut chance = Chance(9);
    let (mut held, mut stopped, mut unmarked) = (0, 0, 0);
    for round in 0..300 {
        let mut quotes = base.clone();
        if chance.below(4) == 0 {
            let one = chance.below(quotes.len());
            // Other words of the text stand there too, and were confirmed of no claim.
            let words: Vec<&str> = SECTION.split(' ').collect();
            let at = chance.below(words.len() - 4);
            quotes[one].1 = match chance.below(2) {
                0 => words[at..at + 2 + chance.below(3)].join(" "),
                _ => shaken(&quotes[one].1, &mut chance).replace("\n\n", " "),
            };
        }
        // Now and then the text stays, so that a quote alone is edited.
        let section =
            if chance.below(6) == 0 { SECTION.to_owned() } else { shaken(SECTION, &mut chance) };
        let annotations = yaml(&quotes);
        let now = [
            ("content/01-vote.md", section.as_str()),
            ("content/01-vote.yaml", annotations.as_str()),
            (LOCK, lock.as_str()),
        ];
        let site =
            || tree(files.iter().copied().filter(|f| !now.iter().any(|n| n.0 == f.0)).chain(now));
        let outcome = build(site());
        let told = format!("round {round}:\n{section}\n{annotations}\n{}", drawn(&outcome));
        if outcome.failed() {
            stopped += 1;
            assert!(outcome.pages.is_empty(), "{told}");
        } else {
            held += 1;
            assert!(outcome.locks.iter().all(|lock| lock.added == 0), "{told}");
        }
        // What is let through in spite of it has no other marks either.
        let drifting = run(site(), &Options { allow_drift: true, ..options() }, &mut |_| {});
        assert!(!drifting.failed(), "{told}");
        for (outcome, all) in [(&outcome, true), (&drifting, false)] {
            if outcome.failed() {
                continue;
            }
            let html = page(outcome, "index.html");
            for (id, words) in &confirmed {
                match marked(&html, id) {
                    Some(shown) => assert_eq!(shown, *words, "`{id}` in {told}"),
                    None if all => panic!("`{id}` has no mark in {told}"),
                    None => unmarked += 1,
                }
            }
        }
    }
    assert!(held > 40 && stopped > 40 && unmarked > 40, "{held}, {stopped}, {unmarked}");
}

/// Confirms `quote` in a section that reads `old`, edits it to read `new`, and takes what can be
/// taken in bulk: what a check says then.
fn edited(old: &str, quote: &str, new: &str) -> String {
    let site = site_folder();
    let around = |text: &str| format!("It rained all week.\n\n{text}\n\nThe bridge is old.\n");
    write(site.path(), "content/01-vote.md", &around(old));
    write(site.path(), "content/01-vote.yaml", &format!("claims:\n  vote:\n    quote: {quote}\n"));
    fs::remove_file(site.path().join(LOCK)).expect("removed");
    confirm(site.path());
    write(site.path(), "content/01-vote.md", &around(new));
    gainsay(&["fix", "--yes"], site.path());
    report(&gainsay(&["check"], site.path()))
}

#[test]
fn struck_out_words_do_not_count() {
    let (old, new) = ("He did not ask the council.", "He did ~~not~~ ask the council.");
    let quote = "ask the council";
    assert!(edited(old, quote, new).contains("error[meaning-drift]: a negation changed"));
    assert!(edited(new, quote, old).contains("error[meaning-drift]: a negation changed"));
    let struck = "He did not ~~ask the council~~ go.";
    assert!(edited(old, quote, struck).contains("error[anchor-missing]"));
    let other = edited(new, "did ask", "He did ~~never~~ ask the council.");
    assert!(other.contains("error[context-changed]: what is struck out"), "{other}");
}

#[test]
fn table_cell_belongs_to_the_sentence_of_its_row() {
    let table = |one: &str, other: &str| {
        format!(
            "| Body | Vote |\n|:--|---|\n| {one} | voted nine to four |\n| {other} | voted six to one |"
        )
    };
    let (old, new) = (table("Council", "Senate"), table("Senate", "Council"));
    assert!(edited(&old, "voted nine to four", &new).contains("error[meaning-drift]: a name"));
    let other = edited(&old, "voted nine to four", &table("Council", "Chamber"));
    assert!(!other.contains("error["), "{other}");
}

#[test]
fn long_sentence_is_compared_to_its_beginning() {
    let middle = "and then some more was said of it by those who were there ".repeat(20);
    let text = |first: &str| format!("{first} said that {middle} the clerk kept a record.");
    let (old, new) = (text("Somebody"), text("Nobody"));
    assert!(edited(&old, "kept a record", &new).contains("error[meaning-drift]"));
}

#[test]
fn denial_around_a_sentence_is_drift() {
    let vote = "The council voted nine to four to close the bridge.";
    for (old, new) in [
        (vote.to_owned(), format!("{vote} That is not so.")),
        (format!("## What is true\n\n{vote}"), format!("## What is false\n\n{vote}")),
        (format!("These are true:\n\n- {vote}"), format!("These are not true:\n\n- {vote}")),
    ] {
        let checked = edited(&old, "voted nine to four", &new);
        assert!(checked.contains("error[context-changed]"), "{new}: {checked}");
    }
}

#[test]
fn word_that_is_known_to_turn_round_since_is_no_change() {
    let site = site_folder();
    let long = "The council voted nine to four, after a debate of three hours in which the mayor, the clerk and two engineers were heard, to close the bridge.";
    write(
        site.path(),
        "content/01-vote.md",
        &format!("{long}\n\nThe claim was later withdrawn.\n"),
    );
    write(site.path(), CLAIMS, "claims:\n  vote: {quote: voted nine to four}\n");
    fs::remove_file(site.path().join(LOCK)).expect("removed");
    confirm(site.path());
    // As an earlier version wrote it, which did not know the word.
    edit(site.path(), LOCK, ",\"below\":\"The claim was later withdrawn.\"", "");
    let checked = gainsay(&["check"], site.path());
    assert!(!report(&checked).contains("context-changed"), "{}", report(&checked));
    assert_eq!(gainsay(&["build", "--locked"], site.path()).status.code(), Some(0));
    edit(site.path(), "content/01-vote.md", "The claim was", "This claim was");
    let checked = gainsay(&["check"], site.path());
    assert!(report(&checked).contains("error[context-changed]"), "{}", report(&checked));
}
