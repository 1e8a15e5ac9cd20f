//! Recognizes lines that look like front matter: a key and a value, in any form.
//!
//! In go lines of a section; out comes their meaning as front matter. Tools differ in the sign
//! between key and value, in the start of a line, and in the marks around the lines.

use crate::model::keys;
use crate::parse::foreign;
use std::ops::Range;

/// A key and its value from one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pair<'t> {
    pub key: &'t str,
    pub value: &'t str,
}

impl Pair<'_> {
    /// True if the pair clearly keeps a page from readers.
    pub(super) fn keeps_back(&self) -> bool {
        foreign::keeps_back(self.key, self.value)
    }

    /// True if a known tool reads the key.
    pub(super) fn is_known(&self) -> bool {
        foreign::is_known(self.key)
    }
}

/// True for blanks and invisible characters.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || unicode_invisible(c)
}

fn unicode_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
    )
}

/// Parses a line as a key and a value.
pub(super) fn pair(line: &str) -> Option<Pair<'_>> {
    let line = line.trim_matches(is_blank);
    // Org: `#+draft: true`; AsciiDoc and reStructuredText: `:draft: true`.
    let line = line.strip_prefix("#+").or(line.strip_prefix(':')).unwrap_or(line);
    let (key, value) = line.split_once([':', '=', '\u{ff1a}'])?;
    let key = bare(key);
    let value = value.trim_start_matches(['=', '>']);
    let value = match value.find(" #").or(value.find(" //")) {
        Some(comment) => &value[..comment],
        None => value,
    };
    let value = value.trim_matches(is_blank).trim_end_matches([',', ';']);
    is_key(key).then(|| Pair { key, value: bare(value) })
}

/// Parses a line as a key and a value, also if a key of front matter lacks its colon.
pub(super) fn pair_or_words(line: &str) -> Option<Pair<'_>> {
    let lost = || {
        let (key, value) = line.trim_matches(is_blank).split_once([' ', '\t'])?;
        keys::SECTION.names.contains(&key).then(|| Pair { key, value: bare(value) })
    };
    pair(line).or_else(lost)
}

/// True for text that may be a key.
pub(super) fn is_key(key: &str) -> bool {
    key.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
}

/// Removes blanks and quotation marks around text.
fn bare(text: &str) -> &str {
    text.trim_matches(is_blank).trim_matches(['"', '\''])
}

/// True if `line` is empty, or continues the line above.
fn goes_on(line: &str) -> bool {
    let plain = line.trim_matches(is_blank);
    plain.is_empty()
        || plain.starts_with(['#', '-', '[', ']', '{', '}', '"', '\''])
        || line.starts_with([' ', '\t'])
}

/// The content of lines between two marks.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct PairLines {
    /// The number of known keys.
    pub known: usize,
    /// True if the page is kept from readers.
    pub held_back: bool,
}

/// Parses `block`, if all its lines look like front matter.
pub(super) fn said(block: &str) -> Option<PairLines> {
    let mut said = PairLines::default();
    for line in block.lines() {
        match pair_or_words(line) {
            Some(pair) => {
                said.known += usize::from(pair.is_known());
                said.held_back |= pair.keeps_back();
            }
            None if goes_on(line) => {}
            None => return None,
        }
    }
    Some(said)
}

/// The lines of `text` from byte `from` on, with their places.
pub(super) fn lines(text: &str, from: usize) -> impl Iterator<Item = (Range<usize>, &str)> {
    let mut at = from;
    text[from..].split_inclusive('\n').map(move |line| {
        let range = at..at + line.len();
        at = range.end;
        (range, line)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_as_pairs_in_any_form() {
        let check = |line, expect: Option<(&str, &str)>| {
            assert_eq!(pair(line).map(|p| (p.key, p.value)), expect, "{line:?}");
        };
        check("draft: true", Some(("draft", "true")));
        check("\u{200b}draft:true\r\n", Some(("draft", "true")));
        check("draft = true # not yet", Some(("draft", "true")));
        check("\"draft\": true,", Some(("draft", "true")));
        check("#+draft: t", Some(("draft", "t")));
        check(":draft: true", Some(("draft", "true")));
        check("draft\u{ff1a}true", Some(("draft", "true")));
        check("The vote: a story", None);
        check("# The vote", None);
    }

    #[test]
    fn block_summarizes_its_lines() {
        let check = |block, known, held_back| {
            assert_eq!(said(block), Some(PairLines { known, held_back }), "{block:?}");
        };
        check("title: x\ndraft: true\n", 2, true);
        check("tags:\n  - a\n- b\nTitle: x\n", 2, false);
        check("title The vote\ndraft true\n", 2, true);
        check("Yes: 3\nNo: 4\n", 0, false);
        assert_eq!(said("title: x\nThe council voted.\n"), None);
    }
}
