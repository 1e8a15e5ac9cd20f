//! Interprets an alignment: where the quote and its sentence begin and end now.
//!
//! In goes, for each word of a pattern, the word of the text that it was aligned with; out comes a
//! [`Found`].

use super::index::{Found, WordIndex};
use super::pattern::{Part, QuotePattern};
use crate::BARRIER;
use std::ops::Range;

/// How many words of context are compared on each side.
const CONTEXT: usize = 8;

/// How far from the quote a word of its context may stand.
const REACH: usize = 14;

impl WordIndex<'_> {
    /// Describes a place: the words that are kept, and the text at the place of the sentence.
    pub(super) fn describe(
        &self,
        pattern: &QuotePattern,
        kept: &[Option<usize>],
        hull: &Range<usize>,
        words: Range<usize>,
    ) -> Found {
        let places = pattern.of(Part::Words);
        let share = |places: &[Range<usize>], counts: &dyn Fn(usize) -> bool| {
            let places = || places.iter().cloned().flatten();
            let all = pattern.sum(places());
            let here = pattern.sum(places().filter(|i| kept[*i].is_some_and(counts)));
            if all == 0.0 { 0.0 } else { here / all }
        };
        let anywhere = |_| true;
        let sentence = pattern.of(Part::Lead).start..pattern.of(Part::Trail).end;
        let rest = [sentence.start..places.start, places.end..sentence.end];
        let left = places.start.saturating_sub(CONTEXT)..places.start;
        let right = places.end..(places.end + CONTEXT).min(kept.len());
        // If there was no context on a side, it is kept if there is still none.
        let at_start = left.is_empty() && self.is_first(hull.start);
        let at_end = right.is_empty() && self.is_last(hull.end);
        Found {
            sentence: self.sentence(pattern, kept, hull, &words),
            kept: share(&[sentence], &anywhere),
            kept_words: share(&[places], &anywhere),
            rest: rest.iter().any(|part| !part.is_empty()).then(|| share(&rest, &anywhere)),
            // A word kept far away is another occurrence.
            context: (
                if at_start { 1.0 } else { share(&[left], &|at| hull.start <= at + REACH) },
                if at_end { 1.0 } else { share(&[right], &|at| at < hull.end + REACH) },
            ),
            score: pattern.sum((0..kept.len()).filter(|i| kept[*i].is_some())),
            words,
        }
    }

    /// The words of the text at the place of the quote.
    pub(super) fn hull(
        &self,
        pattern: &QuotePattern,
        kept: &[Option<usize>],
    ) -> Option<Range<usize>> {
        let places = pattern.of(Part::Words);
        let inside: Vec<usize> = kept[places.clone()].iter().flatten().copied().collect();
        let (first, last) = (*inside.first()?, *inside.last()?);
        // Words at either end may have been replaced. The text up to the nearest kept word around
        // the quote belongs to it, unless it is much longer than what was lost.
        let lost_first = kept[places.clone()].iter().take_while(|k| k.is_none()).count();
        let lost_last = kept[places.clone()].iter().rev().take_while(|k| k.is_none()).count();
        let before = kept[..places.start].iter().rev().flatten().next();
        let after = kept[places.end..].iter().flatten().next();
        let mut hull = first..last + 1;
        if lost_first > 0 {
            let bound = before.map_or(0, |at| at + 1);
            let start = bound.max(self.sentence_start(first));
            if start < first && first - start <= 2 * lost_first + 3 {
                hull.start = start;
            }
        }
        if lost_last > 0 {
            let bound = after.copied().unwrap_or(self.tokens.len());
            let end = bound.min(self.sentence_end(last));
            if end > last && end - last - 1 <= 2 * lost_last + 3 {
                hull.end = end;
            }
        }
        Some(hull)
    }

    /// The bytes of the words `hull`, with the marks at its ends if the quote has some.
    pub(super) fn bytes(&self, hull: &Range<usize>, ragged: (bool, bool)) -> Range<usize> {
        let text = &self.haystack.normal.text;
        let mut start = self.tokens[hull.start].start;
        let mut end = self.tokens[hull.end - 1].range().end;
        let mark = |c: char| !c.is_whitespace() && !c.is_alphanumeric() && c != BARRIER;
        if ragged.0 {
            start -= text[..start]
                .chars()
                .rev()
                .take_while(|c| mark(*c))
                .map(char::len_utf8)
                .sum::<usize>();
        }
        if ragged.1 {
            end += text[end..].chars().take_while(|c| mark(*c)).map(char::len_utf8).sum::<usize>();
        }
        start..end
    }

    /// The text at the place of the sentence: the sentences that hold the words now, and parts of
    /// the old one that became sentences of their own, without neighbours that were merged into it.
    fn sentence(
        &self,
        pattern: &QuotePattern,
        kept: &[Option<usize>],
        hull: &Range<usize>,
        words: &Range<usize>,
    ) -> Range<usize> {
        let plain = self.haystack.plain;
        let normal = &self.haystack.normal;
        let around = self.haystack.sentence(&normal.to_plain(plain, words.clone()));
        let (mut start, mut end) = (normal.of_plain(around.start), normal.of_plain(around.end));
        let byte = |token: usize| self.start_of(token);
        let heavy = |part: Part, side: &dyn Fn(usize) -> bool| {
            let range = pattern.of(part);
            let here = pattern.sum(range.clone().filter(|i| kept[*i].is_some_and(side)));
            here > 0.0 && here >= pattern.sum(range) * 0.5
        };
        let places = |part: Part| kept[pattern.of(part)].iter().flatten().copied();
        if heavy(Part::Lead, &|at| byte(at) < start)
            && let Some(first) = places(Part::Lead).next()
        {
            let at = normal.to_plain(plain, self.tokens[first].range());
            start = normal.of_plain(self.haystack.sentence(&at).start);
        } else {
            // Context that was merged into the sentence does not belong to it.
            let own = places(Part::Lead).next().unwrap_or(hull.start).min(hull.start);
            let before = pattern.of(Part::Before);
            let joined = |back: usize| {
                let at = own.checked_sub(back + 1);
                at.is_some()
                    && before.end > before.start + back
                    && kept[before.end - 1 - back] == at
            };
            if !before.is_empty() && (0..before.len().min(3)).all(joined) {
                start = start.max(byte(own)).min(words.start);
            }
        }
        if heavy(Part::Trail, &|at| byte(at) >= end)
            && let Some(last) = places(Part::Trail).last()
        {
            let at = normal.to_plain(plain, self.tokens[last].range());
            end = normal.of_plain(self.haystack.sentence(&at).end);
        } else {
            let own = places(Part::Trail).last().map_or(hull.end, |at| at + 1).max(hull.end);
            let after = pattern.of(Part::After);
            let joined = |on: usize| kept.get(after.start + on) == Some(&Some(own + on));
            if !after.is_empty() && (0..after.len().min(3)).all(joined) {
                // Include the marks that end it: they are not words, and stand before the next
                // blank.
                let last = self.end_before(own);
                let rest = &self.haystack.normal.text[last..end.max(last)];
                let last = last + rest.find(' ').unwrap_or(rest.len());
                end = end.min(last).max(words.end);
            }
        }
        start.min(words.start)..end.max(words.end)
    }

    fn sentence_bounds(&self, token: usize) -> Range<usize> {
        let plain = self.haystack.plain;
        let normal = &self.haystack.normal;
        let at = normal.to_plain(plain, self.tokens[token].range());
        normal.of_range(&self.haystack.sentence(&at))
    }

    fn sentence_start(&self, token: usize) -> usize {
        let start = self.sentence_bounds(token).start;
        self.tokens.partition_point(|t| t.start < start)
    }

    fn sentence_end(&self, token: usize) -> usize {
        let end = self.sentence_bounds(token).end;
        self.tokens.partition_point(|t| t.start < end)
    }

    /// The start of a word. A quote of signs only may stand after the last word.
    fn start_of(&self, token: usize) -> usize {
        self.tokens.get(token).map_or(self.haystack.normal.text.len(), |word| word.start)
    }

    /// The end of the word before `token`. A quote of signs only may have no word before it, or
    /// stand after the last one.
    fn end_before(&self, token: usize) -> usize {
        let before = &self.tokens[..token.min(self.tokens.len())];
        before.last().map_or(0, |word| word.range().end)
    }

    /// True if no word precedes this one, in the text or in its footnote.
    fn is_first(&self, token: usize) -> bool {
        let text = &self.haystack.normal.text[..self.start_of(token)];
        let text = text.rsplit(BARRIER).next().unwrap_or("");
        !text.contains(char::is_alphanumeric)
    }

    /// True if no word follows those before `token`.
    fn is_last(&self, token: usize) -> bool {
        let end = self.end_before(token);
        let text = self.haystack.normal.text[end..].split(BARRIER).next().unwrap_or("");
        !text.contains(char::is_alphanumeric)
    }
}
