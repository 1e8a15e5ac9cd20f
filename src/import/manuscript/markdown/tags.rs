//! Tags of HTML among the words of Markdown.
//!
//! In go the tags of a line as they come; out comes how the words between them look, and where they lead.

use crate::import::manuscript::escape::is_link;
use crate::import::manuscript::html;
use crate::import::manuscript::model::{Passed, Passing, WordFace, WordHeight};
use std::rc::Rc;

/// The most tags that are open at once; further ones are left out.
const MOST_OPEN: usize = 100;

/// The tags that are open in a line.
#[derive(Debug, Default)]
pub(super) struct LineTags(Vec<LineTag>);

#[derive(Debug)]
struct LineTag {
    name: String,
    link: Option<Rc<str>>,
}

impl LineTags {
    /// Hears a tag.
    pub(super) fn hear(&mut self, tag: &str, passed: &mut Passed) {
        let bare = tag.trim_start_matches(['<', '/']);
        let end = bare.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(bare.len());
        let name = bare[..end].to_ascii_lowercase();
        if tag.starts_with("</") {
            match self.0.iter().rposition(|of| of.name == name) {
                Some(at) => drop(self.0.remove(at)),
                None => passed.count(Passing::Markup, tag),
            }
            return;
        }
        let is_known = matches!(&*name, "b" | "strong" | "i" | "em" | "sup" | "sub" | "a");
        if !is_known || self.0.len() == MOST_OPEN {
            passed.count(Passing::Markup, tag);
            return;
        }
        let to = if name == "a" { html::link_of(tag) } else { None };
        match &to {
            Some(to) if !is_link(to) => passed.count(Passing::Link, to),
            None if name == "a" => passed.count(Passing::Markup, tag),
            _ => {}
        }
        let link = to.filter(|to| is_link(to)).map(Rc::from);
        self.0.push(LineTag { name, link });
    }

    /// How words look that look like `face` without the tags.
    pub(super) fn face(&self, mut face: WordFace) -> WordFace {
        for tag in &self.0 {
            match &*tag.name {
                "b" | "strong" => face.strong = true,
                "i" | "em" => face.emphasis = true,
                "sup" => face.height = WordHeight::Raised,
                "sub" => face.height = WordHeight::Lowered,
                _ => {}
            }
        }
        face
    }

    /// Where words lead.
    pub(super) fn link(&self) -> Option<Rc<str>> {
        self.0.iter().rev().find_map(|tag| tag.link.clone())
    }

    /// Ends all tags with their line.
    pub(super) fn end(&mut self) {
        self.0.clear();
    }
}
