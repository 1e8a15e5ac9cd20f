//! Finds text that YAML drops or takes in another sense.
//!
//! In goes valid YAML; out come diagnostics. YAML drops comments, anchors and tags, and keeps curly
//! quotation marks. An author who types `Bill #12`, `&c`, `!important` or `“nine”` may not have
//! meant that. Most texts contain nothing of the kind and are not scanned a second time.

mod curly;
mod reader;
mod remark;
mod values;

use super::fault::line::ODD_BULLETS;
use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Span};
use curly::CURLY;
pub use curly::uncurled;
use reader::SlipReader;
use serde_yaml::granit_parser::{Options, Parser};
use std::ops::Range;

/// Checks `text`, which stands in `file` from byte `offset` on.
pub fn look(text: &str, file: FileId, offset: usize) -> Vec<Diagnostic> {
    if !may_say_less(text) {
        return Vec::new();
    }
    let mut options = Options::default();
    options.emit_anchor_events = true;
    let mut reader = SlipReader::new(text);
    for event in Parser::new_from_str_with_options(text, options) {
        let Ok((event, span)) = event else { break };
        reader.event(event, &span);
    }
    reader.check_gap(text.len(), false);
    let span = |range: Range<usize>| Span::new(file, offset + range.start..offset + range.end);
    let found = reader.finish().into_iter();
    found.map(|f| Diagnostic::at(f.code, span(f.range), f.message).hint(f.hint)).collect()
}

/// False if `text` certainly contains nothing to report.
fn may_say_less(text: &str) -> bool {
    let bytes = text.as_bytes();
    let begins = |at: usize| {
        at == 0 || bytes[at - 1].is_ascii_whitespace() || b"[{,".contains(&bytes[at - 1])
    };
    let word = |at: usize| bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic);
    let bullet = |c: char| !c.is_ascii() && ODD_BULLETS.contains(&c);
    memchr::memchr3_iter(b'#', b'&', b'!', bytes).any(begins)
        || memchr::memchr(b'\\', bytes).is_some()
        || text.contains(bullet)
        || memchr::memchr_iter(b'-', bytes).any(|at| begins(at) && word(at))
        || CURLY.iter().any(|(open, _)| text.contains(*open))
}

#[cfg(test)]
mod tests;
