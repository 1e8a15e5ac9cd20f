//! Reads `sources.yaml` and `speakers.yaml`: maps of records by id.

use super::config::language;
use super::decode::{self, Fields, check_id};
use super::yaml::Node;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Date, SourceKind, UrlChecked};
use crate::source::At;
use std::sync::Arc;

/// A source as typed.
#[derive(Debug)]
pub struct RawSource {
    /// Its id.
    pub id: At<Arc<str>>,
    /// Ids of whose words it keeps.
    pub speakers: Vec<At<String>>,
    /// What it says besides.
    pub details: Arc<SourceDetails>,
}

/// What an author says of a source without naming anything else of the site; shared, as
/// [`ClaimDetails`](super::claim::ClaimDetails) are.
#[derive(Debug)]
pub struct SourceDetails {
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: Option<String>,
    /// Why it has none.
    pub no_url: Option<String>,
    /// How the address was checked.
    pub url_checked: Option<UrlChecked>,
    /// Publisher.
    pub publisher: Option<String>,
    /// Authors.
    pub authors: Vec<String>,
    /// When it was published.
    pub date: Option<Date>,
    /// What it is.
    pub kind: Option<SourceKind>,
    /// Address of an archived copy, and when that was made.
    pub archived: Option<(String, Option<Date>)>,
    /// When it was last looked at.
    pub accessed: Option<Date>,
    /// Its language.
    pub language: Option<String>,
    /// Remarks, as HTML.
    pub note_html: Option<String>,
}

const SOURCE_KEYS: &[&str] = &[
    "title",
    "url",
    "no-url",
    "url-checked",
    "publisher",
    "authors",
    "speaker",
    "date",
    "kind",
    "archived",
    "accessed",
    "language",
    "note",
];

/// Reads `sources.yaml`.
pub fn sources(
    node: &Node,
    today: Option<jiff::civil::Date>,
    out: &mut Vec<Diagnostic>,
) -> Vec<RawSource> {
    records(node, "`sources.yaml`", out)
        .into_iter()
        .filter_map(|(id, node)| source(id, node, today, out))
        .collect()
}

fn source(
    id: At<Arc<str>>,
    node: &Node,
    today: Option<jiff::civil::Date>,
    out: &mut Vec<Diagnostic>,
) -> Option<RawSource> {
    let fields = Fields::open(node, "a source", SOURCE_KEYS, out)?;
    fields.exclusive(&["url", "no-url"], out);
    if fields.get("url").is_none() && fields.get("no-url").is_none() {
        let message = format!("the source `{}` has no address", id.value);
        out.push(
            Diagnostic::at(Code::KeyMissing, id.span, message)
                .hint("add `url:`, or `no-url:` with the reason why there is none"),
        );
    }
    let title = fields.required("title", out);
    let archived = fields.get("archived").and_then(|n| archived(n, out));
    let speakers = fields.ids("speaker", out);
    let details = SourceDetails {
        url: fields.url("url", out).map(|t| t.value),
        no_url: fields.text("no-url", out).map(|t| t.value),
        url_checked: fields
            .word("url-checked", UrlChecked::ALL, UrlChecked::key, out)
            .map(|w| w.value),
        publisher: fields.text("publisher", out).map(|t| t.value),
        authors: fields.texts("authors", out).into_iter().map(|t| t.value).collect(),
        date: fields.date("date", out).map(|d| d.value),
        kind: fields.word("kind", SourceKind::ALL, SourceKind::key, out).map(|w| w.value),
        archived,
        accessed: fields.day("accessed", today, out).map(|d| d.value),
        language: language(&fields, out).map(|t| t.value),
        note_html: fields.markdown("note", out),
        title: title?.value,
    };
    Some(RawSource { id, speakers, details: Arc::new(details) })
}

fn archived(node: &Node, out: &mut Vec<Diagnostic>) -> Option<(String, Option<Date>)> {
    let fields = Fields::open(node, "an archived copy", &["url", "date"], out)?;
    if fields.get("url").is_none() {
        fields.missing("url", out);
    }
    let url = fields.url("url", out);
    let date = fields.date("date", out).map(|d| d.value);
    Some((url?.value, date))
}

/// A speaker as typed.
#[derive(Debug)]
pub struct RawSpeaker {
    /// Its id.
    pub id: At<Arc<str>>,
    /// What it says besides.
    pub details: Arc<SpeakerDetails>,
}

/// What an author says of a speaker; shared, as [`ClaimDetails`](super::claim::ClaimDetails) are.
#[derive(Debug)]
pub struct SpeakerDetails {
    /// Name.
    pub name: String,
    /// Name as it stands within a sentence: `the Kremlin`.
    pub within: String,
    /// What they are.
    pub role: Option<String>,
    /// A page of theirs.
    pub url: Option<String>,
    /// Remarks, as HTML.
    pub note_html: Option<String>,
}

/// Reads `speakers.yaml`.
pub fn speakers(node: &Node, out: &mut Vec<Diagnostic>) -> Vec<RawSpeaker> {
    let mut speakers = Vec::new();
    for (id, node) in records(node, "`speakers.yaml`", out) {
        let keys = ["name", "within", "role", "url", "note"];
        let Some(fields) = Fields::open(node, "a speaker", &keys, out) else { continue };
        let name = fields.required("name", out);
        let within = fields.text("within", out).map(|t| t.value);
        let role = fields.text("role", out).map(|t| t.value);
        let url = fields.url("url", out).map(|t| t.value);
        let note_html = fields.markdown("note", out);
        if let Some(At { value: name, .. }) = name {
            let within = within.unwrap_or_else(|| name.clone());
            let details = Arc::new(SpeakerDetails { name, within, role, url, note_html });
            speakers.push(RawSpeaker { id, details });
        }
    }
    speakers
}

fn records<'n>(
    node: &'n Node,
    what: &str,
    out: &mut Vec<Diagnostic>,
) -> Vec<(At<Arc<str>>, &'n Node)> {
    if node.value == super::yaml::Value::Null {
        return Vec::new();
    }
    let entries = decode::entries(node, what, out).unwrap_or_default();
    let mut records = Vec::with_capacity(entries.len());
    for (key, value) in entries {
        check_id(&key.name, key.span, out);
        records.push((At::new(key.name.as_str().into(), key.span), value));
    }
    records
}
