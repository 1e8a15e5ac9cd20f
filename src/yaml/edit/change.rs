//! A change to a text, in bytes.

use std::ops::Range;

/// Replaces the bytes at `range` by `text`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The bytes to replace; if empty, `text` is inserted.
    pub range: Range<usize>,
    /// The new text.
    pub text: String,
}
