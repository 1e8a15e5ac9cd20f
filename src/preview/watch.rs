//! Watches a folder, and reads what was saved.
//!
//! In goes a folder that has been read; out comes, again and again, its tree with the paths whose
//! content has changed. Events of the system only trigger a check, and say which files to check
//! first. In addition everything is checked every second, because events get lost when an editor
//! replaces a folder, a laptop sleeps, or a file system sends none.

use crate::load::{self, ReadError, SiteFolder, Tree};
use notify::{Config, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// How long there must be no event before a save counts as complete.
const QUIET: Duration = Duration::from_millis(5);

/// The same after changes of several files: a checkout, or a search and replace.
const QUIET_MANY: Duration = Duration::from_millis(40);

/// The maximum length of a burst of events before it is handled anyway.
const BURST: Duration = Duration::from_millis(400);

/// How often to check without an event.
const SWEEP: Duration = Duration::from_secs(1);

/// Calls `changed` with each new tree, or with the reason why it cannot be read, until the process
/// ends. Each call returns a time after which it is called again with the same tree; `wait` is the
/// first of these times.
pub fn follow(
    mut folder: SiteFolder,
    wait: Option<Duration>,
    mut changed: impl FnMut(Result<Tree, ReadError>, BTreeSet<String>) -> Option<Duration>,
) -> ! {
    let (tell, told) = channel();
    let heard = move |result: notify::Result<Event>| {
        // Reading the folder causes events too; reacting to them would loop for ever.
        if result.as_ref().is_ok_and(|event| matches!(event.kind, EventKind::Access(_))) {
            return;
        }
        // The receiver lives as long as the process.
        let _ = tell.send(result.map_or_else(|_| Vec::new(), |event| event.paths));
    };
    // Targets of links do not belong to the site, and are not even listed.
    let config = Config::default().with_follow_symlinks(false);
    let mut watcher = RecommendedWatcher::new(heard, config).ok();
    let mut watched: BTreeSet<PathBuf> = BTreeSet::new();
    let mut failed = false;
    let mut swept = Instant::now();
    // A time beyond the range of the clock never comes.
    let after = |wait: Option<Duration>| wait.and_then(|wait| Instant::now().checked_add(wait));
    let mut wake = after(wait);
    loop {
        if let Some(watcher) = &mut watcher {
            // Watch only the site's own folders: the output and much else may stand beside them. A
            // folder that vanished and came back is watched again.
            let root = folder.root().to_owned();
            let inputs =
                load::INPUTS.iter().map(|name| (root.join(name), RecursiveMode::Recursive));
            let all = inputs.chain([(root.clone(), RecursiveMode::NonRecursive)]);
            for (path, mode) in all {
                if !path.symlink_metadata().is_ok_and(|found| found.is_dir()) {
                    watched.remove(&path);
                } else if !watched.contains(&path) && watcher.watch(&path, mode).is_ok() {
                    watched.insert(path);
                }
            }
        }
        // Handle the saved files first. The check of all other files follows directly, or at the
        // latest when saves have gone on for long.
        let seen = match wait_for_burst(&told, SWEEP.saturating_sub(swept.elapsed())) {
            // If the system names no path, or the last check failed, any file may have changed.
            Ok(paths) if paths.is_empty() || failed || swept.elapsed() >= 5 * SWEEP => None,
            Ok(paths) => Some(folder.refresh_only(&paths)),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => {
                std::thread::sleep(SWEEP);
                None
            }
        };
        let seen = seen.unwrap_or_else(|| {
            swept = Instant::now();
            folder.refresh()
        });
        let due = wake.is_some_and(|wake| wake <= Instant::now());
        match seen {
            Ok(paths) if paths.is_empty() && !failed && !due => {}
            Ok(paths) => {
                failed = false;
                wake = after(changed(Ok(folder.tree.clone()), paths));
            }
            Err(error) if failed => drop(error),
            Err(error) => {
                failed = true;
                wake = after(changed(Err(error), BTreeSet::new()));
            }
        }
    }
}

/// Waits for events for the given time, and then until they pause, so that a save of ten files is
/// one change. Returns the paths of the events; the result is empty if an event has none.
fn wait_for_burst(
    told: &Receiver<Vec<PathBuf>>,
    wait: Duration,
) -> Result<BTreeSet<PathBuf>, RecvTimeoutError> {
    let mut unnamed = false;
    let mut paths: BTreeSet<PathBuf> = BTreeSet::new();
    // An editor that saves through a temporary file causes events for that file too.
    let mut visible = 0;
    let mut event = told.recv_timeout(wait)?;
    let start = Instant::now();
    loop {
        unnamed |= event.is_empty();
        for path in event {
            let counts = !is_temporary(&path);
            visible += usize::from(paths.insert(path) && counts);
        }
        let quiet = if visible > 1 { QUIET_MANY } else { QUIET };
        // Events that have already arrived belong to the burst, even if they are read late.
        let more = told.try_recv().or_else(|_| match start.elapsed() < BURST {
            true => told.recv_timeout(quiet),
            false => Err(RecvTimeoutError::Timeout),
        });
        match more {
            Ok(more) => event = more,
            Err(_) => break,
        }
    }
    Ok(if unnamed { BTreeSet::new() } else { paths })
}

fn is_temporary(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with(['.', '#']) || name.ends_with(['~', '#']) || name.ends_with(".tmp")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sends `events`, each with the names of some files, and returns what counts as one change.
    fn told(events: &[&[&str]]) -> BTreeSet<PathBuf> {
        let (tell, told) = channel();
        for event in events {
            let paths = event.iter().map(PathBuf::from).collect();
            tell.send(paths).expect("a receiver");
        }
        let paths = wait_for_burst(&told, Duration::ZERO).expect("an event");
        assert!(told.try_recv().is_err(), "an event is left for a second look");
        paths
    }

    #[test]
    fn events_of_one_burst_are_one_change() {
        let names: Vec<String> = (0..10).map(|i| format!("content/{i:02}-part.md")).collect();
        let events: Vec<[&str; 1]> = names.iter().map(|name| [name.as_str()]).collect();
        let events: Vec<&[&str]> = events.iter().map(|event| &event[..]).collect();
        assert_eq!(told(&events), names.iter().map(PathBuf::from).collect());
    }

    #[test]
    fn an_event_without_a_name_means_all_files() {
        assert_eq!(told(&[&["content/01-a.md"], &[], &["content/02-b.md"]]), BTreeSet::new());
    }

    #[test]
    fn wait_ends_without_events() {
        let (tell, told) = channel();
        assert_eq!(wait_for_burst(&told, Duration::ZERO), Err(RecvTimeoutError::Timeout));
        drop(tell);
        assert_eq!(wait_for_burst(&told, Duration::ZERO), Err(RecvTimeoutError::Disconnected));
    }
}
