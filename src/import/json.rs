//! Reads JSON from strangers, item by item, with the place of each.

use super::report::{ImportFault, LinePlace};
use serde_json::value::RawValue;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// The items of a file with the byte at which each begins: those of its list, or of the list below the first of
/// `names` that it has. A map without one of these is an item by itself.
///
/// # Errors
/// It is no JSON, at a place, or neither a list nor a map.
pub fn items(text: &str, names: &[&str]) -> Result<Vec<(Value, usize)>, ImportFault> {
    let raw: &RawValue = serde_json::from_str(text).map_err(|error| fault(text, 0, &error))?;
    let at = |raw: &RawValue| raw.get().as_ptr() as usize - text.as_ptr() as usize;
    let mut list = raw;
    if raw.get().starts_with('{') {
        let map: BTreeMap<String, &RawValue> = inner(text, at(raw), raw.get())?;
        match names.iter().find_map(|name| below(&map, name)) {
            Some(found) if found.get().starts_with('[') => list = found,
            _ => return Ok(vec![(inner(text, at(raw), raw.get())?, at(raw))]),
        }
    }
    if !list.get().starts_with('[') {
        let fault = ImportFault::new("the file holds neither a list nor a map");
        return Err(fault.at(Some(LinePlace::of(text, at(raw)))));
    }
    let all: Vec<&RawValue> =
        serde_json::from_str(list.get()).map_err(|error| fault(text, at(list), &error))?;
    all.into_iter().map(|raw| Ok((inner(text, at(raw), raw.get())?, at(raw)))).collect()
}

/// The value at a path of keys with `/` between them.
fn below<'t>(map: &BTreeMap<String, &'t RawValue>, path: &str) -> Option<&'t RawValue> {
    match path.split_once('/') {
        None => map.get(path).copied(),
        Some((first, rest)) => below(&only(map.get(first)?.get())?, rest),
    }
}

/// The map that a file is, and the one below its key `first`, without the lists of `names` that [`items`] gives.
pub fn heads(text: &str, names: &[&str]) -> [Option<Map<String, Value>>; 2] {
    let Some(map) = keys(text.trim_start()) else { return [None, None] };
    let first = map.get("first").and_then(|raw| only(raw.get()));
    let head = |map: BTreeMap<String, &RawValue>| {
        let value = |name: &str, raw: &RawValue| match raw.get().as_bytes().first() {
            Some(b'[') if names.contains(&name) => Value::Array(Vec::new()),
            Some(b'{') if name == "first" => Value::Object(Map::new()),
            _ => serde_json::from_str(raw.get()).unwrap_or_default(),
        };
        map.into_iter().map(|(name, raw)| (name.clone(), value(&name, raw))).collect()
    };
    [Some(head(map)), first.map(head)]
}

/// The names of the keys of the map that a file is, and of the first map of its list, or of that below one of
/// `names`.
pub fn first_keys(text: &str, names: &[&str]) -> Vec<String> {
    let text = text.trim_start();
    let map = keys(text).unwrap_or_default();
    let list = names.iter().find_map(|name| below(&map, name)).map_or(text, |list| list.get());
    let first = serde_json::from_str::<Vec<&RawValue>>(list).ok();
    let first = first.and_then(|all| keys(all.first()?.get())).unwrap_or_default();
    map.into_keys().chain(first.into_keys()).collect()
}

/// The keys of a map, also where a list holds it alone.
fn only(raw: &str) -> Option<BTreeMap<String, &RawValue>> {
    let listed = || match serde_json::from_str::<Vec<&RawValue>>(raw).ok()?.as_slice() {
        [one] => keys(one.get()),
        _ => None,
    };
    keys(raw).or_else(listed)
}

fn keys(raw: &str) -> Option<BTreeMap<String, &RawValue>> {
    serde_json::from_str(raw).ok()
}

fn inner<'t, T: serde::Deserialize<'t>>(
    text: &str,
    at: usize,
    raw: &'t str,
) -> Result<T, ImportFault> {
    serde_json::from_str(raw).map_err(|error| fault(text, at, &error))
}

/// The fault of a value that begins at byte `at`.
fn fault(text: &str, at: usize, error: &serde_json::Error) -> ImportFault {
    let begin = LinePlace::of(text, at);
    let (line, column) = (error.line().max(1), error.column().max(1));
    let column = if line == 1 { begin.column + column - 1 } else { column };
    let line = begin.line + line - 1;
    let whole = error.to_string();
    let what = whole.split(" at line ").next().unwrap_or(&whole);
    ImportFault::new(format!("this is no JSON that can be read: {what}"))
        .at(Some(LinePlace { line, column }))
}

/// The items of a list; a value that is none is its own.
pub fn each(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    let items = match value {
        Some(Value::Array(items)) => items.as_slice(),
        Some(Value::Null) | None => &[],
        Some(one) => std::slice::from_ref(one),
    };
    items.iter()
}

/// True if the value of a key, or one of them, is `name`.
pub fn has(value: &Value, key: &str, name: &str) -> bool {
    each(value.get(key)).any(|one| one.as_str() == Some(name))
}

/// The texts of a value that are not blank.
pub fn texts(value: Option<&Value>) -> impl Iterator<Item = String> + use<'_> {
    each(value).filter_map(|one| text(Some(one)))
}

/// A text that is not blank.
pub fn text(value: Option<&Value>) -> Option<String> {
    let text = value?.as_str()?;
    (!text.trim().is_empty()).then(|| text.to_owned())
}
