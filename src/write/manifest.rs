//! The list of the tool's own files, in the output: `.gainsay.json`.
//!
//! In goes the file; out comes a [`Manifest`]. Besides paths it keeps a hash of each file and one of
//! what the output was made of, so that a build with nothing new need not render what is there. As
//! that is made of the program as well, this one file differs where another build of it ran.

use super::{STAGING, WriteError, disk, refused};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;
use xxhash_rust::xxh3::xxh3_128;

/// The name of the list.
pub const MANIFEST: &str = ".gainsay.json";

const ABOUT: &str = "Files written by gainsay. It never touches a file that is not listed here.";

/// The list of the tool's own files.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Manifest {
    pub(super) about: String,
    /// Their paths.
    pub(super) files: BTreeSet<String>,
    /// What they were made of; none where that is not known, or while they are being written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) of: Option<String>,
    /// The hash of each file, in the order of the paths; nothing where [`Self::of`] is none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) hashes: Vec<String>,
}

impl Manifest {
    /// A list of paths alone.
    pub(super) fn of_paths(files: BTreeSet<String>) -> Self {
        Self { about: ABOUT.to_owned(), files, ..Self::default() }
    }

    /// The list in `output`; an empty one where there is none and nothing else either.
    pub(super) fn read(output: &Path) -> Result<Self, WriteError> {
        let path = output.join(MANIFEST);
        let text = match fs::read(&path) {
            Ok(text) => text,
            Err(e) if e.kind() == io::ErrorKind::NotFound => {
                let mut entries = fs::read_dir(output).map_err(disk(output))?;
                let foreign = entries.any(|e| e.is_ok_and(|e| e.file_name() != STAGING));
                if foreign {
                    return refused(
                        format!(
                            "the output folder `{}` holds files that are not the tool's",
                            output.display()
                        ),
                        "empty it, or choose another folder",
                    );
                }
                return Ok(Self::default());
            }
            Err(reason) => return Err(WriteError::Disk { path, reason }),
        };
        serde_json::from_slice(&text).or_else(|e| {
            refused(
                format!("`{}` is not a list of files: {e}", path.display()),
                "empty the output folder and build again",
            )
        })
    }

    /// Puts the list in its place in `output`, by way of `staging`.
    pub(super) fn write(&self, output: &Path, staging: &Path) -> Result<(), WriteError> {
        // A list of strings always has a form in JSON.
        let mut bytes = serde_json::to_vec_pretty(self).unwrap_or_default();
        bytes.push(b'\n');
        let temporary = staging.join("manifest");
        fs::write(&temporary, bytes).map_err(disk(&temporary))?;
        let target = output.join(MANIFEST);
        fs::rename(&temporary, &target).map_err(disk(&target))
    }

    /// The size of every file of the list, in bytes and in their order; none where one of them is
    /// not in `output` as it was written.
    pub(super) fn sizes(&self, output: &Path) -> Option<Vec<u64>> {
        if self.files.len() != self.hashes.len() {
            return None;
        }
        let files: Vec<&String> = self.files.iter().collect();
        let size = |(path, hash): (&&String, &String)| {
            let target = output.join(path.as_str());
            fs::symlink_metadata(&target).ok().filter(fs::Metadata::is_file)?;
            let bytes = fs::read(&target).ok()?;
            (hash_of(&bytes) == *hash).then_some(bytes.len() as u64)
        };
        files.par_iter().zip(&self.hashes).map(size).collect()
    }
}

/// The hash by which a file is known: 128 bits of XXH3. It tells what has changed, and is no proof
/// against somebody who means harm.
pub(super) fn hash_of(bytes: &[u8]) -> String {
    format!("{:032x}", xxh3_128(bytes))
}
