//! Reads the files beside the sections: the article, sources, speakers and the lock, with a cache.
//!
//! In goes a file, if there is one; out come its records or lines, from the cache if it is
//! unchanged. The result is cached for the next run.

use super::article::{self, RawArticle};
use super::cache::{Keeper, KeptRecords, KeptValue, RecordsKey, remembered};
use super::faults::Faults;
use super::lock::Lock;
use super::pieces;
use super::record::{self, RawSource, RawSpeaker};
use super::tree::yaml_file;
use crate::diagnostic::{Code, Diagnostic};
use crate::load::{Gap, LockFile};
use crate::source::{FileId, Files, Span};
use crate::yaml::{Node, Value};
use ahash::HashMap;
use std::sync::Arc;

/// The records of a file, with their cache key.
type Records<T> = (FileId, KeptValue<RecordsKey, Arc<Vec<T>>>);

/// Reads an `article.yaml`. What of it cannot be read is as if it were not there.
pub(super) fn head(
    files: &Files,
    file: FileId,
    today: Option<jiff::civil::Date>,
    keeper: &mut Keeper<'_>,
    out: &mut Faults,
) -> Arc<RawArticle> {
    let key = (Arc::clone(&files.get(file).text), today);
    let read = remembered(keeper.old.heads.get(&file), &key).unwrap_or_else(|| {
        let mut faults = Faults::default();
        let head = yaml_file(files, file, &mut faults, |node, out| {
            article::article(node, today, out).unwrap_or_default()
        });
        Arc::new((Arc::new(head.unwrap_or_default()), faults))
    });
    keep((file, (key, read)), &mut keeper.new.heads, out)
}

/// Reads a lock file.
pub(super) fn lock(
    files: &Files,
    file: LockFile,
    today: Option<jiff::civil::Date>,
    keeper: &mut Keeper<'_>,
    out: &mut Faults,
) -> Arc<Lock> {
    let LockFile::There(file) = file else { return Arc::default() };
    let key = (Arc::clone(&files.get(file).text), today);
    let read = remembered(keeper.old.locks.get(&file), &key).unwrap_or_else(|| {
        let (lock, faults) = Lock::parse_on(&key.0, today);
        let report = |fault: crate::parse::lock::LockFault| {
            Diagnostic::at(Code::LockInvalid, Span::new(file, fault.range), fault.message)
                .hint("take the file as it was from version control, or remove the line and look at the claim anew")
        };
        let mut out = Faults::default();
        out.extend(faults.into_iter().map(report));
        Arc::new((Arc::new(lock), out))
    });
    keep((file, (key, read)), &mut keeper.new.locks, out)
}

/// Reads a file of sources, and caches it.
pub(super) fn sources(
    files: &Files,
    file: Option<FileId>,
    today: Option<jiff::civil::Date>,
    keeper: &mut Keeper<'_>,
    out: &mut Faults,
) -> Arc<Vec<RawSource>> {
    let read = source_records(files, file, today, &keeper.old.sources);
    keep_sources(read, keeper, out)
}

/// Reads a file of sources, or takes it from the cache.
pub(super) fn source_records(
    files: &Files,
    file: Option<FileId>,
    today: Option<jiff::civil::Date>,
    old: &KeptRecords<RawSource>,
) -> Option<Records<RawSource>> {
    let file = file?;
    let key = (Arc::clone(&files.get(file).text), today);
    let kept = old.get(&file).filter(|((_, day), read)| *day == today && read.1.is_empty());
    if let Some(((before, _), read)) = kept
        && before != &key.0
        && let Some(all) = pieces::sources(&key.0, file, today, (before, &read.0))
    {
        return Some((file, (key, Arc::new((Arc::new(all), Faults::default())))));
    }
    let read = |node: &Node, faults: &mut _| record::sources(node, today, faults);
    Some(records(files, file, key, old, read))
}

/// Caches a file of sources, and reports its faults.
pub(super) fn keep_sources(
    read: Option<Records<RawSource>>,
    keeper: &mut Keeper<'_>,
    out: &mut Faults,
) -> Arc<Vec<RawSource>> {
    read.map_or_else(Arc::default, |read| keep(read, &mut keeper.new.sources, out))
}

/// Reads a file of speakers, and caches it.
pub(super) fn speakers(
    files: &Files,
    file: Option<FileId>,
    keeper: &mut Keeper<'_>,
    out: &mut Faults,
) -> Arc<Vec<RawSpeaker>> {
    let Some(file) = file else { return Arc::default() };
    let key = (Arc::clone(&files.get(file).text), None);
    let read = records(files, file, key, &keeper.old.speakers, record::speakers);
    keep(read, &mut keeper.new.speakers, out)
}

/// Takes the records of a file from the cache, or reads them with `read`.
fn records<T>(
    files: &Files,
    file: FileId,
    key: RecordsKey,
    old: &KeptRecords<T>,
    read: impl FnOnce(&Node, &mut Faults) -> Vec<T>,
) -> Records<T> {
    let parsed = remembered(old.get(&file), &key).unwrap_or_else(|| {
        let mut faults = Faults::default();
        let records = yaml_file(files, file, &mut faults, |node, out| {
            if is_text(node, files) {
                out.leave(Gap::Text(file));
            }
            read(node, out)
        });
        Arc::new((Arc::new(records.unwrap_or_default()), faults))
    });
    (file, (key, parsed))
}

/// True if a file is a single text. A text that was meant as a list contains ids of its own.
fn is_text(node: &Node, files: &Files) -> bool {
    let text = files.get(node.span.file).text.trim();
    let whole = files.slice(node.span).trim() == text && !text.starts_with(['-', '[']);
    matches!(node.value, Value::Text(_)) && whole
}

/// Caches what was read of a file, and reports its faults.
fn keep<V>(
    (file, kept): (FileId, KeptValue<RecordsKey, Arc<V>>),
    new: &mut HashMap<FileId, KeptValue<RecordsKey, Arc<V>>>,
    out: &mut Faults,
) -> Arc<V> {
    out.add(&kept.1.1);
    let read = Arc::clone(&kept.1.0);
    new.insert(file, kept);
    read
}
