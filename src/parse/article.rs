//! Reads `article.yaml` and the front matter of sections.

use super::claim::{Claims, RawClaim};
use super::config::language;
use super::decode::Fields;
use super::foreign::{self, MapOwner};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::keys;
use crate::model::{Date, Layout};
use crate::parse::Faults;
use crate::source::{At, Span};
use crate::yaml::{Node, with_colon};
use jiff::Timestamp;

/// The content of `article.yaml`.
#[derive(Debug)]
pub struct RawArticle {
    /// Title.
    pub title: Option<At<String>>,
    /// The sentence or two below the title.
    pub standfirst: Option<At<String>>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// When it was published.
    pub published: Option<Date>,
    /// Its language, if it differs from the site's.
    pub language: Option<At<String>>,
    /// Who annotated it.
    pub annotated_by: Option<String>,
    /// Id of the text that it is based on or reprints.
    pub original: Option<At<String>>,
    /// True if it must not be published.
    pub draft: bool,
    /// The moment before which it must not be published.
    pub embargo: Option<Timestamp>,
    /// The place of the key that keeps it from being published.
    pub kept_by: Option<Span>,
    /// The terms under which it may be used.
    pub rights: Option<String>,
    /// Its corrections, with their dates.
    pub corrections: Vec<(Date, String)>,
    /// Its layout.
    pub layout: Layout,
    /// The order of the sections by address; empty for the order of file names.
    pub order: Vec<At<String>>,
    /// Claims made by the title and the standfirst.
    pub claims: Vec<RawClaim>,
}

impl Default for RawArticle {
    /// The value for an article whose `article.yaml` cannot be read.
    fn default() -> Self {
        Self {
            title: None,
            standfirst: None,
            byline: None,
            published: None,
            language: None,
            annotated_by: None,
            original: None,
            draft: false,
            embargo: None,
            kept_by: None,
            rights: None,
            corrections: Vec::new(),
            layout: Layout::Page,
            order: Vec::new(),
            claims: Vec::new(),
        }
    }
}

/// Reads the tree of `article.yaml`.
pub fn article(
    node: &Node,
    today: Option<jiff::civil::Date>,
    out: &mut Faults,
) -> Option<RawArticle> {
    let fields = foreign::open(node, &keys::ARTICLE, MapOwner::Article, today, out)?;
    let claims = match fields.get("claims") {
        Some(node) => Claims::new(today, None, out).map(node),
        None => Vec::new(),
    };
    let draft = fields.flag("draft", out);
    Some(RawArticle {
        title: fields.required("title", out),
        standfirst: fields.text("standfirst", out),
        byline: fields.text("byline", out).map(|t| t.value),
        published: fields.date("published", out).map(|d| d.value),
        language: language(&fields, out),
        annotated_by: fields.text("annotated-by", out).map(|t| t.value),
        original: fields.text("original", out),
        rights: fields.text("rights", out).map(|t| t.value),
        corrections: fields
            .items("corrections")
            .into_iter()
            .filter_map(|n| correction(n, today, out))
            .collect(),
        draft,
        embargo: embargo(&fields, out),
        kept_by: fields.key_span(if draft { "draft" } else { "embargo" }),
        layout: fields
            .word("layout", Layout::ALL, Layout::key, out)
            .map_or(Layout::Page, |w| w.value),
        order: fields.texts("sections", out),
        claims,
    })
}

fn correction(
    node: &Node,
    today: Option<jiff::civil::Date>,
    out: &mut Faults,
) -> Option<(Date, String)> {
    let fields = Fields::of(node, &keys::CORRECTION, out)?;
    if fields.get("date").is_none() {
        fields.missing("date", out);
    }
    let date = fields.day("date", today, out);
    let text = fields.required("text", out);
    Some((date?.value, text?.value))
}

fn embargo(fields: &Fields, out: &mut Faults) -> Option<Timestamp> {
    let date = fields.date("embargo", out)?;
    let moment = date.value.moment();
    if moment.is_none() {
        out.push(
            Diagnostic::at(Code::DateInvalid, date.span, "`embargo` must be a moment")
                .hint("write day, time and offset: 2016-11-29T19:37:00-05:00"),
        );
    }
    moment
}

/// The content of a section's front matter.
#[derive(Debug, Clone, Default)]
pub struct FrontMatter {
    /// Title of the section.
    pub title: Option<At<String>>,
    /// Its language, if it differs from the article's.
    pub language: Option<At<String>>,
    /// True if it must not be published.
    pub draft: bool,
    /// Its earlier addresses.
    pub aliases: Vec<At<String>>,
    /// True if the front matter could not be read completely, so that the section may have another
    /// title than the one known.
    pub unread: bool,
}

/// Reads the tree of a section's front matter; `text` is the whole file.
pub fn front_matter(
    node: &Node,
    text: &str,
    today: Option<jiff::civil::Date>,
    out: &mut Faults,
) -> FrontMatter {
    if node.value == crate::yaml::Value::Null {
        return FrontMatter::default();
    }
    if matches!(node.value, crate::yaml::Value::Text(_)) {
        out.push(text_in_front(node.span, text));
        return FrontMatter::default();
    }
    let Some(fields) = foreign::open(node, &keys::SECTION, MapOwner::Section, today, out) else {
        return FrontMatter::default();
    };
    let paths = foreign::paths_as_aliases(&fields, out);
    FrontMatter {
        title: fields.text("title", out),
        language: language(&fields, out),
        draft: fields.flag("draft", out),
        aliases: if paths { Vec::new() } else { fields.aliases(out) },
        unread: false,
    }
}

/// Reports plain text instead of front matter, at `span` of the file `text`. Most often it is the
/// title without its key, or a key without its colon.
fn text_in_front(span: Span, text: &str) -> Diagnostic {
    let words = text.get(span.range()).unwrap_or("");
    let line = words.lines().next().unwrap_or("").trim_end();
    let key = line.split(char::is_whitespace).next().unwrap_or("");
    let start = span.start as usize;
    if let Some(meant) = with_colon(line) {
        return Diagnostic::at(
            Code::YamlSyntax,
            Span::new(span.file, start..start + key.len()),
            format!("there is no colon after `{key}`"),
        )
        .label("a key ends with a colon")
        .hint(format!("write `{meant}`"));
    }
    let message = "front matter is keys and values between the lines of `---`, and this is text";
    let title = Some(line).filter(|_| words.trim_end() == line && line != "title");
    let title = title.map(|line| format!("where it is the title, write `title: {line}`"));
    Diagnostic::at(Code::ValueType, span, message)
        .maybe_hint(title)
        .maybe_hint((line == "title").then(|| "write `title: ` and the title".to_owned()))
        .hint("where it is text for readers, write the rule above it as `***`")
}
