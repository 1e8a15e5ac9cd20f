//! Notices what is saved, and reads it.
//!
//! In goes a folder that has been read; out, again and again, comes its tree with the paths whose
//! content has changed. The system's events only say that it is time to look, and where first:
//! what has changed is found out by looking, and everything is looked at every second, because
//! events get lost when an editor replaces a folder, a laptop sleeps, or a file system has none.

use crate::load::{self, Folder, ReadError, Tree};
use notify::{Event, EventKind, RecursiveMode, Watcher, recommended_watcher};
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// How long nothing may happen before a burst of events counts as over.
const QUIET: Duration = Duration::from_millis(8);

/// How long a burst may go on before it is looked at all the same.
const BURST: Duration = Duration::from_millis(100);

/// How often to look without being told.
const SWEEP: Duration = Duration::from_secs(1);

/// Calls `changed` with each new tree, or with why there is none, until the process ends.
pub fn follow(
    mut folder: Folder,
    mut changed: impl FnMut(Result<Tree, ReadError>, BTreeSet<String>),
) -> ! {
    let (tell, told) = channel();
    let watcher = recommended_watcher(move |result: notify::Result<Event>| {
        // Looking at the folder is an event too; to answer that would be to look for ever.
        if result.as_ref().is_ok_and(|event| matches!(event.kind, EventKind::Access(_))) {
            return;
        }
        // The receiver lives as long as the process.
        let _ = tell.send(result.map_or_else(|_| Vec::new(), |event| event.paths));
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
        let seen = match burst(&told) {
            // Where the system names no path, or the last look failed, any may have changed.
            Ok(paths) => (!paths.is_empty() && !failed).then(|| folder.refresh_only(&paths)),
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

/// Waits for events, and then until they pause: a save of ten files is one change. Gives the paths
/// that they name, none where one names none.
fn burst(told: &Receiver<Vec<PathBuf>>) -> Result<BTreeSet<PathBuf>, RecvTimeoutError> {
    let mut all = vec![told.recv_timeout(SWEEP)?];
    let start = Instant::now();
    while start.elapsed() < BURST
        && let Ok(more) = told.recv_timeout(QUIET)
    {
        all.push(more);
    }
    let unnamed = all.iter().any(Vec::is_empty);
    Ok(if unnamed { BTreeSet::new() } else { all.into_iter().flatten().collect() })
}
