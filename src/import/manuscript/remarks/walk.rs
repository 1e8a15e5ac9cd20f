//! Walks once over Markdown with remarks, and writes it without them.
//!
//! In goes Markdown, and where its code stands; out come the words that stay, with marks. Whatever stands inside
//! whatever, every sign is looked at once: what an end does is kept until the walk comes there.

use super::marks::{MOST, RemarksRead, mark};
use crate::import::manuscript::attributes::is_attributes;
use crate::import::manuscript::model::{DraftRemark, Passing, RemarkKind, Voice};
use crate::import::text::in_one_line;
use std::collections::BTreeMap;
use std::ops::Range;

/// The marks of CriticMarkup: how each begins and ends.
const KINDS: [(&str, &str); 5] =
    [("{==", "==}"), ("{>>", "<<}"), ("{++", "++}"), ("{--", "--}"), ("{~~", "~~}")];
const HIGHLIGHT: usize = 0;
const COMMENT: usize = 1;
const ADDED: usize = 2;
const DELETED: usize = 3;
/// Between the old and the new words of a change.
const ARROW: &str = "~>";
/// The most bytes of a span of pandoc, and of its attributes.
const MOST_SPAN: usize = 40_000;
const MOST_ATTRIBUTES: usize = 4_000;

/// Where a text has some words next. What was found once is not looked for again.
#[derive(Debug, Clone)]
struct NextPlace {
    words: &'static str,
    /// From where they were looked for, and where they are.
    known: Option<(usize, Option<usize>)>,
}

impl NextPlace {
    fn of(words: &'static str) -> Self {
        Self { words, known: None }
    }

    fn find(&mut self, source: &str, from: usize) -> Option<usize> {
        if let Some((since, found)) = self.known
            && since <= from
            && found.is_none_or(|at| at >= from)
        {
            return found;
        }
        let found = source.get(from..)?.find(self.words).map(|at| from + at);
        self.known = Some((from, found));
        found
    }
}

/// A walk over Markdown.
pub(super) struct RemarksWalk<'s> {
    source: &'s str,
    read: RemarksRead,
    /// The byte that is looked at.
    at: usize,
    /// What is done where words end: where the walk goes on, and the marks that stand there.
    ends: BTreeMap<usize, (usize, String)>,
    /// Up to here words were deleted.
    deleted: usize,
    /// The brackets that close others.
    brackets: BTreeMap<usize, usize>,
    closes: [NextPlace; KINDS.len()],
    arrow: NextPlace,
    /// Up to where a mark of each kind goes: none stands in one of its kind.
    until: [usize; KINDS.len()],
    /// The code that the walk has not passed, the next at the end.
    code: Vec<Range<usize>>,
    all_code: &'s [Range<usize>],
    /// Numbers of remarks by the id of a span.
    spans: BTreeMap<String, usize>,
}

impl<'s> RemarksWalk<'s> {
    /// A walk over `source`, whose blocks of code are `code`, in their order.
    pub(super) fn of(source: &'s str, code: &'s [Range<usize>]) -> Self {
        Self {
            source,
            read: RemarksRead::default(),
            at: 0,
            ends: BTreeMap::new(),
            deleted: 0,
            brackets: brackets(source),
            closes: KINDS.map(|(_, close)| NextPlace::of(close)),
            arrow: NextPlace::of(ARROW),
            until: [0; KINDS.len()],
            code: code.iter().rev().cloned().collect(),
            all_code: code,
            spans: BTreeMap::new(),
        }
    }

    /// Goes to the end.
    pub(super) fn run(mut self) -> RemarksRead {
        while self.at < self.source.len() {
            while self.code.pop_if(|code| code.start < self.at).is_some() {}
            let end = self.ends.first_key_value().map(|(end, _)| *end);
            let code = self.code.last().map(|code| code.start);
            let all = [Some(self.source.len()), end, code];
            let stop = all.into_iter().flatten().min().unwrap_or(self.at);
            let sign = self.source[self.at..stop].find(['{', '[', '`', '\\']);
            let next = sign.map_or(stop, |sign| self.at + sign);
            self.keep(self.at..next);
            self.at = next;
            if next < stop {
                if self.take(stop).is_none() {
                    self.keep(next..next + 1);
                    self.at = next + 1;
                }
            } else if end == Some(next) {
                self.jump(next + 1);
            } else if let Some(code) = self.code.pop()
                && self.ends.is_empty()
            {
                // A remark or change that began before goes on in what looks like code.
                self.keep(code.clone());
                self.at = code.end;
            }
        }
        self.jump(usize::MAX);
        self.read
    }

    /// Keeps words, unless they were deleted.
    fn keep(&mut self, words: Range<usize>) {
        if words.start >= self.deleted {
            self.read.text.push_str(&self.source[words]);
        }
    }

    /// Goes on at `to`, or where an end before it says. Its marks stand, whatever is left out.
    fn jump(&mut self, mut to: usize) {
        while let Some(end) = self.ends.first_entry().filter(|end| *end.key() < to) {
            let (behind, marks) = end.remove();
            self.read.text.push_str(&marks);
            to = to.max(behind);
        }
        self.at = to;
    }

    fn count(&mut self, what: Passing, words: &str) {
        if self.at >= self.deleted {
            self.read.passed.count(what, words);
        }
    }

    /// Takes what begins at the sign at hand; nothing that is code or escaped goes beyond `stop`.
    fn take(&mut self, stop: usize) -> Option<()> {
        let rest = &self.source[self.at..stop];
        let length = match rest.as_bytes().first()? {
            b'[' => return self.span(),
            b'{' => return self.critic(),
            b'`' => code(rest),
            _ => 1 + rest[1..].chars().next().map_or(0, char::len_utf8),
        };
        self.keep(self.at..self.at + length);
        self.at += length;
        Some(())
    }

    /// Takes a mark of CriticMarkup.
    fn critic(&mut self) -> Option<()> {
        let (source, begin) = (self.source, self.at);
        let is = |(open, _): &(&str, &str)| source[begin..].starts_with(open);
        let kind = KINDS.iter().position(is)?;
        let (open, close) = KINDS[kind];
        let words = begin + open.len();
        if begin < self.until[kind] {
            return None;
        }
        let end = self.closes[kind].find(source, words)?;
        // The end of a mark in code is none of a mark before it.
        if self.code_before(begin, end).is_some_and(|code| source[code..end].contains(open)) {
            return None;
        }
        let arrow = match kind {
            HIGHLIGHT | COMMENT | ADDED | DELETED => None,
            _ => Some(self.arrow.find(source, words).filter(|arrow| *arrow < end)?),
        };
        let behind = end + close.len();
        if kind == COMMENT {
            // It stands beside no words: its end alone is marked.
            if let Some(number) = self.comment(&source[words..end]) {
                self.read.text.push_str(&mark(number, false));
            }
            self.jump(behind);
            return Some(());
        }
        self.until[kind] = end;
        match (kind, arrow) {
            (ADDED, _) => self.count(Passing::Inserted, &source[words..end]),
            (DELETED, _) => self.count(Passing::Deleted, &source[words..end]),
            (_, Some(arrow)) => {
                self.count(Passing::Deleted, &source[words..arrow]);
                self.count(Passing::Inserted, &source[arrow + ARROW.len()..end]);
            }
            _ => {}
        }
        // All remarks right behind the words are about them.
        let (mut begins, mut ends, mut to) = (String::new(), String::new(), behind);
        while source[to..].starts_with(KINDS[COMMENT].0)
            && let Some(close) = self.closes[COMMENT].find(source, to + open.len())
        {
            if let Some(number) = self.comment(&source[to + open.len()..close]) {
                begins.push_str(&mark(number, true));
                ends.push_str(&mark(number, false));
            }
            to = close + KINDS[COMMENT].1.len();
        }
        self.ends.insert(end, (to, ends));
        match arrow {
            Some(arrow) => {
                self.deleted = self.deleted.max(arrow);
                self.ends.insert(arrow, (arrow + ARROW.len(), begins));
            }
            None => self.read.text.push_str(&begins),
        }
        if kind == DELETED {
            self.deleted = self.deleted.max(end);
        }
        self.at = words;
        Some(())
    }

    /// Adds a remark; `None` where there are too many, which is counted.
    fn comment(&mut self, words: &str) -> Option<usize> {
        self.remark(Voice { text: words.to_owned(), ..Voice::default() })
    }

    fn remark(&mut self, voice: Voice) -> Option<usize> {
        let text = in_one_line(&voice.text);
        if self.read.remarks.len() >= MOST {
            self.read.passed.count(Passing::Markup, &text);
            return None;
        }
        self.read.remarks.push(DraftRemark {
            kind: RemarkKind::Comment,
            voices: vec![Voice { text, ..voice }],
            links: Vec::new(),
        });
        Some(self.read.remarks.len() - 1)
    }

    /// Takes a span of pandoc. Of one that says how its words look, the words stay.
    fn span(&mut self) -> Option<()> {
        let (source, begin) = (self.source, self.at);
        let close = *self.brackets.get(&begin)?;
        let from = close + 2;
        let most = source.len().min(from + MOST_ATTRIBUTES);
        let end = from + memchr::memchr(b'}', &source.as_bytes()[from..most])?;
        let (inside, attributes) = (&source[begin + 1..close], &source[from..end]);
        if attributes.contains("\n\n") || self.code_before(begin, close).is_some() {
            return None;
        }
        let value = |name: &str| {
            let after = attributes.split(&format!("{name}=\"")).nth(1)?;
            Some(after.split('"').next().unwrap_or("").to_owned())
        };
        let is = |class: &str| attributes.split_whitespace().any(|word| word == class);
        let id = value("id").unwrap_or_default();
        let behind = end + 1;
        if is(".comment-start") {
            let day = value("date").and_then(|date| date.get(..10).map(str::to_owned));
            let author = value("author").unwrap_or_default();
            let voice = Voice { author, day: day.unwrap_or_default(), text: unescaped(inside) };
            if let Some(number) = self.remark(voice) {
                self.spans.insert(id, number);
                self.read.text.push_str(&mark(number, true));
            }
            self.jump(behind);
            return Some(());
        }
        if is(".comment-end")
            && let Some(number) = self.spans.get(&id)
        {
            self.read.text.push_str(&mark(*number, false));
            self.jump(behind);
            return Some(());
        }
        // Notes, citations, pictures and the names of links are no spans.
        let is_other = inside.starts_with(['^', '@']) || source[..begin].ends_with(['!', ']']);
        if is(".insertion") || is(".paragraph-insertion") {
            self.count(Passing::Inserted, inside);
        } else if is(".deletion") || is(".paragraph-deletion") {
            self.count(Passing::Deleted, inside);
            self.deleted = self.deleted.max(close);
        } else if is_attributes(attributes) && !is_other {
            self.count(Passing::Markup, &source[close + 1..behind]);
        } else {
            return None;
        }
        self.ends.insert(close, (behind, String::new()));
        self.at = begin + 1;
        Some(())
    }

    /// Where the code begins that holds `at` and stands behind `begin`.
    fn code_before(&self, begin: usize, at: usize) -> Option<usize> {
        let code = self.all_code.get(self.all_code.partition_point(|code| code.end <= at))?;
        (begin < code.start && code.start <= at).then_some(code.start)
    }
}

/// How long the code among words is that `rest` begins with; it ends with its paragraph.
fn code(rest: &str) -> usize {
    let run = |text: &str| text.len() - text.trim_start_matches('`').len();
    let length = run(rest);
    let paragraph = rest.find("\n\n").unwrap_or(rest.len());
    let mut from = length;
    while let Some(at) = rest.get(from..paragraph).and_then(|rest| rest.find('`')) {
        let closes = run(&rest[from + at..]);
        from += at + closes;
        if closes == length {
            return from;
        }
    }
    length
}

/// The brackets of `source` that are closed right before a brace, and where.
fn brackets(source: &str) -> BTreeMap<usize, usize> {
    let mut found = BTreeMap::new();
    if !source.contains("]{") {
        return found;
    }
    let (mut open, bytes, mut at) = (Vec::new(), source.as_bytes(), 0);
    while let Some(next) = memchr::memchr3(b'[', b']', b'\\', &bytes[at..]) {
        at += next;
        match bytes[at] {
            b'[' => open.push(at),
            b']' => {
                let begin = open.pop().filter(|begin| at - begin < MOST_SPAN);
                if let Some(begin) = begin.filter(|_| bytes.get(at + 1) == Some(&b'{')) {
                    found.insert(begin, at);
                }
            }
            _ => at += 1,
        }
        at = (at + 1).min(bytes.len());
    }
    found
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
