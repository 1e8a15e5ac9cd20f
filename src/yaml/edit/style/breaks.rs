//! Finds line breaks.

use std::ops::Range;

/// The first line ending in `text`.
pub fn break_in(text: &str) -> Option<Range<usize>> {
    let start = text.find(['\r', '\n'])?;
    let length = if text[start..].starts_with("\r\n") { 2 } else { 1 };
    Some(start..start + length)
}
