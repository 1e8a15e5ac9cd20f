//! Finds characters that no text needs, and characters that make a text look like another.
//!
//! In goes a text; out come places in it. Characters of the first kind are invalid in XML (feeds,
//! site maps) or mean nothing on a page. Characters of the second kind reorder what follows on the
//! screen, while comparisons use the order in memory: *The rate was 09 percent* is quoted, and
//! readers see `90`.

use std::ops::Range;

/// True for control characters that no text needs, and for permanent noncharacters (The Unicode
/// Standard, 23.7). XML 1.0 rejects most of them.
pub fn is_stray(c: char) -> bool {
    let code = u32::from(c);
    let is_none = matches!(code, 0xFDD0..=0xFDEF) || code & 0xFFFE == 0xFFFE;
    is_none || c.is_control() && !matches!(c, '\t' | '\n' | '\r')
}

/// The name of a stray character, for a message.
pub fn stray_name(c: char) -> String {
    let kind = if c.is_control() { "the control character" } else { "the code point" };
    let rest = if c.is_control() { "" } else { ", which is no character" };
    format!("{kind} U+{:04X}{rest}", u32::from(c))
}

/// A character that reorders the text after it on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reordering {
    /// The character.
    pub character: char,
    /// Its bytes.
    pub at: Range<usize>,
    /// The bytes whose visible order it may change: from itself to the end of its effect.
    pub reach: Range<usize>,
}

impl Reordering {
    /// Its name, as in `U+202E`.
    pub fn name(&self) -> String {
        format!("U+{:04X}", u32::from(self.character))
    }

    /// The reason why it is reported.
    pub fn why(&self) -> &'static str {
        match self.character {
            '\u{202C}' => "ends an embedding that nothing begins",
            '\u{202A}'..='\u{202E}' => "turns the order of characters round on the screen",
            '\u{2069}' => "ends an isolate that nothing begins",
            _ => "begins an isolate that nothing ends",
        }
    }
}

/// True if `text` may hold a character that [`reorderings`] reports.
pub fn may_reorder(text: &str) -> bool {
    // All of them begin with the same byte, and most texts have few characters that do.
    let bytes = text.as_bytes();
    memchr::memchr_iter(0xE2, bytes).any(|i| match bytes.get(i + 1..i + 3) {
        Some([0x80, last]) => (0xAA..=0xAE).contains(last),
        Some([0x81, last]) => (0xA6..=0xA9).contains(last),
        _ => false,
    })
}

/// Finds embeddings and overrides, closed or not, isolates that are not closed, and closing
/// characters without an opening one (Unicode Standard Annex 9). Each ends with its paragraph;
/// `ends` recognizes the characters that end one.
pub fn reorderings(text: &str, ends: impl Fn(char) -> bool) -> Vec<Reordering> {
    let mut found: Vec<Reordering> = Vec::new();
    if !may_reorder(text) {
        return found;
    }
    // The open characters: an index into the results, or the place of an isolate.
    let mut open: Vec<OpenSign> = Vec::new();
    let mut isolates = 0_usize;
    for (at, c) in text.char_indices() {
        let place = at..at + c.len_utf8();
        match c {
            '\u{202A}' | '\u{202B}' | '\u{202D}' | '\u{202E}' => {
                open.push(OpenSign::Embedding(found.len()));
                found.push(Reordering { character: c, at: place.clone(), reach: place });
            }
            '\u{2066}'..='\u{2068}' => {
                isolates += 1;
                open.push(OpenSign::Isolate(c, place));
            }
            // It closes only an embedding inside the innermost isolate.
            '\u{202C}' => match open.pop_if(|last| matches!(last, OpenSign::Embedding(_))) {
                Some(OpenSign::Embedding(i)) => found[i].reach.end = place.end,
                _ => found.push(Reordering { character: c, at: place.clone(), reach: place }),
            },
            '\u{2069}' if isolates > 0 => {
                isolates -= 1;
                let last = open.iter().rposition(|o| matches!(o, OpenSign::Isolate(..)));
                close(open.drain(last.unwrap_or(0)..), at, &mut found, true);
            }
            '\u{2069}' => found.push(Reordering { character: c, at: place.clone(), reach: place }),
            c if ends(c) => {
                isolates = 0;
                close(open.drain(..), at, &mut found, false);
            }
            _ => {}
        }
    }
    close(open.drain(..), text.len(), &mut found, false);
    found.sort_by_key(|one| one.at.start);
    found
}

/// A character that is still open.
enum OpenSign {
    /// An embedding or an override, by its index in the results.
    Embedding(usize),
    /// An isolate.
    Isolate(char, Range<usize>),
}

/// Ends all of `open` at byte `end`. `first_is` says whether the first is an isolate that was
/// closed.
fn close(
    open: impl Iterator<Item = OpenSign>,
    end: usize,
    found: &mut Vec<Reordering>,
    first_is: bool,
) {
    for (i, one) in open.enumerate() {
        match one {
            OpenSign::Embedding(index) => found[index].reach.end = end,
            OpenSign::Isolate(..) if i == 0 && first_is => {}
            OpenSign::Isolate(character, at) => {
                let reach = at.start..end.max(at.end);
                found.push(Reordering { character, at, reach });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks the codes that were found, each with the words that it affects.
    fn check(text: &str, expect: &[(&str, &str)]) {
        let found = reorderings(text, |c| c == '\n');
        let shown: Vec<(String, &str)> =
            found.iter().map(|r| (r.name(), &text[r.reach.clone()])).collect();
        let shown: Vec<(&str, &str)> = shown.iter().map(|(n, w)| (n.as_str(), *w)).collect();
        assert_eq!(shown, expect, "{text:?}");
    }

    #[test]
    fn overrides_are_found_and_closed_isolates_are_not() {
        check("a \u{202e}09\u{202c} b", &[("U+202E", "\u{202e}09\u{202c}")]);
        check("a \u{202e}09 b\nc", &[("U+202E", "\u{202e}09 b")]);
        check("a \u{2067}09\u{2069} b", &[]);
        check("a \u{2066}\u{2068}x\u{2069}\u{2069}", &[]);
        check("x\u{200f}\u{200e}\u{061c}", &[]);
    }

    #[test]
    fn isolates_end_with_their_paragraph() {
        check("a \u{2067}09 b\n\u{2069}c", &[("U+2067", "\u{2067}09 b"), ("U+2069", "\u{2069}")]);
        check("\u{2067}a\u{2068}b\u{2069}", &[("U+2067", "\u{2067}a\u{2068}b\u{2069}")]);
    }

    #[test]
    fn closing_character_without_an_opening_one_is_found() {
        check("a\u{202c}b", &[("U+202C", "\u{202c}")]);
        // The end of an embedding has no effect outside its isolate.
        check(
            "\u{202b}a\u{2066}b\u{202c}c\u{2069}d",
            &[("U+202B", "\u{202b}a\u{2066}b\u{202c}c\u{2069}d"), ("U+202C", "\u{202c}")],
        );
        check("\u{2066}a\u{202e}b\u{2069}c", &[("U+202E", "\u{202e}b")]);
    }

    #[test]
    fn characters_invalid_in_xml_are_stray() {
        for c in [
            '\0',
            '\u{8}',
            '\u{7f}',
            '\u{85}',
            '\u{fffe}',
            '\u{ffff}',
            '\u{fdd0}',
            '\u{1fffe}',
            '\u{10ffff}',
        ] {
            assert!(is_stray(c), "{c:?}");
        }
        for c in ['\t', '\n', 'a', '\u{fffd}', '\u{fdcf}', '\u{fdf0}', '\u{1f600}', '\u{ad}'] {
            assert!(!is_stray(c), "{c:?}");
        }
    }
}
