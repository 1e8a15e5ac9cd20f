//! What the preview and its processes say to each other.
//!
//! In go requests and replies; out come frames, each with its length before it, and back.

use crate::preview::faults::ShownFault;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::io::{self, Read, Write};

/// How long a frame may be, in bytes: more than a page and a file of the site have.
const MOST_FRAME: u64 = 4 * 1024 * 1024 * 1024;

/// What the preview asks of a process.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Request {
    /// To build this site. A frame for each of its files follows.
    Site {
        paths: Vec<String>,
        odd: Vec<(String, String)>,
        hidden: Vec<String>,
        drafts: bool,
        now: Option<String>,
        today: Option<String>,
    },
    /// To try the templates of these names, or all of them.
    Try(Option<BTreeSet<String>>),
    /// To render this page.
    Page(String),
}

/// What a process answers.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum ProcessReply {
    /// The site is built.
    Ready,
    /// The templates have been tried.
    Tried(Tried),
    /// There is a page, which is the next frame.
    Page,
    /// There is no such page.
    Nothing,
    /// The page has a fault, drawn.
    Fault(String),
}

/// What came of trying templates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tried {
    /// True where a fault stands in the way of the site.
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
    // Memory is taken for what comes, not for what is announced.
    from.take(length.min(MOST_FRAME)).read_to_end(&mut frame)?;
    match frame.len() as u64 == length {
        true => Ok(frame),
        false => Err(io::ErrorKind::UnexpectedEof.into()),
    }
}
