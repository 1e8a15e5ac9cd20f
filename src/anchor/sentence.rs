//! The sentence that holds a stretch of text.
//!
//! In go a text and a stretch of it; out come the bounds of the sentences that it touches. A
//! sentence ends where the Unicode standard says so (UAX 29) and at the edge of a block, but not
//! after an abbreviation: that which stands before "Mr. Kerry" bears on what he did.

use super::BARRIER;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// Words that a full stop follows without ending a sentence, in lower case. Single letters, as in
/// `J. Kerry`, need no entry.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "mx", "dr", "prof", "sen", "rep", "gov", "gen", "col", "lt", "sgt", "capt",
    "hon", "inc", "jr", "sr", "corp", "ltd", "co", "bros", "maj", "cmdr", "ph.d", "m.d", "a.m",
    "p.m", "etc", "pres", "sec", "dir", "asst", "supt", "insp", "mass", "calif", "av", "ave",
    "blvd", "rd", "al", "ed", "eds", "est", "seq", "s.a", "ee. uu", "rev", "st", "vs", "e.g",
    "i.e", "cf", "approx", "dept", "u.s", "u.k", "u.n", "sra", "srta", "dra", "ud", "vd", "ee.uu",
    "aprox", "lic", "gral",
];

/// The same, where a number follows: `No. 5`, `Sept. 26`.
const BEFORE_NUMBERS: &[&str] = &[
    "no", "nos", "fig", "figs", "vol", "p", "pp", "art", "sec", "para", "ch", "jan", "feb", "mar",
    "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "núm", "pág", "págs", "ene",
    "abr", "ago", "dic",
];

/// True for a title or an initial before a name: after its full stop no sentence begins.
pub(super) fn is_title(word: &str) -> bool {
    const TITLES: &[&str] = &[
        "mr", "mrs", "ms", "mx", "dr", "prof", "sen", "rep", "gov", "gen", "col", "lt", "sgt",
        "capt", "hon", "maj", "cmdr", "pres", "rev", "st", "sr", "sra", "srta", "dra", "lic",
        "gral",
    ];
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    initial || TITLES.contains(&word.to_lowercase().as_str())
}

/// The bytes of the sentences of `plain` that the stretch `range` touches, without blanks at the
/// ends. `plain` has a line break at the edge of each block.
pub fn around(plain: &str, range: &Range<usize>) -> Range<usize> {
    // What is inside the stretch is of no interest: it may hold a hundred sentences.
    let words = plain[range.clone()].trim_end();
    let last = words.char_indices().next_back().map_or(0, |(at, _)| at);
    let (first, last) = (holding(plain, range.start), holding(plain, range.start + last));
    let (start, end) = (first.start.min(range.start), last.end.max(range.end));
    let blank = |text: &str| text.len() - text.trim_start().len();
    let start = (start + blank(&plain[start..end])).min(range.start);
    start..(start + plain[start..end].trim_end().len()).max(range.end)
}

/// The sentence that holds the byte `at`.
fn holding(plain: &str, at: usize) -> Range<usize> {
    let edge = ['\n', BARRIER];
    let block = plain[..at].rfind(edge).map_or(0, |at| at + 1);
    let block_end = plain[at..].find(edge).map_or(plain.len(), |i| at + i);
    let (mut start, mut end) = (block, block_end);
    for (begin, sentence) in plain[block..block_end].split_sentence_bound_indices() {
        let after = block + begin + sentence.len();
        if after < block_end && goes_on(sentence, &plain[after..block_end]) {
            continue;
        }
        if after > at {
            end = after;
            break;
        }
        start = after;
    }
    start..end
}

/// True where `sentence` ends in an abbreviation, or in an initial, or in words that were quoted
/// in the middle of something longer.
fn goes_on(sentence: &str, rest: &str) -> bool {
    let words = sentence.trim_end();
    // `"Never again!" he said`: what follows begins small.
    if rest.trim_start().starts_with(char::is_lowercase) {
        return true;
    }
    let Some(words) = words.strip_suffix('.') else { return false };
    let begin = words.rfind(|c: char| c.is_whitespace() || "([\"'\u{201c}\u{2018}".contains(c));
    let last =
        begin.map_or(words, |at| words[at..].trim_start_matches(|c: char| !c.is_alphanumeric()));
    let initial = last.chars().count() == 1 && last.chars().all(char::is_uppercase);
    let last = last.to_lowercase();
    let number = rest.trim_start().starts_with(|c: char| c.is_numeric());
    initial
        || ABBREVIATIONS.contains(&last.as_str())
        || (number && BEFORE_NUMBERS.contains(&last.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shows the sentence that holds `words` of `text`.
    fn check(text: &str, words: &str, expect: &str) {
        let start = text.find(words).expect("the words stand in the text");
        assert_eq!(&text[around(text, &(start..start + words.len()))], expect);
    }

    #[test]
    fn a_sentence_ends_at_its_full_stop() {
        check("It rained. He asked. They left.", "asked", "He asked.");
        check("It rained. He asked. They left.", "It", "It rained.");
        check("It rained. He asked. They left.", "left", "They left.");
        check("Was it? It was! “Never again!” he said. Fine.", "again", "“Never again!” he said.");
    }

    #[test]
    fn abbreviations_and_numbers_do_not_end_one() {
        check(
            "Never, said Mr. Kerry, did he ask. So.",
            "did he ask",
            "Never, said Mr. Kerry, did he ask.",
        );
        let inc = "Never did the board of Acme Inc. Kerry said ask. So.";
        check(inc, "ask", "Never did the board of Acme Inc. Kerry said ask.");
        check("He said no. On Sept. 26 he left.", "said", "He said no.");
        check("He said no. On Sept. 26 he left.", "On", "On Sept. 26 he left.");
        check(
            "So J. P. Morgan rose 3.5 per cent in the U.S. Senate. So.",
            "rose",
            "So J. P. Morgan rose 3.5 per cent in the U.S. Senate.",
        );
    }

    #[test]
    fn a_block_ends_one() {
        check("A heading\nHe asked\nAnother", "asked", "He asked");
        check("He asked\0It rained", "asked", "He asked");
    }

    #[test]
    fn words_may_run_over_several() {
        check("It rained. He asked. They left. So.", "asked. They", "He asked. They left.");
        check(
            "It rained.\nHe asked.\nThey left. So.",
            "rained.\nHe asked.\nThey",
            "It rained.\nHe asked.\nThey left.",
        );
        check("He asked.", "He asked.", "He asked.");
        check("国务院否认。他没有问。", "没有", "他没有问。");
    }
}
