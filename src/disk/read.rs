//! Reads files, no more of each than the one who asks can take.
//!
//! In go a folder, the path of a file below it, and how many bytes it may have; out come its bytes.

use super::folder::Folder;
use super::kind::{EntryKind, not};
use cap_fs_ext::{FollowSymlinks, OpenOptionsFollowExt, OpenOptionsSyncExt};
use cap_std::fs::{File, OpenOptions};
use std::fmt;
use std::io::{self, Read};

/// The fault of finding more bytes than were to be read.
#[derive(Debug)]
struct Larger(u64);

impl fmt::Display for Larger {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "it has {} MiB, which is too much", self.0 / 1024 / 1024)
    }
}

impl std::error::Error for Larger {}

/// How many bytes there are, where `error` came because they are more than were to be read.
pub fn larger(error: &io::Error) -> Option<u64> {
    error.get_ref().and_then(|inner| inner.downcast_ref::<Larger>()).map(|larger| larger.0)
}

impl Folder {
    /// The bytes of the plain file at `path`, where there are `most` or fewer. Of a longer one
    /// nothing is read; of one that grows meanwhile, no more than that.
    ///
    /// # Errors
    /// Fails where it is longer, as [`larger`] tells, or anything else than a file, which is not
    /// opened or, where it came up that moment, opened without waiting and not read; and where the
    /// system says so.
    pub fn read(&self, path: &str, most: u64) -> io::Result<Vec<u8>> {
        read_file(self.open_file(path)?, most)
    }

    /// As [`Folder::read`], where the file has `length` bytes; none where it has not, or there is
    /// none.
    ///
    /// # Errors
    /// As there.
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

    /// Hands the bytes of the plain file at `path` over, a piece at a time, where there are `most` or
    /// fewer, and gives their number.
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
        // A piece is small enough for any machine.
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

    /// True where the plain file at `path` begins with `bytes`.
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

/// Reads many files below a folder, the folders of which are opened once where the files of each
/// come one after another.
#[derive(Debug)]
pub struct FolderReader<'f> {
    root: &'f Folder,
    last: Option<(String, Folder)>,
}

impl<'f> FolderReader<'f> {
    /// A reader of what is below `root`.
    pub fn new(root: &'f Folder) -> Self {
        Self { root, last: None }
    }

    /// As [`Folder::read`].
    ///
    /// # Errors
    /// As there.
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

/// Reads `file` where it has `most` bytes or fewer. The room is asked for first, so that the lack of
/// it is a fault which can be told.
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
