//! Code of Markdown that shows front matter to readers.
//!
//! In goes a text; out comes the same with all code typed over, so that what looks like front matter in it is not taken
//! for that of the text. Every other byte stays in its place.

use pulldown_cmark::{Event, Options, Parser, Tag};
use std::ops::Range;

/// `source` with its code behind the byte `start` typed over. Code that is the first of a whole text stays: front matter
/// in an unusual place is code to Markdown too.
pub(super) fn without_code(source: &str, start: usize) -> String {
    let body = &source[start..];
    let mut bytes = source.as_bytes().to_vec();
    for range in code_of(body) {
        if start == 0 && is_blank(&body[..range.start]) {
            continue;
        }
        for byte in &mut bytes[start + range.start..start + range.end] {
            if *byte != b'\n' {
                *byte = b'x';
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Where code stands in `body`: in blocks of Markdown, and in `<pre>`.
fn code_of(body: &str) -> Vec<Range<usize>> {
    let mut all = Vec::new();
    for (event, range) in Parser::new_ext(body, Options::empty()).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(_)) => all.push(range),
            Event::Start(Tag::HtmlBlock) => {
                // The same bytes in lower case: no letter but those of ASCII changes.
                let html = body[range.clone()].to_ascii_lowercase();
                let mut at = 0;
                while let Some(begin) = html[at..].find("<pre").map(|of| at + of) {
                    let end = html[begin..].find("</pre").map_or(html.len(), |of| begin + of);
                    all.push(range.start + begin..range.start + end);
                    at = end;
                }
            }
            _ => {}
        }
    }
    all
}

/// True if readers see nothing of a text: it is blank, or comments.
fn is_blank(text: &str) -> bool {
    let mut rest = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    while let Some(end) = rest.strip_prefix("<!--").and_then(|inner| inner.find("-->")) {
        rest = rest["<!--".len() + end + "-->".len()..].trim_start();
    }
    rest.is_empty()
}
