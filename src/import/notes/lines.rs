//! Puts comments into claims that were just written, above the first key of each.

use crate::yaml::edit;
use crate::yaml::{Key, Node, Value};
use std::collections::{BTreeMap, BTreeSet};

/// `text` with comments in claims, by their ids; and those that are typed in a way that leaves no room.
pub fn with_comments(
    text: &str,
    comments: &BTreeMap<String, Vec<String>>,
) -> (String, BTreeSet<String>) {
    let all = || comments.keys().cloned().collect();
    let Some(tree) = edit::read(text) else { return (text.to_owned(), all()) };
    let mut new = String::with_capacity(text.len());
    let (mut done, mut left) = (0, all());
    for (id, keys) in claims(&tree) {
        let (Some(lines), Some((first, _))) = (comments.get(id), keys.first()) else { continue };
        let at = first.span.range().start;
        let begin = text[..at].rfind(['\n', '\r']).map_or(0, |at| at + 1);
        let indent = &text[begin..at];
        // Between braces, or behind a dash, a comment would cut a line.
        if !indent.chars().all(|c| c == ' ') || indent.is_empty() || begin < done {
            continue;
        }
        let end = if text[..begin].ends_with("\r\n") { "\r\n" } else { "\n" };
        new.push_str(&text[done..begin]);
        new.extend(lines.iter().map(|line| format!("{indent}# {line}{end}")));
        done = begin;
        left.remove(id);
    }
    new.push_str(&text[done..]);
    // A comment changes nothing, and the keys stay what they were.
    let names = |tree: &Node| -> Vec<(String, Vec<String>)> {
        let keys = |keys: &[(Key, Node)]| keys.iter().map(|(key, _)| key.name.clone()).collect();
        claims(tree).map(|(id, entries)| (id.to_owned(), keys(entries))).collect()
    };
    match edit::read(&new).is_some_and(|after| names(&after) == names(&tree)) {
        true => (new, left),
        false => (text.to_owned(), all()),
    }
}

/// The claims of a file, with their keys.
fn claims(tree: &Node) -> impl Iterator<Item = (&str, &[(Key, Node)])> {
    let claims = match tree.entry("claims").map(|node| &node.value) {
        Some(Value::Map(claims)) => claims.as_slice(),
        _ => &[],
    };
    claims.iter().filter_map(|(key, node)| match &node.value {
        Value::Map(keys) => Some((key.name.as_str(), keys.as_slice())),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::with_comments;
    use std::collections::BTreeMap;

    #[test]
    fn comments_stand_above_the_first_key_of_their_claim() {
        let lines = ["One: #x".to_owned(), "- two".to_owned()];
        let check = |text: &str, expect: Option<&str>| {
            let comments = BTreeMap::from([("b".to_owned(), lines.to_vec())]);
            let (new, left) = with_comments(text, &comments);
            assert_eq!((new.as_str(), left.is_empty()), (expect.unwrap_or(text), expect.is_some()));
        };
        check(
            "claims:\n  a: {quote: x}\n  b:\n    quote: y\n",
            Some("claims:\n  a: {quote: x}\n  b:\n    # One: #x\n    # - two\n    quote: y\n"),
        );
        check(
            "claims:\r\n  b:\r\n    quote: y\r\n",
            Some("claims:\r\n  b:\r\n    # One: #x\r\n    # - two\r\n    quote: y\r\n"),
        );
        check("claims: {b: {quote: y}}\n", None);
        check("claims:\n  a: {quote: x}\n", None);
    }
}
