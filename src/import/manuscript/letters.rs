//! Counts letters, so that a place in a manuscript is found in the article that was made of it.
//!
//! Blanks differ between the two, and letters do not. In go blocks, or a section that was read; out come the
//! letters in their order. What is struck out has none: the article does not say it.

use super::model::{DraftBlock, Inline, WordFace};
use std::ops::Range;
use text_anchor::BARRIER;

/// A letter of a manuscript, or a mark between two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Letter {
    pub c: char,
}

/// Where the marks of remarks stand: the count of letters before each.
#[derive(Debug, Clone, Default)]
pub(super) struct RemarkMarks {
    /// The number of a remark, whether the mark begins, ends or is a point, and how many letters stand before it.
    pub all: Vec<(usize, MarkKind, usize)>,
    /// The letters of each cell of a table, in their order.
    pub cells: Vec<Range<usize>>,
}

/// What a mark says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MarkKind {
    Begin,
    End,
    At,
    /// A point before which its block says nothing.
    Alone,
}

fn is_letter(c: char) -> bool {
    !c.is_whitespace() && c != BARRIER
}

/// The letters of blocks.
pub(super) fn of_blocks(blocks: &[DraftBlock]) -> Vec<Letter> {
    let (mut letters, mut marks) = (Vec::new(), RemarkMarks::default());
    blocks.iter().for_each(|block| pass_block(block, &mut letters, &mut marks));
    letters
}

/// The letters of blocks, and where marks stand among them.
pub(super) fn with_marks(blocks: &[DraftBlock]) -> (Vec<Letter>, RemarkMarks) {
    let (mut letters, mut marks) = (Vec::new(), RemarkMarks::default());
    blocks.iter().for_each(|block| pass_block(block, &mut letters, &mut marks));
    (letters, marks)
}

/// The same of words.
pub(super) fn of_words(words: &[Inline]) -> (Vec<Letter>, RemarkMarks) {
    let (mut letters, mut marks) = (Vec::new(), RemarkMarks::default());
    pass_words(words, &mut letters, &mut marks);
    (letters, marks)
}

fn pass_block(block: &DraftBlock, letters: &mut Vec<Letter>, marks: &mut RemarkMarks) {
    match block {
        DraftBlock::Heading { words, .. } | DraftBlock::Paragraph(words) => {
            pass_words(words, letters, marks)
        }
        DraftBlock::Code { text, .. } => {
            // Code shows no looks.
            let plain = |word: &Inline| match word {
                Inline::Words { text, .. } => Inline::plain(text.clone()),
                other => other.clone(),
            };
            pass_words(&text.iter().map(plain).collect::<Vec<_>>(), letters, marks);
        }
        DraftBlock::List { items, .. } => {
            items.iter().flatten().for_each(|block| pass_block(block, letters, marks))
        }
        DraftBlock::Quotation(blocks) => {
            blocks.iter().for_each(|block| pass_block(block, letters, marks))
        }
        DraftBlock::Table(rows) => {
            for cell in rows.iter().flatten() {
                let begins = letters.len();
                pass_words(cell, letters, marks);
                marks.cells.push(begins..letters.len());
            }
        }
        DraftBlock::Rule => {}
    }
}

fn pass_words(words: &[Inline], letters: &mut Vec<Letter>, marks: &mut RemarkMarks) {
    let begins = letters.len();
    // A note on words that are struck out, or on a picture, is on nothing that the article says.
    let mut speaks = false;
    for word in words {
        match word {
            Inline::Words { text, face, .. } if text.contains(is_letter) => speaks = !face.struck,
            Inline::Picture { .. } => speaks = false,
            _ => {}
        }
        match word {
            Inline::Words { face: WordFace { struck: true, .. }, .. } => {}
            Inline::Words { text, .. } => {
                letters.extend(text.chars().filter(|c| is_letter(*c)).map(|c| Letter { c }))
            }
            Inline::Begin(remark) => marks.all.push((*remark, MarkKind::Begin, letters.len())),
            Inline::End(remark) => marks.all.push((*remark, MarkKind::End, letters.len())),
            Inline::At(remark) => {
                let is_alone = !speaks || letters.len() == begins;
                let kind = if is_alone { MarkKind::Alone } else { MarkKind::At };
                marks.all.push((*remark, kind, letters.len()));
            }
            Inline::Break | Inline::Picture { .. } => {}
        }
    }
}

/// The letters of a plain text.
pub(super) fn of_plain(plain: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    plain.char_indices().filter(|(_, c)| is_letter(*c))
}

/// Where the letters of a plain text stand, so that none is counted from the beginning each time.
#[derive(Debug)]
pub(super) struct LetterIndex<'t> {
    plain: &'t str,
    /// The byte of every letter whose number divides by [`STRIDE`].
    starts: Vec<usize>,
}

/// How many letters lie between two that an index has.
const STRIDE: usize = 128;

impl<'t> LetterIndex<'t> {
    /// Counts the letters of `plain` once.
    pub(super) fn of(plain: &'t str) -> Self {
        let starts = of_plain(plain).step_by(STRIDE).map(|(at, _)| at).collect();
        Self { plain, starts }
    }

    /// The letter with this number: its byte, and itself.
    fn letter(&self, number: usize) -> Option<(usize, char)> {
        let start = *self.starts.get(number / STRIDE)?;
        let (at, c) = of_plain(&self.plain[start..]).nth(number % STRIDE)?;
        Some((start + at, c))
    }

    /// The bytes that the letters `range` take up; `None` if there are none.
    pub(super) fn bytes(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let (start, _) = self.letter(range.start).filter(|_| !range.is_empty())?;
        let (end, last) = self.letter(range.end - 1)?;
        Some(start..end + last.len_utf8())
    }
}

/// Words with those beside them that look the same put together.
pub(super) fn joined(words: &[Inline]) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::new();
    for word in words {
        match (word, out.last_mut()) {
            (Inline::Begin(_) | Inline::End(_) | Inline::At(_), _) => {}
            (
                Inline::Words { text, face, link },
                Some(Inline::Words { text: before, face: other, link: to }),
            ) if face == other && link == to => {
                before.push_str(text);
            }
            (word, _) => out.push(word.clone()),
        }
    }
    out
}

/// Words as they stand in code: breaks end lines.
pub(super) fn line_text(words: &[Inline]) -> String {
    let part = |word: &Inline| match word {
        Inline::Words { text, .. } => text.clone(),
        Inline::Break => "\n".to_owned(),
        _ => String::new(),
    };
    words.iter().map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::{BARRIER, LetterIndex, of_plain};

    #[test]
    fn an_index_finds_the_letters_that_are_counted_from_the_beginning() {
        let line = format!("a\u{e9} b\n{BARRIER}\u{1f600}. ");
        for plain in [line.clone(), line.repeat(200), String::new(), " ".to_owned()] {
            let index = LetterIndex::of(&plain);
            let all: Vec<(usize, char)> = of_plain(&plain).collect();
            for start in (0..all.len() + 2).step_by(7) {
                for length in [0, 1, 2, 130, 700] {
                    let expect = (length > 0 && start + length <= all.len()).then(|| {
                        let (end, last) = all[start + length - 1];
                        all[start].0..end + last.len_utf8()
                    });
                    assert_eq!(index.bytes(&(start..start + length)), expect);
                }
            }
        }
    }
}
