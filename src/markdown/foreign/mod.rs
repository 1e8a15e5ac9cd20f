//! Warns of syntax of other tools in Markdown, which a page would show literally.
//!
//! In go a section's text and its nodes; out comes one warning for each kind of syntax, at its
//! first place. [`kinds`] describes each kind; a stretch that matches one kind is excluded from the
//! others. Only text that readers would see is searched: [`ShownText`] is the text with code,
//! comments, link targets and escaped characters blotted out. Links that fail because of a blank in
//! their address are found in the same text.

mod attributes;
mod brackets;
mod code;
mod inline;
mod kinds;
mod lines;
mod links;
mod markup;
mod math;
mod pairs;
mod remarks;
mod shown;
mod tags;

use super::nodes::MarkdownNode;
use crate::diagnostic::{Code, Diagnostic, Repair};
use crate::source::{FileId, Span};
use shown::ShownText;
use std::ops::Range;

/// Warns of each kind of foreign syntax in `source`, which stands in `file` from byte `offset` on.
/// The stretches of the file in `understood` are skipped. Returns the names of elements whose tags
/// are printed as text.
pub(super) fn find(
    source: &str,
    file: FileId,
    offset: usize,
    nodes: &[MarkdownNode],
    understood: &[Range<usize>],
    raw_html: bool,
    out: &mut Vec<Diagnostic>,
) -> Vec<String> {
    let mut shown = ShownText::of(source, offset, nodes, raw_html);
    for range in understood {
        shown.blot(range.start - offset..range.end - offset);
    }
    for range in remarks::unended(&shown) {
        let span = Span::new(file, range.start + offset..range.end + offset);
        out.push(
            Diagnostic::at(Code::HtmlUnbalanced, span, "this comment never ends")
                .hint("end it with `-->` in the same paragraph, or begin it on a line of its own")
                .hint("write a backslash before `<` to show the characters"),
        );
        shown.settle(range);
    }
    let unread = tags::unread(&shown);
    for tag in &unread {
        let span = Span::new(file, tag.range.start + offset..tag.range.end + offset);
        let sign = if tag.closes { "</" } else { "<" };
        let message =
            format!("Markdown does not read `{sign}{}` as a tag, and prints it", tag.name);
        let fault = Diagnostic::at(Code::HtmlUnbalanced, span, message).label(tag.cause);
        let fault = match raw_html {
            true => fault.hint("write attributes as `name=\"value\"`, with a blank before each"),
            false => fault.hint("write it as Markdown: this site does not allow raw HTML"),
        };
        out.push(fault.hint("write a backslash before `<` to show the characters"));
        shown.settle(tag.range.clone());
    }
    for link in links::literal(&shown) {
        let span = Span::new(file, link.range.start + offset..link.range.end + offset);
        let question = format!("write `{}`?", link.meant);
        out.push(
            Diagnostic::at(Code::LinkLiteral, span, "this is no link, and readers see its marks")
                .label(link.cause)
                .hint(format!("write `{}`", link.meant))
                .hint("write a backslash before `[` to show the characters")
                .repair(Some(Repair::Words { edits: vec![(span, link.meant)], question })),
        );
        shown.settle(link.range);
    }
    for kind in kinds::ALL {
        let found = (kind.find)(&shown);
        let Some(first) = found.first().cloned() else { continue };
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
        found.into_iter().for_each(|range| shown.settle(range));
    }
    unread.into_iter().map(|tag| tag.name).collect()
}
