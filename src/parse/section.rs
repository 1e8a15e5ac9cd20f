//! Reads a section: its Markdown with the front matter, and its file of claims.
//!
//! In go both texts; out comes a parsed section, and the faults of both files together.

use super::article::{self, FrontMatter};
use super::cache::{Parsing, SectionKey, SectionRead};
use super::claim::{Claims, RawClaim};
use super::config::Config;
use super::faults::Faults;
use super::parsed::ParsedSection;
use super::stem::slug;
use super::tree::{tree, yaml_file};
use super::{decode, front};
use crate::load::{Gap, SectionFiles};
use crate::markdown;
use crate::markdown::highlight::CodeTokens;
use crate::source::{FileId, Files};
use crate::yaml::{Node, Value};
use std::sync::Arc;
use text_anchor::Haystack;

/// The cache key of `section`.
pub(super) fn section_key(
    files: &Files,
    section: &SectionFiles,
    file: FileId,
    config: &Config,
    today: Option<jiff::civil::Date>,
) -> SectionKey {
    let text = |file| Arc::clone(&files.get(file).text);
    SectionKey {
        stem: section.stem.clone(),
        markdown: text(file),
        claims: section.claims.map(text),
        raw_html: config.raw_html,
        today,
    }
}

/// Parses the section whose text is `file`, with the claims of its annotation file. `code` has tokens
/// that are known.
pub(super) fn parse_section(
    files: &Files,
    section: &SectionFiles,
    file: FileId,
    config: &Config,
    today: Option<jiff::civil::Date>,
    code: &CodeTokens,
) -> Parsing<SectionRead> {
    let mut out = Faults::default();
    let text = &files.get(file).text;
    let front::Split { yaml, start, fault } = front::split(text);
    out.extend(fault.map(|fault| fault.report(file)));
    let node = yaml.and_then(|range| tree(&text[range.clone()], file, range.start, &mut out));
    if out.lost() > 0 {
        out.leave(Gap::Broken(file));
    }
    let mut front = match node {
        Some(node) => article::front_matter(&node, text, today, &mut out),
        None => FrontMatter::default(),
    };
    front.unread = out.lost() > 0;
    let slug = slug(&section.stem).to_owned();
    let options =
        markdown::MarkdownOptions { raw_html: config.raw_html, rewrite: true, section: true };
    let text = &text[start..];
    let (document, faults) = markdown::parse_with(text, file, start, &slug, options, code);
    out.extend(faults);
    let before = out.lost();
    let claims = section.claims.and_then(|file| {
        yaml_file(files, file, &mut out, |node, out| {
            let words = Haystack::known(&document.text.text, &document.text.normal);
            claims_file(node, today, Some(words), out)
        })
    });
    let claims_whole = out.lost() == before;
    let (claims, document) = (claims.unwrap_or_default(), Arc::new(document));
    let has_drafts = claims.iter().any(RawClaim::has_draft);
    let section = Arc::new(ParsedSection { slug, file, front, document, claims, has_drafts });
    (SectionRead { section: Some(section), claims_whole }, out)
}

/// Parses the claims of an annotation file; `section` has the text that they quote.
pub(super) fn claims_file(
    node: &Node,
    today: Option<jiff::civil::Date>,
    section: Option<Haystack>,
    out: &mut Faults,
) -> Vec<RawClaim> {
    if node.value == Value::Null {
        return Vec::new();
    }
    let what = "an annotation file";
    let Some(fields) = decode::Fields::open(node, what, &["claims"], out) else {
        return Vec::new();
    };
    match fields.get("claims") {
        Some(node) => Claims::new(today, section, out).map(node),
        None => Vec::new(),
    }
}
