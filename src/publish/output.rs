//! What makes files of the output.
//!
//! A page, the feed, the search index: each is made by an [`Output`], which says which paths it has
//! and makes one of them. `outputs` lists them.

use super::press::Press;
use crate::theme::PageFault;
use bytes::Bytes;

/// The content of a file, or why it cannot be made.
pub type Made = Result<Bytes, Box<PageFault>>;

/// Something that makes files of the output.
pub trait Output: Sync {
    /// The paths of its files.
    ///
    /// # Errors
    /// Where they cannot be known because of a fault.
    fn paths(&self, press: &Press) -> Result<Vec<String>, Box<PageFault>>;

    /// Makes the file at `path`; none where it is none of its files.
    fn make(&self, press: &Press, path: &str) -> Option<Made>;

    /// True where it may have a file at `path`, as far as can be said without making anything.
    fn may_have(&self, press: &Press, path: &str) -> bool {
        self.paths(press).is_ok_and(|paths| paths.iter().any(|p| p == path))
    }

    /// True where its files are the tool's words, in which addresses are looked for that must not be
    /// published; false for what is passed on as it is.
    fn is_text(&self) -> bool {
        true
    }
}
