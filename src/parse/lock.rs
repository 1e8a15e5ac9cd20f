//! The lock file of an article: what was confirmed of the words of each claim, and which passages
//! were found in a saved copy of their source.
//!
//! In go the text of an `anchors.lock` and lines to add; out come a [`Lock`], or its text. A line
//! is one JSON object, about one claim at one place or about one passage. Lines are sorted as text
//! and depend only on their subject, so that branches that confirm different claims merge line by
//! line. `docs/format.md` describes the file.

use crate::model::is_id;
use ahash::HashMap;
use jiff::civil;
use serde::{Deserialize, Deserializer, Serialize};
use std::ops::Range;
use text_anchor::confirmed::{CONTEXT, Confirmed, ConfirmedWords, LONGEST, REST};
use text_anchor::normal::renew;

/// The first line of the file. Another number means another format.
const HEAD: &str = "# gainsay lock 1: words that were confirmed. `gainsay build` adds lines and `gainsay fix` changes them; keep it with the article.";

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
    before: String,
    lead: String,
    trail: String,
    after: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    code: Option<String>,
    at: usize,
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
        let mut at = 0;
        let mut seen = ahash::HashSet::default();
        for line in text.split_inclusive('\n') {
            let range = at..at + line.trim_end().len();
            at += line.len();
            let line = line.trim_end();
            if let Some(rest) = line.strip_prefix("# gainsay lock ") {
                if !rest.starts_with("1:") {
                    let message = "the lock was written by another version of the tool".to_owned();
                    faults.push(LockFault { range, message });
                }
                continue;
            }
            // A merge may duplicate a line.
            if line.is_empty() || line.starts_with('#') || !seen.insert(line) {
                continue;
            }
            let added = match line.starts_with("{\"passage\"") {
                true => parsed::<PassageLine>(line).and_then(|line| {
                    let line = line.checked(today).map_err(|why| not_written(&why))?;
                    lock.passages.push(line);
                    Ok(())
                }),
                false => parsed::<Written>(line).and_then(|line| {
                    let line = line.read().map_err(not_written)?;
                    lock.anchors.push(line);
                    Ok(())
                }),
            };
            if let Err(message) = added {
                faults.push(LockFault { range, message });
            }
        }
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
        let mut lines: Vec<String> = anchors.chain(passages).collect();
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
            before: confirmed.before,
            lead: confirmed.lead,
            trail: confirmed.trail,
            after: confirmed.after,
            code: (!confirmed.code.is_empty()).then(|| confirmed.code.join(" ")),
            at: confirmed.at,
        }
    }

    fn read(mut self) -> Result<AnchorLine, &'static str> {
        // Lines of an earlier version contain ligatures and rows of hyphens.
        let words = self.words.iter_mut();
        for text in
            words.chain([&mut self.before, &mut self.lead, &mut self.trail, &mut self.after])
        {
            *text = renew(text);
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
        let rest = [&self.lead, &self.trail].iter().any(|t| long(t, REST + 64));
        let around = [&self.before, &self.after].iter().any(|t| long(t, CONTEXT + 64));
        let forged = match &words {
            ConfirmedWords::Whole(words) => words.chars().count() > LONGEST,
            ConfirmedWords::Ends { sha256, count, start, end } => {
                !is_hash(sha256) || *count > 1_000_000 || long(start, 200) || long(end, 200)
            }
        };
        let code = self.code.as_ref().is_some_and(|code| long(code, 2 * REST));
        if rest || around || code || forged {
            return Err("a part of it is too long, or no hash");
        }
        let code = self.code.as_deref().unwrap_or("").split(' ');
        let code = code.filter(|word| !word.is_empty()).map(str::to_owned).collect();
        let Self { claim, before, lead, trail, after, at, .. } = self;
        Ok(AnchorLine {
            claim,
            spot,
            confirmed: Confirmed { words, before, lead, trail, after, code, at },
        })
    }
}

#[cfg(test)]
mod tests;
