//! Recognizes keys of other tools that hide a page from readers.
//!
//! In goes a normalized key with its value; out comes whether it hides the page in another tool,
//! and whether `draft: true` is equivalent.

use super::known::{Belongs, belongs, may_hide, plain};
use super::values::{FALSE, TRUE, day, is_false, is_later, is_true, is_word, words};
use crate::yaml::{Node, Value};

/// Whether `draft: true` is equivalent to a key that hides the page. The flag is true if the key
/// says more than that, so that it is kept as a comment.
pub(super) fn as_draft(name: &str, node: &Node, today: Option<jiff::civil::Date>) -> Option<bool> {
    let word = words(node);
    let is = |among: &[&str]| word.is_some_and(|value| is_word(value, among));
    if is(TRUE) || is(FALSE) {
        return Some(false);
    }
    match name {
        "status" | "poststatus" => Some(false),
        "visibility" | "access" => word.map(|_| false),
        "build" => any_value(node, &["never", "false"]).then_some(true),
        "render" | "published" | "publish" if is(&["never"]) => Some(false),
        "password" | "passwords" | "passwordhash" => word.map(|_| true),
        _ if ENDS.contains(&name) => {
            let end = day(node).zip(today);
            end.filter(|(end, today)| end.earliest() <= *today).map(|_| true)
        }
        _ => is_later(node, today).then_some(true),
    }
}

/// Keys for the date on which a page is removed.
pub(super) const ENDS: &[&str] =
    &["expirydate", "expires", "expiry", "expireson", "unpublishdate", "unpublishon"];

/// True if the key `name`, normalized, hides a page from readers in another tool. Values that are
/// not clearly harmless count.
pub(super) fn hides(name: &str, node: &Node, today: Option<jiff::civil::Date>) -> bool {
    let says = |among: &[&str]| words(node).is_some_and(|value| is_word(value, among));
    let later = || is_later(node, today);
    match name {
        _ if belongs(name) == Some(Belongs::Article("published")) => later(),
        "permalink" => says(FALSE),
        "params" | "extra" | "custom" | "data" | "meta" | "head" | "seo" | "cascade"
        | "defaults" => hides_within(node, today),
        _ if !may_hide(name) => false,
        "published" | "publish" | "public" | "live" | "listed" | "listable" | "indexed"
        | "inlist" | "showinlist" | "ispublished" | "ispublic" | "render" => {
            says(FALSE) || says(&["never", "link"]) || later()
        }
        "sitemap" => says(FALSE) || some_within(node, &["exclude", "disable", "ignore", "noindex"]),
        "build" => {
            says(FALSE) || says(&["never", "link"]) || any_value(node, &["never", "false", "link"])
        }
        "robots" => any_value(node, &["noindex", "none", "noarchive"]),
        "status" | "poststatus" => says(&[
            "draft",
            "drafts",
            "auto-draft",
            "hidden",
            "private",
            "pending",
            "unpublished",
            "unlisted",
            "future",
            "scheduled",
            "trash",
            "wip",
            "archived",
            "deleted",
        ]),
        "visibility" | "access" => {
            !is_false(node) && !says(&["public", "open", "everyone", "all", "free"])
        }
        // Material for MkDocs lists hidden parts of the page here.
        "hide" => !is_false(node) && !matches!(node.value, Value::List(_)),
        "releasedate" => later(),
        _ => !is_false(node),
    }
}

/// True if a map of settings contains something that hides the page.
fn hides_within(node: &Node, today: Option<jiff::civil::Date>) -> bool {
    match &node.value {
        Value::Null => false,
        Value::Text(_) => any_value(node, &["noindex"]),
        Value::List(items) => items.iter().any(|item| hides_within(item, today)),
        Value::Map(entries) => entries.iter().any(|(key, value)| {
            let name = plain(&key.name);
            may_hide(&name) && hides(&name, value, today) || hides_within(value, today)
        }),
    }
}

/// True if a map contains one of `keys` with a value that is not false.
fn some_within(node: &Node, keys: &[&str]) -> bool {
    let Value::Map(entries) = &node.value else { return false };
    entries.iter().any(|(key, value)| keys.contains(&plain(&key.name).as_str()) && !is_false(value))
}

/// True if `node` is one of `among`, or contains one.
fn any_value(node: &Node, among: &[&str]) -> bool {
    match &node.value {
        Value::Null => false,
        Value::Text(text) => {
            let mut parts = text.split(|c: char| c.is_whitespace() || c == ',');
            parts.any(|part| is_word(part, among))
        }
        Value::List(items) => items.iter().any(|item| any_value(item, among)),
        Value::Map(entries) => entries.iter().any(|(key, value)| {
            any_value(value, among) || (among.contains(&key.name.as_str()) && is_true(value))
        }),
    }
}
