//! Takes characters out of a manuscript that no text needs, and those that turn the order of words round.
//!
//! They would be faults of the site: readers could not see what is said. What is taken out is counted.

use super::model::{Block, Inline, Manuscript, Passed, Passing};
use crate::characters::{is_stray, reorderings};

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

fn clean_blocks(blocks: &mut [Block], passed: &mut Passed) {
    for block in blocks {
        match block {
            Block::Heading { words, .. }
            | Block::Paragraph(words)
            | Block::Code { text: words, .. } => {
                clean_words(words, passed);
            }
            Block::List { items, .. } => {
                items.iter_mut().for_each(|item| clean_blocks(item, passed))
            }
            Block::Quotation(blocks) => clean_blocks(blocks, passed),
            Block::Table(rows) => {
                rows.iter_mut().flatten().for_each(|cell| clean_words(cell, passed))
            }
            Block::Rule => {}
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
    let turns = !reorderings(text, |c| c == '\n').is_empty();
    let is_turning = |c: char| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let is_gone = |c: char| is_stray(c) || c == '\u{feff}' || c == '\0' || turns && is_turning(c);
    if text.contains(is_gone) {
        passed.count(Passing::Control, &text.escape_debug().to_string());
        text.retain(|c| !is_gone(c));
    }
}
