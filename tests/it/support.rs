//! What several tests need: small sites in memory, a source of chance, the repository's root.

use gainsay::diagnostic::Diagnostic;
use gainsay::load::{Content, Tree};
use gainsay::pipeline::{Options, Outcome, ReadyTheme, run};
use gainsay::source::Files;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::LazyLock;

/// The root of this repository.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The code spans of Markdown: what stands between backticks.
pub fn code_spans(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// A tree of the given files.
pub fn tree<'f>(files: impl IntoIterator<Item = (&'f str, &'f str)>) -> Tree {
    let files = files.into_iter().map(|(p, t)| (p.to_owned(), t.into()));
    Tree { files: files.collect(), ..Tree::default() }
}

/// A file of zeros, of a size such as `140 MB`. No memory is taken for what nobody reads.
pub fn zeros(size: &str) -> Content {
    let megabytes = size.trim().strip_suffix(" MB").and_then(|n| n.parse::<usize>().ok());
    let bytes = megabytes.unwrap_or_else(|| panic!("`{size}` is no size")) * 1_000_000;
    Content::Bytes(vec![0; bytes].into())
}

/// A tree of `files` in place of, or beside, those of `base`.
pub fn tree_over(base: &[(&str, &str)], files: &[(&str, &str)]) -> Tree {
    let mut tree = tree(base.iter().copied());
    tree.files.extend(self::tree(files.iter().copied()).files);
    tree
}

/// What comes of `files` over those of `base`, which must be a whole site.
pub fn whole(base: &[(&str, &str)], files: &[(&str, &str)]) -> Outcome {
    let outcome = build(tree_over(base, files));
    assert!(!outcome.failed(), "{}", drawn(&outcome));
    outcome
}

/// Runs all stages on `tree`, on the day of 20 November 2026.
pub fn build(tree: Tree) -> Outcome {
    run(tree, &options(), &mut |_| {})
}

/// The words and templates of the theme. Most sites of the tests have no others, and making them anew for
/// each would take longer than all else.
static THEME: LazyLock<ReadyTheme> = LazyLock::new(|| {
    let files = [
        ("gainsay.yaml", "title: Desk\n"),
        ("content/article.yaml", "title: A bridge\n"),
        ("content/01-opening.md", "It opened.\n"),
    ];
    gainsay::pipeline::build(tree(files), &Options::default(), &mut |_| {}).theme()
});

/// The options of [`build`].
pub fn options() -> Options {
    let today = Some(jiff::civil::date(2026, 11, 20));
    Options { today, theme: THEME.clone(), ..Options::default() }
}

/// The options of a build of the example, whose passages were looked up on 25 November 2026.
pub fn example_options() -> Options {
    Options { today: Some(jiff::civil::date(2026, 11, 25)), ..options() }
}

/// The diagnostics of `outcome` as the terminal shows them, without colour.
pub fn drawn(outcome: &Outcome) -> String {
    drawn_of(&outcome.diagnostics, &outcome.files)
}

/// The same of diagnostics and the texts that they point into.
pub fn drawn_of(diagnostics: &[Diagnostic], files: &Files) -> String {
    let draw = |d| gainsay::diagnostic::report::human::render(d, files, false);
    diagnostics.iter().map(draw).collect::<Vec<_>>().join("\n\n")
}

/// The page at `path`, as text.
pub fn page(outcome: &Outcome, path: &str) -> String {
    let found = outcome.pages.iter().find(|p| p.path == path);
    let page = found.unwrap_or_else(|| panic!("no page {path}; {}", drawn(outcome)));
    String::from_utf8(page.bytes.to_vec()).expect("pages are UTF-8")
}

/// Chance that comes out the same each time: the generator of G. Steele and others,
/// "SplitMix", OOPSLA 2014.
pub struct Chance(pub u64);

impl Chance {
    /// The next number below `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % limit.max(1) as u64) as usize
    }
}

/// What `gainsay build` writes into the lock files of the site in `folder`.
pub fn confirm(folder: &std::path::Path) {
    let tree = gainsay::load::read(folder).expect("a site");
    let outcome = build(tree);
    assert!(!outcome.failed(), "{}", drawn(&outcome));
    for lock in outcome.locks {
        std::fs::write(folder.join(lock.path), lock.text).expect("a lock file");
    }
}

/// A small site on disk, with its words confirmed.
pub fn site_folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in [
        ("gainsay.yaml", "title: Desk\nbase-url: https://desk.example/\n"),
        ("content/article.yaml", "title: A bridge\n"),
        (
            "content/01-vote.md",
            "---\ntitle: The vote\n---\n\nThe council voted to close the bridge.\n",
        ),
        (
            "content/01-vote.yaml",
            "claims:\n  vote:\n    quote: voted to close\n    citations: [{source: minutes, relation: supports, passage: Carried.}]\n",
        ),
        ("content/sources.yaml", "minutes: {title: Minutes, url: 'https://council.example/m'}\n"),
    ] {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }
    confirm(folder.path());
    folder
}

/// Every file below `folder` with its content.
pub fn snapshot(folder: &std::path::Path) -> std::collections::BTreeMap<String, Vec<u8>> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|e| e.expect("an entry"))
        .filter(|e| !e.file_type().is_dir())
        .map(|e| {
            let path = e.path().strip_prefix(folder).expect("below it").display().to_string();
            (path, std::fs::read(e.path()).unwrap_or_default())
        })
        .collect()
}

/// What comes of running the program on the site in `site`, with nobody to ask.
pub fn gainsay(arguments: &[&str], site: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_gainsay"))
        .args(arguments)
        .arg(site)
        .env("SOURCE_DATE_EPOCH", "1795219200")
        .stdin(Stdio::null())
        .output()
        .expect("the program runs")
}

/// What the program wrote to standard error.
pub fn report(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The text of a file of a site.
pub fn read(site: &Path, path: &str) -> String {
    std::fs::read_to_string(site.join(path)).expect("a file")
}

/// Writes a file of a site.
pub fn write(site: &Path, path: &str, text: &str) {
    std::fs::write(site.join(path), text).expect("a file");
}

/// Puts `new` in the place of `old` in a file that holds it.
pub fn edit(site: &Path, path: &str, old: &str, new: &str) {
    let text = read(site, path);
    assert!(text.contains(old), "{path} holds no {old}");
    write(site, path, &text.replace(old, new));
}

/// What `gainsay fix` is called with to accept every claim that a check names as one to be accepted.
pub fn accept_all(site: &Path) -> Vec<String> {
    let checked = report(&gainsay(&["check"], site));
    let named = checked.split("--accept ").skip(1).filter_map(|rest| rest.split('`').next());
    let mut names: Vec<&str> = named.collect();
    names.sort_unstable();
    names.dedup();
    let mut arguments = vec!["fix".to_owned(), "--yes".to_owned()];
    arguments.extend(names.into_iter().flat_map(|name| ["--accept".to_owned(), name.to_owned()]));
    arguments
}

/// What git prints in `folder`, as somebody without settings of their own; the day is 20 November 2026.
pub fn git(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new("git")
        .current_dir(folder)
        .args(["-c", "user.name=x", "-c", "user.email=x@example.org"])
        .args(arguments)
        .env("GIT_COMMITTER_DATE", "2026-11-20T12:00:00Z")
        .output()
        .expect("git runs");
    assert!(output.status.success(), "{arguments:?}");
    String::from_utf8(output.stdout).expect("text").trim().to_owned()
}
