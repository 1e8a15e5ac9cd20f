//! Isolates addresses that are shown as link text. They run from left to right in every language;
//! without isolation, a trailing slash would move in text from right to left.
//!
//! In go nodes; out come the same nodes, with `<bdi dir="ltr">` in each link whose text is an
//! address.

use super::nodes::{MarkdownNode, NodeKind};
use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

/// Isolates the text of links that are addresses.
pub(super) fn isolate(nodes: Vec<MarkdownNode>) -> Vec<MarkdownNode> {
    if !nodes.iter().any(|node| node.kind == NodeKind::OpenLink) {
        return nodes;
    }
    let tag = |html: &'static str, kind, at: usize| MarkdownNode {
        event: Event::InlineHtml(html.into()),
        kind,
        range: at..at,
    };
    let mut kept = Vec::with_capacity(nodes.len() + 8);
    // True inside a link whose text is an address.
    let mut open = false;
    for (i, node) in nodes.iter().enumerate() {
        if open && matches!(node.event, Event::End(TagEnd::Link)) {
            kept.push(tag("</bdi>", NodeKind::CloseInline, node.range.end));
            open = false;
        }
        kept.push(node.clone());
        if let Event::Start(Tag::Link { link_type, .. }) = &node.event {
            let plain = matches!(link_type, LinkType::Autolink | LinkType::Email);
            open = plain || is_address(&nodes[i + 1..]);
            if open {
                kept.push(tag("<bdi dir=\"ltr\">", NodeKind::OpenInline, node.range.start));
            }
        }
    }
    kept
}

/// True if the text of a link is one address and nothing else.
fn is_address(nodes: &[MarkdownNode]) -> bool {
    let mut words = String::new();
    for node in nodes {
        match &node.event {
            Event::Text(text) => words.push_str(text),
            Event::End(TagEnd::Link) => break,
            _ => return false,
        }
    }
    let begins = ["http://", "https://", "mailto:", "www."].iter().any(|s| words.starts_with(s));
    begins && !words.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use crate::markdown::{MarkdownOptions, parse};
    use crate::source::Files;

    #[test]
    fn links_whose_words_are_an_address_keep_its_direction_and_no_others_do() {
        let mut files = Files::default();
        let file = files.add("a.md", "");
        let options = MarkdownOptions { raw_html: false, rewrite: true, section: true };
        for (source, isolated) in [
            ("<https://a.example/b/>", true),
            ("<desk@a.example>", true),
            ("[https://a.example/](https://a.example/)", true),
            ("[www.a.example](https://a.example/)", true),
            ("[the minutes](https://a.example/)", false),
            ("[see https://a.example/](https://a.example/)", false),
            ("[*https://a.example/*](https://a.example/)", false),
        ] {
            let (document, _) = parse(source, file, 0, "a", options);
            let mut html = String::new();
            pulldown_cmark::html::push_html(&mut html, document.nodes.into_iter().map(|n| n.event));
            let count =
                (html.matches("\"><bdi dir=\"ltr\">").count(), html.matches("</bdi></a>").count());
            let expect = usize::from(isolated);
            assert_eq!(count, (expect, expect), "{html}");
        }
    }
}
