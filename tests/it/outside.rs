//! Invariant 12 on the disk: nothing outside the site is read or written, and nothing that is no
//! plain file is opened, whatever stands in the site.

#![cfg(unix)]

use crate::support::{edit, gainsay, read, report, site_folder, snapshot, write};
use gainsay::write::exchange_bytes;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};

const PROGRAM: &str = env!("CARGO_BIN_EXE_gainsay");

fn pipe(path: &Path) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    assert!(Command::new("mkfifo").arg(path).status().expect("mkfifo").success());
}

/// Runs the program and ends it where it hangs: the exit status is then 124.
fn soon(arguments: &[&str], site: &Path) -> Output {
    Command::new("timeout")
        .args(["20", PROGRAM])
        .args(arguments)
        .arg(site)
        .env("SOURCE_DATE_EPOCH", "1795219200")
        .stdin(Stdio::null())
        .output()
        .expect("timeout runs")
}

/// Panics unless each command ends with `status` and says `words`, and leaves the site as it was.
fn check_refused(site: &Path, status: i32, words: &str) {
    let before = snapshot_of_plain(site);
    for command in [&["check"][..], &["build"], &["fix", "--yes"]] {
        let output = soon(command, site);
        // What `fix` cannot mend, `check` shows.
        let said = match command {
            ["fix", ..] if status == 1 => report(&soon(&["check"], site)),
            _ => report(&output),
        };
        assert_eq!(output.status.code(), Some(status), "{command:?}: {said}");
        assert!(said.contains(words), "{command:?} does not say {words}: {said}");
        assert_eq!(snapshot_of_plain(site), before, "{command:?}");
    }
}

/// As [`snapshot`], without opening what is no plain file.
fn snapshot_of_plain(site: &Path) -> Vec<(String, Option<Vec<u8>>)> {
    walkdir::WalkDir::new(site)
        .sort_by_file_name()
        .into_iter()
        .map(|entry| entry.expect("an entry"))
        .map(|entry| {
            let bytes = entry.file_type().is_file().then(|| fs::read(entry.path()).expect("bytes"));
            (entry.path().display().to_string(), bytes)
        })
        .collect()
}

#[test]
fn a_link_anywhere_in_the_site_is_an_error_and_is_not_followed() {
    for place in [
        "content/02-more.md",
        "content/anchors.lock",
        "content/.anchors.lock.4711.gainsay-tmp",
        "content/.notes",
        "content/snapshots/minutes.txt",
        "content/.hidden/deep/link",
        "static/map.png",
        "static/.well-known/security.txt",
        "static/.git/hooks",
        "templates/claim.html",
        "templates/.old",
    ] {
        let (site, elsewhere) = (site_folder(), tempfile::tempdir().expect("a folder"));
        let victim = elsewhere.path().join("victim");
        fs::write(&victim, "ORIGINAL").expect("a file");
        let link = site.path().join(place);
        fs::create_dir_all(link.parent().expect("a folder")).expect("a folder");
        let _ = fs::remove_file(&link);
        symlink(&victim, &link).expect("a link");
        let message = format!(
            "error[file-unreadable]: `{place}` is a symbolic link, and links are not followed"
        );
        check_refused(site.path(), 1, &message);
        assert_eq!(fs::read_to_string(&victim).expect("a file"), "ORIGINAL", "{place}");
    }
}

#[test]
fn a_folder_of_inputs_that_is_a_link_is_an_error() {
    for name in ["content", "static", "templates"] {
        let (site, elsewhere) = (site_folder(), tempfile::tempdir().expect("a folder"));
        let place = site.path().join(name);
        if place.exists() {
            fs::rename(&place, elsewhere.path().join(name)).expect("moved");
        }
        symlink(elsewhere.path().join(name), &place).expect("a link");
        check_refused(site.path(), 1, &format!("`{name}` is a symbolic link"));
    }
}

#[test]
fn unopened_entry_is_reported_once() {
    for place in [
        "content",
        "content/01-vote.md",
        "content/article.yaml",
        "content/anchors.lock",
        "content/sources.yaml",
        "static",
        "static/map.png",
    ] {
        let (site, elsewhere) = (site_folder(), tempfile::tempdir().expect("a folder"));
        fs::create_dir_all(site.path().join("static")).expect("a folder");
        write(site.path(), "static/map.png", "");
        let text = read(site.path(), "content/01-vote.md");
        write(site.path(), "content/01-vote.md", &format!("{text}\n[Map](../static/map.png)\n"));
        assert!(soon(&["build"], site.path()).status.success());
        fs::rename(site.path().join(place), elsewhere.path().join("it")).expect("moved");
        symlink(elsewhere.path().join("it"), site.path().join(place)).expect("a link");
        let output = soon(&["check", "--format", "short"], site.path());
        let said = String::from_utf8_lossy(&output.stdout);
        let faults: Vec<&str> = said.lines().filter(|line| line.contains('[')).collect();
        assert!(
            matches!(faults[..], [only] if only.contains("is a symbolic link")),
            "{place}: {said}"
        );
    }
}

#[test]
fn folder_in_place_of_a_file_is_reported_once() {
    for place in [
        "content/01-vote.md",
        "content/01-vote.yaml",
        "content/article.yaml",
        "content/anchors.lock",
        "content/claims.yaml",
        "content/gainsay.yaml",
        "content/sources.yaml",
        "content/speakers.YML",
        "content/snapshots/minutes.txt",
        "templates/article.html",
        "templates/languages/en.ftl",
    ] {
        for file in [None, Some("x.md"), Some("sources.yaml")] {
            let site = site_folder();
            let folder = site.path().join(place);
            let _ = fs::remove_file(&folder);
            fs::create_dir_all(&folder).expect("a folder");
            if let Some(file) = file {
                fs::write(folder.join(file), "words").expect("a file");
            }
            let output = soon(&["check", "--format", "short"], site.path());
            let said = String::from_utf8_lossy(&output.stdout);
            let faults: Vec<&str> = said.lines().filter(|line| line.contains(": error[")).collect();
            let message = format!("`{place}` is a folder; a file is expected here");
            assert!(matches!(faults[..], [only] if only.ends_with(&message)), "{place}: {said}");
        }
    }
    // Such names mean nothing elsewhere.
    let site = site_folder();
    for place in ["content/snapshots/more/a.html", "static/map.md", "content/.old/a.md"] {
        fs::create_dir_all(site.path().join(place)).expect("a folder");
    }
    let output = soon(&["build"], site.path());
    assert!(output.status.success(), "{}", report(&output));
}

#[test]
fn a_pipe_or_socket_is_an_error_at_once() {
    for place in ["content/01-vote.yaml", "content/.pipe", "static/tune.mp3", "templates/base.html"]
    {
        let site = site_folder();
        let _ = fs::remove_file(site.path().join(place));
        pipe(&site.path().join(place));
        check_refused(site.path(), 1, &format!("`{place}` is a pipe, and is not opened"));
        fs::remove_file(site.path().join(place)).expect("removed");
        let _socket = std::os::unix::net::UnixListener::bind(site.path().join(place));
        check_refused(site.path(), 1, &format!("`{place}` is a socket, and is not opened"));
    }
}

#[test]
fn link_pipe_or_folder_in_place_of_gainsay_yaml_is_not_opened() {
    let site = site_folder();
    let config = site.path().join("gainsay.yaml");
    fs::rename(&config, site.path().join("elsewhere.yaml")).expect("moved");
    symlink("elsewhere.yaml", &config).expect("a link");
    let said = "gainsay.yaml`: it is a symbolic link, and links are not followed";
    check_refused(site.path(), 2, said);
    fs::remove_file(&config).expect("removed");
    pipe(&config);
    check_refused(site.path(), 2, "gainsay.yaml`: it is a pipe");
    fs::remove_file(&config).expect("removed");
    fs::create_dir(&config).expect("a folder");
    check_refused(site.path(), 2, "gainsay.yaml`: it is a folder");
}

#[test]
fn a_name_that_is_not_utf_8_is_an_error() {
    use std::os::unix::ffi::OsStrExt;
    let site = site_folder();
    let name = std::ffi::OsStr::from_bytes(b"caf\xe9.md");
    fs::write(site.path().join("content").join(name), "Words.\n").expect("a file");
    check_refused(
        site.path(),
        1,
        "`content/caf\u{fffd}.md` is something whose name is not text in UTF-8",
    );
}

#[test]
fn an_editors_lock_is_passed_over() {
    let site = site_folder();
    symlink("me@desk.4711:1795219200", site.path().join("content/.#01-vote.md")).expect("a link");
    let output = gainsay(&["build"], site.path());
    assert_eq!(output.status.code(), Some(0), "{}", report(&output));
    fs::write(site.path().join("content/.#01-vote.yaml"), "of an editor").expect("a file");
    let output = gainsay(&["build"], site.path());
    assert_eq!(output.status.code(), Some(0), "{}", report(&output));
}

#[test]
fn folders_above_the_site_may_be_links() {
    let site = site_folder();
    let above = tempfile::tempdir().expect("a folder");
    symlink(site.path(), above.path().join("desk")).expect("a link");
    let output = gainsay(&["build"], &above.path().join("desk"));
    assert_eq!(output.status.code(), Some(0), "{}", report(&output));
    assert!(site.path().join("public/index.html").exists());
}

#[test]
fn new_file_does_not_overwrite_a_planted_one() {
    // Somebody who may write to the folder plants every name that an older program chose.
    let site = site_folder();
    let root = site.path();
    write(root, "content/02-more.md", "---\ntitle: More\n---\n\nThe clerk kept a record.\n");
    write(root, "content/02-more.yaml", "claims:\n  kept: {quote: kept a record}\n");
    let planted = root.join("content/.anchors.lock.1.gainsay-tmp");
    fs::write(&planted, "planted").expect("a file");
    let output = gainsay(&["build"], root);
    assert_eq!(output.status.code(), Some(0), "{}", report(&output));
    assert_eq!(fs::read_to_string(&planted).expect("a file"), "planted");
    assert!(read(root, "content/anchors.lock").contains("kept"));
    let names = snapshot(&root.join("content"));
    let left = names.keys().filter(|name| name.ends_with("gainsay-tmp")).count();
    assert_eq!(left, 1, "what was written to first has taken its place: {names:?}");
}

/// Swaps the folder at `path` for a link to `elsewhere` and back, as fast as can be, while `run`
/// does its work.
fn while_swapped(path: &Path, elsewhere: &Path, run: impl FnOnce()) {
    let folder = tempfile::tempdir().expect("a folder");
    let aside = folder.path().join("aside");
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                if fs::rename(path, &aside).is_ok() {
                    let _ = symlink(elsewhere, path);
                    std::thread::sleep(std::time::Duration::from_micros(50));
                    let _ = fs::remove_file(path);
                    let _ = fs::rename(&aside, path);
                    std::thread::sleep(std::time::Duration::from_micros(100));
                }
            }
        });
        let _end = End(&done);
        run();
    });
}

/// Says that it is over, also where a test fails.
struct End<'d>(&'d AtomicBool);

impl Drop for End<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

#[test]
fn a_folder_that_is_swapped_for_a_link_is_not_read_through() {
    let (site, elsewhere) = (site_folder(), tempfile::tempdir().expect("a folder"));
    let root = site.path();
    write(root, "content/01-vote.md", "---\ntitle: The vote\n---\n\nThe council voted to close.\n");
    fs::write(elsewhere.path().join("01-vote.md"), "A SECRET of the machine.\n").expect("a file");
    fs::write(elsewhere.path().join("article.yaml"), "title: SECRET\n").expect("a file");
    while_swapped(&root.join("content"), elsewhere.path(), || {
        let (mut whole, mut refused) = (0, 0);
        for _ in 0..20_000 {
            if whole > 20 && refused > 20 {
                break;
            }
            let Ok(tree) = gainsay::load::read(root) else {
                refused += 1;
                continue;
            };
            whole += usize::from(tree.files.contains_key("content/01-vote.md"));
            refused += usize::from(!tree.odd.is_empty());
            for (path, content) in &tree.files {
                let text = String::from_utf8_lossy(content.as_bytes());
                assert!(!text.contains("SECRET"), "{path} was read through a link");
            }
        }
        assert!(whole > 0 && refused > 0, "{whole} whole, {refused} refused: nothing was tried");
    });
}

#[test]
fn a_folder_that_is_swapped_for_a_link_is_not_written_through() {
    let (site, elsewhere) = (site_folder(), tempfile::tempdir().expect("a folder"));
    let root = site.path();
    let (mut written, mut before) = (0, None);
    while_swapped(&root.join("content"), elsewhere.path(), || {
        for n in 0..20_000 {
            let text = format!("claims: {{}} # {n}\n");
            let (path, old) = ("content/02-more.yaml", before.as_deref());
            let done = exchange_bytes(root, path, old, Some(text.as_bytes()));
            if done.is_ok() {
                written += 1;
                before = Some(text.into_bytes());
            }
            if n > 200 && written > 20 {
                break;
            }
        }
    });
    assert!(snapshot(elsewhere.path()).is_empty(), "something was written through a link");
    assert!(written > 0, "no write was in time, so nothing was tried");
}

#[test]
fn fix_does_not_overwrite_a_link_that_appeared_since() {
    let site = site_folder();
    let root = site.path();
    edit(root, "content/01-vote.yaml", "quote: voted to close", "quote: voted to  shut");
    let victim = root.join("victim");
    fs::write(&victim, "ORIGINAL").expect("a file");
    fs::remove_file(root.join("content/anchors.lock")).expect("removed");
    symlink("../victim", root.join("content/anchors.lock")).expect("a link");
    let done = exchange_bytes(root, "content/anchors.lock", None, Some(b"new"));
    let said = done.expect_err("refused").to_string();
    assert!(
        said.contains("`anchors.lock` is a symbolic link, and links are not followed"),
        "{said}"
    );
    assert_eq!(fs::read_to_string(&victim).expect("a file"), "ORIGINAL");
}

#[cfg(target_os = "linux")]
#[test]
fn a_preview_does_not_watch_what_a_link_leads_to() {
    use std::os::unix::fs::MetadataExt;
    let (site, elsewhere) = (site_folder(), tempfile::tempdir().expect("a folder"));
    let root = site.path();
    fs::create_dir(elsewhere.path().join("deep")).expect("a folder");
    symlink(elsewhere.path(), root.join("content/link")).expect("a link");
    symlink(elsewhere.path().join("deep"), root.join("static")).expect("a link");
    let mut child = Command::new(PROGRAM)
        .args(["serve", "--port", "0"])
        .arg(root)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    let number = |path: &Path| fs::metadata(path).expect("a folder").ino();
    let watched = || -> Vec<u64> {
        let handles = fs::read_dir(format!("/proc/{}/fdinfo", child.id())).expect("handles");
        let texts = handles.filter_map(|entry| fs::read_to_string(entry.ok()?.path()).ok());
        let lines: Vec<String> =
            texts.flat_map(|t| t.lines().map(str::to_owned).collect::<Vec<_>>()).collect();
        let ino = |line: &String| {
            let rest = line.strip_prefix("inotify ")?.split("ino:").nth(1)?;
            u64::from_str_radix(rest.split(' ').next()?, 16).ok()
        };
        lines.iter().filter_map(ino).collect()
    };
    let mut seen = Vec::new();
    for _ in 0..600 {
        seen = watched();
        // The root is watched last.
        if seen.contains(&number(root)) {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    let _ = child.kill();
    let _ = child.wait();
    assert!(seen.contains(&number(&root.join("content"))), "{seen:?}");
    assert!(!seen.contains(&number(elsewhere.path())), "{seen:?}");
    assert!(!seen.contains(&number(&elsewhere.path().join("deep"))), "{seen:?}");
}

#[test]
fn a_link_or_pipe_in_the_output_is_an_error_at_once() {
    for place in ["index.html", ".nojekyll", "claims/other.html", ".gainsay.json", ".gainsay-tmp"] {
        let (site, elsewhere) = (site_folder(), tempfile::tempdir().expect("a folder"));
        let root = site.path();
        assert_eq!(gainsay(&["build"], root).status.code(), Some(0));
        let victim = elsewhere.path().join("victim");
        fs::write(&victim, "ORIGINAL").expect("a file");
        let at = root.join("public").join(place);
        let _ = fs::remove_file(&at);
        symlink(&victim, &at).expect("a link");
        // Once where nothing else is new, once where all pages are.
        for _ in 0..2 {
            let output = soon(&["build"], root);
            let said = report(&output);
            assert_eq!(output.status.code(), Some(2), "{place}: {said}");
            assert!(said.contains(&format!("public/{place}` is a symbolic link")), "{said}");
            assert_eq!(fs::read_to_string(&victim).expect("a file"), "ORIGINAL");
            edit(root, "gainsay.yaml", "title: Desk", "title: Desk of news");
        }
        fs::remove_file(&at).expect("removed");
        pipe(&at);
        let output = soon(&["build"], root);
        let said = report(&output);
        assert_eq!(output.status.code(), Some(2), "{place}: {said}");
        assert!(said.contains(&format!("public/{place}` is a pipe")), "{said}");
    }
}

#[test]
fn an_output_below_a_link_of_the_site_is_refused_and_above_it_is_not() {
    let (site, elsewhere) = (site_folder(), tempfile::tempdir().expect("a folder"));
    let root = site.path();
    fs::create_dir(root.join("build")).expect("a folder");
    symlink("build", root.join("here")).expect("a link");
    let to = |output: &Path| gainsay(&["build", "--output", &output.display().to_string()], root);
    let output = to(&root.join("here/public"));
    assert_eq!(output.status.code(), Some(2));
    assert!(report(&output).contains("`here` is a symbolic link"), "{}", report(&output));
    assert!(snapshot(&root.join("build")).is_empty());
    // Outside the site the links are those of whoever names the folder.
    fs::create_dir(elsewhere.path().join("www")).expect("a folder");
    symlink("www", elsewhere.path().join("desk")).expect("a link");
    let output = to(&elsewhere.path().join("desk/public"));
    assert_eq!(output.status.code(), Some(0), "{}", report(&output));
    assert!(elsewhere.path().join("www/public/index.html").exists());
}

#[test]
fn an_output_that_is_swapped_for_a_link_is_not_written_through() {
    let (site, elsewhere) = (site_folder(), tempfile::tempdir().expect("a folder"));
    let root = site.path();
    assert_eq!(gainsay(&["build"], root).status.code(), Some(0));
    for swapped in ["public", "public/claims"] {
        let mut built = 0;
        while_swapped(&root.join(swapped), elsewhere.path(), || {
            for n in 0..25 {
                write(root, "gainsay.yaml", &format!("title: Desk {n}\n"));
                let output = gainsay(&["build"], root);
                let code = output.status.code();
                assert!(matches!(code, Some(0 | 2)), "{}", report(&output));
                built += usize::from(code == Some(0));
            }
        });
        assert!(snapshot(elsewhere.path()).is_empty(), "{swapped} was written through a link");
        println!("{swapped}: {built} of 25 builds were in time");
    }
    let _ = fs::remove_dir_all(root.join("public"));
    let output = gainsay(&["build"], root);
    assert_eq!(output.status.code(), Some(0), "{}", report(&output));
}
