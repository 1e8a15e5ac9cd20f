//! What the types of references are among the kinds of sources.

use crate::model::SourceKind;
use SourceKind::{
    Book, CourtRecord, Dataset, Document, Image, Letter, News, Recording, Report, Study, Video,
    WebPage,
};

/// The kind that a type names outright: by its key, or by its label.
pub fn named(kind: &str) -> Option<SourceKind> {
    let kind = kind.trim();
    let is_it = |known: &&SourceKind| {
        known.key().eq_ignore_ascii_case(kind) || known.label().eq_ignore_ascii_case(kind)
    };
    SourceKind::ALL.iter().find(is_it).copied()
}

/// The kind of an entry of BibTeX by its type, in lower case. The types are those of biblatex and its aliases
/// (Philipp Lehman and others, The biblatex Package, section 2.1).
pub fn of_bibtex(entry: &str) -> Option<SourceKind> {
    Some(match entry {
        "article" | "proceedings" | "inproceedings" | "conference" | "mvproceedings" | "thesis"
        | "phdthesis" | "mastersthesis" | "review" => Study,
        "book" | "mvbook" | "inbook" | "bookinbook" | "suppbook" | "booklet" | "collection"
        | "mvcollection" | "incollection" | "suppcollection" | "reference" | "mvreference"
        | "inreference" => Book,
        "report" | "techreport" => Report,
        "dataset" => Dataset,
        "online" | "electronic" | "www" => WebPage,
        "periodical" | "suppperiodical" => News,
        "audio" | "music" => Recording,
        "video" | "movie" => Video,
        "image" | "artwork" => Image,
        "letter" => Letter,
        "jurisdiction" => CourtRecord,
        "misc" | "unpublished" | "manual" | "patent" | "legislation" | "legal" | "standard"
        | "commentary" => Document,
        _ => return None,
    })
}
