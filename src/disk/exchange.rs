//! Replaces a file that others may write to at the same time.
//!
//! In go the content that a file is thought to have, and its new one; the result is on the disk, or
//! the file is as others left it. Between a comparison and a rename another program may write. So
//! the two files are exchanged, where the system can do that in one step, and what came out is
//! looked at: if it is not what was compared, it goes back. On other systems, and on file systems
//! that cannot, what another program writes between the second comparison and the rename is lost:
//! that is some ten microseconds.

use super::change::TEMPORARY;
use super::folder::Folder;
use std::io;
use std::time::Duration;

/// How long to wait before what came out is looked at again: a program that opened the file before
/// it was exchanged may only write now.
const PAUSE: Duration = Duration::from_millis(5);

/// The end of the name of a file that could not be put back.
const KEPT: &str = ".kept";

/// How often a file is put back while another program goes on replacing it.
const ROUNDS: usize = 100;

/// How two names of a folder trade places.
#[derive(Clone, Copy)]
enum Trade {
    /// Each gets the file of the other.
    Exchange,
    /// The second gets the file of the first, and must not have one.
    Fill,
}

impl Folder {
    /// Puts `new` in the place of the regular file at `path`, if that holds exactly `before`; `None`
    /// stands for no file. Returns whether it did. At every instant the file is wholly what one or
    /// the other program wrote.
    ///
    /// # Errors
    /// As [`Folder::replace`]; the file is unchanged then. Or another program replaced it again and
    /// again while what it had written was put back: the error names the file beside it that has
    /// what it wrote last but one.
    pub fn exchange(
        &self,
        path: &str,
        before: Option<&[u8]>,
        new: Option<&[u8]>,
    ) -> io::Result<bool> {
        let (above, name) = self.holder(path)?;
        let folder = above.as_ref().unwrap_or(self);
        match (before, new) {
            (None, None) => Ok(folder.look(name)?.is_none()),
            (None, Some(new)) => folder.fill(name, new),
            (Some(before), None) => folder.take_out(name, before),
            (Some(before), Some(new)) => folder.exchange_with(name, before, new),
        }
    }

    fn fill(&self, name: &str, new: &[u8]) -> io::Result<bool> {
        if self.look(name)?.is_some() {
            return Ok(false);
        }
        let temporary = self.beside(name, new, true, false)?;
        let filled = self.fill_from(&temporary, name);
        if !matches!(filled, Ok(true)) {
            self.drop_file(&temporary);
        }
        filled
    }

    /// Moves the file `from` to `name`, which must not exist. Returns whether it did not.
    fn fill_from(&self, from: &str, name: &str) -> io::Result<bool> {
        match self.trade(from, name, Trade::Fill) {
            Ok(true) => Ok(true),
            Ok(false) if self.look(name)?.is_some() => Ok(false),
            Ok(false) => self.dir.rename(from, &self.dir, name).map(|()| true),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
            Err(error) => Err(error),
        }
    }

    fn take_out(&self, name: &str, before: &[u8]) -> io::Result<bool> {
        if !self.holds(name, before)? {
            return Ok(false);
        }
        let aside = self.unguessable(&format!(".{name}."), TEMPORARY, |aside| {
            self.dir.rename(name, &self.dir, aside)
        })?;
        if self.holds_still(&aside, before) {
            self.drop_file(&aside);
            return Ok(true);
        }
        // What another program wrote goes back, unless it has written again since.
        if !self.fill_from(&aside, name)? {
            self.drop_file(&aside);
        }
        Ok(false)
    }

    fn exchange_with(&self, name: &str, before: &[u8], new: &[u8]) -> io::Result<bool> {
        if !self.holds(name, before)? {
            return Ok(false);
        }
        let temporary = self.beside(name, new, true, false)?;
        let done = match self.trade(&temporary, name, Trade::Exchange) {
            Ok(true) if self.holds_still(&temporary, before) => Ok(true),
            Ok(true) => return self.put_back(&temporary, name, new),
            Ok(false) => match self.holds(name, before) {
                Ok(true) => {
                    return self
                        .dir
                        .rename(&temporary, &self.dir, name)
                        .inspect_err(|_| self.drop_file(&temporary))
                        .map(|()| true);
                }
                other => other,
            },
            Err(error) => Err(error),
        };
        self.drop_file(&temporary);
        done
    }

    /// Puts back what another program wrote, which stands in `aside` now. What it writes meanwhile is
    /// newer, and stays.
    fn put_back(&self, aside: &str, name: &str, new: &[u8]) -> io::Result<bool> {
        let mut put = Some(new.to_vec());
        for _ in 0..ROUNDS {
            let theirs = self.read(aside, u64::MAX).ok();
            self.trade(aside, name, Trade::Exchange)?;
            if put.is_some_and(|put| self.holds_still(aside, &put)) {
                self.drop_file(aside);
                return Ok(false);
            }
            put = theirs;
        }
        // Temporary files are removed some day, and this one is somebody's.
        let kept = self.unguessable(&format!(".{name}."), KEPT, |kept| {
            self.dir.rename(aside, &self.dir, kept)
        })?;
        Err(io::Error::other(format!("another program goes on replacing it; see `{kept}`")))
    }

    /// True if the regular file `name` holds exactly `bytes`.
    fn holds(&self, name: &str, bytes: &[u8]) -> io::Result<bool> {
        Ok(self.read_of_length(name, bytes.len() as u64)?.is_some_and(|found| found == bytes))
    }

    /// The same, now and a moment later.
    fn holds_still(&self, name: &str, bytes: &[u8]) -> bool {
        let holds = || self.holds(name, bytes).unwrap_or(false);
        holds() && {
            std::thread::sleep(PAUSE);
            holds()
        }
    }

    /// Removes a temporary file. If that fails, [`Folder::sweep`] does it later.
    fn drop_file(&self, name: &str) {
        let _ = self.dir.remove_file(name);
    }

    /// Trades two names in one step. Returns false if the system or the file system cannot.
    #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
    fn trade(&self, from: &str, to: &str, how: Trade) -> io::Result<bool> {
        use rustix::fs::{RenameFlags, renameat_with};
        use rustix::io::Errno;
        let flags = match how {
            Trade::Exchange => RenameFlags::EXCHANGE,
            Trade::Fill => RenameFlags::NOREPLACE,
        };
        let cannot = [Errno::INVAL, Errno::NOSYS, Errno::NOTSUP, Errno::OPNOTSUPP];
        match renameat_with(&self.dir, from, &self.dir, to, flags) {
            Ok(()) => Ok(true),
            Err(error) if cannot.contains(&error) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    #[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
    fn trade(&self, _: &str, _: &str, _: Trade) -> io::Result<bool> {
        Ok(false)
    }
}
