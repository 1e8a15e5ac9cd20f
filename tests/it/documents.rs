//! Documents that a reader follows step by step, followed by a test.
//!
//! In such a document a fence with the info string `LANGUAGE PATH` is a file, written into the
//! folder that the commands have come to. A fence `sh` holds commands, run in order; `sh exit=N`
//! says that they end with that status. A fence whose first line begins with `# not run` is left
//! out. A fence `text` right after commands holds all that they print. `BLESS=1 cargo test
//! documents` writes what is printed into the documents; read the difference before you commit it.

use crate::support::{code_spans, root};
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::Command;

enum Step {
    /// A file to write: path and text.
    File(String, String),
    /// Commands to run, and the status that they end with.
    Run(String, i32),
    /// What the commands before print, and where that stands in the document.
    Printed(String, Range<usize>),
}

fn steps(document: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut block: Option<(String, String, Range<usize>)> = None;
    for (event, range) in Parser::new(document).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                block = Some((info.to_string(), String::new(), range));
            }
            Event::Text(text) => {
                if let Some((_, content, _)) = &mut block {
                    content.push_str(&text);
                }
            }
            Event::End(TagEnd::CodeBlock) => {
                let Some((info, content, place)) = block.take() else { continue };
                match info.split_once(' ') {
                    None if info == "sh" && content.starts_with("# not run") => {}
                    None if info == "sh" => steps.push(Step::Run(content, 0)),
                    None if info == "text" => steps.push(Step::Printed(content, place)),
                    Some(("sh", status)) => {
                        let status = status.strip_prefix("exit=").and_then(|n| n.parse().ok());
                        steps.push(Step::Run(content, status.expect("`sh exit=N`")));
                    }
                    Some((_, path)) => steps.push(Step::File(path.to_owned(), content)),
                    None => panic!("a fence `{info}` that is neither a file nor commands"),
                }
            }
            _ => {}
        }
    }
    steps
}

/// Runs `commands` in `folder`; out come what they print, their status, and where they end.
pub fn run(commands: &str, folder: &Path) -> (String, Option<i32>, PathBuf) {
    let program = Path::new(env!("CARGO_BIN_EXE_gainsay"));
    let programs = program.parent().expect("the folder of the program").to_owned();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths(std::iter::once(programs).chain(std::env::split_paths(&path)));
    let end = tempfile::NamedTempFile::new().expect("a file");
    let script = format!("trap 'pwd > \"$END\"' EXIT\nexec 2>&1\n{commands}");
    let output = Command::new("bash")
        .args(["-e", "-c", &script])
        .current_dir(folder)
        .env("PATH", path.expect("a path"))
        .env("END", end.path())
        .env("GAINSAY", root())
        .env("LC_ALL", "C")
        .env("SOURCE_DATE_EPOCH", "1795219200")
        .stdin(std::process::Stdio::null())
        .output()
        .expect("bash runs");
    let folder = std::fs::read_to_string(end.path()).expect("where the commands ended");
    let printed = String::from_utf8(output.stdout).expect("what is printed is UTF-8");
    (printed, output.status.code(), PathBuf::from(folder.trim_end()))
}

/// What is printed, without what differs from one run to the next, and without blanks at the ends
/// of lines, which editors take away.
fn steady(printed: &str) -> String {
    let line = |line: &str| {
        let line = line.trim_end();
        match line.rsplit_once(" in ") {
            Some((before, time)) if time.ends_with(" s") => format!("{before} in 0.01 s"),
            _ => line.to_owned(),
        }
    };
    let lines: Vec<String> = printed.trim_end().lines().map(line).collect();
    lines.join("\n") + "\n"
}

/// Follows the document `name` from an empty folder, in which `begun` has been run. Gives the
/// folder and how many commands' output was compared.
fn follow(name: &str, begun: &str) -> (tempfile::TempDir, PathBuf, usize) {
    let path = root().join("docs").join(name);
    let document = std::fs::read_to_string(&path).expect("the document");
    let mut blessed = Vec::new();
    let mut wrong = Vec::new();
    let top = tempfile::tempdir().expect("a folder");
    let mut folder = run(begun, top.path()).2;
    let mut last: Option<String> = None;
    let mut compared = 0;
    for step in steps(&document) {
        match step {
            Step::File(path, text) => {
                let path = folder.join(path);
                std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
                std::fs::write(path, text).expect("a file");
                last = None;
            }
            Step::Run(commands, expect) => {
                let (printed, status, end) = run(&commands, &folder);
                if status != Some(expect) {
                    wrong
                        .push(format!("{commands}ended with {status:?}, not {expect}:\n{printed}"));
                }
                (last, folder) = (Some(steady(&printed)), end);
            }
            Step::Printed(expect, place) => {
                let got = last.take().expect("`text` stands right after commands");
                compared += 1;
                if got != steady(&expect) {
                    wrong.push(format!("--- {name} says\n{expect}--- printed\n{got}"));
                    blessed.push((place, got));
                }
            }
        }
    }
    if std::env::var_os("BLESS").is_some() {
        let mut document = document;
        for (place, got) in blessed.into_iter().rev() {
            document.replace_range(place, &format!("```text\n{got}```"));
        }
        std::fs::write(&path, document).expect("the document can be written");
    } else {
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
    (top, folder, compared)
}

#[test]
fn the_tutorial_does_what_it_says() {
    let (_top, site, compared) = follow("tutorial.md", "true");
    assert!(compared >= 6, "{compared}");
    for page in ["index.html", "claims/no-post-added.html", "sources/staffing-plan.html"] {
        assert!(site.join("public").join(page).is_file(), "{page}");
    }
}

#[test]
fn the_worked_example_of_theming_does_what_it_says() {
    let begun = "gainsay init --yes --title 'Tarnford Notes' --name 'Iris Holm' site; cd site";
    let (_top, site, compared) = follow("theming.md", begun);
    assert!(compared >= 2, "{compared}");
    let read =
        |path: &str| std::fs::read_to_string(site.join("public").join(path)).expect("a page");
    let article = read("index.html");
    assert!(article.contains("<p class=\"motto\">Two sources or it waits.</p>"));
    assert!(article.contains("<link rel=\"stylesheet\" href=\"static/desk."));
    let speaker = read("speakers/clockmaker.html");
    assert!(speaker.contains("<link rel=\"stylesheet\" href=\"../static/desk."));
    let missing = read("404.html");
    assert!(missing.contains("<h1>Nothing here</h1>") && missing.contains("<style>"));
    assert!(missing.contains("<link rel=\"stylesheet\" href=\"https://desk.example/static/desk."));
}

#[test]
fn the_document_on_theming_names_every_template_and_its_context() {
    let text = std::fs::read_to_string(root().join("docs/theming.md")).expect("the document");
    let contexts = std::fs::read_to_string(root().join("docs/contexts.md")).expect("the list");
    for (template, _) in gainsay::theme::TEMPLATES {
        if ["base.html", "components.html", "embedded.html"].contains(template) {
            assert!(text.contains(&format!("`{template}`")), "{template}");
            continue;
        }
        let row = text.lines().find(|l| l.starts_with(&format!("| `{template}` |")));
        let row = row.unwrap_or_else(|| panic!("no row for {template}"));
        let context = row.rsplit('`').nth(1).expect("the name of a context");
        assert!(contexts.contains(&format!("\n### {context}\n")), "{row}");
    }
}

/// Every command line in the documents names commands and options that there are.
#[test]
fn documents_name_only_existing_commands() {
    let help = |command: &str| -> String {
        let output = Command::new(env!("CARGO_BIN_EXE_gainsay"))
            .args([command, "--help"])
            .output()
            .expect("the program runs");
        assert!(output.status.success(), "there is no command `{command}`");
        String::from_utf8(output.stdout).expect("help is UTF-8")
    };
    let mut seen = 0;
    for name in ["tutorial.md", "publishing.md", "theming.md"] {
        let text = std::fs::read_to_string(root().join("docs").join(name)).expect("the document");
        let lines = text.lines().filter_map(|l| l.trim_start().strip_prefix("gainsay "));
        let spans = code_spans(&text).filter_map(|s| s.strip_prefix("gainsay "));
        for line in lines.chain(spans) {
            let mut words = line.split_whitespace();
            let command = words.next().expect("a command");
            if command == "--version" {
                continue;
            }
            let help = help(command);
            for option in words.filter(|w| w.starts_with("--")) {
                let option = option.split('=').next().unwrap_or(option);
                assert!(help.contains(option), "{name}: `gainsay {line}`");
                seen += 1;
            }
        }
    }
    assert!(seen > 5, "{seen}");
}
