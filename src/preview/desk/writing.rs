//! Remembers what was written, so that it can be taken back.
//!
//! In go changes of files; out come the newest of them.

use crate::load::{Content, Tree};
use crate::write::Written;

/// How many changes can be taken back.
const KEPT: usize = 200;

/// A change that can be taken back.
#[derive(Debug)]
pub(super) struct Undo {
    pub(super) id: String,
    pub(super) what: String,
    pub(super) files: Vec<Written>,
}

impl Undo {
    /// The paths of its files.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|file| file.path.as_str())
    }
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

    /// The change `id` and all that came later, the oldest first.
    pub(super) fn since(&self, id: &str) -> Vec<&Undo> {
        self.all.iter().skip_while(|undo| undo.id != id).collect()
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
