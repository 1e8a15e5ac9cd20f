//! Puts the first files of a site on disk, and nothing in the place of anything.
//!
//! In go a folder and files; out comes nothing, or why not. Everything is looked at before anything
//! is written, and what was written before a fault is taken away again.

use super::{WriteError, disk, refused};
use crate::load;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Writes `files`, each a path inside `root` and its text.
///
/// # Errors
/// [`WriteError::Refused`] where `root` holds a site, or something where one of the files or the
/// site's own folders would stand; [`WriteError::Disk`] where the disk fails. Both leave the folder
/// as it was.
pub fn create<'f>(
    root: &Path,
    files: impl IntoIterator<Item = (&'f str, &'f str)> + Clone,
) -> Result<(), WriteError> {
    let paths: Vec<&str> = files.clone().into_iter().map(|(path, _)| path).collect();
    check_free(root, &paths)?;
    let mut made = Vec::new();
    let result = files.into_iter().try_for_each(|(path, text)| {
        let target = root.join(path);
        make_folders(target.parent().unwrap_or(root), &mut made)?;
        // A file that has come up since is still not written over.
        let mut file = fs::File::create_new(&target).map_err(disk(&target))?;
        made.push(target.clone());
        file.write_all(text.as_bytes()).map_err(disk(&target))
    });
    if result.is_err() {
        for path in made.iter().rev() {
            // What cannot be taken away stays; the fault that is reported is the first one.
            let _ = if path.is_dir() { fs::remove_dir(path) } else { fs::remove_file(path) };
        }
    }
    result
}

/// Refuses a folder in which `paths` cannot be made, or would not be the whole of a site.
///
/// # Errors
/// [`WriteError::Refused`] says why.
pub fn check_free(root: &Path, paths: &[&str]) -> Result<(), WriteError> {
    if fs::symlink_metadata(root.join(load::CONFIG)).is_ok() {
        return refused(
            format!("there is a site in `{}` already", root.display()),
            "name another folder, such as `gainsay init my-site`",
        );
    }
    if fs::metadata(root).is_ok_and(|found| !found.is_dir()) {
        return refused(format!("`{}` is not a folder", root.display()), "name another folder");
    }
    let mut there: Vec<String> = Vec::new();
    for folder in load::INPUTS {
        if is_in_use(&root.join(folder)) {
            there.push((*folder).to_owned());
        }
    }
    for path in paths {
        let folders = path.match_indices('/').map(|(at, _)| &path[..at]);
        for part in folders.chain([*path]) {
            let Ok(found) = fs::symlink_metadata(root.join(part)) else { continue };
            if part == *path || !found.is_dir() {
                there.push(part.to_owned());
            }
        }
    }
    there.sort();
    // What lies in a folder that is listed adds nothing.
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
        format!("`{}` has what a new site would put there:{}", root.display(), lines.concat()),
        "nothing was written; move these elsewhere, or name another folder",
    )
}

/// True for anything but an empty folder or nothing at all.
fn is_in_use(path: &Path) -> bool {
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_dir() => {
            fs::read_dir(path).map_or(true, |mut entries| entries.next().is_some())
        }
        Ok(_) => true,
        Err(e) => e.kind() != io::ErrorKind::NotFound,
    }
}

/// Makes `folder` and those above it that are missing, and adds them to `made`.
fn make_folders(folder: &Path, made: &mut Vec<PathBuf>) -> Result<(), WriteError> {
    if folder.as_os_str().is_empty() || folder.is_dir() {
        return Ok(());
    }
    if let Some(above) = folder.parent() {
        make_folders(above, made)?;
    }
    fs::create_dir(folder).map_err(disk(folder))?;
    made.push(folder.to_owned());
    Ok(())
}
