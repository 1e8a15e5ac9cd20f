//! Keeps others out of a folder.
//!
//! In goes a folder; out comes what holds it, or that somebody else does.

use super::folder::Folder;
use cap_std::fs::File;

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
impl Folder {
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
