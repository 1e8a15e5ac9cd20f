//! An open folder, and access to its entries.
//!
//! In goes a path; out come folders, each opened without following links, and their entries.

use super::kind::{EntryKind, not};
use super::stamp::{Stamp, stamp};
use cap_fs_ext::DirExt;
use cap_std::ambient_authority;
use cap_std::fs::{Dir, Metadata};
use std::io;
use std::path::{Path, PathBuf};

/// An entry of a folder.
#[derive(Debug, Clone)]
pub struct FolderEntry {
    /// Its name; if that is not UTF-8, a lossy conversion.
    pub name: String,
    /// Its kind.
    pub kind: EntryKind,
}

/// An open folder. It stays the same folder, whatever its path refers to later.
#[derive(Debug)]
pub struct Folder {
    pub(super) dir: Dir,
    pub(super) path: PathBuf,
}

impl Folder {
    /// Opens the folder at `path`. Links in the path are followed.
    ///
    /// # Errors
    /// The system's error.
    pub fn open(path: &Path) -> io::Result<Self> {
        let at = if path.as_os_str().is_empty() { Path::new(".") } else { path };
        let dir = Dir::open_ambient_dir(at, ambient_authority())?;
        Ok(Self { dir, path: path.to_owned() })
    }

    /// Opens the folder at `path`, and creates it and its missing ancestors.
    ///
    /// # Errors
    /// The system's error.
    pub fn make_at(path: &Path) -> io::Result<Self> {
        if !path.as_os_str().is_empty() {
            Dir::create_ambient_dir_all(path, ambient_authority())?;
        }
        Self::open(path)
    }

    /// The path with which it was opened, for messages.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The path of an entry, for messages.
    pub fn at(&self, path: &str) -> PathBuf {
        self.path.join(path)
    }

    /// True if `path` still refers to this very folder.
    pub fn is_at(&self, path: &Path) -> bool {
        Self::open(path).is_ok_and(|there| self.is(&there))
    }

    fn is(&self, there: &Self) -> bool {
        use cap_fs_ext::MetadataExt;
        // The metadata of an open folder has both numbers on Windows too.
        let number = |dir: &Dir| dir.dir_metadata().map(|m| (m.dev(), m.ino())).ok();
        let own = number(&self.dir);
        own.is_some() && own == number(&there.dir)
    }

    /// Opens the folder at `path` below this one.
    ///
    /// # Errors
    /// A part of the path is a link or not a folder, or the system fails.
    pub fn below(&self, path: &str) -> io::Result<Self> {
        let mut at: Option<Self> = None;
        for name in path.split('/').filter(|name| !name.is_empty()) {
            at = Some(at.as_ref().unwrap_or(self).step(name)?);
        }
        match at {
            Some(folder) => Ok(folder),
            None => Ok(Self { dir: self.dir.try_clone()?, path: self.path.clone() }),
        }
    }

    pub(super) fn step(&self, name: &str) -> io::Result<Self> {
        match self.dir.open_dir_nofollow(check_name(name)?) {
            Ok(dir) => Ok(Self { dir, path: self.path.join(name) }),
            Err(error) => match self.kind(name) {
                Ok(Some(kind)) if kind != EntryKind::Folder => not(name, kind),
                _ => Err(error),
            },
        }
    }

    /// Opens the folder that contains `path`. Returns it with the last part of the path.
    pub(super) fn holder<'p>(&self, path: &'p str) -> io::Result<(Option<Self>, &'p str)> {
        match path.rsplit_once('/') {
            Some((above, name)) => Ok((Some(self.below(above)?), check_name(name)?)),
            None => Ok((None, check_name(path)?)),
        }
    }

    /// Its entries, sorted by name.
    ///
    /// # Errors
    /// The system's error.
    pub fn list(&self) -> io::Result<Vec<FolderEntry>> {
        let mut entries = Vec::new();
        for entry in self.dir.entries()? {
            let entry = entry?;
            let kind = match entry.file_type() {
                Ok(found) => EntryKind::of(found),
                // Deleted after it was listed.
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                Err(error) => return Err(error),
            };
            entries.push(match entry.file_name().into_string() {
                Ok(name) => FolderEntry { name, kind },
                Err(name) => FolderEntry {
                    name: name.to_string_lossy().into_owned(),
                    kind: EntryKind::Unnamed,
                },
            });
        }
        entries.sort_unstable_by(|a, b| a.name.cmp(&b.name));
        Ok(entries)
    }

    /// True if it is empty.
    ///
    /// # Errors
    /// The system's error.
    pub fn is_empty(&self) -> io::Result<bool> {
        Ok(self.dir.entries()?.next().is_none())
    }

    /// The kind and the stamp of the entry at `path`; `None` if it does not exist.
    ///
    /// # Errors
    /// As [`Folder::below`].
    pub fn stamp(&self, path: &str) -> io::Result<Option<(EntryKind, Stamp)>> {
        Ok(self.look(path)?.map(|found| (EntryKind::of(found.file_type()), stamp(&found))))
    }

    /// The metadata of the entry at `path`; a link there is not followed.
    pub(super) fn look(&self, path: &str) -> io::Result<Option<Metadata>> {
        let found = self
            .holder(path)
            .and_then(|(above, name)| above.as_ref().unwrap_or(self).dir.symlink_metadata(name));
        match found {
            Ok(found) => Ok(Some(found)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The kind of the entry at `path`; `None` if it does not exist.
    ///
    /// # Errors
    /// As [`Folder::below`].
    pub fn kind(&self, path: &str) -> io::Result<Option<EntryKind>> {
        Ok(self.look(path)?.map(|found| EntryKind::of(found.file_type())))
    }
}

/// Checks a part of a path: it must lead down, and nowhere else.
pub(super) fn check_name(name: &str) -> io::Result<&str> {
    let plain = !matches!(name, "" | "." | "..") && !name.contains(['/', '\0']);
    // A backslash may be part of a name, except on Windows.
    let plain = plain && !(cfg!(windows) && name.contains(['\\', ':']));
    match plain {
        true => Ok(name),
        false => Err(io::Error::new(io::ErrorKind::InvalidInput, "it is no name of a file")),
    }
}
