//! A file of an author's, put in the place of what was read.
//!
//! In go a path, what it held when it was read, and its new text; nothing is written where somebody
//! has changed the file since.

use super::{WriteError, replace};
use crate::diagnostic::{shown, visible};
use crate::disk::Folder;
use crate::load::{self, Content};
use std::io;
use std::path::Path;

/// Why a file was not exchanged. It is as it was.
#[derive(Debug, thiserror::Error)]
pub enum ExchangeError {
    /// It cannot be read any more.
    #[error("cannot read `{path}`: {reason}")]
    Unread {
        /// Its path, as it is shown.
        path: String,
        /// What the system says.
        reason: io::Error,
    },
    /// Somebody has changed the file at this path.
    #[error("`{0}` was changed in the meantime")]
    Changed(String),
    /// It cannot be written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

/// Puts `text` in the place of the file at `path` of the site at `root`, which was `before`, or makes
/// it where there was none. A byte order mark, which reading takes away, stays.
///
/// # Errors
/// [`ExchangeError`] says why the file is as it was.
pub fn exchange(
    root: &Path,
    path: &str,
    before: Option<&Content>,
    text: &str,
) -> Result<(), ExchangeError> {
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
    Ok(replace(root, path, text.as_bytes())?)
}
