//! Where a manuscript goes, and why it may not go there.

use super::sections::SectionSplit;
use crate::load::Tree;
use crate::pipeline::Options;
use serde::{Deserialize, Serialize};

/// How a document is imported, and its later drafts with it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ImportChoices {
    /// How the text is divided.
    pub split: SectionSplit,
    /// True if comments that were resolved are taken too.
    pub resolved: bool,
}

/// Where a manuscript goes, and how.
#[derive(Debug, Clone)]
pub struct ImportTarget<'t> {
    /// The site as it is: files that the import adds to.
    pub tree: &'t Tree,
    /// The id of the article; `None` for the only one.
    pub article: Option<&'t str>,
    /// How it is imported.
    pub choices: ImportChoices,
    /// The name of the document, without its ending.
    pub name: &'t str,
    /// Options of a run.
    pub options: &'t Options,
}

/// The path of a file from the root of the site, and its content.
pub type PlannedFile = (String, Vec<u8>);

/// Why an import is refused: a sentence, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportRefusal {
    /// What is in the way.
    pub reason: String,
    /// What helps.
    pub help: String,
}
