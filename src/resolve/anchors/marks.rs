//! What a quote has that readers do not see: marks of Markdown, and characters without a shape.
//!
//! In go the words of a quote as typed; out come the words as Markdown shows them, the marks that are
//! gone then, and what to say of characters that nobody sees.

use crate::markdown;
use text_anchor::Haystack;
use text_anchor::nearest::{Nearest, nearest};
use text_anchor::normal::Normal;

/// The marks that a quote may have.
pub(super) const MARKS: &[char] =
    &['*', '_', '`', '[', ']', '~', '\\', '&', '<', '!', '#', '>', '|'];

/// So many marks are shown.
const SHOWN: usize = 3;

/// What readers see of `typed`, where that is something else.
pub fn shown(typed: &str) -> Option<String> {
    if !typed.contains(MARKS) {
        return None;
    }
    let options = markdown::MarkdownOptions { raw_html: true, rewrite: false, section: false };
    let mut files = crate::source::Files::default();
    let file = files.add("", "");
    let (document, _) = markdown::parse(typed, file, 0, "", options);
    let words = document.text.text.split_whitespace().collect::<Vec<_>>().join(" ");
    let same = Normal::new(&words).text.trim() == Normal::new(typed).text.trim();
    (!same && !words.is_empty()).then_some(words)
}

/// What `typed` has beside `words`, each once; nothing where they differ in other ways too.
pub fn marks(typed: &str, words: &str) -> Vec<String> {
    let mut left = words.chars().filter(|c| !c.is_whitespace()).peekable();
    let mut marks = vec![String::new()];
    let mut rest = typed;
    while let Some(c) = rest.chars().next() {
        // The address of a link is one mark, whatever letters it has.
        let address = rest.starts_with("](").then(|| rest.find(')')).flatten();
        let length = address.map_or(c.len_utf8(), |end| end + 1);
        if address.is_some() {
            marks.extend([rest[..length].to_owned(), String::new()]);
        } else if left.next_if_eq(&c).is_some() || c.is_whitespace() {
            marks.push(String::new());
        } else if let Some(mark) = marks.last_mut() {
            mark.push(c);
        }
        rest = &rest[length..];
    }
    if left.next().is_some() {
        return Vec::new();
    }
    let mut seen = Vec::new();
    for mark in marks {
        let mark = match mark.trim_matches('`') {
            "" if !mark.is_empty() => "backticks".to_owned(),
            _ => format!("`{mark}`"),
        };
        if mark != "``" && !seen.contains(&mark) {
            seen.push(mark);
        }
    }
    seen.truncate(SHOWN);
    seen
}

/// What stands in a text nearest to a quote that has marks of Markdown, without them; none where the
/// text has such marks itself, since those of the quote may be its own, and where that would show no
/// difference.
pub(super) fn near(haystack: &Haystack, typed: &str) -> Option<Nearest> {
    let near = nearest(haystack, &shown(typed)?)?;
    let own = haystack.plain[near.range.clone()].contains(['*', '_', '`', '[', ']']);
    (!own && !near.changes.is_empty()).then_some(near)
}

/// Says which characters `typed` has that nobody sees, or that look like a space and are none, and
/// after which words.
pub(super) fn unseen(typed: &str) -> Option<String> {
    let name = |c: char| match c {
        '\t' => Some("a tab".to_owned()),
        '\u{a0}' => Some("a no-break space (U+00A0)".to_owned()),
        '\u{202f}' => Some("a narrow no-break space (U+202F)".to_owned()),
        '\u{ad}' => Some("a soft hyphen (U+00AD)".to_owned()),
        ' ' | '\n' | '\r' => None,
        c if c.is_whitespace() => Some(format!("another kind of space (U+{:04X})", u32::from(c))),
        '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}' => {
            Some(format!("a character that nobody sees (U+{:04X})", u32::from(c)))
        }
        _ => None,
    };
    let mut said = Vec::new();
    for (at, c) in typed.char_indices() {
        let Some(name) = name(c) else { continue };
        let before = typed[..at].split_whitespace().next_back().unwrap_or("");
        said.push(match before {
            "" => format!("{name} at its beginning"),
            before => format!("{name} after `{before}`"),
        });
        if said.len() == SHOWN {
            break;
        }
    }
    (!said.is_empty()).then(|| format!("the quote has {}", said.join(", ")))
}

/// The words of a piece of Markdown, where it has marks.
pub(super) fn without_marks(typed: &str) -> Option<String> {
    if !typed.contains(MARKS) {
        return None;
    }
    let mut left = String::with_capacity(typed.len());
    let mut rest = typed;
    while let Some(c) = rest.chars().next() {
        let ended = |open: &str, close: char| {
            rest.starts_with(open).then(|| rest.find(close)).flatten().map(|end| end + 1)
        };
        // The number of a footnote, and the address of a link.
        let gone = ended("[^", ']').or_else(|| ended("](", ')'));
        let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let next = rest[c.len_utf8()..].chars().next();
        let length = match c {
            _ if gone.is_some() => gone.unwrap_or(1),
            '*' | '`' | '[' | ']' => 1,
            '~' if rest.starts_with("~~") => 2,
            '_' if !(word(left.chars().next_back()) && word(next)) => 1,
            '\\' if next.is_some_and(|c| c.is_ascii_punctuation()) => {
                left.extend(next);
                2
            }
            c => {
                left.push(c);
                c.len_utf8()
            }
        };
        rest = &rest[length..];
    }
    (left != typed).then_some(left)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_taken_out_of_a_piece_of_markdown() {
        let check = |typed, expect: Option<&str>| {
            assert_eq!(without_marks(typed).as_deref(), expect, "{typed:?}");
        };
        check("voted **", Some("voted "));
        check("`to close` the", Some("to close the"));
        check("The mayor[^1] ", Some("The mayor "));
        check("see [the minutes](https://a.example/b) of", Some("see the minutes of"));
        check("minutes](https://a.example/b) of", Some("minutes of"));
        check("~~gone~~ and _so_ on", Some("gone and so on"));
        check("a snake_case word", None);
        check("5 \\* 3", Some("5 * 3"));
        check("a ~ b & c", None);
        check("**", Some(""));
    }
}
