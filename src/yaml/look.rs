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
use reader::{Slip, SlipReader};
use serde_yaml::granit_parser::{Options, Parser};
use std::ops::Range;

/// Checks `text`, which stands in `file` from byte `offset` on.
pub fn look(text: &str, file: FileId, offset: usize) -> Vec<Diagnostic> {
    if !may_say_less(text) {
        return Vec::new();
    }
    let span = |range: Range<usize>| Span::new(file, offset + range.start..offset + range.end);
    let found = slips(text).into_iter();
    found.map(|f| Diagnostic::at(f.code, span(f.range), f.message).hint(f.hint)).collect()
}

fn slips(text: &str) -> Vec<Slip> {
    let mut options = Options::default();
    options.emit_anchor_events = true;
    let mut reader = SlipReader::new(text);
    for event in Parser::new_from_str_with_options(text, options) {
        let Ok((event, span)) = event else { break };
        reader.event(event, &span);
    }
    reader.check_gap(text.len(), false);
    reader.finish()
}

/// False if `text` certainly contains nothing to report. Dashes and curly marks stand in most texts,
/// and count only where a value may begin.
fn may_say_less(text: &str) -> bool {
    let bytes = text.as_bytes();
    let next = |at: usize| bytes.get(at + 1).copied().unwrap_or(b' ');
    let blank_or = |c: char| c.is_whitespace() || "[{,:".contains(c);
    let begins = |at: usize| at == 0 || text[..at].ends_with(blank_or);
    let item = |c: u8| c.is_ascii_alphabetic() || !c.is_ascii() || b"\"'{[".contains(&c);
    let odd = |at: usize| {
        let before = text[..at].trim_end_matches(|c: char| c.is_whitespace() && c != '\n');
        let line = before.is_empty() || before.ends_with('\n');
        let c = text[at..].chars().next().unwrap_or(' ');
        line && ODD_BULLETS.contains(&c)
            || (line || before.ends_with([':', '-', '?', ',', '[', '{']))
                && CURLY.iter().any(|(open, _)| *open == c)
    };
    memchr::memchr3_iter(b'#', b'&', b'!', bytes).any(begins)
        || memchr::memchr_iter(b'\\', bytes).any(|at| b"nrtNLP_".contains(&next(at)))
        || memchr::memchr_iter(b'-', bytes).any(|at| begins(at) && item(next(at)))
        // The first bytes of all of these characters.
        || memchr::memchr2_iter(0xc2, 0xe2, bytes).any(odd)
}

#[cfg(test)]
mod tests;
