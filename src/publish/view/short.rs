//! Shortens text to the available space: titles in tabs, descriptions, search results.
//!
//! In go a text and the maximum number of characters; out comes one line.

use text_anchor::BARRIER;
use unicode_segmentation::UnicodeSegmentation;

/// The beginning of `text` on one line, in at most `most` characters. It is cut between words,
/// unless that would leave less than half of the space: some scripts have no spaces.
pub fn short(text: &str, most: usize) -> String {
    let space = |c: char| c.is_whitespace() || c == BARRIER;
    let (mut line, mut length) = (String::new(), 0);
    for word in text.split(space).filter(|word| !word.is_empty()) {
        if length > 0 {
            line.push(' ');
            length += 1;
        }
        line.push_str(word);
        length += word.chars().count();
        if length > most {
            return cut(&line, most);
        }
    }
    line
}

/// The most characters of a claim's words that stand whole before what gainsays it: with more, the
/// first words against it would begin below the first screen of a phone.
const WHOLE: usize = 300;

/// The characters of the heading of a claim with longer words.
const HEADING: usize = 160;

/// The beginning of a claim's words, as the heading of what is said about it, where they are too long
/// to be one.
pub fn heading(words: &str) -> Option<String> {
    (words.chars().count() > WHOLE).then(|| short(words, HEADING))
}

/// The beginning of a line that is too long, with an ellipsis.
fn cut(line: &str, most: usize) -> String {
    let (mut end, mut length) = (0, 1);
    for sign in line.graphemes(true) {
        length += sign.chars().count();
        if length > most {
            break;
        }
        end += sign.len();
    }
    let (start, rest) = line.split_at(end);
    let start = match start.rfind(' ') {
        Some(at) if !rest.starts_with(' ') && start[..at].chars().count() * 2 >= most => {
            &start[..at]
        }
        _ => start,
    };
    // A full stop before the ellipsis would look like a fourth dot.
    let idle = |c: char| c.is_whitespace() || matches!(c, '.' | ',' | ';' | ':');
    let start = start.trim_end_matches(idle);
    // Isolates that are open must be closed before the following text.
    let count = |sign: char| start.matches(sign).count();
    let open = count('\u{2068}').saturating_sub(count('\u{2069}'));
    format!("{start}\u{2026}{}", "\u{2069}".repeat(open))
}

#[cfg(test)]
mod tests {
    use super::short;

    #[test]
    fn long_texts_are_cut_between_words() {
        assert_eq!(short("one\n two", 20), "one two");
        assert_eq!(short("one  two\0three", 20), "one two three");
        assert_eq!(short("one two three", 8), "one two\u{2026}");
        assert_eq!(short("one two three", 9), "one two\u{2026}");
        assert_eq!(short("", 9), "");
        assert_eq!(
            short("by \u{2068}one two three\u{2069}", 12),
            "by \u{2068}one two\u{2026}\u{2069}"
        );
        assert_eq!(short("It held. So they said.", 10), "It held\u{2026}");
    }

    #[test]
    fn words_that_are_too_long_are_cut_too() {
        assert_eq!(short("国家安全", 4), "国家安全");
        assert_eq!(short("国家安全", 3), "国家\u{2026}");
        assert_eq!(short("第一 国家安全国家安全", 9), "第一 国家安全国\u{2026}");
        // Cut between grapheme clusters.
        assert_eq!(
            short("👩\u{200d}👩\u{200d}👧👩\u{200d}👩\u{200d}👧", 8),
            "👩\u{200d}👩\u{200d}👧\u{2026}"
        );
    }
}
