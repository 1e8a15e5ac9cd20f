//! What is woven into a document.
//!
//! Whoever weaves says which stretch of the text is to be marked, and the tags that mark it.

use std::ops::Range;

/// A stretch of text to be marked, and the tags that mark it.
#[derive(Debug, Clone)]
pub struct Thread {
    /// Bytes of the plain text.
    pub range: Range<usize>,
    /// The node that is marked in place of words: an image.
    pub node: Option<usize>,
    /// Tag that opens its first segment.
    pub first: String,
    /// Tag that opens every further segment.
    pub more: String,
    /// What stands after its last segment.
    pub marker: String,
}

/// Closes a mark.
pub(super) const CLOSE: &str = "</mark>";
