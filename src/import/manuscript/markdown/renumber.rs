//! Numbers of remarks and pictures in a block of HTML, which count on behind those that are known.

use crate::import::manuscript::model::{DraftBlock, Inline};

/// Counts the marks and pictures of a block on.
pub(super) fn renumber(block: &mut DraftBlock, remarks: usize, pictures: usize) {
    let pass = |words: &mut Vec<Inline>| {
        for word in words {
            match word {
                Inline::Begin(number) | Inline::End(number) | Inline::At(number) => {
                    *number += remarks
                }
                Inline::Picture { index, .. } => *index += pictures,
                Inline::Words { .. } | Inline::Break => {}
            }
        }
    };
    match block {
        DraftBlock::Heading { words, .. }
        | DraftBlock::Paragraph(words)
        | DraftBlock::Code { text: words, .. } => pass(words),
        DraftBlock::List { items, .. } => {
            items.iter_mut().flatten().for_each(|block| renumber(block, remarks, pictures));
        }
        DraftBlock::Quotation(blocks) => {
            blocks.iter_mut().for_each(|block| renumber(block, remarks, pictures))
        }
        DraftBlock::Table(rows) => rows.iter_mut().flatten().for_each(pass),
        DraftBlock::Rule => {}
    }
}
