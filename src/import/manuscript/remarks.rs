//! Remarks of editors in Markdown: CriticMarkup, and the spans of pandoc.
//!
//! In goes Markdown; out comes Markdown in which a character for private use stands where a remark begins or
//! ends, and the remarks. Tracked changes count as accepted. Sources: criticmarkup.com; the manual of pandoc,
//! `--track-changes`.

pub(super) mod marks;
mod walk;

use marks::{RemarksRead, mark_of};
use pulldown_cmark::{Event, Options, Parser, Tag};
use std::ops::Range;
use walk::RemarksWalk;

/// Reads the remarks of `source`, which is read with `options`.
pub(super) fn read(source: &str, options: Options) -> RemarksRead {
    let source: String = source.chars().filter(|c| mark_of(*c).is_none()).collect();
    // In code, marks of remarks mean themselves.
    let blocks = Parser::new_ext(&source, options).into_offset_iter();
    let code = blocks.filter(|(event, _)| matches!(event, Event::Start(Tag::CodeBlock(_))));
    let code: Vec<Range<usize>> = code.map(|(_, range)| range).collect();
    RemarksWalk::of(&source, &code).run()
}
