//! Replaces an author's file, if it has not changed since it was read.
//!
//! In go a path, its content when it was read, and its new text; nothing is written if the file has
//! changed since.

use super::{WriteError, disk};
use crate::diagnostic::{shown, visible};
use crate::disk::Folder;
use crate::load::{self, Content};
use std::io;
use std::path::Path;

/// The reason why a file was not replaced. The file is unchanged.
#[derive(Debug, thiserror::Error)]
pub enum ExchangeError {
    /// It can no longer be read.
    #[error("cannot read `{path}`: {reason}")]
    Unread {
        /// Its path, as messages show it.
        path: String,
        /// The system's error.
        reason: io::Error,
    },
    /// The file at this path was changed by somebody.
    #[error("`{0}` was changed in the meantime")]
    Changed(String),
    /// It cannot be written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

/// Replaces the file at `path` of the site at `root` by `text`, if its content is still `before`;
/// creates it if there was none. A byte-order mark, which reading removes, is kept.
/// Returns the text as it is on the disk, with the byte-order mark that it had.
///
/// # Errors
/// [`ExchangeError`] says why the file is unchanged.
pub fn exchange(
    root: &Path,
    path: &str,
    before: Option<&Content>,
    text: &str,
) -> Result<String, ExchangeError> {
    let before = before.map(Content::as_bytes);
    let mark = before.is_some_and(|bytes| bytes.starts_with("\u{feff}".as_bytes()));
    let text = if mark { format!("\u{feff}{text}") } else { text.to_owned() };
    exchange_bytes(root, path, before, Some(text.as_bytes()))?;
    Ok(text)
}

/// Like [`exchange`], with bytes as they are on the disk; `None` stands for no file. The new file is
/// flushed to disk before it takes its place, so that an author's text survives a power failure.
///
/// # Errors
/// As [`exchange`].
pub fn exchange_bytes(
    root: &Path,
    path: &str,
    before: Option<&[u8]>,
    new: Option<&[u8]>,
) -> Result<(), ExchangeError> {
    let folder = Folder::open(root).map_err(disk(root))?;
    match folder.read(path, load::most_of(path) as u64) {
        Ok(_) => {}
        Err(e) if e.kind() == io::ErrorKind::NotFound => {}
        Err(reason) => {
            return Err(ExchangeError::Unread { path: shown(&root.join(path)), reason });
        }
    }
    match folder.exchange(path, before, new).map_err(disk(&root.join(path)))? {
        true => Ok(()),
        false => Err(ExchangeError::Changed(visible(path))),
    }
}
