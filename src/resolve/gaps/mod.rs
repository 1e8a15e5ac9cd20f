//! Checks whether something that was not found may only not have been read.
//!
//! In go the [`Gap`]s of loading and parsing, and the texts; out come [`Gaps`], which are consulted
//! when something seems to be missing. Names and paths are compared exactly: a similar name is
//! reported as a misspelling elsewhere.

mod held;

use crate::load::{Gap, parts};
use crate::parse::slug;
use crate::source::{FileId, Files, Span};
use ahash::{HashMap, HashSet};
use held::Held;
use std::borrow::Cow;

/// Names of files of records, without extension.
const RECORDS: &[&str] = &["sources", "speakers"];

/// The possible content of files that were not read completely.
#[derive(Debug, Default)]
pub struct Gaps<'f> {
    /// True if there is any.
    any: bool,
    /// Files without usable content.
    garbled: HashSet<FileId>,
    /// Paths that exist but are not opened, folders included.
    unopened: HashSet<&'f str>,
    /// Paths of sections that could not be read completely.
    unread: HashSet<&'f str>,
    /// Paths of sections with another name, and of missing sections with annotations.
    astray: HashSet<Cow<'f, str>>,
    /// Folder and address of each section of these three kinds.
    slugs: HashSet<(String, String)>,
    /// Folders with such a section.
    folders: HashSet<String>,
    /// Paths of article files that cannot be read, or have another name.
    articles: HashSet<Cow<'f, str>>,
    /// Folders that are not articles.
    strays: HashSet<&'f str>,
    /// The possible ids in files of records, by the correct path of each file.
    records: HashMap<Cow<'f, str>, Held>,
    /// The possible ids in files of claims, by folder.
    claims: HashMap<&'f str, Held>,
    /// Words of files and claims that were not read, by folder.
    words: HashMap<&'f str, HashSet<&'f str>>,
    /// Those among them that refer to a claim of another article.
    afar: HashSet<&'f str>,
    /// Folders with files of claims of which not even the words are known.
    dark: HashSet<&'f str>,
}

impl<'f> Gaps<'f> {
    /// True if all was read.
    pub fn is_none(&self) -> bool {
        !self.any
    }

    /// Evaluates `gaps`.
    pub fn of(gaps: impl IntoIterator<Item = &'f Gap>, files: &'f Files) -> Self {
        let mut all = Self::default();
        for gap in gaps {
            all.any = true;
            let file = gap.file();
            match gap {
                Gap::Unopened(_) => {
                    all.unopened.insert(files.path(file));
                    all.add_unread(gap, files);
                }
                Gap::Garbled(_) => {
                    all.garbled.insert(file);
                    all.add_unread(gap, files);
                }
                Gap::Broken(_) => all.add_unread(gap, files),
                Gap::Partly(_) => all.add_held_ids(gap, files),
                Gap::Text(_) => {
                    all.records.entry(gap.path(files)).or_default().add(Held::of("", true));
                }
                Gap::Claim(span) => all.add_word(*span, files),
                Gap::Misnamed { .. } => all.add_misnamed(gap, files),
                Gap::Orphan(_) => {
                    let path = files.path(file);
                    let (folder, stem, _) = parts(path);
                    all.add_claims_of(file, files);
                    all.add_section(folder, stem);
                    all.astray.insert(format!("{folder}/{stem}.md").into());
                    all.add_words_of(gap, files);
                }
                Gap::Stray(_) => {
                    all.strays.insert(parts(files.path(file)).0);
                }
            }
        }
        all
    }

    /// Records a file that cannot be read completely.
    fn add_unread(&mut self, gap: &'f Gap, files: &'f Files) {
        let path = files.path(gap.file());
        let (folder, stem, ending) = parts(path);
        match ending {
            "md" => {
                self.add_section(folder, stem);
                self.unread.insert(path);
            }
            "yaml" => {
                self.add_held_ids(gap, files);
                self.add_words_of(gap, files);
            }
            _ => {}
        }
    }

    /// Records a file whose name is not the one that the tool reads.
    fn add_misnamed(&mut self, gap: &'f Gap, files: &'f Files) {
        let meant = gap.path(files);
        let (folder, stem, ending) = parts(&meant);
        match ending {
            "md" => {
                self.add_section(folder, stem);
                self.astray.insert(meant);
            }
            _ => {
                self.add_held_ids(gap, files);
                self.add_words_of(gap, files);
            }
        }
    }

    fn add_section(&mut self, folder: &str, stem: &str) {
        self.slugs.insert((folder.to_owned(), slug(stem).to_owned()));
        self.folders.insert(folder.to_owned());
    }

    /// Records that ids in a YAML file may be missing.
    fn add_held_ids(&mut self, gap: &'f Gap, files: &'f Files) {
        let file = gap.file();
        let path = gap.path(files);
        let (_, stem, _) = parts(&path);
        if RECORDS.contains(&stem) {
            let held = Held::of(&files.get(file).text, true);
            self.records.entry(path).or_default().add(held);
            return;
        }
        if stem == "article" {
            self.articles.insert(path);
        }
        self.add_claims_of(file, files);
    }

    fn add_claims_of(&mut self, file: FileId, files: &'f Files) {
        let held = Held::of(&files.get(file).text, false);
        self.claims.entry(parts(files.path(file)).0).or_default().add(held);
    }

    /// Records the words of a whole file.
    fn add_words_of(&mut self, gap: &'f Gap, files: &'f Files) {
        let file = gap.file();
        let folder = parts(files.path(file)).0;
        if RECORDS.contains(&parts(&gap.path(files)).1) {
            return;
        }
        if files.get(file).text.is_empty() {
            self.dark.insert(folder);
        }
        self.add_word(Span { end: u32::MAX, ..Span::top(file) }, files);
    }

    /// Records the words at `span` that may be ids.
    fn add_word(&mut self, span: Span, files: &'f Files) {
        let text = &*files.get(span.file).text;
        let range = span.start as usize..(span.end as usize).min(text.len());
        let Some(text) = text.get(range) else { return };
        let other = |c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_' | '/'));
        let words = text.split(other).filter(|word| !word.is_empty());
        let own = self.words.entry(parts(files.path(span.file)).0).or_default();
        for word in words {
            own.insert(word);
            if word.contains('/') {
                self.afar.insert(word);
            }
        }
    }

    /// True if `file` has no usable content, so that no further fault of it should be reported.
    pub fn is_garbled(&self, file: FileId) -> bool {
        self.garbled.contains(&file)
    }

    /// True if the section at `path` could not be read completely.
    pub fn is_unread(&self, path: &str) -> bool {
        self.unread.contains(path)
    }

    /// True if there is a misnamed file of records whose correct path is `path`.
    pub fn has_records(&self, path: &str) -> bool {
        self.records.contains_key(path)
    }

    /// True if unread parts may mention the claim `id` of the article in `folder`, as an answer to
    /// it or otherwise.
    pub fn may_mention(&self, folder: &str, id: &str) -> bool {
        if self.words.is_empty() && self.dark.is_empty() {
            return false;
        }
        let own = self.words.get(folder).is_some_and(|words| words.contains(id));
        let afar = folder.strip_prefix("content/").map(|folder| format!("{folder}/{id}"));
        own || self.dark.contains(folder)
            || afar.is_some_and(|name| self.afar.contains(name.as_str()))
    }

    /// True if the site has a single article whose file cannot be read.
    pub fn hold_single(&self) -> bool {
        self.articles.contains("content/article.yaml") || self.unopened.contains("content")
    }

    /// True if the article in `folder` may have another section once a file can be read.
    pub fn hold_section_of(&self, folder: &str) -> bool {
        self.hold_single() || self.folders.contains(folder)
    }

    /// True if a file may be the section with the address `slug` in `folder`.
    pub fn hold_section(&self, folder: &str, slug: &str) -> bool {
        !self.slugs.is_empty() && self.slugs.contains(&(folder.to_owned(), slug.to_owned()))
    }

    /// True if a file of records that `folder` can refer to may hold `id`.
    pub fn hold_record(&self, folder: &str, name: &str, id: &str) -> bool {
        !self.records.is_empty()
            && [folder, "content"].iter().any(|folder| {
                let held = self.records.get(format!("{folder}/{name}.yaml").as_str());
                held.is_some_and(|held| held.may_be(id))
            })
    }

    /// True if a file may hold the claim `id` of the article in `folder`.
    pub fn hold_claim(&self, folder: &str, id: &str) -> bool {
        self.claims.get(folder).is_some_and(|held| held.may_be(id))
    }

    /// True if `folder` may be an article once a file can be read.
    pub fn hold_article(&self, folder: &str) -> bool {
        self.strays.contains(folder)
            || self.unopened.contains(folder)
            || self.articles.contains(format!("{folder}/article.yaml").as_str())
    }

    /// True if `target`, a path from the site's root, may exist once a file is renamed, corrected
    /// or opened.
    pub fn hold_target(&self, target: &str) -> bool {
        if self.astray.contains(target) {
            return true;
        }
        // Links cannot lead to anything else.
        if !(target.starts_with("static/") || target.ends_with(".md")) {
            return false;
        }
        let folders = target.match_indices('/').map(|(at, _)| &target[..at]);
        folders.chain([target]).any(|path| self.unopened.contains(path))
    }
}

/// The folder of the article whose pages have the prefix `prefix`.
pub fn folder_of(prefix: &str) -> String {
    format!("content/{prefix}").trim_end_matches('/').to_owned()
}
