//! Builds the search index: files that the script of the search page loads on demand.
//!
//! In go the site and the text of its pages; out comes an [`Index`]: files below `search/`. The
//! first, the directory, says which file holds which terms and which lines, and is loaded with the
//! page. Files of terms list the lines of each term; files of lines have the text of each result.
//! Each file is one function call, so that it can be loaded as a script, also from disk. Its name
//! contains a hash of its content, so that old and new files are never mixed. Nothing is left out
//! to save space: a very common term is spread over several files.
//!
//! `docs/dependencies.md` lists the crates that were considered, and why none fits.

mod documents;
mod shards;
mod terms;

pub use terms::terms;

use super::file::File;
use super::output::{Made, Output};
use super::press::Press;
use super::shared::Index;
use crate::model::address;
use crate::theme::PageFault;
use ahash::HashMap;
use documents::{SearchEntry, Subject, entry, subjects};
use rayon::prelude::*;
use serde::Serialize;
use shards::{LINES, Shard, TERMS, pack, postings};
use xxhash_rust::xxh3::xxh3_64;

/// The number of entries that one thread reads at a time.
const AT_ONCE: usize = 256;

/// The index as an output.
pub struct SearchOutput;

impl Output for SearchOutput {
    fn paths(&self, press: &Press) -> Result<Vec<String>, Box<PageFault>> {
        if !press.site().config.search {
            return Ok(Vec::new());
        }
        Ok(index(press).files.iter().map(|file| file.path.clone()).collect())
    }

    fn make(&self, press: &Press, path: &str) -> Option<Made> {
        if !press.site().config.search || !path.starts_with(address::SEARCH_FOLDER) {
            return None;
        }
        let file = index(press).files.iter().find(|file| file.path == path)?;
        Some(Ok(file.bytes.clone()))
    }

    fn may_have(&self, press: &Press, path: &str) -> bool {
        press.site().config.search && path.starts_with(address::SEARCH_FOLDER)
    }
}

/// The index, which is built once.
pub fn index<'p>(press: &Press<'p>) -> &'p Index {
    press.shared.search.get_or_init(|| build(press))
}

/// The directory as the script reads it: the first entry of each file, and the hash in the file's
/// name.
#[derive(Serialize)]
struct Directory<'d> {
    terms: Vec<(&'d str, String)>,
    lines: Vec<(u32, String)>,
}

/// Builds the index of a site.
fn build(press: &Press) -> Index {
    let all = subjects(press.site());
    let Press { materials, shared, pages, is_trial, .. } = *press;
    let parts: Vec<IndexPart> = all
        .par_chunks(AT_ONCE)
        .enumerate()
        .map(|(i, subjects)| {
            let press = Press { materials, shared, pages, is_trial, shelf: None };
            IndexPart::read(&press, subjects, i * AT_ONCE)
        })
        .collect();
    let mut files = Vec::new();
    let mut directory = Directory { terms: Vec::new(), lines: Vec::new() };

    let by_term = pack(by_term(&parts), TERMS);
    for (i, Shard { first, text }) in by_term.iter().enumerate() {
        // Terms are letters and digits, and numbers are in base 64: nothing needs escaping in a
        // string.
        let hash = add(&mut files, &format!("t{i}"), &format!("\"{text}\""));
        directory.terms.push((first, hash));
    }
    let lines = parts.iter().flat_map(|part| &part.lines).enumerate();
    // The number of lines fits 32 bits.
    let lines = pack(lines.map(|(i, line)| (i as u32, line)), LINES);
    for (i, Shard { first, text }) in lines.into_iter().enumerate() {
        let hash = add(&mut files, &format!("l{i}"), &format!("[{text}]"));
        directory.lines.push((first, hash));
    }
    let hash = add(&mut files, "index", &json(&directory));
    Index { directory: file("index", &hash), files }
}

fn file(name: &str, hash: &str) -> String {
    format!("{}{name}.{hash}.js", address::SEARCH_FOLDER)
}

/// Adds a file that passes `data` to the script; returns the hash in its name.
fn add(files: &mut Vec<File>, name: &str, data: &str) -> String {
    let mut text = format!("gainsaySearch({data});\n");
    // It is kept until all pages are done.
    text.shrink_to_fit();
    let hash = format!("{:08x}", xxh3_64(text.as_bytes()) as u32);
    files.push(File { path: file(name, &hash), bytes: text.into() });
    hash
}

/// Converts strings, numbers and flags to JSON, which cannot fail. Since 2019, JSON is valid
/// JavaScript.
fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// The part of the index that one thread has read.
struct IndexPart {
    lines: Vec<String>,
    /// The places of each term: line numbers, doubled, plus one if the term is in the head.
    terms: HashMap<Box<str>, Vec<u32>>,
}

impl IndexPart {
    fn read(press: &Press, all: &[Subject], start: usize) -> Self {
        let mut part = Self { lines: Vec::with_capacity(all.len()), terms: HashMap::default() };
        let view = press.view(address::SEARCH, None);
        for (i, subject) in all.iter().enumerate() {
            let SearchEntry { line, head, body } = entry(view, *subject);
            let text = json(&line);
            part.lines.push(text);
            let number = (start + i) as u32 * 2;
            // Read the head first: a term in both head and body counts as one in the head.
            for said in &head {
                terms(said, |term| part.note(term, number + 1));
            }
            for said in &body {
                terms(said, |term| part.note(term, number));
            }
        }
        part
    }

    fn note(&mut self, term: &str, place: u32) {
        match self.terms.get_mut(term) {
            Some(places) if places.last().is_some_and(|last| last / 2 == place / 2) => {}
            Some(places) => places.push(place),
            None => {
                self.terms.insert(term.into(), vec![place]);
            }
        }
    }
}

/// The entries of all terms, in the order in which the script compares them.
fn by_term(parts: &[IndexPart]) -> impl Iterator<Item = (&str, String)> {
    let mut all: Vec<(&str, &[u32])> = parts
        .iter()
        .flat_map(|part| part.terms.iter().map(|(term, places)| (&**term, places.as_slice())))
        .collect();
    // Scripts compare strings by UTF-16. For one term, an earlier part has smaller line numbers.
    all.par_sort_unstable_by(|(a, at), (b, bt)| {
        a.encode_utf16().cmp(b.encode_utf16()).then(at.cmp(bt))
    });
    let grouped: Vec<&[(&str, &[u32])]> = all.chunk_by(|(a, _), (b, _)| a == b).collect();
    let entries: Vec<Vec<(&str, String)>> = grouped
        .par_iter()
        .map(|group| {
            let term = group[0].0;
            let places = group.iter().flat_map(|(_, places)| places.iter());
            let places = places.map(|place| (place / 2, place % 2 == 1));
            postings(term, places, TERMS / 2).into_iter().map(|entry| (term, entry)).collect()
        })
        .collect();
    entries.into_iter().flatten()
}
