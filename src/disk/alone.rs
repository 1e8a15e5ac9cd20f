//! Locks a folder for one process.
//!
//! In goes a folder; out comes a lock, or [`Busy`] if another process has it.

use super::folder::Folder;
use cap_std::fs::File;

/// Another process has locked the folder.
#[derive(Debug)]
pub struct Busy;

/// A lock on a folder. It is released when this is dropped.
#[derive(Debug)]
pub struct Alone(std::fs::File);

impl Drop for Alone {
    fn drop(&mut self) {
        // A child process that is being started may hold a copy of the handle for a moment.
        let _ = self.0.unlock();
    }
}
impl Folder {
    /// Locks the folder until the value is dropped or the process ends in any way; `None` if the
    /// system has no locks.
    ///
    /// # Errors
    /// [`Busy`] if another process has locked it.
    pub fn alone(&self) -> Result<Option<Alone>, Busy> {
        // The handle of a folder cannot always be locked.
        let opened = self.dir.open(".").map(File::into_std);
        let Ok(open) = opened else { return Ok(None) };
        match open.try_lock() {
            Err(std::fs::TryLockError::WouldBlock) => Err(Busy),
            _ => Ok(Some(Alone(open))),
        }
    }
}
