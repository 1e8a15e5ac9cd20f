//! Where the lists and maps of a YAML text begin and end.
//!
//! In goes a text; out comes its tree with the bytes of everything in it: dashes, keys, brackets and
//! anchors. The tree of the reader says what is meant; this says what may be cut, and where more fits.

use crate::yaml::typed::text_length;
use ahash::{HashMap, HashSet};
use serde_yaml::granit_parser::{Event, Options, Parser, ScalarStyle, StructureStyle};
use std::ops::Range;

/// A value with its bytes.
#[derive(Debug)]
pub struct Laid {
    /// From its anchor or tag, or from its first byte, to its last. Empty for a value that is not there:
    /// the place right after its colon or its dash.
    pub range: Range<usize>,
    /// What it is.
    pub shape: Shape,
    /// The name of its anchor if an alias repeats it; for an alias, that which it repeats.
    pub shared: Option<String>,
    anchor: usize,
}

/// What a value is, as far as it can be changed.
#[derive(Debug)]
pub enum Shape {
    /// A scalar whose words stand at this place, or nothing.
    Scalar(Range<usize>),
    /// A list.
    List(LaidItems),
    /// A map.
    Map(LaidItems),
}

/// The items of a list, or the entries of a map.
#[derive(Debug)]
pub struct LaidItems {
    /// True if it stands in brackets or braces.
    pub flow: bool,
    /// In order.
    pub items: Vec<LaidItem>,
}

/// An item of a list, or an entry of a map.
#[derive(Debug)]
pub struct LaidItem {
    /// The key; for an item, its dash, and nothing between brackets.
    pub head: Range<usize>,
    /// The text of the key.
    pub name: String,
    /// From its head, or that key's anchor, to the end of its value.
    pub range: Range<usize>,
    /// The value.
    pub value: Laid,
}

impl Laid {
    /// The items or entries, and whether it is a map.
    pub fn items(&self) -> Option<(&LaidItems, bool)> {
        match &self.shape {
            Shape::Scalar(_) => None,
            Shape::List(items) => Some((items, false)),
            Shape::Map(items) => Some((items, true)),
        }
    }
}

/// The layout of `text`; `None` if it is not YAML, is empty, or has keys that are no scalars.
pub fn layout(text: &str) -> Option<Laid> {
    let mut options = Options::default();
    options.emit_anchor_events = true;
    let mut reader = LayoutReader { text, ..LayoutReader::default() };
    for event in Parser::new_from_str_with_options(text, options) {
        let (event, span) = event.ok()?;
        let clip = |byte: Option<usize>| byte.unwrap_or(0).min(text.len());
        let range = clip(span.start.byte_offset())..clip(span.end.byte_offset());
        let tag = span.tag_span().and_then(|tag| tag.start.byte_offset());
        reader.event(event, range, tag)?;
    }
    let mut root = reader.root?;
    name_shared(&mut root, &reader.names, &reader.repeated);
    Some(root)
}

/// Puts the names of anchors where an alias repeats them.
fn name_shared(laid: &mut Laid, names: &HashMap<usize, String>, repeated: &HashSet<usize>) {
    if repeated.contains(&laid.anchor) {
        laid.shared = names.get(&laid.anchor).cloned();
    }
    if let Shape::List(items) | Shape::Map(items) = &mut laid.shape {
        items.items.iter_mut().for_each(|item| name_shared(&mut item.value, names, repeated));
    }
}

/// A list or map that has not ended yet.
struct OpenLayout {
    laid: Laid,
    /// The key whose value comes next: its start with an anchor, its bytes, its text.
    key: Option<(usize, Range<usize>, String)>,
    /// Where the head of the next value is looked for.
    at: usize,
}

#[derive(Default)]
struct LayoutReader<'a> {
    text: &'a str,
    open: Vec<OpenLayout>,
    root: Option<Laid>,
    names: HashMap<usize, String>,
    repeated: HashSet<usize>,
    /// True if the last event ended the tree, so that an anchor belongs to the last value put.
    put: bool,
}

impl LayoutReader<'_> {
    fn event(&mut self, event: Event, range: Range<usize>, tag: Option<usize>) -> Option<()> {
        match event {
            Event::Scalar(words, style, anchor, _) => {
                if self.is_key() {
                    let start = tag.unwrap_or(range.start);
                    self.open.last_mut()?.key = Some((start, range, words.into_owned()));
                    self.put = false;
                    return Some(());
                }
                let block = matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
                let length =
                    if block { text_length(&self.text[range.clone()]) } else { range.len() };
                let place = range.start..range.start + length;
                // A block scalar is reported from its text on, and begins with its indicator.
                let head = self.head(range.start)?.end;
                let start = if block { skip(self.text, head) } else { range.start };
                self.put(tag.unwrap_or(start).min(start), place, anchor)
            }
            Event::Alias(anchor) => {
                self.repeated.insert(anchor);
                // A key is nowhere changed, so it may be an alias of anything.
                if self.is_key() {
                    return None;
                }
                self.put(range.start, range, anchor)
            }
            Event::Anchor(anchor, name) => {
                self.names.insert(anchor, name.into_owned());
                if let Some(value) = self.anchored() {
                    value.range.start = value.range.start.min(range.start);
                }
                Some(())
            }
            Event::SequenceStart(style, anchor, _) => self.begin(false, style, range, anchor, tag),
            Event::MappingStart(style, anchor, _) => self.begin(true, style, range, anchor, tag),
            Event::SequenceEnd | Event::MappingEnd => {
                let OpenLayout { mut laid, at, .. } = self.open.pop()?;
                let (items, _) = laid.items()?;
                laid.range.end = if items.flow { range.end } else { at };
                self.add(laid)
            }
            _ => Some(()),
        }
    }

    fn is_key(&self) -> bool {
        let open = self.open.last();
        open.is_some_and(|open| open.key.is_none() && matches!(open.laid.shape, Shape::Map(_)))
    }

    /// The value that an anchor belongs to: the last one put, or the list or map that just began.
    fn anchored(&mut self) -> Option<&mut Laid> {
        if !self.put {
            let open = self.open.last_mut()?;
            return open.key.is_none().then_some(&mut open.laid);
        }
        match self.open.last_mut() {
            None => self.root.as_mut(),
            Some(open) => match &mut open.laid.shape {
                Shape::List(items) | Shape::Map(items) => {
                    items.items.last_mut().map(|item| &mut item.value)
                }
                Shape::Scalar(_) => None,
            },
        }
    }

    /// Puts a scalar or an alias whose words stand at `place`.
    fn put(&mut self, start: usize, place: Range<usize>, anchor: usize) -> Option<()> {
        let mut range = start..place.end;
        if range.is_empty() {
            let head = self.head(place.start)?;
            range = head.end..head.end;
        }
        self.add(Laid { range, shape: Shape::Scalar(place), shared: None, anchor })
    }

    fn begin(
        &mut self,
        map: bool,
        style: StructureStyle,
        range: Range<usize>,
        anchor: usize,
        tag: Option<usize>,
    ) -> Option<()> {
        if self.is_key() {
            return None;
        }
        let flow = style == StructureStyle::Flow;
        let start = match flow || map {
            true => range.start,
            // The parser puts a list that is not indented behind its first dash.
            false => self.before_dash(range.start)?,
        };
        let items = LaidItems { flow, items: Vec::new() };
        let laid = Laid {
            range: tag.unwrap_or(start).min(start)..start,
            shape: if map { Shape::Map(items) } else { Shape::List(items) },
            shared: None,
            anchor,
        };
        self.open.push(OpenLayout { laid, key: None, at: start });
        self.put = false;
        Some(())
    }

    /// The first dash of the block list that the parser reports at `start`.
    fn before_dash(&self, start: usize) -> Option<usize> {
        let mut at = match self.open.is_empty() {
            true => return Some(start),
            false => self.head(start)?.end,
        };
        loop {
            at = skip(self.text, at);
            match self.text[at..].chars().next()? {
                '-' => return Some(at),
                '&' | '!' => {
                    let rest = &self.text[at..];
                    at += rest.find(char::is_whitespace).unwrap_or(rest.len());
                }
                _ => return None,
            }
        }
    }

    /// The colon or the dash before the value that comes next; nothing between brackets.
    fn head(&self, start: usize) -> Option<Range<usize>> {
        let Some(open) = self.open.last() else { return Some(start..start) };
        let (at, sign) = match (&open.key, &open.laid.shape) {
            (Some((_, key, _)), _) => (key.end, ':'),
            (None, Shape::List(items)) if !items.flow => (open.at, '-'),
            (None, _) => return Some(start..start),
        };
        let at = skip(self.text, at);
        if self.text[at..].starts_with(sign) {
            return Some(at..at + 1);
        }
        // Between braces, a key may stand without a colon.
        (sign == ':').then_some(start..start)
    }

    /// Adds a value to what is open.
    fn add(&mut self, value: Laid) -> Option<()> {
        self.put = true;
        let head = self.head(value.range.start)?;
        let Some(open) = self.open.last_mut() else {
            self.root = Some(value);
            return Some(());
        };
        let (start, head, name) = match open.key.take() {
            Some(key) => key,
            None => (head.start, head, String::new()),
        };
        let range = start..value.range.end.max(head.end);
        open.at = range.end;
        match &mut open.laid.shape {
            Shape::List(items) | Shape::Map(items) => {
                items.items.push(LaidItem { head, name, range, value });
            }
            Shape::Scalar(_) => return None,
        }
        Some(())
    }
}

/// The first byte from `at` on that is neither blank nor in a comment.
pub fn skip(text: &str, mut at: usize) -> usize {
    loop {
        let rest = text.get(at..).unwrap_or("");
        let blank = rest.len() - rest.trim_start().len();
        at += blank;
        if !rest[blank..].starts_with('#') {
            return at.min(text.len());
        }
        at += rest[blank..].find(['\r', '\n']).unwrap_or(rest.len() - blank);
    }
}
