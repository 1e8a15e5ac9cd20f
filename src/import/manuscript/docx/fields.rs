//! Fields of Word: what they do, and where they lead.
//!
//! In go the marks and instructions of fields as they come; out comes whether words are the result of a field or its
//! code, and which link they are. Source: ECMA-376 part 1, 17.16.

use super::super::escape::is_link;
use super::super::model::{Passed, Passing};
use super::xml::Element;
use std::rc::Rc;

/// A field: what it does, and whether its result has begun.
#[derive(Debug, Default)]
struct Field {
    instruction: String,
    result: bool,
    link: Option<Rc<str>>,
}

/// The fields that are open, the innermost last.
#[derive(Debug, Default)]
pub(super) struct OpenFields(Vec<Field>);

/// What a mark of a field was.
pub(super) enum FieldMark {
    /// A field begins.
    Begin,
    /// A field ends that has this link.
    End(Option<Rc<str>>),
    /// Something else.
    Other,
}

impl OpenFields {
    /// Hears a `fldChar`. A link that leads nowhere on the web is counted.
    pub(super) fn hear(&mut self, mark: &Element, passed: &mut Passed) -> FieldMark {
        match mark.attribute("fldCharType") {
            Some("begin") => {
                self.0.push(Field::default());
                return FieldMark::Begin;
            }
            Some("separate") => {
                self.0.last_mut().into_iter().for_each(|field| field.begin_result(passed));
            }
            Some("end") => return FieldMark::End(self.0.pop().and_then(|field| field.link)),
            _ => {}
        }
        FieldMark::Other
    }

    /// Hears a piece of an instruction.
    pub(super) fn instruct(&mut self, text: &str) {
        if let Some(field) = self.0.last_mut() {
            field.instruction.push_str(text);
        }
    }

    /// Begins a `fldSimple`, which holds its result.
    pub(super) fn begin_simple(&mut self, of: &Element, passed: &mut Passed) {
        let instruction = of.attribute("instr").unwrap_or("").to_owned();
        let mut field = Field { instruction, ..Field::default() };
        field.begin_result(passed);
        self.0.push(field);
    }

    /// Ends it, and returns its link.
    pub(super) fn end_simple(&mut self) -> Option<Rc<str>> {
        self.0.pop().and_then(|field| field.link)
    }

    /// True where words are the code of a field, or the result of one that stands in such.
    pub(super) fn are_code(&self) -> bool {
        self.0.iter().any(|field| !field.result)
    }

    /// The link that the fields around are.
    pub(super) fn link(&self) -> Option<&Rc<str>> {
        self.0.iter().rev().find_map(|field| field.link.as_ref())
    }
}

impl Field {
    fn begin_result(&mut self, passed: &mut Passed) {
        self.result = true;
        let to = target(&self.instruction);
        if let Some(to) = to.as_deref().filter(|to| !is_link(to)) {
            passed.count(Passing::Link, to);
        }
        self.link = to.filter(|to| is_link(to)).map(Rc::from);
    }
}

/// An address with the place on its page.
pub(super) fn with_place(address: &str, place: Option<&str>) -> String {
    match place {
        Some(place) => format!("{address}#{place}"),
        None => address.to_owned(),
    }
}

/// Where a field leads; `None` if it is no link.
fn target(instruction: &str) -> Option<String> {
    let mut words = words(instruction).into_iter();
    words.next().filter(|(word, _)| word.eq_ignore_ascii_case("HYPERLINK"))?;
    let (mut address, mut place) = (None, None);
    while let Some((word, is_quoted)) = words.next() {
        match word.to_ascii_lowercase().as_str() {
            "\\l" if !is_quoted => place = words.next().map(|(word, _)| word),
            // A tip, and the frame that the page opens in.
            "\\o" | "\\t" if !is_quoted => drop(words.next()),
            switch if !is_quoted && switch.starts_with('\\') => {}
            _ => address = address.or(Some(word)),
        }
    }
    let place = place.filter(|place| !place.is_empty());
    let address = address.unwrap_or_default();
    (!address.is_empty() || place.is_some()).then(|| with_place(&address, place.as_deref()))
}

/// The words of an instruction, and whether they stand between quotation marks.
fn words(instruction: &str) -> Vec<(String, bool)> {
    let mut all: Vec<(String, bool)> = Vec::new();
    let mut open: Option<(String, bool)> = None;
    let mut rest = instruction.chars().peekable();
    while let Some(c) = rest.next() {
        match &mut open {
            // Between the marks a backslash stands for the sign behind it.
            Some((word, true)) => match c {
                '"' => all.extend(open.take()),
                '\\' if rest.peek().is_some_and(|c| matches!(c, '"' | '\\')) => {
                    word.extend(rest.next());
                }
                c => word.push(c),
            },
            Some((word, false)) if !c.is_whitespace() && c != '"' => word.push(c),
            _ => {
                all.extend(open.take());
                open = match c {
                    '"' => Some((String::new(), true)),
                    c if c.is_whitespace() => None,
                    c => Some((c.to_string(), false)),
                };
            }
        }
    }
    all.extend(open);
    all
}

#[cfg(test)]
mod tests {
    use super::target;

    #[test]
    fn fields_lead_to_their_address_and_place_whatever_their_switches() {
        let check = |instruction: &str, expect: Option<&str>| {
            assert_eq!(target(instruction).as_deref(), expect, "{instruction}");
        };
        check(r#" HYPERLINK "https://a.example/b" "#, Some("https://a.example/b"));
        check(r#"hyperlink https://a.example/b \h"#, Some("https://a.example/b"));
        check(r#"HYPERLINK "https://a.example/b" \l "c""#, Some("https://a.example/b#c"));
        check(r#"HYPERLINK \l "c" \o "tip" "https://a.example/b""#, Some("https://a.example/b#c"));
        check(r#"HYPERLINK \o "a \"tip\"" "https://a.example/b""#, Some("https://a.example/b"));
        check(r#"HYPERLINK "\\\\host\\b.docx""#, Some(r"\\host\b.docx"));
        check(r#"HYPERLINK \l "c""#, Some("#c"));
        check("HYPERLINK", None);
        check("HYPERLINKS \"https://a.example/b\"", None);
        check("REF x \\h", None);
        check("", None);
    }
}
