//! Detects whether a file may have changed.
//!
//! In goes the metadata of a file; out comes a [`Stamp`], which differs after a change.

use cap_std::fs::Metadata;

/// The state of a file: modification time, length and, if the system has them, inode number and
/// time of the last status change, which no tool can set back.
pub type Stamp = (Option<std::time::SystemTime>, u64, u64, (i64, i64));

#[cfg(unix)]
pub(super) fn stamp(found: &Metadata) -> Stamp {
    use cap_std::fs::MetadataExt;
    let changed = (found.ctime(), found.ctime_nsec());
    (found.modified().ok().map(|time| time.into_std()), found.len(), found.ino(), changed)
}

#[cfg(not(unix))]
pub(super) fn stamp(found: &Metadata) -> Stamp {
    (found.modified().ok().map(|time| time.into_std()), found.len(), 0, (0, 0))
}
