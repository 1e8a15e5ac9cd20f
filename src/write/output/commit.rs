//! Moves staged files into their places.
//!
//! In goes an output for which every file is staged; out comes a count of what was done. A record
//! and a manifest of all files that may exist are written before the first file is moved.

use super::{OutputFolder, Staged, disk_at, folder_of, remove_staging};
use crate::diagnostic::shown;
use crate::disk::{EntryKind, Folder};
use crate::write::record::OutputRecord;
use crate::write::{MANIFEST, Report, WriteError, manifest, refused};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

impl OutputFolder {
    /// Moves all staged files into their places, and removes obsolete files. `staged` has the
    /// result of staging for each file. `fingerprint` is that of the inputs; the record keeps it for
    /// [`unchanged_files`](super::unchanged_files).
    ///
    /// # Errors
    /// [`WriteError::Disk`] if the disk fails, with each file of the output wholly old or wholly
    /// new; [`WriteError::Refused`] if the folder is no longer at its path.
    pub fn commit(
        self,
        staged: Vec<Staged>,
        fingerprint: Option<String>,
    ) -> Result<Report, WriteError> {
        self.move_all(staged, fingerprint).inspect_err(|_| {
            // On a full disk it occupies space that is needed. Report the first fault.
            let _ = remove_staging(&self.folder);
        })
    }

    fn move_all(
        &self,
        mut staged: Vec<Staged>,
        fingerprint: Option<String>,
    ) -> Result<Report, WriteError> {
        self.check_place()?;
        staged.sort_unstable_by_key(|one| one.n);
        let wanted: BTreeSet<String> = self.wanted.iter().cloned().collect();
        // First record all files that may exist from now on, in case this is interrupted.
        let mut either = self.recorded.clone();
        for one in &staged {
            let hashes = either.entry(self.wanted[one.n].clone()).or_default();
            if !hashes.contains(&one.hash) {
                hashes.push(one.hash.clone());
            }
        }
        let (made_of, places) = (self.old_made_of.clone(), self.old_places.clone());
        self.remember(OutputRecord { files: either, made_of, places, ..OutputRecord::default() });
        let mut both = wanted.clone();
        both.extend(self.listed.iter().flatten().cloned());
        if self.listed.as_ref() != Some(&both) {
            self.list(&both)?;
        }
        // A file in place of a wanted folder, or in a folder in place of a wanted file, is removed
        // first; other obsolete files are removed last.
        let (first, last): (Vec<&String>, Vec<&String>) =
            self.unwanted.iter().partition(|path| in_the_way(path, &wanted));
        let mut removed = 0;
        for path in first {
            removed += usize::from(self.remove(path)?);
        }
        let aside: Vec<(usize, &String)> =
            staged.iter().filter(|one| one.aside).map(|one| (one.n, &self.wanted[one.n])).collect();
        match self.empty {
            true => self.move_folders()?,
            false => self.move_files(&aside)?,
        }
        for path in last {
            removed += usize::from(self.remove(path)?);
        }
        let (written, unchanged) = (aside.len(), self.wanted.len() - aside.len());
        self.list(&wanted)?;
        remove_staging(&self.folder)?;
        self.check_place()?;
        let known =
            staged.into_iter().map(|one| (self.wanted[one.n].clone(), vec![one.hash])).collect();
        self.remember(OutputRecord {
            of: fingerprint,
            files: known,
            made_of: self.new_made_of.clone(),
            places: self.new_places.clone(),
            ..OutputRecord::default()
        });
        Ok(Report { written, unchanged, removed })
    }

    /// Refuses a folder that was replaced by another, because the handle would write elsewhere.
    fn check_place(&self) -> Result<(), WriteError> {
        if self.folder.is_at(self.folder.path()) && is_no_link(&self.folder) {
            return Ok(());
        }
        let at = shown(self.folder.path());
        refused(
            format!("`{at}` was replaced by something else while it was being written to"),
            "see who moves it, and build again",
        )
    }

    fn remember(&self, record: OutputRecord) {
        if let Some(shelf) = &self.shelf {
            shelf.write(record);
        }
    }

    /// Writes a manifest of `files` to the output.
    fn list(&self, files: &BTreeSet<String>) -> Result<(), WriteError> {
        let staging = self.staging()?;
        let name = format!("{MANIFEST}.{}", files.len());
        let _ = staging.remove_file(&name);
        staging
            .create(&name, &manifest::text(files))
            .and_then(|()| staging.rename(&name, &self.folder, MANIFEST))
            .map_err(disk_at(&self.folder, MANIFEST))
    }

    /// Moves each staged file, by its index and path, one folder at a time.
    fn move_files(&self, aside: &[(usize, &String)]) -> Result<(), WriteError> {
        let staging = self.staging()?;
        let mut folders: BTreeMap<&str, Vec<(usize, &str)>> = BTreeMap::new();
        for (n, path) in aside {
            let folder = folder_of(path);
            folders.entry(folder).or_default().push((*n, path.rsplit('/').next().unwrap_or(path)));
        }
        let made: Vec<(&str, Vec<(usize, &str)>)> = folders.into_iter().collect();
        made.par_iter().try_for_each(|(path, files)| {
            let folder = self.folder.make(path).map_err(disk_at(&self.folder, path))?;
            files.iter().try_for_each(|(n, name)| {
                if folder.kind(name).map_err(disk_at(&folder, name))? == Some(EntryKind::Folder) {
                    remove_empty(&folder, name).map_err(disk_at(&folder, name))?;
                }
                staging.rename(&n.to_string(), &folder, name).map_err(disk_at(&folder, name))
            })
        })
    }

    /// Moves everything into an empty output. A folder with all its content is one move instead of
    /// thousands.
    fn move_folders(&self) -> Result<(), WriteError> {
        let staging = self.staging()?;
        let mut tops: Vec<&str> =
            self.wanted.iter().map(|path| path.split('/').next().unwrap_or("")).collect();
        tops.dedup();
        for name in tops {
            staging.rename(name, &self.folder, name).map_err(disk_at(&self.folder, name))?;
        }
        Ok(())
    }

    /// Removes a file, and the folders that become empty.
    fn remove(&self, path: &str) -> Result<bool, WriteError> {
        let removed = self.folder.remove_file(path).map_err(disk_at(&self.folder, path))?;
        let mut folder = folder_of(path);
        // A folder that is not empty stays, as intended.
        while !folder.is_empty() && self.folder.remove_folder(folder).is_ok() {
            folder = folder_of(folder);
        }
        Ok(removed)
    }
}

/// True if the last part of the folder's path is not a link.
fn is_no_link(folder: &Folder) -> bool {
    folder.path().symlink_metadata().is_ok_and(|found| !found.is_symlink())
}

/// True if an obsolete file stands above or below a wanted one.
fn in_the_way(path: &str, wanted: &BTreeSet<String>) -> bool {
    let below = format!("{path}/");
    let holds = wanted.range(below.clone()..).next().is_some_and(|w| w.starts_with(&below));
    let mut above = path;
    while let Some((folder, _)) = above.rsplit_once('/') {
        if wanted.contains(folder) {
            return true;
        }
        above = folder;
    }
    holds
}

/// Removes a folder that contains only folders. If it contains anything else, the system refuses,
/// and nothing is lost.
fn remove_empty(folder: &Folder, name: &str) -> std::io::Result<()> {
    let inner = folder.below(name)?;
    for entry in inner.list()? {
        if entry.kind == EntryKind::Folder {
            remove_empty(&inner, &entry.name)?;
        }
    }
    folder.remove_folder(name)
}
