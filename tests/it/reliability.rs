//! Invariant 6 under ill fortune: killed at any instant, a full disk, folders and files that may not
//! be used, files that vanish, two builds at once.
//!
//! `GAINSAY_KILLS` sets how often a build and a fix are killed; docs/reliability.md has the outcome
//! of the full count.

#![cfg(unix)]

use crate::support::{
    Chance, accept_all, confirm, edit, gainsay, report, site_folder, snapshot, write,
};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

const LOCK: &str = "content/anchors.lock";
const PROGRAM: &str = env!("CARGO_BIN_EXE_gainsay");
const SECTIONS: usize = 8;
const WHOLE: &str =
    "help: make room and run this again; every file is whole, as it was or as it is to be";

type Files = BTreeMap<String, Vec<u8>>;

/// How often each command is killed.
fn kills() -> usize {
    std::env::var("GAINSAY_KILLS").map_or(40, |n| n.parse().expect("a number"))
}

/// The files in `folder` without those that the tool stages.
fn files(folder: &Path) -> Files {
    let mut files = snapshot(folder);
    files.retain(|path, _| !path.contains(".gainsay-tmp"));
    files
}

/// A site of some sections, with its words confirmed.
fn site() -> tempfile::TempDir {
    let site = site_folder();
    for n in 10..10 + SECTIONS {
        let text = format!("---\ntitle: Part {n}\n---\n\nThe clerk kept a long record of it.\n");
        write(site.path(), &format!("content/{n}-part-{n}.md"), &text);
        let claims = format!("claims:\n  c{n}: {{quote: kept a long record}}\n");
        write(site.path(), &format!("content/{n}-part-{n}.yaml"), &claims);
    }
    confirm(site.path());
    site
}

fn restore(folder: &Path, files: &Files) {
    for (path, bytes) in files {
        fs::write(folder.join(path), bytes).expect("a file");
    }
}

/// Runs `command` on `site` and kills it after `wait`; true where it had not ended.
fn kill(command: &[&str], site: &Path, wait: impl FnOnce()) -> bool {
    let mut child = Command::new(PROGRAM)
        .args(command)
        .arg(site)
        .env("SOURCE_DATE_EPOCH", "1795219200")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    wait();
    let _ = child.kill();
    !child.wait().expect("an end").success()
}

/// A moment of a run that takes `took`, or, two times in three, one soon after `begun`.
fn moment(i: usize, took: Duration, chance: &mut Chance, begun: impl Fn() -> bool) {
    let start = Instant::now();
    let part =
        |time: Duration, chance: &mut Chance| time.mul_f64(chance.below(1000) as f64 / 1000.0);
    if i.is_multiple_of(3) {
        std::thread::sleep(part(took, chance));
    } else {
        while !begun() && start.elapsed() < took * 3 {
            std::hint::spin_loop();
        }
        std::thread::sleep(part(Duration::from_millis(4), chance));
    }
}

/// What the system knows a file by: another file in its place has another number.
fn number(path: &Path) -> Option<u64> {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(path).ok().map(|found| found.ino())
}

#[test]
fn invariant_6_a_build_that_is_killed_at_any_instant() {
    let site = site();
    let (root, output) = (site.path(), site.path().join("public"));
    // Two states of a site, built in turn: the second has other words, one section less, and a
    // claim more, so that files are new, changed and unwanted, and the lock gains a line.
    let first: Files = files(root);
    let states = [0, 1].map(|n| {
        restore(root, &first);
        if n == 1 {
            edit(root, "gainsay.yaml", "title: Desk", "title: News Desk");
            fs::remove_file(root.join("content/17-part-17.md")).expect("removed");
            fs::remove_file(root.join("content/17-part-17.yaml")).expect("removed");
            edit(root, "content/10-part-10.yaml", "claims:", "claims:\n  new: {quote: The clerk}");
        }
        let mut inputs = files(root);
        inputs.retain(|path, _| !path.starts_with("public/"));
        let built = gainsay(&["build"], root);
        assert_eq!(built.status.code(), Some(0), "{}", report(&built));
        (inputs, fs::read(root.join(LOCK)).expect("a lock"), files(&output))
    });
    // An output may be a working copy of its own, and what version control keeps there stays.
    fs::create_dir_all(output.join(".git/own")).expect("a folder");
    write(&output, ".git/mine.txt", "mine");
    write(&output, ".git/own/mine.txt", "mine too");
    let start = Instant::now();
    gainsay(&["build"], root);
    let took = start.elapsed() + Duration::from_millis(20);
    let mine = |path: &str| path.ends_with("mine.txt");
    let mut chance = Chance(7);
    let (mut killed, mut halfway) = (0, 0);
    // A run that ends before it can be killed is no kill, and checked all the same.
    for i in 0.. {
        if killed >= kills() && halfway > 0 {
            break;
        }
        // How often a kill comes in the midst of writing depends on the machine; that it does not.
        assert!(i < 25 * kills(), "no kill of {killed} came in the midst of writing");
        let ((_, _, old), (inputs, lock, new)) = (&states[(i + 1) % 2], &states[i % 2]);
        for path in files(root).into_keys().filter(|path| path.starts_with("content/")) {
            if !inputs.contains_key(&path) {
                fs::remove_file(root.join(path)).expect("removed");
            }
        }
        restore(root, inputs);
        let (staging, manifest) = (output.join(".gainsay-tmp"), output.join(".gainsay.json"));
        let was = number(&manifest);
        killed += usize::from(kill(&["build"], root, || {
            moment(i, took, &mut chance, || match i % 3 {
                1 => staging.exists(),
                // The manifest is the first file that is put in its place.
                _ => number(&manifest) != was,
            });
        }));
        let now = files(&output);
        for (path, bytes) in now.iter().filter(|(path, _)| !mine(path) && *path != ".gainsay.json")
        {
            let known = [old.get(path), new.get(path)].contains(&Some(bytes));
            assert!(known, "{path} is neither old nor new, kill {i}");
        }
        for path in old.keys().filter(|path| new.contains_key(*path)) {
            assert!(now.contains_key(path), "{path} is gone, kill {i}");
        }
        assert_eq!(now[".git/mine.txt"], b"mine");
        assert_eq!(now[".git/own/mine.txt"], b"mine too");
        let mut after = files(root);
        after.retain(|path, _| !path.starts_with("public/"));
        let locked = after.insert(LOCK.to_owned(), inputs[LOCK].clone()).expect("a lock");
        assert!(locked == inputs[LOCK] || locked == *lock, "the lock, kill {i}");
        assert!(after == *inputs, "a file of the author's changed, kill {i}");
        let built = |files: &Files| {
            files
                .iter()
                .filter(|(p, _)| !mine(p))
                .map(|(p, b)| (p.clone(), b.clone()))
                .collect::<Files>()
        };
        halfway += usize::from(built(&now) != *old && built(&now) != *new);
        let done = gainsay(&["build"], root);
        assert_eq!(done.status.code(), Some(0), "kill {i}: {}", report(&done));
        assert!(built(&files(&output)) == *new, "the next build, kill {i}");
        assert_eq!(fs::read(root.join(LOCK)).expect("a lock"), *lock, "kill {i}");
        assert!(!staging.exists(), "kill {i}");
    }
    println!("build: killed {killed} times, {halfway} with a part of the output new");
}

#[test]
fn invariant_6_a_first_build_that_is_killed_at_any_instant() {
    let site = site();
    let (root, output) = (site.path(), site.path().join("public"));
    // A first build moves whole folders and the files beside them. Of these there are hundreds, so
    // that a kill which follows the first of them comes before the last.
    let names: Vec<String> = (0..300).map(|n| format!("old-{n}")).collect();
    let aliases = format!("title: Part 10\naliases: [{}]", names.join(", "));
    edit(root, "content/10-part-10.md", "title: Part 10", &aliases);
    gainsay(&["build"], root);
    fs::remove_dir_all(&output).expect("removed");
    // The lock is written by now, so that all that follows is the output's.
    let start = Instant::now();
    gainsay(&["build"], root);
    let took = start.elapsed() + Duration::from_millis(5);
    let whole = files(&output);
    let mut chance = Chance(13);
    let (mut killed, mut halfway) = (0, 0);
    for i in 0.. {
        if killed >= kills() && halfway > 0 {
            break;
        }
        assert!(i < 25 * kills(), "no kill of {killed} came in the midst of writing");
        fs::remove_dir_all(&output).expect("removed");
        let (staging, first) = (output.join(".gainsay-tmp"), output.join(".gainsay.json"));
        killed += usize::from(kill(&["build"], root, || {
            moment(i, took, &mut chance, || match i % 3 {
                1 => staging.exists(),
                _ => first.exists(),
            });
        }));
        fs::create_dir_all(&output).expect("a folder");
        let mut now = files(&output);
        now.remove(".gainsay.json");
        for (path, bytes) in &now {
            assert!(whole.get(path) == Some(bytes), "{path} is not whole, kill {i}");
        }
        halfway += usize::from(!now.is_empty() && now.len() < whole.len() - 1);
        let done = gainsay(&["build"], root);
        assert_eq!(done.status.code(), Some(0), "kill {i}: {}", report(&done));
        assert!(files(&output) == whole, "the next build, kill {i}");
    }
    println!("first build: killed {killed} times, {halfway} with a part of the output there");
}

#[test]
fn invariant_6_a_fix_that_is_killed_at_any_instant() {
    let site = site();
    let root = site.path();
    for n in 10..10 + SECTIONS {
        edit(root, &format!("content/{n}-part-{n}.md"), "a long record", "a detailed record");
    }
    let old = files(root);
    let accept = |root: &Path| {
        let arguments = accept_all(root);
        gainsay(&arguments.iter().map(String::as_str).collect::<Vec<_>>(), root)
    };
    let arguments = accept_all(root);
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let start = Instant::now();
    let output = gainsay(&arguments, root);
    let took = start.elapsed();
    assert_eq!(output.status.code(), Some(0), "{}", report(&output));
    let new = files(root);
    assert_ne!(old, new);
    let mut chance = Chance(11);
    let (mut killed, mut halfway) = (0, 0);
    // A run that ends before it can be killed is no kill, and checked all the same.
    for i in 0.. {
        if killed >= kills() && halfway > 0 {
            break;
        }
        // How often a kill comes in the midst of writing depends on the machine; that it does not.
        assert!(i < 25 * kills(), "no kill of {killed} came in the midst of writing");
        restore(root, &old);
        let first = root.join("content/10-part-10.yaml");
        let was = old["content/10-part-10.yaml"].len() as u64;
        killed += usize::from(kill(&arguments, root, || {
            moment(i, took, &mut chance, || fs::metadata(&first).is_ok_and(|m| m.len() != was));
        }));
        let now = files(root);
        assert!(now.keys().eq(old.keys()), "kill {i}");
        for (path, bytes) in &now {
            assert!(*bytes == old[path] || *bytes == new[path], "{path}, kill {i}");
        }
        halfway += usize::from(now != old && now != new);
        let output = accept(root);
        assert_eq!(output.status.code(), Some(0), "kill {i}: {}", report(&output));
        assert!(files(root) == new, "the next fix, kill {i}");
    }
    println!("fix: killed {killed} times, {halfway} between the first file and the last");
}

/// Runs a script of the shell with the program and the site as `$1` and `$2`.
fn shell(script: &str, site: &Path) -> Output {
    Command::new("sh")
        .args(["-c", script, "sh", PROGRAM])
        .arg(site)
        .env("SOURCE_DATE_EPOCH", "1795219200")
        .stdin(Stdio::null())
        .output()
        .expect("a shell")
}

/// Panics unless `output` is a failure of the machine that says `message`, with `~` for the site.
fn check_failed(output: &Output, site: &Path, message: &str) {
    let said = report(output).replace(&site.display().to_string(), "~");
    assert_eq!(said.trim_end(), message);
    assert_eq!(output.status.code(), Some(2), "{said}");
}

#[test]
fn write_failure_loses_nothing() {
    let site = site();
    let root = site.path();
    assert_eq!(gainsay(&["build"], root).status.code(), Some(0));
    let (inputs, old) = (files(root), files(&root.join("public")));
    fs::create_dir_all(root.join("static")).expect("a folder");
    fs::write(root.join("static/big.bin"), vec![7; 600 * 1024]).expect("a file");
    edit(root, "gainsay.yaml", "title: Desk", "title: News Desk");
    // No file above 512 kilobytes: the signal for it is ignored, so that writing fails.
    let output = shell("trap '' XFSZ; ulimit -f 1024; exec \"$1\" build \"$2\"", root);
    let at = "error: cannot write `~/public/static/big.bin`: File too large (os error 27)";
    check_failed(&output, root, &format!("{at}\n  {WHOLE}"));
    assert!(!root.join("public/.gainsay-tmp").exists(), "what was staged takes no room");
    let now = files(&root.join("public"));
    assert!(old.keys().all(|path| now.contains_key(path)), "what is unwanted goes last");
    let done = gainsay(&["build"], root);
    assert_eq!(done.status.code(), Some(0), "{}", report(&done));
    let new = files(&root.join("public"));
    assert_eq!(new["static/big.bin"].len(), 600 * 1024);
    // The same for a lock file, and for a fix.
    fs::remove_dir_all(root.join("static")).expect("removed");
    restore(root, &inputs);
    edit(root, "content/10-part-10.md", "a long record", "a detailed record");
    let before = files(root);
    let output = shell(
        "trap '' XFSZ; ulimit -f 0; exec \"$1\" fix --accept c10 \"$2\" 2>&1 >&- | sed -n '/cannot/,$p' >&2; exit 2",
        root,
    );
    let at = "error: cannot write `~/content/10-part-10.yaml`: File too large (os error 27)";
    check_failed(&output, root, &format!("{at}\n  {WHOLE}"));
    assert_eq!(files(root), before);
    assert_eq!(snapshot(root), before, "nothing half written stays");
}

#[test]
fn a_full_file_system_loses_nothing() {
    let site = site();
    let root = site.path();
    fs::create_dir(root.join("public")).expect("a folder");
    fs::create_dir(root.join("kept")).expect("a folder");
    // A file system of our own, with room for a part of the pages, in a name space of our own.
    let script = "unshare -rm sh -c 'mount -t tmpfs -o size=200k full \"$2/public\" || exit 77; \
        \"$1\" build \"$2\"; s=$?; cp -a \"$2/public/.\" \"$2/kept\"; \
        mount -o remount,size=50m full \"$2/public\"; \"$1\" build \"$2\" >&2 || exit 78; exit $s' sh \"$1\" \"$2\" || exit $?";
    let output = shell(script, root);
    if !matches!(output.status.code(), Some(2 | 78)) {
        println!("skipped: this machine lets nobody mount a file system: {}", report(&output));
        return;
    }
    let said = report(&output);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("No space left on device (os error 28)"), "{said}");
    assert!(said.contains(WHOLE), "{said}");
    let kept = snapshot(&root.join("kept"));
    assert!(gainsay(&["build"], root).status.success());
    let whole = files(&root.join("public"));
    for (path, bytes) in kept.iter().filter(|(path, _)| *path != ".gainsay.json") {
        assert!(whole[path] == *bytes, "{path} is not whole");
    }
}

#[test]
fn a_report_that_cannot_be_written_is_not_passed_off_as_whole() {
    let site = site();
    if Path::new("/dev/full").exists() {
        let output = shell("exec \"$1\" check --format json \"$2\" >/dev/full", site.path());
        let message =
            "error: cannot write to standard output: No space left on device (os error 28)";
        check_failed(&output, site.path(), message);
    }
}

/// Runs the program as somebody who owns nothing: permissions do not hold root back. None where
/// that cannot be done.
fn as_nobody(command: &str, site: &Path) -> Option<Output> {
    if !Command::new("id").arg("-u").output().is_ok_and(|o| o.stdout == b"0\n") {
        return Some(shell(&format!("exec \"$1\" {command} \"$2\""), site));
    }
    // Where the tests were compiled may be closed to others; a temporary folder need not be.
    let program = site.join("program");
    if !program.exists() {
        fs::copy(PROGRAM, &program).expect("a copy");
    }
    let script = format!(
        "exec setpriv --reuid=65534 --regid=65534 --clear-groups \"$2/program\" {command} \"$2\""
    );
    let output = shell(&script, site);
    let able =
        !matches!(output.status.code(), Some(126 | 127)) && !report(&output).contains("setpriv:");
    if !able {
        println!("skipped: run as root, and setpriv is no help: {}", report(&output));
    }
    able.then_some(output)
}

fn mode(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("a mode");
}

#[test]
fn path_without_permission_is_named() {
    const HELP: &str = "  help: this needs a folder that you may write to; every file is whole, as it was or as it is to be";
    let site = site();
    let root = site.path();
    assert_eq!(gainsay(&["build"], root).status.code(), Some(0));
    let public = root.join("public");
    // Something that is on every page and in the name of no file.
    edit(root, "gainsay.yaml", "title: Desk", "title: Desk\ncontact: https://desk.example/us");
    for path in [root, &root.join("content")] {
        mode(path, 0o755);
    }
    mode(&public, 0o555);
    let old = files(root);
    let check = |command: &str, message: &str| {
        let Some(output) = as_nobody(command, root) else { return };
        check_failed(&output, root, message);
        let mut now = files(root);
        now.remove("program");
        assert_eq!(now, old);
    };
    check(
        "build",
        &format!(
            "error: cannot write `~/public/.gainsay-tmp`: Permission denied (os error 13)\n{HELP}"
        ),
    );
    mode(&root.join("content/01-vote.md"), 0o000);
    check("build", "error: cannot read `~/content/01-vote.md`: Permission denied (os error 13)");
    mode(&root.join("content/01-vote.md"), 0o644);
    mode(&public, 0o755);
    assert_eq!(gainsay(&["build"], root).status.code(), Some(0), "with leave, all is well");
}

#[test]
fn vanished_file_counts_as_missing() {
    let site = site();
    let root = site.path();
    let extra = root.join("content/20-extra.md");
    let done = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(std::sync::atomic::Ordering::Relaxed) {
                let _ = fs::write(&extra, "Some more words.\n");
                let _ = fs::remove_file(&extra);
            }
        });
        for _ in 0..8 {
            let output = gainsay(&["build"], root);
            assert_eq!(output.status.code(), Some(0), "{}", report(&output));
        }
        done.store(true, std::sync::atomic::Ordering::Relaxed);
    });
    // One of the output is made again.
    let _ = fs::remove_file(&extra);
    gainsay(&["build"], root);
    let whole = files(root);
    fs::remove_file(root.join("public/index.html")).expect("removed");
    assert_eq!(gainsay(&["build"], root).status.code(), Some(0));
    assert_eq!(files(root), whole);
    // A site that is not there at all.
    let output = gainsay(&["build"], &root.join("gone"));
    check_failed(&output, root, "error: there is no folder `~/gone`");
}

#[test]
fn two_builds_at_once_do_not_meet_in_one_folder() {
    let site = site();
    let root = site.path();
    assert_eq!(gainsay(&["build"], root).status.code(), Some(0));
    let whole = files(root);
    let output = root.join("public");
    edit(root, "gainsay.yaml", "title: Desk", "title: News Desk");
    // Another build is writing, and does not come to an end.
    let folder = fs::File::open(&output).expect("a folder");
    folder.lock().expect("a lock");
    let message = "error: another build is writing to `~/public`\n  help: wait until it has ended, or choose another folder with `--output`";
    check_failed(&gainsay(&["build"], root), root, message);
    edit(root, "gainsay.yaml", "title: News Desk", "title: Desk");
    assert_eq!(files(root), whole);
    drop(folder);
    // Builds that really run at once: each does all of its work, or says why it does none.
    for round in 0..6 {
        fs::remove_dir_all(&output).expect("removed");
        let start = || {
            Command::new(PROGRAM)
                .arg("build")
                .arg(root)
                .env("SOURCE_DATE_EPOCH", "1795219200")
                .stdout(Stdio::null())
                .stderr(Stdio::piped())
                .spawn()
                .expect("the program starts")
        };
        let ends =
            [start(), start(), start()].map(|child| child.wait_with_output().expect("an end"));
        for end in &ends {
            match end.status.code() {
                Some(0) => {}
                _ => check_failed(end, root, message),
            }
        }
        assert!(ends.iter().any(|end| end.status.success()), "round {round}");
        assert_eq!(files(root), whole, "round {round}");
    }
}
