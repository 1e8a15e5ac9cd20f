//! The allowed raw HTML: a table of elements with their place, content and attributes.
//!
//! In goes a name; out comes its entry. Whatever is not in the table is refused
//! ([`super::refuse`]), including elements that browsers may learn to run or load in the future.
//! `docs/format.md` has the same table for authors, and a test compares the two.

/// Where an element may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ElementPlace {
    /// Inside a line.
    Inline,
    /// Wherever a paragraph may stand.
    Block,
    /// Only inside one of these elements, as a part of it.
    In(&'static [&'static str]),
}

/// The content that an element may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// Nothing: it has no end tag.
    Nothing,
    /// Text and inline elements.
    Words,
    /// Text and elements of both kinds.
    Blocks,
    /// Its own parts, and no text.
    Parts,
}

/// The value that an attribute may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AttributeValue {
    /// Any text.
    Text,
    /// Names of classes that the pages do not use themselves.
    Classes,
    /// The id of a place that links can point to.
    Id,
    /// The address of a link. Its target is checked later.
    Link,
    /// A file of the site's images. The file is checked later.
    Image,
    /// A whole number between these.
    Number(i64, i64),
    /// A whole number between these, or a percentage of the width.
    Share(i64, i64),
    /// Any of these words, separated by blanks.
    AnyOf(&'static [&'static str]),
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// No value: a boolean attribute.
    Flag,
}

/// An element that raw HTML may hold.
#[derive(Debug, Clone, Copy)]
pub struct AllowedElement {
    /// Its name.
    pub name: &'static str,
    /// Where it may stand.
    pub place: ElementPlace,
    /// What it may hold.
    pub holds: Holds,
    /// Its attributes besides [`COMMON`].
    pub attributes: &'static [(&'static str, AttributeValue)],
}

/// Attributes that every element may have.
pub const COMMON: &[(&str, AttributeValue)] = &[
    ("class", AttributeValue::Classes),
    ("dir", AttributeValue::OneOf(&["auto", "ltr", "rtl"])),
    ("id", AttributeValue::Id),
    ("lang", AttributeValue::Text),
    ("title", AttributeValue::Text),
];

const ALIGN: (&str, AttributeValue) =
    ("align", AttributeValue::OneOf(&["center", "justify", "left", "right"]));
const VALIGN: (&str, AttributeValue) =
    ("valign", AttributeValue::OneOf(&["baseline", "bottom", "middle", "top"]));
const FLOAT: (&str, AttributeValue) =
    ("align", AttributeValue::OneOf(&["bottom", "center", "left", "middle", "right", "top"]));
const STYLES: AttributeValue = AttributeValue::OneOf(&["1", "A", "I", "a", "i"]);
const SIDE: AttributeValue = AttributeValue::Number(1, 65_535);
const WIDTH: (&str, AttributeValue) = ("width", AttributeValue::Share(1, 65_535));
const CITE: (&str, AttributeValue) = ("cite", AttributeValue::Link);
/// The allowed link types. `opener` is not among them, because it would let the other page navigate
/// this one.
const LINK_TYPES: AttributeValue = AttributeValue::AnyOf(&[
    "author",
    "bookmark",
    "external",
    "help",
    "license",
    "me",
    "next",
    "nofollow",
    "noopener",
    "noreferrer",
    "prev",
    "search",
    "sponsored",
    "tag",
    "ugc",
]);
const SPAN: AttributeValue = AttributeValue::Number(1, 1000);
const ROWS: &[&str] = &["table", "tbody", "tfoot", "thead"];
const CELL: &[(&str, AttributeValue)] = &[
    ALIGN,
    ("colspan", SPAN),
    ("rowspan", SPAN),
    ("scope", AttributeValue::OneOf(&["col", "colgroup", "row", "rowgroup"])),
    VALIGN,
    WIDTH,
];

type AllowedAttributes = &'static [(&'static str, AttributeValue)];

const fn inline(name: &'static str, attributes: AllowedAttributes) -> AllowedElement {
    AllowedElement { name, place: ElementPlace::Inline, holds: Holds::Words, attributes }
}

const fn void(
    name: &'static str,
    place: ElementPlace,
    attributes: AllowedAttributes,
) -> AllowedElement {
    AllowedElement { name, place, holds: Holds::Nothing, attributes }
}

const fn block(name: &'static str, holds: Holds, attributes: AllowedAttributes) -> AllowedElement {
    AllowedElement { name, place: ElementPlace::Block, holds, attributes }
}

const fn part(
    name: &'static str,
    of: &'static [&'static str],
    holds: Holds,
    attributes: AllowedAttributes,
) -> AllowedElement {
    AllowedElement { name, place: ElementPlace::In(of), holds, attributes }
}

/// Every element that raw HTML may hold, by name.
pub const ELEMENTS: &[AllowedElement] = &[
    inline(
        "a",
        &[
            ("href", AttributeValue::Link),
            ("name", AttributeValue::Id),
            ("rel", LINK_TYPES),
            ("target", AttributeValue::OneOf(&["_blank", "_self"])),
        ],
    ),
    inline("abbr", &[]),
    block("address", Holds::Blocks, &[]),
    inline("b", &[]),
    inline("bdi", &[]),
    block("blockquote", Holds::Blocks, &[CITE]),
    void("br", ElementPlace::Inline, &[]),
    part("caption", &["table"], Holds::Blocks, &[ALIGN]),
    block("center", Holds::Blocks, &[]),
    inline("cite", &[]),
    inline("code", &[]),
    void("col", ElementPlace::In(&["colgroup"]), &[ALIGN, ("span", SPAN)]),
    part("colgroup", &["table"], Holds::Parts, &[ALIGN, ("span", SPAN)]),
    part("dd", &["dl"], Holds::Blocks, &[]),
    inline("del", &[CITE, ("datetime", AttributeValue::Text)]),
    block("details", Holds::Blocks, &[("open", AttributeValue::Flag)]),
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
    void("hr", ElementPlace::Block, &[]),
    inline("i", &[]),
    void(
        "img",
        ElementPlace::Inline,
        &[
            FLOAT,
            ("alt", AttributeValue::Text),
            ("height", SIDE),
            ("loading", AttributeValue::OneOf(&["eager", "lazy"])),
            ("src", AttributeValue::Image),
            WIDTH,
        ],
    ),
    inline("ins", &[CITE, ("datetime", AttributeValue::Text)]),
    inline("kbd", &[]),
    part("li", &["ol", "ul"], Holds::Blocks, &[("value", AttributeValue::Number(-99_999, 99_999))]),
    block(
        "ol",
        Holds::Parts,
        &[
            ("reversed", AttributeValue::Flag),
            ("start", AttributeValue::Number(-99_999, 99_999)),
            ("type", STYLES),
        ],
    ),
    block("p", Holds::Words, &[ALIGN]),
    block("pre", Holds::Words, &[]),
    inline("q", &[CITE]),
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
    block("table", Holds::Parts, &[ALIGN, WIDTH]),
    part("tbody", &["table"], Holds::Parts, &[ALIGN, VALIGN]),
    part("td", &["tr"], Holds::Blocks, CELL),
    part("tfoot", &["table"], Holds::Parts, &[ALIGN, VALIGN]),
    part("th", &["tr"], Holds::Blocks, CELL),
    part("thead", &["table"], Holds::Parts, &[ALIGN, VALIGN]),
    inline("time", &[("datetime", AttributeValue::Text)]),
    part("tr", ROWS, Holds::Parts, &[ALIGN, VALIGN]),
    inline("tt", &[]),
    inline("u", &[]),
    block("ul", Holds::Parts, &[]),
    inline("var", &[]),
    void("wbr", ElementPlace::Inline, &[]),
];

/// A `<div>` in a `<dl>`: it may only group terms and their definitions.
pub static GROUP: AllowedElement = part("div", &["dl"], Holds::Parts, &[ALIGN]);

/// Elements that may contain blocks if they stand among blocks.
pub const TRANSPARENT: &[&str] = &["a", "del", "ins"];

/// The entry of the element `name`, if it is allowed.
pub fn element(name: &str) -> Option<&'static AllowedElement> {
    ELEMENTS.binary_search_by(|e| e.name.cmp(name)).ok().map(|i| &ELEMENTS[i])
}

/// True if `name` is a block element.
pub fn is_block(name: &str) -> bool {
    // Elements that are not in the table never reach a page, so the result does not matter.
    element(name).is_none_or(|e| match e.place {
        ElementPlace::Inline => false,
        ElementPlace::Block => true,
        ElementPlace::In(of) => !of.contains(&"ruby"),
    })
}

/// True if `name` is an element without an end tag.
pub fn is_void(name: &str) -> bool {
    element(name).is_some_and(|e| e.holds == Holds::Nothing)
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
            let ElementPlace::In(of) = e.place else { continue };
            for name in of {
                let holder = element(name).expect("an element of the table");
                assert_ne!(holder.holds, Holds::Nothing, "{} in {name}", e.name);
            }
        }
    }
}
