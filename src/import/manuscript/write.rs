//! Writes blocks as Markdown that reads the same.
//!
//! In go blocks; out comes Markdown for a section. Every block is read back by the reader of sections: where
//! its letters are not those of the block, it is written with more care, and with less of its look at last.

use super::escape::{self, WordsPlace};
use super::inline::InlineWriter;
use super::letters::{self, Letter};
use super::losses::{count_heights, count_picture_links};
use super::model::{DraftBlock, Inline, Passed, Passing, WordFace, WordHeight, each_words};
use crate::markdown::{self, MarkdownOptions};
use crate::source::Files;

/// What Markdown is written with.
pub(super) struct MarkdownWriter<'w> {
    /// How a section reaches `static/`, such as `../static/`.
    pub static_folder: &'w str,
    /// Names of the pictures there; `None` for one that was left out.
    pub pictures: &'w [Option<String>],
    /// True if sections may hold raw HTML, which alone can raise and lower words.
    pub raw_html: bool,
    /// True if nothing may look like front matter: some rules do, and code at the top.
    pub unlike_front: bool,
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
            each_words(block, &mut |words| {
                count_picture_links(words, self.pictures, &mut self.passed)
            });
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
            if self.unlike_front && out.is_empty() && matches!(block, DraftBlock::Code { .. }) {
                text = with_other_language(&text);
            }
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
                    // A number other than 1 goes on with the words before it, and so does the mark of an item
                    // without words, unless a line is empty.
                    let is_blank = |item: &Vec<DraftBlock>| letters::of_blocks(item).is_empty();
                    let is_apart = |b: &DraftBlock| match b {
                        DraftBlock::List { start, items } => {
                            start.is_some_and(|n| n != 1) || items.first().is_some_and(is_blank)
                        }
                        _ => false,
                    };
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
            DraftBlock::Rule => if self.unlike_front { "* * *" } else { "---" }.to_owned(),
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
        let mut out = InlineWriter::new(place, look != LookLevel::Plainly);
        for word in self.written(words, look) {
            match word {
                Inline::Words { text, face, link } => out.words(&text, face, link.as_ref()),
                Inline::Break => out.line_break(),
                Inline::Picture { index, alt, title, link } => {
                    if let Some(Some(name)) = self.pictures.get(index) {
                        let address = format!("{}{name}", self.static_folder);
                        out.picture([&alt, &title], &address, link.as_ref());
                    }
                }
                Inline::Begin(_) | Inline::End(_) | Inline::At(_) => {}
            }
        }
        out.end()
    }

    /// What is written of words, each with the look that is. What looks the same is put together afterwards, so
    /// that every sign is written with the one that will stand behind it in mind.
    fn written(&self, words: &[Inline], look: LookLevel) -> Vec<Inline> {
        let written = |word: &Inline| match word {
            Inline::Words { text, .. } if text.is_empty() => None,
            Inline::Words { face, .. } if face.struck && look == LookLevel::Bare => None,
            Inline::Words { text, face, link } => {
                let face = match look {
                    LookLevel::Plainly | LookLevel::Guarded => *face,
                    LookLevel::Struck | LookLevel::Bare => {
                        WordFace { struck: face.struck, code: face.code, ..WordFace::default() }
                    }
                };
                let height = if self.raw_html { face.height } else { WordHeight::Line };
                let link = link.clone().filter(|link| escape::is_link(link));
                Some(Inline::Words { text: text.clone(), face: WordFace { height, ..face }, link })
            }
            Inline::Picture { index, .. } => {
                self.pictures.get(*index).is_some_and(Option::is_some).then(|| word.clone())
            }
            _ => Some(word.clone()),
        };
        letters::joined(&words.iter().filter_map(written).collect::<Vec<_>>())
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

/// Code between fences, in a language that front matter is not written in. Readers see the same.
fn with_other_language(code: &str) -> String {
    let (first, rest) = code.split_once('\n').unwrap_or((code, ""));
    let blank = if first.ends_with('`') { "" } else { " " };
    format!("{first}{blank}text\n{rest}")
}

fn prefixed(text: &str, first: &str, rest: &str) -> String {
    let lines = text.split('\n').enumerate().map(|(i, line)| match (i, line.is_empty()) {
        (0, true) => first.trim_end().to_owned(),
        (0, false) => format!("{first}{line}"),
        (_, true) => rest.trim_end().to_owned(),
        (_, false) => format!("{rest}{line}"),
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// True if Markdown has exactly these letters, as a reader sees them.
fn reads_as(text: &str, wanted: &[Letter], raw_html: bool) -> bool {
    letters::of_plain(&read_back(text, raw_html))
        .map(|(_, c)| c)
        .eq(wanted.iter().map(|letter| letter.c))
}

/// What readers see of Markdown.
pub(super) fn read_back(text: &str, raw_html: bool) -> String {
    let options = MarkdownOptions { raw_html, rewrite: false, section: true };
    let (document, _) = markdown::parse(text, Files::default().add("", ""), 0, "", options);
    document.text.text
}
