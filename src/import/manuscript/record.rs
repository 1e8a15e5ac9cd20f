//! What is remembered of an import, so that a later draft of the same document can be merged.
//!
//! The record is a folder below `.gainsay/imports/`: the sections and `article.yaml` as they were imported, and which
//! remarks became which claims. No build reads it.

use super::target::{ImportChoices, PlannedFile};
use crate::load::unfinished_merge;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The file that lists the remarks.
const REMARKS: &str = "remarks.json";
/// The file of the article itself.
const HEAD: &str = "article.yaml";
/// The file that says what the document was.
const DOCUMENT: &str = "document.json";

/// What is remembered of the document itself.
#[derive(Debug, Default, Serialize, Deserialize)]
struct KnownDocument {
    name: String,
    /// How it was imported.
    #[serde(flatten)]
    choices: ImportChoices,
    /// The pictures.
    #[serde(default)]
    pictures: Vec<KnownPicture>,
}

/// A picture that was imported. The site may have another at its name by now, or this one at another name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownPicture {
    /// Its name in `static/`.
    pub name: String,
    /// The SHA-256 hash of what was written there.
    pub hash: String,
}

/// What is remembered of an import.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportRecord {
    /// The name of the document that was first imported, without its ending; a later draft may have another. Empty
    /// where that is not known.
    pub name: String,
    /// How it was imported last.
    pub choices: ImportChoices,
    /// Texts by the name of the file: what the document said.
    pub texts: BTreeMap<String, String>,
    /// The remarks that became claims.
    pub remarks: Vec<KnownRemark>,
    /// The pictures that were written.
    pub pictures: Vec<KnownPicture>,
}

/// A remark that became a claim, or a part of one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownRemark {
    /// The id of the claim.
    pub claim: String,
    /// What it says first, with its author: by this it is known again.
    pub first: String,
    /// The words that it is about.
    pub words: String,
    /// All that it says.
    pub note: String,
    /// What the document has before and after the words; nothing where that was not remembered.
    #[serde(default)]
    pub around: [String; 2],
}

/// The folder of all records.
pub const RECORDS: &str = ".gainsay/imports";

/// The folder of the record of an article; that of the only one is called `article`.
pub fn record_folder(prefix: &str) -> String {
    match prefix.trim_end_matches('/') {
        "" => format!("{RECORDS}/article"),
        id => format!("{RECORDS}/{id}"),
    }
}

impl ImportRecord {
    /// True if a file of this name belongs to a record. Whatever else lies there is somebody's own.
    pub fn holds(name: &str) -> bool {
        let is_section = name.starts_with(|c: char| c.is_ascii_digit()) && name.ends_with(".md");
        [REMARKS, DOCUMENT, HEAD].contains(&name) || is_section
    }

    /// Reads the files of a record; `None` where there is none.
    ///
    /// # Errors
    /// A file is damaged: its name, with the place where that is known, and what is wrong.
    pub fn read(files: &BTreeMap<String, Vec<u8>>) -> Result<Option<Self>, (String, String)> {
        let damaged = |name: &str, error: serde_json::Error| {
            let place = format!("{name}:{}:{}", error.line(), error.column());
            (place, "it is no JSON of its form".to_owned())
        };
        let Some(remarks) = files.get(REMARKS) else { return Ok(None) };
        let remarks = serde_json::from_slice(remarks).map_err(|error| damaged(REMARKS, error))?;
        let document = match files.get(DOCUMENT) {
            Some(bytes) => {
                serde_json::from_slice(bytes).map_err(|error| damaged(DOCUMENT, error))?
            }
            None => KnownDocument::default(),
        };
        let mut texts = BTreeMap::new();
        let own = files
            .iter()
            .filter(|(name, _)| Self::holds(name) && ![REMARKS, DOCUMENT].contains(&name.as_str()));
        for (name, bytes) in own {
            let text = std::str::from_utf8(bytes)
                .map_err(|_| (name.clone(), "it is no UTF-8 text".to_owned()))?;
            // A checkout may have typed its line ends anew.
            let text = text.replace("\r\n", "\n");
            if let Some(at) = unfinished_merge(name, &text) {
                let place = format!("{name}:{}", text[..at].matches('\n').count() + 1);
                return Err((place, "a merge left both sides in it".to_owned()));
            }
            texts.insert(name.clone(), text);
        }
        let KnownDocument { name, choices, pictures } = document;
        Ok(Some(Self { name, choices, texts, remarks, pictures }))
    }

    /// The files of the record of an article.
    pub fn files(&self, prefix: &str) -> Vec<PlannedFile> {
        let folder = record_folder(prefix);
        // A list of texts can always be written, and so can a text.
        let remarks = serde_json::to_string_pretty(&self.remarks).unwrap_or_default() + "\n";
        let document = KnownDocument {
            name: self.name.clone(),
            choices: self.choices,
            pictures: self.pictures.clone(),
        };
        let document = serde_json::to_string_pretty(&document).unwrap_or_default() + "\n";
        let texts = self.texts.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        let all = texts.chain([(DOCUMENT, document.as_str()), (REMARKS, remarks.as_str())]);
        all.map(|(name, text)| (format!("{folder}/{name}"), text.as_bytes().to_vec())).collect()
    }
}
