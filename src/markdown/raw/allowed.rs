//! What raw HTML may hold: a table of elements, each with its place, its content and its attributes.
//!
//! In goes a tag as it was cut; out come faults. What is not in the table is refused, so that
//! whatever browsers learn to run or load tomorrow is refused too. `docs/format.md` has the same
//! table for authors, and a test compares the two.

use super::cut::{Attribute, Tag};
use crate::diagnostic::did_you_mean;
use std::ops::Range;

/// Where an element may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Among the words of a line.
    Inline,
    /// Where a paragraph may stand.
    Block,
    /// In one of these elements alone, as a part of it.
    In(&'static [&'static str]),
}

/// What an element may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// Nothing: it has no end tag.
    Nothing,
    /// Words and inline elements.
    Words,
    /// Words and elements of both kinds.
    Blocks,
    /// Its own parts, and no words.
    Parts,
}

/// What the value of an attribute may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// Any text.
    Text,
    /// Names of classes, none of which the pages use themselves.
    Classes,
    /// The name of a place to link to.
    Id,
    /// An address to link to. What it leads to is looked up later.
    Link,
    /// A file of the site's images. What it is is looked up later.
    Image,
    /// A whole number between these.
    Number(i64, i64),
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// Nothing: the attribute says all by standing there.
    Flag,
}

/// An element that raw HTML may hold.
#[derive(Debug, Clone, Copy)]
pub struct Element {
    /// Its name.
    pub name: &'static str,
    /// Where it may stand.
    pub place: Place,
    /// What it may hold.
    pub holds: Holds,
    /// Its attributes besides those of all elements.
    pub attributes: &'static [(&'static str, Value)],
}

/// Attributes that every element may have.
pub const COMMON: &[(&str, Value)] = &[
    ("class", Value::Classes),
    ("dir", Value::OneOf(&["auto", "ltr", "rtl"])),
    ("id", Value::Id),
    ("lang", Value::Text),
    ("title", Value::Text),
];

const ALIGN: (&str, Value) = ("align", Value::OneOf(&["center", "justify", "left", "right"]));
const VALIGN: (&str, Value) = ("valign", Value::OneOf(&["baseline", "bottom", "middle", "top"]));
const FLOAT: (&str, Value) =
    ("align", Value::OneOf(&["bottom", "center", "left", "middle", "right", "top"]));
const STYLES: Value = Value::OneOf(&["1", "A", "I", "a", "i"]);
const SIDE: Value = Value::Number(1, 65_535);
const SPAN: Value = Value::Number(1, 1000);
const ROWS: &[&str] = &["table", "tbody", "tfoot", "thead"];
const CELL: &[(&str, Value)] = &[
    ALIGN,
    ("colspan", SPAN),
    ("rowspan", SPAN),
    ("scope", Value::OneOf(&["col", "colgroup", "row", "rowgroup"])),
    VALIGN,
];

type Attributes = &'static [(&'static str, Value)];

const fn inline(name: &'static str, attributes: Attributes) -> Element {
    Element { name, place: Place::Inline, holds: Holds::Words, attributes }
}

const fn void(name: &'static str, place: Place, attributes: Attributes) -> Element {
    Element { name, place, holds: Holds::Nothing, attributes }
}

const fn block(name: &'static str, holds: Holds, attributes: Attributes) -> Element {
    Element { name, place: Place::Block, holds, attributes }
}

const fn part(
    name: &'static str,
    of: &'static [&'static str],
    holds: Holds,
    attributes: Attributes,
) -> Element {
    Element { name, place: Place::In(of), holds, attributes }
}

/// Every element that raw HTML may hold, by name.
pub const ELEMENTS: &[Element] = &[
    inline("a", &[("href", Value::Link), ("name", Value::Id)]),
    inline("abbr", &[]),
    block("address", Holds::Blocks, &[]),
    inline("b", &[]),
    inline("bdi", &[]),
    block("blockquote", Holds::Blocks, &[]),
    void("br", Place::Inline, &[]),
    part("caption", &["table"], Holds::Blocks, &[ALIGN]),
    block("center", Holds::Blocks, &[]),
    inline("cite", &[]),
    inline("code", &[]),
    void("col", Place::In(&["colgroup"]), &[ALIGN, ("span", SPAN)]),
    part("colgroup", &["table"], Holds::Parts, &[ALIGN, ("span", SPAN)]),
    part("dd", &["dl"], Holds::Blocks, &[]),
    inline("del", &[("datetime", Value::Text)]),
    block("details", Holds::Blocks, &[("open", Value::Flag)]),
    inline("dfn", &[]),
    block("div", Holds::Blocks, &[ALIGN]),
    block("dl", Holds::Parts, &[]),
    part("dt", &["dl"], Holds::Blocks, &[]),
    inline("em", &[]),
    part("figcaption", &["figure"], Holds::Blocks, &[]),
    block("figure", Holds::Blocks, &[]),
    block("h1", Holds::Words, &[ALIGN]),
    block("h2", Holds::Words, &[ALIGN]),
    block("h3", Holds::Words, &[ALIGN]),
    block("h4", Holds::Words, &[ALIGN]),
    block("h5", Holds::Words, &[ALIGN]),
    block("h6", Holds::Words, &[ALIGN]),
    void("hr", Place::Block, &[]),
    inline("i", &[]),
    void(
        "img",
        Place::Inline,
        &[
            FLOAT,
            ("alt", Value::Text),
            ("height", SIDE),
            ("loading", Value::OneOf(&["eager", "lazy"])),
            ("src", Value::Image),
            ("width", SIDE),
        ],
    ),
    inline("ins", &[("datetime", Value::Text)]),
    inline("kbd", &[]),
    part("li", &["ol", "ul"], Holds::Blocks, &[("value", Value::Number(-99_999, 99_999))]),
    block(
        "ol",
        Holds::Parts,
        &[("reversed", Value::Flag), ("start", Value::Number(-99_999, 99_999)), ("type", STYLES)],
    ),
    block("p", Holds::Words, &[ALIGN]),
    block("pre", Holds::Words, &[]),
    inline("q", &[]),
    part("rp", &["ruby"], Holds::Words, &[]),
    part("rt", &["ruby"], Holds::Words, &[]),
    inline("ruby", &[]),
    inline("s", &[]),
    inline("samp", &[]),
    block("section", Holds::Blocks, &[]),
    inline("small", &[]),
    inline("span", &[]),
    inline("strike", &[]),
    inline("strong", &[]),
    inline("sub", &[]),
    part("summary", &["details"], Holds::Words, &[]),
    inline("sup", &[]),
    block("table", Holds::Parts, &[ALIGN]),
    part("tbody", &["table"], Holds::Parts, &[ALIGN, VALIGN]),
    part("td", &["tr"], Holds::Blocks, CELL),
    part("tfoot", &["table"], Holds::Parts, &[ALIGN, VALIGN]),
    part("th", &["tr"], Holds::Blocks, CELL),
    part("thead", &["table"], Holds::Parts, &[ALIGN, VALIGN]),
    inline("time", &[("datetime", Value::Text)]),
    part("tr", ROWS, Holds::Parts, &[ALIGN, VALIGN]),
    inline("tt", &[]),
    inline("u", &[]),
    block("ul", Holds::Parts, &[]),
    inline("var", &[]),
    void("wbr", Place::Inline, &[]),
];

/// Classes by which the pages, their styles and their scripts know their own parts. What has one of
/// them may look like a mark, a status or a note, or be hidden.
const OWN_CLASSES: &[&str] = &[
    "actions",
    "address",
    "alert",
    "argument",
    "articles",
    "aside",
    "at-passage",
    "back",
    "branches",
    "but",
    "byline",
    "card",
    "cards",
    "claim",
    "colophon",
    "colours",
    "contents",
    "copied",
    "copy",
    "corrected",
    "corrections",
    "coverage",
    "crumb",
    "dates",
    "dense",
    "dispute",
    "draft",
    "drawn",
    "endnote",
    "endnotes",
    "events",
    "evidence",
    "filter",
    "finder",
    "finding",
    "footnotes",
    "full",
    "gap",
    "happened",
    "head",
    "item-head",
    "items",
    "kicker",
    "kind",
    "label",
    "lack",
    "leaps",
    "lit",
    "long",
    "map",
    "marker",
    "masthead",
    "neighbours",
    "node",
    "note",
    "notes",
    "nothing",
    "number",
    "own",
    "pager",
    "part",
    "passage",
    "passage-place",
    "placed",
    "placing",
    "prose",
    "quoted",
    "rail",
    "range",
    "reading",
    "record",
    "relation",
    "remark",
    "retort",
    "rights",
    "rows",
    "rtl",
    "rule",
    "sample",
    "saying",
    "saying-title",
    "side",
    "sides",
    "sitename",
    "skip",
    "standfirst",
    "standing",
    "state",
    "states",
    "status",
    "step-back",
    "step-on",
    "steps",
    "terms",
    "text",
    "tip",
    "title",
    "translation",
    "turns",
    "unanchored",
    "undated",
    "unseen",
    "usual",
    "verdict",
    "verdict-status",
    "way",
    "who",
    "wide",
    "words",
];

/// Beginnings of further classes of the pages.
const OWN_PREFIXES: &[&str] =
    &["align-", "alert-", "card-", "footnote-", "hl-", "lane-", "note-", "of-"];

/// Names of elements that are not in the table, and what to do in their stead.
const INSTEAD: &[(&[&str], &str)] = &[
    (
        &["script", "noscript", "template", "slot"],
        "nothing in a section runs; a script of your site's own belongs into its templates, see docs/theming.md",
    ),
    (
        &["style", "link", "font", "basefont", "big", "marquee", "blink"],
        "give the element a `class`, and write the style into a file of `static/`, see docs/theming.md",
    ),
    (
        &["iframe", "frame", "frameset", "object", "embed", "param", "applet", "portal"],
        "nothing in a section loads another page: link to it with `<a href=\"...\">`",
    ),
    (
        &["audio", "video", "source", "track", "picture", "canvas", "svg", "math", "image"],
        "show an image with `<img src=\"../static/...\" alt=\"...\">`, and link to anything else",
    ),
    (
        &["meta", "base", "html", "head", "body", "title"],
        "the head of a page is made by its template; title, language and addresses are in gainsay.yaml, article.yaml and the section's front matter",
    ),
    (
        &["form", "input", "button", "select", "textarea", "option", "label", "fieldset", "dialog"],
        "a page takes nothing in; write the words as Markdown, or `<kbd>` for a key or a button",
    ),
    (
        &["mark"],
        "a mark is how readers know a claim: write `<em>`, `<strong>` or `<u>`, or annotate the words",
    ),
    (
        &["article", "aside", "footer", "header", "main", "nav", "hgroup", "search"],
        "these are the parts of the page itself: write `<div>` or `<section>`",
    ),
    (&["bdo"], "it would show the letters in another order: write `<bdi>` or `<span dir=\"...\">`"),
];

/// A fault of a tag: where, what is wrong, and what is allowed instead.
pub(super) struct Refusal {
    pub at: Range<usize>,
    pub message: String,
    pub hints: Vec<String>,
}

/// The entry of the element `name`, where it is allowed.
pub fn element(name: &str) -> Option<&'static Element> {
    ELEMENTS.binary_search_by(|e| e.name.cmp(name)).ok().map(|i| &ELEMENTS[i])
}

/// True where `name` is an element that stands apart from the words around it.
pub fn is_block(name: &str) -> bool {
    // What is not in the table is no part of a page, so it does not matter.
    element(name).is_none_or(|e| match e.place {
        Place::Inline => false,
        Place::Block => true,
        Place::In(of) => !of.contains(&"ruby"),
    })
}

/// True where `name` is an element without an end tag.
pub fn is_void(name: &str) -> bool {
    element(name).is_some_and(|e| e.holds == Holds::Nothing)
}

/// Says what of a start tag is not allowed.
pub(super) fn refusals(tag: &Tag) -> Vec<Refusal> {
    let Some(element) = element(&tag.name) else { return vec![unknown(tag)] };
    tag.attributes.iter().filter_map(|attribute| refusal(element, attribute)).collect()
}

fn unknown(tag: &Tag) -> Refusal {
    let instead = INSTEAD.iter().find(|(names, _)| names.contains(&tag.name.as_str()));
    let names = ELEMENTS.iter().map(|e| e.name);
    let hints = match instead {
        Some((_, hint)) => vec![(*hint).to_owned()],
        None => {
            let meant = did_you_mean(&tag.name, names.clone());
            let all: Vec<&str> = names.collect();
            meant.into_iter().chain([format!("allowed are {}", all.join(", "))]).collect()
        }
    };
    let message = format!("`<{}>` is not allowed in raw HTML", shown(&tag.name));
    Refusal { at: tag.head.clone(), message, hints }
}

fn refusal(element: &Element, attribute: &Attribute) -> Option<Refusal> {
    let known = || element.attributes.iter().chain(COMMON);
    let name = attribute.name.as_str();
    let Some((_, value)) = known().find(|(known, _)| *known == name) else {
        let message = format!("`<{}>` may not have the attribute `{}`", element.name, shown(name));
        let mut all: Vec<&str> = known().map(|(name, _)| *name).collect();
        all.sort_unstable();
        let why = match name {
            "style" => Some("give it a `class`, and write the style into a file of `static/`"),
            _ if name.starts_with("on") => Some("nothing in a section runs"),
            "srcset" | "background" | "ping" => {
                Some("nothing in a section loads but the `src` of `<img>`")
            }
            _ => None,
        };
        let hints = why.map(str::to_owned);
        let allowed = format!("`<{}>` may have {}", element.name, all.join(", "));
        let hints = hints.into_iter().chain([allowed]).collect();
        return Some(Refusal { at: attribute.at.clone(), message, hints });
    };
    let (message, hint) = fault(name, *value, &attribute.value)?;
    Some(Refusal { at: attribute.at.clone(), message, hints: vec![hint] })
}

/// What is wrong with the value of an attribute, and what it may be.
fn fault(name: &str, value: Value, typed: &str) -> Option<(String, String)> {
    let cannot = || format!("`{name}` cannot be `{}`", shown(typed));
    match value {
        Value::Text | Value::Link | Value::Image => None,
        Value::Classes => {
            let own = typed.split_ascii_whitespace().find(|class| {
                OWN_CLASSES.contains(class) || OWN_PREFIXES.iter().any(|p| class.starts_with(p))
            })?;
            let message = format!("the class `{}` belongs to the pages themselves", shown(own));
            Some((message, format!("give it another name, such as `my-{}`", shown(own))))
        }
        Value::Id => {
            let bad =
                typed.is_empty() || typed.chars().any(|c| c.is_whitespace() || c.is_control());
            bad.then(|| (cannot(), "write a word, without spaces".to_owned()))
        }
        Value::Number(least, most) => {
            let good =
                typed.len() <= 6 && typed.parse().is_ok_and(|n: i64| (least..=most).contains(&n));
            (!good).then(|| (cannot(), format!("write a whole number from {least} to {most}")))
        }
        Value::OneOf(words) => {
            let same = |word: &&&str| match name {
                // Of these two, `a` and `A` differ.
                "type" => **word == typed,
                _ => word.eq_ignore_ascii_case(typed),
            };
            let good = words.iter().find(same).is_some();
            (!good).then(|| (cannot(), format!("write one of {}", words.join(", "))))
        }
        Value::Flag => {
            let good = typed.is_empty() || typed.eq_ignore_ascii_case(name);
            (!good).then(|| (cannot(), format!("write `{name}` alone")))
        }
    }
}

/// A word of the author's in a message: short, and without what a terminal would obey.
fn shown(text: &str) -> String {
    let mut shown: String = text.chars().take(40).flat_map(char::escape_debug).collect();
    if text.chars().nth(40).is_some() {
        shown.push_str("...");
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_sorted_so_that_each_is_found() {
        for e in ELEMENTS {
            assert_eq!(element(e.name).map(|found| found.name), Some(e.name));
        }
    }

    #[test]
    fn parts_belong_to_elements_that_hold_them() {
        for e in ELEMENTS {
            let Place::In(of) = e.place else { continue };
            for name in of {
                let holder = element(name).expect("an element of the table");
                assert_ne!(holder.holds, Holds::Nothing, "{} in {name}", e.name);
            }
        }
    }
}
