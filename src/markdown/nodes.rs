//! The nodes of a section's Markdown, and further data of some of them.

use crate::source::{At, Span};
use pulldown_cmark::{CodeBlockKind, Event, Tag};
use std::collections::BTreeMap;
use std::ops::Range;

/// What a site allows, and whether the rewrites are applied.
#[derive(Debug, Clone, Copy)]
pub struct MarkdownOptions {
    /// True if raw HTML is passed through.
    pub raw_html: bool,
    /// False to get the plain output of pulldown-cmark, for comparison.
    pub rewrite: bool,
    /// True for a section, which may hold footnotes and highlighted code; false for a note.
    pub section: bool,
}

/// The role of a node when marks are woven between nodes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NodeKind {
    /// The start of a block. Marks never cross it.
    OpenBlock,
    /// The end of a block.
    CloseBlock,
    /// The start of a footnote, which no quote crosses.
    OpenNote,
    /// The start of an inline element.
    OpenInline,
    /// The end of an inline element.
    CloseInline,
    /// The start of a link, in which no other link may stand.
    OpenLink,
    /// The end of a link.
    CloseLink,
    /// Text.
    Text,
    /// Text of a code span.
    Code,
    /// A line break.
    Break,
    /// An inline element without text: an image, a footnote reference, a task marker.
    Atom,
    /// A block without text: a horizontal rule.
    Rule,
    /// The author's raw HTML: tags, comments, and white space at the edges of its blocks.
    Raw,
    /// Text in a block of raw HTML, as HTML with its character references.
    RawText,
    /// An image in raw HTML.
    RawImage,
}

/// A parser event with its kind and place.
#[derive(Debug, Clone)]
pub struct MarkdownNode {
    /// The event, as it will be rendered.
    pub event: Event<'static>,
    /// Its kind.
    pub kind: NodeKind,
    /// Its bytes in the file.
    pub range: Range<usize>,
}

/// A heading.
#[derive(Debug, Clone)]
pub struct Heading {
    /// Index of its node.
    pub node: usize,
    /// Level from 1 to 6.
    pub level: u8,
    /// Its text.
    pub words: String,
    /// Its text as part of an address.
    pub slug: String,
    /// The id that the author gives it, and where.
    pub id: Option<At<String>>,
    /// Where it stands.
    pub span: Span,
}

/// A link.
#[derive(Debug, Clone)]
pub struct Link {
    /// Index of its node.
    pub node: usize,
    /// The target as typed.
    pub target: String,
    /// Where it stands.
    pub span: Span,
    /// For a link in raw HTML: the place of the target in the node's HTML.
    pub raw: Option<Range<usize>>,
}

/// An element of raw HTML that links can point to.
#[derive(Debug, Clone)]
pub struct RawTarget {
    /// Its id, or its name.
    pub id: String,
    /// Where it stands.
    pub span: Span,
}

/// An image.
#[derive(Debug, Clone)]
pub struct Image {
    /// Index of its node.
    pub node: usize,
    /// True if it is all that its paragraph holds. The paragraph's nodes are right beside its own.
    pub alone: bool,
    /// The target as typed.
    pub target: String,
    /// The alternative text.
    pub alt: String,
    /// Its title.
    pub title: String,
    /// Where it stands.
    pub span: Span,
    /// For an image in raw HTML: the place of the target in the node's HTML.
    pub raw: Option<Range<usize>>,
}

/// Replacements for events, by the index of the node.
pub type Patches = BTreeMap<usize, Event<'static>>;

/// The language of a fenced code block, if it names one.
pub(super) fn language<'e>(event: &'e Event) -> Option<&'e str> {
    match event {
        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
            info.split([' ', ',']).next().filter(|l| !l.is_empty())
        }
        _ => None,
    }
}
