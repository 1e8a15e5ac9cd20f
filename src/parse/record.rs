//! Reads `sources.yaml` and `speakers.yaml`: maps of records by id.

use super::config::language;
use super::decode::{self, Fields, check_id};
use super::misplaced;
use crate::diagnostic::{Code, Diagnostic};
use crate::markdown::Remark;
use crate::model::keys;
use crate::model::{Access, Date, SnapshotKind, SourceKind, SpeakerKind, UrlChecked};
use crate::parse::Faults;
use crate::source::{At, Span};
use crate::yaml::{Node, Value};
use std::sync::Arc;

/// A source as parsed.
#[derive(Debug, Clone)]
pub struct RawSource {
    /// Its id.
    pub id: At<Arc<str>>,
    /// Ids of the speakers whose words it contains.
    pub speakers: Vec<At<String>>,
    /// Id of the source that it is based on.
    pub based_on: Option<At<String>>,
    /// True if all of it could be read.
    pub whole: bool,
    /// Its other details.
    pub details: Arc<SourceDetails>,
}

impl RawSource {
    /// The same source, whose text has moved from the byte `old` to the byte `new` of its file.
    pub(super) fn moved(&self, old: usize, new: usize) -> Self {
        if old == new {
            return self.clone();
        }
        let to = |span: Span| span.moved(old, new);
        let at = |text: &At<String>| At::new(text.value.clone(), to(text.span));
        let details = &*self.details;
        Self {
            id: At::new(Arc::clone(&self.id.value), to(self.id.span)),
            speakers: self.speakers.iter().map(at).collect(),
            based_on: self.based_on.as_ref().map(at),
            whole: self.whole,
            details: Arc::new(SourceDetails {
                archived: details.archived.clone().map(|a| At::new(a.value, to(a.span))),
                language_span: to(details.language_span),
                aliases: details.aliases.iter().map(at).collect(),
                ..details.clone()
            }),
        }
    }
}

/// The details of a source that refer to nothing else in the site, shared like
/// [`ClaimDetails`](super::claim::ClaimDetails).
#[derive(Debug, Clone)]
pub struct SourceDetails {
    /// Its title.
    pub title: String,
    /// True if it is not published before a published claim names it.
    pub draft: bool,
    /// Its address.
    pub url: Option<String>,
    /// Why it has no address.
    pub no_url: Option<String>,
    /// How the address was checked.
    pub url_checked: Option<UrlChecked>,
    /// Publisher.
    pub publisher: Option<String>,
    /// Authors.
    pub authors: Vec<String>,
    /// When it was published.
    pub date: Option<Date>,
    /// Its kind.
    pub kind: Option<SourceKind>,
    /// Its archived copy: address and date.
    pub archived: Option<At<Archived>>,
    /// When the author last accessed it.
    pub accessed: Option<Date>,
    /// Its language.
    pub language: Option<String>,
    /// The place of `language`, or of the title if there is none.
    pub language_span: Span,
    /// The media type of the file at its address: `application/pdf`.
    pub media: Option<String>,
    /// Who can look it up.
    pub access: Option<Access>,
    /// The author's saved copy.
    pub snapshot: Option<SnapshotDetails>,
    /// Its earlier ids.
    pub aliases: Vec<At<String>>,
    /// Remarks.
    pub note: Option<Remark>,
}

impl SourceDetails {
    /// True where both say the same, wherever in their files.
    pub fn says(&self, other: &Self) -> bool {
        let Self {
            title,
            draft,
            url,
            no_url,
            url_checked,
            publisher,
            authors,
            date,
            kind,
            archived,
            accessed,
            language,
            language_span: _,
            media,
            access,
            snapshot,
            aliases,
            note,
        } = self;
        let copy = |at: &Option<At<Archived>>| at.as_ref().map(|at| &at.value).cloned();
        *title == other.title
            && *draft == other.draft
            && *url == other.url
            && *no_url == other.no_url
            && *url_checked == other.url_checked
            && *publisher == other.publisher
            && *authors == other.authors
            && *date == other.date
            && *kind == other.kind
            && copy(archived) == copy(&other.archived)
            && *accessed == other.accessed
            && *language == other.language
            && *media == other.media
            && *access == other.access
            && *snapshot == other.snapshot
            && aliases.iter().map(|at| &at.value).eq(other.aliases.iter().map(|at| &at.value))
            && *note == other.note
    }
}

/// A copy of a source in an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Archived {
    /// Its address.
    pub url: String,
    /// When it was made.
    pub date: Option<Date>,
}

/// The details of the saved copy of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SnapshotDetails {
    /// The kind of its content.
    pub kind: SnapshotKind,
    /// When it was taken.
    pub taken: Option<Date>,
    /// The address from which it was saved, if that is another one.
    pub from: Option<String>,
    /// True if readers may see the rest of the sentence that a passage was cut from.
    pub context: bool,
}

impl SourceDetails {
    /// Every address that leads to it: its own, that of its archived copy, and that of its saved
    /// copy.
    pub fn addresses(&self) -> impl Iterator<Item = &str> {
        let archived = self.archived.as_ref().map(|a| a.value.url.as_str());
        let from = self.snapshot.as_ref().and_then(|s| s.from.as_deref());
        [self.url.as_deref(), archived, from].into_iter().flatten()
    }

    /// True if its address and its words must not be published.
    pub fn confidential(&self) -> bool {
        self.access == Some(Access::Confidential)
    }
}

/// Reads `sources.yaml`.
pub fn sources(node: &Node, today: Option<jiff::civil::Date>, out: &mut Faults) -> Vec<RawSource> {
    let meant = meant(node, "sources", out);
    records(meant.as_ref().unwrap_or(node), "`sources.yaml`", out)
        .into_iter()
        .filter_map(|(id, node)| source(id, node, today, out))
        .collect()
}

fn source(
    id: At<Arc<str>>,
    node: &Node,
    today: Option<jiff::civil::Date>,
    out: &mut Faults,
) -> Option<RawSource> {
    let before = out.lost();
    let fields = Fields::of(node, &keys::SOURCE, out)?.at_key(Some(id.span));
    fields.exclusive(&["url", "no-url"], out);
    let addressed = fields.get("url").is_some() || fields.get("no-url").is_some();
    if !addressed && !fields.mistyped(&["url", "no-url"]) {
        let message = format!("the source `{}` has no address", id.value);
        out.push(
            Diagnostic::at(Code::KeyMissing, id.span, message)
                .missing("url")
                .hint("add `url:`, or `no-url:` with the reason why there is none"),
        );
    }
    let title = fields.required("title", out);
    let key = fields.key_span("archived");
    let archived = fields.get("archived").and_then(|n| archived(n, key, out));
    let snapshot = fields.get("snapshot").and_then(|n| snapshot(n, today, out));
    let speakers = fields.ids("speaker", out);
    let language = language(&fields, out);
    let said = language.as_ref().or(title.as_ref()).map_or(id.span, |text| text.span);
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
        language_span: said,
        language: language.map(|t| t.value),
        media: media(&fields, out),
        access: fields.word("access", Access::ALL, Access::key, out).map(|w| w.value),
        snapshot,
        draft: fields.flag("draft", out),
        aliases: fields.aliases(out),
        note: fields.markdown("note", out),
        title: title?.value,
    };
    let based_on = fields.text("based-on", out);
    let whole = out.lost() == before;
    Some(RawSource { id, speakers, based_on, whole, details: Arc::new(details) })
}

fn archived(node: &Node, key: Option<Span>, out: &mut Faults) -> Option<At<Archived>> {
    let fields = Fields::of(node, &keys::ARCHIVED, out)?.at_key(key);
    if fields.get("url").is_none() {
        fields.missing("url", out);
    }
    let url = fields.url("url", out);
    let date = fields.date("date", out).map(|d| d.value);
    Some(At::new(Archived { url: url?.value, date }, node.span))
}

fn snapshot(
    node: &Node,
    today: Option<jiff::civil::Date>,
    out: &mut Faults,
) -> Option<SnapshotDetails> {
    let fields = Fields::of(node, &keys::SNAPSHOT, out)?;
    let kind = fields.word("kind", SnapshotKind::ALL, SnapshotKind::key, out);
    Some(SnapshotDetails {
        kind: kind.map_or(SnapshotKind::Full, |w| w.value),
        taken: fields.day("taken", today, out).map(|d| d.value),
        from: fields.url("from", out).map(|t| t.value),
        context: fields.get("context").is_none() || fields.flag("context", out),
    })
}

/// Checks the form of a media type: RFC 6838, section 4.2.
fn media(fields: &Fields, out: &mut Faults) -> Option<String> {
    let text = fields.text("media", out)?;
    let name = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_alphanumeric())
            && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&b))
    };
    if text.value.split_once('/').is_some_and(|(kind, rest)| name(kind) && name(rest)) {
        return Some(text.value);
    }
    let message = format!("`{}` is not a media type", text.value);
    out.push(
        Diagnostic::at(Code::ValueInvalid, text.span, message)
            .hint("write `text/html`, `application/pdf`, `video/mp4`"),
    );
    None
}

/// A speaker as parsed.
#[derive(Debug)]
pub struct RawSpeaker {
    /// Its id.
    pub id: At<Arc<str>>,
    /// Its other details.
    pub details: Arc<SpeakerDetails>,
}

/// The details of a speaker, shared like [`ClaimDetails`](super::claim::ClaimDetails).
#[derive(Debug)]
pub struct SpeakerDetails {
    /// Name.
    pub name: String,
    /// Name inside a sentence: `the Kremlin`.
    pub within: String,
    /// Role.
    pub role: Option<String>,
    /// A person or an organisation; unknown if nobody says.
    pub kind: Option<SpeakerKind>,
    /// Address of a page about them.
    pub url: Option<String>,
    /// Their earlier ids.
    pub aliases: Vec<At<String>>,
    /// Remarks.
    pub note: Option<Remark>,
}

/// Reads `speakers.yaml`.
pub fn speakers(node: &Node, out: &mut Faults) -> Vec<RawSpeaker> {
    let mut speakers = Vec::new();
    let meant = meant(node, "speakers", out);
    for (id, node) in records(meant.as_ref().unwrap_or(node), "`speakers.yaml`", out) {
        let Some(fields) = Fields::of(node, &keys::SPEAKER, out) else {
            continue;
        };
        let fields = fields.at_key(Some(id.span));
        let name = fields.required("name", out);
        let within = fields.text("within", out).map(|t| t.value);
        let role = fields.text("role", out).map(|t| t.value);
        let kind = fields.word("kind", SpeakerKind::ALL, SpeakerKind::key, out).map(|k| k.value);
        let url = fields.url("url", out).map(|t| t.value);
        let aliases = fields.aliases(out);
        let note = fields.markdown("note", out);
        if let Some(At { value: name, .. }) = name {
            let within = within.unwrap_or_else(|| name.clone());
            let details = Arc::new(SpeakerDetails { name, within, role, kind, url, aliases, note });
            speakers.push(RawSpeaker { id, details });
        }
    }
    speakers
}

/// The map that was meant, if a file of records is a list, or has one key above all records.
fn meant(node: &Node, name: &'static str, out: &mut Faults) -> Option<Node> {
    if let Some(meant) = misplaced::listed(node, &format!("`{name}.yaml`"), out) {
        return Some(meant);
    }
    let Value::Map(entries) = &node.value else { return None };
    let [(key, inner)] = &entries[..] else { return None };
    let records = match &inner.value {
        Value::Map(records) if key.name == name => records,
        _ => return None,
    };
    if records.is_empty() || !records.iter().all(|(_, n)| matches!(n.value, Value::Map(_))) {
        return None;
    }
    let message = format!("`{name}.yaml` holds {name} by id, without `{name}:` above them");
    out.push(
        Diagnostic::at(Code::KeyUnknown, key.span, message).hint(
            "take the line out, and indent those below it less, so that ids begin their lines",
        ),
    );
    Some(inner.clone())
}

fn records<'n>(node: &'n Node, what: &str, out: &mut Faults) -> Vec<(At<Arc<str>>, &'n Node)> {
    if node.value == Value::Null {
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
