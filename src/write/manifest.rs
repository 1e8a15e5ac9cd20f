//! The manifest: the list of the tool's own files, in the output (`.gainsay.json`).
//!
//! In goes the file; out come the paths that it lists. It tells people, and a build on another
//! machine, which files may be overwritten if the site still makes them. Whoever can write to the
//! output can write to the manifest too, so it never permits the removal of a file, and never
//! proves the content of one.

use super::{WriteError, check_names, disk, refused};
use crate::diagnostic::shown;
use crate::disk::{Folder, larger};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::io;

/// The file name of the manifest.
pub const MANIFEST: &str = ".gainsay.json";

/// The maximum size of a manifest, in bytes; one of 100,000 files has some 5 MB.
const MAX: u64 = 64 * 1024 * 1024;

const ABOUT: &str =
    "Files written by gainsay. It overwrites no others, and deletes none because of this list.";

#[derive(Debug, Serialize, Deserialize)]
struct Manifest<'f> {
    about: std::borrow::Cow<'f, str>,
    /// Their paths.
    files: std::borrow::Cow<'f, BTreeSet<String>>,
}

/// Reads the manifest in `output`; `None` if there is none.
pub(super) fn read(output: &Folder) -> Result<Option<BTreeSet<String>>, WriteError> {
    let text = match output.read(MANIFEST, MAX) {
        Ok(text) => text,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(e) if larger(&e).is_some() => {
            return refused(
                format!("`{}` is no list of files: {e}", shown(&output.at(MANIFEST))),
                "empty the output folder and build again",
            );
        }
        Err(reason) => return Err(disk(&output.at(MANIFEST))(reason)),
    };
    let listed: Manifest = match serde_json::from_slice(&text) {
        Ok(listed) => listed,
        Err(e) => {
            return refused(
                format!("`{}` is not a list of files: {e}", shown(&output.at(MANIFEST))),
                "empty the output folder and build again",
            );
        }
    };
    let files = listed.files.into_owned();
    check_names(&shown(&output.at(MANIFEST)), &files)?;
    Ok(Some(files))
}

/// The text of a manifest of `files`.
pub(super) fn text(files: &BTreeSet<String>) -> Vec<u8> {
    let list = Manifest { about: ABOUT.into(), files: std::borrow::Cow::Borrowed(files) };
    // A list of strings can always be written as JSON.
    let mut bytes = serde_json::to_vec_pretty(&list).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}
