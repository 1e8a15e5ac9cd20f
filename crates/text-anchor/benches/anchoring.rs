//! Measures how long it takes to find words in a text, to find them again after edits, and to look
//! passages up in a copy.
//!
//! `cargo bench` prints the figures. The texts are generated and always the same.
#![allow(missing_docs, reason = "a program of its own")]

use text_anchor::align::WordIndex;
use text_anchor::confirmed::Confirmed;
use text_anchor::passage::{Snapshot, verify};
use text_anchor::reanchor::judge;
use text_anchor::{Haystack, Quote};

fn main() {
    divan::main();
}

const WORDS: &[&str] = &[
    "harbour", "council", "winter", "bridge", "report", "market", "river", "school", "budget",
    "ferry", "count", "harvest", "railway", "clinic", "survey", "village", "engine", "permit",
];

/// A sentence that occurs once in the text.
fn sentence(n: usize) -> String {
    let word = |i: usize| WORDS[(n * 7 + i * 5 + n / 11) % WORDS.len()];
    format!(
        "The {} {} of {n} was opened near the {} before the {} could count the {} of {}.",
        word(0),
        word(1),
        word(2),
        word(3),
        word(4),
        word(5)
    )
}

/// Some words of that sentence.
fn quote(n: usize) -> String {
    let sentence = sentence(n);
    let words: Vec<&str> = sentence.split(' ').collect();
    words[2..9].join(" ")
}

/// A text of 100 kB, in paragraphs of five sentences.
fn text() -> String {
    let sentences: Vec<String> = (0..1_100).map(sentence).collect();
    sentences.chunks(5).map(|p| p.join(" ") + "\n").collect()
}

/// Fifty quotes, each found by a search of its own.
#[divan::bench(sample_count = 20)]
fn find_fifty_quotes(bencher: divan::Bencher) {
    let text = text();
    let haystack = Haystack::new(&text);
    let quotes: Vec<String> = (0..50).map(|i| quote(i * 20)).collect();
    bencher.bench_local(|| {
        for words in &quotes {
            let quote = Quote { exact: words, prefix: None, suffix: None };
            assert_eq!(divan::black_box(haystack.find(quote)).len(), 1);
        }
    });
}

/// Fifty quotes in a text whose every sentence was edited.
#[divan::bench(sample_count = 20)]
fn judge_fifty_quotes_in_an_edited_text(bencher: divan::Bencher) {
    let old = text();
    let new = old.replace("was opened near", "had been opened close to");
    let before = Haystack::new(&old);
    let confirmed: Vec<Confirmed> = (0..50)
        .map(|i| {
            let words = quote(i * 20);
            let found = before.find(Quote { exact: &words, prefix: None, suffix: None });
            Confirmed::of(&before, &found[0])
        })
        .collect();
    let after = Haystack::new(&new);
    bencher.bench_local(|| {
        let index = WordIndex::new(&after);
        for confirmed in &confirmed {
            divan::black_box(judge(&index, confirmed, &[], "en"));
        }
    });
}

/// Fifty passages, half of which differ from the copy in a word.
#[divan::bench(sample_count = 20)]
fn verify_fifty_passages(bencher: divan::Bencher) {
    let copy = Snapshot::new(&text());
    let passages: Vec<String> = (0..50)
        .map(|i| match i % 2 {
            0 => quote(i * 20),
            _ => quote(i * 20).replace("was opened", "was closed"),
        })
        .collect();
    bencher.bench_local(|| {
        for passage in &passages {
            divan::black_box(verify(&copy, passage));
        }
    });
}
