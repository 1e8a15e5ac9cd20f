//! What resolving needs besides the parsed files.

use super::gaps::Gaps;
use super::withheld::Audience;
use crate::source::Files;
use crate::theme::Asset;
use std::collections::{BTreeMap, BTreeSet};

/// What resolving needs besides the parsed files.
pub struct Surroundings<'s> {
    /// The texts, for messages and for the paths that links are relative to.
    pub files: &'s Files,
    /// Files that links and images may lead to.
    pub assets: &'s BTreeMap<String, Asset>,
    /// Paths of files in `content/` that no page can show.
    pub others: &'s BTreeSet<String>,
    /// Who the site is for.
    pub audience: Audience,
    /// What the headings of alerts are called on its pages.
    pub alerts: &'s [String],
    /// What is not read.
    pub gaps: &'s Gaps<'s>,
}
