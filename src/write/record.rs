//! The record: what this program remembers of an output, in the user's cache folder.
//!
//! In go the user's cache folder and an output; out comes an [`OutputRecord`] of what was last
//! written there. Only the record permits the removal of a file, and only because of it a build may
//! skip rendering: a checkout cannot bring a record. It is written before the first file of a build
//! and after the last. Losing it costs only time. It is still treated as untrusted input: an
//! invalid record counts as none.

use super::{Target, WriteError, check_names, real};
use crate::diagnostic::shown;
use crate::disk::Folder;
use crate::load::MAX_STATIC;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

/// The folder of records inside the cache folder.
const RECORDS: &str = "gainsay/outputs";

/// The maximum size of a record, in bytes; one of 100,000 files has some 15 MB.
const MAX: u64 = 256 * 1024 * 1024;

/// Entries at the top of a working copy, by version control system.
const WORKING_COPY: &[&str] =
    &[".git", ".hg", ".jj", ".svn", ".bzr", ".pijul", "_darcs", ".fslckout", "_FOSSIL_", "CVS"];

const ABOUT: &str = "What gainsay wrote into a folder. Deleting this file is safe: the next build there takes longer.";

/// The record of an output.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct OutputRecord {
    pub(super) about: String,
    /// The path of the output.
    pub(super) output: String,
    /// The fingerprint of its inputs; `None` while files are being written.
    pub(super) of: Option<String>,
    /// Each file with the hashes of the content that this program wrote: one, or several possible
    /// ones while files are being written.
    pub(super) files: BTreeMap<String, Vec<String>>,
    /// A hash of what a file was made of, for those of which a build says it.
    #[serde(default)]
    pub(super) made_of: BTreeMap<String, String>,
    /// The places of sections on pages, to report those that disappear.
    #[serde(default)]
    pub(super) places: BTreeSet<String>,
}

/// The place of the record of an output.
#[derive(Debug)]
pub(super) struct Shelf {
    folder: PathBuf,
    output: String,
    name: String,
}

impl Shelf {
    /// The place of the record of the output at `output`, a path without links. `None` if there is
    /// no cache folder, or if it lies in the site, in the output or in one working copy with
    /// either, because the record could then have come with a checkout.
    pub(super) fn of(target: &Target, output: &Path) -> Option<Self> {
        let site = target.site.map(real).transpose().ok()?;
        let near: Vec<&Path> = [output].into_iter().chain(site.as_deref()).collect();
        let folder = own_folder(target.cache?, RECORDS, &near)?;
        let name = format!("{}.json", hash_of(output.as_os_str().as_encoded_bytes()));
        let output = output.to_string_lossy().into_owned();
        Some(Self { folder, output, name })
    }

    /// Reads the record; `None` if there is none that can be trusted.
    ///
    /// # Errors
    /// [`WriteError::Refused`] if it names a file that cannot be in an output.
    pub(super) fn read(&self) -> Result<Option<OutputRecord>, WriteError> {
        let text = Folder::open(&self.folder).and_then(|folder| folder.read(&self.name, MAX));
        let record = text.ok().and_then(|text| serde_json::from_slice::<OutputRecord>(&text).ok());
        let Some(record) = record.filter(|record| record.output == self.output) else {
            return Ok(None);
        };
        let path = self.folder.join(&self.name);
        check_names(&shown(&path), record.files.keys())?;
        Ok(Some(record))
    }

    /// Stores a record. A cache that cannot be written counts as none: the next build then does
    /// more work.
    pub(super) fn write(&self, record: OutputRecord) {
        let (about, output) = (ABOUT.to_owned(), self.output.clone());
        let record = OutputRecord { about, output, ..record };
        // Strings can always be written as JSON.
        let bytes = serde_json::to_vec(&record).unwrap_or_default();
        let _ = Folder::make_at(&self.folder)
            .and_then(|folder| folder.replace_private(&self.name, &bytes));
    }
}

/// The folder `name` of the user's cache folder. `None` if it lies in one of the folders `near`, or in
/// one working copy with one, because what is there could then have come with a checkout.
pub(super) fn own_folder(cache: &Path, name: &str, near: &[&Path]) -> Option<PathBuf> {
    let folder = real(&cache.join(name)).ok()?;
    let doubtful = near.iter().any(|of| folder.starts_with(of) || came_together(&folder, of));
    (!doubtful).then_some(folder)
}

/// True if one working copy of a version control system contains both `folder` and `other`. Working
/// copies may be nested.
fn came_together(folder: &Path, other: &Path) -> bool {
    let both = folder.ancestors().filter(|above| other.starts_with(above));
    let mut marks = both.flat_map(|above| WORKING_COPY.iter().map(|name| above.join(name)));
    marks.any(|mark| mark.symlink_metadata().is_ok())
}

/// The hash that identifies the content of a file: SHA-256 (FIPS 180-4), so that nobody can make
/// another file with the same hash.
pub(super) fn hash_of(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// The hash and the size of the file at `path` in an output. The file is streamed, because it may
/// be of any size.
pub(super) fn hash_of_file(output: &Folder, path: &str) -> io::Result<(String, u64)> {
    let mut hash = Sha256::new();
    let length = output.read_through(path, MAX_STATIC as u64, |piece| hash.update(piece))?;
    Ok((hex(&hash.finalize()), length))
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(64), |mut hex, byte| {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
