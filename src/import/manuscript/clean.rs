//! Takes characters out of a manuscript that no text needs, and those that turn the order of words round.
//!
//! They would be faults of the site: readers could not see what is said. What is taken out is counted.

use super::model::{DraftBlock, Inline, Manuscript, Passed, Passing};
use crate::import::text::cleaned;

/// Cleans all words of a manuscript.
pub(super) fn clean(manuscript: &mut Manuscript) {
    let mut passed = std::mem::take(&mut manuscript.passed);
    clean_words(&mut manuscript.title, &mut passed);
    clean_words(&mut manuscript.standfirst, &mut passed);
    clean_blocks(&mut manuscript.blocks, &mut passed);
    for voice in manuscript.remarks.iter_mut().flat_map(|remark| &mut remark.voices) {
        clean_text(&mut voice.text, &mut passed);
        clean_text(&mut voice.author, &mut passed);
    }
    for (url, shown) in manuscript.remarks.iter_mut().flat_map(|remark| &mut remark.links) {
        clean_text(url, &mut passed);
        clean_text(shown, &mut passed);
    }
    manuscript.facts.values_mut().for_each(|value| clean_text(value, &mut passed));
    manuscript.passed = passed;
}

fn clean_blocks(blocks: &mut [DraftBlock], passed: &mut Passed) {
    for block in blocks {
        match block {
            DraftBlock::Heading { words, .. }
            | DraftBlock::Paragraph(words)
            | DraftBlock::Code { text: words, .. } => {
                clean_words(words, passed);
            }
            DraftBlock::List { items, .. } => {
                items.iter_mut().for_each(|item| clean_blocks(item, passed))
            }
            DraftBlock::Quotation(blocks) => clean_blocks(blocks, passed),
            DraftBlock::Table(rows) => {
                rows.iter_mut().flatten().for_each(|cell| clean_words(cell, passed))
            }
            DraftBlock::Rule => {}
        }
    }
}

fn clean_words(words: &mut [Inline], passed: &mut Passed) {
    for word in words {
        match word {
            Inline::Words { text, .. } => clean_text(text, passed),
            Inline::Picture { alt, title, .. } => {
                clean_text(alt, passed);
                clean_text(title, passed);
            }
            _ => {}
        }
    }
}

fn clean_text(text: &mut String, passed: &mut Passed) {
    if let Some(kept) = cleaned(text) {
        passed.count(Passing::Control, &text.escape_debug().to_string());
        *text = kept;
    }
}
