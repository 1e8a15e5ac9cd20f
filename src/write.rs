//! Writes pages to disk, and touches nothing else.
//!
//! In go pages and a folder; out come files and a count of what was done. Invariant 6 is kept here.
//! Every file is first written to a staging folder, and all are moved into their places once the
//! last one is there. So each file is wholly old or wholly new, and a build that fails on the way
//! changes nothing. Unchanged files are left alone, and obsolete files are removed last. A manifest
//! in the output and a record in the user's cache folder list the tool's own files. Both are
//! written before the first file, so that the next build can complete one that was killed. Only the
//! record permits the removal of a file, because a checkout cannot bring one. Files that neither
//! lists are never overwritten or deleted.

mod code;
mod exchange;
mod beside;
mod fresh;
mod manifest;
mod output;
mod record;
mod together;

pub use beside::write_beside;
pub use code::CodeCache;
pub use exchange::{ExchangeError, exchange, exchange_bytes};
pub use fresh::{add, check_free, create};
pub use manifest::MANIFEST;
pub use output::{LastFolder, OutputFolder, Staged, unchanged_files};
pub use together::{Written, write_all, write_texts};

use crate::diagnostic::{shown, visible};
use crate::disk::{self, EntryKind, Folder};
use crate::load::names;
use crate::publish::File;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::fmt;
use std::io;
use std::path::{Component, Path, PathBuf};

/// The staging folder, where files stand until all are written.
const STAGING: &str = ".gainsay-tmp";

/// Why writing stopped.
#[derive(Debug)]
pub enum WriteError {
    /// The tool refuses to write to the folder.
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
            Self::Refused { message, .. } => f.write_str(message),
            Self::Disk { path, reason } => write!(f, "cannot write `{}`: {reason}", shown(path)),
        }
    }
}

impl WriteError {
    /// What to do about it, if known.
    pub fn help(&self) -> Option<&str> {
        match self {
            Self::Refused { hint, .. } => Some(hint),
            Self::Disk { reason, .. } => disk_hint(reason),
        }
    }
}

/// What to do about a fault of the disk. In any case, no file is half written.
fn disk_hint(fault: &io::Error) -> Option<&'static str> {
    use io::ErrorKind::{
        FileTooLarge, PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, StorageFull,
    };
    if disk::other(fault).is_some() {
        return Some("the tool writes to plain files and folders alone; take it out of the way");
    }
    Some(match fault.kind() {
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

/// The result of a build.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Report {
    /// Files that are new or have changed.
    pub written: usize,
    /// Files that were up to date.
    pub unchanged: usize,
    /// Obsolete files that were removed.
    pub removed: usize,
}

/// Removes temporary files that a killed [`exchange`](exchange()) left in the folder `path` of the site at
/// `root`.
pub fn sweep(root: &Path, path: &str) {
    if let Ok(folder) = Folder::open(root).and_then(|root| root.below(path)) {
        folder.sweep();
    }
}

/// Refuses an output folder that is the site's root, contains its inputs, or is inside them.
///
/// # Errors
/// [`WriteError::Refused`] says which; [`WriteError::Disk`] if the paths cannot be resolved.
pub fn check_output(root: &Path, output: &Path) -> Result<(), WriteError> {
    let asked = plain(output)?;
    let inside = asked.starts_with(plain(root)?);
    let root = root.canonicalize().map_err(disk(root))?;
    let output = real(output)?;
    let hint = "choose a folder of its own, such as `public`";
    if root.starts_with(&output) {
        return refused(
            format!("the output folder `{}` holds the site itself", shown(&output)),
            hint,
        );
    }
    for input in ["content", "templates", "static", ".git", crate::load::CONFIG] {
        let input = root.join(input);
        let input = input.canonicalize().unwrap_or(input);
        // On some systems `Static` and `static` are the same.
        let (one, other) = (folded(&output), folded(&input));
        if one.starts_with(&other) || other.starts_with(&one) {
            let (output, input) = (shown(&output), shown(&input));
            return refused(
                format!("the output folder `{output}` overlaps the input `{input}`"),
                hint,
            );
        }
    }
    if inside && !output.starts_with(&root) {
        return refused(
            format!("the output folder `{}` is a link that leads out of the site", shown(&asked)),
            "remove the link, or name the folder that it leads to with `--output`",
        );
    }
    Ok(())
}

/// A path with each part in the form in which systems compare it.
fn folded(path: &Path) -> PathBuf {
    path.components().map(|part| names::folded(&part.as_os_str().to_string_lossy())).collect()
}

/// The output folder, and where its record is kept.
#[derive(Debug, Clone, Copy)]
pub struct Target<'t> {
    /// The output's folder.
    pub output: &'t Path,
    /// The site's folder, if there is one. From there on, no link is followed.
    pub site: Option<&'t Path>,
    /// The user's cache folder; `None` if no record is kept.
    pub cache: Option<&'t Path>,
}

/// An open output folder.
struct Opened {
    folder: Folder,
    /// The folder at or above the output that existed before.
    base: Folder,
    /// The folders below `base` that were created, the innermost first.
    made: Vec<String>,
}

impl Target<'_> {
    /// Opens the folder. With `make`, creates it and its missing ancestors.
    fn open(&self, make: bool) -> Result<Opened, WriteError> {
        let (base, way) = self.way()?;
        let parts: Option<Vec<&str>> = way.iter().map(|part| part.to_str()).collect();
        let Some(way) = parts.map(|parts| parts.join("/")) else {
            return refused(
                format!("the path of the output folder `{}` is not text", shown(self.output)),
                "choose another folder",
            );
        };
        let base = Folder::open(&base).map_err(disk(&base))?;
        let mut made = Vec::new();
        let mut folders: Vec<&str> = way.match_indices('/').map(|(end, _)| &way[..end]).collect();
        folders.push(&way);
        for folder in folders.iter().filter(|folder| !folder.is_empty()) {
            if base.kind(folder).map_err(disk(&base.at(folder)))?.is_none() {
                made.insert(0, (*folder).to_owned());
            }
        }
        let folder = if make { base.make(&way) } else { base.below(&way) };
        let folder = folder.map_err(disk(&base.at(&way)))?;
        Ok(Opened { folder, base, made })
    }

    /// An existing folder with its links resolved, and the path from there to the output.
    fn way(&self) -> Result<(PathBuf, PathBuf), WriteError> {
        let output = plain(self.output)?;
        if let Some(site) = self.site {
            let real = site.canonicalize().map_err(disk(site))?;
            for site in [plain(site)?, real.clone()] {
                if let Ok(way) = output.strip_prefix(&site) {
                    return Ok((real, way.to_owned()));
                }
            }
        }
        let there = output.ancestors().find(|folder| folder.exists()).unwrap_or(&output);
        let way = output.strip_prefix(there).unwrap_or(Path::new("")).to_owned();
        Ok((there.canonicalize().map_err(disk(there))?, way))
    }
}

/// The path as given: absolute, without `..`, links unresolved.
fn plain(path: &Path) -> Result<PathBuf, WriteError> {
    fold(path, |_| ())
}

/// The path with its links resolved as far as it exists, and without `..`.
fn real(path: &Path) -> Result<PathBuf, WriteError> {
    fold(path, |so_far| {
        // Parts that do not exist have no links to resolve.
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

/// Writes `pages`, sorted by path, into the output.
///
/// # Errors
/// [`WriteError::Refused`] if the folder holds foreign files or another build is writing to it;
/// nothing is written then. [`WriteError::Disk`] if the disk fails; each file of the output is
/// still whole.
pub fn write(target: &Target, pages: &[File]) -> Result<Report, WriteError> {
    let (output, staged) = stage_all(target, pages)?;
    output.commit(staged, None)
}

/// Stages `pages`, sorted by path. The output does not change until they are committed.
///
/// # Errors
/// As [`write`]; nothing stays in the staging folder then.
pub fn stage_all(
    target: &Target,
    pages: &[File],
) -> Result<(OutputFolder, Vec<Staged>), WriteError> {
    let output = OutputFolder::begin(target, pages.iter().map(|p| p.path.clone()))?;
    let staged: Result<Vec<Staged>, WriteError> = pages
        .par_iter()
        .enumerate()
        .map_init(LastFolder::default, |last, (n, page)| output.stage(last, n, page))
        .collect();
    match staged {
        Ok(staged) => Ok((output, staged)),
        Err(fault) => {
            output.abandon();
            Err(fault)
        }
    }
}

/// Refuses paths that are absolute, contain `..`, or have characters that no file name may have.
fn check_names<'p>(
    list: &str,
    paths: impl IntoIterator<Item = &'p String>,
) -> Result<(), WriteError> {
    for path in paths {
        let plain = path.split('/').all(|part| !matches!(part, "" | "." | ".."))
            && !path.contains('\\')
            && !path.chars().any(char::is_control)
            && Path::new(path).components().all(|c| matches!(c, Component::Normal(_)));
        if !plain {
            return refused(
                format!(
                    "`{list}` lists `{}`, which is not a path inside the output",
                    visible(path)
                ),
                "empty the output folder and build again",
            );
        }
    }
    Ok(())
}

/// The folder that makes an output a working copy of its own, as with a branch for publishing.
const VERSIONS: &str = ".git";

/// The file that the macOS Finder leaves in folders that it has shown, and its first bytes. A site
/// never publishes a file of that name, so an old one cannot stay behind.
const LITTER: (&str, &[u8]) = (".DS_Store", b"\0\0\0\x01Bud1");

/// The files in `folder`, which is an output, without the manifest, the staging folder, a `.git` at
/// its top, and the Finder's own files.
///
/// # Errors
/// [`WriteError::Refused`] if it contains something that is neither file nor folder.
fn walk(folder: &Folder) -> Result<BTreeSet<String>, WriteError> {
    fn step(folder: &Folder, path: &str, files: &mut BTreeSet<String>) -> Result<(), WriteError> {
        for entry in folder.list().map_err(disk(folder.path()))? {
            let (top, name) = (path.is_empty(), entry.name.as_str());
            let passed = match entry.kind {
                EntryKind::File if top && name == MANIFEST => true,
                EntryKind::File if name == LITTER.0 => {
                    folder.begins(name, LITTER.1).unwrap_or(false)
                }
                EntryKind::Folder => top && name == STAGING,
                _ => false,
            };
            let versions = top && name == VERSIONS;
            if passed || (versions && matches!(entry.kind, EntryKind::File | EntryKind::Folder)) {
                continue;
            }
            let at = if top { entry.name.clone() } else { format!("{path}/{}", entry.name) };
            match entry.kind {
                EntryKind::File => {
                    files.insert(at);
                }
                EntryKind::Folder => match folder.below(&entry.name) {
                    Ok(below) => step(&below, &at, files)?,
                    Err(e) if e.kind() == io::ErrorKind::NotFound => {}
                    Err(e) => return Err(disk(&folder.at(&entry.name))(e)),
                },
                kind => {
                    return refused(
                        format!(
                            "`{}` is {kind}, and an output has files and folders alone",
                            shown(&folder.at(&entry.name))
                        ),
                        "remove it; the tool neither opens it nor writes through it",
                    );
                }
            }
        }
        Ok(())
    }
    let mut files = BTreeSet::new();
    step(folder, "", &mut files)?;
    Ok(files)
}
