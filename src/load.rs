//! Reads a site from disk, once, and sorts what it found.
//!
//! [`Folder`] is the only thing here that touches the disk; [`read`] uses it once. It turns a
//! folder into a [`Tree`] of paths and bytes. [`arrange`] then tells what each file is and hands
//! over an [`Input`]. A test or a preview that has its files elsewhere makes a tree of its own and
//! goes on from there.

use crate::address;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::is_id;
use crate::source::{FileId, Files, Span};
use bytes::Bytes;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

/// The file whose folder is a site's root.
pub const CONFIG: &str = "gainsay.yaml";

/// The folders of a site that are read.
pub const INPUTS: &[&str] = &["content", "templates", "static"];

/// No text may be larger, in bytes.
pub const MAX_TEXT: usize = 64 * 1024 * 1024;

/// The files of a site: paths from its root, with `/` between their parts, and content.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    /// Path and content, sorted by path.
    pub files: BTreeMap<String, Content>,
    /// Symbolic links, which are never followed.
    pub links: Vec<String>,
}

/// What a file holds. Cheap to copy: one that has not been read anew is the same in the next tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// Text in UTF-8.
    Text(Arc<str>),
    /// Anything else.
    Bytes(Bytes),
}

impl Content {
    /// The content as bytes.
    pub fn as_bytes(&self) -> &[u8] {
        match self {
            Self::Text(text) => text.as_bytes(),
            Self::Bytes(bytes) => bytes,
        }
    }

    fn into_bytes(self) -> Bytes {
        match self {
            Self::Text(text) => Bytes::copy_from_slice(text.as_bytes()),
            Self::Bytes(bytes) => bytes,
        }
    }
}

impl From<Vec<u8>> for Content {
    fn from(bytes: Vec<u8>) -> Self {
        match String::from_utf8(bytes) {
            Ok(text) => Self::Text(text.into()),
            Err(error) => Self::Bytes(error.into_bytes().into()),
        }
    }
}

impl From<&str> for Content {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

/// Something that the machine did wrong while reading.
#[derive(Debug)]
pub struct ReadError {
    /// The path that could not be read.
    pub path: PathBuf,
    /// Why.
    pub reason: String,
}

/// Reads every file of the site at `root` that a build may need.
///
/// # Errors
/// Fails where the disk does: a folder that is not there, a file that may not be read.
pub fn read(root: &Path) -> Result<Tree, ReadError> {
    let mut folder = Folder::new(root);
    folder.refresh()?;
    Ok(folder.tree)
}

/// What tells that a file may have changed, by path.
type Stamps = BTreeMap<String, Stamp>;

/// When a file was last changed, its length, and where the system has such things, its number and
/// the moment of its last change of any kind, which no tool sets back.
type Stamp = (Option<SystemTime>, u64, u64, (i64, i64));

#[cfg(unix)]
fn stamp(found: &Metadata) -> Stamp {
    use std::os::unix::fs::MetadataExt;
    let changed = (found.ctime(), found.ctime_nsec());
    (found.modified().ok(), found.len(), found.ino(), changed)
}

#[cfg(not(unix))]
fn stamp(found: &Metadata) -> Stamp {
    (found.modified().ok(), found.len(), 0, (0, 0))
}

/// A site's folder, and what was last read of it.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
    /// What was last read.
    pub tree: Tree,
    /// When each file was last changed, and its length.
    stamps: Stamps,
}

impl Folder {
    /// A folder of which nothing has been read.
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned(), tree: Tree::default(), stamps: BTreeMap::new() }
    }

    /// The folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// As [`Folder::refresh`], looking at `paths` only, where all of them are files that were there
    /// before; looks at everything where one is anything else.
    ///
    /// # Errors
    /// As [`read`]; the tree is then as it was.
    pub fn refresh_only(
        &mut self,
        paths: &BTreeSet<PathBuf>,
    ) -> Result<BTreeSet<String>, ReadError> {
        let mut stamps = self.stamps.clone();
        for path in paths {
            let name = relative(path, &self.root);
            let found = std::fs::symlink_metadata(path).ok().filter(Metadata::is_file);
            match (found, stamps.get_mut(&name)) {
                (Some(found), Some(old)) => *old = stamp(&found),
                _ => return self.refresh(),
            }
        }
        let links = self.tree.links.clone();
        self.take(stamps, links)
    }

    /// Reads what has changed since the last time, and gives the paths whose content has.
    ///
    /// # Errors
    /// As [`read`]; the tree is then as it was.
    pub fn refresh(&mut self) -> Result<BTreeSet<String>, ReadError> {
        let (stamps, links) = self.stamps()?;
        self.take(stamps, links)
    }

    /// Reads what differs from `stamps`.
    fn take(&mut self, stamps: Stamps, links: Vec<String>) -> Result<BTreeSet<String>, ReadError> {
        let mut changed: BTreeSet<String> = BTreeSet::new();
        let mut fresh: BTreeMap<String, Content> = BTreeMap::new();
        for (path, stamp) in &stamps {
            if self.stamps.get(path) == Some(stamp) && self.tree.files.contains_key(path) {
                continue;
            }
            let file = self.root.join(path);
            match std::fs::read(&file) {
                Ok(bytes) if self.tree.files.get(path).is_some_and(|c| c.as_bytes() == bytes) => {}
                Ok(bytes) => {
                    changed.insert(path.clone());
                    // What pages only link to may be large, and nobody reads it as text.
                    let content = match path.starts_with("static/") {
                        true => Content::Bytes(bytes.into()),
                        false => bytes.into(),
                    };
                    fresh.insert(path.clone(), content);
                }
                // Gone since it was listed: it is not there, and the next look will say so.
                Err(e) if e.kind() == std::io::ErrorKind::NotFound && path != CONFIG => {}
                Err(e) => return Err(ReadError { path: file, reason: e.to_string() }),
            }
        }
        let gone: Vec<String> =
            self.tree.files.keys().filter(|p| !stamps.contains_key(*p)).cloned().collect();
        for path in gone {
            self.tree.files.remove(&path);
            changed.insert(path);
        }
        if self.tree.links != links {
            changed.extend(links.iter().chain(&self.tree.links).cloned());
            self.tree.links = links;
        }
        self.tree.files.extend(fresh);
        self.stamps = stamps;
        Ok(changed)
    }

    fn stamps(&self) -> Result<(Stamps, Vec<String>), ReadError> {
        let fail = |path: &Path, reason: String| ReadError { path: path.to_owned(), reason };
        let (mut stamps, mut links) = (Stamps::new(), Vec::new());
        let config = self.root.join(CONFIG);
        let found = std::fs::metadata(&config).map_err(|e| fail(&config, e.to_string()))?;
        stamps.insert(CONFIG.to_owned(), stamp(&found));
        let mut entries = Vec::new();
        for &top in INPUTS {
            let folder = self.root.join(top);
            if !folder.exists() {
                continue;
            }
            let walk = walkdir::WalkDir::new(&folder).follow_links(false);
            let hidden = |e: &walkdir::DirEntry| {
                e.depth() > 0 && e.file_name().to_string_lossy().starts_with('.')
            };
            let skipped = |e: &walkdir::DirEntry| top == "content" && e.file_name() == "snapshots";
            for entry in walk.into_iter().filter_entry(|e| !hidden(e) && !skipped(e)) {
                let entry = match entry {
                    Ok(entry) => entry,
                    Err(e) if is_gone(&e) => continue,
                    Err(e) => return Err(fail(e.path().unwrap_or(&folder), e.to_string())),
                };
                let path = relative(entry.path(), &self.root);
                if entry.path_is_symlink() {
                    links.push(path);
                } else if entry.file_type().is_file() {
                    entries.push((path, entry));
                }
            }
        }
        let looked: Vec<_> =
            entries.into_par_iter().map(|(path, e)| (path, e.metadata(), e)).collect();
        for (path, found, entry) in looked {
            match found {
                Ok(found) => stamps.insert(path, stamp(&found)),
                Err(e) if is_gone(&e) => None,
                Err(e) => return Err(fail(entry.path(), e.to_string())),
            };
        }
        links.sort();
        Ok((stamps, links))
    }
}

/// True where a file went away between being listed and being looked at.
fn is_gone(error: &walkdir::Error) -> bool {
    error.io_error().is_some_and(|e| e.kind() == std::io::ErrorKind::NotFound)
}

fn relative(path: &Path, root: &Path) -> String {
    let path = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = path.components().map(|c| c.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

/// A site's files, each known for what it is.
#[derive(Debug, Default)]
pub struct Input {
    /// All texts.
    pub files: Files,
    /// `gainsay.yaml`.
    pub config: Option<FileId>,
    /// The articles, by folder.
    pub articles: Vec<ArticleFiles>,
    /// Sources that all articles share.
    pub sources: Option<FileId>,
    /// Speakers that all articles share.
    pub speakers: Option<FileId>,
    /// Templates by name: their path in `templates/`.
    pub templates: Vec<(String, FileId)>,
    /// Files of `static/` by their path in it.
    pub statics: BTreeMap<String, Bytes>,
}

/// The files of one article.
#[derive(Debug, Clone)]
pub struct ArticleFiles {
    /// Name of its folder; empty for the one article of a site that has only one.
    pub folder: String,
    /// Its `article.yaml`.
    pub article: FileId,
    /// Its sections, by file name.
    pub sections: Vec<SectionFiles>,
    /// Sources of its own.
    pub sources: Option<FileId>,
    /// Speakers of its own.
    pub speakers: Option<FileId>,
}

/// The files of one section.
#[derive(Debug, Clone)]
pub struct SectionFiles {
    /// Name of the file without its ending: `01-the-denial`.
    pub stem: String,
    /// The Markdown.
    pub markdown: Option<FileId>,
    /// The claims anchored in it.
    pub claims: Option<FileId>,
}

/// Tells what each file of `tree` is.
pub fn arrange(tree: Tree) -> (Input, Vec<Diagnostic>) {
    arrange_as(tree, &Files::default())
}

/// As [`arrange`], with the names that an earlier run gave to files, and without looking again at
/// texts that it found in order.
pub fn arrange_as(tree: Tree, earlier: &Files) -> (Input, Vec<Diagnostic>) {
    let mut input = Input { files: earlier.names(), ..Input::default() };
    let mut out = Vec::new();
    let mut content: BTreeMap<String, FileId> = BTreeMap::new();
    for path in tree.links {
        let file = input.files.add(path.as_str(), "");
        out.push(
            Diagnostic::at(
                Code::FileUnreadable,
                Span::top(file),
                format!("`{path}` is a symbolic link, and links are not followed"),
            )
            .hint("put the file itself in its place"),
        );
    }
    for (path, bytes) in tree.files {
        if let Some(name) = path.strip_prefix("static/") {
            input.statics.insert(name.to_owned(), bytes.into_bytes());
            continue;
        }
        let is_template = path.starts_with("templates/");
        let known =
            path == CONFIG || is_template || path.ends_with(".md") || path.ends_with(".yaml");
        if !known {
            if !path.ends_with("/anchors.lock") {
                out.push(unexpected(&mut input.files, &path));
            }
            continue;
        }
        let known = earlier.find(&path).map(|file| &earlier.get(file).text);
        let file = match &bytes {
            Content::Text(text) if known.is_some_and(|k| Arc::ptr_eq(k, text)) => {
                Some(input.files.add(&path, Arc::clone(text)))
            }
            _ => text(&mut input.files, &path, &bytes, &mut out),
        };
        let Some(file) = file else { continue };
        if path == CONFIG {
            input.config = Some(file);
        } else if let Some(name) = path.strip_prefix("templates/") {
            input.templates.push((name.to_owned(), file));
        } else if let Some(name) = path.strip_prefix("content/") {
            content.insert(name.to_owned(), file);
        }
    }
    arrange_content(content, &mut input, &mut out);
    (input, out)
}

fn unexpected(files: &mut Files, path: &str) -> Diagnostic {
    let file = files.add(path, "");
    let better = match path.rsplit_once('.') {
        Some((stem, "yml")) => Some(format!("{stem}.yaml")),
        Some((stem, "markdown" | "mdown" | "mkd")) => Some(format!("{stem}.md")),
        _ => None,
    };
    let message = format!("`{path}` is not a file that the tool reads");
    match better {
        Some(better) => Diagnostic::at(Code::FileEnding, Span::top(file), message)
            .hint(format!("rename it to `{better}`")),
        None => Diagnostic::at(
            Code::FileUnexpected,
            Span::top(file),
            format!("{message}, and is left out"),
        )
        .hint("files that pages show or link to belong in `static/`"),
    }
}

/// Takes `content` as text, or reports why that cannot be done. Only a text that is in order is
/// kept as it is, so that the others are looked at again by the next run.
fn text(
    files: &mut Files,
    path: &str,
    content: &Content,
    out: &mut Vec<Diagnostic>,
) -> Option<FileId> {
    if content.as_bytes().len() > MAX_TEXT {
        let file = files.add(path, "");
        let message = format!("`{path}` is larger than {} MiB", MAX_TEXT / 1024 / 1024);
        out.push(
            Diagnostic::at(Code::FileUnreadable, Span::top(file), message)
                .hint("split it into several files"),
        );
        return None;
    }
    let whole = match content {
        Content::Text(text) => text,
        Content::Bytes(bytes) => {
            let good = bytes.utf8_chunks().next().map_or("", |chunk| chunk.valid());
            let file = files.add(path, good);
            out.push(
                Diagnostic::at(
                    Code::FileUnreadable,
                    Span::new(file, good.len()..good.len()),
                    format!("`{path}` is not text in UTF-8"),
                )
                .label("the first byte that is not UTF-8 comes here")
                .hint("save the file as UTF-8"),
            );
            return None;
        }
    };
    let text = whole.strip_prefix('\u{feff}').unwrap_or(whole);
    if let Some((at, c)) = text.char_indices().find(|(_, c)| is_stray(*c)) {
        let file = files.add(path, text);
        out.push(
            Diagnostic::at(
                Code::FileUnreadable,
                Span::new(file, at..at + c.len_utf8()),
                format!("`{path}` holds the control character U+{:04X}", u32::from(c)),
            )
            .hint("remove it; text holds no control characters but tabs and line breaks"),
        );
        return None;
    }
    let same = text.len() == whole.len();
    Some(files.add(path, if same { Arc::clone(whole) } else { text.into() }))
}

/// Control characters that no text needs.
pub fn is_stray(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r')
}

fn arrange_content(
    content: BTreeMap<String, FileId>,
    input: &mut Input,
    out: &mut Vec<Diagnostic>,
) {
    let single = content.contains_key("article.yaml");
    let mut folders: BTreeMap<String, Vec<(String, FileId)>> = BTreeMap::new();
    for (path, file) in content {
        let (folder, name) = match path.rsplit_once('/') {
            Some((folder, name)) => (folder.to_owned(), name.to_owned()),
            None => (String::new(), path),
        };
        folders.entry(folder).or_default().push((name, file));
    }
    if !single && let Some(shared) = folders.remove("") {
        for (name, file) in shared {
            match name.as_str() {
                "sources.yaml" => input.sources = Some(file),
                "speakers.yaml" => input.speakers = Some(file),
                _ => out.push(
                    Diagnostic::at(
                        Code::ArticleMissing,
                        Span::top(file),
                        format!("`{name}` belongs to no article"),
                    )
                    .hint("a site with one article needs `content/article.yaml`")
                    .hint("a site with many has a folder for each, with its own `article.yaml`"),
                ),
            }
        }
    }
    for (folder, files) in folders {
        let nested = if single { !folder.is_empty() } else { folder.contains('/') };
        let article = files.iter().find(|(name, _)| name == "article.yaml").map(|(_, f)| *f);
        let first = files.first().map(|(_, f)| *f);
        let (Some(article), false) = (article, nested) else {
            if let Some(file) = first {
                let message = format!("the folder `content/{folder}` is not an article");
                let hint = if nested {
                    "sections stand beside their `article.yaml`, not in a folder below it"
                } else {
                    "add an `article.yaml` with a `title` to it"
                };
                let code = if nested { Code::ArticleNested } else { Code::ArticleMissing };
                out.push(Diagnostic::at(code, Span::top(file), message).hint(hint));
            }
            continue;
        };
        if !folder.is_empty() && !is_id(&folder) {
            out.push(
                Diagnostic::at(
                    Code::IdInvalid,
                    Span::top(article),
                    format!("the folder name `{folder}` cannot be the address of an article"),
                )
                .hint("use lower-case words joined by hyphens"),
            );
        }
        if address::RESERVED.contains(&folder.as_str()) {
            out.push(
                Diagnostic::at(
                    Code::NameReserved,
                    Span::top(article),
                    format!("an article cannot be called `{folder}`"),
                )
                .hint("the tool needs this name for pages of its own; rename the folder"),
            );
        }
        input.articles.push(article_files(folder, article, files));
    }
    if input.articles.is_empty() && out.iter().all(|d| d.code != Code::ArticleMissing) {
        let mut missing =
            Diagnostic::new(Code::ArticleMissing, "there is no article in `content/`");
        if let Some(config) = input.config {
            missing = Diagnostic::at(Code::ArticleMissing, Span::top(config), missing.message);
        }
        out.push(
            missing.hint("add `content/article.yaml` with a `title`, and a section beside it"),
        );
    }
}

fn article_files(folder: String, article: FileId, files: Vec<(String, FileId)>) -> ArticleFiles {
    let mut sections: BTreeMap<String, SectionFiles> = BTreeMap::new();
    let mut it =
        ArticleFiles { folder, article, sections: Vec::new(), sources: None, speakers: None };
    for (name, file) in files {
        let (stem, extension) = name.rsplit_once('.').unwrap_or((&name, ""));
        match (stem, extension) {
            ("article", "yaml") => {}
            ("sources", "yaml") => it.sources = Some(file),
            ("speakers", "yaml") => it.speakers = Some(file),
            _ => {
                let section = sections.entry(stem.to_owned()).or_insert_with(|| SectionFiles {
                    stem: stem.to_owned(),
                    markdown: None,
                    claims: None,
                });
                if extension == "md" {
                    section.markdown = Some(file);
                } else {
                    section.claims = Some(file);
                }
            }
        }
    }
    it.sections = sections.into_values().collect();
    it
}
