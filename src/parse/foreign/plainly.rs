//! Which keys keep a page from readers, whatever the tool, so plainly that one line says it.
//!
//! In goes a key and what it says, as typed; out comes whether readers were not to see the page. The
//! list is shorter than that of front matter: words of an article may stand in the form of a key.

use super::known::plain;
use super::values::{FALSE, TRUE};
use crate::model::Date;

/// True where `key: value` says that readers do not see the page yet.
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
    fn lines_that_hold_a_page_back_are_told_from_words() {
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
