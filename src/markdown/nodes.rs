//! What a section's Markdown is made of: nodes, and what can be said of some of them.

use crate::source::{At, Span};
use pulldown_cmark::{CodeBlockKind, Event, Tag};
use std::collections::BTreeMap;
use std::ops::Range;

/// What a site allows, and whether the project's own rewrites are done.
#[derive(Debug, Clone, Copy)]
pub struct MarkdownOptions {
    /// True where raw HTML is passed on.
    pub raw_html: bool,
    /// False to get what pulldown-cmark alone would give, for comparison.
    pub rewrite: bool,
    /// True for a section, which may hold footnotes and highlighted code; false for a note.
    pub section: bool,
}

/// What a node is to someone who weaves marks between nodes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NodeKind {
    /// Begins a block. Marks never cross it.
    OpenBlock,
    /// Ends a block.
    CloseBlock,
    /// Begins a footnote's text, which no quote runs into.
    OpenNote,
    /// Begins an inline element.
    OpenInline,
    /// Ends an inline element.
    CloseInline,
    /// Begins a link: no other link may stand in it.
    OpenLink,
    /// Ends a link.
    CloseLink,
    /// Words.
    Text,
    /// Words in a code span.
    Code,
    /// A line break.
    Break,
    /// Something inline without words: an image, a footnote reference, a task marker.
    Atom,
    /// A block without words: a rule.
    Rule,
    /// Raw HTML of the author's: tags, comments, white space at the edges of its blocks.
    Raw,
    /// Words in a block of raw HTML: as HTML, with character references as they were typed.
    RawText,
    /// An image of raw HTML.
    RawImage,
}

/// A parser event, what it is, and where it comes from.
#[derive(Debug, Clone)]
pub struct MarkdownNode {
    /// The event, as it will be rendered.
    pub event: Event<'static>,
    /// What it is.
    pub kind: NodeKind,
    /// Bytes in the file.
    pub range: Range<usize>,
}

/// A heading.
#[derive(Debug, Clone)]
pub struct Heading {
    /// Index of its node.
    pub node: usize,
    /// Level from 1 to 6.
    pub level: u8,
    /// Its words.
    pub words: String,
    /// Its words as part of an address.
    pub slug: String,
    /// The address that the author gives it, and where.
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
    /// Of a link in raw HTML: where the target stands in the node's HTML.
    pub raw: Option<Range<usize>>,
}

/// A place that raw HTML names, to be linked to.
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
    /// The target as typed.
    pub target: String,
    /// The text in its place.
    pub alt: String,
    /// Its title.
    pub title: String,
    /// Where it stands.
    pub span: Span,
    /// Of an image in raw HTML: where the target stands in the node's HTML.
    pub raw: Option<Range<usize>>,
}

/// Events that stand in for those of nodes, by the index of the node.
pub type Patches = BTreeMap<usize, Event<'static>>;

/// True for a fenced block that names a language.
pub(super) fn language<'e>(event: &'e Event) -> Option<&'e str> {
    match event {
        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
            info.split([' ', ',']).next().filter(|l| !l.is_empty())
        }
        _ => None,
    }
}
