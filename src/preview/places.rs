//! Limits the number of connections, and ends the oldest if there are too many.
//!
//! In go connections as they come, send requests and end. If too many are in the same phase, the
//! one that has been in it for longest is ended. The phases are counted separately: no request yet,
//! waiting for an answer, reading one, listening for changes. So none can crowd out another: a page
//! is answered even while hundreds of connections are half open.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard};
use tokio::task::AbortHandle;

/// The phase of a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doing {
    /// It has sent no request yet.
    Beginning,
    /// It has requested something, and the answer is being made.
    Waiting,
    /// It receives the answer, or has done so, and may request more.
    Reading,
    /// It listens for changes.
    Listening,
}

impl Doing {
    /// The maximum number of connections in this phase. Their sum is below 256, the limit of open
    /// files on some systems.
    fn places(self) -> usize {
        match self {
            Self::Beginning => 40,
            // Whoever waits loses most by being ended, and a page may be slow.
            Self::Waiting => 104,
            Self::Reading => 48,
            Self::Listening => 32,
        }
    }
}

#[derive(Debug)]
struct HeldPlace {
    doing: Doing,
    /// A counter: larger for connections that entered the phase later.
    since: u64,
    end: AbortHandle,
}

#[derive(Debug, Default)]
struct ConnectionBook {
    held: HashMap<u64, HeldPlace>,
    begun: u64,
}

/// All connections.
#[derive(Debug, Clone, Default)]
pub struct Places(Arc<Mutex<ConnectionBook>>);

/// The place of one connection, which is freed when this is dropped.
#[derive(Debug)]
pub struct ConnectionPlace {
    places: Places,
    number: u64,
}

impl Places {
    fn book(&self) -> MutexGuard<'_, ConnectionBook> {
        // A lock is poisoned only if its holder panicked, and none can.
        self.0.lock().unwrap_or_else(|e| e.into_inner())
    }

    /// Adds a connection, which `start` runs. The task that `start` returns is aborted if the
    /// connection must make room.
    pub fn enter(&self, start: impl FnOnce(ConnectionPlace) -> AbortHandle) {
        let number = self.book().next();
        let end = start(ConnectionPlace { places: self.clone(), number });
        let mut book = self.book();
        book.make_room(Doing::Beginning);
        book.held.insert(number, HeldPlace { doing: Doing::Beginning, since: number, end });
    }

    /// Ends the oldest connection that has sent no request yet, because the system allows no more
    /// connections.
    pub fn end_one(&self) {
        self.book().end_oldest(Doing::Beginning);
    }
}

impl ConnectionBook {
    fn next(&mut self) -> u64 {
        self.begun += 1;
        self.begun
    }

    fn make_room(&mut self, doing: Doing) {
        if self.held.values().filter(|held| held.doing == doing).count() >= doing.places() {
            self.end_oldest(doing);
        }
    }

    fn end_oldest(&mut self, doing: Doing) {
        let those = self.held.iter().filter(|(_, held)| held.doing == doing);
        let oldest = those.min_by_key(|(_, held)| held.since).map(|(number, _)| *number);
        if let Some(held) = oldest.and_then(|number| self.held.remove(&number)) {
            held.end.abort();
        }
    }
}

impl ConnectionPlace {
    /// Sets the phase of the connection.
    pub fn now(&self, doing: Doing) {
        let mut book = self.places.book();
        let since = book.next();
        // It may have been ended a moment ago.
        let Some(mut held) = book.held.remove(&self.number) else { return };
        (held.doing, held.since) = (doing, since);
        book.make_room(doing);
        book.held.insert(self.number, held);
    }
}

impl Drop for ConnectionPlace {
    fn drop(&mut self) {
        self.places.book().held.remove(&self.number);
    }
}
