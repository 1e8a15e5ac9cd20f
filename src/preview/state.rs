//! What the parts of the preview share.
//!
//! The builder replaces a [`State`] whole, the server clones it for each request.

use super::apart::{Apart, Start};
use super::editor::Editor;
use super::faults::ShownFault;
use crate::load::ReadError;
use crate::pipeline::{Built, Options};
use std::io;
use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::Arc;

/// What the command line says.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Folder of the site.
    pub root: PathBuf,
    /// Address to listen on; this machine's own unless somebody asked for another.
    pub host: IpAddr,
    /// Port to listen on; none for 3000 or the next that is free.
    pub port: Option<u16>,
    /// Path below which the site stands, beginning and ending in `/`.
    pub base_path: String,
    /// Whether the site is opened in a browser.
    pub open: bool,
    /// Where links from faults lead.
    pub editor: Editor,
    /// What a build is told, asked anew for each, since the day goes on.
    pub options: fn(drafts: bool) -> Result<Options, String>,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// Nanoseconds since 1970, now.
    pub began: i128,
    /// How a process is started that renders pages of the site's own templates.
    pub start: Start,
    /// How much a thread that renders pages may put on its stack, in bytes.
    pub stack: usize,
}

/// Why nothing is served.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The port that was asked for cannot be had.
    #[error("cannot listen on port {0}: {1}")]
    Port(u16, io::Error),
    /// No port in this range can be had.
    #[error("no port from {0} to {1} is free")]
    NoPort(u16, u16),
    /// The system does not let the program listen.
    #[error("cannot listen: {0}")]
    Listen(io::Error),
    /// The site cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
}

/// What is kept for the server. Cheap to copy, so that nothing is answered while it is locked.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// The last site without faults.
    pub site: Option<Arc<Built>>,
    /// The same, where its templates are rendered in processes of their own.
    pub apart: Option<Arc<Apart>>,
    /// The faults of the files as they are now.
    pub faults: Arc<Vec<ShownFault>>,
    /// Which state it is: the moment at which the preview began, and how often it has changed since.
    pub version: Version,
}

/// A state of a preview. Another preview at the same address has other ones.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Version {
    /// Nanoseconds since 1970 at the beginning of the preview.
    pub began: i128,
    /// How often something has changed since.
    pub count: u64,
}

impl std::fmt::Display for Version {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(f, "{}-{}", self.began, self.count)
    }
}

/// What open pages are told when something has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum News {
    /// Nothing yet.
    Nothing,
    /// The pages are new.
    Pages,
    /// Only style sheets are new.
    Styles,
    /// The site is as it was, and the faults are new.
    Faults,
}
