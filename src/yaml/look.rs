//! What was typed in a YAML text and is not in its tree.
//!
//! In goes a text that is YAML; out come diagnostics. YAML leaves out comments, anchors and tags,
//! and keeps curly quotation marks: to somebody who types `Bill #12`, `&c`, `!important` or
//! `“nine”` it says less than they meant, or more. Most texts have nothing of the kind and are not
//! read a second time.

use super::fault::line::ODD_BULLETS;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{FileId, Span};
use ahash::HashSet;
use serde_yaml::granit_parser::{
    self as parser, Event, Options, Parser, ScalarStyle, StructureStyle, Tag,
};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

/// Keys whose words are compared with the article's or a source's, where curly marks may be right.
const COMPARED: &[&str] = &["quote", "exact", "prefix", "suffix", "passage", "text"];

/// Keys whose value is a list, or may be one.
const LISTS: &[&str] = &[
    "aliases",
    "answers",
    "asked",
    "authors",
    "citations",
    "claims",
    "corrections",
    "counters",
    "history",
    "later",
    "sections",
    "sources",
    "speaker",
    "via",
];

/// The marks that may open and close a quotation in print.
const CURLY: &[(char, char)] = &[
    ('\u{201c}', '\u{201d}'),
    ('\u{201d}', '\u{201d}'),
    ('\u{201e}', '\u{201c}'),
    ('\u{201e}', '\u{201d}'),
    ('\u{2018}', '\u{2019}'),
    ('\u{201a}', '\u{2018}'),
    ('\u{ab}', '\u{bb}'),
    ('\u{bb}', '\u{ab}'),
    ('\u{2039}', '\u{203a}'),
    ('\u{201c}', '"'),
    ('\u{201e}', '"'),
];

/// What may be said of `text`, which stands in `file` from byte `offset` on.
pub fn look(text: &str, file: FileId, offset: usize) -> Vec<Diagnostic> {
    if !may_say_less(text) {
        return Vec::new();
    }
    let mut options = Options::default();
    options.emit_anchor_events = true;
    let mut reader = SlipReader { text, ..SlipReader::default() };
    for event in Parser::new_from_str_with_options(text, options) {
        let Ok((event, span)) = event else { break };
        reader.event(event, &span);
    }
    reader.gap(text.len(), false);
    let span = |range: Range<usize>| Span::new(file, offset + range.start..offset + range.end);
    let found = reader.finish().into_iter();
    found.map(|f| Diagnostic::at(f.code, span(f.range), f.message).hint(f.hint)).collect()
}

/// The words within, where `text` stands between curly quotation marks and has none of their kind
/// inside.
pub fn uncurled(text: &str) -> Option<&str> {
    let (open, close) = (text.chars().next()?, text.chars().next_back()?);
    let pair = CURLY.iter().find(|pair| **pair == (open, close))?;
    let inner = text.strip_prefix(open)?.strip_suffix(close)?;
    // An apostrophe within single marks looks like the closing one.
    let apostrophe = pair.1 == '\u{2019}';
    let whole = !inner.contains(open) && (apostrophe || !inner.contains(close));
    (whole && !inner.trim().is_empty()).then_some(inner)
}

/// Whether what follows a `#` directly is a word, and whether it is a number: signs may stand before
/// both, as in `#$5`, `#(a)`. A row of signs is a line that somebody drew.
fn cut_off(remark: &str) -> (bool, bool) {
    let token = remark.split(char::is_whitespace).next().unwrap_or("");
    let first = token.chars().find(|c| c.is_alphanumeric());
    let drawn = token.starts_with(['-', '=', '#', '*', '~', '_', '!', '/']);
    let lone =
        !token.is_empty() && first.is_none() && !drawn && remark.contains(char::is_alphanumeric);
    (first.is_some() || lone, first.is_some_and(|c| c.is_ascii_digit()))
}

/// False where nothing in `text` can be what is looked for.
fn may_say_less(text: &str) -> bool {
    let bytes = text.as_bytes();
    let begins = |at: usize| {
        at == 0 || bytes[at - 1].is_ascii_whitespace() || b"[{,".contains(&bytes[at - 1])
    };
    let word = |at: usize| bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic);
    let bullet = |c: char| !c.is_ascii() && ODD_BULLETS.contains(&c);
    memchr::memchr3_iter(b'#', b'&', b'!', bytes).any(begins)
        || memchr::memchr(b'\\', bytes).is_some()
        || text.contains(bullet)
        || memchr::memchr_iter(b'-', bytes).any(|at| begins(at) && word(at))
        || CURLY.iter().any(|(open, _)| text.contains(*open))
}

/// Something that was typed and is not in the tree, or not as it was meant.
struct Slip {
    code: Code,
    range: Range<usize>,
    message: String,
    hint: &'static str,
}

/// What was read last.
#[derive(Clone, Copy, PartialEq)]
enum Last {
    /// A list or map that began or ended, or nothing yet.
    Other,
    /// Words without quotation marks, or an alias: how many there are.
    Plain(usize),
    /// Words in quotation marks, or below a `|` or `>`.
    Quoted,
    /// A value that is not there.
    Empty,
}

/// A list or map that is not yet at its end.
struct OpenLevel {
    map: bool,
    /// Whether the next node of a map is a key.
    key_next: bool,
    /// The last key.
    key: Option<String>,
    /// How far the last key, or the first hyphen, stands from the margin.
    column: usize,
}

struct SlipReader<'t> {
    text: &'t str,
    found: Vec<Slip>,
    open: Vec<OpenLevel>,
    last: Last,
    /// Whether what was read last is a key.
    last_is_key: bool,
    /// One past the last byte that belongs to what was read.
    end: usize,
    anchors: BTreeMap<usize, (String, Range<usize>)>,
    repeated: HashSet<usize>,
}

impl Default for SlipReader<'_> {
    fn default() -> Self {
        Self {
            text: "",
            found: Vec::new(),
            open: Vec::new(),
            last: Last::Other,
            last_is_key: false,
            end: 0,
            anchors: BTreeMap::new(),
            repeated: HashSet::default(),
        }
    }
}

impl SlipReader<'_> {
    fn event(&mut self, event: Event, span: &parser::Span) {
        let clip = |byte: Option<usize>| byte.unwrap_or(0).min(self.text.len());
        let range = clip(span.start.byte_offset())..clip(span.end.byte_offset());
        let tagged = span.tag_span();
        let tagged = tagged.map(|tag| clip(tag.start.byte_offset())..clip(tag.end.byte_offset()));
        match event {
            Event::Anchor(id, name) => {
                self.anchors.insert(id, (name.into_owned(), range));
                return;
            }
            Event::Scalar(value, style, _, tag) => {
                let block = matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
                let empty = range.is_empty() || block && value.trim().is_empty();
                self.gap(range.start, empty);
                self.tag(tag, tagged);
                self.scalar(&value, style, &range, empty);
            }
            Event::Alias(id) => {
                self.gap(range.start, false);
                self.repeated.insert(id);
                self.last_is_key = self.turn(None, range.start);
                self.last = Last::Plain(1);
            }
            Event::SequenceStart(style, _, tag) => {
                self.collection(false, style, range.start, tag, tagged);
            }
            Event::MappingStart(style, _, tag) => {
                self.collection(true, style, range.start, tag, tagged);
            }
            Event::SequenceEnd | Event::MappingEnd => {
                self.gap(range.start, false);
                self.open.pop();
                // What ends without a bracket leaves what was read last as it is.
                if self.text[range.clone()].starts_with([']', '}']) {
                    self.last = Last::Other;
                }
            }
            _ => {}
        }
        self.end = self.end.max(range.end);
    }

    fn collection(
        &mut self,
        map: bool,
        style: StructureStyle,
        start: usize,
        tag: Option<Cow<'_, Tag>>,
        tagged: Option<Range<usize>>,
    ) {
        self.gap(start, false);
        self.tag(tag, tagged);
        self.turn(None, start);
        let flow = style == StructureStyle::Flow;
        let column = if flow { self.column() } else { self.margin(start) };
        self.open.push(OpenLevel { map, key_next: map, key: None, column });
        self.last = Last::Other;
        self.last_is_key = false;
    }

    /// Whether the node that begins at `start` is a key. Keys and values of a map take turns.
    fn turn(&mut self, name: Option<&str>, start: usize) -> bool {
        let column = self.margin(start);
        let Some(open) = self.open.last_mut().filter(|open| open.map) else { return false };
        let is_key = open.key_next;
        open.key_next = !is_key;
        if is_key {
            open.key = name.map(str::to_owned);
            open.column = column;
        }
        is_key
    }

    /// How far the byte `at` stands from the margin.
    fn margin(&self, at: usize) -> usize {
        at - self.text[..at].rfind('\n').map_or(0, |i| i + 1)
    }

    fn column(&self) -> usize {
        self.open.last().map_or(0, |open| open.column)
    }

    /// What the value here belongs to, for a message.
    fn owner(&self) -> String {
        let key = self.open.iter().rev().find_map(|open| open.key.as_deref());
        key.map_or("the value".to_owned(), |key| format!("`{key}`"))
    }

    fn scalar(&mut self, value: &str, style: ScalarStyle, range: &Range<usize>, empty: bool) {
        let is_key = self.turn(Some(value), range.start);
        self.last_is_key = is_key;
        self.last = match style {
            _ if empty => Last::Empty,
            ScalarStyle::Plain => Last::Plain(value.split_whitespace().count()),
            _ => Last::Quoted,
        };
        if !is_key && style == ScalarStyle::DoubleQuoted {
            self.escapes(range);
        }
        if is_key || style != ScalarStyle::Plain {
            return;
        }
        let key = self.open.iter().rev().find_map(|open| open.key.as_deref()).unwrap_or("");
        if uncurled(value).is_some() && !COMPARED.contains(&key) {
            let message = format!(
                "curly quotation marks stand round {}, and YAML takes them for part of the text",
                self.owner()
            );
            self.push(Code::CurlyQuotes, range.clone(), message, "write straight ones, or none; where curly ones are part of the text, put straight ones around them");
        }
        if self.is_unspaced_list(range) {
            let message =
                format!("{} is text here: an item begins with a hyphen and a space", self.owner());
            self.push(Code::YamlSyntax, range.clone(), message, "write a space after each hyphen; or put the text in quotation marks, where it is one");
        }
    }

    /// Reports backslashes in a text in double quotation marks that make a line break, a tab or the
    /// like in the midst of words. A remark has lines of its own.
    fn escapes(&mut self, range: &Range<usize>) {
        let key = self.open.iter().rev().find_map(|open| open.key.as_deref()).unwrap_or("");
        let note = key == "note";
        let typed = self.text.get(range.clone()).unwrap_or("");
        let mut past = 0;
        let mut lost = typed.match_indices('\\').filter_map(|(at, _)| {
            // A backslash that another one stands for is none.
            if at < past {
                return None;
            }
            past = at + 2;
            let letter = typed[at + 1..].chars().next().filter(|c| "nrtNLP_".contains(*c))?;
            let word = |c: char| c.is_alphanumeric() || c == ':' || c == '\\';
            let before = typed[..at].ends_with(word) && !typed[..at].ends_with("\\n");
            let after = typed[past..].starts_with(char::is_alphanumeric);
            let line = note && matches!(letter, 'n' | 'r');
            (before && after && !line).then_some((at, letter))
        });
        let Some((at, letter)) = lost.next() else { return };
        let what = match letter {
            'n' | 'N' | 'L' | 'P' | 'r' => "a line break",
            't' => "a tab",
            _ => "a no-break space",
        };
        let message = format!(
            "in double quotation marks `\\{letter}` is {what}, and stands in the midst of a word of {}",
            self.owner()
        );
        let at = range.start + at;
        self.push(
            Code::TextCut,
            at..at + 2,
            message,
            "put the text in single quotation marks, in which a backslash is one",
        );
    }

    /// True where each line of a text begins with a hyphen and a letter, or with a dash or bullet of
    /// print, below its key.
    fn is_unspaced_list(&self, range: &Range<usize>) -> bool {
        let above = &self.text[..range.start];
        let below_key = above.trim_end_matches([' ', '\t']).ends_with('\n');
        let words = self.text.get(range.clone()).unwrap_or("");
        let key = self.open.last().and_then(|open| open.key.as_deref()).unwrap_or("");
        let printed = |line: &str| {
            let item = line.trim().strip_prefix(ODD_BULLETS);
            item.is_some_and(|item| item.starts_with([' ', '\u{a0}']))
        };
        if below_key && LISTS.contains(&key) && words.trim().lines().all(printed) {
            return !words.is_empty();
        }
        let item = |line: &str| {
            let item = line.trim().strip_prefix('-');
            item.is_some_and(|i| i.starts_with(|c: char| c.is_alphabetic() || "\"'{[".contains(c)))
        };
        below_key && !words.is_empty() && words.trim().lines().all(item)
    }

    /// Reports a tag that is none of YAML's own.
    fn tag(&mut self, tag: Option<Cow<'_, Tag>>, range: Option<Range<usize>>) {
        if let (Some(tag), Some(range)) = (tag, range)
            && !tag.is_yaml_core_schema()
        {
            let typed = self.text.get(range.clone()).unwrap_or("!").trim_end().to_owned();
            let message = format!("YAML takes `{typed}` for a tag, and leaves it out of the text");
            self.push(
                Code::TextCut,
                range.start..range.start + typed.len(),
                message,
                "put the text in quotation marks",
            );
        }
    }

    /// Looks at the comments between what was read last and `next`. `empty` is true where a value
    /// that is not there comes next.
    fn gap(&mut self, next: usize, empty: bool) {
        let mut at = self.end;
        while let Some(i) = self.text.get(at..next).and_then(|gap| gap.find('#')) {
            let hash = at + i;
            if hash > 0 && !self.text.as_bytes()[hash - 1].is_ascii_whitespace() {
                at = hash + 1;
                continue;
            }
            let end = self.text[hash..].find('\n').map_or(self.text.len(), |i| hash + i);
            self.comment(hash..hash + self.text[hash..end].trim_end().len(), empty);
            at = end;
        }
        self.end = self.end.max(next.min(self.text.len()));
    }

    fn comment(&mut self, range: Range<usize>, empty: bool) {
        let remark = &self.text[range.start + 1..range.end];
        let (word, number) = cut_off(remark);
        let start = range.start - self.margin(range.start);
        let before = self.text[start..range.start].trim_end();
        let value = !self.last_is_key;
        let empty = empty || self.last == Last::Empty;
        let owner = self.owner();
        let (cut, nothing) = match before.chars().next_back() {
            None => return self.own_line(range, empty),
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

    /// Whether what was read last is words and ends where `before` does, which begins at `start`.
    fn ends_in_words(&self, start: usize, before: &str) -> bool {
        let words = matches!(self.last, Last::Plain(_) | Last::Quoted);
        words && self.text[..self.end.min(self.text.len())].trim_end().len() == start + before.len()
    }

    /// A comment on a line of its own cuts a text only where it stands like a further line of it.
    fn own_line(&mut self, range: Range<usize>, empty: bool) {
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

    fn push(&mut self, code: Code, range: Range<usize>, message: String, hint: &'static str) {
        self.found.push(Slip { code, range, message, hint });
    }

    fn finish(mut self) -> Vec<Slip> {
        let anchors = std::mem::take(&mut self.anchors);
        for (id, (name, range)) in anchors {
            if !self.repeated.contains(&id) {
                let message = format!(
                    "YAML takes `&{name}` for a mark that words can be repeated by, and leaves it out of the text"
                );
                self.push(Code::TextCut, range, message, "put the text in quotation marks");
            }
        }
        self.found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Files;

    /// Draws each finding as the words that it points at.
    fn check(input: &str, expect: &[&str]) {
        let mut files = Files::default();
        let file = files.add("x.yaml", input);
        let mut found = look(input, file, 0);
        found.sort_by_key(|d| d.place.as_ref().map(|p| p.span));
        let words = found.iter().filter_map(|d| d.place.as_ref()).map(|p| files.slice(p.span));
        assert_eq!(words.collect::<Vec<_>>(), expect, "{input}");
    }

    #[test]
    fn a_letter_or_digit_right_after_the_mark_is_text_that_was_cut() {
        check("a: Bill #12\nb: Local #5 of it\n", &["#12", "#5 of it"]);
        check("a: No #é\n", &["#é"]);
        check("a: [Ann, Local #5\n  ]\n", &["#5"]);
        check("a: {b: c #5\n  }\n", &["#5"]);
        check("a: one\n  two #5\nb: c\n", &["#5"]);
        check("- x #1\n- y\n", &["#1"]);
        check("a: b\t#1\n", &["#1"]);
        check("a: &x b #1\nc: *x #2\n", &["#1", "#2"]);
        check("a: [x, #teamy\n  z]\n", &["#teamy"]);
    }

    #[test]
    fn a_value_that_a_comment_leaves_empty_is_reported() {
        check("a: #1 in the poll\nb: c\n", &["#1 in the poll"]);
        check("a: # 1 in the poll\n", &["# 1 in the poll"]);
        check("a:\n  - #1\n  - b\n", &["#1"]);
        check("a: > #1\nb: c\n", &["#1"]);
        check("{a: #1\n}\n", &["#1"]);
        check("a: !!str #1\n", &["#1"]);
        check("a:\n  #1 in the poll\nb: c\n", &["#1 in the poll"]);
    }

    #[test]
    fn a_remark_is_a_remark() {
        check("a: b # c\n", &[]);
        check("a: 2016-11-20 # again next year\n", &[]);
        check("a: one two three # four\n", &["# four"]);
        check("#head\na: b\n#foot\n", &[]);
        check("a: #note\n  b: c\n", &[]);
        check("a: #note\n  - b\n", &[]);
        check("a: #note\n  text\n", &[]);
        check("a: | #note\n  text #5\n", &[]);
        check("a: 'b #5'\n", &[]);
        check("a: b#5\nc: d\n", &[]);
        check("a: 'b' #note\n", &[]);
        check("a: [b] #note\n", &[]);
        check("a: [b, # note\n  c]\n", &[]);
        check("a: b #\n", &[]);
        check("--- #x\na: b\n", &[]);
        check("a:\n  b: c\n  #d: e\n  f: g\n", &[]);
        check("a:\n  b: c\n#d\n", &[]);
        check("a:\n  b: c\n\n    #d\n", &[]);
    }

    #[test]
    fn after_a_closed_text_only_a_number_may_belong_to_it() {
        check("a: \"Bill\" #12\n", &["#12"]);
        check("a: [b] #12\n", &["#12"]);
    }

    #[test]
    fn a_line_that_goes_on_with_a_text_is_cut() {
        check("a: one\n  #two\nb: c\n", &["#two"]);
        check("a: one\n  #two: three\nb: c\n", &[]);
    }

    #[test]
    fn anchors_and_tags_are_left_out_of_the_text() {
        check("a: &amp; b\n", &["&amp;"]);
        check("a: &c\n", &["&c"]);
        check("a: !important b\n", &["!important"]);
        check("a: [!x b]\n", &["!x"]);
        check("a: &x b\nc: *x\nd: !!str e\nf: R&D !x\n", &[]);
    }

    #[test]
    fn curly_marks_around_a_whole_value_are_reported() {
        check("a: “b c”\n", &["“b c”"]);
        check("a: «b»\nc: ‘it’s’\n", &["«b»", "‘it’s’"]);
        check("a: “b” and “c”\nd: “e” f\ng: '“h”'\nquote: “i”\npassage: “j”\n", &[]);
    }

    #[test]
    fn hyphens_without_a_space_begin_no_item() {
        check("a:\n  -x\n  -y\n", &["-x\n  -y"]);
        check("a: -x\nb:\n  -5\nc:\n  - -x\n", &[]);
    }
}
