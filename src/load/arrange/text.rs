//! Checks the texts of a site, each once.
//!
//! In go the bytes of a file; out come its text, and its faults as a text: it is not UTF-8, has
//! control characters, or contains both sides of a merge.

use super::input::Input;
use super::odd::too_large;
use crate::characters::{is_stray, stray_name};
use crate::diagnostic::{Code, Diagnostic};
use crate::load::gap::Gap;
use crate::load::{Content, LOCK, most_of};
use crate::source::{FileId, Span};
use std::sync::Arc;

/// Takes `content` as text, and reports its faults. Whatever can be read is kept, so that nothing
/// else seems to be missing. Only a valid text is stored unchanged, so that the next run checks the
/// others again.
pub(super) fn text(
    input: &mut Input,
    path: &str,
    content: &Content,
    out: &mut Vec<Diagnostic>,
) -> Option<FileId> {
    let (files, gaps) = (&mut input.files, &mut input.gaps);
    if content.length() > most_of(path) as u64 {
        out.push(too_large(files, path));
        gaps.push(Gap::Unopened(files.add(path, "")));
        return None;
    }
    let whole = match content {
        Content::Text(text) => text,
        Content::Large(_) => return None,
        Content::Bytes(bytes) => {
            let good = bytes.utf8_chunks().next().map_or("", |chunk| chunk.valid());
            let start = good.len();
            let file = files.add(path, &*String::from_utf8_lossy(bytes));
            gaps.push(Gap::Garbled(file));
            out.push(
                Diagnostic::at(
                    Code::FileUnreadable,
                    Span::new(file, start..start),
                    format!("`{path}` is not text in UTF-8"),
                )
                .label(match bytes.get(start) {
                    Some(byte) => {
                        format!("byte {} is the first that is not: {byte:02X}", start + 1)
                    }
                    None => "the text ends within a character".to_owned(),
                })
                .hint(match &bytes[..] {
                    [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => "it is UTF-16: save the file as UTF-8",
                    _ => "save the file as UTF-8",
                }),
            );
            return Some(file);
        }
    };
    let text = whole.strip_prefix('\u{feff}').unwrap_or(whole);
    // A lone carriage return ends a line, as in Markdown and YAML. Offsets stay the same.
    let unified = lone_returns(text).then(|| with_line_feeds(text));
    let text = unified.as_deref().unwrap_or(text);
    if let Some((at, c)) = text.char_indices().find(|(_, c)| is_stray(*c)) {
        let file = files.add(path, text);
        gaps.push(Gap::Broken(file));
        out.push(
            Diagnostic::at(
                Code::FileUnreadable,
                Span::new(file, at..at + c.len_utf8()),
                format!("`{path}` holds {}", stray_name(c)),
            )
            .hint("remove it; text holds no control characters but tabs and line breaks"),
        );
        return Some(file);
    }
    if let Some(at) = unfinished_merge(path, text) {
        let file = files.add(path, text);
        gaps.push(Gap::Garbled(file));
        out.push(
            Diagnostic::at(
                Code::MergeUnfinished,
                Span::new(file, at..at + 7),
                format!("`{path}` holds both sides of a merge"),
            )
            .hint(match path.rsplit('/').next() == Some(LOCK) {
                true => "remove the lines of `<<<<<<<`, `=======` and `>>>>>>>`, and keep all others: what nothing needs is reported then",
                false => "keep what is right, and remove the lines of `<<<<<<<`, `=======` and `>>>>>>>`",
            }),
        );
        // YAML with both sides of a merge cannot be parsed; Markdown mostly can.
        return path.ends_with(".md").then_some(file);
    }
    let same = text.len() == whole.len() && unified.is_none();
    Some(files.add(path, if same { Arc::clone(whole) } else { text.into() }))
}

/// True if `text` has a carriage return without a line feed after it.
fn lone_returns(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'\r', bytes).any(|i| bytes.get(i + 1) != Some(&b'\n'))
}

/// Replaces each lone carriage return by a line feed; the length stays the same.
fn with_line_feeds(text: &str) -> String {
    let mut unified = String::with_capacity(text.len());
    let mut parts = text.split('\r').peekable();
    while let Some(part) = parts.next() {
        unified.push_str(part);
        if let Some(next) = parts.peek() {
            unified.push(if next.starts_with('\n') { '\r' } else { '\n' });
        }
    }
    unified
}

/// The byte at which a text holds both sides of a merge: lines that begin with the three conflict markers, in order. A
/// fenced code block of Markdown may show them.
pub fn unfinished_merge(path: &str, text: &str) -> Option<usize> {
    let line = |from: usize, marker: &str| {
        let found = text[from..].match_indices(marker).map(|(i, _)| from + i);
        found.into_iter().find(|&at| {
            let ends = text[at + marker.len()..].chars().next();
            (at == 0 || text[..at].ends_with('\n')) && ends.is_none_or(char::is_whitespace)
        })
    };
    let mut from = 0;
    loop {
        let ours = line(from, "<<<<<<<")?;
        let theirs = line(ours, "=======")?;
        from = line(theirs, ">>>>>>>")?;
        if !(path.ends_with(".md") && in_fence(text, ours)) {
            return Some(ours);
        }
    }
}

/// True if byte `at` of Markdown is in a fenced code block, which may be about merges.
fn in_fence(text: &str, at: usize) -> bool {
    let mut open: Option<&str> = None;
    for line in text[..at].lines() {
        let rest = line.trim_start_matches(['`', '~']);
        let fence = &line[..line.len() - rest.len()];
        match open {
            None if fence.len() >= 3 => open = Some(fence),
            Some(of) if fence.starts_with(of) && rest.trim().is_empty() => open = None,
            _ => {}
        }
    }
    open.is_some()
}
