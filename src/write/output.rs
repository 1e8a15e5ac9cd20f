//! Writes an output: stages pages as they come, and moves them into their places together.
//!
//! In go the paths of all files, then the files in any order, from any thread; out comes a count of
//! what was done. The output does not change before [`OutputFolder::commit`]. All access goes
//! through the handle of the output's folder, which is opened once.

mod commit;

use super::record::{Shelf, hash_of, hash_of_file};
use super::{MANIFEST, STAGING, Target, WriteError, check_names, disk, manifest, refused, walk};
use crate::diagnostic::{shown, visible};
use crate::disk::{Alone, Busy, EntryKind, Folder, larger};
use crate::publish::File;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::io;

/// The maximum number of files that a message names.
const NAMED: usize = 5;

/// An output folder that is about to receive new files.
#[derive(Debug)]
pub struct OutputFolder {
    folder: Folder,
    /// The folder at or above the output that existed before, and the folders created below it, the
    /// innermost first.
    base: Folder,
    made: Vec<String>,
    /// The staging folder, below [`STAGING`].
    staging: Option<Folder>,
    shelf: Option<Shelf>,
    /// Existing files that the trusted record lists, with the hashes of what was written.
    recorded: BTreeMap<String, Vec<String>>,
    /// Hashes of what files were made of, according to the trusted record.
    old_made_of: BTreeMap<String, String>,
    /// The same in this build.
    new_made_of: BTreeMap<String, String>,
    /// The places of sections on pages, according to the trusted record.
    old_places: BTreeSet<String>,
    /// The places of sections on pages in this build.
    new_places: BTreeSet<String>,
    /// The paths in the manifest; `None` if there is none.
    listed: Option<BTreeSet<String>>,
    /// True if the output is empty: staged files then have their final folder structure, and whole
    /// folders are moved.
    empty: bool,
    /// The paths of the new files, sorted.
    wanted: Vec<String>,
    /// Files to be removed.
    unwanted: Vec<String>,
    /// The lock against other builds.
    _alone: Option<Alone>,
}

/// A file that was staged, or is already in its place.
#[derive(Debug)]
pub struct Staged {
    /// Its index among the wanted paths.
    n: usize,
    hash: String,
    /// True if it has to be moved.
    aside: bool,
}

impl Staged {
    /// Its index among the wanted paths.
    pub fn n(&self) -> usize {
        self.n
    }
}

/// The files of the output with their sizes in bytes, if the trusted record says that they were
/// made from the inputs `of`, and all are unchanged, without other files. `None` otherwise: a full
/// build is needed then.
pub fn unchanged_files(target: &Target, of: &str) -> Option<Vec<(String, u64)>> {
    let opened = target.open(false).ok()?;
    let folder = opened.folder;
    // No lock is needed: a concurrent build changes a hash, or comes after this one.
    if folder.kind(STAGING).ok()?.is_some() {
        return None;
    }
    let shelf = Shelf::of(target, folder.path())?;
    let record = shelf.read().ok()?.filter(|record| record.of.as_deref() == Some(of))?;
    let there = walk(&folder).ok()?;
    if !there.iter().eq(record.files.keys()) {
        return None;
    }
    let list = manifest::text(&there);
    folder.read_of_length(MANIFEST, list.len() as u64).ok()?.filter(|read| *read == list)?;
    let files: Vec<(String, Vec<String>)> = record.files.into_iter().collect();
    let sized = |(path, hashes): (String, Vec<String>)| {
        let (hash, length) = hash_of_file(&folder, &path).ok()?;
        (hashes == [hash]).then_some((path, length))
    };
    files.into_par_iter().map(sized).collect()
}

impl OutputFolder {
    /// Prepares the output for files at the paths `wanted`, which are sorted.
    ///
    /// # Errors
    /// [`WriteError::Refused`] if the folder holds files that are neither wanted nor the tool's
    /// own, or another build is writing to it; [`WriteError::Disk`] if the disk fails.
    pub fn begin(
        target: &Target,
        wanted: impl IntoIterator<Item = String>,
    ) -> Result<Self, WriteError> {
        let opened = target.open(true)?;
        let alone = match opened.folder.alone() {
            Ok(alone) => alone,
            Err(Busy) => {
                return refused(
                    format!("another build is writing to `{}`", shown(opened.folder.path())),
                    "wait until it has ended, or choose another folder with `--output`",
                );
            }
        };
        let mut this = Self {
            shelf: Shelf::of(target, opened.folder.path()),
            folder: opened.folder,
            base: opened.base,
            made: opened.made,
            staging: None,
            recorded: BTreeMap::new(),
            old_made_of: BTreeMap::new(),
            new_made_of: BTreeMap::new(),
            old_places: BTreeSet::new(),
            new_places: BTreeSet::new(),
            listed: None,
            empty: false,
            wanted: wanted.into_iter().collect(),
            unwanted: Vec::new(),
            _alone: alone,
        };
        match this.prepare() {
            Ok(()) => Ok(this),
            Err(fault) => {
                this.unmake();
                Err(fault)
            }
        }
    }

    fn prepare(&mut self) -> Result<(), WriteError> {
        check_names("the site", &self.wanted)?;
        let there = walk(&self.folder)?;
        self.listed = manifest::read(&self.folder)?;
        let record = self.shelf.as_ref().map(Shelf::read).transpose()?.flatten();
        let record = record.unwrap_or_default();
        (self.recorded, self.old_places) = (record.files, record.places);
        self.old_made_of = record.made_of;
        self.refuse_foreign(&there)?;
        remove_staging(&self.folder)?;
        self.empty = self.folder.is_empty().map_err(disk(self.folder.path()))?;
        let failed = |path: &str| disk_at(&self.folder, path);
        let staging = self.folder.make_new(STAGING).map_err(failed(STAGING))?;
        let staging = staging.make_unguessable().map_err(failed(STAGING))?;
        if self.empty {
            let mut last = None;
            for path in &self.wanted {
                let folder = folder_of(path);
                if last != Some(folder) {
                    staging.make(folder).map_err(failed(path))?;
                }
                last = Some(folder);
            }
        }
        self.staging = Some(staging);
        Ok(())
    }

    /// Finds the files to remove, and refuses files that are neither wanted nor the tool's own.
    fn refuse_foreign(&mut self, there: &BTreeSet<String>) -> Result<(), WriteError> {
        let wanted: BTreeSet<&str> = self.wanted.iter().map(String::as_str).collect();
        self.recorded.retain(|path, _| there.contains(path));
        if self.listed.is_none() && self.recorded.is_empty() && !there.is_empty() {
            return refused(
                format!(
                    "the output folder `{}` holds files that are not the tool's",
                    shown(self.folder.path())
                ),
                "empty it, or choose another folder",
            );
        }
        let mut foreign: Vec<&String> = Vec::new();
        for path in there {
            let listed = self.listed.as_ref().is_some_and(|listed| listed.contains(path));
            let recorded = self.recorded.get(path);
            if wanted.contains(path.as_str()) {
                if !listed && recorded.is_none() {
                    let at = self.folder.at(path);
                    return refused(
                        format!("`{}` is in the way, and the tool did not write it", shown(&at)),
                        "move it elsewhere; files of your own belong in `static/`",
                    );
                }
                continue;
            }
            // A file that somebody has changed since belongs to them.
            let own = match recorded {
                Some(hashes) => match hash_of_file(&self.folder, path) {
                    Ok((hash, _)) => hashes.contains(&hash),
                    Err(e) if larger(&e).is_some() => false,
                    Err(e) => return Err(disk_at(&self.folder, path)(e)),
                },
                None => false,
            };
            match own {
                true => self.unwanted.push(path.clone()),
                false => foreign.push(path),
            }
        }
        if foreign.is_empty() {
            return Ok(());
        }
        let mut lines: Vec<String> =
            foreign.iter().take(NAMED).map(|path| format!("\n  `{}`", visible(path))).collect();
        if foreign.len() > NAMED {
            lines.push(format!("\n  and {} more", foreign.len() - NAMED));
        }
        let (what, they, them) = match foreign.len() {
            1 => ("a file".to_owned(), "it", "it"),
            n => (format!("{n} files"), "they", "them"),
        };
        let stand = if they == "it" { "it stands" } else { "they stand" };
        refused(
            format!(
                "`{}` holds {what} that this site does not make, and this machine has no record of writing as {stand}:{}",
                shown(self.folder.path()),
                lines.concat()
            ),
            &format!(
                "nothing was written; where the site's folder was moved or renamed, or the output was built elsewhere, {they} may be of an earlier build: remove {them}, or the whole folder, and build again; files of your own belong in `static/`"
            ),
        )
    }

    /// The paths of files of the last build that this one does not make, and removes.
    pub fn unwanted(&self) -> &[String] {
        &self.unwanted
    }

    /// Stores the places of sections on pages for the record, and returns those of the last build.
    pub fn exchange_places(&mut self, places: BTreeSet<String>) -> BTreeSet<String> {
        self.new_places = places;
        self.old_places.clone()
    }

    /// The files that need not be made, because the trusted record says that this program made them of
    /// the same, and they stand as it wrote them. Each with its size. `made_of` has a hash of what a
    /// file is made of, by its index among the wanted paths; it goes into the record of this build.
    pub fn standing(&mut self, made_of: BTreeMap<usize, String>) -> Vec<(Staged, u64)> {
        let stands = |(n, of): (&usize, &String)| {
            let path = &self.wanted[*n];
            self.old_made_of.get(path).filter(|old| *old == of)?;
            // There are several where a build was killed.
            let [written] = self.recorded.get(path)?.as_slice() else { return None };
            let (hash, length) = hash_of_file(&self.folder, path).ok()?;
            (hash == *written).then_some((Staged { n: *n, hash, aside: false }, length))
        };
        let standing = made_of.iter().filter_map(stands).collect();
        let wanted = &self.wanted;
        self.new_made_of = made_of.into_iter().map(|(n, of)| (wanted[n].clone(), of)).collect();
        standing
    }

    /// Stages the page with index `n` among the wanted paths, unless it is already up to date.
    ///
    /// # Errors
    /// [`WriteError::Disk`] if the disk fails.
    pub fn stage(
        &self,
        last: &mut LastFolder,
        n: usize,
        page: &File,
    ) -> Result<Staged, WriteError> {
        let is_there = || {
            let old = self.folder.read_of_length(&page.path, page.bytes.len() as u64);
            old.is_ok_and(|old| old.is_some_and(|old| old == *page.bytes))
        };
        let aside = self.empty || !is_there();
        if aside {
            let staging = self.staging()?;
            let created = match self.empty {
                true => {
                    let path = &self.wanted[n];
                    let name = path.rsplit('/').next().unwrap_or(path);
                    last.of(staging, folder_of(path))
                        .and_then(|folder| folder.create(name, &page.bytes))
                }
                false => staging.create(&n.to_string(), &page.bytes),
            };
            created.map_err(disk_at(&self.folder, &page.path))?;
        }
        Ok(Staged { n, hash: hash_of(&page.bytes), aside })
    }

    fn staging(&self) -> Result<&Folder, WriteError> {
        let none = || disk_at(&self.folder, STAGING)(std::io::ErrorKind::NotFound.into());
        self.staging.as_ref().ok_or_else(none)
    }

    /// Leaves the output unchanged.
    pub fn abandon(self) {
        self.unmake();
    }

    fn unmake(&self) {
        // The next build removes what cannot be removed now.
        let _ = remove_staging(&self.folder);
        for folder in &self.made {
            let _ = self.base.remove_folder(folder);
        }
    }
}

/// The folder that a thread put a file into last. It stays open for the next file, since most follow one
/// of the same folder.
#[derive(Debug, Default)]
pub struct LastFolder(Option<(String, Folder)>);

impl LastFolder {
    /// The folder at `path` below `staging`.
    fn of(&mut self, staging: &Folder, path: &str) -> io::Result<&Folder> {
        let last = self.0.take().filter(|(last, _)| last == path);
        let last = match last {
            Some(last) => last,
            None => (path.to_owned(), staging.below(path)?),
        };
        Ok(&self.0.insert(last).1)
    }
}

fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn disk_at(folder: &Folder, path: &str) -> impl Fn(std::io::Error) -> WriteError + use<> {
    let at = folder.at(path);
    move |reason| disk(&at)(reason)
}

/// Removes the staging folder of a killed build: files in folders, and nothing else.
fn remove_staging(output: &Folder) -> Result<(), WriteError> {
    match output.kind(STAGING).map_err(disk_at(output, STAGING))? {
        None => Ok(()),
        Some(EntryKind::Folder) => {
            let staging = output.below(STAGING).map_err(disk_at(output, STAGING))?;
            walk(&staging)?;
            output.remove_all(STAGING).map_err(disk_at(output, STAGING))
        }
        Some(_) => refused(
            format!(
                "`{}` is in the way, and the tool did not write it",
                shown(&output.at(STAGING))
            ),
            "remove it",
        ),
    }
}
