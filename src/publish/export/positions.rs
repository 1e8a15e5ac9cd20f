//! Finds the marks of a page in the text that the page has for a browser.
//!
//! In goes the HTML of a page; out comes, for each mark, the element around its words and where they stand in the
//! text of that element, as `textContent` has it: all text in it in the order of the file, notes and numbers of
//! footnotes too, comments not. What counts is the page as it is written, whatever theme made it.

use crate::markdown::raw::cut::{raw_text, tokens};
use crate::parse::copy::VOID;
use html5gum::{StartTag, Token};
use std::collections::BTreeMap;

/// Where the words of a mark stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct MarkPosition {
    /// The id of the nearest element around them that has one and is no mark; none if their text is that of the body.
    pub element: Option<String>,
    /// The code points of its text before the words.
    pub start: usize,
    /// Those before their end.
    pub end: usize,
}

/// The marks of a page, by their ids.
pub(super) struct PagePositions {
    text: String,
    /// The numbers of footnotes in it.
    numbers: Vec<Stretch>,
    marks: BTreeMap<String, Vec<MarkPiece>>,
}

/// A stretch of the text, in bytes and in code points.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    bytes: (usize, usize),
    points: (usize, usize),
}

/// A part of a mark: inline elements and blocks divide it.
struct MarkPiece {
    stretch: Stretch,
    around: Vec<AroundElement>,
}

/// An element with an id, and the code points of the text before it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct AroundElement {
    id: String,
    begin: usize,
}

/// An element that is open.
struct OpenTag {
    name: String,
    id: Option<String>,
    /// The byte and the code point where it begins.
    begin: (usize, usize),
    kind: ElementKind,
}

enum ElementKind {
    Other,
    /// A mark, by its id.
    Mark(String),
    FootnoteNumber,
}

impl PagePositions {
    pub(super) fn of(html: &str) -> Self {
        let mut reader = PositionReader::default();
        let mut tokens = tokens(html);
        while let Some(Ok(token)) = tokens.next() {
            match token {
                Token::StartTag(tag) => {
                    let name = String::from_utf8_lossy(&tag.name).into_owned();
                    if let Some(state) = raw_text(&name) {
                        tokens.set_state(state);
                    }
                    reader.open(name, &tag);
                }
                Token::EndTag(tag) => reader.close(&String::from_utf8_lossy(&tag.name)),
                Token::String(text) => reader.push(&String::from_utf8_lossy(&text)),
                Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
            }
        }
        Self { text: reader.text, numbers: reader.numbers, marks: reader.marks }
    }

    /// Where the words of the mark with an id stand; `None` if other words than `exact` would stand there.
    pub(super) fn find(&self, id: &str, exact: &str) -> Option<MarkPosition> {
        let pieces = self.marks.get(id)?;
        let (first, last) = (pieces.first()?, pieces.last()?);
        let (from, to) = (first.stretch.bytes.0, last.stretch.bytes.1);
        let mut words = String::new();
        let mut at = from;
        for number in self.numbers.iter().filter(|one| one.bytes.0 >= from && one.bytes.1 <= to) {
            words.push_str(self.text.get(at..number.bytes.0)?);
            at = number.bytes.1;
        }
        words.push_str(self.text.get(at..to)?);
        let letters = |text: &str| -> String { text.split_whitespace().collect() };
        if letters(&words) != letters(exact) {
            return None;
        }
        let around = first.around.iter().rev().find(|one| last.around.contains(one));
        let begin = around.map_or(0, |one| one.begin);
        Some(MarkPosition {
            element: around.map(|one| one.id.clone()),
            start: first.stretch.points.0 - begin,
            end: last.stretch.points.1 - begin,
        })
    }
}

#[derive(Default)]
struct PositionReader {
    text: String,
    points: usize,
    open: Vec<OpenTag>,
    numbers: Vec<Stretch>,
    marks: BTreeMap<String, Vec<MarkPiece>>,
    /// The id of the last mark of each claim of the page, by its number.
    last: BTreeMap<String, String>,
    /// How many `<template>` are open: their text is in no element of the page.
    templates: usize,
    /// True right after `<pre>`, where a line break says nothing.
    begins: bool,
}

impl PositionReader {
    fn open(&mut self, name: String, tag: &StartTag<usize>) {
        let value = |wanted: &str| {
            let found = tag.attributes.get(wanted.as_bytes());
            found.map(|value| String::from_utf8_lossy(value).into_owned())
        };
        self.begins = matches!(name.as_str(), "pre" | "listing" | "textarea");
        if name == "body" {
            (self.text, self.points) = (String::new(), 0);
        }
        if VOID.contains(&name.as_str()) {
            return;
        }
        self.templates += usize::from(name == "template");
        let has_class = |class: &str| {
            value("class").is_some_and(|all| all.split_whitespace().any(|one| one == class))
        };
        let mut id = value("id").filter(|id| !id.is_empty());
        let mut kind = ElementKind::Other;
        if name == "mark"
            && let Some(claim) = value("data-c")
        {
            let own = id.take().and_then(|id| id.strip_prefix("c-").map(str::to_owned));
            if let Some(own) = own {
                self.last.insert(claim.clone(), own);
            }
            kind = self.last.get(&claim).cloned().map_or(ElementKind::Other, ElementKind::Mark);
        } else if name == "sup" && has_class("footnote-ref") {
            kind = ElementKind::FootnoteNumber;
        }
        self.open.push(OpenTag { name, id, begin: (self.text.len(), self.points), kind });
    }

    fn close(&mut self, name: &str) {
        let Some(at) = self.open.iter().rposition(|open| open.name == name) else { return };
        while self.open.len() > at {
            let Some(OpenTag { name, begin, kind, .. }) = self.open.pop() else { return };
            self.templates -= usize::from(name == "template");
            let stretch =
                Stretch { bytes: (begin.0, self.text.len()), points: (begin.1, self.points) };
            match kind {
                ElementKind::FootnoteNumber => self.numbers.push(stretch),
                ElementKind::Mark(id) if begin.0 < self.text.len() => {
                    let around = self.open.iter().filter_map(|open| {
                        Some(AroundElement { id: open.id.clone()?, begin: open.begin.1 })
                    });
                    let around = around.collect();
                    self.marks.entry(id).or_default().push(MarkPiece { stretch, around });
                }
                _ => {}
            }
        }
    }

    fn push(&mut self, text: &str) {
        let begins = std::mem::take(&mut self.begins);
        if self.templates > 0 {
            return;
        }
        let text = if begins { text.strip_prefix('\n').unwrap_or(text) } else { text };
        self.text.push_str(text);
        self.points += text.chars().count();
    }
}

#[cfg(test)]
mod tests {
    use super::{MarkPosition, PagePositions};

    fn check(html: &str, id: &str, exact: &str, expect: Option<(Option<&str>, usize, usize)>) {
        let expect = expect.map(|(element, start, end)| MarkPosition {
            element: element.map(str::to_owned),
            start,
            end,
        });
        assert_eq!(PagePositions::of(html).find(id, exact), expect, "{html}");
    }

    #[test]
    fn words_stand_in_the_text_of_the_nearest_element_with_an_id() {
        let page = "<title>T</title><body><p id=x>ab</p><main id=text><p>\u{1f309} &amp; \
            <mark data-c=1 id=c-a>voted <em><mark data-c=2 id=c-b>nine</mark></em></mark> x</p></main>";
        check(page, "a", "voted nine", Some((Some("text"), 4, 14)));
        check(page, "b", "nine", Some((Some("text"), 10, 14)));
        check(page, "c", "nine", None);
        check("<body>ab<mark data-c=1 id=c-a>c</mark>", "a", "c", Some((None, 2, 3)));
        // The newest element with the id counts, and what is not text does not.
        check(
            "<body><div id=d><pre>\na<!-- b --><template>c</template><br><mark data-c=1 id=c-a>d</mark></pre></div>",
            "a",
            "d",
            Some((Some("d"), 1, 2)),
        );
    }

    #[test]
    fn marks_of_several_pieces_have_a_position_where_nothing_stands_between_them() {
        let two = "<body><div id=d><p><mark data-c=1 id=c-a>one</mark></p>NOTE\
            <p id=p><mark data-c=1>two</mark></p></div>";
        check(&two.replace("NOTE", "\n"), "a", "one two", Some((Some("d"), 0, 7)));
        check(&two.replace("NOTE", "<aside>A note.</aside>"), "a", "one two", None);
        let number = "<body><p id=p><mark data-c=1 id=c-a>one<sup class=\"footnote-ref\"><a href=#f>1</a></sup> two</mark>";
        check(number, "a", "one two", Some((Some("p"), 0, 8)));
        check(number, "a", "one", None);
    }
}
