//! What gives each block of a section its sense: headings, lead-ins, where it stands, what it refers to.
//!
//! In goes a [`Document`]; out comes its [`BlockOutline`], an [`OutlineBlock`] for each line of its plain text. Lock
//! files keep what an outline says of a block that claims quote, so that an edit around a sentence is
//! seen as well as one in it.

mod block;
mod reader;

use super::Document;
pub use block::{OutlineBlock, normal};
use reader::OutlineReader;

/// The blocks of a section, in the order of its plain text.
#[derive(Debug, Default)]
pub struct BlockOutline {
    /// The blocks.
    pub blocks: Vec<OutlineBlock>,
}

impl BlockOutline {
    /// The index of the block that holds the byte `at` of the plain text.
    pub fn at(&self, at: usize) -> Option<usize> {
        let i = self.blocks.partition_point(|block| block.range.end <= at);
        self.blocks.get(i).filter(|block| block.range.start <= at).map(|_| i)
    }

    /// The headings above the block `i`, in normal form, the highest first.
    pub fn headings(&self, i: usize, document: &Document) -> Vec<String> {
        let headings = self.blocks[i].headings.iter();
        headings.map(|heading| self.described(*heading, document, true)).collect()
    }

    /// What leads in to what the block `i` stands in, in normal form.
    pub fn leads(&self, i: usize, document: &Document) -> Vec<String> {
        let leads = self.blocks[i].leads.iter();
        leads.map(|lead| self.described(*lead, document, true)).collect()
    }

    /// The head of the table of the block `i`, in normal form; empty where it stands in none.
    pub fn head(&self, i: usize, document: &Document) -> String {
        self.blocks[i].head.map_or(String::new(), |head| self.described(head, document, true))
    }

    /// The texts of the footnotes that the block `i` refers to, in normal form.
    pub fn notes(&self, i: usize, document: &Document) -> Vec<String> {
        // The notes stand at the end, in the order of their numbers.
        let first = |number| self.blocks.partition_point(|block| block.note < Some(number));
        let of = |number: &usize| {
            let blocks = first(*number)..first(*number + 1);
            let blocks = blocks.map(|block| self.described(block, document, false));
            blocks.collect::<Vec<_>>().join(" ")
        };
        self.blocks[i].notes.iter().map(of).collect()
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
            self.notes(i, document).iter().for_each(|note| add("note", note));
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
        Self { blocks: reader.blocks }
    }
}

#[cfg(test)]
mod tests;
