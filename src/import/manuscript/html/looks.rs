//! What the styles of a page say of the look of words.
//!
//! Google Docs writes a class for each look. In go the texts of `<style>`; out comes what a class means. Only rules
//! of classes and ids are read, for all elements or for those of one name, and of them only weight, slant, line, height
//! and hiding. What rules say is ranked as in browsers. Source: CSS Cascading and Inheritance Level 4, 6.

mod rules;

use super::tree::{ElementIndex, HtmlPage};
use crate::import::manuscript::model::{WordFace, WordHeight};
use rules::{declarations_of, is_of_screens, rules_of, selectors_of};
use std::collections::BTreeMap;

/// How specific a selector is: its ids, its classes, and whether it names the element.
type SelectorWeight = (usize, usize, bool);

/// How much a declaration counts: whether it is important, is of the element itself, how specific its selector is, and
/// its place in the page.
type Rank = (bool, bool, SelectorWeight, usize);

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
    /// Hears the declarations of a block: (is it of the element itself, how specific is its selector, its place).
    fn read(&mut self, text: &str, (is_own, weight, place): (bool, SelectorWeight, usize)) {
        for (name, value) in declarations_of(text) {
            let value = value.trim().to_ascii_lowercase();
            let important = value.rsplit_once('!').filter(|(_, word)| word.trim() == "important");
            let rank = (important.is_some(), is_own, weight, place);
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

/// How many selectors of several parts are read. Each is compared with every element that has its first part.
const MOST_COMPOUND: usize = 500;

/// A selector of one element: its name, which may be empty, its ids and its classes.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Selector {
    element: String,
    ids: Vec<String>,
    classes: Vec<String>,
}

impl Selector {
    /// Reads a selector; `None` for one of another kind.
    fn read(text: &str) -> Option<Self> {
        let is_name =
            |name: &str| name.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
        let end = text.find(['.', '#'])?;
        let element = if &text[..end] == "*" { "" } else { &text[..end] };
        let mut selector = Self {
            element: Some(element).filter(|name| is_name(name))?.to_ascii_lowercase(),
            ids: Vec::new(),
            classes: Vec::new(),
        };
        let mut rest = &text[end..];
        while let Some(sign) = rest.chars().next() {
            let end = rest[1..].find(['.', '#']).map_or(rest.len(), |end| end + 1);
            let name = Some(&rest[1..end]).filter(|name| !name.is_empty() && is_name(name))?;
            match sign {
                '#' => selector.ids.push(name.to_owned()),
                _ => selector.classes.push(name.to_owned()),
            }
            rest = &rest[end..];
        }
        Some(selector)
    }

    fn weight(&self) -> SelectorWeight {
        (self.ids.len(), self.classes.len(), !self.element.is_empty())
    }

    /// The id or class by which it is found.
    fn key(&self) -> Option<(bool, &str)> {
        let id = self.ids.first().map(|id| (true, id.as_str()));
        id.or_else(|| Some((false, self.classes.first()?.as_str())))
    }

    /// True if it is about an element.
    fn is_of(&self, page: &HtmlPage, at: ElementIndex) -> bool {
        (self.element.is_empty() || self.element == page.tags[at].name)
            && self.ids.iter().all(|id| page.attribute(at, "id") == Some(id))
            && self.classes.iter().all(|class| page.has_class(at, class))
    }
}

/// What rules with one first id or class say.
type KeyRules = BTreeMap<Selector, LookRule>;

/// The looks of a page, by id or class.
#[derive(Debug, Default)]
pub(super) struct PageLooks {
    ids: BTreeMap<String, KeyRules>,
    classes: BTreeMap<String, KeyRules>,
    /// How many selectors have several parts.
    compound: usize,
}

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
        let Some(selector) = Selector::read(selector) else { return };
        let weight = selector.weight();
        self.compound += usize::from(weight.0 + weight.1 > 1);
        if self.compound > MOST_COMPOUND && weight.0 + weight.1 > 1 {
            return;
        }
        let Some((is_id, key)) = selector.key() else { return };
        let by_key = if is_id { &mut self.ids } else { &mut self.classes };
        let rules = by_key.entry(key.to_owned()).or_default();
        rules.entry(selector).or_default().read(body, (false, weight, place));
    }

    /// What is said of an element.
    fn rule(&self, page: &HtmlPage, at: ElementIndex) -> LookRule {
        let mut rule = LookRule::default();
        let of_id = page.attribute(at, "id").and_then(|id| self.ids.get(id));
        let classes = page.attribute(at, "class").unwrap_or("").split_ascii_whitespace();
        for rules in of_id.into_iter().chain(classes.filter_map(|class| self.classes.get(class))) {
            for (_, of) in rules.iter().filter(|(selector, _)| selector.is_of(page, at)) {
                rule.merge(*of);
            }
        }
        if let Some(own) = page.attribute(at, "style") {
            rule.read(own, (true, (0, 0, true), 0));
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
