//! Tells what a file is that somebody wants to import: by the ending of its name, and where several formats share
//! one, by what it holds.

use super::json::{first_keys, heads};
use super::notes::{LISTS, is_typed};
use super::text::decode;

/// A kind of file that is imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportKind {
    /// Sources in BibTeX, as LaTeX, biblatex and reference managers write it.
    Bibtex,
    /// Sources in CSL-JSON.
    Csl,
    /// Sources in RIS.
    Ris,
    /// The table of a site's claims, which an export made.
    Sheet,
    /// Annotations, of Hypothesis or in the Web Annotation Data Model.
    Notes,
}

/// What a name ends in, and how that is told apart.
#[derive(Debug, Clone, Copy)]
enum ByEnding {
    /// One format.
    Is(ImportKind),
    /// Several formats in JSON.
    Json,
}

/// The endings of names, and what is read under them.
const ENDINGS: &[(&str, ByEnding)] = &[
    ("bib", ByEnding::Is(ImportKind::Bibtex)),
    ("bibtex", ByEnding::Is(ImportKind::Bibtex)),
    ("csv", ByEnding::Is(ImportKind::Sheet)),
    ("json", ByEnding::Json),
    ("jsonld", ByEnding::Json),
    ("ris", ByEnding::Is(ImportKind::Ris)),
    ("tsv", ByEnding::Is(ImportKind::Sheet)),
];

/// What each ending stands for, as a message lists them.
const READ: &[&str] = &[
    "`.docx` (Word)",
    "`.html` (a page)",
    "`.md` (Markdown)",
    "`.txt` (text)",
    "`.bib` (BibTeX)",
    "`.csv` and `.tsv` (a sheet of claims that `gainsay export csv` made)",
    "`.json` (CSL-JSON, annotations of Hypothesis or the W3C)",
    "`.ris` (RIS)",
];

/// The reason why a file is of no kind that is imported.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoKind {
    /// No file of this ending is imported.
    #[error("`{0}` is of no kind that can be imported")]
    Ending(String),
    /// It is JSON of another format.
    #[error("`{0}` is JSON of no format that can be imported")]
    Json(String),
}

impl NoKind {
    /// What is read.
    pub fn help(&self) -> String {
        match self {
            Self::Ending(name) if is_document(name) => {
                "save it as `.docx` in the program that wrote it, and import that".to_owned()
            }
            Self::Ending(_) => format!("read are {}", crate::diagnostic::joined(READ)),
            Self::Json(_) => "read are CSL-JSON, a list of items with a `type` each, and annotations, each with a `target`".to_owned(),
        }
    }
}

impl ImportKind {
    /// Makes sure that a file of this name may be imported, whatever it holds.
    ///
    /// # Errors
    /// It is of no kind that is imported.
    pub fn check_ending(name: &str) -> Result<(), NoKind> {
        ending(name).map(|_| ())
    }

    /// The kind of the file called `name`, which holds `bytes`.
    ///
    /// # Errors
    /// It is of none that is imported.
    pub fn of(name: &str, bytes: &[u8]) -> Result<Self, NoKind> {
        match ending(name)? {
            ByEnding::Is(kind) => Ok(kind),
            ByEnding::Json => of_json(bytes).ok_or_else(|| NoKind::Json(name.to_owned())),
        }
    }
}

/// True for documents of other kinds, which their programs save as those of Word too.
fn is_document(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    matches!(ending.as_str(), "doc" | "docm" | "odt" | "rtf" | "pages" | "gdoc" | "wpd" | "pdf")
}

fn ending(name: &str) -> Result<ByEnding, NoKind> {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    let found = ENDINGS.iter().find(|(known, _)| *known == ending);
    found.map(|(_, by)| *by).ok_or_else(|| NoKind::Ending(name.to_owned()))
}

/// The format of a file in JSON. One that cannot be read is taken for the most usual, whose reader says why.
fn of_json(bytes: &[u8]) -> Option<ImportKind> {
    let Ok(text) = decode(bytes) else { return Some(ImportKind::Csl) };
    let keys = first_keys(&text, LISTS);
    let has = |name: &str| keys.iter().any(|key| key == name);
    let is_readable = serde_json::from_str::<serde::de::IgnoredAny>(&text).is_ok();
    let [head, _] = heads(&text, LISTS);
    let is_annotation = has("target") || has("rows") || has("annotations") || has("@context");
    if is_annotation || head.is_some_and(|head| is_typed(&head)) {
        return Some(ImportKind::Notes);
    }
    match (is_readable, has("type") || has("items")) {
        (false, _) | (true, true) => Some(ImportKind::Csl),
        // A list of nothing is one of any kind.
        (true, false) if text.trim() == "[]" => Some(ImportKind::Csl),
        (true, false) => None,
    }
}
