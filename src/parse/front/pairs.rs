//! Lines that read like front matter wherever they stand: a key and a value, whatever the form.
//!
//! In go lines of a section; out comes what they would say, were they read. Tools differ in the sign
//! between key and value, in what begins a line, and in what stands around the lines.

use crate::model::keys;
use crate::parse::foreign;
use std::ops::Range;

/// A key and its value, as one line has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pair<'t> {
    pub key: &'t str,
    pub value: &'t str,
}

impl Pair<'_> {
    /// True where the pair keeps a page from readers, plainly.
    pub(super) fn keeps_back(&self) -> bool {
        foreign::keeps_back(self.key, self.value)
    }

    /// True where some tool reads the key.
    pub(super) fn is_known(&self) -> bool {
        foreign::is_known(self.key)
    }
}

/// Blanks, and characters that nobody sees.
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

/// Reads a line as a key and a value.
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

/// Reads a line as a key and a value, also where a key of front matter has lost its colon.
pub(super) fn pair_or_words(line: &str) -> Option<Pair<'_>> {
    let lost = || {
        let (key, value) = line.trim_matches(is_blank).split_once([' ', '\t'])?;
        keys::SECTION.names.contains(&key).then(|| Pair { key, value: bare(value) })
    };
    pair(line).or_else(lost)
}

/// True for what may be a key.
pub(super) fn is_key(key: &str) -> bool {
    key.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
}

/// Without blanks and quotation marks around it.
fn bare(text: &str) -> &str {
    text.trim_matches(is_blank).trim_matches(['"', '\''])
}

/// True where `line` says nothing, or goes on with what a line above it says.
fn goes_on(line: &str) -> bool {
    let plain = line.trim_matches(is_blank);
    plain.is_empty()
        || plain.starts_with(['#', '-', '[', ']', '{', '}', '"', '\''])
        || line.starts_with([' ', '\t'])
}

/// What lines between two marks say.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct PairLines {
    /// Keys that some tool reads.
    pub known: usize,
    /// The page is kept from readers.
    pub held_back: bool,
}

/// What `block` says, where all its lines read like front matter.
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

/// The lines of `text` with their places, from the byte `from` on.
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
    fn blocks_say_what_their_lines_do() {
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
