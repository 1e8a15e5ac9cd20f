//! Reads the site that a command works on, and writes to it.
//!
//! In go a folder and the environment; out come its tree and the options of a run. An author's file
//! is replaced only if it has not changed since it was read.

use super::error::CommandError;
use super::locate;
use super::overseer::WatchedPages;
use crate::diagnostic::Format;
use crate::load;
use crate::pipeline::Options;
use crate::resolve::Audience;
use crate::write::{self, ExchangeError};
use clap::Args;
use std::io::Read;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(super) struct SiteArguments {
    /// Folder of the site: the one that holds gainsay.yaml
    #[arg(default_value = ".", value_name = "SITE")]
    pub(super) root: PathBuf,
}

/// Replaces a file by `text`, unless it has changed since it was read. Returns the text as it is on the disk.
pub(super) fn put(
    root: &Path,
    path: &str,
    before: Option<&load::Content>,
    text: &str,
    command: &'static str,
) -> Result<String, CommandError> {
    write::exchange(root, path, before, text).map_err(|error| unwritten(error, command))
}

/// The error of a command that did not write a file.
pub(super) fn unwritten(error: ExchangeError, command: &'static str) -> CommandError {
    match error {
        ExchangeError::Unread { path, reason } => CommandError::Unread { path, reason },
        ExchangeError::Changed(path) => CommandError::Changed { path, command },
        ExchangeError::Write(error) => error.into(),
    }
}

pub(super) fn argument(name: &'static str, reason: impl std::fmt::Display) -> CommandError {
    CommandError::Argument { name, reason: reason.to_string() }
}

pub(super) fn read(root: &Path) -> Result<load::Tree, CommandError> {
    locate::require_site(root)?;
    Ok(load::read(root)?)
}

/// The user's cache folder: `XDG_CACHE_HOME`, or the system's default.
pub(super) fn cache() -> Option<PathBuf> {
    use etcetera::BaseStrategy;
    etcetera::choose_base_strategy().ok().map(|folders| folders.cache_dir())
}

/// Identifies this program: its version, and a hash of its executable. `None` if the executable
/// cannot be read.
pub(super) fn program_id() -> Option<String> {
    let mut file = std::env::current_exe().and_then(std::fs::File::open).ok()?;
    let mut hash = xxhash_rust::xxh3::Xxh3::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        match file.read(&mut buffer).ok()? {
            0 => return Some(format!("{} {:x}", env!("CARGO_PKG_VERSION"), hash.digest128())),
            count => hash.update(&buffer[..count]),
        }
    }
}

/// The options of a run: its date and its audience. The clock is an input: if `SOURCE_DATE_EPOCH`
/// is set, it replaces the current time.
#[expect(clippy::disallowed_methods, reason = "the end at which clock and environment are read")]
pub(super) fn options(drafts: bool) -> Result<Options, CommandError> {
    let now = match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(text) => {
            let seconds = text.trim().parse().map_err(|_| CommandError::NoEpoch(text.clone()))?;
            jiff::Timestamp::from_second(seconds).map_err(CommandError::Epoch)?
        }
        Err(_) => jiff::Timestamp::now(),
    };
    // The latest date that is today somewhere on earth.
    let today = jiff::tz::Offset::constant(14).to_datetime(now).date();
    let audience = Audience { drafts, now: Some(now), ..Audience::default() };
    let overseer = Some(WatchedPages::looked_at(Format::Human));
    Ok(Options { today: Some(today), audience, overseer, ..Options::default() })
}

/// The path from the working folder to the site's root, ending in `/`; empty if the root is the
/// working folder, or is not below it.
#[expect(clippy::disallowed_methods, reason = "paths of reports are from the working folder")]
pub(super) fn base(root: &Path) -> String {
    let here = std::env::current_dir().and_then(|path| path.canonicalize());
    let (Ok(here), Ok(root)) = (here, root.canonicalize()) else { return String::new() };
    let Ok(way) = root.strip_prefix(&here) else { return String::new() };
    way.components().map(|part| format!("{}/", part.as_os_str().to_string_lossy())).collect()
}
