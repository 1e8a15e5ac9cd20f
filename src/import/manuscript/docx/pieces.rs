//! Puts paragraphs together to lists, quotations and code.
//!
//! Word keeps a list as paragraphs that name it and a level. In go paragraphs with what they are; out come
//! blocks.

use super::super::model::{DraftBlock, Inline, Passed, Passing};
use super::super::sections::words;
use super::styles::{ListPlace, Role, WordLists};
use std::collections::BTreeMap;

/// A paragraph, and what it is.
#[derive(Debug)]
pub(super) struct Piece {
    pub list: Option<ListPlace>,
    pub role: Option<Role>,
    pub block: DraftBlock,
}

impl Piece {
    /// True for a paragraph of blanks.
    pub(super) fn is_empty(&self) -> bool {
        matches!(&self.block, DraftBlock::Paragraph(words) if is_blank(words))
    }
}

/// True for words that are blanks and breaks alone.
pub(super) fn is_blank(words: &[Inline]) -> bool {
    words.iter().all(|word| match word {
        Inline::Words { text, .. } => text.trim().is_empty(),
        Inline::Break => true,
        _ => false,
    })
}

/// By what a list is known that counts on: see [`WordLists::count_of`].
type CountName = (bool, String);

/// A list that is being put together.
struct OpenList {
    level: usize,
    /// By what it is known.
    count: CountName,
    start: Option<u64>,
    items: Vec<Vec<DraftBlock>>,
}

/// The blocks that `pieces` make.
pub(super) fn gather(
    pieces: Vec<Piece>,
    lists: &WordLists,
    passed: &mut Passed,
) -> Vec<DraftBlock> {
    let mut blocks = Vec::new();
    let mut open: Vec<OpenList> = Vec::new();
    // The next number of each level of a list, and what the list is made of.
    let mut next: BTreeMap<(CountName, usize), (u64, Option<&str>)> = BTreeMap::new();
    for piece in pieces {
        let is_empty = piece.is_empty();
        let is_numbered = |place| lists.level(place).start.is_some();
        // An empty paragraph with a number is counted, and no other is.
        if is_empty && !piece.list.as_ref().is_some_and(is_numbered) {
            continue;
        }
        let Some(place) = &piece.list else {
            close(&mut open, 0, &mut blocks);
            push(piece, &mut blocks);
            continue;
        };
        let of = lists.level(place);
        let (is_own, name) = lists.count_of(place);
        let count: CountName = (is_own, name.to_owned());
        let number = of.start.map(|first| {
            let entry = next.entry((count.clone(), place.level));
            let (next, _) = entry.or_insert((first, lists.make_of(place)));
            let number = *next;
            *next = next.saturating_add(1);
            number
        });
        // Levels below begin anew.
        let make = lists.make_of(place);
        next.retain(|(_, level), (_, of)| *of != make || *level <= place.level);
        close(&mut open, place.level + 1, &mut blocks);
        let is_other = |list: &OpenList| {
            list.level == place.level
                && (list.start.is_some() != number.is_some() || list.count != count)
        };
        if open.last().is_some_and(is_other) {
            close(&mut open, place.level, &mut blocks);
        }
        if open.last().is_none_or(|list| list.level < place.level) {
            if of.is_fancy {
                passed.count(Passing::Numbering, &words(std::slice::from_ref(&piece.block)));
            }
            let level = place.level;
            open.push(OpenList { level, count, start: number, items: Vec::new() });
        }
        if let Some(list) = open.last_mut() {
            list.items.push(if is_empty { Vec::new() } else { vec![piece.block] });
        }
    }
    close(&mut open, 0, &mut blocks);
    blocks
}

/// Ends lists of `level` and deeper.
fn close(open: &mut Vec<OpenList>, level: usize, blocks: &mut Vec<DraftBlock>) {
    while let Some(mut list) = open.pop_if(|list| list.level >= level) {
        while list.items.last().is_some_and(Vec::is_empty) {
            list.items.pop();
        }
        if list.items.is_empty() {
            continue;
        }
        let block = DraftBlock::List { start: list.start, items: list.items };
        match open.last_mut().and_then(|above| above.items.last_mut()) {
            Some(item) => item.push(block),
            None => blocks.push(block),
        }
    }
}

fn push(piece: Piece, blocks: &mut Vec<DraftBlock>) {
    let DraftBlock::Paragraph(words) = piece.block else { return blocks.push(piece.block) };
    match (piece.role, blocks.last_mut()) {
        (Some(Role::Heading(level)), _) => blocks.push(DraftBlock::Heading { level, words }),
        (Some(Role::Quotation), Some(DraftBlock::Quotation(inside))) => {
            inside.push(DraftBlock::Paragraph(words))
        }
        (Some(Role::Quotation), _) => {
            blocks.push(DraftBlock::Quotation(vec![DraftBlock::Paragraph(words)]))
        }
        (Some(Role::Code), Some(DraftBlock::Code { text, .. })) => {
            text.push(Inline::Break);
            text.extend(words);
        }
        (Some(Role::Code), _) => {
            blocks.push(DraftBlock::Code { language: String::new(), text: words })
        }
        _ => blocks.push(DraftBlock::Paragraph(words)),
    }
}
