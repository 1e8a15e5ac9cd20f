//! Replaces an author's file, if it has not changed since it was read.
//!
//! In go a path, its content when it was read, and its new text; nothing is written if the file has
//! changed since.

use super::{WriteError, replace};
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
    let most = load::most_of(path) as u64;
    let now = match Folder::open(root).and_then(|folder| folder.read(path, most)) {
        Ok(bytes) => Some(bytes),
        Err(e) if e.kind() == io::ErrorKind::NotFound => None,
        Err(reason) => {
            return Err(ExchangeError::Unread { path: shown(&root.join(path)), reason });
        }
    };
    if now.as_deref() != before.map(Content::as_bytes) {
        return Err(ExchangeError::Changed(visible(path)));
    }
    let mark = now.is_some_and(|bytes| bytes.starts_with("\u{feff}".as_bytes()));
    let text = if mark { format!("\u{feff}{text}") } else { text.to_owned() };
    replace(root, path, text.as_bytes())?;
    Ok(text)
}
