//! Reads the events of a YAML text, and tracks their context.
//!
//! In go the parser's events; out come [`Slip`]s. The sibling modules check values and comments.

use crate::diagnostic::Code;
use ahash::HashSet;
use serde_yaml::granit_parser::{self as parser, Event, ScalarStyle, StructureStyle, Tag};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

/// Something that was typed but is not in the tree, or not as it was meant.
pub(super) struct Slip {
    pub(super) code: Code,
    pub(super) range: Range<usize>,
    pub(super) message: String,
    pub(super) hint: &'static str,
}

/// The last node.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Last {
    /// The start or end of a list or map, or nothing yet.
    Other,
    /// An unquoted text, or an alias: its number of words.
    Plain(usize),
    /// A text in quotes, or a block scalar.
    Quoted,
    /// A missing value.
    Empty,
}

/// A list or map that has not ended yet.
pub(super) struct OpenLevel {
    map: bool,
    /// True if the next node of a map is a key.
    key_next: bool,
    /// The last key.
    pub(super) key: Option<String>,
    /// The column of the last key, or of the first hyphen.
    column: usize,
}

/// The state of the reader, and its findings.
pub(super) struct SlipReader<'t> {
    pub(super) text: &'t str,
    found: Vec<Slip>,
    pub(super) open: Vec<OpenLevel>,
    pub(super) last: Last,
    /// True if the last node is a key.
    pub(super) last_is_key: bool,
    /// The end of the last token.
    pub(super) end: usize,
    anchors: BTreeMap<usize, (String, Range<usize>)>,
    repeated: HashSet<usize>,
}

impl<'t> SlipReader<'t> {
    /// A reader at the start of `text`.
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text,
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
    /// Handles the next event of the parser, which stands at `span`.
    pub(super) fn event(&mut self, event: Event, span: &parser::Span) {
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
                self.check_gap(range.start, empty);
                self.check_tag(tag, tagged);
                self.check_scalar(&value, style, &range, empty);
            }
            Event::Alias(id) => {
                self.check_gap(range.start, false);
                self.repeated.insert(id);
                self.last_is_key = self.turn(None, range.start);
                self.last = Last::Plain(1);
            }
            Event::SequenceStart(style, _, tag) => {
                self.begin_collection(false, style, range.start, tag, tagged);
            }
            Event::MappingStart(style, _, tag) => {
                self.begin_collection(true, style, range.start, tag, tagged);
            }
            Event::SequenceEnd | Event::MappingEnd => {
                self.check_gap(range.start, false);
                self.open.pop();
                // If it ends without a bracket, the last node stays the same.
                if self.text[range.clone()].starts_with([']', '}']) {
                    self.last = Last::Other;
                }
            }
            _ => {}
        }
        self.end = self.end.max(range.end);
    }

    fn begin_collection(
        &mut self,
        map: bool,
        style: StructureStyle,
        start: usize,
        tag: Option<Cow<'_, Tag>>,
        tagged: Option<Range<usize>>,
    ) {
        self.check_gap(start, false);
        self.check_tag(tag, tagged);
        self.turn(None, start);
        let flow = style == StructureStyle::Flow;
        let column = if flow { self.column() } else { self.margin(start) };
        self.open.push(OpenLevel { map, key_next: map, key: None, column });
        self.last = Last::Other;
        self.last_is_key = false;
    }

    /// True if the node at `start` is a key. Keys and values of a map alternate.
    pub(super) fn turn(&mut self, name: Option<&str>, start: usize) -> bool {
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

    /// The column of byte `at`.
    pub(super) fn margin(&self, at: usize) -> usize {
        at - self.text[..at].rfind('\n').map_or(0, |i| i + 1)
    }

    /// The column of the innermost list or map.
    pub(super) fn column(&self) -> usize {
        self.open.last().map_or(0, |open| open.column)
    }

    /// The owner of the current value, for a message.
    pub(super) fn owner(&self) -> String {
        let key = self.open.iter().rev().find_map(|open| open.key.as_deref());
        key.map_or("the value".to_owned(), |key| format!("`{key}`"))
    }

    /// Records a slip.
    pub(super) fn push(
        &mut self,
        code: Code,
        range: Range<usize>,
        message: String,
        hint: &'static str,
    ) {
        self.found.push(Slip { code, range, message, hint });
    }

    /// Returns all slips, at the end of the text.
    pub(super) fn finish(mut self) -> Vec<Slip> {
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
