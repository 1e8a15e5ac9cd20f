//! Splits a passage into its parts and the editorial marks between them.
//!
//! In goes a passage; out comes a [`PassagePattern`]: the stretches of its normal form that must be
//! in the copy, and a [`Joint`] wherever the editor left words out, added words, or wrote `[sic]`.
//! The marks are those of the usual style guides: `...`, `. . .`, `[...]` and `(...)` for
//! omissions, brackets for insertions.

use super::deciding::is_negation;
use crate::edges::{word_end, word_start};
use crate::normal::Normal;
use crate::tokens::has_words;
use std::ops::Range;

/// A parsed passage. `joints` has one element more than `parts`: each stands before the part with
/// its index, the last one at the end. Only the first and the last may be `None`.
#[derive(Debug, Default)]
pub(super) struct PassagePattern {
    /// The passage in normal form. Places in `parts` and `joints` are bytes of it.
    pub normal: Normal,
    pub parts: Vec<Range<usize>>,
    pub joints: Vec<Option<Joint>>,
}

/// One or more editorial marks between two parts.
#[derive(Debug, Clone)]
pub(super) struct Joint {
    /// The marks, without the spaces around them.
    pub range: Range<usize>,
    /// True if words are left out, however many.
    pub gap: bool,
    /// The number of brackets with inserted words. If it is zero and there is no gap, the mark is
    /// `[sic]`.
    pub inserts: usize,
    pub left: Touch,
    pub right: Touch,
    /// The text in the brackets.
    pub content: String,
    /// How a reader sees it: the content, with the rest of the word that it is part of.
    pub visible: String,
}

/// What is directly next to a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Touch {
    /// A space, or the end of the passage.
    Spaced,
    /// Punctuation.
    Bare,
    /// The rest of a word that the bracket is part of.
    Attached,
}

impl Joint {
    /// True if the bracket is part of a word.
    pub fn attached(&self) -> bool {
        self.left == Touch::Attached || self.right == Touch::Attached
    }

    /// True if the bracket is part of a word and contains no other word.
    pub fn in_word(&self) -> bool {
        self.attached() && !self.content.contains(' ')
    }

    /// How many letters a bracket within a word may stand for. At the start of a word, where it
    /// changes the case of a letter, no more than it has: `[l]ikely` does not match `unlikely`.
    pub fn most_letters(&self) -> usize {
        match self.left {
            Touch::Attached => usize::MAX,
            _ => self.content.chars().count(),
        }
    }

    /// True if a reader sees a negation here.
    pub fn negates(&self) -> bool {
        self.visible.split(|c: char| !c.is_alphanumeric() && c != '\'').any(is_negation)
    }
}

enum EditorMark {
    Gap,
    Sic,
    Insert,
}

impl PassagePattern {
    /// Parses `passage`.
    pub fn parse(passage: &str) -> Self {
        Self::parse_but(passage, |_| true)
    }

    /// Parses `passage`, with dots outside brackets read as dots of the source. `None` if it has no
    /// such dots.
    pub fn parse_dots(passage: &str) -> Option<Self> {
        let mut any = false;
        let pattern = Self::parse_but(passage, |mark| {
            any |= mark.starts_with('.');
            !mark.starts_with('.')
        });
        any.then_some(pattern)
    }

    fn parse_but(passage: &str, mut is_mark: impl FnMut(&str) -> bool) -> Self {
        let normal = Normal::new(passage);
        let mut pattern = Self { normal, ..Self::default() };
        let mut open: Option<Joint> = None;
        let mut at = 0;
        for (range, mark) in marks(&pattern.normal.text) {
            if !is_mark(&pattern.normal.text[range.clone()]) {
                continue;
            }
            pattern.add_part(at..range.start, &mut open);
            at = range.end;
            let joint = open.get_or_insert_with(|| Joint {
                range: range.clone(),
                gap: false,
                inserts: 0,
                left: Touch::Spaced,
                right: Touch::Spaced,
                content: String::new(),
                visible: String::new(),
            });
            joint.range.end = range.end;
            match mark {
                EditorMark::Gap => joint.gap = true,
                EditorMark::Sic => {}
                EditorMark::Insert => {
                    joint.inserts += 1;
                    joint.gap |= pattern.normal.text[range.clone()].contains("...");
                    let spaced = pattern.normal.text[..range.start].ends_with(' ');
                    if spaced && !joint.content.is_empty() {
                        joint.content.push(' ');
                    }
                    let content = &pattern.normal.text[range.start + 1..range.end - 1];
                    joint.content.extend(content.chars().filter(|c| !matches!(c, '[' | ']')));
                }
            }
        }
        pattern.add_part(at..pattern.normal.text.len(), &mut open);
        pattern.joints.push(open);
        let text = pattern.normal.text.as_str();
        pattern.joints.iter_mut().flatten().for_each(|joint| finish(joint, text));
        pattern
    }

    /// Adds the part in `range`, if it is not empty, after the open joint.
    fn add_part(&mut self, range: Range<usize>, open: &mut Option<Joint>) {
        let text = &self.normal.text[range.clone()];
        let start = range.end - text.trim_start().len();
        let end = start + text.trim().len();
        if start < end {
            self.parts.push(start..end);
            self.joints.push(open.take());
        }
    }

    /// The words of a part.
    pub fn words(&self, part: usize) -> &str {
        &self.normal.text[self.parts[part].clone()]
    }

    /// True if there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        !self.parts.iter().any(|p| has_words(&self.normal.text[p.clone()]))
    }

    /// The joint before a part, or after the last one.
    pub fn joint(&self, index: usize) -> Option<&Joint> {
        self.joints.get(index).and_then(Option::as_ref)
    }

    /// The segments between omissions, as ranges of parts.
    pub fn segments(&self) -> Vec<Range<usize>> {
        let mut segments: Vec<Range<usize>> = Vec::new();
        for i in 0..self.parts.len() {
            match segments.last_mut() {
                Some(last) if !self.joint(i).is_some_and(|j| j.gap) => last.end = i + 1,
                _ => segments.push(i..i + 1),
            }
        }
        segments
    }

    /// The bytes of `passage` that a stretch of its normal form came from.
    pub fn to_plain(&self, passage: &str, range: Range<usize>) -> Range<usize> {
        if !range.is_empty() {
            return self.normal.to_plain(passage, range);
        }
        let next = self.normal.text[range.start..].chars().next();
        let at = match next {
            Some(c) => {
                let end = range.start + c.len_utf8();
                self.normal.to_plain(passage, range.start..end).start
            }
            None => passage.trim_end().len(),
        };
        at..at
    }
}

/// Completes a joint once all its marks are known.
fn finish(joint: &mut Joint, text: &str) {
    let (start, end) = (joint.range.start, joint.range.end);
    let (before, after) = (text[..start].chars().next_back(), text[end..].chars().next());
    let (mut from, mut to) = (start, end);
    if joint.inserts > 0 {
        from = word_start(text, start);
        // The word before `'s` is a word by itself.
        to = if after == Some('\'') { end } else { word_end(text, end) };
    }
    let side = |c: Option<char>, attached: bool| match c {
        _ if attached => Touch::Attached,
        None | Some(' ') => Touch::Spaced,
        _ => Touch::Bare,
    };
    joint.left = side(before, from < start);
    joint.right = side(after, to > end);
    joint.visible = [&text[from..start], &joint.content, &text[end..to]].concat();
}

/// The maximum number of marks that are parsed in a passage. It is more than anyone writes, and
/// bounds the cost of a search.
const MOST: usize = 100;

/// The editorial marks in `text`, in order. Brackets within brackets belong to the outer ones. An
/// unpaired bracket is an ordinary character.
fn marks(text: &str) -> Vec<(Range<usize>, EditorMark)> {
    let closing = pairs(text);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(i) = text[at..].find(['[', '(', '.'])
        && found.len() < MOST
    {
        let start = at + i;
        at = start + 1;
        let rest = &text[start..];
        if let Ok(i) = closing.binary_search_by_key(&start, |pair| pair.0) {
            let close = closing[i].1;
            let inner = text[start + 1..close].trim();
            let bare = inner.trim_end_matches(['!', '.', '?']);
            let mark = match () {
                () if !inner.is_empty() && inner.chars().all(|c| matches!(c, '.' | ' ')) => {
                    EditorMark::Gap
                }
                () if bare.eq_ignore_ascii_case("sic") => EditorMark::Sic,
                () => EditorMark::Insert,
            };
            at = close + 1;
            found.push((start..at, mark));
        } else if let Some(inner) = rest.strip_prefix('(') {
            let length = inner.len() - inner.trim_start().len();
            let dots = dots(&inner[length..], true);
            let after = &inner[length + dots..];
            if dots > 0 && after.trim_start().starts_with(')') {
                at = text.len() - after.trim_start().len() + 1;
                found.push((start..at, EditorMark::Gap));
            }
        } else {
            let free = text[..start].is_empty() || text[..start].ends_with(' ');
            let dots = dots(rest, free);
            if dots > 0 {
                at = start + dots;
                found.push((start..at, EditorMark::Gap));
            }
        }
    }
    found
}

/// Every outer `[` with its `]`, in order.
fn pairs(text: &str) -> Vec<(usize, usize)> {
    let mut open = Vec::new();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (i, c) in text.bytes().enumerate() {
        match c {
            b'[' => open.push(i),
            b']' => {
                if let Some(start) = open.pop() {
                    while pairs.last().is_some_and(|p| p.0 > start) {
                        pairs.pop();
                    }
                    pairs.push((start, i));
                }
            }
            _ => {}
        }
    }
    pairs
}

/// The length of the ellipsis at the start of `text`: three or more dots, adjacent or, if `spaced`
/// is set, a space apart.
fn dots(text: &str, spaced: bool) -> usize {
    let close = text.len() - text.trim_start_matches('.').len();
    if close >= 3 {
        return close;
    }
    let mut length = usize::from(text.starts_with('.'));
    while spaced && length > 0 && text[length..].starts_with(" .") {
        length += 2;
    }
    if length >= 5 { length } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shows parts as they are and joints by their kind.
    fn check(passage: &str, expect: &str) {
        let pattern = PassagePattern::parse(passage);
        let mut shown = Vec::new();
        for (i, joint) in pattern.joints.iter().enumerate() {
            shown.extend(joint.as_ref().map(|j| match (j.gap, j.inserts > 0) {
                (true, _) => "{gap}".to_owned(),
                (_, true) => format!("{{{} {:?} {:?}}}", j.visible, j.left, j.right),
                _ => "{sic}".to_owned(),
            }));
            shown.extend((i < pattern.parts.len()).then(|| pattern.words(i).to_owned()));
        }
        assert_eq!(shown.join("|"), expect, "{passage}");
    }

    #[test]
    fn words_left_out() {
        check(
            "one … two [...] three [ … ] four (...) five",
            "one|{gap}|two|{gap}|three|{gap}|four|{gap}|five",
        );
        check(
            "one... two. . . three. ... four . . . five",
            "one|{gap}|two. . . three.|{gap}|four|{gap}|five",
        );
        check("... one [...] ... two …", "{gap}|one|{gap}|two|{gap}");
        check("one [... three] two", "one|{gap}|two");
        check("the U.S. (a.b) one.", "the U.S. (a.b) one.");
    }

    #[test]
    fn words_put_in() {
        check("Secretary [John] Kerry", "Secretary|{John Spaced Spaced}|Kerry");
        check("“[t]he man[’s]”", "\"|{the Bare Attached}|he man|{man's Attached Bare}|\"");
        check("[He], wom[e]n", "{He Spaced Bare}|, wom|{women Attached Attached}|n");
        check("did[n't] go", "did|{didn't Attached Spaced}|go");
        check("a [b [c] d] e", "a|{b c d Spaced Spaced}|e");
        check("a [b] [c] d", "a|{b c Spaced Spaced}|d");
    }

    #[test]
    fn sic_and_stray_brackets() {
        check("one [sic] two [SIC!], x", "one|{sic}|two|{sic}|, x");
        check("a ] b [ c", "a ] b [ c");
        check("a [[b] c", "a [|{b Bare Spaced}|c");
    }
}
