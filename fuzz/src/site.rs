//! A small site that one file of is fuzzed, and what is promised of every build.

use gainsay::desk::fix;
use gainsay::diagnostic::Format;
use gainsay::load::{Content, Tree};
use gainsay::pipeline::{Built, Options, Session};
use gainsay::resolve::Audience;
use std::cell::RefCell;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Files of a site without faults.
pub const SITE: &[(&str, &str)] = &[
    ("gainsay.yaml", "title: Desk\nbase-url: https://desk.example/\n"),
    ("content/article.yaml", "title: A bridge\nstandfirst: It was closed.\n"),
    (
        "content/01-vote.md",
        "---\ntitle: The vote\n---\n\nThe council *voted* to close the bridge. It was 40 years old.\n",
    ),
    (
        "content/01-vote.yaml",
        "claims:\n  vote:\n    quote: voted to close\n    citations:\n      - source: minutes\n        relation: supports\n        passage: The bridge is to be closed\n",
    ),
    ("content/sources.yaml", "minutes: {title: Minutes, url: 'https://council.example/m'}\n"),
    ("content/speakers.yaml", "holm: {name: Iris Holm}\n"),
    ("content/snapshots/minutes.txt", "Item 4. The bridge is to be closed at once.\n"),
];

thread_local! {
    /// What builds of this thread hand on to the next: templates are not read for each of them.
    static SESSION: RefCell<Session> = RefCell::default();
}

/// Builds the site with `changed` in place of, or beside, its files.
pub fn build(changed: &[(&str, &[u8])]) -> Built {
    build_for(Audience::default(), changed)
}

/// Like [`build`], with drafts, as an import sees the site.
pub fn build_with_drafts(changed: &[(&str, &[u8])]) -> Built {
    build_for(Audience { drafts: true, ..Audience::default() }, changed)
}

fn build_for(audience: Audience, changed: &[(&str, &[u8])]) -> Built {
    let mut tree = Tree::default();
    for (path, text) in SITE {
        tree.files.insert((*path).to_owned(), Content::from(*text));
    }
    for (path, bytes) in changed {
        tree.files.insert((*path).to_owned(), Content::from(bytes.to_vec()));
    }
    let today = Some(jiff::civil::date(2026, 11, 20));
    let options = Options { today, audience, ..Options::default() };
    let built =
        |session: &RefCell<Session>| session.borrow_mut().build(tree, &options, &mut |_| {});
    SESSION.with(built)
}

/// Holds `built` to what is promised of every build, and says what came of it.
pub fn look(built: &mut Built) -> u64 {
    let mut seen = DefaultHasher::new();
    for diagnostic in &built.diagnostics {
        diagnostic.code.as_str().hash(&mut seen);
        for label in diagnostic.place.iter().chain(&diagnostic.related) {
            let file = built.files.get(label.span.file);
            let range = label.span.range();
            assert!(
                file.text.get(range.clone()).is_some(),
                "{range:?} is no place in {file:?}: {diagnostic:?}"
            );
        }
    }
    for format in Format::ALL {
        let report = format.render(&built.diagnostics, &built.files, "", false);
        assert!(!report.contains('\x1b'), "{} holds an escape:\n{report}", format.as_str());
        match format {
            Format::Json | Format::Sarif => {
                let read: Result<serde_json::Value, _> = serde_json::from_str(&report);
                assert!(read.is_ok(), "{report}");
            }
            Format::Github | Format::Short => {
                let whole = |line: &str| *format == Format::Short || line.starts_with("::");
                assert!(report.lines().all(whole), "{report}");
            }
            Format::Human | Format::Markdown => {}
        }
    }
    for change in fix::changes(built) {
        if change.refused.is_none() {
            let texts = fix::texts(built, &[&change]);
            assert!(texts.is_ok(), "{}: {texts:?}", change.question);
        }
    }
    if !built.failed() {
        let pages = built.render();
        assert!(!pages.is_empty(), "nothing was rendered: {:?}", built.diagnostics);
        pages.len().hash(&mut seen);
    }
    seen.finish()
}

/// A source of chance that depends on the input alone.
pub struct Chance(u64);

impl Chance {
    /// As `data` has it.
    pub fn of(data: &[u8]) -> Self {
        let mut hasher = DefaultHasher::new();
        data.hash(&mut hasher);
        Self(hasher.finish() | 1)
    }

    /// A number below `limit`, or 0.
    pub fn below(&mut self, limit: usize) -> usize {
        // G. Marsaglia, "Xorshift RNGs", Journal of Statistical Software 8 (14), 2003.
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit.max(1) as u64).unwrap_or(0)
    }
}
