//! Finds lines with inconsistent indentation.
//!
//! In goes the place where the parser failed; out comes the fault. The parser fails at a line that
//! does not fit, but the wrongly indented line often stands above it. So each suspect line is tried
//! in the column in which it may have been meant, and reported if the text becomes valid YAML.

use super::colon::spaces;
use super::line::Line;
use super::scene::{Scene, SceneFault};
use crate::model::keys::is_key;
use std::ops::Range;

/// Texts above this size, in bytes, are not parsed again to test a correction.
const LARGEST: usize = 1024 * 1024;

/// The kind of the start of a line.
#[derive(Debug, Clone, Copy, PartialEq)]
enum LineKind {
    /// A list item: a hyphen, and the text after it.
    Item,
    Key,
}

/// A hyphen or a key, and its place.
#[derive(Debug, Clone, Copy)]
struct Head<'t> {
    line: Line<'t>,
    kind: LineKind,
    column: usize,
}

/// Hyphens and keys in the same column below the same key.
struct Level<'t> {
    first: Head<'t>,
    last: Head<'t>,
    count: usize,
}

impl Head<'_> {
    fn fits(&self, other: &Head) -> bool {
        self.kind == other.kind && self.column == other.column
    }
}

/// The hyphens and keys of a line.
fn heads<'t>(text: &'t str, line: Line) -> Vec<Head<'t>> {
    let mut found = Vec::new();
    // Take the line from the text again, so that it has the lifetime of the text.
    let line = Line::at(text, line.start());
    let mut column = line.indent().len();
    let body = &text[line.body()];
    let mut rest = body;
    while let Some(item) = rest.strip_prefix('-').filter(|r| r.is_empty() || r.starts_with(' ')) {
        found.push(Head { line, kind: LineKind::Item, column });
        let inner = item.trim_start();
        column += rest.len() - inner.len();
        rest = inner;
    }
    if line.key().is_some() {
        found.push(Head { line, kind: LineKind::Key, column });
    }
    found
}

/// The lines of a text from the first on, without the content of block scalars.
fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut below: Option<usize> = None;
    std::iter::successors(Some(Line::at(text, 0)), |line| line.after()).filter(move |line| {
        if !line.has_words() {
            return false;
        }
        if below.is_some_and(|column| line.indent().len() > column) {
            return false;
        }
        let typed = &text[line.value()];
        below = super::shape::is_block_header(typed).then(|| line.indent().len());
        true
    })
}

/// Adds `head` to the open levels, and returns those that it ends.
fn take<'t>(open: &mut Vec<Level<'t>>, head: Head<'t>) -> Vec<Level<'t>> {
    let ends = |top: &Level| {
        let last = top.last;
        last.column > head.column
            || last.column == head.column
                && last.kind == LineKind::Item
                && head.kind == LineKind::Key
    };
    let keep = open.iter().rposition(|level| !ends(level)).map_or(0, |at| at + 1);
    let ended = open.split_off(keep);
    match open.last_mut().filter(|level| level.last.fits(&head)) {
        Some(level) => {
            level.last = head;
            level.count += 1;
        }
        None => open.push(Level { first: head, last: head, count: 1 }),
    }
    ended
}

impl Scene<'_> {
    /// True if the text is valid beyond the line `here` with `words` in place of `range`.
    pub(super) fn mends(&self, range: Range<usize>, words: &str, here: Line) -> bool {
        if self.text.len() > LARGEST {
            return false;
        }
        let end = here.body().end.max(range.end);
        let mut text = self.text.to_owned();
        text.replace_range(range.clone(), words);
        let end = end + words.len() - range.len();
        super::scan(&text).is_none_or(|found| found.at > end)
    }

    /// Like [`Self::mends`], with `line` indented by `column`.
    fn mends_at(&self, line: Line, column: usize, here: Line) -> bool {
        self.mends(line.indent(), &" ".repeat(column), here)
    }

    /// The fault of a line whose indentation differs from the lines around it.
    pub(super) fn indentation(&self) -> Option<SceneFault> {
        if self.text.len() > LARGEST {
            return None;
        }
        let here = self.line();
        let odd = *heads(self.text, here).first()?;
        let mut open: Vec<Level> = Vec::new();
        let mut above: Vec<Head> = Vec::new();
        for line in lines(self.text).take_while(|line| line.start() < here.start()) {
            for head in heads(self.text, line) {
                take(&mut open, head);
                above.push(head);
            }
        }
        self.outdented(&above, &open, odd).or_else(|| self.uneven(open, odd))
    }

    /// A line above `odd` with less indentation, which separates it from its siblings further up.
    fn outdented(&self, above: &[Head], open: &[Level], odd: Head) -> Option<SceneFault> {
        if open.iter().any(|level| level.last.fits(&odd)) {
            return None;
        }
        let like = above.iter().rposition(|head| head.fits(&odd))?;
        let culprit = above[like + 1..].iter().find(|head| head.column < odd.column)?;
        if culprit.kind != odd.kind || !self.mends_at(culprit.line, odd.column, odd.line) {
            return None;
        }
        let (like, name) = (above[like], self.name(culprit));
        let message = format!("{name} is indented less than the lines around it");
        let fault = SceneFault::new(self.place(culprit), message)
            .label(indented(culprit.column))
            .also(self.place(&odd), indented(odd.column))
            .hint(format!(
                "write {} before it, where it belongs beside {}",
                spaces(odd.column),
                self.name(&like)
            ));
        Some(
            fault.hint(format!(
                "or indent {} otherwise, where it belongs to {name}",
                self.name(&odd)
            )),
        )
    }

    /// A line in a column that no sibling has.
    fn uneven(&self, open: Vec<Level>, odd: Head) -> Option<SceneFault> {
        // Its likely siblings: the nearest of its kind, and the deeper of two.
        let mut near = open;
        near.reverse();
        near.retain(|level| level.last.kind == odd.kind && level.last.column != odd.column);
        // Of two equally near ones, prefer the one that is a key of the format if this is one, or
        // an id if this is one.
        let of_format = |head: &Head| is_key(self.text[self.place(head)].trim());
        let alike = |level: &Level| of_format(&level.last) == of_format(&odd);
        near.sort_by_key(|level| (level.last.column.abs_diff(odd.column), !alike(level)));
        let mut fits = near
            .into_iter()
            .take(4)
            .filter(|level| self.mends_at(odd.line, level.last.column, odd.line));
        let nearest = fits.next()?;
        let others = fits.next().filter(|level| {
            level.last.column.abs_diff(odd.column) <= nearest.last.column.abs_diff(odd.column)
        });
        let like = nearest.last;
        if nearest.count == 1 && (odd.column == 0 || self.goes_on(&odd, &like)) {
            // The lines below have the same indentation as this one.
            let message =
                format!("{} is not indented like those below it", self.name(&nearest.first));
            let fault = SceneFault::new(self.place(&like), message)
                .label(indented(like.column))
                .also(self.place(&odd), indented(odd.column))
                .hint(format!("write {} before it, as before those below", spaces(odd.column)));
            return Some(fault);
        }
        let (what, rule) = match odd.kind {
            LineKind::Item => ("this item is", "the items of one list stand in one column"),
            LineKind::Key => ("this line is", "keys that belong together stand in one column"),
        };
        let message = format!("{what} not indented like those that it belongs to");
        let mut fault = SceneFault::new(self.place(&odd), message)
            .label(indented(odd.column))
            .also(self.place(&like), indented(like.column))
            .hint(format!(
                "{rule}: write {} before it, where it belongs beside {}",
                spaces(like.column),
                self.name(&like)
            ));
        // An id has keys below it, and no text of its own.
        let is_id = like.kind == LineKind::Key && !is_key(self.text[self.place(&like)].trim());
        let text = &self.text[like.line.value()];
        let directly = odd.line.before().is_some_and(|above| above.start() == like.line.start());
        if is_id && directly && odd.column > like.column && !text.is_empty() {
            fault = fault.hint(format!(
                "where it belongs to {}, take out `{}`: a key has a text or keys below it, not both",
                self.name(&like),
                text.trim_end()
            ));
        }
        if let Some(level) = others {
            fault = fault.hint(format!(
                "or {}, where it belongs beside {}",
                spaces(level.last.column),
                self.name(&level.last)
            ));
        }
        Some(fault)
    }

    /// True if the next line that begins at most as far in as `odd` or `like` is indented like
    /// `odd`.
    fn goes_on(&self, odd: &Head, like: &Head) -> bool {
        let least = odd.column.min(like.column);
        let mut below = std::iter::successors(odd.line.after(), |l| l.after())
            .filter(|l| l.has_words())
            .take(200)
            .filter_map(|line| heads(self.text, line).first().copied());
        let next = below.find(|head| {
            head.column <= least || head.column == odd.column || head.column == like.column
        });
        next.is_some_and(|head| head.fits(odd))
    }

    /// The hyphen or key itself.
    fn place(&self, head: &Head) -> Range<usize> {
        let start = head.line.start() + head.column;
        match head.kind {
            LineKind::Item => start..start + 1,
            LineKind::Key => start..head.line.key().map_or(start + 1, |key| key.end),
        }
    }

    /// Its name in messages.
    fn name(&self, head: &Head) -> String {
        match head.kind {
            LineKind::Key => format!("`{}`", &self.text[self.place(head)]),
            LineKind::Item => {
                let words = self.text[head.line.start() + head.column..head.line.body().end].trim();
                let mut shown: String = words.chars().take(40).collect();
                if shown.len() < words.len() {
                    shown.push_str("...");
                }
                format!("`{shown}`")
            }
        }
    }
}

/// The indentation of a line, in words.
fn indented(column: usize) -> String {
    match column {
        0 => "at the margin".to_owned(),
        n => format!("indented by {}", spaces(n)),
    }
}
