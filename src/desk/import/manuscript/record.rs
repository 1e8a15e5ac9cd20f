//! What is remembered of an import, so that a later draft of the same document can be merged.
//!
//! The record is a folder below `.gainsay/imports/`: the sections and `article.yaml` as they were imported, and which
//! remarks became which claims. No build reads it.

use super::target::NewFile;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The file that lists the remarks.
const REMARKS: &str = "remarks.json";
/// The file that says what the document was.
const DOCUMENT: &str = "document.json";

/// What is remembered of the document itself.
#[derive(Debug, Serialize, Deserialize)]
struct KnownDocument {
    name: String,
}

/// What is remembered of an import.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportRecord {
    /// The name of the document that was first imported, without its ending; a later draft may have another. Empty
    /// where that is not known.
    pub name: String,
    /// Texts by the name of the file: what the document said.
    pub texts: BTreeMap<String, String>,
    /// The remarks that became claims.
    pub remarks: Vec<KnownRemark>,
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
}

/// The folder of the record of an article; that of the only one is called `article`.
pub fn record_folder(prefix: &str) -> String {
    match prefix.trim_end_matches('/') {
        "" => ".gainsay/imports/article".to_owned(),
        id => format!(".gainsay/imports/{id}"),
    }
}

impl ImportRecord {
    /// Reads the files of a record; `None` where it cannot be read.
    pub fn read(files: &BTreeMap<String, Vec<u8>>) -> Option<Self> {
        let remarks = serde_json::from_slice(files.get(REMARKS)?).ok()?;
        let document = files.get(DOCUMENT).and_then(|bytes| serde_json::from_slice(bytes).ok());
        let name = document.map(|document: KnownDocument| document.name).unwrap_or_default();
        let texts = files.iter().filter(|(name, _)| ![REMARKS, DOCUMENT].contains(&name.as_str()));
        let texts = texts.map(|(name, bytes)| {
            // A checkout may have typed its line ends anew.
            let text = std::str::from_utf8(bytes).ok()?.replace("\r\n", "\n");
            Some((name.clone(), text))
        });
        Some(Self { name, texts: texts.collect::<Option<_>>()?, remarks })
    }

    /// The files of the record of an article.
    pub fn files(&self, prefix: &str) -> Vec<NewFile> {
        let folder = record_folder(prefix);
        // A list of texts can always be written, and so can a text.
        let remarks = serde_json::to_string_pretty(&self.remarks).unwrap_or_default() + "\n";
        let document = KnownDocument { name: self.name.clone() };
        let document = serde_json::to_string_pretty(&document).unwrap_or_default() + "\n";
        let texts = self.texts.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        let all = texts.chain([(DOCUMENT, document.as_str()), (REMARKS, remarks.as_str())]);
        all.map(|(name, text)| (format!("{folder}/{name}"), text.as_bytes().to_vec())).collect()
    }
}
