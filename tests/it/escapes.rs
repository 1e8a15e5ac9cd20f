//! Names that would write lines or commands of their own into a report or a log.

use crate::support::{build, drawn, gainsay, site_folder, tree, write};
use gainsay::diagnostic::{Code, Diagnostic, Format};
use gainsay::source::{Files, Span};
use std::fs;
use std::process::{Command, Stdio};

/// A name that breaks a line, writes a command of GitHub's, colours a terminal, and turns text round.
const NASTY: &str = "a\n::error::planted\r\n\u{1b}[31m\u{9b}\u{202e}\u{2066}gpj";

/// Panics where a text has in it what a terminal or a log would obey.
fn check_plain(said: &str, what: &str) {
    let bad = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    assert!(!said.contains(bad), "{what}: {said:?}");
    for line in said.lines() {
        assert!(!line.trim_start().starts_with("::error::"), "{what}: {said}");
    }
}

#[test]
fn every_report_format_escapes_names() {
    let mut files = Files::default();
    let file = files.add(&format!("static/{NASTY}"), "");
    let other = files.add(&format!("content/{NASTY}.md"), "One.\nTwo.\n");
    let message = format!("`static/{NASTY}` and its like");
    let fault = Diagnostic::at(Code::FileUnreadable, Span::top(file), message)
        .label(NASTY)
        .also(Span::new(other, 0..3), NASTY)
        .hint(format!("look at `{}`", NASTY.replace('\n', " ")));
    let everywhere = [fault, Diagnostic::new(Code::OutputLarge, NASTY)];
    for format in Format::ALL {
        let said = format.render(&everywhere, &files, &format!("{NASTY}/"), false);
        check_plain(&said, format.as_str());
        if *format == Format::Github {
            assert_eq!(said.lines().count(), 2, "{said}");
        }
    }
    let json = Format::Json.render(&everywhere, &files, "", false);
    let read: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(read["diagnostics"][1]["message"], NASTY, "to a program it is what it was");
    assert_eq!(read["diagnostics"][0]["place"]["file"], format!("static/{NASTY}"));
}

#[test]
fn a_name_with_a_control_character_is_an_error_and_is_not_published() {
    for name in ["a\nb.txt", "a\u{1b}[31mb.txt", "tab\there.txt", "a\u{2028}b.txt", "\u{85}.txt"] {
        for folder in ["static", "content", "templates", "static/deep\u{7}er"] {
            let path = format!("{folder}/{name}");
            let outcome = build(tree([
                ("gainsay.yaml", "title: Desk\n"),
                ("content/article.yaml", "title: A bridge\n"),
                ("content/01-a.md", "There is a bridge.\n"),
                (&path, "x"),
            ]));
            let codes: Vec<Code> = outcome
                .diagnostics
                .iter()
                .map(|fault| fault.code)
                .filter(|code| *code != Code::BaseUrlMissing)
                .collect();
            assert_eq!(codes, [Code::FileName], "{path:?}");
            assert!(outcome.pages.is_empty());
        }
    }
}

#[cfg(unix)]
#[test]
fn every_printed_line_escapes_folder_names() {
    let site = site_folder();
    let root = site.path().join(NASTY);
    fs::create_dir(&root).expect("a folder");
    for name in ["gainsay.yaml", "content"] {
        fs::rename(site.path().join(name), root.join(name)).expect("moved");
    }
    let run = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_gainsay"))
            .args(arguments)
            .current_dir(site.path())
            .stdin(Stdio::null())
            .output()
            .expect("the program runs");
        check_plain(&String::from_utf8_lossy(&output.stdout), &format!("{arguments:?}"));
        check_plain(&String::from_utf8_lossy(&output.stderr), &format!("{arguments:?}"));
        output.status.code()
    };
    let into = format!("{NASTY}/{NASTY}");
    fs::remove_file(root.join("content/anchors.lock")).expect("removed");
    assert_eq!(run(&["build", NASTY]), Some(0));
    assert_eq!(run(&["build", NASTY, "--output", &into]), Some(0));
    fs::write(root.join("public/mine"), "mine").expect("a file");
    assert_eq!(run(&["build", NASTY]), Some(2));
    fs::write(root.join("content/01-vote.md"), "The council voted to shut it.\n").expect("a file");
    for form in ["human", "short", "json", "github", "sarif", "markdown"] {
        assert_eq!(run(&["check", NASTY, "--format", form]), Some(1));
    }
    run(&["fix", NASTY, "--yes"]);
    run(&["annotate", "voted to shut", "--site", NASTY, "--write", "--id", "shut"]);
    assert_eq!(run(&["check", &into]), Some(2));
    assert_eq!(run(&["init", &format!("{NASTY}/new"), "--yes"]), Some(0));
    assert_eq!(run(&["init", &format!("{NASTY}/new"), "--yes"]), Some(2));
    fs::create_dir(root.join("static")).expect("a folder");
    fs::write(root.join("static").join(NASTY), "x").expect("a file");
    for form in ["human", "short", "json", "github", "sarif", "markdown"] {
        assert_eq!(run(&["check", NASTY, "--format", form]), Some(1));
    }
}

#[test]
fn link_finds_a_file_in_any_normalization() {
    let (composed, taken_apart) =
        ("caf\u{e9}-\u{e9}t\u{e9}.csv", "cafe\u{301}-e\u{301}te\u{301}.csv");
    for (on_disk, typed) in [(composed, taken_apart), (taken_apart, composed)] {
        let text = format!(
            "There is a bridge. [Data](../static/{typed}) ![Map](../static/{typed}.svg) \n"
        );
        let picture = "<svg xmlns='http://www.w3.org/2000/svg' width='3' height='2'/>";
        let (data, map) = (format!("static/{on_disk}"), format!("static/{on_disk}.svg"));
        let outcome = build(tree([
            ("gainsay.yaml", "title: Desk\nbase-url: https://desk.example/\n"),
            ("content/article.yaml", "title: A bridge\n"),
            ("content/01-a.md", text.as_str()),
            (&data, "1,2"),
            (&map, picture),
        ]));
        let page = crate::support::page(&outcome, "index.html");
        // The link is to the file as it is called in the output.
        let escaped = |path: &str| gainsay::model::address::escaped(path);
        assert!(page.contains(&format!("href=\"{}\"", escaped(&data))), "{page}");
        assert!(page.contains(&format!("src=\"{}\"", escaped(&map))), "{page}");
        assert!(outcome.pages.iter().any(|page| page.path == data));
    }
}

#[test]
fn well_known_files_are_published_at_the_root() {
    let site = site_folder();
    let root = site.path();
    fs::create_dir_all(root.join("static/.well-known/acme")).expect("a folder");
    write(root, "static/.well-known/security.txt", "Contact: mailto:desk@desk.example\n");
    write(root, "static/.well-known/acme/site.js", "1");
    write(root, "static/.hidden", "x");
    let output = gainsay(&["build"], root);
    assert_eq!(output.status.code(), Some(0));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("note[file-hidden]: `static/.hidden` is left out"), "{said}");
    assert!(root.join("public/.well-known/security.txt").exists());
    assert!(root.join("public/.well-known/acme/site.js").exists(), "under its own name");
    assert!(!root.join("public/static/.hidden").exists());
    fs::remove_dir_all(root.join("static/.well-known")).expect("removed");
    write(root, "static/.well-known", "a file, where only a folder is published");
    assert_eq!(gainsay(&["build"], root).status.code(), Some(0));
    assert!(!root.join("public/.well-known").exists());
    assert!(!root.join("public/static/.well-known").exists());
}

#[test]
fn a_line_is_drawn_without_the_carriage_return_at_its_end_and_with_its_tabs() {
    let claims = "claims:\r\n  vote:\r\n    quote nine\r\n    finding: x\r\n";
    let outcome = build(tree([
        ("gainsay.yaml", "title: Desk\n"),
        ("content/article.yaml", "title: A bridge\n"),
        ("content/01-vote.md", "The council voted nine to four.\n"),
        ("content/01-vote.yaml", claims),
        ("content/speakers.yaml", "mayor:\n\tname: The mayor\n"),
    ]));
    let drawn = drawn(&outcome);
    assert!(drawn.contains("3 |     quote nine\n"), "{drawn}");
    assert!(drawn.contains("2 | \u{2192}name: The mayor\n"), "{drawn}");
    assert!(drawn.contains("content/speakers.yaml:2:1"), "{drawn}");
}
