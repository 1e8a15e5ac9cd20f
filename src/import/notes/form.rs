//! Holds annotations to what the Web Annotation Data Model requires (W3C Recommendation of 23 February 2017).
//!
//! In goes an annotation, a collection or a page of one, as JSON; out come sentences about all that it may not be.
//! A list of one value counts as that value, as JSON-LD has it. What the model does not name is passed over.

use super::keys::{self, FormKey, JsonShape, Many};
use crate::import::json::each;
use crate::import::report::short;
use serde_json::{Map, Value};
use url::Url;

/// The context of the model.
const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

/// Types of a resource that others make up.
const SETS: &[&str] = &["Choice", "Composite", "List", "Independents"];

/// How many faults of an annotation are told.
const MOST: usize = 5;

/// What is wrong with an annotation. `inside` says that a collection or a page holds it, which has the context.
pub fn annotation(item: &Map<String, Value>, inside: bool) -> Vec<String> {
    let mut form = Form::default();
    if !inside || item.contains_key("@context") {
        form.context(item);
    }
    form.head(item, "Annotation");
    match (item.get("body"), item.get("bodyValue")) {
        (Some(_), Some(_)) => form.say("it has `body` and `bodyValue`, and may have one of them"),
        (None, Some(value)) => form.key(item, "", &keys::BODY_VALUE, value),
        _ => {}
    }
    for (name, part) in [("body", FormPart::Body), ("target", FormPart::Target)] {
        if let Some(value) = item.get(name) {
            form.parts(name, value, part);
        }
    }
    match item.get("target") {
        None | Some(Value::Null) => form.say("it has no `target`"),
        Some(Value::Array(all)) if all.is_empty() => form.say("`target` is a list of nothing"),
        Some(_) => {}
    }
    form.keys(item, "", keys::ANY);
    form.faults.truncate(MOST);
    form.faults
}

/// What is wrong with the map of a collection or a page, whatever its annotations are.
pub fn container(item: &Map<String, Value>, inside: bool) -> Vec<String> {
    let mut form = Form::default();
    if !inside {
        form.context(item);
    }
    let is_page = has_type(item, "AnnotationPage");
    form.head(item, if is_page { "AnnotationPage" } else { "AnnotationCollection" });
    form.keys(item, "", if is_page { keys::PAGE } else { keys::COLLECTION });
    form.keys(item, "", keys::ANY);
    match (is_page, item.get("items")) {
        (true, None) => form.say("it has no `items`"),
        (true, Some(items)) if !items.is_array() => {
            form.say(format!("`items` is {}, and has to be a list", named(items)));
        }
        _ => {}
    }
    form.faults.truncate(MOST);
    form.faults
}

/// True if a map says that it is an annotation or holds some.
pub fn is_typed(item: &Map<String, Value>) -> bool {
    ["Annotation", "AnnotationCollection", "AnnotationPage"].iter().any(|name| has_type(item, name))
}

/// True if a map says that it is of a type.
pub fn has_type(item: &Map<String, Value>, name: &str) -> bool {
    each(item.get("type")).any(|one| one.as_str() == Some(name))
}

/// What a resource is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FormPart {
    Body,
    Target,
}

#[derive(Debug, Default)]
struct Form {
    faults: Vec<String>,
}

impl Form {
    fn say(&mut self, fault: impl Into<String>) {
        let fault = fault.into();
        if !self.faults.contains(&fault) {
            self.faults.push(fault);
        }
    }

    fn context(&mut self, item: &Map<String, Value>) {
        match item.get("@context") {
            None => self.say(format!("it has no `@context`, which has to be `{CONTEXT}`")),
            Some(context) if each(Some(context)).any(|one| one.as_str() == Some(CONTEXT)) => {}
            Some(_) => self.say(format!("`@context` does not name `{CONTEXT}`")),
        }
    }

    /// The name and the type of an annotation or of what holds annotations.
    fn head(&mut self, item: &Map<String, Value>, name: &str) {
        self.keys(item, "", keys::HEAD);
        if item.contains_key("type") && !has_type(item, name) {
            self.say(format!("`type` is not `{name}`"));
        }
    }

    /// Bodies or targets.
    fn parts(&mut self, path: &str, value: &Value, part: FormPart) {
        match value {
            Value::Array(all) => {
                for (i, one) in all.iter().enumerate() {
                    self.resource(&format!("{path}[{i}]"), one, part);
                }
            }
            Value::Null => {}
            one => self.resource(path, one, part),
        }
    }

    fn resource(&mut self, path: &str, value: &Value, part: FormPart) {
        let Value::Object(map) = value else {
            return self.one(path, value, JsonShape::AddressOrMap);
        };
        let sets: Vec<&str> = SETS.iter().copied().filter(|name| has_type(map, name)).collect();
        let is_specific = has_type(map, "SpecificResource")
            || ["source", "selector", "state"].iter().any(|key| map.contains_key(*key));
        let is_text = has_type(map, "TextualBody") || map.contains_key("value");
        match sets.as_slice() {
            [_, _, ..] => self.say(format!("`{path}.type` is {} at once", joined(&sets))),
            [_] => match map.get("items") {
                Some(Value::Array(all)) if !all.is_empty() => {
                    self.parts(&format!("{path}.items"), &map["items"], part);
                }
                Some(_) => self.say(format!("`{path}.items` is no list of resources")),
                None => self.say(format!("`{path}` has no `items`")),
            },
            [] if map.contains_key("items") => {
                self.say(format!("`{path}.items` stands in what is none of {}", joined(SETS)));
            }
            [] if is_specific => self.keys(map, path, keys::SPECIFIC),
            [] if is_text && part == FormPart::Body => self.keys(map, path, keys::TEXTUAL),
            [] => self.keys(map, path, keys::EXTERNAL),
        }
        self.keys(map, path, keys::ANY);
    }

    /// The keys of a map that are in a table.
    fn keys(&mut self, map: &Map<String, Value>, path: &str, table: &[FormKey]) {
        for key in table {
            match map.get(key.name) {
                Some(value) if !value.is_null() => self.key(map, path, key, value),
                _ if !key.needed => {}
                _ if path.is_empty() => self.say(format!("it has no `{}`", key.name)),
                _ => self.say(format!("`{path}` has no `{}`", key.name)),
            }
        }
    }

    fn key(&mut self, map: &Map<String, Value>, path: &str, key: &FormKey, value: &Value) {
        let path = match path {
            "" => key.name.to_owned(),
            _ => format!("{path}.{}", key.name),
        };
        match value {
            Value::Array(all) if key.many == Many::One && all.len() != 1 => {
                self.say(format!("`{path}` has {} values, and has to have one", all.len()));
            }
            Value::Array(all) => {
                for (i, one) in all.iter().enumerate() {
                    let place = if all.len() == 1 { path.clone() } else { format!("{path}[{i}]") };
                    self.one(&place, one, key.shape);
                }
            }
            one => self.one(&path, one, key.shape),
        }
        if key.name == "end"
            && let (Some(start), Some(end)) = (number(map.get("start")), number(map.get("end")))
            && start > end
        {
            self.say(format!("`{path}` stands before its `start`"));
        }
    }

    fn one(&mut self, path: &str, value: &Value, shape: JsonShape) {
        let text = value.as_str();
        let fits = match shape {
            JsonShape::Address => text.is_some_and(is_address),
            JsonShape::Text => text.is_some(),
            JsonShape::Number => value.as_u64().is_some(),
            JsonShape::Moment => text.is_some_and(is_moment),
            JsonShape::Direction => text.is_some_and(|text| matches!(text, "ltr" | "rtl" | "auto")),
            // Many programs write the name alone.
            JsonShape::Agent => value.is_object() || text.is_some(),
            JsonShape::AddressOrMap | JsonShape::Resource | JsonShape::Qualifier => {
                value.is_object() || text.is_some_and(is_address)
            }
        };
        if !fits {
            return self.say(format!(
                "`{path}` is {}, and has to be {}",
                named(value),
                shape.noun()
            ));
        }
        let Value::Object(map) = value else { return };
        match shape {
            JsonShape::Agent => self.keys(map, path, keys::AGENT),
            JsonShape::Resource => {
                self.keys(map, path, keys::EXTERNAL);
                self.keys(map, path, keys::ANY);
            }
            JsonShape::Qualifier => self.qualifier(map, path),
            _ => {}
        }
    }

    /// A selector or a state. Those of other types than the model's are as they are.
    fn qualifier(&mut self, map: &Map<String, Value>, path: &str) {
        // The parser bounds how deep this goes.
        self.keys(map, path, keys::QUALIFIER);
        if !map.contains_key("type") && !map.contains_key("id") {
            self.say(format!("`{path}` has no `type`"));
        }
        for (name, table) in keys::QUALIFIERS {
            if has_type(map, name) {
                self.keys(map, path, table);
            }
        }
        let is_empty = !map.contains_key("id") && !map.contains_key("value");
        if has_type(map, "SvgSelector") && is_empty {
            self.say(format!("`{path}` has no `value`"));
        }
    }
}

/// True for an address of any scheme, and for one that begins at the page or the host where the file was.
fn is_address(text: &str) -> bool {
    let is_odd = |c: char| c.is_whitespace() || c.is_control() || "<>\"{}|\\^`".contains(c);
    let is_relative = text.starts_with(['#', '/']) && text.len() > 1;
    !text.contains(is_odd) && (is_relative || Url::parse(text).is_ok())
}

/// True for a day and a time with a zone. The model asks for `Z`; many programs write `+00:00`.
fn is_moment(text: &str) -> bool {
    text.contains(['T', 't']) && text.parse::<jiff::Timestamp>().is_ok()
}

fn number(value: Option<&Value>) -> Option<u64> {
    each(value).next()?.as_u64()
}

/// What a value is, in a message.
fn named(value: &Value) -> String {
    match value {
        Value::String(text) if text.is_empty() => "an empty text".to_owned(),
        Value::String(text) => format!("the text `{}`", short(text)),
        Value::Number(number) => format!("the number {number}"),
        Value::Bool(_) => "true or false".to_owned(),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "a map".to_owned(),
        Value::Null => "null".to_owned(),
    }
}

fn joined(names: &[&str]) -> String {
    let ticked: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match ticked.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => ticked.concat(),
    }
}
