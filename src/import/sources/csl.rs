//! Reads CSL-JSON 1.0, as Zotero, pandoc and others write it (`csl-data.json` of the Citation Style Language
//! project).
//!
//! In goes a text; out come references. The reader of JSON bounds how deep values may stand in each other.

use super::kinds;
use super::reference::{Detail, References, SourceReference};
use super::values;
use crate::import::json;
use crate::import::report::{ImportFault, PlaceCursor, short};
use crate::publish::{CSL_TAGS, CSL_TEXT};
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
    read.leave_out_unread();
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
    let named = |name: &str| Some((name.to_owned(), without_tags(&read.text(name)?)));
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
    let url = read.address();
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
        url,
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
        text_of(alone(self.item.get(name)?))
    }

    /// Addresses of the item. Where a program writes several, the first counts.
    fn address(&mut self) -> Option<String> {
        let all: Vec<String> = json::each(self.item.get("URL")).filter_map(text_of).collect();
        for more in all.iter().skip(1) {
            self.reference.told.push(format!("a further address is left out: `{}`", short(more)));
        }
        all.into_iter().next()
    }

    /// Counts the fields whose values have no text.
    fn leave_out_unread(&mut self) {
        for (name, value) in self.item {
            let is_list = ["author", "editor", "issued", "accessed"].contains(&name.as_str());
            let is_read = match name.as_str() {
                "URL" => json::each(Some(value)).any(|one| text_of(one).is_some()),
                _ => text_of(alone(value)).is_some(),
            };
            let is_empty = value.is_null()
                || value.as_str().is_some_and(|text| text.trim().is_empty())
                || value.as_array().is_some_and(Vec::is_empty);
            if TAKEN.contains(&name.as_str()) && !is_list && !is_read && !is_empty {
                self.reference.left_out.push(name.clone());
                self.reference.unread_address |= name == "URL" || name == "DOI";
            }
        }
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
        let people: Vec<&Value> = json::each(Some(value)).collect();
        let names: Vec<String> = people.iter().filter_map(|one| name(one)).collect();
        if names.len() < people.len() || names.is_empty() || !people.iter().all(|one| is_whole(one))
        {
            self.reference.told.push(format!("not all of `{field}` is names"));
        }
        names
    }

    /// A date: its parts, or else as it was typed.
    fn date(&mut self, field: &str) -> Option<String> {
        let value = alone(self.item.get(field)?);
        let mut told = Vec::new();
        let of_parts = value.get("date-parts").and_then(Value::as_array).and_then(|ends| {
            let mut ends = ends.iter().map(|end| part(end, &mut told));
            let first = ends.next()??;
            match ends.next() {
                None => Some(first),
                Some(last) => Some(format!("{first}/{}", last?)),
            }
        });
        if of_parts.is_some() {
            self.reference.told.extend(told);
        }
        if let Some(season) = value.get("season").filter(|season| !season.is_null()) {
            let season = text_of(season).unwrap_or_else(|| season.to_string());
            self.reference
                .told
                .push(format!("the season `{}` of `{field}` is left out", short(&season)));
        }
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

/// A value that stands alone in a list, or by itself.
fn alone(value: &Value) -> &Value {
    match value {
        Value::Array(all) if all.len() == 1 => &all[0],
        one => one,
    }
}

/// Year, month and day, as far as they are there and sure; what was left out is told.
fn part(part: &Value, told: &mut Vec<String>) -> Option<String> {
    let numbers = part.as_array()?.iter().map(|number| match number {
        Value::String(text) => text.trim().parse().ok(),
        number => number.as_i64(),
    });
    let numbers: Vec<i64> = numbers.collect::<Option<_>>()?;
    let small = |at: usize| numbers.get(at).map(|number| u32::try_from(*number));
    let [month, day] = [small(1), small(2)].map(|number| number.and_then(Result::ok));
    // A year of one or two digits may be one of any century.
    let year = *numbers.first().filter(|year| !(-99..=99).contains(*year))?;
    let whole = values::date_of(year, month, day).filter(|date| {
        // Nothing that was given may be missing.
        date.split('-').count() == numbers.len().min(3)
    });
    whole.or_else(|| {
        let known =
            values::date_of(year, month, None).or_else(|| values::date_of(year, None, None))?;
        let typed = numbers.iter().map(i64::to_string).collect::<Vec<_>>().join("-");
        told.push(format!("of the date `{}` only `{known}` is taken", short(&typed)));
        Some(known)
    })
}

/// The parts of a name before its suffix, in the order in which they are read.
const NAME_PARTS: [&str; 4] = ["given", "dropping-particle", "non-dropping-particle", "family"];

/// True if all parts of a name are read.
fn is_whole(person: &Value) -> bool {
    let mut parts = NAME_PARTS.iter().chain(&["suffix", "literal"]).filter_map(|n| person.get(n));
    parts.all(|part| text_of(alone(part)).is_some() || part.is_string() || part.is_null())
}

/// A name as it is read.
fn name(person: &Value) -> Option<String> {
    let part = |name: &str| text_of(alone(person.get(name)?));
    if let Some(literal) = part("literal").or_else(|| text_of(person)) {
        return Some(literal);
    }
    let parts: Vec<String> = NAME_PARTS.iter().filter_map(|name| part(name)).collect();
    let name = parts.iter().map(|part| part.trim()).collect::<Vec<_>>().join(" ");
    match part("suffix") {
        _ if name.is_empty() => None,
        Some(suffix) => Some(format!("{name}, {suffix}")),
        None => Some(name),
    }
}

/// A text without the tags by which CSL sets parts of it apart. Others are text.
fn without_tags(text: &str) -> String {
    let mut text = text.to_owned();
    for (open, close) in CSL_TAGS {
        if text.contains(open) && text.matches(open).count() == text.matches(close).count() {
            text = text.replace(open, "").replace(close, "");
        }
    }
    text.replace(CSL_TEXT, "<")
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
        assert_eq!(without_tags("On <\u{2060}i>x</i>"), "On <i>x</i>");
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
