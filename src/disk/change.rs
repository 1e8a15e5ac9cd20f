//! Creates, replaces, moves and removes entries of a folder.
//!
//! In go a folder, paths below it, and bytes; the result is on the disk. A replaced file is wholly
//! old or wholly new at every instant.

use super::folder::{Folder, check_name};
use super::kind::{EntryKind, not};
use cap_fs_ext::{FollowSymlinks, OpenOptionsFollowExt};
use cap_std::fs::{File, OpenOptions};
use std::io::{self, Write};

/// The end of the name of the temporary file of [`Folder::replace`].
pub(super) const TEMPORARY: &str = ".gainsay-tmp";

/// The number of random letters and digits in the name: some 95 bits.
const RANDOM: usize = 16;

impl Folder {
    /// Like [`Folder::below`], and creates missing folders.
    ///
    /// # Errors
    /// As [`Folder::below`].
    pub fn make(&self, path: &str) -> io::Result<Self> {
        let mut folder = Self { dir: self.dir.try_clone()?, path: self.path.clone() };
        for name in path.split('/').filter(|name| !name.is_empty()) {
            match folder.dir.create_dir(check_name(name)?) {
                Ok(()) => {}
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
            folder = folder.step(name)?;
        }
        Ok(folder)
    }

    /// Creates the folder `name` in this one. It must not exist yet.
    ///
    /// # Errors
    /// The system's error.
    pub fn make_new(&self, name: &str) -> io::Result<Self> {
        self.dir.create_dir(check_name(name)?)?;
        self.step(name)
    }

    /// Creates a folder in this one with an unguessable name.
    ///
    /// # Errors
    /// The system's error.
    pub fn make_unguessable(&self) -> io::Result<Self> {
        self.unguessable("", "", |name| self.dir.create_dir(name)).and_then(|name| self.step(&name))
    }

    /// Creates the file at `path`. It must not exist yet.
    ///
    /// # Errors
    /// As [`Folder::below`]. If the disk is full, a partial file stays.
    pub fn create(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let (above, name) = self.holder(path)?;
        above.as_ref().unwrap_or(self).create_new(name, false)?.write_all(bytes)
    }

    /// Creates a file. If `private` is set, only its owner may read it, on systems with
    /// permissions.
    fn create_new(&self, name: &str, private: bool) -> io::Result<File> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true).follow(FollowSymlinks::No);
        #[cfg(unix)]
        if private {
            use cap_std::fs::OpenOptionsExt;
            options.mode(0o600);
        }
        let _ = private;
        self.dir.open_with(name, &options)
    }

    /// Replaces or creates the regular file at `path` with `bytes`. It is wholly old or wholly new
    /// at every instant, and keeps its permissions. With `sync`, it survives a power failure.
    ///
    /// # Errors
    /// As [`Folder::below`], or if the path is not a regular file. Nothing has changed then.
    pub fn replace(&self, path: &str, bytes: &[u8], sync: bool) -> io::Result<()> {
        self.replace_as(path, bytes, sync, false)
    }

    /// Like [`Folder::replace`], with a file that only its owner may read.
    ///
    /// # Errors
    /// As [`Folder::replace`].
    pub fn replace_private(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        self.replace_as(path, bytes, false, true)
    }

    fn replace_as(&self, path: &str, bytes: &[u8], sync: bool, private: bool) -> io::Result<()> {
        let (above, name) = self.holder(path)?;
        let folder = above.as_ref().unwrap_or(self);
        let temporary = folder.beside(name, bytes, sync, private)?;
        folder.dir.rename(&temporary, &folder.dir, name).inspect_err(|_| {
            // Report the first fault.
            let _ = folder.dir.remove_file(&temporary);
        })
    }

    /// Writes `bytes` into a temporary file beside the file `name`, with its permissions, and returns
    /// the name of that one.
    ///
    /// # Errors
    /// As [`Folder::replace`]; the temporary file is gone then.
    pub(super) fn beside(
        &self,
        name: &str,
        bytes: &[u8],
        sync: bool,
        private: bool,
    ) -> io::Result<String> {
        let before = self.look(name)?;
        if let Some(kind) = before.as_ref().map(|found| EntryKind::of(found.file_type()))
            && kind != EntryKind::File
        {
            return not(name, kind);
        }
        let mut opened = None;
        // A name that begins with a point is not part of the site.
        let temporary = self.unguessable(&format!(".{name}."), TEMPORARY, |name| {
            opened = Some(self.create_new(name, private)?);
            Ok(())
        })?;
        let written = opened.ok_or_else(|| io::Error::other("no file")).and_then(|mut file| {
            file.write_all(bytes)?;
            if sync {
                file.sync_all()?;
            }
            match before.filter(|_| !private) {
                Some(found) => file.set_permissions(found.permissions()),
                None => Ok(()),
            }
        });
        match written {
            Ok(()) => Ok(temporary),
            Err(error) => {
                // Report the first fault.
                let _ = self.dir.remove_file(&temporary);
                Err(error)
            }
        }
    }

    /// Tries unguessable names until `make` succeeds with one, and returns it.
    pub(super) fn unguessable(
        &self,
        prefix: &str,
        suffix: &str,
        mut make: impl FnMut(&str) -> io::Result<()>,
    ) -> io::Result<String> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(prefix).suffix(suffix).rand_bytes(RANDOM).disable_cleanup(true);
        let made = builder.make_in(&self.path, |path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            make(&name).map(|()| name)
        })?;
        Ok(made.into_file())
    }

    /// Moves `name` in this folder to `target` in `to`, and replaces a file there.
    ///
    /// # Errors
    /// The system's error.
    pub fn rename(&self, name: &str, to: &Self, target: &str) -> io::Result<()> {
        self.dir.rename(check_name(name)?, &to.dir, check_name(target)?)
    }

    /// Removes the file at `path`; false if it does not exist.
    ///
    /// # Errors
    /// As [`Folder::below`].
    pub fn remove_file(&self, path: &str) -> io::Result<bool> {
        let removed = self
            .holder(path)
            .and_then(|(above, name)| above.as_ref().unwrap_or(self).dir.remove_file(name));
        match removed {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Removes the folder at `path`, which must be empty.
    ///
    /// # Errors
    /// As [`Folder::below`].
    pub fn remove_folder(&self, path: &str) -> io::Result<()> {
        let (above, name) = self.holder(path)?;
        above.as_ref().unwrap_or(self).dir.remove_dir(name)
    }

    /// Removes the folder `name` with all its content. A link in it is removed, not followed.
    ///
    /// # Errors
    /// The system's error.
    pub fn remove_all(&self, name: &str) -> io::Result<()> {
        self.dir.remove_dir_all(check_name(name)?)
    }

    /// Removes temporary files that a killed [`Folder::replace`] left here: regular files with
    /// names of that form. One younger than a minute may belong to a running process, so it stays
    /// for the next time. Failures are ignored, because nothing reads these files.
    pub fn sweep(&self) {
        for entry in self.list().unwrap_or_default() {
            if entry.kind != EntryKind::File || !is_temporary(&entry.name) {
                continue;
            }
            let found = self.look(&entry.name).ok().flatten();
            let age = found.and_then(|found| found.modified().ok()?.into_std().elapsed().ok());
            if age.is_some_and(|age| age.as_secs() >= 60) {
                let _ = self.dir.remove_file(&entry.name);
            }
        }
    }
}

/// True for the name of a temporary file of [`Folder::replace`]: `.NAME.RANDOM.gainsay-tmp`.
pub fn is_temporary(name: &str) -> bool {
    let inner = name.strip_prefix('.').and_then(|name| name.strip_suffix(TEMPORARY));
    inner.and_then(|inner| inner.rsplit_once('.')).is_some_and(|(of, random)| {
        !of.is_empty()
            && random.len() == RANDOM
            && random.bytes().all(|b| b.is_ascii_alphanumeric())
    })
}
