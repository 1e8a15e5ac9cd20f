//! Ends the program where a page takes more time or memory than any page should.
//!
//! In go the pages that begin and end; out comes, where one takes too much, a report that names its
//! template, and the end of the program. The template engine can be stopped only where a template
//! calls something of ours (`publish::bounds`); an expression that takes for ever, or that makes one
//! text of a gigabyte, has to be ended from outside. The output stays what it was, as when a build is
//! killed, and the next build takes away what was put aside.

use super::FAULTS;
use crate::diagnostic::{Code, Diagnostic, Format};
use crate::publish::Overseer;
use crate::source::Files;
use std::collections::BTreeMap;
use std::io::Write;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, Weak};
use std::time::{Duration, Instant};

/// How long a page may take. The largest of a site of 100,000 claims takes some seconds.
const TIME: Duration = Duration::from_secs(30);

/// How much memory the program may take more, in bytes, from when a page begins until it ends. Pages
/// that take no time are not asked.
const MEMORY: usize = 1024 * 1024 * 1024;

/// How often to look.
const TICK: Duration = Duration::from_millis(20);

/// A page that is being rendered.
#[derive(Debug)]
struct Running {
    name: String,
    path: String,
    since: Instant,
    /// What the program took when it began.
    memory: usize,
}

/// All pages that are being rendered.
#[derive(Debug)]
pub struct Pages {
    running: Mutex<BTreeMap<u64, Running>>,
    next: AtomicU64,
    /// What the program took when somebody last looked, in bytes.
    memory: AtomicUsize,
    watched: AtomicBool,
    format: Format,
    me: Weak<Self>,
}

impl Pages {
    /// Nobody looks before the first page begins. Where there is something to say, it is said in the
    /// form `format`.
    pub fn looked_at(format: Format) -> Arc<dyn Overseer> {
        Arc::new_cyclic(|me| Self {
            running: Mutex::default(),
            next: AtomicU64::new(0),
            memory: AtomicUsize::new(0),
            watched: AtomicBool::new(false),
            format,
            me: Weak::clone(me),
        })
    }

    fn running(&self) -> MutexGuard<'_, BTreeMap<u64, Running>> {
        // A lock is poisoned only where a holder panicked, and none of them can.
        self.running.lock().unwrap_or_else(|e| e.into_inner())
    }

    /// What is to be said of a page that takes too much.
    fn look(&self) -> Option<Diagnostic> {
        let memory = memory();
        self.memory.store(memory, Ordering::Relaxed);
        let running = self.running();
        let (page, what) = running.values().find_map(|page| {
            let took = page.since.elapsed();
            let more = memory.saturating_sub(page.memory);
            if took > TIME {
                Some((page, format!("{} seconds", TIME.as_secs())))
            } else if took > TICK && more > MEMORY {
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

    /// Says why, and ends the program.
    #[expect(clippy::disallowed_methods, reason = "a template cannot be stopped otherwise")]
    fn stop(&self, fault: Diagnostic) -> ! {
        let text = self.format.render(&[fault], &Files::default(), "", true);
        // There is nobody left to tell where this fails.
        let _ = match self.format {
            Format::Human => write!(anstream::stderr(), "{text}"),
            _ => write!(anstream::stdout(), "{text}"),
        };
        std::process::exit(i32::from(FAULTS));
    }
}

impl Overseer for Pages {
    fn begin(&self, name: &str, path: &str) -> u64 {
        if !self.watched.swap(true, Ordering::Relaxed) {
            self.memory.store(memory(), Ordering::Relaxed);
            let me = Weak::clone(&self.me);
            std::thread::spawn(move || {
                while let Some(pages) = me.upgrade() {
                    if let Some(fault) = pages.look() {
                        pages.stop(fault);
                    }
                    drop(pages);
                    std::thread::sleep(TICK);
                }
            });
        }
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let memory = self.memory.load(Ordering::Relaxed);
        let (name, path) = (name.to_owned(), path.to_owned());
        self.running().insert(number, Running { name, path, since: Instant::now(), memory });
        number
    }

    fn end(&self, number: u64) {
        self.running().remove(&number);
    }
}

/// How much memory the program takes, in bytes; 0 where the system does not say.
fn memory() -> usize {
    memory_stats::memory_stats().map_or(0, |stats| stats.physical_mem)
}
