//! Divides a manuscript into sections.
//!
//! In go its title and blocks; out come sections with the names of their files. The highest headings divide; those
//! below become the headings of a section, with no level left out.

use super::letters;
use super::model::{DraftBlock, Inline, Manuscript, flatten};
use crate::import::text::in_one_line;
use crate::model::address::RESERVED;
use crate::model::{is_device, is_id, to_id};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// How a text is divided.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SectionSplit {
    /// At its highest headings.
    #[default]
    Heading,
    /// Not at all.
    None,
}

/// A section of the article to be.
#[derive(Debug)]
pub(super) struct SectionPlan {
    /// The name of its file, without the folder and the ending.
    pub stem: String,
    /// Its title; empty for none.
    pub title: Vec<Inline>,
    /// Its text.
    pub blocks: Vec<DraftBlock>,
}

/// The most letters of the words in a file name.
const MOST_NAME: usize = 40;

/// The words of a line, with single blanks. What is struck out is left out: a line of text cannot show that.
pub(super) fn line(words: &[Inline]) -> String {
    let stands = |word: &&Inline| !matches!(word, Inline::Words { face, .. } if face.struck);
    let words: Vec<Inline> = words.iter().filter(stands).cloned().collect();
    let text = letters::line_text(&words).replace(|c: char| c.is_control(), " ");
    in_one_line(&text)
}

/// The words of blocks.
pub(super) fn words(blocks: &[DraftBlock]) -> String {
    let mut all = Vec::new();
    for block in blocks {
        flatten(block.clone(), &mut all);
        all.push(Inline::plain(" "));
    }
    line(&all)
}

/// True if a manuscript has a title, or a first heading that will be it.
pub(super) fn has_title(manuscript: &Manuscript) -> bool {
    !line(&manuscript.title).is_empty() || title_level(manuscript).is_some()
}

/// The level of a first heading that no other has, nor a higher one.
pub(super) fn title_level(manuscript: &Manuscript) -> Option<u8> {
    let Some(DraftBlock::Heading { level: first, .. }) = manuscript.blocks.first() else {
        return None;
    };
    let is_higher =
        |block: &&DraftBlock| matches!(block, DraftBlock::Heading { level, .. } if level <= first);
    (manuscript.blocks.iter().filter(is_higher).count() == 1).then_some(*first)
}

/// Divides `blocks`.
pub(super) fn divide(blocks: Vec<DraftBlock>, split: SectionSplit) -> Vec<SectionPlan> {
    let level_of = |block: &DraftBlock| match block {
        DraftBlock::Heading { level, .. } => Some(*level),
        _ => None,
    };
    let highest =
        blocks.iter().filter_map(level_of).min().filter(|_| split == SectionSplit::Heading);
    let mut sections: Vec<(Vec<Inline>, Vec<DraftBlock>)> = Vec::new();
    for block in blocks {
        match block {
            DraftBlock::Heading { level, words }
                if Some(level) == highest && !line(&words).is_empty() =>
            {
                sections.push((words, Vec::new()));
            }
            block => {
                if sections.is_empty() {
                    sections.push((Vec::new(), Vec::new()));
                }
                if let Some((_, blocks)) = sections.last_mut() {
                    blocks.push(block);
                }
            }
        }
    }
    if sections.is_empty() {
        sections.push((Vec::new(), Vec::new()));
    }
    let count = sections.len();
    let width = sections.len().to_string().len().max(2);
    let mut taken = BTreeSet::new();
    let named = sections.into_iter().enumerate().map(|(i, (title, mut blocks))| {
        let first_words = blocks.iter().find_map(|block| match block {
            DraftBlock::Paragraph(words) => Some(line(words)),
            _ => None,
        });
        let words = match title.is_empty() {
            // What stands before the first heading.
            true if count > 1 => "opening".to_owned(),
            true => first_words.unwrap_or_default(),
            false => line(&title),
        };
        let slug = free_slug(&words, &mut taken);
        // A line across at the start would be taken for front matter.
        let rules = blocks.iter().take_while(|block| **block == DraftBlock::Rule).count();
        blocks.drain(..rules);
        level(&mut blocks, if title.is_empty() { 2 } else { 3 });
        SectionPlan { stem: format!("{:0width$}-{slug}", i + 1), title, blocks }
    });
    named.collect()
}

/// The address of a section whose file has this name.
pub(super) fn slug_of(stem: &str) -> &str {
    stem.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches('-')
}

/// An address for a section with this title.
fn free_slug(words: &str, taken: &mut BTreeSet<String>) -> String {
    let id = to_id(words);
    let mut slug = String::new();
    for word in id.split('-') {
        if slug.len() + word.len() >= MOST_NAME {
            break;
        }
        slug.push_str(if slug.is_empty() { "" } else { "-" });
        slug.push_str(word);
    }
    // The digits at the start of a file name are no part of the address.
    let bare = slug_of(&slug);
    let is_fine = |slug: &str| is_id(slug) && !is_device(slug) && !RESERVED.contains(&slug);
    let base = if is_fine(bare) {
        bare.to_owned()
    } else {
        format!("part-{bare}").trim_end_matches('-').to_owned()
    };
    let mut numbered = std::iter::once(base.clone()).chain((2..).map(|n| format!("{base}-{n}")));
    // The sequence is infinite, so one is free.
    let slug = numbered.find(|slug| !taken.contains(slug)).unwrap_or(base);
    taken.insert(slug.clone());
    slug
}

/// Gives headings the levels from `first` on, and leaves none out.
fn level(blocks: &mut [DraftBlock], first: u8) {
    let mut above: Vec<u8> = Vec::new();
    for block in blocks {
        let DraftBlock::Heading { level, .. } = block else { continue };
        while above.last().is_some_and(|last| last >= level) {
            above.pop();
        }
        above.push(*level);
        let depth = u8::try_from(above.len() - 1).unwrap_or(6);
        *level = (first + depth.min(6)).min(6);
    }
}
