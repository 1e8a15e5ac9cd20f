//! The sources for reference managers: CSL-JSON 1.0 (`csl-data.json` of the Citation Style Language
//! project), and BibTeX as biblatex reads it (Philipp Lehman and others, The biblatex Package).

use super::scope::{Scope, day_text, object};
use crate::model::date::DatePart;
use crate::model::{Date, SourceKind};
use crate::publish::citations::{self, escaped, kept, verbatim};
use crate::resolve::{Source, SourceIndex};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The keys of sources in a bibliography: the id, with its article before it where another source has
/// the same id.
fn keys(scope: &Scope, sources: &[SourceIndex]) -> Vec<String> {
    let site = scope.site();
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for index in sources {
        *count.entry(&site.source(*index).id).or_default() += 1;
    }
    let key = |index: &SourceIndex| {
        let source = site.source(*index);
        let article = source.prefix.trim_end_matches('/');
        match count[&*source.id] > 1 && !article.is_empty() {
            true => format!("{article}:{}", source.id),
            false => source.id.to_string(),
        }
    };
    sources.iter().map(key).collect()
}

/// The address at which a reader finds the source: its own, or that of its archived copy.
fn url(source: &Source) -> Option<&str> {
    let details = &source.details;
    let archived = details.archived.as_ref().map(|copy| copy.value.url.as_str());
    details.url.as_deref().or(archived)
}

/// What a reader should know besides; `typed` writes the address as the format has it.
fn note(source: &Source, typed: impl Fn(&str) -> String) -> Option<String> {
    let archived = source.details.archived.as_ref();
    archived.map(|copy| format!("Archived copy: {}", typed(&copy.value.url)))
}

/// The tags by which CSL sets parts of a text apart, each with the one that ends it.
pub const CSL_TAGS: &[(&str, &str)] = &[
    ("<i>", "</i>"),
    ("<b>", "</b>"),
    ("<sup>", "</sup>"),
    ("<sub>", "</sub>"),
    ("<sc>", "</sc>"),
    ("<span class=\"nocase\">", "</span>"),
    ("<span style=\"font-variant:small-caps;\">", "</span>"),
    ("<span style=\"font-variant: small-caps;\">", "</span>"),
];

/// What stands behind the first sign of a tag that is text: a word joiner, which nobody sees.
pub const CSL_TEXT: &str = "<\u{2060}";

/// A text in which no program that reads CSL-JSON takes a tag for one.
fn without_tags(text: &str) -> String {
    let mut text = text.to_owned();
    for (open, close) in CSL_TAGS {
        if text.contains(close) {
            text = text.replace(open, &open.replacen('<', CSL_TEXT, 1));
        }
    }
    text
}

pub(super) fn csl(scope: &Scope) -> Value {
    let sources = scope.sources();
    let keys = keys(scope, &sources);
    let one = |(index, key): (&SourceIndex, &String)| {
        let source = scope.site().source(*index);
        let details = &source.details;
        let kind = csl_type(details.kind);
        let authors: Vec<Value> =
            details.authors.iter().map(|name| json!({ "literal": name })).collect();
        // A periodical holds its articles; anybody else publishes.
        let (container, publisher) = match kind {
            "article-newspaper" | "article-journal" | "webpage" | "post" => {
                (details.publisher.as_deref(), None)
            }
            _ => (None, details.publisher.as_deref()),
        };
        let [container, publisher] = [container, publisher].map(|text| text.map(without_tags));
        // Two kinds share a type, and the genre says which is meant.
        let is_told = kind == "document" || details.kind == Some(SourceKind::Email);
        let genre = details.kind.filter(|_| is_told).map(SourceKind::label);
        object([
            ("id", json!(key)),
            ("type", json!(kind)),
            ("title", json!(without_tags(&details.title))),
            ("author", json!(authors)),
            ("container-title", json!(container)),
            ("publisher", json!(publisher)),
            ("genre", json!(genre)),
            ("issued", details.date.as_ref().map_or(Value::Null, csl_date)),
            ("accessed", details.accessed.as_ref().map_or(Value::Null, csl_date)),
            ("URL", json!(url(source))),
            ("language", json!(&*source.language)),
            ("note", json!(note(source, str::to_owned))),
        ])
    };
    sources.iter().zip(&keys).map(one).collect()
}

fn csl_type(kind: Option<SourceKind>) -> &'static str {
    match kind {
        Some(SourceKind::Report) => "report",
        Some(SourceKind::Dataset) => "dataset",
        Some(SourceKind::Letter | SourceKind::Email) => "personal_communication",
        Some(SourceKind::Recording) => "song",
        Some(SourceKind::SocialPost) => "post",
        Some(SourceKind::News) => "article-newspaper",
        Some(SourceKind::Study) => "article-journal",
        Some(SourceKind::Interview) => "interview",
        Some(SourceKind::Book) => "book",
        Some(SourceKind::Image) => "graphic",
        Some(SourceKind::Video) => "motion_picture",
        Some(SourceKind::WebPage) | None => "webpage",
        Some(
            SourceKind::Document
            | SourceKind::Transcript
            | SourceKind::Statement
            | SourceKind::Correction
            | SourceKind::CourtRecord,
        ) => "document",
    }
}

fn csl_date(date: &Date) -> Value {
    let (first, last) = date.parts();
    let parts: Vec<Vec<i16>> =
        [Some(first), last].into_iter().flatten().map(DatePart::numbers).collect();
    let mut value = json!({ "date-parts": parts });
    if date.is_approximate() {
        value["circa"] = json!(true);
    }
    value
}

pub(super) fn bibtex(scope: &Scope) -> String {
    let sources = scope.sources();
    let keys = keys(scope, &sources);
    let entries = sources.iter().zip(&keys).map(|(index, key)| {
        let source = scope.site().source(*index);
        let details = &source.details;
        let (entry, publisher) = match bibtex_type(details.kind) {
            // An entry of something on the web has to say where.
            ("online", publisher) if url(source).is_none() => ("misc", publisher),
            known => known,
        };
        let authors: Vec<String> = details.authors.iter().map(|name| kept(name)).collect();
        let fields = [
            ("author", Some(authors.join(" and ")).filter(|names| !names.is_empty())),
            ("title", Some(kept(&details.title))),
            (publisher, details.publisher.as_deref().map(kept)),
            ("type", details.kind.filter(|_| entry == "report").map(|kind| escaped(kind.label()))),
            ("entrysubtype", details.kind.and_then(|kind| subtype(entry, kind)).map(str::to_owned)),
            ("date", details.date.as_ref().map(day_text)),
            ("url", url(source).map(verbatim)),
            ("urldate", details.accessed.as_ref().map(day_text)),
            ("language", Some(source.language.to_string())),
            ("note", note(source, verbatim).as_deref().map(escaped)),
        ];
        citations::entry(entry, key, &fields)
    });
    entries.collect::<Vec<_>>().join("\n")
}

/// The type of an entry, and the field that its publisher goes into.
fn bibtex_type(kind: Option<SourceKind>) -> (&'static str, &'static str) {
    match kind {
        Some(SourceKind::Report) => ("report", "institution"),
        Some(SourceKind::Dataset) => ("dataset", "publisher"),
        Some(SourceKind::Recording) => ("audio", "publisher"),
        Some(SourceKind::Video) => ("video", "publisher"),
        Some(SourceKind::Image) => ("image", "publisher"),
        Some(SourceKind::News | SourceKind::Study) => ("article", "journaltitle"),
        Some(SourceKind::Book) => ("book", "publisher"),
        Some(SourceKind::Letter) => ("letter", "organization"),
        Some(SourceKind::WebPage | SourceKind::SocialPost) | None => ("online", "organization"),
        Some(
            SourceKind::Document
            | SourceKind::Transcript
            | SourceKind::Statement
            | SourceKind::Correction
            | SourceKind::Interview
            | SourceKind::CourtRecord
            | SourceKind::Email,
        ) => ("misc", "organization"),
    }
}

/// What tells a kind from others of its type. Every type may have a subtype, and no style prints it.
fn subtype(entry: &str, kind: SourceKind) -> Option<&'static str> {
    match (entry, kind) {
        ("article", SourceKind::News) => Some("newspaper"),
        ("misc", SourceKind::Document) | ("online", SourceKind::WebPage) => None,
        ("misc" | "online", kind) => Some(kind.key()),
        _ => None,
    }
}
