//! How much of a source is a quotation, and the sentence of a passage cut to that.
//!
//! In go a passage and the rest of its sentence; out comes as much of the rest as makes a quotation with it.

use text_anchor::passage::InSentence;

/// Longest quotation, in words: more is a reprint.
pub(super) const LONGEST: usize = 60;

/// The rest of the sentence that a passage was cut from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cutting {
    /// What stands before the passage, with the space that parts them.
    pub before: String,
    /// What stands after it.
    pub after: String,
}

impl Cutting {
    /// The rest of the sentence of `passage`; none where that is a whole sentence, or long enough.
    pub(super) fn of(passage: &str, found: &InSentence) -> Option<Self> {
        let left = LONGEST.saturating_sub(word_count(passage));
        let (before, after) = (units(&found.before), units(&found.after));
        if left == 0 || before.len() + after.len() == 0 {
            return None;
        }
        // Half of what is left goes to each side, and what one does not need to the other.
        let half = left / 2;
        let most_after = after.len().min(left - before.len().min(half));
        let most_before = before.len().min(left - most_after);
        let text = |shown: &str, whole: bool, first: &str, last: &str| match whole {
            true => shown.to_owned(),
            false => format!("{first}{shown}{last}"),
        };
        let start = match before.len() - most_before {
            0 => 0,
            dropped => before[dropped - 1],
        };
        let shown = &found.before[start..];
        let before = text(shown, start == 0, "\u{2026}\u{a0}", "");
        let whole = most_after == after.len();
        let end = match most_after {
            _ if whole => found.after.len(),
            0 => 0,
            most => after[most - 1],
        };
        let after = text(found.after[..end].trim_end(), whole, "", "\u{a0}\u{2026}");
        Some(Self { before: before.replace("\u{a0} ", "\u{a0}"), after })
    }
}

/// Words of a text; in scripts that write no spaces, two characters count as one.
pub(super) fn word_count(text: &str) -> usize {
    let unspaced = text.chars().filter(|c| text_anchor::is_unspaced(*c)).count();
    text.split_whitespace().count() + unspaced / 2
}

/// Where each word of a text ends, in bytes, as they are counted.
fn units(text: &str) -> Vec<usize> {
    let mut ends = Vec::new();
    let (mut letters, mut unspaced) = (false, 0);
    for (at, c) in text.char_indices() {
        if c.is_whitespace() {
            if letters || unspaced > 0 {
                ends.push(at);
            }
            (letters, unspaced) = (false, 0);
        } else if text_anchor::is_unspaced(c) && c.is_alphanumeric() {
            unspaced += 1;
            if unspaced == 2 {
                ends.push(at + c.len_utf8());
                (letters, unspaced) = (false, 0);
            }
        } else {
            letters |= c.is_alphanumeric();
        }
    }
    if letters || unspaced > 0 {
        ends.push(text.len());
    }
    ends
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(before: &str, passage: &str, after: &str, expect: &str) {
        let (before, after) = (before.to_owned(), after.to_owned());
        let found = InSentence { before, after, turns: Vec::new() };
        let shown = Cutting::of(passage, &found)
            .map_or_else(|| "nothing".to_owned(), |c| format!("{}[]{}", c.before, c.after));
        assert_eq!(shown, expect);
    }

    #[test]
    fn the_rest_and_the_passage_are_no_more_than_a_quotation() {
        let long = "so ".repeat(80);
        let words = |n: usize| long[..3 * n - 1].to_owned();
        check("He said ", "it is", ".", "He said [].");
        check("", "It is.", "", "nothing");
        check("He said ", &words(60), ".", "nothing");
        check("He said that ", &words(58), ", he said.", "\u{2026}\u{a0}that [], he\u{a0}\u{2026}");
        check("He said that ", &words(57), ".", "He said that [].");
        check(&long, "it is", " so.", &format!("\u{2026}\u{a0}{} [] so.", words(57)));
        check("市长周二否认", &words(59), "。", "\u{2026}\u{a0}否认[]。");
    }
}
