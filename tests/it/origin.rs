//! Where the program says that it comes from: what the build script finds beside the source.

#[path = "../../build/origin.rs"]
mod found;

use crate::support::git;
use found::{Origin, Seen, commit_of_package, public_address};

#[test]
fn address_of_a_remote_is_public_or_left_out() {
    for (remote, expect) in [
        ("https://git.example/desk/gainsay.git", Some("https://git.example/desk/gainsay")),
        ("https://github.com/desk/gainsay/", Some("https://github.com/desk/gainsay")),
        ("git@github.com:desk/gainsay.git", Some("https://github.com/desk/gainsay")),
        ("ssh://git@codeberg.org/desk/gainsay.git", Some("https://codeberg.org/desk/gainsay")),
        ("https://git.example:8443/a/b/c", Some("https://git.example:8443/a/b/c")),
        // Who knows where a server of one's own shows its repositories?
        ("git@git.example:desk/gainsay.git", None),
        ("ssh://git@github.com:22/desk/gainsay.git", None),
        ("https://token@github.com/desk/gainsay", None),
        ("https://name:secret@github.com/desk/gainsay", None),
        ("http://git.example/desk/gainsay", None),
        ("https://github.com/desk/$(reboot)", None),
        ("https://github.com/", None),
        ("/srv/git/gainsay.git", None),
        ("../gainsay", None),
        ("file:///srv/git/gainsay.git", None),
        ("", None),
    ] {
        assert_eq!(public_address(remote).as_deref(), expect, "{remote}");
    }
}

#[test]
fn a_clone_knows_its_commit_and_changes_with_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    git(root, &["init", "--quiet"]);
    git(root, &["remote", "add", "origin", "git@github.com:desk/gainsay.git"]);
    git(root, &["commit", "--quiet", "--allow-empty", "--message", "x"]);
    let commit = git(root, &["rev-parse", "HEAD"]);
    let seen = Seen::at(root);
    let expect = Origin {
        repository: Some("https://github.com/desk/gainsay".to_owned()),
        commit: Some(commit),
        date: Some("2026-11-20".to_owned()),
        release: None,
    };
    assert_eq!(seen.origin, expect);
    let branch = git(root, &["symbolic-ref", "HEAD"]);
    let names = ["HEAD", "config", &branch];
    assert_eq!(seen.depends, names.map(|name| root.join(".git").join(name)));
    // What was unpacked in somebody's clone is not of that clone.
    std::fs::create_dir(root.join("vendor")).expect("a folder");
    assert_eq!(Seen::at(&root.join("vendor")).origin, Origin::default());
}

#[test]
fn a_packed_crate_knows_its_commit() {
    let folder = tempfile::tempdir().expect("a folder");
    let id = "0123456789abcdef0123456789abcdef01234567";
    let note =
        format!("{{\n  \"git\": {{\n    \"sha1\": \"{id}\"\n  }},\n  \"path_in_vcs\": \"\"\n}}");
    std::fs::write(folder.path().join(".cargo_vcs_info.json"), &note).expect("a file");
    let seen = Seen::at(folder.path());
    assert_eq!(seen.origin.commit.as_deref(), Some(id));
    for damaged in ["", "{}", "{\"sha1\": \"$(reboot)\"}", &note[..60]] {
        assert_eq!(commit_of_package(damaged), None, "{damaged}");
    }
}

#[test]
fn what_a_release_says_goes_before_what_is_found() {
    let of = |commit: Option<&str>, date: Option<&str>, release: Option<&str>| Origin {
        repository: None,
        commit: commit.map(str::to_owned),
        date: date.map(str::to_owned),
        release: release.map(str::to_owned),
    };
    let found = of(Some("b"), Some("2026-01-02"), None);
    assert_eq!(
        of(None, None, Some("v1")).or(found.clone()),
        of(Some("b"), Some("2026-01-02"), Some("v1"))
    );
    // The day of another commit would be wrong.
    assert_eq!(of(Some("a"), None, None).or(found), of(Some("a"), None, None));
}
