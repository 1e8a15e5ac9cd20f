//! The list of the tool's own files, in the output: `.gainsay.json`.
//!
//! In goes the file; out come the paths that it lists. It tells people and a build on another
//! machine which files may be written over, where the site makes them still. Whoever can write to
//! the output can write to the list too, so nothing is taken away because of it, and nothing is
//! taken for what it should be.

use super::{WriteError, check_names, disk, refused};
use crate::diagnostic::shown;
use crate::disk::{Folder, larger};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::io;

/// The name of the list.
pub const MANIFEST: &str = ".gainsay.json";

/// No list may be larger, in bytes; one of 100,000 files has some 5 MB.
const MAX: u64 = 64 * 1024 * 1024;

const ABOUT: &str =
    "Files written by gainsay. It overwrites no others, and deletes none because of this list.";

#[derive(Debug, Serialize, Deserialize)]
struct Manifest<'f> {
    about: std::borrow::Cow<'f, str>,
    /// Their paths.
    files: std::borrow::Cow<'f, BTreeSet<String>>,
}

/// The list in `output`; none where there is none.
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

/// The text of a list of `files`.
pub(super) fn text(files: &BTreeSet<String>) -> Vec<u8> {
    let list = Manifest { about: ABOUT.into(), files: std::borrow::Cow::Borrowed(files) };
    // A list of strings always has a form in JSON.
    let mut bytes = serde_json::to_vec_pretty(&list).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}
