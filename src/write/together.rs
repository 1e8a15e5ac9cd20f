//! Writes the files of a change, and puts them back.
//!
//! In go new texts and what the files held when they were looked at; out comes what was written. A file
//! that holds something else by now is left alone, and so are the others of the same change.

use super::{ExchangeError, exchange, exchange_bytes};
use crate::load::Tree;
use std::path::Path;

/// A file that was written.
#[derive(Debug, Clone)]
pub struct Written {
    /// Its path from the site's root.
    pub path: String,
    /// What it held; `None` for no file.
    pub before: Option<Vec<u8>>,
    /// What it holds.
    pub after: Option<Vec<u8>>,
}

impl Written {
    /// Writes it, if the file is still as it was before.
    fn write(&self, root: &Path) -> Result<(), ExchangeError> {
        exchange_bytes(root, &self.path, self.before.as_deref(), self.after.as_deref())
    }

    /// The change that takes it back.
    pub fn back(&self) -> Self {
        Self { path: self.path.clone(), before: self.after.clone(), after: self.before.clone() }
    }
}

/// Writes `texts` in their order into files that are as in `tree`. If one of them is not, or cannot
/// be written, those before it are put back.
///
/// # Errors
/// Why a file was not written.
pub fn write_texts(
    root: &Path,
    tree: &Tree,
    texts: Vec<(String, String)>,
) -> Result<Vec<Written>, ExchangeError> {
    let mut written = Vec::new();
    for (path, text) in texts {
        let before = tree.files.get(&path);
        match exchange(root, &path, before, &text) {
            Ok(text) => {
                let before = before.map(|content| content.as_bytes().to_vec());
                written.push(Written { path, before, after: Some(text.into_bytes()) });
            }
            Err(error) => {
                put_back(root, &written);
                return Err(error);
            }
        }
    }
    Ok(written)
}

/// Writes `changes` in their order, or none of them.
///
/// # Errors
/// Why a file was not written.
pub fn write_all(root: &Path, changes: &[Written]) -> Result<(), ExchangeError> {
    for (i, change) in changes.iter().enumerate() {
        if let Err(error) = change.write(root) {
            put_back(root, &changes[..i]);
            return Err(error);
        }
    }
    Ok(())
}

fn put_back(root: &Path, written: &[Written]) {
    for change in written.iter().rev() {
        // What somebody has written since is newer, and stays.
        let _ = change.back().write(root);
    }
}
