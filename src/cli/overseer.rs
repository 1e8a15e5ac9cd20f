//! Ends the program if a page takes too much time or memory.
//!
//! In go the pages that begin and end; if one takes too much, out comes a report that names its
//! template, and the program ends. The template engine can be interrupted only when a template
//! calls one of our functions (`theme::bounds`). An expression that runs for ever, or that builds a
//! string of a gigabyte, must be ended from outside. The output stays as it was, as when a build is
//! killed, and the next build removes the staged files.

use super::exit::FAULTS;
use crate::diagnostic::{Code, Diagnostic, Format};
use crate::source::Files;
use crate::theme::Overseer;
use std::collections::BTreeMap;
use std::io::Write;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, Weak};
use std::time::{Duration, Instant};

/// The maximum time for a page, in time that the program was running. The largest page of a site of
/// 100,000 claims takes some seconds.
const TIME: Duration = Duration::from_secs(30);

/// The maximum growth of the program's memory, in bytes, from the start of a page to its end. Pages
/// that finish before the first check are not measured.
const MEMORY: usize = 1024 * 1024 * 1024;

/// The extra allowance for each other page that is rendered at the same time, because their memory
/// cannot be told apart.
const SHARE: usize = 128 * 1024 * 1024;

/// The interval between checks.
const TICK: Duration = Duration::from_millis(20);

/// The maximum time that counts between two checks, if the system does not report processor time:
/// while the program is suspended, the check is suspended too.
const GAP: Duration = Duration::from_secs(1);

/// Measures the time that the program was running. It is less than the elapsed time if the program
/// was suspended, or if others used the processors.
#[derive(Debug, Default)]
struct WorkTime {
    last: Option<(Instant, Option<Duration>)>,
    so_far: Duration,
}

impl WorkTime {
    /// The running time, from the clock and the processor time of all threads.
    fn until(&mut self, now: Instant, had: Option<Duration>) -> Duration {
        if let Some((then, had_then)) = self.last.replace((now, had)) {
            let passed = now.saturating_duration_since(then);
            // No single thread ran longer than all together.
            let most = match (had, had_then) {
                (Some(had), Some(then)) => had.saturating_sub(then),
                _ => GAP,
            };
            self.so_far += passed.min(most);
        }
        self.so_far
    }
}

/// A page that is being rendered.
#[derive(Debug)]
struct Running {
    name: String,
    path: String,
    since: Instant,
    /// The running time of the program when it began.
    work: Duration,
    /// The memory of the program when it began.
    memory: usize,
}

/// All pages that are being rendered.
#[derive(Debug)]
pub struct WatchedPages {
    running: Mutex<BTreeMap<u64, Running>>,
    next: AtomicU64,
    /// The memory of the program at the last check, in bytes.
    memory: AtomicUsize,
    /// The running time at the last check, in nanoseconds.
    work: AtomicU64,
    watched: AtomicBool,
    format: Format,
    me: Weak<Self>,
}

impl WatchedPages {
    /// Starts the checks with the first page. A fault is reported in the format `format`.
    pub fn looked_at(format: Format) -> Arc<dyn Overseer> {
        Arc::new_cyclic(|me| Self {
            running: Mutex::default(),
            next: AtomicU64::new(0),
            memory: AtomicUsize::new(0),
            work: AtomicU64::new(0),
            watched: AtomicBool::new(false),
            format,
            me: Weak::clone(me),
        })
    }

    fn running(&self) -> MutexGuard<'_, BTreeMap<u64, Running>> {
        // A lock is poisoned only if its holder panicked, and none can.
        self.running.lock().unwrap_or_else(|e| e.into_inner())
    }

    /// The fault of a page that takes too much.
    fn look(&self, work: Duration) -> Option<Diagnostic> {
        let memory = memory_in_use();
        self.memory.store(memory, Ordering::Relaxed);
        self.work.store(u64::try_from(work.as_nanos()).unwrap_or(u64::MAX), Ordering::Relaxed);
        let running = self.running();
        let most = MEMORY + SHARE * running.len().saturating_sub(1);
        // The memory of one page counts for all that began before it, so check the latest first.
        let (page, what) = running.values().rev().find_map(|page| {
            let more = memory.saturating_sub(page.memory);
            if work.saturating_sub(page.work) > TIME {
                Some((page, format!("{} seconds", TIME.as_secs())))
            } else if page.since.elapsed() > TICK && more > most {
                Some((page, format!("{} MiB of memory", MEMORY / 1024 / 1024)))
            } else {
                None
            }
        })?;
        let text = format!(
            "the template `{}` takes more than {what} and was stopped, on the page `{}`",
            page.name, page.path
        );
        Some(
            Diagnostic::new(Code::TemplateInvalid, text)
                .hint("look in it, and in what it includes, for a value that doubles or a list of lists")
                .hint("nothing was written"),
        )
    }

    /// Prints the reason, and ends the program.
    #[expect(clippy::disallowed_methods, reason = "a template cannot be stopped otherwise")]
    fn stop(&self, fault: Diagnostic) -> ! {
        let text = self.format.render(&[fault], &Files::default(), "", true);
        // A failure here cannot be reported to anybody.
        let _ = match self.format {
            Format::Human => write!(anstream::stderr(), "{text}"),
            _ => write!(anstream::stdout(), "{text}"),
        };
        std::process::exit(i32::from(FAULTS));
    }
}

impl Overseer for WatchedPages {
    fn begin(&self, name: &str, path: &str) -> u64 {
        if !self.watched.swap(true, Ordering::Relaxed) {
            self.memory.store(memory_in_use(), Ordering::Relaxed);
            let me = Weak::clone(&self.me);
            let look = move || {
                let mut work = WorkTime::default();
                while let Some(pages) = me.upgrade() {
                    if let Some(fault) = pages.look(work.until(Instant::now(), processor_time())) {
                        pages.stop(fault);
                    }
                    drop(pages);
                    std::thread::sleep(TICK);
                }
            };
            if let Err(reason) = std::thread::Builder::new().spawn(look) {
                give_up(&super::error::CommandError::NoThread(reason.to_string()));
            }
        }
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let memory = self.memory.load(Ordering::Relaxed);
        let work = Duration::from_nanos(self.work.load(Ordering::Relaxed));
        let (name, path) = (name.to_owned(), path.to_owned());
        self.running().insert(number, Running { name, path, since: Instant::now(), work, memory });
        number
    }

    fn end(&self, number: u64) {
        self.running().remove(&number);
    }
}

/// The memory of the program in bytes; 0 if the system does not report it.
fn memory_in_use() -> usize {
    memory_stats::memory_stats().map_or(0, |stats| stats.physical_mem)
}

/// The processor time of all threads since the program began; `None` if the system does not report
/// it.
fn processor_time() -> Option<Duration> {
    cpu_time::ProcessTime::try_now().ok().map(|time| time.as_duration())
}

/// Ends the program if the checks cannot run.
#[expect(clippy::disallowed_methods, reason = "whoever begins a page awaits no fault")]
fn give_up(error: &super::error::CommandError) -> ! {
    std::process::exit(i32::from(super::error::fail(error)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_running_time_counts() {
        let (start, second) = (Instant::now(), Duration::from_secs(1));
        let mut work = WorkTime::default();
        assert_eq!(work.until(start, Some(second * 7)), Duration::ZERO);
        // One thread for a second; two threads for a second; stopped for an hour.
        assert_eq!(work.until(start + second, Some(second * 8)), second);
        assert_eq!(work.until(start + second * 2, Some(second * 10)), second * 2);
        assert_eq!(work.until(start + second * 3602, Some(second * 10)), second * 2);
        // Others had most of a minute.
        assert_eq!(work.until(start + second * 3662, Some(second * 13)), second * 5);
    }

    #[test]
    fn without_processor_time_a_gap_counts_little() {
        let (start, tick) = (Instant::now(), TICK);
        let mut work = WorkTime::default();
        work.until(start, None);
        assert_eq!(work.until(start + tick, None), tick);
        assert_eq!(work.until(start + tick + GAP * 3600, None), tick + GAP);
    }
}
