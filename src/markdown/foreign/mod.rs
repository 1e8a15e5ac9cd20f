//! Syntax of other tools in Markdown, which a page would show as it stands.
//!
//! In go a section's text and its nodes; out comes one warning for each kind that stands in it, at
//! its first place. What each kind looks like is said in [`kinds`]. Only what readers would see is
//! looked at: [`Shown`] is the text with code, comments, the targets of links and whatever stands
//! behind a backslash blotted out.

mod attributes;
mod brackets;
mod kinds;
mod lines;
mod math;
mod pairs;

use super::{Kind, Node};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{FileId, Span};
use pulldown_cmark::{Event, LinkType, Tag, TagEnd};
use std::ops::Range;

/// What stands for a byte that readers do not see as it was typed. No text holds it.
const BLOT: u8 = 0;

/// A section's text as far as readers see it, in blocks of words.
struct Shown<'s> {
    /// The text as typed.
    typed: &'s str,
    /// The same with bytes blotted out.
    bytes: Vec<u8>,
    /// Blocks of words, in order, none within another: paragraphs, headings, cells, tight items.
    blocks: Vec<Range<usize>>,
    /// Comments in HTML, in order.
    comments: Vec<Range<usize>>,
}

/// Warns of each kind of foreign syntax in `source`, which stands in `file` from byte `offset` on.
/// Stretches of the file that are `understood` are none.
pub(super) fn find(
    source: &str,
    file: FileId,
    offset: usize,
    nodes: &[Node],
    understood: &[Range<usize>],
    out: &mut Vec<Diagnostic>,
) {
    if !may_hold(source) {
        return;
    }
    let mut shown = Shown::of(source, offset, nodes);
    for range in understood {
        shown.blot(range.start - offset..range.end - offset);
    }
    for kind in kinds::ALL {
        let found = (kind.find)(&shown);
        let Some(first) = found.first() else { continue };
        let span = Span::new(file, first.start + offset..first.end + offset);
        let fate = kind.fate;
        let label = match found.len() {
            1 => String::new(),
            n => format!("the first of {n} in this file"),
        };
        out.push(
            Diagnostic::at(Code::ForeignSyntax, span, format!("{} {fate}", kind.name))
                .label(label)
                .hint(kind.hint),
        );
    }
}

/// False where nothing in `source` can begin any of the kinds, as in most prose.
fn may_hold(source: &str) -> bool {
    let bytes = source.as_bytes();
    memchr::memchr3(b'{', b'$', b'@', bytes).is_some()
        || ["[[", ":::", "<!--", "<%", "==", "!!!", "???", "%%", "^[", "[TOC", "[toc", "\n:", "*["]
            .iter()
            .chain(&[
                "..", "import ", "export ", "[/", "=\"", "[!", "\\(", "\\[", "\\begin", ")=", "|\n",
            ])
            .any(|trigger| memchr::memmem::find(bytes, trigger.as_bytes()).is_some())
}

impl<'s> Shown<'s> {
    fn of(source: &'s str, offset: usize, nodes: &[Node]) -> Self {
        let mut shown = Self {
            typed: source,
            bytes: vec![BLOT; source.len()],
            blocks: Vec::new(),
            comments: Vec::new(),
        };
        // Links and images that are open, each with the end of what was last seen in it.
        let mut open: Vec<usize> = Vec::new();
        let mut html: Option<usize> = None;
        for node in nodes {
            let range = node.range.start - offset..node.range.end - offset;
            match &node.event {
                Event::Start(Tag::Paragraph | Tag::Heading { .. } | Tag::TableCell | Tag::Item) => {
                    shown.reveal(range);
                }
                // The cells of a table that stands in a tight item are shown one by one.
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
                        shown.comment(start..range.end);
                    }
                }
                Event::InlineHtml(tag) => {
                    if tag.starts_with("<!--") {
                        shown.blot(range.clone());
                        shown.comment(range.clone());
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
                _ if matches!(node.kind, Kind::Text | Kind::Break | Kind::CloseInline) => {
                    open.iter_mut().for_each(|end| *end = range.end);
                }
                _ => {}
            }
        }
        shown.escape();
        shown
    }

    /// Shows a block of words. One within another is part of that.
    fn reveal(&mut self, range: Range<usize>) {
        self.bytes[range.clone()].copy_from_slice(&self.typed.as_bytes()[range.clone()]);
        match self.blocks.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => self.blocks.push(range),
        }
    }

    fn blot(&mut self, range: Range<usize>) {
        self.bytes[range].fill(BLOT);
    }

    fn comment(&mut self, range: Range<usize>) {
        self.comments.push(range);
    }

    /// Blots out each mark behind a backslash. Before a letter, a backslash is a backslash.
    fn escape(&mut self) {
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
    fn places<'a>(&'a self, mark: &'a str) -> impl Iterator<Item = usize> + 'a {
        memchr::memmem::find_iter(&self.bytes, mark.as_bytes())
    }

    /// The end of the block that holds byte `at`.
    fn end_of_block(&self, at: usize) -> usize {
        let i = self.blocks.partition_point(|block| block.end <= at);
        self.blocks.get(i).map_or(at, |block| block.end)
    }

    /// What is shown from byte `at` to the end of its block.
    fn rest(&self, at: usize) -> &[u8] {
        &self.bytes[at..self.end_of_block(at).max(at)]
    }

    /// The byte before `at`; a blot at the beginning.
    fn before(&self, at: usize) -> u8 {
        at.checked_sub(1).map_or(BLOT, |i| self.bytes[i])
    }

    /// The byte at `at`; a blot at the end.
    fn at(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(BLOT)
    }

    /// The lines of all blocks, without the marks of quotations and lists before them: where each
    /// begins, its bytes without blanks at its end, and whether it is the first of its block.
    fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        self.blocks.iter().flat_map(|block| {
            let mut at = block.start;
            let lines = self.bytes[block.clone()].split_inclusive(|b| *b == b'\n');
            lines.enumerate().map(move |(i, line)| {
                let start = at;
                at += line.len();
                let marks = line.iter().take_while(|b| matches!(b, b'>' | b' ' | b'\t')).count();
                Line { start: start + marks, bytes: line[marks..].trim_ascii_end(), first: i == 0 }
            })
        })
    }
}

/// A line of a block.
struct Line<'s> {
    start: usize,
    bytes: &'s [u8],
    first: bool,
}

impl Line<'_> {
    fn range(&self) -> Range<usize> {
        self.start..self.start + self.bytes.len()
    }
}
