//! Matches a quote against a text that lacks some of its parts.
//!
//! In go the parts of a quote and a place where its first words stand; out come its beginning and
//! end, if it matches, and the parts that the text lacks.

use super::stray::QuoteItem;
use crate::{BARRIER, Haystack};

/// The state of a match.
pub(super) struct Walk<'w, 't> {
    pub(super) haystack: &'w Haystack<'t>,
    pub(super) items: &'w [QuoteItem<'w>],
    /// The items that the text lacks.
    pub(super) taken: Vec<usize>,
    /// The number of attempts that are left.
    pub(super) steps: usize,
}

impl Walk<'_, '_> {
    /// Matches the items before `first`, whose words stand at `at`. If the text has them, the quote
    /// begins with them. Returns the beginning, and `at`.
    pub(super) fn back(&mut self, first: usize, at: usize) -> Option<(usize, usize)> {
        let text = self.haystack.normal.text.as_str();
        let (mut start, mut before) = (at, at);
        for i in (0..first).rev() {
            match self.items[i] {
                QuoteItem::Space => before = text[..before].trim_end_matches(' ').len(),
                QuoteItem::Typed(typed, what) => {
                    if text[..before].ends_with(typed) {
                        before -= typed.len();
                        start = before;
                    } else if what.begins(typed) && !self.begins_block(at) {
                        return None;
                    } else {
                        before = start;
                        self.taken.push(i);
                    }
                }
                QuoteItem::Words(_) => {}
            }
        }
        Some((start, at))
    }

    /// The end of the items from `i` on, if they stand at `at`. After a removed artefact the text
    /// may have a space.
    pub(super) fn on(&mut self, i: usize, at: usize, loose: bool) -> Option<usize> {
        self.steps = self.steps.checked_sub(1)?;
        let text = self.haystack.normal.text.as_str();
        let Some(item) = self.items.get(i) else { return Some(at) };
        let rest = &text[at..];
        match *item {
            QuoteItem::Space if rest.starts_with(' ') => self.on(i + 1, at + 1, false),
            QuoteItem::Space => {
                let next = matches!(self.items.get(i + 1), Some(QuoteItem::Typed(..)));
                let free = loose || next || text[..at].ends_with(' ');
                if free { self.on(i + 1, at, true) } else { None }
            }
            QuoteItem::Words(words) => {
                let blank = usize::from(loose && rest.starts_with(' '));
                match (rest.starts_with(words), rest[blank..].starts_with(words)) {
                    (true, _) => self.on(i + 1, at + words.len(), false),
                    (false, true) => self.on(i + 1, at + blank + words.len(), false),
                    (false, false) => None,
                }
            }
            QuoteItem::Typed(typed, what) => {
                if rest.starts_with(typed) {
                    let taken = self.taken.len();
                    if let Some(end) = self.on(i + 1, at + typed.len(), false) {
                        return Some(end);
                    }
                    self.taken.truncate(taken);
                }
                if what.begins(typed) && !self.begins_block(at) {
                    return None;
                }
                self.taken.push(i);
                self.on(i + 1, at, true)
            }
        }
    }

    /// True if a block begins at `at` of the normal form, or directly after it.
    fn begins_block(&self, at: usize) -> bool {
        let Haystack { plain, normal, .. } = self.haystack;
        let rest = &normal.text[at..];
        let at = at + rest.len() - rest.trim_start_matches(' ').len();
        let Some(next) = normal.text[at..].chars().next() else { return false };
        let at = normal.to_plain(plain, at..at + next.len_utf8()).start;
        let before =
            plain[..at].trim_end_matches(|c: char| c.is_whitespace() && !"\n\t".contains(c));
        before.is_empty() || before.ends_with(['\n', '\t', BARRIER])
    }
}
