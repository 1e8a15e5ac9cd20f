//! Reads a site from disk, once, and classifies its files.
//!
//! Only [`SiteFolder`] touches the disk here, and only [`read`] uses it. It turns a folder into a
//! [`Tree`] of paths and bytes. `arrange` then determines what each file is and returns an
//! [`Input`]. A test or a preview with files elsewhere builds its own tree and starts from there.

mod arrange;
mod folder;
mod gap;
pub mod names;

pub use arrange::{
    ArticleFiles, Input, LockFile, SectionFiles, SnapshotFile, arrange, arrange_as, device_name,
    unfinished_merge,
};
pub use folder::{ReadError, SiteFolder, read};
pub use gap::{Gap, parts};
pub use names::misnamed;

use bytes::Bytes;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The file beside an article that records what was confirmed of it.
pub const LOCK: &str = "anchors.lock";

/// The file that marks a folder as a site's root.
pub const CONFIG: &str = "gainsay.yaml";

/// The folders of a site that are read.
pub const INPUTS: &[&str] = &["content", "templates", "static"];

/// The folder of saved copies of sources, in `content/` or in the folder of an article.
pub const SNAPSHOTS: &str = "snapshots";

/// The only published folder whose name begins with `.`: programs look for it at the root of a host
/// (RFC 8615).
pub const WELL_KNOWN: &str = "static/.well-known";

/// The extensions of saved copies.
pub const COPIES: &[&str] = &["txt", "md", "html"];

/// True for a file that a build may need. Folders of saved copies may also hold recordings and PDFs
/// of any size, and further folders. These are listed but not read.
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

/// The maximum size of a text, in bytes.
pub const MAX_TEXT: usize = 64 * 1024 * 1024;

/// The maximum size of a template, in bytes. Its text is repeated on every page that uses it. The
/// largest template of the theme has 20 kB.
pub const MAX_TEMPLATE: usize = 1024 * 1024;

/// The maximum size of a saved copy, in bytes. A book of 3,000 pages is smaller.
pub const MAX_COPY: usize = 16 * 1024 * 1024;

/// The maximum size of a file of `static/`, in bytes. Such a file is held in memory, and web hosts
/// accept none of that size.
pub const MAX_STATIC: usize = 1024 * 1024 * 1024;

/// The maximum size of the file at `path`, in bytes. A larger one is not read at all.
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
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tree {
    /// Path and content, sorted by path.
    pub files: BTreeMap<String, Content>,
    /// Entries that are neither a file nor a folder, sorted by path. They are never followed or
    /// opened.
    pub odd: Vec<Odd>,
    /// Files that are skipped because a part of their path begins with `.`, sorted. Well-known ones
    /// that nobody expects to be published are not listed.
    pub hidden: Vec<String>,
    /// Files in folders of saved copies that are not read, sorted.
    pub unread: Vec<String>,
}

/// Something that is neither a file nor a folder, in a place for one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Odd {
    /// Path from the site's root.
    pub path: String,
    /// Its kind, as in `a symbolic link`.
    pub what: String,
}

/// The content of a file. Cloning is cheap: trees share the content of files that did not change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// Text in UTF-8.
    Text(Arc<str>),
    /// Bytes that are not UTF-8.
    Bytes(Bytes),
    /// A file above the size limit of its kind, which was not read: its size in bytes.
    Large(u64),
}

impl Content {
    /// The content as bytes; empty if the file was not read.
    pub fn as_bytes(&self) -> &[u8] {
        match self {
            Self::Text(text) => text.as_bytes(),
            Self::Bytes(bytes) => bytes,
            Self::Large(_) => &[],
        }
    }

    /// The size of the file in bytes, read or not.
    pub fn length(&self) -> u64 {
        match self {
            Self::Large(length) => *length,
            read => read.as_bytes().len() as u64,
        }
    }

    /// True if the file was read and holds exactly `bytes`.
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
