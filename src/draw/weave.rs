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

use crate::markdown::text::PlainText;
use crate::markdown::{MarkdownNode, NodeKind, Patches, raw};
use ahash::{HashMap, HashSet};
use pulldown_cmark::{CowStr, Event, TagEnd};
use std::cell::Cell;
use std::fmt::Write;
use std::ops::Range;
use std::rc::Rc;

/// A stretch of text to be marked, and the tags that mark it.
#[derive(Debug, Clone)]
pub struct Thread {
    /// Bytes of the plain text.
    pub range: Range<usize>,
    /// The node that is marked in place of words: an image.
    pub node: Option<usize>,
    /// Tag that opens its first segment.
    pub first: String,
    /// Tag that opens every further segment.
    pub more: String,
    /// What stands after its last segment.
    pub marker: String,
}

/// A document with its marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Woven {
    /// The HTML.
    pub html: String,
    /// Ends of top-level blocks in which threads end: byte of the HTML, and those threads in the
    /// order of their markers.
    pub cuts: Vec<(usize, Vec<usize>)>,
}

/// Closes a mark.
const CLOSE: &str = "</mark>";

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

/// An open mark.
#[derive(Debug, Clone, Copy)]
struct OpenMark {
    thread: usize,
    /// How many inline elements were open when it was opened.
    depth: usize,
}

struct Loom<'l> {
    nodes: &'l [MarkdownNode],
    patches: &'l Patches,
    text: &'l PlainText,
    threads: &'l [Thread],
    /// Indices of threads by start, the longer first.
    order: Vec<usize>,
    /// For each node that opens an inline element: the threads that cover all of it.
    covers: Vec<Option<Range<usize>>>,
    leaf_of: Vec<Option<usize>>,
    /// The threads that mark a node in place of words.
    of_node: HashMap<usize, Vec<usize>>,
    events: Vec<Event<'static>>,
    cuts: Vec<(usize, Vec<usize>)>,
    open: Vec<OpenMark>,
    /// For each thread whose mark is open, the depth at which it was opened.
    opened: Vec<Option<usize>>,
    begun: Vec<bool>,
    /// How far in the plain text.
    at: usize,
    /// Open inline elements, links, raw links and blocks.
    depth: usize,
    links: usize,
    raw_links: usize,
    blocks: usize,
    /// The blocks around each open `<details>` of raw HTML, which keeps its notes to itself.
    around: Vec<usize>,
    /// Threads whose words are all written and whose markers are not.
    waiting: Vec<usize>,
    /// Next thread in `order` that has not begun.
    next: usize,
    /// Threads that have begun and not ended, in `order`.
    active: Vec<usize>,
    /// Threads whose markers were written since the last cut.
    ended: Vec<usize>,
}

impl<'l> Loom<'l> {
    fn new(
        nodes: &'l [MarkdownNode],
        patches: &'l Patches,
        text: &'l PlainText,
        threads: &'l [Thread],
    ) -> Self {
        let mut order: Vec<usize> =
            (0..threads.len()).filter(|t| threads[*t].node.is_none()).collect();
        order
            .sort_by_key(|&t| (threads[t].range.start, std::cmp::Reverse(threads[t].range.end), t));
        let mut leaf_of = vec![None; nodes.len()];
        for (i, leaf) in text.leaves.iter().enumerate() {
            leaf_of[leaf.node] = Some(i);
        }
        let mut of_node: HashMap<usize, Vec<usize>> = HashMap::default();
        for (t, thread) in threads.iter().enumerate() {
            if let Some(node) = thread.node {
                of_node.entry(node).or_default().push(t);
            }
        }
        Self {
            covers: inline_ranges(nodes, text, &leaf_of),
            leaf_of,
            of_node,
            events: Vec::with_capacity(nodes.len() + threads.len() * 3),
            cuts: Vec::new(),
            open: Vec::new(),
            opened: vec![None; threads.len()],
            begun: vec![false; threads.len()],
            at: 0,
            depth: 0,
            links: 0,
            raw_links: 0,
            blocks: 0,
            around: Vec::new(),
            waiting: Vec::new(),
            next: 0,
            active: Vec::new(),
            ended: Vec::new(),
            order,
            nodes,
            patches,
            text,
            threads,
        }
    }

    fn step(&mut self, i: usize) {
        let node = &self.nodes[i];
        let event = self.patches.get(&i).unwrap_or(&node.event);
        match node.kind {
            NodeKind::OpenBlock | NodeKind::OpenNote | NodeKind::CloseBlock | NodeKind::Rule => {
                match event {
                    Event::End(TagEnd::HtmlBlock) => self.end_raw_block(),
                    _ => self.flush(true),
                }
                self.close_all();
                self.raw_links = 0;
                self.events.push(event.clone());
                match node.kind {
                    NodeKind::CloseBlock => self.blocks = self.blocks.saturating_sub(1),
                    NodeKind::OpenBlock | NodeKind::OpenNote => self.blocks += 1,
                    _ => {}
                }
                if self.blocks == 0 && !self.ended.is_empty() {
                    self.cuts.push((self.events.len(), std::mem::take(&mut self.ended)));
                }
            }
            NodeKind::OpenInline | NodeKind::OpenLink => {
                match self.covers[i].clone() {
                    Some(range) => self.want(range),
                    None => self.close_all(),
                }
                self.events.push(event.clone());
                self.depth += 1;
                self.links += usize::from(node.kind == NodeKind::OpenLink);
            }
            NodeKind::CloseInline | NodeKind::CloseLink => {
                self.close_at_depth();
                self.depth -= 1;
                self.links -= usize::from(node.kind == NodeKind::CloseLink);
                self.events.push(event.clone());
                self.flush(false);
            }
            NodeKind::Text | NodeKind::Code | NodeKind::RawText | NodeKind::Break => {
                match self.leaf_of[i] {
                    Some(leaf) => self.leaf(leaf, node),
                    // What is struck out is no part of what a thread marks.
                    None => {
                        self.close_all();
                        self.events.push(event.clone());
                    }
                }
            }
            NodeKind::Atom | NodeKind::RawImage => {
                // An open mark goes on over it; none is opened for what has no words.
                let mut wanted = self.wanted(self.at..self.at);
                wanted.retain(|t| self.opened[*t].is_some());
                self.set(&wanted);
                self.atom(i, event);
            }
            NodeKind::Raw => {
                self.close_all();
                if let Event::InlineHtml(html) | Event::Html(html) = event {
                    self.pass_raw(html);
                }
                self.events.push(event.clone());
                self.flush(false);
            }
        }
    }

    /// Notes what a tag of raw HTML opens or closes.
    fn pass_raw(&mut self, html: &str) {
        let Some((name, closes)) = raw::cut::name(html) else { return };
        match (name.as_str(), closes) {
            // A link that holds blocks holds no notes, which have links of their own.
            ("a", false) => {
                self.raw_links += 1;
                self.blocks += 1;
            }
            ("a", true) => {
                self.raw_links = self.raw_links.saturating_sub(1);
                self.blocks = self.blocks.saturating_sub(1);
            }
            // What is folded away takes its notes with it.
            ("details", false) => self.around.push(std::mem::take(&mut self.blocks)),
            ("details", true) => {
                if !self.ended.is_empty() {
                    self.cuts.push((self.events.len(), std::mem::take(&mut self.ended)));
                }
                self.blocks = self.around.pop().unwrap_or(0);
            }
            // Between blocks in one of these, notes may stand.
            ("div" | "section" | "center", _) => {}
            (name, _) if !raw::allowed::is_block(name) || raw::allowed::is_void(name) => {}
            (_, false) => self.blocks += 1,
            (_, true) => self.blocks = self.blocks.saturating_sub(1),
        }
    }

    /// Writes the markers that wait at the end of a block of raw HTML, before the end of its line:
    /// the renderer puts a line break before a block where none is, and must not put one here.
    fn end_raw_block(&mut self) {
        if self.waiting.is_empty() {
            return;
        }
        match self.events.pop() {
            Some(Event::Html(line)) if line.ends_with('\n') => {
                self.events.push(Event::Html(line[..line.len() - 1].to_owned().into()));
                self.flush(true);
                self.events.push(Event::Html("\n".into()));
            }
            last => {
                self.events.extend(last);
                self.flush(true);
            }
        }
    }

    /// Writes something without words, in the marks that are its own.
    fn atom(&mut self, i: usize, event: &Event<'static>) {
        let threads = self.threads;
        let own = self.of_node.get(&i).cloned().unwrap_or_default();
        for &t in &own {
            self.events.push(Event::InlineHtml(threads[t].first.clone().into()));
        }
        self.events.push(event.clone());
        for _ in &own {
            self.events.push(Event::InlineHtml(CLOSE.into()));
        }
        self.waiting.extend(own);
        self.flush(false);
    }

    /// Writes the words of a node, cut where threads begin and end.
    fn leaf(&mut self, leaf: usize, node: &MarkdownNode) {
        let range = self.text.leaves[leaf].range.clone();
        if let Event::Html(html) = &node.event
            && html.len() != range.len()
        {
            return self.reference(range, node);
        }
        let cuts = self.cuts_within(&range);
        if cuts.len() == 2 {
            self.want(range.clone());
            self.events.push(node.event.clone());
        } else if let Event::Code(words) = &node.event {
            // A code span is cut inside, as an inline element with words in it.
            self.want(range.clone());
            self.events.push(Event::InlineHtml("<code>".into()));
            self.depth += 1;
            self.pieces(&range, &cuts, words, node.kind == NodeKind::RawText);
            self.close_at_depth();
            self.depth -= 1;
            self.events.push(Event::InlineHtml("</code>".into()));
        } else if let Event::Text(words) | Event::Html(words) = &node.event {
            self.pieces(&range, &cuts, words, node.kind == NodeKind::RawText);
        }
        self.at = range.end;
        self.end_threads();
        self.flush(false);
    }

    /// Writes a character reference of raw HTML, which stays as it was typed. A thread that begins
    /// or ends within what it stands for has all of it.
    fn reference(&mut self, range: Range<usize>, node: &MarkdownNode) {
        self.wanted(range.end.saturating_sub(1)..range.end);
        let threads = self.threads;
        let overlaps = |t: &usize| {
            let thread = &threads[*t].range;
            thread.start < range.end && range.start < thread.end
        };
        let wanted: Vec<usize> = self.active.iter().copied().filter(overlaps).collect();
        self.set(&wanted);
        self.events.push(node.event.clone());
        self.at = range.end;
        self.end_threads();
        self.flush(false);
    }

    /// Writes words cut at `cuts`; `raw` says that they are HTML.
    fn pieces(&mut self, range: &Range<usize>, cuts: &[usize], words: &str, raw: bool) {
        for pair in cuts.windows(2) {
            let (from, to) = (pair[0], pair[1]);
            self.want(from..to);
            let piece = &words[from - range.start..to - range.start];
            let piece = CowStr::from(piece.to_owned());
            self.events.push(match raw {
                true => Event::Html(piece),
                false => Event::Text(piece),
            });
            self.at = to;
            self.end_threads();
            self.flush(false);
        }
    }

    /// The ends of `range` and the bounds of threads inside it, in order.
    fn cuts_within(&mut self, range: &Range<usize>) -> Vec<usize> {
        let mut cuts = vec![range.start, range.end];
        let inside = |at: usize| range.start < at && at < range.end;
        for &t in &self.active {
            if inside(self.threads[t].range.end) {
                cuts.push(self.threads[t].range.end);
            }
        }
        for &t in &self.order[self.next..] {
            let thread = &self.threads[t].range;
            if thread.start >= range.end {
                break;
            }
            cuts.extend([thread.start, thread.end].into_iter().filter(|at| inside(*at)));
        }
        cuts.sort_unstable();
        cuts.dedup();
        cuts
    }

    /// Makes the open marks those of the threads that cover `range`.
    fn want(&mut self, range: Range<usize>) {
        let wanted = self.wanted(range);
        self.set(&wanted);
    }

    /// The threads that cover `range`; for an empty range, those that go on both before and after
    /// it.
    fn wanted(&mut self, range: Range<usize>) -> Vec<usize> {
        while let Some(&t) = self.order.get(self.next)
            && self.threads[t].range.start <= range.start
        {
            self.active.push(t);
            self.next += 1;
        }
        let covers = |t: &usize| {
            let thread = &self.threads[*t].range;
            if range.is_empty() {
                thread.start < range.start && range.end < thread.end
            } else {
                thread.start <= range.start && range.end <= thread.end
            }
        };
        self.active.iter().copied().filter(covers).collect()
    }

    /// Closes and opens marks so that exactly `wanted` are open. Marks that stand outside an open
    /// inline element cover it whole, so they are always wanted while it is open.
    fn set(&mut self, wanted: &[usize]) {
        let among: HashSet<usize> = wanted.iter().copied().collect();
        let keep = self
            .open
            .iter()
            .position(|o| o.depth == self.depth && !among.contains(&o.thread))
            .unwrap_or(self.open.len());
        self.close_from(keep);
        for &thread in wanted {
            if self.opened[thread].is_none() {
                let tags = &self.threads[thread];
                let tag = if self.begun[thread] { &tags.more } else { &tags.first };
                self.begun[thread] = true;
                self.events.push(Event::InlineHtml(tag.clone().into()));
                self.open.push(OpenMark { thread, depth: self.depth });
                self.opened[thread] = Some(self.depth);
            }
        }
    }

    fn close_from(&mut self, keep: usize) {
        for open in self.open.drain(keep..) {
            self.events.push(Event::InlineHtml(CLOSE.into()));
            self.opened[open.thread] = None;
        }
    }

    fn close_at_depth(&mut self) {
        let keep = self.open.iter().position(|o| o.depth == self.depth);
        self.close_from(keep.unwrap_or(self.open.len()));
    }

    /// Closes every mark that was opened at this depth or deeper; outside elements that raw HTML
    /// may break up there are none, because [`inline_ranges`] gives such elements no cover.
    fn close_all(&mut self) {
        self.close_at_depth();
    }

    fn end_threads(&mut self) {
        let at = self.at;
        let threads = self.threads;
        let ended = self.active.iter().copied().filter(|t| threads[*t].range.end <= at);
        self.waiting.extend(ended);
        self.active.retain(|t| threads[*t].range.end > at);
    }

    /// Writes the markers that wait, where a link may stand and all their marks can be closed.
    /// At the edge of a block both hold, because no link holds blocks.
    fn flush(&mut self, edge: bool) {
        let in_link = !edge && (self.links > 0 || self.raw_links > 0);
        if self.waiting.is_empty() || in_link {
            return;
        }
        // A mark that was opened outside of the element that is being written goes on.
        let blocked = |t: &usize| self.opened[*t].is_some_and(|depth| depth < self.depth);
        let (waiting, mut ready): (Vec<usize>, Vec<usize>) =
            std::mem::take(&mut self.waiting).into_iter().partition(blocked);
        self.waiting = waiting;
        if ready.is_empty() {
            return;
        }
        let done: HashSet<usize> = ready.iter().chain(&self.waiting).copied().collect();
        let keep = self.open.iter().position(|o| done.contains(&o.thread) && o.depth == self.depth);
        self.close_from(keep.unwrap_or(self.open.len()));
        ready.sort_unstable();
        for thread in ready {
            self.events.push(Event::InlineHtml(self.threads[thread].marker.clone().into()));
            self.ended.push(thread);
        }
    }
}

/// For each node that opens an inline element, the stretch of text inside it; none where raw HTML
/// stands in it, because the author's tags may end where the element does not, or where something
/// in it is struck out, which no mark covers.
fn inline_ranges(
    nodes: &[MarkdownNode],
    text: &PlainText,
    leaf_of: &[Option<usize>],
) -> Vec<Option<Range<usize>>> {
    struct OpenElement {
        node: usize,
        start: Option<usize>,
        raw: bool,
    }
    let mut ranges = vec![None; nodes.len()];
    let mut stack: Vec<OpenElement> = Vec::new();
    let mut at = 0;
    for (i, node) in nodes.iter().enumerate() {
        match node.kind {
            NodeKind::OpenInline | NodeKind::OpenLink => {
                stack.push(OpenElement { node: i, start: None, raw: false });
            }
            NodeKind::CloseInline | NodeKind::CloseLink => {
                let Some(element) = stack.pop() else { continue };
                ranges[element.node] = (!element.raw).then(|| element.start.unwrap_or(at)..at);
                if let Some(outer) = stack.last_mut() {
                    outer.raw |= element.raw;
                    outer.start = outer.start.or(element.start);
                }
            }
            NodeKind::Text | NodeKind::Code | NodeKind::Break if leaf_of[i].is_some() => {}
            NodeKind::Raw | NodeKind::Text | NodeKind::Code | NodeKind::Break => {
                if let Some(inner) = stack.last_mut() {
                    inner.raw = true;
                }
            }
            _ => {}
        }
        if let Some(leaf) = leaf_of[i] {
            let range = &text.leaves[leaf].range;
            if let Some(inner) = stack.last_mut() {
                inner.start = inner.start.or(Some(range.start));
            }
            at = range.end;
        }
    }
    ranges
}
