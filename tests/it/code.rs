//! The tokens of code that are kept between runs: they save time, and never show.

use crate::support::{read, report, site_folder, snapshot, write};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use text_anchor::confirmed::sha256;

const CODE: &str = "# Code\n\n```rust\nfn main() { let ä = \"x\"; } // b\n```\n\n```nothing\nx\n```\n\n```json\n{\"a\": [1, true]}\n```\n";

/// A site with code, and an empty cache folder.
fn site() -> (tempfile::TempDir, tempfile::TempDir) {
    let (site, cache) = (site_folder(), tempfile::tempdir().expect("a folder"));
    write(site.path(), "content/02-code.md", CODE);
    (site, cache)
}

fn run(what: &str, root: &Path, cache: &Path) {
    let output = Command::new(env!("CARGO_BIN_EXE_gainsay"))
        .arg(what)
        .arg(root)
        .env("XDG_CACHE_HOME", cache)
        .output()
        .expect("the program runs");
    assert_eq!(output.status.code(), Some(0), "{}", report(&output));
}

/// A build into an output that is not there.
fn built(root: &Path, cache: &Path) -> BTreeMap<String, Vec<u8>> {
    let _ = fs::remove_dir_all(root.join("public"));
    run("build", root, cache);
    snapshot(&root.join("public"))
}

/// The file of tokens in `cache`.
fn kept(cache: &Path) -> PathBuf {
    let mut files = fs::read_dir(cache.join("gainsay/code")).expect("a folder");
    files.next().expect("a file").expect("an entry").path()
}

/// A site that was built once: what came out, the file of tokens, and its text.
struct BuiltOnce {
    site: tempfile::TempDir,
    cache: tempfile::TempDir,
    clean: BTreeMap<String, Vec<u8>>,
    file: PathBuf,
    whole: String,
}

fn built_once() -> BuiltOnce {
    let (site, cache) = site();
    let clean = built(site.path(), cache.path());
    let file = kept(cache.path());
    let whole = fs::read_to_string(&file).expect("tokens");
    BuiltOnce { site, cache, clean, file, whole }
}

#[test]
fn output_is_the_same_with_kept_tokens_without_and_with_damaged_ones() {
    let BuiltOnce { site, cache, clean, file, whole } = built_once();
    let root = site.path();
    assert_eq!(whole.lines().count(), 4, "a hash, the program, two blocks: {whole}");
    assert_eq!(built(root, cache.path()), clean, "with tokens");
    assert_eq!(built(root, &root.join("gainsay.yaml/none")), clean, "without a cache");
    let middle = whole.len() / 2;
    let damages = [
        String::new(),
        whole[..middle].to_owned(),
        whole.replace(':', ";"),
        whole.replace(":0", ":1"),
        whole.lines().take(3).collect(),
        format!("{whole}{whole}"),
        "\u{0}".repeat(99),
    ];
    for damaged in damages {
        fs::write(&file, &damaged).expect("a file");
        assert_eq!(built(root, cache.path()), clean, "{damaged}");
        assert_eq!(fs::read_to_string(&file).expect("tokens"), whole, "{damaged}");
    }
    // What the site no longer has is not kept.
    write(root, "content/02-code.md", "# Code\n\nNone.\n");
    built(root, cache.path());
    assert_eq!(fs::read_to_string(&file).expect("tokens").lines().count(), 2);
}

#[test]
fn kept_tokens_can_change_colours_and_no_word() {
    let BuiltOnce { site, cache, clean, file, whole } = built_once();
    let root = site.path();
    // What nobody but this user could write.
    let (_, rest) = whole.split_once('\n').expect("a hash");
    let (before, after) = rest.split_once(':').expect("a class");
    let end = after.find(|c: char| !c.is_ascii_digit()).expect("more");
    let rest = format!("{before}:0{}", &after[end..]);
    fs::write(&file, format!("{}\n{rest}", sha256(rest.as_bytes()))).expect("a file");
    let forged = built(root, cache.path());
    assert_ne!(forged, clean, "they are used");
    let plain = |html: &str| {
        let mut html = html.to_owned();
        while let Some(at) = html.find("<span class=\"hl-") {
            let end = at + html[at..].find('>').expect("an end") + 1;
            html.replace_range(at..end, "<span>");
        }
        html
    };
    for (path, bytes) in &clean {
        let (old, new) = (String::from_utf8_lossy(bytes), String::from_utf8_lossy(&forged[path]));
        assert_eq!(plain(&old), plain(&new), "{path}");
    }
}

#[test]
fn check_keeps_nothing_and_nothing_is_kept_in_a_site() {
    let (site, cache) = site();
    let root = site.path();
    run("check", root, cache.path());
    assert_eq!(fs::read_dir(cache.path()).expect("a folder").count(), 0);
    let within = root.join(".cache");
    built(root, &within);
    assert!(!within.exists());
    assert_eq!(read(root, "content/02-code.md"), CODE);
}
