//! What parsing a file yielded, kept for as long as the file stays as it is.
//!
//! In goes all that decides what a file yields; out comes what it yielded before, where all of that
//! is the same, with the faults that were found on the way.

use super::faults::Faults;
use super::lock::Lock;
use super::parsed::ParsedSection;
use super::record::{RawSource, RawSpeaker};
use super::snapshot;
use crate::source::FileId;
use ahash::HashMap;
use std::sync::Arc;

/// What parsing a file yielded, kept for as long as the file stays as it is.
///
/// Kept values hold places in files by name, so a cache goes with the names that
/// [`Files::names`](crate::source::Files::names) hands on.
#[derive(Debug, Default)]
pub struct Cache {
    pub(super) sections: HashMap<FileId, KeptValue<SectionKey, SectionRead>>,
    pub(super) sources: KeptRecords<RawSource>,
    pub(super) speakers: KeptRecords<RawSpeaker>,
    pub(super) locks: HashMap<FileId, KeptValue<RecordsKey, Arc<Lock>>>,
    pub(super) snapshots: snapshot::SnapshotCache,
}

/// What the files of a section yield.
#[derive(Debug, Default)]
pub(super) struct SectionRead {
    /// The section; none where it has no text.
    pub(super) section: Option<Arc<ParsedSection>>,
    /// True where all that its file of claims holds is in it.
    pub(super) claims_whole: bool,
}

/// A value and the faults found on the way to it.
pub(super) type Parsing<T> = (T, Faults);

/// What a value was parsed from, and the value.
pub(super) type KeptValue<K, T> = (K, Arc<Parsing<T>>);

/// Everything that decides what parsing a section yields. Texts that are shared with the run before
/// are compared by where they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SectionKey {
    pub(super) stem: String,
    pub(super) markdown: Arc<str>,
    pub(super) claims: Option<Arc<str>>,
    pub(super) raw_html: bool,
    pub(super) today: Option<jiff::civil::Date>,
}

/// As [`SectionKey`], for a file of records.
pub(super) type RecordsKey = (Arc<str>, Option<jiff::civil::Date>);

/// What was kept, and what is to be kept.
pub(super) struct Keeper<'k> {
    pub(super) old: &'k Cache,
    pub(super) new: Cache,
}

/// What is kept of a file, where it is of the file as it is now.
pub(super) fn remembered<K: PartialEq, T>(
    kept: Option<&KeptValue<K, T>>,
    key: &K,
) -> Option<Arc<Parsing<T>>> {
    kept.filter(|(k, _)| k == key).map(|(_, value)| Arc::clone(value))
}

/// Records by file, as kept.
pub(super) type KeptRecords<T> = HashMap<FileId, KeptValue<RecordsKey, Arc<Vec<T>>>>;
