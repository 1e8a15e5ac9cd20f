//! Explains each code. The texts are the sections of `docs/diagnostics.md`, which is embedded in
//! the program.
//!
//! In goes a code; out comes its section, as Markdown or as plain text for a terminal. The document
//! has a second-level heading for each code. A test checks it against the table of codes, and runs
//! its examples.

use super::Code;
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

const DOCUMENT: &str = include_str!("../../docs/diagnostics.md");

/// The line width on a terminal, in characters.
const WIDTH: usize = 80;

/// The section on `code` from the document, without its heading; empty if there is none.
pub fn section(code: Code) -> &'static str {
    let heading = |line: &str| line.strip_prefix("## ").and_then(|name| Code::named(name.trim()));
    let mut found = None;
    let mut at = 0;
    for line in DOCUMENT.split_inclusive('\n') {
        match (heading(line), found) {
            (Some(_), Some(start)) => return DOCUMENT[start..at].trim(),
            (Some(named), None) if named == code => found = Some(at + line.len()),
            _ => {}
        }
        at += line.len();
    }
    found.map_or("", |start| DOCUMENT[start..].trim())
}

/// The meaning of `code`, in a paragraph.
pub fn meaning(code: Code) -> String {
    let rest = section(code).split("\n\n").nth(1).unwrap_or("");
    plain_words(rest)
}

/// The section on `code`, formatted for a terminal.
pub fn text(code: Code) -> String {
    let mut text = format!("{}\n", code.as_str());
    let mut words = String::new();
    let (mut in_code, mut absent) = (false, false);
    for event in Parser::new(section(code)) {
        match event {
            Event::End(TagEnd::Item) if !words.is_empty() => {
                wrap(&std::mem::take(&mut words), "- ", &mut text);
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                (in_code, absent) = (true, true);
                let path = match &kind {
                    CodeBlockKind::Fenced(info) => info.split_once(' ').map(|(_, path)| path),
                    CodeBlockKind::Indented => None,
                };
                text.push_str(&path.map_or(String::new(), |path| format!("\n  {path}\n")));
            }
            Event::End(TagEnd::CodeBlock) => {
                // Show an example file that does not exist.
                text.push_str(if absent { "    (no such file)\n" } else { "" });
                in_code = false;
            }
            Event::Text(code) if in_code => {
                absent = false;
                code.lines().for_each(|line| {
                    text.push_str(format!("    {line}").trim_end());
                    text.push('\n');
                });
            }
            Event::Text(part) => words.push_str(&part),
            Event::Code(part) => words.push_str(&format!("`{part}`")),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            Event::End(TagEnd::Paragraph) => {
                text.push('\n');
                wrap(&std::mem::take(&mut words), "", &mut text);
            }
            _ => {}
        }
    }
    text
}

/// The plain text of a piece of Markdown.
fn plain_words(markdown: &str) -> String {
    let mut words = String::new();
    for event in Parser::new(markdown) {
        match event {
            Event::Text(part) => words.push_str(&part),
            Event::Code(part) => words.push_str(&format!("`{part}`")),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            _ => {}
        }
    }
    words
}

/// Appends `words` to `text`, wrapped at [`WIDTH`] characters. The first line begins with `mark`.
fn wrap(words: &str, mark: &str, text: &mut String) {
    let mut line = mark.to_owned();
    let mut empty = true;
    for word in words.split_whitespace() {
        if !empty && line.chars().count() + 1 + word.chars().count() > WIDTH {
            text.push_str(&line);
            text.push('\n');
            line = " ".repeat(mark.len());
            empty = true;
        }
        if !empty {
            line.push(' ');
        }
        line.push_str(word);
        empty = false;
    }
    text.push_str(&line);
    text.push('\n');
}
