//! Raw HTML in Markdown: reported where a site does not allow it, checked for balance where it
//! does.
//!
//! In go nodes; out come the nodes that are left. Comments are dropped in either case: what an
//! author wrote for colleagues is not for readers. The scanner here knows just enough of HTML to
//! pair tags; it decides about nothing else.

use super::{Kind, Node, Options};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{FileId, Span};
use pulldown_cmark::{Event, Tag, TagEnd};

/// A tag in raw HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawTag {
    /// Name in lower case.
    pub name: String,
    /// True for an end tag.
    pub closes: bool,
    /// True where it can have no content.
    pub void: bool,
    /// True where it ends in `/>`, which closes an element within SVG and MathML and nowhere else.
    pub closed: bool,
    /// Byte where it begins.
    pub at: usize,
}

/// The tags in `html`, in order. Comments, declarations and attributes are skipped.
pub fn tags(html: &str) -> Vec<RawTag> {
    const VOID: &[&str] = &[
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source",
        "track", "wbr",
    ];
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(i) = html[at..].find('<') {
        let start = at + i;
        let rest = &html[start..];
        if rest.starts_with("<!--") {
            let end = rest.find("-->");
            if end.is_none() {
                // What never ends swallows the rest of the page, like an element that does not.
                found.push(RawTag {
                    name: "!--".into(),
                    closes: false,
                    void: false,
                    closed: false,
                    at: start,
                });
            }
            at = end.map_or(html.len(), |i| start + i + 3);
            continue;
        }
        let closes = rest.starts_with("</");
        let name_at = start + 1 + usize::from(closes);
        let name: String = html[name_at..]
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || *c == '-')
            .flat_map(char::to_lowercase)
            .collect();
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            at = start + 1;
            continue;
        }
        let end = tag_end(html, name_at + name.len());
        let void = VOID.contains(&name.as_str());
        let closed = html[..end].ends_with("/>");
        found.push(RawTag { name, closes, void, closed, at: start });
        at = end;
    }
    found
}

fn tag_end(html: &str, from: usize) -> usize {
    let mut quote = None;
    for (i, c) in html[from..].char_indices() {
        match (quote, c) {
            (Some(q), c) if c == q => quote = None,
            (None, '"' | '\'') => quote = Some(c),
            (None, '>') => return from + i + 1,
            _ => {}
        }
    }
    html.len()
}

fn is_comment(html: &str) -> bool {
    let html = html.trim();
    html.starts_with("<!--") && html.find("-->").is_some_and(|i| i + 3 == html.len())
}

/// Drops comments; drops and reports all other raw HTML unless the site allows it; reports what is
/// allowed and does not balance.
pub fn admit(
    nodes: Vec<Node>,
    file: FileId,
    options: Options,
    out: &mut Vec<Diagnostic>,
) -> Vec<Node> {
    if !nodes.iter().any(|n| n.kind == Kind::Raw) {
        return nodes;
    }
    if options.raw_html {
        balance(&nodes, file, out);
        return if options.rewrite { without_comments(nodes) } else { nodes };
    }
    let mut kept = Vec::with_capacity(nodes.len());
    let mut block: Option<(std::ops::Range<usize>, String)> = None;
    for node in nodes {
        match &node.event {
            Event::Start(Tag::HtmlBlock) => block = Some((node.range.clone(), String::new())),
            Event::End(TagEnd::HtmlBlock) => {
                if let Some((range, html)) = block.take()
                    && !is_comment(&html)
                {
                    let trimmed = range.start..range.start + html.trim_end().len();
                    out.push(forbidden(Span::new(file, trimmed)));
                }
            }
            Event::Html(html) | Event::Text(html) if block.is_some() => {
                if let Some((_, all)) = &mut block {
                    all.push_str(html);
                }
            }
            _ if block.is_some() => {}
            Event::InlineHtml(html) => {
                if !is_comment(html) && !html.starts_with("</") {
                    out.push(forbidden(Span::new(file, node.range.clone())));
                }
            }
            _ => kept.push(node),
        }
    }
    kept
}

/// Drops blocks and tags that are nothing but a comment. One inside other raw HTML is left to it.
fn without_comments(nodes: Vec<Node>) -> Vec<Node> {
    let mut kept: Vec<Node> = Vec::with_capacity(nodes.len());
    let mut block: Option<(usize, String)> = None;
    for node in nodes {
        match &node.event {
            Event::Start(Tag::HtmlBlock) => block = Some((kept.len(), String::new())),
            Event::Html(html) => {
                if let Some((_, all)) = &mut block {
                    all.push_str(html);
                }
            }
            Event::InlineHtml(html) if is_comment(html) => continue,
            _ => {}
        }
        let ends = matches!(node.event, Event::End(TagEnd::HtmlBlock));
        kept.push(node);
        if ends
            && let Some((start, html)) = block.take()
            && is_comment(&html)
        {
            kept.truncate(start);
        }
    }
    kept
}

fn forbidden(span: Span) -> Diagnostic {
    Diagnostic::at(Code::HtmlForbidden, span, "this site does not allow raw HTML")
        .hint("write it as Markdown, or put a backslash before `<` to show the character")
        .hint("a site allows raw HTML with `raw-html: true` in gainsay.yaml")
}

/// Reports tags without their counterparts. Inline tags must pair within their block; blocks of
/// HTML must pair within the section.
fn balance(nodes: &[Node], file: FileId, out: &mut Vec<Diagnostic>) {
    let mut outer: Vec<(String, Span)> = Vec::new();
    let mut inner: Vec<(String, Span)> = Vec::new();
    // The lines of a block of HTML come one by one, and a comment may span them.
    let mut block: Option<(usize, String)> = None;
    let mut told: Option<Span> = None;
    for node in nodes {
        match (&node.event, node.kind) {
            (Event::Start(Tag::HtmlBlock), _) => block = Some((node.range.start, String::new())),
            (Event::End(TagEnd::HtmlBlock), _) => {
                if let Some((start, html)) = block.take() {
                    pair(&html, start, file, &mut outer, out);
                }
            }
            (Event::Html(html) | Event::Text(html), _) if block.is_some() => {
                if let Some((_, all)) = &mut block {
                    all.push_str(html);
                }
            }
            (Event::InlineHtml(html), _) => pair(html, node.range.start, file, &mut inner, out),
            (Event::Text(_) | Event::Code(_), _) => {
                let textual = |(name, _): &&(String, Span)| TEXTUAL.contains(&name.as_str());
                let holder = inner.iter().chain(&outer).find(textual);
                if let Some((name, span)) = holder.filter(|(_, span)| told != Some(*span)) {
                    told = Some(*span);
                    out.push(textual_only(name, *span));
                }
            }
            (_, Kind::CloseBlock | Kind::OpenBlock) => {
                out.extend(inner.drain(..).map(|(name, span)| unclosed(&name, span)));
            }
            _ => {}
        }
    }
    out.extend(inner.into_iter().chain(outer).map(|(name, span)| unclosed(&name, span)));
}

fn pair(
    html: &str,
    at: usize,
    file: FileId,
    open: &mut Vec<(String, Span)>,
    out: &mut Vec<Diagnostic>,
) {
    for tag in tags(html) {
        let start = at + tag.at;
        let span = Span::new(file, start..start + tag.name.len() + 1 + usize::from(tag.closes));
        let foreign = |name: &str| name == "svg" || name == "math";
        let within_foreign = foreign(&tag.name) || open.iter().any(|(name, _)| foreign(name));
        if tag.void || (tag.closed && within_foreign) {
            continue;
        }
        if tag.name == "plaintext" {
            let message = "nothing after `<plaintext>` could be shown";
            out.push(Diagnostic::at(Code::HtmlUnbalanced, span, message));
        } else if !tag.closes {
            open.push((tag.name, span));
        } else if open.last().is_some_and(|(name, _)| *name == tag.name) {
            open.pop();
        } else {
            let message = format!("`</{}>` closes nothing that is open here", tag.name);
            let mut diagnostic = Diagnostic::at(Code::HtmlUnbalanced, span, message);
            if let Some((name, opened)) = open.last() {
                diagnostic = diagnostic.also(*opened, format!("`<{name}>` is open since here"));
            }
            out.push(diagnostic);
        }
    }
}

/// Elements in which browsers know no elements: markup in them would be shown as it is written.
const TEXTUAL: &[&str] =
    &["iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp"];

fn textual_only(name: &str, span: Span) -> Diagnostic {
    let message = format!("there is Markdown in `<{name}>`, which holds plain text only");
    Diagnostic::at(Code::HtmlUnbalanced, span, message).hint(
        "write all of the element as one block of HTML, without empty lines around it or in it",
    )
}

fn unclosed(name: &str, span: Span) -> Diagnostic {
    if name == "!--" {
        return Diagnostic::at(Code::HtmlUnbalanced, span, "this comment never ends")
            .hint("end it with `-->` in the same block");
    }
    Diagnostic::at(Code::HtmlUnbalanced, span, format!("`<{name}>` is never closed"))
        .hint(format!("close it with `</{name}>` in the same block"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_skip_comments_and_attributes() {
        let names = |html| tags(html).into_iter().map(|t| t.name).collect::<Vec<_>>();
        assert_eq!(
            names("<A href=\"a>b\">x</a><!-- <b> --><br><my-tag/> 1 < 2"),
            ["a", "a", "br", "my-tag"]
        );
        assert_eq!(names("<<em"), ["em"]);
    }
}
