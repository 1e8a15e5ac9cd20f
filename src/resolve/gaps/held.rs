//! Collects the ids that may stand in a file that was not read completely.
//!
//! In goes its text, which is almost YAML; out come the names that may be ids in it. Since the text
//! is faulty, the search errs on the side of too many names, but keys of the format count as ids
//! only where ids are expected.

use crate::model::keys::is_key_of_content as is_key;
use crate::model::to_id;
use ahash::HashSet;

/// The ids that a file may hold.
#[derive(Debug, Default)]
pub struct Held {
    /// True if it may hold any id.
    anything: bool,
    names: HashSet<String>,
}

impl Held {
    /// The ids in `text`. `records` is true if they are not below `claims`. A file that was not
    /// opened has no text, and one in UTF-16 has none with words.
    pub fn of(text: &str, records: bool) -> Self {
        let blank = text.bytes().filter(|byte| *byte == 0).count();
        match text.is_empty() || blank > text.len() / 8 {
            true => Self { anything: true, names: HashSet::default() },
            false => Self { anything: false, names: names(text, records) },
        }
    }

    /// True if the file may hold `id`.
    pub fn may_be(&self, id: &str) -> bool {
        self.anything || self.names.contains(id)
    }

    /// Adds the ids of another file.
    pub fn add(&mut self, other: Self) {
        self.anything |= other.anything;
        self.names.extend(other.names);
    }
}

fn names(text: &str, records: bool) -> HashSet<String> {
    let mut names = HashSet::default();
    // The indentation of ids, once the first was found.
    let mut level = None;
    for line in text.lines() {
        let inner = line.trim_start();
        if inner.is_empty() || inner.starts_with('#') {
            continue;
        }
        let indent = line.len() - inner.len();
        if !records && line.strip_prefix("claims").is_some_and(|rest| rest.trim_end() == ":") {
            // The names so far are keys of the article.
            names.clear();
            level = None;
            continue;
        }
        let at_level = *level.get_or_insert(indent) == indent;
        add(inner, at_level, &mut names);
    }
    names
}

/// Collects possible ids in a line: its first word at the level of ids, each key, and the value of
/// `id`.
fn add(line: &str, at_level: bool, names: &mut HashSet<String>) {
    let other = |c: char| !(c.is_alphanumeric() || c == '-' || c == '_');
    let opens = |c: char| matches!(c, '"' | '\'' | ' ' | '{' | '?');
    let line = line.strip_prefix("- ").unwrap_or(line).trim_start_matches(opens);
    let first = line.split(other).next().unwrap_or("");
    // A line without its colon may begin with words that are no valid id yet.
    if at_level && !line.contains([':', '\u{ff1a}']) {
        names.extend(line.split(other).filter(|word| !word.is_empty()).map(str::to_owned));
        names.insert(to_id(line));
    }
    if at_level || (first == line.trim_end() && !is_key(first)) {
        names.insert(first.to_owned());
    }
    let mut rest = line;
    let mut begins = true;
    while let Some((before, after)) = rest.split_once([':', '\u{ff1a}']) {
        let key = before.trim_end_matches(['"', '\'', ' ']);
        let start = key
            .rfind(other)
            .map_or(0, |at| at + key[at..].chars().next().map_or(1, char::len_utf8));
        let (before, key) = key.split_at(start);
        let before = before.trim_end_matches(['"', '\'', ' ']);
        if ((begins && before.is_empty()) || before.ends_with(['{', ',', '[', '?', '-']))
            && !is_key(key)
        {
            names.insert(key.to_owned());
        }
        if key == "id" {
            let value = after.trim_start_matches(['"', '\'', ' ']);
            names.insert(value.split(other).next().unwrap_or("").to_owned());
        }
        rest = after;
        begins = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, records: bool, expect: &[&str]) {
        let mut found: Vec<String> = names(text, records).into_iter().collect();
        found.sort();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn keys_of_claims_are_ids_only_where_ids_stand() {
        check("claims:\n  vote:\n    quote: x\n    finding: [\n", false, &["vote"]);
        check("claims:\n  quote:\n    quote: x: y\n", false, &["quote"]);
        check("title: A\nclaims:\n  a: {quote: x, speaker: y\nlayout: page\n", false, &["a"]);
        check("ledger: {title: L}\n  minutes:\n    url: x\n", true, &["ledger", "minutes"]);
    }

    #[test]
    fn ids_are_found_with_missing_or_wrong_marks() {
        check("ledger {title: L}\n\"minutes\" : [\n", true, &["ledger", "minutes"]);
        check("claims:\n  a:\n    quote: x\n   b:\n    says\u{ff1a} y\n", false, &["a", "b"]);
        check("claims: {a: {quote: x}, 'b': {quote: y}\n", false, &["a", "b", "claims"]);
        check("- id: a\n  counters: [{id: \"b-1\", says: x\n", false, &["a", "b-1", "id"]);
    }

    #[test]
    fn words_of_prose_and_comments_are_not_ids() {
        check("a:\n  note: He said no: never.\n# b:\n", true, &["a"]);
        check("a:\n  note: |\n    The mayor: no.\n    nothing of it\n", true, &["a"]);
    }

    #[test]
    fn file_that_was_not_opened_or_is_utf_16_may_hold_anything() {
        assert!(Held::of("", true).may_be("x"));
        assert!(Held::of("\u{fffd}\u{fffd}a\0:\0 \0", true).may_be("x"));
        assert!(!Held::of("a: b", true).may_be("x"));
    }
}
