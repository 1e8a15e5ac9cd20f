//! Puts pages on disk, and nothing else out of place.
//!
//! In go pages and a folder; out come files and a count of what was done. Invariant 6 is kept
//! here: every file is written in a folder apart, and all are moved into their places once the last
//! of them is there, so that each is wholly old or wholly new, and a build that fails on the way
//! leaves everything as it was; what has not changed is left alone; what is no longer wanted goes
//! last. A manifest in the output lists the tool's own files. It is written before the first of
//! them, so that a build that was killed is known and completed by the next, and what it does not
//! list is never overwritten or deleted.

mod fresh;
mod manifest;
mod output;

pub use fresh::{check_free, create};
pub use manifest::MANIFEST;
pub use output::{Output, Staged, stands};

use crate::disk::Folder;
use crate::render::Page;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

/// Where files stand until they are whole.
const STAGING: &str = ".gainsay-tmp";

/// Why nothing more was written.
#[derive(Debug)]
pub enum WriteError {
    /// The folder is not one that the tool may write to.
    Refused {
        /// Why.
        message: String,
        /// What to do instead.
        hint: String,
    },
    /// The disk failed.
    Disk {
        /// The path in question.
        path: PathBuf,
        /// What the system says.
        reason: io::Error,
    },
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Refused { message, hint } => write!(f, "{message}\n  help: {hint}"),
            Self::Disk { path, reason } => {
                write!(f, "cannot write `{}`: {reason}", path.display())?;
                cure(reason.kind()).map_or(Ok(()), |cure| write!(f, "\n  help: {cure}"))
            }
        }
    }
}

/// What to do about a fault of the disk. Whatever it is, no file is half written.
fn cure(fault: io::ErrorKind) -> Option<&'static str> {
    use io::ErrorKind::{
        FileTooLarge, PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, StorageFull,
    };
    Some(match fault {
        StorageFull | QuotaExceeded | FileTooLarge => {
            "make room and run this again; every file is whole, as it was or as it is to be"
        }
        PermissionDenied | ReadOnlyFilesystem => {
            "this needs a folder that you may write to; every file is whole, as it was or as it is to be"
        }
        _ => return None,
    })
}

impl std::error::Error for WriteError {}

fn refused<T>(message: impl Into<String>, hint: &str) -> Result<T, WriteError> {
    Err(WriteError::Refused { message: message.into(), hint: hint.to_owned() })
}

fn disk(path: &Path) -> impl FnOnce(io::Error) -> WriteError + '_ {
    move |reason| WriteError::Disk { path: path.to_owned(), reason }
}

/// What was done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Report {
    /// Files that are new or have changed.
    pub written: usize,
    /// Files that were as they should be.
    pub unchanged: usize,
    /// Files that were no longer wanted.
    pub removed: usize,
}

/// Puts `bytes` in the place of the file at `path` of the site at `root`, or makes it. It is wholly
/// old or wholly new at every instant, and keeps its permissions. What an author typed is not to be
/// lost with the power either, so it is on the disk before it takes its place.
///
/// # Errors
/// [`WriteError::Disk`] where the disk fails, or something else than a file is there; the file is as
/// it was.
pub fn replace(root: &Path, path: &str, bytes: &[u8]) -> Result<(), WriteError> {
    let folder = Folder::open(root).map_err(disk(root))?;
    folder.replace(path, bytes, true).map_err(disk(&root.join(path)))
}

/// Removes what a [`replace`] that was killed left in the folder `path` of the site at `root`.
pub fn sweep(root: &Path, path: &str) {
    if let Ok(folder) = Folder::open(root).and_then(|root| root.below(path)) {
        folder.sweep();
    }
}

/// Refuses an output folder that is the site's root, or holds or lies in its inputs.
///
/// # Errors
/// [`WriteError::Refused`] says which; [`WriteError::Disk`] where the paths cannot be told.
pub fn check_output(root: &Path, output: &Path) -> Result<(), WriteError> {
    let asked = plain(output)?;
    let inside = asked.starts_with(plain(root)?);
    let root = root.canonicalize().map_err(disk(root))?;
    let output = real(output)?;
    let hint = "choose a folder of its own, such as `public`";
    if root.starts_with(&output) {
        return refused(
            format!("the output folder `{}` holds the site itself", output.display()),
            hint,
        );
    }
    for input in ["content", "templates", "static", ".git", crate::load::CONFIG] {
        let input = root.join(input);
        let input = input.canonicalize().unwrap_or(input);
        if output.starts_with(&input) || input.starts_with(&output) {
            let (output, input) = (output.display(), input.display());
            return refused(
                format!("the output folder `{output}` overlaps the input `{input}`"),
                hint,
            );
        }
    }
    if inside && !output.starts_with(&root) {
        return refused(
            format!("the output folder `{}` is a link that leads out of the site", asked.display()),
            "remove the link, or name the folder that it leads to with `--output`",
        );
    }
    Ok(())
}

/// The path as it is named: absolute, without `..`, links as they are.
fn plain(path: &Path) -> Result<PathBuf, WriteError> {
    fold(path, |_| ())
}

/// The path with its links resolved as far as it exists, and without `..`.
fn real(path: &Path) -> Result<PathBuf, WriteError> {
    fold(path, |so_far| {
        // What does not exist yet has no links to resolve.
        if let Ok(resolved) = so_far.canonicalize() {
            *so_far = resolved;
        }
    })
}

fn fold(path: &Path, each: impl Fn(&mut PathBuf)) -> Result<PathBuf, WriteError> {
    let mut folded = PathBuf::new();
    for part in std::path::absolute(path).map_err(disk(path))?.components() {
        match part {
            Component::ParentDir => {
                folded.pop();
            }
            Component::CurDir => {}
            part => {
                folded.push(part);
                each(&mut folded);
            }
        }
    }
    Ok(folded)
}

/// Writes `pages`, sorted by path, into `output`.
///
/// # Errors
/// [`WriteError::Refused`] where the folder holds files of others or another build is writing to
/// it, before anything is written; [`WriteError::Disk`] where the disk fails, with the output still
/// whole file by file.
pub fn write(output: &Path, pages: &[Page]) -> Result<Report, WriteError> {
    let output = Output::begin(output, pages.iter().map(|p| p.path.clone()))?;
    let staged: Result<Vec<Staged>, WriteError> =
        pages.par_iter().enumerate().map(|(n, page)| output.stage(n, page)).collect();
    match staged {
        Ok(staged) => output.commit(staged, None),
        Err(fault) => {
            output.abandon();
            Err(fault)
        }
    }
}

/// Refuses paths of which one is absolute, or has `..` in it.
fn check_names<'p>(paths: impl IntoIterator<Item = &'p String>) -> Result<(), WriteError> {
    for path in paths {
        let plain = !path.is_empty()
            && !path.contains('\\')
            && Path::new(path).components().all(|c| matches!(c, Component::Normal(_)));
        if !plain {
            return refused(
                format!("`{MANIFEST}` lists `{path}`, which is not a path inside the output"),
                "empty the output folder and build again",
            );
        }
    }
    Ok(())
}

/// Refuses paths of which one is a link, or goes through one.
fn check_links<'p>(
    output: &Path,
    paths: impl IntoIterator<Item = &'p String>,
) -> Result<(), WriteError> {
    // Many paths go through few folders.
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for path in paths {
        let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
        for part in ends.map(|end| &path[..end]) {
            if part.len() < path.len() && !seen.insert(part) {
                continue;
            }
            let at = output.join(part);
            if fs::symlink_metadata(&at).is_ok_and(|m| m.is_symlink()) {
                return refused(
                    format!(
                        "`{}` is a link, and the tool does not write through links",
                        at.display()
                    ),
                    "remove the link",
                );
            }
        }
    }
    Ok(())
}

fn refuse_foreign(
    output: &Path,
    own: &BTreeSet<String>,
    wanted: &BTreeSet<String>,
) -> Result<(), WriteError> {
    for path in wanted {
        let target = output.join(path);
        let Ok(found) = fs::symlink_metadata(&target) else { continue };
        // A folder that holds nothing but the tool's own unwanted files makes room.
        let own_folder = found.is_dir() && only_own(output, &target, own, wanted);
        if (found.is_dir() && !own_folder) || (!found.is_dir() && !own.contains(path)) {
            return refused(
                format!("`{}` is in the way, and the tool did not write it", target.display()),
                "move it elsewhere; files of your own belong in `static/`",
            );
        }
    }
    Ok(())
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

fn only_own(
    output: &Path,
    folder: &Path,
    own: &BTreeSet<String>,
    wanted: &BTreeSet<String>,
) -> bool {
    walkdir::WalkDir::new(folder).into_iter().all(|entry| {
        entry.is_ok_and(|entry| {
            let path = entry.path().strip_prefix(output).unwrap_or(entry.path());
            let path = path.to_string_lossy().replace('\\', "/");
            entry.file_type().is_dir() || (own.contains(&path) && !wanted.contains(&path))
        })
    })
}

/// Removes a file, and the folders that it leaves empty.
fn remove(output: &Path, path: &str) -> Result<bool, WriteError> {
    let target = output.join(path);
    let removed = match fs::remove_file(&target) {
        Ok(()) => true,
        Err(e) if e.kind() == io::ErrorKind::NotFound => false,
        Err(reason) => return Err(WriteError::Disk { path: target, reason }),
    };
    let mut folder = target.parent();
    while let Some(at) = folder
        && at != output
        // A folder that is not empty stays, which is what is wanted.
        && fs::remove_dir(at).is_ok()
    {
        folder = at.parent();
    }
    Ok(removed)
}

/// Removes a folder in which there is nothing but folders. Where there is something after all, the
/// system refuses, and nothing is lost.
fn remove_empty(folder: &Path) -> Result<(), WriteError> {
    for entry in walkdir::WalkDir::new(folder).contents_first(true).into_iter().flatten() {
        fs::remove_dir(entry.path()).map_err(disk(entry.path()))?;
    }
    Ok(())
}

fn remove_staging(staging: &Path) -> Result<(), WriteError> {
    match fs::symlink_metadata(staging) {
        Ok(found) if found.is_dir() => fs::remove_dir_all(staging).map_err(disk(staging)),
        Ok(_) => refused(
            format!("`{}` is in the way, and the tool did not write it", staging.display()),
            "remove it",
        ),
        Err(_) => Ok(()),
    }
}
