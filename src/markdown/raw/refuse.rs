//! Checks which parts of a raw HTML tag are not allowed, and suggests what to write instead.
//!
//! In goes a parsed tag; out come faults: an element or an attribute that is not in the table, a
//! value that is not allowed, a class that the pages use themselves.

use super::allowed::{AllowedElement, AttributeValue, COMMON, ELEMENTS, element};
use super::cut::{Attribute, Tag};
use crate::diagnostic::did_you_mean;
use std::ops::Range;

/// Classes that the pages, their styles and their scripts use. An element with one of them may look
/// like a mark, a status or a note, or be hidden.
const OWN_CLASSES: &[&str] = &[
    "actions",
    "address",
    "against",
    "alert",
    "amended",
    "answer",
    "answered",
    "argument",
    "articles",
    "aside",
    "at-passage",
    "awaits",
    "back",
    "bearing",
    "beside",
    "but",
    "by-status",
    "byline",
    "card",
    "cards",
    "chips",
    "cite",
    "claim",
    "claim-index",
    "closer",
    "colophon",
    "colours",
    "command",
    "contents",
    "copied",
    "copy",
    "corrected",
    "corrections",
    "counterpoint",
    "counterpoints",
    "coverage",
    "credit",
    "crumb",
    "cut",
    "dates",
    "day",
    "dispute",
    "draft",
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
    "halves",
    "happened",
    "head",
    "held",
    "item-head",
    "items",
    "js",
    "judged",
    "keys",
    "kicker",
    "kind",
    "label",
    "lack",
    "leaps",
    "legend",
    "less",
    "lit",
    "long",
    "look",
    "map",
    "marker",
    "marks",
    "masthead",
    "meanings",
    "means",
    "menu",
    "more",
    "neighbours",
    "note",
    "notes",
    "nothing",
    "number",
    "open",
    "other",
    "others",
    "own",
    "pager",
    "part",
    "passage",
    "passage-place",
    "pictures",
    "placed",
    "placing",
    "point",
    "points",
    "proposition",
    "prose",
    "published",
    "quoted",
    "rail",
    "range",
    "reading",
    "record",
    "relation",
    "remark",
    "rest",
    "rests",
    "retort",
    "rights",
    "rows",
    "rtl",
    "rule",
    "said",
    "sample",
    "saying",
    "saying-title",
    "says",
    "sentence",
    "shut",
    "side",
    "sides",
    "sitename",
    "skip",
    "slim",
    "sources",
    "standfirst",
    "standing",
    "state",
    "states",
    "status",
    "step-back",
    "step-on",
    "subject",
    "switch",
    "table",
    "tally",
    "terms",
    "text",
    "toc",
    "told",
    "translation",
    "turns",
    "unanchored",
    "undated",
    "unseen",
    "verdict",
    "visit",
    "voice",
    "way",
    "when",
    "who",
    "words",
];

/// Prefixes of further classes of the pages.
const OWN_PREFIXES: &[&str] =
    &["align-", "alert-", "card-", "footnote-", "hl-", "lane-", "note-", "of-"];

/// Names of elements that are not allowed, with what to do instead.
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

/// A fault of a tag: where it is, what is wrong, and what is allowed instead.
pub(super) struct TagRefusal {
    pub at: Range<usize>,
    pub message: String,
    pub hints: Vec<String>,
}

/// True for a class that the pages use themselves.
pub fn is_own(class: &str) -> bool {
    OWN_CLASSES.contains(&class) || OWN_PREFIXES.iter().any(|p| class.starts_with(p))
}

/// True for the name of an HTML element.
pub fn is_known(name: &str) -> bool {
    element(name).is_some() || INSTEAD.iter().any(|(names, _)| names.contains(&name))
}

/// The faults of a start tag.
pub(super) fn refusals(tag: &Tag) -> Vec<TagRefusal> {
    let Some(element) = element(&tag.name) else { return vec![unknown(tag)] };
    tag.attributes.iter().filter_map(|attribute| refusal(element, attribute)).collect()
}

fn unknown(tag: &Tag) -> TagRefusal {
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
    TagRefusal { at: tag.head.clone(), message, hints }
}

fn refusal(element: &AllowedElement, attribute: &Attribute) -> Option<TagRefusal> {
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
        return Some(TagRefusal { at: attribute.at.clone(), message, hints });
    };
    let (message, hint) = fault(name, *value, &attribute.value)?;
    Some(TagRefusal { at: attribute.at.clone(), message, hints: vec![hint] })
}

/// What is wrong with the value of an attribute, and what is allowed.
fn fault(name: &str, value: AttributeValue, typed: &str) -> Option<(String, String)> {
    let cannot = || format!("`{name}` cannot be `{}`", shown(typed));
    match value {
        AttributeValue::Text | AttributeValue::Link | AttributeValue::Image => None,
        AttributeValue::Classes => {
            let own = typed.split_ascii_whitespace().find(|class| is_own(class))?;
            let message = format!("the class `{}` belongs to the pages themselves", shown(own));
            Some((message, format!("give it another name, such as `my-{}`", shown(own))))
        }
        AttributeValue::Id => {
            let bad =
                typed.is_empty() || typed.chars().any(|c| c.is_whitespace() || c.is_control());
            bad.then(|| (cannot(), "write a word, without spaces".to_owned()))
        }
        AttributeValue::Number(least, most) => {
            let good =
                typed.len() <= 6 && typed.parse().is_ok_and(|n: i64| (least..=most).contains(&n));
            (!good).then(|| (cannot(), format!("write a whole number from {least} to {most}")))
        }
        AttributeValue::Share(least, most) => {
            let share = typed.strip_suffix('%').map(|share| (share, 100));
            let (number, most) = share.unwrap_or((typed, most));
            let good =
                number.len() <= 5 && number.parse().is_ok_and(|n: i64| (least..=most).contains(&n));
            let hint = "write a whole number from 1 to 65535, or from 1 to 100 with `%`";
            (!good).then(|| (cannot(), hint.to_owned()))
        }
        AttributeValue::AnyOf(words) => {
            let known = |typed: &str| words.iter().any(|word| word.eq_ignore_ascii_case(typed));
            let bad = typed.split_ascii_whitespace().find(|typed| !known(typed))?;
            let message = format!("`{name}` cannot hold `{}`", shown(bad));
            Some((message, format!("write any of {}", words.join(", "))))
        }
        AttributeValue::OneOf(words) => {
            let same = |word: &&&str| match name {
                // For this attribute, `a` and `A` differ.
                "type" => **word == typed,
                _ => word.eq_ignore_ascii_case(typed),
            };
            let good = words.iter().find(same).is_some();
            (!good).then(|| (cannot(), format!("write one of {}", words.join(", "))))
        }
        AttributeValue::Flag => {
            let good = typed.is_empty() || typed.eq_ignore_ascii_case(name);
            (!good).then(|| (cannot(), format!("write `{name}` alone")))
        }
    }
}

/// Shortens a word of the author's for a message, and escapes characters that a terminal would
/// interpret.
fn shown(text: &str) -> String {
    let mut shown: String = text.chars().take(40).flat_map(char::escape_debug).collect();
    if text.chars().nth(40).is_some() {
        shown.push_str("...");
    }
    shown
}
