//! A page as a tree.
//!
//! In goes HTML, however broken; out come its elements with their texts. `html5gum` cuts it into tags as the WHATWG
//! specifies; the tree is built by the few rules that matter for words: which elements have no end, and which
//! end when another begins (HTML Standard, 13.1.2.4).

use crate::import::text::in_one_line;
use crate::markdown::raw::cut::{raw_text, tokens};
use crate::parse::copy::VOID;
use html5gum::Token;

/// The most elements inside one another; what is deeper stands beside the last.
const MOST_DEEP: usize = 256;

/// Elements that end a paragraph.
pub(super) const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "ul",
];

/// The index of an element in the tree.
pub(super) type ElementIndex = usize;

/// An element.
#[derive(Debug, Default)]
pub(super) struct HtmlElement {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub children: Vec<Child>,
    pub parent: Option<ElementIndex>,
}

/// What stands in an element.
#[derive(Debug)]
pub(super) enum Child {
    Tag(ElementIndex),
    Text(String),
}

/// A page: its elements in the order of their start tags; the first stands for the page.
#[derive(Debug)]
pub(super) struct HtmlPage {
    pub tags: Vec<HtmlElement>,
}

impl HtmlPage {
    /// Reads `source`.
    pub(super) fn read(source: &str) -> Self {
        let lossy = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let mut tokens = tokens(source);
        let mut page = Self { tags: vec![HtmlElement::default()] };
        let mut open: Vec<ElementIndex> = vec![0];
        while let Some(Ok(token)) = tokens.next() {
            match token {
                Token::StartTag(tag) => {
                    let name = lossy(&tag.name);
                    if let Some(state) = raw_text(&name) {
                        tokens.set_state(state);
                    }
                    let attributes = tag.attributes.iter();
                    let attributes = attributes.map(|(name, value)| (lossy(name), lossy(value)));
                    let attributes = attributes.collect();
                    page.close_implied(&name, &mut open);
                    let parent = open.last().copied().unwrap_or(0);
                    let at = page.tags.len();
                    page.tags[parent].children.push(Child::Tag(at));
                    let is_void = VOID.contains(&name.as_str());
                    page.tags.push(HtmlElement {
                        name,
                        attributes,
                        children: Vec::new(),
                        parent: Some(parent),
                    });
                    if !is_void && open.len() < MOST_DEEP {
                        open.push(at);
                    }
                }
                Token::EndTag(tag) => {
                    let name = lossy(&tag.name);
                    // An end tag that ends nothing means nothing; one of a cell does not end its table.
                    let bound = open.iter().rposition(|at| {
                        ["table", "td", "th"].contains(&page.tags[*at].name.as_str())
                            && page.tags[*at].name != name
                    });
                    let found = open.iter().rposition(|at| page.tags[*at].name == name);
                    if let Some(found) = found.filter(|found| {
                        *found > 0 && bound.is_none_or(|bound| *found > bound || is_of_table(&name))
                    }) {
                        open.truncate(found);
                    }
                }
                Token::String(text) => {
                    let text = lossy(&text);
                    let parent = open.last().copied().unwrap_or(0);
                    match page.tags[parent].children.last_mut() {
                        Some(Child::Text(last)) => last.push_str(&text),
                        _ => page.tags[parent].children.push(Child::Text(text)),
                    }
                }
                Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
            }
        }
        page
    }

    /// Ends what ends where an element called `name` begins.
    fn close_implied(&self, name: &str, open: &mut Vec<ElementIndex>) {
        let (ends, within): (&[&str], &[&str]) = match name {
            "li" => (&["li"], &["ul", "ol", "menu", "dir"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl"]),
            "tr" => (&["tr", "td", "th", "caption", "colgroup"], &["table"]),
            "td" | "th" => (&["td", "th"], &["tr", "table"]),
            "thead" | "tbody" | "tfoot" => {
                (&["thead", "tbody", "tfoot", "tr", "td", "th", "caption", "colgroup"], &["table"])
            }
            "option" => (&["option"], &["select"]),
            name if BLOCKS.contains(&name) => {
                (&["p"], &["td", "th", "li", "div", "blockquote", "body"])
            }
            _ => return,
        };
        let mut first = None;
        for (i, at) in open.iter().enumerate().rev() {
            let of = self.tags[*at].name.as_str();
            if within.contains(&of) {
                break;
            }
            if ends.contains(&of) {
                first = Some(i);
            }
        }
        if let Some(first) = first.filter(|first| *first > 0) {
            open.truncate(first);
        }
    }

    /// The value of an attribute.
    pub(super) fn attribute(&self, at: ElementIndex, name: &str) -> Option<&str> {
        self.tags[at].attributes.iter().find(|(of, _)| of == name).map(|(_, value)| value.as_str())
    }

    /// True if an element has a class.
    pub(super) fn has_class(&self, at: ElementIndex, class: &str) -> bool {
        self.attribute(at, "class")
            .is_some_and(|classes| classes.split_ascii_whitespace().any(|of| of == class))
    }

    /// The elements above `at`, the nearest first.
    pub(super) fn above(&self, at: ElementIndex) -> impl Iterator<Item = ElementIndex> {
        std::iter::successors(self.tags[at].parent, |at| self.tags[*at].parent)
    }

    /// The elements in `at`.
    pub(super) fn elements(&self, at: ElementIndex) -> impl Iterator<Item = ElementIndex> {
        self.tags[at].children.iter().filter_map(|child| match child {
            Child::Tag(at) => Some(*at),
            Child::Text(_) => None,
        })
    }

    /// The text of an element as it is typed, without that of elements in it.
    pub(super) fn text(&self, at: ElementIndex) -> String {
        let texts = self.tags[at].children.iter().filter_map(|child| match child {
            Child::Text(text) => Some(text.as_str()),
            Child::Tag(_) => None,
        });
        texts.collect()
    }

    /// The words in an element.
    pub(super) fn words(&self, at: ElementIndex) -> String {
        let mut text = String::new();
        self.collect(at, &mut text);
        in_one_line(&text)
    }

    fn collect(&self, at: ElementIndex, out: &mut String) {
        for child in &self.tags[at].children {
            match child {
                Child::Text(text) => out.push_str(text),
                Child::Tag(at)
                    if matches!(
                        self.tags[*at].name.as_str(),
                        "script" | "style" | "template" | "noscript"
                    ) => {}
                Child::Tag(at) => {
                    let parts = BLOCKS.contains(&self.tags[*at].name.as_str())
                        || self.tags[*at].name == "br";
                    out.push_str(if parts { " " } else { "" });
                    self.collect(*at, out);
                    out.push_str(if parts { " " } else { "" });
                }
            }
        }
    }
}

fn is_of_table(name: &str) -> bool {
    matches!(name, "table" | "thead" | "tbody" | "tfoot" | "tr")
}
