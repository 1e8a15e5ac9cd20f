//! An output on its way: pages are put aside as they come, and moved into their places together.
//!
//! In go the paths of all files, then the files in any order, from any thread; out comes a count of
//! what was done. Nothing of the output changes before [`Output::commit`].

use super::manifest::{Manifest, hash_of};
use super::{
    MANIFEST, Report, STAGING, WriteError, check_links, check_names, disk, in_the_way,
    refuse_foreign, refused, remove, remove_empty, remove_staging,
};
use crate::render::Page;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The folder of an output's own shape among what is put aside.
const NEW: &str = "new";

/// An output folder that is about to get new files.
#[derive(Debug)]
pub struct Output {
    root: PathBuf,
    staging: PathBuf,
    /// Folders that were made for the output, the innermost first.
    made: Vec<PathBuf>,
    /// The tool's own files that are there.
    own: BTreeSet<String>,
    /// True where there is no list of them.
    unlisted: bool,
    /// True where there is nothing at all: files then wait in folders as they will stand in, and
    /// these are moved as they are.
    empty: bool,
    /// Paths of the files that are to be there, sorted.
    wanted: Vec<String>,
    /// Keeps other builds out.
    _alone: Option<fs::File>,
}

/// A file that was put aside, or is in its place already.
#[derive(Debug)]
pub struct Staged {
    /// Its number among the wanted paths.
    n: usize,
    hash: String,
    /// True where it has to be moved.
    aside: bool,
}

/// The files that `output` holds and their sizes in bytes, where they were made of `of` and all are
/// as they were written; none where anything is not so, or may not be: then it takes a whole build
/// to tell.
pub fn stands(output: &Path, of: &str) -> Option<Vec<(String, u64)>> {
    let root = output.canonicalize().ok()?;
    // No lock is wanted: a build that writes meanwhile shows in a hash, or comes after this one.
    if root.join(STAGING).symlink_metadata().is_ok() {
        return None;
    }
    let manifest = Manifest::read(&root).ok().filter(|m| m.of.as_deref() == Some(of))?;
    check_names(&manifest.files).ok()?;
    check_links(&root, &manifest.files).ok()?;
    let sizes = manifest.sizes(&root)?;
    Some(manifest.files.into_iter().zip(sizes).collect())
}

impl Output {
    /// Prepares `output` for files at the paths `wanted`, which are sorted.
    ///
    /// # Errors
    /// [`WriteError::Refused`] where the folder holds files of others, or another build is writing
    /// to it; [`WriteError::Disk`] where the disk fails.
    pub fn begin(
        output: &Path,
        wanted: impl IntoIterator<Item = String>,
    ) -> Result<Self, WriteError> {
        let missing = output.ancestors().take_while(|folder| !folder.as_os_str().is_empty());
        let made = missing.take_while(|folder| !folder.exists()).map(Path::to_owned).collect();
        fs::create_dir_all(output).map_err(disk(output))?;
        let root = output.canonicalize().map_err(disk(output))?;
        let alone = alone(&root)?;
        let staging = root.join(STAGING);
        let wanted: Vec<String> = wanted.into_iter().collect();
        let (own, unlisted, empty) = (BTreeSet::new(), true, false);
        let mut this = Self { root, staging, made, own, unlisted, empty, wanted, _alone: alone };
        match this.prepare() {
            Ok(()) => Ok(this),
            Err(fault) => {
                this.unmake();
                Err(fault)
            }
        }
    }

    fn prepare(&mut self) -> Result<(), WriteError> {
        self.own = Manifest::read(&self.root)?.files;
        self.unlisted = !self.root.join(MANIFEST).exists();
        check_names(self.own.iter().chain(&self.wanted))?;
        remove_staging(&self.staging)?;
        self.empty = fs::read_dir(&self.root).map_err(disk(&self.root))?.next().is_none();
        if !self.empty {
            check_links(&self.root, self.own.iter().chain(&self.wanted))?;
            refuse_foreign(&self.root, &self.own, &self.wanted())?;
        }
        fs::create_dir(&self.staging).map_err(disk(&self.staging))?;
        if self.empty {
            let mut last = None;
            for path in &self.wanted {
                let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
                if last != Some(folder) {
                    let folder = self.staging.join(NEW).join(folder);
                    fs::create_dir_all(&folder).map_err(disk(&folder))?;
                }
                last = Some(folder);
            }
        }
        Ok(())
    }

    fn wanted(&self) -> BTreeSet<String> {
        self.wanted.iter().cloned().collect()
    }

    /// Puts the page with the number `n` among the wanted paths aside, where it is not there
    /// already.
    ///
    /// # Errors
    /// [`WriteError::Disk`] where the disk fails.
    pub fn stage(&self, n: usize, page: &Page) -> Result<Staged, WriteError> {
        let target = self.root.join(&page.path);
        let is_there = || {
            let same_length = |m: fs::Metadata| m.len() == page.bytes.len() as u64;
            fs::metadata(&target).is_ok_and(same_length)
                && fs::read(&target).is_ok_and(|old| old == *page.bytes)
        };
        let aside = self.empty || !is_there();
        if aside {
            fs::write(self.aside(n), &page.bytes).map_err(disk(&target))?;
        }
        Ok(Staged { n, hash: hash_of(&page.bytes), aside })
    }

    fn aside(&self, n: usize) -> PathBuf {
        match self.empty {
            true => self.staging.join(NEW).join(&self.wanted[n]),
            false => self.staging.join(n.to_string()),
        }
    }

    /// Moves everything that was put aside into its place, and removes what is no longer wanted.
    /// `staged` is what putting aside gave for each file; `of` is what they were made of, for
    /// [`stands`].
    ///
    /// # Errors
    /// [`WriteError::Disk`] where the disk fails, with each file of the output wholly old or wholly
    /// new.
    pub fn commit(self, staged: Vec<Staged>, of: Option<String>) -> Result<Report, WriteError> {
        self.move_all(staged, of).inspect_err(|_| {
            // On a full disk it takes the room that is wanted. The first fault is the one to report.
            let _ = remove_staging(&self.staging);
        })
    }

    fn move_all(&self, mut staged: Vec<Staged>, of: Option<String>) -> Result<Report, WriteError> {
        let wanted = self.wanted();
        let both: BTreeSet<String> = self.own.union(&wanted).cloned().collect();
        if both != self.own || self.unlisted {
            Manifest::of_paths(both).write(&self.root, &self.staging)?;
        }
        let unwanted: Vec<&String> = self.own.difference(&wanted).collect();
        let mut removed = 0;
        // A file in the place of a wanted folder, or in a folder in the place of a wanted file,
        // goes first; everything else that is no longer wanted goes last.
        let (first, last): (Vec<&String>, Vec<&String>) =
            unwanted.iter().copied().partition(|path| in_the_way(path, &wanted));
        for path in first {
            removed += usize::from(remove(&self.root, path)?);
        }
        staged.sort_unstable_by_key(|one| one.n);
        let aside: Vec<(usize, &String)> =
            staged.iter().filter(|one| one.aside).map(|one| (one.n, &self.wanted[one.n])).collect();
        match self.empty {
            true => self.move_folders()?,
            false => self.move_files(&aside)?,
        }
        for path in last {
            removed += usize::from(remove(&self.root, path)?);
        }
        let (written, unchanged) = (aside.len(), self.wanted.len() - aside.len());
        let hashes = match of {
            Some(_) => staged.into_iter().map(|one| one.hash).collect(),
            None => Vec::new(),
        };
        let manifest = Manifest { of, hashes, ..Manifest::of_paths(wanted) };
        manifest.write(&self.root, &self.staging)?;
        remove_staging(&self.staging)?;
        Ok(Report { written, unchanged, removed })
    }

    /// Moves each file that was put aside, by its number and path.
    fn move_files(&self, aside: &[(usize, &String)]) -> Result<(), WriteError> {
        let folder =
            |(_, path): &(usize, &String)| self.root.join(path).parent().map(Path::to_owned);
        let folders: BTreeSet<PathBuf> = aside.iter().filter_map(folder).collect();
        for folder in &folders {
            fs::create_dir_all(folder).map_err(disk(folder))?;
        }
        aside.par_iter().try_for_each(|(n, path)| {
            let target = self.root.join(path);
            if fs::symlink_metadata(&target).is_ok_and(|found| found.is_dir()) {
                remove_empty(&target)?;
            }
            fs::rename(self.aside(*n), &target).map_err(disk(&target))
        })
    }

    /// Moves everything into an output in which there is nothing: a folder with all that it holds
    /// is one move, where it would be thousands.
    fn move_folders(&self) -> Result<(), WriteError> {
        let top = |path: &String| path.split('/').next().unwrap_or("").to_owned();
        let mut tops: Vec<String> = self.wanted.iter().map(top).collect();
        tops.dedup();
        for name in tops {
            let target = self.root.join(&name);
            fs::rename(self.staging.join(NEW).join(&name), &target).map_err(disk(&target))?;
        }
        Ok(())
    }

    /// Leaves the output as it was.
    pub fn abandon(self) {
        self.unmake();
    }

    fn unmake(&self) {
        // What cannot be removed is removed by the next build.
        let _ = remove_staging(&self.staging);
        for folder in &self.made {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// Keeps other builds out of `folder` until the value is dropped, or its process ends in whatever
/// way. Where a system cannot lock a folder, two builds still leave whole files: one of them fails.
fn alone(folder: &Path) -> Result<Option<fs::File>, WriteError> {
    let Ok(open) = fs::File::open(folder) else { return Ok(None) };
    match open.try_lock() {
        Err(fs::TryLockError::WouldBlock) => refused(
            format!("another build is writing to `{}`", folder.display()),
            "wait until it has ended, or choose another folder with `--output`",
        ),
        _ => Ok(Some(open)),
    }
}
