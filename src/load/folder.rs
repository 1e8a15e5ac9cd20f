//! A site's folder on disk: the one place where it is read.
//!
//! In goes a path; out comes a [`Tree`], and for a preview, again and again, what has changed in it.

use super::{CONFIG, Content, INPUTS, Tree};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

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
            // A link is never followed, not even at the top.
            match std::fs::symlink_metadata(&folder) {
                Ok(found) if found.file_type().is_symlink() => {
                    links.push(top.to_owned());
                    continue;
                }
                Ok(_) => {}
                Err(_) => continue,
            }
            let walk = walkdir::WalkDir::new(&folder).follow_links(false);
            let hidden = |e: &walkdir::DirEntry| {
                e.depth() > 0 && e.file_name().to_string_lossy().starts_with('.')
            };
            for entry in walk.into_iter().filter_entry(|e| !hidden(e)) {
                let entry = match entry {
                    Ok(entry) => entry,
                    Err(e) if is_gone(&e) => continue,
                    Err(e) => return Err(fail(e.path().unwrap_or(&folder), e.to_string())),
                };
                let path = relative(entry.path(), &self.root);
                if entry.path_is_symlink() {
                    links.push(path);
                } else if entry.file_type().is_file() && super::is_read(&path) {
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
