//! What tells that a file may have changed.
//!
//! In goes what the system knows of a file; out comes a [`Stamp`], which is another one after a change.

use cap_std::fs::Metadata;

/// What tells that a file may have changed: when it was last changed, its length, and where the
/// system has such things, its number and the moment of its last change of any kind, which no tool
/// sets back.
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
