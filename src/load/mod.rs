//! Reads a site from disk, once, and sorts what it found.
//!
//! [`SiteFolder`] is the only thing here that touches the disk; [`read`] uses it once. It turns a
//! folder into a [`Tree`] of paths and bytes. `arrange` then tells what each file is and hands
//! over an [`Input`]. A test or a preview that has its files elsewhere makes a tree of its own and
//! goes on from there.

mod arrange;
mod folder;
mod gap;
pub mod names;

pub use arrange::{
    ArticleFiles, Input, LockFile, SectionFiles, SnapshotFile, arrange, arrange_as, device_name,
};
pub use folder::{ReadError, SiteFolder, read};
pub use gap::{Gap, parts};
pub use names::misnamed;

use bytes::Bytes;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The file beside an article that keeps what was confirmed of it.
pub const LOCK: &str = "anchors.lock";

/// The file whose folder is a site's root.
pub const CONFIG: &str = "gainsay.yaml";

/// The folders of a site that are read.
pub const INPUTS: &[&str] = &["content", "templates", "static"];

/// The folder of saved copies of sources, in `content/` or in the folder of an article.
pub const SNAPSHOTS: &str = "snapshots";

/// The one folder whose name begins with `.` that is published: what programs look for at the root
/// of a host (RFC 8615).
pub const WELL_KNOWN: &str = "static/.well-known";

/// How the name of a saved copy may end.
pub const COPIES: &[&str] = &["txt", "md", "html"];

/// True for a file that a build may need. Below a folder of saved copies there may be recordings and
/// PDFs of any size, and further folders: these are named, not read.
fn is_read(path: &str) -> bool {
    let ending = path.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
    !is_snapshot(path) || (is_copys_place(path) && COPIES.contains(&ending.as_str()))
}

/// True for a file in `content/snapshots/`, or in `snapshots/` in the folder of an article.
fn is_copys_place(path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').collect();
    match parts[..] {
        ["content", folder, _] => folder == SNAPSHOTS,
        ["content", article, folder, _] => article != SNAPSHOTS && folder == SNAPSHOTS,
        _ => false,
    }
}

/// True for a file in a folder of saved copies.
fn is_snapshot(path: &str) -> bool {
    let mut folders = path.split('/').rev().skip(1);
    path.starts_with("content/") && folders.any(|folder| folder == SNAPSHOTS)
}

/// No text may be larger, in bytes.
pub const MAX_TEXT: usize = 64 * 1024 * 1024;

/// No template may be larger, in bytes: what it says stands on each of its pages. The largest of the
/// theme has 20 kB.
pub const MAX_TEMPLATE: usize = 1024 * 1024;

/// No saved copy may be larger, in bytes: a book of 3,000 pages is not.
pub const MAX_COPY: usize = 16 * 1024 * 1024;

/// No file of `static/` may be larger, in bytes: it is held in memory, and hosts of pages take none
/// of that size.
pub const MAX_STATIC: usize = 1024 * 1024 * 1024;

/// How many bytes the file at `path` may have. Of a larger one nothing is read.
pub fn most_of(path: &str) -> usize {
    if path.starts_with("static/") {
        MAX_STATIC
    } else if path.starts_with("templates/") {
        MAX_TEMPLATE
    } else if is_snapshot(path) {
        MAX_COPY
    } else {
        MAX_TEXT
    }
}

/// The files of a site: paths from its root, with `/` between their parts, and content.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    /// Path and content, sorted by path.
    pub files: BTreeMap<String, Content>,
    /// What is neither a file nor a folder, and folders in the place of a file of the format, sorted by
    /// path. It is never followed or opened.
    pub odd: Vec<Odd>,
    /// Files that are left out because a part of their path begins with `.`, sorted; without those
    /// that nobody misses.
    pub hidden: Vec<String>,
    /// Files below a folder of saved copies that are none that is read, sorted.
    pub unread: Vec<String>,
}

/// What stands where a file or folder belongs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Odd {
    /// Path from the site's root.
    pub path: String,
    /// What it is, as in `a symbolic link`.
    pub what: String,
}

/// What a file holds. Cheap to copy: one that has not been read anew is the same in the next tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// Text in UTF-8.
    Text(Arc<str>),
    /// Anything else.
    Bytes(Bytes),
    /// More than a file of its kind may hold, so that it was not read: how many bytes.
    Large(u64),
}

impl Content {
    /// The content as bytes; none of what was not read.
    pub fn as_bytes(&self) -> &[u8] {
        match self {
            Self::Text(text) => text.as_bytes(),
            Self::Bytes(bytes) => bytes,
            Self::Large(_) => &[],
        }
    }

    /// How many bytes the file has, read or not.
    pub fn length(&self) -> u64 {
        match self {
            Self::Large(length) => *length,
            read => read.as_bytes().len() as u64,
        }
    }

    /// True where the file was read, and holds `bytes`.
    pub fn is(&self, bytes: &[u8]) -> bool {
        !matches!(self, Self::Large(_)) && self.as_bytes() == bytes
    }

    pub(super) fn into_bytes(self) -> Bytes {
        match self {
            Self::Text(text) => Bytes::copy_from_slice(text.as_bytes()),
            Self::Bytes(bytes) => bytes,
            Self::Large(_) => Bytes::new(),
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
