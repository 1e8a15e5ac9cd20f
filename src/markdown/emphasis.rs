//! Finds failed emphasis: marks that CommonMark does not take for emphasis beside punctuation,
//! beside blanks, or beside Chinese, Japanese and Korean letters.
//!
//! In go a section's text and its nodes; out comes one warning per file. A mark after punctuation
//! does not close emphasis if a letter follows, a mark with a blank on its inner side is plain
//! text, and `_` between letters does not open emphasis (CommonMark 0.31, 6.2). In languages
//! without spaces between words this is common, and readers see the asterisks. Marks with another
//! meaning are ignored: powers, names in programs, note signs.

use super::nodes::{MarkdownNode, NodeKind};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{FileId, Span};
use pulldown_cmark::Event;

/// The maximum number of places that are shown.
const SHOWN: usize = 8;

/// How many runs ahead the matching mark is searched for.
const NEAR: usize = 64;

/// The maximum length of emphasised text, in bytes.
const LONG: usize = 400;

/// A run of marks that the parser left as text.
#[derive(Debug, Clone, Copy)]
struct MarkRun {
    mark: u8,
    start: usize,
    end: usize,
    /// The characters before and after it; a blank at the edge of the text.
    before: char,
    after: char,
}

impl MarkRun {
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

/// Warns of failed emphasis in `source`, which stands in `file` from byte `offset` on.
pub(super) fn find(
    source: &str,
    file: FileId,
    offset: usize,
    nodes: &[MarkdownNode],
    out: &mut Vec<Diagnostic>,
) {
    if memchr::memchr3(b'*', b'_', b'~', source.as_bytes()).is_none() {
        return;
    }
    let mut found: Vec<(MarkRun, MarkRun)> = Vec::new();
    let mut runs: Vec<MarkRun> = Vec::new();
    for node in nodes {
        match node.kind {
            NodeKind::OpenBlock | NodeKind::CloseBlock | NodeKind::OpenNote | NodeKind::Rule => {
                collect_pairs(&runs, source, &mut found);
                runs.clear();
            }
            NodeKind::Text => {
                let range = node.range.start - offset..node.range.end - offset;
                if let Event::Text(text) = &node.event
                    && source.get(range.clone()) == Some(text)
                {
                    collect_runs(source, range.start, text, &mut runs);
                }
            }
            _ => {}
        }
    }
    let Some(((open, close), others)) = found.split_first() else { return };
    let span = |run: &MarkRun| Span::new(file, run.start + offset..run.end + offset);
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

/// The text to write instead of that from `open` to `close`.
fn mend(source: &str, open: &MarkRun, close: &MarkRun) -> String {
    let marks = &source[open.start..open.end];
    let inner = &source[open.end..close.start];
    let blanks = inner.trim().len() < inner.len();
    let edges = |c: Option<char>| c.is_some_and(is_punctuation);
    let bare = !(edges(inner.chars().next()) || edges(inner.chars().next_back()));
    if blanks {
        return format!("write `{marks}{}{marks}`, without blanks inside", shortened(inner.trim()));
    }
    let stars = "*".repeat(marks.len());
    if open.mark == b'_' && bare {
        return format!("write `{stars}{}{stars}`", shortened(inner));
    }
    let marks = if open.mark == b'_' { &stars } else { marks };
    let (mut words, mut left, mut right) = (inner, "", "");
    if !close.closes() {
        let kept = words.trim_end_matches(is_punctuation);
        (words, right) = words.split_at(kept.len());
    }
    if !open.opens() || (!left.is_empty() && words.is_empty()) {
        let kept = words.trim_start_matches(is_punctuation);
        (left, words) = words.split_at(words.len() - kept.len());
    }
    // Move the emphasis inside the quotation marks, if it encloses both.
    if left.is_empty()
        && let Some(first) = words.chars().next().filter(|c| opens_quote(*c))
        && !right.is_empty()
    {
        (left, words) = words.split_at(first.len_utf8());
    } else if right.is_empty()
        && let Some(last) = left.chars().next_back().and_then(closing)
        && let Some(kept) = words.strip_suffix(last)
    {
        (words, right) = words.split_at(kept.len());
    }
    match words.is_empty() {
        true => "put a blank on either side of the marks".to_owned(),
        false => {
            format!(
                "put the punctuation outside: `{left}{marks}{}{marks}{right}`",
                shortened(words)
            )
        }
    }
}

fn opens_quote(c: char) -> bool {
    "\"'「『《〈“‘（【〔［([{«".contains(c)
}

/// Shortens long text to its first and last letters.
fn shortened(words: &str) -> String {
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

/// Appends the runs of marks in `text`, which stands at byte `at` of `source`.
fn collect_runs(source: &str, at: usize, text: &str, runs: &mut Vec<MarkRun>) {
    let bytes = text.as_bytes();
    let mut i = 0;
    // After a backslash, the first character is literal.
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
        let whole = whole_run(source.as_bytes(), at + i, at + i + length, mark);
        i += length;
        // The parser returns marks one by one, and consumes some of a run.
        if runs.last().is_some_and(|last| last.mark == mark && whole.start < last.end) {
            continue;
        }
        let before = source[..whole.start].chars().next_back().unwrap_or(' ');
        let after = source[whole.end..].chars().next().unwrap_or(' ');
        runs.push(MarkRun { mark, start: whole.start, end: whole.end, before, after });
    }
}

/// Extends the marks from `start` to `end` to the whole run. A mark after a backslash does not
/// belong to it.
fn whole_run(source: &[u8], mut start: usize, mut end: usize, mark: u8) -> std::ops::Range<usize> {
    while start > 0 && source[start - 1] == mark && (start < 2 || source[start - 2] != b'\\') {
        start -= 1;
    }
    while source.get(end) == Some(&mark) {
        end += 1;
    }
    start..end
}

/// Appends the pairs among `runs` of one block that were meant as emphasis.
fn collect_pairs(runs: &[MarkRun], source: &str, found: &mut Vec<(MarkRun, MarkRun)>) {
    let mut rest = runs;
    while let Some((open, after)) = rest.split_first() {
        rest = after;
        let length = |run: &MarkRun| run.end - run.start;
        if let Some(close) = after.first()
            && (close.mark, length(close)) == (open.mark, length(open))
            && is_spaced(*open, *close, source)
        {
            found.push((*open, *close));
            rest = &after[1..];
            continue;
        }
        if open.after.is_whitespace() {
            continue;
        }
        let fits = |run: &MarkRun| {
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

/// True if a run and the next of its kind would be emphasis, if it were not for the character
/// beside one of them.
fn is_meant(open: MarkRun, close: MarkRun, inner: &str) -> bool {
    is_meant_wide(open, close, inner) || is_meant_narrow(open, close, inner)
}

/// The same for languages with blanks between words.
fn is_meant_narrow(open: MarkRun, close: MarkRun, inner: &str) -> bool {
    let one = open.end - open.start == 1;
    let letters = inner.chars().any(char::is_alphabetic);
    if !letters || inner.len() > LONG || !is_balanced(inner) || (one && open.mark == b'~') {
        return false;
    }
    let enclosed = closing(open.after) == Some(close.before);
    let ends = "\"')]}”’»`.,:;!?%…-–—>".contains(close.before);
    let begins = "\"'([{“‘«„¿¡`$#@<-–—".contains(open.after);
    // A quotation mark at the end closes a quotation inside.
    let quoted = inner.matches(close.before).count().is_multiple_of(2);
    let ends = ends && (quoted || !matches!(close.before, '"' | '\'' | '`'));
    match (open.opens(), close.closes()) {
        (true, true) => false,
        // A letter follows, or a number follows a quotation.
        (true, false) if ends => close.after.is_alphabetic() || (enclosed && !one),
        // Names in programs contain `__`, but no blanks.
        (true, false) => {
            open.mark == b'_'
                && !one
                && inner.contains(' ')
                && close.before.is_alphanumeric()
                && close.after.is_alphabetic()
        }
        // A note sign stands after a word too, and before more than bracketed text.
        (false, true) => {
            begins && open.before.is_alphanumeric() && (enclosed || (!one && is_quote(open.after)))
        }
        (false, false) => enclosed && !one && is_quote(open.after) && open.before.is_alphabetic(),
    }
}

fn is_quote(c: char) -> bool {
    "\"“‘«„".contains(c)
}

/// The mark that closes `c`.
fn closing(c: char) -> Option<char> {
    let pairs = [
        ('"', '"'),
        ('\'', '\''),
        ('`', '`'),
        ('(', ')'),
        ('[', ']'),
        ('{', '}'),
        ('<', '>'),
        ('“', '”'),
        ('‘', '’'),
        ('«', '»'),
        ('„', '“'),
        ('「', '」'),
        ('『', '』'),
        ('（', '）'),
        ('《', '》'),
        ('【', '】'),
    ];
    pairs.iter().find(|(open, _)| *open == c).map(|(_, close)| *close)
}

/// True if the brackets in `words` are balanced.
fn is_balanced(words: &str) -> bool {
    let mut open = 0_i32;
    for c in words.chars() {
        match c {
            '(' | '[' => open += 1,
            ')' | ']' => open -= 1,
            _ => {}
        }
        if open < 0 {
            return false;
        }
    }
    open == 0
}

/// True if bold text has a blank on the inner side of one or both marks: `**so **`. If the blank
/// follows the first mark, that mark must begin a line. No number may follow the last mark.
fn is_spaced(open: MarkRun, close: MarkRun, source: &str) -> bool {
    let inner = &source[open.end..close.start];
    let starts = source[..open.start].trim_end_matches([' ', '>', '-', '\t']);
    let at_start = starts.is_empty() || starts.ends_with('\n');
    let (before, after) = (open.after.is_whitespace(), close.before.is_whitespace());
    let next = source[close.end..].trim_start().chars().next();
    let lines = inner.contains('\n') || inner.len() > LONG;
    open.end - open.start == 2
        && open.mark != b'~'
        && (before || after)
        && (if before { at_start } else { open.opens() })
        && (!after || close.after.is_whitespace() || is_punctuation(close.after))
        && (after || close.closes())
        && !inner.trim_end().ends_with(char::is_numeric)
        && inner.chars().any(char::is_alphabetic)
        && next.is_none_or(|c| !c.is_numeric())
        && !lines
}

/// The same for Chinese, Japanese and Korean.
fn is_meant_wide(open: MarkRun, close: MarkRun, inner: &str) -> bool {
    let failing = match (open.opens(), close.closes()) {
        (true, true) => return false,
        (_, false) => close,
        (false, true) => open,
    };
    let wide = is_wide(failing.before) || is_wide(failing.after);
    let one = open.end - open.start == 1;
    let holds = !inner.trim().is_empty() && inner.chars().any(is_wide);
    // A single asterisk may be a note sign, and a tilde may mark a range.
    let alone = match close.closes() {
        false => open.opens() && is_stop(close.before),
        true => opens_quote(open.after),
    };
    // Names contain `_`; between wide letters it is not part of a name.
    let apart = open.mark != b'_' || is_wide(open.before) || is_wide(close.after);
    wide && holds && apart && (!one || alone || open.mark == b'_') && !(one && open.mark == b'~')
}

/// True for punctuation that ends a sentence, a clause, or a quotation.
fn is_stop(c: char) -> bool {
    "。，、；：！？．」』》〉”’）】〕］…".contains(c)
}

/// True for punctuation and symbols: neither letter, digit, combining mark, nor blank.
fn is_punctuation(c: char) -> bool {
    !c.is_alphanumeric()
        && !c.is_whitespace()
        && !c.is_control()
        && !unicode_normalization::char::is_combining_mark(c)
}

/// True for Chinese, Japanese and Korean letters and full-width punctuation.
fn is_wide(c: char) -> bool {
    matches!(u32::from(c),
        0x1100..=0x11FF | 0x2E80..=0xA4CF | 0xA960..=0xA97F | 0xAC00..=0xD7FF
        | 0xF900..=0xFAFF | 0xFE30..=0xFE4F | 0xFF00..=0xFFEF | 0x16FE0..=0x18DFF
        | 0x1AFF0..=0x1B2FF | 0x20000..=0x3FFFF)
}
