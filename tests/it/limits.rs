//! Files of any length, and a machine with little memory: what is too large is named and not read,
//! and what cannot be had is an error that says what is missing.

use crate::support::{report, site_folder, snapshot, write};
use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// More than the memory that the program has in these tests.
const HUGE: u64 = 6 << 30;

/// Runs the program with `kilobytes` of addresses, on two threads.
fn within(kilobytes: u64, arguments: &str, site: &Path) -> Output {
    Command::new("sh")
        .args(["-c", &format!("ulimit -v {kilobytes}; exec \"$1\" {arguments} \"$2\"")])
        .args(["sh", env!("CARGO_BIN_EXE_gainsay")])
        .arg(site)
        .env("SOURCE_DATE_EPOCH", "1795219200")
        .env("RAYON_NUM_THREADS", "2")
        .env("XDG_CACHE_HOME", site.with_extension("cache"))
        .stdin(Stdio::null())
        .output()
        .expect("a shell")
}

/// A file of `length` bytes that takes no room.
fn hollow(path: &Path, length: u64) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    File::create(path).and_then(|file| file.set_len(length)).expect("a file");
}

#[test]
#[cfg(target_os = "linux")]
fn a_file_of_the_site_that_is_too_large_is_named_and_not_read() {
    for (path, said) in [
        (
            "content/snapshots/minutes.html",
            "the saved copy `content/snapshots/minutes.html` has 6144 MiB, of which 16 can be searched",
        ),
        ("content/02-closing.md", "`content/02-closing.md` is larger than 64 MiB"),
        ("content/sources.yaml", "`content/sources.yaml` is larger than 64 MiB"),
        ("content/anchors.lock", "`content/anchors.lock` is larger than 64 MiB"),
        ("gainsay.yaml", "`gainsay.yaml` is larger than 64 MiB"),
        ("templates/page.html", "`templates/page.html` is larger than 1 MiB"),
        ("static/film.mp4", "`static/film.mp4` is larger than 1024 MiB"),
    ] {
        let site = site_folder();
        hollow(&site.path().join(path), HUGE);
        // What `fix` leaves, it counts.
        assert_eq!(within(3_000_000, "fix --yes", site.path()).status.code(), Some(1), "{path}");
        for command in ["check", "build"] {
            let output = within(3_000_000, command, site.path());
            let report = report(&output);
            assert!(report.contains(&format!("error[file-unreadable]: {said}\n")), "{report}");
            assert_eq!(output.status.code(), Some(1), "{command}: {report}");
            assert_eq!(report.matches("error[").count(), 1, "{report}");
        }
        assert!(!site.path().join("public").exists());
    }
}

#[test]
#[cfg(target_os = "linux")]
fn large_unread_file_stops_nothing() {
    let site = site_folder();
    hollow(&site.path().join("content/interview.wav"), HUGE);
    let output = within(3_000_000, "build", site.path());
    assert_eq!(output.status.code(), Some(0), "{}", report(&output));
    assert!(report(&output).contains("`content/interview.wav` is not a file that the tool reads"));
}

#[test]
#[cfg(target_os = "linux")]
fn a_large_file_in_the_output_is_put_right_or_named_without_being_held() {
    let site = site_folder();
    let root = site.path();
    let build = || within(3_000_000, "build", root);
    write(root, "content/02-more.md", "---\ntitle: More\n---\n\nNothing more.\n");
    assert_eq!(build().status.code(), Some(0));
    let clean = snapshot(&root.join("public"));
    for path in ["method.html", "claims/vote.html"] {
        hollow(&root.join("public").join(path), HUGE);
        let output = build();
        assert_eq!(output.status.code(), Some(0), "{path}: {}", report(&output));
        assert!(snapshot(&root.join("public")) == clean, "{path}");
    }
    // One that is made no more, and was changed, is somebody's.
    fs::create_dir(root.join("static")).expect("a folder");
    write(root, "static/a.txt", "a");
    assert_eq!(build().status.code(), Some(0));
    fs::remove_file(root.join("static/a.txt")).expect("removed");
    hollow(&root.join("public/static/a.txt"), HUGE);
    let output = build();
    assert_eq!(output.status.code(), Some(2), "{}", report(&output));
    assert!(report(&output).contains("`static/a.txt`"), "{}", report(&output));
    fs::remove_file(root.join("public/static/a.txt")).expect("removed");
    // The list is nothing that is read whatever its length.
    hollow(&root.join("public/.gainsay.json"), HUGE);
    let output = build();
    assert_eq!(output.status.code(), Some(2), "{}", report(&output));
    assert!(report(&output).contains(".gainsay.json` is no list of files"), "{}", report(&output));
}

#[test]
#[cfg(target_os = "linux")]
fn threads_that_cannot_be_started_are_an_error_and_no_panic() {
    let site = site_folder();
    let output = Command::new("sh")
        .args(["-c", "ulimit -v 1200000; exec \"$1\" build \"$2\""])
        .args(["sh", env!("CARGO_BIN_EXE_gainsay")])
        .arg(site.path())
        .env("RAYON_NUM_THREADS", "200")
        .output()
        .expect("a shell");
    assert_eq!(
        report(&output),
        "error: cannot start a thread: Resource temporarily unavailable (os error 11)\n  help: let the program have more memory (`ulimit -v`) or threads (`ulimit -u`), or take fewer with `RAYON_NUM_THREADS=1`\n"
    );
    assert_eq!(output.status.code(), Some(2));
    assert!(!site.path().join("public").exists());
}
