//! Reads `article.yaml` and the front matter of sections.

use super::claim::{Claims, RawClaim};
use super::config::language;
use super::decode::{Fields, entries};
use super::foreign::{self, MapOwner};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::keys;
use crate::model::{Date, Layout};
use crate::parse::Faults;
use crate::source::{At, Span};
use crate::yaml::{Key, Node, with_colon};
use jiff::Timestamp;
use std::sync::Arc;

/// The content of `article.yaml`.
#[derive(Debug, Default)]
pub struct RawArticle {
    /// Title.
    pub title: Option<At<String>>,
    /// The sentence or two below the title.
    pub standfirst: Option<At<String>>,
    /// Its language, if it differs from the site's.
    pub language: Option<At<String>>,
    /// Id of the text that it is based on or reprints.
    pub original: Option<At<String>>,
    /// True if it must not be published.
    pub draft: bool,
    /// The moment before which it must not be published.
    pub embargo: Option<Timestamp>,
    /// The place of the key that keeps it from being published.
    pub kept_by: Option<Span>,
    /// The order of the sections by address; empty for the order of file names.
    pub order: Vec<At<String>>,
    /// Claims made by the title and the standfirst.
    pub claims: Vec<RawClaim>,
    /// Its other details.
    pub details: Arc<ArticleDetails>,
}

/// The details of an article that refer to nothing else, shared like
/// [`ClaimDetails`](super::claim::ClaimDetails).
#[derive(Debug, Default)]
pub struct ArticleDetails {
    /// Who wrote it.
    pub byline: Option<String>,
    /// When it was published.
    pub published: Option<Date>,
    /// Who annotated it.
    pub annotated_by: Option<String>,
    /// The terms under which it may be used.
    pub rights: Option<String>,
    /// Its corrections, with their dates.
    pub corrections: Vec<(Date, String)>,
    /// Who made its images, and under which terms they may be used.
    pub images: Vec<ImageCredit>,
    /// Its layout.
    pub layout: Layout,
}

/// Who made an image, and under which terms it may be used.
#[derive(Debug)]
pub struct ImageCredit {
    /// Its file name, or its path in `static/`.
    pub name: At<String>,
    /// Who made it.
    pub credit: Option<String>,
    /// Under which terms it may be used.
    pub licence: Option<String>,
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
    let title = fields.required("title", out);
    let standfirst = fields.text("standfirst", out);
    let byline = fields.text("byline", out).map(|t| t.value);
    let published = fields.date("published", out).map(|d| d.value);
    let language = language(&fields, out);
    let annotated_by = fields.text("annotated-by", out).map(|t| t.value);
    let original = fields.text("original", out);
    let rights = fields.text("rights", out).map(|t| t.value);
    let corrections = fields.items("corrections").into_iter();
    let corrections = corrections.filter_map(|node| correction(node, today, out)).collect();
    let images = match fields.get("images") {
        Some(node) => entries(node, "`images`", out).unwrap_or_default(),
        None => Vec::new(),
    };
    let images = images.into_iter().filter_map(|(key, value)| image(key, value, out)).collect();
    let embargo = embargo(&fields, out);
    let layout = fields.word("layout", Layout::ALL, Layout::key, out);
    let layout = layout.map_or(Layout::Page, |word| word.value);
    let details =
        ArticleDetails { byline, published, annotated_by, rights, corrections, images, layout };
    Some(RawArticle {
        title,
        standfirst,
        language,
        original,
        draft,
        embargo,
        kept_by: fields.key_span(if draft { "draft" } else { "embargo" }),
        order: fields.texts("sections", out),
        claims,
        details: Arc::new(details),
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

fn image(key: &Key, value: &Node, out: &mut Faults) -> Option<ImageCredit> {
    let fields = Fields::of(value, &keys::IMAGE, out)?.at_key(Some(key.span));
    if fields.get("credit").is_none() && fields.get("licence").is_none() {
        fields.missing("credit", out);
    }
    Some(ImageCredit {
        name: At::new(key.name.clone(), key.span),
        credit: fields.text("credit", out).map(|text| text.value),
        licence: fields.text("licence", out).map(|text| text.value),
    })
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
