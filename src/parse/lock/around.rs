//! What stands around the words of a claim, as a lock file keeps it: once, under a hash, so that all
//! claims of a block name it.
//!
//! In go texts in normal form; out come lines of the file, and the same again.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use memchr::memmem;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::sync::Arc;
use text_anchor::confirmed::{CONTEXT, Confirmed, ConfirmedWords, sha256};

/// The block that holds words, what is marked in it, and what is nearest to it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BlockText {
    /// What claims name it by: the first digits of the SHA-256 of what it says.
    #[serde(rename = "block")]
    pub key: String,
    /// Its words.
    pub text: String,
    /// The last sentence of the block before it, where that is kept.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub above: String,
    /// The first sentence of the block after it, likewise.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub below: String,
    /// The first digits of the SHA-256 of both, where they are not kept in any case: words that turn round
    /// may be known by then that were not when the line was written.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub near: String,
    /// The texts of the footnotes that it refers to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// Where its links lead.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<String>,
    /// Its images: the hash of each file, the text in its place, and its title.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub images: Vec<String>,
    /// Its words that are set off.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stressed: Vec<String>,
    /// Its words that are struck out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub struck: Vec<String>,
    /// Where all these stand in it: after how many of its characters, blanks not counted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<usize>,
}

/// What gives a block its sense, and others with it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Frame {
    /// What claims name it by, as for a block.
    pub key: String,
    /// The title of its section, and the headings above it.
    pub headings: Vec<String>,
    /// What leads in to the lists, quotations and tables that it stands in.
    pub leads: Vec<String>,
    /// The head of its table.
    pub head: String,
    /// What it stands in: a quotation, an alert, a task.
    pub within: Vec<String>,
    /// Of a footnote, the sentences that refer to it.
    pub hosts: Vec<String>,
}

impl BlockText {
    /// Computes the key of this block from all that it says.
    pub fn keyed(mut self) -> Self {
        let near = [&self.text, &self.above, &self.below].map(String::as_str);
        let near = near.into_iter().chain(Some(self.near.as_str()).filter(|near| !near.is_empty()));
        let lists = [&self.notes, &self.links, &self.images, &self.stressed, &self.struck];
        let marks = Some(format!("{:?}", self.marks)).filter(|_| !self.marks.is_empty());
        self.key = key(near.chain(parts(&lists)).chain(marks.as_deref()));
        self
    }

    /// The block with a key of today, as a file has it.
    pub(super) fn renamed(self) -> Self {
        if self.key.len() == KEY { self } else { self.keyed() }
    }

    /// Sets the context of `confirmed` to what stands around its sentence in this block, if the sentence
    /// stands here once. The line of the claim need not repeat that context then.
    pub fn settle(&self, confirmed: &mut Confirmed) {
        if let Some([from, _, _, to]) = self.found(confirmed) {
            (confirmed.before, confirmed.after) = self.beside(&self.text[..from], &self.text[to..]);
        }
    }

    /// Bytes of the text: how many stand before the sentence of `confirmed`, and how long are its part before
    /// the words, the words, and its part after them. None where a line has to say these itself.
    pub(super) fn places(&self, confirmed: &Confirmed) -> Option<[usize; 4]> {
        let places = self.found(confirmed)?;
        let lengths = [0, 1, 2].map(|i| places[i + 1] - places[i]);
        let stands = [places[0], lengths[0], lengths[1], lengths[2]];
        let (parts, _) = self.parts(stands)?;
        let Confirmed { before, lead, trail, after, .. } = confirmed;
        (parts.each_ref() == [before, lead, trail, after]).then_some(stands)
    }

    /// Where the sentence of `confirmed` stands in the text, if it does so once and is kept whole.
    fn found(&self, confirmed: &Confirmed) -> Option<[usize; 4]> {
        let ConfirmedWords::Whole(words) = &confirmed.words else { return None };
        let sentence = confirmed.sentence();
        let mut found = memmem::find_iter(self.text.as_bytes(), sentence.as_bytes());
        let from = found.next().filter(|_| found.next().is_none())?;
        let start = from + confirmed.lead.len();
        let end = start + words.len();
        Some([from, start, end, end + confirmed.trail.len()])
    }

    /// What stands before a sentence, its part before the words, its part after them, and what stands
    /// after it; and the words. None where the text has no such places.
    pub(super) fn parts(&self, stands: [usize; 4]) -> Option<([String; 4], &str)> {
        let text = self.text.as_str();
        let [from, lead, words, trail] = stands;
        let start = from.checked_add(lead)?;
        let end = start.checked_add(words)?;
        let to = end.checked_add(trail)?;
        let (before, after) = self.beside(text.get(..from)?, text.get(to..)?);
        let (lead, trail) = (text.get(from..start)?, text.get(end..to)?);
        Some(([before, lead.to_owned(), trail.to_owned(), after], text.get(start..end)?))
    }

    /// What stands before and after a sentence, of which `head` and `rest` stand in the same block.
    fn beside(&self, head: &str, rest: &str) -> (String, String) {
        let before = match self.above.as_str() {
            above if head.len() < CONTEXT && !above.is_empty() => {
                Cow::Owned(format!("{above} {head}"))
            }
            _ => Cow::Borrowed(head),
        };
        let after = match self.below.as_str() {
            below if rest.len() < CONTEXT && !below.is_empty() => {
                Cow::Owned(format!("{rest} {below}"))
            }
            _ => Cow::Borrowed(rest),
        };
        let mut from = before.len().saturating_sub(CONTEXT);
        while !before.is_char_boundary(from) {
            from += 1;
        }
        let mut to = after.len().min(CONTEXT);
        while !after.is_char_boundary(to) {
            to -= 1;
        }
        (before[from..].to_owned(), after[..to].to_owned())
    }
}

/// What stands for the sentences before and after a block.
pub fn near(above: &str, below: &str) -> String {
    let [first, second, third, fourth, ..] = hash([above, below].into_iter());
    format!("{:08x}", u32::from_be_bytes([first, second, third, fourth]))
}

impl Frame {
    /// The frame with a key of today, as a file has it.
    pub(super) fn renamed(self) -> Self {
        if self.key.len() == KEY { self } else { self.keyed() }
    }

    /// Computes the key of this frame from all its parts.
    pub fn keyed(mut self) -> Self {
        let lists = [&self.headings, &self.leads, &self.within, &self.hosts];
        self.key = key(parts(&lists).chain([self.head.as_str()]));
        self
    }
}

/// What lists say. Each ends in a character that no word has, so that no two have one row of parts.
fn parts<'p>(lists: &'p [&'p Vec<String>]) -> impl Iterator<Item = &'p str> {
    lists.iter().flat_map(|list| list.iter().map(String::as_str).chain(["\u{1}"]))
}

/// The first 48 bits of the SHA-256 of `parts` as eight characters of base64 for addresses (RFC 4648, 5). It
/// tells the blocks and frames of one file apart, and never that two are the same.
fn key<'p>(parts: impl Iterator<Item = &'p str>) -> String {
    URL_SAFE_NO_PAD.encode(&hash(parts)[..6])
}

/// How many characters a key has. Files of an earlier time have twelve digits.
const KEY: usize = 8;

/// The SHA-256 of `parts`, each ended by a zero.
fn hash<'p>(parts: impl Iterator<Item = &'p str>) -> [u8; 32] {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part);
        hash.update([0]);
    }
    hash.finalize().into()
}

/// The first 16 digits of the SHA-256 of `bytes`.
pub fn short_hash(bytes: &[u8]) -> String {
    let mut hash = sha256(bytes);
    hash.truncate(16);
    hash
}

/// What stands around the words of a claim.
#[derive(Debug, Clone, Default)]
pub struct Around {
    /// Their block.
    pub block: Arc<BlockText>,
    /// What gives it its sense.
    pub frame: Arc<Frame>,
    /// The sentences before and after the block, also those that are not kept; empty where a file says what
    /// was. What is shown, and never compared.
    pub beside: Arc<[String; 2]>,
}

impl PartialEq for Around {
    fn eq(&self, other: &Self) -> bool {
        (&self.block, &self.frame) == (&other.block, &other.frame)
    }
}

impl Eq for Around {}

/// The title and the standfirst of an article, which give everything in it its sense.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConfirmedHead {
    /// The title.
    #[serde(rename = "article")]
    pub title: String,
    /// The standfirst; empty where there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub standfirst: String,
    /// The tag of the language, by whose rules words are the same; empty where it is not known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub language: String,
}
