//! Prepares saved copies of sources for lookups.
//!
//! In go the files; out come [`Snapshots`]: for each source its text and the SHA-256 of the file,
//! which identifies the copy.

use crate::load::SnapshotFile;
use crate::parse::copy::{CopyKind, words};
use crate::source::{FileId, Files};
use ahash::HashMap;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;
use text_anchor::confirmed::sha256;
use text_anchor::passage;

/// A saved copy of a source.
#[derive(Debug)]
pub struct Snapshot {
    /// The file.
    pub file: FileId,
    /// SHA-256 of the file, in hexadecimal digits.
    pub sha256: String,
    /// Its words.
    pub words: passage::Snapshot,
}

/// Saved copies by the address prefix of the article's pages and the id of the source.
pub type Snapshots = BTreeMap<(String, String), Arc<Snapshot>>;

/// The cache of parsed copies: by file, the text it was parsed from, and the result.
pub type SnapshotCache = HashMap<FileId, (Arc<str>, Arc<Snapshot>)>;

/// Parses the copies that are not in `old`, and stores all in `new`.
pub fn read(
    files: &Files,
    found: &[SnapshotFile],
    old: SnapshotCache,
    new: &mut SnapshotCache,
) -> Snapshots {
    let read: Vec<(&SnapshotFile, Arc<str>, Arc<Snapshot>)> = found
        .par_iter()
        .map(|snapshot| {
            let file = snapshot.file;
            let text = &files.get(file).text;
            let kept =
                old.get(&file).filter(|(before, _)| Arc::ptr_eq(before, text) || before == text);
            let read = match kept {
                Some((_, kept)) => Arc::clone(kept),
                None => Arc::new(Snapshot {
                    file,
                    sha256: sha256(text.as_bytes()),
                    words: passage::Snapshot::new(&words(
                        CopyKind::of(files.path(file)).unwrap_or(CopyKind::Text),
                        text,
                    )),
                }),
            };
            (snapshot, Arc::clone(text), read)
        })
        .collect();
    let mut snapshots = Snapshots::new();
    for (found, text, snapshot) in read {
        new.insert(found.file, (text, Arc::clone(&snapshot)));
        let prefix = crate::model::address::prefix(&found.folder);
        snapshots.insert((prefix, found.id.clone()), snapshot);
    }
    snapshots
}
