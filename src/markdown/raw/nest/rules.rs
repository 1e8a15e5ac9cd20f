//! Which element may stand in which, and which end others: what browsers mend, as tables.
//!
//! In go an element and what it would stand in; out comes whether it may.

use crate::markdown::raw::allowed::{AllowedElement, ElementPlace, Holds};

/// Elements without an end tag that are not allowed.
pub(super) const NO_END: &[&str] = &[
    "area", "base", "basefont", "bgsound", "embed", "frame", "image", "input", "keygen", "link",
    "meta", "param", "source", "track",
];

/// How many elements of Markdown and HTML together may be open where another begins. Browsers move
/// what stands in more than 512, so that what is checked would not be what is shown.
pub(super) const MOST: usize = 100;

/// How many elements an end tag may close at once.
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

/// True where an element may stand in one that is called `holder`, or in one of Markdown.
pub(super) fn fits(element: &AllowedElement, holder: Option<&str>, holds: Holds) -> bool {
    match element.place {
        // In a `<dl>`, a `<div>` may stand around terms and what they mean.
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
