//! Weaves the marks of claims into a document, and changes nothing else in it.
//!
//! In go nodes, their plain text and [`Thread`]s, each a stretch of that text; out comes HTML in
//! which every stretch is marked, and the places after which the notes go. Removing the marks and
//! markers gives the same bytes as weaving nothing: that is invariant 3.
//!
//! The bounds of all threads split the text into segments, each with its set of threads. A mark is
//! opened outside an inline element if its thread covers the whole element, and inside otherwise.
//! It is closed at the edge of every block and at raw HTML. A marker is a link, so it waits until
//! no other link is open. The text is not split by source offsets, so entities and escapes stay
//! whole.

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
    /// The ends of top-level blocks in which threads end: the byte in the HTML, and these threads
    /// in the order of their markers.
    pub cuts: Vec<(usize, Vec<usize>)>,
}

/// Weaves `threads` into `nodes`, whose plain text is `text`. `patches` replaces events of nodes.
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

/// Renders the events, and converts the places of cuts among them to places in the HTML. The
/// renderer requests an event only after it has written the previous one. So the length of the
/// output at that moment is where the event begins.
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
