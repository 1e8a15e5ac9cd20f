//! Tells what each file of a tree is, and looks at each text once.
//!
//! In goes a [`Tree`]; out comes an [`Input`]: articles with their sections, records, templates,
//! and the files that pages link to.

use super::gap::{Gap, parts};
use super::names;
use super::{CONFIG, Content, MAX_COPY, Odd, SNAPSHOTS, Tree, is_snapshot};
use crate::characters::{is_stray, stray_name};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::address;
use crate::model::{is_device, is_id, to_id};
use crate::source::{FileId, Files, Span};
use bytes::Bytes;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

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
    /// Saved copies of sources.
    pub snapshots: Vec<SnapshotFile>,
    /// Templates by name: their path in `templates/`.
    pub templates: Vec<(String, FileId)>,
    /// Files of `static/` by their path in it.
    pub statics: BTreeMap<String, Bytes>,
    /// Paths of files that are not read, each of which has been reported.
    pub others: BTreeSet<String>,
    /// What is not read.
    pub gaps: Vec<Gap>,
}

/// A saved copy of a source.
#[derive(Debug, Clone)]
pub struct SnapshotFile {
    /// Folder of the article whose source it is of; empty for shared ones.
    pub folder: String,
    /// Id of the source.
    pub id: String,
    /// The copy.
    pub file: FileId,
}

/// The lock file of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LockFile {
    /// There is none.
    #[default]
    Missing,
    /// There is one that cannot be read, which has been reported.
    Unread,
    /// There is one.
    There(FileId),
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
    /// What was confirmed of its claims.
    pub lock: LockFile,
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
    let mut unread_locks: BTreeSet<String> = BTreeSet::new();
    let mut copied: BTreeSet<(String, String)> = BTreeSet::new();
    for odd in tree.odd {
        unread_locks.extend(lock_of(&odd.path));
        unopened(&mut input, &odd, &mut out);
    }
    let mut hidden = tree.hidden;
    let mut unread = tree.unread;
    let mut is_unfit = false;
    let typed: Vec<&str> =
        tree.files.keys().filter(|path| !path.starts_with("static/")).map(String::as_str).collect();
    for (path, other) in names::collisions(typed) {
        let file = input.files.add(path, "");
        let message = format!("`{path}` and `{other}` have one name on some systems");
        out.push(
            Diagnostic::at(Code::NameCollision, Span::top(file), message)
                .hint(names::collision_hint(path, other)),
        );
    }
    let is_record = |path: &&String| {
        let name = path.rsplit('/').next().unwrap_or("");
        matches!(name, "sources.yaml" | "speakers.yaml" | "article.yaml")
    };
    let records: BTreeSet<String> = tree.files.keys().filter(is_record).cloned().collect();
    for (path, bytes) in tree.files {
        if names::is_hidden(&path) {
            hidden.extend((!names::is_usual(&path)).then_some(path));
            continue;
        }
        if let Some(c) = names::unfit(&path) {
            is_unfit = true;
            out.push(unfit(&mut input.files, &path, c));
            continue;
        }
        if let Some(name) = path.strip_prefix("static/") {
            if let Content::Large(_) = bytes {
                out.push(too_large(&mut input.files, &path));
            }
            // One that is too large is known all the same, so that no link to it seems to lead nowhere.
            input.statics.insert(name.to_owned(), bytes.into_bytes());
            continue;
        }
        let is_template = path.starts_with("templates/");
        if is_snapshot(&path) {
            match super::is_read(&path) {
                true => snapshot(&mut input, &path, &bytes, &mut copied, &mut out),
                false => unread.push(path),
            }
            continue;
        }
        let is_lock = path.rsplit('/').next() == Some(super::LOCK);
        let known = path == CONFIG
            || is_template
            || is_lock
            || path.ends_with(".md")
            || path.ends_with(".yaml");
        if !known {
            unexpected(&mut input, &path, &records, &mut out);
            input.others.insert(path);
            continue;
        }
        let known = earlier.find(&path).map(|file| &earlier.get(file).text);
        let file = match &bytes {
            Content::Text(text) if known.is_some_and(|k| Arc::ptr_eq(k, text)) => {
                Some(input.files.add(&path, Arc::clone(text)))
            }
            _ => text(&mut input, &path, &bytes, &mut out),
        };
        let Some(file) = file else {
            unread_locks.extend(lock_of(&path));
            continue;
        };
        if path == CONFIG {
            input.config = Some(file);
        } else if let Some(name) = path.strip_prefix("templates/") {
            input.templates.push((name.to_owned(), file));
        } else if let Some(name) = path.strip_prefix("content/") {
            content.insert(name.to_owned(), file);
        }
    }
    out.extend(left_out(&hidden));
    out.extend(no_copies(&mut input.files, unread));
    arrange_content(content, &mut input, is_unfit, &mut out);
    for article in input.articles.iter_mut().filter(|a| unread_locks.contains(&a.folder)) {
        article.lock = LockFile::Unread;
    }
    (input, out)
}

/// The folder of the article whose lock `path` is, if it is one.
fn lock_of(path: &str) -> Option<String> {
    let (folder, name) = path.rsplit_once('/')?;
    let folder = folder.strip_prefix("content")?.trim_start_matches('/');
    (name == super::LOCK).then(|| folder.to_owned())
}

/// Takes a saved copy, which may hold whatever the source held.
fn snapshot(
    input: &mut Input,
    path: &str,
    content: &Content,
    copied: &mut BTreeSet<(String, String)>,
    out: &mut Vec<Diagnostic>,
) {
    let Some((above, name)) = path.rsplit_once('/') else { return };
    let (id, _) = name.rsplit_once('.').unwrap_or((name, ""));
    let folder = above.strip_suffix(SNAPSHOTS).unwrap_or(above).trim_end_matches('/');
    let folder = folder.strip_prefix("content").unwrap_or(folder).trim_start_matches('/');
    if content.length() > MAX_COPY as u64 {
        let file = input.files.add(path, "");
        input.gaps.push(Gap::Unopened(file));
        let size = content.length() / 1024 / 1024;
        let most = MAX_COPY / 1024 / 1024;
        let message =
            format!("the saved copy `{path}` has {size} MiB, of which {most} can be searched");
        out.push(
            Diagnostic::at(Code::FileUnreadable, Span::top(file), message)
                .hint("save an excerpt with the passages that are quoted, and say so in `sources.yaml`: `snapshot: {kind: excerpt}`"),
        );
        return;
    }
    let file = match content {
        Content::Text(text) => input.files.add(path, Arc::clone(text)),
        // Which words it holds is not known, so that none is looked up in it.
        Content::Bytes(_) | Content::Large(_) => {
            text(input, path, content, out);
            return;
        }
    };
    let (folder, id) = (folder.to_owned(), id.to_owned());
    if !copied.insert((folder.clone(), id.clone())) {
        let message = format!("`{id}` has another saved copy, and this one is left out");
        out.push(
            Diagnostic::at(Code::FileUnexpected, Span::top(file), message)
                .hint("keep one copy of each source"),
        );
        return;
    }
    input.snapshots.push(SnapshotFile { folder, id, file });
}

fn unopened(input: &mut Input, odd: &Odd, out: &mut Vec<Diagnostic>) {
    let Odd { path, what } = odd;
    let file = input.files.add(path, "");
    input.gaps.push(Gap::Unopened(file));
    let (message, hint) = match what.as_str() {
        "a symbolic link" => (
            format!("`{path}` is a symbolic link, and links are not followed"),
            "put the file itself in its place",
        ),
        "a folder" => (
            format!("`{path}` is a folder; a file is expected here"),
            "give the folder another name, and put the file in its place",
        ),
        _ => (format!("`{path}` is {what}, and is not opened"), "take it out of the site"),
    };
    out.push(Diagnostic::at(Code::FileUnreadable, Span::top(file), message).hint(hint));
}

/// Names the first of `paths`, and counts the rest; none where there are none.
fn list(paths: &[String]) -> Option<String> {
    const NAMED: usize = 3;
    let mut named: Vec<String> = paths.iter().take(NAMED).map(|path| format!("`{path}`")).collect();
    if paths.len() > NAMED {
        named.push(format!("{} more", paths.len() - NAMED));
    }
    let last = named.pop()?;
    Some(match named.is_empty() {
        true => last,
        false => format!("{} and {last}", named.join(", ")),
    })
}

/// Says which files below folders of saved copies are none that is read: once of those whose names
/// end in another way, and once of those in folders where no copy is looked for.
fn no_copies(files: &mut Files, unread: Vec<String>) -> Vec<Diagnostic> {
    let (endings, places): (Vec<String>, Vec<String>) =
        unread.into_iter().partition(|path| super::is_copys_place(path));
    let aside = "what is kept beside copies belongs in a folder whose name begins with `.`, or out of `content/`";
    let endings = (
        endings,
        "a saved copy ends in `.txt`, `.md` or `.html`: save the words of the source as one of these",
    );
    let places = (
        places,
        "a saved copy stands in `content/snapshots/`, or in `snapshots/` in its article's folder, and in no folder below",
    );
    let told = [endings, places].into_iter().filter_map(|(paths, hint)| {
        let (listed, first) = (list(&paths)?, paths.first()?);
        let (is, copy) = match paths.len() {
            1 => ("is", "no saved copy"),
            _ => ("are", "no saved copies"),
        };
        let message =
            format!("{listed} {is} {copy} that the tool reads: no passage is looked up there");
        let at = Span::top(files.add(first, ""));
        Some(Diagnostic::at(Code::FileUnexpected, at, message).hint(hint).hint(aside))
    });
    told.collect()
}

/// Says what is left out because of its name, once.
fn left_out(hidden: &[String]) -> Option<Diagnostic> {
    let listed = list(hidden)?;
    let (is, names) = if hidden.len() == 1 { ("is", "its name") } else { ("are", "their names") };
    let message = format!("{listed} {is} left out, because {names} or a folder's begins with `.`");
    Some(
        Diagnostic::new(Code::FileHidden, message)
            .hint("names that begin with `.` are passed over, but for `static/.well-known/`"),
    )
}

fn unfit(files: &mut Files, path: &str, c: char) -> Diagnostic {
    let file = files.add(path, "");
    let what = match c {
        '\\' => "a `\\`".to_owned(),
        c => format!("the character U+{:04X}", u32::from(c)),
    };
    let message = format!("the name of `{path}` has {what} in it");
    Diagnostic::at(Code::FileName, Span::top(file), message)
        .hint("rename it; no address and no line of a report can hold such a name")
}

/// Says that a file is not read; `records` are the files of records that are.
fn unexpected(
    input: &mut Input,
    path: &str,
    records: &BTreeSet<String>,
    out: &mut Vec<Diagnostic>,
) {
    let file = input.files.add(path, "");
    let message = format!("`{path}` is not a file that the tool reads");
    // An editor may add `.txt`, and a system that takes no note of capitals keeps those typed.
    let lower = path.to_ascii_lowercase();
    let lower = lower.trim_end_matches([' ', '.']);
    let lower = lower.strip_suffix(".txt").unwrap_or(lower);
    let (folder, name) = lower.rsplit_once('/').unwrap_or(("", lower));
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let meant = matches!(stem, "sources" | "speakers" | "article");
    let meant = meant.then(|| format!("{}/{stem}.yaml", &path[..folder.len()]));
    let begun = &path[..lower.len() - name.len() + stem.len()];
    let (what, meant) = match (ending, meant) {
        ("yml" | "yaml", Some(meant)) => ("rename it to", meant),
        ("yml" | "yaml", None) => ("rename it to", format!("{begun}.yaml")),
        ("md" | "markdown" | "mdown" | "mkd", _) => ("rename it to", format!("{begun}.md")),
        ("json", Some(meant)) if !records.contains(&meant) => {
            ("JSON is YAML too: rename it to", meant)
        }
        (_, Some(meant)) if !records.contains(&meant) => {
            ("write what it holds as YAML, into", meant)
        }
        _ => {
            let message = format!("{message}, and is left out");
            out.push(
                Diagnostic::at(Code::FileUnexpected, Span::top(file), message)
                    .hint("files that pages show or link to belong in `static/`"),
            );
            return;
        }
    };
    out.push(
        Diagnostic::at(Code::FileEnding, Span::top(file), message)
            .hint(format!("{what} `{meant}`")),
    );
    input.gaps.push(Gap::Misnamed { file, meant });
}

/// The fault of a file that has more bytes than it may have.
fn too_large(files: &mut Files, path: &str) -> Diagnostic {
    let hint = match path.split('/').next() {
        Some("templates") => {
            "what it says would stand on every page; a file that pages load belongs in `static/`"
        }
        Some("static") => "keep it where large files are kept, and link to it there",
        _ => "split it into several files",
    };
    let message = format!("`{path}` is larger than {} MiB", super::most_of(path) / 1024 / 1024);
    Diagnostic::at(Code::FileUnreadable, Span::top(files.add(path, "")), message).hint(hint)
}

/// Takes `content` as text, and reports what is wrong with it. What can be read is read all the same,
/// so that nothing else seems to be missing. Only a text that is in order is kept as it is, so that the
/// others are looked at again by the next run.
fn text(
    input: &mut Input,
    path: &str,
    content: &Content,
    out: &mut Vec<Diagnostic>,
) -> Option<FileId> {
    let (files, gaps) = (&mut input.files, &mut input.gaps);
    if content.length() > super::most_of(path) as u64 {
        out.push(too_large(files, path));
        gaps.push(Gap::Unopened(files.add(path, "")));
        return None;
    }
    let whole = match content {
        Content::Text(text) => text,
        Content::Large(_) => return None,
        Content::Bytes(bytes) => {
            let good = bytes.utf8_chunks().next().map_or("", |chunk| chunk.valid());
            let start = good.len();
            let file = files.add(path, &*String::from_utf8_lossy(bytes));
            gaps.push(Gap::Garbled(file));
            out.push(
                Diagnostic::at(
                    Code::FileUnreadable,
                    Span::new(file, start..start),
                    format!("`{path}` is not text in UTF-8"),
                )
                .label(match bytes.get(start) {
                    Some(byte) => {
                        format!("byte {} is the first that is not: {byte:02X}", start + 1)
                    }
                    None => "the text ends within a character".to_owned(),
                })
                .hint(match &bytes[..] {
                    [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => "it is UTF-16: save the file as UTF-8",
                    _ => "save the file as UTF-8",
                }),
            );
            return Some(file);
        }
    };
    let text = whole.strip_prefix('\u{feff}').unwrap_or(whole);
    // A carriage return by itself ends a line, as in Markdown and YAML. Places are the same.
    let unified = lone_returns(text).then(|| with_line_feeds(text));
    let text = unified.as_deref().unwrap_or(text);
    if let Some((at, c)) = text.char_indices().find(|(_, c)| is_stray(*c)) {
        let file = files.add(path, text);
        gaps.push(Gap::Broken(file));
        out.push(
            Diagnostic::at(
                Code::FileUnreadable,
                Span::new(file, at..at + c.len_utf8()),
                format!("`{path}` holds {}", stray_name(c)),
            )
            .hint("remove it; text holds no control characters but tabs and line breaks"),
        );
        return Some(file);
    }
    if let Some(at) = merge(text)
        && !(path.ends_with(".md") && in_fence(text, at))
    {
        let file = files.add(path, text);
        gaps.push(Gap::Garbled(file));
        out.push(
            Diagnostic::at(
                Code::MergeUnfinished,
                Span::new(file, at..at + 7),
                format!("`{path}` holds both sides of a merge"),
            )
            .hint(match path.rsplit('/').next() == Some(super::LOCK) {
                true => "remove the lines of `<<<<<<<`, `=======` and `>>>>>>>`, and keep all others: what nothing needs is reported then",
                false => "keep what is right, and remove the lines of `<<<<<<<`, `=======` and `>>>>>>>`",
            }),
        );
        // Both sides of YAML are none that could be read; of Markdown, much can.
        return path.ends_with(".md").then_some(file);
    }
    let same = text.len() == whole.len() && unified.is_none();
    Some(files.add(path, if same { Arc::clone(whole) } else { text.into() }))
}

/// True where `text` has a carriage return that no line feed follows.
fn lone_returns(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'\r', bytes).any(|i| bytes.get(i + 1) != Some(&b'\n'))
}

/// The text with a line feed for each carriage return by itself, which is as long.
fn with_line_feeds(text: &str) -> String {
    let mut unified = String::with_capacity(text.len());
    let mut parts = text.split('\r').peekable();
    while let Some(part) = parts.next() {
        unified.push_str(part);
        if let Some(next) = parts.peek() {
            unified.push(if next.starts_with('\n') { '\r' } else { '\n' });
        }
    }
    unified
}

/// True where the byte `at` of Markdown stands in a fenced block of code, which may be about merges.
fn in_fence(text: &str, at: usize) -> bool {
    let fence = |line: &&str| line.starts_with("```") || line.starts_with("~~~");
    text[..at].lines().filter(fence).count() % 2 == 1
}

/// Where a version control system left both sides of a merge: lines that begin with the three
/// markers, in their order.
fn merge(text: &str) -> Option<usize> {
    let line = |from: usize, marker: &str| {
        let found = text[from..].match_indices(marker).map(|(i, _)| from + i);
        found.into_iter().find(|&at| {
            let ends = text[at + marker.len()..].chars().next();
            (at == 0 || text[..at].ends_with('\n')) && ends.is_none_or(char::is_whitespace)
        })
    };
    let ours = line(0, "<<<<<<<")?;
    let theirs = line(ours, "=======")?;
    line(theirs, ">>>>>>>").map(|_| ours)
}

/// Sorts the files of `content/` into articles. Where a name `is_unfit`, its file may be what is missed.
fn arrange_content(
    content: BTreeMap<String, FileId>,
    input: &mut Input,
    is_unfit: bool,
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
    let explained = Explained::of(input);
    let mut says_so = false;
    if !single && let Some(shared) = folders.remove("") {
        for (name, file) in shared {
            match name.as_str() {
                "sources.yaml" => input.sources = Some(file),
                "speakers.yaml" => input.speakers = Some(file),
                _ => {
                    says_so = true;
                    input.gaps.push(Gap::Stray(file));
                    if explained.article_of("content") {
                        continue;
                    }
                    let message = format!("`{name}` belongs to no article");
                    out.push(
                        Diagnostic::at(Code::ArticleMissing, Span::top(file), message)
                            .hint("a site with one article needs `content/article.yaml`")
                            .hint(
                                "a site with many has a folder for each, with its own `article.yaml`",
                            ),
                    );
                }
            }
        }
    }
    let names: BTreeSet<String> = folders.keys().cloned().collect();
    for (folder, files) in folders {
        let nested = if single { !folder.is_empty() } else { folder.contains('/') };
        let article = files.iter().find(|(name, _)| name == "article.yaml").map(|(_, f)| *f);
        let first = files.first().map(|(_, f)| *f);
        let (Some(article), false) = (article, nested) else {
            if let Some(file) = first {
                let message = format!("the folder `content/{folder}` is not an article");
                // Below an article that cannot be read yet, a folder is none either.
                let below = !nested && !folder.is_empty() && explained.has("content");
                let many = "or give each article a folder with its own `article.yaml`, and `content/` none";
                let hint = if nested || below {
                    "sections stand beside their `article.yaml`, not in a folder below it"
                } else {
                    "add an `article.yaml` with a `title` to it"
                };
                let code = if nested || below { Code::ArticleNested } else { Code::ArticleMissing };
                let mut is_told = true;
                if !nested {
                    says_so = true;
                    input.gaps.push(Gap::Stray(file));
                    is_told = !explained.article_of(&format!("content/{folder}"));
                }
                if is_told {
                    out.push(
                        Diagnostic::at(code, Span::top(file), message)
                            .hint(hint)
                            .maybe_hint(below.then(|| many.to_owned())),
                    );
                }
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
                .hint("use lower-case words joined by hyphens")
                .maybe_hint(better_folder(&folder, &names)),
            );
        }
        if is_device(&folder) {
            out.push(device_name(&folder, Span::top(article)));
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
    if input.articles.is_empty() && !says_so && !is_unfit && !explained.any_article() {
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

/// Proposes a name for the folder of an article whose name is not an address, unless one of `names`
/// is the same.
fn better_folder(folder: &str, names: &BTreeSet<String>) -> Option<String> {
    let better = to_id(folder);
    let is_good = is_id(&better)
        && !names.contains(&better)
        && !is_device(&better)
        && !address::RESERVED.contains(&better.as_str());
    is_good.then(|| format!("call it `{better}`"))
}

/// The fault of an id, of a section or of an article that has the name of a device.
pub fn device_name(name: &str, span: Span) -> Diagnostic {
    let message = format!("`{name}` cannot be the name of a page: Windows keeps it for a device");
    Diagnostic::at(Code::NameReserved, span, message)
        .hint(format!("no file of this name can be made there; add a word, such as `{name}-1`"))
}

/// Files of articles that cannot be read, or have another name: why there seems to be none.
struct Explained {
    /// Their paths, as they ought to be.
    articles: BTreeSet<String>,
    /// Paths of what is not opened, folders among them.
    unopened: BTreeSet<String>,
}

impl Explained {
    fn of(input: &Input) -> Self {
        let paths = || input.gaps.iter().map(|gap| (gap, gap.path(&input.files)));
        let articles = paths().filter(|(_, path)| path.ends_with("/article.yaml"));
        let unopened = paths().filter(|(gap, _)| matches!(gap, Gap::Unopened(_)));
        Self {
            articles: articles.map(|(_, path)| path.into_owned()).collect(),
            unopened: unopened.map(|(_, path)| path.into_owned()).collect(),
        }
    }

    /// True where `folder` may have an article.
    fn article_of(&self, folder: &str) -> bool {
        self.unopened.contains("content") || self.has(folder)
    }

    /// True where an article of `folder` cannot be read, or has another name.
    fn has(&self, folder: &str) -> bool {
        self.articles.contains(&format!("{folder}/article.yaml"))
    }

    /// True where the site may have an article.
    fn any_article(&self) -> bool {
        let is_folder = |path: &String| matches!(parts(path), ("content", _, ""));
        !self.articles.is_empty()
            || self.unopened.contains("content")
            || self.unopened.iter().any(is_folder)
    }
}

fn article_files(folder: String, article: FileId, files: Vec<(String, FileId)>) -> ArticleFiles {
    let mut sections: BTreeMap<String, SectionFiles> = BTreeMap::new();
    let mut it = ArticleFiles {
        folder,
        article,
        sections: Vec::new(),
        sources: None,
        speakers: None,
        lock: LockFile::Missing,
    };
    for (name, file) in files {
        let (stem, extension) = name.rsplit_once('.').unwrap_or((&name, ""));
        match (stem, extension) {
            ("article", "yaml") => {}
            ("sources", "yaml") => it.sources = Some(file),
            ("speakers", "yaml") => it.speakers = Some(file),
            ("anchors", "lock") => it.lock = LockFile::There(file),
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
