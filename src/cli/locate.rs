//! Finds the folder of a site, for a command that was run in another folder.
//!
//! In goes a folder; out comes an error that says what to do if it is not a site. Only names are
//! examined, not contents.

use super::error::CommandError;
use crate::diagnostic::shown;
use crate::load;
use std::path::{Path, PathBuf};

/// Makes sure that `root` is the folder of a site.
///
/// # Errors
/// An error with advice, if it is not.
pub(super) fn require_site(root: &Path) -> Result<(), CommandError> {
    // If `gainsay.yaml` is not a regular file, the reader of the site reports that.
    if root.join(load::CONFIG).symlink_metadata().is_ok() {
        return Ok(());
    }
    if root.symlink_metadata().is_err() {
        return Err(CommandError::NoFolder(shown(root)));
    }
    Err(CommandError::NoSite { folder: shown(root), help: advice(root) })
}

/// What to do in a folder without `gainsay.yaml`.
fn advice(root: &Path) -> String {
    match whereabouts(root) {
        Whereabouts::Misnamed(file, name) => format!("rename `{}` to `{name}`", shown(&file)),
        Whereabouts::Elsewhere(site) => {
            format!("there is a site in `{}`: name it, or run the command there", shown(&site))
        }
        Whereabouts::Here | Whereabouts::Nowhere => {
            "begin a site with `gainsay init`, or name the folder of one: `gainsay build my-site`"
                .to_owned()
        }
    }
}

/// Where a site is, seen from a folder.
#[derive(Debug)]
pub(super) enum Whereabouts {
    /// In the folder.
    Here,
    /// In another folder, above or below.
    Elsewhere(PathBuf),
    /// A file was probably meant to have this name.
    Misnamed(PathBuf, &'static str),
    /// Not near.
    Nowhere,
}

/// Looks for a site in `root`, then above it, then below it.
pub(super) fn whereabouts(root: &Path) -> Whereabouts {
    if root.join(load::CONFIG).symlink_metadata().is_ok() {
        return Whereabouts::Here;
    }
    if let Some(name) = misnamed(root) {
        return Whereabouts::Misnamed(PathBuf::from(name), load::CONFIG);
    }
    let folder = std::path::absolute(root).unwrap_or_else(|_| root.to_owned());
    for above in folder.ancestors().skip(1) {
        if above.join(load::CONFIG).is_file() {
            return Whereabouts::Elsewhere(above.to_owned());
        }
        if let Some(name) = misnamed(above) {
            return Whereabouts::Misnamed(above.join(name), load::CONFIG);
        }
    }
    let below = folders(root).into_iter().find(|folder| folder.join(load::CONFIG).is_file());
    below.map_or(Whereabouts::Nowhere, Whereabouts::Elsewhere)
}

/// A file that was probably meant to be `gainsay.yaml`.
fn misnamed(folder: &Path) -> Option<String> {
    let names = std::fs::read_dir(folder).ok()?.flatten();
    let names = names.filter_map(|entry| entry.file_name().into_string().ok());
    let mut meant: Vec<String> = names
        .filter(|name| {
            let lower = name.to_lowercase();
            let lower = lower.strip_suffix(".txt").unwrap_or(&lower);
            *name != load::CONFIG && matches!(lower, "gainsay.yaml" | "gainsay.yml")
        })
        .filter(|name| folder.join(name).is_file())
        .collect();
    meant.sort();
    meant.into_iter().next()
}

/// The folders in a folder, two levels deep, sorted by name.
fn folders(root: &Path) -> Vec<PathBuf> {
    let within = |folder: &Path| -> Vec<PathBuf> {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let seen = entries.filter(|e| e.file_type().is_ok_and(|kind| kind.is_dir()));
        let seen = seen.filter(|e| !e.file_name().to_string_lossy().starts_with('.'));
        let mut found: Vec<PathBuf> = seen.map(|e| e.path()).collect();
        found.sort();
        found.truncate(200);
        found
    };
    let first = within(root);
    let second: Vec<PathBuf> = first.iter().flat_map(|folder| within(folder)).take(1000).collect();
    first.into_iter().chain(second).collect()
}
