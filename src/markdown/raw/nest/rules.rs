//! The rules of nesting, as tables: which element may stand in which, and which elements end
//! others.
//!
//! In go an element and its parent; out comes whether it may stand there.

use crate::markdown::raw::allowed::{AllowedElement, ElementPlace, Holds};

/// Elements without an end tag that are not allowed.
pub(super) const NO_END: &[&str] = &[
    "area", "base", "basefont", "bgsound", "embed", "frame", "image", "input", "keygen", "link",
    "meta", "param", "source", "track",
];

/// The maximum number of open elements, Markdown and HTML together. Browsers move content that is
/// nested more than 512 deep, so that the page would differ from what was checked.
pub(super) const MOST: usize = 100;

/// The maximum number of elements that an end tag may close at once.
pub(super) const DEEP: usize = 32;

/// Elements whose end tag browsers supply where one of the others begins.
pub(super) const ENDED_BY: &[(&str, &[&str])] = &[
    ("dd", &["dd", "dt"]),
    ("dt", &["dd", "dt"]),
    ("li", &["li"]),
    ("p", &["p"]),
    ("td", &["td", "th", "tr"]),
    ("th", &["td", "th", "tr"]),
    ("tbody", &["tbody", "tfoot"]),
    ("thead", &["tbody", "tfoot"]),
    ("tr", &["tr", "tbody", "tfoot"]),
];

/// Headings, which may stand in a summary.
const HEADINGS: &[&str] = &["h1", "h2", "h3", "h4", "h5", "h6"];

/// True if an element may stand in the element `holder`, or in one of Markdown.
pub(super) fn fits(element: &AllowedElement, holder: Option<&str>, holds: Holds) -> bool {
    match element.place {
        // In a `<dl>`, a `<div>` may group terms and their definitions.
        ElementPlace::In(of) => holder.is_some_and(|holder| {
            of.contains(&holder) || (holder == "div" && holds == Holds::Parts && of.contains(&"dl"))
        }),
        ElementPlace::Inline => holds != Holds::Parts,
        ElementPlace::Block => {
            let heading = holder == Some("summary") && HEADINGS.contains(&element.name);
            holds == Holds::Blocks || heading
        }
    }
}
