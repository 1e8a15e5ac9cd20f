//! A section's Markdown as a whole.

use super::highlight::{BlockTokens, CodeKey};
use super::nodes::{Heading, Image, Link, MarkdownNode, RawTarget};
use super::text::PlainText;
use crate::characters::Reordering;
use crate::source::Span;
use std::ops::Range;

/// A section's Markdown.
#[derive(Debug, Clone)]
pub struct Document {
    /// The nodes in order.
    pub nodes: Vec<MarkdownNode>,
    /// The tokens of its blocks of code.
    pub code: Vec<(CodeKey, BlockTokens)>,
    /// The plain text.
    pub text: PlainText,
    /// Its headings.
    pub headings: Vec<Heading>,
    /// Its links.
    pub links: Vec<Link>,
    /// Its images.
    pub images: Vec<Image>,
    /// The elements of its raw HTML that links can point to.
    pub targets: Vec<RawTarget>,
    /// Characters that change how the text around them looks.
    pub reordered: Vec<Reordered>,
}

/// A character that changes how the text around it looks.
#[derive(Debug, Clone)]
pub struct Reordered {
    /// Where it stands.
    pub span: Span,
    /// The bytes of the plain text that it may affect; empty if it stands in no text that can be
    /// quoted.
    pub reach: Range<usize>,
    /// The kind of character.
    pub what: Reordering,
}

impl Reordered {
    /// Describes the character and its effect.
    pub fn message(&self) -> String {
        format!("{} {}", self.what.name(), self.what.why())
    }
}
