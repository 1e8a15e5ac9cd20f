//! Weaves the marks of claims into a document without changing anything else about it.
//!
//! In go nodes, their plain text and [`Thread`]s, each a stretch of that text; out comes HTML in
//! which every stretch is marked, and the places after which its notes go. Taking the marks and
//! markers out again gives the same bytes as weaving nothing: that is invariant 3.
//!
//! The bounds of all threads cut the text into segments, each with its set of threads. A mark is
//! opened outside an inline element where its thread covers the whole of it, and inside otherwise;
//! it is closed at the edge of every block and at raw HTML. A marker, being a link, waits until no
//! other link is open. Nothing is cut by source offsets, so entities and escapes stay whole.

mod cover;
mod loom;
mod marks;
mod thread;
mod words;

use crate::markdown::text::PlainText;
use crate::markdown::{MarkdownNode, Patches};
use loom::Loom;
use pulldown_cmark::Event;
use std::cell::Cell;
use std::fmt::Write;
use std::rc::Rc;
pub use thread::Thread;

/// A document with its marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Woven {
    /// The HTML.
    pub html: String,
    /// Ends of top-level blocks in which threads end: byte of the HTML, and those threads in the
    /// order of their markers.
    pub cuts: Vec<(usize, Vec<usize>)>,
}

/// Weaves `threads` into `nodes`, whose words are `text`; `patches` stand in for events of nodes.
pub fn weave(
    nodes: &[MarkdownNode],
    patches: &Patches,
    text: &PlainText,
    threads: &[Thread],
) -> Woven {
    let mut loom = Loom::new(nodes, patches, text, threads);
    for i in 0..nodes.len() {
        loom.step(i);
    }
    loom.flush(true);
    let Loom { events, mut cuts, ended, .. } = loom;
    if !ended.is_empty() {
        cuts.push((events.len(), ended));
    }
    render(events, cuts)
}

/// Renders the events and turns the places of cuts among them into places in the HTML. The
/// renderer asks for an event only when it has written the one before, so the length of what is
/// written, looked at when an event is asked for, is where that event begins.
fn render(events: Vec<Event>, cuts: Vec<(usize, Vec<usize>)>) -> Woven {
    struct Counted {
        html: String,
        length: Rc<Cell<usize>>,
    }
    impl Write for Counted {
        fn write_str(&mut self, s: &str) -> std::fmt::Result {
            self.html.push_str(s);
            self.length.set(self.html.len());
            Ok(())
        }
    }
    let length = Rc::new(Cell::new(0));
    let mut out = Counted { html: String::new(), length: Rc::clone(&length) };
    let mut places = Vec::with_capacity(cuts.len());
    let mut wanted = cuts.iter().map(|(at, _)| *at).peekable();
    let counted = events.into_iter().enumerate().map(|(i, event)| {
        if wanted.next_if_eq(&i).is_some() {
            places.push(length.get());
        }
        event
    });
    // Writing to a string cannot fail.
    let _ = pulldown_cmark::html::write_html_fmt(&mut out, counted);
    places.resize(cuts.len(), out.html.len());
    let cuts = places.into_iter().zip(cuts).map(|(at, (_, threads))| (at, threads)).collect();
    Woven { html: out.html, cuts }
}
