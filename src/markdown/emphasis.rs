//! Emphasis that CommonMark does not take for that, beside full-width punctuation and the letters of
//! Chinese, Japanese and Korean.
//!
//! In go a section's text and its nodes; out comes one warning a file. Marks behind punctuation close
//! nothing where a letter follows, and marks between letters open nothing where they are `_`
//! (CommonMark 0.31, 6.2). Languages without spaces between words come upon that all the time, and
//! their readers see the asterisks.

use super::{Kind, Node};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{FileId, Span};
use pulldown_cmark::Event;

/// How many places are pointed at.
const SHOWN: usize = 8;

/// How many runs further on the counterpart of one is looked for.
const NEAR: usize = 64;

/// A run of marks that stand in the text.
#[derive(Debug, Clone, Copy)]
struct Run {
    mark: u8,
    start: usize,
    end: usize,
    /// What stands before and after it; a blank at an edge.
    before: char,
    after: char,
}

impl Run {
    fn opens(self) -> bool {
        let (left, right) = (self.is_left(), self.is_right());
        left && (self.mark != b'_' || !right || is_punctuation(self.before))
    }

    fn closes(self) -> bool {
        let (left, right) = (self.is_left(), self.is_right());
        right && (self.mark != b'_' || !left || is_punctuation(self.after))
    }

    fn is_left(self) -> bool {
        !self.after.is_whitespace()
            && (!is_punctuation(self.after)
                || self.before.is_whitespace()
                || is_punctuation(self.before))
    }

    fn is_right(self) -> bool {
        !self.before.is_whitespace()
            && (!is_punctuation(self.before)
                || self.after.is_whitespace()
                || is_punctuation(self.after))
    }
}

/// Warns of emphasis that is none in `source`, which stands in `file` from byte `offset` on.
pub(super) fn find(
    source: &str,
    file: FileId,
    offset: usize,
    nodes: &[Node],
    out: &mut Vec<Diagnostic>,
) {
    // Nothing that this is about is written in ASCII.
    if source.is_ascii() {
        return;
    }
    let mut found: Vec<(Run, Run)> = Vec::new();
    let mut runs: Vec<Run> = Vec::new();
    for node in nodes {
        match node.kind {
            Kind::OpenBlock | Kind::CloseBlock | Kind::OpenNote | Kind::Rule => {
                pair(&runs, source, &mut found);
                runs.clear();
            }
            Kind::Text => {
                let range = node.range.start - offset..node.range.end - offset;
                if let Event::Text(text) = &node.event
                    && source.get(range.clone()) == Some(text)
                {
                    take(source, range.start, text, &mut runs);
                }
            }
            _ => {}
        }
    }
    let Some(((open, close), others)) = found.split_first() else { return };
    let span = |run: &Run| Span::new(file, run.start + offset..run.end + offset);
    let marks = &source[open.start..open.end];
    let message = match others.len() {
        0 => format!("`{marks}` stands in the text, and nothing is emphasised"),
        n => format!(
            "marks of emphasis stand in the text, here and in {n} more {}, and nothing is emphasised",
            if n == 1 { "place" } else { "places" }
        ),
    };
    let (failing, partner, role) = match close.closes() {
        false => (close, open, "closes nothing"),
        true => (open, close, "opens nothing"),
    };
    let mut diagnostic = Diagnostic::at(Code::EmphasisLiteral, span(failing), message)
        .label(format!("{role} between {} and {}", named(failing.before), named(failing.after)))
        .also(span(partner), "its counterpart");
    for (open, close) in others.iter().take(SHOWN) {
        let failing = if close.closes() { open } else { close };
        diagnostic = diagnostic.also(span(failing), "and here");
    }
    out.push(diagnostic.hint(mend(source, open, close)));
}

fn named(c: char) -> String {
    match c.is_whitespace() {
        true => "a blank".to_owned(),
        false => format!("`{c}`"),
    }
}

/// What to write in place of the words from `open` to `close`.
fn mend(source: &str, open: &Run, close: &Run) -> String {
    let marks = &source[open.start..open.end];
    let inner = &source[open.end..close.start];
    if open.mark == b'_' {
        let stars = "*".repeat(marks.len());
        return format!("write `{stars}{}{stars}`", short(inner));
    }
    let (mut words, mut left, mut right) = (inner, "", "");
    if !close.closes() {
        let kept = words.trim_end_matches(is_punctuation);
        (words, right) = words.split_at(kept.len());
    }
    if !open.opens() || (!left.is_empty() && words.is_empty()) {
        let kept = words.trim_start_matches(is_punctuation);
        (left, words) = words.split_at(words.len() - kept.len());
    }
    // A quotation is taken out of its marks at both ends.
    if left.is_empty()
        && let Some(first) = words.chars().next().filter(|c| opens_quote(*c))
        && !right.is_empty()
    {
        (left, words) = words.split_at(first.len_utf8());
    }
    match words.is_empty() {
        true => "put a blank on either side of the marks".to_owned(),
        false => {
            format!("put the punctuation outside: `{left}{marks}{}{marks}{right}`", short(words))
        }
    }
}

fn opens_quote(c: char) -> bool {
    "\"'「『《〈“‘（【〔［".contains(c)
}

/// The first and last letters of long words.
fn short(words: &str) -> String {
    let letters: Vec<char> = words.chars().collect();
    match letters.len() {
        0..=16 => words.replace('\n', " "),
        n => {
            let (start, end): (String, String) =
                (letters[..6].iter().collect(), letters[n - 6..].iter().collect());
            format!("{start}...{end}").replace('\n', " ")
        }
    }
}

/// Adds the runs of marks in `text`, which stands at byte `at` of `source`.
fn take(source: &str, at: usize, text: &str, runs: &mut Vec<Run>) {
    let bytes = text.as_bytes();
    let mut i = 0;
    // Behind a backslash, the first character is itself.
    if source[..at].ends_with('\\') {
        i = text.chars().next().map_or(0, char::len_utf8);
    }
    while i < bytes.len() {
        let mark = bytes[i];
        if !matches!(mark, b'*' | b'_' | b'~') {
            i += 1;
            continue;
        }
        let length = bytes[i..].iter().take_while(|b| **b == mark).count();
        let whole = whole(source.as_bytes(), at + i, at + i + length, mark);
        i += length;
        // The parser hands out marks one by one, and keeps some of a run for itself.
        if runs.last().is_some_and(|last| last.mark == mark && whole.start < last.end) {
            continue;
        }
        let before = source[..whole.start].chars().next_back().unwrap_or(' ');
        let after = source[whole.end..].chars().next().unwrap_or(' ');
        runs.push(Run { mark, start: whole.start, end: whole.end, before, after });
    }
}

/// The run of marks that those from `start` to `end` are part of. Behind a backslash, a mark is none.
fn whole(source: &[u8], mut start: usize, mut end: usize, mark: u8) -> std::ops::Range<usize> {
    while start > 0 && source[start - 1] == mark && (start < 2 || source[start - 2] != b'\\') {
        start -= 1;
    }
    while source.get(end) == Some(&mark) {
        end += 1;
    }
    start..end
}

/// Adds the pairs among `runs` of one block that were meant as emphasis.
fn pair(runs: &[Run], source: &str, found: &mut Vec<(Run, Run)>) {
    let mut rest = runs;
    while let Some((open, after)) = rest.split_first() {
        rest = after;
        if open.after.is_whitespace() {
            continue;
        }
        let length = |run: &Run| run.end - run.start;
        let fits = |run: &Run| {
            run.mark == open.mark && length(run) == length(open) && !run.before.is_whitespace()
        };
        let Some(i) = after.iter().take(NEAR).position(fits) else { continue };
        let close = after[i];
        if is_meant(*open, close, &source[open.end..close.start]) {
            found.push((*open, close));
            rest = &after[i + 1..];
        }
    }
}

/// True where a run and the next of its kind would be emphasis, were it not for what stands beside
/// one of them.
fn is_meant(open: Run, close: Run, inner: &str) -> bool {
    let failing = match (open.opens(), close.closes()) {
        (true, true) => return false,
        (_, false) => close,
        (false, true) => open,
    };
    let wide = is_wide(failing.before) || is_wide(failing.after);
    let one = open.end - open.start == 1;
    let holds = !inner.trim().is_empty() && inner.chars().any(is_wide);
    // A single asterisk may be the sign of a note, and a wave that of a range.
    let alone = match close.closes() {
        false => open.opens() && is_stop(close.before),
        true => opens_quote(open.after),
    };
    // Names of things have `_` within; between wide letters it is no part of one.
    let apart = open.mark != b'_' || is_wide(open.before) || is_wide(close.after);
    wide && holds && apart && (!one || alone || open.mark == b'_') && !(one && open.mark == b'~')
}

/// Punctuation that ends a sentence, a part of it, or a quotation.
fn is_stop(c: char) -> bool {
    "。，、；：！？．」』》〉”’）】〕］…".contains(c)
}

/// Punctuation and symbols: what is neither a letter, a digit, a mark, nor blank.
fn is_punctuation(c: char) -> bool {
    !c.is_alphanumeric()
        && !c.is_whitespace()
        && !c.is_control()
        && !unicode_normalization::char::is_combining_mark(c)
}

/// Letters of Chinese, Japanese and Korean, and punctuation as wide as they are.
fn is_wide(c: char) -> bool {
    matches!(u32::from(c),
        0x1100..=0x11FF | 0x2E80..=0xA4CF | 0xA960..=0xA97F | 0xAC00..=0xD7FF
        | 0xF900..=0xFAFF | 0xFE30..=0xFE4F | 0xFF00..=0xFFEF | 0x16FE0..=0x18DFF
        | 0x1AFF0..=0x1B2FF | 0x20000..=0x3FFFF)
}
