//! Reads CSL-JSON 1.0, as Zotero, pandoc and others write it (`csl-data.json` of the Citation Style Language
//! project).
//!
//! In goes a text; out come references. The reader of JSON bounds how deep values may stand in each other.

use super::kinds;
use super::reference::{Detail, References, SourceReference};
use super::values;
use crate::import::json;
use crate::import::report::{ImportFault, PlaceCursor, short};
use serde_json::{Map, Value};

/// The fields that something is taken of.
const TAKEN: &[&str] = &[
    "DOI",
    "ISBN",
    "ISSN",
    "URL",
    "accessed",
    "archive",
    "archive_location",
    "author",
    "call-number",
    "container-title",
    "editor",
    "genre",
    "id",
    "issue",
    "issued",
    "language",
    "note",
    "page",
    "publisher",
    "title",
    "type",
    "volume",
];

/// Reads a file: a list of items, one item, or a map with `items`.
///
/// # Errors
/// It is no JSON, at a place, or holds no items.
pub fn read(text: &str) -> Result<References, ImportFault> {
    let mut found = References::default();
    let mut cursor = PlaceCursor::new(text);
    for (item, at) in json::items(text, &["items"])? {
        let place = Some(cursor.place(at));
        match item {
            Value::Object(item) => found.all.push(SourceReference { place, ..reference(&item) }),
            _ => {
                let fault = ImportFault::new("this item is no map of fields").at(place);
                found.report.refused.push(fault);
            }
        }
    }
    Ok(found)
}

fn reference(item: &Map<String, Value>) -> SourceReference {
    let mut read = CslItem { item, reference: SourceReference::default() };
    let kind = read.kind();
    let contained = matches!(
        kind.as_str(),
        "article"
            | "article-journal"
            | "article-magazine"
            | "article-newspaper"
            | "post"
            | "post-weblog"
            | "review"
            | "review-book"
            | "webpage"
    );
    let named = |name: &str| Some((name.to_owned(), read.text(name)?));
    let (container, publisher) = (named("container-title"), named("publisher"));
    read.details();
    let note = read.text("note");
    let archived = note.as_deref().and_then(|note| note.strip_prefix("Archived copy: "));
    let archived = archived.map(str::to_owned);
    if note.is_some() && archived.is_none() {
        read.reference.left_out.push("note".to_owned());
    }
    let [authors, editors] = ["author", "editor"].map(|name| read.names(name));
    let [date, accessed] = ["issued", "accessed"].map(|name| read.date(name));
    let unknown = item.keys().filter(|name| !TAKEN.contains(&name.as_str()));
    read.reference.left_out.extend(unknown.cloned());
    SourceReference {
        key: read.text("id"),
        title: read.text("title").map(|title| without_tags(&title)),
        container,
        publisher,
        contained,
        authors,
        editors,
        url: read.text("URL"),
        doi: read.text("DOI"),
        date,
        accessed,
        language: read.text("language"),
        archived,
        ..read.reference
    }
}

struct CslItem<'i> {
    item: &'i Map<String, Value>,
    reference: SourceReference,
}

impl CslItem<'_> {
    /// The text of a field, which some programs write as a number.
    fn text(&self, name: &str) -> Option<String> {
        text_of(self.item.get(name)?)
    }

    fn kind(&mut self) -> String {
        let typed = self.text("type").unwrap_or_default();
        let genre = self.text("genre");
        let named = genre.as_deref().and_then(kinds::named);
        if genre.is_some() && named.is_none() {
            self.reference.left_out.push("genre".to_owned());
        }
        self.reference.kind = named.or(kinds::of_csl(&typed));
        if self.reference.kind.is_none() {
            let text =
                format!("the type `{}` is no kind of source, so `kind` is left out", short(&typed));
            self.reference.told.push(text);
        }
        typed
    }

    fn details(&mut self) {
        for (detail, name) in [
            (Detail::Volume, "volume"),
            (Detail::Issue, "issue"),
            (Detail::Pages, "page"),
            (Detail::Archive, "archive"),
            (Detail::Shelf, "archive_location"),
            (Detail::Shelf, "call-number"),
            (Detail::Number, "ISBN"),
            (Detail::Number, "ISSN"),
        ] {
            let Some(text) = self.text(name) else { continue };
            let text = match detail {
                Detail::Number => format!("{name} {text}"),
                _ => text,
            };
            self.reference.details.push((detail, name.to_owned(), text));
        }
    }

    fn names(&mut self, field: &str) -> Vec<String> {
        let Some(value) = self.item.get(field) else { return Vec::new() };
        let people = value.as_array().map_or(&[][..], Vec::as_slice);
        let names: Vec<String> = people.iter().filter_map(name).collect();
        if names.is_empty() || names.len() < people.len() {
            self.reference.told.push(format!("not all of `{field}` is names"));
        }
        names
    }

    /// A date: its parts, or else as it was typed.
    fn date(&mut self, field: &str) -> Option<String> {
        let value = self.item.get(field)?;
        let of_parts = value.get("date-parts").and_then(Value::as_array).and_then(|ends| {
            let mut ends = ends.iter().map(part);
            let first = ends.next()??;
            match ends.next() {
                None => Some(first),
                Some(last) => Some(format!("{first}/{}", last?)),
            }
        });
        let circa = value.get("circa").is_some_and(|circa| {
            circa.as_bool().unwrap_or(circa.as_f64() != Some(0.0) && !circa.is_null())
        });
        let typed = || ["raw", "literal"].iter().find_map(|name| text_of(value.get(name)?));
        let date = of_parts.or_else(typed).or_else(|| text_of(value));
        if date.is_none() {
            self.reference.told.push(format!("`{field}` is left out: it is no date"));
        }
        date.map(|date| if circa && !date.ends_with('~') { date + "~" } else { date })
    }
}

fn text_of(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    Some(text).filter(|text| !text.trim().is_empty())
}

/// Year, month and day, as far as they are there.
fn part(part: &Value) -> Option<String> {
    let numbers = part.as_array()?.iter().map(|number| match number {
        Value::String(text) => text.trim().parse().ok(),
        number => number.as_i64(),
    });
    let numbers: Vec<i64> = numbers.collect::<Option<_>>()?;
    let small = |at: usize| numbers.get(at).map(|number| u32::try_from(*number));
    let [month, day] = [small(1), small(2)].map(Option::transpose);
    values::date_of(*numbers.first()?, month.ok()?, day.ok()?)
}

/// A name as it is read.
fn name(person: &Value) -> Option<String> {
    let part = |name: &str| text_of(person.get(name)?);
    if let Some(literal) = part("literal").or_else(|| text_of(person)) {
        return Some(literal);
    }
    let before = ["given", "dropping-particle", "non-dropping-particle", "family"];
    let parts: Vec<String> = before.iter().filter_map(|name| part(name)).collect();
    let name = parts.iter().map(|part| part.trim()).collect::<Vec<_>>().join(" ");
    match part("suffix") {
        _ if name.is_empty() => None,
        Some(suffix) => Some(format!("{name}, {suffix}")),
        None => Some(name),
    }
}

/// A title without the tags by which CSL sets parts of it apart. Others are text.
fn without_tags(title: &str) -> String {
    const TAGS: &[(&str, &str)] = &[
        ("<i>", "</i>"),
        ("<b>", "</b>"),
        ("<sup>", "</sup>"),
        ("<sub>", "</sub>"),
        ("<sc>", "</sc>"),
        ("<span class=\"nocase\">", "</span>"),
        ("<span style=\"font-variant:small-caps;\">", "</span>"),
        ("<span style=\"font-variant: small-caps;\">", "</span>"),
    ];
    let mut title = title.to_owned();
    for (open, close) in TAGS {
        if title.contains(open) && title.matches(open).count() == title.matches(close).count() {
            title = title.replace(open, "").replace(close, "");
        }
    }
    title
}

#[cfg(test)]
mod tests {
    use super::{name, without_tags};
    use serde_json::json;

    #[test]
    fn tags_of_titles_go_in_pairs() {
        assert_eq!(without_tags("On <i>Pons</i> 2<sup>nd</sup>"), "On Pons 2nd");
        assert_eq!(without_tags("What <b> does"), "What <b> does");
        assert_eq!(without_tags("<script>x</script>"), "<script>x</script>");
    }

    #[test]
    fn names_are_in_the_order_in_which_they_are_read() {
        let check = |person, expect: Option<&str>| assert_eq!(name(&person).as_deref(), expect);
        check(json!({ "family": "Ode", "given": "Max", "suffix": "Jr." }), Some("Max Ode, Jr."));
        check(
            json!({ "family": "Ode", "given": "Max", "non-dropping-particle": "van der" }),
            Some("Max van der Ode"),
        );
        check(json!({ "literal": "The Council" }), Some("The Council"));
        check(json!("The Council"), Some("The Council"));
        check(json!({ "family": { "x": 1 } }), None);
    }
}
