//! Old and new versions of the Markdown files of a repository, read with the `git` program.
//!
//! In goes the folder of a repository; out come [`Pair`]s of plain texts. Renames are not followed:
//! a file is its path.

use gainsay::markdown::{self, MarkdownOptions};
use gainsay::source::Files;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// A text and the same text later, as the words that readers see.
pub struct Pair {
    /// Path in the repository.
    pub path: String,
    /// Tag of its language.
    pub language: &'static str,
    /// The Markdown before and after.
    pub sources: [String; 2],
    /// The words before.
    pub old: String,
    /// The words after.
    pub new: String,
}

/// Longer files are left out, in bytes.
const LONGEST: usize = 150_000;

/// Every Markdown file that has at least four versions: its first, middle and last, in pairs.
///
/// `home` is the language of paths that tell of none.
pub fn pairs(repository: &Path, files: usize, home: &'static str) -> Vec<Pair> {
    let versions = versions(repository);
    let mut wanted = Vec::new();
    for (path, commits) in versions.iter().filter(|(_, commits)| commits.len() >= 4).take(files) {
        // Newest first, as git lists them.
        let (last, middle, first) =
            (&commits[0], &commits[commits.len() / 2], &commits[commits.len() - 1]);
        wanted.push((path, [first, middle, last]));
    }
    let objects: Vec<String> =
        wanted.iter().flat_map(|(path, commits)| commits.map(|c| format!("{c}:{path}"))).collect();
    let mut texts = contents(repository, &objects).into_iter();
    let mut pairs = Vec::new();
    for (path, _) in wanted {
        let mut three = texts.by_ref().take(3).map(|text| text.map(|text| body(&text)));
        let (first, middle, last) =
            (three.next().flatten(), three.next().flatten(), three.next().flatten());
        let language = language(path, home);
        for (old, new) in [(&first, &middle), (&middle, &last)] {
            if let (Some(old), Some(new)) = (old, new)
                && old != new
                && old.len().max(new.len()) <= LONGEST
            {
                pairs.push(Pair {
                    path: path.clone(),
                    language,
                    old: words(old),
                    new: words(new),
                    sources: [old.clone(), new.clone()],
                });
            }
        }
    }
    pairs
}

/// The commits that changed each Markdown file, newest first.
fn versions(repository: &Path) -> BTreeMap<String, Vec<String>> {
    let log = git(
        repository,
        &[
            "-c",
            "core.quotepath=off",
            "log",
            "--no-renames",
            "--no-merges",
            "--diff-filter=AM",
            "--format=%x00%H",
            "--name-only",
            "--",
            "*.md",
        ],
    );
    let mut versions: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for entry in log.split('\0').skip(1) {
        let mut lines = entry.lines();
        let commit = lines.next().unwrap_or("");
        for path in lines.filter(|line| !line.is_empty()) {
            versions.entry(path.to_owned()).or_default().push(commit.to_owned());
        }
    }
    versions
}

fn git(repository: &Path, arguments: &[&str]) -> String {
    let output = Command::new("git").arg("-C").arg(repository).args(arguments).output();
    let output = output.expect("git can be run");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The texts of `objects`, none for one that is missing or is not text in UTF-8.
fn contents(repository: &Path, objects: &[String]) -> Vec<Option<String>> {
    let mut child = Command::new("git")
        .arg("-C")
        .arg(repository)
        .args(["cat-file", "--batch"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("git can be run");
    let mut input = child.stdin.take().expect("its input is a pipe");
    let asked = objects.join("\n") + "\n";
    let writer = std::thread::spawn(move || input.write_all(asked.as_bytes()));
    let output = child.wait_with_output().expect("git answers").stdout;
    writer.join().expect("no panic").expect("git reads what it is asked");
    let mut rest = &output[..];
    let mut texts = Vec::new();
    for _ in objects {
        let end = rest.iter().position(|b| *b == b'\n').expect("a line for each object");
        let head = String::from_utf8_lossy(&rest[..end]).into_owned();
        rest = &rest[end + 1..];
        let mut fields = head.rsplit(' ');
        let (size, kind) = (fields.next().unwrap_or(""), fields.next().unwrap_or(""));
        if kind != "blob" {
            texts.push(None);
            continue;
        }
        let size: usize = size.parse().expect("a size");
        texts.push(String::from_utf8(rest[..size].to_vec()).ok());
        rest = &rest[size + 1..];
    }
    texts
}

/// The text of a file without front matter.
fn body(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\0', "");
    match text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")) {
        Some((_, body)) => body.to_owned(),
        None => text,
    }
}

/// The words of Markdown as this project reads them.
fn words(body: &str) -> String {
    let mut files = Files::default();
    let file = files.add("text.md", body);
    let options = MarkdownOptions { raw_html: true, rewrite: true, section: true };
    markdown::parse(body, file, 0, "text", options).0.text.text
}

/// The language that a path tells of, where it does.
fn language(path: &str, home: &'static str) -> &'static str {
    let spanish = ["/es/", "es/", "_es/", "-es/", ".es.", "/es-"];
    let other = [
        "/fr/", "/de/", "/pt/", "/pt-br/", "/zh", "/ja/", "/ko/", "/ru/", "/it/", "/tr/", "/pl/",
        "/hu/", "/el/", "/fa/", "/hi/", "/ar/", "/bg/", "/ca/", "/gl/", "/id/", "/nl/", "/ro/",
        "/ms/", "/pa/", "/sw/", "/ta/", "/te/", "/ur/", "/da/", "/sr/", "/pcm/", "/vi/", "/th/",
    ];
    let path = format!("/{path}");
    match path {
        path if path.starts_with("/es/")
            || spanish[2..].iter().any(|s| path.contains(s))
            || path.contains(spanish[0]) =>
        {
            "es"
        }
        path if other.iter().any(|s| path.contains(s)) => "und",
        _ => home,
    }
}
