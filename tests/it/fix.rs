//! `gainsay fix`: what it takes by itself, what it asks about, and what it leaves as it was.

use crate::support::{
    accept_all, confirm, edit, gainsay, read, report, site_folder, snapshot, write,
};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

const LOCK: &str = "content/anchors.lock";
const TEXT: &str = "content/01-vote.md";
const CLAIMS: &str = "content/01-vote.yaml";

/// A site with three claims, whose words are confirmed and then edited: a number, a negation, and
/// neither.
fn edited() -> tempfile::TempDir {
    let site = site_folder();
    let text = "The council voted nine to four on the bridge. The mayor wanted to keep it open. The clerk kept a long record of the debate.\n";
    write(site.path(), TEXT, text);
    write(
        site.path(),
        CLAIMS,
        "claims:\n  vote: {quote: voted nine to four}\n  mayor: {quote: wanted to keep it open}\n  clerk: {quote: kept a long record}\n",
    );
    fs::remove_file(site.path().join(LOCK)).expect("removed");
    confirm(site.path());
    let text = text
        .replace("nine to four", "eight to four")
        .replace("wanted to", "never wanted to")
        .replace("kept a long record", "kept a detailed record");
    write(site.path(), TEXT, &text);
    site
}

/// The line of the lock file on a claim.
fn line(site: &Path, claim: &str) -> String {
    let start = format!("{{\"claim\":\"{claim}\"");
    let lock = read(site, LOCK);
    lock.lines().find(|line| line.starts_with(&start)).expect("a line").to_owned()
}

/// Runs the program with `arguments`.
fn fix_with(arguments: &[String], site: &Path) -> std::process::Output {
    gainsay(&arguments.iter().map(String::as_str).collect::<Vec<_>>(), site)
}

/// The files of the site; those that begin with a point are no part of it.
fn files(site: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = snapshot(site);
    files.retain(|path, _| !path.rsplit('/').next().unwrap_or("").starts_with('.'));
    files
}

#[test]
fn no_edit_of_a_sentence_is_taken_in_bulk() {
    let site = edited();
    let (vote, mayor) = (line(site.path(), "vote"), line(site.path(), "mayor"));
    let output = gainsay(&["fix", "--yes"], site.path());
    assert_eq!(output.status.code(), Some(1), "{}", report(&output));
    assert_eq!(
        read(site.path(), CLAIMS),
        "claims:\n  vote: {quote: voted nine to four}\n  mayor: {quote: wanted to keep it open}\n  clerk: {quote: kept a long record}\n"
    );
    assert_eq!((line(site.path(), "vote"), line(site.path(), "mayor")), (vote, mayor));
    let checked = report(&gainsay(&["check"], site.path()));
    assert!(checked.contains("a number changed in the sentence of `vote`"), "{checked}");
    assert!(checked.contains("a negation changed in the sentence of `mayor`"), "{checked}");
    assert!(checked.contains("the sentence of `clerk` is not as it was confirmed"), "{checked}");
    let before = snapshot(site.path());
    assert_eq!(gainsay(&["fix", "--yes"], site.path()).status.code(), Some(1));
    assert_eq!(snapshot(site.path()), before, "there is nothing plain left");
}

#[test]
fn a_claim_is_accepted_by_name_and_no_other() {
    let site = edited();
    let (vote, clerk) = (line(site.path(), "vote"), line(site.path(), "clerk"));
    let output = gainsay(&["fix", "--accept", "mayor"], site.path());
    assert_eq!(output.status.code(), Some(1), "{}", report(&output));
    assert!(read(site.path(), LOCK).contains("The mayor never wanted"));
    assert_eq!((line(site.path(), "vote"), line(site.path(), "clerk")), (vote, clerk));
    let output = gainsay(&["fix", "--accept", "vote", "--accept", "clerk"], site.path());
    assert_eq!(output.status.code(), Some(0), "{}", report(&output));
    assert!(read(site.path(), CLAIMS).contains("quote: voted eight to four"));
    assert_eq!(gainsay(&["check", "--locked"], site.path()).status.code(), Some(0));
}

#[test]
fn accepting_an_unknown_claim_is_refused() {
    let site = edited();
    let before = snapshot(site.path());
    for (name, hint) in [("mayr", "did you mean `mayor`?"), ("x", "`gainsay fix --dry-run` shows")]
    {
        let output = gainsay(&["fix", "--yes", "--accept", name], site.path());
        assert_eq!(output.status.code(), Some(2));
        assert!(report(&output).contains(hint), "{}", report(&output));
        assert_eq!(snapshot(site.path()), before);
    }
}

#[test]
fn nothing_is_written_without_an_answer() {
    let site = edited();
    let before = snapshot(site.path());
    for arguments in [
        &["fix"][..],
        &["fix", "--dry-run"],
        &["fix", "--dry-run", "--yes"],
        &["fix", "--dry-run", "--accept", "mayor"],
    ] {
        let output = gainsay(arguments, site.path());
        assert_eq!(output.status.code(), Some(1), "{}", report(&output));
        assert_eq!(snapshot(site.path()), before, "{arguments:?}");
    }
}

#[test]
fn leftovers_of_a_killed_fix_are_ignored_and_removed() {
    let site = edited();
    let old = std::time::SystemTime::now() - Duration::from_secs(120);
    let leave = |path: &str, old: Option<std::time::SystemTime>| {
        write(site.path(), path, "claims: {half");
        let file = fs::File::options().append(true).open(site.path().join(path)).expect("a file");
        old.into_iter().for_each(|old| file.set_modified(old).expect("a time"));
    };
    let stale = [
        "content/.01-vote.yaml.0aZ9xY7bQ2mK5nP4.gainsay-tmp",
        ".gainsay.yaml.AAAABBBBCCCCDDDD.gainsay-tmp",
    ];
    stale.iter().for_each(|path| leave(path, Some(old)));
    // One that is still being written, and files that are none of the tool's.
    let young = "content/.01-vote.md.0aZ9xY7bQ2mK5nP4.gainsay-tmp";
    leave(young, None);
    let others = [
        "content/.x.gainsay-tmp",
        "content/.x.123.gainsay-tmp",
        "content/.x.0aZ9xY7bQ2mK5nP.gainsay-tmp",
        "content/.x.0aZ9xY7bQ2mK5nP-.gainsay-tmp",
        "content/.x.0aZ9xY7bQ2mK5nP4.tmp",
    ];
    others.iter().for_each(|path| leave(path, Some(old)));
    let there = |path: &&str| site.path().join(path).exists();
    gainsay(&["fix", "--dry-run"], site.path());
    assert!(stale.iter().all(there), "a dry run removes nothing");
    let accepted = ["--accept", "vote", "--accept", "mayor", "--accept", "clerk"];
    let output = gainsay(&[&["fix", "--yes"], &accepted[..]].concat(), site.path());
    assert_eq!(output.status.code(), Some(0), "{}", report(&output));
    assert!(!stale.iter().any(there));
    assert!(there(&young));
    assert!(others.iter().all(there));
    assert_eq!(gainsay(&["build"], site.path()).status.code(), Some(0));
}

#[test]
fn a_clean_site_is_left_as_it_is() {
    let site = site_folder();
    let before = snapshot(site.path());
    assert_eq!(gainsay(&["fix", "--yes"], site.path()).status.code(), Some(0));
    assert_eq!(snapshot(site.path()), before);
}

#[test]
fn every_byte_but_the_words_stays() {
    let site = site_folder();
    let text = "\u{feff}# By hand.\r\nclaims:\r\n  vote:   # the first\r\n    quote: \"voted to close\"  # as it reads\r\n\r\n    citations: [ {source: minutes,  relation: supports} ]\r\n# The end.";
    write(site.path(), CLAIMS, text);
    assert_eq!(gainsay(&["check"], site.path()).status.code(), Some(0));
    edit(site.path(), TEXT, "voted to close", "voted to shut");
    let output = gainsay(&["fix", "--accept", "vote"], site.path());
    assert_eq!(output.status.code(), Some(0), "{}", report(&output));
    assert_eq!(read(site.path(), CLAIMS), text.replace("voted to close", "voted to shut"));
    assert!(read(site.path(), LOCK).contains("voted to shut"));
}

#[test]
fn typing_errors_are_mended() {
    let claims = "claims:\n  vote:\n    quote: voted to close\n    citations: [{source: minutes, relation: supports}]\n    counters:\n      # Said on the day.\n      - id: no-vote-was-held\n        relation: denies\n        says: No vote was held.\n";
    for (good, slip) in [
        ("source: minutes", "source: minuts"),
        ("    quote: ", "    qoute: "),
        ("citations: ", "citation: "),
        ("relation: supports", "relation: suports"),
        ("- id: no-vote-was-held\n        relation", "- relation"),
    ] {
        let site = site_folder();
        write(site.path(), CLAIMS, &claims.replace(good, slip));
        assert_eq!(gainsay(&["check"], site.path()).status.code(), Some(1), "{slip}");
        let lock = read(site.path(), LOCK);
        let output = gainsay(&["fix", "--yes"], site.path());
        assert_eq!(output.status.code(), Some(0), "{slip}: {}", report(&output));
        assert_eq!(read(site.path(), CLAIMS), claims);
        assert_eq!(read(site.path(), LOCK), lock, "{slip}");
    }
}

#[test]
fn lock_line_is_kept_while_its_claim_is_unreadable() {
    for (old, new) in [("claims:", "claims: ["), ("  vote:", "  Vote of the day:")] {
        let site = site_folder();
        edit(site.path(), CLAIMS, old, new);
        let before = snapshot(site.path());
        let checked = report(&gainsay(&["check"], site.path()));
        assert!(!checked.contains("lock-unused"), "{checked}");
        assert_eq!(gainsay(&["fix", "--yes"], site.path()).status.code(), Some(1), "{new}");
        assert_eq!(snapshot(site.path()), before, "{new}");
    }
}

#[test]
fn unused_lock_lines_are_removed() {
    let site = edited();
    edit(site.path(), CLAIMS, "  mayor: {quote: wanted to keep it open}\n", "");
    let vote = line(site.path(), "vote");
    let output = gainsay(&["fix", "--yes"], site.path());
    assert_eq!(output.status.code(), Some(1), "{}", report(&output));
    assert!(!read(site.path(), LOCK).contains("mayor\""));
    assert_eq!(line(site.path(), "vote"), vote);
    // A site that makes an error of them is not kept from mending it.
    let site = site_folder();
    edit(
        site.path(),
        "gainsay.yaml",
        "title: Desk\n",
        "title: Desk\nseverity: {lock-unused: error}\n",
    );
    edit(
        site.path(),
        CLAIMS,
        "  vote:\n    quote: voted to close",
        "  other:\n    quote: {exact: A bridge, title: true}",
    );
    let checked = report(&gainsay(&["check"], site.path()));
    assert!(checked.contains("error[lock-unused]"), "{checked}");
    assert_eq!(gainsay(&["fix", "--yes"], site.path()).status.code(), Some(0));
    assert!(!read(site.path(), LOCK).contains("\"claim\""));
}

#[test]
fn ids_that_differ_in_a_digit_are_not_guessed() {
    let site = site_folder();
    write(
        site.path(),
        "content/sources.yaml",
        "report-2019: {title: Report, url: 'https://a.example/'}\n",
    );
    edit(site.path(), CLAIMS, "minutes", "report-2018");
    let before = snapshot(site.path());
    assert_eq!(gainsay(&["fix", "--yes"], site.path()).status.code(), Some(1));
    assert_eq!(snapshot(site.path()), before);
}

#[test]
fn a_fix_that_was_half_done_is_completed_by_the_next() {
    let site = site_folder();
    let old = read(site.path(), LOCK);
    edit(site.path(), TEXT, "voted to close", "voted to shut");
    assert_eq!(gainsay(&["fix", "--accept", "vote"], site.path()).status.code(), Some(0));
    let whole = snapshot(site.path());
    write(site.path(), LOCK, &old);
    assert_eq!(gainsay(&["check"], site.path()).status.code(), Some(1));
    let output = gainsay(&["fix", "--accept", "vote"], site.path());
    assert_eq!(output.status.code(), Some(0), "{}", report(&output));
    assert_eq!(snapshot(site.path()), whole);
}

#[test]
fn a_fix_that_was_killed_leaves_whole_files_and_is_completed_by_the_next() {
    const SECTIONS: usize = 12;
    let make = || {
        let site = site_folder();
        let section = |n: usize| {
            (format!("content/{n:02}-part-{n}.md"), format!("content/{n:02}-part-{n}.yaml"))
        };
        for n in 10..10 + SECTIONS {
            let (text, claims) = section(n);
            let head = format!("---\ntitle: Part {n}\n---\n\n");
            write(site.path(), &text, &format!("{head}The clerk kept a long record of it.\n"));
            write(
                site.path(),
                &claims,
                &format!("claims:\n  c{n}: {{quote: kept a long record}}\n"),
            );
        }
        confirm(site.path());
        for n in 10..10 + SECTIONS {
            edit(site.path(), &section(n).0, "a long record", "a detailed record");
        }
        site
    };
    let site = make();
    let old = files(site.path());
    let arguments = accept_all(site.path());
    let output = fix_with(&arguments, site.path());
    assert_eq!(output.status.code(), Some(0), "{}", report(&output));
    let new = files(site.path());
    assert_ne!(old, new);
    let changed: Vec<&String> = new.keys().filter(|path| old[*path] != new[*path]).collect();
    assert!(changed.len() > SECTIONS / 2, "{changed:?}");
    let size = |root: &Path, path: &str| fs::metadata(root.join(path)).map_or(0, |m| m.len());
    let mut halfway = 0;
    for moment in 0..200 {
        if moment >= 20 && halfway > 0 {
            break;
        }
        let site = make();
        let mut child = Command::new(env!("CARGO_BIN_EXE_gainsay"))
            .args(&arguments)
            .arg(site.path())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        // Until one of the files is new, each of them in turn; some of the time, no longer than until
        // the program runs.
        let awaited = changed[moment % changed.len()];
        let is_old = || size(site.path(), awaited) == old[awaited].len() as u64;
        while moment % 4 != 3 && is_old() && child.try_wait().expect("a state").is_none() {
            std::hint::spin_loop();
        }
        let _ = child.kill();
        let _ = child.wait();
        let now = files(site.path());
        assert!(now.keys().eq(old.keys()), "at moment {moment}");
        for (path, bytes) in &now {
            assert!(*bytes == old[path] || *bytes == new[path], "{path} at moment {moment}");
        }
        halfway += usize::from(now != old && now != new);
        let output = fix_with(&accept_all(site.path()), site.path());
        assert_eq!(output.status.code(), Some(0), "at moment {moment}: {}", report(&output));
        assert!(files(site.path()) == new, "at moment {moment}");
    }
    assert!(halfway > 0, "no kill came between the first file and the last");
}

#[test]
fn a_quote_that_is_typed_without_its_negation_is_asked_about() {
    let text = "The council did not vote to close it, and the mayor left early that day.\n";
    for (old, new, taken) in [
        ("did not vote to close it", "vote to close it", false),
        ("vote to close it", "not vote to close it", false),
        ("did not vote to close it", "the mayor left early", false),
        ("did not vote to close it", "did not vote to close", false),
    ] {
        let site = site_folder();
        write(site.path(), TEXT, text);
        let claims = |quote: &str| format!("claims:\n  vote: {{quote: {quote}}}\n");
        write(site.path(), CLAIMS, &claims(&format!("'{old}'")));
        fs::remove_file(site.path().join(LOCK)).expect("removed");
        confirm(site.path());
        let lock = read(site.path(), LOCK);
        write(site.path(), CLAIMS, &claims(&format!("'{new}'")));
        let output = gainsay(&["fix", "--yes"], site.path());
        assert_eq!(output.status.code(), Some(i32::from(!taken)), "{new}: {}", report(&output));
        assert_eq!(read(site.path(), LOCK) != lock, taken, "{new}");
    }
}

#[test]
fn text_copied_along_with_a_quote_is_removed() {
    let site = site_folder();
    write(site.path(), TEXT, "It rained[^r]. The council voted.\n\n- Paint it\n\n[^r]: All day.\n");
    let claims = "claims:\n  rain: {quote: It rained1. The}\n  paint:\n    quote: >-\n      • Paint it\n      https://desk.example/a#b\n";
    write(site.path(), CLAIMS, claims);
    fs::remove_file(site.path().join(LOCK)).expect("removed");
    assert_eq!(gainsay(&["build"], site.path()).status.code(), Some(1));
    let output = gainsay(&["fix", "--dry-run"], site.path());
    assert!(report(&output).contains("without `•`, a bullet, and `https"), "{}", report(&output));
    assert_eq!(read(site.path(), CLAIMS), claims);
    assert_eq!(gainsay(&["fix", "--yes"], site.path()).status.code(), Some(0));
    let fixed = read(site.path(), CLAIMS);
    assert!(fixed.contains("{quote: It rained. The}"), "{fixed}");
    assert!(
        fixed.contains("Paint it") && !fixed.contains('•') && !fixed.contains("http"),
        "{fixed}"
    );
    assert_eq!(gainsay(&["build"], site.path()).status.code(), Some(0));
}

#[test]
fn a_claim_with_a_new_id_keeps_what_was_confirmed_and_gets_an_alias() {
    let site = edited();
    let text = read(site.path(), TEXT);
    let mayor = line(site.path(), "mayor");
    edit(site.path(), CLAIMS, "  mayor: {", "  mayor-kept-it: {");
    let output = gainsay(&["fix", "--yes"], site.path());
    assert_eq!(output.status.code(), Some(1), "{}", report(&output));
    assert!(read(site.path(), CLAIMS).contains("mayor-kept-it: {aliases: mayor, quote: wanted"));
    assert_eq!(line(site.path(), "mayor"), mayor);
    let checked = report(&gainsay(&["check"], site.path()));
    assert!(checked.contains("a negation changed in the sentence of `mayor-kept-it`"), "{checked}");
    // Once that is looked at, the line has the new id.
    edit(site.path(), TEXT, &text, &text.replace("never ", "always "));
    let accepted = ["--accept", "mayor-kept-it", "--accept", "vote", "--accept", "clerk"];
    let output = gainsay(&[&["fix"], &accepted[..]].concat(), site.path());
    assert_eq!(output.status.code(), Some(0), "{}", report(&output));
    line(site.path(), "mayor-kept-it");
    assert!(read(site.path(), LOCK).contains("mayor always wanted"));
    assert!(!read(site.path(), LOCK).contains("\"mayor\""));
}

#[test]
fn a_build_confirms_nothing_of_a_claim_with_a_new_id() {
    let site = site_folder();
    let lock = read(site.path(), LOCK);
    edit(site.path(), CLAIMS, "  vote:", "  closing:");
    let output = gainsay(&["build"], site.path());
    assert_eq!(output.status.code(), Some(0), "{}", report(&output));
    assert_eq!(read(site.path(), LOCK), lock);
    edit(site.path(), TEXT, "voted to close", "never voted to close");
    let checked = report(&gainsay(&["build"], site.path()));
    assert!(checked.contains("a negation changed in the sentence of `closing`"), "{checked}");
    assert_eq!(read(site.path(), LOCK), lock);
}

#[test]
fn two_candidates_for_a_vanished_claim_take_no_line() {
    let site = site_folder();
    let lock = read(site.path(), LOCK);
    write(
        site.path(),
        CLAIMS,
        "claims:\n  closing: {quote: voted to close}\n  shutting: {quote: voted to close}\n",
    );
    let output = gainsay(&["fix", "--yes"], site.path());
    assert_eq!(output.status.code(), Some(0), "{}", report(&output));
    assert_eq!(read(site.path(), LOCK), lock, "{}", report(&output));
}

#[test]
fn marks_of_markdown_are_taken_out_of_a_quote() {
    for (text, quote) in [
        ("voted to **close** the bridge", "voted to **close**"),
        ("voted to **close** the bridge", "voted to __close__"),
        ("[voted to close](https://x.example/) the bridge", "[voted to close](https://x.example/)"),
        ("voted to `close` the bridge", "voted to `close`"),
        ("voted[^1] to close the bridge.\n\n[^1]: Twice", "voted[^1] to close"),
    ] {
        let site = site_folder();
        edit(site.path(), TEXT, "voted to close the bridge", text);
        edit(site.path(), CLAIMS, "quote: voted to close", &format!("quote: \"{quote}\""));
        let lock = read(site.path(), LOCK);
        let shown = report(&gainsay(&["check"], site.path()));
        assert!(shown.contains("\"voted to close\"\n"), "{shown}");
        let output = gainsay(&["fix", "--yes"], site.path());
        assert_eq!(output.status.code(), Some(0), "{}", report(&output));
        assert!(read(site.path(), CLAIMS).contains("quote: \"voted to close\"\n"), "{quote}");
        assert_eq!(read(site.path(), LOCK), lock);
    }
}

#[test]
fn marks_of_markdown_are_taken_out_around_a_quote() {
    for locked in [false, true] {
        let site = site_folder();
        write(
            site.path(),
            TEXT,
            "The council **voted** nine to four `to close` the bridge. It voted nine to four again.\n\nThe mayor[^1] said no; he said no.\n\n[^1]: Not here.\n",
        );
        let clean = "claims:\n  vote:\n    quote: {exact: nine to four, prefix: voted, suffix: \"to close\"}\n  mayor:\n    quote: {exact: said no, prefix: 'The mayor'}\n";
        write(site.path(), CLAIMS, clean);
        fs::remove_file(site.path().join(LOCK)).expect("removed");
        if locked {
            confirm(site.path());
        }
        edit(site.path(), CLAIMS, "prefix: voted", "prefix: '**voted**'");
        edit(site.path(), CLAIMS, "\"to close\"", "\"`to close`\"");
        edit(site.path(), CLAIMS, "'The mayor'", "'The mayor[^1]'");
        let output = gainsay(&["fix", "--yes"], site.path());
        assert_eq!(output.status.code(), Some(0), "{}", report(&output));
        assert_eq!(read(site.path(), CLAIMS), clean.replace("prefix: voted", "prefix: 'voted'"));
        assert_eq!(gainsay(&["check"], site.path()).status.code(), Some(0));
    }
}

#[test]
fn flag_without_a_hyphen_is_asked_about_and_then_kept() {
    let site = site_folder();
    edit(
        site.path(),
        TEXT,
        "The council voted",
        "The clerk ran `count --all`, and the council voted",
    );
    fs::remove_file(site.path().join(LOCK)).expect("removed");
    confirm(site.path());
    assert!(line(site.path(), "vote").contains("\"code\":\"--all\""));
    edit(site.path(), TEXT, "--all", "-all");
    let before = snapshot(site.path());
    let checked = report(&gainsay(&["check"], site.path()));
    assert!(checked.contains("`--all` became `-all`"), "{checked}");
    assert_eq!(gainsay(&["fix", "--yes"], site.path()).status.code(), Some(1));
    assert_eq!(snapshot(site.path()), before);
    let output = gainsay(&["fix", "--accept", "vote"], site.path());
    assert_eq!(output.status.code(), Some(0), "{}", report(&output));
    assert!(line(site.path(), "vote").contains("\"code\":\"-all\""));
    assert_eq!(gainsay(&["check", "--locked"], site.path()).status.code(), Some(0));
}

#[test]
fn references_to_former_ids_are_updated() {
    let site = site_folder();
    write(
        site.path(),
        "content/sources.yaml",
        "record: {title: Minutes, url: 'https://council.example/m', aliases: [minutes, notes]}\n",
    );
    write(site.path(), "content/speakers.yaml", "mayor: {name: The mayor, aliases: provost}\n");
    write(
        site.path(),
        CLAIMS,
        "claims:\n  vote:\n    quote: voted to close\n    speaker: provost\n    citations: [{source: minutes, relation: supports}]\n    counters: [{claim: told, relation: denies}]\n  nobody-voted: {says: Nobody voted., aliases: told}\n",
    );
    let output = gainsay(&["fix", "--yes"], site.path());
    assert_eq!(output.status.code(), Some(0), "{}", report(&output));
    let claims = read(site.path(), CLAIMS);
    for named in ["speaker: mayor\n", "{source: record, ", "{claim: nobody-voted, "] {
        assert!(claims.contains(named), "{claims}");
    }
}

#[test]
fn build_confirms_no_claims_with_new_ids() {
    const MANY: usize = 150;
    let site = site_folder();
    let text: String = (0..MANY).map(|i| format!("The vote number {i} was held.\n\n")).collect();
    write(site.path(), TEXT, &text);
    let claims = |id: &str| -> String {
        let claim = |i| format!("  {id}-{i}: {{quote: The vote number {i} was held}}\n");
        std::iter::once("claims:\n".to_owned()).chain((0..MANY).map(claim)).collect()
    };
    write(site.path(), CLAIMS, &claims("old"));
    fs::remove_file(site.path().join(LOCK)).expect("removed");
    confirm(site.path());
    let lock = read(site.path(), LOCK);
    write(site.path(), CLAIMS, &claims("new"));
    let output = gainsay(&["build"], site.path());
    assert_eq!(output.status.code(), Some(0), "{}", report(&output));
    assert_eq!(read(site.path(), LOCK), lock);
}

/// A site with a claim that was checked, whose number was edited after it was confirmed.
fn checked_and_edited() -> tempfile::TempDir {
    let site = site_folder();
    write(
        site.path(),
        CLAIMS,
        "claims:\n  vote:\n    quote: voted to close\n    checked: 2026-11-02 # by phone\n    citations: [{source: minutes, relation: supports, passage: The council voted.}]\n",
    );
    confirm(site.path());
    edit(site.path(), TEXT, "voted to close", "voted to shut");
    site
}

#[test]
fn changed_claim_is_confirmed_and_waits_for_a_look_at_its_evidence() {
    let site = checked_and_edited();
    let output = gainsay(&["fix", "--changed", "vote"], site.path());
    assert_eq!(output.status.code(), Some(0), "{}", report(&output));
    let claims = read(site.path(), CLAIMS);
    assert!(claims.contains("  vote:\n    recheck: 20"), "{claims}");
    assert!(
        claims.contains("quote: voted to shut\n    checked: 2026-11-02 # by phone\n"),
        "{claims}"
    );
    let checked = report(&gainsay(&["check"], site.path()));
    assert!(checked.contains("warning[evidence-outdated]"), "{checked}");
    assert_eq!(gainsay(&["build", "--locked"], site.path()).status.code(), Some(0));
    let page = read(site.path(), "public/claims/vote.html");
    assert!(page.contains("data-s=\"unchecked\""), "{page}");
    let output = gainsay(&["fix", "--checked", "vote"], site.path());
    assert_eq!(output.status.code(), Some(0), "{}", report(&output));
    let claims = read(site.path(), CLAIMS);
    assert!(!claims.contains("recheck") && !claims.contains("2026-11-02"), "{claims}");
    assert!(claims.contains("  vote:\n    quote: voted to shut\n    checked: 20"), "{claims}");
    let checked = report(&gainsay(&["check"], site.path()));
    assert!(!checked.contains("evidence-outdated"), "{checked}");
}

#[test]
fn evidence_of_a_claim_that_nobody_changed_can_be_looked_at_again() {
    let site = site_folder();
    let before = read(site.path(), CLAIMS);
    let output = gainsay(&["fix", "--checked", "vote"], site.path());
    assert_eq!(output.status.code(), Some(0), "{}", report(&output));
    let claims = read(site.path(), CLAIMS);
    let added: Vec<&str> = claims.lines().filter(|line| !before.contains(line)).collect();
    assert!(matches!(&added[..], [line] if line.trim().starts_with("checked: 20")), "{claims}");
}

#[test]
fn names_that_no_claim_has_are_refused_by_each_option() {
    let site = checked_and_edited();
    let before = snapshot(site.path());
    for (option, name, said) in [
        ("--changed", "voet", "--changed: there is nothing to confirm about `voet`"),
        ("--checked", "voet", "--checked: there is nothing to confirm about `voet`"),
    ] {
        let output = gainsay(&["fix", option, name], site.path());
        assert_eq!(output.status.code(), Some(2));
        let said_so = report(&output);
        assert!(said_so.contains(said) && said_so.contains("did you mean `vote`?"), "{said_so}");
    }
    let output = gainsay(&["fix", "--dry-run", "--changed", "vote"], site.path());
    let shown = String::from_utf8_lossy(&output.stdout);
    assert!(shown.contains("01-vote.yaml: would be written"), "{shown}");
    assert_eq!(snapshot(site.path()), before);
}

#[test]
fn recheck_is_not_written_where_two_claims_share_a_map() {
    let site = checked_and_edited();
    write(
        site.path(),
        CLAIMS,
        "claims:\n  vote: &all\n    quote: voted to close\n    citations: [{source: minutes, relation: supports}]\n  other:\n    <<: *all\n    says: Nobody voted.\n",
    );
    let before = snapshot(site.path());
    let output = gainsay(&["fix", "--changed", "vote"], site.path());
    assert_ne!(output.status.code(), Some(0), "{}", report(&output));
    assert_eq!(snapshot(site.path()), before, "{}", report(&output));
}

#[test]
fn a_claim_with_another_id_and_another_quote_is_not_forgotten_in_bulk() {
    let site = edited();
    let mayor = line(site.path(), "mayor");
    let (old, new) =
        ("mayor: {quote: wanted to keep it open}", "keeper: {quote: The mayor wanted}");
    edit(site.path(), CLAIMS, old, new);
    gainsay(&["fix", "--yes"], site.path());
    assert_eq!(line(site.path(), "mayor"), mayor);
}

#[test]
fn evidence_is_not_looked_at_for_words_that_nobody_confirmed() {
    let site = checked_and_edited();
    let before = snapshot(site.path());
    let output = gainsay(&["fix", "--checked", "vote"], site.path());
    assert_eq!(output.status.code(), Some(2));
    let said = report(&output);
    assert!(said.contains("--checked: the words of `vote` are not confirmed"), "{said}");
    for other in ["--accept", "--checked"] {
        let output = gainsay(&["fix", "--changed", "vote", other, "vote"], site.path());
        assert_eq!(output.status.code(), Some(2), "{}", report(&output));
    }
    assert_eq!(snapshot(site.path()), before);
    let both = ["fix", "--accept", "vote", "--checked", "vote", "--checked-by", "Ben"];
    assert_eq!(gainsay(&both, site.path()).status.code(), Some(0));
    let claims = read(site.path(), CLAIMS);
    assert!(claims.contains("checked-by: Ben") && !claims.contains("2026-11-02"), "{claims}");
}

#[test]
fn finding_is_not_shown_while_the_evidence_waits() {
    let site = checked_and_edited();
    edit(site.path(), CLAIMS, "    checked:", "    finding: The minutes say so.\n    checked:");
    let output = gainsay(&["fix", "--changed", "vote"], site.path());
    assert_eq!(output.status.code(), Some(0), "{}", report(&output));
    let output = gainsay(&["build"], site.path());
    assert_eq!(output.status.code(), Some(0), "{}", report(&output));
    for (path, bytes) in snapshot(&site.path().join("public")) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        assert!(!text.contains("The minutes say so"), "{path}");
    }
    let table = read(site.path(), "public/claims.csv");
    assert!(table.lines().next().is_some_and(|head| head.contains("recheck")), "{table}");
}
