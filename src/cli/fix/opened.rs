//! A site that is read, mended and read again.
//!
//! In go changes; out come files on the disk. A file is replaced only if it is as it was read, or as it was
//! written here.

use crate::cli::error::CommandError;
use crate::cli::site::{options, put, read};
use crate::desk::fix::{Mend, texts};
use crate::load::{Content, Tree};
use crate::pipeline::{self, Built, Session};
use crate::write;
use std::collections::BTreeSet;
use std::path::Path;

/// A site with its drafts, which have lock lines too.
pub(super) struct OpenedSite<'r> {
    pub(super) root: &'r Path,
    pub(super) built: Built,
    /// The files as they are on the disk.
    tree: Tree,
    session: Session,
    written: BTreeSet<String>,
}

impl<'r> OpenedSite<'r> {
    /// Reads the site in `root`.
    pub(super) fn open(root: &'r Path) -> Result<Self, CommandError> {
        let tree = read(root)?;
        let mut session = Session::default();
        let built = session.build(tree.clone(), &options(true)?, &mut |_| {});
        Ok(Self { root, built, tree, session, written: BTreeSet::new() })
    }

    /// Reads it again, with what was written since and what somebody else changed.
    pub(super) fn reload(&mut self) -> Result<(), CommandError> {
        self.tree = read(self.root)?;
        self.built = self.session.build(self.tree.clone(), &options(true)?, &mut |_| {});
        Ok(())
    }

    /// Writes the files after all of `accepted`, which were found since the site was read, and returns
    /// whether there are any. May be called again with more of them.
    pub(super) fn write(&mut self, accepted: &[Mend]) -> Result<bool, CommandError> {
        let texts = texts(&self.built, accepted)?;
        if self.written.is_empty() && !texts.is_empty() {
            let paths = self.tree.files.keys();
            let folders: BTreeSet<&str> =
                paths.map(|path| path.rsplit_once('/').map_or("", |(f, _)| f)).collect();
            folders.iter().for_each(|folder| write::sweep(self.root, folder));
        }
        let any = !texts.is_empty();
        for (path, text) in texts {
            let before = self.tree.files.get(&path);
            if before.is_some_and(|before| is_same(before, &text)) {
                continue;
            }
            let text = put(self.root, &path, before, &text, "fix")?;
            self.tree.files.insert(path.clone(), Content::Text(text.into()));
            self.written.insert(path);
        }
        Ok(any)
    }

    /// What a check of the files finds, as they were last read; it leaves drafts out.
    pub(super) fn check(&self) -> Result<Built, CommandError> {
        Ok(pipeline::build(self.tree.clone(), &options(false)?, &mut |_| {}))
    }

    /// The paths of the files that `accepted` would change.
    pub(super) fn would_write(&self, accepted: &[Mend]) -> Result<Vec<String>, CommandError> {
        Ok(texts(&self.built, accepted)?.into_iter().map(|(path, _)| path).collect())
    }

    /// The paths of the files that were written.
    pub(super) fn written(&self) -> impl Iterator<Item = &String> {
        self.written.iter()
    }
}

/// True if a file has this text; texts have no byte-order mark.
fn is_same(file: &Content, text: &str) -> bool {
    let bytes = file.as_bytes();
    bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes) == text.as_bytes()
}
