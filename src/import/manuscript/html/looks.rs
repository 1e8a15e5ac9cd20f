//! What the styles of a page say of the look of words.
//!
//! Google Docs writes a class for each look. In go the texts of `<style>`; out comes what a class means. Only rules
//! of one class are read, for all elements or for those of one name, and of them only weight, slant, line, height
//! and hiding. What rules say is ranked as in browsers. Source: CSS Cascading and Inheritance Level 4, 6.

mod rules;

use super::tree::{ElementIndex, HtmlPage};
use crate::import::manuscript::model::{WordFace, WordHeight};
use rules::{declarations_of, is_of_screens, rules_of, selectors_of};
use std::collections::BTreeMap;

/// How much a declaration counts: whether it is important, is of the element itself, names the element too, and its
/// place in the page.
type Rank = (bool, bool, bool, usize);

/// What is said last of one property.
#[derive(Debug, Clone, Copy)]
struct Said<T>(Option<(Rank, T)>);

impl<T> Default for Said<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T: Copy> Said<T> {
    /// Hears one more declaration; a value that means nothing is none.
    fn hear(&mut self, rank: Rank, value: Option<T>) {
        if let Some(value) = value
            && self.0.is_none_or(|(before, _)| before <= rank)
        {
            self.0 = Some((rank, value));
        }
    }

    fn merge(&mut self, other: Self) {
        if let Some((rank, value)) = other.0 {
            self.hear(rank, Some(value));
        }
    }

    fn value(self) -> Option<T> {
        self.0.map(|(_, value)| value)
    }
}

/// What rules or an attribute say.
#[derive(Debug, Clone, Copy, Default)]
struct LookRule {
    strong: Said<bool>,
    emphasis: Said<bool>,
    struck: Said<bool>,
    undisplayed: Said<bool>,
    invisible: Said<bool>,
    height: Said<WordHeight>,
}

impl LookRule {
    /// Hears the declarations of a block: (is it of the element itself, does it name the element, its place).
    fn read(&mut self, text: &str, (is_own, is_named, place): (bool, bool, usize)) {
        for (name, value) in declarations_of(text) {
            let value = value.trim().to_ascii_lowercase();
            let important = value.rsplit_once('!').filter(|(_, word)| word.trim() == "important");
            let rank = (important.is_some(), is_own, is_named, place);
            let value = important.map_or(&*value, |(value, _)| value.trim());
            match name.trim().to_ascii_lowercase().as_str() {
                "font-weight" => self.strong.hear(rank, is_strong(value)),
                "font-style" => {
                    let is_slanted = value == "italic" || value.starts_with("oblique");
                    let is_known = is_slanted || value == "normal";
                    self.emphasis.hear(rank, is_known.then_some(is_slanted));
                }
                "text-decoration" | "text-decoration-line" => {
                    self.struck.hear(rank, Some(value.contains("line-through")))
                }
                "vertical-align" => {
                    let height = match value {
                        "super" => Some(WordHeight::Raised),
                        "sub" => Some(WordHeight::Lowered),
                        "baseline" => Some(WordHeight::Line),
                        _ => None,
                    };
                    self.height.hear(rank, height);
                }
                "display" => {
                    self.undisplayed.hear(rank, is_display(value).then_some(value == "none"))
                }
                "visibility" => {
                    let is_hidden = matches!(value, "hidden" | "collapse");
                    self.invisible
                        .hear(rank, (is_hidden || value == "visible").then_some(is_hidden))
                }
                _ => {}
            }
        }
    }

    fn merge(&mut self, other: Self) {
        self.strong.merge(other.strong);
        self.emphasis.merge(other.emphasis);
        self.struck.merge(other.struck);
        self.undisplayed.merge(other.undisplayed);
        self.invisible.merge(other.invisible);
        self.height.merge(other.height);
    }
}

fn is_strong(weight: &str) -> Option<bool> {
    match weight {
        "bold" | "bolder" => Some(true),
        "normal" | "lighter" => Some(false),
        weight => weight.parse().ok().map(|weight: f32| weight >= 600.0),
    }
}

/// True for values of `display`. What is none leaves an element hidden that was hidden before.
fn is_display(value: &str) -> bool {
    const ALONE: &[&str] = &["none", "block", "contents", "flex", "grid", "list-item", "flow-root"];
    const WIDE: &[&str] = &["initial", "unset", "revert", "revert-layer"];
    let begins = |begin: &str| value.starts_with(begin);
    ALONE.contains(&value)
        || WIDE.contains(&value)
        || ["inline", "table", "ruby", "-webkit-"].into_iter().any(begins)
}

/// How many rules of a style are read.
const MOST_RULES: usize = 20_000;

/// The looks of a page, by class, and the name of the element where a rule has one.
#[derive(Debug, Default)]
pub(super) struct PageLooks(BTreeMap<String, BTreeMap<String, LookRule>>);

impl PageLooks {
    /// Reads the styles of a page.
    pub(super) fn read(page: &HtmlPage) -> Self {
        let mut looks = Self::default();
        let mut place = 0;
        for (at, tag) in page.tags.iter().enumerate() {
            if tag.name != "style" {
                continue;
            }
            // A page is read as it looks on a screen.
            if page.attribute(at, "media").is_some_and(|media| !is_of_screens(media)) {
                continue;
            }
            let text = page.text(at);
            for (selectors, body) in rules_of(&text).into_iter().take(MOST_RULES) {
                for selector in selectors_of(&selectors) {
                    place += 1;
                    looks.hear(selector.trim(), &body, place);
                }
            }
        }
        looks
    }

    fn hear(&mut self, selector: &str, body: &str, place: usize) {
        let Some((element, class)) = selector.split_once('.') else { return };
        let is_name =
            |name: &str| name.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
        if class.is_empty() || !is_name(class) || !(is_name(element) || element == "*") {
            return;
        }
        let element = if element == "*" { "" } else { element }.to_ascii_lowercase();
        let is_named = !element.is_empty();
        let rules = self.0.entry(class.to_owned()).or_default();
        rules.entry(element).or_default().read(body, (false, is_named, place));
    }

    /// What is said of an element.
    fn rule(&self, page: &HtmlPage, at: ElementIndex) -> LookRule {
        let mut rule = LookRule::default();
        for class in page.attribute(at, "class").unwrap_or("").split_ascii_whitespace() {
            let Some(rules) = self.0.get(class) else { continue };
            for name in ["", &page.tags[at].name] {
                rule.merge(rules.get(name).copied().unwrap_or_default());
            }
        }
        if let Some(own) = page.attribute(at, "style") {
            rule.read(own, (true, true, 0));
        }
        rule
    }

    /// True if an element is not seen.
    pub(super) fn hides(&self, page: &HtmlPage, at: ElementIndex) -> bool {
        self.removes(page, at) || self.rule(page, at).invisible.value() == Some(true)
    }

    /// True if an element is not there for those who see the page. One that is only not seen takes its place.
    pub(super) fn removes(&self, page: &HtmlPage, at: ElementIndex) -> bool {
        let is_closed = match page.tags[at].name.as_str() {
            "dialog" => page.attribute(at, "open").is_none(),
            "datalist" => true,
            _ => false,
        };
        page.attribute(at, "hidden").is_some()
            || self.rule(page, at).undisplayed.value().unwrap_or(is_closed)
    }

    /// How words in an element look that look like `face` around it.
    pub(super) fn face(&self, page: &HtmlPage, at: ElementIndex, mut face: WordFace) -> WordFace {
        match page.tags[at].name.as_str() {
            "em" | "i" | "cite" | "dfn" | "var" => face.emphasis = true,
            "strong" | "b" => face.strong = true,
            "s" | "del" | "strike" => face.struck = true,
            "sup" => face.height = WordHeight::Raised,
            "sub" => face.height = WordHeight::Lowered,
            "code" | "kbd" | "samp" | "tt" => face.code = true,
            _ => {}
        }
        let rule = self.rule(page, at);
        face.strong = rule.strong.value().unwrap_or(face.strong);
        face.height = rule.height.value().unwrap_or(face.height);
        face.emphasis = rule.emphasis.value().unwrap_or(face.emphasis);
        face.struck = face.struck || rule.struck.value() == Some(true);
        face
    }
}
