//! A block of a section, and what gives it its sense.
//!
//! It is what an outline is made of; blocks name each other by their places in it.

use std::ops::Range;
use text_anchor::normal::Normal;

/// A paragraph, an item of a list, a row of a table, or another line of the plain text.
#[derive(Debug, Default)]
pub struct OutlineBlock {
    /// Bytes of the plain text.
    pub range: Range<usize>,
    /// True for a heading.
    pub is_heading: bool,
    /// The headings above it, the highest first.
    pub(super) headings: Vec<usize>,
    /// The blocks that lead in to the lists, quotations and tables that it stands in, the outermost first.
    pub(super) leads: Vec<usize>,
    /// The head of its table.
    pub(super) head: Option<usize>,
    /// What it stands in: `quote`, an alert, a task that is done or not.
    pub within: Vec<String>,
    /// The numbers of the footnotes that it refers to, and where in the plain text it does.
    pub(super) notes: Vec<(usize, usize)>,
    /// Where its links lead, as typed, with their titles.
    pub links: Vec<String>,
    /// The files of its images and of those beside it, as typed, each with the text in its place
    /// and its title.
    pub images: Vec<(String, String)>,
    /// Words of it that are set off: emphasised, strong, or, in raw HTML, raised or the like.
    pub stressed: Vec<String>,
    /// Words of it that are struck out.
    pub struck: Vec<String>,
    /// Where its footnotes, links, images and marked words stand: after how many characters of it, blanks
    /// not counted.
    pub marks: Vec<usize>,
    /// Of a row of a table, which of its cells have words, where one has none: `x-x`.
    pub cells: Option<String>,
    /// The number of the footnote that it belongs to.
    pub(super) note: Option<usize>,
}

/// A text in the form in which texts are compared.
pub fn normal(text: &str) -> String {
    Normal::new(text).text.trim().to_owned()
}

/// True for words that lead in to what comes next: they end with a colon.
pub(super) fn announces(text: &str) -> bool {
    text.trim_end().ends_with([':', '\u{ff1a}'])
}
