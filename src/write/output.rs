//! An output on its way: pages are put aside as they come, and moved into their places together.
//!
//! In go the paths of all files, then the files in any order, from any thread; out comes a count of
//! what was done. Nothing of the output changes before [`Output::commit`].

use super::{
    MANIFEST, Report, STAGING, WriteError, check_path, disk, in_the_way, read_manifest,
    refuse_foreign, refused, remove, remove_staging, write_manifest,
};
use crate::render::Page;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// An output folder that is about to get new files.
#[derive(Debug)]
pub struct Output {
    root: PathBuf,
    staging: PathBuf,
    /// Folders that were made for the output, the innermost first.
    made: Vec<PathBuf>,
    /// The tool's own files that are there.
    own: BTreeSet<String>,
    /// Paths of the files that are to be there, sorted.
    wanted: Vec<String>,
    /// Keeps other builds out.
    _alone: Option<fs::File>,
}

impl Output {
    /// Prepares `output` for files at the paths `wanted`, which are sorted.
    ///
    /// # Errors
    /// [`WriteError::Refused`] where the folder holds files of others, or another build is writing
    /// to it; [`WriteError::Disk`] where
    /// the disk fails.
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
        let mut this = Self { root, staging, made, own: BTreeSet::new(), wanted, _alone: alone };
        match this.prepare() {
            Ok(()) => Ok(this),
            Err(fault) => {
                this.unmake();
                Err(fault)
            }
        }
    }

    fn prepare(&mut self) -> Result<(), WriteError> {
        self.own = read_manifest(&self.root)?;
        for path in self.own.iter().chain(&self.wanted) {
            check_path(&self.root, path)?;
        }
        refuse_foreign(&self.root, &self.own, &self.wanted())?;
        remove_staging(&self.staging)?;
        fs::create_dir(&self.staging).map_err(disk(&self.staging))
    }

    fn wanted(&self) -> BTreeSet<String> {
        self.wanted.iter().cloned().collect()
    }

    /// Puts the page with the number `n` among the wanted paths aside, where it is not there
    /// already.
    ///
    /// # Errors
    /// [`WriteError::Disk`] where the disk fails.
    pub fn stage(&self, n: usize, page: &Page) -> Result<(), WriteError> {
        let target = self.root.join(&page.path);
        let same_length = fs::metadata(&target).is_ok_and(|m| m.len() == page.bytes.len() as u64);
        if same_length && fs::read(&target).is_ok_and(|old| old == *page.bytes) {
            return Ok(());
        }
        fs::write(self.staging.join(n.to_string()), &page.bytes).map_err(disk(&target))
    }

    /// Moves everything that was put aside into its place, and removes what is no longer wanted.
    ///
    /// # Errors
    /// [`WriteError::Disk`] where the disk fails, with each file of the output wholly old or wholly
    /// new.
    pub fn commit(self) -> Result<Report, WriteError> {
        self.move_all().inspect_err(|_| {
            // On a full disk it takes the room that is wanted. The first fault is the one to report.
            let _ = remove_staging(&self.staging);
        })
    }

    fn move_all(&self) -> Result<Report, WriteError> {
        let wanted = self.wanted();
        let both: BTreeSet<String> = self.own.union(&wanted).cloned().collect();
        if both != self.own || !self.root.join(MANIFEST).exists() {
            write_manifest(&self.root, &self.staging, both)?;
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
        let staged = self.staged()?;
        let folders: BTreeSet<PathBuf> = staged
            .iter()
            .filter_map(|(_, path)| self.root.join(path).parent().map(Path::to_owned))
            .collect();
        for folder in &folders {
            fs::create_dir_all(folder).map_err(disk(folder))?;
        }
        staged.par_iter().try_for_each(|(from, path)| {
            let target = self.root.join(path);
            fs::rename(from, &target).map_err(disk(&target))
        })?;
        for path in last {
            removed += usize::from(remove(&self.root, path)?);
        }
        let (written, unchanged) = (staged.len(), self.wanted.len() - staged.len());
        if !unwanted.is_empty() {
            write_manifest(&self.root, &self.staging, wanted)?;
        }
        remove_staging(&self.staging)?;
        Ok(Report { written, unchanged, removed })
    }

    /// The files that were put aside, and where each belongs.
    fn staged(&self) -> Result<Vec<(PathBuf, &String)>, WriteError> {
        let mut staged = Vec::new();
        for entry in fs::read_dir(&self.staging).map_err(disk(&self.staging))? {
            let entry = entry.map_err(disk(&self.staging))?;
            let n = entry.file_name().to_str().and_then(|name| name.parse::<usize>().ok());
            if let Some(path) = n.and_then(|n| self.wanted.get(n)) {
                staged.push((entry.path(), path));
            }
        }
        Ok(staged)
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
