//! Explains lines without a colon.
//!
//! In goes the place where the parser failed; out comes the fault of the line there, or of the line
//! above, where the colon is often missing: the parser notices that one line too late.

use super::line::Line;
use super::scene::{Scene, SceneFault};
use crate::model::keys::is_key;
use crate::model::{is_id, to_id};

/// A line without a colon, and how it was meant.
struct MeantLine {
    /// The word that the colon belongs after.
    key: String,
    /// Its length in bytes as typed, including signs around it.
    typed: usize,
    /// The line with its colon, without its indentation.
    line: String,
    /// True if the word is a key of the format, or stands alone.
    sure: bool,
    /// True if a sign of another notation stands in place of the colon.
    signed: bool,
}

/// The intended form of `line`, if it has no key but begins with a possible one.
fn meant(text: &str, line: Line) -> Option<MeantLine> {
    if line.key().is_some() {
        return None;
    }
    of_words(&text[line.value()])
}

/// Signs that other notations use instead of a colon, and signs that look like a colon.
const SIGNS: &[&str] =
    &["->", "=>", ":=", "==", "=", "-", ";", "\u{2013}", "\u{2014}", "\u{2192}", "\u{21d2}"];

/// How many of them may stand right between a key and its value.
const TIGHT: usize = 5;

/// True for signs around a key that are no part of it.
fn is_around(c: char) -> bool {
    matches!(c, '"' | '\'' | ';' | ',' | '.' | '=')
}

/// The intended form of a line of `words`, if it begins with a possible key.
fn of_words(words: &str) -> Option<MeantLine> {
    let first = words.split(char::is_whitespace).next()?;
    let tight = SIGNS[..TIGHT].iter().find_map(|sign| {
        let (key, value) = first.split_once(sign)?;
        (is_key(&key.to_ascii_lowercase()) && !value.is_empty()).then_some(key)
    });
    let typed = tight.unwrap_or(first);
    let rest = words[typed.len()..].trim();
    let sign = SIGNS.iter().find_map(|sign| {
        let value = rest.strip_prefix(sign)?;
        (tight.is_some() || value.is_empty() || value.starts_with(' ')).then_some(value.trim())
    });
    let mut word = typed.trim_matches(is_around).to_owned();
    // A sentence may begin with the word, but not in capitals, and not before such a sign.
    let small = word.to_ascii_lowercase();
    if is_key(&small) && (sign.is_some() || !word.contains(char::is_lowercase)) {
        word = small;
    }
    let known = is_key(&word);
    if !is_id(&word)
        || !word.starts_with(|c: char| c.is_ascii_alphabetic())
        || word != typed && !known
    {
        return None;
    }
    let rest = sign.unwrap_or(rest);
    let line = if rest.is_empty() { format!("{word}:") } else { format!("{word}: {rest}") };
    let sure = known || rest.is_empty();
    Some(MeantLine { key: word, typed: typed.len(), line, sure, signed: sign.is_some() })
}

/// The fault of a text that is not a map because `line` has another sign than a colon after a key.
pub(super) fn signed(text: &str, line: Line) -> Option<SceneFault> {
    let start = line.body().start;
    let meant = of_words(text[line.body()].trim_end()).filter(|meant| meant.signed)?;
    is_key(&meant.key).then(|| no_colon(text, start, &meant))
}

/// Reports that the line at byte `start`, without its indentation, has no colon.
fn no_colon(text: &str, start: usize, meant: &MeantLine) -> SceneFault {
    let key = start..start + meant.typed;
    let message =
        format!("there is no colon after `{}`", text[key.clone()].trim_matches(is_around));
    SceneFault::new(key, message)
        .label("a key ends with a colon")
        .hint(format!("write `{}`", meant.line))
}

/// The words of `text` before the next key with such a sign, if the first key has one: YAML joins
/// lines without a colon to one text.
fn first_pair(text: &str) -> &str {
    let is_sign = |word: &str| SIGNS[..TIGHT].contains(&word);
    let words: Vec<&str> = text.split(' ').collect();
    if !words.get(1).is_some_and(|word| is_sign(word)) {
        return text;
    }
    let next = words.windows(2).skip(2).position(|pair| is_key(pair[0]) && is_sign(pair[1]));
    let length = next.map(|i| words[..i + 2].iter().map(|word| word.len() + 1).sum::<usize>());
    text[..length.unwrap_or(text.len())].trim_end()
}

/// The corrected `text`, if it is one line that begins with a key of the format and goes on.
pub(in crate::yaml) fn with_colon(text: &str) -> Option<String> {
    let words = Some(first_pair(text.trim())).filter(|words| !words.contains('\n'))?;
    // Keys of other tools may have capital letters.
    let lower = |c: char| c.to_ascii_lowercase();
    let first = words.chars().next().filter(char::is_ascii_uppercase);
    let small = first.map(|first| format!("{}{}", lower(first), &words[1..]));
    let meant = of_words(words).or_else(|| of_words(small.as_deref()?));
    let meant = meant.filter(|meant| is_key(&meant.key) && !meant.line.ends_with(':'));
    meant.map(|meant| meant.line)
}

impl Scene<'_> {
    /// A missing colon on the line where the parser failed, or on the one above, if the text
    /// becomes valid YAML with it.
    pub(super) fn missing_colon(&self) -> Option<SceneFault> {
        let here = self.line();
        for line in [Some(here), here.before()].into_iter().flatten() {
            let Some(meant) = meant(self.text, line).filter(|meant| meant.sure) else { continue };
            let value = line.value();
            if !self.mends(value.clone(), &meant.line, here) {
                continue;
            }
            return Some(no_colon(self.text, value.start, &meant));
        }
        None
    }

    /// A line without a key that continues nothing above it.
    pub(super) fn no_key(&self, line: Line) -> SceneFault {
        let below = std::iter::successors(line.after(), |l| l.after()).find(|l| l.has_words());
        let below = below.filter(|l| l.column() > line.column());
        if let Some(key) = below.and_then(|l| l.key()) {
            return self.no_key_above(line, key);
        }
        let words = self.text[line.value()].trim_end();
        let fault = SceneFault::new(line.body(), "YAML cannot tell what this line belongs to")
            .label("it has no key, and goes on with no text above");
        let held = std::iter::successors(line.before(), |l| l.before()).take(50);
        let over = held.into_iter().find(|l| l.key().is_some());
        let goes_on = over.and_then(|over| {
            let key = &self.text[over.key()?];
            let spaces = spaces(over.column() + 2);
            Some(format!(
                "where it goes on with the text of `{key}`, write {spaces} before it: it stands further in than `{key}`"
            ))
        });
        let own = match meant(self.text, line) {
            Some(meant) if meant.line.ends_with(':') => {
                format!("where `{}` is a key, write `{}`", meant.key, meant.line)
            }
            Some(meant) if meant.sure => format!("write `{}`", meant.line),
            _ => format!(
                "where it says something of its own, write a key, a colon and a space before it, as in `note: {}`",
                shortened(words)
            ),
        };
        fault.maybe_hint(goes_on).hint(own)
    }

    /// A line without a key, above a key with more indentation.
    pub(super) fn no_key_above(&self, above: Line, key: std::ops::Range<usize>) -> SceneFault {
        let words = self.text[above.value()].trim_end();
        let fault = SceneFault::new(above.body(), "this line is no key, since no colon ends it")
            .also(key, "what stands below it is indented, as if it belonged to a key");
        let id = to_id(words);
        let hint = match meant(self.text, above).filter(|meant| meant.sure) {
            Some(meant) => format!("write `{}`", meant.line),
            None if is_id(&id) && id.len() <= 60 => {
                format!("where it is the id of what stands below, write `{id}:`")
            }
            None => {
                "a key is one word, or words joined by hyphens, and a colon: `the-vote:`".to_owned()
            }
        };
        let goes_on = "put the text that it goes on with in quotation marks, where there is one";
        fault.hint(hint).maybe_hint(above.before().map(|_| goes_on.to_owned()))
    }
}

/// The beginning of a text, for an example.
fn shortened(words: &str) -> String {
    let mut all = words.split_whitespace();
    let first: Vec<&str> = all.by_ref().take(6).collect();
    let dots = if all.next().is_some() { " ..." } else { "" };
    format!("{}{dots}", first.join(" "))
}

/// A number of spaces, as text.
pub(super) fn spaces(n: usize) -> String {
    match n {
        0 => "no space".to_owned(),
        1 => "1 space".to_owned(),
        n => format!("{n} spaces"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_colon_is_recognized_after_every_key_of_the_format() {
        let names = crate::model::keys::ALL.iter().flat_map(|record| record.names);
        for key in names.filter(|key| is_key(key)) {
            let typed = format!("{key} words");
            assert_eq!(with_colon(&typed), Some(format!("{key}: words")));
        }
    }

    #[test]
    fn keys_without_a_colon_are_known() {
        let check = |text, expect: Option<&str>| {
            assert_eq!(with_colon(text).as_deref(), expect, "{text:?}");
        };
        check("title A bridge", Some("title: A bridge"));
        check("title = A bridge", Some("title: A bridge"));
        check("title; A bridge", Some("title: A bridge"));
        check("'title' A bridge", Some("title: A bridge"));
        check("Title A bridge", Some("title: A bridge"));
        check("title -> A bridge", Some("title: A bridge"));
        check("title => A bridge", Some("title: A bridge"));
        check("title := A bridge", Some("title: A bridge"));
        check("title \u{2192} A bridge", Some("title: A bridge"));
        check("title->A bridge", Some("title: A bridge"));
        check("title=A bridge", Some("title: A bridge"));
        check("title=Bridge", Some("title: Bridge"));
        check("TITLE A bridge", Some("title: A bridge"));
        check("TITLE = A bridge", Some("title: A bridge"));
        check("title -> A bridge language -> en", Some("title: A bridge"));
        check("title-page", None);
        check("title ->", None);
        check("title", None);
        check("bridge of stone", None);
        check("title A\nbridge", None);
    }
}
