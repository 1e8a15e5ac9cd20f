//! What tags of raw HTML say of the blocks that they stand in and around.
//!
//! In goes a tag, where the site allows them; the outline comes to know it like its kin in Markdown.

use super::block::normal;
use super::reader::{OutlineReader, Stress};
use crate::markdown::raw::{allowed, cut};
use crate::markdown::{Document, Link, MarkdownNode};
use pulldown_cmark::{Event, Tag};

/// Elements whose text is struck out.
const STRUCK: &[&str] = &["del", "s", "strike"];

/// Elements that set words off as Markdown does.
const STRESSED: &[&str] = &["b", "em", "i", "strong"];

/// Elements that change nothing about what their words say.
const PLAIN: &[&str] = &["a", "bdi", "code", "span", "wbr"];

/// Attributes that name an element, lead elsewhere, or say how it looks.
const SILENT: &[&str] = &["align", "class", "href", "id", "name", "rel", "valign", "width"];

impl OutlineReader<'_> {
    /// Takes a tag of raw HTML.
    pub(super) fn tag(&mut self, node: &MarkdownNode) {
        let Some(html) = html_of(node) else { return };
        let Some((name, closes)) = cut::name(html) else { return };
        match (name.as_str(), closes) {
            ("p" | "caption" | "dt" | "summary", true) => self.end_paragraph(),
            ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", _) => {
                let level = name.as_bytes()[1] - b'0';
                match closes {
                    true => self.end_heading(level),
                    false => self.begin_heading(level),
                }
            }
            ("tr", false) => self.begin_row(),
            ("tr", true) => {
                self.end_row();
                let has_head = self.open.last().is_none_or(|table| table.head.is_some());
                if !self.plain_cell && !has_head {
                    self.end_head();
                }
            }
            ("td", false) => self.plain_cell = true,
            ("td" | "th", true) if self.row => self.end_cell(),
            _ if STRUCK.contains(&name.as_str()) => match closes {
                true => self.end_struck(),
                false => self.struck = Some(String::new()),
            },
            _ if allowed::is_block(&name) => match closes {
                true => self.close(&name),
                false => self.enter_tag(&name, html),
            },
            _ => self.set_off(&name, closes, html),
        }
        if name == "caption"
            && closes
            && let Some(table) = self.open.last_mut()
        {
            table.first = self.current;
        }
        if allowed::is_block(&name) && !self.row {
            self.end_block();
        }
    }

    fn enter_tag(&mut self, name: &str, html: &str) {
        let said = said(html);
        match name {
            "blockquote" => self.enter(Some(format!("quote {said}").trim().to_owned())),
            "li" | "details" => self.enter_item(),
            "dd" | "dl" | "ol" | "table" | "ul" => self.enter(None),
            _ if said.is_empty() || allowed::is_void(name) => return,
            _ => self.enter(Some(format!("{name} {said}"))),
        }
        if let Some(container) = self.open.last_mut() {
            container.tag = Some(name.to_owned());
        }
    }

    /// Closes the element `name`, where it was opened as something that gives sense.
    fn close(&mut self, name: &str) {
        let is = |tag: &Option<String>| tag.as_deref() == Some(name);
        if self.open.last().is_some_and(|container| is(&container.tag)) {
            self.leave();
        }
    }

    /// Takes an inline element.
    fn set_off(&mut self, name: &str, closes: bool, html: &str) {
        if allowed::is_void(name) {
            return;
        }
        if closes {
            self.end_stress();
            return;
        }
        let said = said(html);
        let how = match name {
            _ if STRESSED.contains(&name) => Some(said),
            _ if PLAIN.contains(&name) && said.is_empty() => None,
            _ => Some(format!("{name} {said}").trim().to_owned()),
        };
        self.stress.push(Stress { from: self.end(), how });
    }
}

/// The attributes of a tag that give sense to what is in it.
fn said(html: &str) -> String {
    let (pieces, _) = cut::cut(html);
    let Some(cut::PieceKind::Open(tag)) = pieces.first().map(|piece| &piece.what) else {
        return String::new();
    };
    let attributes = tag.attributes.iter().filter(|a| !SILENT.contains(&a.name.as_str()));
    let said = attributes.map(|a| format!("{}={}", a.name, normal(&a.value)));
    said.collect::<Vec<_>>().join(" ")
}

fn html_of(node: &MarkdownNode) -> Option<&str> {
    match &node.event {
        Event::Html(html) | Event::InlineHtml(html) => Some(html),
        _ => None,
    }
}

impl Document {
    /// The title of a link, which readers see when they point to it; empty where it has none.
    pub(super) fn title_of(&self, link: &Link) -> String {
        let node = &self.nodes[link.node];
        match (&node.event, html_of(node)) {
            (Event::Start(Tag::Link { title, .. }), _) => title.to_string(),
            (_, Some(html)) => {
                let (pieces, _) = cut::cut(html);
                let tag = pieces.first().and_then(|piece| match &piece.what {
                    cut::PieceKind::Open(tag) => tag.attribute("title"),
                    _ => None,
                });
                tag.map_or(String::new(), |title| title.value.clone())
            }
            _ => String::new(),
        }
    }
}
