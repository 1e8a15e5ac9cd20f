//! Tells what a file is that somebody wants to import: by the ending of its name.

/// A kind of file that is imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportKind {
    /// Sources in BibTeX, as LaTeX, biblatex and reference managers write it.
    Bibtex,
}

/// The endings of names, and what is read under them.
const ENDINGS: &[(&str, ImportKind)] =
    &[("bib", ImportKind::Bibtex), ("bibtex", ImportKind::Bibtex)];

/// What each ending stands for, as a message lists them.
const READ: &str = "`.bib` (BibTeX)";

/// The reason why a file is of no kind that is imported.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoKind {
    /// No file of this ending is imported.
    #[error("`{0}` is of no kind that can be imported")]
    Ending(String),
}

impl NoKind {
    /// What is read.
    pub fn help(&self) -> String {
        match self {
            Self::Ending(_) => format!("read are {READ}"),
        }
    }
}

impl ImportKind {
    /// The kind of the file called `name`.
    ///
    /// # Errors
    /// It is of none that is imported.
    pub fn of(name: &str) -> Result<Self, NoKind> {
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
        let found = ENDINGS.iter().find(|(known, _)| *known == ending);
        found.map(|(_, kind)| *kind).ok_or_else(|| NoKind::Ending(name.to_owned()))
    }
}
