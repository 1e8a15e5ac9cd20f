//! Writes the text of a document, split where threads begin and end.
//!
//! In goes a node with text; out come its events, with the marks that cover each piece.

use super::loom::Loom;
use crate::markdown::{MarkdownNode, NodeKind};
use pulldown_cmark::{CowStr, Event};
use std::ops::Range;

impl Loom<'_> {
    /// Writes the text of a node, split where threads begin and end.
    pub(super) fn write_leaf(&mut self, leaf: usize, node: &MarkdownNode) {
        let range = self.text.leaves[leaf].range.clone();
        if let Event::Html(html) = &node.event
            && html.len() != range.len()
        {
            return self.write_reference(range, node);
        }
        let cuts = self.cuts_within(&range);
        if cuts.len() == 2 {
            self.open_marks_over(range.clone());
            self.events.push(node.event.clone());
        } else if let Event::Code(words) = &node.event {
            // A code span is split inside, as an inline element that contains text.
            self.open_marks_over(range.clone());
            self.events.push(Event::InlineHtml("<code>".into()));
            self.depth += 1;
            self.write_pieces(&range, &cuts, words, node.kind == NodeKind::RawText);
            self.close_at_depth();
            self.depth -= 1;
            self.events.push(Event::InlineHtml("</code>".into()));
        } else if let Event::Text(words) | Event::Html(words) = &node.event {
            self.write_pieces(&range, &cuts, words, node.kind == NodeKind::RawText);
        }
        self.at = range.end;
        self.end_threads();
        self.flush(false);
    }

    /// Writes a character reference of raw HTML as it was typed. A thread that begins or ends
    /// inside its character covers all of it.
    fn write_reference(&mut self, range: Range<usize>, node: &MarkdownNode) {
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

    /// Writes text, split at `cuts`; `raw` is true if it is HTML.
    fn write_pieces(&mut self, range: &Range<usize>, cuts: &[usize], words: &str, raw: bool) {
        for pair in cuts.windows(2) {
            let (from, to) = (pair[0], pair[1]);
            self.open_marks_over(from..to);
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
}
