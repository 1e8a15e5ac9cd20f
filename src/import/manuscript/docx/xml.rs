//! A part of XML as a tree.
//!
//! In go bytes; out comes the root element. Names have no prefix: what matters here is told apart by them.
//! A document type declaration is refused, since entities can be made to grow without end, and Word writes none.

use quick_xml::Reader;
use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;

/// The most elements inside one another.
const MOST_DEEP: usize = 256;
/// The most elements and texts.
const MOST_NODES: usize = 4_000_000;

/// An element.
#[derive(Debug, Default)]
pub(super) struct Element {
    name: Box<str>,
    attributes: Vec<(Box<str>, Box<str>)>,
    pub(super) children: Vec<XmlNode>,
}

/// What stands in an element.
#[derive(Debug)]
pub(super) enum XmlNode {
    /// An element.
    Element(Element),
    /// Text.
    Text(String),
}

impl Element {
    /// Its name without a prefix.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// True if it has this name.
    pub(super) fn is(&self, name: &str) -> bool {
        *self.name == *name
    }

    /// The value of an attribute, named without a prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(of, _)| **of == *name).map(|(_, value)| &**value)
    }

    /// The elements in it.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|child| match child {
            XmlNode::Element(element) => Some(element),
            XmlNode::Text(_) => None,
        })
    }

    /// The first element in it with this name.
    pub(super) fn child(&self, name: &str) -> Option<&Self> {
        self.elements().find(|child| child.is(name))
    }

    /// The `val` of the first element in it with this name.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        self.child(name)?.attribute("val")
    }

    /// Whether the switch called `name` is on or off; `None` where it is not there.
    pub(super) fn switch(&self, name: &str) -> Option<bool> {
        let value = self.child(name)?.attribute("val").unwrap_or("true");
        Some(!matches!(value, "0" | "false" | "off" | "none"))
    }

    /// The first element below it with this name.
    pub(super) fn below(&self, name: &str) -> Option<&Self> {
        self.elements()
            .find_map(|child| if child.is(name) { Some(child) } else { child.below(name) })
    }

    /// The text in it.
    pub(super) fn text(&self) -> String {
        let texts = self.children.iter().map(|child| match child {
            XmlNode::Text(text) => text.clone(),
            XmlNode::Element(element) => element.text(),
        });
        texts.collect()
    }
}

/// Reads a part.
pub(super) fn read(bytes: &[u8]) -> Result<Element, String> {
    let text = std::str::from_utf8(bytes).map_err(|_| "it is not in UTF-8".to_owned())?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = Reader::from_str(text);
    // The first stands for the document.
    let mut open = vec![Element::default()];
    let mut count = 0;
    loop {
        let at = reader.buffer_position();
        let wrong = |reason: &dyn std::fmt::Display| format!("it is no XML at byte {at}: {reason}");
        count += 1;
        if count > MOST_NODES {
            return Err(format!("it has more than {MOST_NODES} elements"));
        }
        // A list that holds the document is never empty: the end of an element that was not begun is an error of the reader.
        let Some(last) = open.last_mut() else { return Err(wrong(&"it ends twice")) };
        match reader.read_event().map_err(|error| wrong(&error))? {
            Event::Start(tag) => {
                if open.len() > MOST_DEEP {
                    return Err(format!("its elements stand more than {MOST_DEEP} deep"));
                }
                open.push(element(&tag).map_err(|reason| wrong(&reason))?);
            }
            Event::Empty(tag) => last
                .children
                .push(XmlNode::Element(element(&tag).map_err(|reason| wrong(&reason))?)),
            Event::End(_) => {
                let done = open.pop().unwrap_or_default();
                match open.last_mut() {
                    Some(above) => above.children.push(XmlNode::Element(done)),
                    None => return Err(wrong(&"it ends twice")),
                }
            }
            Event::Text(text) => push(last, &with_line_ends(utf8(&text).map_err(|e| wrong(&e))?)),
            Event::CData(text) => push(last, &with_line_ends(utf8(&text).map_err(|e| wrong(&e))?)),
            Event::GeneralRef(name) => {
                let name = utf8(&name).map_err(|error| wrong(&error))?;
                if !name.starts_with('#') && resolve_predefined_entity(name).is_none() {
                    return Err(wrong(&format!("`&{name};` stands for nothing")));
                }
                let text = format!("&{name};");
                push(last, &unescape(&text).map_err(|error| wrong(&error))?);
            }
            Event::DocType(_) => {
                return Err(
                    "it declares entities, as in a document that was made to harm".to_owned()
                );
            }
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
    let document =
        open.pop().filter(|_| open.is_empty()).ok_or("it ends before its last element")?;
    let root = document.children.into_iter().find_map(|child| match child {
        XmlNode::Element(root) => Some(root),
        XmlNode::Text(_) => None,
    });
    root.ok_or_else(|| "it is empty".to_owned())
}

fn push(element: &mut Element, text: &str) {
    match element.children.last_mut() {
        Some(XmlNode::Text(last)) => last.push_str(text),
        _ => element.children.push(XmlNode::Text(text.to_owned())),
    }
}

/// The text of an event. `quick_xml` would go by the encoding that the part declares, with tables for all there are;
/// all of it is UTF-8 here.
fn utf8(bytes: &[u8]) -> Result<&str, String> {
    std::str::from_utf8(bytes).map_err(|error| error.to_string())
}

/// Text with the ends of its lines as XML reads them (XML 1.0, section 2.11).
fn with_line_ends(text: &str) -> Cow<'_, str> {
    match text.contains('\r') {
        true => Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")),
        false => Cow::Borrowed(text),
    }
}

/// The value of an attribute as XML reads it: white space is spaces (XML 1.0, section 3.3.3).
fn value(raw: &str) -> Result<Box<str>, String> {
    let raw = with_line_ends(raw);
    let raw = match raw.contains(['\n', '\t']) {
        true => Cow::Owned(raw.replace(['\n', '\t'], " ")),
        false => raw,
    };
    Ok(unescape(&raw).map_err(|error| error.to_string())?.into())
}

fn element(tag: &BytesStart) -> Result<Element, String> {
    let name = tag.local_name();
    let name = utf8(name.as_ref())?;
    let mut attributes = Vec::new();
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|error| error.to_string())?;
        let key = attribute.key.local_name();
        attributes.push((utf8(key.as_ref())?.into(), value(utf8(&attribute.value)?)?));
    }
    Ok(Element { name: name.into(), attributes, children: Vec::new() })
}
