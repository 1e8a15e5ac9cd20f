//! Reads a site's folder from disk.
//!
//! In goes a path; out comes a [`Tree`], and for a preview the changes since the last read.

use super::{
    CONFIG, COPIES, Content, INPUTS, LOCK, Odd, Tree, WELL_KNOWN, is_copys_place, is_snapshot,
    names, parts,
};
use crate::diagnostic::shown;
use crate::disk::{self, EntryKind, FolderEntry, FolderReader, Stamp};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A failure of the system while reading.
#[derive(Debug)]
pub struct ReadError {
    /// The path that could not be read.
    pub path: PathBuf,
    /// Why.
    pub reason: String,
}

impl std::fmt::Display for ReadError {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(f, "cannot read `{}`: {}", shown(&self.path), self.reason)
    }
}

impl std::error::Error for ReadError {}

/// Reads every file of the site at `root` that a build may need.
///
/// # Errors
/// A failure of the disk: a folder that does not exist, a file without read permission.
pub fn read(root: &Path) -> Result<Tree, ReadError> {
    let mut folder = SiteFolder::new(root);
    folder.refresh()?;
    Ok(folder.tree)
}

/// The stamp of each file by path, which changes when the file may have changed.
type Stamps = BTreeMap<String, Stamp>;

/// A site's folder, and the tree that was last read from it.
#[derive(Debug)]
pub struct SiteFolder {
    root: PathBuf,
    /// The tree that was last read.
    pub tree: Tree,
    /// The stamps at that time.
    stamps: Stamps,
}

impl SiteFolder {
    /// A folder that has not been read yet.
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned(), tree: Tree::default(), stamps: BTreeMap::new() }
    }

    /// The path of the folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// True if the file at `path` was empty when it was last read, and had been emptied within `time`: a
    /// program may be about to fill it.
    pub fn is_emptied(&self, path: &str, time: Duration) -> bool {
        let stamp = self.stamps.get(path).filter(|stamp| stamp.1 == 0);
        stamp.is_some_and(|stamp| {
            let age = stamp.0.and_then(|changed| changed.elapsed().ok());
            age.is_none_or(|age| age < time)
        })
    }

    /// Like [`SiteFolder::refresh`], but checks only `paths` if all of them are files that existed
    /// before. Otherwise it checks everything.
    ///
    /// # Errors
    /// As [`read`]; the tree is then unchanged.
    pub fn refresh_only(
        &mut self,
        paths: &BTreeSet<PathBuf>,
    ) -> Result<BTreeSet<String>, ReadError> {
        let mut stamps = Stamps::default();
        let root = self.open()?;
        for path in paths {
            let name = relative(path, &self.root);
            match root.stamp(&name).ok().flatten() {
                Some((EntryKind::File, found)) if self.stamps.contains_key(&name) => {
                    stamps.insert(name, found);
                }
                _ => return self.refresh(),
            }
        }
        let fresh = self.fresh(&root, &stamps)?;
        let changed = fresh.keys().cloned().collect();
        self.tree.files.extend(fresh);
        self.stamps.extend(stamps);
        Ok(changed)
    }

    /// Reads what has changed since the last time, and returns the paths with new content.
    ///
    /// # Errors
    /// As [`read`]; the tree is then unchanged.
    pub fn refresh(&mut self) -> Result<BTreeSet<String>, ReadError> {
        // Open it anew each time: an editor or a checkout may replace the folder.
        let root = self.open()?;
        let look = list_inputs(&root)?;
        self.take(&root, look)
    }

    fn open(&self) -> Result<disk::Folder, ReadError> {
        disk::Folder::open(&self.root).map_err(|e| read_error(self.root.clone(), &e))
    }

    /// The content of the file at `path` with `bytes`. If it is unchanged, the previous content is
    /// shared.
    fn content(&self, path: &str, bytes: Vec<u8>) -> Content {
        match self.tree.files.get(path) {
            Some(old) if old.is(&bytes) => old.clone(),
            // Files that pages only link to may be large, and are not read as text.
            _ if path.starts_with("static/") => Content::Bytes(bytes.into()),
            _ => bytes.into(),
        }
    }

    /// Those of the files with these stamps whose content differs from that of the last read.
    fn fresh(
        &self,
        root: &disk::Folder,
        stamps: &Stamps,
    ) -> Result<BTreeMap<String, Content>, ReadError> {
        let mut fresh: BTreeMap<String, Content> = BTreeMap::new();
        let mut reader = FolderReader::new(root);
        for (path, stamp) in stamps {
            if self.stamps.get(path) == Some(stamp) && self.tree.files.contains_key(path) {
                continue;
            }
            let most = super::most_of(path) as u64;
            let read = match stamp.1 > most {
                true => Ok(Content::Large(stamp.1)),
                false => reader.read(path, most).map(|bytes| self.content(path, bytes)),
            };
            let read = read.or_else(|e| disk::larger(&e).map(Content::Large).ok_or(e));
            match read {
                Ok(content) if self.tree.files.get(path) == Some(&content) => {}
                Ok(content) => {
                    fresh.insert(path.clone(), content);
                }
                // Deleted after it was listed; the next look will not find it.
                Err(e) if e.kind() == io::ErrorKind::NotFound && path != CONFIG => {}
                Err(e) => return Err(read_error(root.at(path), &e)),
            }
        }
        Ok(fresh)
    }

    /// Reads the files that differ from the last read.
    fn take(&mut self, root: &disk::Folder, look: Look) -> Result<BTreeSet<String>, ReadError> {
        let fresh = self.fresh(root, &look.stamps)?;
        let mut changed: BTreeSet<String> = fresh.keys().cloned().collect();
        let gone: Vec<String> =
            self.tree.files.keys().filter(|p| !look.stamps.contains_key(*p)).cloned().collect();
        for path in gone {
            self.tree.files.remove(&path);
            changed.insert(path);
        }
        if self.tree.odd != look.odd {
            changed.extend(look.odd.iter().chain(&self.tree.odd).map(|odd| odd.path.clone()));
            self.tree.odd = look.odd;
        }
        if self.tree.hidden != look.hidden {
            changed.extend(look.hidden.iter().chain(&self.tree.hidden).cloned());
            self.tree.hidden = look.hidden;
        }
        if self.tree.unread != look.unread {
            changed.extend(look.unread.iter().chain(&self.tree.unread).cloned());
            self.tree.unread = look.unread;
        }
        self.tree.files.extend(fresh);
        self.stamps = look.stamps;
        Ok(changed)
    }
}

/// The listing of a folder, before any file is read.
#[derive(Default)]
struct Look {
    stamps: Stamps,
    odd: Vec<Odd>,
    hidden: Vec<String>,
    unread: Vec<String>,
}

fn list_inputs(root: &disk::Folder) -> Result<Look, ReadError> {
    let mut look = Look::default();
    match root.stamp(CONFIG) {
        Ok(Some((EntryKind::File, stamp))) => look.stamps.insert(CONFIG.to_owned(), stamp),
        Ok(Some((EntryKind::Link, _))) => {
            let reason = "it is a symbolic link, and links are not followed".to_owned();
            return Err(ReadError { path: root.at(CONFIG), reason });
        }
        Ok(Some((kind, _))) => {
            return Err(ReadError { path: root.at(CONFIG), reason: format!("it is {kind}") });
        }
        Ok(None) => return Err(read_error(root.at(CONFIG), &io::ErrorKind::NotFound.into())),
        Err(e) => return Err(read_error(root.at(CONFIG), &e)),
    };
    for &top in INPUTS {
        match root.kind(top) {
            Ok(None) => {}
            Ok(Some(EntryKind::Folder)) => {
                let folder = root.below(top).map_err(|e| read_error(root.at(top), &e))?;
                walk(&folder, top, false, &mut look)?;
            }
            Ok(Some(EntryKind::File)) => {
                look.odd.push(Odd { path: top.to_owned(), what: "a file, and no folder".into() });
            }
            Ok(Some(kind)) => look.odd.push(Odd { path: top.to_owned(), what: kind.to_string() }),
            Err(e) => return Err(read_error(root.at(top), &e)),
        }
    }
    look.odd.sort();
    look.hidden.sort();
    look.unread.sort();
    Ok(look)
}

/// Lists everything in `folder`, which stands at `path`. A `hidden` folder is only searched for
/// files that will be reported as skipped.
fn walk(folder: &disk::Folder, path: &str, hidden: bool, look: &mut Look) -> Result<(), ReadError> {
    let entries = folder.list().map_err(|e| read_error(folder.path().to_owned(), &e))?;
    let mut files: Vec<(String, FolderEntry)> = Vec::new();
    for entry in entries {
        let at = format!("{path}/{}", entry.name);
        let published = at == WELL_KNOWN && entry.kind == EntryKind::Folder;
        let hidden = hidden || (entry.name.starts_with('.') && !published);
        match entry.kind {
            // An editor's lock is a broken link that names a machine and a process.
            EntryKind::Link | EntryKind::File if entry.name.starts_with(".#") => {}
            EntryKind::File if !hidden && super::is_read(&at) => files.push((at, entry)),
            EntryKind::File if hidden && !names::is_usual(&at) => look.hidden.push(at),
            EntryKind::File if !hidden => look.unread.push(at),
            EntryKind::File => {}
            EntryKind::Folder if !hidden && is_of_file(&at) => {
                look.odd.push(Odd { path: at, what: entry.kind.to_string() });
            }
            EntryKind::Folder => match folder.below(&entry.name) {
                Ok(below) => walk(&below, &at, hidden, look)?,
                Err(e) if e.kind() == io::ErrorKind::NotFound => {}
                Err(e) => return Err(read_error(folder.at(&entry.name), &e)),
            },
            kind => look.odd.push(Odd { path: at, what: kind.to_string() }),
        }
    }
    let looked: Vec<_> =
        files.into_par_iter().map(|(at, entry)| (folder.stamp(&entry.name), at, entry)).collect();
    for (found, at, entry) in looked {
        match found {
            Ok(Some((EntryKind::File, stamp))) => {
                look.stamps.insert(at, stamp);
            }
            Ok(Some((kind, _))) => look.odd.push(Odd { path: at, what: kind.to_string() }),
            // Deleted after it was listed.
            Ok(None) => {}
            Err(e) => return Err(read_error(folder.at(&entry.name), &e)),
        }
    }
    Ok(())
}

/// True if `path` has the name of a file of the format, so that a folder there is a mistake.
fn is_of_file(path: &str) -> bool {
    let (_, stem, ending) = parts(path);
    let ending = ending.to_ascii_lowercase();
    match path.split('/').next() {
        Some("content") if is_copys_place(path) => COPIES.contains(&ending.as_str()),
        Some("content") if is_snapshot(path) => false,
        Some("content") => {
            matches!(ending.as_str(), "md" | "yaml" | "yml") && !stem.is_empty()
                || path.ends_with(&format!("/{LOCK}"))
        }
        Some("templates") => matches!(ending.as_str(), "html" | "ftl"),
        _ => false,
    }
}

fn read_error(path: PathBuf, reason: &io::Error) -> ReadError {
    ReadError { path, reason: reason.to_string() }
}

fn relative(path: &Path, root: &Path) -> String {
    let path = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = path.components().map(|c| c.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}
