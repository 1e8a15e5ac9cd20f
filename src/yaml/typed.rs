//! Lists the scalars of a YAML text with their style.
//!
//! In goes a text; out comes a [`Scalar`] for every scalar and every alias in it, in order: its
//! bytes, its quotes, and the anchor through which it is used elsewhere. The tree says what an
//! author means; this says what the author typed, for code that edits it.

use ahash::{HashMap, HashSet};
use serde_yaml::granit_parser::{Event, Options, Parser, ScalarStyle, Span, StructureStyle};
use std::ops::Range;

/// The style of a scalar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Unquoted text.
    Plain,
    /// Text in `'`.
    Single,
    /// Text in `"`.
    Double,
    /// A literal block (`|`).
    Literal,
    /// A folded block (`>`).
    Folded,
    /// An alias: `*` and the name of an anchor.
    Alias,
}

/// A scalar or an alias.
#[derive(Debug, Clone, PartialEq)]
pub struct Scalar {
    /// Its style.
    pub style: Style,
    /// All its bytes: with quotes, or from the `|` or `>` to the end of the last line with text.
    /// Its anchor and tag precede it.
    pub range: Range<usize>,
    /// The first byte of its place in the tree: that of `range`, or of the text below a `|` or `>`.
    pub words: usize,
    /// The first byte of its anchor or tag, or of itself.
    pub start: usize,
    /// True if it stands in brackets or braces.
    pub flow: bool,
    /// For a key, the index of the first key of the same map among all scalars.
    pub key: Option<usize>,
    /// The name of an anchor at it, or at a list or map that contains it, that an alias repeats.
    pub shared: Option<String>,
}

impl Scalar {
    /// True if `place` in the tree is this scalar. The tree leaves off trailing blanks.
    pub fn is_at(&self, place: &Range<usize>) -> bool {
        self.words == place.start && place.end <= self.range.end && !place.is_empty()
    }
}

/// The scalars of `text` that have bytes, up to the first syntax error.
pub fn scalars(text: &str) -> Vec<Scalar> {
    let mut options = Options::default();
    options.emit_anchor_events = true;
    let mut reader = TypedReader { text, ..TypedReader::default() };
    for event in Parser::new_from_str_with_options(text, options) {
        let Ok((event, span)) = event else { break };
        reader.event(event, span);
    }
    reader.finish()
}

/// A list or map that has not ended yet.
struct OpenValue {
    map: bool,
    flow: bool,
    /// True if the next node is a key.
    key: bool,
    /// Its first key.
    first: Option<usize>,
    anchor: usize,
}

#[derive(Default)]
struct TypedReader<'a> {
    text: &'a str,
    found: Vec<Scalar>,
    /// The anchors at and around each of `found`.
    anchors: Vec<Vec<usize>>,
    open: Vec<OpenValue>,
    names: HashMap<usize, String>,
    repeated: HashSet<usize>,
    /// The end of the last token.
    end: usize,
    /// True if the last node that was read is the last of `found`.
    last: bool,
}

impl TypedReader<'_> {
    fn event(&mut self, event: Event, span: Span) {
        let clip = |byte: Option<usize>| byte.unwrap_or(0).min(self.text.len());
        let range = clip(span.start.byte_offset())..clip(span.end.byte_offset());
        let tag = span.tag_span().and_then(|tag| tag.start.byte_offset());
        match event {
            Event::Scalar(value, style, anchor, _) => {
                let style = match style {
                    ScalarStyle::Plain => Style::Plain,
                    ScalarStyle::SingleQuoted => Style::Single,
                    ScalarStyle::DoubleQuoted => Style::Double,
                    ScalarStyle::Literal => Style::Literal,
                    ScalarStyle::Folded => Style::Folded,
                };
                self.add_scalar(style, range.clone(), tag, anchor, value.is_empty());
            }
            Event::Alias(anchor) => {
                self.repeated.insert(anchor);
                self.add_scalar(Style::Alias, range.clone(), tag, 0, false);
            }
            Event::Anchor(anchor, name) => {
                self.names.insert(anchor, name.into_owned());
                if let Some(scalar) = self.found.last_mut().filter(|_| self.last) {
                    scalar.start = scalar.start.min(range.start);
                }
            }
            Event::SequenceStart(style, anchor, _) => self.begin_collection(false, style, anchor),
            Event::MappingStart(style, anchor, _) => self.begin_collection(true, style, anchor),
            Event::SequenceEnd | Event::MappingEnd => {
                self.open.pop();
            }
            _ => {}
        }
        self.end = self.end.max(range.end);
    }

    fn begin_collection(&mut self, map: bool, style: StructureStyle, anchor: usize) {
        self.turn();
        self.last = false;
        let flow = style == StructureStyle::Flow;
        self.open.push(OpenValue { map, flow, key: map, first: None, anchor });
    }

    /// True if the next node is a key. Keys and values of a map alternate.
    fn turn(&mut self) -> bool {
        match self.open.last_mut() {
            Some(open) if open.map => {
                open.key = !open.key;
                !open.key
            }
            _ => false,
        }
    }

    fn add_scalar(
        &mut self,
        style: Style,
        mut range: Range<usize>,
        tag: Option<usize>,
        anchor: usize,
        empty: bool,
    ) {
        let is_key = self.turn();
        let block = matches!(style, Style::Literal | Style::Folded);
        self.last = !(range.is_empty() || block && empty);
        if !self.last {
            return;
        }
        let words = range.start;
        if block {
            range = self.indicator(words)..words + text_length(self.text.get(range).unwrap_or(""));
        }
        let index = self.found.len();
        let key = self.open.last_mut().filter(|_| is_key);
        let key = key.map(|open| *open.first.get_or_insert(index));
        let around = self.open.iter().map(|open| open.anchor);
        self.anchors.push(around.chain([anchor]).filter(|&a| a != 0).collect());
        self.found.push(Scalar {
            style,
            start: tag.unwrap_or(range.start).min(range.start),
            range,
            words,
            flow: self.open.last().is_some_and(|open| open.flow),
            key,
            shared: None,
        });
    }

    /// The place of the `|` or `>` whose text begins at `words`: the parser reports it only for
    /// empty text. Anchors, tags and comments may precede it.
    fn indicator(&self, words: usize) -> usize {
        let mut at = self.end.min(words);
        let between = |at: usize| self.text.get(at..words).unwrap_or("");
        loop {
            let rest = between(at);
            at += rest.len() - rest.trim_start().len();
            let rest = between(at);
            let end = if rest.starts_with('#') { "\r\n" } else { " \t\r\n" };
            match rest.chars().next() {
                Some('|' | '>') => return at,
                Some(_) => at += rest.find(|c| end.contains(c)).unwrap_or(rest.len()),
                // There always is one; the fallback is the text itself.
                None => return words,
            }
        }
    }

    fn finish(mut self) -> Vec<Scalar> {
        for (scalar, anchors) in self.found.iter_mut().zip(&self.anchors) {
            let shared = anchors.iter().rev().find(|a| self.repeated.contains(a));
            scalar.shared = shared.and_then(|a| self.names.get(a)).cloned();
        }
        self.found
    }
}

/// The length of `block` to the end of its last line with text, trailing blanks included.
pub(super) fn text_length(block: &str) -> usize {
    let words = block.trim_end_matches([' ', '\t', '\r', '\n']).len();
    let rest = &block[words..];
    words + rest.find(['\r', '\n']).unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Draws each scalar with its bytes, what precedes them, and the anchor that repeats it.
    fn check(input: &str, expect: &[&str]) {
        let draw = |s: &Scalar| {
            let mut drawn = format!("{:?} {:?}", s.style, &input[s.range.clone()]);
            if s.words != s.range.start {
                drawn += &format!(" from {:?}", &input[s.words..s.range.end]);
            }
            if s.start != s.range.start {
                drawn += &format!(" after {:?}", &input[s.start..s.range.start]);
            }
            drawn += if s.flow { " in flow" } else { "" };
            drawn += &s.key.map(|first| format!(" key of {first}")).unwrap_or_default();
            drawn += &s.shared.as_ref().map(|name| format!(" as {name}")).unwrap_or_default();
            drawn
        };
        let found = scalars(input);
        assert_eq!(found.iter().map(draw).collect::<Vec<_>>(), expect);
    }

    #[test]
    fn quotes_belong_to_a_scalar_and_anchors_stand_before_it() {
        check(
            "a: &x b\n'c': !!str &y \"d\"\n&z e: *x\n",
            &[
                "Plain \"a\" key of 0",
                "Plain \"b\" after \"&x \" as x",
                "Single \"'c'\" key of 0",
                "Double \"\\\"d\\\"\" after \"!!str &y \"",
                "Plain \"e\" after \"&z \" key of 0",
                "Alias \"*x\"",
            ],
        );
    }

    #[test]
    fn a_block_scalar_begins_with_its_indicator() {
        check(
            "- &x | # > no\n\n  one  \n\n  two \n\n- # | no\n  !!str\n  >2-\n   a\n- |\n- end",
            &[
                "Literal \"| # > no\\n\\n  one  \\n\\n  two \" from \"one  \\n\\n  two \" after \"&x \"",
                "Folded \">2-\\n   a\" from \" a\" after \"!!str\\n  \"",
                "Plain \"end\"",
            ],
        );
    }

    #[test]
    fn scalar_in_an_aliased_map_is_shared() {
        check(
            "{a: &m {b: [c]}, d: *m}",
            &[
                "Plain \"a\" in flow key of 0",
                "Plain \"b\" in flow key of 1 as m",
                "Plain \"c\" in flow as m",
                "Plain \"d\" in flow key of 0",
                "Alias \"*m\" in flow",
            ],
        );
    }

    #[test]
    fn scalars_before_a_fault_are_found() {
        check("a: b\nc: [d\n", &["Plain \"a\" key of 0", "Plain \"b\"", "Plain \"c\" key of 0"]);
        check("", &[]);
    }
}
