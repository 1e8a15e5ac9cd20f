//! Recognizes single lines that clearly keep a page from readers, in any tool.
//!
//! In goes a key and its value, as typed; out comes whether the page was hidden from readers. The
//! list is shorter than that for front matter, because ordinary text may look like a key and a
//! value.

use super::known::plain;
use super::values::{FALSE, TRUE};
use crate::model::Date;

/// True if `key: value` says that the page is not public yet.
pub fn keeps_back(key: &str, value: &str) -> bool {
    let name = plain(key);
    let value = value.trim();
    let is = |among: &[&str]| among.iter().any(|word| word.eq_ignore_ascii_case(value));
    match name.as_str() {
        "draft"
        | "isdraft"
        | "wip"
        | "unlisted"
        | "hidden"
        | "ishidden"
        | "private"
        | "isprivate"
        | "noindex"
        | "unpublished"
        | "eleventyexcludefromcollections" => is(TRUE) || is(&["t"]),
        "published" | "publish" | "ispublished" | "public" | "ispublic" => {
            is(FALSE) || is(&["nil"])
        }
        "status" | "poststatus" | "visibility" => {
            is(&["draft", "private", "unpublished", "hidden", "unlisted", "wip"])
        }
        "embargo" | "embargountil" => Date::parse(value).is_ok(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_hide_a_page_are_distinguished_from_prose() {
        for (key, value) in [
            ("draft", "true"),
            ("Draft", "Yes"),
            ("published", "no"),
            ("post_status", "private"),
            ("embargo", "2030-01-01"),
        ] {
            assert!(keeps_back(key, value), "{key}: {value}");
        }
        for (key, value) in [
            ("draft", "a bill that was never passed"),
            ("published", "2016"),
            ("status", "pending"),
            ("Embargo", "on wheat"),
            ("title", "true"),
        ] {
            assert!(!keeps_back(key, value), "{key}: {value}");
        }
    }
}
