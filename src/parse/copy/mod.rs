//! Extracts the text of a saved copy, whatever its format.
//!
//! In go the format of a file and its text; out come its words in reading order, with a blank line
//! between blocks.

mod html;

pub use html::VOID;

use crate::markdown::extensions;
use pulldown_cmark::{CowStr, Event, Parser, Tag, TagEnd};
use std::borrow::Cow;

/// The format of a saved copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CopyKind {
    /// Plain text; a blank line ends a paragraph.
    Text,
    /// Markdown as in sections, with raw HTML.
    Markdown,
    /// A web page.
    Html,
}

impl CopyKind {
    /// The format of the file at `path`, by its extension: `.txt`, `.md` or `.html`, in any case.
    pub fn of(path: &str) -> Option<Self> {
        let name = path.rsplit('/').next().unwrap_or(path);
        match name.rsplit_once('.')?.1.to_ascii_lowercase().as_str() {
            "txt" => Some(Self::Text),
            "md" => Some(Self::Markdown),
            "html" => Some(Self::Html),
            _ => None,
        }
    }
}

/// The text of a saved copy.
pub fn words(kind: CopyKind, source: &str) -> Cow<'_, str> {
    match kind {
        CopyKind::Text => Cow::Borrowed(source),
        CopyKind::Markdown => Cow::Owned(html::text(&markdown(source))),
        CopyKind::Html => Cow::Owned(html::text(source)),
    }
}

/// Converts Markdown to HTML, so that tags of both origins are handled alike. The marks of
/// footnotes are not part of the text.
fn markdown(source: &str) -> String {
    let tag = |html| Some(Event::Html(CowStr::Borrowed(html)));
    let mut hyphen = false;
    let events = Parser::new_ext(source, extensions(true)).filter_map(|event| match event {
        // A word may be hyphenated at the end of a line.
        Event::SoftBreak if hyphen => tag("<br>"),
        Event::Text(text) => {
            hyphen = text.ends_with(['-', '\u{2010}', '\u{ad}']);
            Some(Event::Text(text))
        }
        Event::FootnoteReference(_) => None,
        Event::Start(Tag::FootnoteDefinition(_)) => tag("<div>"),
        Event::End(TagEnd::FootnoteDefinition) => tag("</div>"),
        event => Some(event),
    });
    let mut html = String::with_capacity(source.len() * 3 / 2);
    pulldown_cmark::html::push_html(&mut html, events);
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads a copy and shows its words; a bar stands for a blank line.
    fn check(kind: CopyKind, source: &str, expect: &str) {
        let shown = words(kind, source).trim().replace("\n\n", " | ");
        assert_eq!(shown, expect);
    }

    #[test]
    fn text_is_left_as_it_is() {
        check(CopyKind::Text, "One <b>\ntwo.\n\n*Three* &amp;", "One <b>\ntwo. | *Three* &amp;");
    }

    #[test]
    fn markdown_yields_its_words() {
        check(
            CopyKind::Markdown,
            "# The *bridge*\n\nIt **stands**\nand [falls](x.md \"t\")![pic](y.png).\n\n- one\n- `two & 2`\n",
            "The bridge | It stands and falls. | one | two & 2",
        );
        check(CopyKind::Markdown, "| a | b |\n|---|---|\n| c | d |\n", "a | b | c | d");
        check(
            CopyKind::Markdown,
            "It stood.[^1] Then\\\nit fell.\n\n[^1]: So they say.\n",
            "It stood. Then\nit fell. | So they say.",
        );
    }

    #[test]
    fn raw_html_in_markdown_loses_its_tags() {
        check(
            CopyKind::Markdown,
            "It <em>st</em>ood.<br>So\n\n<div>they &amp; we</div>\n\n<!-- not --> said<script>x</script>.\n",
            "It stood.\nSo | they & we | said.",
        );
    }

    #[test]
    fn extension_determines_the_kind() {
        for (path, kind) in [
            ("a/b.txt", Some(CopyKind::Text)),
            ("b.MD", Some(CopyKind::Markdown)),
            ("b.min.html", Some(CopyKind::Html)),
            ("a.html/b", None),
            ("b.pdf", None),
        ] {
            assert_eq!(CopyKind::of(path), kind, "{path}");
        }
    }
}
