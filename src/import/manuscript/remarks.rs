//! Remarks of editors in Markdown: CriticMarkup, and the spans of pandoc.
//!
//! In goes Markdown; out comes Markdown in which a character for private use stands where a remark begins or
//! ends, and the remarks. Tracked changes count as accepted. Sources: criticmarkup.com; the manual of pandoc,
//! `--track-changes`.

use super::model::{DraftRemark, Passed, Passing, RemarkKind, Voice};
use std::collections::BTreeMap;
use std::ops::Range;

/// The first of the characters that stand for marks: plane 15, which is for private use. Remark `n` begins at
/// the one with the number `2n` and ends at the next.
const FIRST: u32 = 0xf_0000;
/// The most remarks that have marks.
const MOST: usize = 0x7ff0;

/// A mark: the number of a remark, and whether it begins there.
pub(super) fn mark_of(c: char) -> Option<(usize, bool)> {
    let number = u32::from(c).checked_sub(FIRST)? as usize;
    (number < 2 * MOST).then_some((number / 2, number.is_multiple_of(2)))
}

fn mark(number: usize, begins: bool) -> String {
    let code = FIRST + u32::try_from(number * 2 + usize::from(!begins)).unwrap_or(0);
    char::from_u32(code).map(String::from).unwrap_or_default()
}

/// What the remarks of a text are, and the text with marks.
#[derive(Debug, Default)]
pub(super) struct RemarksRead {
    pub text: String,
    pub remarks: Vec<DraftRemark>,
    pub passed: Passed,
}

/// Reads the remarks of `source`.
pub(super) fn read(source: &str) -> RemarksRead {
    let mut read = RemarksRead::default();
    // Numbers by the id of a span.
    let mut spans: BTreeMap<String, usize> = BTreeMap::new();
    let mut fence: Option<(char, usize)> = None;
    let mut text = String::with_capacity(source.len());
    let source: String = source.chars().filter(|c| mark_of(*c).is_none()).collect();
    let mut prose = String::new();
    for line in source.split_inclusive('\n') {
        let mark = fence_of(line);
        match (fence, mark) {
            (None, None) => prose.push_str(line),
            (None, Some(mark)) => {
                pass(&prose, &mut text, &mut spans, &mut read);
                prose.clear();
                fence = Some(mark);
                text.push_str(line);
            }
            (Some((sign, length)), closing) => {
                text.push_str(line);
                let is_bare = line.trim().chars().all(|c| c == sign);
                if closing.is_some_and(|(of, n)| of == sign && n >= length) && is_bare {
                    fence = None;
                }
            }
        }
    }
    pass(&prose, &mut text, &mut spans, &mut read);
    read.text = text;
    read
}

/// The sign and the length of a fence of code that a line may begin or end.
fn fence_of(line: &str) -> Option<(char, usize)> {
    let bare = line.trim_start();
    let sign = bare.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = bare.chars().take_while(|c| *c == sign).count();
    // Three backticks with one behind them are code among words.
    let is_fence = length >= 3 && (sign == '~' || !bare[length..].contains('`'));
    is_fence.then_some((sign, length))
}

/// What begins a remark, a tracked change, code or a sign that means itself.
const OPENERS: &[&str] = &["{==", "{>>", "{++", "{--", "{~~", "[", "`", "\\"];

fn pass(
    source: &str,
    out: &mut String,
    spans: &mut BTreeMap<String, usize>,
    read: &mut RemarksRead,
) {
    let mut at = 0;
    // Behind the last end there is nothing to look for.
    let last_span = source.rfind("]{.");
    let last_close =
        ["==}", "<<}", "++}", "--}", "~~}"].iter().filter_map(|end| source.rfind(end)).max();
    while at < source.len() {
        let rest = &source[at..];
        let next = OPENERS.iter().filter_map(|open| rest.find(open)).min();
        let Some(next) = next else { break };
        out.push_str(&rest[..next]);
        at += next;
        let rest = &source[at..];
        let taken = match rest.as_bytes()[0] {
            b'[' if last_span.is_some_and(|last| at < last) => span(rest, out, spans, read),
            b'[' => None,
            b'`' => code(rest, out),
            b'\\' => {
                let length = 1 + rest[1..].chars().next().map_or(0, char::len_utf8);
                out.push_str(&rest[..length]);
                Some(length)
            }
            _ if last_close.is_some_and(|last| at < last) => critic(rest, out, spans, read),
            _ => None,
        };
        match taken {
            Some(length) => at += length,
            None => {
                let first = rest.chars().next().map_or(1, char::len_utf8);
                out.push_str(&rest[..first]);
                at += first;
            }
        }
    }
    out.push_str(&source[at..]);
}

fn add(read: &mut RemarksRead, voice: Voice) -> usize {
    let voice =
        Voice { text: voice.text.split_whitespace().collect::<Vec<_>>().join(" "), ..voice };
    read.remarks.push(DraftRemark {
        kind: RemarkKind::Comment,
        voices: vec![voice],
        links: Vec::new(),
    });
    read.remarks.len() - 1
}

/// Code among words at the start of `rest`, which is as it is: how long it is.
fn code(rest: &str, out: &mut String) -> Option<usize> {
    let length = rest.len() - rest.trim_start_matches('`').len();
    let fence = &rest[..length];
    let mut from = length;
    while let Some(at) = rest[from..].find(fence) {
        let start = from + at;
        let run = rest[start..].len() - rest[start..].trim_start_matches('`').len();
        if run == length {
            out.push_str(&rest[..start + run]);
            return Some(start + run);
        }
        from = start + run;
    }
    out.push_str(fence);
    Some(length)
}

/// A mark of CriticMarkup at the start of `rest`: how long it is.
fn critic(
    rest: &str,
    out: &mut String,
    spans: &mut BTreeMap<String, usize>,
    read: &mut RemarksRead,
) -> Option<usize> {
    let within = |open: &str, close: &str, from: usize| -> Option<(Range<usize>, usize)> {
        let inside = rest.get(from..)?.strip_prefix(open)?;
        let end = inside.find(close)?;
        let start = from + open.len();
        Some((start..start + end, start + end + close.len()))
    };
    if let Some((words, end)) = within("{==", "==}", 0) {
        let comment = within("{>>", "<<}", end);
        match comment {
            Some((said, end)) if read.remarks.len() < MOST => {
                let voice = Voice { text: rest[said].to_owned(), ..Voice::default() };
                let number = add(read, voice);
                out.push_str(&mark(number, true));
                pass(&rest[words], out, spans, read);
                out.push_str(&mark(number, false));
                return Some(end);
            }
            _ => {
                pass(&rest[words], out, spans, read);
                return Some(end);
            }
        }
    }
    if let Some((said, end)) = within("{>>", "<<}", 0) {
        let voice = Voice { text: rest[said].to_owned(), ..Voice::default() };
        // It stands beside no words: its end alone is marked.
        if read.remarks.len() < MOST {
            let number = add(read, voice);
            out.push_str(&mark(number, false));
        }
        return Some(end);
    }
    if let Some((words, end)) = within("{++", "++}", 0) {
        read.passed.count(Passing::Inserted, &rest[words.clone()]);
        pass(&rest[words], out, spans, read);
        return Some(end);
    }
    if let Some((words, end)) = within("{--", "--}", 0) {
        read.passed.count(Passing::Deleted, &rest[words]);
        return Some(end);
    }
    let (words, end) = within("{~~", "~~}", 0)?;
    let (old, new) = rest[words].split_once("~>")?;
    read.passed.count(Passing::Deleted, old);
    read.passed.count(Passing::Inserted, new);
    pass(new, out, spans, read);
    Some(end)
}

/// A span of pandoc at the start of `rest`, which begins with a bracket: how long it is.
fn span(
    rest: &str,
    out: &mut String,
    spans: &mut BTreeMap<String, usize>,
    read: &mut RemarksRead,
) -> Option<usize> {
    let close = closing(rest)?;
    let attributes = rest[close + 1..].strip_prefix('{')?;
    let end = attributes.find('}').filter(|end| !attributes[..*end].contains("\n\n"))?;
    let (inside, attributes) = (&rest[1..close], &attributes[..end]);
    let value = |name: &str| {
        let after = attributes.split(&format!("{name}=\"")).nth(1)?;
        Some(after.split('"').next().unwrap_or("").to_owned())
    };
    let is = |class: &str| attributes.split_whitespace().any(|word| word == class);
    let length = close + 2 + end + 1;
    if is(".comment-start") && read.remarks.len() < MOST {
        let day =
            value("date").and_then(|date| date.get(..10).map(str::to_owned)).unwrap_or_default();
        let voice =
            Voice { author: value("author").unwrap_or_default(), day, text: unescaped(inside) };
        let number = add(read, voice);
        spans.insert(value("id").unwrap_or_default(), number);
        out.push_str(&mark(number, true));
    } else if is(".comment-end") {
        let number = spans.get(&value("id").unwrap_or_default())?;
        out.push_str(&mark(*number, false));
    } else if is(".insertion") || is(".paragraph-insertion") {
        read.passed.count(Passing::Inserted, inside);
        let mut words = String::new();
        pass(inside, &mut words, spans, read);
        out.push_str(&words);
    } else if is(".deletion") || is(".paragraph-deletion") {
        read.passed.count(Passing::Deleted, inside);
    } else {
        return None;
    }
    Some(length)
}

/// Where the bracket that `rest` begins with is closed.
fn closing(rest: &str) -> Option<usize> {
    let mut depth = 0;
    let mut escaped = false;
    // A remark is no longer than a page.
    for (at, c) in rest.char_indices().take(20_000) {
        match c {
            _ if escaped => {}
            '[' => depth += 1,
            ']' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
        escaped = c == '\\' && !escaped;
    }
    None
}

/// Text without the backslashes of Markdown.
fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        if c == '\\' && rest.peek().is_some_and(char::is_ascii_punctuation) {
            continue;
        }
        out.push(c);
    }
    out
}
