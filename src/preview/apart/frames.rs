//! The protocol between the preview and its processes.
//!
//! In go requests and replies; out come frames, each with a length prefix, and vice versa.

use crate::preview::faults::ShownFault;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::io::{self, Read, Write};

/// The maximum length of a frame, in bytes: larger than any page or file of the site.
const MOST_FRAME: u64 = 4 * 1024 * 1024 * 1024;

/// A request of the preview to a process.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Request {
    /// Build this site. A frame follows for each of its files that the process does not have as it is.
    Site {
        paths: Vec<String>,
        /// Those whose frames follow, by their index among the paths.
        sent: Vec<usize>,
        odd: Vec<(String, String)>,
        hidden: Vec<String>,
        drafts: bool,
        unconfirmed: bool,
        now: Option<String>,
        today: Option<String>,
    },
    /// Try the templates with these names, or all of them.
    Try(Option<BTreeSet<String>>),
    /// Render this page.
    Page(String),
}

/// The reply of a process.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum ProcessReply {
    /// The site is built.
    Ready,
    /// The templates have been tried.
    Tried(Tried),
    /// The page exists; it is the next frame.
    Page,
    /// There is no such page.
    Nothing,
    /// The page has a fault; its text.
    Fault(String),
}

/// The result of trying templates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tried {
    /// True if a fault prevents the site from being shown.
    pub failed: bool,
    /// All faults of the site.
    pub faults: Vec<ShownFault>,
}

pub(super) fn send(out: &mut impl Write, frame: &[u8]) -> io::Result<()> {
    out.write_all(&(frame.len() as u64).to_le_bytes())?;
    out.write_all(frame)
}

pub(super) fn send_value(out: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    send(out, &serde_json::to_vec(value)?)
}

pub(super) fn receive(from: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut length = [0; 8];
    from.read_exact(&mut length)?;
    let length = u64::from_le_bytes(length);
    let mut frame = Vec::new();
    // Allocate memory for what arrives, not for the announced length.
    from.take(length.min(MOST_FRAME)).read_to_end(&mut frame)?;
    match frame.len() as u64 == length {
        true => Ok(frame),
        false => Err(io::ErrorKind::UnexpectedEof.into()),
    }
}
