//! The interface of all generators of files.
//!
//! A page, the feed, the search index: each is an [`Output`], which lists its paths and generates
//! the file at one of them. `outputs` lists them.

use super::press::Press;
use crate::theme::PageFault;
use bytes::Bytes;

/// The content of a file, or the fault that prevented it.
pub type Made = Result<Bytes, Box<PageFault>>;

/// A generator of files of the output.
pub trait Output: Sync {
    /// The paths of its files.
    ///
    /// # Errors
    /// A fault because of which they are unknown.
    fn paths(&self, press: &Press) -> Result<Vec<String>, Box<PageFault>>;

    /// Generates the file at `path`; `None` if it is not one of its files.
    fn make(&self, press: &Press, path: &str) -> Option<Made>;

    /// True if it may have a file at `path`, as far as is known without generating anything.
    fn may_have(&self, press: &Press, path: &str) -> bool {
        self.paths(press).is_ok_and(|paths| paths.iter().any(|p| p == path))
    }

    /// All that the file at `path` is made of, besides the program, if that takes far less work to
    /// say than the file takes to make. A build then makes no file that is there already.
    fn made_of(&self, _press: &Press, _path: &str) -> Option<String> {
        None
    }

    /// True if its files are text of the tool, which is searched for addresses that must not be
    /// published; false for files that are passed through.
    fn is_text(&self) -> bool {
        true
    }
}
