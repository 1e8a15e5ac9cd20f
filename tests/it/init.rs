//! `gainsay init`: what it writes builds without a fault, and nothing that is there is touched.

use crate::support::{build, drawn, page, snapshot, tree};
use gainsay::desk::init::{Answers, SiteKind, files};
use gainsay::diagnostic::Code;
use gainsay::pipeline::Outcome;
use gainsay::write::create;
use std::path::Path;
use std::process::{Command, Output};

const SOURCE: &str = "https://git.example/desk/gainsay";

fn gainsay(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_gainsay"))
        .args(arguments)
        .current_dir(folder)
        .stdin(std::process::Stdio::null())
        .output()
        .expect("the program runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("output is UTF-8")
}

fn begun(title: &str, language: &str, name: &str) -> Outcome {
    let answers = Answers { title: title.into(), language: language.into(), name: name.into() };
    let files = files(&SiteKind::Own(answers));
    // What is beside the site is not read with it.
    let of_the_site = files.iter().filter(|f| !f.path.starts_with('.'));
    build(tree(of_the_site.map(|f| (f.path, f.text.as_str()))))
}

/// Panics where the site that `init` writes has a fault, or does not show what was answered.
fn check(title: &str, language: &str, name: &str) {
    let outcome = begun(title, language, name);
    let faults: Vec<_> = outcome.diagnostics.iter().map(|d| d.code).collect();
    assert_eq!(
        faults,
        [Code::BaseUrlMissing],
        "{title:?} {language} {name:?}: {}",
        drawn(&outcome)
    );
    let html = page(&outcome, "index.html");
    let document = scraper::Html::parse_document(&html);
    let words = |selector: &str| -> String {
        let selector = scraper::Selector::parse(selector).expect("a selector");
        let words: String = document.select(&selector).flat_map(|e| e.text()).collect();
        // Names that run the other way stand between isolates.
        words.replace(['\u{2068}', '\u{2069}'], "")
    };
    assert_eq!(words(".sitename"), title);
    if name.is_empty() {
        assert!(!words("footer").contains("Published by"));
    } else {
        assert!(words("footer").contains(&format!("Published by {name}.")), "{name}");
        assert!(words(".byline").contains(&format!("By {name}")), "{name}");
    }
    // The sample is in English, whatever the site is in.
    let english = if language.split('-').next() == Some("en") { language } else { "en" };
    assert!(html.contains(&format!("<h1 lang=\"{english}\"")), "{language}");
}

#[test]
fn the_site_builds_in_any_language_and_with_any_title() {
    for language in ["en", "en-GB", "es", "pt-BR", "zh-Hant", "ar", "no", "yue"] {
        check("Tarnford Notes", language, "Iris Holm");
    }
    for title in [
        "no",
        "Yes",
        "null",
        "~",
        "true",
        "12",
        "1.10",
        "0x1F",
        "1e3",
        ".inf",
        "2026-11-20",
        "12:30:45",
        "-",
        "- a list",
        "-draft-",
        "--- a rule",
        "? a key",
        "a: b",
        "key:",
        ": b",
        "a # b",
        "#a",
        "Claims \u{2014} and \u{201c}answers\u{201d}",
        "He said \"no\"",
        "It's",
        "'a'",
        "\"a\"",
        "\\n",
        "C:\\new",
        "{a}",
        "[a]",
        "*a*",
        "&a",
        "!a",
        "%a",
        "|",
        ">",
        "@TITLE@",
        "@NAME@",
        "`a`",
        "<b>a</b> & </title>",
        "{{ site.title }}",
        "{% if %}",
        "${{ secrets.X }}",
        "\u{1F4CE} Notes",
        "\u{1F469}\u{200D}\u{1F4BB}",
        "\u{645}\u{644}\u{627}\u{62D}\u{638}\u{627}\u{62A}",
        "\u{7B14}\u{8BB0}",
        "a\u{2028}b",
        "\u{FEFF}a",
    ] {
        check(title, "en", title);
    }
    check("Notes", "en", "");
}

#[test]
fn it_has_one_claim_one_source_and_one_counter_claim_of_somebody_else() {
    let outcome = begun("Notes", "en", "");
    let counts = &outcome.counts;
    let found = (counts.sections, counts.marked, counts.elsewhere, counts.sources, counts.speakers);
    assert_eq!(found, (1, 1, 1, 1, 1));
    let counter = page(&outcome, "claims/lost-in-one-night.html");
    assert!(counter.contains("speakers/clockmaker.html"));
}

#[test]
fn the_command_writes_what_builds() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = gainsay(
        folder.path(),
        &["init", "my-site", "--title", "- \"no\": #1", "--name", "-", "--language", "es"],
    );
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    insta::assert_snapshot!(text(&output.stdout), @r"
    wrote my-site/gainsay.yaml
    wrote my-site/content/article.yaml
    wrote my-site/content/01-opening.md
    wrote my-site/content/01-opening.yaml
    wrote my-site/content/sources.yaml
    wrote my-site/content/speakers.yaml
    wrote my-site/content/anchors.lock
    wrote my-site/.gitignore
    wrote my-site/.editorconfig
    wrote my-site/.gitattributes
    wrote my-site/.vscode/settings.json
    wrote my-site/static/.gitkeep
    wrote my-site/.gainsay/schema/site.json
    wrote my-site/.gainsay/schema/article.json
    wrote my-site/.gainsay/schema/claims.json
    wrote my-site/.gainsay/schema/sources.json
    wrote my-site/.gainsay/schema/speakers.json

    next:
      gainsay serve my-site --open    shows the site and follows every save
      gainsay build my-site           writes the pages

    to have a host build the site, later: `gainsay init my-site --workflow --tool-source ADDRESS`
      ADDRESS is that of the repository of gainsay itself, which this program does not know
    ");
    let output =
        gainsay(folder.path(), &["build", "my-site", "--base-url", "https://desk.example/"]);
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), String::new()));
    let written = snapshot(&folder.path().join("my-site"));
    assert!(written.contains_key("public/index.html"));
    // A folder without a name in the arguments is the one that the command runs in.
    let here = folder.path().join("tarnford-notes");
    std::fs::create_dir(&here).expect("a folder");
    let output = gainsay(&here, &["init", "--yes", "--tool-source", SOURCE]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    insta::assert_snapshot!(text(&output.stdout), @r"
    wrote gainsay.yaml
    wrote content/article.yaml
    wrote content/01-opening.md
    wrote content/01-opening.yaml
    wrote content/sources.yaml
    wrote content/speakers.yaml
    wrote content/anchors.lock
    wrote .gitignore
    wrote .editorconfig
    wrote .gitattributes
    wrote .vscode/settings.json
    wrote static/.gitkeep
    wrote .gainsay/schema/site.json
    wrote .gainsay/schema/article.json
    wrote .gainsay/schema/claims.json
    wrote .gainsay/schema/sources.json
    wrote .gainsay/schema/speakers.json
    wrote .github/workflows/pages.yml

    next:
      gainsay serve --open    shows the site and follows every save
      gainsay build           writes the pages

    for GitHub Pages: push the folder to GitHub, and choose GitHub Actions under Settings, Pages, Source
      note: it takes the newest commit of https://git.example/desk/gainsay at each build, since this program does not know one of that repository
      help: to stay with one, write its id at `GAINSAY_COMMIT` in .github/workflows/pages.yml
    ");
    let config = text(&snapshot(&here)["gainsay.yaml"]);
    assert!(config.contains("title: Tarnford notes\nlanguage: en\n"), "{config}");
}

#[test]
fn the_example_is_copied_as_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = gainsay(folder.path(), &["init", "--example", "."]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let copied = snapshot(folder.path());
    for (path, bytes) in snapshot(&crate::support::root().join("content")) {
        assert_eq!(copied[&format!("content/{path}")], bytes, "{path}");
    }
    let output = gainsay(folder.path(), &["check"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let output = gainsay(folder.path(), &["init", "--example", "--title", "Mine", "other"]);
    assert_eq!(output.status.code(), Some(2));
}

/// Panics where `init` in a folder with `there` does anything but refuse with `expect`.
fn check_refused(there: &[&str], expect: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    for path in there {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, "mine").expect("a file");
    }
    let before = snapshot(folder.path());
    let output = gainsay(folder.path(), &["init", "--tool-source", SOURCE]);
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(2), String::new()));
    assert_eq!(text(&output.stderr).trim_end(), expect);
    assert_eq!(snapshot(folder.path()), before);
}

#[test]
fn existing_files_are_kept_and_listed() {
    check_refused(
        &["gainsay.yaml", "content/01-a.md"],
        "error: there is a site in `.` already\n  help: name another folder, such as `gainsay init my-site`",
    );
    check_refused(
        &[
            ".gitignore",
            "content/notes.txt",
            ".github/workflows/pages.yml",
            "templates/base.html",
            "README.md",
        ],
        "error: `.` has what a new site would put there:\n  `.github/workflows/pages.yml`\n  `.gitignore`\n  `content`\n  `templates`\n  help: nothing was written; move these elsewhere, or name another folder",
    );
    check_refused(
        &["content", ".github"],
        "error: `.` has what a new site would put there:\n  `.github`\n  `content`\n  help: nothing was written; move these elsewhere, or name another folder",
    );
}

#[test]
fn files_that_are_not_in_the_way_do_not_matter() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["README.md", "LICENSE", ".github/CODEOWNERS"] {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, "mine").expect("a file");
    }
    std::fs::create_dir(folder.path().join("content")).expect("a folder");
    let output = gainsay(folder.path(), &["init", "--tool-source", SOURCE]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert_eq!(snapshot(folder.path())["README.md"], b"mine");
}

#[cfg(unix)]
#[test]
fn init_does_not_write_through_a_link() {
    let (folder, elsewhere) =
        (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    for name in ["content", ".github"] {
        std::os::unix::fs::symlink(elsewhere.path(), folder.path().join(name)).expect("a link");
    }
    std::os::unix::fs::symlink("/nowhere", folder.path().join(".editorconfig")).expect("a link");
    let output = gainsay(folder.path(), &["init", "--tool-source", SOURCE]);
    assert_eq!(output.status.code(), Some(2));
    for name in ["content", ".github", ".editorconfig"] {
        assert!(text(&output.stderr).contains(&format!("\n  `{name}`\n")), "{name}");
    }
    assert!(snapshot(elsewhere.path()).is_empty());
}

#[test]
fn failed_init_removes_its_files() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("new/site");
    // A file cannot be a folder too: the second of these fails when the first has been written.
    let error = create(&root, [("content/a", "x"), ("content/a/b", "y")]).expect_err("a fault");
    assert!(error.to_string().starts_with("cannot write"), "{error}");
    assert_eq!(std::fs::read_dir(folder.path()).expect("the folder").count(), 0);
}

#[test]
fn the_command_line_is_read_with_care() {
    let folder = tempfile::tempdir().expect("a folder");
    for (arguments, expect) in [
        (&["--title", " "][..], "is empty"),
        (&["--title", "a\nb"], "control character"),
        (&["--title", "--yes"], "looks like an option"),
        (&["--name", "-y"], "looks like an option"),
        (&["--language", "klingon, please"], "is not a language tag"),
        (&["--tool-source", "https://name:secret@git.example/x"], "there for all to read"),
        (&["--tool-source", "gainsay"], "no host sees a path of this machine"),
        (&["--tool-source", "git@git.example:x/y"], "needs a key, and a host has none"),
        (
            &["--host", "sourceforge"],
            "possible values: github, gitlab, codeberg, netlify, cloudflare",
        ),
        (&["--workflow", "--title", "Notes"], "cannot be used with"),
    ] {
        let output = gainsay(folder.path(), &[&["init", "site"], arguments].concat());
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(text(&output.stderr).contains(expect), "{}", text(&output.stderr));
    }
    std::fs::write(folder.path().join("file"), "mine").expect("a file");
    let output = gainsay(folder.path(), &["init", "file"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        text(&output.stderr),
        "error: `file` is not a folder\n  help: name another folder\n"
    );
    assert_eq!(snapshot(folder.path()).len(), 1);
}

#[test]
fn a_site_that_is_there_gets_the_files_of_its_host() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = |arguments: &[&str]| {
        let output = gainsay(folder.path(), arguments);
        (output.status.code(), text(&output.stdout), text(&output.stderr))
    };
    let add = |host: &str| run(&["init", "--workflow", "--tool-source", SOURCE, "--host", host]);
    let (status, _, said) = add("github");
    assert_eq!(status, Some(2));
    assert!(said.contains("there is no `gainsay.yaml` in `.`"), "{said}");
    assert_eq!(run(&["init", "--yes"]).0, Some(0));
    let before = snapshot(folder.path());
    let (status, _, said) = run(&["init", "--workflow"]);
    assert_eq!(
        (status, &*said),
        (
            Some(2),
            "error: this program does not know which repository it comes from\n  help: add `--tool-source ADDRESS`, the address of the repository of gainsay itself\n"
        )
    );
    assert_eq!(snapshot(folder.path()), before);
    let (status, said, _) = add("gitlab");
    insta::assert_snapshot!(said, @r"
    wrote .gitlab-ci.yml
    wrote .gainsay/build.sh

    for GitLab Pages: push the folder to GitLab; Deploy, Pages shows the address
      note: it takes the newest commit of https://git.example/desk/gainsay at each build, since this program does not know one of that repository
      help: to stay with one, write its id at `GAINSAY_COMMIT` in .gainsay/build.sh
    ");
    assert_eq!(status, Some(0));
    // The script is the same for all but GitHub. One that was changed stays, and nothing is written.
    assert_eq!(add("netlify").0, Some(0));
    let script = folder.path().join(".gainsay/build.sh");
    let text_of_script = std::fs::read_to_string(&script).expect("a file");
    std::fs::write(&script, format!("{text_of_script}# Mine.\n")).expect("a file");
    let (status, _, said) = add("codeberg");
    assert_eq!(
        (status, &*said),
        (
            Some(2),
            "error: `.` has this already:\n  `.gainsay/build.sh`\n  help: nothing was written; move it elsewhere, and compare the two afterwards\n"
        )
    );
    let (status, said, _) = add("github");
    assert_eq!(status, Some(0));
    assert!(said.starts_with("wrote .github/workflows/pages.yml\n\nfor GitHub Pages: "), "{said}");
    let mut after = snapshot(folder.path());
    for added in
        [".gitlab-ci.yml", ".gainsay/build.sh", ".github/workflows/pages.yml", "netlify.toml"]
    {
        assert!(after.remove(added).is_some(), "{added}");
    }
    assert_eq!(after, before);
}
