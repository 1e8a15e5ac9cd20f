//! The keys of the Web Annotation Data Model, and what each may hold.
//!
//! Tables alone: [`form`](super::form) holds annotations to them.

/// A key of a map.
#[derive(Debug, Clone, Copy)]
pub struct FormKey {
    /// Its name.
    pub name: &'static str,
    /// True if the map has to have it.
    pub needed: bool,
    /// How many values it may have.
    pub many: Many,
    /// What each of them is.
    pub shape: Shape,
}

/// How many values a key may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Many {
    /// Exactly one.
    One,
    /// Any number.
    Any,
}

/// What a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// An address.
    Address,
    /// An address, or a map of any keys.
    AddressOrMap,
    /// A text.
    Text,
    /// A whole number from 0.
    Number,
    /// A day and a time.
    Moment,
    /// A direction of writing.
    Direction,
    /// A person, an organisation or a program.
    Agent,
    /// Something on the web.
    Resource,
    /// A selector or a state.
    Qualifier,
}

impl Shape {
    /// What it is, in a message.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Address => "an address",
            Self::Text => "a text",
            Self::Number => "a whole number from 0",
            Self::Moment => "a day and a time such as `2026-11-30T12:00:00Z`",
            Self::Direction => "`ltr`, `rtl` or `auto`",
            Self::Agent => "an address, a name or a map",
            Self::AddressOrMap | Self::Resource | Self::Qualifier => "an address or a map",
        }
    }
}

const fn must(name: &'static str, many: Many, shape: Shape) -> FormKey {
    FormKey { name, needed: true, many, shape }
}

const fn may(name: &'static str, many: Many, shape: Shape) -> FormKey {
    FormKey { name, needed: false, many, shape }
}

use Many::{Any, One};

/// The keys of annotations, collections and pages that tell what they are.
pub const HEAD: &[FormKey] = &[must("id", One, Shape::Address), must("type", Any, Shape::Text)];

/// What a simple annotation says.
pub const BODY_VALUE: FormKey = must("bodyValue", One, Shape::Text);

/// Keys that mean the same wherever they stand.
pub const ANY: &[FormKey] = &[
    may("created", One, Shape::Moment),
    may("modified", One, Shape::Moment),
    may("generated", One, Shape::Moment),
    may("creator", Any, Shape::Agent),
    may("generator", Any, Shape::Agent),
    may("audience", Any, Shape::Agent),
    may("rights", Any, Shape::Address),
    may("canonical", One, Shape::Address),
    may("via", Any, Shape::Address),
    may("motivation", Any, Shape::Text),
    may("purpose", Any, Shape::Text),
    may("accessibility", Any, Shape::Text),
    may("stylesheet", One, Shape::AddressOrMap),
    may("format", Any, Shape::Text),
    may("language", Any, Shape::Text),
    may("processingLanguage", One, Shape::Text),
    may("textDirection", One, Shape::Direction),
    may("type", Any, Shape::Text),
];

/// Those of an agent.
pub const AGENT: &[FormKey] = &[
    may("id", One, Shape::Address),
    may("type", Any, Shape::Text),
    may("name", Any, Shape::Text),
    may("nickname", One, Shape::Text),
    may("email", Any, Shape::Text),
    may("email_sha1", Any, Shape::Text),
    may("homepage", Any, Shape::Address),
];

/// Those of something on the web.
pub const EXTERNAL: &[FormKey] = &[must("id", One, Shape::Address)];

/// Those of a text that stands in the annotation.
pub const TEXTUAL: &[FormKey] = &[may("id", One, Shape::Address), must("value", One, Shape::Text)];

/// Those of a part or a use of something on the web.
pub const SPECIFIC: &[FormKey] = &[
    may("id", One, Shape::Address),
    must("source", One, Shape::Resource),
    may("selector", Any, Shape::Qualifier),
    may("state", Any, Shape::Qualifier),
    may("renderedVia", Any, Shape::Agent),
    may("scope", Any, Shape::AddressOrMap),
    may("styleClass", Any, Shape::Text),
];

/// Those of every selector and every state.
pub const QUALIFIER: &[FormKey] = &[
    may("id", One, Shape::Address),
    may("type", Any, Shape::Text),
    may("refinedBy", Any, Shape::Qualifier),
];

const VALUE: &[FormKey] = &[must("value", One, Shape::Text)];
const FROM_TO: &[FormKey] = &[must("start", One, Shape::Number), must("end", One, Shape::Number)];

/// Those of the types of selectors and states.
pub const QUALIFIERS: &[(&str, &[FormKey])] = &[
    (
        "FragmentSelector",
        &[must("value", One, Shape::Text), may("conformsTo", One, Shape::Address)],
    ),
    ("CssSelector", VALUE),
    ("XPathSelector", VALUE),
    (
        "TextQuoteSelector",
        &[
            must("exact", One, Shape::Text),
            may("prefix", One, Shape::Text),
            may("suffix", One, Shape::Text),
        ],
    ),
    ("TextPositionSelector", FROM_TO),
    ("DataPositionSelector", FROM_TO),
    ("SvgSelector", &[may("value", One, Shape::Text)]),
    (
        "RangeSelector",
        &[must("startSelector", One, Shape::Qualifier), must("endSelector", One, Shape::Qualifier)],
    ),
    (
        "TimeState",
        &[
            may("sourceDate", Any, Shape::Moment),
            may("sourceDateStart", One, Shape::Moment),
            may("sourceDateEnd", One, Shape::Moment),
            may("cached", Any, Shape::AddressOrMap),
        ],
    ),
    ("HttpRequestState", VALUE),
];

/// Those of a collection.
pub const COLLECTION: &[FormKey] = &[
    may("total", One, Shape::Number),
    may("first", One, Shape::AddressOrMap),
    may("last", One, Shape::AddressOrMap),
];

/// Those of a page of one.
pub const PAGE: &[FormKey] = &[
    may("partOf", One, Shape::AddressOrMap),
    may("startIndex", One, Shape::Number),
    may("next", One, Shape::AddressOrMap),
    may("prev", One, Shape::AddressOrMap),
];
