//! Writes the files of a change, and puts them back.
//!
//! In go new texts and what the files held when they were looked at; out comes what was written, to
//! be taken back later. A file that holds something else by now is left alone, and so are the others
//! of the same change.

use crate::load::{Content, Tree};
use crate::write::{ExchangeError, exchange, exchange_bytes};
use std::path::Path;

/// How many changes can be taken back.
const KEPT: usize = 200;

/// A file that was written.
#[derive(Debug, Clone)]
pub(super) struct Written {
    pub(super) path: String,
    pub(super) before: Option<Vec<u8>>,
    pub(super) after: Option<Vec<u8>>,
}

impl Written {
    /// Writes it, if the file is still as it was before.
    fn write(&self, root: &Path) -> Result<(), ExchangeError> {
        exchange_bytes(root, &self.path, self.before.as_deref(), self.after.as_deref())
    }

    /// The change that takes it back.
    pub(super) fn back(&self) -> Self {
        Self { path: self.path.clone(), before: self.after.clone(), after: self.before.clone() }
    }
}

/// Writes `texts` in their order into files that are as in `tree`. If one of them is not, or cannot
/// be written, those before it are put back.
///
/// # Errors
/// Why a file was not written.
pub(super) fn write_texts(
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
pub(super) fn write_all(root: &Path, changes: &[Written]) -> Result<(), ExchangeError> {
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

/// A change that can be taken back.
#[derive(Debug)]
pub(super) struct Undo {
    pub(super) id: String,
    pub(super) what: String,
    pub(super) files: Vec<Written>,
}

/// The changes that can be taken back, the oldest first.
#[derive(Debug, Default)]
pub(super) struct Undos {
    all: Vec<Undo>,
    count: u64,
}

impl Undos {
    /// Adds a change, and returns its id.
    pub(super) fn add(&mut self, what: String, files: Vec<Written>) -> String {
        self.count += 1;
        let id = self.count.to_string();
        self.all.push(Undo { id: id.clone(), what, files });
        if self.all.len() > KEPT {
            self.all.remove(0);
        }
        id
    }

    pub(super) fn find(&self, id: &str) -> Option<&Undo> {
        self.all.iter().find(|undo| undo.id == id)
    }

    /// Drops a change that was taken back.
    pub(super) fn remove(&mut self, id: &str) {
        self.all.retain(|undo| undo.id != id);
    }

    /// The changes, the newest first.
    pub(super) fn newest(&self) -> impl Iterator<Item = &Undo> {
        self.all.iter().rev()
    }
}

/// The content of a file of `tree`, if it is there.
pub(super) fn content<'t>(tree: &'t Tree, path: &str) -> Option<&'t [u8]> {
    tree.files.get(path).map(Content::as_bytes)
}
