//! Reads `article.yaml` and the front matter of sections.

use super::claim::{Claims, RawClaim};
use super::config::language;
use super::decode::Fields;
use super::yaml::Node;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Date, Layout};
use crate::source::At;
use jiff::Timestamp;

/// What `article.yaml` says.
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
    /// Its language, where it differs from the site's.
    pub language: Option<String>,
    /// Who annotated it.
    pub annotated_by: Option<String>,
    /// Id of the text that it retells or reprints.
    pub original: Option<At<String>>,
    /// True where it is not to be published.
    pub draft: bool,
    /// The moment before which it is not to be published.
    pub embargo: Option<Timestamp>,
    /// Under which terms it may be used.
    pub rights: Option<String>,
    /// What was corrected in it, and when.
    pub corrections: Vec<(Date, String)>,
    /// How it is laid out.
    pub layout: Layout,
    /// The order of the sections by address; empty for the order of file names.
    pub order: Vec<At<String>>,
    /// Claims made by title and standfirst.
    pub claims: Vec<RawClaim>,
}

impl Default for RawArticle {
    /// What an article says whose `article.yaml` cannot be read.
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
            rights: None,
            corrections: Vec::new(),
            layout: Layout::Page,
            order: Vec::new(),
            claims: Vec::new(),
        }
    }
}

const KEYS: &[&str] = &[
    "title",
    "standfirst",
    "byline",
    "published",
    "language",
    "annotated-by",
    "original",
    "rights",
    "corrections",
    "draft",
    "embargo",
    "layout",
    "sections",
    "claims",
];

/// Reads the tree of `article.yaml`.
pub fn article(
    node: &Node,
    today: Option<jiff::civil::Date>,
    out: &mut Vec<Diagnostic>,
) -> Option<RawArticle> {
    let fields = Fields::open(node, "an article", KEYS, out)?;
    let claims = match fields.get("claims") {
        Some(node) => Claims { today, section: None, out }.map(node),
        None => Vec::new(),
    };
    Some(RawArticle {
        title: fields.required("title", out),
        standfirst: fields.text("standfirst", out),
        byline: fields.text("byline", out).map(|t| t.value),
        published: fields.date("published", out).map(|d| d.value),
        language: language(&fields, out).map(|t| t.value),
        annotated_by: fields.text("annotated-by", out).map(|t| t.value),
        original: fields.text("original", out),
        rights: fields.text("rights", out).map(|t| t.value),
        corrections: fields
            .items("corrections")
            .into_iter()
            .filter_map(|n| correction(n, today, out))
            .collect(),
        draft: fields.flag("draft", out),
        embargo: embargo(&fields, out),
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
    out: &mut Vec<Diagnostic>,
) -> Option<(Date, String)> {
    let fields = Fields::open(node, "a correction", &["date", "text"], out)?;
    if fields.get("date").is_none() {
        fields.missing("date", out);
    }
    let date = fields.day("date", today, out);
    let text = fields.required("text", out);
    Some((date?.value, text?.value))
}

fn embargo(fields: &Fields, out: &mut Vec<Diagnostic>) -> Option<Timestamp> {
    fields.stated("embargo", out);
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

/// What the front matter of a section says.
#[derive(Debug, Clone, Default)]
pub struct FrontMatter {
    /// Title of the section.
    pub title: Option<String>,
    /// Its language, where it differs from the article's.
    pub language: Option<String>,
    /// True where it is not to be published.
    pub draft: bool,
    /// Addresses that it had before.
    pub aliases: Vec<At<String>>,
}

/// Reads the tree of a section's front matter.
pub fn front_matter(node: &Node, out: &mut Vec<Diagnostic>) -> FrontMatter {
    if node.value == super::yaml::Value::Null {
        return FrontMatter::default();
    }
    let Some(fields) =
        Fields::open(node, "a section", &["title", "language", "draft", "aliases"], out)
    else {
        return FrontMatter::default();
    };
    FrontMatter {
        title: fields.text("title", out).map(|t| t.value),
        language: language(&fields, out).map(|t| t.value),
        draft: fields.flag("draft", out),
        aliases: fields.aliases(out),
    }
}

/// The front matter, where there is one, and the byte at which the Markdown begins.
pub type Split = (Option<std::ops::Range<usize>>, usize);

/// What can be wrong with front matter as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FrontMatterFault {
    /// Its first line is never answered by a second.
    Unended,
    /// It begins after blank lines, at this byte.
    Misplaced(usize),
}

/// Splits a section's text into its front matter, where it has one, and the byte at which the
/// Markdown begins. Front matter stands between two lines of `---`, the first of which is the
/// first line of the file.
///
/// # Errors
/// [`FrontMatterFault`] where the author meant front matter and Markdown would not take it for that.
pub fn split_front_matter(text: &str) -> Result<Split, FrontMatterFault> {
    if let Some(at) = misplaced(text) {
        return Err(FrontMatterFault::Misplaced(at));
    }
    let mut lines = text.split_inclusive('\n');
    let Some(first) = lines.next().filter(|l| l.trim_end() == "---") else { return Ok((None, 0)) };
    let start = first.len();
    let mut at = start;
    for line in lines {
        if line.trim_end() == "---" {
            return Ok((Some(start..at), at + line.len()));
        }
        at += line.len();
    }
    Err(FrontMatterFault::Unended)
}

/// Where front matter begins that is not on the first line: blank lines, a line of `---`, a key, and
/// a second line of `---`. Markdown would show it to readers as a rule and a heading.
fn misplaced(text: &str) -> Option<usize> {
    let start = text.len() - text.trim_start().len();
    let mut lines = text[start..].lines().map(str::trim_end);
    let begins = start > 0 && lines.next()? == "---";
    let first = lines.next()?;
    let ends = text[start..].lines().filter(|l| l.trim_end() == "---").count() > 1;
    let has_key = ends && first.split_once(':').is_some_and(|(key, _)| crate::model::is_id(key));
    (begins && has_key).then_some(start)
}
