//! What the types of references are among the kinds of sources.

use crate::model::SourceKind;
use SourceKind::{
    Book, CourtRecord, Dataset, Document, Email, Image, Interview, Letter, News, Recording, Report,
    SocialPost, Statement, Study, Transcript, Video, WebPage,
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

/// The kind of an item of CSL-JSON by its type (the schema of the Citation Style Language, `csl-data.json`).
pub fn of_csl(kind: &str) -> Option<SourceKind> {
    Some(match kind {
        "article" | "article-journal" | "paper-conference" | "thesis" | "review"
        | "review-book" => Study,
        "article-magazine" | "article-newspaper" | "periodical" => News,
        "book" | "chapter" | "classic" | "entry" | "entry-dictionary" | "entry-encyclopedia" => {
            Book
        }
        "broadcast" | "song" => Recording,
        "dataset" => Dataset,
        "figure" | "graphic" | "map" => Image,
        "hearing" => Transcript,
        "interview" => Interview,
        "legal_case" => CourtRecord,
        "motion_picture" => Video,
        "personal_communication" => Letter,
        "post" => SocialPost,
        "report" => Report,
        "speech" => Statement,
        "post-weblog" | "webpage" => WebPage,
        "bill" | "collection" | "document" | "legislation" | "manuscript" | "musical_score"
        | "pamphlet" | "patent" | "regulation" | "standard" | "treaty" => Document,
        _ => return None,
    })
}

/// The kind of a record of RIS by its type (Thomson Reuters, RIS Format Specifications, 2011).
pub fn of_ris(kind: &str) -> Option<SourceKind> {
    Some(match kind {
        "ABST" | "CONF" | "CPAPER" | "EJOUR" | "INPR" | "JFULL" | "JOUR" | "THES" => Study,
        "MGZN" | "NEWS" => News,
        "ANCIENT" | "BOOK" | "CHAP" | "CLSWK" | "DICT" | "EBOOK" | "ECHAP" | "EDBOOK" | "ENCYC"
        | "SER" => Book,
        "RPRT" => Report,
        "AGGR" | "DATA" | "DBASE" => Dataset,
        "BLOG" | "ELEC" | "WEB" => WebPage,
        "SOUND" => Recording,
        "MPCT" | "VIDEO" => Video,
        "ART" | "CHART" | "FIGURE" | "MAP" => Image,
        "PCOMM" => Letter,
        "ICOMM" => Email,
        "HEAR" => Transcript,
        "CASE" => CourtRecord,
        "BILL" | "GEN" | "GOVDOC" | "LEGAL" | "MANSCPT" | "PAMP" | "PAT" | "SLIDE" | "STAND"
        | "STAT" | "UNBILL" | "UNPB" => Document,
        _ => return None,
    })
}
