//! A block of raw HTML, or an inline tag, with a mapping to the file.
//!
//! In go the nodes of a block; out come faults with their places, and the nodes that replace it.

use super::cut::{Flaw, FlawKind, HtmlPiece, PieceKind};
use super::nest::Nest;
use super::{allowed, cut, refuse};
use crate::diagnostic::{Code, Diagnostic};
use crate::markdown::{MarkdownNode, NodeKind};
use crate::source::{FileId, Span};
use pulldown_cmark::{CowStr, Event};
use std::ops::Range;

/// A block of raw HTML, or an inline tag.
pub(super) struct Chunk {
    html: String,
    nodes: Vec<MarkdownNode>,
    /// For each node with HTML, its start in `html` and its range in the file.
    places: Vec<(usize, Range<usize>)>,
}

impl Chunk {
    pub(super) fn new(first: MarkdownNode) -> Self {
        let mut chunk = Self { html: String::new(), nodes: Vec::new(), places: Vec::new() };
        chunk.push(first);
        chunk
    }

    pub(super) fn push(&mut self, node: MarkdownNode) {
        if let Event::Html(html) | Event::InlineHtml(html) | Event::Text(html) = &node.event {
            self.places.push((self.html.len(), node.range.clone()));
            self.html.push_str(html);
        }
        self.nodes.push(node);
    }

    /// The position in the file of byte `at` of the HTML.
    fn source(&self, at: usize) -> usize {
        let i = self.places.partition_point(|(start, _)| *start <= at);
        let Some((start, range)) = i.checked_sub(1).map(|i| &self.places[i]) else { return 0 };
        let end = self.places.get(i).map_or(self.html.len(), |(next, _)| *next);
        match end - start == range.len() {
            true => range.start + (at - start),
            // Text that the parser generated has no position of its own.
            false => range.start,
        }
    }

    /// The range in the file of a stretch of the HTML.
    fn range(&self, at: &Range<usize>) -> Range<usize> {
        let start = self.source(at.start);
        match at.is_empty() {
            true => start..start,
            false => start..(self.source(at.end - 1) + 1).max(start),
        }
    }

    /// The fault of the block if the site allows only comments.
    pub(super) fn forbid(&self, file: FileId) -> Option<Diagnostic> {
        let rest = after_comments(&self.html);
        if rest.is_empty() {
            return None;
        }
        let end = self.html.trim_end().len();
        let start = end - rest.len();
        if rest.starts_with("<!--") {
            return Some(self.unended(start, file));
        }
        let span = Span::new(file, self.range(&(start..end)));
        if start > 0 && !rest.starts_with('<') {
            let message = "these words belong to the block of HTML that the comment begins";
            let hint = "put the comment on lines of its own, or behind the words";
            return Some(Diagnostic::at(Code::HtmlForbidden, span, message).hint(hint));
        }
        Some(forbidden(span))
    }

    /// Reports that the comment that begins at `start` does not end.
    fn unended(&self, start: usize, file: FileId) -> Diagnostic {
        let span = |at: Range<usize>| Span::new(file, self.range(&at));
        let inner = self.html.get(start + 4..).unwrap_or("");
        let fault = Diagnostic::at(
            Code::HtmlUnbalanced,
            span(start..self.html.len() - inner.len()),
            "this comment never ends",
        );
        let fault = fault.label("what follows is in it, and in no page");
        // Text that was probably meant as its end.
        let near = ["-- >", "--\u{2009}>", "->", "\u{2014}>", "\u{2013}>", "--&gt;", "--!>"]
            .iter()
            .filter_map(|end| Some((inner.find(end)?, end.len())))
            .min();
        match near {
            Some((at, length)) => {
                let at = start + 4 + at;
                fault.also(span(at..at + length), "this does not end it").hint("write `-->` there")
            }
            None => fault.hint("end it with `-->`"),
        }
    }

    /// Checks a block, and converts it to the nodes that replace it.
    pub(super) fn admit(
        self,
        file: FileId,
        rewrite: bool,
        nest: &mut Nest,
        out: &mut Vec<Diagnostic>,
    ) -> Vec<MarkdownNode> {
        if rewrite && is_comment(&self.html) {
            return Vec::new();
        }
        let pieces = self.check(file, nest, out);
        nest.end_block(out);
        if let Some(pieces) = pieces {
            return self.split(&pieces);
        }
        let mut nodes = self.nodes;
        // White space arrives as text, and no mark may stand in HTML that is invalid.
        for node in nodes.iter_mut().filter(|n| n.kind == NodeKind::Text) {
            node.kind = NodeKind::Raw;
        }
        nodes
    }

    /// Reports what is not allowed; returns the pieces if all is well-formed.
    pub(super) fn check(
        &self,
        file: FileId,
        nest: &mut Nest,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Vec<HtmlPiece>> {
        let (pieces, flaws) = cut::cut(&self.html);
        let span = |at: &Range<usize>| Span::new(file, self.range(at));
        out.extend(flaws.iter().map(|flaw| match flaw.kind {
            FlawKind::Comment => self.unended(flaw.at.start, file),
            _ => malformed(flaw, span(&flaw.at)),
        }));
        for piece in &pieces {
            match &piece.what {
                PieceKind::Open(tag) => {
                    let faults = match nest.in_drawing() {
                        true => Vec::new(),
                        false => refuse::refusals(tag),
                    };
                    for fault in faults {
                        let place = span(&fault.at);
                        let fault = fault.hints.into_iter().fold(
                            Diagnostic::at(Code::HtmlForbidden, place, fault.message),
                            Diagnostic::hint,
                        );
                        out.push(fault);
                    }
                    if tag.name == "h1" {
                        let message = "a heading of level 1 is the title of the page";
                        out.push(
                            Diagnostic::at(Code::HeadingLevel, span(&tag.head), message).hint(
                                "begin it with `<h2>`, or with `<h3>` in a section with a title",
                            ),
                        );
                    }
                    nest.open(tag, span(&tag.head), out);
                }
                PieceKind::Close(name) => {
                    let start = piece.range.start;
                    // A NUL is one byte there, and three in the name.
                    let mut end = (start + 2 + name.len()).min(piece.range.end);
                    while !self.html.is_char_boundary(end) {
                        end -= 1;
                    }
                    nest.close(name, span(&(start..end)), out);
                }
                PieceKind::Text => {
                    let html = &self.html[piece.range.clone()];
                    let words = html.trim_ascii();
                    if !words.is_empty() {
                        let start = piece.range.start + html.len() - html.trim_ascii_start().len();
                        nest.words(span(&(start..start + words.len())), out);
                    }
                }
                PieceKind::Comment => {}
            }
        }
        flaws.is_empty().then_some(pieces)
    }

    /// The nodes of a block: one for each tag, comment and run of text.
    fn split(mut self, pieces: &[HtmlPiece]) -> Vec<MarkdownNode> {
        let last = self.nodes.pop();
        let mut nodes = Vec::with_capacity(pieces.len() + 2);
        nodes.extend((!self.nodes.is_empty()).then(|| self.nodes.swap_remove(0)));
        let node = |kind, at: Range<usize>| {
            let html: CowStr<'static> = self.html[at.clone()].to_owned().into();
            MarkdownNode { event: Event::Html(html), kind, range: self.range(&at) }
        };
        let edge = |piece: Option<&HtmlPiece>| {
            piece.is_none_or(|piece| match &piece.what {
                PieceKind::Open(tag) => allowed::is_block(&tag.name),
                PieceKind::Close(name) => allowed::is_block(name),
                _ => false,
            })
        };
        for (i, piece) in pieces.iter().enumerate() {
            let at = piece.range.clone();
            match &piece.what {
                // Only the content of a refused element, such as a script, contains `<`.
                PieceKind::Text if !self.html[at.clone()].contains('<') => {
                    let before = edge(i.checked_sub(1).map(|i| &pieces[i]));
                    let after = edge(pieces.get(i + 1));
                    nodes.extend(
                        texts(&self.html, at, before, after).map(|(kind, at)| node(kind, at)),
                    );
                    continue;
                }
                PieceKind::Open(tag) if tag.name == "img" => {
                    nodes.push(node(NodeKind::RawImage, at));
                    continue;
                }
                _ => {}
            }
            nodes.push(node(NodeKind::Raw, at));
        }
        nodes.extend(last);
        nodes
    }
}

/// True for one or more comments.
pub(super) fn is_comment(html: &str) -> bool {
    let rest = after_comments(html);
    rest.is_empty() && !html.trim().is_empty()
}

/// The text after the comments at the start of `html`, without blanks.
fn after_comments(html: &str) -> &str {
    let mut rest = html.trim();
    while rest.starts_with("<!--") {
        let Some(end) = rest[2..].find("-->") else { break };
        rest = rest[2 + end + 3..].trim_start();
    }
    rest
}

pub(super) fn forbidden(span: Span) -> Diagnostic {
    Diagnostic::at(Code::HtmlForbidden, span, "this site does not allow raw HTML")
        .hint("write it as Markdown, or put a backslash before `<` to show the character")
        .hint("a site allows raw HTML with `raw-html: true` in gainsay.yaml")
}

/// Splits text into words and the white space at the edges of blocks, which no mark covers.
fn texts(
    html: &str,
    at: Range<usize>,
    before: bool,
    after: bool,
) -> impl Iterator<Item = (NodeKind, Range<usize>)> {
    let text = &html[at.clone()];
    let first = match before || text.trim_ascii().is_empty() && after {
        true => at.end - text.trim_ascii_start().len(),
        false => at.start,
    };
    let end = match after {
        true => first + html[first..at.end].trim_ascii_end().len(),
        false => at.end,
    };
    let runs = cut::runs(&html[first..end]).into_iter();
    let words = runs.map(move |run| (NodeKind::RawText, first + run.start..first + run.end));
    let space = |range: Range<usize>| (!range.is_empty()).then_some((NodeKind::Raw, range));
    space(at.start..first).into_iter().chain(words).chain(space(end..at.end))
}

fn malformed(flaw: &Flaw, span: Span) -> Diagnostic {
    let (code, message, hint) = match flaw.kind {
        FlawKind::Unended => (
            Code::HtmlUnbalanced,
            "this tag never ends",
            "end it with `>` in the same block; a tag holds no empty line",
        ),
        FlawKind::Comment => {
            (Code::HtmlUnbalanced, "this comment never ends", "end it with `-->` in the same block")
        }
        FlawKind::CommentEnd => (
            Code::HtmlUnbalanced,
            "browsers end this comment before `-->`",
            "begin it with `<!-- ` and end it with ` -->`",
        ),
        FlawKind::Lone => {
            (Code::HtmlUnbalanced, "no tag begins here", "write `&lt;` to show the character")
        }
        FlawKind::Declaration => (
            Code::HtmlForbidden,
            "a declaration has no place in a section",
            "take it out; write `&lt;` to show the character `<`",
        ),
        FlawKind::Twice => {
            (Code::HtmlForbidden, "an attribute stands twice in this tag", "keep one of the two")
        }
        FlawKind::Tag => (
            Code::HtmlUnbalanced,
            "this tag is not well-formed",
            "write attributes as `name=\"value\"`, with a space before each; an end tag has none",
        ),
        FlawKind::Null => {
            (Code::HtmlForbidden, "raw HTML holds the character U+0000", "take the character out")
        }
    };
    Diagnostic::at(code, span, message).hint(hint)
}
