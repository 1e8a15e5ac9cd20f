//! JSON Schemas of the YAML files of a site, for editors.
//!
//! In goes the kind of a file; out comes its schema, made of the tables of keys that the readers of
//! `parse` go by. Drafts: JSON Schema draft-07, <https://json-schema.org/draft-07>, with
//! `enumDescriptions` and `patternErrorMessage` as editors of the family of VS Code read them. A schema
//! tells of keys, of the form of values and of closed sets of words; whether something is there that
//! is named, `gainsay check` alone knows.

use crate::diagnostic::{Code, Severities, Severity};
use crate::model::keys::{self, Either, FormatKey, Record, Takes};
use crate::model::{FORMAT, Words};
use serde_json::{Map, Value, json};

/// A kind of YAML file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SchemaKind {
    /// `gainsay.yaml`.
    Site,
    /// `article.yaml`.
    Article,
    /// The claims of a section.
    Claims,
    /// `sources.yaml`.
    Sources,
    /// `speakers.yaml`.
    Speakers,
}

impl SchemaKind {
    /// All kinds, in the order of the format's document.
    pub const ALL: [Self; 5] =
        [Self::Site, Self::Article, Self::Claims, Self::Sources, Self::Speakers];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Site => "site",
            Self::Article => "article",
            Self::Claims => "claims",
            Self::Sources => "sources",
            Self::Speakers => "speakers",
        }
    }

    /// Where a site keeps its schema, from the site's root.
    pub fn path(self) -> &'static str {
        match self {
            Self::Site => ".gainsay/schema/site.json",
            Self::Article => ".gainsay/schema/article.json",
            Self::Claims => ".gainsay/schema/claims.json",
            Self::Sources => ".gainsay/schema/sources.json",
            Self::Speakers => ".gainsay/schema/speakers.json",
        }
    }
}

/// The schema of the files of a kind.
pub fn schema(kind: SchemaKind) -> Value {
    let (title, file) = match kind {
        SchemaKind::Site => ("gainsay.yaml", of_record(&keys::SITE)),
        SchemaKind::Article => ("article.yaml", of_record(&keys::ARTICLE)),
        SchemaKind::Claims => ("The claims of a section", claims_of_section()),
        SchemaKind::Sources => ("sources.yaml", by_id(reference(&keys::SOURCE))),
        SchemaKind::Speakers => ("speakers.yaml", by_id(reference(&keys::SPEAKER))),
    };
    let mut schema = Map::new();
    schema.insert("$schema".into(), "http://json-schema.org/draft-07/schema#".into());
    schema.insert("title".into(), title.into());
    if let Value::Object(file) = file {
        schema.extend(file);
    }
    let definitions = definitions(&schema);
    if !definitions.is_empty() {
        schema.insert("definitions".into(), definitions.into());
    }
    schema.into()
}

/// The definitions that `schema` refers to, and those that they refer to.
fn definitions(schema: &Map<String, Value>) -> Map<String, Value> {
    let mut found = Map::new();
    let mut open = named_in(&Value::Object(schema.clone()));
    while let Some(name) = open.pop() {
        if found.contains_key(&name) {
            continue;
        }
        let definition = match keys::ALL.iter().find(|record| name_of(record) == name) {
            Some(record) if record.name == keys::COUNTER.name => counter(),
            Some(record) => of_record(record),
            None => of_reference(),
        };
        open.extend(named_in(&definition));
        found.insert(name, definition);
    }
    found
}

const DEFINITIONS: &str = "#/definitions/";

fn named_in(value: &Value) -> Vec<String> {
    match value {
        Value::Object(map) => {
            let own = map.get("$ref").and_then(Value::as_str);
            let own = own.and_then(|path| path.strip_prefix(DEFINITIONS)).map(str::to_owned);
            own.into_iter().chain(map.values().flat_map(named_in)).collect()
        }
        Value::Array(items) => items.iter().flat_map(named_in).collect(),
        _ => Vec::new(),
    }
}

/// The name of a record's definition: `claim` for `a claim`.
fn name_of(record: &Record) -> String {
    let noun = record.name.split_once(' ').map_or(record.name, |(_, noun)| noun);
    noun.replace('`', "").replace(' ', "-")
}

fn reference(record: &Record) -> Value {
    json!({ "$ref": format!("{DEFINITIONS}{}", name_of(record)) })
}

/// A map with the keys of `record` and no others.
fn of_record(record: &Record) -> Value {
    with_keys(record.keys.iter(), record.either)
}

fn with_keys<'k>(keys: impl Iterator<Item = &'k FormatKey>, either: &[Either]) -> Value {
    let mut properties = Map::new();
    let mut required = Vec::new();
    for key in keys {
        let mut property = of_value(key.takes, key.required);
        if let Value::Object(map) = &mut property {
            // Beside `$ref`, draft-07 reads nothing.
            if let Some(path) = map.remove("$ref") {
                map.insert("allOf".into(), json!([{ "$ref": path }]));
            }
            map.insert("description".into(), key.about.into());
        }
        properties.insert(key.name.into(), property);
        if key.required {
            required.push(key.name);
        }
    }
    let mut map = json!({
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    });
    let mut rules = Vec::new();
    for Either { first, second, both } in either {
        rules.push(
            json!({ "if": { "not": { "required": [second] } }, "then": { "required": [first] } }),
        );
        if !both {
            rules.push(
                json!({ "if": { "required": [first] }, "then": { "properties": { *second: false } } }),
            );
        }
    }
    if !rules.is_empty() {
        map["allOf"] = rules.into();
    }
    map
}

/// A counter-claim: a reference, or a claim in its place. Which one it is, the key `claim` says:
/// `anyOf` would report the faults of both.
fn counter() -> Value {
    let in_place = keys::COUNTER.keys.iter().filter(|key| key.name != "claim");
    let mut in_place = with_keys(in_place.chain(keys::CLAIM.keys), keys::CLAIM.either);
    in_place["required"] = json!(["id", "relation"]);
    json!({
        "type": "object",
        "if": { "required": ["claim"] },
        "then": of_reference(),
        "else": in_place,
    })
}

/// The id of a claim, and the relation to it.
fn of_reference() -> Value {
    let keys = || keys::COUNTER.keys.iter().filter(|key| key.name != "id");
    let mut map = with_keys(keys(), &[]);
    map["required"] = keys().map(|key| key.name).collect();
    map
}

fn claims_of_section() -> Value {
    let about = "The claims of the section, by id.";
    let mut claims = by_id(reference(&keys::CLAIM));
    claims["description"] = about.into();
    json!({
        "type": ["object", "null"],
        "properties": { "claims": claims },
        "required": ["claims"],
        "additionalProperties": false,
    })
}

const ID_FORM: &str = "An id is made of lower-case letters and digits, joined by single hyphens.";
const ID: &str = "[a-z0-9]+(-[a-z0-9]+)*";
const DATE: &str = r"\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2}))?)?)?";

fn by_id(record: Value) -> Value {
    json!({
        "type": ["object", "null"],
        "propertyNames": {
            "pattern": format!("^{ID}$"),
            "patternErrorMessage": ID_FORM,
        },
        "additionalProperties": record,
    })
}

/// One value, or a list of such.
fn one_or_several(one: &Value) -> Value {
    json!({ "if": { "type": "array" }, "then": { "items": one }, "else": one })
}

/// The schema of a value. A key without a value counts as not there, so `null` is a value of all keys
/// that are not `required`; not where words are listed, since editors would offer it.
fn of_value(takes: Takes, required: bool) -> Value {
    let nothing = (!required).then_some("null");
    let types = |types: &[&'static str]| -> Value {
        types.iter().copied().chain(nothing).collect::<Vec<_>>().into()
    };
    // `title: 1984` and `name: true` are text: editors read them as numbers and so on.
    let text = || json!({ "type": types(&["string", "number", "boolean"]) });
    let formed = |pattern: &str, message: &str| {
        let mut text = text();
        text["pattern"] = format!("^({pattern})$").into();
        text["patternErrorMessage"] = message.into();
        text
    };
    let map = |record| match nothing {
        Some(_) => json!({ "if": { "type": "null" }, "else": reference(record) }),
        None => reference(record),
    };
    let id = || formed(ID, ID_FORM);
    match takes {
        Takes::Text | Takes::Markdown | Takes::Name => text(),
        Takes::Texts => one_or_several(&text()),
        Takes::Id => id(),
        Takes::ClaimId => formed(
            &format!("({ID}/)?{ID}"),
            "Write the id of a claim, or article/claim where it is another article's.",
        ),
        Takes::Ids => one_or_several(&id()),
        Takes::Sections => json!({ "type": types(&["array"]), "items": id() }),
        Takes::Version => json!({ "enum": (1..=FORMAT).collect::<Vec<_>>() }),
        Takes::Flag => json!({ "type": types(&["boolean"]) }),
        Takes::Url => formed(
            "(https?://|mailto:).+",
            "An address is complete: it begins with http://, https:// or mailto:.",
        ),
        Takes::Language => formed(
            "[a-zA-Z]{2,3}(-[a-zA-Z0-9]{1,8})*",
            "A language is a tag: en, es, en-GB, zh-Hant.",
        ),
        Takes::Date => formed(
            &format!("{DATE}(/{DATE})?~?"),
            "A date is 2016, 2016-11, 2016-11-29, a moment with its offset, or two with / between.",
        ),
        Takes::Day => formed(r"\d{4}-\d{2}-\d{2}", "A full day is wanted: 2016-11-29."),
        Takes::Moment => formed(
            r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})",
            "A moment is wanted, with its offset: 2016-11-29T19:37:00-05:00.",
        ),
        Takes::Word(words) => of_words(words),
        Takes::Map(record) => map(record),
        Takes::Maps(record) => one_or_several(&map(record)),
        Takes::Named(record) => {
            json!({ "type": types(&["object"]), "additionalProperties": reference(record) })
        }
        Takes::TextsOrMaps(record) => one_or_several(
            &json!({ "if": { "type": "object" }, "then": reference(record), "else": text() }),
        ),
        Takes::Claims => by_id(reference(&keys::CLAIM)),
        Takes::Counters => one_or_several(&map(&keys::COUNTER)),
        Takes::References => one_or_several(&json!({ "$ref": format!("{DEFINITIONS}reference") })),
        Takes::Severities => of_severities(),
    }
}

fn of_words(words: Words) -> Value {
    let (names, meanings): (Vec<_>, Vec<_>) = words.iter().copied().unzip();
    json!({ "enum": names, "enumDescriptions": meanings })
}

/// What each code may be set to.
fn of_severities() -> Value {
    let all = [Some(Severity::Error), Some(Severity::Warning), Some(Severity::Note), None];
    let codes = Code::ALL.iter().map(|&code| {
        let may_be = all.iter().filter(|&&severity| Severities::default().set(code, severity));
        let words: Vec<_> =
            may_be.map(|severity| severity.map_or("off", Severity::as_str)).collect();
        let summary = code.summary();
        (code.as_str().to_owned(), json!({ "enum": words, "description": summary }))
    });
    json!({
        "type": ["object", "null"],
        "properties": codes.collect::<Map<_, _>>(),
        "additionalProperties": false,
    })
}
