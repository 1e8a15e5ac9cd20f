//! Tells whether words stand between what an annotation has before and after them.
//!
//! In go a place of the site and what was read around it on a page; out comes whether the two can be the same
//! place. Pages have numbers of notes and marks between their words, texts are edited, and contexts end inside
//! words: so the letters nearest to the words are compared.

use super::target::NoteWords;
use crate::desk::annotate::{FoundWords, around};
use crate::resolve::Site;

/// How many words of the text are compared on each side.
const COMPARED: usize = 40;

/// As many letters tell a place, whatever stands on the other side.
const TELLING: usize = 10;

/// How far what was read goes along with the text on one side.
#[derive(Debug, Clone, Copy)]
struct SideMatch {
    /// The letters that are the same, from the words on.
    common: usize,
    /// The letters that could be.
    most: usize,
}

impl SideMatch {
    fn of(read: impl Iterator<Item = char>, text: impl Iterator<Item = char>) -> Self {
        let (read, text): (Vec<char>, Vec<char>) = (read.collect(), text.collect());
        let common = read.iter().zip(&text).take_while(|(read, text)| read == text).count();
        Self { common, most: read.len().min(text.len()) }
    }

    fn is_whole(self) -> bool {
        self.common == self.most
    }
}

/// True if the words at `spot`, which are `whole` in the text, can be those that were read: nothing else stands
/// before and after them.
pub fn fits(site: &Site, spot: &FoundWords, whole: &str, read: &NoteWords) -> bool {
    let [before, after] = around(site, spot, COMPARED);
    let context = [&read.prefix, &read.suffix].map(|text| text.as_deref().unwrap_or(""));
    let text = [before.as_str(), whole, after.as_str()];
    [char::is_alphanumeric, char::is_alphabetic]
        .into_iter()
        .any(|counts: fn(char) -> bool| fit(text, &read.exact, context, counts))
}

fn fit(
    [before, whole, after]: [&str; 3],
    exact: &str,
    [prefix, suffix]: [&str; 2],
    counts: fn(char) -> bool,
) -> bool {
    let letters = |text: &str| -> String {
        text.chars().filter(|c| counts(*c)).flat_map(char::to_lowercase).collect()
    };
    let (whole, exact) = (letters(whole), letters(exact));
    // An annotation that cut a word has the rest of it in its context.
    let (left, right) = whole.split_once(&exact).unwrap_or(("", ""));
    let (before, after) = (letters(before) + left, right.to_owned() + &letters(after));
    let (prefix, suffix) = (letters(prefix), letters(suffix));
    let sides = [
        SideMatch::of(prefix.chars().rev(), before.chars().rev()),
        SideMatch::of(suffix.chars(), after.chars()),
    ];
    let known = || sides.iter().filter(|side| side.most > 0);
    let is_other = known().any(|side| side.common == 0);
    known().any(|side| side.common >= TELLING)
        || known().next().is_none()
        || !is_other && known().any(|side| side.is_whole())
}

#[cfg(test)]
mod tests {
    use super::fit;

    #[test]
    fn words_fit_where_one_side_goes_on_as_it_was_read_and_the_other_is_not_another() {
        let check = |text: [&str; 3], exact: &str, context: [&str; 2], expect: bool| {
            let found = [char::is_alphanumeric, char::is_alphabetic]
                .into_iter()
                .any(|counts: fn(char) -> bool| fit(text, exact, context, counts));
            assert_eq!(found, expect, "{text:?} {exact} {context:?}");
        };
        let text = ["On Monday the council ", "voted to close", " the bridge for good."];
        let of = |context, expect| check(text, "voted to close", context, expect);
        // Contexts end inside words.
        of(["nday the council ", " the bri"], true);
        of(["", ""], true);
        of(["the ", ""], false);
        of(["council ", ""], true);
        of(["The council ", " the old bridge"], true);
        of(["The committee ", " the bridge"], false);
        of(["The committee ", " the bridge for"], true);
        of(["The mayor ", " the school for good."], false);
        of(["", " this school"], false);
        of(["council ", " a school"], false);
        // Numbers of notes and marks.
        of(["council[2] ", "\u{b9} the bridge"], true);
        of(["council2 ", "3 the bridge"], true);
        // What was cut goes on in the context.
        check(["The ", "mayor said", " no."], "yor sa", ["the ma", "id no"], true);
        check(["The ", "mayor said", " no."], "yor sa", ["the lo", "id no"], false);
        // At the ends of a text there is nothing to compare with.
        check(["", "Said no", ""], "Said no", ["Menu ", " Imprint"], true);
        check(["", "Said no", " again"], "Said no", ["Menu ", " again"], true);
    }
}
