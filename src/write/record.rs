//! What this program remembers of an output, outside the site: the record that it trusts.
//!
//! In go the user's cache folder and an output; out comes a [`OutputRecord`] of what was last written
//! there. Only because of it a file is taken away, and only because of it a build may leave out
//! rendering what is there already: nothing that came with a checkout can say so. It is written
//! before the first file of a build and after the last. Losing it loses time and nothing else. It is
//! still read as a text that anybody may have written: what is wrong with it makes it none.

use super::{Target, WriteError, check_names, real};
use crate::diagnostic::shown;
use crate::disk::Folder;
use crate::load::MAX_STATIC;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

/// The folder of records in the cache folder.
const RECORDS: &str = "gainsay/outputs";

/// No record may be larger, in bytes; one of 100,000 files has some 15 MB.
const MAX: u64 = 256 * 1024 * 1024;

/// What stands at the top of a working copy, by the program that made it.
const WORKING_COPY: &[&str] =
    &[".git", ".hg", ".jj", ".svn", ".bzr", ".pijul", "_darcs", ".fslckout", "_FOSSIL_", "CVS"];

const ABOUT: &str = "What gainsay wrote into a folder. Deleting this file is safe: the next build there takes longer.";

/// What was written into an output.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct OutputRecord {
    about: String,
    /// The path of the output.
    output: String,
    /// What its files were made of; none while they are being written.
    pub(super) of: Option<String>,
    /// Each file and the hashes of what this program wrote there: one, or while files are being
    /// written, those that it may have.
    pub(super) files: BTreeMap<String, Vec<String>>,
    /// Places of sections on pages, to miss those that go.
    #[serde(default)]
    pub(super) places: BTreeSet<String>,
}

/// Where the record of an output is.
#[derive(Debug)]
pub(super) struct Shelf {
    folder: PathBuf,
    output: String,
    name: String,
}

impl Shelf {
    /// The place of the record of the output at `output`, all of whose links are resolved; none
    /// where there is no cache folder, or it lies in the site, in the output or in one working copy
    /// with either, where it could have come with them.
    pub(super) fn of(target: &Target, output: &Path) -> Option<Self> {
        let folder = real(&target.cache?.join(RECORDS)).ok()?;
        let site = target.site.map(real).transpose().ok()?;
        let doubtful = |of: &Path| folder.starts_with(of) || came_together(&folder, of);
        if doubtful(output) || site.is_some_and(|site| doubtful(&site)) {
            return None;
        }
        let name = format!("{}.json", hash_of(output.as_os_str().as_encoded_bytes()));
        let output = output.to_string_lossy().into_owned();
        Some(Self { folder, output, name })
    }

    /// The record; none where there is none that can be trusted.
    ///
    /// # Errors
    /// [`WriteError::Refused`] where it names a file that cannot be one of the output.
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

    /// Keeps a record. A cache that takes none is none: the next build then does more.
    pub(super) fn write(
        &self,
        of: Option<String>,
        files: BTreeMap<String, Vec<String>>,
        places: &BTreeSet<String>,
    ) {
        let (output, places) = (self.output.clone(), places.clone());
        let record = OutputRecord { about: ABOUT.to_owned(), output, of, files, places };
        // Strings always have a form in JSON.
        let bytes = serde_json::to_vec(&record).unwrap_or_default();
        let _ = Folder::make_at(&self.folder)
            .and_then(|folder| folder.replace_private(&self.name, &bytes));
    }
}

/// True where one working copy of version control holds both `folder` and `other`. Working copies may
/// lie in each other.
fn came_together(folder: &Path, other: &Path) -> bool {
    let both = folder.ancestors().filter(|above| other.starts_with(above));
    let mut marks = both.flat_map(|above| WORKING_COPY.iter().map(|name| above.join(name)));
    marks.any(|mark| mark.symlink_metadata().is_ok())
}

/// The hash by which a file is known: SHA-256 (FIPS 180-4), so that nobody makes another file that
/// passes for it.
pub(super) fn hash_of(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// The hash of the file at `path` in an output, and how many bytes it has. It is not held as a whole,
/// since anything may stand there.
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
