//! What gives each block of a section its sense: headings, lead-ins, where it stands, what it refers to.
//!
//! In goes a [`Document`]; out comes its [`BlockOutline`], an [`OutlineBlock`] for each line of its plain text. Lock
//! files keep what an outline says of a block that claims quote, so that an edit around a sentence is
//! seen as well as one in it.

mod block;
mod ends;
mod html;
mod reader;

use super::Document;
pub use block::{OutlineBlock, normal};
use reader::OutlineReader;
use std::ops::Range;

/// The blocks of a section, in the order of its plain text.
#[derive(Debug, Default)]
pub struct BlockOutline {
    /// The blocks.
    pub blocks: Vec<OutlineBlock>,
    /// For each image of the document, a block without words, with what gives the image its sense.
    pub images: Vec<OutlineBlock>,
}

impl BlockOutline {
    /// The index of the block that holds the byte `at` of the plain text.
    pub fn at(&self, at: usize) -> Option<usize> {
        let i = self.blocks.partition_point(|block| block.range.end <= at);
        self.blocks.get(i).filter(|block| block.range.start <= at).map(|_| i)
    }

    /// The headings above `block`, in normal form, the highest first.
    pub fn headings(&self, block: &OutlineBlock, document: &Document) -> Vec<String> {
        block.headings.iter().map(|heading| self.described(*heading, document, true)).collect()
    }

    /// What leads in to what `block` stands in, in normal form; of a quotation, also whose words it is.
    pub fn leads(&self, block: &OutlineBlock, document: &Document) -> Vec<String> {
        block.leads.iter().map(|lead| self.described(*lead, document, true)).collect()
    }

    /// The head of the table of `block`, in normal form; empty where it stands in none.
    pub fn head(&self, block: &OutlineBlock, document: &Document) -> String {
        block.head.map_or(String::new(), |head| self.described(head, document, true))
    }

    /// Where the heading, the lead-in or the head of `block` stands that `text` has and `without` has not, in
    /// bytes of the plain text.
    pub fn stands(
        &self,
        block: &OutlineBlock,
        document: &Document,
        text: &str,
        without: &str,
    ) -> Option<Range<usize>> {
        let above = block.headings.iter().chain(&block.leads).chain(&block.head);
        let is = |i: &&usize| {
            let said = self.described(**i, document, true);
            text.contains(&said) && !without.contains(&said)
        };
        above.rev().find(is).map(|i| self.blocks[*i].range.clone())
    }

    /// The texts of the footnotes that `block` refers to, in normal form.
    pub fn notes(&self, block: &OutlineBlock, document: &Document) -> Vec<String> {
        // The notes stand at the end, in the order of their numbers.
        let first = |number| self.blocks.partition_point(|block| block.note < Some(number));
        let of = |(number, _): &(usize, usize)| {
            let blocks = first(*number)..first(*number + 1);
            let blocks = blocks.map(|block| self.described(block, document, false));
            blocks.collect::<Vec<_>>().join(" ")
        };
        block.notes.iter().map(of).collect()
    }

    /// Where in the plain text the footnote that `block` belongs to is referred to.
    pub fn hosts(&self, block: &OutlineBlock) -> Vec<usize> {
        let Some(note) = block.note else { return Vec::new() };
        let references = self.blocks.iter().flat_map(|block| &block.notes);
        references.filter(|(number, _)| *number == note).map(|(_, at)| *at).collect()
    }

    /// The words of the block `i` and what is marked in it, as what gives others their sense is kept.
    /// Where `notes` says so, the texts of its footnotes are part of it.
    fn described(&self, i: usize, document: &Document, notes: bool) -> String {
        let block = &self.blocks[i];
        let mut text = self.words(i, document);
        let mut add = |what: &str, words: &str| text.push_str(&format!(" [{what}: {words}]"));
        block.cells.iter().for_each(|cells| add("cells", cells));
        block.struck.iter().for_each(|words| add("struck out", words));
        block.stressed.iter().for_each(|words| add("emphasised", words));
        block.links.iter().for_each(|target| add("to", target));
        block.images.iter().for_each(|(target, alt)| add("image", &format!("{target} {alt}")));
        if notes {
            self.notes(block, document).iter().for_each(|note| add("note", note));
        }
        text
    }

    /// The words of the block `i`, in normal form.
    pub fn words(&self, i: usize, document: &Document) -> String {
        normal(&document.text.text[self.blocks[i].range.clone()])
    }

    /// Reads the outline of `document`.
    pub fn of(document: &Document) -> Self {
        let mut reader = OutlineReader::new(document);
        for (i, node) in document.nodes.iter().enumerate() {
            reader.pass(i, node);
        }
        Self { blocks: reader.blocks, images: reader.seats }
    }
}

#[cfg(test)]
mod tests;
