//! Moves what was put aside into its place.
//!
//! In goes an output for which every file is put aside; out comes a count of what was done. A record
//! and a list of all that may be there are written before the first file is moved.

use super::{OutputFolder, Staged, disk_at, folder_of, remove_staging};
use crate::diagnostic::shown;
use crate::disk::{EntryKind, Folder};
use crate::write::{MANIFEST, Report, WriteError, manifest, refused};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

impl OutputFolder {
    /// Moves everything that was put aside into its place, and removes what is no longer wanted.
    /// `staged` is what putting aside gave for each file; `of` is what they were made of, for
    /// [`stands`].
    ///
    /// # Errors
    /// [`WriteError::Disk`] where the disk fails, with each file of the output wholly old or wholly
    /// new; [`WriteError::Refused`] where the folder is no longer where it was.
    pub fn commit(self, staged: Vec<Staged>, of: Option<String>) -> Result<Report, WriteError> {
        self.move_all(staged, of).inspect_err(|_| {
            // On a full disk it takes the room that is wanted. The first fault is the one to report.
            let _ = remove_staging(&self.folder);
        })
    }

    fn move_all(&self, mut staged: Vec<Staged>, of: Option<String>) -> Result<Report, WriteError> {
        self.check_place()?;
        staged.sort_unstable_by_key(|one| one.n);
        let wanted: BTreeSet<String> = self.wanted.iter().cloned().collect();
        // First it is remembered what may be there from now on, whenever this ends.
        let mut either = self.recorded.clone();
        for one in &staged {
            let hashes = either.entry(self.wanted[one.n].clone()).or_default();
            if !hashes.contains(&one.hash) {
                hashes.push(one.hash.clone());
            }
        }
        self.remember(None, either, &self.places[0]);
        let mut both = wanted.clone();
        both.extend(self.listed.iter().flatten().cloned());
        if self.listed.as_ref() != Some(&both) {
            self.list(&both)?;
        }
        // A file in the place of a wanted folder, or in a folder in the place of a wanted file,
        // goes first; everything else that is no longer wanted goes last.
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
        self.remember(of, known, &self.places[1]);
        Ok(Report { written, unchanged, removed })
    }

    /// Refuses a folder that was swapped for another: what is written by its handle would be
    /// somewhere else.
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

    fn remember(
        &self,
        of: Option<String>,
        files: BTreeMap<String, Vec<String>>,
        places: &BTreeSet<String>,
    ) {
        if let Some(shelf) = &self.shelf {
            shelf.write(of, files, places);
        }
    }

    /// Puts a list of `files` in its place in the output.
    fn list(&self, files: &BTreeSet<String>) -> Result<(), WriteError> {
        let staging = self.staging()?;
        let name = format!("{MANIFEST}.{}", files.len());
        let _ = staging.remove_file(&name);
        staging
            .create(&name, &manifest::text(files))
            .and_then(|()| staging.rename(&name, &self.folder, MANIFEST))
            .map_err(disk_at(&self.folder, MANIFEST))
    }

    /// Moves each file that was put aside, by its number and path, a folder at a time.
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

    /// Moves everything into an output in which there is nothing: a folder with all that it holds
    /// is one move, where it would be thousands.
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

    /// Removes a file, and the folders that it leaves empty.
    fn remove(&self, path: &str) -> Result<bool, WriteError> {
        let removed = self.folder.remove_file(path).map_err(disk_at(&self.folder, path))?;
        let mut folder = folder_of(path);
        // A folder that is not empty stays, which is what is wanted.
        while !folder.is_empty() && self.folder.remove_folder(folder).is_ok() {
            folder = folder_of(folder);
        }
        Ok(removed)
    }
}

/// True where the last part of the folder's path is no link.
fn is_no_link(folder: &Folder) -> bool {
    folder.path().symlink_metadata().is_ok_and(|found| !found.is_symlink())
}

/// True where an unwanted file stands above or below a wanted one.
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

/// Removes a folder in which there is nothing but folders. Where there is something after all, the
/// system refuses, and nothing is lost.
fn remove_empty(folder: &Folder, name: &str) -> std::io::Result<()> {
    let inner = folder.below(name)?;
    for entry in inner.list()? {
        if entry.kind == EntryKind::Folder {
            remove_empty(&inner, &entry.name)?;
        }
    }
    folder.remove_folder(name)
}
