//! `gainsay schema`: the keys of the schemas, of the readers and of the document on the format are
//! the same. What editors make of the schemas, `tests/formats/editors.test.mjs` looks at.

use crate::support::root;
use gainsay::desk::schema::{SchemaKind, schema};
use gainsay::model::keys::{self, Record};
use serde_json::Value;
use std::collections::BTreeSet;

/// The keys of the map that `value` describes.
fn properties(value: &Value) -> BTreeSet<&str> {
    let map = value["properties"].as_object().unwrap_or_else(|| panic!("a map: {value}"));
    map.keys().map(String::as_str).collect()
}

fn names(record: &Record) -> BTreeSet<&'static str> {
    record.names.iter().copied().collect()
}

#[test]
fn a_schema_has_the_keys_that_the_readers_take() {
    let check = |kind: SchemaKind, definition: &str, expect: &Record| {
        let schema = schema(kind);
        let found = match definition {
            "" => &schema,
            name => &schema["definitions"][name],
        };
        assert_eq!(properties(found), names(expect), "{definition} of {}", kind.name());
    };
    check(SchemaKind::Site, "", &keys::SITE);
    check(SchemaKind::Article, "", &keys::ARTICLE);
    check(SchemaKind::Article, "correction", &keys::CORRECTION);
    check(SchemaKind::Article, "image", &keys::IMAGE);
    check(SchemaKind::Claims, "claim", &keys::CLAIM);
    check(SchemaKind::Claims, "quote", &keys::QUOTE);
    check(SchemaKind::Claims, "later-event", &keys::LATER);
    check(SchemaKind::Claims, "review", &keys::REVIEW);
    check(SchemaKind::Claims, "reply", &keys::REPLY);
    check(SchemaKind::Claims, "entry-of-history", &keys::HISTORY);
    check(SchemaKind::Claims, "citation", &keys::CITATION);
    check(SchemaKind::Claims, "passage", &keys::PASSAGE);
    check(SchemaKind::Sources, "source", &keys::SOURCE);
    check(SchemaKind::Sources, "archived-copy", &keys::ARCHIVED);
    check(SchemaKind::Sources, "snapshot", &keys::SNAPSHOT);
    check(SchemaKind::Speakers, "speaker", &keys::SPEAKER);

    let claims = schema(SchemaKind::Claims);
    let counter = &claims["definitions"]["counter-claim"];
    assert_eq!(properties(&counter["then"]), BTreeSet::from(["claim", "relation"]));
    let mut in_place = names(&keys::CLAIM);
    in_place.extend(["id", "relation"]);
    assert_eq!(properties(&counter["else"]), in_place);
}

#[test]
fn the_tables_of_the_format_have_the_keys_that_the_readers_take() {
    let format = std::fs::read_to_string(root().join("docs/format.md")).expect("the document");
    let check = |heading: &str, head: &str, expect: &Record| {
        let part = format.split(&format!("\n## {heading}\n")).nth(1).expect(heading);
        let rows = part.lines().skip_while(|line| !line.starts_with(head)).skip(2);
        let rows = rows.take_while(|line| line.starts_with('|'));
        let found: BTreeSet<&str> = rows.filter_map(|row| row.split('`').nth(1)).collect();
        assert_eq!(found, names(expect), "the table below {heading}");
    };
    check("gainsay.yaml", "| key |", &keys::SITE);
    check("article.yaml", "| key |", &keys::ARTICLE);
    check("Claims", "| key |", &keys::CLAIM);
    check("Quotes", "| key of a quote |", &keys::QUOTE);
    check("Citations", "| key |", &keys::CITATION);
    check("Sources", "| key |", &keys::SOURCE);
    check("Speakers", "| key |", &keys::SPEAKER);
}
