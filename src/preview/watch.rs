//! Notices what is saved, and reads it.
//!
//! In goes a folder that has been read; out, again and again, comes its tree with the paths whose
//! content has changed. The system's events only say that it is time to look, and where first:
//! what has changed is found out by looking, and everything is looked at every second, because
//! events get lost when an editor replaces a folder, a laptop sleeps, or a file system has none.

use crate::load::{self, Folder, ReadError, Tree};
use notify_debouncer_full::notify::{EventKind, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, DebouncedEvent, new_debouncer};
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

/// How long a burst of events may go on before it is looked at.
const SETTLE: Duration = Duration::from_millis(8);

/// How often to look without being told.
const SWEEP: Duration = Duration::from_secs(1);

/// Calls `changed` with each new tree, or with why there is none, until the process ends.
pub fn follow(
    mut folder: Folder,
    mut changed: impl FnMut(Result<Tree, ReadError>, BTreeSet<String>),
) -> ! {
    let (tell, told) = channel();
    let watcher = new_debouncer(SETTLE, None, move |result: DebounceEventResult| {
        // Looking at the folder is an event too; to answer that would be to look for ever.
        let is_change = |e: &DebouncedEvent| !matches!(e.kind, EventKind::Access(_));
        if result.as_ref().map_or(true, |events| events.iter().any(is_change)) {
            let events = result.unwrap_or_default();
            let paths: BTreeSet<PathBuf> =
                events.into_iter().filter(is_change).flat_map(|event| event.event.paths).collect();
            // The receiver lives as long as the process.
            let _ = tell.send(paths);
        }
    });
    let mut watcher = watcher.ok();
    let mut watched: BTreeSet<PathBuf> = BTreeSet::new();
    let mut failed = false;
    loop {
        if let Some(watcher) = &mut watcher {
            // The site's own folders only: the output and much else may stand beside them. One
            // that vanished and came back is watched anew.
            let root = folder.root().to_owned();
            let inputs =
                load::INPUTS.iter().map(|name| (root.join(name), RecursiveMode::Recursive));
            let all = inputs.chain([(root.clone(), RecursiveMode::NonRecursive)]);
            for (path, mode) in all {
                if !path.exists() {
                    watched.remove(&path);
                } else if !watched.contains(&path) && watcher.watch(&path, mode).is_ok() {
                    watched.insert(path);
                }
            }
        }
        let seen = match told.recv_timeout(SWEEP) {
            Ok(mut paths) => {
                while let Ok(more) = told.try_recv() {
                    paths.extend(more);
                }
                // Where the system names no path, or the last look failed, any may have changed.
                (!paths.is_empty() && !failed).then(|| folder.refresh_only(&paths))
            }
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => {
                std::thread::sleep(SWEEP);
                None
            }
        };
        match seen.unwrap_or_else(|| folder.refresh()) {
            Ok(paths) if paths.is_empty() && !failed => {}
            Ok(paths) => {
                failed = false;
                changed(Ok(folder.tree.clone()), paths);
            }
            Err(error) if failed => drop(error),
            Err(error) => {
                failed = true;
                changed(Err(error), BTreeSet::new());
            }
        }
    }
}
