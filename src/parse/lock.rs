//! The lock file of an article: what was confirmed of each claim's words and of what stands around them,
//! and which passages were found in a saved copy of their source.
//!
//! In go the text of an `anchors.lock` and lines to add; out come a [`Lock`], or the text again. A
//! line is one JSON object and tells of one claim at one place, of one passage, of one block that claims
//! stand in or of what gives such a block its sense. Lines are sorted
//! as text and depend on nothing but what they tell of, so that two branches that confirm different
//! claims merge line by line. `docs/format.md` describes the file.

mod around;

pub use around::{Around, ArticleHead, BlockText, Frame};

use crate::model::is_id;
use ahash::HashMap;
use jiff::civil;
use serde::{Deserialize, Deserializer, Serialize};
use std::ops::Range;
use std::sync::Arc;
use text_anchor::confirmed::{CONTEXT, Confirmed, ConfirmedWords, LONGEST, REST};
use text_anchor::normal::renew;

/// The first line of the file. Another number means another format.
const HEAD: &str = "# gainsay lock 2: words that were confirmed. `gainsay build` adds lines and `gainsay fix` changes them; keep it with the article.";

/// How the first line begins in files that can be read. Lines of the first version say nothing of what
/// stands around words.
const READ: [&str; 2] = ["1:", "2:"];

/// The part of an article in which words stand.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Spot {
    /// The title.
    Title,
    /// The standfirst.
    Standfirst,
    /// The section with this address.
    Section(String),
    /// The title of the section with this address.
    SectionTitle(String),
    /// The text beside the image with this file name, in the section with this address.
    Image(String, String),
}

/// A line about the words of a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnchorLine {
    /// Id of the claim.
    pub claim: String,
    /// The place of its words.
    pub spot: Spot,
    /// The confirmed state.
    pub confirmed: Confirmed,
    /// What stood around them; none in a line of the first version of the file.
    pub around: Option<Around>,
}

/// A line about a passage that was found in a saved copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PassageLine {
    /// Id of the claim that cites it.
    #[serde(rename = "passage")]
    pub claim: String,
    /// Id of the source.
    pub source: String,
    /// SHA-256 of the passage in normal form.
    pub words: String,
    /// The result of the lookup.
    pub verdict: Verdict,
    /// SHA-256 of the file of the saved copy.
    pub sha256: String,
    /// The day of the lookup.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "text")]
    pub date: Option<String>,
}

/// Reads a text that must not be `null`.
fn text<'d, D: Deserializer<'d>>(from: D) -> Result<Option<String>, D::Error> {
    String::deserialize(from).map(Some)
}

impl PassageLine {
    /// Checks a line. Returns the reason if the tool cannot have written it, because readers see
    /// what the line says. `today` is the latest possible day of a lookup, if known.
    fn checked(self, today: Option<civil::Date>) -> Result<Self, String> {
        let Self { claim, source, words, sha256, date, .. } = &self;
        if let Some(id) = [claim, source].into_iter().find(|id| !is_id(id)) {
            return Err(format!("`{id}` is not an id"));
        }
        for (key, hash) in [("words", words), ("sha256", sha256)] {
            if !is_hash(hash) {
                return Err(format!("`{key}` is not 64 digits of 0 to 9 and a to f"));
            }
        }
        if let Some(date) = date {
            // A day in another form than the tool's own is invalid.
            let day = date
                .parse::<civil::Date>()
                .ok()
                .filter(|day| day.year() > 0 && day.to_string() == *date);
            let Some(day) = day else {
                return Err(format!("`{date}` is not a full day, such as `2024-05-06`"));
            };
            if today.is_some_and(|today| day > today) {
                return Err(format!("`{date}` is in the future everywhere on earth"));
            }
        }
        Ok(self)
    }
}

/// True for a SHA-256 in the form that the tool writes.
fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

/// The result of looking for a passage. If it is not found, that is an error, and no line is
/// written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// It is in the saved copy.
    Found,
}

/// The content of a lock file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lock {
    /// Lines about words, in the order of the file.
    pub anchors: Vec<AnchorLine>,
    /// Lines about passages.
    pub passages: Vec<PassageLine>,
    /// The title and the standfirst as they were confirmed; several after a merge.
    pub heads: Vec<ArticleHead>,
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

/// The JSON form of an anchor line.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    claim: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    section: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    image: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    title: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    standfirst: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    words: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    long: Option<Long>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    before: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    lead: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    trail: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    after: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    code: Option<String>,
    at: usize,
    /// Bytes of the block's text: where the sentence begins, the words begin and end, the sentence ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    stands: Option<[usize; 4]>,
    #[serde(default, skip_serializing_if = "Option::is_none", rename = "in")]
    block: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    under: Option<String>,
}

/// The JSON form of long words.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Long {
    start: String,
    end: String,
    count: usize,
    sha256: String,
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
        let mut waiting: Vec<(Range<usize>, Written)> = Vec::new();
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
                Some("block") => parsed(line).map(|block: BlockText| {
                    blocks.insert(block.key.clone(), Arc::new(block));
                }),
                Some("frame") => parsed(line).map(|frame: Frame| {
                    frames.insert(frame.key.clone(), Arc::new(frame));
                }),
                Some("article") => parsed(line).map(|head| lock.heads.push(head)),
                _ => parsed::<Written>(line).and_then(|line| {
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
        for (range, mut line) in waiting {
            let (block, frame) = (line.block.take(), line.under.take());
            let block = block.and_then(|key| blocks.get(&key)).map(Arc::clone);
            let frame = frame.and_then(|key| frames.get(&key)).map(Arc::clone);
            let read = match (block, frame) {
                (Some(block), Some(frame)) => line.read(Some(Around { block, frame })),
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
        self.changed(anchors, passages, |_| false, |_| false)
    }

    /// A copy with lines added, and without those that `gone` contains.
    pub fn changed(
        &self,
        anchors: &[AnchorLine],
        passages: &[PassageLine],
        gone: impl Fn(&AnchorLine) -> bool,
        gone_passage: impl Fn(&PassageLine) -> bool,
    ) -> Self {
        let kept = self.anchors.iter().filter(|line| !gone(line));
        let passages_kept = self.passages.iter().filter(|line| !gone_passage(line));
        let mut lock = Self {
            anchors: kept.chain(anchors).cloned().collect(),
            passages: passages_kept.chain(passages).cloned().collect(),
            heads: self.heads.clone(),
            ..Self::default()
        };
        lock.index();
        lock
    }

    /// The text of the file.
    pub fn text(&self) -> String {
        // Strings, numbers and maps of them can always be written as JSON.
        let anchors =
            self.anchors.iter().map(|l| serde_json::to_string(&Written::of(l)).unwrap_or_default());
        let passages = self.passages.iter().map(|l| serde_json::to_string(l).unwrap_or_default());
        let arounds = self.anchors.iter().filter_map(|line| line.around.as_ref());
        let mut written: ahash::HashSet<&str> = ahash::HashSet::default();
        let arounds = arounds.flat_map(|Around { block, frame }| {
            let block = written.insert(&block.key).then(|| serde_json::to_string(&**block));
            let frame = written.insert(&frame.key).then(|| serde_json::to_string(&**frame));
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

impl Written {
    fn of(line: &AnchorLine) -> Self {
        let confirmed = line.confirmed.clone();
        let stands = line.around.as_ref().and_then(|around| around.block.places(&confirmed));
        let (words, long) = match confirmed.words {
            ConfirmedWords::Whole(words) => (Some(words), None),
            ConfirmedWords::Ends { sha256, count, start, end } => {
                (None, Some(Long { start, end, count, sha256 }))
            }
        };
        let (section, image) = match &line.spot {
            Spot::Section(section) | Spot::SectionTitle(section) => (Some(section.clone()), None),
            Spot::Image(section, image) => (Some(section.clone()), Some(image.clone())),
            Spot::Title | Spot::Standfirst => (None, None),
        };
        Self {
            claim: line.claim.clone(),
            section,
            image,
            title: matches!(line.spot, Spot::Title | Spot::SectionTitle(_)).then_some(true),
            standfirst: (line.spot == Spot::Standfirst).then_some(true),
            words,
            long,
            before: stands.is_none().then_some(confirmed.before),
            lead: stands.is_none().then_some(confirmed.lead),
            trail: stands.is_none().then_some(confirmed.trail),
            after: stands.is_none().then_some(confirmed.after),
            stands,
            code: (!confirmed.code.is_empty()).then(|| confirmed.code.join(" ")),
            at: confirmed.at,
            block: line.around.as_ref().map(|around| around.block.key.clone()),
            under: line.around.as_ref().map(|around| around.frame.key.clone()),
        }
    }

    fn read(mut self, around: Option<Around>) -> Result<AnchorLine, &'static str> {
        if let (Some(around), Some(stands)) = (&around, self.stands) {
            if [&self.before, &self.lead, &self.trail, &self.after].iter().any(|t| t.is_some()) {
                return Err("it says twice where its sentence stands");
            }
            let parts = around.block.parts(stands);
            let [before, lead, trail, after] = parts.ok_or("its block has no such place")?;
            (self.before, self.lead) = (Some(before), Some(lead));
            (self.trail, self.after) = (Some(trail), Some(after));
        }
        let (Some(before), Some(lead), Some(trail), Some(after)) =
            (self.before.take(), self.lead.take(), self.trail.take(), self.after.take())
        else {
            return Err("it does not say where its sentence stands");
        };
        // Lines of an earlier version keep ligatures and rows of hyphens.
        let [before, lead, trail, after] = [before, lead, trail, after].map(|text| renew(&text));
        if let Some(words) = &mut self.words {
            *words = renew(words);
        }
        let spot = match (self.section, self.image, self.title, self.standfirst) {
            (Some(section), None, None, None) => Spot::Section(section),
            (Some(section), None, Some(true), None) => Spot::SectionTitle(section),
            (Some(section), Some(image), None, None) => Spot::Image(section, image),
            (None, None, Some(true), None) => Spot::Title,
            (None, None, None, Some(true)) => Spot::Standfirst,
            _ => return Err("it names no part of the article, or several"),
        };
        let words = match (self.words, self.long) {
            (Some(words), None) => ConfirmedWords::Whole(words),
            (None, Some(Long { start, end, count, sha256 })) => {
                ConfirmedWords::Ends { sha256, count, start, end }
            }
            _ => return Err("it has no words, or has them twice"),
        };
        // The tool writes no longer parts, and comparing them would take long.
        let long = |text: &String, most: usize| text.len() > most;
        let rest = [&lead, &trail].iter().any(|t| long(t, REST + 64));
        let context = [&before, &after].iter().any(|t| long(t, CONTEXT + 64));
        let forged = match &words {
            ConfirmedWords::Whole(words) => words.chars().count() > LONGEST,
            ConfirmedWords::Ends { sha256, count, start, end } => {
                !is_hash(sha256) || *count > 1_000_000 || long(start, 200) || long(end, 200)
            }
        };
        let code = self.code.as_ref().is_some_and(|code| long(code, 2 * REST));
        if rest || context || code || forged {
            return Err("a part of it is too long, or no hash");
        }
        let code = self.code.as_deref().unwrap_or("").split(' ');
        let code = code.filter(|word| !word.is_empty()).map(str::to_owned).collect();
        let Self { claim, at, .. } = self;
        let wide = around.is_some();
        Ok(AnchorLine {
            claim,
            spot,
            confirmed: Confirmed { words, before, lead, trail, after, code, at, wide },
            around,
        })
    }
}

#[cfg(test)]
mod tests;
