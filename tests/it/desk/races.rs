//! What is saved at the desk, while another program writes the same files, and when the program is
//! killed.
//!
//! `GAINSAY_SAVES` sets how often is saved, `GAINSAY_KILLS` how often the program is killed;
//! docs/reliability.md has the outcome of the full counts.

#![cfg(unix)]

use super::Desk;
use crate::support::{Chance, read, site_folder};
use gainsay::write::exchange_bytes;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// The files that both sides write.
const FILES: [&str; 2] = ["content/01-vote.yaml", "content/sources.yaml"];

fn count(name: &str, usual: usize) -> usize {
    std::env::var(name).map_or(usual, |n| n.parse().expect("a number"))
}

/// Asks for a claim with a source of its own, which go into two files; `None` if the program has ended.
fn save(desk: &Desk, token: &str, n: usize) -> Option<(u16, Value)> {
    let (status, state) = desk.try_ask(token, "/_desk/state?page=index.html", None)?;
    assert_eq!(status, 200, "{state}");
    let id = format!("s{n}");
    let body = json!({
        "kind": "claim", "article": "article", "id": format!("c{n}"), "seen": state["seen"],
        "words": {"exact": "The council", "section": "vote"},
        "claim": {"citations": [{"source": id, "relation": "supports", "passage": "So."}]},
        "sources": {id: {"title": format!("Source {n}"), "url": "https://council.example/s"}},
    });
    desk.try_ask(token, "/_desk/save", Some(&body))
}

/// How another program writes.
#[derive(Debug, Clone, Copy)]
enum Manner {
    /// Over the file, whatever is there by then.
    Anyhow,
    /// If the file is as it was read.
    Exchanging,
}

/// Adds numbered remarks to the files at random until `done`, and returns how many there are in each.
fn remark(root: &Path, manner: Manner, done: &AtomicBool, chance: &mut Chance) -> [usize; 2] {
    let mut marks = [0, 0];
    let mark = |n: usize| format!("# mark {n}\n");
    while !done.load(Ordering::Relaxed) {
        std::thread::sleep(Duration::from_millis(chance.below(250) as u64));
        let which = chance.below(2);
        let path = root.join(FILES[which]);
        // What was written last is there: for a moment, what is about to be put back may stand there.
        let began = Instant::now();
        let text = loop {
            let text = fs::read_to_string(&path).unwrap_or_default();
            if marks[which] == 0 || text.contains(&mark(marks[which])) {
                break text;
            }
            assert!(began.elapsed() < Duration::from_secs(5), "{path:?} lost a remark:\n{text}");
        };
        let next = format!("{text}{}", mark(marks[which] + 1));
        let written = match (manner, chance.below(2)) {
            (Manner::Exchanging, _) => {
                let (old, new) = (Some(text.as_bytes()), Some(next.as_bytes()));
                exchange_bytes(root, FILES[which], old, new).is_ok()
            }
            (Manner::Anyhow, 0) => {
                let beside = path.with_extension("swp");
                fs::write(&beside, &next).expect("a file beside");
                fs::rename(&beside, &path).is_ok()
            }
            (Manner::Anyhow, _) => fs::write(&path, &next).is_ok(),
        };
        marks[which] += usize::from(written);
    }
    marks
}

/// How often one site is written to, since it grows with each time.
const ROUND: usize = 50;

/// Saves `saves` times while another program writes, and hands the site to `check`, with the numbers of
/// the saves that were not refused, and how many remarks the other program has written to each file.
fn save_beside(manner: Manner, check: impl Fn(&Path, &[usize], [usize; 2])) {
    let saves = count("GAINSAY_SAVES", ROUND);
    let mut all = [0, 0];
    for round in 0..saves.div_ceil(ROUND) {
        let site = site_folder();
        let desk = Desk::of(site.path(), &["--drafts"]);
        let token = desk.token();
        let done = AtomicBool::new(false);
        let mut chance = Chance(round as u64);
        let mut saved = Vec::new();
        let remarks = std::thread::scope(|scope| {
            let other = scope.spawn(|| remark(site.path(), manner, &done, &mut chance));
            for n in 0..ROUND {
                match save(&desk, &token, n).expect("an answer") {
                    (200, _) => saved.push(n),
                    (status, answer) => {
                        assert_eq!(status, 409, "{answer}");
                        assert!(!answer["files"].as_array().expect("parts").is_empty(), "{answer}");
                    }
                }
            }
            done.store(true, Ordering::Relaxed);
            other.join().expect("no remark is lost")
        });
        check(site.path(), &saved, remarks);
        assert!(temporary(site.path()).is_empty(), "{:?}", temporary(site.path()));
        all = [all[0] + saved.len(), all[1] + remarks[0] + remarks[1]];
    }
    println!("{manner:?}: {} of {saves} saved beside {} remarks", all[0], all[1]);
    assert!(all[0] > 0 && all[1] > 0);
}

#[test]
fn what_another_program_writes_meanwhile_is_never_lost() {
    save_beside(Manner::Anyhow, |_, _, _| {});
}

#[test]
fn of_two_who_exchange_neither_loses_anything() {
    save_beside(Manner::Exchanging, |root, saved, remarks| {
        let texts = FILES.map(|path| read(root, path));
        for (text, remarks) in texts.iter().zip(remarks) {
            let all = (1..=remarks).all(|n| text.matches(&format!("# mark {n}\n")).count() == 1);
            assert!(all, "{remarks} remarks:\n{text}");
        }
        let claims: Vec<&str> = texts[0].lines().filter(|line| line.starts_with("  c")).collect();
        let expect: Vec<String> = saved.iter().map(|n| format!("  c{n}:")).collect();
        assert_eq!(claims, expect);
        for n in saved {
            assert!(texts[1].contains(&format!("s{n}:\n")), "s{n} is missing:\n{}", texts[1]);
        }
    });
}

/// Temporary files that are left.
fn temporary(root: &Path) -> Vec<String> {
    let entries = fs::read_dir(root.join("content")).expect("a folder");
    let names = entries.map(|entry| entry.expect("an entry").file_name());
    let names = names.map(|name| name.to_string_lossy().into_owned());
    names.filter(|name| name.ends_with(".gainsay-tmp")).collect()
}

#[test]
fn killed_at_any_instant_files_are_whole_and_hold_what_was_saved() {
    let mut site = site_folder();
    let mut chance = Chance(9);
    let (mut saved, mut n, mut all, mut between) = (Vec::new(), 0, 0, 0);
    let kills = count("GAINSAY_KILLS", 12);
    for kill in 0..kills {
        if kill % ROUND == ROUND - 1 {
            site = site_folder();
            all += saved.len();
            saved.clear();
        }
        let mut desk = Desk::of(site.path(), &[]);
        let token = desk.token();
        assert_eq!(save(&desk, &token, n).map(|(status, _)| status), Some(200));
        saved.push(n);
        n += 1;
        let (child, wait) = (desk.take_child(), chance.below(120));
        let ended = std::thread::spawn(move || {
            let mut child = child;
            std::thread::sleep(Duration::from_millis(wait as u64));
            child.kill().expect("it is killed");
            child.wait().expect("it ends");
        });
        // The last of these meets a program that has ended.
        while let Some((status, _)) = save(&desk, &token, n) {
            assert_eq!(status, 200);
            saved.push(n);
            n += 1;
        }
        ended.join().expect("it was killed");
        let texts = FILES.map(|path| read(site.path(), path));
        for n in &saved {
            assert!(texts[0].contains(&format!("  c{n}:\n")), "c{n} is lost:\n{}", texts[0]);
        }
        // The one that nobody heard of is there whole, or is not, or its source alone is.
        let (claim, source) = (format!("  c{n}:\n"), format!("s{n}:\n"));
        assert!(texts[1].contains(&source) || !texts[0].contains(&claim), "a claim came first");
        between += usize::from(texts[1].contains(&source) && !texts[0].contains(&claim));
        let built = gainsay::load::read(site.path()).expect("a site");
        let outcome = crate::support::build(built);
        assert!(!outcome.failed(), "{}", crate::support::drawn(&outcome));
        n += 1;
    }
    println!("{kills} kills, {} saves, {between} between two files", all + saved.len());
}
