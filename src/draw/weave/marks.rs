//! Opens and closes marks, and writes the markers of ended threads.
//!
//! In goes a stretch of the text; out come tags, after which exactly the marks of the threads that
//! cover it are open.

use super::loom::{Loom, OpenMark};
use super::thread::CLOSE;
use ahash::HashSet;
use pulldown_cmark::Event;
use std::ops::Range;

impl Loom<'_> {
    /// Opens and closes marks so that exactly those of the threads over `range` are open.
    pub(super) fn open_marks_over(&mut self, range: Range<usize>) {
        let wanted = self.wanted(range);
        self.set(&wanted);
    }

    /// The threads that cover `range`. For an empty range, the threads that continue across it.
    pub(super) fn wanted(&mut self, range: Range<usize>) -> Vec<usize> {
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

    /// Opens and closes marks so that exactly `wanted` are open. Marks outside an open inline
    /// element cover it whole, so they are always wanted while it is open.
    pub(super) fn set(&mut self, wanted: &[usize]) {
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

    /// Closes every mark that was opened at the current depth.
    pub(super) fn close_at_depth(&mut self) {
        let keep = self.open.iter().position(|o| o.depth == self.depth);
        self.close_from(keep.unwrap_or(self.open.len()));
    }

    /// Closes every mark that was opened at the current depth or deeper. No mark is open outside an
    /// element that raw HTML may break up, because [`inline_ranges`] returns no range for such
    /// elements.
    pub(super) fn close_all(&mut self) {
        self.close_at_depth();
    }

    /// Queues the markers of threads that end here.
    pub(super) fn end_threads(&mut self) {
        let at = self.at;
        let threads = self.threads;
        let ended = self.active.iter().copied().filter(|t| threads[*t].range.end <= at);
        self.waiting.extend(ended);
        self.active.retain(|t| threads[*t].range.end > at);
    }

    /// Writes the waiting markers if a link may stand here and all their marks can be closed. At
    /// the edge of a block both are true, because no link contains blocks.
    pub(super) fn flush(&mut self, edge: bool) {
        let in_link = !edge && (self.links > 0 || self.raw_links > 0);
        if self.waiting.is_empty() || in_link {
            return;
        }
        // A mark that was opened outside the current element continues.
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
