//! A reference as any format has it.

use crate::import::report::{ImportReport, LinePlace, short};
use crate::model::SourceKind;

/// The longest text that is taken of a field, in bytes: a title of a hundred pages is none.
pub const MAX_FIELD: usize = 64 * 1024;

/// What was read of a file: its references, in order.
#[derive(Debug, Default)]
pub struct References {
    /// The references.
    pub all: Vec<SourceReference>,
    /// What was found out on the way.
    pub report: ImportReport,
}

/// A reference, with its texts as they were typed.
#[derive(Debug, Clone, Default)]
pub struct SourceReference {
    /// Where it begins in the file.
    pub place: Option<LinePlace>,
    /// What the file calls it.
    pub key: Option<String>,
    /// The kind of source, where its type tells.
    pub kind: Option<SourceKind>,
    /// Its title.
    pub title: Option<String>,
    /// The periodical, site or book that holds it, and what that field is called.
    pub container: Option<(String, String)>,
    /// Who published it, and what that field is called.
    pub publisher: Option<(String, String)>,
    /// True where what holds it says more than who published it.
    pub contained: bool,
    /// Names of its authors.
    pub authors: Vec<String>,
    /// Names of its editors.
    pub editors: Vec<String>,
    /// Its address.
    pub url: Option<String>,
    /// True if it has an address in a form that cannot be read.
    pub unread_address: bool,
    /// Its digital object identifier.
    pub doi: Option<String>,
    /// An address that follows from another identifier.
    pub other_url: Option<(String, String)>,
    /// When it was published, as the site's format has dates.
    pub date: Option<String>,
    /// When somebody looked at it.
    pub accessed: Option<String>,
    /// Its language.
    pub language: Option<String>,
    /// The address of an archived copy.
    pub archived: Option<String>,
    /// Where to find it off the web: volume, issue, pages and the like, each with the name of its field.
    pub details: Vec<(Detail, String, String)>,
    /// The fields that no key of the format takes.
    pub left_out: Vec<String>,
    /// What was read otherwise than it was written.
    pub told: Vec<String>,
}

/// A detail by which something is found in a library.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// Of a periodical.
    Volume,
    /// Of a volume.
    Issue,
    /// First and last, or the number of an article.
    Pages,
    /// An archive or a library.
    Archive,
    /// A shelf, a box or a call number there.
    Shelf,
    /// A standard number, with its name: `ISBN 978-...`.
    Number,
}

impl SourceReference {
    /// The name by which messages call it.
    pub fn name(&self) -> String {
        match (&self.key, &self.title) {
            (Some(key), _) => format!("`{}`", short(key)),
            (None, Some(title)) => format!("`{}`", short(title)),
            (None, None) => "a reference without a name".to_owned(),
        }
    }

    pub(super) fn detail(&self, kind: Detail) -> Option<&str> {
        self.details.iter().find(|(of, ..)| *of == kind).map(|(.., text)| text.as_str())
    }
}
