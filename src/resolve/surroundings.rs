//! The inputs of resolving besides the parsed files.

use super::gaps::Gaps;
use super::withheld::Audience;
use crate::source::Files;
use crate::theme::Asset;
use crate::theme::words::Languages;
use std::collections::{BTreeMap, BTreeSet};

/// The inputs of resolving besides the parsed files.
pub struct Surroundings<'s> {
    /// The texts, for messages and for the paths that links are relative to.
    pub files: &'s Files,
    /// Files that links and images may lead to.
    pub assets: &'s BTreeMap<String, Asset>,
    /// Paths of files in `content/` that no page can show.
    pub others: &'s BTreeSet<String>,
    /// The audience of the site.
    pub audience: Audience,
    /// The words of its pages, the titles of alerts among them.
    pub languages: &'s Languages,
    /// The parts that were not read.
    pub gaps: &'s Gaps<'s>,
}
