//! The threads that are woven into a document.
//!
//! The caller determines the stretch of text to mark, and the tags that mark it.

use std::ops::Range;

/// A stretch of text to be marked, and the tags that mark it.
#[derive(Debug, Clone)]
pub struct Thread {
    /// Bytes of the plain text.
    pub range: Range<usize>,
    /// The node that is marked instead of text: an image.
    pub node: Option<usize>,
    /// The tag that opens its first segment.
    pub first: String,
    /// The tag that opens every further segment.
    pub more: String,
    /// The HTML after its last segment.
    pub marker: String,
}

/// The tag that closes a mark.
pub(super) const CLOSE: &str = "</mark>";
