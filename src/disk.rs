//! The one way to a disk: folders that were opened, and what lies in them.
//!
//! In goes the path of a site's or an output's folder, once; out comes a [`Folder`], through which
//! everything below is listed, read, made, renamed and removed. A path below it is taken step by
//! step, each folder opened without following links, so that one that was swapped for a link in the
//! meantime is an error and nothing outside is ever touched. What is not a plain file is never
//! opened. The folders above the one that is named may be links, as on macOS.

use crate::diagnostic::visible;
use cap_fs_ext::{DirExt, FollowSymlinks, OpenOptionsFollowExt, OpenOptionsSyncExt};
use cap_std::ambient_authority;
use cap_std::fs::{Dir, File, FileType, Metadata, OpenOptions};
use std::fmt;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// How the name of a file ends that [`Folder::replace`] writes to before it is whole.
const TEMPORARY: &str = ".gainsay-tmp";

/// How many random letters and digits it has: some 95 bits.
const RANDOM: usize = 16;

/// What stands in a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryKind {
    /// A plain file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link, which is never followed.
    Link,
    /// Something that is no file, such as a pipe, which is never opened.
    Special(&'static str),
    /// Something whose name is not text in UTF-8, so that nothing can speak of it.
    Unnamed,
}

impl EntryKind {
    fn of(found: FileType) -> Self {
        if found.is_symlink() {
            Self::Link
        } else if found.is_dir() {
            Self::Folder
        } else if found.is_file() {
            Self::File
        } else {
            Self::Special(special(found))
        }
    }
}

impl fmt::Display for EntryKind {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            Self::File => "a file",
            Self::Folder => "a folder",
            Self::Link => "a symbolic link",
            Self::Special(what) => what,
            Self::Unnamed => "something whose name is not text in UTF-8",
        })
    }
}

#[cfg(unix)]
fn special(found: FileType) -> &'static str {
    use cap_std::fs::FileTypeExt;
    if found.is_fifo() {
        "a pipe"
    } else if found.is_socket() {
        "a socket"
    } else {
        "a device"
    }
}

#[cfg(not(unix))]
fn special(_: FileType) -> &'static str {
    "no plain file"
}

/// The fault of finding something else than what was to be opened.
#[derive(Debug)]
struct Other(String, EntryKind);

impl fmt::Display for Other {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let Self(name, kind) = self;
        write!(f, "`{}` is {kind}", visible(name))?;
        match kind {
            EntryKind::Link => write!(f, ", and links are not followed"),
            _ => Ok(()),
        }
    }
}

impl std::error::Error for Other {}

/// What stood in the place of what was to be opened, where that is why `error` came.
pub fn other(error: &io::Error) -> Option<EntryKind> {
    error.get_ref().and_then(|inner| inner.downcast_ref::<Other>()).map(|other| other.1)
}

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

fn not<T>(name: &str, kind: EntryKind) -> io::Result<T> {
    Err(io::Error::other(Other(name.to_owned(), kind)))
}

/// One thing in a folder.
#[derive(Debug, Clone)]
pub struct FolderEntry {
    /// Its name; where that is not UTF-8, as near as text comes to it.
    pub name: String,
    /// What it is.
    pub kind: EntryKind,
}

/// Somebody else keeps others out of a folder.
#[derive(Debug)]
pub struct Busy;

/// While this is held, nobody else has the folder to themselves.
#[derive(Debug)]
pub struct Alone(std::fs::File);

impl Drop for Alone {
    fn drop(&mut self) {
        // A process that is being started may have a copy of the handle, and keep it for a moment.
        let _ = self.0.unlock();
    }
}

/// What tells that a file may have changed: when it was last changed, its length, and where the
/// system has such things, its number and the moment of its last change of any kind, which no tool
/// sets back.
pub type Stamp = (Option<std::time::SystemTime>, u64, u64, (i64, i64));

#[cfg(unix)]
fn stamp(found: &Metadata) -> Stamp {
    use cap_std::fs::MetadataExt;
    let changed = (found.ctime(), found.ctime_nsec());
    (found.modified().ok().map(|time| time.into_std()), found.len(), found.ino(), changed)
}

#[cfg(not(unix))]
fn stamp(found: &Metadata) -> Stamp {
    (found.modified().ok().map(|time| time.into_std()), found.len(), 0, (0, 0))
}

/// A folder that was opened. Whatever its path names later, this stays the same folder.
#[derive(Debug)]
pub struct Folder {
    dir: Dir,
    path: PathBuf,
}

impl Folder {
    /// Opens the folder at `path`. Links on the way to it are followed.
    ///
    /// # Errors
    /// What the system says.
    pub fn open(path: &Path) -> io::Result<Self> {
        let at = if path.as_os_str().is_empty() { Path::new(".") } else { path };
        let dir = Dir::open_ambient_dir(at, ambient_authority())?;
        Ok(Self { dir, path: path.to_owned() })
    }

    /// Opens the folder at `path`, and makes it and those above it where they are missing.
    ///
    /// # Errors
    /// What the system says.
    pub fn make_at(path: &Path) -> io::Result<Self> {
        if !path.as_os_str().is_empty() {
            Dir::create_ambient_dir_all(path, ambient_authority())?;
        }
        Self::open(path)
    }

    /// The path that it was opened at, for messages.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The path of something in it, for messages.
    pub fn at(&self, path: &str) -> PathBuf {
        self.path.join(path)
    }

    /// True where `path` names this very folder now.
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

    /// The folder at `path` below this one.
    ///
    /// # Errors
    /// Fails where one on the way is a link or no folder, and where the system says so.
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

    fn step(&self, name: &str) -> io::Result<Self> {
        match self.dir.open_dir_nofollow(check_name(name)?) {
            Ok(dir) => Ok(Self { dir, path: self.path.join(name) }),
            Err(error) => match self.kind(name) {
                Ok(Some(kind)) if kind != EntryKind::Folder => not(name, kind),
                _ => Err(error),
            },
        }
    }

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

    /// The folder that holds `path`, and the last part of it.
    fn holder<'p>(&self, path: &'p str) -> io::Result<(Option<Self>, &'p str)> {
        match path.rsplit_once('/') {
            Some((above, name)) => Ok((Some(self.below(above)?), check_name(name)?)),
            None => Ok((None, check_name(path)?)),
        }
    }

    /// All that stands in it, by name.
    ///
    /// # Errors
    /// What the system says.
    pub fn list(&self) -> io::Result<Vec<FolderEntry>> {
        let mut entries = Vec::new();
        for entry in self.dir.entries()? {
            let entry = entry?;
            let kind = match entry.file_type() {
                Ok(found) => EntryKind::of(found),
                // Gone since it was listed.
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

    /// True where there is nothing in it.
    ///
    /// # Errors
    /// What the system says.
    pub fn is_empty(&self) -> io::Result<bool> {
        Ok(self.dir.entries()?.next().is_none())
    }

    /// What stands at `path`, and what tells that it may have changed; none where there is nothing.
    ///
    /// # Errors
    /// As [`Folder::below`].
    pub fn stamp(&self, path: &str) -> io::Result<Option<(EntryKind, Stamp)>> {
        Ok(self.look(path)?.map(|found| (EntryKind::of(found.file_type()), stamp(&found))))
    }

    /// What the system knows of what stands at `path`, without following a link there.
    fn look(&self, path: &str) -> io::Result<Option<Metadata>> {
        let found = self
            .holder(path)
            .and_then(|(above, name)| above.as_ref().unwrap_or(self).dir.symlink_metadata(name));
        match found {
            Ok(found) => Ok(Some(found)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// What stands at `path`; none where there is nothing.
    ///
    /// # Errors
    /// As [`Folder::below`].
    pub fn kind(&self, path: &str) -> io::Result<Option<EntryKind>> {
        Ok(self.look(path)?.map(|found| EntryKind::of(found.file_type())))
    }

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

    /// Keeps others out who ask the same, until the value is dropped or its process ends in whatever
    /// way; none where the system cannot.
    ///
    /// # Errors
    /// [`Busy`] where somebody else is there.
    pub fn alone(&self) -> Result<Option<Alone>, Busy> {
        // The handle of a folder is not always one that can be locked.
        let opened = self.dir.open(".").map(File::into_std);
        let Ok(open) = opened else { return Ok(None) };
        match open.try_lock() {
            Err(std::fs::TryLockError::WouldBlock) => Err(Busy),
            _ => Ok(Some(Alone(open))),
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

/// A part of a path that leads down, and nowhere else.
fn check_name(name: &str) -> io::Result<&str> {
    let plain = !matches!(name, "" | "." | "..") && !name.contains(['/', '\0']);
    // A backslash is a part of a name, but on Windows.
    let plain = plain && !(cfg!(windows) && name.contains(['\\', ':']));
    match plain {
        true => Ok(name),
        false => Err(io::Error::new(io::ErrorKind::InvalidInput, "it is no name of a file")),
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
