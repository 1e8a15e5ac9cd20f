//! Assigns the ids of sections on pages, and reserves the tool's own.
//!
//! In goes the address or the heading of a section; out comes its id.

use super::site::Section;
use crate::source::Span;
use ahash::HashMap;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Ids that the templates use on pages that show sections.
pub(super) const RESERVED_IDS: &[&str] = &[
    "main",
    "text",
    "marks",
    "coverage",
    "contents",
    "endnotes",
    "unanchored",
    "pictures",
    "corrections",
    "cite",
    "cited",
    "embed-plain",
    "embed-fitted",
];

/// Prefixes of the ids of marks, notes, controls and footnotes.
pub(super) const RESERVED_PREFIXES: &[&str] = &[
    "c-", "r-", "n-", "e-", "h-", "fn-", "fnref-", "show-", "theme-", "status-", "note-", "means-",
];

/// The id of a section on a page: its address, unless something else may have that id.
pub fn page_id(slug: &str) -> String {
    if is_reserved(slug) { format!("section-{slug}") } else { slug.to_owned() }
}

/// True for an id that a page may use itself.
pub(super) fn is_reserved(id: &str) -> bool {
    RESERVED_IDS.contains(&id) || RESERVED_PREFIXES.iter().any(|p| id.starts_with(p))
}

/// Headings that links of the site lead to, by the index of their section and their id, with the
/// first such link.
pub(super) type Led = BTreeMap<(usize, String), Span>;

/// For each section, the ids of its headings by their text.
pub(super) type HeadingIds = Vec<Arc<HashMap<String, String>>>;

/// True for a section whose id no element of the page has.
pub(super) fn has_no_place(section: &Section) -> bool {
    section.title.is_none() && !section.old_ids.contains(&section.id)
}
