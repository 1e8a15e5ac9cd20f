//! Changes made on purpose, of which the right answer is known.
//!
//! In go a text and a sentence of it; out come [`Case`]s: the words annotated, the text after the
//! change, and what must come of it. The new words that are put in stand in no list of the tool.

use crate::Chance;
use std::ops::Range;
use text_anchor::tokens::words;

/// What must come of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// The mark stays, and nothing is reported.
    Held,
    /// Reported as a change that may change the meaning.
    Drift,
    /// Offered, at the right place, and not published before somebody looked.
    Offered,
    /// As `Offered`, or the mark stays, since the words are the same: at the right place.
    OfferedOrHeld,
    /// Not published, and nothing is offered as a plain edit.
    Nothing,
}

/// A text that was changed on purpose.
pub struct Case {
    /// What was done.
    pub name: &'static str,
    /// The annotated words, as bytes of the old text.
    pub quote: Range<usize>,
    /// The text after it.
    pub new: String,
    /// Where the words are now, where they are.
    pub place: Option<Range<usize>>,
    /// What must come of it.
    pub wanted: Wanted,
}

const NAMES: &[&str] = &["Zorbel", "Quimby", "Tarrant", "Oslova", "Brandeis", "Kimura"];

/// The cases that `sentence` of `text` is good for. `others` are its other sentences.
pub fn cases(
    text: &str,
    sentence: &Range<usize>,
    others: &[Range<usize>],
    language: &str,
    chance: &mut Chance,
) -> Vec<Case> {
    let mut cases = Vec::new();
    let tokens = words(&text[sentence.clone()]);
    let token = |i: usize| sentence.start + tokens[i].start..sentence.start + tokens[i].range().end;
    let count = tokens.len();
    let part = |from: usize, to: usize| token(from).start..token(to - 1).end;
    let far: Vec<&Range<usize>> = others
        .iter()
        .filter(|o| o.end + 600 < sentence.start || o.start > sentence.end + 600)
        .collect();
    let english = language == "en";
    let (not, may) = if english { ("not", ("may", "will")) } else { ("no", ("puede", "debe")) };
    // The words of the middle third, so that something of the sentence is outside the quote.
    let third = (count >= 9).then(|| part(count / 3, count - count / 3));

    let gone = without(text, sentence);
    cases.push(Case {
        name: "sentence deleted",
        quote: sentence.clone(),
        new: gone.clone(),
        place: None,
        wanted: Wanted::Nothing,
    });
    let at = chance.below(count - 2);
    cases.push(Case {
        name: "three-word quote, its sentence deleted",
        quote: part(at, at + 3),
        new: gone.clone(),
        place: None,
        wanted: Wanted::Nothing,
    });

    let at = 1 + chance.below(count - 2);
    cases.push(replace(
        "negation inserted inside the quote",
        text,
        sentence,
        token(at).start..token(at).start,
        &format!("{not} "),
        Wanted::Drift,
    ));
    if let Some(third) = &third {
        let inserted = if chance.below(2) == 0 { token(1).start } else { token(count - 1).start };
        cases.push(replace(
            "negation inserted outside the quote",
            text,
            third,
            inserted..inserted,
            &format!("{not} "),
            Wanted::Drift,
        ));
    }
    let find = |fits: &dyn Fn(&str) -> bool| (0..count).find(|i| fits(tokens[*i].text));
    if let Some(i) = find(&|w| w.bytes().all(|b| b.is_ascii_digit())) {
        let number: u64 = tokens[i].text.parse().unwrap_or(7);
        cases.push(replace(
            "number changed",
            text,
            sentence,
            token(i),
            &(number + 3).to_string(),
            Wanted::Drift,
        ));
    }
    let capital = (1..count).find(|i| {
        let w = tokens[*i].text;
        w.len() > 3
            && w.starts_with(char::is_uppercase)
            && w.chars().skip(1).all(char::is_lowercase)
    });
    if let Some(i) = capital {
        cases.push(replace(
            "name changed",
            text,
            sentence,
            token(i),
            NAMES[chance.below(NAMES.len())],
            Wanted::Drift,
        ));
    }
    let modals: &[&str] = if english {
        &["can", "could", "may", "might", "must", "should", "will", "would"]
    } else {
        &["puede", "pueden", "debe", "deben", "podría"]
    };
    if let Some(i) = find(&|w| modals.contains(&w)) {
        let other = if tokens[i].text == may.0 { may.1 } else { may.0 };
        cases.push(replace("modal changed", text, sentence, token(i), other, Wanted::Drift));
    }
    let (quantifiers, other): (&[&str], &str) = if english {
        (&["all", "some", "many", "most", "every", "few", "any", "each", "only", "more"], "several")
    } else {
        (&["todos", "todas", "algunos", "algunas", "muchos", "cada", "más"], "pocos")
    };
    if let Some(i) = find(&|w| quantifiers.contains(&w)) {
        cases.push(replace("quantifier changed", text, sentence, token(i), other, Wanted::Drift));
    }
    let plain = (2..count - 1)
        .find(|i| tokens[*i].text.len() > 4 && tokens[*i].text.chars().all(char::is_lowercase));
    if far.is_empty() {
        return cases;
    }
    let target = far[chance.below(far.len())].end;
    let words_of = &text[sentence.clone()];
    if let Some(i) = plain {
        let lightly = format!(
            "{}renewed{}",
            &text[sentence.start..token(i).start],
            &text[token(i).end..sentence.end]
        );
        let mut case = replace(
            "lightly edited, an exact copy elsewhere",
            text,
            sentence,
            sentence.clone(),
            &lightly,
            Wanted::Offered,
        );
        let at = moved(target, sentence, lightly.len());
        case.new.insert_str(at, &format!(" {words_of}"));
        case.place = case.place.map(|p| {
            if at <= p.start { p.start + words_of.len() + 1..p.end + words_of.len() + 1 } else { p }
        });
        cases.push(case);
        cases.push(elsewhere(
            "moved and edited",
            &gone,
            sentence,
            target,
            text,
            &lightly,
            Wanted::Offered,
        ));
    }
    cases.push(elsewhere(
        "moved verbatim",
        &gone,
        sentence,
        target,
        text,
        words_of,
        Wanted::OfferedOrHeld,
    ));
    cases.push(replace(
        "paragraph split before it",
        text,
        sentence,
        sentence.start..sentence.start,
        "\n",
        Wanted::Held,
    ));
    if let Some(edge) = text[..sentence.start].rfind('\n').filter(|at| sentence.start - at < 400) {
        cases.push(replace(
            "paragraph joined to the one before",
            text,
            sentence,
            edge..edge + 1,
            " ",
            Wanted::Held,
        ));
    }
    let typed = typographic(words_of);
    if typed != words_of {
        cases.push(replace(
            "typographic changes only",
            text,
            sentence,
            sentence.clone(),
            &typed,
            Wanted::Held,
        ));
    }
    cases
}

/// `text` with `with` in place of `range`, which lies in or beside the quote.
fn replace(
    name: &'static str,
    text: &str,
    quote: &Range<usize>,
    range: Range<usize>,
    with: &str,
    wanted: Wanted,
) -> Case {
    let new = format!("{}{with}{}", &text[..range.start], &text[range.end..]);
    let grown = with.len() as i64 - range.len() as i64;
    let shift = |at: usize| usize::try_from(at as i64 + grown).unwrap_or(0);
    let start =
        if range.end <= quote.start && range != *quote { shift(quote.start) } else { quote.start };
    let end = if range.start < quote.end { shift(quote.end) } else { quote.end };
    Case { name, quote: quote.clone(), new, place: Some(start..end), wanted }
}

/// `text` without `sentence` and the blank beside it.
fn without(text: &str, sentence: &Range<usize>) -> String {
    let rest = &text[sentence.end..];
    let rest = rest.strip_prefix(' ').unwrap_or(rest);
    format!("{}{rest}", &text[..sentence.start])
}

/// Where `target` is after `sentence` was replaced by `length` bytes.
fn moved(target: usize, sentence: &Range<usize>, length: usize) -> usize {
    if target <= sentence.start { target } else { target + length - sentence.len() }
}

fn elsewhere(
    name: &'static str,
    gone: &str,
    sentence: &Range<usize>,
    target: usize,
    text: &str,
    words: &str,
    wanted: Wanted,
) -> Case {
    let target = if target <= sentence.start { target } else { target - (text.len() - gone.len()) };
    let mut new = gone.to_owned();
    new.insert_str(target, &format!(" {words}"));
    Case {
        name,
        quote: sentence.clone(),
        new,
        place: Some(target + 1..target + 1 + words.len()),
        wanted,
    }
}

/// The same words with other kinds of marks and blanks.
fn typographic(words: &str) -> String {
    let mut typed = String::new();
    for (i, c) in words.chars().enumerate() {
        match c {
            '\'' => typed.push('\u{2019}'),
            '\u{2019}' => typed.push('\''),
            '-' => typed.push('\u{2010}'),
            ' ' if i % 3 == 0 => typed.push('\u{a0}'),
            c => typed.push(c),
        }
        if i % 17 == 5 && c.is_alphabetic() {
            typed.push('\u{ad}');
        }
    }
    typed
}
