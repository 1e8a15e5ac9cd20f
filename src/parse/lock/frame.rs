//! The form of a frame in JSON. A lead-in that is a block of the file too is named and not repeated.
//!
//! In goes a frame as a value; out comes its form, and the same again, or why the tool cannot have written it.

use super::around::{BlockText, Frame};
use ahash::HashMap;
use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;
use std::sync::Arc;

/// The JSON form of a frame.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenFrame {
    #[serde(rename = "frame")]
    key: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    headings: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    leads: Vec<WrittenLead>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    head: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    within: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    hosts: Vec<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum WrittenLead {
    /// What it says.
    Text(String),
    /// The text of a block, and what is marked in it.
    Block(LeadBlock),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LeadBlock {
    #[serde(rename = "in")]
    block: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    and: String,
}

/// Shorter texts, in bytes, are not worth a name, and longer ones are written out: what a file says when it is
/// read is bounded by its own bytes.
const NAMED: RangeInclusive<usize> = 32..=2_000;

/// The names of the blocks of a file, by their texts.
pub(super) struct BlockTexts<'l>(HashMap<&'l str, &'l str>);

impl<'l> BlockTexts<'l> {
    /// The texts of `blocks`.
    pub(super) fn of(blocks: impl Iterator<Item = &'l BlockText>) -> Self {
        let mut texts: HashMap<&str, &str> = HashMap::default();
        for block in blocks.filter(|block| NAMED.contains(&block.text.len())) {
            let name = texts.entry(&block.text).or_insert(&block.key);
            // Several may have the same text.
            *name = (*name).min(&block.key);
        }
        Self(texts)
    }

    fn written(&self, lead: &str) -> WrittenLead {
        let ends = lead.match_indices(" [").map(|(end, _)| end).chain([lead.len()]);
        let named = ends.filter_map(|end| Some((self.0.get(&lead[..end])?, &lead[end..]))).last();
        match named {
            Some((block, and)) => {
                WrittenLead::Block(LeadBlock { block: (*block).to_owned(), and: and.to_owned() })
            }
            None => WrittenLead::Text(lead.to_owned()),
        }
    }
}

impl WrittenFrame {
    /// The form of a frame, in a file with the blocks of `texts`.
    pub(super) fn of(frame: &Frame, texts: &BlockTexts) -> Self {
        let Frame { key, headings, leads, head, within, hosts } = frame.clone();
        let leads = leads.iter().map(|lead| texts.written(lead)).collect();
        Self { key, headings, leads, head, within, hosts }
    }

    /// The frame, in a file with `blocks`.
    pub(super) fn read(
        self,
        blocks: &HashMap<String, Arc<BlockText>>,
    ) -> Result<Frame, &'static str> {
        let Self { key, headings, leads, head, within, hosts } = self;
        let leads = leads.into_iter().map(|lead| match lead {
            WrittenLead::Text(text) => Ok(text),
            WrittenLead::Block(LeadBlock { block, and }) => match blocks.get(&block) {
                Some(block) if NAMED.contains(&block.text.len()) => {
                    Ok(format!("{}{and}", block.text))
                }
                Some(_) => Err("it names a block for a lead-in that is too short or too long"),
                None => Err("it names a block that no line has"),
            },
        });
        Ok(Frame { leads: leads.collect::<Result<_, _>>()?, key, headings, head, within, hosts })
    }
}
