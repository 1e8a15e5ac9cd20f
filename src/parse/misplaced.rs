//! Handles keys at the wrong level, and lists where maps of ids are required.
//!
//! In go nodes as typed; out comes a hint on what was most likely meant, or the map that was meant,
//! so that its content is still checked.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::keys;
use crate::parse::Faults;
use crate::yaml::{Key, Node, Value, double_quoted};

/// The file that `key`, found in `what`, belongs in.
fn elsewhere(key: &str, what: &str) -> Option<String> {
    let hint = match what {
        "the site" if key == "claims" => {
            "claims stand in the file of their section, as in `content/01-vote.yaml`".to_owned()
        }
        "the site" if matches!(key, "sources" | "speakers") => {
            format!("they stand in a file of their own, `content/{key}.yaml`")
        }
        "the site" if key == "draft" || keys::ARTICLE.alone_has(key) => {
            format!("`{key}` belongs to an article: write it in its article.yaml")
        }
        "an article" | "a section" if keys::SITE.alone_has(key) => {
            format!("`{key}` belongs to the site: write it in gainsay.yaml")
        }
        "an article" if matches!(key, "sources" | "speakers") => {
            format!("they stand in a file of their own, `{key}.yaml`, beside article.yaml")
        }
        "an annotation file" if matches!(key, "title" | "draft" | "language") => {
            format!(
                "`{key}` belongs to the section: write it in the front matter of its Markdown file, between two lines of `---`"
            )
        }
        _ => return None,
    };
    Some(hint)
}

/// What to do with a key of another map that was found in `what`. Most likely its indentation is
/// wrong.
pub fn belongs(key: &str, what: &str) -> Option<String> {
    if key.starts_with(char::is_whitespace) {
        return Some(
            "it begins with characters that only look like spaces: type spaces".to_owned(),
        );
    }
    let other = elsewhere(key, what);
    if other.is_some() {
        return other;
    }
    let of_claim = keys::CLAIM.alone_has(key);
    let hint = match what {
        "a claim" if keys::CITATION.alone_has(key) => format!(
            "`{key}` belongs to a citation: write it below `citations`, in the column of `source`"
        ),
        "a claim" if key == "id" => {
            "the id of a claim is the key that it stands below, and it has one: write that there"
                .to_owned()
        }
        // `citations` are about sources, but no edit distance relates the two words.
        "a claim" if key == "sources" => "a claim names its sources in `citations`".to_owned(),
        "a claim" | "a counter-claim" => return None,
        "an annotation file" | "an article" | "a source" | "a speaker" if of_claim => {
            format!("`{key}` belongs to a claim: indent it, below the id of the claim")
        }
        _ if of_claim => {
            format!(
                "`{key}` belongs to the claim: indent it less, in the column of `quote` or `says`"
            )
        }
        "an annotation file" => {
            "claims stand below `claims:`, each with its id as a key, and are indented".to_owned()
        }
        _ => return None,
    };
    Some(hint)
}

/// What to write if `key` stands in a claim with `entries`, but belongs in its quote.
pub fn of_quote(
    (key, value): (&Key, &Node),
    what: &str,
    entries: &[(&Key, &Node)],
) -> Option<String> {
    if !matches!(what, "a claim" | "a counter-claim")
        || !keys::QUOTE.names.contains(&key.name.as_str())
    {
        return None;
    }
    let text = |name: &str| {
        let (_, node) = entries.iter().find(|(key, _)| key.name == name)?;
        match &node.value {
            Value::Text(text) => Some(text.as_str()),
            Value::Null | Value::List(_) | Value::Map(_) => None,
        }
    };
    let exact = text("quote").or_else(|| text("exact")).unwrap_or("the words");
    let exact = double_quoted(exact);
    let name = key.name.as_str();
    let rest = match (name, &value.value) {
        ("exact", _) => String::new(),
        ("title" | "standfirst", _) => format!(", {name}: true"),
        ("section" | "image", Value::Text(text)) => format!(", {name}: {text}"),
        (_, Value::Text(text)) => format!(", {name}: {}", double_quoted(text)),
        (_, _) => format!(", {name}: ..."),
    };
    Some(format!("`{name}` belongs to the quote: write `quote: {{exact: {exact}{rest}}}`"))
}

/// What to do with a duplicate `key` in `what`.
pub fn again(key: &str, what: &str) -> String {
    match (what, key) {
        ("`claims`" | "`sources.yaml`" | "`speakers.yaml`", _) => format!(
            "each needs an id of its own: give one of them another, such as `{key}-2`, or make one of both"
        ),
        (_, "quote" | "speaker" | "via" | "aliases" | "passage" | "authors") => {
            format!("keep one; several go into one list: `{key}: [one, another]`")
        }
        (_, "citations" | "counters" | "answers" | "later" | "history") => {
            "keep one, with the items of both below it".to_owned()
        }
        _ => "keep one of them".to_owned(),
    }
}

/// Converts a list of things with ids to the map that it should be: `- id: vote` to `vote:`. `None`
/// if no item has an id.
pub fn unlisted(items: &[Node]) -> Option<Node> {
    let entry = |item: &Node| -> Option<(Key, Node)> {
        let Value::Map(entries) = &item.value else { return None };
        if let [(key, value @ Node { value: Value::Map(_), .. })] = &entries[..] {
            return Some((key.clone(), value.clone()));
        }
        let at = entries.iter().position(|(key, _)| key.name == "id")?;
        let Value::Text(id) = &entries[at].1.value else { return None };
        let key = Key { name: id.clone(), span: entries[at].1.span };
        let mut rest = entries.clone();
        rest.remove(at);
        Some((key, Node { value: Value::Map(rest), span: item.span }))
    };
    let entries: Vec<_> = items.iter().filter_map(entry).collect();
    let span = items.first()?.span;
    (!entries.is_empty()).then_some(Node { value: Value::Map(entries), span })
}

/// Reports a list where a map of ids is required, and returns the map that was meant.
pub fn listed(node: &Node, what: &str, out: &mut Faults) -> Option<Node> {
    let Value::List(items) = &node.value else { return None };
    let meant = unlisted(items);
    let id = match &meant {
        Some(Node { value: Value::Map(entries), .. }) => entries[0].0.name.as_str(),
        _ => "its-id",
    };
    let message = format!("{what} is a map of ids, and this is a list");
    out.push(
        Diagnostic::at(Code::ValueType, node.span, message)
            .hint(format!("write `{id}:` without a hyphen, and the other keys below it, indented")),
    );
    Some(meant.unwrap_or(Node { value: Value::Map(Vec::new()), span: node.span }))
}
