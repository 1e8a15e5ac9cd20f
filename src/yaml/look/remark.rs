//! Finds comments that cut a text short.
//!
//! In goes the text between two values; out come slips for comments that were meant as text.

use super::reader::{Last, SlipReader};
use crate::diagnostic::Code;
use std::ops::Range;

impl SlipReader<'_> {
    /// Checks the comments between the last node and `next`. `empty` is true if the next value is
    /// missing.
    pub(super) fn check_gap(&mut self, next: usize, empty: bool) {
        let mut at = self.end;
        while let Some(i) = self.text.get(at..next).and_then(|gap| gap.find('#')) {
            let hash = at + i;
            if hash > 0 && !self.text.as_bytes()[hash - 1].is_ascii_whitespace() {
                at = hash + 1;
                continue;
            }
            let end = self.text[hash..].find('\n').map_or(self.text.len(), |i| hash + i);
            self.check_comment(hash..hash + self.text[hash..end].trim_end().len(), empty);
            at = end;
        }
        self.end = self.end.max(next.min(self.text.len()));
    }

    fn check_comment(&mut self, range: Range<usize>, empty: bool) {
        let remark = &self.text[range.start + 1..range.end];
        let (word, number) = cut_off(remark);
        let start = range.start - self.margin(range.start);
        let before = self.text[start..range.start].trim_end();
        let value = !self.last_is_key;
        let empty = empty || self.last == Last::Empty;
        let owner = self.owner();
        let (cut, nothing) = match before.chars().next_back() {
            None => return self.check_own_line(range, empty),
            _ if remark.trim().is_empty() => return,
            _ if matches!(before, "---" | "...") || before.starts_with('%') => return,
            Some(',' | '[' | '{') if !self.ends_in_words(start, before) => (word, false),
            Some(']' | '}') if !self.ends_in_words(start, before) => (number, false),
            _ if self.ends_in_words(start, before) => match self.last {
                Last::Plain(words) => (value && (word || words > 2), false),
                _ => (value && number, false),
            },
            // After a colon, a hyphen, an anchor, a tag, or a `|`.
            _ => (empty, true),
        };
        if !cut {
            return;
        }
        let message = match nothing {
            true => format!("{owner} has no value: what follows ` #` is a comment"),
            false => format!("{owner} ends before ` #`: what follows is a comment"),
        };
        let hint = match nothing {
            true => {
                "put the text in quotation marks; if it is a comment, put it on a line of its own"
            }
            false if self.last == Last::Quoted => {
                "put all of the text between the quotation marks, or a space after the `#` of a comment"
            }
            false => "put the text in quotation marks, or the comment on a line of its own",
        };
        self.push(Code::TextCut, range, message, hint);
    }

    /// True if the last node is a text that ends where `before`, which begins at `start`, ends.
    fn ends_in_words(&self, start: usize, before: &str) -> bool {
        let words = matches!(self.last, Last::Plain(_) | Last::Quoted);
        words && self.text[..self.end.min(self.text.len())].trim_end().len() == start + before.len()
    }

    /// A comment on its own line cuts a text only if it is indented like a further line of it.
    fn check_own_line(&mut self, range: Range<usize>, empty: bool) {
        let remark = &self.text[range.start + 1..range.end];
        let first = remark.chars().next();
        let is_key = remark.split_once(':').is_some_and(|(key, rest)| {
            crate::model::is_id(key) && (rest.is_empty() || rest.starts_with(' '))
        });
        let above = self.text[..range.start].trim_end().len();
        let next_line = self.text[above..range.start].matches('\n').count() == 1;
        let deeper = self.margin(range.start) > self.column() && !self.open.is_empty();
        let goes_on = matches!(self.last, Last::Plain(_))
            && !self.last_is_key
            && self.end <= above + 1
            && cut_off(remark).0;
        let begins = empty && first.is_some_and(|c| c.is_ascii_digit());
        if !next_line || !deeper || is_key || !(goes_on || begins) {
            return;
        }
        let message = match begins {
            true => {
                format!("{} has no value: a line that begins with `#` is a comment", self.owner())
            }
            false => {
                format!("{} ends above: a line that begins with `#` is a comment", self.owner())
            }
        };
        self.push(
            Code::TextCut,
            range,
            message,
            "put the text in quotation marks; if it is a comment, indent it like the key",
        );
    }
}

/// Whether a word follows a `#` directly, and whether it is a number. Signs may precede both, as in
/// `#$5`, `#(a)`. A row of signs is a drawn line.
fn cut_off(remark: &str) -> (bool, bool) {
    let token = remark.split(char::is_whitespace).next().unwrap_or("");
    let first = token.chars().find(|c| c.is_alphanumeric());
    let drawn = token.starts_with(['-', '=', '#', '*', '~', '_', '!', '/']);
    let lone =
        !token.is_empty() && first.is_none() && !drawn && remark.contains(char::is_alphanumeric);
    (first.is_some() || lone, first.is_some_and(|c| c.is_ascii_digit()))
}
