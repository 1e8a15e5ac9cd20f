//! Caches the results of parsing, by file.
//!
//! In goes the key of a file: everything that the result depends on. If the key is unchanged, out
//! comes the previous result, with its faults.

use super::article::RawArticle;
use super::faults::Faults;
use super::lock::Lock;
use super::parsed::ParsedSection;
use super::record::{RawSource, RawSpeaker};
use super::snapshot;
use crate::markdown::highlight::CodeTokens;
use crate::source::FileId;
use ahash::HashMap;
use std::sync::Arc;

/// The cached results of parsing.
///
/// Cached values contain file ids, so a cache is valid only with the ids that
/// [`Files::names`](crate::source::Files::names) hands on.
#[derive(Debug, Default)]
pub struct Cache {
    pub(super) sections: HashMap<FileId, KeptValue<SectionKey, SectionRead>>,
    pub(super) sources: KeptRecords<RawSource>,
    pub(super) speakers: KeptRecords<RawSpeaker>,
    pub(super) heads: HashMap<FileId, KeptValue<RecordsKey, Arc<RawArticle>>>,
    pub(super) locks: HashMap<FileId, KeptValue<RecordsKey, Arc<Lock>>>,
    pub(super) snapshots: snapshot::SnapshotCache,
    /// Tokens of code that an earlier run found.
    pub code: Arc<CodeTokens>,
}

/// The result of parsing a section.
#[derive(Debug, Default)]
pub(super) struct SectionRead {
    /// The section; `None` if it has no text file.
    pub(super) section: Option<Arc<ParsedSection>>,
    /// True if all claims of its file could be read.
    pub(super) claims_whole: bool,
}

/// A value, and the faults found while parsing it.
pub(super) type Parsing<T> = (T, Faults);

/// The key of a cached value, and the value.
pub(super) type KeptValue<K, T> = (K, Arc<Parsing<T>>);

/// The key of a section: everything that the result of parsing depends on. Texts that are shared
/// with the previous run are compared by pointer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SectionKey {
    pub(super) stem: String,
    pub(super) markdown: Arc<str>,
    pub(super) claims: Option<Arc<str>>,
    pub(super) raw_html: bool,
    pub(super) today: Option<jiff::civil::Date>,
}

/// The key of a file of records.
pub(super) type RecordsKey = (Arc<str>, Option<jiff::civil::Date>);

/// The old cache, and the new one that is being filled.
pub(super) struct Keeper<'k> {
    pub(super) old: &'k Cache,
    pub(super) new: Cache,
}

/// The cached value of a file, if its key is unchanged.
pub(super) fn remembered<K: PartialEq, T>(
    kept: Option<&KeptValue<K, T>>,
    key: &K,
) -> Option<Arc<Parsing<T>>> {
    kept.filter(|(k, _)| k == key).map(|(_, value)| Arc::clone(value))
}

/// The cached records, by file.
pub(super) type KeptRecords<T> = HashMap<FileId, KeptValue<RecordsKey, Arc<Vec<T>>>>;
