//! The fields of an entry of BibTeX that are read, and how deep their braces may stand.

/// The fields that something is taken of.
pub const TAKEN: &[&str] = &[
    "archiveprefix",
    "author",
    "booktitle",
    "crossref",
    "date",
    "day",
    "doi",
    "editor",
    "entrysubtype",
    "eprint",
    "eprinttype",
    "howpublished",
    "institution",
    "isbn",
    "issn",
    "issue",
    "journal",
    "journaltitle",
    "langid",
    "language",
    "library",
    "month",
    "note",
    "number",
    "organization",
    "pages",
    "publisher",
    "school",
    "subtitle",
    "title",
    "type",
    "url",
    "urldate",
    "volume",
    "xdata",
    "year",
];

/// How deep braces may stand in each other.
pub const DEPTH: usize = 64;

/// How deep braces stand in each other.
pub fn depth(text: &str) -> usize {
    let (mut now, mut most) = (0_usize, 0);
    for byte in text.bytes() {
        match byte {
            b'{' => now += 1,
            b'}' => now = now.saturating_sub(1),
            _ => {}
        }
        most = most.max(now);
    }
    most
}
