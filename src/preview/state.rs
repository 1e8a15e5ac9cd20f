//! The data that the parts of the preview share.
//!
//! The builder replaces the [`State`] as a whole; the server clones it for each request.

use super::apart::{Apart, Start};
use super::desk::NoRandom;
use super::editor::Editor;
use super::faults::ShownFault;
use crate::load::{ReadError, Tree};
use crate::pipeline::{Built, Options};
use crate::write::CodeCache;
use std::io;
use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::Arc;

/// Opens an address, which nobody else may read, in a browser, or says why it cannot.
pub type OpenAddress = fn(address: &str) -> Result<(), String>;

/// The settings from the command line.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Folder of the site.
    pub root: PathBuf,
    /// Tokens of code that an earlier run has kept.
    pub code: CodeCache,
    /// Address to listen on; the local one unless the user chose another.
    pub host: IpAddr,
    /// Port to listen on; `None` for 3000 or the next free one.
    pub port: Option<u16>,
    /// The path below which the site is served, beginning and ending in `/`.
    pub base_path: String,
    /// Opens a browser; `None` to open none.
    pub open: Option<OpenAddress>,
    /// True if nothing may be written from a browser.
    pub read_only: bool,
    /// The editor that links from faults open.
    pub editor: Editor,
    /// Returns the options of a build. It is called for each one, since the date changes.
    pub options: fn(drafts: bool) -> Result<Options, String>,
    /// True if drafts are shown.
    pub drafts: bool,
    /// True if the terminal is told the addresses alone, and pages tell the faults.
    pub quiet: bool,
    /// The start time, in nanoseconds since 1970.
    pub began: i128,
    /// Starts a process that renders pages of the site's own templates.
    pub start: Start,
    /// The stack size of threads that render pages, in bytes.
    pub stack: usize,
}

/// The reason why nothing is served.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The requested port is not available.
    #[error("cannot listen on port {0}: {1}")]
    Port(u16, io::Error),
    /// No port in this range is available.
    #[error("no port from {0} to {1} is free")]
    NoPort(u16, u16),
    /// The system does not let the program listen.
    #[error("cannot listen: {0}")]
    Listen(io::Error),
    /// There is no token for the desk.
    #[error(transparent)]
    Random(#[from] NoRandom),
    /// The site cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
}

/// The state for the server. Cheap to clone, so that the lock is held only briefly.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// The last site without errors.
    pub site: Option<Arc<Built>>,
    /// The renderer in separate processes, if the site has its own templates.
    pub apart: Option<Arc<Apart>>,
    /// The faults of the files that were read last.
    pub faults: Arc<Vec<ShownFault>>,
    /// Those files; `None` if they could not be read.
    pub read: Option<Arc<Tree>>,
    /// The version of the state.
    pub version: Version,
}

/// Identifies a state. Another preview at the same address has other versions.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Version {
    /// The start time of the preview, in nanoseconds since 1970.
    pub began: i128,
    /// How often the state has changed since.
    pub count: u64,
}

impl std::fmt::Display for Version {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(f, "{}-{}", self.began, self.count)
    }
}

/// What open pages are told about a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum News {
    /// No change yet.
    Nothing,
    /// The pages have changed.
    Pages,
    /// Only style sheets have changed.
    Styles,
    /// The site is unchanged, but the faults have changed.
    Faults,
}
