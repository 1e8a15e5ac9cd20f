//! Classifies the files of a tree, and checks each text once.
//!
//! In goes a [`Tree`]; out comes an [`Input`]: articles with their sections, records, templates,
//! and the files that pages link to.

mod content;
mod input;
mod odd;
mod text;

pub use content::device_name;
pub use input::{ArticleFiles, Input, LockFile, SectionFiles, SnapshotFile};

use super::gap::Gap;
use super::names;
use super::{CONFIG, Content, LOCK, MAX_COPY, SNAPSHOTS, Tree, is_read, is_snapshot};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{FileId, Files, Span};
use content::arrange_content;
use odd::{left_out, no_copies, too_large, unexpected, unfit, unopened};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use text::text;
pub use text::unfinished_merge;

/// Classifies the files of `tree`.
pub fn arrange(tree: Tree) -> (Input, Vec<Diagnostic>) {
    arrange_as(tree, &Files::default())
}

/// Like [`arrange`], with the file ids of an earlier run. Texts that it found valid are not checked
/// again.
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
            // A file that is too large is still known, so that links to it do not seem broken.
            input.statics.insert(name.to_owned(), bytes.into_bytes());
            continue;
        }
        let is_template = path.starts_with("templates/");
        if is_snapshot(&path) {
            match is_read(&path) {
                true => snapshot(&mut input, &path, &bytes, &mut copied, &mut out),
                false => unread.push(path),
            }
            continue;
        }
        let is_lock = path.rsplit('/').next() == Some(LOCK);
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

/// The folder of the article whose lock file is `path`, if it is one.
fn lock_of(path: &str) -> Option<String> {
    let (folder, name) = path.rsplit_once('/')?;
    let folder = folder.strip_prefix("content")?.trim_start_matches('/');
    (name == LOCK).then(|| folder.to_owned())
}

/// Handles a saved copy, which may contain anything that the source contained.
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
        // Its words are unknown, so no passage is looked up in it.
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
