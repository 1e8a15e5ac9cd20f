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
    pub shape: JsonShape,
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
pub enum JsonShape {
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

impl JsonShape {
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

const fn must(name: &'static str, many: Many, shape: JsonShape) -> FormKey {
    FormKey { name, needed: true, many, shape }
}

const fn may(name: &'static str, many: Many, shape: JsonShape) -> FormKey {
    FormKey { name, needed: false, many, shape }
}

use Many::{Any, One};

/// The keys of annotations, collections and pages that tell what they are.
pub const HEAD: &[FormKey] =
    &[must("id", One, JsonShape::Address), must("type", Any, JsonShape::Text)];

/// What a simple annotation says.
pub const BODY_VALUE: FormKey = must("bodyValue", One, JsonShape::Text);

/// Keys that mean the same wherever they stand.
pub const ANY: &[FormKey] = &[
    may("created", One, JsonShape::Moment),
    may("modified", One, JsonShape::Moment),
    may("generated", One, JsonShape::Moment),
    may("creator", Any, JsonShape::Agent),
    may("generator", Any, JsonShape::Agent),
    may("audience", Any, JsonShape::Agent),
    may("rights", Any, JsonShape::Address),
    may("canonical", One, JsonShape::Address),
    may("via", Any, JsonShape::Address),
    may("motivation", Any, JsonShape::Text),
    may("purpose", Any, JsonShape::Text),
    may("accessibility", Any, JsonShape::Text),
    may("stylesheet", One, JsonShape::AddressOrMap),
    may("format", Any, JsonShape::Text),
    may("language", Any, JsonShape::Text),
    may("processingLanguage", One, JsonShape::Text),
    may("textDirection", One, JsonShape::Direction),
    may("type", Any, JsonShape::Text),
];

/// Those of an agent.
pub const AGENT: &[FormKey] = &[
    may("id", One, JsonShape::Address),
    may("type", Any, JsonShape::Text),
    may("name", Any, JsonShape::Text),
    may("nickname", One, JsonShape::Text),
    may("email", Any, JsonShape::Text),
    may("email_sha1", Any, JsonShape::Text),
    may("homepage", Any, JsonShape::Address),
];

/// Those of something on the web.
pub const EXTERNAL: &[FormKey] = &[must("id", One, JsonShape::Address)];

/// Those of a text that stands in the annotation.
pub const TEXTUAL: &[FormKey] =
    &[may("id", One, JsonShape::Address), must("value", One, JsonShape::Text)];

/// Those of a part or a use of something on the web.
pub const SPECIFIC: &[FormKey] = &[
    may("id", One, JsonShape::Address),
    must("source", One, JsonShape::Resource),
    may("selector", Any, JsonShape::Qualifier),
    may("state", Any, JsonShape::Qualifier),
    may("renderedVia", Any, JsonShape::Agent),
    may("scope", Any, JsonShape::AddressOrMap),
    may("styleClass", Any, JsonShape::Text),
];

/// Those of every selector and every state.
pub const QUALIFIER: &[FormKey] = &[
    may("id", One, JsonShape::Address),
    may("type", Any, JsonShape::Text),
    may("refinedBy", Any, JsonShape::Qualifier),
];

const VALUE: &[FormKey] = &[must("value", One, JsonShape::Text)];
const FROM_TO: &[FormKey] =
    &[must("start", One, JsonShape::Number), must("end", One, JsonShape::Number)];

/// Those of the types of selectors and states.
pub const QUALIFIERS: &[(&str, &[FormKey])] = &[
    (
        "FragmentSelector",
        &[must("value", One, JsonShape::Text), may("conformsTo", One, JsonShape::Address)],
    ),
    ("CssSelector", VALUE),
    ("XPathSelector", VALUE),
    (
        "TextQuoteSelector",
        &[
            must("exact", One, JsonShape::Text),
            may("prefix", One, JsonShape::Text),
            may("suffix", One, JsonShape::Text),
        ],
    ),
    ("TextPositionSelector", FROM_TO),
    ("DataPositionSelector", FROM_TO),
    ("SvgSelector", &[may("value", One, JsonShape::Text)]),
    (
        "RangeSelector",
        &[
            must("startSelector", One, JsonShape::Qualifier),
            must("endSelector", One, JsonShape::Qualifier),
        ],
    ),
    (
        "TimeState",
        &[
            may("sourceDate", Any, JsonShape::Moment),
            may("sourceDateStart", One, JsonShape::Moment),
            may("sourceDateEnd", One, JsonShape::Moment),
            may("cached", Any, JsonShape::AddressOrMap),
        ],
    ),
    ("HttpRequestState", VALUE),
];

/// Those of a collection.
pub const COLLECTION: &[FormKey] = &[
    may("total", One, JsonShape::Number),
    may("first", One, JsonShape::AddressOrMap),
    may("last", One, JsonShape::AddressOrMap),
];

/// Those of a page of one.
pub const PAGE: &[FormKey] = &[
    may("partOf", One, JsonShape::AddressOrMap),
    may("startIndex", One, JsonShape::Number),
    may("next", One, JsonShape::AddressOrMap),
    may("prev", One, JsonShape::AddressOrMap),
];
