//! What the styles and the lists of a document mean.
//!
//! In go `styles.xml` and `numbering.xml`; out comes what a paragraph or a run with a style is. Styles are told
//! by their names, which Word keeps in English in every language, and by their outline level.
//! Source: ECMA-376 part 1, 17.7 and 17.9.

use super::super::model::{WordFace, WordHeight};
use super::xml::Element;
use std::collections::BTreeMap;

/// How many styles one may be based on, one after the other.
const MOST_BASES: usize = 32;

/// What a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Title,
    Standfirst,
    /// The lines of who wrote it and when, in a document made by pandoc.
    Byline,
    Day,
    Heading(u8),
    Quotation,
    Code,
}

/// The place of a paragraph in a list: the list and the level in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ListPlace {
    pub list: String,
    pub level: usize,
}

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: BTreeMap<String, WordStyle>,
}

#[derive(Debug, Default)]
struct WordStyle {
    name: String,
    base: Option<String>,
    outline: Option<u8>,
    list: Option<(Option<String>, Option<usize>)>,
    face: FaceSwitches,
}

/// What a style or a run says of the look of words.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct FaceSwitches {
    pub strong: Option<bool>,
    pub emphasis: Option<bool>,
    pub struck: Option<bool>,
    pub hidden: Option<bool>,
    pub height: Option<WordHeight>,
}

impl FaceSwitches {
    /// What the properties of a run say.
    pub(super) fn of(properties: Option<&Element>) -> Self {
        let Some(of) = properties else { return Self::default() };
        Self {
            strong: of.switch("b"),
            emphasis: of.switch("i"),
            struck: of.switch("strike").or(of.switch("dstrike")),
            hidden: of.switch("vanish"),
            height: of.value("vertAlign").map(|at| match at {
                "superscript" => WordHeight::Raised,
                "subscript" => WordHeight::Lowered,
                _ => WordHeight::Line,
            }),
        }
    }

    fn or(self, base: Self) -> Self {
        Self {
            strong: self.strong.or(base.strong),
            emphasis: self.emphasis.or(base.emphasis),
            struck: self.struck.or(base.struck),
            hidden: self.hidden.or(base.hidden),
            height: self.height.or(base.height),
        }
    }
}

/// The place that `numPr` of these properties names, each half where it is said.
fn list_of(properties: Option<&Element>) -> Option<(Option<String>, Option<usize>)> {
    let of = properties?.child("numPr")?;
    let level = of.value("ilvl").and_then(|level| level.parse().ok());
    Some((of.value("numId").map(str::to_owned), level))
}

impl Styles {
    /// Reads `styles.xml`.
    pub(super) fn read(root: Option<&Element>) -> Self {
        let mut by_id = BTreeMap::new();
        for style in root.into_iter().flat_map(Element::elements).filter(|child| child.is("style"))
        {
            let Some(id) = style.attribute("styleId") else { continue };
            let paragraph = style.child("pPr");
            let outline = paragraph
                .and_then(|of| of.value("outlineLvl"))
                .and_then(|level| level.parse().ok());
            by_id.insert(
                id.to_owned(),
                WordStyle {
                    name: style.value("name").unwrap_or("").to_ascii_lowercase(),
                    base: style.value("basedOn").map(str::to_owned),
                    outline,
                    list: list_of(paragraph),
                    face: FaceSwitches::of(style.child("rPr")),
                },
            );
        }
        Self { by_id }
    }

    fn chain<'s>(&'s self, id: Option<&str>) -> impl Iterator<Item = &'s WordStyle> {
        let first = id.and_then(|id| self.by_id.get(id));
        std::iter::successors(first, |style| self.by_id.get(style.base.as_ref()?)).take(MOST_BASES)
    }

    /// What a paragraph with these properties is.
    pub(super) fn role(&self, properties: Option<&Element>) -> Option<Role> {
        let id = properties.and_then(|of| of.value("pStyle"));
        let outline =
            properties.and_then(|of| of.value("outlineLvl")).and_then(|level| level.parse().ok());
        if let Some(level @ 0..=8) = outline {
            return Some(Role::Heading(level + 1));
        }
        for style in self.chain(id) {
            let role = match style.name.as_str() {
                "title" => Some(Role::Title),
                "subtitle" => Some(Role::Standfirst),
                "author" | "authors" => Some(Role::Byline),
                "date" => Some(Role::Day),
                "quote" | "intense quote" | "block text" | "block quotation" | "quotations" => {
                    Some(Role::Quotation)
                }
                "source code" | "html preformatted" | "preformatted text" | "plain text" => {
                    Some(Role::Code)
                }
                name => name
                    .strip_prefix("heading ")
                    .and_then(|level| level.parse().ok())
                    .filter(|level| (1..=9).contains(level))
                    .map(Role::Heading),
            };
            if role.is_some() {
                return role;
            }
            if let Some(level @ 0..=8) = style.outline {
                return Some(Role::Heading(level + 1));
            }
        }
        None
    }

    /// The place in a list of a paragraph with these properties.
    pub(super) fn list(&self, properties: Option<&Element>) -> Option<ListPlace> {
        let id = properties.and_then(|of| of.value("pStyle"));
        let own = list_of(properties);
        let inherited = || self.chain(id).find_map(|style| style.list.clone());
        let (list, level) = match own {
            Some((Some(list), level)) => (list, level),
            Some((None, level)) => (inherited()?.0?, level),
            None => inherited().and_then(|(list, level)| Some((list?, level)))?,
        };
        (list != "0").then_some(ListPlace { list, level: level.unwrap_or(0).min(8) })
    }

    /// What the style of a paragraph says of its words: whether they are hidden or struck out.
    pub(super) fn of_paragraph(&self, properties: Option<&Element>) -> FaceSwitches {
        let id = properties.and_then(|of| of.value("pStyle"));
        let of = self.chain(id).fold(FaceSwitches::default(), |face, style| face.or(style.face));
        FaceSwitches { strong: None, emphasis: None, ..of }
    }

    /// How a run with these properties looks in a paragraph; `None` if it is hidden.
    pub(super) fn face(
        &self,
        properties: Option<&Element>,
        around: FaceSwitches,
    ) -> Option<WordFace> {
        let id = properties.and_then(|of| of.value("rStyle"));
        let own = FaceSwitches::of(properties);
        let of = self.chain(id).fold(own, |face, style| face.or(style.face)).or(around);
        let code = self.chain(id).any(|style| {
            matches!(
                style.name.as_str(),
                "verbatim char"
                    | "html code"
                    | "source text"
                    | "html sample"
                    | "html keyboard"
                    | "html typewriter"
            )
        });
        let is = |switch: Option<bool>| switch.unwrap_or(false);
        let face = WordFace {
            emphasis: is(of.emphasis),
            strong: is(of.strong),
            struck: is(of.struck),
            code,
            height: of.height.unwrap_or_default(),
        };
        (!is(of.hidden)).then_some(face)
    }
}

/// The lists of a document.
#[derive(Debug, Default)]
pub(super) struct WordLists {
    by_id: BTreeMap<String, WordList>,
}

/// A list.
#[derive(Debug, Clone, Default)]
struct WordList {
    /// What it is made of: lists of the same make count on, one after the other.
    make: String,
    levels: Vec<ListLevel>,
}

/// A level of a list.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct ListLevel {
    /// The first number; `None` for bullets.
    pub start: Option<u64>,
    /// True if its numbers are more than digits.
    pub is_fancy: bool,
    /// True if it begins anew, although another of its make stands before.
    restarts: bool,
}

impl ListLevel {
    /// Reads `lvl`, and which level it is.
    fn read(of: &Element) -> (usize, Self) {
        let at = of.attribute("ilvl").and_then(|level| level.parse().ok()).unwrap_or(0);
        let start = of.value("start").and_then(|start| start.parse().ok()).unwrap_or(1);
        let form = of.value("numFmt");
        let is_numbered = !matches!(form, Some("bullet" | "none") | None);
        // `%1.%2` holds the number of the level above.
        let has_parts = of.value("lvlText").is_some_and(|text| text.matches('%').count() > 1);
        let is_fancy =
            is_numbered && (has_parts || !matches!(form, Some("decimal" | "decimalZero")));
        (at, Self { start: is_numbered.then_some(start), is_fancy, restarts: false })
    }
}

impl WordLists {
    /// Reads `numbering.xml`.
    pub(super) fn read(root: Option<&Element>) -> Self {
        let all = || root.into_iter().flat_map(Element::elements);
        let mut made: BTreeMap<&str, Vec<ListLevel>> = BTreeMap::new();
        for list in all().filter(|child| child.is("abstractNum")) {
            let mut levels = vec![ListLevel::default(); 9];
            for (at, of) in list.elements().filter(|child| child.is("lvl")).map(ListLevel::read) {
                if let Some(slot) = levels.get_mut(at) {
                    *slot = of;
                }
            }
            made.insert(list.attribute("abstractNumId").unwrap_or(""), levels);
        }
        let mut by_id = BTreeMap::new();
        for list in all().filter(|child| child.is("num")) {
            let Some(id) = list.attribute("numId") else { continue };
            let make = list.value("abstractNumId").unwrap_or("");
            let mut levels = made.get(make).cloned().unwrap_or_default();
            for over in list.elements().filter(|child| child.is("lvlOverride")) {
                let at: usize =
                    over.attribute("ilvl").and_then(|level| level.parse().ok()).unwrap_or(0);
                let Some(slot) = levels.get_mut(at) else { continue };
                if let Some(of) = over.child("lvl") {
                    *slot = ListLevel { restarts: true, ..ListLevel::read(of).1 };
                }
                let start = over.value("startOverride").and_then(|start| start.parse().ok());
                if let (Some(first), Some(start)) = (&mut slot.start, start) {
                    *first = start;
                    slot.restarts = true;
                }
            }
            by_id.insert(id.to_owned(), WordList { make: make.to_owned(), levels });
        }
        Self { by_id }
    }

    /// The level of a list at a place.
    pub(super) fn level(&self, place: &ListPlace) -> ListLevel {
        let list = self.by_id.get(&place.list);
        list.and_then(|list| list.levels.get(place.level).copied()).unwrap_or_default()
    }

    /// What a list is made of.
    pub(super) fn make_of(&self, place: &ListPlace) -> Option<&str> {
        self.by_id.get(&place.list).map(|list| list.make.as_str())
    }

    /// By what a list is known: others that count on with it, at this level, have the same. A list that is not
    /// described is itself.
    pub(super) fn count_of<'l>(&'l self, place: &'l ListPlace) -> (bool, &'l str) {
        match self.by_id.get(&place.list) {
            Some(list) if !self.level(place).restarts => (false, list.make.as_str()),
            _ => (true, place.list.as_str()),
        }
    }
}
