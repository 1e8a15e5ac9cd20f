//! A change to a text, in bytes, and the way to a place in its tree.

use std::ops::Range;

/// Replaces the bytes at `range` by `text`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The bytes to replace; if empty, `text` is inserted.
    pub range: Range<usize>,
    /// The new text.
    pub text: String,
}

/// A step of a path into a tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TreeStep<'s> {
    /// The value of this key.
    Key(&'s str),
    /// The item with this index. A value that is no list is its own first item.
    Item(usize),
}
