//! Files that explain what seems to be missing.
//!
//! In go the diagnostics of a run and the texts; out come [`Causes`], which say of another diagnostic
//! whether it only repeats one of these. Names and paths are compared whole: what only looks alike has
//! a cause of its own.

use super::held::Held;
use crate::diagnostic::{Code, Diagnostic, Severities, Severity};
use crate::load::names::folded;
use crate::load::{SNAPSHOTS, misnamed};
use crate::parse::slug;
use crate::source::{FileId, Files, Span};
use ahash::{HashMap, HashSet};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// Kinds of files that hold records, by their names without ending.
const RECORDS: &[&str] = &["sources", "speakers"];

/// Files that explain what seems to be missing.
#[derive(Default)]
pub(super) struct Causes<'f> {
    /// Files that are not UTF-8, or hold both sides of a merge: nothing in them is as it was meant.
    garbled: HashSet<FileId>,
    /// Files of YAML that are one text and no map.
    texts: HashSet<FileId>,
    /// Paths that are there and are not opened, folders among them.
    unopened: BTreeSet<&'f str>,
    /// Paths of sections that cannot be read, or only in part.
    unread: HashSet<&'f str>,
    /// Paths of sections as they are called once a file is renamed.
    renamed: HashSet<Cow<'f, str>>,
    /// Paths of sections that are annotated and not there.
    orphaned: HashSet<String>,
    /// Folder and address of each section of these three.
    slugs: HashSet<(String, String)>,
    /// Folders with such a section.
    folders: HashSet<String>,
    /// Paths of files of articles that cannot be read, or have another name.
    articles: HashSet<Cow<'f, str>>,
    /// Paths that a link or an image names, and to which none can lead, as [`folded`] has them.
    named: HashSet<String>,
    /// Folders of which is said that they are no article.
    strays: HashSet<&'f str>,
    /// What may be in files of records, by the paths that they ought to have.
    records: HashMap<Cow<'f, str>, Held>,
    /// What may be in files of claims, by their folder.
    claims: HashMap<&'f str, Held>,
}

impl<'f> Causes<'f> {
    /// Finds them among the errors.
    pub(super) fn of(diagnostics: &[Diagnostic], files: &'f Files) -> Self {
        let mut causes = Self::default();
        let mut damaged: HashSet<FileId> = HashSet::default();
        for diagnostic in diagnostics.iter().filter(|d| d.severity() == Severity::Error) {
            let Some(place) = &diagnostic.place else { continue };
            let span = place.span;
            let path = files.path(span.file);
            match diagnostic.code {
                Code::FileUnreadable | Code::MergeUnfinished | Code::YamlSyntax => {
                    causes.unread(diagnostic, span, files);
                }
                Code::FileEnding => causes.misnamed(diagnostic, span.file, files),
                Code::SectionMissing if is_orphan(span, path) => {
                    causes.claims_of(span.file, path, files);
                    let (folder, stem, _) = parts(path);
                    causes.section(folder, stem);
                    causes.orphaned.insert(format!("{folder}/{stem}.md"));
                }
                Code::ImageMissing | Code::LinkBroken => {
                    causes.named.extend(target(diagnostic).map(folded));
                }
                Code::ArticleMissing => {
                    causes.strays.insert(parts(path).0);
                }
                Code::ValueType
                | Code::KeyMissing
                | Code::KeyUnknown
                | Code::KeyDuplicate
                | Code::ValueEmpty
                | Code::UrlInvalid
                    if path.ends_with(".yaml") && damaged.insert(span.file) =>
                {
                    if diagnostic.code == Code::ValueType && is_whole(span, files) {
                        causes.texts.insert(span.file);
                    }
                    causes.held_by(span.file, path.into(), files);
                }
                _ => {}
            }
        }
        causes
    }

    /// Takes in a file that cannot be read, or only in part.
    fn unread(&mut self, diagnostic: &Diagnostic, span: Span, files: &'f Files) {
        let path = files.path(span.file);
        let text = &files.get(span.file).text;
        let rest = text.get(span.start as usize..);
        let is_foreign = diagnostic.code == Code::FileUnreadable
            && rest.is_some_and(|rest| rest.starts_with('\u{fffd}'));
        if is_foreign || diagnostic.code == Code::MergeUnfinished {
            self.garbled.insert(span.file);
        }
        if diagnostic.code == Code::FileUnreadable && text.is_empty() {
            self.unopened.insert(path);
        }
        let (folder, stem, ending) = parts(path);
        match ending {
            "md" => {
                self.section(folder, stem);
                self.unread.insert(path);
            }
            "yaml" => self.held_by(span.file, path.into(), files),
            _ => {}
        }
    }

    /// Takes in a file with another name than the tool reads. The hint on it says what it ought to be
    /// called.
    fn misnamed(&mut self, diagnostic: &Diagnostic, file: FileId, files: &'f Files) {
        let meant = diagnostic.hints.iter().find_map(|hint| {
            let (_, rest) = hint.split_once('`')?;
            Some(rest.rsplit_once('`')?.0.to_owned())
        });
        let Some(meant) = meant else { return };
        let (folder, stem, ending) = parts(&meant);
        match ending {
            "md" => {
                self.section(folder, stem);
                self.renamed.insert(meant.into());
            }
            _ => {
                let is_annotation = files.find(&format!("{folder}/{stem}.md")).is_some();
                let stem = misnamed(stem).filter(|_| !is_annotation).unwrap_or(stem);
                self.held_by(file, format!("{folder}/{stem}.yaml").into(), files);
            }
        }
    }

    fn section(&mut self, folder: &str, stem: &str) {
        self.slugs.insert((folder.to_owned(), slug(stem).to_owned()));
        self.folders.insert(folder.to_owned());
    }

    /// Takes in that the ids in a file of YAML may be missing; `path` is what it ought to be called.
    fn held_by(&mut self, file: FileId, path: Cow<'f, str>, files: &'f Files) {
        let (_, stem, _) = parts(&path);
        if RECORDS.contains(&stem) {
            // Text in the place of a map says nothing of the ids that were meant.
            let text = &files.get(file).text;
            let held = Held::of(if self.texts.contains(&file) { "" } else { text }, true);
            self.records.entry(path).or_default().add(held);
            return;
        }
        let is_article = stem == "article";
        if is_article {
            self.articles.insert(path);
        }
        self.claims_of(file, files.path(file), files);
    }

    fn claims_of(&mut self, file: FileId, path: &'f str, files: &Files) {
        let held = Held::of(&files.get(file).text, false);
        self.claims.entry(parts(path).0).or_default().add(held);
    }

    /// True where there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.garbled.is_empty()
            && self.unopened.is_empty()
            && self.folders.is_empty()
            && self.articles.is_empty()
            && self.strays.is_empty()
            && self.records.is_empty()
            && self.claims.is_empty()
            && self.named.is_empty()
    }

    /// True where there is a file of records that ought to be at `path`.
    pub(super) fn have_records(&self, path: &str) -> bool {
        self.records.contains_key(path)
    }

    /// True where one of them explains `diagnostic`.
    pub(super) fn explain(&self, diagnostic: &Diagnostic, files: &Files) -> bool {
        let code = diagnostic.code;
        if matches!(code, Code::FileUnreadable | Code::MergeUnfinished | Code::FileEnding) {
            return false;
        }
        if code == Code::ArticleMissing {
            return self.hide_article(diagnostic, files);
        }
        let Some(place) = &diagnostic.place else { return false };
        if self.garbled.contains(&place.span.file) {
            return true;
        }
        let path = files.path(place.span.file);
        let (folder, stem, _) = parts(path);
        let named = files.slice(place.span).trim_matches(['"', '\'']);
        match code {
            code if Severities::DRIFT.contains(&code) => self.garble(diagnostic, path, files),
            Code::SourceUnknown => self.hide_record(folder, "sources", named),
            Code::SpeakerUnknown => self.hide_record(folder, "speakers", named),
            Code::ClaimUnknown => self.hide_claim(diagnostic, folder, named),
            Code::SectionMissing if is_orphan(place.span, path) => {
                let section = format!("{folder}/{stem}.md");
                self.renamed.contains(section.as_str()) || self.unread.contains(section.as_str())
            }
            Code::SectionMissing => {
                diagnostic.message.starts_with("there is no section")
                    && self.slugs.contains(&(folder.to_owned(), named.to_owned()))
            }
            Code::ImageMissing | Code::LinkBroken => {
                target(diagnostic).is_some_and(|target| self.hide_target(target))
            }
            // What names it says where it belongs.
            Code::FileUnexpected => {
                self.named.contains(&folded(path))
                    || copy_of(path).is_some_and(|(of, id)| self.hide_record(of, "sources", id))
            }
            _ => false,
        }
    }

    /// True where what seems to be no article, or none with a section, is one once a file is read.
    fn hide_article(&self, diagnostic: &Diagnostic, files: &Files) -> bool {
        // Where the site has one article, nothing else can be one.
        if self.articles.contains("content/article.yaml") || self.unopened.contains("content") {
            return true;
        }
        let path = diagnostic.place.as_ref().map(|place| files.path(place.span.file));
        match path.map(parts) {
            Some((folder, "article", "yaml")) => {
                diagnostic.message != EVERY_ARTICLE && self.folders.contains(folder)
            }
            Some((folder, ..)) if !folder.is_empty() => {
                self.articles.contains(format!("{folder}/article.yaml").as_str())
            }
            // There is no article at all.
            _ => {
                let is_folder =
                    |path: &&str| parts(path).0 == "content" && parts(path).2.is_empty();
                !self.articles.is_empty() || self.unopened.iter().any(is_folder)
            }
        }
    }

    /// True where words may have changed because their section, or another, cannot be read.
    fn garble(&self, diagnostic: &Diagnostic, path: &str, files: &Files) -> bool {
        let (folder, stem, _) = parts(path);
        let is_unread = |name: &str| self.unread.contains(format!("{folder}/{name}").as_str());
        let mut named = diagnostic.message.split('`').skip(1).step_by(2);
        is_unread(&format!("{stem}.md"))
            || named.any(|name| name.ends_with(".md") && is_unread(name))
            || diagnostic.related.iter().any(|label| {
                let other = files.path(label.span.file);
                parts(other).0 == folder && self.unread.contains(other)
            })
    }

    /// True where a file of records that `folder` can name may hold `id`.
    fn hide_record(&self, folder: &str, name: &str, id: &str) -> bool {
        [folder, "content"].iter().any(|folder| {
            let held = self.records.get(format!("{folder}/{name}.yaml").as_str());
            held.is_some_and(|held| held.may_be(id))
        })
    }

    /// True where a file may hold the claim that is named in `folder`, or makes up the article that
    /// it is of.
    fn hide_claim(&self, diagnostic: &Diagnostic, folder: &str, named: &str) -> bool {
        let (of, id) = match named.rsplit_once('/') {
            Some((of, id)) => (Cow::Owned(format!("content/{of}")), id),
            None => (Cow::Borrowed(folder), named),
        };
        if diagnostic.message.starts_with("there is no article") {
            return self.strays.contains(&*of)
                || self.unopened.contains(&*of)
                || self.articles.contains(format!("{of}/article.yaml").as_str());
        }
        self.claims.get(&*of).is_some_and(|held| held.may_be(id))
    }

    /// True where there is something at `target`, a path from the site's root, once a file is renamed,
    /// written or opened.
    fn hide_target(&self, target: &str) -> bool {
        if self.renamed.contains(target) || self.orphaned.contains(target) {
            return true;
        }
        // Links lead to nothing else.
        if !(target.starts_with("static/") || target.ends_with(".md")) {
            return false;
        }
        let folders = target.match_indices('/').map(|(at, _)| &target[..at]);
        folders.chain([target]).any(|path| self.unopened.contains(path))
    }
}

/// The folder of the sources that `path` may be a saved copy of one of, and the id of that source.
pub(super) fn copy_of(path: &str) -> Option<(&str, &str)> {
    let (folder, id, _) = parts(path);
    let of = folder.strip_suffix(SNAPSHOTS)?.strip_suffix('/')?;
    Some((of, id))
}

/// The path that a link or an image names in vain.
fn target(diagnostic: &Diagnostic) -> Option<&str> {
    let (_, target) = diagnostic.message.rsplit_once("there is no `")?;
    target.strip_suffix('`')
}

/// What is said where nothing is published: no file explains it.
const EVERY_ARTICLE: &str = "every article is a draft or under embargo";

/// True for a place that is all that a file holds, and no list: that has ids of its own.
fn is_whole(span: Span, files: &Files) -> bool {
    let text = files.get(span.file).text.trim();
    files.slice(span).trim() == text && !text.starts_with(['-', '['])
}

/// True for the place of a fault that is about a whole file of annotations.
fn is_orphan(span: Span, path: &str) -> bool {
    span.start == span.end && path.ends_with(".yaml")
}

/// Folder, name without ending, ending.
pub(super) fn parts(path: &str) -> (&str, &str, &str) {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    (folder, stem, ending)
}
