//! The lines of a lock file as values: of words, and of passages.
//!
//! In goes what a line says; out comes whether the tool can have written it.

use super::around::Around;
use crate::model::is_id;
use jiff::civil;
use serde::{Deserialize, Deserializer, Serialize};
use text_anchor::confirmed::Confirmed;

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
    pub(super) fn checked(self, today: Option<civil::Date>) -> Result<Self, String> {
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
pub(super) fn is_hash(text: &str) -> bool {
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
