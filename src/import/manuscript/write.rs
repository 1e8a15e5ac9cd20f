//! Writes blocks as Markdown that reads the same.
//!
//! In go blocks; out comes Markdown for a section. Every block is read back by the reader of sections: where
//! its letters are not those of the block, it is written with more care, and with less of its look at last.

use super::escape::{self, WordsPlace};
use super::letters::{self, Letter};
use super::model::{
    DraftBlock, Inline, Passed, Passing, WordFace, WordHeight, count_heights, each_words,
};
use crate::markdown::{self, MarkdownOptions};
use crate::source::Files;
use std::rc::Rc;

/// What Markdown is written with.
pub(super) struct MarkdownWriter<'w> {
    /// How a section reaches `static/`, such as `../static/`.
    pub static_folder: &'w str,
    /// Names of the pictures there; `None` for one that was left out.
    pub pictures: &'w [Option<String>],
    /// True if sections may hold raw HTML, which alone can raise and lower words.
    pub raw_html: bool,
    /// What could not be written as it looks.
    pub passed: Passed,
}

/// How much of a look is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LookLevel {
    /// All of it.
    Plainly,
    /// All of it, with an empty comment where a mark would stand between a letter and another sign, which
    /// CommonMark reads as that sign (6.2, flanking).
    Guarded,
    /// What is struck out, and nothing else.
    Struck,
    /// Nothing, without what is struck out.
    Bare,
}

/// What stands between a letter and a mark.
const GUARD: &str = "<!-- -->";

impl MarkdownWriter<'_> {
    /// The Markdown of `blocks`, ending in a line break.
    pub(super) fn write(&mut self, blocks: &[DraftBlock]) -> String {
        let mut out = String::new();
        let mut lists = ListMarks::default();
        for block in blocks {
            let wanted = letters::of_blocks(std::slice::from_ref(block));
            if !self.raw_html {
                each_words(block, &mut |words| count_heights(words, &mut self.passed));
            }
            let is_other = lists.is_other(block);
            let mut text = self.block(block, LookLevel::Plainly, is_other);
            for look in [LookLevel::Guarded, LookLevel::Struck, LookLevel::Bare] {
                if reads_as(&text, &wanted, self.raw_html) {
                    break;
                }
                match look {
                    LookLevel::Struck => self.passed.count(Passing::Look, &text),
                    LookLevel::Bare => self.passed.count(Passing::Struck, &text),
                    _ => {}
                }
                text = self.block(block, look, is_other);
            }
            if text.trim().is_empty() {
                continue;
            }
            lists.pass(block, is_other);
            if !out.is_empty() {
                out.push('\n');
            }
            out.push_str(&text);
            out.push('\n');
        }
        out
    }

    /// Blocks that stand in another.
    fn inside(&self, blocks: &[DraftBlock], look: LookLevel) -> Vec<String> {
        let mut lists = ListMarks::default();
        let mut all = Vec::new();
        for block in blocks {
            let is_other = lists.is_other(block);
            all.push(self.block(block, look, is_other));
            lists.pass(block, is_other);
        }
        all
    }

    /// A block, without a line break at its end. A list has the other marks of its kind where it `is_other`.
    fn block(&self, block: &DraftBlock, look: LookLevel, is_other: bool) -> String {
        match block {
            DraftBlock::Heading { level, words } => {
                let words = self.inlines(words, look, WordsPlace::Line);
                format!("{} {}", "#".repeat(usize::from(*level).clamp(1, 6)), words.trim())
            }
            DraftBlock::Paragraph(words) => self.inlines(words, look, WordsPlace::Paragraph),
            DraftBlock::Quotation(blocks) => {
                prefixed(&self.inside(blocks, look).join("\n\n"), "> ", "> ")
            }
            DraftBlock::List { start, items } => {
                let is_loose = items.iter().any(|item| {
                    // A number other than 1 goes on with the words before it, unless a line is empty.
                    let is_apart = |b: &DraftBlock| matches!(b, DraftBlock::List { start: Some(n), .. } if *n != 1);
                    item.iter().filter(|b| !matches!(b, DraftBlock::List { .. })).count() > 1
                        || item.iter().skip(1).any(is_apart)
                });
                let item = |(i, item): (usize, &Vec<DraftBlock>)| {
                    let mark = match start {
                        Some(first) => {
                            let sign = if is_other { ')' } else { '.' };
                            format!("{}{sign} ", first.saturating_add(i as u64).min(999_999_999))
                        }
                        None => if is_other { "* " } else { "- " }.to_owned(),
                    };
                    let inside = self.inside(item, look).join(if is_loose { "\n\n" } else { "\n" });
                    prefixed(&inside, &mark, &" ".repeat(mark.len()))
                };
                let items: Vec<String> = items.iter().enumerate().map(item).collect();
                items.join(if is_loose { "\n\n" } else { "\n" })
            }
            DraftBlock::Code { language, text } => {
                let text = letters::line_text(text);
                let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
                let fence = "`".repeat((longest + 1).max(3));
                let language: String = language
                    .chars()
                    .filter(|c| c.is_ascii_alphanumeric() || "+#-_.".contains(*c))
                    .collect();
                format!("{fence}{language}\n{}\n{fence}", text.trim_end_matches('\n'))
            }
            DraftBlock::Table(rows) => self.table(rows, look),
            DraftBlock::Rule => "---".to_owned(),
        }
    }

    fn table(&self, rows: &[Vec<Vec<Inline>>], look: LookLevel) -> String {
        let line = |row: &Vec<Vec<Inline>>| {
            let cells = row.iter().map(|cell| self.inlines(cell, look, WordsPlace::Cell));
            format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
        };
        let mut lines: Vec<String> = rows.iter().map(line).collect();
        let width = rows.first().map_or(0, Vec::len);
        if width == 0 {
            return String::new();
        }
        lines.insert(1, format!("|{}", " --- |".repeat(width)));
        lines.join("\n")
    }

    /// Words of one line of Markdown, or several where breaks were typed.
    fn inlines(&self, words: &[Inline], look: LookLevel, place: WordsPlace) -> String {
        let mut out = InlineWriter {
            out: String::new(),
            open: Vec::new(),
            breaks: false,
            guards: look != LookLevel::Plainly,
            raw_html: self.raw_html,
        };
        for word in &letters::joined(words) {
            match word {
                Inline::Words { text, face, link } => {
                    let face = match look {
                        LookLevel::Plainly | LookLevel::Guarded => *face,
                        LookLevel::Bare if face.struck => continue,
                        LookLevel::Struck | LookLevel::Bare => {
                            WordFace { struck: face.struck, code: face.code, ..WordFace::default() }
                        }
                    };
                    let link = link.as_ref().filter(|link| escape::is_link(link));
                    out.words(text, face, link, place);
                }
                Inline::Break if place == WordsPlace::Paragraph => out.breaks = true,
                Inline::Break => out.out.push(' '),
                Inline::Picture { index, alt, title } => {
                    if let Some(Some(name)) = self.pictures.get(*index) {
                        out.close_to(0);
                        out.break_line();
                        let line =
                            |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
                        let alt = escape::text(
                            &line(alt),
                            if place == WordsPlace::Cell { place } else { WordsPlace::Line },
                            false,
                            true,
                        );
                        let title = match line(title).as_str() {
                            "" => String::new(),
                            title => {
                                format!(
                                    " \"{}\"",
                                    title
                                        .replace('\\', "\\\\")
                                        .replace('"', "\\\"")
                                        .replace('|', "&#124;")
                                )
                            }
                        };
                        out.out.push_str(&format!("![{alt}]({}{name}{title})", self.static_folder));
                    }
                }
                Inline::Begin(_) | Inline::End(_) | Inline::At(_) => {}
            }
        }
        out.close_to(0);
        out.out.trim().to_owned()
    }
}

/// The marks of the lists of a row of blocks. Two in a row with the same marks would be one.
#[derive(Debug, Default)]
struct ListMarks {
    /// Of the last block, where it is a list: whether it is numbered, and whether it has the other marks.
    last: Option<(bool, bool)>,
}

impl ListMarks {
    /// True if a list needs other marks than the one before.
    fn is_other(&self, block: &DraftBlock) -> bool {
        match block {
            DraftBlock::List { start, .. } => self.last == Some((start.is_some(), false)),
            _ => false,
        }
    }

    fn pass(&mut self, block: &DraftBlock, is_other: bool) {
        self.last = match block {
            DraftBlock::List { start, .. } => Some((start.is_some(), is_other)),
            _ => None,
        };
    }
}

/// What is open around words.
#[derive(Debug, Clone, PartialEq, Eq)]
enum OpenFace {
    Link(Rc<str>),
    Strong,
    Emphasis,
    Struck,
    Height(WordHeight),
}

/// The element that raises or lowers words.
fn element_of(height: WordHeight) -> &'static str {
    if height == WordHeight::Raised { "sup" } else { "sub" }
}

struct InlineWriter {
    out: String,
    open: Vec<OpenFace>,
    /// True if a line break comes before the next words. One at the edge of a paragraph is none.
    breaks: bool,
    /// True if guards are written.
    guards: bool,
    /// True if tags are.
    raw_html: bool,
}

impl InlineWriter {
    fn words(&mut self, text: &str, face: WordFace, link: Option<&Rc<str>>, place: WordsPlace) {
        let body = text.trim_matches(char::is_whitespace);
        let wanted: Vec<OpenFace> = [
            link.map(|link| OpenFace::Link(Rc::clone(link))),
            face.strong.then_some(OpenFace::Strong),
            face.emphasis.then_some(OpenFace::Emphasis),
            face.struck.then_some(OpenFace::Struck),
            Some(OpenFace::Height(face.height))
                .filter(|_| self.raw_html && face.height != WordHeight::Line),
        ]
        .into_iter()
        .flatten()
        .collect();
        if body.is_empty() {
            // Blanks look like nothing.
            if !text.is_empty() {
                self.out.push(' ');
            }
            return;
        }
        if self.breaks {
            self.close_to(0);
            self.break_line();
        }
        let common = self.open.iter().zip(&wanted).take_while(|(one, other)| one == other).count();
        let closes = self.open.len() > common;
        self.close_to(common);
        if self.guards
            && closes
            && !self.out.ends_with(' ')
            && !text.starts_with(char::is_whitespace)
        {
            self.out.push_str(GUARD);
        }
        let lead = text.len() - text.trim_start().len();
        if lead > 0 {
            self.out.push(' ');
        }
        let is_letter = |c: char| !c.is_whitespace() && !"([".contains(c);
        if self.guards && common < wanted.len() && self.out.ends_with(is_letter) {
            self.out.push_str(GUARD);
        }
        for around in &wanted[common..] {
            match around {
                OpenFace::Link(_) => self.out.push('['),
                OpenFace::Strong => self.out.push_str("**"),
                OpenFace::Emphasis => self.out.push('*'),
                OpenFace::Struck => self.out.push_str("~~"),
                OpenFace::Height(height) => {
                    self.out.push_str(&format!("<{}>", element_of(*height)))
                }
            }
            self.open.push(around.clone());
        }
        if face.code {
            self.out.push_str(&escape::code(body, place));
        } else {
            let begins = self.out.trim_end().is_empty() || self.out.ends_with('\n');
            self.out.push_str(&escape::text(
                body,
                place,
                begins,
                !self.open.is_empty() && link.is_some(),
            ));
        }
        if lead + body.len() < text.len() {
            self.out.push(' ');
        }
    }

    fn break_line(&mut self) {
        if std::mem::take(&mut self.breaks) && !self.out.trim().is_empty() {
            self.out.truncate(self.out.trim_end().len());
            self.out.push_str("\\\n");
        }
    }

    /// Closes what is open beyond the first `keep`; blanks stay outside.
    fn close_to(&mut self, keep: usize) {
        if self.open.len() <= keep {
            return;
        }
        let blank = self.out.ends_with(' ');
        if blank {
            self.out.truncate(self.out.trim_end_matches(' ').len());
        }
        while self.open.len() > keep {
            match self.open.pop() {
                Some(OpenFace::Link(to)) => {
                    self.out.push_str(&format!("]({})", escape::address(&to)))
                }
                Some(OpenFace::Strong) => self.out.push_str("**"),
                Some(OpenFace::Emphasis) => self.out.push('*'),
                Some(OpenFace::Struck) => self.out.push_str("~~"),
                Some(OpenFace::Height(height)) => {
                    self.out.push_str(&format!("</{}>", element_of(height)))
                }
                None => {}
            }
        }
        if blank {
            self.out.push(' ');
        }
    }
}

fn prefixed(text: &str, first: &str, rest: &str) -> String {
    let lines = text.split('\n').enumerate().map(|(i, line)| match (i, line.is_empty()) {
        (0, _) => format!("{first}{line}"),
        (_, true) => rest.trim_end().to_owned(),
        (_, false) => format!("{rest}{line}"),
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// True if Markdown has exactly these letters, as a reader sees them.
fn reads_as(text: &str, wanted: &[Letter], raw_html: bool) -> bool {
    let options = MarkdownOptions { raw_html, rewrite: false, section: true };
    let (document, _) = markdown::parse(text, Files::default().add("", ""), 0, "", options);
    letters::of_plain(&document.text.text).map(|(_, c)| c).eq(wanted.iter().map(|letter| letter.c))
}
