//! How long it takes to find words again, beside how long it takes to read what holds them.
//!
//! `cargo bench` prints the figures; `docs/performance.md` has the ratios. The texts are made up and
//! the same each time.

use gainsay::markdown::{self, Document, MarkdownOptions};
use gainsay::parse::lock::{AnchorLine, Lock, Spot};
use gainsay::source::Files;
use gainsay::yaml;
use text_anchor::confirmed::Confirmed;
use text_anchor::{Haystack, Quote};

fn main() {
    divan::main();
}

/// Sections, each with ten claims: a tenth of the archive that the issue speaks of.
const SECTIONS: usize = 1_000;
const CLAIMS: usize = 10;

const WORDS: &[&str] = &[
    "harbour", "council", "winter", "bridge", "report", "market", "river", "school", "budget",
    "ferry", "count", "harvest", "railway", "clinic", "survey", "village", "engine", "permit",
];

/// A sentence that stands nowhere else.
fn sentence(n: usize) -> String {
    let word = |i: usize| WORDS[(n * 7 + i * 5 + n / 11) % WORDS.len()];
    format!(
        "The {} {} of {n} was *opened* near the {} before the {} could count the {} of {}.",
        word(0),
        word(1),
        word(2),
        word(3),
        word(4),
        word(5)
    )
}

fn quote(n: usize) -> String {
    let sentence = sentence(n).replace('*', "");
    let words: Vec<&str> = sentence.split(' ').collect();
    words[2..9].join(" ")
}

/// Markdown of `count` sentences from number `first` on, in paragraphs of five.
fn section(first: usize, count: usize) -> String {
    let sentences: Vec<String> = (first..first + count).map(sentence).collect();
    sentences.chunks(5).map(|p| p.join(" ") + "\n\n").collect()
}

/// The annotation file of a section, as authors write it.
fn annotations(first: usize) -> String {
    let mut text = "claims:\n".to_owned();
    for n in (first..first + 40).step_by(4) {
        text.push_str(&format!(
            "  claim-{n}:\n    quote: {}\n    speaker: mayor\n    date: 2016-10-18\n    finding: The minutes record it.\n    checked: 2026-11-20\n    citations:\n      - source: minutes\n        relation: supports\n        passage: The motion was carried by nine votes to four.\n",
            quote(n)
        ));
    }
    text
}

fn parse(text: &str) -> Document {
    let file = Files::default().add("text.md", "");
    let options = MarkdownOptions { raw_html: false, rewrite: true, section: true };
    markdown::parse(text, file, 0, "text", options).0
}

struct Archive {
    markdown: Vec<String>,
    yaml: Vec<String>,
    documents: Vec<Document>,
    lock: String,
}

fn archive() -> Archive {
    let firsts = || (0..SECTIONS).map(|i| i * 40);
    let markdown: Vec<String> = firsts().map(|first| section(first, 40)).collect();
    let documents: Vec<Document> = markdown.iter().map(|text| parse(text)).collect();
    let mut lines = Vec::new();
    for (i, document) in documents.iter().enumerate() {
        let haystack = Haystack::known(&document.text.text, &document.text.normal);
        for n in (i * 40..i * 40 + 40).step_by(4) {
            let words = quote(n);
            let found = haystack.find(Quote { exact: &words, prefix: None, suffix: None });
            lines.push(AnchorLine {
                claim: format!("claim-{n}"),
                spot: Spot::Section(format!("section-{i}")),
                confirmed: Confirmed::of(&haystack, &found[0]),
                around: None,
            });
        }
    }
    assert_eq!(lines.len(), SECTIONS * CLAIMS);
    let lock = Lock::default().with(&lines, &[]).text();
    Archive { markdown, yaml: firsts().map(annotations).collect(), documents, lock }
}

/// Markdown and YAML of 1,000 sections with 10,000 claims, on one thread.
#[divan::bench(sample_count = 10)]
fn read_sections_and_claims(bencher: divan::Bencher) {
    let archive = archive();
    let file = Files::default().add("claims.yaml", "");
    bencher.bench_local(|| {
        for (markdown, yaml) in archive.markdown.iter().zip(&archive.yaml) {
            divan::black_box(parse(markdown));
            divan::black_box(yaml::parse(yaml, file, 0).expect("YAML"));
        }
    });
}

/// The same claims looked up and compared with a lock file, which is read as well.
#[divan::bench(sample_count = 10)]
fn anchor_unchanged_claims(bencher: divan::Bencher) {
    let archive = archive();
    bencher.bench_local(|| {
        let (lock, faults) = Lock::parse(&archive.lock);
        assert!(faults.is_empty());
        for (i, document) in archive.documents.iter().enumerate() {
            let haystack = Haystack::known(&document.text.text, &document.text.normal);
            for n in (i * 40..i * 40 + 40).step_by(4) {
                let words = quote(n);
                let found = haystack.find(Quote { exact: &words, prefix: None, suffix: None });
                let normal = haystack.normal.of_range(&found[0]);
                let line = lock.of_claim(&format!("claim-{n}")).next().expect("a line");
                assert!(line.confirmed.stands_at(&haystack, &normal));
            }
        }
    });
}
