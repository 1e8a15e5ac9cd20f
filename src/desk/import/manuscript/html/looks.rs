//! What the styles of a page say of the look of words.
//!
//! Google Docs writes a class for each look. In go the texts of `<style>`; out comes what a class means. Only rules
//! of one class are read, and of them only weight, slant, line, height and hiding.

use super::tree::{At, Page};
use crate::desk::import::manuscript::model::{WordFace, WordHeight};
use std::collections::BTreeMap;

/// What one rule or attribute says.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct LookRule {
    strong: Option<bool>,
    emphasis: Option<bool>,
    struck: Option<bool>,
    hidden: bool,
    height: Option<WordHeight>,
}

impl LookRule {
    fn read(text: &str) -> Self {
        let mut rule = Self::default();
        for declaration in text.split(';') {
            let Some((name, value)) = declaration.split_once(':') else { continue };
            let value = value.trim().to_ascii_lowercase();
            match name.trim().to_ascii_lowercase().as_str() {
                "font-weight" => {
                    let is_strong = matches!(value.as_str(), "bold" | "bolder")
                        || value.parse().is_ok_and(|n: u32| n >= 600);
                    rule.strong = Some(is_strong);
                }
                "font-style" => {
                    rule.emphasis = Some(matches!(value.as_str(), "italic" | "oblique"))
                }
                "text-decoration" | "text-decoration-line" => {
                    rule.struck = Some(value.contains("line-through"))
                }
                "vertical-align" => {
                    rule.height = match value.as_str() {
                        "super" => Some(WordHeight::Raised),
                        "sub" => Some(WordHeight::Lowered),
                        "baseline" => Some(WordHeight::Line),
                        _ => rule.height,
                    }
                }
                "display" if value == "none" => rule.hidden = true,
                "visibility" if value == "hidden" => rule.hidden = true,
                _ => {}
            }
        }
        rule
    }
}

/// How many rules of a style are read.
const MOST_RULES: usize = 20_000;

/// True if rules for these media are for every screen.
fn is_of_screens(media: &str) -> bool {
    let mut media = media.split(',').map(|one| one.trim().to_ascii_lowercase());
    media.any(|one| matches!(one.as_str(), "" | "all" | "screen" | "only screen"))
}

/// The rules of a style: selectors and what they say. Those in `@media` count if they are for every screen; no other
/// rule that begins with `@` does. Source: CSS Syntax Module Level 3, 5.
fn rules_of(style: &str) -> Vec<(&str, &str)> {
    let mut rules = Vec::new();
    let mut rest = style;
    while let Some(at) = rest.find(['{', '}', ';']) {
        // A comment may stand before a rule.
        let head = rest[..at].rsplit("*/").next().unwrap_or("").trim();
        let sign = rest.as_bytes()[at];
        rest = &rest[at + 1..];
        if sign != b'{' {
            // The end of `@media`, or of a rule without a block.
            continue;
        }
        let media = head.strip_prefix("@media");
        if media.is_some_and(is_of_screens) {
            continue;
        }
        let end = match head.starts_with('@') {
            true => end_of_block(rest),
            false => rest.find('}').unwrap_or(rest.len()),
        };
        if !head.starts_with('@') {
            rules.push((head, &rest[..end]));
        }
        rest = rest.get(end + 1..).unwrap_or("");
    }
    rules
}

/// The byte of the brace that ends the block in which `rest` stands.
fn end_of_block(rest: &str) -> usize {
    let mut depth = 1;
    for (at, sign) in rest.bytes().enumerate() {
        match sign {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at;
        }
    }
    rest.len()
}

/// The looks of a page.
#[derive(Debug, Default)]
pub(super) struct PageLooks(BTreeMap<String, LookRule>);

impl PageLooks {
    /// Reads the styles of a page.
    pub(super) fn read(page: &Page) -> Self {
        let mut rules = BTreeMap::new();
        for (at, tag) in page.tags.iter().enumerate() {
            if tag.name != "style" {
                continue;
            }
            // A page is read as it looks on a screen.
            if page.attribute(at, "media").is_some_and(|media| !is_of_screens(media)) {
                continue;
            }
            let text = page.words(at);
            for (selector, body) in rules_of(&text).into_iter().take(MOST_RULES) {
                let class = selector.strip_prefix('.');
                if let Some(class) = class.filter(|class| {
                    class.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
                }) {
                    rules.insert(class.to_owned(), LookRule::read(body));
                }
            }
        }
        Self(rules)
    }

    fn rules<'p>(&'p self, page: &'p Page, at: At) -> impl Iterator<Item = LookRule> + 'p {
        let classes = page.attribute(at, "class").unwrap_or("").split_ascii_whitespace();
        let own = page.attribute(at, "style").map(LookRule::read);
        classes.filter_map(|class| self.0.get(class).copied()).chain(own)
    }

    /// True if an element is not seen.
    pub(super) fn hides(&self, page: &Page, at: At) -> bool {
        page.attribute(at, "hidden").is_some() || self.rules(page, at).any(|rule| rule.hidden)
    }

    /// How words in an element look that look like `face` around it.
    pub(super) fn face(&self, page: &Page, at: At, mut face: WordFace) -> WordFace {
        match page.tags[at].name.as_str() {
            "em" | "i" | "cite" | "dfn" | "var" => face.emphasis = true,
            "strong" | "b" => face.strong = true,
            "s" | "del" | "strike" => face.struck = true,
            "sup" => face.height = WordHeight::Raised,
            "sub" => face.height = WordHeight::Lowered,
            "code" | "kbd" | "samp" | "tt" => face.code = true,
            _ => {}
        }
        for rule in self.rules(page, at) {
            face.strong = rule.strong.unwrap_or(face.strong);
            face.height = rule.height.unwrap_or(face.height);
            face.emphasis = rule.emphasis.unwrap_or(face.emphasis);
            face.struck = rule.struck.map_or(face.struck, |struck| struck || face.struck);
        }
        face
    }
}
