//! Makes an annotated article of a document that was written elsewhere.
//!
//! In goes a document of Word, a page, Markdown or plain text; out come the files of an article: its text in
//! sections, each comment and footnote as a claim to be completed, and the sources that they name. What has no
//! place is listed, and nothing is concluded that nobody said.

mod after;
mod attributes;
mod claims;
mod clean;
mod docx;
mod drawn;
mod escape;
mod head;
mod grid;
mod held;
mod hints;
mod html;
mod inline;
mod known;
mod letters;
mod losses;
mod markdown;
mod merged;
mod model;
mod names;
mod order;
mod picture;
mod places;
mod plan;
mod recognize;
mod record;
mod remarks;
mod said;
mod sections;
mod target;
mod text;
mod unplaced;
mod update;
mod write;

pub use after::{ErrorsAfter, errors_after};
pub use claims::NamedSource;
pub use model::{DraftPicture, Manuscript, Passed, Passing, RemarkKind, Unreadable};
pub use plan::{ImportPlan, ImportedClaim, plan};
pub use record::{ImportRecord, RECORDS, record_folder};
pub use sections::SectionSplit;
pub use target::{ImportChoices, ImportRefusal, ImportTarget, PlannedFile};
pub use unplaced::{NoPlace, Unplaced};
pub use update::{article_of, update};

use super::{ImportFault, decode};
use model::DraftBlock;

/// A kind of document that is imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DraftKind {
    /// A document of Word.
    Docx,
    /// A page.
    Html,
    /// Markdown.
    Markdown,
    /// Plain text.
    Text,
}

impl DraftKind {
    /// The kind of a file with this name.
    pub fn of(name: &str) -> Option<Self> {
        match name.rsplit_once('.')?.1.to_ascii_lowercase().as_str() {
            "docx" => Some(Self::Docx),
            "html" | "htm" | "xhtml" => Some(Self::Html),
            "md" | "markdown" => Some(Self::Markdown),
            "txt" | "text" => Some(Self::Text),
            _ => None,
        }
    }
}

/// Reads a document. `resolved` asks for comments that were resolved too; dates after `today` keep a text back.
///
/// # Errors
/// What is wrong with it.
pub fn read(
    kind: DraftKind,
    bytes: &[u8],
    resolved: bool,
    today: Option<jiff::civil::Date>,
) -> Result<Manuscript, ImportFault> {
    let unreadable = |error: Unreadable| ImportFault::new(error.to_string());
    match kind {
        DraftKind::Docx => docx::read(bytes, resolved).map_err(unreadable),
        DraftKind::Html => Ok(html::read(&decode(bytes)?)),
        DraftKind::Markdown => markdown::read(&decode(bytes)?, today),
        DraftKind::Text => Ok(text::read(&decode(bytes)?)),
    }
}

/// The title of a manuscript, where it has one.
pub fn title_of(manuscript: &Manuscript) -> Option<String> {
    let title = match sections::line(&manuscript.title) {
        title if !title.is_empty() => title,
        _ => match manuscript.blocks.first() {
            Some(DraftBlock::Heading { words, .. }) if sections::has_title(manuscript) => {
                sections::line(words)
            }
            _ => String::new(),
        },
    };
    Some(title).filter(|title| !title.is_empty())
}
