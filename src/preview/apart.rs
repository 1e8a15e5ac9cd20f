//! Renders pages of a site's own templates in separate processes.
//!
//! In go a tree, as the preview read it, and the names of pages; out come their bytes, or the
//! process's last message before it ended. A template expression that runs for ever, or that takes
//! all memory, can be stopped only by ending its process, and the preview must survive that.
//! [`Apart`] is the preview's side, [`work()`] that of the process; they exchange frames over
//! standard input and output. A site without its own templates needs none of this.

mod frames;
mod work;

pub use frames::Tried;
pub use work::work;

use crate::load::{Content, Tree};
use crate::pipeline::Options;
use crate::resolve::Audience;
use bytes::Bytes;
use frames::{ProcessReply, Request, receive, send, send_value};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, Once};
use xxhash_rust::xxh3::Xxh3;

/// The maximum number of idle processes that are kept.
const IDLE: usize = 2;

/// The maximum number of bytes that are read from a process's last message.
const MOST_SAID: u64 = 64 * 1024;

/// Starts a process.
pub type Start = fn() -> io::Result<Command>;

/// The processes of a preview.
#[derive(Debug)]
pub struct Pool {
    start: Start,
    idle: Mutex<Vec<Process>>,
    sites: AtomicU64,
    stopped: Mutex<Stopped>,
}

/// Requests that made a process end, with its message. They would end a process again, after the
/// same time, until the templates change.
#[derive(Debug, Default)]
struct Stopped {
    /// The hash of the templates.
    templates: u64,
    said: HashMap<String, String>,
}

/// A rendering process.
#[derive(Debug)]
struct Process {
    child: Child,
    input: BufWriter<ChildStdin>,
    output: BufReader<ChildStdout>,
    /// The number of the site that it has built.
    site: Option<u64>,
    /// The files that it was sent last.
    files: BTreeMap<String, Content>,
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A site whose pages are rendered in separate processes.
#[derive(Debug)]
pub struct Apart {
    pool: Arc<Pool>,
    number: u64,
    /// A hash of the site's templates.
    templates: u64,
    tree: Tree,
    drafts: bool,
    unconfirmed: bool,
    now: Option<jiff::Timestamp>,
    today: Option<jiff::civil::Date>,
    /// True if a thread has a process build the site before anybody asks for a page.
    is_prepared: AtomicBool,
    /// Done once that is over.
    prepared: Once,
}

impl Pool {
    /// A pool without processes.
    pub fn new(start: Start) -> Self {
        Self { start, idle: Mutex::default(), sites: AtomicU64::new(0), stopped: Mutex::default() }
    }

    /// Ends the idle processes.
    pub fn rest(&self) {
        self.idle().clear();
    }

    /// The message of a process that ended over `asked`, if the templates are still the same.
    fn stopped(&self, templates: u64, asked: &str) -> Option<String> {
        let stopped = self.stopped.lock().unwrap_or_else(|e| e.into_inner());
        stopped.said.get(asked).filter(|_| stopped.templates == templates).cloned()
    }

    fn remember(&self, templates: u64, asked: String, said: &str) {
        let mut stopped = self.stopped.lock().unwrap_or_else(|e| e.into_inner());
        if stopped.templates != templates {
            *stopped = Stopped { templates, said: HashMap::new() };
        }
        stopped.said.insert(asked, said.to_owned());
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Process>> {
        // A lock is poisoned only if its holder panicked, and none can.
        self.idle.lock().unwrap_or_else(|e| e.into_inner())
    }

    /// A process; if possible, one that has already built the site with this number.
    fn take(&self, site: u64) -> Result<Process, String> {
        let mut idle = self.idle();
        let at = idle.iter().position(|process| process.site == Some(site));
        if let Some(process) = at.map(|at| idle.remove(at)).or_else(|| idle.pop()) {
            return Ok(process);
        }
        drop(idle);
        let failed = |error: &dyn std::fmt::Display| {
            format!("error: the site's templates cannot be rendered in a process: {error}")
        };
        let mut command = (self.start)().map_err(|error| failed(&error))?;
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().map_err(|error| failed(&error))?;
        match (child.stdin.take(), child.stdout.take()) {
            (Some(input), Some(output)) => Ok(Process {
                child,
                input: BufWriter::new(input),
                output: BufReader::new(output),
                site: None,
                files: BTreeMap::new(),
            }),
            _ => Err(failed(&"it has no pipes")),
        }
    }

    fn put_back(&self, process: Process) {
        let mut idle = self.idle();
        idle.push(process);
        let surplus = (idle.len() > IDLE).then(|| idle.remove(0));
        drop(idle);
        drop(surplus);
    }
}

impl Apart {
    /// The site of `tree`, built with `options`.
    pub fn new(pool: Arc<Pool>, tree: Tree, options: &Options) -> Self {
        let number = pool.sites.fetch_add(1, Ordering::Relaxed);
        let Audience { drafts, unconfirmed, now } = options.audience;
        let templates = hash_of_templates(&tree);
        let (today, prepared) = (options.today, Once::new());
        let is_prepared = AtomicBool::new(false);
        Self {
            pool,
            number,
            templates,
            tree,
            drafts,
            unconfirmed,
            now,
            today,
            is_prepared,
            prepared,
        }
    }

    /// Has a process build the site in a thread of its own, so that the first page need not wait for it.
    pub fn build_aside(self: &Arc<Self>) {
        self.is_prepared.store(true, Ordering::Release);
        let own = Arc::clone(self);
        std::thread::spawn(move || own.prepare());
    }

    fn prepare(&self) {
        self.prepared.call_once(|| {
            let Ok(mut process) = self.pool.take(self.number) else { return };
            // Whoever asks for a page is told why it fails.
            if self.send_site(&mut process).is_ok() {
                self.pool.put_back(process);
            }
        });
    }

    /// Tries the templates with these names, or all of them. The error says why that failed, as
    /// text for the panel.
    pub fn try_templates(&self, only: Option<&BTreeSet<String>>) -> Result<Tried, String> {
        match self.ask(&Request::Try(only.cloned()))? {
            (ProcessReply::Tried(tried), _) => Ok(tried),
            _ => Err(misunderstood()),
        }
    }

    /// Renders the page called `name`; an error text if that fails; `None` if the site has no such
    /// page.
    pub fn page(&self, name: &str) -> Option<Result<Bytes, String>> {
        match self.ask(&Request::Page(name.to_owned())) {
            Ok((ProcessReply::Page, page)) => Some(Ok(page.into())),
            Ok((ProcessReply::Nothing, _)) => None,
            Ok((ProcessReply::Fault(text), _)) | Err(text) => Some(Err(text)),
            Ok(_) => Some(Err(misunderstood())),
        }
    }

    /// The reply of a process, with the page that follows, if any. A process that ends is not used
    /// again.
    fn ask(&self, request: &Request) -> Result<(ProcessReply, Vec<u8>), String> {
        let asked = serde_json::to_string(request).map_err(|error| error.to_string())?;
        if let Some(said) = self.pool.stopped(self.templates, &asked) {
            return Err(said);
        }
        if self.is_prepared.load(Ordering::Acquire) {
            self.prepare();
        }
        // A process that was killed from outside leaves no message; try one more.
        let mut again = true;
        loop {
            let mut process = self.pool.take(self.number)?;
            let error = match self.ask_of(&mut process, request) {
                Ok(answer) => {
                    self.pool.put_back(process);
                    return Ok(answer);
                }
                Err(error) => error,
            };
            match last_words(process) {
                Some(said) => {
                    self.pool.remember(self.templates, asked, &said);
                    return Err(said);
                }
                None if again => again = false,
                None => {
                    let what = "the process that renders the site's templates has ended";
                    return Err(format!("error: {what}: {error}"));
                }
            }
        }
    }

    /// Has `process` build the site, unless it has built it.
    fn send_site(&self, process: &mut Process) -> io::Result<()> {
        if process.site == Some(self.number) {
            return Ok(());
        }
        process.site = None;
        let files = &self.tree.files;
        let known = std::mem::take(&mut process.files);
        let is_new = |(path, content): &(&String, &Content)| known.get(*path) != Some(*content);
        let sent = files.iter().enumerate().filter(|(_, file)| is_new(file));
        let sent: Vec<(usize, &Content)> = sent.map(|(i, file)| (i, file.1)).collect();
        let odd = self.tree.odd.iter().map(|odd| (odd.path.clone(), odd.what.clone()));
        let site = Request::Site {
            paths: files.keys().cloned().collect(),
            sent: sent.iter().map(|(i, _)| *i).collect(),
            odd: odd.collect(),
            hidden: self.tree.hidden.clone(),
            drafts: self.drafts,
            unconfirmed: self.unconfirmed,
            now: self.now.map(|now| now.to_string()),
            today: self.today.map(|today| today.to_string()),
        };
        send_value(&mut process.input, &site)?;
        for (_, content) in sent {
            send(&mut process.input, content.as_bytes())?;
        }
        process.input.flush()?;
        let reply = serde_json::from_slice(&receive(&mut process.output)?)?;
        if !matches!(reply, ProcessReply::Ready) {
            return Err(io::Error::other("it could not take the site"));
        }
        process.site = Some(self.number);
        process.files = files.clone();
        Ok(())
    }

    fn ask_of(
        &self,
        process: &mut Process,
        request: &Request,
    ) -> io::Result<(ProcessReply, Vec<u8>)> {
        self.send_site(process)?;
        send_value(&mut process.input, request)?;
        process.input.flush()?;
        let reply = serde_json::from_slice(&receive(&mut process.output)?)?;
        let page = match &reply {
            ProcessReply::Page => receive(&mut process.output)?,
            _ => Vec::new(),
        };
        Ok((reply, page))
    }
}

fn hash_of_templates(tree: &Tree) -> u64 {
    let mut hash = Xxh3::new();
    let templates = tree.files.iter().filter(|(path, _)| path.starts_with("templates/"));
    for (path, content) in templates {
        let bytes = content.as_bytes();
        hash.update(format!("{} {path} {}\n", path.len(), bytes.len()).as_bytes());
        hash.update(bytes);
    }
    hash.digest()
}

fn misunderstood() -> String {
    "error: the process that renders the site's templates answers something else".to_owned()
}

/// The last message of a process: the fault of the template that took too much. `None` if there is
/// none.
fn last_words(mut process: Process) -> Option<String> {
    let _ = process.child.kill();
    let _ = process.child.wait();
    let mut said = Vec::new();
    if let Some(from) = process.child.stderr.take() {
        let _ = from.take(MOST_SAID).read_to_end(&mut said);
    }
    let said = String::from_utf8_lossy(&said);
    // Drop the line that says that nothing was written: the preview never writes.
    let lines = said.trim_end().lines().filter(|line| !line.ends_with("help: nothing was written"));
    let said = lines.collect::<Vec<_>>().join("\n");
    (!said.trim().is_empty()).then_some(said)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    /// A process that prints how it was stopped, with a number.
    fn stopped() -> io::Result<Command> {
        static COUNT: AtomicU64 = AtomicU64::new(1);
        let mut command = Command::new("sh");
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        command.args(["-c", &format!("echo stopped {number} >&2")]);
        Ok(command)
    }

    #[test]
    fn templates_that_were_stopped_are_tried_again_when_they_change() {
        let pool = Arc::new(Pool::new(stopped));
        let try_all = |template: &str, text: &str| {
            let mut tree = Tree::default();
            tree.files.insert("templates/page.html".to_owned(), template.into());
            tree.files.insert("content/01-vote.md".to_owned(), text.into());
            let apart = Apart::new(Arc::clone(&pool), tree, &Options::default());
            let said = apart.try_templates(None).expect_err("stopped");
            let page = apart.page("index.html").expect("an answer").expect_err("stopped");
            (said, page)
        };
        let words = |one: &str, two: &str| (format!("stopped {one}"), format!("stopped {two}"));
        assert_eq!(try_all("a", "It shut."), words("1", "2"));
        assert_eq!(try_all("a", "It opened."), words("1", "2"));
        assert_eq!(try_all("b", "It opened."), words("3", "4"));
    }
}
