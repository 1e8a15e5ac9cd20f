//! A change to a text, as bytes.

use std::ops::Range;

/// A change to a text: the bytes at `range` become `text`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Which bytes; where it is empty, `text` is inserted.
    pub range: Range<usize>,
    /// What stands there afterwards.
    pub text: String,
}
