//! Who is connected, and who has to go when more come than there are places.
//!
//! In go connections as they come, ask and go; out comes the end of the one that has been doing the
//! same thing for longest, when more do it than may. Those that have asked for nothing yet, those
//! that have, and those that are told of changes are counted apart, so that however many do the one,
//! the others have their places: a page is answered while hundreds of connections stand half open.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard};
use tokio::task::AbortHandle;

/// What a connection is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doing {
    /// It has not said yet what it wants.
    Beginning,
    /// It has asked for a page, and may ask for more.
    Reading,
    /// It is told of changes.
    Listening,
}

impl Doing {
    /// How many may do this at a time. Together they are fewer than the 256 files that some systems
    /// allow a program to have open.
    fn places(self) -> usize {
        match self {
            Self::Beginning => 112,
            Self::Reading => 64,
            Self::Listening => 32,
        }
    }
}

#[derive(Debug)]
struct HeldPlace {
    doing: Doing,
    /// Whoever began later has a larger number.
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

/// The place of one connection, which is free when this goes.
#[derive(Debug)]
pub struct ConnectionPlace {
    places: Places,
    number: u64,
}

impl Places {
    fn book(&self) -> MutexGuard<'_, ConnectionBook> {
        // A lock is poisoned only where a holder panicked, and none of them can.
        self.0.lock().unwrap_or_else(|e| e.into_inner())
    }

    /// A place for a connection that begins, which `start` makes of it; a task that it gives is ended
    /// where it has to make room.
    pub fn enter(&self, start: impl FnOnce(ConnectionPlace) -> AbortHandle) {
        let number = self.book().next();
        let end = start(ConnectionPlace { places: self.clone(), number });
        let mut book = self.book();
        book.make_room(Doing::Beginning);
        book.held.insert(number, HeldPlace { doing: Doing::Beginning, since: number, end });
    }

    /// Ends the oldest of those that have asked for nothing yet, where the system allows no more
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
    /// Says what the connection does from now on.
    pub fn now(&self, doing: Doing) {
        let mut book = self.places.book();
        let since = book.next();
        // Its place may have been taken a moment ago.
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
