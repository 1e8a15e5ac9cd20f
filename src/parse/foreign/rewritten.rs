//! Converts values of other tools to this format.
//!
//! In goes a node; out comes its value in this format, if the meaning is clear.

use super::known::plain;
use super::values::{full_day, words};
use crate::model::{Date, is_id, to_id};
use crate::yaml::{Node, Value};

/// A language tag; other tools also write `en_US`.
pub(super) fn language(node: &Node) -> Option<String> {
    let tag = words(node)?.split('.').next()?.replace('_', "-");
    crate::parse::allowed::is_language_tag(&tag).then_some(tag)
}

/// The value of `node` as the value of `key` in article.yaml or gainsay.yaml.
pub(super) fn value(key: &str, node: &Node) -> Option<String> {
    match key {
        "published" => moment(words(node)?),
        "byline" => {
            let name = |node: &Node| match &node.value {
                Value::Map(entries) => entries
                    .iter()
                    .find(|(key, _)| plain(&key.name) == "name")
                    .and_then(|(_, value)| line(value)),
                _ => line(node),
            };
            let names: Option<Vec<String>> = match &node.value {
                Value::List(items) => items.iter().map(name).collect(),
                _ => Some(vec![name(node)?]),
            };
            // A comma separates names in any language.
            names.map(|names| names.join(", ")).filter(|names| !names.is_empty())
        }
        "output" => {
            let folder = words(node)?.trim_start_matches("./").trim_end_matches('/');
            crate::parse::allowed::is_output(folder).then(|| folder.to_owned())
        }
        _ => line(node),
    }
}

/// The text of `node` as one line; `None` if it has several paragraphs.
fn line(node: &Node) -> Option<String> {
    let words = words(node)?;
    let lines: Vec<&str> = words.lines().map(str::trim).collect();
    (!lines.contains(&"")).then(|| lines.join(" "))
}

/// A day or a moment in this format: other tools write blanks between day, time and offset.
fn moment(text: &str) -> Option<String> {
    let holds = |text: &str| Date::parse(text).is_ok();
    if holds(text) {
        return Some(text.to_owned());
    }
    let day = full_day(text)?;
    let rest = text.split_once([' ', 'T']).map_or("", |(_, rest)| rest);
    let rest: String = rest.split_whitespace().collect();
    // Pages do not show fractions of a second.
    let rest = match rest.split_once('.') {
        Some((time, parts)) => {
            format!("{time}{}", parts.trim_start_matches(|c: char| c.is_ascii_digit()))
        }
        None => rest,
    };
    let rest = match rest.rsplit_once(['+', '-']) {
        Some((time, zone)) if zone.len() == 4 && !zone.contains(':') => {
            let sign = &rest[time.len()..=time.len()];
            format!("{time}{sign}{}:{}", zone.get(..2)?, zone.get(2..)?)
        }
        _ => rest,
    };
    let whole = Some(format!("{day}T{rest}")).filter(|whole| holds(whole));
    whole.or(Some(day))
}

/// Converts paths to aliases: the last part of each, without its extension and number.
pub(super) fn aliases(node: &Node) -> Option<Vec<String>> {
    let items = match &node.value {
        Value::List(items) => items.iter().collect(),
        _ => vec![node],
    };
    let name = |node: &Node| {
        let path = words(node)?.split(['?', '#']).next()?.trim_end_matches('/');
        // In a complete address, the host stands before the path.
        let path = match path.split_once("//") {
            Some((_, address)) => address.split_once('/')?.1,
            None => path,
        };
        let path = ["/index.html", "/index.htm", "/index"]
            .iter()
            .find_map(|end| path.strip_suffix(end))
            .unwrap_or(path);
        let (_, last) = path.rsplit_once('/').unwrap_or(("", path));
        let last = last.strip_suffix(".html").or(last.strip_suffix(".htm")).unwrap_or(last);
        let id = to_id(last);
        (is_id(&id) && id != "index" && id.len() <= crate::parse::decode::MAX_ID).then_some(id)
    };
    let mut names: Vec<String> = items.into_iter().map(name).collect::<Option<_>>()?;
    names.sort();
    names.dedup();
    (!names.is_empty()).then_some(names)
}
