//! Makes, replaces, moves and removes what stands in a folder.
//!
//! In go a folder, paths below it, and bytes; what changes is on the disk. A file that is replaced is
//! wholly old or wholly new at every instant.

use super::folder::{Folder, check_name};
use super::kind::{EntryKind, not};
use cap_fs_ext::{FollowSymlinks, OpenOptionsFollowExt};
use cap_std::fs::{File, OpenOptions};
use std::io::{self, Write};

/// How the name of a file ends that [`Folder::replace`] writes to before it is whole.
const TEMPORARY: &str = ".gainsay-tmp";

/// How many random letters and digits it has: some 95 bits.
const RANDOM: usize = 16;

impl Folder {
    /// As [`Folder::below`], making what is missing.
    ///
    /// # Errors
    /// As there.
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

    /// Makes the folder `name` in this one; there must be nothing yet.
    ///
    /// # Errors
    /// What the system says.
    pub fn make_new(&self, name: &str) -> io::Result<Self> {
        self.dir.create_dir(check_name(name)?)?;
        self.step(name)
    }

    /// Makes a folder in this one whose name nobody can guess.
    ///
    /// # Errors
    /// What the system says.
    pub fn make_unguessable(&self) -> io::Result<Self> {
        self.unguessable("", "", |name| self.dir.create_dir(name)).and_then(|name| self.step(&name))
    }

    /// Makes the file at `path`; there must be nothing yet.
    ///
    /// # Errors
    /// As [`Folder::below`]. Where bytes do not fit, a part of the file stays.
    pub fn create(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let (above, name) = self.holder(path)?;
        above.as_ref().unwrap_or(self).create_new(name, false)?.write_all(bytes)
    }

    /// `private`: for nobody but the one who runs this, where the system has such a thing.
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

    /// Puts `bytes` in the place of the plain file at `path`, or makes it. It is wholly old or wholly
    /// new at every instant, and keeps its permissions. `sync`: it is to outlast a power cut.
    ///
    /// # Errors
    /// As [`Folder::below`]; fails too where something else than a file is there. All is then as it
    /// was.
    pub fn replace(&self, path: &str, bytes: &[u8], sync: bool) -> io::Result<()> {
        self.replace_as(path, bytes, sync, false)
    }

    /// As [`Folder::replace`], with a file that nobody else may read.
    ///
    /// # Errors
    /// As there.
    pub fn replace_private(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        self.replace_as(path, bytes, false, true)
    }

    fn replace_as(&self, path: &str, bytes: &[u8], sync: bool, private: bool) -> io::Result<()> {
        let (above, name) = self.holder(path)?;
        let folder = above.as_ref().unwrap_or(self);
        let before = folder.look(name)?;
        if let Some(kind) = before.as_ref().map(|found| EntryKind::of(found.file_type()))
            && kind != EntryKind::File
        {
            return not(name, kind);
        }
        let mut opened = None;
        // A name that begins with a point is not read as a part of the site.
        let temporary = folder.unguessable(&format!(".{name}."), TEMPORARY, |name| {
            opened = Some(folder.create_new(name, private)?);
            Ok(())
        })?;
        let written = opened.ok_or_else(|| io::Error::other("no file")).and_then(|mut file| {
            file.write_all(bytes)?;
            if sync {
                file.sync_all()?;
            }
            if let Some(found) = before.filter(|_| !private) {
                file.set_permissions(found.permissions())?;
            }
            folder.dir.rename(&temporary, &folder.dir, name)
        });
        written.inspect_err(|_| {
            // The first fault is the one to report.
            let _ = folder.dir.remove_file(&temporary);
        })
    }

    /// Tries names that nobody can guess until `make` made something of one, and gives it.
    fn unguessable(
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

    /// Moves what stands at `name` in this folder to `target` in `to`, in the place of a file there.
    ///
    /// # Errors
    /// What the system says.
    pub fn rename(&self, name: &str, to: &Self, target: &str) -> io::Result<()> {
        self.dir.rename(check_name(name)?, &to.dir, check_name(target)?)
    }

    /// Removes the file at `path`; false where there is none.
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

    /// Removes the folder at `path`, in which there must be nothing.
    ///
    /// # Errors
    /// As [`Folder::below`].
    pub fn remove_folder(&self, path: &str) -> io::Result<()> {
        let (above, name) = self.holder(path)?;
        above.as_ref().unwrap_or(self).dir.remove_dir(name)
    }

    /// Removes the folder `name` with all that is in it. A link in it is removed, not followed.
    ///
    /// # Errors
    /// What the system says.
    pub fn remove_all(&self, name: &str) -> io::Result<()> {
        self.dir.remove_dir_all(check_name(name)?)
    }

    /// Removes what a [`Folder::replace`] left here that was killed: plain files whose names have its
    /// form. One that is younger than a minute may be of a process that is still at work, so it
    /// stays for the next time. What cannot be removed does no harm, as nothing reads it.
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

/// True for the name of a file that [`Folder::replace`] writes to: `.NAME.RANDOM.gainsay-tmp`.
pub fn is_temporary(name: &str) -> bool {
    let inner = name.strip_prefix('.').and_then(|name| name.strip_suffix(TEMPORARY));
    inner.and_then(|inner| inner.rsplit_once('.')).is_some_and(|(of, random)| {
        !of.is_empty()
            && random.len() == RANDOM
            && random.bytes().all(|b| b.is_ascii_alphanumeric())
    })
}
