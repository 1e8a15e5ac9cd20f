//! Invariant 6: what is on disk is wholly old or wholly new, and what is not the tool's stays.

use crate::support::{gainsay, report, site_folder, snapshot};
use gainsay::publish::File;
use gainsay::write::{MANIFEST, Report, Target, WriteError, check_output};
use std::fs;
use std::path::Path;

/// Writes into `output`, and remembers it in a folder beside it.
/// An error as a command writes it.
trait DeskTold {
    fn told(&self) -> String;
}

impl DeskTold for WriteError {
    fn told(&self) -> String {
        match self.help() {
            Some(help) => format!("{self}\n  help: {help}"),
            None => self.to_string(),
        }
    }
}

fn write(output: &Path, pages: &[File]) -> Result<Report, WriteError> {
    let cache = output.with_extension("cache");
    gainsay::write::write(&Target { output, site: None, cache: Some(&cache) }, pages)
}

/// As [`write`], on a machine that remembers nothing.
fn write_anew(output: &Path, pages: &[File]) -> Result<Report, WriteError> {
    gainsay::write::write(&Target { output, site: None, cache: None }, pages)
}

/// A folder for an output, with room for a cache beside it.
fn output() -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let output = folder.path().join("public");
    fs::create_dir(&output).expect("a folder");
    (folder, output)
}

fn pages<'p>(files: impl IntoIterator<Item = (&'p str, &'p str)>) -> Vec<File> {
    let page = |(path, text): (&str, &str)| File {
        path: path.to_owned(),
        bytes: text.as_bytes().to_vec().into(),
    };
    files.into_iter().map(page).collect()
}

fn names(folder: &Path) -> Vec<String> {
    snapshot(folder).into_keys().filter(|n| n != MANIFEST).collect()
}

#[test]
fn invariant_6_only_what_changed_is_written_and_what_is_unwanted_goes() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = folder.path().join("public");
    let report = write(&output, &pages([("a.html", "1"), ("x/b.html", "2"), ("x/y/c.html", "3")]));
    assert_eq!(report.expect("written"), Report { written: 3, unchanged: 0, removed: 0 });
    let old = fs::metadata(output.join("a.html")).and_then(|m| m.modified()).expect("a time");
    let report = write(&output, &pages([("a.html", "1"), ("x/b.html", "two")]));
    assert_eq!(report.expect("written"), Report { written: 1, unchanged: 1, removed: 1 });
    assert_eq!(names(&output), ["a.html", "x/b.html"]);
    assert!(!output.join("x/y").exists(), "a folder that is left empty goes");
    let new = fs::metadata(output.join("a.html")).and_then(|m| m.modified()).expect("a time");
    assert_eq!(old, new, "an unchanged file is not touched");
    assert!(!output.join(".gainsay-tmp").exists());
}

#[test]
fn invariant_6_a_folder_of_somebody_else_is_refused() {
    let (_folder, output) = output();
    fs::write(output.join("thesis.txt"), "ten years of work").expect("a file");
    let error = write(&output, &pages([("a.html", "1")])).expect_err("refused").told();
    assert!(error.contains("holds files that are not the tool's"), "{error}");
    assert_eq!(names(&output), ["thesis.txt"]);
}

#[test]
fn invariant_6_a_file_of_somebody_else_is_named_and_neither_overwritten_nor_deleted() {
    let (_folder, output) = output();
    write(&output, &pages([("a.html", "1"), ("old.html", "1")])).expect("written");
    fs::write(output.join("b.html"), "mine").expect("a file");
    fs::create_dir(output.join("x")).expect("a folder");
    fs::write(output.join("x/c.txt"), "mine too").expect("a file");
    let check = |pages: &[File], words: &str| {
        let before = snapshot(&output);
        let error = write(&output, pages).expect_err("refused").told();
        let error = error.replace(&output.display().to_string(), "~");
        assert!(error.contains(words), "{error}");
        assert_eq!(snapshot(&output), before, "nothing was written or deleted");
    };
    check(
        &pages([("a.html", "2"), ("x/d.html", "4")]),
        "`~` holds 2 files that this site does not make, and this machine has no record of writing as they stand:\n  `b.html`\n  `x/c.txt`\n  help: nothing was written; where the site's folder was moved or renamed, or the output was built elsewhere, they may be of an earlier build: remove them,",
    );
    check(&pages([("a.html", "3"), ("b.html", "theirs")]), "`~/b.html` is in the way");
    fs::remove_dir_all(output.join("x")).expect("removed");
    check(&pages([("a.html", "3")]), "holds a file that this site does not make");
    fs::remove_file(output.join("b.html")).expect("removed");
    let report = write(&output, &pages([("a.html", "3")])).expect("written");
    assert_eq!(report, Report { written: 1, unchanged: 0, removed: 1 });
}

#[test]
fn a_working_copy_of_its_own_and_what_the_finder_keeps_are_left_alone() {
    let (_folder, output) = output();
    write(&output, &pages([("x/a.html", "1")])).expect("written");
    for path in [".git/HEAD", ".DS_Store", "x/.DS_Store"] {
        let file = output.join(path);
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        fs::write(file, b"\0\0\0\x01Bud1\0\0").expect("a file");
    }
    write(&output, &pages([("b.html", "1")])).expect("written");
    assert_eq!(names(&output), [".DS_Store", ".git/HEAD", "b.html", "x/.DS_Store"]);
}

#[test]
fn a_planted_file_is_named_whatever_it_is_called() {
    for path in [
        "x/desktop.ini",
        "Thumbs.db",
        ".svn/entries",
        ".hg/store/a.html",
        "x/.git/evil.html",
        ".jj/op",
        "x/.DS_Store",
        ".directory",
    ] {
        let (_folder, output) = output();
        write(&output, &pages([("x/a.html", "1")])).expect("written");
        let file = output.join(path);
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        fs::write(&file, "<h1>It never happened</h1>").expect("a file");
        let fault = write(&output, &pages([("x/a.html", "1")])).expect_err(path).told();
        assert!(
            fault.contains(&format!("no record of writing as it stands:\n  `{path}`\n")),
            "{fault}"
        );
        assert!(file.exists(), "{path}");
    }
}

#[test]
fn published_file_of_any_name_is_removed() {
    let (_folder, output) = output();
    let litter = [("static/Thumbs.db", "1"), ("static/desktop.ini", "2"), ("x/a.html", "1")];
    write(&output, &pages(litter)).expect("written");
    let report = write(&output, &pages([("x/a.html", "1")])).expect("written");
    assert_eq!(report, Report { written: 0, unchanged: 1, removed: 2 });
    assert_eq!(names(&output), ["x/a.html"]);
}

#[test]
fn file_without_a_record_is_overwritten_but_never_deleted() {
    let (_folder, output) = output();
    let all = pages([("a.html", "1"), ("b.html", "2")]);
    write_anew(&output, &all).expect("written");
    // Another machine, another state of the site: the list names what stands there.
    fs::write(output.join("a.html"), "forged").expect("a file");
    let report = write_anew(&output, &all).expect("written");
    assert_eq!(report, Report { written: 1, unchanged: 1, removed: 0 });
    let error = write_anew(&output, &pages([("a.html", "1")])).expect_err("refused").told();
    assert!(
        error.contains("this machine has no record of writing as it stands:\n  `b.html`"),
        "{error}"
    );
    assert_eq!(names(&output), ["a.html", "b.html"]);
    // With the list alone, a build of this machine learns nothing that it may delete.
    let error = write(&output, &pages([("a.html", "1")])).expect_err("refused").told();
    assert!(
        error.contains("this machine has no record of writing as it stands:\n  `b.html`"),
        "{error}"
    );
    // Once it has written them, it may.
    write(&output, &all).expect("written");
    let report = write(&output, &pages([("a.html", "1")])).expect("written");
    assert_eq!(report, Report { written: 0, unchanged: 1, removed: 1 });
}

#[test]
fn changed_file_is_not_deleted() {
    let (_folder, output) = output();
    write(&output, &pages([("a.html", "1"), ("b.html", "2")])).expect("written");
    fs::write(output.join("b.html"), "2, and a note of mine").expect("a file");
    let error = write(&output, &pages([("a.html", "1")])).expect_err("refused").told();
    assert!(error.contains("no record of writing as it stands:\n  `b.html`"), "{error}");
    assert_eq!(names(&output), ["a.html", "b.html"]);
}

#[test]
fn many_files_of_others_are_counted() {
    let (_folder, output) = output();
    write(&output, &pages([("a.html", "1")])).expect("written");
    for n in 0..12 {
        fs::write(output.join(format!("n{n:02}\u{1b}[31m\n")), "x").expect("a file");
    }
    let error = write(&output, &pages([("a.html", "1")])).expect_err("refused").told();
    assert!(error.contains("holds 12 files"), "{error}");
    assert!(error.contains("\n  `n04\\u{1b}[31m\\n`\n  and 7 more\n"), "{error}");
    assert!(!error.contains('\u{1b}'), "{error}");
}

#[test]
fn invariant_6_a_build_that_was_killed_is_completed_by_the_next() {
    let (_folder, output) = output();
    let output = output.as_path();
    // Killed before the manifest: only the staging folder is there.
    fs::create_dir(output.join(".gainsay-tmp")).expect("a folder");
    fs::write(output.join(".gainsay-tmp/0"), "half").expect("a file");
    write(output, &pages([("a.html", "1"), ("b.html", "2")])).expect("written");
    // Killed after the manifest and before the files: the manifest names what is not there.
    fs::remove_file(output.join("b.html")).expect("removed");
    fs::create_dir(output.join(".gainsay-tmp")).expect("a folder");
    let report = write(output, &pages([("a.html", "1"), ("b.html", "2")])).expect("written");
    assert_eq!(report, Report { written: 1, unchanged: 1, removed: 0 });
    assert_eq!(names(output), ["a.html", "b.html"]);
}

#[test]
fn invariant_6_a_manifest_that_leads_out_is_refused() {
    for entry in [
        "../victim.txt",
        "/etc/hostname",
        "a/../../victim.txt",
        "./a.html",
        "a//b",
        "",
        "a\\\\b",
        "a\\nb",
        "a\\u001b[2Jb",
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let output = folder.path().join("public");
        fs::create_dir(&output).expect("a folder");
        fs::write(folder.path().join("victim.txt"), "mine").expect("a file");
        let manifest = format!("{{\"about\": \"\", \"files\": [\"{entry}\"]}}");
        fs::write(output.join(MANIFEST), manifest).expect("a file");
        let error = write(&output, &pages([("a.html", "1")])).expect_err("refused").told();
        assert!(error.contains("not a path inside the output"), "{error}");
        assert!(!error.contains('\u{1b}') && error.lines().count() == 2, "{error}");
        assert!(folder.path().join("victim.txt").exists());
        assert!(!output.join("a.html").exists());
    }
}

#[cfg(unix)]
#[test]
fn invariant_6_no_link_is_followed_out_of_the_output() {
    let folder = tempfile::tempdir().expect("a folder");
    let elsewhere = folder.path().join("elsewhere");
    fs::create_dir(&elsewhere).expect("a folder");
    let output = folder.path().join("public");
    write(&output, &pages([("x/a.html", "1")])).expect("written");
    fs::remove_dir_all(output.join("x")).expect("removed");
    std::os::unix::fs::symlink(&elsewhere, output.join("x")).expect("a link");
    let error = write(&output, &pages([("x/a.html", "1")])).expect_err("refused").told();
    assert!(error.contains("public/x` is a symbolic link"), "{error}");
    assert!(names(&elsewhere).is_empty());
}

#[test]
fn invariant_6_a_file_makes_room_for_a_folder_and_a_folder_for_a_file() {
    let (_folder, output) = output();
    let output = output.as_path();
    write(output, &pages([("data", "1"), ("x/a", "2"), ("x/b/c", "3")])).expect("written");
    write(output, &pages([("data/a.csv", "1"), ("x", "2")]))
        .expect("a folder for a file, and back");
    assert_eq!(names(output), ["data/a.csv", "x"]);
    fs::write(output.join("data/mine"), "mine").expect("a file");
    let error = write(output, &pages([("data", "1")])).expect_err("refused").told();
    assert!(error.contains("no record of writing as it stands:\n  `data/mine`"), "{error}");
    assert_eq!(names(output), ["data/a.csv", "data/mine", "x"]);
}

#[cfg(unix)]
#[test]
fn an_output_folder_that_is_a_link_out_of_the_site_is_refused() {
    let site = site_folder();
    let elsewhere = tempfile::tempdir().expect("a folder");
    std::os::unix::fs::symlink(elsewhere.path(), site.path().join("public")).expect("a link");
    let error = check_output(site.path(), &site.path().join("public")).expect_err("refused").told();
    assert!(error.contains("leads out of the site"), "{error}");
    check_output(site.path(), elsewhere.path()).expect("named itself, the folder is fine");
}

#[test]
fn an_output_folder_that_overlaps_the_site_is_refused() {
    let site = site_folder();
    let root = site.path();
    for bad in [
        "",
        ".",
        "..",
        "content",
        "content/public",
        "static",
        "Static/x",
        "templates/out",
        ".git/x",
        "public/../content",
    ] {
        let error = check_output(root, &root.join(bad)).expect_err(bad).told();
        assert!(
            error.contains("holds the site itself") || error.contains("overlaps the input"),
            "{bad}: {error}"
        );
    }
    for good in ["public", "build/site", "../elsewhere-entirely"] {
        check_output(root, &root.join(good)).unwrap_or_else(|e| panic!("{good}: {e}"));
    }
}

/// Builds the site in `root` into its `public`, and says what was done.
fn built(root: &Path) -> String {
    let program = std::process::Command::new(env!("CARGO_BIN_EXE_gainsay"));
    let output = { program }.arg("build").arg(root).output().expect("run");
    let said = String::from_utf8_lossy(&output.stderr).into_owned()
        + &String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}");
    let line = said.lines().find(|line| line.contains("unchanged")).expect("a line");
    line.split(": ")
        .nth(1)
        .and_then(|rest| rest.split(", 0 removed").next())
        .expect("counts")
        .into()
}

#[test]
fn invariant_6_a_build_with_nothing_new_still_mends_what_was_changed_in_the_output() {
    let site = site_folder();
    let root = site.path();
    built(root);
    let clean = snapshot(&root.join("public"));
    let count = clean.len() - 1;
    let all = format!("0 files written, {count} unchanged");
    assert_eq!(built(root), all);
    assert_eq!(snapshot(&root.join("public")), clean);
    let page = root.join("public/method.html");
    let text = fs::read_to_string(&page).expect("a page");
    let damages: [&dyn Fn(); 3] = [
        &|| fs::write(&page, text.replace("status", "STATUS")).expect("written"),
        &|| fs::remove_file(&page).expect("removed"),
        &|| {
            fs::create_dir(root.join("public/.gainsay-tmp")).expect("a folder");
            fs::write(root.join("public/.gainsay-tmp/7"), "half").expect("a file");
        },
    ];
    for (i, damage) in damages.iter().enumerate() {
        damage();
        let mended = usize::from(i < 2);
        assert_eq!(
            built(root),
            format!(
                "{} unchanged",
                match mended {
                    1 => format!("1 file written, {}", count - 1),
                    _ => format!("0 files written, {count}"),
                }
            )
        );
        assert_eq!(snapshot(&root.join("public")), clean, "damage {i}");
        assert!(!root.join("public/.gainsay-tmp").exists(), "damage {i}");
    }
}

#[test]
fn an_empty_folder_in_the_place_of_a_file_makes_room() {
    let (_folder, output) = output();
    let output = output.as_path();
    let all = pages([("a.html", "1"), ("b.html", "2")]);
    write(output, &all).expect("written");
    fs::remove_file(output.join("a.html")).expect("removed");
    fs::create_dir_all(output.join("a.html/x/y")).expect("folders");
    assert_eq!(
        write(output, &all).expect("written"),
        Report { written: 1, unchanged: 1, removed: 0 }
    );
    assert_eq!(fs::read_to_string(output.join("a.html")).expect("a file"), "1");
}

#[cfg(unix)]
#[test]
fn a_build_with_nothing_new_renders_and_writes_nothing() {
    use std::os::unix::fs::MetadataExt;
    let site = site_folder();
    let list = site.path().join("public").join(MANIFEST);
    let number = || fs::metadata(&list).expect("the list").ino();
    built(site.path());
    let first = number();
    built(site.path());
    assert_eq!(number(), first, "the list of files is written anew by every build that renders");
    // Builds that look at the same time are not in each other's way.
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| assert!(built(site.path()).starts_with("0 files")));
        }
    });
    assert_eq!(number(), first);
    fs::write(site.path().join("static-note"), "of no concern").expect("a file");
    built(site.path());
    assert_eq!(number(), first);
    fs::remove_file(site.path().join("public/index.html")).expect("removed");
    built(site.path());
    assert_ne!(number(), first);
}

#[test]
fn change_of_any_input_is_seen_by_a_build() {
    let site = site_folder();
    let root = site.path();
    built(root);
    let added = [
        ("gainsay.yaml", "publisher: The Other House\n"),
        ("static/note.txt", "new"),
        ("templates/404.html", "gone"),
    ];
    for (path, text) in added {
        let file = root.join(path);
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        let old = fs::read_to_string(&file).ok();
        fs::write(&file, format!("{}{text}", old.as_deref().unwrap_or(""))).expect("written");
        assert!(!built(root).starts_with("0 files"), "{path}");
        match old {
            Some(text) => fs::write(&file, text).expect("written"),
            None => fs::remove_file(&file).expect("removed"),
        }
        built(root);
    }
}

#[test]
fn oversized_file_is_reported_again_by_an_unchanged_build() {
    let site = site_folder();
    let root = site.path();
    let large = root.join("static/debate.mp4");
    fs::create_dir_all(root.join("static")).expect("a folder");
    fs::File::create(&large).and_then(|file| file.set_len(100_000_001)).expect("a file");
    let run = |arguments: &[&str]| {
        let output = gainsay(arguments, root);
        (output.status.code(), report(&output).contains("warning[file-large]: `static/debate.mp4`"))
    };
    assert_eq!(run(&["build"]), (Some(0), true));
    assert_eq!(run(&["build"]), (Some(0), true));
    assert_eq!(run(&["build", "--deny", "warnings"]), (Some(1), true));
}

#[test]
fn of_several_files_of_an_author_all_are_replaced_or_none() {
    let site = site_folder();
    let root = site.path();
    let tree = gainsay::load::read(root).expect("a site");
    let texts = ["content/sources.yaml", "content/more.yaml", "content/01-vote.yaml"];
    let texts = || texts.map(|path| (path.to_owned(), "{}\n".to_owned())).to_vec();
    fs::write(root.join("content/01-vote.yaml"), "claims: {}\n").expect("a file");
    let before = snapshot(root);
    let said = gainsay::write::write_texts(root, &tree, texts()).expect_err("refused").to_string();
    assert_eq!(said, "`content/01-vote.yaml` was changed in the meantime");
    assert_eq!(snapshot(root), before);
    let tree = gainsay::load::read(root).expect("a site");
    assert_eq!(gainsay::write::write_texts(root, &tree, texts()).expect("written").len(), 3);
    assert_eq!(fs::read(root.join("content/more.yaml")).expect("a file"), b"{}\n");
}
