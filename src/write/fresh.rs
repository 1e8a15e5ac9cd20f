//! Writes the first files of a site, or further ones beside them, and never overwrites anything.
//!
//! In go a folder and files; out comes nothing, or an error. Everything is checked before anything
//! is written. If a write fails, the files written so far are removed.

use super::{WriteError, disk, refused};
use crate::diagnostic::shown;
use crate::disk::Folder;
use crate::load;
use std::fs;
use std::io;
use std::path::Path;

/// Writes `files`, each a path inside `root` and its content.
///
/// # Errors
/// [`WriteError::Refused`] if `root` holds a site, or something stands in the way of one of the
/// files or of the site's folders; [`WriteError::Disk`] if the disk fails. Both leave the folder
/// unchanged.
pub fn create<'f, B: AsRef<[u8]> + ?Sized + 'f>(
    root: &Path,
    files: impl IntoIterator<Item = (&'f str, &'f B)> + Clone,
) -> Result<(), WriteError> {
    let paths: Vec<&str> = files.clone().into_iter().map(|(path, _)| path).collect();
    check_free(root, &paths)?;
    write_new(root, files)
}

/// Writes `files` beside those of a site, each a path inside `root` and its content.
///
/// # Errors
/// [`WriteError::Refused`] if one of them is there with another content, or a file stands in the place of its folder;
/// [`WriteError::Disk`] if the disk fails. Both leave the folder unchanged.
pub fn add<'f, B: AsRef<[u8]> + ?Sized + 'f>(
    root: &Path,
    files: impl IntoIterator<Item = (&'f str, &'f B)>,
) -> Result<(), WriteError> {
    // A file that is there as it would be written is no obstacle.
    let is_same = |(path, content): &(&str, &B)| {
        fs::symlink_metadata(root.join(path)).is_ok_and(|found| found.is_file())
            && fs::read(root.join(path)).is_ok_and(|bytes| bytes == content.as_ref())
    };
    let files: Vec<(&str, &B)> = files.into_iter().filter(|file| !is_same(file)).collect();
    let paths: Vec<&str> = files.iter().map(|(path, _)| *path).collect();
    let there = in_the_way(root, &paths);
    if !there.is_empty() {
        let lines: Vec<String> = there.iter().map(|path| format!("\n  `{path}`")).collect();
        return refused(
            format!("`{}` has this already:{}", shown(root), lines.concat()),
            "nothing was written; move it elsewhere, and compare the two afterwards",
        );
    }
    write_new(root, files)
}

fn write_new<'f, B: AsRef<[u8]> + ?Sized + 'f>(
    root: &Path,
    files: impl IntoIterator<Item = (&'f str, &'f B)>,
) -> Result<(), WriteError> {
    let above = root.ancestors().take_while(|folder| !folder.as_os_str().is_empty());
    let made: Vec<&Path> = above.take_while(|folder| !folder.exists()).collect();
    let folder = Folder::make_at(root).map_err(disk(root))?;
    let mut new: Vec<(&str, bool)> = Vec::new();
    let result = files.into_iter().try_for_each(|(path, content)| {
        for at in path.match_indices('/').map(|(at, _)| at) {
            if folder.kind(&path[..at]).map_err(disk(&root.join(path)))?.is_none() {
                new.push((&path[..at], true));
            }
        }
        let above = path.rsplit_once('/').map_or("", |(above, _)| above);
        folder.make(above).map_err(disk(&root.join(path)))?;
        // A file that appeared in the meantime is not overwritten either.
        let created = folder.create(path, content.as_ref());
        if !matches!(&created, Err(e) if e.kind() == io::ErrorKind::AlreadyExists) {
            new.push((path, false));
        }
        created.map_err(disk(&root.join(path)))
    });
    if result.is_err() {
        // What cannot be removed stays; the first fault is reported.
        for (path, is_folder) in new.iter().rev() {
            let _ = match is_folder {
                true => folder.remove_folder(path),
                false => folder.remove_file(path).map(|_| ()),
            };
        }
        for folder in made {
            let _ = fs::remove_dir(folder);
        }
    }
    result
}

/// Refuses a folder in which `paths` cannot be created, or would not be the whole site.
///
/// # Errors
/// [`WriteError::Refused`] says why.
pub fn check_free(root: &Path, paths: &[&str]) -> Result<(), WriteError> {
    if fs::symlink_metadata(root.join(load::CONFIG)).is_ok() {
        return refused(
            format!("there is a site in `{}` already", shown(root)),
            "name another folder, such as `gainsay init my-site`",
        );
    }
    if fs::metadata(root).is_ok_and(|found| !found.is_dir()) {
        return refused(format!("`{}` is not a folder", shown(root)), "name another folder");
    }
    let mut there: Vec<String> = Vec::new();
    for folder in load::INPUTS {
        if is_in_use(&root.join(folder)) {
            there.push((*folder).to_owned());
        }
    }
    there.extend(in_the_way(root, paths));
    there.sort();
    // The content of a listed folder is not listed as well.
    let mut listed: Vec<String> = Vec::new();
    for path in there {
        if listed.iter().all(|l| path != *l && !path.starts_with(&format!("{l}/"))) {
            listed.push(path);
        }
    }
    if listed.is_empty() {
        return Ok(());
    }
    let lines: Vec<String> = listed.iter().map(|l| format!("\n  `{l}`")).collect();
    refused(
        format!("`{}` has what a new site would put there:{}", shown(root), lines.concat()),
        "nothing was written; move these elsewhere, or name another folder",
    )
}

/// What stands in the place of one of `paths`, or of a folder above it.
fn in_the_way(root: &Path, paths: &[&str]) -> Vec<String> {
    let mut there = Vec::new();
    for path in paths {
        let folders = path.match_indices('/').map(|(at, _)| &path[..at]);
        for part in folders.chain([*path]) {
            let Ok(found) = fs::symlink_metadata(root.join(part)) else { continue };
            if part == *path || !found.is_dir() {
                there.push(part.to_owned());
            }
        }
    }
    there
}

/// True unless `path` is an empty folder or does not exist.
fn is_in_use(path: &Path) -> bool {
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_dir() => {
            fs::read_dir(path).map_or(true, |mut entries| entries.next().is_some())
        }
        Ok(_) => true,
        Err(e) => e.kind() != io::ErrorKind::NotFound,
    }
}
