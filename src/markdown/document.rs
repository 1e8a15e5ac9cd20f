//! A section's Markdown as a whole.

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
    /// Its words.
    pub text: PlainText,
    /// Its headings.
    pub headings: Vec<Heading>,
    /// Its links.
    pub links: Vec<Link>,
    /// Its images.
    pub images: Vec<Image>,
    /// The places that its raw HTML names.
    pub targets: Vec<RawTarget>,
    /// Characters that make words look like others.
    pub reordered: Vec<Reordered>,
}

/// A character that makes words look like others.
#[derive(Debug, Clone)]
pub struct Reordered {
    /// Where it stands.
    pub span: Span,
    /// The bytes of the plain text that may look otherwise; empty where it stands in no words that
    /// can be quoted.
    pub reach: Range<usize>,
    /// What it is.
    pub what: Reordering,
}

impl Reordered {
    /// What it is and does.
    pub fn message(&self) -> String {
        format!("{} {}", self.what.name(), self.what.why())
    }
}
