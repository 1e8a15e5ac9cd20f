//! A file of the output.

use bytes::Bytes;

/// A file of the output.
#[derive(Debug, Clone)]
pub struct File {
    /// Path from the root of the output, with `/` between its parts.
    pub path: String,
    /// Content.
    pub bytes: Bytes,
}
