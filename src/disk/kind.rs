//! The kinds of entries in a folder, and the fault of an unexpected kind.
//!
//! In goes the file type from the system; out comes an [`EntryKind`], which can be printed.

use crate::diagnostic::visible;
use cap_std::fs::FileType;
use std::fmt;
use std::io;

/// The kind of an entry in a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryKind {
    /// A regular file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link, which is never followed.
    Link,
    /// Something else, such as a pipe, which is never opened.
    Special(&'static str),
    /// An entry whose name is not UTF-8, so that it cannot be referred to.
    Unnamed,
}

impl EntryKind {
    pub(super) fn of(found: FileType) -> Self {
        if found.is_symlink() {
            Self::Link
        } else if found.is_dir() {
            Self::Folder
        } else if found.is_file() {
            Self::File
        } else {
            Self::Special(special(found))
        }
    }
}

impl fmt::Display for EntryKind {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            Self::File => "a file",
            Self::Folder => "a folder",
            Self::Link => "a symbolic link",
            Self::Special(what) => what,
            Self::Unnamed => "something whose name is not text in UTF-8",
        })
    }
}

#[cfg(unix)]
fn special(found: FileType) -> &'static str {
    use cap_std::fs::FileTypeExt;
    if found.is_fifo() {
        "a pipe"
    } else if found.is_socket() {
        "a socket"
    } else {
        "a device"
    }
}

#[cfg(not(unix))]
fn special(_: FileType) -> &'static str {
    "no plain file"
}

/// The fault of an entry with an unexpected kind.
#[derive(Debug)]
struct Other(String, EntryKind);

impl fmt::Display for Other {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let Self(name, kind) = self;
        write!(f, "`{}` is {kind}", visible(name))?;
        match kind {
            EntryKind::Link => write!(f, ", and links are not followed"),
            _ => Ok(()),
        }
    }
}

impl std::error::Error for Other {}

/// The unexpected kind of entry that caused `error`, if that is the cause.
pub fn other(error: &io::Error) -> Option<EntryKind> {
    error.get_ref().and_then(|inner| inner.downcast_ref::<Other>()).map(|other| other.1)
}

pub(super) fn not<T>(name: &str, kind: EntryKind) -> io::Result<T> {
    Err(io::Error::other(Other(name.to_owned(), kind)))
}
