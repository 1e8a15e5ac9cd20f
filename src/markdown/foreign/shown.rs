//! The part of a section's text that readers see literally.

use crate::markdown::nodes::{MarkdownNode, NodeKind};
use pulldown_cmark::{CodeBlockKind, Event, LinkType, Tag, TagEnd};
use std::ops::Range;

/// Replaces a byte that readers do not see as typed. It does not occur in texts.
pub const BLOT: u8 = 0;

/// How far the closing mark of inline syntax is searched for, in bytes.
pub const NEAR: usize = 1000;

/// A section's text in blocks, with everything else blotted out.
pub struct ShownText<'s> {
    /// The text as typed.
    pub typed: &'s str,
    /// The same bytes, with some blotted out.
    pub bytes: Vec<u8>,
    /// Blocks of text, in order and not nested: paragraphs, headings, cells, tight list items.
    pub blocks: Vec<Range<usize>>,
    /// HTML comments, in order.
    pub comments: Vec<Range<usize>>,
    /// Blocks of HTML that contain text, in order.
    pub html: Vec<Range<usize>>,
    /// Code spans, in order.
    pub codes: Vec<Range<usize>>,
    /// The first lines of fenced code, in order.
    pub fences: Vec<Range<usize>>,
}

impl<'s> ShownText<'s> {
    pub fn of(source: &'s str, offset: usize, nodes: &[MarkdownNode], raw_html: bool) -> Self {
        let mut shown = Self {
            typed: source,
            bytes: vec![BLOT; source.len()],
            blocks: Vec::new(),
            comments: Vec::new(),
            html: Vec::new(),
            codes: Vec::new(),
            fences: Vec::new(),
        };
        // The open links and images, each with the end of its last content.
        let mut open: Vec<usize> = Vec::new();
        let mut html: Option<usize> = None;
        let mut code: Option<(&str, usize)> = None;
        for node in nodes {
            let range = node.range.start - offset..node.range.end - offset;
            shown.note(&node.event, &range);
            match &node.event {
                Event::Start(Tag::Paragraph | Tag::Heading { .. } | Tag::TableCell | Tag::Item) => {
                    code = None;
                    shown.reveal(range);
                }
                // The cells of a table inside a tight list item are revealed one by one.
                Event::Start(Tag::CodeBlock(_) | Tag::MetadataBlock(_) | Tag::Table(_))
                | Event::Code(_) => {
                    shown.blot(range.clone());
                    open.iter_mut().for_each(|end| *end = range.end);
                }
                Event::Start(Tag::HtmlBlock) => {
                    shown.blot(range.clone());
                    html = Some(range.start);
                }
                Event::End(TagEnd::HtmlBlock) => {
                    if let Some(start) = html.take() {
                        shown.block_of_html(start..range.end, raw_html);
                    }
                }
                Event::InlineHtml(tag) => {
                    shown.blot(range.clone());
                    if tag.starts_with("<!--") {
                        shown.comments.push(range.clone());
                    }
                    // Text between code tags is code.
                    match code.take() {
                        Some((name, start)) if tag.starts_with(&format!("</{name}")) => {
                            shown.blot(start..range.start);
                        }
                        open => code = open.or(code_of(tag).map(|name| (name, range.end))),
                    }
                    open.iter_mut().for_each(|end| *end = range.end);
                }
                Event::Start(Tag::Link { link_type, .. } | Tag::Image { link_type, .. }) => {
                    if matches!(link_type, LinkType::Autolink | LinkType::Email) {
                        shown.blot(range.clone());
                    }
                    shown.blot(range.start..range.start + 1);
                    open.push(range.start + 1);
                }
                Event::End(TagEnd::Link | TagEnd::Image) => {
                    if let Some(end) = open.pop() {
                        shown.blot(end..range.end);
                    }
                    open.iter_mut().for_each(|end| *end = range.end);
                }
                Event::FootnoteReference(_) => shown.blot(range),
                _ if matches!(
                    node.kind,
                    NodeKind::Text | NodeKind::Break | NodeKind::CloseInline
                ) =>
                {
                    open.iter_mut().for_each(|end| *end = range.end);
                }
                _ => {}
            }
        }
        shown.escape();
        shown
    }

    /// Reveals a block of text. A nested block belongs to the outer one.
    pub fn reveal(&mut self, range: Range<usize>) {
        self.bytes[range.clone()].copy_from_slice(&self.typed.as_bytes()[range.clone()]);
        match self.blocks.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => self.blocks.push(range),
        }
    }

    pub fn blot(&mut self, range: Range<usize>) {
        self.bytes[range].fill(BLOT);
    }

    /// Records the places of events that some kinds need.
    pub fn note(&mut self, event: &Event, range: &Range<usize>) {
        match event {
            Event::Code(_) => self.codes.push(range.clone()),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) if !info.is_empty() => {
                let line = memchr::memchr(b'\n', &self.typed.as_bytes()[range.clone()]);
                let line = &self.typed[range.start..line.map_or(range.end, |i| range.start + i)];
                self.fences.push(range.start..range.start + line.trim_end().len());
            }
            _ => {}
        }
    }

    /// Records a block of HTML; its tags and comments are not text.
    pub fn block_of_html(&mut self, range: Range<usize>, allowed: bool) {
        let typed = self.typed.as_bytes();
        if self.typed[range.clone()].trim_start().starts_with("<!--") {
            self.comments.push(range.clone());
        }
        if !allowed {
            return;
        }
        self.reveal(range.clone());
        let mut at = range.start;
        while let Some(i) = memchr::memchr(b'<', &typed[at..range.end]) {
            let start = at + i;
            let rest = &typed[start..range.end];
            let length = match rest.starts_with(b"<!--") {
                true => memchr::memmem::find(rest, b"-->").map(|end| end + 3),
                false => memchr::memchr(b'>', rest).map(|end| end + 1),
            };
            at = length.map_or(range.end, |length| start + length);
            if let Some(name) = code_of(&self.typed[start..at]) {
                let rest = &typed[at..range.end];
                let end = memchr::memmem::find(rest, format!("</{name}").as_bytes());
                at = end.map_or(range.end, |end| at + end);
            }
            self.bytes[start..at].fill(BLOT);
        }
        self.html.push(range);
    }

    /// Blots out text that has been reported. Line breaks stay.
    pub fn settle(&mut self, range: Range<usize>) {
        self.bytes[range].iter_mut().filter(|b| **b != b'\n').for_each(|b| *b = BLOT);
    }

    /// Blots out each escaped mark. Before a letter, a backslash is literal.
    pub fn escape(&mut self) {
        let mut at = 0;
        while let Some(i) = memchr::memchr(b'\\', &self.bytes[at..]) {
            at += i;
            if self.bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation) {
                self.bytes[at + 1] = BLOT;
            }
            at += 2;
            if at >= self.bytes.len() {
                break;
            }
        }
    }

    /// Every place of `mark` in a block, in order.
    pub fn places<'a>(&'a self, mark: &'a str) -> impl Iterator<Item = usize> + 'a {
        memchr::memmem::find_iter(&self.bytes, mark.as_bytes())
    }

    /// The end of the block that contains byte `at`.
    pub fn end_of_block(&self, at: usize) -> usize {
        let i = self.blocks.partition_point(|block| block.end <= at);
        self.blocks.get(i).map_or(at, |block| block.end)
    }

    /// The visible bytes from `at` to the end of the block.
    pub fn rest(&self, at: usize) -> &[u8] {
        &self.bytes[at..self.end_of_block(at).max(at)]
    }

    /// Like [`Self::rest`], but limited to a few lines, so that unclosed marks stay cheap.
    pub fn near(&self, at: usize) -> &[u8] {
        let rest = self.rest(at);
        &rest[..rest.len().min(NEAR)]
    }

    /// The bytes before `at`, limited to a few lines.
    pub fn behind(&self, at: usize) -> &[u8] {
        &self.bytes[at.saturating_sub(NEAR)..at]
    }

    /// The byte before `at`; a blot at the beginning of the text.
    pub fn before(&self, at: usize) -> u8 {
        at.checked_sub(1).map_or(BLOT, |i| self.bytes[i])
    }

    /// The byte at `at`; a blot at the end of the text.
    pub fn at(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(BLOT)
    }

    /// The lines of all blocks, without quotation and list marks: where each begins, its bytes
    /// without trailing blanks, and whether it is the first of its block.
    pub fn lines(&self) -> impl Iterator<Item = ShownLine<'_>> {
        self.blocks.iter().flat_map(|block| {
            let mut at = block.start;
            let lines = self.bytes[block.clone()].split_inclusive(|b| *b == b'\n');
            lines.enumerate().map(move |(i, line)| {
                let start = at;
                at += line.len();
                let marks = line.iter().take_while(|b| matches!(b, b'>' | b' ' | b'\t')).count();
                ShownLine {
                    start: start + marks,
                    bytes: line[marks..].trim_ascii_end(),
                    first: i == 0,
                }
            })
        })
    }
}

/// The name of the element, if an HTML tag begins code.
fn code_of(tag: &str) -> Option<&'static str> {
    let name = tag
        .trim_start_matches('<')
        .split(|c: char| !c.is_ascii_alphanumeric())
        .next()
        .unwrap_or("");
    ["pre", "code", "kbd", "samp", "tt"].into_iter().find(|code| *code == name)
}

/// A line of a block.
pub struct ShownLine<'s> {
    pub start: usize,
    pub bytes: &'s [u8],
    pub first: bool,
}

impl ShownLine<'_> {
    pub fn range(&self) -> Range<usize> {
        self.start..self.start + self.bytes.len()
    }
}

/// Puts places of a text in its order.
pub(super) fn sort_places(found: &mut [Range<usize>]) {
    found.sort_by_key(|range| range.start);
}
