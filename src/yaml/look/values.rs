//! Finds values and tags that were probably meant otherwise.
//!
//! In goes a scalar with its style; out come slips: curly marks around the whole, a list without
//! spaces after its hyphens, a backslash that makes a line break in a word, a tag that was meant as
//! text.

use super::curly::uncurled;
use super::reader::{Last, SlipReader};
use crate::diagnostic::Code;
use crate::yaml::fault::line::ODD_BULLETS;
use serde_yaml::granit_parser::{ScalarStyle, Tag};
use std::borrow::Cow;
use std::ops::Range;

/// Keys whose text is compared with the article or a source, where curly marks may be right.
const COMPARED: &[&str] = &["quote", "exact", "prefix", "suffix", "passage", "text"];

/// Keys whose value is a list, or may be one.
const LISTS: &[&str] = &[
    "aliases",
    "answers",
    "asked",
    "authors",
    "citations",
    "claims",
    "corrections",
    "counters",
    "history",
    "later",
    "sections",
    "sources",
    "speaker",
    "via",
];

impl SlipReader<'_> {
    /// Checks a scalar and its style.
    pub(super) fn check_scalar(
        &mut self,
        value: &str,
        style: ScalarStyle,
        range: &Range<usize>,
        empty: bool,
    ) {
        let is_key = self.turn(Some(value), range.start);
        self.last_is_key = is_key;
        self.last = match style {
            _ if empty => Last::Empty,
            ScalarStyle::Plain => Last::Plain(value.split_whitespace().count()),
            _ => Last::Quoted,
        };
        if !is_key && style == ScalarStyle::DoubleQuoted {
            self.check_escapes(range);
        }
        if is_key || style != ScalarStyle::Plain {
            return;
        }
        let key = self.open.iter().rev().find_map(|open| open.key.as_deref()).unwrap_or("");
        if uncurled(value).is_some() && !COMPARED.contains(&key) {
            let message = format!(
                "curly quotation marks stand round {}, and YAML takes them for part of the text",
                self.owner()
            );
            self.push(Code::CurlyQuotes, range.clone(), message, "write straight ones, or none; where curly ones are part of the text, put straight ones around them");
        }
        if self.is_unspaced_list(range) {
            let message =
                format!("{} is text here: an item begins with a hyphen and a space", self.owner());
            self.push(Code::YamlSyntax, range.clone(), message, "write a space after each hyphen; or put the text in quotation marks, where it is one");
        }
    }

    /// Reports escapes in a double-quoted text that make a line break, a tab or the like in the
    /// middle of words. Remarks may have line breaks.
    fn check_escapes(&mut self, range: &Range<usize>) {
        let key = self.open.iter().rev().find_map(|open| open.key.as_deref()).unwrap_or("");
        let note = key == "note";
        let typed = self.text.get(range.clone()).unwrap_or("");
        let mut past = 0;
        let mut lost = typed.match_indices('\\').filter_map(|(at, _)| {
            // An escaped backslash does not count.
            if at < past {
                return None;
            }
            past = at + 2;
            let letter = typed[at + 1..].chars().next().filter(|c| "nrtNLP_".contains(*c))?;
            let word = |c: char| c.is_alphanumeric() || c == ':' || c == '\\';
            let before = typed[..at].ends_with(word) && !typed[..at].ends_with("\\n");
            let after = typed[past..].starts_with(char::is_alphanumeric);
            let line = note && matches!(letter, 'n' | 'r');
            (before && after && !line).then_some((at, letter))
        });
        let Some((at, letter)) = lost.next() else { return };
        let what = match letter {
            'n' | 'N' | 'L' | 'P' | 'r' => "a line break",
            't' => "a tab",
            _ => "a no-break space",
        };
        let message = format!(
            "in double quotation marks `\\{letter}` is {what}, and stands in the midst of a word of {}",
            self.owner()
        );
        let at = range.start + at;
        self.push(
            Code::TextCut,
            at..at + 2,
            message,
            "put the text in single quotation marks, in which a backslash is one",
        );
    }

    /// True if each line of a text begins with a hyphen and a letter, or with a dash or typographic
    /// bullet, below its key.
    fn is_unspaced_list(&self, range: &Range<usize>) -> bool {
        let above = &self.text[..range.start];
        let below_key = above.trim_end_matches([' ', '\t']).ends_with('\n');
        let words = self.text.get(range.clone()).unwrap_or("").trim();
        let key = self.open.last().and_then(|open| open.key.as_deref()).unwrap_or("");
        let printed = |line: &str| {
            let item = line.trim().strip_prefix(ODD_BULLETS);
            item.is_some_and(|item| item.starts_with([' ', '\u{a0}']))
        };
        if below_key && LISTS.contains(&key) && words.lines().all(printed) {
            return !words.is_empty();
        }
        let item = |line: &str| {
            let item = line.trim().strip_prefix('-');
            item.is_some_and(|i| i.starts_with(|c: char| c.is_alphabetic() || "\"'{[".contains(c)))
        };
        below_key && !words.is_empty() && words.lines().all(item)
    }

    /// Reports a tag that is not a standard YAML tag.
    pub(super) fn check_tag(&mut self, tag: Option<Cow<'_, Tag>>, range: Option<Range<usize>>) {
        if let (Some(tag), Some(range)) = (tag, range)
            && !tag.is_yaml_core_schema()
        {
            let typed = self.text.get(range.clone()).unwrap_or("!").trim_end().to_owned();
            let message = format!("YAML takes `{typed}` for a tag, and leaves it out of the text");
            self.push(
                Code::TextCut,
                range.start..range.start + typed.len(),
                message,
                "put the text in quotation marks",
            );
        }
    }
}
