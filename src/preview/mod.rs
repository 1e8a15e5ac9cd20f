//! The preview: builds in memory, serves locally, and follows every save.
//!
//! In go a folder and settings; out come pages in a browser. There are four parts, each in its own
//! thread: `watch` notices changes and reads them, this module builds what was read and keeps the
//! last good site, `server` answers requests from that, and [`desk`] writes what is asked of it from a
//! browser. [`answer`] computes each answer from
//! the request and the state, so that tests need no network. The bytes of pages are those of a
//! build; the preview adds its own parts when serving.

/// Prints a line, and ignores a closed output: a preview may outlive its terminal.
macro_rules! say {
    ($($words:tt)*) => {{
        use std::io::Write;
        let _ = writeln!(anstream::stdout(), $($words)*);
    }};
}

/// Like [`say`], to standard error.
macro_rules! complain {
    ($($words:tt)*) => {{
        use std::io::Write;
        let _ = writeln!(anstream::stderr(), $($words)*);
    }};
}

pub mod answer;
pub mod apart;
pub mod desk;
pub mod editor;
mod extras;
pub mod faults;
mod places;
mod queue;
pub mod rules;
mod server;
mod state;
mod watch;

use crate::load::{ReadError, SiteFolder, Tree};
use crate::pipeline::{Built, Options, Session};
use apart::{Apart, Pool, Tried};
use desk::{Desk, DeskRules, Pass};
use faults::{DrawnFaults, ShownFault, faults, faults_again};
pub use state::{News, ServeError, Settings, State, Version};
use std::collections::BTreeSet;
use std::convert::Infallible;
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::sync::{Arc, RwLock};
use std::time::Duration;
use tokio::sync::watch as channel;

/// Builds, serves and watches until the process ends.
///
/// # Errors
/// No port is available, or the folder cannot be read at the start.
pub fn serve(settings: &Settings) -> Result<Infallible, ServeError> {
    let version = Version { began: settings.began, count: 0 };
    let state = Arc::new(RwLock::new(State { version, ..State::default() }));
    let (tell, news) = channel::channel((version, News::Nothing));
    // The system reports events with absolute paths.
    let root = settings.root.canonicalize().unwrap_or_else(|_| settings.root.clone());
    let mut folder = SiteFolder::new(&root);
    folder.refresh()?;
    let session = Session::default();
    let pool = Arc::new(Pool::new(settings.start));
    let mut builder = Builder {
        session,
        settings,
        state: &state,
        tell: &tell,
        untried: None,
        pool,
        drawn: DrawnFaults::default(),
    };
    let changes = builder.build(Ok(folder.tree.clone()), &BTreeSet::new());
    // What is written later is colour that the next start finds out.
    let first = state.read().map(|state| state.site.clone()).ok().flatten();
    if let Some(site) = first {
        settings.code.keep(site.code());
    }
    let listener = server::listen(settings)?;
    let address = server::address(&listener, settings)?;
    let desk = desk_beside(settings, address, &root, &state)?;
    announce(settings, address, desk.as_ref().map(|beside| &*beside.shown));
    let rules = rules::Rules {
        base_path: settings.base_path.clone(),
        address,
        desk: desk.as_ref().map(|beside| beside.address),
        editor: settings.editor.clone(),
        root,
    };
    let serving = server::Serving {
        state: Arc::clone(&state),
        news,
        rules: Arc::new(rules),
        queue: Arc::default(),
    };
    let stack = settings.stack;
    let desk = desk.map(|beside| (beside.listener, beside.desk));
    std::thread::spawn(move || server::run(listener, serving, desk, stack));
    watch::follow(folder, changes, |tree, changed| builder.build(tree, &changed))
}

/// The desk, and where it listens.
struct DeskBeside {
    listener: TcpListener,
    address: SocketAddr,
    desk: Desk,
    /// Its address with the code.
    shown: String,
}

/// Opens the desk; `None` where nothing may be written, as beyond this machine, or where no policy can
/// say that it alone frames the pages: there is no way to name an IPv6 address.
fn desk_beside(
    settings: &Settings,
    pages: SocketAddr,
    root: &Path,
    shown: &Arc<RwLock<State>>,
) -> Result<Option<DeskBeside>, ServeError> {
    if settings.read_only || !pages.ip().is_loopback() || pages.is_ipv6() {
        return Ok(None);
    }
    let listener = server::listen_beside(settings, pages)?;
    let address = server::address(&listener, settings)?;
    let rules = DeskRules { address, pages, base_path: settings.base_path.clone() };
    let desk = Desk::new(rules, Pass::new()?, root, settings, Arc::clone(shown));
    let desk = desk.map_err(ServeError::Listen)?;
    let shown = desk.address();
    Ok(Some(DeskBeside { listener, address, desk, shown }))
}

fn announce(settings: &Settings, pages: SocketAddr, desk: Option<&str>) {
    let place = format!("http://{pages}{}", settings.base_path);
    say!("serving on {place} (stop with Ctrl-C)");
    if let Some(desk) = desk {
        say!("annotate at {desk}");
    } else if pages.is_ipv6() && pages.ip().is_loopback() && !settings.read_only {
        complain!("warning: no desk at an IPv6 address; `--host 127.0.0.1` has one");
    }
    if !pages.ip().is_loopback() {
        complain!("warning: every machine that reaches this one can read the preview");
    }
    if let Some(open) = settings.open
        && let Err(error) = open(desk.unwrap_or(&place))
    {
        complain!("warning: no browser could be opened: {error}");
    }
}

struct Builder<'b> {
    session: Session,
    settings: &'b Settings,
    state: &'b RwLock<State>,
    tell: &'b channel::Sender<(Version, News)>,
    /// The templates that have changed since they were last tried without a fault; `None` for all
    /// of them.
    untried: Option<BTreeSet<String>>,
    pool: Arc<Pool>,
    drawn: DrawnFaults,
}

impl Builder<'_> {
    /// Builds `tree`, which differs from the previous one in `changed`, and stores the result.
    /// Returns how long the result is valid: an embargo may end, and the same files then make
    /// another site. `None` means that it is valid until a file changes.
    fn build(
        &mut self,
        tree: Result<Tree, ReadError>,
        changed: &BTreeSet<String>,
    ) -> Option<Duration> {
        let (mut changes, mut apart) = (None, None);
        let read = tree.as_ref().ok().map(|tree| Arc::new(tree.clone()));
        let input = tree.map_err(|error| unreadable(&error)).and_then(|tree| {
            let options = (self.settings.options)(self.settings.drafts);
            let options = options.map_err(ShownFault::of_all)?;
            Ok((tree, Options { code: self.settings.code.known(), ..options }))
        });
        let (site, faults) = match input {
            Ok((tree, options)) => {
                // A process builds the site at the same time, so that a page need not wait for both.
                let own = tree.files.keys().any(|path| path.starts_with("templates/"));
                let aside = own
                    .then(|| Arc::new(Apart::new(Arc::clone(&self.pool), tree.clone(), &options)));
                if let Some(aside) = &aside {
                    aside.build_aside();
                }
                let mut built = self.session.build(tree, &options, &mut |_| {});
                apart = aside.filter(|_| built.has_own_templates());
                let until = built.changes().zip(options.audience.now);
                changes = until.and_then(|(then, now)| then.duration_since(now).try_into().ok());
                // If the templates are unchanged, a page that fails reports its own fault; trying
                // them on every save would take longer than everything else.
                let names = changed.iter().filter_map(|path| path.strip_prefix("templates/"));
                self.untried = match self.untried.take() {
                    Some(_) if changed.is_empty() => None,
                    untried => {
                        untried.map(|all| all.into_iter().chain(names.map(str::to_owned)).collect())
                    }
                };
                let tried = match &apart {
                    _ if built.holds_back() || self.untried == Some(BTreeSet::new()) => None,
                    Some(apart) => Some(try_apart(apart, self.untried.as_ref(), &built)),
                    None => {
                        built.try_templates(self.untried.as_ref());
                        Some(try_here(&built, &mut self.drawn))
                    }
                };
                if tried.as_ref().is_some_and(|tried| !tried.failed) {
                    self.untried = Some(BTreeSet::new());
                }
                let Tried { failed, faults } =
                    tried.unwrap_or_else(|| try_here(&built, &mut self.drawn));
                ((!failed).then(|| Arc::new(built)), faults)
            }
            Err(fault) => (None, vec![fault]),
        };
        // A lock is poisoned only if its holder panicked, and the value is always replaced whole.
        let mut state = self.state.write().unwrap_or_else(|e| e.into_inner());
        let news = match &site {
            None => News::Faults,
            Some(_) if *state.faults != faults => News::Pages,
            Some(_) if !changed.is_empty() && changed.iter().all(|p| is_style(p)) => News::Styles,
            Some(_) => News::Pages,
        };
        // A build writes the lock file, which no page shows: if there are no faults before and
        // after, nobody need be notified.
        let lock_alone = !changed.is_empty() && changed.iter().all(|p| is_lock(p));
        let waiting = |site: &Option<Arc<Built>>| {
            let claims = site.iter().flat_map(|site| site.awaiting());
            claims.map(|(id, page)| (id.to_owned(), page)).collect::<Vec<_>>()
        };
        let no_page = site.is_none() || lock_alone && waiting(&site) == waiting(&state.site);
        let same = *state.faults == faults && no_page;
        // Drop the previous site when nobody waits for it any more.
        let before_it = site.map(|site| {
            (state.site.replace(site), std::mem::replace(&mut state.apart, apart.take()))
        });
        let none_apart = state.apart.is_none();
        let before = std::mem::replace(&mut state.faults, Arc::new(faults));
        state.read = read;
        if before != state.faults && !self.settings.quiet {
            print(&before, &state.faults, state.site.is_some());
        }
        if !same {
            state.version.count += 1;
            self.tell.send_replace((state.version, news));
        }
        drop(state);
        drop(before_it);
        if none_apart {
            self.pool.rest();
        }
        changes
    }
}

/// Tries the templates of a site that needs no separate process.
fn try_here(built: &Built, drawn: &mut DrawnFaults) -> Tried {
    let faults = faults_again(&built.diagnostics, &built.files, drawn);
    Tried { failed: built.holds_back(), faults }
}

/// Tries the templates in a separate process.
fn try_apart(apart: &Apart, only: Option<&BTreeSet<String>>, built: &Built) -> Tried {
    apart.try_templates(only).unwrap_or_else(|text| {
        let mut all = vec![ShownFault::of_all(text)];
        all.extend(faults(&built.diagnostics, &built.files));
        Tried { failed: true, faults: all }
    })
}

fn is_style(path: &str) -> bool {
    path.starts_with("static/") && path.ends_with(".css")
}

fn is_lock(path: &str) -> bool {
    path.rsplit('/').next() == Some(crate::load::LOCK)
}

fn unreadable(error: &ReadError) -> ShownFault {
    ShownFault::of_all(format!("error: {error}"))
}

/// Prints the faults, if they have changed.
fn print(before: &[ShownFault], now: &[ShownFault], shown: bool) {
    if now.is_empty() && !before.is_empty() {
        say!("all faults are mended");
    }
    for fault in now {
        complain!("{}\n", fault.text);
    }
    let all: usize = now.iter().map(|fault| fault.count).sum();
    let stops = now.iter().any(|fault| fault.stops);
    let fresh = !now.iter().any(|fault| fault.holds_back);
    match (all, stops, shown) {
        (0, ..) => {}
        (all, false, _) => complain!("{all} to look at; the pages are up to date"),
        (all, true, _) if fresh => {
            complain!("{all} to mend before a build; the pages are up to date")
        }
        (all, _, true) => complain!("{all} to mend; the last good pages stay up"),
        (all, _, false) => complain!("{all} to mend before there is a page to show"),
    }
}

/// The base path with a `/` at both ends.
pub fn base_path(text: &str) -> Result<String, String> {
    let inner = text.trim_matches('/');
    let plain = inner.split('/').all(|part| {
        !part.is_empty()
            && part != "."
            && part != ".."
            && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.~".contains(&b))
    });
    match inner.is_empty() {
        true => Ok("/".to_owned()),
        false if plain => Ok(format!("/{inner}/")),
        false => Err(format!("`{text}` is not a path such as `/repo/`")),
    }
}
