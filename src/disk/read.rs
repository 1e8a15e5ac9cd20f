//! Reads files up to a size limit.
//!
//! In go a folder, the path of a file below it, and the maximum size; out come its bytes.

use super::folder::Folder;
use super::kind::{EntryKind, not};
use cap_fs_ext::{FollowSymlinks, OpenOptionsFollowExt, OpenOptionsSyncExt};
use cap_std::fs::{File, OpenOptions};
use std::fmt;
use std::io::{self, Read};

/// The fault of a file above the limit: its size.
#[derive(Debug)]
struct Larger(u64);

impl fmt::Display for Larger {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "it has {} MiB, which is too much", self.0 / 1024 / 1024)
    }
}

impl std::error::Error for Larger {}

/// The size of the file, if `error` means that it is above the limit.
pub fn larger(error: &io::Error) -> Option<u64> {
    error.get_ref().and_then(|inner| inner.downcast_ref::<Larger>()).map(|larger| larger.0)
}

impl Folder {
    /// Reads the regular file at `path`, if it has at most `most` bytes. A larger file is not read;
    /// one that grows meanwhile is not read beyond the limit.
    ///
    /// # Errors
    /// The file is above the limit, as [`larger`] detects, or the system fails. Anything but a
    /// regular file is an error too; it is not opened or, if it appeared at that moment, opened
    /// without blocking and not read.
    pub fn read(&self, path: &str, most: u64) -> io::Result<Vec<u8>> {
        read_file(self.open_file(path)?, most)
    }

    /// Like [`Folder::read`], for a file of `length` bytes; `None` if it has another length or does
    /// not exist.
    ///
    /// # Errors
    /// As [`Folder::read`].
    pub fn read_of_length(&self, path: &str, length: u64) -> io::Result<Option<Vec<u8>>> {
        let file = match self.open_file(path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        if file.metadata()?.len() != length {
            return Ok(None);
        }
        match read_file(file, length) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if larger(&error).is_some() => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Passes the bytes of the regular file at `path` on in pieces, if it has at most `most` bytes,
    /// and returns their number.
    ///
    /// # Errors
    /// As [`Folder::read`].
    pub fn read_through(
        &self,
        path: &str,
        most: u64,
        mut each: impl FnMut(&[u8]),
    ) -> io::Result<u64> {
        const PIECE: u64 = 1 << 16;
        let mut file = self.open_file(path)?;
        let length = file.metadata()?.len();
        if length > most {
            return Err(io::Error::other(Larger(length)));
        }
        // A piece has a size that any machine can allocate.
        let mut piece = vec![0; usize::try_from(PIECE.min(length + 1)).unwrap_or(1)];
        let mut so_far = 0;
        loop {
            let count = match file.read(&mut piece) {
                Ok(0) => return Ok(so_far),
                Ok(count) => count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            so_far += count as u64;
            if so_far > most {
                return Err(io::Error::other(Larger(so_far)));
            }
            each(&piece[..count]);
        }
    }

    /// True if the regular file at `path` begins with `bytes`.
    ///
    /// # Errors
    /// As [`Folder::read`].
    pub fn begins(&self, path: &str, bytes: &[u8]) -> io::Result<bool> {
        let mut start = Vec::with_capacity(bytes.len());
        self.open_file(path)?.take(bytes.len() as u64).read_to_end(&mut start)?;
        Ok(start == bytes)
    }

    fn open_file(&self, path: &str) -> io::Result<File> {
        let (above, name) = self.holder(path)?;
        let folder = above.as_ref().unwrap_or(self);
        let mut options = OpenOptions::new();
        options.read(true).follow(FollowSymlinks::No).nonblock(true);
        let opened = match folder.dir.open_with(name, &options) {
            Ok(file) => file,
            Err(error) => {
                return match folder.kind(name) {
                    Ok(Some(kind)) if kind != EntryKind::File => not(name, kind),
                    _ => Err(error),
                };
            }
        };
        match EntryKind::of(opened.metadata()?.file_type()) {
            EntryKind::File => Ok(opened),
            kind => not(name, kind),
        }
    }
}

/// Reads many files below a folder. Files of one folder that follow each other share one open
/// handle.
#[derive(Debug)]
pub struct FolderReader<'f> {
    root: &'f Folder,
    last: Option<(String, Folder)>,
}

impl<'f> FolderReader<'f> {
    /// A reader of files below `root`.
    pub fn new(root: &'f Folder) -> Self {
        Self { root, last: None }
    }

    /// Like [`Folder::read`].
    ///
    /// # Errors
    /// As [`Folder::read`].
    pub fn read(&mut self, path: &str, most: u64) -> io::Result<Vec<u8>> {
        let Some((above, name)) = path.rsplit_once('/') else { return self.root.read(path, most) };
        let folder = match self.last.take() {
            Some((last, folder)) if last == above => folder,
            _ => self.root.below(above)?,
        };
        let (_, folder) = self.last.insert((above.to_owned(), folder));
        folder.read(name, most)
    }
}

/// Reads `file` if it has at most `most` bytes. The memory is reserved first, so that a lack of
/// memory is an error that can be reported.
fn read_file(file: File, most: u64) -> io::Result<Vec<u8>> {
    let length = file.metadata()?.len();
    if length > most {
        return Err(io::Error::other(Larger(length)));
    }
    let no_room = || io::Error::from(io::ErrorKind::OutOfMemory);
    let mut bytes = Vec::new();
    bytes
        .try_reserve_exact(usize::try_from(length).map_err(|_| no_room())?)
        .map_err(|_| no_room())?;
    file.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    match bytes.len() as u64 {
        length if length > most => Err(io::Error::other(Larger(length))),
        _ => Ok(bytes),
    }
}
