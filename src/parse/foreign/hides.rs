//! Which keys of other tools keep a page from readers.
//!
//! In goes a key in its plain form with its value; out comes whether it hides the page elsewhere, and
//! whether `draft: true` says the same.

use super::known::{Belongs, belongs, may_hide, plain};
use super::values::{FALSE, TRUE, day, is_false, is_later, is_true, is_word, words};
use crate::yaml::{Node, Value};

/// Where `draft: true` plainly stands for a key that keeps the page from readers: whether it says
/// more than that, so that it is kept as a remark.
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

/// Keys that say when a page is to be taken away.
pub(super) const ENDS: &[&str] =
    &["expirydate", "expires", "expiry", "expireson", "unpublishdate", "unpublishon"];

/// True where the key `name`, in its plain form, keeps a page from readers elsewhere: what is not
/// plainly harmless counts.
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
        // Material for MkDocs lists the parts of the page that are not shown.
        "hide" => !is_false(node) && !matches!(node.value, Value::List(_)),
        "releasedate" => later(),
        _ => !is_false(node),
    }
}

/// True where something within a map of settings keeps the page from readers.
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

/// True where a map has one of `keys` with a value that is not false.
fn some_within(node: &Node, keys: &[&str]) -> bool {
    let Value::Map(entries) = &node.value else { return false };
    entries.iter().any(|(key, value)| keys.contains(&plain(&key.name).as_str()) && !is_false(value))
}

/// True where `node` says one of `among`, or something within it does.
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
