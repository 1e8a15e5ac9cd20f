//! The lock file of an article: what was confirmed of each claim's words and of what stands around them,
//! and which passages were found in a saved copy of their source.
//!
//! In go the text of an `anchors.lock` and lines to add; out come a [`Lock`], or the text again. A
//! line is one JSON object and tells of one claim at one place, of one passage, of one block that claims
//! stand in or of what gives such a block its sense. Lines are sorted as text and depend on nothing but
//! what they tell of, so that two branches that confirm different claims merge line by line. `docs/format.md` describes the file.

mod around;
mod frame;
mod line;
mod written;

pub use around::{Around, BlockText, ConfirmedHead, Frame, near, short_hash};
pub use line::{AnchorLine, PassageLine, Spot, Verdict};

use ahash::HashMap;
use frame::{BlockTexts, WrittenFrame};
use jiff::civil;
use std::ops::Range;
use std::sync::Arc;
use written::WrittenKeys;

/// The first line of the file. Another number means another format.
const HEAD: &str = "# gainsay lock 2: words that were confirmed. `gainsay build` adds lines and `gainsay fix` changes them; keep it with the article.";

/// How the first line begins in files that can be read. Lines of the first version say nothing of what
/// stands around words.
const READ: [&str; 2] = ["1:", "2:"];

/// The content of a lock file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lock {
    /// Lines about words, in the order of the file.
    pub anchors: Vec<AnchorLine>,
    /// Lines about passages.
    pub passages: Vec<PassageLine>,
    /// The title and the standfirst as they were confirmed; several after a merge.
    pub heads: Vec<ConfirmedHead>,
    /// Indices of the lines of each claim.
    by_claim: HashMap<String, Vec<usize>>,
    /// Indices of the lines of each passage.
    by_words: HashMap<String, Vec<usize>>,
}

/// A line that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LockFault {
    /// Its bytes.
    pub range: Range<usize>,
    /// What is wrong with it.
    pub message: String,
}

/// Parses a line. Errors avoid the parser's own messages, since nobody writes these lines by hand.
fn parsed<T: serde::de::DeserializeOwned>(line: &str) -> Result<T, String> {
    serde_json::from_str(line).map_err(|error| match error.classify() {
        serde_json::error::Category::Data => {
            not_written("a key is missing or unknown, or a value is of another kind")
        }
        _ => "a line of the lock cannot be read: it is not one whole JSON object".to_owned(),
    })
}

fn not_written(why: &str) -> String {
    format!("a line of the lock is not one that the tool writes: {why}")
}

impl Lock {
    /// Reads the text of a lock file. Lines that cannot be read are left out and reported.
    pub fn parse(text: &str) -> (Self, Vec<LockFault>) {
        Self::parse_on(text, None)
    }

    /// Like [`Lock::parse`]; no lookup can have been after `today`.
    pub fn parse_on(text: &str, today: Option<civil::Date>) -> (Self, Vec<LockFault>) {
        let (mut lock, mut faults) = (Self::default(), Vec::new());
        let (mut blocks, mut frames) = (HashMap::default(), HashMap::default());
        let mut waiting: Vec<(Range<usize>, WrittenKeys)> = Vec::new();
        let mut waiting_frames: Vec<(Range<usize>, WrittenFrame)> = Vec::new();
        let mut at = 0;
        let mut seen = ahash::HashSet::default();
        for line in text.split_inclusive('\n') {
            let range = at..at + line.trim_end().len();
            at += line.len();
            let line = line.trim_end();
            if let Some(rest) = line.strip_prefix("# gainsay lock ") {
                if !READ.iter().any(|version| rest.starts_with(version)) {
                    let message = "the lock was written by another version of the tool".to_owned();
                    faults.push(LockFault { range, message });
                }
                continue;
            }
            // A merge may duplicate a line.
            if line.is_empty() || line.starts_with('#') || !seen.insert(line) {
                continue;
            }
            let added = match line.strip_prefix("{\"").and_then(|line| line.split('"').next()) {
                Some("passage") => parsed::<PassageLine>(line).and_then(|line| {
                    let line = line.checked(today).map_err(|why| not_written(&why))?;
                    lock.passages.push(line);
                    Ok(())
                }),
                Some("block") => parsed(line).and_then(|block: BlockText| {
                    match blocks.insert(block.key.clone(), Arc::new(block.renamed())) {
                        None => Ok(()),
                        Some(_) => Err(not_written("another block has the same name")),
                    }
                }),
                Some("frame") => {
                    parsed(line).map(|frame| waiting_frames.push((range.clone(), frame)))
                }
                Some("article") => parsed(line).map(|head| lock.heads.push(head)),
                _ => parsed::<WrittenKeys>(line).and_then(|line| {
                    match (&line.block, &line.under) {
                        (Some(_), Some(_)) => {
                            waiting.push((range.clone(), line));
                            return Ok(());
                        }
                        (None, None) => {}
                        _ => return Err(not_written("it names a block or a frame, and not both")),
                    }
                    lock.anchors.push(line.read(None).map_err(not_written)?);
                    Ok(())
                }),
            };
            if let Err(message) = added {
                faults.push(LockFault { range, message });
            }
        }
        // What they name may stand after them.
        for (range, frame) in waiting_frames {
            let read = frame.read(&blocks).and_then(|frame| {
                let (name, frame) = (frame.key.clone(), Arc::new(frame.renamed()));
                match frames.insert(name, Arc::clone(&frame)) {
                    // A merge may leave one that has its lead-in, and one that names it.
                    Some(other) if *other != *frame => Err("another frame has the same name"),
                    _ => Ok(()),
                }
            });
            if let Err(why) = read {
                faults.push(LockFault { range, message: not_written(why) });
            }
        }
        for (range, mut line) in waiting {
            let (block, frame) = (line.block.take(), line.under.take());
            let block = block.and_then(|key| blocks.get(&key)).map(Arc::clone);
            let frame = frame.and_then(|key| frames.get(&key)).map(Arc::clone);
            let read = match (block, frame) {
                (Some(block), Some(frame)) => {
                    let beside = Arc::default();
                    line.read(Some(Around { block, frame, beside }))
                }
                _ => Err("it names a block or a frame that no line has"),
            };
            match read {
                Ok(line) => lock.anchors.push(line),
                Err(why) => faults.push(LockFault { range, message: not_written(why) }),
            }
        }
        faults.sort_by_key(|fault| fault.range.start);
        lock.index();
        (lock, faults)
    }

    fn index(&mut self) {
        self.by_claim.clear();
        self.by_words.clear();
        for (i, line) in self.anchors.iter().enumerate() {
            self.by_claim.entry(line.claim.clone()).or_default().push(i);
        }
        for (i, line) in self.passages.iter().enumerate() {
            self.by_words.entry(line.words.clone()).or_default().push(i);
        }
    }

    /// The lines about the words of `claim`.
    pub fn of_claim(&self, claim: &str) -> impl Iterator<Item = &AnchorLine> {
        let lines = self.by_claim.get(claim).map_or(&[][..], Vec::as_slice);
        lines.iter().map(|i| &self.anchors[*i])
    }

    /// The line about a passage of `source` that `claim` cites; `words` is the SHA-256 of its
    /// normal form.
    pub fn of_passage(&self, claim: &str, source: &str, words: &str) -> Option<&PassageLine> {
        let lines = self.by_words.get(words).map_or(&[][..], Vec::as_slice);
        let mut lines = lines.iter().map(|i| &self.passages[*i]);
        lines.find(|line| line.claim == claim && line.source == source)
    }

    /// A copy with lines added.
    pub fn with(&self, anchors: &[AnchorLine], passages: &[PassageLine]) -> Self {
        self.changed(anchors, passages, &[], &[], None)
    }

    /// A copy with lines added, without those of `gone` and `gone_passages`, and with another title and
    /// standfirst where there is one.
    pub fn changed(
        &self,
        anchors: &[AnchorLine],
        passages: &[PassageLine],
        gone: &[&AnchorLine],
        gone_passages: &[&PassageLine],
        head: Option<&ConfirmedHead>,
    ) -> Self {
        let mut of_claim: HashMap<&str, Vec<&AnchorLine>> = HashMap::default();
        for line in gone {
            of_claim.entry(&line.claim).or_default().push(line);
        }
        let is_gone = |line: &AnchorLine| {
            of_claim.get(line.claim.as_str()).is_some_and(|lines| lines.contains(&line))
        };
        let kept = self.anchors.iter().filter(|line| !is_gone(line));
        let passages_kept = self.passages.iter().filter(|line| !gone_passages.contains(line));
        let mut lock = Self {
            anchors: kept.chain(anchors).cloned().collect(),
            passages: passages_kept.chain(passages).cloned().collect(),
            heads: head.map_or_else(|| self.heads.clone(), |head| vec![head.clone()]),
            ..Self::default()
        };
        lock.index();
        lock
    }

    /// The text of the file.
    pub fn text(&self) -> String {
        // Strings, numbers and maps of them can always be written as JSON.
        let anchors = self
            .anchors
            .iter()
            .map(|l| serde_json::to_string(&WrittenKeys::of(l)).unwrap_or_default());
        let passages = self.passages.iter().map(|l| serde_json::to_string(l).unwrap_or_default());
        let arounds = || self.anchors.iter().filter_map(|line| line.around.as_ref());
        let texts = BlockTexts::of(arounds().map(|around| &*around.block));
        let mut written: ahash::HashSet<&str> = ahash::HashSet::default();
        let arounds = arounds().flat_map(|Around { block, frame, .. }| {
            let block = written.insert(&block.key).then(|| serde_json::to_string(&**block));
            let is_new = written.insert(&frame.key);
            let frame = is_new.then(|| serde_json::to_string(&WrittenFrame::of(frame, &texts)));
            block.into_iter().chain(frame)
        });
        let heads = self.heads.iter().map(serde_json::to_string);
        let others = arounds.chain(heads).map(Result::unwrap_or_default);
        let mut lines: Vec<String> = anchors.chain(passages).chain(others).collect();
        lines.sort_unstable();
        lines.dedup();
        let mut text = format!("{HEAD}\n");
        for line in lines {
            text.push_str(&line);
            text.push('\n');
        }
        text
    }
}

#[cfg(test)]
mod tests;
