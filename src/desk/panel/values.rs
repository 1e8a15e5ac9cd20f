//! Values of a request as YAML types them.
//!
//! In go JSON and the table of keys that `parse` reads by; out comes what is to be written, in the order of
//! that table, or the fields that no file can hold.

use super::request::{Keys, Problem};
use crate::diagnostic::{Code, did_you_mean};
use crate::model::keys::{self, FormatKey, Record, Takes};
use crate::yaml::edit::NewValue;
use serde_json::Value;

/// The keys of one or two records, in their order.
pub type KeyTable<'k> = &'k [&'static Record];

/// The keys of a claim.
pub const CLAIM: KeyTable = &[&keys::CLAIM];
/// The keys of a counter-claim that is written in place.
pub const COUNTER: KeyTable = &[&keys::COUNTER, &keys::CLAIM];

/// The keys of `map` in the order of `table`, and a problem for each that it does not have.
pub fn known<'m>(
    map: &'m Keys,
    table: KeyTable,
    field: &str,
    out: &mut Vec<Problem>,
) -> Vec<(&'static FormatKey, &'m Value)> {
    let all = || table.iter().flat_map(|record| record.keys);
    for name in map.keys().filter(|name| all().all(|key| key.name != name.as_str())) {
        let what = table.last().map_or("this", |record| record.name);
        let text = format!("{what} has no key `{name}`");
        let mut problem = Problem::at(format!("{field}.{name}"), Code::KeyUnknown, text);
        problem.hint = did_you_mean(name, all().map(|key| key.name));
        out.push(problem);
    }
    all().filter_map(|key| Some((key, map.get(key.name)?))).collect()
}

/// What is written of `map`: its values that are not null.
pub fn entries(
    map: &Keys,
    table: KeyTable,
    field: &str,
    out: &mut Vec<Problem>,
) -> Vec<(String, NewValue)> {
    let known = known(map, table, field, out);
    let typed =
        known.into_iter().filter(|(_, value)| !value.is_null()).filter_map(|(key, value)| {
            Some((
                key.name.to_owned(),
                typed(key.takes, value, &format!("{field}.{}", key.name), out)?,
            ))
        });
    typed.collect()
}

/// `value` as the value of a key that takes `takes`.
pub fn typed(takes: Takes, value: &Value, field: &str, out: &mut Vec<Problem>) -> Option<NewValue> {
    let wrong = |out: &mut Vec<Problem>, what| {
        let text = format!("this takes {}, and not {what}", wanted(takes));
        out.push(Problem::at(field, Code::ValueType, text));
        None
    };
    let is_map = matches!(
        takes,
        Takes::Map(_) | Takes::Maps(_) | Takes::Counters | Takes::References | Takes::Claims
    );
    match value {
        Value::Null => wrong(out, "nothing"),
        Value::String(_) | Value::Bool(_) | Value::Number(_) if is_map => wrong(out, "text"),
        Value::String(text) if is_text(takes) => Some(NewValue::Text(text.clone())),
        Value::String(text) => Some(NewValue::Word(text.clone())),
        Value::Bool(_) | Value::Number(_) => Some(NewValue::Word(value.to_string())),
        Value::Array(_) if !is_list(takes) => wrong(out, "a list"),
        Value::Array(items) => {
            let item = |(i, item)| typed(takes, item, &format!("{field}.{i}"), out);
            items.iter().enumerate().map(item).collect::<Option<_>>().map(NewValue::List)
        }
        Value::Object(map) => {
            let table: KeyTable = match takes {
                Takes::Map(record) | Takes::TextsOrMaps(record) => {
                    return Some(NewValue::Short(entries(map, &[record], field, out)));
                }
                Takes::References => {
                    return Some(NewValue::Short(entries(map, &[&keys::COUNTER], field, out)));
                }
                Takes::Counters if map.contains_key("claim") => {
                    return Some(NewValue::Short(entries(map, &[&keys::COUNTER], field, out)));
                }
                Takes::Maps(record) => &[record],
                Takes::Counters => COUNTER,
                _ => return wrong(out, "a map"),
            };
            Some(NewValue::Map(entries(map, table, field, out)))
        }
    }
}

/// True if the value is text for readers, and not a word of the format.
fn is_text(takes: Takes) -> bool {
    matches!(
        takes,
        Takes::Text | Takes::Texts | Takes::Markdown | Takes::Name | Takes::TextsOrMaps(_)
    )
}

fn is_list(takes: Takes) -> bool {
    matches!(
        takes,
        Takes::Texts
            | Takes::Ids
            | Takes::Sections
            | Takes::Maps(_)
            | Takes::TextsOrMaps(_)
            | Takes::Counters
            | Takes::References
    )
}

fn wanted(takes: Takes) -> &'static str {
    match takes {
        Takes::Map(_) | Takes::Named(_) | Takes::Claims | Takes::Severities => "a map",
        Takes::Maps(_) | Takes::Counters | Takes::References => "a map, or a list of them",
        Takes::TextsOrMaps(_) => "text, a map, or a list of them",
        Takes::Texts | Takes::Ids => "text, or a list of texts",
        Takes::Sections => "a list of texts",
        _ => "text",
    }
}
