//! An output that somebody has tampered with: what lies in it proves nothing, and what this machine
//! remembers of it lies elsewhere.

use crate::support::{edit, read, report, site_folder, snapshot, write};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use text_anchor::confirmed::sha256;

/// Builds the site in `root` with `cache` as the user's cache folder.
fn build(root: &Path, cache: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_gainsay"))
        .arg("build")
        .arg(root)
        .env("SOURCE_DATE_EPOCH", "1795219200")
        .env("XDG_CACHE_HOME", cache)
        .output()
        .expect("the program runs")
}

/// What a build that must succeed says of files.
fn counts(root: &Path, cache: &Path) -> String {
    let output = build(root, cache);
    assert_eq!(output.status.code(), Some(0), "{}", report(&output));
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let line = said.lines().find(|line| line.contains("unchanged")).expect("a line");
    line.split(": ").nth(1).and_then(|rest| rest.split(" in ").next()).expect("counts").into()
}

/// The only record in `cache`.
fn record(cache: &Path) -> PathBuf {
    let mut records = fs::read_dir(cache.join("gainsay/outputs")).expect("records");
    records.next().expect("a record").expect("an entry").path()
}

fn built() -> (tempfile::TempDir, tempfile::TempDir) {
    let (site, cache) = (site_folder(), tempfile::tempdir().expect("a folder"));
    build(site.path(), cache.path());
    (site, cache)
}

#[test]
fn forged_page_is_restored_despite_its_manifest() {
    let (site, cache) = built();
    let root = site.path();
    let clean = snapshot(&root.join("public"));
    let count = clean.len() - 1;
    let other = tempfile::tempdir().expect("a folder");
    for cache in [cache.path(), other.path()] {
        for page in ["claims/vote.html", "method.html", "robots.txt"] {
            fs::write(root.join("public").join(page), "<script>alert(1)</script>").expect("a file");
            let list = read(root, "public/.gainsay.json").replace('{', "{\"of\": \"any\", ");
            write(root, "public/.gainsay.json", &list);
            assert_eq!(
                counts(root, cache),
                format!("1 file written, {} unchanged, 0 removed", count - 1)
            );
            assert_eq!(snapshot(&root.join("public")), clean, "{page}");
        }
    }
}

#[test]
fn planted_page_is_named_and_stops_the_build() {
    let (site, cache) = built();
    let root = site.path();
    for list in [false, true] {
        write(root, "public/claims/planted.html", "<h1>It never happened</h1>");
        if list {
            edit(
                root,
                "public/.gainsay.json",
                "\"claims/vote.html\"",
                "\"claims/planted.html\", \"claims/vote.html\"",
            );
        }
        let before = snapshot(root);
        for _ in 0..2 {
            let output = build(root, cache.path());
            assert_eq!(output.status.code(), Some(2));
            let said = report(&output).replace(&root.display().to_string(), "~");
            assert_eq!(
                said,
                "error: `~/public` holds a file that this site does not make, and this machine has no record of writing as it stands:\n  `claims/planted.html`\n  help: nothing was written; where the site's folder was moved or renamed, or the output was built elsewhere, it may be of an earlier build: remove it, or the whole folder, and build again; files of your own belong in `static/`\n"
            );
            assert_eq!(snapshot(root), before);
        }
    }
    fs::remove_file(root.join("public/claims/planted.html")).expect("removed");
    assert!(counts(root, cache.path()).starts_with("0 files written"));
}

#[test]
fn manifest_from_a_checkout_deletes_nothing() {
    // The list names a file of the author's, as if the tool had written it.
    let (site, cache) = (site_folder(), tempfile::tempdir().expect("a folder"));
    let root = site.path();
    fs::create_dir(root.join("public")).expect("a folder");
    write(root, "public/thesis.txt", "ten years of work");
    write(root, "public/.gainsay.json", "{\"about\": \"\", \"files\": [\"thesis.txt\"]}");
    let output = build(root, cache.path());
    assert_eq!(output.status.code(), Some(2));
    assert!(report(&output).contains("`thesis.txt`"), "{}", report(&output));
    assert_eq!(read(root, "public/thesis.txt"), "ten years of work");
    assert!(!root.join("public/index.html").exists());
}

#[test]
fn cache_in_the_site_or_the_output_is_not_trusted() {
    for inner in [".cache", "public/cache"] {
        let site = site_folder();
        let root = site.path();
        let cache = root.join(inner);
        assert!(counts(root, &cache).contains(", 0 unchanged"));
        assert!(!cache.exists(), "nothing is remembered there");
        // Nor is one that is there, with what this machine remembers of a forged page.
        let elsewhere = tempfile::tempdir().expect("a folder");
        build(root, elsewhere.path());
        let known = fs::read_to_string(record(elsewhere.path())).expect("a record");
        let name = record(elsewhere.path()).file_name().expect("a name").to_owned();
        let outputs = root.join(".cache/gainsay/outputs");
        fs::create_dir_all(&outputs).expect("a folder");
        fs::write(outputs.join(name), known.replacen("\"method.html\"", "\"a.html\"", 1))
            .expect("a record");
        write(root, "public/a.html", "planted");
        let output = build(root, &root.join(".cache"));
        assert!(
            report(&output).contains("no record of writing as it stands:\n  `a.html`"),
            "{}",
            report(&output)
        );
    }
}

#[test]
fn cache_from_a_checkout_is_not_trusted() {
    // A repository that is the user's home, or holds it, and the site in it; a site that is a
    // repository within another.
    for (marks, cache) in [
        (&[".git/HEAD"][..], "home/.cache"),
        (&[".git"], ".cache"),
        (&["site/.git", ".jj/repo"], ".cache"),
        (&["_FOSSIL_"], "cache"),
        (&[".hg/store"], "a/cache"),
    ] {
        let (made, above) = (site_folder(), tempfile::tempdir().expect("a folder"));
        let (root, cache) = (above.path().join("site"), above.path().join(cache));
        fs::rename(made.path(), &root).expect("moved");
        // What somebody made with the same paths, and committed.
        build(&root, &cache);
        let known = fs::read_to_string(record(&cache)).expect("a record");
        fs::write(record(&cache), known.replacen("\"method.html\"", "\"a.html\"", 1)).expect("one");
        write(&root, "public/a.html", "planted");
        for mark in marks {
            let mark = above.path().join(mark);
            fs::create_dir_all(mark.parent().expect("a folder")).expect("a folder");
            fs::write(mark, "").expect("a file");
        }
        let before = snapshot(above.path());
        let output = build(&root, &cache);
        assert!(
            report(&output).contains("no record of writing as it stands:\n  `a.html`"),
            "{}",
            report(&output)
        );
        fs::remove_file(root.join("public/a.html")).expect("removed");
        fs::write(root.join("public/method.html"), "forged").expect("a file");
        assert!(counts(&root, &cache).starts_with("1 file written"));
        let name = record(&cache);
        assert_eq!(
            fs::read(&name).expect("a record"),
            before[&name.strip_prefix(above.path()).expect("below").display().to_string()],
            "nothing is remembered there"
        );
    }
}

#[test]
fn record_of_any_shape_causes_no_panic() {
    let (site, cache) = built();
    let root = site.path();
    let record = record(cache.path());
    let whole = fs::read_to_string(&record).expect("a record");
    let mut broken: Vec<String> = vec![
        String::new(),
        "null".into(),
        "[[[[".repeat(100_000),
        "{\"about\":1}".into(),
        whole.replace("\"files\"", "\"flies\""),
        whole.replace("\"output\":\"", "\"output\":\"/elsewhere"),
        whole.replace(":[\"", ":[\"00"),
    ];
    broken.extend((1..40).map(|n| whole[..whole.len() * n / 40].to_owned()));
    for text in broken {
        fs::write(&record, text).expect("a record");
        assert!(counts(root, cache.path()).starts_with("0 files written"));
    }
    fs::write(&record, b"\xff\xfe\0").expect("a record");
    assert!(counts(root, cache.path()).starts_with("0 files written"));
    // One that leads out is refused.
    for entry in ["../victim", "/etc/hostname", "a/../../b"] {
        let led = whole.replace("\"method.html\"", &format!("\"{entry}\""));
        assert_ne!(led, whole);
        fs::write(&record, led).expect("a record");
        let output = build(root, cache.path());
        let said = report(&output);
        assert_eq!(output.status.code(), Some(2), "{entry}: {said}");
        assert!(said.contains(&format!("lists `{entry}`, which is not a path inside")), "{said}");
    }
}

#[cfg(unix)]
#[test]
fn record_is_readable_by_its_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let (_site, cache) = built();
    let mode = fs::metadata(record(cache.path())).expect("a record").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn unwritable_cache_stops_no_build() {
    let (site, elsewhere) = (site_folder(), tempfile::tempdir().expect("a folder"));
    let file = elsewhere.path().join("cache");
    fs::write(&file, "no folder").expect("a file");
    for _ in 0..2 {
        let said = counts(site.path(), &file);
        assert!(said.ends_with(" 0 removed"), "{said}");
    }
}

#[test]
fn picture_stays_only_where_this_machine_has_recorded_it() {
    let (site, cache) = built();
    let root = site.path();
    let clean = snapshot(&root.join("public"));
    let pictures = clean.keys().filter(|path| path.ends_with(".png"));
    let [picture] = pictures.collect::<Vec<_>>()[..] else { panic!("one picture") };
    let path = root.join("public").join(picture);
    let known = || fs::read_to_string(record(cache.path())).expect("a record");
    let page = |text: &str| write(root, "content/02-more.md", &format!("# More\n\n{text}\n"));

    // Another page is new; the picture is as it was.
    page("One.");
    let said = counts(root, cache.path());
    assert!(said.contains(" unchanged"), "{said}");
    assert_eq!(fs::read(&path).expect("a picture"), clean[picture]);

    // Whoever changes the picture has it drawn again.
    page("Two.");
    fs::write(&path, "forged").expect("a file");
    counts(root, cache.path());
    assert_eq!(fs::read(&path).expect("a picture"), clean[picture]);

    // Only who writes to this user's own cache folder could have it stay: so it was not drawn.
    page("Three.");
    fs::write(&path, "forged").expect("a file");
    let told = known().replace(&sha256(&clean[picture]), &sha256(b"forged"));
    fs::write(record(cache.path()), told).expect("a record");
    counts(root, cache.path());
    assert_eq!(fs::read(&path).expect("a picture"), b"forged");

    // With a record that says less, by an earlier program, or of other words, it is drawn.
    for other in ["\"made_of\":{}", "\"made_of\":{\"x\":\"y\"}", "\"gone\":{}"] {
        page(other);
        let now = known();
        let (before, rest) = now.split_once("\"made_of\":{").expect("what it is made of");
        let (_, after) = rest.split_once('}').expect("an end");
        fs::write(&path, "forged").expect("a file");
        fs::write(record(cache.path()), format!("{before}{other}{after}")).expect("a record");
        counts(root, cache.path());
        assert_eq!(fs::read(&path).expect("a picture"), clean[picture], "{other}");
    }
}
