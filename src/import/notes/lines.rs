//! Puts comments into a claim that was just written, above its first key.

use crate::yaml::edit::{self, TreeStep, value_at};
use crate::yaml::{Node, Value};

/// `text` with `lines` as comments in the claim `id`; `None` where it is typed in a way that leaves no room.
pub fn with_comment(text: &str, id: &str, lines: &[String]) -> Option<String> {
    let tree = edit::read(text)?;
    let Value::Map(keys) = &claim(&tree, id)?.value else { return None };
    let (first, _) = keys.first()?;
    let at = first.span.range().start;
    let begin = text[..at].rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let indent = &text[begin..at];
    // Between braces, or behind a dash, a comment would cut a line.
    if !indent.chars().all(|c| c == ' ') || indent.is_empty() {
        return None;
    }
    let end = if text[..begin].ends_with("\r\n") { "\r\n" } else { "\n" };
    let comment: String = lines.iter().map(|line| format!("{indent}# {line}{end}")).collect();
    let new = format!("{}{comment}{}", &text[..begin], &text[begin..]);
    // A comment changes nothing, and the keys stay what they were.
    let after = edit::read(&new)?;
    let Value::Map(now) = &claim(&after, id)?.value else { return None };
    let same = now.iter().map(|(key, _)| &key.name).eq(keys.iter().map(|(key, _)| &key.name));
    same.then_some(new)
}

fn claim<'n>(tree: &'n Node, id: &str) -> Option<&'n Node> {
    value_at(tree, &[TreeStep::Key("claims"), TreeStep::Key(id)])
}

#[cfg(test)]
mod tests {
    use super::with_comment;

    #[test]
    fn comments_stand_above_the_first_key_of_their_claim() {
        let lines = ["One: #x".to_owned(), "- two".to_owned()];
        let check = |text: &str, expect: Option<&str>| {
            assert_eq!(with_comment(text, "b", &lines).as_deref(), expect, "{text}");
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
